"""Tables without upright lines: above, below the header and at the foot alone (三线表), or one below each row."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.formats.page import Page, Word
from corpus.formats.rowbands import row_edges
from corpus.formats.ruled import (
    DEFAULT_LETTERS,
    MOST_COLUMNS,
    TOLERANCE,
    RuledCell,
    RuledTable,
    Stroke,
    letter_size,
    positions_of,
    strokes_of,
)
from corpus.formats.textline import TextLine, lines_of

_LEAST_LINES = 3
_MOST_LINES = 400
_LEAST_WIDTH = 10.0
"""In letters."""
_COLUMN_GAP = 0.6
"""In letters: between two columns that no line parts."""
_MOSTLY = 0.6
_SOME = 0.2
"""Of the lines of rows that are set in the middle, few stand beside others."""
_NEAR = 1.3
"""In letters: lines of one row are not farther apart."""
_LEAST_FILLED = 3
_MARGIN = 0.12
"""The part of a page above and below in which heads and feet stand."""


def find_open_tables(page: Page, known: Sequence[RuledTable]) -> list[RuledTable]:
    """Tables that level lines alone show, from the top down, without words.

    Parameters
    ----------
    page
        The page.
    known
        Its other tables; their lines are theirs.
    """
    letter = letter_size(page.words, page.height / DEFAULT_LETTERS)
    tolerance = TOLERANCE * letter
    rules = [r for r in page.rules if not any(t.y0 - tolerance <= r.y0 <= t.y1 + tolerance for t in known)]
    if len(rules) < _LEAST_LINES:
        return []
    across, _ = strokes_of(rules, tolerance)
    groups: list[list[Stroke]] = []
    for stroke in across:
        if stroke.end - stroke.start <= _LEAST_WIDTH * letter:
            continue
        last = groups[-1][-1] if groups else None
        if last and abs(last.start - stroke.start) < letter and abs(last.end - stroke.end) < letter:
            groups[-1].append(stroke)
        else:
            groups.append([stroke])
    tables = (_Open(page, group, letter).table() for group in groups if _LEAST_LINES <= len(group) <= _MOST_LINES)
    return [table for table in tables if table is not None]


@dataclass(slots=True)
class _Open:
    """Level lines of one length that may be those of a table."""

    page: Page
    group: list[Stroke]
    letter: float

    def table(self) -> RuledTable | None:
        """The table; None where what stands between the lines is no rows of columns."""
        x0 = min(s.start for s in self.group) - self.letter / 2
        x1 = max(s.end for s in self.group) + self.letter / 2
        rules = [s.at for s in self.group]
        lines = lines_of(w for w in self.page.words if x0 <= w.x0 and w.x1 <= x1)
        inside = [line for line in lines if rules[0] < line.middle < rules[-1]]
        inner = self._joints() or _gaps([word for line in inside for word in line.words], _COLUMN_GAP * self.letter)
        bands = [[line for line in inside if top < line.middle < foot] for top, foot in pairwise(rules)]
        if not inner or len(inner) > MOST_COLUMNS or not _are_rows(bands, inner):
            return None
        above = self._beyond([line for line in lines if line.middle < rules[0]][::-1], inner)
        below = self._beyond([line for line in lines if line.middle > rules[-1]], inner)
        ys = list(rules)
        if len(bands) == 2:
            words = [word for line in bands[1] for word in line.words]
            anchors, *others = (
                lines_of(word for word in words if bisect_right(inner, word.x0) == column)
                for column in range(len(inner) + 1)
            )
            ys[2:2] = row_edges(anchors, others) if anchors else []
        ys = [*([above[-1].y0] if above else []), *ys, *([below[-1].y1] if below else [])]
        return _grid([x0, *inner, x1], ys, is_open_above=self._is_torn(above), is_open_below=self._is_torn(below))

    def _is_filled(self, lines: Sequence[TextLine], inner: Sequence[float]) -> bool:
        """Whether lines have words in all columns, or all but one."""
        return len(_columns_of(lines, inner)) >= max(_LEAST_FILLED, len(inner))

    def _is_torn(self, lines: Sequence[TextLine]) -> bool:
        """Whether lines beside the table stand at the edge of the page, where a row may be cut."""
        height = self.page.height
        return bool(lines) and not all(_MARGIN * height < line.middle < (1 - _MARGIN) * height for line in lines)

    def _joints(self) -> list[float]:
        """Where the pieces of the lines meet: programs draw the edge of each cell by itself."""
        start, end = self.group[0].start + self.letter, self.group[0].end - self.letter
        ends = [
            x
            for rule in self.page.rules
            if abs(rule.y1 - rule.y0) <= abs(rule.x1 - rule.x0)
            and any(abs(rule.y0 - stroke.at) <= TOLERANCE * self.letter for stroke in self.group)
            for x in (rule.x0, rule.x1)
            if start < x < end
        ]
        places = positions_of(ends, TOLERANCE * self.letter)
        counted = Counter(min(places, key=lambda place, x=x: abs(place - x)) for x in ends)  # type: ignore[misc]
        shared = [place for place in places if counted[place] >= len(self.group)]
        is_dashed = any(b - a < self.letter for a, b in pairwise(shared))
        return [] if is_dashed else shared

    def _beyond(self, lines: Sequence[TextLine], inner: Sequence[float]) -> list[TextLine]:
        """Lines next to the table that no line closes: a row of all columns, or a part of one at a page break.

        ``lines`` begin beside the table; in the middle of a page a few words in columns are text.
        """
        taken: list[TextLine] = []
        for line in lines:
            near = taken[-1] if taken else None
            gap = max(line.y0 - near.y1, near.y0 - line.y1) if near else 0.0
            is_apart = gap > _NEAR * self.letter or any(_crosses(word, inner) for word in line.words)
            if is_apart or (self._is_filled(taken, inner) and len(_columns_of([line], inner)) < 2):
                break
            taken.append(line)
        if self._is_filled(taken, inner):  # a row of the table, a header most likely, wherever it is
            return taken
        rest = lines[len(taken) :]
        columns = _columns_of(taken, inner)
        height = self.page.height
        is_outermost = all(not _MARGIN * height < line.middle < (1 - _MARGIN) * height for line in rest)
        return taken if is_outermost and columns and columns != {0} else []


def _are_rows(bands: Sequence[Sequence[TextLine]], inner: Sequence[float]) -> bool:
    """Whether what stands between the lines is rows: all have words, one has them in every column, most in several."""
    if not all(bands) or not any(len(_columns_of(band, inner)) > len(inner) for band in bands):
        return False
    if len(bands) > 2:
        return sum(len(_columns_of(band, inner)) > 1 for band in bands) >= _MOSTLY * len(bands)
    return sum(len(_columns_of([line], inner)) > 1 for line in bands[1]) >= max(2, _SOME * len(bands[1]))


def _grid(xs: list[float], ys: list[float], *, is_open_above: bool, is_open_below: bool) -> RuledTable:
    table = RuledTable(xs, ys, [], is_open_above, is_open_below)
    for row, (top, foot) in enumerate(pairwise(ys)):
        for column, (left, right) in enumerate(pairwise(xs)):
            table.cells.append(RuledCell(row, column, 1, 1, left, top, right, foot))
    table.settle()
    return table


def _crosses(word: Word, inner: Iterable[float]) -> bool:
    return any(word.x0 + 0.3 * word.size < x < word.x1 - 0.3 * word.size for x in inner)


def _gaps(words: Iterable[Word], least: float) -> list[float]:
    """The middles of the strips that no word touches."""
    out: list[float] = []
    end: float | None = None
    for word in sorted(words, key=lambda w: w.x0):
        if end is not None and word.x0 - end >= least:
            out.append((end + word.x0) / 2)
        end = word.x1 if end is None else max(end, word.x1)
    return out


def _columns_of(lines: Iterable[TextLine], inner: Sequence[float]) -> frozenset[int]:
    return frozenset(bisect_right(inner, word.x0) for line in lines for word in line.words)
