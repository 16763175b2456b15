"""Tables with one cell on each line: names of columns on lines, then rows that begin with their 序号.

Where each row has as many lines as there are columns, or a few less (blank cells leave no line), the place of a line
tells its column, whatever the column is called. Tables whose cells are wrapped are left to ``corpus.flat``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from corpus.dates import parse_deadline_cell
from corpus.lines import Line
from corpus.rows import says_none
from corpus.tables import ColumnRole, Grid, GridCell, make_cell, role_by_end, role_of
from corpus.units import parse_unit_list

_NAME = re.compile(r"[一-鿿A-Za-z（()）/、]{1,12}")
_END = re.compile(r"^(?:抄\s?送|抄\s?报|附件\s*\d|备注[：:]|注[：:]|[（(]?(?:此件|联系人))")
_MOST_COLUMNS = 12
_LEAST_COLUMNS = 3
_LEAST_ROWS = 2
_MOST_BLANK = 3
_CHECKED = 20
"""So many rows have their cells held against the columns; after them a row with a line for each column is one."""
_FULL = 0.6
"""So many of the rows have a line for each column; else the cells are wrapped, or this is no table."""
_UNITS = ("units", "lead", "support")


def find_cell_tables(source: str, lines: list[Line]) -> list[Grid]:
    """The tables with one cell on each line; their lines are marked as rows, so that they leave the flow of words.

    Parameters
    ----------
    source
        The decoded text.
    lines
        Its lines.
    """
    filled = [line for line in lines if line.kind not in ("blank", "furniture")]
    grids: list[Grid] = []
    at = 0
    while at < len(filled):
        columns = _header(source, filled, at)
        rows, stop = _rows(source, filled, at, columns) if columns else ([], at)
        grid = _grid(source, filled, at, columns, rows) if columns else None
        if grid is None:
            at += 1
            continue
        for line in filled[at:stop]:
            line.kind = "tab_row"
        grids.append(grid)
        at = stop
    return grids


def _words(source: str, line: Line) -> str:
    return re.sub(r"\s", "", source[line.start : line.end])


def _header(source: str, lines: list[Line], at: int) -> list[ColumnRole]:
    """The columns that lines from 序号 to the number 1 name; empty where there are none."""
    if lines[at].end - lines[at].start > _MOST_COLUMNS or role_of(_words(source, lines[at])) != "number":
        return []
    roles: list[ColumnRole] = []
    for line in lines[at : at + _MOST_COLUMNS + 1]:
        words = _words(source, line)
        if words == "1" and len(roles) >= _LEAST_COLUMNS:
            return roles
        if line.kind != "words" or line.soft or not _NAME.fullmatch(words):
            return []
        roles.append(role_of(words) or role_by_end(words) or "unknown")
    return []


def _rows(source: str, lines: list[Line], at: int, columns: list[ColumnRole]) -> tuple[list[list[Line]], int]:
    """The lines of each row, and where the table ends."""
    width = len(columns)
    rows: list[list[Line]] = []
    at += width
    while at < len(lines) and _words(source, lines[at]) == str(len(rows) + 1):
        row = [lines[at]]
        for line in lines[at + 1 : at + width + 1]:
            words = source[line.start : line.end]
            is_next = words == str(len(rows) + 2) and len(row) >= width - _MOST_BLANK
            if is_next or len(row) == width or line.kind != "words" or line.soft or _END.match(words):
                break
            row.append(line)
        rows.append(row)
        at += len(row)
    return rows, at


def _grid(source: str, lines: list[Line], at: int, columns: list[ColumnRole], rows: list[list[Line]]) -> Grid | None:
    width = len(columns)
    full = sum(len(row) == width for row in rows)
    has_units = bool({"units", "lead"} & set(columns))
    if len(rows) < _LEAST_ROWS or full < (_FULL if has_units else 1) * len(rows):
        return None
    following = lines[at + width + sum(map(len, rows)) :][:1]
    if following and following[0].kind == "words" and _words(source, following[0]).isdigit():
        return None  # the rows go on in another way: wrapped cells
    made: list[tuple[GridCell, ...]] = [tuple(make_cell(source, ln.start, ln.end) for ln in lines[at : at + width])]
    for number, row in enumerate(rows):
        told = number >= _CHECKED and len(row) == width
        cells = (
            tuple(make_cell(source, ln.start, ln.end) for ln in row)
            if told
            else _placed([make_cell(source, line.start, line.end) for line in row], columns)
        )
        if cells is None:
            return None
        made.append(cells)
    return Grid("tab", lines[at].start, rows[-1][-1].end, tuple(made))


def _placed(cells: list[GridCell], columns: Sequence[ColumnRole]) -> tuple[GridCell, ...] | None:
    """The cells in their columns: those that a blank cell left out are told by what the others say."""
    width = len(columns)
    if not 2 <= len(cells) <= width or width - len(cells) > _MOST_BLANK:
        return None
    scores = [[_score(cell.text, role) for role in columns] for cell in cells]
    best: tuple[int, tuple[int, ...]] | None = None
    for places in combinations(range(1, width), len(cells) - 1):
        told = [scores[i][place] for i, place in enumerate(places, 1)]
        if min(told, default=0) >= 0 and (best is None or sum(told) > best[0]):
            best = (sum(told), places)
    if best is None:
        return None
    out = [GridCell("", ())] * width
    out[0] = cells[0]
    for i, place in enumerate(best[1], 1):
        out[place] = cells[i]
    return tuple(out)


def _score(words: str, role: ColumnRole) -> int:
    """How well words fit a column: below nothing where they cannot stand in it."""
    is_units = bool(parse_unit_list(words)) or says_none(words)
    if role in _UNITS:
        return 2 if is_units else -1
    due = parse_deadline_cell(words, 2000)
    if role == "deadline":
        return -1 if due is None else 2
    if role in ("task", "requirement"):
        if due or (is_units and "、" in words):
            return -1
        return int(words.endswith(("。", "；")) == (role == "requirement"))
    return 0
