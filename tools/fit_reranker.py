"""Fit the built-in reranker to questions that the encoder at hand never saw: some ten minutes on two cores.

    python tools/train_encoder.py --train ../shared/train --words ../shared/words --out FOLDER --without-fold
    python tools/fit_reranker.py --train ../shared/train --encoder FOLDER --out index/data/reranker.json

The encoder is one trained without the fold (see encoder/questions.py): of questions that it had learned, its likeness
would promise more than it keeps, and the reranker would trust it too much. Figures of the held-out part are printed.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

import numpy as np
import torch
from encoder.questions import FOLD, HELD_OUT, Question, QuestionSet, read_learned, read_measured
from numpy.typing import NDArray
from torch.nn.functional import binary_cross_entropy_with_logits, log_softmax

from index.collection import Text, TextCollection
from index.encoder import StaticEncoder
from index.features import FEATURES, Candidates, features_of
from index.keyword import KeywordQuery
from index.rerank import FeatureReranker, Network

_MOST = sum(FeatureReranker.depths.values())
_SIZES = (40, 400, 120)
"""Texts of the small parts in turn."""
_HEAD = re.compile(r"[，。；：｜\n]")


@dataclass(frozen=True, slots=True)
class Example:
    """One question with its candidates: features, and which of them answer it."""

    kind: str
    features: NDArray[np.float32]
    is_right: NDArray[np.bool_]


class Recorder:
    """Stands in for the reranker and keeps what it would be given."""

    depths = FeatureReranker.depths
    is_calibrated = False

    def __init__(self, encoder: StaticEncoder) -> None:
        self._encoder = encoder
        self.features = np.zeros((0, len(FEATURES)), dtype=np.float32)

    def score(self, question: str, query: KeywordQuery, found: Candidates) -> NDArray[np.float32]:
        """Keep the features; the order stays as it is."""
        self.features = features_of(question, query, found, self._encoder)
        return np.zeros(len(self.features), dtype=np.float32)


def parse_options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", type=Path, required=True, help="folder with pairs/ and text/")
    parser.add_argument("--encoder", type=Path, required=True, help="an encoder trained with --without-fold")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--hidden", type=int, default=24)
    parser.add_argument("--epochs", type=int, default=50)
    parser.add_argument("--exact-weight", type=float, default=2.0, help="weight of staff and short questions")
    parser.add_argument("--calibration", type=float, default=0.1, help="weight of the probability beside the order")
    parser.add_argument("--seed", type=int, default=20261126)
    parser.add_argument("--workers", type=int, default=2, help="processes that ask, one for each set of questions")
    return parser.parse_args()


def collect(
    questions: QuestionSet, asked: Sequence[Question], encoder: StaticEncoder, rng: np.random.Generator
) -> Iterable[Example]:
    """Yield the candidates of each question, as the product finds them.

    Each question is asked of the whole set, and once of a small part of it, as libraries have all sizes: words are
    rarer in a large one, and a small one has less that is like the answer. Of a small part others are asked too,
    which it does not answer, so that the probability means one where nothing is held. Half of the small parts have
    the beginning of each text as its title, as clauses have headings.
    """
    yield from _ask(questions, range(len(questions.texts)), asked, encoder, has_titles=False)
    places = rng.permutation(len(questions.texts))
    start, number = 0, 0
    while start < len(places):
        part = places[start : start + _SIZES[number % len(_SIZES)]].tolist()
        inside = [question for question in asked if set(question.right) & set(part)]
        outside = [asked[at] for at in rng.permutation(len(asked))[: len(inside) // 2]]
        absent = [question for question in outside if not set(question.right) & set(part)]
        yield from _ask(questions, part, [*inside, *absent], encoder, has_titles=number % 2 == 1)
        start, number = start + len(part), number + 1


def _collected(questions: QuestionSet, encoder: Path, seed: int) -> list[Example]:
    rng = np.random.default_rng(seed)
    return list(collect(questions, questions.of(FOLD), StaticEncoder.load(encoder), rng))


def _ask(
    questions: QuestionSet,
    places: Sequence[int],
    asked: Sequence[Question],
    encoder: StaticEncoder,
    *,
    has_titles: bool,
) -> Iterable[Example]:
    if not asked:
        return
    recorder = Recorder(encoder)
    texts = [Text(str(at), questions.texts[at], _title(questions.texts[at]) if has_titles else "") for at in places]
    with TextCollection(texts, encoder, reranker=recorder) as collection:
        for question in asked:
            found = collection.search(question.text, top_k=_MOST)
            ids = [int(passage_id) for passage_id, _ in found.runs["reranked"][: len(recorder.features)]]
            yield Example(question.kind, recorder.features, np.isin(ids, question.right))


def _title(text: str) -> str:
    return _HEAD.split(text, maxsplit=1)[0][:24]


def fit(examples: Sequence[Example], options: argparse.Namespace) -> Network:
    """Fit the network: the right candidate before the others (softmax), and a probability that means one (logistic)."""
    torch.manual_seed(options.seed)
    every = np.concatenate([example.features for example in examples])
    mean, scale = every.mean(axis=0), every.std(axis=0) + 1e-6
    useful = [example for example in examples if len(example.features)]
    features = torch.zeros((len(useful), _MOST, len(FEATURES)))
    right, there = torch.zeros((len(useful), _MOST)), torch.zeros((len(useful), _MOST), dtype=torch.bool)
    for place, example in enumerate(useful):
        count = len(example.features)
        features[place, :count] = torch.from_numpy((example.features - mean) / scale)
        right[place, :count] = torch.from_numpy(example.is_right.astype(np.float32))
        there[place, :count] = True
    weights = torch.tensor([1.0 if example.kind == "lay" else options.exact_weight for example in useful])
    inner, outer = torch.nn.Linear(len(FEATURES), options.hidden), torch.nn.Linear(options.hidden, 1)
    network = torch.nn.Sequential(inner, torch.nn.ReLU(), outer)
    optimizer = torch.optim.AdamW(network.parameters(), lr=3e-3, weight_decay=1e-4)
    for epoch in range(options.epochs):
        for group in optimizer.param_groups:
            group["lr"] = 3e-3 * (1 - epoch / options.epochs)
        for batch in torch.split(torch.randperm(len(useful)), 128):
            scores = network(features[batch]).squeeze(-1)
            shares = right[batch] / right[batch].sum(1, keepdim=True).clamp(min=1)
            ranking = -(shares * log_softmax(scores.masked_fill(~there[batch], -1e4), 1)).sum(1)
            each = binary_cross_entropy_with_logits(scores, right[batch], reduction="none")
            loss = ((ranking + options.calibration * (each * there[batch]).sum(1)) * weights[batch]).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return Network(
        mean=mean,
        scale=scale,
        inner=inner.weight.detach().numpy().T.copy(),
        inner_bias=inner.bias.detach().numpy(),
        outer=outer.weight.detach().numpy()[0],
        bias=float(outer.bias.item()),
    )


def save(network: Network, path: Path) -> None:
    """Write the network, six digits of each number."""
    parts = ("mean", "scale", "inner", "inner_bias", "outer")
    body: dict[str, object] = {"features": list(FEATURES), "bias": round(network.bias, 6)}
    body |= {name: np.round(getattr(network, name).astype(float), 6).tolist() for name in parts}
    path.write_text(json.dumps(body) + "\n", encoding="utf-8")


def figures(questions: QuestionSet, encoder: StaticEncoder, network: Network) -> Iterable[str]:
    """Yield nDCG@10 and recall@10 of the held-out questions, ranked by the network."""
    texts = [Text(str(place), text) for place, text in enumerate(questions.texts)]
    with TextCollection(texts, encoder, reranker=FeatureReranker(encoder, network)) as collection:
        for kind in ("lay", "staff", "short"):
            gains, recalls = [], []
            for question in questions.of(HELD_OUT, kind=kind):
                hits = collection.search(question.text, top_k=10).hits
                found = np.isin([int(hit.passage.passage_id) for hit in hits], question.right)
                best = (1 / np.log2(np.arange(min(len(question.right), 10)) + 2)).sum()
                gains.append((found / np.log2(np.arange(len(found)) + 2)).sum() / best)
                recalls.append(found.sum() / len(question.right))
            if gains:
                yield f"  {questions.name:17} {kind:6} nDCG@10 {np.mean(gains):.3f}  recall@10 {np.mean(recalls):.3f}"


def main() -> None:
    """Collect, fit, save, measure."""
    options = parse_options()
    encoder = StaticEncoder.load(options.encoder)
    measured = read_measured(options.train)
    sets = sorted([*measured, *read_learned(options.train)], key=lambda questions: -len(questions.of(FOLD)))
    with ProcessPoolExecutor(options.workers) as pool:
        collected = pool.map(_collected, sets, repeat(options.encoder), repeat(options.seed))
        examples = [example for of_set in collected for example in of_set]
    print(f"{len(examples)} questions, {sum(example.is_right.any() for example in examples)} with a right candidate")
    network = fit(examples, options)
    save(network, options.out)
    for questions in measured:
        print(*figures(questions, encoder, network), sep="\n", flush=True)


if __name__ == "__main__":
    main()
