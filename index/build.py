"""Folders -> a new generation of the library: only what changed is read and embedded."""

from __future__ import annotations

import datetime as dt
import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

from corpus import Folders, FoundFile, Notice, NoticeError, PassedFile, ReadingRoom, dump_notice, load_notice
from index.batches import note_outcomes
from index.catalogue import Catalogue, FileRecord
from index.encoder import Encoder
from index.errors import DamagedIndex
from index.files import Layout, sha256_of
from index.generations import (
    Manifest,
    Recipe,
    SegmentMark,
    clean_up,
    mark_segment,
    next_generation,
    publish,
    remove_notices,
)
from index.intake import Intake
from index.lock import BuildLock
from index.previous import Previous
from index.readings import reader_fingerprint, remembering
from index.report import BuildReport, Failure
from index.segments import Segment, SegmentWriter, choose_merge
from index.store import Held, make_record
from index.survey import Reader, Spool, Survey, correct, find_files, find_uploads, take_stock
from index.tokenizer import Tokenizer

Progress = Callable[[int, int, str], None]


def build_library(
    library: Path,
    folders: Sequence[Path],
    encoder: Encoder,
    progress: Progress | None = None,
    read: Reader | None = None,
) -> BuildReport:
    """Bring a library in step with folders of notices.

    New and changed files are added in one new segment; files that came from one of the folders and are gone are
    withdrawn; what came from elsewhere stays. Until the very last step, and after a crash at any moment, readers have
    the generation that was there before. Where the index is damaged, or was made by another version or model, all of
    it is made anew beside the old one. With nothing to do no generation is written.

    Parameters
    ----------
    library
        The library's folder; it is made where it is not there.
    folders
        Folders of notices, searched with all below them; what keepers added to the library itself comes besides.
    encoder
        What makes vectors of texts.
    progress
        Called with steps done, steps in all, and what is at hand.
    read
        What reads a file under a name; by default a :class:`corpus.ReadingRoom`, whose limits of time and memory no
        file escapes.

    Returns
    -------
    BuildReport
        What the library holds, what changed, and which files could not be read and why.

    Raises
    ------
    NoNotices
        A folder is not there, or there is no notice in any; nothing was changed.
    LibraryBusy
        Another build is at work.
    """
    with Folders() as search:
        found, passed = find_files(folders, library, search)
        with Site.open(library, encoder, progress, read) as site:
            return site.build(folders, found, passed)


@dataclass(slots=True)
class Site:
    """A library that is locked for a build."""

    layout: Layout
    encoder: Encoder
    read: Reader
    beat: Callable[[], None]
    step: Progress
    started: float

    @classmethod
    @contextmanager
    def open(
        cls, library: Path, encoder: Encoder, progress: Progress | None = None, read: Reader | None = None
    ) -> Iterator[Self]:
        """Lock a library; parameters and errors are those of :func:`build_library`."""
        started = time.perf_counter()
        layout = Layout(library)
        with BuildLock(layout.lock) as lock, ReadingRoom(beat=lock.beat) as room:

            def step(done: int, total: int, name: str) -> None:
                lock.beat()
                if progress is not None:
                    progress(done, total, name)

            yield cls(layout, encoder, remembering(read or room.read), lock.beat, step, started)

    def build(
        self,
        folders: Sequence[Path] = (),
        found: Sequence[FoundFile] = (),
        passed: Sequence[PassedFile] = (),
        change: Callable[[Catalogue], None] = lambda catalogue: None,
    ) -> BuildReport:
        """Bring the library in step with some folders, and with what keepers added and entered.

        Parameters
        ----------
        folders, found, passed
            The folders and what they hold.
        change
            Changes what the catalogue says before it is looked at; what it changes is kept with the new generation,
            or not at all.
        """
        tokenizer = Tokenizer()
        with ExitStack() as stack:
            more = find_uploads(self.layout, stack.enter_context(Folders()))
            spool = stack.enter_context(Spool())
            catalogue = Catalogue(self.layout.catalogue)
            stack.callback(catalogue.close)
            previous = Previous.open(self.layout, _recipe(self.encoder, tokenizer))
            stack.callback(previous.close)
            previous.enter_into(catalogue)
            change(catalogue)
            survey = take_stock(
                self.layout,
                catalogue,
                folders,
                (*found, *more[0]),
                (*passed, *more[1]),
                spool,
                self.read,
                reader_fingerprint(),
                self.step,
            )
            job = _Job(
                self.layout,
                catalogue,
                spool,
                tokenizer,
                self.encoder,
                self.read,
                previous,
                survey,
                self.beat,
                self.step,
            )
            manifest = job.run()
            report = job.report(manifest, time.perf_counter() - self.started)
            note_outcomes(self.layout, survey, job.live, report.generation)
            return report


