"""The table of a notice as an Excel file, and as lines of cells parted by commas."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Side
from openpyxl.utils import get_column_letter

from formats.document import Document, Grid
from formats.packing import with_fixed_day

_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日前")


def table_of(document: Document) -> Grid:
    """The table of a notice."""
    return next(item for item in document.items if isinstance(item, Grid))


def write_workbook(document: Document) -> bytes:
    """A workbook: 文号 and title over all columns, then the table with merged cells; numbers and days are values."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None and document.sample.table is not None
    sheet.title = "任务分解表"
    grid = table_of(document)
    for at, words in enumerate((f"{document.sample.doc_number}附件", document.sample.table.caption), 1):
        sheet.append([words])
        sheet.merge_cells(start_row=at, start_column=1, end_row=at, end_column=len(grid.widths))
    side = Side(style="thin")
    for at, row in enumerate(grid.rows, 3):
        for drawn in row:
            cell = sheet.cell(at, drawn.column + 1)
            cell.alignment = Alignment(wrap_text=True, vertical="center")
            cell.border = Border(side, side, side, side)
            cell.value = int(drawn.text) if drawn.text.isdigit() else drawn.text
            if match := _DAY.fullmatch(drawn.text):
                cell.value = dt.date(*map(int, match.groups()))
                cell.number_format = 'yyyy"年"m"月"d"日前"'
            if drawn.colspan > 1 or drawn.rowspan > 1:
                sheet.merge_cells(
                    start_row=at,
                    start_column=drawn.column + 1,
                    end_row=at + drawn.rowspan - 1,
                    end_column=drawn.column + drawn.colspan,
                )
    for column, share in enumerate(grid.widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = 110 * share
    out = io.BytesIO()
    book.save(out)
    return with_fixed_day(out.getvalue())


def write_commas(document: Document) -> bytes:
    """Comma-separated cells in GB18030, as Excel saves them in China; a merged cell's words stand in each row."""
    out = io.StringIO()
    csv.writer(out).writerows(table_of(document).filled())
    return out.getvalue().encode("gb18030")
