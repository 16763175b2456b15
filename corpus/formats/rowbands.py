"""Rows that no line parts: the lines of each column are given to the rows whose numbers they stand beside."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from corpus.formats.textline import TextLine

_MOST_STEPS = 3_000_000
_EMPTY = 2.0
"""In letters: how far a cell may be from its row before it is likelier that the row has none."""


def row_edges(anchors: Sequence[TextLine], columns: Sequence[Sequence[TextLine]]) -> list[float]:
    """Heights between the rows of a table.

    Parameters
    ----------
    anchors
        The first column, one line a row.
    columns
        The lines of each other column, from the top down.

    Returns
    -------
    list of float
        One fewer than anchors. The rows are set flush at the top or in the middle, whichever fits better: the lines
        of a column are parted so that each part stands where its anchor stands.
    """
    if sum(len(lines) ** 2 for lines in columns) * len(anchors) > _MOST_STEPS:
        return [line.y0 - 0.1 * line.size for line in anchors[1:]]
    fits = []
    for is_middle in (False, True):
        parted = [_part(anchors, lines, is_middle) for lines in columns]
        fits.append((sum(cost for cost, _ in parted), [rows for _, rows in parted]))
    cost_top, cost_middle = fits[0][0], fits[1][0]
    parts = fits[1][1] if cost_middle < cost_top else fits[0][1]
    rows = [[anchor, *(line for rows in parts for line in rows[at])] for at, anchor in enumerate(anchors)]
    return [(max(line.y1 for line in above) + min(line.y0 for line in below)) / 2 for above, below in pairwise(rows)]


def _part(
    anchors: Sequence[TextLine], lines: Sequence[TextLine], is_middle: bool
) -> tuple[float, list[list[TextLine]]]:
    """The cheapest way to give the lines of a column to the anchors, in order; an anchor may get none."""
    count = len(lines)
    infinite = float("inf")
    best = [0.0] + [infinite] * count  # of the first lines, given to the anchors so far
    steps: list[list[int]] = []
    for anchor in anchors:
        new, came = [cost + _EMPTY * anchor.size for cost in best], list(range(count + 1))
        for start in range(count):
            if best[start] == infinite:
                continue
            for end in range(start + 1, count + 1):
                cost = best[start] + _distance(anchor, lines[start], lines[end - 1], is_middle)
                if cost < new[end]:
                    new[end], came[end] = cost, start
        best = new
        steps.append(came)
    rows: list[list[TextLine]] = []
    end = count
    for came in reversed(steps):
        rows.append(list(lines[came[end] : end]))
        end = came[end]
    return best[count], rows[::-1]


def _distance(anchor: TextLine, first: TextLine, last: TextLine, is_middle: bool) -> float:
    if is_middle:
        return abs((first.y0 + last.y1) / 2 - anchor.middle)
    return abs(first.middle - anchor.middle)
