"""Numbers of an OFD page: arrays, matrices, distances between glyphs, and the straight lines of a path."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from corpus.formats.page import Rule
from corpus.markup import Element

_OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
"""How many numbers follow each command of a path (AbbreviatedData)."""
_CURVES = "QBA"
_STRAIGHT = 0.15
"""By how many millimetres the ends of a line may differ that is drawn as horizontal or vertical."""
_SHORTEST = 0.5
_THICKEST = 1.0
"""A filled shape as thin as that, in millimetres, is a line."""


Box = tuple[float, float, float, float]
"""Left, top, width, height."""


class BadNumber(ValueError):
    """What should be a number is none; the message says where."""


class Matrix(NamedTuple):
    """A transform of the plane: x' = a·x + c·y + e, y' = b·x + d·y + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where a point comes to stand."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def within(self, outer: Matrix) -> Matrix:
        """The transform that does this one first, then the outer one."""
        return Matrix(
            outer.a * self.a + outer.c * self.b,
            outer.b * self.a + outer.d * self.b,
            outer.a * self.c + outer.c * self.d,
            outer.b * self.c + outer.d * self.d,
            *outer.at(self.e, self.f),
        )


def numbers_of(text: str, what: str) -> list[float]:
    """The numbers of an array (ST_Array).

    Raises
    ------
    BadNumber
        One is no number, or not finite.
    """
    try:
        found = [float(word) for word in text.replace(",", " ").split()]
    except ValueError as exc:
        raise BadNumber(f"{what}=“{text[:40]}”") from exc
    if not all(map(math.isfinite, found)):
        raise BadNumber(f"{what}=“{text[:40]}”")
    return found


def number(node: Element, key: str, default: float) -> float:
    """An attribute that is one number."""
    text = node.get(key)
    if text is None or not text.strip():
        return default
    found = numbers_of(text, key)
    if len(found) != 1:
        raise BadNumber(f"{key}=“{text[:40]}”")
    return found[0]


def box_of(text: str, what: str) -> Box:
    """A rectangle (ST_Box): left, top, width, height."""
    found = numbers_of(text, what)
    if len(found) != 4:
        raise BadNumber(f"{what}=“{text[:40]}”")
    return found[0], found[1], found[2], found[3]


def matrix_of(node: Element, outer: Matrix) -> Matrix:
    """From the space of an object (Boundary and CTM) to that of the page."""
    left, top, _, _ = box_of(node.get("Boundary") or "0 0 0 0", "Boundary")
    found = numbers_of(node.get("CTM") or "1 0 0 1 0 0", "CTM")
    if len(found) != 6:
        raise BadNumber(f"CTM=“{(node.get('CTM') or '')[:40]}”")
    a, b, c, d, e, f = found
    matrix = Matrix(a, b, c, d, e + left, f + top).within(outer)
    if not all(map(math.isfinite, matrix)):
        raise BadNumber(f"CTM=“{(node.get('CTM') or '')[:40]}”")
    return matrix


def deltas_of(node: Element, key: str, most: int) -> list[float]:
    """Distances from each glyph to the next (DeltaX, DeltaY); ``g 3 5.6`` stands for three times 5.6.

    Parameters
    ----------
    node, key
        The TextCode and the attribute.
    most
        How many are of use.
    """
    text = node.get(key) or ""
    tokens = text.replace(",", " ").split()
    out: list[float] = []
    at = 0
    while at < len(tokens) and len(out) < most:
        if tokens[at] != "g":
            out += numbers_of(tokens[at], key)
            at += 1
            continue
        if at + 2 >= len(tokens):
            raise BadNumber(f"{key}=“{text[:40]}”")
        times, delta = numbers_of(f"{tokens[at + 1]} {tokens[at + 2]}", key)
        out += [delta] * min(max(int(times), 0), most - len(out))
        at += 3
    return out


class Stroke(NamedTuple):
    """One stroke of a path: its corners, and whether it has no bends."""

    points: list[tuple[float, float]]
    is_straight: bool


def strokes_of(data: str, matrix: Matrix) -> list[Stroke]:
    """The strokes of a path.

    Raises
    ------
    BadNumber
        The data is no path.
    """
    tokens = data.replace(",", " ").split()
    out: list[Stroke] = []
    points: list[tuple[float, float]] = []
    straight, at = True, 0
    while at < len(tokens):
        command = tokens[at]
        if command not in _OPERANDS:
            raise BadNumber(f"AbbreviatedData=“…{command[:20]}…”")
        values = numbers_of(" ".join(tokens[at + 1 : at + 1 + _OPERANDS[command]]), "AbbreviatedData")
        if len(values) < _OPERANDS[command]:
            raise BadNumber(f"AbbreviatedData=“…{' '.join(tokens[at:])[:20]}”")
        at += 1 + len(values)
        if command == "C":
            points += points[:1]
        elif command in "SM":
            out.append(Stroke(points, straight))
            points, straight = [matrix.at(*values)], True
        else:
            straight = straight and command not in _CURVES
            points.append(matrix.at(values[-2], values[-1]))
    out.append(Stroke(points, straight))
    return [stroke for stroke in out if len(stroke.points) > 1]


def rules_of(strokes: Sequence[Stroke], is_stroked: bool, is_filled: bool) -> list[Rule]:
    """The horizontal and vertical lines that a path shows: its straight edges, and filled shapes thin as a line."""
    out = []
    for points, is_straight in strokes:
        if not is_straight:
            continue
        thin = _thin(points) if is_filled else None
        if thin is not None:
            out.append(thin)
        elif is_stroked:
            out += [edge for start, end in pairwise(points) if (edge := _edge(start, end))]
    return out


def _edge(start: tuple[float, float], end: tuple[float, float]) -> Rule | None:
    (x0, y0), (x1, y1) = start, end
    across, down = abs(x1 - x0), abs(y1 - y0)
    if max(across, down) < _SHORTEST or min(across, down) > _STRAIGHT:
        return None
    if across > down:
        return Rule(min(x0, x1), (y0 + y1) / 2, max(x0, x1), (y0 + y1) / 2)
    return Rule((x0 + x1) / 2, min(y0, y1), (x0 + x1) / 2, max(y0, y1))


def _thin(points: Sequence[tuple[float, float]]) -> Rule | None:
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    across, down = right - left, bottom - top
    if min(across, down) > _THICKEST or max(across, down) < max(_SHORTEST, 3 * min(across, down)):
        return None
    if across > down:
        return Rule(left, (top + bottom) / 2, right, (top + bottom) / 2)
    return Rule((left + right) / 2, top, (left + right) / 2, bottom)
