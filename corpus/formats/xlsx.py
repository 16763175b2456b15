"""Excel workbooks: each sheet's cells as displayed, with what is merged, hidden, struck through or without a result.

The parts of a workbook (ECMA-376) are read by our own code: number formats, hidden rows and formulas without a result
stand in them, and no library gives all three at the size of a sheet whose every row has a style.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from corpus.errors import DamagedFile, TooLarge, UnsupportedFile
from corpus.formats.number_format import BUILTIN, displayed, displayed_text
from corpus.formats.packed import Packed
from corpus.formats.probe import Probe
from corpus.formats.sheet_writer import write_sheets
from corpus.formats.sheets import Sheet
from corpus.formats.writer import SourceWriter
from corpus.limits import MAX_CELLS
from corpus.markup import Element, iter_xml, parse_xml
from corpus.source import Source

_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?$")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_WORKBOOK = "xl/workbook.xml"
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_SPREADSHEET_2003 = "urn:schemas-microsoft-com:office:spreadsheet"


def is_this(probe: Probe) -> bool:
    """Whether a file is an Excel workbook, packed or in the XML of 2003."""
    if "xl/workbook.xml" in probe.members or "xl/workbook.bin" in probe.members:
        return True
    return _is_xml_2003(probe.text[:2000]) if probe.text is not None and b"<" in probe.head[:100] else False


def read(data: bytes, name: str, version: str) -> Source:
    """Read a workbook.

    Raises
    ------
    DamagedFile, PasswordFile, TooLarge, UnsupportedFile, EmptyFile
        It is broken, above a limit, of a kind that is not read, or shows no words.
    """
    file = Path(name).name
    if not data.startswith(b"PK"):
        raise UnsupportedFile(f"{file}：这是 Excel 2003 的 XML 表格，请用 Excel 或 WPS 另存为 .xlsx 后再收入")
    packed = Packed(data, file)
    if "xl/workbook.bin" in packed:
        raise UnsupportedFile(f"{file}：这是 Excel 二进制工作簿（.xlsb），请用 Excel 或 WPS 另存为 .xlsx 后再收入")
    writer = SourceWriter(name, version)
    write_sheets(list(_Workbook(packed).sheets()), writer)
    return writer.build()


def _is_xml_2003(head: str) -> bool:
    return head.lstrip().startswith("<?xml") and _SPREADSHEET_2003 in head


@dataclass(frozen=True, slots=True)
class _Style:
    """What a cell's style tells of its words."""

    code: str = "General"
    is_struck: bool = False


@dataclass(frozen=True, slots=True)
class _Text:
    words: str
    is_struck: bool = False


@dataclass(slots=True)
class _Related:
    """Parts that another part names: their paths by id, and the paths of each kind."""

    by_id: dict[str, str] = field(default_factory=dict)
    by_kind: dict[str, list[str]] = field(default_factory=dict)


