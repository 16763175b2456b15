"""Text -> ranked passages: each leg searches within the filter, the rankings are fused, the best are ranked anew."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoder
from index.features import Candidates, squeeze
from index.fusion import Run, weighted_sum
from index.keyword import KeywordIndex, KeywordQuery, read_query
from index.passages import Passage
from index.rerank import Reranker, order_of
from index.tokenizer import Tokenizer

LEGS = ("bm25", "dense")
DEPTH = 60
"""So many passages of each leg are fused, at least."""
KEYWORD_WEIGHT = (0.3, 0.8)
"""Weight of the keyword leg when none of the question's words stand in the library, and when all do."""
EXACT_WEIGHT = 1.0
"""As much as both legs together: what holds a phrase to the letter goes first."""
REPEATED = 0.8
"""A passage is folded into a better one of its notice that holds so much of its pairs of characters.

A row of a task table mostly says what a clause says; shown twice it would take the place of something else.
"""

_EXACT = re.compile(
    r"“([^”]{2,40})”|‘([^’]{2,40})’|「([^」]{2,40})」|\"([^\"]{2,40})\"|《((?:[^《》]|《[^《》]*》){2,60})》"
    r"|([\u4e00-\u9fff]{1,10}[〔\[（(]\d{4}[〕\]）)]\d+号)"
    r"|(?<![\d-])(1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|[48]00-?\d{3}-?\d{4}|[2-8]\d{6,7})(?![\d-]|[元万亿年月吨平])"
)
"""A phrase in quotation marks, a title, an issuing number (文号), a phone number."""

_DOC_NUMBER = re.compile(r"([\u4e00-\u9fff]+)[〔\[（(]\d{4}[〕\]）)]\d+号")

_Row = tuple[int, int]  # segment and row


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found.

    ``score`` orders the hits; ``ranks`` says which leg had it where, from 1; ``also`` are further passages of the
    notice with the same words. ``relevance`` is the probability that it answers, None where no reranker tells one.
    """

    passage: Passage
    score: float
    ranks: dict[str, int]
    also: tuple[Passage, ...] = ()
    relevance: float | None = None


@dataclass(frozen=True, slots=True)
class Retrieved:
    """What a search found, and the ranking of each stage by passage id.

    The stages are ``bm25``, ``exact`` (where the question has an exact string), ``dense``, ``fused`` and ``reranked``.
    ``coverage`` is the share of the question's words, weighted by how rare they are, that stand in the library.
    """

    hits: tuple[Hit, ...]
    runs: Mapping[str, Run]
    coverage: float = 1.0


class Searchable(Protocol):
    """A part of what is searched: a segment of a library, or a collection of texts."""

    @property
    def keyword(self) -> KeywordIndex:
        """Return the keyword index, for counting terms."""

    def search_keyword(
        self, terms: Sequence[tuple[str, str, float]], limit: int, notice_ids: Collection[str] | None
    ) -> list[tuple[int, float]]:
        """Return the best rows for weighted terms, within some notices or all."""

    def search_exact(self, grams: Collection[str], limit: int, notice_ids: Collection[str] | None) -> list[int]:
        """Return the rows that hold all of some pairs of characters, within some notices or all."""

    def search_dense(
        self, query: NDArray[np.float32], limit: int, notice_ids: Collection[str] | None
    ) -> list[tuple[int, float]]:
        """Return the rows nearest to a vector, within some notices or all."""

    def cosines(self, rows: Sequence[int], query: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return how near some rows are to a vector."""

    def passages(self, rows: Sequence[int]) -> dict[int, Passage]:
        """Return the passages of some rows."""


