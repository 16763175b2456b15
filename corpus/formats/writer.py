"""Writes what a reader of a format finds as one text, and notes where everything stands.

A paragraph is one line. A row of a table is one line too, its cells parted by tabs, the paragraphs of a cell by
blanks, so that the text alone still shows the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from corpus.errors import TooLarge
from corpus.formats.doubts import ReadLine, doubts_of
from corpus.limits import MAX_CELLS, MAX_CHARACTERS
from corpus.model import Box, Finding, Span
from corpus.source import Cell, Source, Table

_BREAKS = re.compile(r"[\t\n\r\v\f\x1c-\x1f\x85\u2028\u2029]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]+")


class Place(NamedTuple):
    """A line of a page: fractions of its width and height, from the top left corner."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(slots=True)
class Piece:
    """Words of one line as the page shows them, with their place where the format tells it.

    ``score`` is how sure OCR is, 0 to 1; None where the words are those of the file.
    """

    words: str
    place: Place | None = None
    score: float | None = None


Words = str | Sequence[Piece]
"""A paragraph: its words, or the lines in which the page shows it, which are joined without a blank."""


@dataclass(slots=True)
class Draft:
    """A cell to be written: its paragraphs, the column where it begins, and what it covers."""

    column: int
    paragraphs: Sequence[Words]
    colspan: int = 1
    rowspan: int = 1


@dataclass(slots=True)
class _Made:
    row: int
    column: int
    rowspan: int
    colspan: int
    spans: list[Span] = field(default_factory=list)


class SourceWriter:
    """Collects lines, tables and pages in reading order.

    Parameters
    ----------
    file, version
        The file's name and hash, handed on.
    """

    def __init__(self, file: str, version: str) -> None:
        self.file = file
        self.version = version
        self.fields: dict[str, str] = {}
        self._parts: list[str] = []
        self._length = 0
        self._pages: list[int] = []
        self._furniture: list[Span] = []
        self._joins: set[int] = set()
        self._boxes: list[Box] = []
        self._remarks: list[Finding] = []
        self._read: list[ReadLine] = []
        self._tables: list[Table] = []
        self._cells = 0

    def begin_page(self) -> None:
        """All that follows stands on the next page."""
        self._pages.append(self._length)

    @property
    def page(self) -> int:
        """The number of the page that is being written; 0 before the first."""
        return len(self._pages)

    def line(self, words: Words, *, furniture: bool = False, joins: bool = False) -> Span:
        """Write a paragraph.

        Parameters
        ----------
        words
            The paragraph; blank ones write nothing.
        furniture
            It is a running head, a foot or a page number.
        joins
            It goes on with the last paragraph, from which a page break parts it.

        Returns
        -------
        Span
            Where it stands.
        """
        span = self._put(words)
        if span.start == span.end:
            return span
        self._write("\n")
        if furniture:
            self._furniture.append(span)
        elif joins:
            self._joins.add(span.start)
        return span

    def table(self) -> TableWriter:
        """Begin a table, which is written row by row and then closed; lines may be written between two rows."""
        return TableWriter(self)

    def remark(self, kind: str, message: str, span: Span | None = None) -> None:
        """Note what a keeper should look at; kinds are those of ``corpus.findings``."""
        self._remarks.append(Finding(kind, message, *(span or (None, None))))

    def build(self, fields: Mapping[str, str] | None = None) -> Source:
        """What was written."""
        pages = (0, *self._pages[1:]) if self._pages else ()
        aside = {span.start for span in self._furniture}
        doubts = doubts_of([line for line in self._read if line.start not in aside])
        return Source(
            self.file,
            self.version,
            "".join(self._parts),
            tuple(self._tables),
            {**self.fields, **(fields or {})},
            pages,
            tuple(self._furniture),
            frozenset(self._joins),
            tuple(self._boxes),
            (*self._remarks, *doubts),
        )

    def _put(self, words: Words) -> Span:
        """Write a paragraph without a line end."""
        pieces = [Piece(words)] if isinstance(words, str) else words
        start = self._length
        for piece in pieces:
            text = _CONTROL.sub("", _BREAKS.sub(" ", piece.words))
            text = text if self._length > start else text.lstrip()
            if not text:
                continue
            before = self._length
            self._write(text)
            if piece.score is not None:
                self._read.append(ReadLine(before, self._length, piece.score))
            if piece.place is not None and self._pages:
                self._boxes.append(Box(before, self._length, len(self._pages), *(round(x, 4) for x in piece.place)))
        return Span(start, self._length)

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
        if self._length > MAX_CHARACTERS:
            raise TooLarge(f"{self.file}：文字超过上限 {MAX_CHARACTERS:,} 字")

    def _write_row(self, cells: Iterable[tuple[Draft, _Made]]) -> Span:
        start, column = self._length, 0
        for draft, made in cells:
            self._write("\t" * (draft.column - column))
            column = draft.column
            is_first = True
            for paragraph in draft.paragraphs:
                if not is_first:
                    self._write(" ")
                span = self._put(paragraph)
                if span.start < span.end:
                    made.spans.append(span)
                    is_first = False
            self._cells += 1
        if self._cells > MAX_CELLS:
            raise TooLarge(f"{self.file}：表格的单元格超过上限 {MAX_CELLS:,} 个")
        span = Span(start, self._length)
        self._write("\n")
        return span


class TableWriter:
    """Writes one table of a :class:`SourceWriter`."""

    def __init__(self, writer: SourceWriter) -> None:
        self._writer = writer
        self._start: int | None = None
        self._end = 0
        self._cells: list[_Made] = []
        self._last: list[_Made] = []
        self._row = -1

    def row(self, cells: Sequence[Draft]) -> Span:
        """Write the next row: its cells in the order of their columns; a cell that reaches down is given once.

        Returns
        -------
        Span
            The line of the row.
        """
        self._row += 1
        self._last = [_Made(self._row, cell.column, cell.rowspan, cell.colspan) for cell in cells]
        self._cells += self._last
        return self._note(self._writer._write_row(zip(cells, self._last, strict=True)))

    def go_on(self, cells: Sequence[Draft]) -> Span:
        """Write the rest of the last row, which a page break cut: each cell goes on with the one of its column."""
        pairs = []
        for cell in cells:
            made = next((m for m in self._cells[::-1] if m.column == cell.column), None)
            if made is None:
                made = _Made(self._row, cell.column, cell.rowspan, cell.colspan)
                self._cells.append(made)
            pairs.append((cell, made))
        return self._note(self._writer._write_row(pairs))

    def close(self) -> None:
        """End the table."""
        if self._start is None:
            return
        cells = (Cell(tuple(m.spans), m.row, m.column, m.rowspan, m.colspan) for m in self._cells)
        self._writer._tables.append(Table(self._start, self._end, tuple(cells)))

    def _note(self, span: Span) -> Span:
        self._start = span.start if self._start is None else self._start
        self._end = span.end
        return span
