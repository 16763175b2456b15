"""A library open for asking: one generation, seen unchanged however often others build."""

from __future__ import annotations

import logging
import threading
import weakref
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Self

from corpus import HEAD, TAIL, Notice, OwnUnits, ReadingRoom, Registry, Role, Task, Unit, load_notice, load_units
from index.encoder import Encoder, load_encoder
from index.errors import DamagedIndex, WrongVersion
from index.files import Layout
from index.generations import Manifest, build_command, load_manifest, verify_segments
from index.rerank import reranker_for
from index.retriever import LEGS, Retrieved, Retriever
from index.segments import Segment
from index.store import Held, is_blank, words_of
from index.tokenizer import Tokenizer

_LOG = logging.getLogger(__name__)
_CACHED = 32_000_000
"""Characters of stored notices whose readings are kept in memory, at about five bytes each: 1,500 notices or so."""
UNITS_FILE = "units.toml"
"""In the library's folder: the units that this library knows besides those that ship with the product."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where words stand: ``start`` and ``end`` in the notice's text, and the line or lines around."""

    notice_id: str
    file: str
    section: str
    start: int
    end: int
    line: str


_SECONDS_TO_DRAW = 20.0


class Library:
    """The notices of one installation, as the generation that was live on opening holds them.

    May be used by several threads. ``units`` tells which names mean the same organ, with the library's own units.
    """

    def __init__(
        self,
        layout: Layout,
        manifest: Manifest,
        segments: Sequence[Segment],
        retriever: Retriever | None,
        units: OwnUnits | None = None,
    ) -> None:
        self._layout = layout
        self._segments = tuple(segments)
        self._home = {held.notice_id: segment for segment in segments for held in segment.live}
        self._with_model = retriever
        self._cache: OrderedDict[str, tuple[Notice, int]] = OrderedDict()
        self._cached = 0
        self._lock = threading.Lock()
        self.generation = manifest.generation
        self.manifest = manifest
        self.units: Registry = (units or load_units(())).registry
        self.held: tuple[Held, ...] = tuple(sorted((held for s in segments for held in s.live), key=_place_in_list))
        self._records = {held.notice_id: held for held in self.held}

    @classmethod
    def open(
        cls,
        library: Path,
        encoder: Encoder | None = None,
        unit_files: Sequence[Path] = (),
        reranker: str | None = None,
        *,
        with_model: bool = True,
    ) -> Self:
        """Open the live generation of a library.

        Parameters
        ----------
        library
            The library's folder.
        encoder
            The encoder that it was built with; by default it is found by the name in the manifest.
        unit_files
            Further ``units.toml`` besides the one in the folder. What is wrong in one is logged, and the rest counts.
        reranker
            A cross-encoder by name or folder; None: the built-in reranker, where the encoder is the built-in one.
        with_model
            Whether to load the encoder: what is only listed and read needs none, and cannot be searched by meaning.

        Raises
        ------
        NoLibrary
            There is none, or nothing was built.
        WrongVersion
            It was built by another version, dictionary or encoder.
        DamagedIndex
            A file of it is missing or changed. Nothing is repaired or written here.
        """
        layout = Layout(library)
        manifest = load_manifest(layout)
        if with_model:
            encoder = encoder or load_encoder(manifest.recipe.encoder, manifest.recipe.query_instruction)
            _check_recipe(layout, manifest, encoder)
        verify_segments(layout, manifest)
        segments: list[Segment] = []
        try:
            for mark in manifest.segments:
                segments.append(Segment(layout.segments / mark.segment_id, mark.removed))
        except DamagedIndex:
            for segment in segments:
                segment.close()
            raise
        units = load_units([library / UNITS_FILE, *unit_files])
        for problem in units.problems:
            _LOG.warning("%s", problem)
        retriever = None
        if with_model and encoder is not None:
            retriever = Retriever(segments, Tokenizer(), encoder, reranker_for(encoder, reranker))
        return cls(layout, manifest, segments, retriever, units)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the files."""
        _close(self._segments)

    def close_when_unused(self) -> None:
        """Close the files as soon as nobody holds this library any more, and not before."""
        weakref.finalize(self, _close, self._segments)

    @property
    def folder(self) -> Path:
        """The library's folder."""
        return self._layout.library

    def held_as(self, notice_id: str) -> Held:
        """The record of a notice; KeyError for one that the library does not hold."""
        return self._records[notice_id]

    def notice(self, notice_id: str) -> Notice:
        """A notice, whole.

        Raises
        ------
        KeyError
            The library does not hold it.
        """
        with self._lock:
            if notice_id in self._cache:
                self._cache.move_to_end(notice_id)
                return self._cache[notice_id][0]
        body = self._home[notice_id].store.body(notice_id)
        notice = self._with_groups(load_notice(body))
        with self._lock:
            if notice_id not in self._cache:
                self._cache[notice_id] = notice, len(body)
                self._cached += len(body)
            while self._cached > _CACHED and len(self._cache) > 1:
                _, (_, size) = self._cache.popitem(last=False)
                self._cached -= size
            return self._cache[notice_id][0]

    def _with_groups(self, notice: Notice) -> Notice:
        """A notice in which the units that the library calls collective stand for many."""
        if not any(self.units.is_collective(unit.organ) for task in notice.tasks for unit in task.units):
            return notice
        tasks = (replace(task, units=tuple(map(self._as_group, task.units))) for task in notice.tasks)
        return replace(notice, tasks=tuple(tasks))

    def _as_group(self, unit: Unit) -> Unit:
        return replace(unit, organ="", members=("departments",)) if self.units.is_collective(unit.organ) else unit

    def original(self, notice_id: str) -> Path:
        """The file as it came. Raises KeyError for a notice that the library does not hold."""
        store = self._home[notice_id].store
        held = store.held[store.ordinals[notice_id]]
        return self._layout.original(held.version, held.file)

    def picture(self, notice_id: str, page: int) -> bytes | None:
        """A PNG of a page (from 1) of the file as it came; None where its format has no pictures of pages.

        Raises
        ------
        KeyError
            The library does not hold the notice.
        corpus.NoticeError
            The page cannot be drawn.
        """
        with ReadingRoom(seconds=_SECONDS_TO_DRAW) as room:
            original = self.original(notice_id)
            return room.picture(original, original.name, page)

    @property
    def _retriever(self) -> Retriever:
        if self._with_model is None:
            raise RuntimeError("the library was opened without its model: nothing can be searched by meaning")
        return self._with_model

    def search(
        self,
        text: str,
        top_k: int = 10,
        notice_ids: Collection[str] | None = None,
        legs: Sequence[str] = LEGS,
    ) -> Retrieved:
        """The passages that say most about a text; see ``Retriever.search``."""
        return self._retriever.search(text, top_k, notice_ids, legs)

    def rarities(self, text: str) -> Mapping[str, float]:
        """The words of a question and how rare each is in the library; see ``Retriever.rarities``."""
        return self._retriever.rarities(text)

    def likeness(self, text: str, others: Sequence[str]) -> list[float]:
        """How alike a question and each of some texts are in meaning, -1 to 1."""
        return self._retriever.likeness(text, others)

    def likeness_table(self, texts: Sequence[str], others: Sequence[str]) -> list[list[float]]:
        """The same for each of some texts and each of some others: one row for each text."""
        return self._retriever.likeness_table(texts, others)

    def duties(
        self, organs: Collection[str] | None = None, notice_ids: Collection[str] | None = None
    ) -> list[tuple[str, Task]]:
        """The tasks of some bodies.

        Parameters
        ----------
        organs
            Canonical names without the level (财政局); None for all tasks. A task that names a collective unit only
            is not among those of its members.
        notice_ids
            The notices to look in; None for all.

        Returns
        -------
        list of tuple
            Notice id and task, in the order of ``held`` and of the notice.
        """
        refs: dict[str, set[str]] = {}
        if organs is not None:
            for segment in self._segments:
                live = {held.notice_id for held in segment.live}
                refs |= {key: value for key, value in segment.store.duties(organs).items() if key in live}
        found = []
        for held in self.held:
            notice_id = held.notice_id
            if notice_ids is not None and notice_id not in notice_ids:
                continue
            if organs is None and held.tasks:
                found += [(notice_id, task) for task in self.notice(notice_id).tasks]
            elif notice_id in refs:
                found += [(notice_id, task) for task in self.notice(notice_id).tasks if task.ref in refs[notice_id]]
        return found

    def naming(
        self, organs: Collection[str], notice_ids: Collection[str] | None = None
    ) -> dict[str, list[tuple[str, str, Role]]]:
        """Which notices name some bodies in their duties, without reading the notices.

        Parameters
        ----------
        organs
            Canonical names without the level; one that the library calls collective is passed over.
        notice_ids
            The notices to look in; None for all.

        Returns
        -------
        dict
            Notice id to bare name, place and role of each such body there, each once, in no order.
        """
        single = [organ for organ in organs if not self.units.is_collective(organ)]
        found: dict[str, list[tuple[str, str, Role]]] = {}
        for segment in self._segments:
            for notice_id, organ, place, role in segment.store.naming(single, notice_ids):
                if self._home.get(notice_id) is segment:
                    found.setdefault(notice_id, []).append((organ, place, role))
        return found

    def holding(self, text: str) -> set[str]:
        """Ids of the notices in which words stand exactly, white space ignored."""
        words = words_of(text)
        return {n for s in self._segments for n in s.store.holding(words) if self._home.get(n) is s} if words else set()

    def unit_names(self, notice_ids: Collection[str] | None = None) -> set[tuple[str, str]]:
        """Bare organ (财政局) and printed name (区财政局) of each single body that some duty names.

        ``notice_ids`` are the notices to look in; None for all.
        """
        found: set[tuple[str, str]] = set()
        for segment in self._segments:
            own = None if notice_ids is None else [n for n in notice_ids if self._home.get(n) is segment]
            found |= segment.store.unit_names(own)
        return found

    def occurring(self, text: str) -> dict[str, int]:
        """Notice id to the number of places where words stand exactly, as ``find`` finds them, without reading them."""
        words = words_of(text)
        found = (pair for s in self._segments for pair in s.store.occurring(words) if self._home.get(pair[0]) is s)
        return dict(found) if words else {}

    def find(self, text: str, notice_ids: Collection[str] | None = None) -> list[Occurrence]:
        """Every place where words stand exactly, white space and line breaks ignored; no ranking.

        ``notice_ids`` are the notices to look in; None for all.
        """
        words = words_of(text)
        if not words:
            return []
        hits = self.holding(text) if notice_ids is None else set(notice_ids)
        return [
            occurrence
            for held in self.held
            if held.notice_id in hits
            for occurrence in _occurrences(held.notice_id, self.notice(held.notice_id), words)
        ]


