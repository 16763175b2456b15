"""Fit the threshold of 库中没有: ``python -m tools.fit_confidence --shared ../shared``.

A logistic model over a few features of a question and the best sentence found tells how likely the sentence answers.
It is fitted over several libraries: the invented notices of ``tests/data/eval``, the sample library, and, where they
are at hand, the real notices and gold questions of ``shared/eval``. Positive: the best sentence meets the gold.
Negative: questions that no notice answers, from the gold and from lay questions about other public documents, with a
district of the library before them. ``ANSWERS`` stands where ``LOSS`` of the right sentences are lost, most of which
share few words with their questions (of questions as people ask them it loses less), ``SURE`` where ``PASSED`` of the
wrong ones are left. A second model does without what depends on the embedding model, for users who bring their own.
Writes ``assistant/data/confidence.json``.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import json
import math
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant import Assistant, Turn
from assistant.batch import parse_history
from assistant.confidence import FEATURES, SURE, WITHOUT_MODEL, features_of
from assistant.scope import narrow, resolve
from assistant.settle import settled
from corpus import bare
from corpus.sample import write_sample
from index import StaticEncoder, build_library

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "assistant" / "data" / "confidence.json"
QUOTED = {"clause", "number", "deadline", "who", "definition", "list", "yesno", "count"}
SKIPPED = {"responsibility", "metadata", "compare", "ambiguous"}
LOSS = 0.035
PASSED = 0.05
"""Part of the wrong sentences that are above ``SURE``."""
NEGATIVES = 160
"""Questions about other documents, for each library."""
RIDGE = 1.0
TODAY = dt.date(2026, 11, 26)
Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """One question with the features of its best sentence; ``is_right`` when that sentence answers it."""

    library: str
    features: dict[str, float]
    is_right: bool


def main() -> int:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, help="folder with eval/, notices/, notices-more/ and train/")
    parser.add_argument("--seed", type=int, default=3)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        cases = list(_cases(Path(folder), args.shared, random.Random(args.seed)))
    models = {}
    for name, features in (("with_model", FEATURES), ("without_model", WITHOUT_MODEL)):
        print(name)
        models[name] = fitted(cases, features)
    OUT.write_text(json.dumps(about(cases) | models, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"-> {OUT.relative_to(ROOT)}")
    return 0


def about(cases: Sequence[Case]) -> dict[str, Any]:
    """Where the models come from."""
    return {
        "made_by": "tools/fit_confidence.py",
        "libraries": sorted({case.library for case in cases}),
        "questions": len(cases),
        "right": sum(case.is_right for case in cases),
    }


def fitted(cases: Sequence[Case], features: Sequence[str]) -> dict[str, Any]:
    """The model of some features, on the scale of ``ANSWERS`` and ``SURE``; says how well it tells right from wrong."""
    x = np.array([[case.features[name] for name in features] for case in cases])
    y = np.array([case.is_right for case in cases], dtype=float)
    names = np.array([case.library for case in cases])
    mean, scale = x.mean(axis=0), x.std(axis=0) + 1e-9
    z = np.c_[np.ones(len(x)), (x - mean) / scale]
    for name in sorted(set(names)):
        own = names == name
        scores, right = z[own] @ fit(z[~own], y[~own]), y[own] == 1
        apart = (scores[right][:, None] > scores[~right][None, :]).mean()
        print(f"  {name} left out of the fit: a right answer above a wrong one in {apart:.1%} of all pairs")
    weights = fit(z, y)
    odds = z @ weights
    least = float(np.quantile(odds[y == 1], LOSS))
    sure = float(np.quantile(odds[y == 0], 1 - PASSED))
    stretch = math.log(SURE / (1 - SURE)) / (sure - least)
    refused, certain = float((odds[y == 0] < least).mean()), float((odds[y == 1] >= sure).mean())
    print(f"  {LOSS:.1%} of the right lost, {refused:.1%} of the wrong refused; sure of {certain:.1%} of the right")
    return {
        "lost": LOSS,
        "refused": round(refused, 3),
        "features": list(features),
        "mean": [round(float(v), 6) for v in mean],
        "scale": [round(float(v), 6) for v in scale],
        "weights": [round(float(v) * stretch, 6) for v in weights[1:]],
        "bias": round((float(weights[0]) - least) * stretch, 6),
    }


def fit(z: Matrix, y: Matrix) -> Matrix:
    """Weights of a ridge logistic regression by Newton's method; both classes weigh the same.

    Parameters
    ----------
    z
        shape (n, k + 1), the first column ones.
    y
        shape (n,), 0 or 1.
    """
    weights = np.zeros(z.shape[1])
    balance = np.where(y == 1, 1.0, y.sum() / max(1.0, (1 - y).sum()))
    penalty = RIDGE * np.r_[0.0, np.ones(z.shape[1] - 1)]
    for _ in range(50):
        p = 1 / (1 + np.exp(-z @ weights))
        slope = z.T @ (balance * (p - y)) + penalty * weights
        curve = (z * (balance * p * (1 - p))[:, None]).T @ z + np.diag(penalty + 1e-9)
        weights -= np.linalg.solve(curve, slope)
    return weights


def _cases(folder: Path, shared: Path | None, rng: random.Random) -> Iterator[Case]:
    own = ROOT / "tests" / "data" / "eval"
    sample = folder / "sample"
    sample.mkdir()
    write_sample(sample, dt.date(2026, 3, 2))
    libraries: list[tuple[str, list[Path], list[Path]]] = [
        ("invented", [own / "notices"], [own / "questions.jsonl"]),
        ("sample", [sample], [own / "sample_questions.jsonl"]),
    ]
    strangers: list[dict[str, Any]] = []
    if shared is not None:
        notices, more = shared / "notices", shared / "notices-more"
        libraries += [
            ("real", [notices], [shared / "eval" / "dev.jsonl"]),
            ("more", [notices, more], [shared / "eval" / "more.jsonl"]),
        ]
        for name in ("gov_questions", "invented_clauses"):
            with gzip.open(shared / "train" / "pairs" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
                strangers += [json.loads(line) for line in lines]
    for name, folders, golds in libraries:
        build_library(folder / name, folders, StaticEncoder.load())
        assistant = Assistant.open(folder / name)
        places = sorted({h.place for h in assistant.library.held if h.place})
        for line in (json.loads(text) for gold in golds for text in gold.read_text("utf-8").splitlines() if text):
            if line["type"] not in SKIPPED:
                yield from _case(assistant, name, line)
        for stranger in rng.sample(strangers, min(NEGATIVES, len(strangers))):
            words = rng.choice([*stranger["lay"], stranger["staff"]])
            before = rng.choice(places) if rng.random() < 0.8 else ""
            yield from _case(assistant, name, {"question": before + words, "type": "unanswerable"})


def _case(assistant: Assistant, name: str, gold: dict[str, Any]) -> Iterator[Case]:
    """The case of one question, where it is answered from sentences and the best one is right, or must be refused."""
    today = dt.date.fromisoformat(gold["today"]) if gold.get("today") else TODAY
    history: Sequence[Turn] = parse_history(gold.get("history")) or ()
    query = assistant.reader.read(gold["question"], history, today)[0]
    resolved = resolve(query, assistant.library.held, "")
    query, resolved = narrow(query, resolved)
    query = settled(query, resolved.held, assistant.knows)
    if resolved.missing or query.kind not in QUOTED or query.section or query.row:
        return
    found = assistant.finder.find(query.content, query.kind, resolved.ids)
    if found.best is None:
        return
    quote = bare(assistant.finder.cite(found, found.best).quote)
    is_right = any(bare(words) in quote for group in gold.get("evidence") or [] for words in group)
    if is_right or gold["type"] == "unanswerable":
        yield Case(name, features_of(query, found, found.best), is_right)


if __name__ == "__main__":
    sys.exit(main())
