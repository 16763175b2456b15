"""How well a model finds the clause that a held-out question was written for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from encoder.pairs import Asked
from index.encoder import StaticEncoder

_DEPTH = 10


class Figure(NamedTuple):
    """Mean over the held-out questions of one kind."""

    ndcg: float
    recall: float
    questions: int


def measure(encoder: StaticEncoder, asked: Mapping[str, Sequence[Asked]]) -> dict[tuple[str, str], Figure]:
    """Return nDCG@10 and recall@10 by set and kind of question.

    One clause is right for each question; it is looked for among all clauses of the set, learned ones too.
    """
    figures = {}
    for name, clauses in asked.items():
        pool = encoder.encode([clause.text for clause in clauses])
        for kind in ("lay", "staff", "short"):
            held = [
                (question, place)
                for place, clause in enumerate(clauses)
                if clause.held_out
                for question in clause.questions[kind]
            ]
            scores = encoder.encode_queries([question for question, _ in held]) @ pool.T
            right = np.take_along_axis(scores, np.array([[place] for _, place in held]), axis=1)
            ranks = (scores > right).sum(axis=1) + 1
            found = ranks <= _DEPTH
            figures[name, kind] = Figure(
                float((found / np.log2(ranks + 1)).mean()), float(found.mean()), questions=len(held)
            )
    return figures
