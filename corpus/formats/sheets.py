"""A sheet as its reader found it, and what of it is shown: cells, merged ranges, blocks parted by blank rows.

What is hidden is not read: a hidden row is mostly a duty that was dropped, or one that a filter took from sight, and a
hidden column is mostly no part of the notice. How much is hidden is counted, so that it can be said.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.errors import TooLarge
from corpus.limits import MAX_CELLS

_ANNEX = re.compile(r"附\s*[件表录]\s*(?:[0-9０-９一二三四五六七八九十]{1,3}(?:-\d+)?)?\s*(?:[：:、.\s]|$)")
_BARE = re.compile(r"[0-9０-９.,，%]+")
_LABEL = re.compile(r"[：:]|^附\s*[件表录]\s*\d*$|^[（(]?单位[^一-鿿]")
_NOTE = re.compile(r"[（(【]?(?:备\s?注|注|说\s?明|填\s?[表报]|制\s?表|审\s?核|联\s?系|资料来源|数据来源|[*★※])")
_DAY = re.compile(
    r"[12]\d{3}[年/.-]\d{1,2}[月/.-]\d{1,2}日?|[〇一二三四五六七八九十]{4}年[一二三四五六七八九十]+月.{1,3}日"
)
_LONG = 30
"""A cell with more words heads no column."""


@dataclass(slots=True)
class Sheet:
    """A sheet as its reader found it; rows and columns count from 0.

    Attributes
    ----------
    rows
        The words of each cell as displayed, by row and column; line breaks part its paragraphs.
    merges
        First row, first column, last row, last column of merged cells (合并单元格).
    hidden_columns
        First and last of each run.
    struck, uncalculated, faulty
        Cells with struck words (删除线), formulas without a result, results that are errors (#REF!).
    boxes
        Words that float above the cells (文本框), with the row where they begin.
    """

    name: str = ""
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    is_hidden: bool = False
    is_filtered: bool = False
    comments: int = 0
    pictures: int = 0
    struck: list[tuple[int, int]] = field(default_factory=list)
    uncalculated: list[tuple[int, int]] = field(default_factory=list)
    faulty: list[tuple[int, int]] = field(default_factory=list)
    boxes: list[tuple[int, str]] = field(default_factory=list)

    def put(self, row: int, column: int, words: str) -> None:
        """Note the words of a cell; blank ones are none."""
        if words.strip():
            self.rows.setdefault(row, {})[column] = words


@dataclass(slots=True)
class ShownCell:
    """A cell that is shown, with the last row and column that it covers."""

    words: str
    row: int
    column: int
    last_row: int
    last_column: int

    @property
    def paragraphs(self) -> list[str]:
        """Its paragraphs without outer blanks."""
        return [part.strip() for part in re.split(r"[\r\n\v\f]+", self.words) if part.strip()]

    @property
    def line(self) -> str:
        """Its words on one line."""
        return "".join(self.paragraphs)


Row = list[ShownCell]


@dataclass(slots=True)
class Shown:
    """What a sheet shows: rows with words, and how many rows, columns and covered cells with words it does not."""

    rows: list[Row]
    hidden_rows: int = 0
    hidden_columns: int = 0
    covered: int = 0


@dataclass(slots=True)
class Block:
    """Rows that no blank row parts; those before ``top`` and from ``end`` on are lines, those between are a table."""

    rows: list[Row]
    top: int = 0
    end: int = 0

    @property
    def table(self) -> list[Row]:
        """The rows of the table."""
        return self.rows[self.top : self.end]


def shown_of(sheet: Sheet, file: str) -> Shown:
    """What a sheet shows; its ``rows`` are used up.

    Raises
    ------
    TooLarge
        Merged cells cover more than a workbook may hold.
    """
    columns = _Columns(sheet.hidden_columns)
    reach: dict[tuple[int, int], tuple[int, int]] = {}
    out = Shown([])
    numbers, steps = sorted(sheet.rows), 0
    for first_row, first_column, last_row, last_column in sheet.merges:
        words = sheet.rows.get(first_row, {}).pop(first_column, None)
        rows = numbers[bisect_left(numbers, first_row) : bisect_right(numbers, last_row)]
        for row in rows:
            inside = [column for column in sheet.rows[row] if first_column <= column <= last_column]
            steps += len(sheet.rows[row]) + 1
            for column in inside:
                del sheet.rows[row][column]
            out.covered += len(inside) if row not in sheet.hidden_rows else 0
        top = first_row
        while top <= last_row and top in sheet.hidden_rows:
            top += 1
        steps += top - first_row
        left = columns.shown_from(first_column)
        if words is not None and top <= last_row and left <= last_column:
            sheet.rows.setdefault(top, {})[left] = words
            reach[top, left] = (last_row, last_column)
        if steps > MAX_CELLS * 4:
            raise TooLarge(f"{file}：合并单元格过多，超过上限 {MAX_CELLS * 4:,} 格")
    gone: set[int] = set()
    for number in sorted(sheet.rows):
        cells = sheet.rows.pop(number)
        if number in sheet.hidden_rows:
            out.hidden_rows += bool(cells)
            continue
        shown: Row = []
        for column in sorted(cells):
            if columns.is_hidden(column):
                gone.add(column)
                continue
            shown.append(ShownCell(cells[column], number, column, *reach.get((number, column), (number, column))))
        if shown:
            out.rows.append(shown)
    out.hidden_columns = len(gone)
    return out


class _Columns:
    """Which columns are hidden: runs of them, as one often reaches to the last column of all."""

    def __init__(self, runs: Sequence[tuple[int, int]]) -> None:
        self._runs: list[tuple[int, int]] = []
        for first, last in sorted(runs):
            if self._runs and first <= self._runs[-1][1] + 1:
                self._runs[-1] = (self._runs[-1][0], max(last, self._runs[-1][1]))
            else:
                self._runs.append((first, last))

    def shown_from(self, column: int) -> int:
        """The column, or the first one behind it that is shown."""
        at = bisect_right(self._runs, (column, 1 << 30)) - 1
        return self._runs[at][1] + 1 if at >= 0 and self._runs[at][1] >= column else column

    def is_hidden(self, column: int) -> bool:
        return self.shown_from(column) != column


def blocks_of(rows: list[Row], hidden_rows: set[int]) -> list[Block]:
    """The blocks of a sheet, in order; a table that a blank row only airs is one."""
    out: list[Block] = []
    for part in _parts(rows, hidden_rows):
        block = _block(part)
        if out and _goes_on(out[-1], block):
            block = _block([*out.pop().rows, *part])
        out.append(block)
    return out


def _parts(rows: list[Row], hidden_rows: set[int]) -> list[list[Row]]:
    """Rows between blank ones, and from one that begins an annex (附件2) on."""
    out: list[list[Row]] = []
    reach = -1
    for row in rows:
        number = row[0].row
        last = max(reach, out[-1][-1][0].row) if out else -1
        is_parted = any(between not in hidden_rows for between in range(last + 1, number))
        if not out or is_parted or (reach < number and _is_annex(row) and not _is_annex(out[-1][-1])):
            out.append([])
        out[-1].append(row)
        reach = max(reach, *(cell.last_row for cell in row))
    return out


def _is_annex(row: Row) -> bool:
    return len(row) == 1 and bool(_ANNEX.match(row[0].line))


def _goes_on(before: Block, block: Block) -> bool:
    """Whether a block goes on with the table before it: its first row is one of data, in the same columns."""
    if block.top or not before.table or before.end < len(before.rows) or not block.table:
        return False
    columns = [cell.column for row in before.table for cell in row]
    inside = all(min(columns) <= cell.column <= max(columns) for cell in block.rows[0])
    return inside and any(_BARE.fullmatch(cell.line) or len(cell.line) > _LONG for cell in block.rows[0])


def _block(rows: list[Row]) -> Block:
    block = Block(rows, 0, len(rows))
    while block.top < len(rows) and _is_line(rows, block.top):
        block.top += 1
    columns = [column for row in block.table for cell in row for column in (cell.column, cell.last_column)]
    width = max(columns) - min(columns) + 1 if columns else 0
    covered = _covered(rows)
    while block.end > block.top + 1 and not covered[block.end - 1] and _is_note(rows[block.end - 1], width):
        block.end -= 1
    return block


def _is_line(rows: list[Row], at: int) -> bool:
    """Whether a row above a table is no part of it: a title, 附件1, 单位：万元."""
    row = rows[at]
    if at + 1 < len(rows) and any(cell.last_row >= rows[at + 1][0].row for cell in row):
        return False
    return len(row) == 1 or is_labelled(row)


def is_labelled(row: Row) -> bool:
    """Whether each cell of a row is a label with its value, or the value of the label before it."""
    told = [bool(_LABEL.search(cell.line)) for cell in row]
    ends = [True, *(cell.line.endswith(("：", ":")) for cell in row)]
    return told[0] and all(here or before for here, before in zip(told, ends, strict=False))


def _is_note(row: Row, width: int) -> bool:
    """Whether a row below a table is no part of it: a remark, who made it, a date."""
    if len(row) > 1:
        return is_labelled(row)
    words, size = row[0].line, row[0].last_column - row[0].column + 1
    if _BARE.fullmatch(words):
        return False
    is_wide = size >= max(2, width / 2)
    return is_wide or len(words) > _LONG or words.endswith("。") or bool(_NOTE.match(words) or _DAY.fullmatch(words))


def _covered(rows: list[Row]) -> list[bool]:
    """Which rows a cell of a row above them reaches into."""
    out, reach = [], -1
    for row in rows:
        out.append(reach >= row[0].row)
        reach = max(reach, *(cell.last_row for cell in row))
    return out


def lines_of(row: Row) -> list[str]:
    """A row that is no part of a table, as lines: a value stands behind its label."""
    out: list[str] = []
    for cell in row:
        parts = cell.paragraphs
        if out and out[-1].endswith(("：", ":")) and not _LABEL.search(parts[0]):
            out[-1] += parts.pop(0)
        out += parts
    return out


def column_numbers(table: list[Row]) -> list[int]:
    """The columns of a table in which a cell with words begins; the others only widen merged ones."""
    return sorted({cell.column for row in table for cell in row})


def span_of(numbers: list[int], first: int, last: int) -> int:
    """How many of some rows or columns a cell covers, itself counted."""
    return max(1, bisect_right(numbers, last) - bisect_left(numbers, first))
