"""Folders -> what the library should hold: which files are new, changed or gone, and which notice each of them is."""

from __future__ import annotations

import datetime as dt
import os
import pickle
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

from corpus import (
    ENDINGS,
    META_ENDING,
    ClassifiedFile,
    Folders,
    FoundFile,
    Notice,
    NoticeError,
    PassedFile,
    apply_corrections,
    dump_toml,
    find_meta,
    parse_corrections,
)
from index.catalogue import Catalogue, FileRecord, words_hash
from index.errors import NoNotices
from index.files import Layout, sha256_of
from index.originals import keep_bytes, keep_original
from index.report import Duplicate, Failure

_SHOWN = 3

Reader = Callable[[Path, str], Notice]
"""Reads a file under a name."""


class Spool:
    """Notices just read, kept on the disk until they are indexed: a large library would not fit into memory."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed on exit
        self._places: dict[tuple[str, str], int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()

    def put(self, notice: Notice, meta: str = "") -> None:
        """Keep a notice under its version and the hash of its corrections."""
        self._places[notice.version, meta] = self._file.seek(0, os.SEEK_END)
        pickle.dump(notice, self._file)

    def get(self, edition: tuple[str, str]) -> Notice | None:
        """The notice of that version with those corrections, if it was read in this build."""
        if edition not in self._places:
            return None
        self._file.seek(self._places[edition])
        notice: Notice = pickle.load(self._file)
        return notice


@dataclass(slots=True)
class Survey:
    """What a look at the folders brought.

    ``wanted`` is the file to hold of each notice, by notice id; ``records`` are all files.
    """

    wanted: dict[str, FileRecord] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    duplicates: list[Duplicate] = field(default_factory=list)
    records: list[FileRecord] = field(default_factory=list)


def find_files(folders: Sequence[Path], library: Path, search: Folders) -> tuple[list[FoundFile], list[PassedFile]]:
    """The files of the folders, in the order of their names; hidden files and the library itself left out.

    Parameters
    ----------
    folders, library
        Where notices are, and where the library is.
    search
        What looks through folders and takes archives apart.

    Returns
    -------
    found
        Files to be read.
    passed
        Files in a format that is not read, and what could not be taken out of an archive.

    Raises
    ------
    NoNotices
        A folder is not there, or there is nothing to read in any of them.
    """
    for folder in folders:
        if not folder.is_dir():
            raise NoNotices(f"找不到公文文件夹：{folder.resolve()}；公文库没有改动")
    found, passed = _look_through(folders, library, search)
    if not found:
        names = "、".join(str(folder.resolve()) for folder in folders)
        told = "".join(f"；{one.error}" for one in passed[:_SHOWN])
        raise NoNotices(f"{names} 里没有公文文件（{' '.join(sorted(ENDINGS))}）；公文库没有改动{told}")
    return found, passed


def find_uploads(layout: Layout, search: Folders) -> tuple[list[FoundFile], list[PassedFile]]:
    """The files that keepers added to the library itself, each under its own name; there may be none.

    Their place is told within the library, which can be moved or copied with all that it holds.
    """
    batches = sorted(folder for folder in layout.uploads.iterdir()) if layout.uploads.is_dir() else []
    found, passed = _look_through([folder for folder in batches if folder.is_dir()], layout.library, search)
    home = layout.library.resolve()
    return (
        [replace(one, place=one.place.relative_to(home)) for one in found],
        [replace(one, place=one.place.relative_to(home)) for one in passed],
    )


def _look_through(folders: Sequence[Path], library: Path, search: Folders) -> tuple[list[FoundFile], list[PassedFile]]:
    found: dict[Path, FoundFile] = {}
    passed: dict[Path, PassedFile] = {}
    for folder in folders:
        for one in search.search(folder.resolve(), library.resolve()):
            if isinstance(one, FoundFile):
                found.setdefault(one.place, one)
            else:
                passed.setdefault(one.place, one)
    return list(found.values()), list(passed.values())


def take_stock(
    layout: Layout,
    catalogue: Catalogue,
    folders: Sequence[Path],
    found: Sequence[FoundFile],
    passed: Sequence[PassedFile],
    spool: Spool,
    read: Reader,
    reader: str,
    progress: Callable[[int, int, str], None],
) -> Survey:
    """Bring the catalogue in step with the folders, reading only files whose bytes it does not know.

    Parameters
    ----------
    layout, catalogue, spool
        The library, its catalogue, and where notices that are read are kept for indexing.
    folders, found, passed
        The folders and the files in them; what is passed over now but was read once stays, as it was read then.
    read, reader
        What reads a file, and its version: what another version could not read is tried again.
    progress
        Called with files done, files in all and the file's name.
    """
    survey = Survey(failures=[Failure(one.name, one.error.kind, str(one.error)) for one in passed])
    desk = _Desk(layout, catalogue, spool, read, reader, survey, catalogue.files())
    desk.forget_gone(folders, {str(one.place) for one in found} | {str(one.place) for one in passed})
    for number, one in enumerate(found):
        progress(number, len(found), one.name)
        desk.take(one)
    progress(len(found), len(found), "")
    survey.records = list(desk.records.values())
    _choose(survey.records, catalogue.hidden(), survey)
    for notice_id, entered in catalogue.entered().items():
        if (record := survey.wanted.get(notice_id)) is not None:
            page = keep_bytes(layout, dump_toml(entered), META_ENDING)
            survey.wanted[notice_id] = replace(record, meta=f"{record.meta}+{page}")
    return survey


@dataclass(slots=True)
class _Desk:
    """Where files are taken in one by one."""

    layout: Layout
    catalogue: Catalogue
    spool: Spool
    read: Reader
    reader: str
    survey: Survey
    records: dict[str, FileRecord]
    by_edition: dict[tuple[str, str], FileRecord] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.by_edition = {record.edition: record for record in self.records.values()}

    def forget_gone(self, folders: Sequence[Path], present: set[str]) -> None:
        """Drop the files that came from one of the folders, or were added to the library, and are there no more."""
        roots = [*(folder.resolve() for folder in folders), Path(self.layout.uploads.name)]
        for path in list(self.records):
            is_there = path in present or any(str(parent) in present for parent in Path(path).parents)
            if not is_there and any(Path(path).is_relative_to(root) for root in roots):
                self._drop(path)

    def take(self, one: FoundFile) -> None:
        """Take in one file."""
        path = str(one.place)
        beside = find_meta(one.path)
        try:
            version, modified = sha256_of(one.path), one.path.stat().st_mtime_ns
            meta = sha256_of(beside) if beside else ""
        except OSError as exc:
            self.fail(one, "", "damaged", f"{one.name}：打不开（{exc.strerror or exc}）")
            return
        record = self.records.get(path) or FileRecord(path, one.name)
        if record.failed == version and record.reader == self.reader:
            self.survey.failures.append(Failure(one.name, record.kind, record.message))
            return
        same = record if record.edition == (version, meta) else self._same_bytes((version, meta))  # a copy, or moved
        if same is not None:
            held = replace(same, path=path, name=one.name, modified=modified)
            self._put(replace(held, failed="", kind="", message="", reader=""))
            return
        try:
            notice = self.read(one.path, one.name)
        except NoticeError as exc:
            self.fail(one, version, exc.kind, str(exc), is_secret=isinstance(exc, ClassifiedFile))
            return
        is_kept = notice.version == version and keep_original(self.layout, one.path, version)
        if not is_kept or (beside and not keep_original(self.layout, beside, meta)):
            self.fail(one, "", "damaged", f"{one.name}：读取时文件正在被改动，请再构建一次")
            return
        if beside:
            notice = correct(self.layout, notice, meta, str(Path(one.name).with_name(beside.name)))
        self.spool.put(notice, meta)
        notice_id = self.catalogue.identify(notice, before=self._id_before(record, notice))
        issued = notice.issued.isoformat() if notice.issued else ""
        self._put(FileRecord(path, one.name, version, notice_id, issued, modified, words_hash(notice), meta=meta))

    def fail(self, one: FoundFile, version: str, kind: str, message: str, *, is_secret: bool = False) -> None:
        """Note a file that could not be read; what it held before stays, unless it has become secret."""
        self.survey.failures.append(Failure(one.name, kind, message))
        path = str(one.place)
        record = self.records.get(path) or FileRecord(path, one.name)
        if is_secret:
            record = FileRecord(path, one.name)
        self._put(replace(record, failed=version, kind=kind, message=message, reader=self.reader))

    def _id_before(self, record: FileRecord, notice: Notice) -> str:
        """The id that the file's notice had, unless a 文号 now put right had made it one with another file's."""
        if "doc_number" not in notice.corrected or not record.notice_id:
            return record.notice_id
        if any(r.notice_id == record.notice_id and r.path != record.path for r in self.records.values()):
            return ""
        self.catalogue.forget_number(record.notice_id)
        return record.notice_id

    def _put(self, record: FileRecord) -> None:
        self.records[record.path] = self.by_edition[record.edition] = record
        self.catalogue.put_file(record)

    def _drop(self, path: str) -> None:
        self.catalogue.drop_file(path)
        del self.records[path]

    def _same_bytes(self, edition: tuple[str, str]) -> FileRecord | None:
        """Another file with the same bytes and corrections: a copy, or the same file under its old name."""
        record = self.by_edition.get(edition)
        if record is not None and record.path in self.records and not _is_there(self.layout.library / record.path):
            self._drop(record.path)
        return record


ON_THE_PAGE = "网页上的更正"
"""What messages call the corrections that were entered on the page."""


def correct(layout: Layout, notice: Notice, meta: str, name: str) -> Notice:
    """A notice with the corrections that the library keeps.

    Parameters
    ----------
    layout, notice
        The library, and the notice as it was read.
    meta
        The SHA-256 of the corrections beside the file; after a plus that of those entered on the page, which win.
    name
        What messages call those beside the file.
    """
    beside, _, page = meta.partition("+")
    for part, called in ((beside, name), (page, ON_THE_PAGE)):
        if part:
            content = layout.original(part, META_ENDING).read_bytes()
            notice = apply_corrections(notice, parse_corrections(content, called))
    return notice


def _choose(records: Iterable[FileRecord], hidden: frozenset[str], survey: Survey) -> None:
    """Of each notice the newest file: by the date printed in it, else by the file's own time."""
    groups: dict[str, list[FileRecord]] = {}
    for record in records:
        if record.version and record.notice_id not in hidden:
            groups.setdefault(record.notice_id, []).append(record)
    for notice_id, group in sorted(groups.items()):
        newest = max(group, key=lambda record: (record.issued or dt.date.min.isoformat(), record.modified, record.path))
        alike = [record for record in group if record.words == newest.words]
        kept = min(alike, key=lambda record: (not record.meta, record.path))
        survey.wanted[notice_id] = kept
        survey.duplicates += [
            Duplicate(notice_id, record.name, kept.name, same_words=record.words == kept.words)
            for record in sorted(group, key=lambda record: record.path)
            if record is not kept
        ]


def _is_there(path: Path) -> bool:
    """Whether a file, or the archive that it came out of, still lies there."""
    return path.exists() or any(parent.is_file() for parent in path.parents)
