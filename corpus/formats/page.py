"""A page as a format with fixed pages shows it: words and ruled lines with their places.

PDF, OFD and OCR all hand on pages of this kind; what they mean (paragraphs, tables, running heads, columns) is told
once, in ``corpus.formats.layout``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Word:
    """Characters that stand side by side in one line without a gap: one character at least.

    Coordinates are in the page's unit (points, millimetres or pixels), from its top left corner, y downwards.
    ``size`` is the height of the letters; ``score`` how sure OCR is, 0 to 1.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line, horizontal (``y0 == y1``) or vertical (``x0 == x1``): the edge of a cell, mostly."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(slots=True)
class Page:
    """One page, upright as it is read; ``words`` in any order.

    ``as_shown`` tells, where the picture of a page was turned to be read, where a place (fractions of width and
    height) lies in the picture as it came.
    """

    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    is_scanned: bool = False
    as_shown: Callable[[Box], Box] | None = None