@dataclass(slots=True)
class _Job:
    """One build, from what is wanted to a published generation."""

    layout: Layout
    catalogue: Catalogue
    spool: Spool
    tokenizer: Tokenizer
    encoder: Encoder
    read: Reader
    previous: Previous
    survey: Survey
    beat: Callable[[], None]
    step: Progress
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    live: dict[str, Held] = field(default_factory=dict)
    intake: Intake = field(default_factory=Intake)

    def run(self) -> Manifest | None:
        """Write what is needed and publish it; None where the library would hold nothing."""
        before = self.previous.live
        wanted = self.survey.wanted
        stays = {
            notice_id
            for notice_id, (held, _) in before.items()
            if notice_id in wanted
            and (*held.edition, held.file) == (*wanted[notice_id].edition, wanted[notice_id].name)
        }
        self.withdrawn = [held.name for notice_id, (held, _) in before.items() if notice_id not in wanted]
        if self.previous.is_usable and len(stays) == len(before) == len(wanted):
            self.live = {notice_id: held for notice_id, (held, _) in before.items()}
            self.catalogue.commit()
            return self.previous.manifest
        marks = self._old_marks(stays)
        fresh = [notice_id for notice_id in wanted if notice_id not in stays or not self.previous.is_usable]
        mark = self._write_segment(fresh, marks)
        if mark is not None:
            marks[mark.segment_id] = mark
        if not self.live and self.previous.manifest is None:
            self.catalogue.commit()
            return None
        return self._publish(tuple(marks.values()))

    def report(self, manifest: Manifest | None, seconds: float) -> BuildReport:
        """What was done."""
        return BuildReport(
            notices=len(self.live),
            clauses=sum(held.clauses for held in self.live.values()),
            tasks=sum(held.tasks for held in self.live.values()),
            passages=manifest.passages if manifest else 0,
            added=tuple(self.added),
            changed=tuple(self.changed),
            unchanged=len(self.live) - len(self.added) - len(self.changed),
            withdrawn=tuple(self.withdrawn),
            failures=tuple(self.survey.failures),
            duplicates=tuple(self.survey.duplicates),
            seconds=seconds,
            generation=manifest.generation if manifest else "",
            remarks=self.intake.remarks(self.live, self._text_of, self.previous.segments.values()),
        )

    def _text_of(self, notice_id: str) -> str:
        """The text of a notice of the new generation."""
        held = self.live[notice_id]
        notice = self.spool.get((held.version, held.meta.partition("+")[0]))
        if notice is None and notice_id in self.previous.live:
            notice = load_notice(self.previous.live[notice_id][1].store.body(notice_id))
        return notice.text if notice else ""

    def _old_marks(self, stays: set[str]) -> dict[str, SegmentMark]:
        """The segments that stay, without the notices that do not."""
        if not self.previous.is_usable or self.previous.manifest is None:
            return {}
        marks = {}
        for mark in self.previous.manifest.segments:
            held = {held.notice_id: held for held in self.previous.segments[mark.segment_id].live}
            if stays.intersection(held):
                marks[mark.segment_id] = remove_notices(mark, frozenset(held.keys() - stays))
                self.live |= {notice_id: held[notice_id] for notice_id in held if notice_id in stays}
        return marks

    def _write_segment(self, fresh: Sequence[str], marks: dict[str, SegmentMark]) -> SegmentMark | None:
        """Write the fresh notices, and those of small old segments, whose marks are taken away."""
        sizes = {segment_id: self._live_size(mark) for segment_id, mark in marks.items()}
        merged = choose_merge(sizes, new=40 * len(fresh))
        if not fresh and not merged:
            return None
        folder = self.layout.segments / f"s{secrets.token_hex(8)}"
        writer = SegmentWriter(folder, self.tokenizer, self.encoder, self.beat)
        written: dict[str, Held] = {}
        try:
            for number, notice_id in enumerate(fresh):
                self.step(number, len(fresh), self.survey.wanted[notice_id].name)
                if (held := self._add(writer, notice_id)) is not None:
                    written[notice_id] = held
            self.step(len(fresh), len(fresh), "")
            for segment_id in merged:
                written |= self._take_over(writer, segment_id, marks.pop(segment_id))
            paths = writer.finish()
        finally:
            writer.close()
        self.live |= written
        if not written:
            return None
        return self._checked(mark_segment(folder, paths, len(written), writer.size))

    def _add(self, writer: SegmentWriter, notice_id: str) -> Held | None:
        """Add one notice that is new, changed, renamed, or must be made anew."""
        record = self.survey.wanted[notice_id]
        before = self.previous.live.get(notice_id)
        if before and self.previous.is_usable and before[0].edition == record.edition:
            return self._rename(writer, notice_id, record.name)
        notice = self._just_read(record) or self._read_again(record)
        if notice is None and before:  # what was read once stays, as it was read then
            notice = load_notice(before[1].store.body(notice_id))
        if notice is None:
            return None
        if before is None:
            self.added.append(notice.name)
        elif before[0].edition != record.edition:
            self.changed.append(notice.name)
        if "+" in record.meta or (before and "+" in before[0].meta):
            self.catalogue.renumber(notice_id, notice)
        self.intake.take(notice_id, notice)
        entry = make_record(notice_id, notice, record.meta)
        writer.add(entry)
        return entry.held

    def _rename(self, writer: SegmentWriter, notice_id: str, name: str) -> Held:
        """Take a notice over under a new file name."""
        _, segment = self.previous.live[notice_id]
        record, rows = segment.store.record(notice_id)
        body = dump_notice(replace(load_notice(record.body), file=name))
        record = replace(record, held=replace(record.held, file=name), body=body)
        writer.add(record, segment.vectors(rows))
        return record.held

    def _just_read(self, record: FileRecord) -> Notice | None:
        """What was read of a file in this build, with what was entered on the page besides."""
        beside, _, page = record.meta.partition("+")
        notice = self.spool.get((record.version, beside))
        return correct(self.layout, notice, f"+{page}", "") if notice and page else notice

    def _read_again(self, record: FileRecord) -> Notice | None:
        """Read a version from its file, or from the original that the library keeps."""
        path = self.layout.library / record.path
        try:
            if not path.is_file() or sha256_of(path) != record.version:
                path = self.layout.original(record.version, record.name)
            notice = self.read(path, record.name)
            return correct(self.layout, notice, record.meta, f"{record.name}.meta.toml") if record.meta else notice
        except (NoticeError, OSError) as exc:
            kind = exc.kind if isinstance(exc, NoticeError) else "damaged"
            self.survey.failures.append(Failure(record.name, kind, str(exc)))
            return None

    def _take_over(self, writer: SegmentWriter, segment_id: str, mark: SegmentMark) -> dict[str, Held]:
        """Copy what is live of an old segment, vectors and all."""
        segment = self.previous.segments[segment_id]
        taken = {}
        for held in segment.live:
            if held.notice_id not in mark.removed:
                record, rows = segment.store.record(held.notice_id)
                writer.add(record, segment.vectors(rows))
                taken[held.notice_id] = held
        return taken

    def _live_size(self, mark: SegmentMark) -> int:
        return self.previous.segments[mark.segment_id].live_size_without(mark.removed)

    def _checked(self, mark: SegmentMark) -> SegmentMark:
        """Open a segment just written, as a reader would."""
        segment = Segment(self.layout.segments / mark.segment_id)
        try:
            if (segment.size, segment.keyword.size, len(segment.live)) != (mark.passages, mark.passages, mark.notices):
                raise DamagedIndex(f"新写的索引 {mark.segment_id} 不完整，公文库没有改动，请检查磁盘后再试")
        finally:
            segment.close()
        return mark

    def _publish(self, marks: tuple[SegmentMark, ...]) -> Manifest:
        manifest = Manifest(
            generation=next_generation(self.layout),
            created=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            recipe=self.previous.recipe,
            segments=marks,
            notices=len(self.live),
            clauses=sum(held.clauses for held in self.live.values()),
            tasks=sum(held.tasks for held in self.live.values()),
            passages=sum(self._size_of(mark) for mark in marks),
        )
        self.catalogue.commit()
        publish(self.layout, manifest)
        clean_up(self.layout, manifest)
        return manifest

    def _size_of(self, mark: SegmentMark) -> int:
        return self._live_size(mark) if mark.segment_id in self.previous.segments else mark.passages


def _recipe(encoder: Encoder, tokenizer: Tokenizer) -> Recipe:
    return Recipe(
        encoder=encoder.name,
        fingerprint=encoder.fingerprint,
        dim=encoder.dim,
        tokenizer=tokenizer.fingerprint,
        reader=reader_fingerprint(),
        query_instruction=encoder.query_instruction,
    )
