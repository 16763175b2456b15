"""How well a model alone finds what a held-out question was written for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from encoder.questions import HELD_OUT, QuestionSet
from index.encoder import StaticEncoder

_DEPTH = 10


class Figure(NamedTuple):
    """Mean over the held-out questions of one kind."""

    name: str
    kind: str
    ndcg: float
    recall: float
    questions: int


def measure(encoder: StaticEncoder, sets: Sequence[QuestionSet]) -> Iterator[Figure]:
    """Yield nDCG@10 and recall@10 by set and kind of question; the pool is the whole set."""
    for questions in sets:
        pool = encoder.encode(questions.texts)
        for kind in ("lay", "staff", "short"):
            held = questions.of(HELD_OUT, kind=kind)
            if not held:
                continue
            gains, recalls = [], []
            for q, scores in zip(held, encoder.encode_queries([q.text for q in held]) @ pool.T, strict=True):
                ranks = np.array([(scores > scores[place]).sum() + 1 for place in q.right])
                found = ranks[ranks <= _DEPTH]
                best = (1 / np.log2(np.arange(min(len(ranks), _DEPTH)) + 2)).sum()
                gains.append((1 / np.log2(found + 1)).sum() / best)
                recalls.append(len(found) / len(ranks))
            yield Figure(questions.name, kind, float(np.mean(gains)), float(np.mean(recalls)), len(held))
