"""From pages to lines and cells: reading order, paragraphs, columns, tables over pages, running heads and feet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from corpus.formats.columns import Region, find_regions
from corpus.formats.furniture import find_furniture
from corpus.formats.notes import take_notes
from corpus.formats.openruled import find_open_tables
from corpus.formats.page import Page, Word
from corpus.formats.paragraphs import Edges, Setting, edges_of, edges_of_region, goes_on, setting_of
from corpus.formats.ruled import DEFAULT_LETTERS, RuledTable, find_tables, letter_size, part_headers
from corpus.formats.tablepages import Part, PartCell, PartRow, is_same_table, join_parts, part_of
from corpus.formats.textline import TextLine, lines_of, pieces_of
from corpus.formats.writer import Draft, Piece, SourceWriter, TableWriter, Words

_CONTINUED = re.compile(r"[（(]?\s*续\s*(?:上\s*)?(?:表|前).{0,40}|.{0,40}[（(]\s*(?:接上页|续表?)\s*[）)]")
_BLANK = re.compile(r"\s+")


@dataclass(slots=True)
class _Laid:
    """A page cut into what is written: furniture, and regions of text and parts of tables in reading order."""

    page: Page
    letter: float
    heads: list[TextLine] = field(default_factory=list)
    feet: list[TextLine] = field(default_factory=list)
    notes: list[TextLine] = field(default_factory=list)
    items: list[Region | Part] = field(default_factory=list)


def write_pages(pages: Iterable[Page], writer: SourceWriter) -> None:
    """Write pages in reading order.

    Parameters
    ----------
    pages
        In order; all are looked at before the first is written, as running heads are told by their repetition.
    writer
        What they are written to; each page is begun there.
    """
    laid = _lay_out(list(pages))
    chains = _chains(laid)
    for chain in chains:
        join_parts(chain)
    _PageWriter(laid, chains, writer).write()


def _lay_out(pages: list[Page]) -> list[_Laid]:
    laid, parts, rough = [], [], []
    for page in pages:
        letter = letter_size(page.words, page.height / DEFAULT_LETTERS)
        tables = find_tables(page)
        tables = sorted([*tables, *find_open_tables(page, tables)], key=lambda table: (table.y0, table.x0))
        outside, notes = take_notes(page, _fill(tables, page.words), letter)
        if page.is_scanned:
            for table in tables:
                part_headers(table)
        laid.append(_Laid(page, letter, notes=notes))
        parts.append([part_of(table) for table in tables])
        rough.append(lines_of(outside))
    furniture = find_furniture(rough, [page.height for page in pages])
    for own, tables_there, lines, places in zip(laid, parts, rough, furniture, strict=True):
        for place in sorted(places):
            (own.heads if lines[place].middle < own.page.height / 2 else own.feet).append(lines[place])
        body = [line for place, line in enumerate(lines) if place not in places]
        own.items = _in_order(body, tables_there, own.letter)
    return laid


def _fill(tables: Sequence[RuledTable], words: Iterable[Word]) -> list[Word]:
    """Put words into the cells where they stand; those outside all tables."""
    outside: list[Word] = []
    for word in words:
        table = next((table for table in tables if table.holds(word)), None)
        if table is None:
            outside.append(word)
        else:
            table.take(word)
    return outside


def _in_order(lines: list[TextLine], parts: list[Part], letter: float) -> list[Region | Part]:
    """Regions of text and tables from the top down."""
    items: list[Region | Part] = []
    at = 0
    for part in [*parts, None]:
        above: list[Word] = []
        while at < len(lines) and (part is None or lines[at].middle < part.table.y0):
            above += lines[at].words
            at += 1
        items += find_regions(above, letter)
        if part is not None:
            items.append(part)
    return items


def _chains(laid: list[_Laid]) -> list[list[Part]]:
    """Parts of tables, those of one table together."""
    chains: list[list[Part]] = []
    open_part: tuple[Part, float] | None = None
    title = ""
    for page in laid:
        _drop_continued(page, title if open_part else "")
        for place, item in enumerate(page.items):
            if not isinstance(item, Part):
                continue
            before = open_part if place == 0 else None
            if before and is_same_table(before[0].table, item.table, (before[1], page.page.width)):
                chains[-1].append(item)
            else:
                chains.append([item])
                above = page.items[place - 1] if place else None
                title = _BLANK.sub("", above.lines[-1].text) if isinstance(above, Region) else ""
        last = page.items[-1] if page.items else None
        open_part = (last, page.page.width) if isinstance(last, Part) else None
    return chains


def _drop_continued(page: _Laid, title: str) -> None:
    """Words above the rest of a table that say that it goes on, or repeat its title, are furniture."""
    if len(page.items) < 2 or not isinstance(page.items[1], Part):
        return
    first = page.items[0]
    if not isinstance(first, Region) or len(first.lines) > 2 or not title:
        return
    words = [_BLANK.sub("", line.text) for line in first.lines]
    if all(word == title or _CONTINUED.fullmatch(word) for word in words):
        page.heads += first.lines
        del page.items[0]


@dataclass(slots=True)
class _Paragraph:
    """A paragraph that is being gathered, and where its last line stands."""

    lines: list[TextLine]
    edges: Edges
    region: Region
    joins: bool = False


class _PageWriter:
    """Writes pages that are laid out."""

    def __init__(self, laid: list[_Laid], chains: list[list[Part]], writer: SourceWriter) -> None:
        self._laid = laid
        self._writer = writer
        self._usual = self._usual_edges()
        self._setting = self._find_setting()
        self._chain_of = {id(part): chain for chain in chains for part in chain}
        self._open_table: tuple[list[Part], TableWriter] | None = None
        self._last: _Paragraph | None = None

    def write(self) -> None:
        for page in self._laid:
            self._writer.begin_page()
            for line in page.heads:
                self._writer.line(pieces_of([line], page.page), furniture=True)
            for item in page.items:
                if isinstance(item, Part):
                    self._write_part(item, page)
                else:
                    self._end_table()
                    self._write_region(item, page)
            for line in (*page.notes, *page.feet):
                self._writer.line(pieces_of([line], page.page), furniture=True)
        self._end_table()
        if noted := sum(bool(page.notes) for page in self._laid):
            self._writer.remark("notes", f"有 {noted} 页印有脚注，显示在原处，但不归入条款")

    def _usual_edges(self) -> dict[int, dict[tuple[int, int], Edges]]:
        kinds: dict[int, list[Region]] = {}
        for page in self._laid:
            kinds.setdefault(_kind(page), []).extend(item for item in page.items if isinstance(item, Region))
        return {kind: edges_of(regions, kind) for kind, regions in kinds.items()}

    def _edges(self, region: Region, page: _Laid) -> Edges:
        return edges_of_region(region, self._usual[_kind(page)][region.columns, region.column])

    def _find_setting(self) -> Setting:
        return setting_of(
            (item, self._edges(item, page)) for page in self._laid for item in page.items if isinstance(item, Region)
        )

    def _write_region(self, region: Region, page: _Laid) -> None:
        edges = self._edges(region, page)
        paragraphs: list[_Paragraph] = []
        before = self._last
        for line in region.lines:
            is_near = before is None or before.region is not region or not self._setting.is_gap(before.lines[-1], line)
            if before is not None and is_near and goes_on(before.lines[-1], line, before.edges, edges):
                if before.region is region:
                    before.lines.append(line)
                    continue
                before = _Paragraph([line], edges, region, joins=True)
            else:
                before = _Paragraph([line], edges, region)
            paragraphs.append(before)
        for paragraph in paragraphs:
            self._writer.line(pieces_of(paragraph.lines, page.page), joins=paragraph.joins)
        self._last = before

    def _write_part(self, part: Part, page: _Laid) -> None:
        chain = self._chain_of[id(part)]
        self._last = None
        if self._open_table is None or self._open_table[0] is not chain:
            self._end_table()
            self._open_table = (chain, self._writer.table())
        table = self._open_table[1]
        for row in part.rows:
            if row.is_repeated:
                self._writer.line(_header_line(row, page), furniture=True)
            elif row.goes_on:
                table.go_on([_draft(cell, page) for cell in row.cells])
            elif row.cells:
                table.row([_draft(cell, page) for cell in row.cells])

    def _end_table(self) -> None:
        if self._open_table is not None:
            self._open_table[1].close()
            self._open_table = None


def _kind(page: _Laid) -> int:
    return round(page.page.width)


def _draft(cell: PartCell, page: _Laid) -> Draft:
    paragraphs: list[Words] = [pieces_of(lines, page.page) for lines in cell.paragraphs]
    return Draft(cell.column, paragraphs, cell.colspan, cell.rowspan)


def _header_line(row: PartRow, page: _Laid) -> Words:
    pieces: list[Piece] = []
    for cell in row.cells:
        for lines in cell.paragraphs:
            if pieces:
                pieces[-1].words += " "
            pieces += pieces_of(lines, page.page)
    return pieces