class _Workbook:
    """A packed workbook."""

    def __init__(self, packed: Packed) -> None:
        self.packed = packed
        self._root = parse_xml(packed.read(_WORKBOOK), packed.name, _WORKBOOK)
        self._related = self.related(_WORKBOOK)
        self.is_1904 = any(_is_on(one.get("date1904")) for one in self._root.iter("{*}workbookPr"))
        self.cells = 0

    def sheets(self) -> Iterator[Sheet]:
        """The sheets in order; charts and macro sheets have no cells."""
        found = 0
        for entry in self._root.iter("{*}sheet"):
            ids = [value for key, value in entry.attrib.items() if _local(key) == "id"]
            part = self._related.by_id.get(str(ids[0])) if ids else None
            if part is None or part not in self.packed:
                raise DamagedFile(f"{self.packed.name}：缺少工作表“{entry.get('name', '')}”，文件不完整")
            if "worksheet" not in part and not self._is_worksheet(part):
                continue
            found += 1
            sheet = Sheet(str(entry.get("name", "")), is_hidden=entry.get("state") in ("hidden", "veryHidden"))
            yield _SheetReader(self, part, sheet).read()
        if not found:
            raise DamagedFile(f"{self.packed.name}：工作簿里没有工作表，文件不完整")

    def _is_worksheet(self, part: str) -> bool:
        return part in self._related.by_kind.get("worksheet", ())

    def related(self, part: str) -> _Related:
        """The parts that a part names; one that is missing is left out where it is used."""
        folder, _, file = part.rpartition("/")
        where = f"{folder}/_rels/{file}.rels"
        out = _Related()
        if where not in self.packed:
            return out
        for relation in parse_xml(self.packed.read(where), self.packed.name, where).iter("{*}Relationship"):
            target = str(relation.get("Target", ""))
            if relation.get("TargetMode") == "External":
                continue
            path = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
            out.by_id[str(relation.get("Id"))] = path
            out.by_kind.setdefault(str(relation.get("Type", "")).rpartition("/")[2], []).append(path)
        return out

    def count(self) -> None:
        """One cell more."""
        self.cells += 1
        if self.cells > MAX_CELLS:
            raise TooLarge(f"{self.packed.name}：单元格超过上限 {MAX_CELLS:,} 个")

    @cached_property
    def texts(self) -> list[_Text]:
        """The shared texts (sharedStrings)."""
        part = next(iter(self._related.by_kind.get("sharedStrings", [])), None)
        if part is None or part not in self.packed:
            return []
        out = []
        for element in iter_xml(self.packed.read(part), self.packed.name, part, ("si",)):
            out.append(_text_of(element))
            if len(out) > MAX_CELLS:
                raise TooLarge(f"{self.packed.name}：单元格超过上限 {MAX_CELLS:,} 个")
        return out

    @cached_property
    def styles(self) -> list[_Style]:
        """The style of cells, by number."""
        part = next(iter(self._related.by_kind.get("styles", [])), None)
        if part is None or part not in self.packed:
            return []
        root = parse_xml(self.packed.read(part), self.packed.name, part)
        codes = {
            number: str(one.get("formatCode")) for one in root.iter("{*}numFmt") if (number := one.get("numFmtId"))
        }
        struck = [_has_strike(font) for fonts in root.iterfind("{*}fonts") for font in fonts.iterfind("{*}font")]
        out = []
        for one in root.iterfind("{*}cellXfs/{*}xf"):
            number, font = str(one.get("numFmtId", "0")), _number(one.get("fontId"))
            code = codes.get(number) or BUILTIN.get(_number(number) or 0, "General")
            out.append(_Style(code, font is not None and font < len(struck) and struck[font]))
        return out


