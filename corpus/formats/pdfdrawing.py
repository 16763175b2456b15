"""What is drawn on a page of a PDF beside its letters: straight lines, and how much of it pictures cover."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from corpus.limits import MAX_PAGE_OBJECTS

_DEEPEST_FORM = 8
_THICKEST_RULE = 4.0
"""Points; a filled rectangle that is thinner is a line."""
_LARGEST_DOT = 2.0
_WHITE = 250
_STRAIGHT = 1.0
"""Points by which the two ends of a line may differ."""
Handle = Any
"""What PDFium is called by and hands out: functions and pointers."""


_Matrix = tuple[float, float, float, float, float, float]
IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _times(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


class Line(NamedTuple):
    """A straight line."""

    x0: float
    y0: float
    x1: float
    y1: float


class Turn:
    """From the space of a page to the upright page, y downwards; ``rotation`` counts right angles, clockwise."""

    def __init__(self, box: tuple[float, float, float, float], rotation: int) -> None:
        self.left, self.bottom, self.right, self.top = box
        self.rotation = rotation

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the upright page."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.rotation % 2 else (width, height)

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        """A point on the upright page."""
        if self.rotation == 0:
            return x - self.left, self.top - y
        if self.rotation == 1:
            return y - self.bottom, x - self.left
        if self.rotation == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x


class Drawing:
    """Collects straight lines, and the area of pictures, from the objects of a page and the forms within it."""

    def __init__(self, raw: Handle, turn: Turn) -> None:
        self._raw = raw
        self._turn = turn
        self.lines: list[Line] = []
        self.covered = 0.0
        self.count = 0
        self.figures = 0
        self._x, self._y = ctypes.c_float(), ctypes.c_float()
        self._sides = [ctypes.c_float() for _ in range(4)]
        self._modes = ctypes.c_int(), ctypes.c_int()
        self._color = [ctypes.c_uint() for _ in range(4)]

    def add(self, thing: Handle, above: _Matrix = IDENTITY, depth: int = 0) -> None:
        """Take in an object of the page; ``above`` is the matrix of the form that holds it."""
        raw = self._raw
        self.count += 1
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            self._path(thing, above)
        elif kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
            self._picture(_times(self._matrix(thing), above))
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            matrix = _times(self._matrix(thing), above)
            for index in range(min(raw.FPDFFormObj_CountObjects(thing), MAX_PAGE_OBJECTS - self.count)):
                self.add(raw.FPDFFormObj_GetObject(thing, index), matrix, depth + 1)

    def _matrix(self, thing: Handle) -> _Matrix:
        matrix = self._raw.FS_MATRIX()
        if not self._raw.FPDFPageObj_GetMatrix(thing, matrix):
            return IDENTITY
        return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f

    def _picture(self, matrix: _Matrix) -> None:
        width, height = self._turn.size
        x0, y0 = self._turn(matrix[4], matrix[5])
        x1, y1 = self._turn(matrix[0] + matrix[2] + matrix[4], matrix[1] + matrix[3] + matrix[5])
        wide = min(width, max(x0, x1)) - max(0.0, min(x0, x1))
        high = min(height, max(y0, y1)) - max(0.0, min(y0, y1))
        self.covered += max(0.0, wide) * max(0.0, high)

    def _path(self, path: Handle, above: _Matrix) -> None:
        raw = self._raw
        fill, stroke = self._modes
        if not raw.FPDFPath_GetDrawMode(path, fill, stroke):
            return
        is_filled = fill.value != 0 and self._is_inked(path, raw.FPDFPageObj_GetFillColor)
        is_stroked = stroke.value != 0 and self._is_inked(path, raw.FPDFPageObj_GetStrokeColor)
        if not is_filled and not is_stroked:
            return
        self.figures += 1
        bounds = self._bounds(path, above)
        if bounds is not None and min(bounds[2] - bounds[0], bounds[3] - bounds[1]) <= _THICKEST_RULE:
            self._strip(*bounds)  # all of it is one line, and most paths are
            return
        matrix = _times(self._matrix(path), above)
        for points in self._outlines(path, matrix):
            if is_stroked:
                for (x0, y0), (x1, y1) in pairwise(points):
                    self._line(x0, y0, x1, y1)
            elif len(points) > 2:
                xs, ys = [x for x, _ in points], [y for _, y in points]
                self._strip(min(xs), min(ys), max(xs), max(ys))

    def _bounds(self, path: Handle, above: _Matrix) -> tuple[float, float, float, float] | None:
        """The rectangle around a path on the upright page."""
        left, bottom, right, top = self._sides
        if not self._raw.FPDFPageObj_GetBounds(path, left, bottom, right, top):
            return None
        a, b, c, d, e, f = above
        corners = ((left.value, bottom.value), (right.value, top.value))
        (x0, y0), (x1, y1) = (self._turn(a * x + c * y + e, b * x + d * y + f) for x, y in corners)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def _strip(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A filled rectangle that is a line; a dot may belong to a level and to an upright one."""
        wide, high = x1 - x0, y1 - y0
        is_dot = max(wide, high) <= _LARGEST_DOT
        if is_dot or (high < wide and high <= _THICKEST_RULE):
            self.lines.append(Line(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2))
        if is_dot or (wide <= high and wide <= _THICKEST_RULE):
            self.lines.append(Line((x0 + x1) / 2, y0, (x0 + x1) / 2, y1))

    def _is_inked(self, path: Handle, color: Handle) -> bool:
        if not color(path, *self._color):
            return True
        red, green, blue, alpha = (part.value for part in self._color)
        return alpha > 0 and min(red, green, blue) < _WHITE

    def _line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        if abs(y1 - y0) <= _STRAIGHT < abs(x1 - x0):
            y = (y0 + y1) / 2
            self.lines.append(Line(min(x0, x1), y, max(x0, x1), y))
        elif abs(x1 - x0) <= _STRAIGHT < abs(y1 - y0):
            x = (x0 + x1) / 2
            self.lines.append(Line(x, min(y0, y1), x, max(y0, y1)))

    def _outlines(self, path: Handle, matrix: _Matrix) -> Iterator[list[tuple[float, float]]]:
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