class Retriever:
    """Searches the segments of one generation.

    Parameters
    ----------
    segments
        What is searched.
    tokenizer, encoder
        Those that it was indexed with.
    reranker
        What orders the best candidates; None: they stay as the legs were fused.
    """

    def __init__(
        self,
        segments: Sequence[Searchable],
        tokenizer: Tokenizer,
        encoder: Encoder,
        reranker: Reranker | None = None,
    ) -> None:
        self._segments = segments
        self._tokenizer = tokenizer
        self._encoder = encoder
        self._reranker = reranker

    def search(
        self,
        text: str,
        top_k: int = 10,
        notice_ids: Collection[str] | None = None,
        legs: Sequence[str] = LEGS,
    ) -> Retrieved:
        """The passages that say most about a text.

        Parameters
        ----------
        text
            A question or a few words.
        top_k
            How many hits at most.
        notice_ids
            The notices to search; None for all. The limit holds inside each leg, so that nothing is lost by it.
        legs
            ``bm25``, ``dense`` or both.

        Returns
        -------
        Retrieved
            Empty where nothing shares a word or a likeness with the text.

        Raises
        ------
        ValueError
            A leg that is not known, or a ``top_k`` below 1.
        """
        if unknown := set(legs) - set(LEGS):
            raise ValueError(f"legs must be among {LEGS}, got {sorted(unknown)}")
        if top_k < 1:
            raise ValueError(f"top_k must be 1 or more, got {top_k}")
        depth = max(DEPTH, 2 * top_k)
        query = read_query(text, self._tokenizer, [segment.keyword for segment in self._segments])
        vector = self._encoder.encode_queries([text])[0] if "dense" in legs else None
        found: dict[str, list[tuple[_Row, float]]] = {}
        if "bm25" in legs:
            found["bm25"] = self._keyword_run(query, depth, notice_ids)
            if exact := self._exact_run(text, depth, notice_ids):
                found["exact"] = exact
        if vector is not None:
            found["dense"] = self._dense_run(vector, depth, notice_ids)
        rows = {row for run in found.values() for row, _ in run}
        passages = self._passages(rows)
        runs: dict[str, Run] = {
            leg: tuple((passages[row].passage_id, score) for row, score in run) for leg, run in found.items()
        }
        weight = KEYWORD_WEIGHT[0] + query.coverage * (KEYWORD_WEIGHT[1] - KEYWORD_WEIGHT[0])
        ranked = _fuse(runs, weight)
        runs["fused"] = tuple(ranked)
        by_id = {passage.passage_id: (row, passage) for row, passage in passages.items()}
        relevance: Mapping[str, float] = {}
        if self._reranker is not None and vector is not None and "bm25" in legs:
            ranked = self._rerank(self._reranker, text, query, vector, runs, by_id, dict(found["bm25"]))
            runs["reranked"] = tuple(ranked)
            relevance = dict(ranked) if self._reranker.is_calibrated else {}
        if "exact" in runs:
            ranked = _exact_first(ranked, runs["exact"])
        legs_found = {leg: runs[leg] for leg in found}
        return Retrieved(_hits(ranked, legs_found, by_id, relevance, top_k), runs, query.coverage)

    def _rerank(
        self,
        reranker: Reranker,
        text: str,
        query: KeywordQuery,
        vector: NDArray[np.float32],
        runs: Mapping[str, Run],
        by_id: Mapping[str, tuple[_Row, Passage]],
        keyword: Mapping[_Row, float],
    ) -> list[tuple[str, float]]:
        """The best of the fused ranking in their new order; the others follow as they were, with lower scores."""
        chosen = {passage_id for run, depth in reranker.depths.items() for passage_id, _ in runs.get(run, ())[:depth]}
        first = [item for item in runs["fused"] if item[0] in chosen]
        others = [item for item in runs["fused"] if item[0] not in chosen]
        if not first:
            return []
        rows, passages = zip(*(by_id[passage_id] for passage_id, _ in first), strict=True)
        scores = reranker.score(
            text,
            query,
            Candidates(
                texts=[
                    f"{passage.heading}\n{passage.text}" if passage.heading else passage.text for passage in passages
                ],
                keyword=np.array([keyword.get(row, 0.0) for row in rows], dtype=np.float32),
                cosines=self._cosines(rows, vector),
            ),
        )
        ranked = [(first[place][0], float(scores[place])) for place in order_of(scores)]
        least, best = ranked[-1][1], runs["fused"][0][1] or 1.0
        return ranked + [(passage_id, least * score / best) for passage_id, score in others]

    def _cosines(self, rows: Sequence[_Row], vector: NDArray[np.float32]) -> NDArray[np.float32]:
        cosines = np.zeros(len(rows), dtype=np.float32)
        for number, segment in enumerate(self._segments):
            places = [place for place, (of_segment, _) in enumerate(rows) if of_segment == number]
            if places:
                cosines[places] = segment.cosines([rows[place][1] for place in places], vector)
        return cosines

    def rarities(self, text: str) -> Mapping[str, float]:
        """The words of a question and how rare each is in the library (inverse document frequency, natural log)."""
        return read_query(text, self._tokenizer, [segment.keyword for segment in self._segments]).rarities

    def likeness(self, text: str, others: Sequence[str]) -> list[float]:
        """How alike a question and each of some texts are in meaning: cosine, -1 to 1."""
        if not others:
            return []
        vector = self._encoder.encode_queries([text])[0]
        return [float(score) for score in self._encoder.encode(list(others)) @ vector]

    def likeness_table(self, texts: Sequence[str], others: Sequence[str]) -> list[list[float]]:
        """How alike each of some texts and each of some others are in meaning: one row of cosines for each text."""
        if not texts or not others:
            return [[] for _ in texts]
        table = self._encoder.encode(list(texts)) @ self._encoder.encode(list(others)).T
        return [[float(score) for score in row] for row in table]

    def _keyword_run(
        self, query: KeywordQuery, depth: int, notice_ids: Collection[str] | None
    ) -> list[tuple[_Row, float]]:
        run = [
            ((number, row), score)
            for number, segment in enumerate(self._segments)
            for row, score in segment.search_keyword(query.terms_for(segment.keyword), depth, notice_ids)
        ]
        return _best(run, depth)

    def _dense_run(
        self, vector: NDArray[np.float32], depth: int, notice_ids: Collection[str] | None
    ) -> list[tuple[_Row, float]]:
        run = [
            ((number, row), score)
            for number, segment in enumerate(self._segments)
            for row, score in segment.search_dense(vector, depth, notice_ids)
        ]
        return _best(run, depth)

    def _exact_run(self, text: str, depth: int, notice_ids: Collection[str] | None) -> list[tuple[_Row, float]]:
        """The rows that hold an exact string of the question, by how many they hold."""
        counts: dict[_Row, float] = {}
        for words in exact_strings(text):
            for row in self._holding(words, depth, notice_ids):
                counts[row] = counts.get(row, 0.0) + 1.0
        return _best(list(counts.items()), depth)

    def _holding(self, words: str, depth: int, notice_ids: Collection[str] | None) -> list[_Row]:
        """The rows that hold some words; of an issuing number, as much of what stands before it as any row holds."""
        for wanted in _readings(words):
            grams = self._tokenizer.grams(wanted)
            rows = [
                (n, row) for n, part in enumerate(self._segments) for row in part.search_exact(grams, depth, notice_ids)
            ]
            exactly = squeeze(wanted)
            if held := [row for row, passage in self._passages(rows).items() if exactly in squeeze(passage.text)]:
                return held
        return []

    def _passages(self, rows: Iterable[_Row]) -> dict[_Row, Passage]:
        wanted: dict[int, list[int]] = {}
        for number, row in rows:
            wanted.setdefault(number, []).append(row)
        return {
            (number, row): passage
            for number, of_segment in wanted.items()
            for row, passage in self._segments[number].passages(of_segment).items()
        }


