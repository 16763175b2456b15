"""How likely a sentence answers a question, from a few features; fitted by ``tools/fit_confidence.py``."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.facts import absent_subject, lacking
from assistant.find import Found, Scored, terms_asked
from assistant.query import Query

FEATURES = (
    "likeness",
    "known",
    "passage",
    "relevance",
    "scoped",
    "number",
    "score",
    "lead",
    "no_fact",
    "no_subject",
    "not_named",
)
"""Likeness in meaning; share of the question's words that the library knows; likeness of the best passage; the log
odds, by the reranker, that the passage of the sentence answers; whether the question names its scope; whether it asks
for a number; the sentence's own score; how far it stands above those of the other passages; whether it lacks the sort
of fact asked for; whether a subject that the question names stands, under any of its names, in no passage found;
whether in that of the sentence. Shared words are in the odds and the score; by themselves they were held against an
answer, since questions that barely miss share many."""


_LEAST = 1e-3
"""Keeps odds finite, and differences among the hopeless small."""


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model: weights of the features after centring and scaling, and the least probability that answers."""

    mean: tuple[float, ...]
    scale: tuple[float, ...]
    weights: tuple[float, ...]
    bias: float
    threshold: float


def features_of(query: Query, found: Found, best: Scored) -> tuple[float, ...]:
    """The values of ``FEATURES``."""
    dense = found.retrieved.runs.get("dense", ())
    return (
        best.likeness,
        found.retrieved.coverage,
        dense[0][1] if dense else 0.0,
        _log_odds(found.retrieved.hits[best.passage_rank].score),
        float(is_scoped(query)),
        float(query.kind == "number"),
        best.score,
        best.score - _others(found, best),
        float(bool(lacking(query.asks or query.content, passage_words(found, best)))),
        float(bool(absent_subject(query.content, _all_words(found)))),
        float(bool(absent_subject(query.content, passage_words(found, best)))),
    )


def _log_odds(probability: float) -> float:
    likely = min(max(probability, 0.0), 1.0)  # a foreign reranker's score may be no probability
    return math.log((likely + _LEAST) / (1.0 - likely + _LEAST))


def passage_words(found: Found, best: Scored) -> str:
    """The words of the passage of a sentence, with its heading, units and deadline."""
    task = best.task
    told = [task.task, *(u.name for u in task.units), *(d.text for d in task.deadlines)] if task is not None else []
    trail = best.clause.trail if best.clause is not None else ()
    return "\n".join([*(s.sentence.words for s in found.by_passage[best.passage_rank]), *trail, *told])


def _all_words(found: Found) -> str:
    return "\n".join(passage_words(found, own[0]) for own in found.by_passage.values() if own)


def _others(found: Found, best: Scored) -> float:
    """The mean score of the best sentences of the other passages."""
    tops = [max(s.score for s in own) for rank, own in found.by_passage.items() if own and rank != best.passage_rank]
    return sum(tops) / len(tops) if tops else 0.0


def is_scoped(query: Query) -> bool:
    """Whether a question names a district, a notice or goes on from one that does."""
    named = query.named or bool(query.doc_numbers) or bool(query.inherited)
    return named or bool(query.place_words and query.places_exact)


def confidence(query: Query, found: Found, best: Scored) -> float:
    """The probability, 0 to 1, that a sentence answers a question.

    A sentence that has the very term whose meaning is asked answers.
    """
    if query.kind == "definition" and any(t in best.sentence.words for t in terms_asked(query.content)):
        return 1.0
    fitted = model()
    values = zip(features_of(query, found, best), fitted.mean, fitted.scale, fitted.weights, strict=True)
    return 1 / (1 + math.exp(-(fitted.bias + sum(w * (x - m) / s for x, m, s, w in values))))


@cache
def model() -> Model:
    """The model that ships."""
    raw = json.loads(files("assistant").joinpath("data/confidence.json").read_text("utf-8"))
    if tuple(raw["features"]) != FEATURES:
        raise ValueError(f"assistant/data/confidence.json: features must be {FEATURES}, got {raw['features']}")
    parts = (tuple(raw["mean"]), tuple(raw["scale"]), tuple(raw["weights"]))
    return Model(*parts, float(raw["bias"]), float(raw["threshold"]))
