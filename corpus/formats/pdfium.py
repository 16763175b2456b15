"""PDF files through PDFium (the only file that imports pypdfium2): characters, ruled lines and pictures with places."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from corpus.errors import DamagedFile, PasswordFile, TooLarge
from corpus.limits import MAX_PAGE_OBJECTS, MAX_PAGES, MAX_PIXELS

_DEEPEST_FORM = 8
_THICKEST_RULE = 4.0
"""Points; a filled rectangle that is thinner is a line."""
_INVISIBLE = 3
_WHITE = 250
_POINTS_PER_INCH = 72


class Glyph(NamedTuple):
    """A character: its horizontal extent and its baseline in points from the top left corner of the upright page."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    angle: int
    is_visible: bool
    is_known: bool


class Line(NamedTuple):
    """A straight line."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(slots=True)
class PdfPage:
    """What one page shows.

    ``pictures`` is the part of the page that pictures cover, 0 to 1; ``angle`` of a glyph is that of its line in
    degrees, counted clockwise.
    """

    width: float
    height: float
    glyphs: list[Glyph]
    lines: list[Line]
    pictures: float
    objects: int


class _Turn:
    """From the space of a page to the upright page, y downwards."""

    def __init__(self, box: tuple[float, float, float, float], rotation: int) -> None:
        self.left, self.bottom, self.right, self.top = box
        self.rotation = rotation

    @property
    def size(self) -> tuple[float, float]:
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.rotation % 2 else (width, height)

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        if self.rotation == 0:
            return x - self.left, self.top - y
        if self.rotation == 1:
            return y - self.bottom, x - self.left
        if self.rotation == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x


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

    def _read(self, page: Any, number: int) -> PdfPage:
        raw = self._raw
        turn = _Turn(page.get_bbox(), raw.FPDFPage_GetRotation(page.raw) % 4)
        width, height = turn.size
        objects = raw.FPDFPage_CountObjects(page.raw)
        if objects > MAX_PAGE_OBJECTS:
            raise self._too_many(number)
        if width <= 0 or height <= 0:
            return PdfPage(1.0, 1.0, [], [], 0.0, objects)
        drawing = _Drawing(raw, turn)
        for index in range(objects):
            drawing.add(raw.FPDFPage_GetObject(page.raw, index), _IDENTITY, 0)
            if drawing.count > MAX_PAGE_OBJECTS:
                raise self._too_many(number)
        text = raw.FPDFText_LoadPage(page.raw)
        if not text:
            raise DamagedFile(f"{self.name}：第 {number + 1} 页的文字已损坏，无法读取")
        try:
            count = raw.FPDFText_CountChars(text)
            if count > MAX_PAGE_OBJECTS:
                raise self._too_many(number)
            glyphs = list(_glyphs(raw, text, count, turn))
        finally:
            raw.FPDFText_ClosePage(text)
        covered = min(1.0, drawing.covered / (width * height))
        return PdfPage(width, height, glyphs, drawing.lines, covered, drawing.count)

    def _too_many(self, number: int) -> TooLarge:
        return TooLarge(f"{self.name}：第 {number + 1} 页的内容超过上限 {MAX_PAGE_OBJECTS:,} 个对象")


def _glyphs(raw: Any, text: Any, count: int, turn: _Turn) -> Iterator[Glyph]:
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    current: int | None = None
    size, angle, is_visible = 0.0, 0, True
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text, index)
        if code <= 0x20 or raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        thing = raw.FPDFText_GetTextObject(text, index)
        address = ctypes.cast(thing, ctypes.c_void_p).value
        if address != current:
            current = address
            is_visible = raw.FPDFTextObj_GetTextRenderMode(thing) != _INVISIBLE
            raw.FPDFText_GetMatrix(text, index, matrix)
            size = raw.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
            angle = round(math.degrees(math.atan2(-matrix.b, matrix.a))) + 90 * turn.rotation
        if not raw.FPDFText_GetLooseCharBox(text, index, box) or not raw.FPDFText_GetCharOrigin(text, index, x, y):
            continue
        x0, y0 = turn(box.left, box.top)
        x1, y1 = turn(box.right, box.bottom)
        ox, oy = turn(x.value, y.value)
        is_known = raw.FPDFText_HasUnicodeMapError(text, index) != 1
        degrees = angle % 360
        if degrees in (90, 270):  # extents along the line, baseline across it
            yield Glyph(chr(code), min(y0, y1), max(y0, y1), ox, size, degrees, is_visible, is_known)
        else:
            yield Glyph(chr(code), min(x0, x1), max(x0, x1), oy, size, degrees, is_visible, is_known)


_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _times(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


class _Drawing:
    """Collects straight lines, and the area of pictures, from the objects of a page and the forms within it."""

    def __init__(self, raw: Any, turn: _Turn) -> None:
        self._raw = raw
        self._turn = turn
        self.lines: list[Line] = []
        self.covered = 0.0
        self.count = 0
        self._x, self._y = ctypes.c_float(), ctypes.c_float()

    def add(self, thing: Any, above: _Matrix, depth: int) -> None:
        """Take in an object of the page; ``above`` is the matrix of the form that holds it."""
        raw = self._raw
        self.count += 1
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            self._path(thing, _times(self._matrix(thing), above))
        elif kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
            self._picture(_times(self._matrix(thing), above))
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            matrix = _times(self._matrix(thing), above)
            for index in range(min(raw.FPDFFormObj_CountObjects(thing), MAX_PAGE_OBJECTS - self.count)):
                self.add(raw.FPDFFormObj_GetObject(thing, index), matrix, depth + 1)

    def _matrix(self, thing: Any) -> _Matrix:
        matrix = self._raw.FS_MATRIX()
        if not self._raw.FPDFPageObj_GetMatrix(thing, matrix):
            return _IDENTITY
        return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f

    def _picture(self, matrix: _Matrix) -> None:
        width, height = self._turn.size
        x0, y0 = self._turn(matrix[4], matrix[5])
        x1, y1 = self._turn(matrix[0] + matrix[2] + matrix[4], matrix[1] + matrix[3] + matrix[5])
        wide = min(width, max(x0, x1)) - max(0.0, min(x0, x1))
        high = min(height, max(y0, y1)) - max(0.0, min(y0, y1))
        self.covered += max(0.0, wide) * max(0.0, high)

    def _path(self, path: Any, matrix: _Matrix) -> None:
        raw = self._raw
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        if not raw.FPDFPath_GetDrawMode(path, fill, stroke):
            return
        is_filled = fill.value != 0 and self._is_inked(path, raw.FPDFPageObj_GetFillColor)
        is_stroked = stroke.value != 0 and self._is_inked(path, raw.FPDFPageObj_GetStrokeColor)
        if not is_filled and not is_stroked:
            return
        for points in self._outlines(path, matrix):
            if is_stroked:
                for (x0, y0), (x1, y1) in zip(points, points[1:], strict=False):
                    self._line(x0, y0, x1, y1)
            elif len(points) > 2:
                xs, ys = [x for x, _ in points], [y for _, y in points]
                x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
                if min(x1 - x0, y1 - y0) <= _THICKEST_RULE:
                    is_flat = x1 - x0 > y1 - y0
                    mx, my = (x0 + x1) / 2, (y0 + y1) / 2
                    self.lines.append(Line(x0, my, x1, my) if is_flat else Line(mx, y0, mx, y1))

    def _is_inked(self, path: Any, color: Any) -> bool:
        parts = [ctypes.c_uint() for _ in range(4)]
        if not color(path, *parts):
            return True
        red, green, blue, alpha = (part.value for part in parts)
        return alpha > 0 and min(red, green, blue) < _WHITE

    def _line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        if abs(y1 - y0) <= 1.0 < abs(x1 - x0):
            y = (y0 + y1) / 2
            self.lines.append(Line(min(x0, x1), y, max(x0, x1), y))
        elif abs(x1 - x0) <= 1.0 < abs(y1 - y0):
            x = (x0 + x1) / 2
            self.lines.append(Line(x, min(y0, y1), x, max(y0, y1)))

    def _outlines(self, path: Any, matrix: _Matrix) -> Iterator[list[tuple[float, float]]]:
        raw, x, y = self._raw, self._x, self._y
        a, b, c, d, e, f = matrix
        points: list[tuple[float, float]] = []
        count = raw.FPDFPath_CountSegments(path)
        self.count += max(count, 0) // 4
        for index in range(min(count, MAX_PAGE_OBJECTS)):
            segment = raw.FPDFPath_GetPathSegment(path, index)
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO and points:
                yield points
                points = []
            if kind == raw.FPDF_SEGMENT_BEZIERTO:  # a curve is no edge; what follows begins anew at its end
                if len(points) > 1:
                    yield points
                points = []
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            points.append(self._turn(a * x.value + c * y.value + e, b * x.value + d * y.value + f))
            if raw.FPDFPathSegment_GetClose(segment) and len(points) > 2:
                points.append(points[0])
        if points:
            yield points
