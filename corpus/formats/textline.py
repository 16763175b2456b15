"""Lines of a page: words of one baseline from left to right, with the blanks that mean something."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.formats.page import Page, Word
from corpus.formats.writer import Piece, Place

_LATIN = re.compile(r"[0-9A-Za-z%.,;:)\]]")
_LATIN_START = re.compile(r"[0-9A-Za-z(\[]")
_LETTER_END = re.compile(r"[A-Za-z]$")
_LETTER_START = re.compile(r"[A-Za-z]")
_TOKEN = re.compile(r"[0-9A-Za-z.,%/:_-]+|.")
_NEVER_FIRST = "，。、；：！？）》〉】〕」』,.;:!?)]}%…—"
_NEVER_LAST = "（《〈【〔「『([{"
_QUOTES = "“”‘’"
"""Never parted from what stands before and behind them (UAX 14, LB19)."""
_LONGEST_TOKEN = 24
_MOST_NEEDED = 8.0
_LATIN_GAP = 0.16
_WIDE_GAP = 1.5
_LEAST_OVERLAP = 0.5
_OPEN_LINES = 6


@dataclass(slots=True, eq=False)
class TextLine:
    """Words of one baseline, left to right."""

    words: list[Word]
    x0: float
    y0: float
    x1: float
    y1: float
    size: float

    @property
    def text(self) -> str:
        """The words with the blanks between them."""
        return compose(self.words)

    @property
    def is_parted(self) -> bool:
        """Whether a wide gap parts its words."""
        return any(after.x0 - before.x1 > _WIDE_GAP * self.size for before, after in pairwise(self.words))

    @property
    def middle(self) -> float:
        """The height on the page at which it stands."""
        return (self.y0 + self.y1) / 2


def lines_of(words: Iterable[Word]) -> list[TextLine]:
    """Gather words to lines, from the top down; a raised or lowered small word belongs to the line that it overlaps."""
    made: list[TextLine] = []
    for word in sorted(words, key=lambda w: (w.y0 + w.y1, w.x0)):
        line = next((line for line in made[: -_OPEN_LINES - 1 : -1] if _is_beside(line, word)), None)
        if line is None:
            made.append(TextLine([word], word.x0, word.y0, word.x1, word.y1, word.size))
            continue
        line.words.append(word)
        line.x0, line.x1 = min(line.x0, word.x0), max(line.x1, word.x1)
        if word.size > line.size:
            line.y0, line.y1, line.size = word.y0, word.y1, word.size
    for line in made:
        line.words.sort(key=lambda w: (w.x0, w.x1))
    made.sort(key=lambda line: (line.middle, line.x0))
    return made


def _is_beside(line: TextLine, word: Word) -> bool:
    overlap = min(line.y1, word.y1) - max(line.y0, word.y0)
    return overlap >= _LEAST_OVERLAP * min(line.y1 - line.y0, word.y1 - word.y0)


def compose(words: Sequence[Word]) -> str:
    """The text of words that stand side by side.

    A blank between Latin words and numbers stays, one beside a Chinese character goes, a wide gap is one full-width
    blank.
    """
    parts: list[str] = []
    before: Word | None = None
    for word in words:
        if before is not None:
            parts.append(_between(before, word))
        parts.append(word.text)
        before = word
    return "".join(parts)


def _between(before: Word, after: Word) -> str:
    gap = after.x0 - before.x1
    size = min(before.size, after.size)
    if _LATIN.match(before.text[-1:]) and _LATIN_START.match(after.text[:1]):
        return " " if gap > _LATIN_GAP * size else ""
    return "\u3000" if gap > _WIDE_GAP * size else ""


def pieces_of(lines: Sequence[TextLine], page: Page) -> list[Piece]:
    """A paragraph out of its lines, with their places on the page as it is shown; two Latin words keep a blank."""
    pieces: list[Piece] = []
    for line in lines:
        text = line.text
        if pieces and _LETTER_END.search(pieces[-1].words) and _LETTER_START.match(text):
            pieces[-1].words += " "
        score = min(word.score for word in line.words) if page.is_scanned else None
        pieces.append(Piece(text, _place(line, page), score))
    return pieces


def _place(line: TextLine, page: Page) -> Place:
    place = (line.x0 / page.width, line.y0 / page.height, line.x1 / page.width, line.y1 / page.height)
    if page.as_shown is not None:
        place = page.as_shown(place)
    return Place(*(min(1.0, max(0.0, at)) for at in place))


def has_room_for(room: float, after: TextLine) -> bool:
    """Whether the first letters of a line would have fitted into the room behind the line before it.

    Marks that must not begin a line come with the letter before them, those that must not end one with the next.
    """
    text = after.text
    needed, is_glued = 0.0, True
    for part in _TOKEN.findall(text[:_LONGEST_TOKEN]):
        if not is_glued and part not in _NEVER_FIRST and part not in _QUOTES:
            break
        needed += sum(0.55 if ord(letter) < 0x2000 else 1.0 for letter in part)
        is_glued = part in _NEVER_LAST or part in _QUOTES
    return room > (min(needed, _MOST_NEEDED) + 0.5) * after.size
