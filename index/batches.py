"""Batches of files that a keeper adds: staged, then published or thrown away, perhaps taken back.

A batch is a folder in ``staged``, ``uploads`` or ``withdrawn`` of the library. Where it lies is its state, and it is
moved by one rename: there is no half-moved batch. Every build takes in what lies in ``uploads``, so that a publication
that was cut short is completed by the next build, whichever it is.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from corpus import META_ENDING, Notice, NoticeError, ReadingRoom, change_corrections, parse_toml, read_corrected
from index.catalogue import FileRecord
from index.errors import NoBatch
from index.files import Layout, write_atomic
from index.readings import READINGS, STATE, recall, remembering
from index.report import Admitted, Failure
from index.store import Held
from index.survey import Survey

_ID = re.compile(r"\d{8}-\d{6}-[0-9a-f]{6}")
_UNREAD = ".unread"


@dataclass(frozen=True, slots=True)
class StagedFile:
    """A file of a batch: its name there, and the name under which it was sent (of an archive, with the archive's)."""

    name: str
    given: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Files that were sent together; ``refused`` are those that were not even staged, under the names given."""

    batch_id: str
    folder: Path
    staged: dt.datetime
    files: tuple[StagedFile, ...]
    refused: tuple[Failure, ...] = ()

    def path(self, name: str) -> Path:
        """Where a file of the batch lies; raises `NoBatch` for another name."""
        if name not in {file.name for file in self.files}:
            raise NoBatch(f"这一批里没有文件“{name}”")
        return self.folder / name

    def corrections(self, name: str) -> dict[str, Any]:
        """What was put right of a file: field to value."""
        meta = meta_of(self.path(name))
        return parse_toml(meta.read_bytes()) if meta.is_file() else {}


def open_batch(library: Path, batch_id: str) -> Batch:
    """A batch that was staged, published or taken back; raises `NoBatch` where there is none of that name."""
    layout = Layout(library)
    for home in (layout.staged, layout.uploads, layout.withdrawn):
        if _ID.fullmatch(batch_id) and (home / batch_id / STATE).is_file():
            return _open(home / batch_id)
    raise NoBatch("没有这一批文件：可能已经放弃了，请重新添加")


def staged_batches(library: Path) -> tuple[Batch, ...]:
    """The batches that wait for being published, the oldest first."""
    return tuple(_open(folder) for folder in batch_folders(Layout(library).staged))


def discard_batch(library: Path, batch_id: str) -> None:
    """Throw a batch away that was not published."""
    folder = Layout(library).staged / batch_id
    if not _ID.fullmatch(batch_id) or not folder.is_dir():
        raise NoBatch("没有这一批文件：可能已经发布或放弃了")
    (folder / STATE).unlink(missing_ok=True)  # what cannot be deleted now is no batch any more
    shutil.rmtree(folder, ignore_errors=True)


def correct_staged(batch: Batch, name: str, changes: Mapping[str, Any]) -> None:
    """Put right what is read of a staged file: writes ``NAME.meta.toml`` beside it.

    Parameters
    ----------
    batch, name
        The batch, and the file's name there.
    changes
        Field to new value as in a file of corrections; None takes a correction back.

    Raises
    ------
    corpus.WrongCorrection
        A value would not take effect; nothing was written.
    NoBatch
        There is no such file, or the batch is not staged any more.
    """
    path = batch.path(name)
    if not path.is_file():
        raise NoBatch("这一批文件已经发布或放弃了")
    meta = meta_of(path)
    content = meta.read_bytes() if meta.is_file() else b""
    written = change_corrections(content, changes, name, _reading(path, name))
    if written:
        write_atomic(meta, written)
    else:
        meta.unlink(missing_ok=True)


def read_staged(batch: Batch, name: str) -> Notice:
    """A file of a batch with its corrections; what was read of it before is not read again.

    Raises
    ------
    corpus.NoticeError
        It cannot be read.
    """
    with ReadingRoom() as room:
        return read_corrected(batch.path(name), name, remembering(room.read))


def _reading(path: Path, name: str) -> Notice | None:
    with suppress(NoticeError):
        return recall(path, name)
    return None


def batch_folders(home: Path) -> list[Path]:
    """The folders of whole batches in ``staged``, ``uploads`` or ``withdrawn``, the oldest first."""
    if not home.is_dir():
        return []
    return sorted(f for f in home.iterdir() if _ID.fullmatch(f.name) and (f / STATE).is_file())


def read_state(folder: Path) -> dict[str, Any]:
    """What is known of a batch."""
    state: dict[str, Any] = json.loads((folder / STATE).read_bytes())
    return state


def change_state(folder: Path, **changes: object) -> None:
    """Note something of a batch."""
    write_state(folder, read_state(folder) | changes)


def note_outcomes(layout: Layout, survey: Survey, live: Mapping[str, Held], generation: str) -> None:
    """Note of each batch that a build has just taken in what became of its files; what cannot be read is put aside."""
    for folder in batch_folders(layout.uploads):
        if read_state(folder).get("outcome") is not None:
            continue
        records = [r for r in survey.records if Path(r.path).parent == folder.relative_to(layout.library)]
        admitted = [_admitted(record, survey, live) for record in records if record.version]
        failures = [Failure(record.name, record.kind, record.message) for record in records if record.failed]
        for failure in failures:
            _put_aside(folder, failure)
        outcome = {
            "generation": generation,
            "notices": [asdict(one) for one in admitted],
            "failures": [asdict(one) for one in failures],
        }
        change_state(folder, outcome=outcome)
        shutil.rmtree(folder / READINGS, ignore_errors=True)


def _admitted(record: FileRecord, survey: Survey, live: Mapping[str, Held]) -> Admitted:
    """What became of a file that was read."""
    here = Path(record.path).parent
    kept = survey.wanted.get(record.notice_id)
    others = [r for r in survey.records if r.notice_id == record.notice_id and r.version and r.path != record.path]
    replaced = tuple(dict.fromkeys(other.name for other in others if other.words != record.words))
    is_copy = any(other.words == record.words and Path(other.path).parent != here for other in others)
    title = live[record.notice_id].name if record.notice_id in live else record.name
    if kept is None or kept.words != record.words:
        return Admitted(record.name, record.notice_id, title, "older")
    what, replaces = ("copy", ()) if is_copy else ("newer", replaced) if replaced else ("new", ())
    return Admitted(record.name, record.notice_id, title, what, replaces)  # type: ignore[arg-type]


def _put_aside(folder: Path, failure: Failure) -> None:
    """Take a file that cannot be read out of the way of later builds; one that is secret does not stay at all."""
    path = folder / failure.file
    with suppress(OSError):
        if failure.kind == "classified":
            path.unlink()
        else:
            (folder / _UNREAD).mkdir(exist_ok=True)
            path.replace(folder / _UNREAD / failure.file)


def take_up_unread(folder: Path) -> None:
    """Put the files back that were put aside because they could not be read."""
    for path in (folder / _UNREAD).glob("*"):
        path.replace(folder / path.name)


def _open(folder: Path) -> Batch:
    state = read_state(folder)
    files = tuple(StagedFile(name, given) for name, given in state["files"].items())
    refused = tuple(Failure(**failure) for failure in state["refused"])
    return Batch(folder.name, folder, dt.datetime.fromisoformat(state["staged"]), files, refused)


def write_state(folder: Path, state: Mapping[str, Any]) -> None:
    """Write what is known of a batch; it is a batch from then on."""
    write_atomic(folder / STATE, json.dumps(state, ensure_ascii=True, indent=1).encode())


def meta_of(path: Path) -> Path:
    """Where the corrections of a file of a batch lie."""
    return path.with_name(path.name + META_ENDING)