class _SheetReader:
    """Reads one sheet."""

    def __init__(self, book: _Workbook, part: str, sheet: Sheet) -> None:
        self._book, self._part, self._sheet = book, part, sheet
        self._row = -1

    def read(self) -> Sheet:
        """The sheet with all that its parts say."""
        packed = self._book.packed
        for element in iter_xml(packed.read(self._part), packed.name, self._part, _TAGS):
            tag = _local(element.tag)
            if tag == "row":
                self._read_row(element)
            elif tag == "col" and (_is_on(element.get("hidden")) or element.get("width") == "0"):
                self._sheet.hidden_columns.append(
                    ((_number(element.get("min")) or 1) - 1, (_number(element.get("max")) or 1) - 1)
                )
            elif tag == "mergeCell" and (merged := _range(element.get("ref"))):
                self._sheet.merges.append(merged)
            elif tag == "filterColumn":
                self._sheet.is_filtered = True
        related = self._book.related(self._part)
        for part in related.by_kind.get("comments", []):
            if part in packed:
                found = iter_xml(packed.read(part), packed.name, part, ("comment",))
                self._sheet.comments += sum(1 for _ in found)
        for part in related.by_kind.get("drawing", []):
            if part in packed:
                self._read_drawing(parse_xml(packed.read(part), packed.name, part))
        return self._sheet

    def _read_row(self, element: Element) -> None:
        number = _number(element.get("r"))
        self._row = self._row + 1 if number is None else number - 1
        if not 0 <= self._row < _MOST_ROWS:
            raise DamagedFile(f"{self._book.packed.name}：{self._part} 的行号有误，文件已损坏")
        if _is_on(element.get("hidden")) or element.get("ht") == "0":
            self._sheet.hidden_rows.add(self._row)
        column = -1
        for cell in element:
            letters = cell.get("r", "").rstrip("0123456789")
            column = _column(letters) if letters else column + 1
            if len(cell) and 0 <= column < _MOST_COLUMNS:
                self._read_cell(cell, column)

    def _read_cell(self, cell: Element, column: int) -> None:
        kind, raw, inline, is_formula = cell.get("t", "n"), "", None, False
        for child in cell:
            tag = _local(child.tag)
            if tag == "v":
                raw = child.text or ""
            elif tag == "f":
                is_formula = True
            elif tag == "is":
                inline = child
        here = (self._row, column)
        if is_formula and not raw and kind != "str":
            self._sheet.uncalculated.append(here)
            return
        style = self._style(cell.get("s"))
        text = _text_of(inline) if inline is not None else self._shown(kind, raw, style)
        if not text.words.strip():
            return
        self._book.count()
        self._sheet.put(*here, text.words)
        if kind == "e":
            self._sheet.faulty.append(here)
        if style.is_struck or text.is_struck:
            self._sheet.struck.append(here)

    def _style(self, number: str | None) -> _Style:
        at, styles = _number(number), self._book.styles
        return styles[at] if at is not None and at < len(styles) else _Style()

    def _shown(self, kind: str, raw: str, style: _Style) -> _Text:
        """The words of a value as displayed."""
        if kind == "s":
            at, texts = _number(raw), self._book.texts
            if at is None or at >= len(texts):
                raise DamagedFile(f"{self._book.packed.name}：{self._part} 引用的文字不存在，文件已损坏")
            return _Text(displayed_text(texts[at].words, style.code), texts[at].is_struck)
        if kind in ("str", "inlineStr"):
            return _Text(displayed_text(_unescaped(raw), style.code))
        if kind == "b":
            return _Text("TRUE" if raw.strip() == "1" else "FALSE")
        if kind in ("e", "d"):
            return _Text(raw)
        try:
            return _Text(displayed(float(raw), style.code, self._book.is_1904) if raw.strip() else "")
        except ValueError:
            return _Text(raw)

    def _read_drawing(self, root: Element) -> None:
        """Words of text boxes, and how many pictures there are."""
        for anchor in root:
            row = _number(anchor.findtext("{*}from/{*}row")) or 0
            self._sheet.pictures += sum(1 for _ in anchor.iter("{*}pic"))
            for body in anchor.iter("{*}txBody"):
                lines = ["".join(t.text or "" for t in p.iter("{*}t")).strip() for p in body.iter("{*}p")]
                if words := "\n".join(line for line in lines if line):
                    self._sheet.boxes.append((row, words))


_TAGS = ("row", "col", "mergeCell", "filterColumn")


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def _is_on(value: str | None) -> bool:
    return value in ("1", "true", "on")


def _number(value: str | None) -> int | None:
    value = (value or "").strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None


def _range(ref: str | None) -> tuple[int, int, int, int] | None:
    """First row, first column, last row, last column of A1 or A1:C3, from 0."""
    match = _RANGE.match(ref or "")
    if match is None:
        return None
    first = int(match[2]) - 1, _column(match[1])
    last = (int(match[4]) - 1, _column(match[3])) if match[3] else first
    return min(first[0], last[0]), min(first[1], last[1]), max(first[0], last[0]), max(first[1], last[1])


@lru_cache(maxsize=_MOST_COLUMNS)
def _column(letters: str) -> int:
    """The number of column A, B … XFD from 0; below 0 where they name none."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1 if "A" <= letter <= "Z" else -1 << 40
    return number - 1


def _text_of(element: Element) -> _Text:
    """The words of a text, phonetic guides left out, and whether any of them are struck through."""
    words, is_struck = "", False
    for child in element:
        tag = _local(child.tag)
        if tag == "t":
            words += child.text or ""
        elif tag == "r":
            run = "".join(t.text or "" for t in child.iterfind("{*}t"))
            words += run
            is_struck = is_struck or (bool(run.strip()) and _has_strike(child.find("{*}rPr")))
    return _Text(_unescaped(words), is_struck)


def _has_strike(font: Element | None) -> bool:
    mark = font.find("{*}strike") if font is not None else None
    return mark is not None and mark.get("val", "1") not in ("0", "false")


def _unescaped(words: str) -> str:
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)), words) if "_x" in words else words
