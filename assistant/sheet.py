"""Tables as an Excel workbook (only openpyxl)."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from assistant.legal import legal

_TITLE_LENGTH, _CELL_LENGTH = 31, 32_767
"""What Excel allows."""
_LINE = Side(style="thin", color="BFBFBF")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its name, the header, the rows, the widths of the columns in half-width characters."""

    title: str
    headers: Sequence[str]
    rows: Sequence[Sequence[str | int | dt.date]]
    widths: Sequence[int]


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """An Excel file: the header row frozen and repeated on each printed page, text wrapped, no cell a formula."""
    book = Workbook()
    book.remove(book.active)
    book.properties.creator = "政问"
    taken: set[str] = set()
    for sheet in sheets:
        _add(book, sheet, taken)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _add(book: Workbook, sheet: Sheet, taken: set[str]) -> None:
    page = book.create_sheet(_title(sheet.title, taken))
    for number, row in enumerate([sheet.headers, *sheet.rows], 1):
        for column, value in enumerate(row, 1):
            cell = page.cell(number, column)
            if isinstance(value, str):
                cell.value = legal(value)[:_CELL_LENGTH]
                # openpyxl makes a formula of what begins with =; the prefix keeps Excel from it when the cell is edited
                cell.data_type, cell.quotePrefix = "s", True
            else:
                cell.value = value
                if isinstance(value, dt.date):
                    cell.number_format = "yyyy-mm-dd"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.border = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
    for cell in page[1]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E7EEF7")
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
    for column, width in enumerate(sheet.widths, 1):
        page.column_dimensions[get_column_letter(column)].width = width
    page.freeze_panes = "A2"
    page.auto_filter.ref = page.dimensions
    page.print_title_rows = "1:1"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True


def _title(title: str, taken: set[str]) -> str:
    """A sheet's name that Excel takes, and that no sheet before bears."""
    name = re.sub(r"[\[\]:*?/\\\x00-\x1f]", "_", legal(title)).strip("' ")[:_TITLE_LENGTH] or "任务清单"
    base, number = name[: _TITLE_LENGTH - 4], 2
    while name.casefold() in taken:
        name, number = f"{base} {number}", number + 1
    taken.add(name.casefold())
    return name
