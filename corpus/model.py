"""What a notice is: frozen values, no input or output.

Positions are code points, half-open, in ``Notice.text``. A quotation is a tuple of spans: between two of them lies
nothing but furniture (page numbers, tags, running heads).
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

DocKind = Literal["notice", "interpretation", "draft", "news", "report", "regulation"]
DeadlineKind = Literal["date", "range", "recurring", "continuous", "relative", "unknown"]
Every = Literal["week", "month", "quarter", "half-year", "year"]
Role = Literal["lead", "support", "plain"]
BlockKind = Literal[
    "title",
    "doc_number",
    "addressees",
    "heading",
    "clause",
    "table",
    "signature",
    "imprint",
    "furniture",
    "leftover",
]

HEAD, PREFACE, TAIL = "文件头", "发文说明", "文件尾"
"""Places outside the numbered text: head of the notice, its own words before 一、, its end."""


class Span(NamedTuple):
    """A half-open range of code points in ``Notice.text``."""

    start: int
    end: int


class Box(NamedTuple):
    """Where a stretch of the text stands on a page (from 1).

    Coordinates are fractions of the page's width and height, 0 to 1, from its top left corner as it is read.
    """

    start: int
    end: int
    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when (完成时限): the words, and what they mean.

    ``date`` has only ``end``; ``range`` both; ``recurring`` has ``every``; ``continuous`` (长期, 全年) may have the
    range of the year; ``relative`` has ``base`` (印发之日) and ``offset`` ("20 working days"), and ``end``
    where it counts from the issue of the notice itself.
    """

    text: str
    kind: DeadlineKind
    start: dt.date | None = None
    end: dt.date | None = None
    every: Every | None = None
    base: str | None = None
    offset: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part: ``path`` joins the numbers as written, outermost first (``一（二）1``)."""

    path: str
    heading: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
    """The paragraphs right under one section (without its subsections): the unit that is cited.

    ``ref`` is unique in the notice (``四（二）``, ``四（二）~2`` for a number that occurs twice); ``trail`` holds the
    headings from the outermost section to this one.
    """

    ref: str
    path: str
    heading: str
    trail: tuple[str, ...]
    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as one duty names it (责任单位).

    ``place`` and ``organ`` are the canonical body: the place is that of the issuer for a bare 区财政局; ``organ`` is
    the name without its level (财政局). ``members`` tells what a collective unit stands for: ``departments``,
    ``towns``, ``governments``, ``companies``, ``others`` (各县教育局); empty for a single body.
    """

    name: str
    role: Role
    place: str
    organ: str
    members: tuple[str, ...] = ()

    @property
    def is_collective(self) -> bool:
        """Whether the name stands for many (区政府各部门)."""
        return bool(self.members)


@dataclass(frozen=True, slots=True)
class LikelyUnit:
    """A unit that a blank cell may share with the row above it; never counted as printed."""

    unit: Unit
    from_row: str


@dataclass(frozen=True, slots=True)
class Variant:
    """A difference between a row and the body clause that says the same."""

    field: str
    here: str
    there: str


@dataclass(frozen=True, slots=True)
class Task:
    """A duty: one row of a 任务分解表, or one clause that names who does it.

    ``ref`` is unique in the notice: ``附件1/r12``, ``附件/t7`` for a row without 序号, ``三（一）/t1`` for a duty in
    the text. ``spans`` is where the duty stands as a quotation; ``fields`` has the spans of each field.
    ``corrected`` names what a keeper put right (人工更正): ``units``, ``deadlines``; ``fields`` still points at the
    words that are printed.
    """

    ref: str
    source: Literal["table", "text"]
    section: str
    row: str | None
    task: str
    requirement: str
    units: tuple[Unit, ...]
    deadlines: tuple[Deadline, ...]
    spans: tuple[Span, ...]
    fields: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    clause: str | None = None
    variants: tuple[Variant, ...] = ()
    likely: tuple[LikelyUnit, ...] = ()
    corrected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip of the text that a keeper put right (人工更正): ``old`` stands at the range, ``new`` was meant."""

    start: int
    end: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text and what it is; the blocks of a notice partition its text."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """What a keeper should look at."""

    kind: str
    message: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """One document, read.

    ``year`` is the year in the title, else in the 文号, else of the date. ``inferred`` names the fields that are not
    printed as such. ``place`` is the place that the issuer governs (济南市市中区), inferred from the issuer's name.
    ``corrected`` names the fields that a keeper entered (人工更正); ``text`` is never changed, ``slips`` says which of
    its words were meant otherwise. ``pages`` tells where each page begins in ``text``, and ``boxes`` where its lines
    stand on them, for formats with fixed pages (PDF, OFD, scans).
    """

    file: str
    version: str
    text: str
    title: str | None
    issued_title: str | None
    doc_number: str | None
    issuer: str | None
    place: str
    year: int | None
    doc_kind: DocKind
    validity: str | None
    disclosure: str | None
    source_url: str | None
    dated: dt.date | None
    printed: dt.date | None
    inferred: tuple[str, ...]
    addressees: tuple[str, ...]
    copied_to: tuple[str, ...]
    sections: tuple[Section, ...]
    clauses: tuple[Clause, ...]
    tasks: tuple[Task, ...]
    blocks: tuple[Block, ...]
    findings: tuple[Finding, ...]
    corrected: tuple[str, ...] = ()
    slips: tuple[Slip, ...] = ()
    pages: tuple[int, ...] = ()
    boxes: tuple[Box, ...] = ()

    def page_at(self, position: int | None) -> int | None:
        """The page (from 1) on which a position stands; None where the format has no fixed pages."""
        return bisect_right(self.pages, position) or None if self.pages and position is not None else None

    @property
    def issued(self) -> dt.date | None:
        """成文日期, else 印发日期, else None."""
        return self.dated or self.printed

    @property
    def name(self) -> str:
        """What people call the notice: the document that it issues, else its own title, else its file."""
        return self.issued_title or self.title or self.file
