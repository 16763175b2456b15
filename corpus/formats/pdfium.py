"""PDF files through PDFium (the only file that imports pypdfium2): characters, ruled lines and pictures with places."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from corpus.errors import DamagedFile, PasswordFile, TooLarge
from corpus.formats.pdfdrawing import Drawing, Handle, Line, Turn
from corpus.limits import MAX_PAGE_OBJECTS, MAX_PAGES, MAX_PIXELS

_HYPHEN = 2
"""What PDFium says for a hyphen at the end of a line."""
_BLANKS = frozenset((*range(3, 0x21), 0xA0, 0x3000, 0x200B, 0xFEFF))
_LAST_CODE = 0x10FFFF
_SLANT = 4
"""Degrees by which a line may lean and still be straight."""
_POINTS_PER_INCH = 72


class Glyph(NamedTuple):
    """A character: its extent along its line, and where the line stands, in points of the upright page.

    ``angle`` is that of the line in degrees, counted clockwise. Lines that run down or up the page (90, 270) have
    their extent in y and stand at an x. ``is_known`` is False where the font does not say which character it is;
    ``is_apart`` tells that a blank stands before it.
    """

    text: str
    start: float
    end: float
    baseline: float
    size: float
    angle: int
    is_visible: bool
    is_known: bool
    is_apart: bool


@dataclass(slots=True)
class PdfPage:
    """What one page shows.

    ``pictures`` is the part of the page that pictures cover, 0 to 1; ``drawings`` how many figures are drawn on it.
    """

    width: float
    height: float
    glyphs: list[Glyph]
    lines: list[Line]
    pictures: float
    drawings: int


class PdfDocument:
    """A PDF file, open for reading.

    Parameters
    ----------
    data
        Its bytes.
    name
        Its name, for messages.

    Raises
    ------
    DamagedFile, PasswordFile, TooLarge
        It cannot be opened; it opens only with a password; it has too many pages.
    """

    def __init__(self, data: bytes, name: str) -> None:
        import pypdfium2
        import pypdfium2.raw

        self._raw = pypdfium2.raw
        self._error = pypdfium2.PdfiumError
        self.name = name
        try:
            self._document = pypdfium2.PdfDocument(data)
            self.pages = len(self._document)
        except self._error as exc:
            if getattr(exc, "err_code", None) == self._raw.FPDF_ERR_PASSWORD:
                raise PasswordFile(f"{name}：文件设有打开密码，请去掉密码后再收入") from exc
            raise DamagedFile(f"{name}：PDF 不完整或已损坏，打不开（{exc}）") from exc
        if self.pages > MAX_PAGES:
            raise TooLarge(f"{name}：有 {self.pages} 页，超过上限 {MAX_PAGES} 页")

    def close(self) -> None:
        """Free what the library holds."""
        self._document.close()

    def page(self, number: int) -> PdfPage:
        """What a page (from 0) shows.

        Raises
        ------
        DamagedFile, TooLarge
            The page cannot be read; it has too many objects.
        """
        try:
            page = self._document[number]
        except self._error as exc:
            raise DamagedFile(f"{self.name}：第 {number + 1} 页已损坏，无法读取") from exc
        try:
            return self._read(page, number)
        finally:
            page.close()

    def picture(self, number: int, dpi: int) -> npt.NDArray[np.uint8]:
        """A page as a picture.

        Returns
        -------
        ndarray, shape (height, width, 3), uint8
            RGB; coarser than asked for where the page is so large that the picture would be above the limit.
        """
        try:
            page = self._document[number]
            width, height = page.get_size()
            scale = dpi / _POINTS_PER_INCH
            scale = min(scale, math.sqrt(MAX_PIXELS / 2 / max(width * height, 1.0)))
            bitmap = page.render(scale=scale, rev_byteorder=True, draw_annots=False)
            pixels = np.array(bitmap.to_numpy()[:, :, :3])
            bitmap.close()
            page.close()
        except (self._error, ValueError, MemoryError) as exc:
            raise DamagedFile(f"{self.name}：第 {number + 1} 页无法画出来") from exc
        return pixels

    def _read(self, page: Handle, number: int) -> PdfPage:
        raw = self._raw
        turn = Turn(page.get_bbox(), raw.FPDFPage_GetRotation(page.raw) % 4)
        width, height = turn.size
        objects = raw.FPDFPage_CountObjects(page.raw)
        if objects > MAX_PAGE_OBJECTS:
            raise self._too_many(number)
        if width <= 0 or height <= 0:
            return PdfPage(1.0, 1.0, [], [], 0.0, 0)
        drawing = Drawing(raw, turn)
        for index in range(objects):
            drawing.add(raw.FPDFPage_GetObject(page.raw, index))
            if drawing.count > MAX_PAGE_OBJECTS:
                raise self._too_many(number)
        text = raw.FPDFText_LoadPage(page.raw)
        if not text:
            raise DamagedFile(f"{self.name}：第 {number + 1} 页的文字已损坏，无法读取")
        try:
            count = raw.FPDFText_CountChars(text)
            if count > MAX_PAGE_OBJECTS:
                raise self._too_many(number)
            glyphs = list(_Letters(raw, text, turn).read(count))
        finally:
            raw.FPDFText_ClosePage(text)
        covered = min(1.0, drawing.covered / (width * height))
        return PdfPage(width, height, glyphs, drawing.lines, covered, drawing.figures)

    def _too_many(self, number: int) -> TooLarge:
        return TooLarge(f"{self.name}：第 {number + 1} 页的内容超过上限 {MAX_PAGE_OBJECTS:,} 个对象")


class _Letters:
    """Reads the characters of a page."""

    def __init__(self, raw: Handle, text: Handle, turn: Turn) -> None:
        self._raw, self._text, self._turn = raw, text, turn
        self._box, self._matrix = raw.FS_RECTF(), raw.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._object: int | None = None
        self._size, self._angle, self._is_visible = 0.0, 0, True
        self._origin, self._foot = (0.0, 0.0), 0.0

    def read(self, count: int) -> Iterator[Glyph]:
        """Its characters in the order of the file; blanks are left out."""
        raw, text = self._raw, self._text
        is_apart, high = False, 0
        for index in range(count):
            code = raw.FPDFText_GetUnicode(text, index)
            if code == _HYPHEN:
                code = ord("-")
            if code in _BLANKS:  # PDFium puts some of its own between words
                is_apart = True
                continue
            if 0xD800 <= code < 0xDC00:  # the first half of a character beyond the basic plane
                high = code
                continue
            if 0xDC00 <= code < 0xE000:
                code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
            glyph = self._glyph(index, code, is_apart)
            if glyph is not None:
                yield glyph
            is_apart, high = False, 0

    def _glyph(self, index: int, code: int, is_apart: bool) -> Glyph | None:
        raw, text, box = self._raw, self._text, self._box
        is_new = self._look_at(raw.FPDFText_GetTextObject(text, index), index)
        if not raw.FPDFText_GetLooseCharBox(text, index, box):
            return None
        x0, y0 = self._turn(box.left, box.top)
        x1, y1 = self._turn(box.right, box.bottom)
        if is_new or self._angle or y1 != self._foot:  # letters of one object and one foot have one baseline
            raw.FPDFText_GetCharOrigin(text, index, self._x, self._y)
            self._origin = self._turn(self._x.value, self._y.value)
        self._foot = y1
        across, down = self._origin
        is_known = code != 0 and raw.FPDFText_HasUnicodeMapError(text, index) != 1
        letter = chr(code if 0 < code <= _LAST_CODE else 0xFFFD)
        start, end, base = (y0, y1, across) if self._angle in (90, 270) else (x0, x1, down)
        start, end = min(start, end), max(start, end)
        return Glyph(letter, start, end, base, self._size, self._angle, self._is_visible, is_known, is_apart)

    def _look_at(self, thing: Handle, index: int) -> bool:
        """Note what all characters of one object share; whether it is another one than before."""
        address = ctypes.addressof(thing.contents) if thing else None
        if address == self._object:
            return False
        raw, matrix = self._raw, self._matrix
        self._object = address
        self._is_visible = raw.FPDFTextObj_GetTextRenderMode(thing) != raw.FPDF_TEXTRENDERMODE_INVISIBLE
        raw.FPDFText_GetMatrix(self._text, index, matrix)
        self._size = raw.FPDFText_GetFontSize(self._text, index) * math.hypot(matrix.c, matrix.d)
        turned = math.degrees(math.atan2(-matrix.b, matrix.a)) + 90 * self._turn.rotation
        quarters = round(turned / 90)
        is_straight = abs(turned - 90 * quarters) < _SLANT
        self._angle = (90 * quarters if is_straight else round(turned)) % 360
        return True
