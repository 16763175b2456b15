"""From lines to paragraphs, by where the lines begin and end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from corpus.formats.columns import Region
from corpus.formats.textline import TextLine, has_room_for
from corpus.outline_marks import starts_with_mark

_STOP = re.compile(r"[。！？；：!?;:…][”’」』）)》]*$")
_INDENT = 1.0
_DEEP = 3.0
"""In letters: from here on an indent is no first line's."""
_SIZE_CHANGE = 0.12
_GAP = 1.35
_FAR = 4.0
_FEW_LINES = 4
_ENOUGH_FULL = 3


@dataclass(frozen=True, slots=True)
class Edges:
    """Left and right edge of a column of text."""

    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Setting:
    """How a document is set: the distance of the lines of a paragraph, for each size of letters."""

    pitches: dict[int, float]

    def is_gap(self, before: TextLine, after: TextLine) -> bool:
        """Whether two lines of one page are farther from each other than the lines of a paragraph."""
        size = max(before.size, after.size)
        usual = self.pitches.get(_class(size), 1.75 * size)
        return after.middle - before.middle > _GAP * max(usual, 1.1 * size)


def _class(size: float) -> int:
    """Sizes that differ by measuring alone are one."""
    return round(size)


def edges_of(regions: Iterable[Region], width: float) -> dict[tuple[int, int], Edges]:
    """The usual edges of each column of pages of one kind, which have this width."""
    lines: dict[tuple[int, int], list[TextLine]] = {}
    for region in regions:
        lines.setdefault((region.columns, region.column), []).extend(region.lines)
    left = min((line.x0 for own in lines.values() for line in own), default=0.0)
    return {
        (columns, column): _edges(own, width - left if column == columns - 1 else None)
        for (columns, column), own in lines.items()
        if own
    }


def edges_of_region(region: Region, usual: Edges) -> Edges:
    """The edges of one region; those of its kind where it has too few full lines to tell."""
    own = _edges(region.lines, usual.right)
    full = sum(line.x1 > own.right - line.size for line in region.lines)
    if full >= _ENOUGH_FULL and own.right - own.left > 0.9 * (usual.right - usual.left):
        return own
    return usual


def _edges(lines: Sequence[TextLine], expected: float | None) -> Edges:
    """Edges of lines; the right one is expected as far from the side of the page as the left one."""
    letter = median(line.size for line in lines)
    lefts = sorted(line.x0 for line in lines)
    rights = sorted((line.x1 for line in lines), reverse=True)
    least = 1 if len(lines) < _FEW_LINES else 2
    left = next((x for x in lefts if sum(abs(other - x) <= 0.5 * letter for other in lefts) >= least), lefts[0])
    shared = max(least, 0.1 * len(lines))
    right = next((x for x in rights if sum(abs(other - x) <= letter for other in rights) >= shared), rights[0])
    if expected is not None and abs(rights[0] - expected) < abs(right - expected):
        right = rights[0]  # too few lines are full to share an edge
    return Edges(left, max(right, left + letter))


def setting_of(regions: Iterable[tuple[Region, Edges]]) -> Setting:
    """How the lines of paragraphs stand, from those behind full lines."""
    distances: dict[int, Counter[float]] = {}
    for region, edges in regions:
        for before, after in pairwise(region.lines):
            distance = after.middle - before.middle
            is_full = before.x1 > edges.right - 1.5 * before.size
            if is_full and 0.8 * before.size < distance < _FAR * before.size and _same_size(before, after):
                distances.setdefault(_class(before.size), Counter())[round(distance, 1)] += 1
    return Setting({size: median(found.elements()) for size, found in distances.items()})


def _same_size(before: TextLine, after: TextLine) -> bool:
    return abs(before.size - after.size) <= _SIZE_CHANGE * max(before.size, after.size)


def goes_on(before: TextLine, after: TextLine, edges: Edges, new_edges: Edges) -> bool:
    """Whether a line goes on with the paragraph of the line before it, gaps between them apart.

    Parameters
    ----------
    before, after
        The lines; the second may stand at the head of another column or page.
    edges, new_edges
        Of the column in which each stands.
    """
    if not _same_size(before, after) or (before.is_parted and after.is_parted):  # rows of a list without lines
        return False
    letter = before.size
    indent_before, indent = before.x0 - edges.left, after.x0 - new_edges.left
    if has_room_for(edges.right - before.x1, after):
        return False
    text = before.text
    is_marked = starts_with_mark(after.text)
    if indent > _INDENT * letter:
        if is_marked or _STOP.search(text) or _is_centred(after, new_edges):
            return False
        if indent_before <= _INDENT * letter:
            return False
        # a block that is set in as a whole, or lines that hang below the first words of a list
        is_block = abs(indent - indent_before) <= 0.5 * letter
        return is_block or indent_before <= _DEEP * letter < indent
    return not (is_marked and _STOP.search(text))


def _is_centred(line: TextLine, edges: Edges) -> bool:
    before, behind = line.x0 - edges.left, edges.right - line.x1
    return abs(before - behind) < line.size and before > 2.5 * line.size
