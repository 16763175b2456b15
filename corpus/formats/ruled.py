"""Tables that ruled lines show: cells by the crossings of the lines, merged where a line between them is missing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from corpus.formats.page import Page, Rule, Word

TOLERANCE = 0.4
"""In letters: two lines that are nearer are one (double lines); no row or column is narrower than a letter."""
_LEAST_EDGE = 0.5
"""The part of a cell's side that a line must cover to be an edge."""
_OPEN = 0.8
"""In letters: how far the lines reach beyond the last crossing where a side of the table is open."""
_MOST_CROSSINGS = 4_000_000
"""Above it a page is a drawing and no table."""
_MOST_SLOTS = 40_000
MOST_COLUMNS = 48
"""With more a page is a drawing too."""
DEFAULT_LETTERS = 60
"""Letters in the height of a page without words."""


class Stroke(NamedTuple):
    """A line of the table, pieces joined: ``at`` is where it stands, ``start`` and ``end`` what it covers."""

    at: float
    start: float
    end: float


@dataclass(slots=True, eq=False)
class RuledCell:
    """A cell: the rows and columns that it covers, its place on the page, its words."""

    row: int
    column: int
    rowspan: int
    colspan: int
    x0: float
    y0: float
    x1: float
    y1: float
    words: list[Word] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class RuledTable:
    """A table of one page.

    ``xs`` and ``ys`` are its grid; ``is_open_above`` and ``is_open_below`` tell that no line closes it there.
    """

    xs: list[float]
    ys: list[float]
    cells: list[RuledCell]
    is_open_above: bool = False
    is_open_below: bool = False
    owners: list[list[RuledCell]] = field(default_factory=list)

    @property
    def x0(self) -> float:
        """Its left side."""
        return self.xs[0]

    @property
    def y0(self) -> float:
        """Its top."""
        return self.ys[0]

    @property
    def x1(self) -> float:
        """Its right side."""
        return self.xs[-1]

    @property
    def y1(self) -> float:
        """Its foot."""
        return self.ys[-1]

    def settle(self) -> None:
        """Note for each slot of the grid the cell that covers it."""
        columns = len(self.xs) - 1
        self.owners = [[self.cells[0]] * columns for _ in self.ys[1:]]
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.rowspan):
                self.owners[row][cell.column : cell.column + cell.colspan] = [cell] * cell.colspan

    def holds(self, word: Word) -> bool:
        """Whether a word stands in it."""
        x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1

    def take(self, word: Word) -> None:
        """Put a word into its cell; one that reaches over a line between two cells is cut there."""
        row = min(max(bisect_right(self.ys, (word.y0 + word.y1) / 2) - 1, 0), len(self.ys) - 2)
        owners = self.owners[row]
        edges = [x for x, (a, b) in zip(self.xs[1:-1], pairwise(owners), strict=True) if a is not b]
        for part in split_word(word, edges):
            column = bisect_right(self.xs, (part.x0 + part.x1) / 2) - 1
            owners[min(max(column, 0), len(owners) - 1)].words.append(part)


def part_headers(table: RuledTable) -> None:
    """Part merged cells of one line whose words stand apart on the two sides of an edge of the other rows.

    In a scan a short line between two names of columns is easily lost.
    """
    for cell in [cell for cell in table.cells if cell.colspan > 1]:
        edges = table.xs[cell.column + 1 : cell.column + cell.colspan]
        for index in range(len(edges) - 1, -1, -1):
            left = [w for w in cell.words if w.x1 < edges[index]]
            right = [w for w in cell.words if w.x0 > edges[index]]
            if len(left) + len(right) < len(cell.words) or not _are_two_names(left, right):
                continue
            at = cell.column + index + 1
            behind = cell.column + cell.colspan - at
            new = RuledCell(cell.row, at, cell.rowspan, behind, edges[index], cell.y0, cell.x1, cell.y1, right)
            table.cells.append(new)
            cell.colspan, cell.x1, cell.words = index + 1, edges[index], left
    table.settle()


def _are_two_names(left: Sequence[Word], right: Sequence[Word]) -> bool:
    if any(sum(len(w.text) for w in words) < 2 for words in (left, right)):
        return False
    words = [*left, *right]
    is_one_line = max(w.y0 for w in words) < min(w.y1 for w in words)
    return is_one_line and min(w.x0 for w in right) - max(w.x1 for w in left) > 1.5 * words[0].size


def letter_size(words: Iterable[Word], default: float) -> float:
    """The usual size of letters."""
    sizes = [word.size for word in words]
    return median(sizes) if sizes else default


