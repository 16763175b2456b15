"""One table over several pages: rows cut by a page break, header rows printed again, cells merged over it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from corpus.formats.ruled import RuledCell, RuledTable
from corpus.formats.textline import TextLine, has_room_for, lines_of
from corpus.outline_marks import starts_with_mark

_MOST_HEADER_ROWS = 4
_NUMBER = re.compile(r"[（(]?[0-9０-９]{1,4}(?:[.．-][0-9]{1,3})?[）)]?[.．、]?|[一二三四五六七八九十百]{1,4}[、.]?")
_NUMBER_NAME = re.compile(r"序号|编号|序")
_BLANK = re.compile(r"\s+")
_MOSTLY = 0.6
_PADDING = 0.5
"""In letters: the usual room between the side of a cell and its words."""
_STOP = re.compile(r"[。！？；：!?;:]$")


@dataclass(slots=True, eq=False)
class PartCell:
    """A cell as one page shows it."""

    row: int
    column: int
    rowspan: int
    colspan: int
    paragraphs: list[list[TextLine]]
    text: str


@dataclass(slots=True)
class PartRow:
    """A row as one page shows it: the cells that begin in it.

    ``is_repeated`` tells that it is a header that the page prints again, ``goes_on`` that it is the rest of the row
    before.
    """

    cells: list[PartCell]
    is_repeated: bool = False
    goes_on: bool = False


@dataclass(slots=True, eq=False)
class Part:
    """The part of a table that stands on one page."""

    table: RuledTable
    rows: list[PartRow] = field(default_factory=list)


def part_of(table: RuledTable) -> Part:
    """The rows of a table of one page, the words of its cells as paragraphs."""
    rows = [PartRow([]) for _ in range(len(table.ys) - 1)]
    for cell in table.cells:
        paragraphs = cell_paragraphs(cell)
        text = _BLANK.sub("", "".join(line.text for lines in paragraphs for line in lines))
        rows[cell.row].cells.append(PartCell(cell.row, cell.column, cell.rowspan, cell.colspan, paragraphs, text))
    for row in rows:
        row.cells.sort(key=lambda cell: cell.column)
    return Part(table, rows)


def cell_paragraphs(cell: RuledCell) -> list[list[TextLine]]:
    """The lines of a cell as paragraphs: a new one begins where a line before had room for more, or is set in."""
    lines = lines_of(cell.words)
    if not lines:
        return []
    letter = median(line.size for line in lines)
    left = min(line.x0 for line in lines)
    widest = max(line.x1 - line.x0 for line in lines)
    inner = max(widest, cell.x1 - cell.x0 - 2 * _PADDING * letter)
    out = [[lines[0]]]
    for before, after in pairwise(lines):
        begins = has_room_for(inner - (before.x1 - before.x0), after)
        begins = begins or (starts_with_mark(after.text) and bool(_STOP.search(before.text)))
        is_set_in = after.x0 - left > 1.5 * letter and before.x0 - left < letter and bool(_STOP.search(before.text))
        if begins or is_set_in:
            out.append([after])
        else:
            out[-1].append(after)
    return out


def is_same_table(before: RuledTable, after: RuledTable, widths: tuple[float, float]) -> bool:
    """Whether the columns of two tables stand in the same places; ``widths`` are those of their pages."""
    one, other = [x / widths[0] for x in before.xs], [x / widths[1] for x in after.xs]
    if len(one) > len(other):
        one, other = other, one
    near = 0.012
    return (
        abs(one[0] - other[0]) < near
        and abs(one[-1] - other[-1]) < near
        and all(any(abs(x - y) < near for y in other) for x in one)
    )


def join_parts(parts: Sequence[Part]) -> None:
    """Settle how the parts of one table go on: marks their rows and lengthens cells that are merged over a break."""
    _same_grid(parts)
    key = _number_column(parts)
    for index, part in enumerate(parts[1:], 1):
        before = parts[index - 1]
        _mark_repeated(parts[0], part)
        data = [row for row in part.rows if not row.is_repeated]
        if not data:
            continue
        last = _last_row(parts[:index])
        if last is None:
            continue
        _join(before, part, data[0], last, key)


def _same_grid(parts: Sequence[Part]) -> None:
    """Give all parts the columns of the one that has most."""
    widest = max(parts, key=lambda part: len(part.table.xs)).table.xs
    for part in parts:
        xs = part.table.xs
        if len(xs) == len(widest):
            continue
        scale = (widest[-1] - widest[0]) / (xs[-1] - xs[0])
        places = [widest[0] + (x - xs[0]) * scale for x in xs]
        column = [min(range(len(widest)), key=lambda i, x=x: abs(widest[i] - x)) for x in places]  # type: ignore[misc]
        for row in part.rows:
            for cell in row.cells:
                end = column[cell.column + cell.colspan]
                cell.column = column[cell.column]
                cell.colspan = max(end - cell.column, 1)


def _mark_repeated(first: Part, part: Part) -> None:
    count = 0
    for row, header in zip(part.rows[:_MOST_HEADER_ROWS], first.rows, strict=False):
        words = [(cell.column, cell.text) for cell in row.cells if cell.text]
        if not words or words != [(cell.column, cell.text) for cell in header.cells if cell.text]:
            break
        count += 1
    if count and all(_reach(row) <= count for row in part.rows[:count]):
        for row in part.rows[:count]:
            row.is_repeated = True


def _reach(row: PartRow) -> int:
    return max((cell.row + cell.rowspan for cell in row.cells), default=0)


def _number_column(parts: Sequence[Part]) -> int:
    """The column of the running number (序号); 0 where none is told."""
    named = [c for row in parts[0].rows[:_MOST_HEADER_ROWS] for c in row.cells if _NUMBER_NAME.fullmatch(c.text)]
    if named:
        return named[0].column
    texts: dict[int, list[str]] = {}
    for part in parts:
        for row in part.rows:
            for cell in row.cells:
                if cell.text and cell.colspan == 1:
                    texts.setdefault(cell.column, []).append(cell.text)
    for column in sorted(texts)[:3]:
        numbers = sum(bool(_NUMBER.fullmatch(text)) for text in texts[column])
        if numbers > 1 and numbers >= _MOSTLY * len(texts[column]):
            return column
    return 0


def _last_row(parts: Sequence[Part]) -> PartRow | None:
    rows = [row for part in parts for row in part.rows if not row.is_repeated]
    return rows[-1] if rows else None


def _owners(part: Part) -> dict[int, PartCell]:
    """The cells that reach the foot of a part, by their first column."""
    foot = len(part.rows)
    return {cell.column: cell for row in part.rows for cell in row.cells if cell.row + cell.rowspan >= foot}


def _text_at(row: PartRow, column: int) -> str | None:
    return next((cell.text for cell in row.cells if cell.column <= column < cell.column + cell.colspan), None)


def _join(before: Part, part: Part, row: PartRow, last: PartRow, key: int) -> None:
    owners = _owners(before)
    number, number_before = _text_at(row, key), _text_at(last, key)
    has_words = any(cell.text for cell in row.cells)
    is_cut = before.table.is_open_below or part.table.is_open_above
    is_headless = number_before == "" and bool(number) and any(cell.text for cell in last.cells)
    row.goes_on = has_words and len(row.cells) > 0 and (not number or is_headless or (is_cut and key == 0))
    kept = []
    for cell in row.cells:
        owner = owners.get(cell.column)
        if owner is None or owner.colspan != cell.colspan:
            kept.append(cell)
        elif row.goes_on:
            owner.rowspan += cell.rowspan - 1
            kept.append(cell)
        elif not cell.text and (cell.column < key or cell.rowspan > 1 or owner.rowspan > 1):
            owner.rowspan += cell.rowspan
        else:
            kept.append(cell)
    row.cells = kept if not row.goes_on else [cell for cell in kept if cell.text]
