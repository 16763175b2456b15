"""Pictures of pages as OCR wants them: upright, level, ruled lines known (the only file that imports cv2)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.formats.page import Rule

Pixels = NDArray[np.uint8]
"""Shape (height, width) or (height, width, 3); 0 is black, colours in the order red, green, blue."""

_LARGEST_SIDE = 4_000
"""Pixels: A4 at 340 dpi. Finer pictures are made smaller, as the letters of OCR are 48 pixels high."""
_LARGEST_SKEW = 8.0
_LEAST_SKEW = 0.05
_MARGIN = 0.04
_LEAST_GAIN = 1.15
_LONG = 4.0
"""Letters: no strokes of letters make a line as long as that."""
_DRAWN, _HALF_DRAWN = 0.9, 0.65
"""The part of a line that ink covers at least; of its stretch between two others, where a letter may stand."""
_DENSE = 0.1
"""The part of a letter's square that ink covers at least."""
_WHITE = (255, 255, 255)


@dataclass(frozen=True, slots=True)
class Box:
    """A line of letters in a picture: half-open ranges of pixels."""

    x0: int
    y0: int
    x1: int
    y1: int

    @property
    def width(self) -> int:
        """Its width."""
        return self.x1 - self.x0

    @property
    def height(self) -> int:
        """Its height."""
        return self.y1 - self.y0


@dataclass(frozen=True, slots=True)
class Turn:
    """How a picture was turned: first levelled by an angle in degrees, then turned by quarters, clockwise.

    ``width`` and ``height`` are those of the picture as it came.
    """

    width: int
    height: int
    skew: float = 0.0
    quarters: int = 0


def error_of_pictures() -> type[Exception]:
    """What the library raises on a picture that it cannot work on."""
    import cv2

    error: type[Exception] = cv2.error
    return error


def working_picture(pixels: Pixels) -> Pixels:
    """The picture in three colours, no larger than OCR can use."""
    import cv2

    colours = pixels if pixels.ndim == 3 else np.repeat(pixels[:, :, None], 3, axis=2)
    scale = _LARGEST_SIDE / max(colours.shape[:2])
    if scale >= 1:
        return np.ascontiguousarray(colours)
    size = (max(1, round(colours.shape[1] * scale)), max(1, round(colours.shape[0] * scale)))
    return np.asarray(cv2.resize(colours, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def scaled(picture: Pixels, scale: float) -> Pixels:
    """The picture made larger or smaller."""
    import cv2

    size = (max(1, round(picture.shape[1] * scale)), max(1, round(picture.shape[0] * scale)))
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(picture, size, interpolation=way), dtype=np.uint8)


def grey_of(picture: Pixels) -> Pixels:
    """How bright each pixel is."""
    import cv2

    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), dtype=np.uint8)


