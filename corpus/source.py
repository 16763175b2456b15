"""What a reader of a format hands on: the text that positions count in, and what the format itself tells about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.model import Box, Finding, Span


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: where its words stand, and the rows and columns that it covers."""

    spans: tuple[Span, ...]
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table that the format marks as one (HTML, Word, Excel), with its place in the text."""

    start: int
    end: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A file, decoded.

    Attributes
    ----------
    file, version
        The file's name and the SHA-256 of its bytes.
    text
        What all positions count in.
    tables
        The tables that the format marks, rows torn by a page break joined.
    fields
        What the format says about itself (``<meta>``).
    pages
        Where each page begins in ``text``, in order, the first at 0; empty where the format has no fixed pages.
    furniture
        Running heads, feet and page numbers that the format tells by their place: no words of the notice.
    joins
        Starts of lines that go on with the paragraph before them (a page break lies between).
    boxes
        Where lines of the text stand on their page.
    remarks
        What the reader noticed and a keeper should look at.
    """

    file: str
    version: str
    text: str
    tables: tuple[Table, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    pages: tuple[int, ...] = ()
    furniture: tuple[Span, ...] = ()
    joins: frozenset[int] = frozenset()
    boxes: tuple[Box, ...] = ()
    remarks: tuple[Finding, ...] = ()
