"""A batch before it is published: what was read of each file, what needs a look, and how it stands to the library."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from corpus import Beside, Checked, FoundFile, Notice, ReadingRoom, check, read_corrected, registry
from index.batches import Batch
from index.catalogue import Catalogue, words_hash
from index.files import Layout
from index.intake import brief_of_held
from index.library import Library
from index.readings import Reader, remembering
from index.report import Failure
from index.store import Held

HELD = "库中的 "
"""Stands before the name of a file of the library where it is compared with one of a batch."""
_BETWEEN_VERSIONS = ("newer", "same_text", "near_text")


@dataclass(frozen=True, slots=True)
class Examined:
    """One file of a batch.

    Attributes
    ----------
    name, given
        Its name in the batch, and the one under which it was sent.
    checked
        What was read, with the remarks (each with its place in the text), or why it cannot be read.
    standing
        A notice that is new, a newer or an older version of a held one, or one whose words are held already; None
        where it could not be read.
    held
        The notice of the library that it is a version or a copy of.
    """

    name: str
    given: str
    checked: Checked
    standing: Literal["new", "newer", "older", "copy"] | None = None
    held: Held | None = None


@dataclass(frozen=True, slots=True)
class Examination:
    """All files of a batch in their order; ``refused`` are those that were not even staged."""

    batch_id: str
    files: tuple[Examined, ...]
    refused: tuple[Failure, ...]

    @property
    def readable(self) -> int:
        """How many files can be published."""
        return sum(one.standing is not None for one in self.files)


def examine_batch(
    library: Path,
    batch: Batch,
    opened: Library | None = None,
    progress: Callable[[int, int, str], None] | None = None,
    read: Reader | None = None,
) -> Examination:
    """Read the files of a batch, each within the limits of time and memory of a `corpus.ReadingRoom`.

    What was read is kept with the batch: examined again after a correction, or published, nothing is read twice. A
    file that turns out to be classified is deleted from the batch.

    Parameters
    ----------
    library, batch
        The library's folder, and a batch of it.
    opened
        The library as it is; None where there is none yet.
    progress
        Called with files done, files in all and the file's name.
    read
        What reads a file under a name, in place of the reading room.
    """
    files = [file for file in batch.files if (batch.folder / file.name).is_file()]
    with ExitStack() as stack:
        reader = remembering(read or stack.enter_context(ReadingRoom()).read)
        found = [FoundFile(batch.folder / file.name, file.name, batch.folder / file.name) for file in files]
        organs = {organ for organ, _ in opened.unit_names()} if opened else set()
        units = opened.units if opened else registry()
        checked = check(
            found, lambda organ: organ in organs or units.knows(organ), units.names(), progress, reader, _beside(opened)
        )
        by_name = {one.file: one for one in checked}
        standing = _Standing(library, opened)
        stack.callback(standing.close)
        examined = []
        for file in files:
            one = by_name[file.name]
            path = batch.folder / file.name
            if one.error is not None:
                if one.error["kind"] == "classified":
                    path.unlink()
                examined.append(Examined(file.name, file.given, one))
                continue
            what, held = standing.of(read_corrected(path, file.name, reader))
            examined.append(Examined(file.name, file.given, _without(one, held), what, held))
    return Examination(batch.batch_id, tuple(examined), batch.refused)


class _Standing:
    """Tells how notices stand to those that a library holds."""

    def __init__(self, library: Path, opened: Library | None) -> None:
        self._opened = opened
        self._held = {held.notice_id: held for held in opened.held} if opened else {}
        try:
            self._catalogue = Catalogue.look_at(Layout(library).catalogue) if self._held else None
        except FileNotFoundError:
            self._catalogue = None

    def of(self, notice: Notice) -> tuple[Literal["new", "newer", "older", "copy"], Held | None]:
        """What a notice is, and what it is a version or a copy of."""
        notice_id = self._catalogue.look_up(notice) if self._catalogue else None
        held = self._held.get(notice_id or "")
        if held is None or self._opened is None:
            return "new", None
        if words_hash(self._opened.notice(held.notice_id)) == words_hash(notice):
            return "copy", held
        is_older = held.issued is not None and (notice.issued is None or notice.issued < held.issued)
        return ("older" if is_older else "newer"), held

    def close(self) -> None:
        """Close the catalogue."""
        if self._catalogue is not None:
            self._catalogue.close()


def _beside(opened: Library | None) -> Beside | None:
    if opened is None:
        return None
    briefs = [replace(brief_of_held(held), file=f"{HELD}{held.file}") for held in opened.held]
    return Beside(briefs, lambda notice_id: opened.notice(notice_id).text)


def _without(one: Checked, held: Held | None) -> Checked:
    """The remarks without those that only say of another version what ``standing`` says already."""
    if held is None:
        return one
    others = (f"{HELD}{held.file}",)
    kept = tuple(r for r in one.remarks if not (r.kind in _BETWEEN_VERSIONS and r.others == others))
    return replace(one, remarks=kept)
