"""Segments: the notices of one build with their postings and vectors, never changed once written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.dense import DenseIndex, write_dense
from index.encoder import Encoder
from index.errors import DamagedIndex
from index.files import sync_file, sync_folder
from index.keyword import KeywordIndex, KeywordWriter
from index.passages import Passage
from index.store import Record, Store, StoreWriter
from index.tokenizer import Tokenizer

MOST_SEGMENTS = 8
"""With more, a build merges small ones into the one that it writes."""

_STORE, _KEYWORD, _DENSE, _OWNERS = "notices.sqlite", "keyword", "dense", "owners.npy"
_BATCH = 512


class SegmentWriter:
    """Writes a new segment, notice by notice.

    Parameters
    ----------
    folder
        Where; it must not be there yet.
    tokenizer, encoder
        How texts become terms and vectors.
    beat
        Called now and then during long work.
    """

    def __init__(
        self, folder: Path, tokenizer: Tokenizer, encoder: Encoder, beat: Callable[[], None] = lambda: None
    ) -> None:
        folder.mkdir(parents=True)
        self._folder = folder
        self._encoder = encoder
        self._beat = beat
        self._store = StoreWriter(folder / _STORE)
        self._keyword = KeywordWriter(folder / _KEYWORD, tokenizer)
        self._vectors: list[NDArray[np.float16]] = []
        self._waiting: list[str] = []
        self._owners: list[int] = []

    @property
    def size(self) -> int:
        """How many passages were added."""
        return len(self._owners)

    def add(self, record: Record, vectors: NDArray[np.float16] | None = None) -> None:
        """Write one notice; vectors that another segment holds for it are taken over as they are."""
        ordinal = self._store.add(record)
        for entry in record.entries:
            self._keyword.add(len(self._owners), entry)
            self._owners.append(ordinal)
        if vectors is not None:
            self._encode()
            self._vectors.append(vectors)
            return
        self._waiting += [entry.embedded for entry in record.entries]
        if len(self._waiting) >= _BATCH:
            self._encode()

    def finish(self) -> list[Path]:
        """Complete the segment, sync it to the disk and return its files."""
        self._encode()
        self._store.finish()
        self._keyword.finish()
        nothing = np.zeros((0, self._encoder.dim), dtype=np.float16)
        write_dense(self._folder / _DENSE, np.concatenate([nothing, *self._vectors]))
        np.save(self._folder / _OWNERS, np.asarray(self._owners, dtype=np.int32))
        paths = sorted(path for path in self._folder.rglob("*") if path.is_file())
        for path in paths:
            self._beat()
            sync_file(path)
        for folder in {path.parent for path in paths} | {self._folder.parent}:
            sync_folder(folder)
        return paths

    def close(self) -> None:
        """Let go of an unfinished segment's files."""
        self._store.close()

    def _encode(self) -> None:
        for start in range(0, len(self._waiting), _BATCH):
            self._beat()
            batch = self._encoder.encode(self._waiting[start : start + _BATCH])
            self._vectors.append(batch.astype(np.float16))
        self._waiting.clear()


class Segment:
    """One segment of a generation, open for reading.

    ``removed`` are the notices of it that the generation no longer holds. A segment that cannot be opened raises
    DamagedIndex.
    """

    def __init__(self, folder: Path, removed: Collection[str] = ()) -> None:
        try:
            self._keyword = KeywordIndex(folder / _KEYWORD)
            self._dense = DenseIndex(folder / _DENSE)
            self._owners: NDArray[np.int32] = np.load(folder / _OWNERS, mmap_mode="r")
            self.store = Store(folder / _STORE)
        except (OSError, ValueError, RuntimeError, sqlite3.DatabaseError) as exc:
            raise DamagedIndex(f"索引 {folder} 打不开（{exc}），请重新运行 zhengwen build") from exc
        self.removed = frozenset(removed)
        self.live = tuple(held for held in self.store.held if held.notice_id not in self.removed)
        self._live_ids = frozenset(held.notice_id for held in self.live)

    @property
    def keyword(self) -> KeywordIndex:
        """The keyword index, for counting terms."""
        return self._keyword

    @property
    def size(self) -> int:
        """How many passages the segment has, removed ones too."""
        return len(self._owners)

    def live_size_without(self, removed: Collection[str]) -> int:
        """How many passages are left without some notices."""
        gone = self.removed.union(removed)
        counts = zip(self.store.held, self.store.passage_counts, strict=True)
        return sum(count for held, count in counts if held.notice_id not in gone)

    def close(self) -> None:
        """Close what must be closed."""
        self._dense.close()
        self.store.close()

    def search_keyword(
        self, terms: Sequence[tuple[str, str, float]], limit: int, notice_ids: Collection[str] | None
    ) -> list[tuple[int, float]]:
        """The best rows for weighted terms, within some notices or all."""
        only = self._only(notice_ids)
        if only is not None and not only:
            return []
        return self._keyword.search(terms, limit, only, without=self.removed if only is None else ())

    def search_exact(self, grams: Collection[str], limit: int, notice_ids: Collection[str] | None) -> list[int]:
        """The rows that hold all of some pairs of characters, within some notices or all."""
        only = self._only(notice_ids)
        if only is not None and not only:
            return []
        return self._keyword.search_all(grams, limit, only, without=self.removed if only is None else ())

    def _only(self, notice_ids: Collection[str] | None) -> frozenset[str] | None:
        return None if notice_ids is None else self._live_ids.intersection(notice_ids)

    def search_dense(
        self, query: NDArray[np.float32], limit: int, notice_ids: Collection[str] | None
    ) -> list[tuple[int, float]]:
        """The rows nearest to a vector, within some notices or all."""
        chosen = self._live_ids if notice_ids is None else self._live_ids.intersection(notice_ids)
        if not chosen:
            return []
        if len(chosen) == len(self.store.held):
            return self._dense.search(query, limit)
        is_chosen = np.zeros(len(self.store.held), dtype=np.bool_)
        is_chosen[[self.store.ordinals[notice_id] for notice_id in chosen]] = True
        return self._dense.search(query, limit, is_chosen[self._owners])

    def cosines(self, rows: Sequence[int], query: NDArray[np.float32]) -> NDArray[np.float32]:
        """How near some rows are to a vector."""
        return self._dense.cosines(rows, query)

    def passages(self, rows: Sequence[int]) -> dict[int, Passage]:
        """The passages of some rows."""
        return self.store.passages(rows)

    def vectors(self, rows: range) -> NDArray[np.float16]:
        """The vectors of neighbouring rows, as another segment can take them over."""
        return self._dense.span(rows.start, rows.stop)


def choose_merge(sizes: Mapping[str, int], new: int) -> list[str]:
    """Which segments a build should merge into the one that it writes.

    Parameters
    ----------
    sizes
        Segment id to its live passages.
    new
        Passages that the build adds.

    Returns
    -------
    list of str
        Nothing while there are few segments. Else the smallest ones, as long as each is no more than twice what is
        merged so far, so that a large segment is seldom written again; at least enough to be few again.
    """
    surplus = len(sizes) + (new > 0) - MOST_SEGMENTS
    if surplus <= 0:
        return []
    chosen: list[str] = []
    total = new
    for segment_id, size in sorted(sizes.items(), key=lambda item: (item[1], item[0])):
        if len(chosen) > surplus and size > 2 * total:
            break
        chosen.append(segment_id)
        total += size
    return chosen