def ink_of(grey: Pixels) -> NDArray[np.bool_]:
    """Which pixels are ink: darker than what lies around them, whatever the paper's shade."""
    import cv2

    reach = max(15, min(grey.shape) // 24) | 1
    paper = cv2.blur(grey, (reach, reach))
    contrast = np.clip(paper.astype(np.int16) - grey, 0, 255).astype(np.uint8)
    cut, _ = cv2.threshold(contrast, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    return np.asarray(contrast > max(24.0, cut * 0.8), dtype=np.bool_)


def skew_of(picture: Pixels) -> float:
    """By how many degrees the lines of a picture run downwards to the right; 0 where that cannot be told.

    At the right angle lines, columns and rules fall together: the sums along them are as uneven as they can be.
    """
    grey = grey_of(picture)
    scale = min(1.0, 1_400 / max(grey.shape))
    ink = ink_of(scaled(grey, scale) if scale < 1 else grey)
    rows, columns = (round(side * _MARGIN) for side in ink.shape)
    y, x = np.nonzero(ink[rows : ink.shape[0] - rows, columns : ink.shape[1] - columns])
    if len(x) < 200:
        return 0.0
    chance = np.random.default_rng(0)
    if len(x) > 120_000:
        some = chance.choice(len(x), 120_000, replace=False)
        x, y = x[some], y[some]
    xs, ys = x + chance.random(len(x)), y + chance.random(len(y))  # whole numbers would favour 0 degrees
    coarse = np.arange(-_LARGEST_SKEW, _LARGEST_SKEW + 0.01, 0.25)
    gains = [_unevenness(xs, ys, angle) for angle in coarse]
    best = int(np.argmax(gains))
    if best in (0, len(coarse) - 1) or gains[best] < _LEAST_GAIN * float(np.median(gains)):
        return 0.0
    fine = coarse[best] + np.arange(-0.3, 0.31, 0.03)
    angle = float(fine[int(np.argmax([_unevenness(xs, ys, one) for one in fine]))])
    return angle if abs(angle) >= _LEAST_SKEW else 0.0


def _unevenness(x: NDArray[np.float64], y: NDArray[np.float64], angle: float) -> float:
    slope = np.tan(np.radians(angle))
    total = 0.0
    for along in (y - x * slope, x + y * slope):
        sums = np.bincount((along - along.min()).astype(np.int64))
        total += float(np.square(sums, dtype=np.float64).sum())
    return total


def levelled(picture: Pixels, skew: float) -> Pixels:
    """The picture turned so that lines which ran down by an angle are level; what comes into view is white."""
    import cv2

    if not skew:
        return picture
    height, width = picture.shape[:2]
    matrix, (wide, high) = _levelling(width, height, skew)
    white = _WHITE if picture.ndim == 3 else 255
    turned = cv2.warpAffine(picture, matrix, (wide, high), flags=cv2.INTER_LINEAR, borderValue=white)
    return np.asarray(turned, dtype=np.uint8)


def _levelling(width: int, height: int, skew: float) -> tuple[NDArray[np.float64], tuple[int, int]]:
    """The matrix (2 × 3) that levels a picture, and the size of what comes out."""
    angle = np.radians(skew)
    cos, sin = float(np.cos(angle)), float(np.sin(angle))
    wide = round(width * cos + height * abs(sin))
    high = round(height * cos + width * abs(sin))
    middle = np.array([[cos, sin], [-sin, cos]]) @ np.array([width / 2, height / 2])
    shift = np.array([wide / 2, high / 2]) - middle
    return np.array([[cos, sin, shift[0]], [-sin, cos, shift[1]]]), (wide, high)


def quartered(picture: Pixels, quarters: int) -> Pixels:
    """The picture turned clockwise by so many right angles."""
    return np.ascontiguousarray(np.rot90(picture, -quarters))


def place_before(turn: Turn, place: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """Where a place of the turned picture lay in the picture as it came; both in fractions of width and height."""
    matrix, (wide, high) = _levelling(turn.width, turn.height, turn.skew)
    corners = []
    for x, y in ((place[0], place[1]), (place[2], place[1]), (place[0], place[3]), (place[2], place[3])):
        for _ in range(turn.quarters % 4):
            x, y = y, 1 - x
        at = np.linalg.solve(matrix[:, :2], np.array([x * wide, y * high]) - matrix[:, 2])
        corners.append((float(at[0]) / turn.width, float(at[1]) / turn.height))
    xs, ys = (np.clip([corner[axis] for corner in corners], 0.0, 1.0) for axis in (0, 1))
    return float(xs.min()), float(ys.min()), float(xs.max()), float(ys.max())


def find_rules(ink: NDArray[np.bool_], boxes: list[Box], letter: float) -> list[Rule]:
    """Ruled lines of a level picture.

    Parameters
    ----------
    ink
        Which pixels are ink.
    boxes
        Lines of letters, whose strokes are no rules.
    letter
        The height of most letters, in pixels.
    """
    across = _runs(ink, letter, [(box.x0, box.y0, box.x1, box.y1) for box in boxes])
    down = _runs(ink.T, letter, [(box.y0, box.x0, box.y1, box.x1) for box in boxes])
    rules = _without_strokes([*across, *(Rule(r.y0, r.x0, r.y1, r.x1) for r in down)], ink, letter)
    return [piece for rule in rules for piece in _drawn_pieces(rule, rules, ink, letter)]


def _runs(ink: NDArray[np.bool_], letter: float, boxes: list[tuple[int, int, int, int]]) -> list[Rule]:
    """Horizontal lines at least a letter long, pieces of one line joined."""
    import cv2

    gap = max(3, round(letter / 6))
    mask: NDArray[Any] = ink.astype(np.uint8)
    mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((3, gap), np.uint8))
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, max(12, round(letter))), np.uint8))
    mask = cv2.dilate(mask, np.ones((3, 1), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    thick = max(8.0, letter * 0.5)
    places = np.array(boxes, dtype=np.float64).reshape(-1, 4)
    pieces = [
        Rule(x, y + height / 2, x + width, y + height / 2)
        for x, y, width, height, _ in stats[1:].tolist()
        if height <= thick + width * 0.004 and width >= letter
    ]
    joined: list[Rule] = []
    for piece in sorted((one for one in pieces if not _is_stroke(one, places)), key=lambda one: one.x0):
        for number in range(len(joined) - 1, -1, -1):
            before = joined[number]
            is_long = min(_length(before), _length(piece)) > _LONG * letter
            reach = letter * (1.5 if is_long else 0.5)
            if abs(before.y0 - piece.y0) <= max(3.0, letter * 0.2) and piece.x0 <= before.x1 + reach:
                at = max(before, piece, key=_length).y0
                joined[number] = Rule(before.x0, at, max(before.x1, piece.x1), at)
                break
        else:
            joined.append(piece)
    return joined


def _length(rule: Rule) -> float:
    return rule.x1 - rule.x0 + rule.y1 - rule.y0


def _is_stroke(piece: Rule, places: NDArray[np.float64]) -> bool:
    """Whether a line is the stroke of a letter: no longer than a line of letters is high, and within it."""
    x0, y0, x1, y1 = places.T
    within = (piece.x0 >= x0) & (piece.x1 <= x1) & (piece.y0 >= y0) & (piece.y0 <= y1)
    return bool((within & (_length(piece) <= np.minimum(y1 - y0, x1 - x0) * 1.1)).any())


def _without_strokes(lines: list[Rule], ink: NDArray[np.bool_], letter: float) -> list[Rule]:
    """Long lines, and short ones from one line to another: strokes of two lines of letters may meet in a longer one."""
    drawn = sorted((line for line in lines if _is_drawn(line, ink)), key=_length, reverse=True)
    kept = [line for line in drawn if _length(line) > _LONG * letter]
    near = letter * 0.5
    for line in drawn[len(kept) :]:
        ends = [(line.x0, line.y0), (line.x1, line.y1)]
        if all(any(_meets(other, line, x, y, near) for other in kept) for x, y in ends):
            kept.append(line)
    return kept


def _drawn_pieces(line: Rule, rules: list[Rule], ink: NDArray[np.bool_], letter: float) -> list[Rule]:
    """A line without the stretches between lines that cross it where nothing is drawn: a merged cell is there."""
    is_flat = line.y0 == line.y1
    start, end = (line.x0, line.x1) if is_flat else (line.y0, line.y1)
    least = letter * 0.5
    places = {other.x0 if is_flat else other.y0 for other in rules if _crosses(other, line)}
    edges = [start, *sorted(at for at in places if start + least < at < end - least), end]
    pieces: list[Rule] = []
    for a, b in pairwise(edges):
        piece = Rule(a, line.y0, b, line.y1) if is_flat else Rule(line.x0, a, line.x1, b)
        if b - a > least and not _is_drawn(piece, ink, _HALF_DRAWN):
            continue
        if pieces and a == (pieces[-1].x1 if is_flat else pieces[-1].y1):
            before = pieces.pop()
            piece = Rule(before.x0, before.y0, piece.x1, piece.y1)
        pieces.append(piece)
    return pieces


def _crosses(other: Rule, line: Rule) -> bool:
    """Whether a line runs over another one, and the other way."""
    is_crossing = (other.x0 == other.x1) != (line.x0 == line.x1)
    return is_crossing and other.x0 <= line.x1 and other.x1 >= line.x0 and other.y0 <= line.y1 and other.y1 >= line.y0


def _is_drawn(line: Rule, ink: NDArray[np.bool_], least: float = _DRAWN) -> bool:
    """Whether there is ink all along a line: between two strokes there is none."""
    x0, y0, x1, y1 = (round(at) for at in (line.x0, line.y0, line.x1, line.y1))
    is_flat = line.y0 == line.y1
    ends = round(_length(line) * 0.04)
    if is_flat:
        inside = ink[max(0, y0 - 2) : y1 + 3, x0 + ends : x1 - ends]
    else:
        inside = ink[y0 + ends : y1 - ends, max(0, x0 - 2) : x1 + 3].T
    return inside.size > 0 and float(inside.any(axis=0).mean()) > least


def _meets(other: Rule, line: Rule, x: float, y: float, near: float) -> bool:
    """Whether the end of a line stands at another one that crosses it."""
    is_crossing = (other.x0 == other.x1) != (line.x0 == line.x1)
    return is_crossing and other.x0 - near <= x <= other.x1 + near and other.y0 - near <= y <= other.y1 + near


def without_rules(ink: NDArray[np.bool_], rules: list[Rule], letter: float) -> NDArray[np.bool_]:
    """The ink that does not belong to ruled lines."""
    reach = max(2, round(letter * 0.12))
    letters = ink.copy()
    for rule in rules:
        x0, y0, x1, y1 = (round(at) for at in (rule.x0, rule.y0, rule.x1, rule.y1))
        letters[max(0, y0 - reach) : y1 + reach + 1, max(0, x0 - reach) : x1 + reach + 1] = False
    return letters


def unread_places(ink: NDArray[np.bool_], boxes: list[Box], letter: float) -> list[Box]:
    """Where there is as much ink as letters have outside all lines of letters, with some paper around it."""
    import cv2

    rest = ink.astype(np.float32)
    for box in boxes:
        rest[box.y0 : box.y1, box.x0 : box.x1] = 0
    side = max(3, round(letter))
    dense: NDArray[Any] = (cv2.blur(rest, (side, side)) > _DENSE).astype(np.uint8)
    dense = cv2.dilate(dense, np.ones((3, 2 * side + 1), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(dense, connectivity=8)
    height, width = ink.shape
    return [
        Box(max(0, x - side), max(0, y - side), min(width, x + w + side), min(height, y + h + side))
        for x, y, w, h, area in stats[1:].tolist()
        if h >= letter * 0.4 and area >= letter * letter
    ]
