"""Notices before they go live: what was understood of each, and what a keeper should look at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from corpus.corrections import read_corrected
from corpus.crosscheck import Brief, UnitCounter, brief_of, cross_check
from corpus.errors import NoticeError
from corpus.findings import Remark, remarks_of, sort_remarks
from corpus.folder import FoundFile, PassedFile
from corpus.model import Notice
from corpus.read import read_notice

Reader = Callable[[Path, str | None], Notice]
"""Reads a file under a name."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One file: what was understood (the contract's fields, with counts), or why it could not be read."""

    file: str
    facts: dict[str, Any] = field(default_factory=dict)
    error: dict[str, str] | None = None
    remarks: tuple[Remark, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The file as ``check --json`` prints it."""
        if self.error is not None:
            return {"file": self.file, "error": self.error}
        return self.facts | {"findings": [remark_dict(remark) for remark in self.remarks]}


@dataclass(frozen=True, slots=True)
class Beside:
    """Notices that those checked are compared with and that are not checked themselves.

    ``text_of`` gives the text of one by its key.
    """

    briefs: Sequence[Brief] = ()
    text_of: Callable[[str], str] = lambda key: ""


def read_one(one: FoundFile | PassedFile, read: Reader) -> Notice | dict[str, Any]:
    """The notice in a file, or the contract's ``error`` object."""
    try:
        if isinstance(one, PassedFile):
            raise one.error
        return read_corrected(one.path, one.name, read)
    except NoticeError as exc:
        return {"kind": exc.kind, "message": str(exc)}


def check(
    files: Sequence[FoundFile | PassedFile],
    knows: Callable[[str], bool],
    names: Sequence[str] = (),
    advance: Callable[[int, int, str], None] | None = None,
    read: Reader = read_notice,
    beside: Beside | None = None,
) -> list[Checked]:
    """Read files and compare them with each other.

    Parameters
    ----------
    files
        Notices, each with the corrections beside it.
    knows, names
        Whether a unit is known, and all names that are; see ``UnitCounter.remarks``.
    advance
        Called with files done, files in all and the file's name.
    read
        What reads a file under a name.
    beside
        What they are compared with besides each other.

    Returns
    -------
    list
        One entry a file, in the order given.
    """
    beside = beside or Beside()
    found: list[Checked] = []
    briefs: list[Brief] = []
    counter = UnitCounter()
    paths: dict[str, Path] = {}
    for number, one in enumerate(files):
        if advance:
            advance(number, len(files), one.name)
        notice = read_one(one, read)
        if not isinstance(notice, Notice):
            found.append(Checked(one.name, error=notice))
            continue
        assert isinstance(one, FoundFile)
        paths[one.name] = one.path
        briefs.append(brief_of(notice, one.name))
        counter.add(notice)
        found.append(Checked(one.name, facts_of(notice), remarks=remarks_of(notice)))

    def text_of(key: str) -> str:
        return read_corrected(paths[key], key, read).text if key in paths else beside.text_of(key)

    more: dict[str, list[Remark]] = {}
    compared = cross_check([*briefs, *beside.briefs], text_of, paths.keys())
    for remark in (*compared, *counter.remarks(knows, names)):
        more.setdefault(remark.file, []).append(remark)
    return [
        entry
        if entry.error
        else Checked(entry.file, entry.facts, remarks=sort_remarks([*entry.remarks, *more.get(entry.file, ())]))
        for entry in found
    ]


def facts_of(notice: Notice) -> dict[str, Any]:
    """What was understood of a notice: metadata, and how many sections, clauses and duties."""
    names = "file version title issued_title doc_number issuer year doc_kind validity disclosure source_url".split()
    facts: dict[str, Any] = {name: getattr(notice, name) for name in names}
    for name in ("dated", "printed", "issued"):
        value = getattr(notice, name)
        facts[name] = value.isoformat() if value else None
    facts |= {name: list(getattr(notice, name)) for name in ("addressees", "inferred", "corrected")}
    return facts | {name: len(getattr(notice, name)) for name in ("sections", "clauses", "tasks", "slips")}


def remark_dict(remark: Remark) -> dict[str, Any]:
    """A remark as ``check --json`` prints it."""
    out = asdict(remark) | {"weight": remark.weight, "others": list(remark.others)}
    del out["file"]
    return out