def _close(segments: Sequence[Segment]) -> None:
    for segment in segments:
        segment.close()


def _check_recipe(layout: Layout, manifest: Manifest, encoder: Encoder) -> None:
    made = manifest.recipe
    if (made.fingerprint, made.dim) != (encoder.fingerprint, encoder.dim):
        what = f"向量模型 {made.encoder} 建的，现在用的是 {encoder.name}（两者不同），请改用原来的模型，或"
        if made.encoder == encoder.name:
            what = f"另一版的{made.encoder}建的，请换回那一版，或"
        raise WrongVersion(f"{layout.library} 的索引是用{what}重新运行：{build_command(layout)}")
    if made.tokenizer != Tokenizer().fingerprint:
        raise WrongVersion(f"{layout.library} 的索引是用另一版分词词典建的，请重新运行：{build_command(layout)}")


def _place_in_list(held: Held) -> tuple[str, str, str]:
    return (held.issued.isoformat() if held.issued else "", held.place, held.notice_id)


def _occurrences(notice_id: str, notice: Notice, words: str) -> Iterator[Occurrence]:
    places = [place for place, character in enumerate(notice.text) if not is_blank(character)]
    packed = words_of(notice.text)
    at = packed.find(words)
    while at >= 0:
        start, end = places[at], places[at + len(words) - 1] + 1
        line = _line_at(notice.text, start, end)
        yield Occurrence(notice_id, notice.file, _section_at(notice, start), start, end, line)
        at = packed.find(words, at + 1)


def _line_at(text: str, start: int, end: int) -> str:
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    return text[first : last if last >= 0 else len(text)].strip()


def _section_at(notice: Notice, place: int) -> str:
    """The path of the innermost section around a place, else that of the clause or task, else head or tail."""
    around = [section for section in notice.sections if section.start <= place < section.end]
    if around:
        return min(around, key=lambda section: section.end - section.start).path
    for task in notice.tasks:
        spans = (*task.spans, *(span for field in task.fields.values() for span in field))
        if any(start <= place < end for start, end in spans):
            return task.section
    for clause in notice.clauses:
        if any(start <= place < end for start, end in clause.spans):
            return clause.path
    # Between clauses: what stands after the last one that has begun belongs to the tail.
    starts = sorted(clause.spans[0].start for clause in notice.clauses if clause.spans and clause.path != HEAD)
    return TAIL if starts and bisect_right(starts, place) == len(starts) else HEAD
