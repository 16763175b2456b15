"""Pages in several columns: where the gutter is, and which lines run over it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import numpy as np

from corpus.formats.page import Word
from corpus.formats.textline import TextLine, lines_of

_LEAST_LINES = 5
"""Lines on each side of a gutter."""
_LEAST_WIDTH = 0.9
"""Of a gutter, in letters."""
_LEAST_FILL = 0.6
"""How much of its column the usual line fills."""
_MOST_CROSSING = 0.5
"""The part of all lines that may run over the gutter."""
_MIDDLE = (0.28, 0.72)
_STEPS = 400
_TAIL_GAP = 1.25
_ANNEX = re.compile(r"附\s*件\s*[0-9０-９一二三四五六七八九十]{0,2}\s*[：:]?")


@dataclass(slots=True)
class Region:
    """Lines that follow each other in one column; ``column`` counts from 0 and is 0 for lines over the whole width."""

    lines: list[TextLine]
    column: int
    columns: int


def find_regions(words: Sequence[Word], letter: float) -> list[Region]:
    """Words cut into regions in reading order.

    A region of full width ends the columns above it: they are read before it.
    """
    lines = lines_of(words)
    gutter = _gutter(lines, letter)
    if gutter is None:
        return [Region(lines, 0, 1)] if lines else []
    regions: list[Region] = []
    band: list[TextLine] = []
    middle = (min(line.x0 for line in lines) + max(line.x1 for line in lines)) / 2
    for line in lines:
        is_on_one_side = line.x1 <= gutter[0] or line.x0 >= gutter[1]
        is_title = not band and is_on_one_side and abs((line.x0 + line.x1) / 2 - middle) < letter
        if is_title or _crosses(line, gutter):  # a short title may stand in the middle one of three columns
            band, tail = _without_tail(band, gutter)
            regions += _columns(band, gutter, letter)
            band = []
            if not tail and regions and regions[-1].columns == 1:
                regions[-1].lines.append(line)
            else:
                regions.append(Region([*tail, line], 0, 1))
        else:
            band.append(line)
    return regions + _columns(band, gutter, letter)


def _without_tail(band: list[TextLine], gutter: tuple[float, float]) -> tuple[list[TextLine], list[TextLine]]:
    """Lines of two columns, and those below them on the left alone that already belong to what follows (附件)."""
    right = max((i for i, line in enumerate(band) if line.x1 > gutter[1]), default=None)
    if right is None or right + 1 == len(band) or right == 0:
        return band, []
    pitches = [b.middle - a.middle for a, b in pairwise(band[: right + 1]) if b.middle - a.middle > 0.5 * a.size]
    gap = band[right + 1].middle - band[right].middle
    is_apart = bool(pitches) and gap > _TAIL_GAP * median(pitches)
    at = next((i for i in range(right + 1, len(band)) if is_apart or _ANNEX.fullmatch(band[i].text)), len(band))
    return band[:at], band[at:]


def _columns(band: Sequence[TextLine], gutter: tuple[float, float], letter: float) -> list[Region]:
    """The columns on the two sides of a gutter, each of which may be parted again."""
    middle = sum(gutter) / 2
    words = [word for line in band for word in line.words]
    regions: list[Region] = []
    for is_left in (True, False):
        regions += find_regions([w for w in words if ((w.x0 + w.x1) / 2 < middle) == is_left], letter)
    for column, region in enumerate(regions):
        region.column, region.columns = column, max(len(regions), 2)
    return regions


def _crosses(line: TextLine, gutter: tuple[float, float]) -> bool:
    return any(word.x0 < gutter[1] and word.x1 > gutter[0] for word in line.words)


def _gutter(lines: Sequence[TextLine], letter: float) -> tuple[float, float] | None:
    """The gap between two columns: a strip that most lines leave free and that has full lines on both sides."""
    if len(lines) < _LEAST_LINES:
        return None
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    width = right - left
    if width <= 10 * letter:
        return None
    steps = np.linspace(left, right, _STEPS)
    crossing = np.zeros(_STEPS, int)
    for line in lines:
        taken = np.zeros(_STEPS, bool)
        for word in line.words:
            taken |= (steps >= word.x0) & (steps <= word.x1)
        crossing += taken
    inner = (steps > left + _MIDDLE[0] * width) & (steps < left + _MIDDLE[1] * width)
    least = int(crossing[inner].min())
    if least > _MOST_CROSSING * len(lines):
        return None
    free = inner & (crossing <= least)
    for start, end in _runs(free):
        gutter = (float(steps[start]), float(steps[end]))
        if gutter[1] - gutter[0] >= _LEAST_WIDTH * letter and _has_columns(lines, gutter, left, right, letter):
            return gutter
    return None


def _runs(flags: np.ndarray) -> list[tuple[int, int]]:
    """First and last place of each run of set flags, the longest first."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    runs = [(int(a), int(b) - 1) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return sorted(runs, key=lambda run: run[0] - run[1])


def _has_columns(
    lines: Sequence[TextLine], gutter: tuple[float, float], left: float, right: float, letter: float
) -> bool:
    sides = (
        (left, gutter[0], [w for line in lines if not _crosses(line, gutter) for w in line.words if w.x1 <= gutter[0]]),
        (
            gutter[1],
            right,
            [w for line in lines if not _crosses(line, gutter) for w in line.words if w.x0 >= gutter[1]],
        ),
    )
    for start, end, words in sides:
        column = lines_of(words)
        full = [line for line in column if line.x1 - line.x0 >= _LEAST_FILL * (end - start)]
        if len(column) < _LEAST_LINES or len(full) < 0.5 * len(column) or end - start < 6 * letter:
            return False
    return True