def split_word(word: Word, edges: Sequence[float]) -> list[Word]:
    """Cut a word at the edges that it reaches over, letters being as wide as their kind tells."""
    margin = 0.3 * word.size
    inside = [x for x in edges if word.x0 + margin < x < word.x1 - margin]
    if not inside or len(word.text) < 2:
        return [word]
    weights = [0.5 if ord(letter) < 0x2000 else 1.0 for letter in word.text]
    unit = (word.x1 - word.x0) / sum(weights)
    parts: list[Word] = []
    at, text, start = word.x0, "", word.x0
    for letter, weight in zip(word.text, weights, strict=True):
        if text and inside and at + weight * unit / 2 > inside[0]:
            parts.append(Word(text, start, word.y0, at, word.y1, word.size, word.score))
            text, start = "", at
            inside.pop(0)
        text += letter
        at += weight * unit
    parts.append(Word(text, start, word.y0, word.x1, word.y1, word.size, word.score))
    return parts


def find_tables(page: Page) -> list[RuledTable]:
    """The tables of a page whose lines cross, from the top down, without words; a frame around text is none."""
    letter = letter_size(page.words, page.height / DEFAULT_LETTERS)
    tolerance = TOLERANCE * letter
    across, down = strokes_of(page.rules, tolerance)
    if len(across) * len(down) > _MOST_CROSSINGS:
        return []
    tables = []
    for flat, upright in _groups(across, down, tolerance) if across and down else ():
        table = _table(flat, upright, page, letter) if len(flat) > 1 else None
        if table is not None and len(table.cells) > 1 and len(table.xs) > 2:
            tables.append(table)
    tables = [t for t in tables if not any(_is_within(t, other) for other in tables if other is not t)]
    return sorted(tables, key=lambda t: (t.y0, t.x0))


def _is_within(inner: RuledTable, outer: RuledTable) -> bool:
    return outer.x0 <= inner.x0 and inner.x1 <= outer.x1 and outer.y0 <= inner.y0 and inner.y1 <= outer.y1


def strokes_of(rules: Iterable[Rule], tolerance: float) -> tuple[list[Stroke], list[Stroke]]:
    """Level and upright lines, the pieces of each joined."""
    across, down = [], []
    for rule in rules:
        if abs(rule.y1 - rule.y0) <= abs(rule.x1 - rule.x0):
            across.append(Stroke((rule.y0 + rule.y1) / 2, min(rule.x0, rule.x1), max(rule.x0, rule.x1)))
        else:
            down.append(Stroke((rule.x0 + rule.x1) / 2, min(rule.y0, rule.y1), max(rule.y0, rule.y1)))
    return join_strokes(across, tolerance), join_strokes(down, tolerance)


def join_strokes(strokes: list[Stroke], tolerance: float) -> list[Stroke]:
    """Join pieces of one line: those that stand at one place and touch; short ones that touch nothing are dropped."""
    out: list[Stroke] = []
    strokes.sort()
    first = 0
    for index in range(1, len(strokes) + 1):
        if index < len(strokes) and strokes[index].at - strokes[first].at <= tolerance:
            continue
        group = sorted(strokes[first:index], key=lambda s: s.start)
        at = sum(s.at for s in group) / len(group)
        start, end = group[0].start, group[0].end
        for stroke in group[1:]:
            if stroke.start - end > tolerance:
                out.append(Stroke(at, start, end))
                start, end = stroke.start, stroke.end
            end = max(end, stroke.end)
        out.append(Stroke(at, start, end))
        first = index
    return sorted(stroke for stroke in out if stroke.end - stroke.start > 2 * tolerance)


def _groups(across: list[Stroke], down: list[Stroke], tolerance: float) -> Iterator[tuple[list[Stroke], list[Stroke]]]:
    """Lines that cross each other, directly or through others."""
    flat, upright = np.array(across), np.array(down)
    touch = (
        (upright[None, :, 0] >= flat[:, None, 1] - tolerance)
        & (upright[None, :, 0] <= flat[:, None, 2] + tolerance)
        & (flat[:, None, 0] >= upright[None, :, 1] - tolerance)
        & (flat[:, None, 0] <= upright[None, :, 2] + tolerance)
    )
    free = np.ones(len(across), bool)
    taken = np.zeros(len(down), bool)
    for seed in range(len(across)):
        rows, columns, fresh = {seed}, set[int](), [seed]
        while fresh and free[seed]:
            row = fresh.pop()
            reached = np.nonzero(touch[row] & ~taken)[0]
            taken[reached] = True
            columns.update(reached.tolist())
            for column in reached:
                new = [int(r) for r in np.nonzero(touch[:, column])[0] if r not in rows]
                rows.update(new)
                fresh += new
        free[list(rows)] = False
        if columns:
            yield [across[i] for i in sorted(rows)], [down[i] for i in sorted(columns)]