def exact_strings(text: str) -> list[str]:
    """What a question wants found to the letter: words in quotation marks, titles, issuing numbers, phone numbers."""
    return list(dict.fromkeys(next(filter(None, found.groups())) for found in _EXACT.finditer(text)))


def _readings(words: str) -> list[str]:
    """The words; of an issuing number also its endings, as 请问市政办发〔2026〕7号 has two words too many."""
    number = _DOC_NUMBER.fullmatch(words)
    return [words[at:] for at in range(number.end(1))] if number else [words]


def _exact_first(ranked: Sequence[tuple[str, float]], exact: Run) -> list[tuple[str, float]]:
    """The passages that hold an exact string first, those with more of them before the others.

    The scores are dealt out anew, as they order the hits; how likely each answers is in ``Hit.relevance``.
    """
    held = dict(exact)
    ordered = sorted(ranked, key=lambda item: -held.get(item[0], 0.0))
    scores = sorted((score for _, score in ranked), reverse=True)
    return [(passage_id, score) for (passage_id, _), score in zip(ordered, scores, strict=True)]


def _best(run: list[tuple[_Row, float]], depth: int) -> list[tuple[_Row, float]]:
    return sorted(run, key=lambda item: (-item[1], item[0]))[:depth]


def _fuse(runs: Mapping[str, Run], keyword_weight: float) -> list[tuple[str, float]]:
    if len(runs) == 1:
        return list(next(iter(runs.values())))
    scores = weighted_sum(runs, {"bm25": keyword_weight, "dense": 1.0 - keyword_weight, "exact": EXACT_WEIGHT})
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))


def _hits(
    fused: Sequence[tuple[str, float]],
    runs: Mapping[str, Run],
    passages: Mapping[str, tuple[_Row, Passage]],
    relevance: Mapping[str, float],
    top_k: int,
) -> tuple[Hit, ...]:
    """The best passages; one that says only what a better one of its notice says is folded into that."""
    ranks = {leg: {passage_id: rank for rank, (passage_id, _) in enumerate(run, 1)} for leg, run in runs.items()}
    hits: list[Hit] = []
    kept: dict[str, list[tuple[int, set[str]]]] = {}  # of each notice, the place of a hit and its pairs
    for passage_id, score in fused:
        passage = passages[passage_id][1]
        own, of_notice = _pairs_of(passage.text), kept.setdefault(passage.notice_id, [])
        better = next((place for place, others in of_notice if len(own & others) >= REPEATED * len(own)), None)
        if better is not None:
            hits[better] = replace(hits[better], also=(*hits[better].also, passage))
        elif len(hits) < top_k:
            of_notice.append((len(hits), own))
            of_legs = {leg: of_leg[passage_id] for leg, of_leg in ranks.items() if passage_id in of_leg}
            hits.append(Hit(passage, score, of_legs, relevance=relevance.get(passage_id)))
        else:
            break
    return tuple(hits)


def _pairs_of(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(max(len(text) - 1, 1))}
