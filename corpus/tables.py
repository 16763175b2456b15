"""Tables as grids of cells, whatever marks them: Markdown, tabs, cells of the format, or lines of a flattened table.

Each cell keeps the source spans of its words. A blank cell stays blank here; only a cell that the format itself
stretches over several rows (rowspan) stands in each of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Literal, cast

from corpus.clean import words_of
from corpus.lines import Line
from corpus.model import Span
from corpus.quote import bare, merge_spans
from corpus.source import Source, Table

ColumnRole = Literal[
    "number", "task", "requirement", "lead", "support", "units", "leader", "deadline", "note", "unknown"
]
"""What a column holds; unknown: it has a name that is not in the list."""

_MOST_SLOTS = 4_000_000
_LEAST_DATA = 3
_LONGEST_DATUM = 120
_FILLED = 0.8
_CATEGORY = re.compile(r"^\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])[一-鿿“]")
_LONGEST_CATEGORY = 40
_BREAK = re.compile(r"<br\s*/?>|</p>\s*<p[^>]*>|\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class GridCell:
    """The words of a cell and where they stand; ``lines`` are its parts between line breaks and blanks."""

    text: str
    spans: tuple[Span, ...]
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of cells. A cell that spans several rows or columns is the same object in each place."""

    kind: Literal["markdown", "tab", "format"]
    start: int
    end: int
    rows: tuple[tuple[GridCell, ...], ...]


@cache
def column_roles() -> dict[str, ColumnRole]:
    """The role of each known column name."""
    out: dict[str, ColumnRole] = {}
    for line in resources.files("corpus").joinpath("data/columns.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#") and "\t" in line:
            role, names = line.split("\t")
            out |= dict.fromkeys(names.split("|"), cast(ColumnRole, role))
    return out


def role_of(name: str) -> ColumnRole | None:
    """The role of a header cell, or None when it is none."""
    return column_roles().get(re.sub(r"[\s*（(）)：:]|及分工|<[^<>]*>", "", name)) or column_roles().get(bare(name))


_NAME_ENDS: tuple[tuple[ColumnRole, str], ...] = (
    ("note", r"(?:开工|启动|起始|开始)(?:时间|日期)|(?:进展|完成)情况|备注|进度"),
    ("leader", r"领导|责任人|负责人|联系人|联络员|经办人|联系方式|电话"),
    ("lead", r"(?:牵头|主办|主责)(?:单位|部门|科室|处室|股室)"),
    ("support", r"(?:配合|协办|会办|协助|协同|参与|支持)(?:单位|部门|科室|处室|股室)"),
    ("units", r"(?:责任|承办|实施|落实|主管)(?:单位|部门|科室|处室|股室)"),
    ("deadline", r"时限|期限|(?:完成|竣工|完工|办结|整改|截止)(?:时间|日期|节点)|时间节点|时间表"),
    ("requirement", r"措施|举措|内容|要求|目标|指标|[标量]值|标准|成效|成果|规模"),
    ("task", r"任务|事项|项目|问题|类别|题目|标题|领域|对象|(?<!单位)(?<!部门)(?<!机构)(?<!企业)(?<!公司)名称"),
)
_LONGEST_COLUMN_NAME = 10
_PERIOD = re.compile("第?[一二三四1-4]季度|[上下]半年|(?:1[0-2]|[1-9])月(?:份|底前?)?")


def is_period(name: str) -> bool:
    """Whether a column is named by a period of the year (一季度, 4月): below it stands what is done then."""
    return bool(_PERIOD.fullmatch(name))


def role_by_end(name: str) -> ColumnRole | None:
    """The role that the end of a column's name tells (年度工作目标), for a header that is known as such."""
    name = re.sub(r"[\s*]|[（(][^（）()]*[）)]$|<[^<>]*>", "", name)
    if not 2 <= len(name) <= _LONGEST_COLUMN_NAME:
        return None
    if is_period(name):
        return "requirement"
    return next((role for role, end in _NAME_ENDS if re.search(f"(?:{end})$", name)), None)


def header_roles(row: tuple[GridCell, ...]) -> list[ColumnRole | None] | None:
    """The roles of a header row, or None when the row is no header."""
    named = [cell.text for cell in row if cell.text]
    roles = [role_of(cell.text) if cell.text else None for cell in row]
    if {"units", "lead"} & set(roles):
        roles = [role or role_by_end(cell.text) for cell, role in zip(row, roles, strict=True)]
    if roles.count("task") > 1:  # 激励事项 | 激励对象: the second says for whom
        roles = [
            "requirement" if role == "task" and cell.text.endswith("对象") else role
            for cell, role in zip(row, roles, strict=True)
        ]
    known = {role for role in roles if role}
    if len(named) < 2 or sum(role is not None for role in roles) < max(2, len(named) * 0.5) or len(known) < 2:
        return None
    return ["unknown" if cell.text and role is None else role for cell, role in zip(row, roles, strict=True)]


def find_grids(source: Source, lines: list[Line]) -> list[Grid]:
    """The tables that the format or the marks of a text file show, in order.

    Lines that belong to a table of the format are marked as rows, so that they do not enter the flow of words.
    """
    made: list[Grid] = []
    for table in sorted(source.tables, key=lambda t: t.start):
        grid = _format_grid(source.text, table)
        # without a header it goes on with the one before, or it only lays out the page
        goes_on = grid is not None and made and len(grid.rows[0]) == len(made[-1].rows[0])
        told = goes_on or (grid is not None and (any(header_roles(row) for row in grid.rows[:4]) or _is_data(grid)))
        if grid is not None and told:
            made.append(grid)
    starts = [line.start for line in lines]
    within: set[int] = set()
    for grid in made:
        for line in lines[bisect_left(starts, grid.start) : bisect_left(starts, grid.end)]:
            if line.kind == "words":
                line.kind = "tab_row"
            within.add(line.start)
    outside = [line for line in lines if line.start not in within]
    _take_in_categories(source.text, outside)
    return sorted([*_text_grids(source.text, outside), *made], key=lambda g: g.start)


