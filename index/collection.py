"""A collection of plain texts, searched as a library is: what retrieval is measured on (zhengwen retrieve)."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from corpus import Span
from index.dense import DenseIndex, write_dense
from index.encoder import Encoder
from index.keyword import KeywordIndex, KeywordWriter
from index.passages import Entry, Passage
from index.rerank import Reranker
from index.retriever import LEGS, Retrieved, Retriever
from index.tokenizer import Tokenizer

_BATCH = 512


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a collection; ``title`` may be empty."""

    text_id: str
    text: str
    title: str = ""


class TextCollection:
    """Texts with their postings and vectors in a temporary folder, gone when it is closed.

    Parameters
    ----------
    texts
        The texts; each has another id and is not empty.
    encoder
        What makes vectors.
    progress
        Called with the number of texts that are indexed.
    reranker
        What orders the best candidates; None: nothing does.
    """

    def __init__(
        self,
        texts: Iterable[Text],
        encoder: Encoder,
        progress: Callable[[int], None] = lambda done: None,
        reranker: Reranker | None = None,
    ) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="zhengwen-", ignore_cleanup_errors=True)
        tokenizer = Tokenizer()
        self._part = _Part(Path(self._folder.name), texts, tokenizer, encoder, progress)
        self._retriever = Retriever([self._part], tokenizer, encoder, reranker)

    def __len__(self) -> int:
        return self._part.size

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def search(self, text: str, top_k: int = 100, legs: Sequence[str] = LEGS) -> Retrieved:
        """The texts that say most about a question; the ids of the passages are those of the texts."""
        return self._retriever.search(text, top_k, legs=legs)

    def close(self) -> None:
        """Remove the folder."""
        self._part.close()
        self._folder.cleanup()


class _Part:
    """What the retriever searches: the one segment of a collection."""

    def __init__(
        self,
        folder: Path,
        texts: Iterable[Text],
        tokenizer: Tokenizer,
        encoder: Encoder,
        progress: Callable[[int], None],
    ) -> None:
        self._passages: list[Passage] = []
        vectors = [np.zeros((0, encoder.dim), dtype=np.float16)]
        keyword = KeywordWriter(folder / "keyword", tokenizer)
        waiting: list[str] = []
        for text in texts:
            entry = _entry_of(text)
            keyword.add(len(self._passages), entry)
            self._passages.append(entry.passage)
            waiting.append(entry.embedded)
            if len(waiting) == _BATCH:
                vectors.append(encoder.encode(waiting).astype(np.float16))
                waiting.clear()
                progress(len(self._passages))
        if waiting:
            vectors.append(encoder.encode(waiting).astype(np.float16))
        keyword.finish()
        write_dense(folder / "dense", np.concatenate(vectors))
        self.size = len(self._passages)
        self.keyword = KeywordIndex(folder / "keyword")
        self._dense = DenseIndex(folder / "dense")

    def search_keyword(
        self, terms: Sequence[tuple[str, str, float]], limit: int, notice_ids: Collection[str] | None
    ) -> list[tuple[int, float]]:
        return self.keyword.search(terms, limit, notice_ids)

    def search_exact(self, grams: Collection[str], limit: int, notice_ids: Collection[str] | None) -> list[int]:
        return self.keyword.search_all(grams, limit, notice_ids)

    def search_dense(
        self, query: NDArray[np.float32], limit: int, notice_ids: Collection[str] | None
    ) -> list[tuple[int, float]]:
        return self._dense.search(query, limit)

    def cosines(self, rows: Sequence[int], query: NDArray[np.float32]) -> NDArray[np.float32]:
        return self._dense.cosines(rows, query)

    def passages(self, rows: Sequence[int]) -> dict[int, Passage]:
        return {row: self._passages[row] for row in rows}

    def close(self) -> None:
        self._dense.close()
        del self.keyword  # lets go of the mapped files, which Windows would not remove


def _entry_of(text: Text) -> Entry:
    passage = Passage(
        passage_id=text.text_id,
        notice_id=text.text_id,
        kind="clause",
        ref=text.text_id,
        text=text.text,
        spans=(Span(0, len(text.text)),),
        context=text.title,
        heading=text.title,
    )
    return Entry(passage, title="", task="")
