"""How likely a sentence answers a question, from a few features; fitted by ``tools/fit_confidence.py``."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from assistant.facts import absent_subject, lacking
from assistant.find import Found, Scored, terms_asked
from assistant.query import Query

ANSWERS = 0.5
"""Below this confidence a question is refused; every fitted model is brought to this scale."""
SURE = 0.9
"""Above this hardly any sentence is wrong: enough to quote another issuer on a place that issued none held."""
LIKELY = 0.8
"""Enough to say that there is such a rule (有。), and to add a sentence beside an answer that stands by itself."""
NEAR = 0.2
"""Above this a sentence that does not answer is worth showing."""

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
WITHOUT_MODEL = ("known", "shared", "scoped", "number", "no_fact", "no_subject", "not_named")
"""What depends on no model: with a user's own, of whose likenesses nobody knows what is much, only these count.
``shared`` is the share of the question's words, by rarity, that stand in the sentence."""

_LEAST = 1e-3
"""Keeps odds finite, and differences among the hopeless small."""


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model: weights of some features after centring and scaling."""

    features: tuple[str, ...]
    mean: tuple[float, ...]
    scale: tuple[float, ...]
    weights: tuple[float, ...]
    bias: float

    def probability(self, values: Mapping[str, float]) -> float:
        """The probability of the values of some features, among them those of the model."""
        parts = zip(self.features, self.mean, self.scale, self.weights, strict=True)
        odds = self.bias + sum(weight * (values[name] - mean) / scale for name, mean, scale, weight in parts)
        return 1 / (1 + math.exp(-max(-30.0, min(odds, 30.0))))


def features_of(query: Query, found: Found, best: Scored) -> dict[str, float]:
    """The values of ``FEATURES`` and ``WITHOUT_MODEL``; no ``relevance`` where no reranker tells a probability."""
    dense = found.retrieved.runs.get("dense", ())
    relevance = found.retrieved.hits[best.passage_rank].relevance
    values = {
        "likeness": best.likeness,
        "known": found.retrieved.coverage,
        "passage": dense[0][1] if dense else 0.0,
        "scoped": float(is_scoped(query)),
        "number": float(query.kind == "number"),
        "score": best.score,
        "lead": best.score - _others(found, best),
        "no_fact": float(bool(lacking(query.asks or query.content, passage_words(found, best)))),
        "no_subject": float(bool(absent_subject(query.content, _all_words(found)))),
        "not_named": float(bool(absent_subject(query.content, passage_words(found, best)))),
        "shared": best.coverage,
    }
    return values if relevance is None else values | {"relevance": _log_odds(relevance)}


def _log_odds(probability: float) -> float:
    return math.log((probability + _LEAST) / (1.0 - probability + _LEAST))


def passage_words(found: Found, best: Scored) -> str:
    """The words of the passage of a sentence, with its heading, units and deadline."""
    task = best.task
    told = [task.task, *(u.name for u in task.units), *(d.text for d in task.deadlines)] if task is not None else []
    trail = best.clause.trail if best.clause is not None else ()
    return "\n".join([*(s.sentence.words for s in found.by_passage[best.passage_rank]), *trail, *told])


def speaks_of(topic: str, found: Found, best: Scored) -> bool:
    """Whether the passage of a sentence has half of the pairs of characters of a topic."""
    pairs = {topic[at : at + 2] for at in range(len(topic) - 1)}
    words = passage_words(found, best)
    return 2 * sum(pair in words for pair in pairs) >= len(pairs)


def _all_words(found: Found) -> str:
    return "\n".join(passage_words(found, own[0]) for own in found.by_passage.values() if own)


def _others(found: Found, best: Scored) -> float:
    """The mean score of the best sentences of the other passages."""
    tops = [max(s.score for s in own) for rank, own in found.by_passage.items() if own and rank != best.passage_rank]
    return sum(tops) / len(tops) if tops else 0.0


def is_scoped(query: Query) -> bool:
    """Whether a question names a district, a notice or goes on from one that does."""
    named = query.named or query.names_notices or bool(query.inherited)
    return named or bool(query.place_words and query.places_exact)


def confidence(query: Query, found: Found, best: Scored) -> float:
    """How likely a sentence answers a question, 0 to 1; from ``ANSWERS`` on it is shown as the answer.

    A sentence that has the very term whose meaning is asked answers.
    """
    if query.kind == "definition" and any(t in best.sentence.words for t in terms_asked(query.content)):
        return 1.0
    values = features_of(query, found, best)
    return models()["relevance" in values].probability(values)


@cache
def models() -> dict[bool, Model]:
    """The models that ship: that of ``FEATURES`` (True) and that of ``WITHOUT_MODEL``."""
    raw = json.loads(files("assistant").joinpath("data/confidence.json").read_text("utf-8"))
    return {True: _model(raw["with_model"], FEATURES), False: _model(raw["without_model"], WITHOUT_MODEL)}


def _model(raw: dict[str, Any], features: tuple[str, ...]) -> Model:
    if tuple(raw["features"]) != features:
        raise ValueError(f"assistant/data/confidence.json: features must be {features}, got {raw['features']}")
    return Model(features, tuple(raw["mean"]), tuple(raw["scale"]), tuple(raw["weights"]), float(raw["bias"]))