def _is_data(grid: Grid) -> bool:
    """Whether a table without known columns holds data, and does not only lay out a page: rows of short cells."""
    cells = [cell for row in grid.rows for cell in row if cell.text]
    short = sum(len(cell.text) <= _LONGEST_DATUM for cell in cells)
    slots = sum(map(len, grid.rows))
    is_wide = len(grid.rows) >= _LEAST_DATA and len(grid.rows[0]) >= _LEAST_DATA
    return (
        is_wide
        and len(cells) >= _FILLED * slots
        and short == len(cells)
        and not any(re.search("[：:]$", cell.text) for row in grid.rows for cell in row[:-1])
    )


def is_category(words: str) -> bool:
    """Whether a row's only words head the rows below it: a numbered heading, no sentence."""
    return bool(_CATEGORY.match(words)) and len(words) <= _LONGEST_CATEGORY and not re.search(r"[。；]", words)


def _take_in_categories(text: str, lines: list[Line]) -> None:
    """A numbered heading without tabs amid the rows of a table with a header is a row of it."""
    filled = [line for line in lines if line.kind not in ("blank", "furniture")]
    in_table = False
    for line, following in pairwise(filled):
        if line.kind == "tab_row":
            in_table = in_table or header_roles(tuple(_split_row(text, line, "\t"))) is not None
        elif in_table and following.kind == "tab_row" and is_category(text[line.start : line.end]):
            line.kind = "tab_row"
        else:
            in_table = False


def _text_grids(text: str, lines: list[Line]) -> Iterator[Grid]:
    block: list[Line] = []
    for line in [*lines, None]:
        if line is not None and line.kind in ("blank", "furniture") and block:
            continue
        if block and (line is None or line.kind != block[0].kind):
            grid = _text_grid(text, block)
            if grid is not None:
                yield grid
            else:
                for row in block:
                    row.kind = "words"
            block = []
        if line is not None and line.kind in ("markdown_row", "tab_row"):
            block.append(line)


def _text_grid(text: str, block: list[Line]) -> Grid | None:
    kind: Literal["markdown", "tab"] = "markdown" if block[0].kind == "markdown_row" else "tab"
    rows = []
    for line in block:
        raw = text[line.start : line.end]
        if kind == "markdown" and not re.sub(r"[|:\-—\s]", "", raw):
            continue
        rows.append(tuple(_split_row(text, line, "|" if kind == "markdown" else "\t")))
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return None
    if kind == "tab" and not any(header_roles(row) for row in rows) and len(rows) < 3:
        return None
    return Grid(kind, block[0].start, block[-1].end, tuple(rows))


def _split_row(text: str, line: Line, mark: str) -> Iterator[GridCell]:
    start, end = line.start, line.end
    if mark == "|":
        start += 1 if text.startswith("|", start) else 0
        end -= 1 if text[end - 1 : end] == "|" and text[end - 2 : end - 1] != "\\" else 0
    at = start
    for match in re.finditer(r"(?<!\\)\|" if mark == "|" else "\t", text[start:end]):
        yield make_cell(text, *_unquoted(text, at, start + match.start()))
        at = start + match.end()
    yield make_cell(text, *_unquoted(text, at, end))


def _unquoted(text: str, start: int, end: int) -> tuple[int, int]:
    """A cell of several lines without the quotation marks in which a spreadsheet copies it."""
    quoted = end - start > 2 and text[start] == text[end - 1] == '"' and "\n" in text[start:end]
    return (start + 1, end - 1) if quoted else (start, end)


def make_cell(text: str, start: int, end: int) -> GridCell:
    """A cell out of one stretch of the source."""
    view = words_of(text, start, end)
    raw = text[start:end]
    lines = tuple(words for part in _BREAK.split(raw) if (words := words_of(part, 0, len(part)).text))
    return GridCell(view.text, view.spans(0, len(view.text)), lines if len(lines) > 1 else (view.text,))


def _format_grid(text: str, table: Table) -> Grid | None:
    """The grid of a table of the format; None for one row or one column, which only lays out a page."""
    if not table.cells:
        return None
    rows = max(c.row + c.rowspan for c in table.cells)
    columns = max(c.column + c.colspan for c in table.cells)
    if rows < 2 or columns < 2 or rows * columns > max(_MOST_SLOTS, 4 * len(table.cells)):
        return None
    blank = GridCell("", ())
    slots: list[list[GridCell]] = [[blank] * columns for _ in range(rows)]
    for cell in table.cells:
        made = [make_cell(text, a, b) for a, b in cell.spans]
        spans = merge_spans((s for m in made for s in m.spans), text)
        words = "".join(m.text for m in made)
        lines = tuple(
            w for a, b in cell.spans for w in (words_of(p, 0, len(p)).text for p in text[a:b].split("\n")) if w
        )
        grid_cell = GridCell(words, spans, lines or (words,))
        for r in range(cell.row, min(rows, cell.row + cell.rowspan)):
            for c in range(cell.column, min(columns, cell.column + cell.colspan)):
                slots[r][c] = grid_cell
    return Grid("format", table.start, table.end, tuple(tuple(row) for row in slots))
