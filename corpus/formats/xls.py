"""Workbooks of older Excel and of WPS (the only file that imports xlrd)."""

from __future__ import annotations

import io
import struct
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import DamagedFile, PasswordFile, TooLarge
from corpus.formats.number_format import displayed, displayed_text
from corpus.formats.probe import Probe
from corpus.formats.sheet_writer import write_sheets
from corpus.formats.sheets import Sheet
from corpus.formats.writer import SourceWriter
from corpus.limits import MAX_CELLS
from corpus.source import Source

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.formatting import XF

_EMPTY, _TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR, _BLANK = range(7)
"""Types of cells in xlrd."""


def is_this(probe: Probe) -> bool:
    """Whether a file is a workbook of the older kind."""
    return probe.has_stream("Workbook") or probe.has_stream("Book")


def read(data: bytes, name: str, version: str) -> Source:
    """Read a workbook.

    Raises
    ------
    DamagedFile, PasswordFile, TooLarge, EmptyFile
        It is broken, opens only with a password, is above a limit, or shows no words.
    """
    writer = SourceWriter(name, version)
    write_sheets(_sheets(data, Path(name).name), writer)
    return writer.build()


_BROKEN = (
    struct.error,
    AssertionError,
    ArithmeticError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What xlrd raises beside its own errors where it trusts what it reads."""


def _sheets(data: bytes, file: str) -> list[Sheet]:
    import xlrd
    from xlrd.compdoc import CompDocError

    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO())
        return [_read_sheet(book, number, file) for number in range(book.nsheets)]
    except (xlrd.XLRDError, CompDocError, *_BROKEN) as exc:
        if "encrypted" in str(exc):
            raise PasswordFile(f"{file}：文件设有密码，请去掉密码后再收入") from exc
        raise DamagedFile(f"{file}：文件不完整或已损坏，打不开（{type(exc).__name__}：{exc}）") from exc


def _read_sheet(book: Book, number: int, file: str) -> Sheet:
    found = book.sheet_by_index(number)
    sheet = Sheet(found.name, is_hidden=found.visibility != 0)
    sheet.merges = [(a, c, b - 1, d - 1) for a, b, c, d in found.merged_cells]
    sheet.hidden_rows = {row for row, info in found.rowinfo_map.items() if info.hidden or info.height == 0}
    sheet.hidden_columns = [(c, c) for c, info in found.colinfo_map.items() if info.hidden or info.width == 0]
    sheet.comments = len(found.cell_note_map)
    cells = 0
    for row in range(found.nrows):
        for column in range(found.row_len(row)):
            kind, value = found.cell_type(row, column), found.cell_value(row, column)
            if kind in (_EMPTY, _BLANK) or value == "":
                continue
            cells += 1
            if cells > MAX_CELLS:
                raise TooLarge(f"{file}：单元格超过上限 {MAX_CELLS:,} 个")
            style = book.xf_list[found.cell_xf_index(row, column)]
            sheet.put(row, column, _shown(book, kind, value, style))
            if kind == _ERROR:
                sheet.faulty.append((row, column))
            runs = [font for _, font in found.rich_text_runlist_map.get((row, column), ())]
            if any(book.font_list[font].struck_out for font in [style.font_index, *runs]):
                sheet.struck.append((row, column))
    return sheet


def _shown(book: Book, kind: int, value: str | float, style: XF) -> str:
    """The words of a value as displayed."""
    from xlrd import error_text_from_code

    known = book.format_map.get(style.format_key)
    code = known.format_str if known else "General"
    if kind == _TEXT:
        return displayed_text(str(value), code)
    if kind == _BOOLEAN:
        return "TRUE" if value else "FALSE"
    if kind == _ERROR:
        return str(error_text_from_code.get(int(value), "#N/A"))
    return displayed(float(value), code, bool(book.datemode))
