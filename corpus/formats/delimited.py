"""Tables whose cells are parted by commas, semicolons or tabs; what turns out to be none is read as text."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from pathlib import Path

from corpus.decode import decode
from corpus.errors import TooLarge
from corpus.formats.probe import Probe
from corpus.formats.sheet_writer import write_sheets
from corpus.formats.sheets import Sheet
from corpus.formats.writer import SourceWriter
from corpus.limits import MAX_CELLS
from corpus.source import Source

_MARKS = ",\t;"
_SAMPLE = 200
_LEAST_SHARE = 0.6
_FORMULA_TEXT = re.compile(r'="([^"]*)"')
"""How a program keeps Excel from reading 001 as a number."""
_NAMED_MARK = re.compile(r"sep=([,;\t|])\n")


def is_this(probe: Probe) -> bool:
    """Whether a file may be such a table, by its name: the content alone does not tell it from text.

    Programs also write tables parted by tabs under the name of an Excel file.
    """
    return probe.ending in (".csv", ".tsv", ".xls", ".et", ".xlsx") and probe.text is not None


def read(data: bytes, name: str, version: str) -> Source:
    """Read a table.

    Raises
    ------
    EmptyFile, BinaryFile, EncodingError, TooLarge
        There is no text in it, or more than a workbook may hold.
    """
    file = Path(name).name
    text = decode(data, file)
    rows = _rows(text, file)
    if rows is None:
        return Source(name, version, text)
    sheet = Sheet()
    for number, row in enumerate(rows):
        for column, words in enumerate(row):
            told = _FORMULA_TEXT.fullmatch(words.strip())
            sheet.put(number, column, told[1] if told else words)
    writer = SourceWriter(name, version)
    write_sheets([sheet], writer)
    return writer.build()


def _rows(text: str, file: str) -> list[list[str]] | None:
    """The rows of a table; None where the text is none."""
    named = _NAMED_MARK.match(text)
    marks = named[1] if named else _MARKS
    text = text[named.end() :] if named else text
    found = [(share, -marks.index(mark), mark) for mark in marks if (share := _share(text, mark))]
    if not found:
        return None
    rows: list[list[str]] = []
    cells = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=max(found)[2]):
            cells += len(row)
            if cells > MAX_CELLS:
                raise TooLarge(f"{file}：单元格超过上限 {MAX_CELLS:,} 个")
            rows.append(row)
    except csv.Error:  # a quotation mark that never ends
        return None
    return rows


def _share(text: str, mark: str) -> float:
    """How even a table is if a mark parts its cells: rows of the most frequent width among the first; 0 for no table.

    A table has mostly rows of several cells, and no sentence in the first of them: prose has.
    """
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark):
            if any(cell.strip() for cell in row):
                rows.append(row)
            if len(rows) >= _SAMPLE:
                break
    except csv.Error:
        return 0.0
    wide = [row for row in rows if len(row) > 1]
    if len(wide) < max(2, _LEAST_SHARE * len(rows)) or "。" in "".join(wide[0]):
        return 0.0
    return Counter(map(len, wide)).most_common(1)[0][1] / len(rows)
