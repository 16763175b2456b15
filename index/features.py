"""What is known of a question and a passage that was found for it: the features by which the reranker judges."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.encoder import StaticEncoder
from index.keyword import KeywordQuery

FEATURES = (
    "keyword_share",
    "cosine",
    "cosine_gap",
    "words",
    "grams",
    "run",
    "numbers",
    "aligned",
    "aligned_sharply",
    "matched",
    "matched_sharply",
    "rarest_missing",
    "keyword_rank",
    "dense_rank",
    "length",
    "known",
    "asked_length",
    "best_cosine",
)
"""The keyword leg's score by the best one (how high it is depends on the fields that a passage has, so it is no
feature); the cosine, and how far it is below the best one; the share of the question's words, and of its pairs of
characters, that stand in the passage, by rarity; the longest run of the question that stands in it; the share of the
question's numbers that do (1 where it has none), as vectors do not tell numbers apart; how near, on average, the
nearest of its runs is to each run of the question (MaxSim), and the same of the squares, by the rows of the embedding
and by those for matching; the rarest word that it lacks; one by the rank in each leg; its length; then of the question
the share of its words that the library knows, its length and the best cosine."""

_NUMBER = re.compile(r"\d+")
_NO_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Candidates:
    """The texts that both legs found, with the score of each leg (keyword: 0 where it did not find it).

    A text has the headings above it, but not the title: what stands in every passage of a notice tells none of them
    from another.
    """

    texts: Sequence[str]
    keyword: NDArray[np.float32]
    cosines: NDArray[np.float32]


def features_of(question: str, query: KeywordQuery, found: Candidates, encoder: StaticEncoder) -> NDArray[np.float32]:
    """The features of each candidate, shape (n_candidates, n_features)."""
    asked = squeeze(question)
    texts = [squeeze(text) for text in found.texts]
    numbers = set(_NUMBER.findall(asked))
    words, grams = query.rarities, query.gram_rarities
    by_embedding, by_matching = encoder.align(question, found.texts)
    best_keyword = float(found.keyword.max(initial=0.0))
    best_cosine = float(found.cosines.max(initial=0.0))
    size = len(texts)
    columns = (
        found.keyword / (best_keyword or 1.0),
        found.cosines,
        found.cosines - best_cosine,
        [_share(words, text) for text in texts],
        [_share(grams, text) for text in texts],
        [_longest_run(asked, text) / max(len(asked), 1) for text in texts],
        [_share_of_numbers(numbers, text) for text in texts],
        *by_embedding,
        *by_matching,
        [_rarest_missing(words, text) for text in texts],
        _one_by_rank(found.keyword),
        _one_by_rank(found.cosines),
        [math.log(len(text) + 1) for text in found.texts],
        np.full(size, query.coverage),
        np.full(size, math.log(len(asked) + 1)),
        np.full(size, best_cosine),
    )
    return np.stack([np.asarray(column, dtype=np.float32) for column in columns], axis=1)


def squeeze(text: str) -> str:
    """The text without punctuation and white space, NFKC, lower case."""
    # Without its marks a Chinese text is mostly in the form NFKC already, which is quickly seen.
    return unicodedata.normalize("NFKC", _NO_WORD.sub("", text)).lower()


def _share(rarities: Mapping[str, float], text: str) -> float:
    mass = sum(rarities.values())
    return sum(rarity for term, rarity in rarities.items() if term in text) / mass if mass else 0.0


def _share_of_numbers(numbers: set[str], text: str) -> float:
    return len(numbers.intersection(_NUMBER.findall(text))) / len(numbers) if numbers else 1.0


def _rarest_missing(rarities: Mapping[str, float], text: str) -> float:
    """The rarity of the rarest word that the text lacks, by that of the rarest word."""
    missing = max((rarity for term, rarity in rarities.items() if term not in text), default=0.0)
    return missing / max(rarities.values(), default=1.0)


def _one_by_rank(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """One by the rank of each score, from 1; 0 for those that are 0."""
    ranks = np.empty(len(scores), dtype=np.float32)
    ranks[np.argsort(-scores, kind="stable")] = np.arange(1, len(scores) + 1)
    return np.where(scores > 0, 1.0 / ranks, 0.0).astype(np.float32)


def _longest_run(asked: str, text: str) -> int:
    """How many neighbouring characters of the question at most stand in the text."""
    best = 0
    for start in range(len(asked)):
        while start + best < len(asked) and asked[start : start + best + 1] in text:
            best += 1
    return best
