"""Sheets as text: lines above and below, tables between them, and what a keeper should look at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from corpus.errors import EmptyFile
from corpus.formats.sheets import (
    Block,
    Row,
    Sheet,
    Shown,
    blocks_of,
    column_numbers,
    is_labelled,
    lines_of,
    shown_of,
    span_of,
)
from corpus.formats.writer import Draft, SourceWriter
from corpus.model import Span
from corpus.quote import bare

_NO_NAME = re.compile(r"(?:sheet|工作表|表格?|table)\s*\d*(?:\s*[（(]\d+[)）])?|[^一-鿿]*", re.IGNORECASE)
"""Names that a program gave a sheet."""
_TITLE = re.compile(r"(?!附[件表录])(?=.*[一-鿿].*[一-鿿].*[一-鿿].*[一-鿿])[^：:。；]{4,100}")
_MOST_NAMED = 5
_LETTERS = 26


def write_sheets(sheets: Sequence[Sheet], writer: SourceWriter) -> None:
    """Write the sheets in order; what is hidden is left out, and said.

    Raises
    ------
    EmptyFile
        No sheet that is shown has words.
    TooLarge
        Merged cells cover more than a workbook may hold.
    """
    file = Path(writer.file).name
    hidden = [sheet for sheet in sheets if sheet.is_hidden and (sheet.rows or sheet.boxes)]
    shown = [sheet for sheet in sheets if not sheet.is_hidden]
    written, has_hidden = 0, bool(hidden)
    for sheet in shown:
        one = _SheetWriter(sheet, shown_of(sheet, file), writer)
        has_hidden = has_hidden or bool(one.shown.hidden_rows or one.shown.hidden_columns)
        written += one.write(is_first=not written)
    if not written:
        raise EmptyFile(f"{file}：{_why_empty(shown, has_hidden)}")
    if hidden:
        names = "、".join(f"“{sheet.name}”" for sheet in hidden[:_MOST_NAMED])
        writer.remark("hidden", f"有 {len(hidden)} 张隐藏的工作表没有读入（{names}）；如需收入，请取消隐藏后另存")


def _why_empty(shown: Sequence[Sheet], has_hidden: bool) -> str:
    if has_hidden:
        return "有文字的工作表、行或列都是隐藏的，没有读入；如需收入，请取消隐藏后另存"
    if any(sheet.pictures for sheet in shown):
        return "工作簿里只有图片，没有文字；请收入图片的原件"
    return "工作簿里没有文字"


class _SheetWriter:
    """Writes one sheet."""

    def __init__(self, sheet: Sheet, shown: Shown, writer: SourceWriter) -> None:
        self.shown = shown
        self._sheet, self._writer = sheet, writer
        self._places: dict[int, Span] = {}
        self._flagged = {row for row, _ in (*sheet.struck, *sheet.uncalculated, *sheet.faulty)}

    def write(self, is_first: bool) -> bool:
        """Write the sheet; whether it has words."""
        blocks = blocks_of(self.shown.rows, self._sheet.hidden_rows)
        tables = [block.table[0][0].row for block in blocks if block.table]
        boxes = sorted(self._sheet.boxes)
        above = [words for row, words in boxes if not tables or row <= tables[0]]
        if blocks or boxes:
            self._name(blocks, above, is_first)
        if is_first:
            self._title(blocks, above)
        for words in above:
            self._lines(words.split("\n"))
        for block in blocks:
            self._block(block)
        for _, words in boxes[len(above) :]:
            self._lines(words.split("\n"))
        self._say_hidden()
        self._say_cells()
        return bool(blocks or boxes)

    def _name(self, blocks: list[Block], above: list[str], is_first: bool) -> None:
        """The sheet's name as a line, where it says what the lines above the table do not."""
        name = self._sheet.name.strip()
        top = blocks[0].rows[: blocks[0].top] if blocks else []
        lines = bare("".join([*above, *(cell.line for row in top for cell in row)]))
        if _NO_NAME.fullmatch(name) or bare(name) in lines:
            return
        if not lines or not is_first or (re.match("附[件表录]", name) and not re.search("附[件表录]", lines)):
            self._writer.line(name)

    def _title(self, blocks: list[Block], above: list[str]) -> None:
        """The first line above the table as what the workbook says its title is, for want of a better one."""
        rows = [row for block in blocks[:2] for row in block.rows[: block.top]]
        lines = [*above, *(row[0].line for row in rows if not is_labelled(row)), self._sheet.name.strip()]
        if title := next((line for line in lines if _TITLE.fullmatch(bare(line))), ""):
            self._writer.fields["标题"] = bare(title)

    def _block(self, block: Block) -> None:
        for row in block.rows[: block.top]:
            self._row_lines(row)
        if block.table:
            self._table(block.table)
        for row in block.rows[block.end :]:
            self._row_lines(row)

    def _row_lines(self, row: Row) -> None:
        self._note(row, self._lines(lines_of(row)))

    def _lines(self, lines: Sequence[str]) -> Span | None:
        spans = [self._writer.line(line) for line in lines]
        return Span(spans[0].start, spans[-1].end) if spans else None

    def _table(self, rows: list[Row]) -> None:
        columns = column_numbers(rows)
        numbers = [row[0].row for row in rows]
        table = self._writer.table()
        for row in rows:
            drafts = [
                Draft(
                    span_of(columns, columns[0], cell.column) - 1,
                    cell.paragraphs,
                    span_of(columns, cell.column, cell.last_column),
                    span_of(numbers, cell.row, cell.last_row),
                )
                for cell in row
            ]
            self._note(row, table.row(drafts))
        table.close()

    def _note(self, row: Row, span: Span | None) -> None:
        if span is not None and row[0].row in self._flagged:
            self._places[row[0].row] = span

    # ---- what a keeper should look at

    @property
    def _called(self) -> str:
        return f"工作表“{self._sheet.name}”" if self._sheet.name else "表格"

    def _say_hidden(self) -> None:
        shown = self.shown
        counts = ((shown.hidden_rows, "行"), (shown.hidden_columns, "列"))
        if told := "、".join(f"{count} {what}" for count, what in counts if count):
            why = "（表中设有筛选，可能是筛选所隐藏）" if self._sheet.is_filtered and shown.hidden_rows else ""
            how = "取消隐藏、清除筛选" if why else "取消隐藏"
            self._writer.remark("hidden", f"{self._called}有 {told}隐藏{why}，没有读入；如需收入，请{how}后另存")
        if shown.covered:
            self._writer.remark("hidden", f"{self._called}有 {shown.covered} 个单元格被合并单元格盖住，没有读入")
        if self._sheet.comments:
            self._writer.remark("comment", f"{self._called}有 {self._sheet.comments} 条批注，没有读入")

    def _say_cells(self) -> None:
        sheet = self._sheet
        for kind, cells, what in (
            ("formula", sheet.uncalculated, "公式没有保存结果，按空白读入；请用 Excel 或 WPS 打开并另存后再收入"),
            ("formula", sheet.faulty, "公式出错，读入的是错误代码"),
            ("struck", sheet.struck, "文字带删除线，照样读入；请确认是否仍然有效"),
        ):
            seen = [cell for cell in cells if cell[0] in self._places or kind == "formula"]
            if seen:
                names = "、".join(_address(*cell) for cell in seen[:_MOST_NAMED])
                more = f" 等 {len(seen)} 个单元格" if len(seen) > _MOST_NAMED else ""
                place = next((self._places[row] for row, _ in seen if row in self._places), None)
                self._writer.remark(kind, f"{self._called} {names}{more}：{what}", place)


def _address(row: int, column: int) -> str:
    """What a workbook calls a cell: D5."""
    letters, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, _LETTERS)
        letters = chr(ord("A") + digit) + letters
    return f"{letters}{row + 1}"
