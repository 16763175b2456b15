"""The keyword leg: BM25 by tantivy over words and pairs of characters cut beforehand."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tantivy import Document, Index, Occur, Query, Schema, SchemaBuilder

from index.passages import Entry
from index.tokenizer import Tokenizer

WORD_FIELDS = ("title", "heading", "task", "text")
FIELDS = (*WORD_FIELDS, "grams")
WEIGHTS = {"title": 0.6, "heading": 0.6, "task": 0.6, "text": 1.0, "grams": 0.6}
"""How much a match in each field counts."""

_HEAP = 64_000_000
_OPTION = "freq"  # no positions: phrases are not asked for, and they double the size


def _schema() -> Schema:
    builder = SchemaBuilder()
    for name in FIELDS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option=_OPTION)
    builder.add_text_field("notice", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("row", fast=True)
    return builder.build()


class KeywordWriter:
    """Writes the keyword index of one segment."""

    def __init__(self, folder: Path, tokenizer: Tokenizer) -> None:
        folder.mkdir(parents=True)
        self._folder = folder
        self._tokenizer = tokenizer
        # One thread: more would split the index, and the order of rows would depend on the machine.
        self._writer = Index(_schema(), path=str(folder)).writer(heap_size=_HEAP, num_threads=1)

    def add(self, row: int, entry: Entry) -> None:
        """Index one passage under its row."""
        document = Document()
        document.add_text("title", " ".join(self._tokenizer.words(entry.title)))
        document.add_text("heading", " ".join(self._tokenizer.words(entry.heading)))
        document.add_text("task", " ".join(self._tokenizer.words(entry.task)))
        document.add_text("text", " ".join(self._tokenizer.words(entry.passage.text)))
        document.add_text("grams", " ".join(self._tokenizer.grams(entry.passage.text)))
        document.add_text("notice", entry.passage.notice_id)
        document.add_unsigned("row", row)  # Document(row=…) would make a signed number and end the writer's thread
        self._writer.add_document(document)

    def finish(self) -> None:
        """Write what is left; nothing can be added afterwards."""
        self._writer.commit()
        self._writer.wait_merging_threads()
        for path in self._folder.glob(".*"):  # locks and the list for clean-up: nobody writes here again
            path.unlink()


class KeywordIndex:
    """The keyword index of one segment, open for reading."""

    def __init__(self, folder: Path) -> None:
        self._index = Index.open(str(folder))
        self._searcher = self._index.searcher()
        self.size = self._searcher.num_docs

    def frequency(self, field: str, term: str) -> int:
        """How many passages hold the term in the field."""
        return self._searcher.doc_freq(field, term)

    def search(
        self,
        terms: Sequence[tuple[str, str, float]],
        limit: int,
        only: Collection[str] | None = None,
        without: Collection[str] = (),
    ) -> list[tuple[int, float]]:
        """The best passages for weighted terms.

        Parameters
        ----------
        terms
            Field, term and weight of each.
        limit
            How many passages at most.
        only
            Ids of the notices to search; None for all.
        without
            Ids of notices that are not searched.

        Returns
        -------
        list of tuple
            Row and score, best first.
        """
        wanted = [
            (Occur.Should, Query.boost_query(Query.term_query(self._index.schema, field, term, _OPTION), weight))
            for field, term, weight in terms
        ]
        return self._best(Query.boolean_query(wanted), limit, only, without) if wanted else []

    def search_all(
        self, grams: Collection[str], limit: int, only: Collection[str] | None = None, without: Collection[str] = ()
    ) -> list[int]:
        """The rows that hold all of some pairs of characters, best first; limits as in ``search``."""
        wanted = [(Occur.Must, Query.term_query(self._index.schema, "grams", gram, _OPTION)) for gram in grams]
        return [row for row, _ in self._best(Query.boolean_query(wanted), limit, only, without)] if wanted else []

    def _best(
        self, query: Query, limit: int, only: Collection[str] | None, without: Collection[str]
    ) -> list[tuple[int, float]]:
        schema = self._index.schema
        parts = [(Occur.Must, query)]
        if only is not None:
            chosen = Query.term_set_query(schema, "notice", list(only))
            parts.append((Occur.Must, Query.const_score_query(chosen, 0.0)))
        if without:
            parts.append((Occur.MustNot, Query.term_set_query(schema, "notice", list(without))))
        hits = self._searcher.search(Query.boolean_query(parts), limit, count=False).hits
        rows = self._searcher.fast_field_values("row", [address for _, address in hits])
        return [(int(row or 0), float(score)) for row, (score, _) in zip(rows, hits, strict=True)]


@dataclass(frozen=True, slots=True)
class KeywordQuery:
    """A question as weighted terms.

    ``coverage`` is the share of the question's words, weighted by how rare they are, that stand in some passage;
    ``rarities`` has each word's rarity, ``gram_rarities`` that of each pair of characters.
    """

    terms: Mapping[tuple[str, str], int]
    total: int
    coverage: float
    rarities: Mapping[str, float]
    gram_rarities: Mapping[str, float]

    def terms_for(self, index: KeywordIndex) -> list[tuple[str, str, float]]:
        """Field, term and weight for one segment.

        tantivy takes a term's rarity from its own segment alone, so a small new segment would score its passages on
        another scale than the old ones. The weight corrects that to the rarity in all segments together.
        """
        out = []
        for (field, term), count in self.terms.items():
            here = index.frequency(field, term)
            if here:
                ratio = rarity(count, self.total) / rarity(here, index.size)
                out.append((field, term, WEIGHTS[field] * ratio))
        return out


def read_query(text: str, tokenizer: Tokenizer, indexes: Sequence[KeywordIndex]) -> KeywordQuery:
    """Cut a question into terms and count each in all segments."""
    words = tokenizer.query_words(text)
    wanted = [(field, word) for field in WORD_FIELDS for word in words]
    wanted += [("grams", gram) for gram in dict.fromkeys(tokenizer.grams(text))]
    counts = {key: sum(index.frequency(*key) for index in indexes) for key in wanted}
    total = sum(index.size for index in indexes)
    known = {word: max(counts[field, word] for field in WORD_FIELDS) for word in words}
    mass = sum(rarity(count, total) for count in known.values())
    found = sum(rarity(count, total) for count in known.values() if count)
    return KeywordQuery(
        terms={key: count for key, count in counts.items() if count},
        total=total,
        coverage=found / mass if mass else 0.0,
        rarities={word: rarity(count, total) for word, count in known.items()},
        gram_rarities={term: rarity(count, total) for (field, term), count in counts.items() if field == "grams"},
    )


def rarity(count: int, total: int) -> float:
    """The inverse document frequency of BM25, as tantivy takes it."""
    return math.log(1.0 + (total - count + 0.5) / (count + 0.5))
