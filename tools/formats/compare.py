"""What was read of a notice, held against its data: shares from 0 to 1, by rules that a person can follow.

Blanks do not count, nor does the form of digits and brackets (NFKC). A duty is right when its row or section, the
words of its requirement, its units with their roles, and its deadlines (kind, end) are.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from rapidfuzz.distance import Levenshtein

from corpus import Notice, notice_to_dict
from corpus.sample.expect import expected_as
from formats.document import Document
from formats.write import Kind

Record = dict[str, Any]
_MOVED = 4
"""Characters of a stretch that is known again in another place."""


@dataclass(frozen=True, slots=True)
class Figures:
    """How much of a notice was read as its data say; None: the format does not carry it.

    ``sections`` is F1 of paths with headings; ``rows`` the share of rows of the table with number, task and
    requirement; ``units`` and ``deadlines`` shares of duties with the right ones; ``duties`` the share with all of
    it; ``extra`` counts duties that are none; ``characters`` is the share of characters that are right, page numbers
    and running heads apart.
    """

    sections: float | None
    rows: float
    units: float
    deadlines: float
    duties: float
    extra: int
    characters: float | None
    wrong: tuple[str, ...] = ()


def meant(text: str | None) -> str:
    """Words without blanks, in one form of digits and brackets."""
    return unicodedata.normalize("NFKC", re.sub(r"[\s\u200b-\u200f\ufeff]", "", text or ""))


def compare(notice: Notice, document: Document, kind: Kind) -> Figures:
    """Hold a reading against the data.

    Parameters
    ----------
    notice
        What was read.
    document
        The notice that was written.
    kind
        The kind of file that was read.
    """
    read = notice_to_dict(notice)
    want = expected_as(document.sample, document.form.layout())
    tasks = [task for task in want["tasks"] if task["source"] == "table" or not kind.is_table]
    pairs, extra = _paired(read["tasks"], tasks)
    knows_year = notice.year is not None
    checks = [_checks(found, wanted, knows_year) for found, wanted in pairs]
    wrong = [
        _told(found, wanted, check) for (found, wanted), check in zip(pairs, checks, strict=True) if not all(check)
    ]
    rows = [check[0] for (_, wanted), check in zip(pairs, checks, strict=True) if wanted["source"] == "table"]
    wrong += [f"多读出：{task['section']} {task['requirement']}" for task in extra]
    wrong += [] if kind.is_table else _wrong_sections(read["sections"], want["sections"])
    return Figures(
        sections=None if kind.is_table else _sections(read["sections"], want["sections"]),
        rows=_share(rows),
        units=_share([check[1] for check in checks]),
        deadlines=_share([check[2] for check in checks]),
        duties=_share([all(check) for check in checks]),
        extra=len(extra),
        characters=None if kind.is_table or kind.is_plain else characters(_words_of(notice), document.text()),
        wrong=tuple(wrong),
    )


def _share(flags: list[bool]) -> float:
    return sum(flags) / len(flags) if flags else 1.0


def _headings(sections: list[Record]) -> set[tuple[str, str]]:
    return {(s["path"], meant(s["heading"])) for s in sections if not s["path"].startswith("附件")}


def _sections(read: list[Record], want: list[Record]) -> float:
    found, wanted = _headings(read), _headings(want)
    return 2 * len(found & wanted) / (len(found) + len(wanted))


def _wrong_sections(read: list[Record], want: list[Record]) -> list[str]:
    found, wanted = _headings(read), _headings(want)
    out = [f"没有读到：{path} {heading}" for path, heading in sorted(wanted - found)]
    return out + [f"多读出：{path} {heading}" for path, heading in sorted(found - wanted)]


def _paired(read: list[Record], want: list[Record]) -> tuple[list[tuple[Record | None, Record]], list[Record]]:
    """Each duty of the data with the one read that has the nearest words, and those read that are left."""
    left = list(read)
    pairs: list[tuple[Record | None, Record]] = []
    for wanted in want:
        same = [task for task in left if task["source"] == wanted["source"]]
        best = max(same, key=lambda task: _likeness(task, wanted), default=None)
        if best is not None and _likeness(best, wanted) < 0.5:
            best = None
        if best is not None:
            left = [task for task in left if task is not best]
        pairs.append((best, wanted))
    return pairs, left


def _likeness(task: Record, wanted: Record) -> float:
    one, other = meant(task["requirement"]), meant(wanted["requirement"])
    return 1.0 if other in one else Levenshtein.normalized_similarity(one, other)


def _checks(found: Record | None, wanted: Record, knows_year: bool) -> tuple[bool, bool, bool]:
    """Whether place and words, units with roles, and deadlines are right."""
    if found is None:
        return False, False, False
    return _is_in_place(found, wanted), _roles(found) == _roles(wanted), _deadlines_agree(found, wanted, knows_year)


def _is_in_place(found: Record, wanted: Record) -> bool:
    is_table = wanted["source"] == "table"
    words, want = meant(found["requirement"]), meant(wanted["requirement"])
    if is_table:
        return found["row"] == wanted["row"] and words == want and meant(wanted["task"]) in meant(found["task"])
    return found["section"] == wanted["section"] and want in words


def _roles(task: Record) -> tuple[Any, ...]:
    return tuple(tuple(map(meant, task[name])) for name in ("units", "lead", "support", "collective"))


def _deadlines_agree(found: Record, wanted: Record, knows_year: bool) -> bool:
    """A text may name further days; those of the data must be there, and a row has no others.

    A file that is the table alone (.csv) may name no year: the words of a deadline that has none are then all.
    """
    here, there = found["deadlines"], wanted["deadlines"]
    if not knows_year:
        return [d["text"] for d in here] == [d["text"] for d in there]
    met, want = ([(d["kind"], d["end"], d["every"]) for d in side] for side in (here, there))
    return met == want if wanted["source"] == "table" else all(one in met for one in want)


def _told(found: Record | None, wanted: Record, check: tuple[bool, bool, bool]) -> str:
    place = f"行{wanted['row']}" if wanted["source"] == "table" else wanted["section"]
    if found is None:
        return f"{place}：没有读到"
    names = (("row", "section", "task", "requirement"), ("units", "lead", "support"), ("deadlines",))
    out = [
        f"{name} {found[name]!r} 应为 {wanted[name]!r}"
        for fields, is_right in zip(names, check, strict=True)
        if not is_right
        for name in fields
        if found[name] != wanted[name]
    ]
    return f"{place}：{'；'.join(out)}"


def characters(read: str, wanted: str) -> float:
    """The share of characters that are right: 1 less those missing, wrong or too many, for each one wanted.

    A stretch of four and more that only stands in another place (a row that a page break cuts) is no error.
    """
    one, other = meant(read), meant(wanted)
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    edits = [(one[a:b], other[c:d]) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]
    errors = sum(max(map(len, edit)) for edit in edits)
    too_many = "\n".join(found for found, lost in edits if not lost)
    for lost in (lost for found, lost in edits if not found and len(lost) >= _MOVED):
        if lost in too_many:
            too_many = too_many.replace(lost, "\n", 1)
            errors -= 2 * len(lost)
    return 1 - errors / max(len(other), 1)


def _words_of(notice: Notice) -> str:
    """The text without what stands around it on each page."""
    return "".join(notice.text[block.start : block.end] for block in notice.blocks if block.kind != "furniture")