def positions_of(values: Iterable[float], tolerance: float) -> list[float]:
    """Places that are one but for measuring, each once, in order."""
    out: list[list[float]] = []
    for value in sorted(values):
        if out and value - out[-1][0] <= tolerance:
            out[-1].append(value)
        else:
            out.append([value])
    return [sum(group) / len(group) for group in out]


def _table(flat: list[Stroke], upright: list[Stroke], page: Page, letter: float) -> RuledTable | None:
    tolerance, reach = TOLERANCE * letter, _OPEN * letter
    xs = positions_of((s.at for s in upright), tolerance)
    ys = positions_of((s.at for s in flat), tolerance)
    left, right = min(s.start for s in flat), max(s.end for s in flat)
    top, foot = min(s.start for s in upright), max(s.end for s in upright)
    open_left, open_right = xs[0] - left > reach, right - xs[-1] > reach
    is_open_above = ys[0] - top > reach and _has_words(page, left, top, right, ys[0])
    is_open_below = foot - ys[-1] > reach and _has_words(page, left, ys[-1], right, foot)
    xs = [*([left] if open_left else []), *xs, *([right] if open_right else [])]
    ys = [*([top] if is_open_above else []), *ys, *([foot] if is_open_below else [])]
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or columns > MOST_COLUMNS or rows * columns > _MOST_SLOTS:
        return None
    # whether a line stands to the right of a slot, and below it
    right_edges = _edges(upright, xs[1:-1], ys, tolerance)
    lower_edges = _edges(flat, ys[1:-1], xs, tolerance)
    boxes = _merged(rows, columns, right_edges, lower_edges)
    table = RuledTable(xs, ys, [], is_open_above, is_open_below)
    for r0, c0, r1, c1 in boxes:
        table.cells.append(RuledCell(r0, c0, r1 - r0, c1 - c0, xs[c0], ys[r0], xs[c1], ys[r1]))
    table.settle()
    return table


def _has_words(page: Page, x0: float, y0: float, x1: float, y1: float) -> bool:
    return any(x0 < (w.x0 + w.x1) / 2 < x1 and y0 < (w.y0 + w.y1) / 2 < y1 for w in page.words)


def _edges(
    strokes: list[Stroke], places: Sequence[float], grid: Sequence[float], tolerance: float
) -> npt.NDArray[np.bool_]:
    """For each inner line of the grid, along which slots a stroke runs: shape (len(places), len(grid) - 1)."""
    bounds = np.array(grid)
    lower, upper = bounds[:-1], bounds[1:]
    covered = np.zeros((len(places), len(lower)))
    for stroke in strokes:
        for index, place in enumerate(places):
            if abs(stroke.at - place) <= tolerance:
                covered[index] += np.clip(np.minimum(upper, stroke.end) - np.maximum(lower, stroke.start), 0, None)
    edges: npt.NDArray[np.bool_] = covered >= _LEAST_EDGE * (upper - lower)
    return edges


def _merged(
    rows: int, columns: int, right: npt.NDArray[np.bool_], lower: npt.NDArray[np.bool_]
) -> list[tuple[int, int, int, int]]:
    """Rectangles of slots between which no line stands, as (row, column, row end, column end), in reading order."""
    owner = np.arange(rows * columns).reshape(rows, columns)
    pairs = [((r, c), (r, c + 1)) for c in range(columns - 1) for r in range(rows) if not right[c, r]]
    pairs += [((r, c), (r + 1, c)) for r in range(rows - 1) for c in range(columns) if not lower[r, c]]
    for one, other in pairs:
        if owner[one] != owner[other]:
            owner[owner == owner[other]] = owner[one]
    is_settled = False
    while not is_settled:
        is_settled = True
        for name in np.unique(owner):
            r, c = np.nonzero(owner == name)
            box = owner[r.min() : r.max() + 1, c.min() : c.max() + 1]
            if (box != name).any():
                owner[np.isin(owner, np.unique(box))] = name
                is_settled = False
                break
    out = []
    for name in np.unique(owner):
        r, c = np.nonzero(owner == name)
        out.append((int(r.min()), int(c.min()), int(r.max()) + 1, int(c.max()) + 1))
    return sorted(out)
