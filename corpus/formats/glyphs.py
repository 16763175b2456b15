"""From the characters of a PDF page to words: doubled ones dropped, look-alikes levelled, runs joined."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources

from corpus.formats.page import Word
from corpus.formats.pdfdrawing import Line
from corpus.formats.pdfium import Glyph, PdfPage

_ASCENT, _DESCENT = 0.86, 0.14
"""Where the letters of a Chinese font stand around the baseline, in parts of their size."""
_GAP = 0.3
_LATIN_GAP = 0.35
"""In letters: from here on two Latin words are apart, blank or no blank."""
_DOUBLED = 0.2
"""In letters: the same character nearer than that is printed twice (fake bold, shadows)."""
_UNKNOWN = "\ufffd"
_SYMBOLS = {0xB7: "•", 0x6C: "●", 0x6E: "■", 0xA7: "■", 0xD8: "➢", 0xA8: "□", 0x6F: "□", 0xFC: "√", 0xFE: "☑"}
"""Bullets and boxes of Symbol and Wingdings, which stand in the private use area from U+F000 on."""


@cache
def _radicals() -> dict[int, str]:
    """Radicals to the characters that they look like; fonts share their outlines, and files then name the radical."""
    table = resources.files("corpus").joinpath("data/radicals.tsv").read_text("utf-8")
    pairs = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {ord(radical): character for radical, character in pairs}


@cache
def level(letter: str) -> str:
    """The character that is meant by one that only looks like it; U+FFFD where the font has its own code for it."""
    code = ord(letter)
    if 0x2E80 <= code <= 0x2EFF:
        return _radicals().get(code, letter)
    if 0x2F00 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF or 0x2F800 <= code <= 0x2FA1F or 0xFB00 <= code <= 0xFB06:
        return unicodedata.normalize("NFKC", letter)
    if 0xF000 <= code <= 0xF0FF:
        return _SYMBOLS.get(code - 0xF000, "•")
    if 0xE000 <= code <= 0xF8FF or code >= 0xF0000 or code in (0xFFFE, 0xFFFF):
        return _UNKNOWN
    return letter


def is_unknown(glyph: Glyph) -> bool:
    """Whether the file does not say which character a glyph is."""
    return not glyph.is_known or level(glyph.text) == _UNKNOWN


def main_angle(glyphs: Iterable[Glyph]) -> int:
    """The angle at which most lines of a page run, 0 where it is none of the right ones."""
    counted = Counter(glyph.angle for glyph in glyphs)
    if not counted:
        return 0
    angle, most = counted.most_common(1)[0]
    return angle if angle % 90 == 0 and most > 0.5 * counted.total() else 0


def turned(page: PdfPage, angle: int) -> PdfPage:
    """A page whose lines run at a right angle, turned upright."""
    width, height = page.width, page.height
    glyphs = []
    for g in page.glyphs:
        down = g.angle in (90, 270)  # its extent is in y
        start, end, base = g.start, g.end, g.baseline
        if angle == 180:
            start, end = (height - end, height - start) if down else (width - end, width - start)
            base = width - base if down else height - base
        elif angle == 90:  # y becomes x, and x runs up
            start, end = (start, end) if down else (width - end, width - start)
            base = width - base if down else base
        else:  # x becomes y, and y runs to the left
            start, end = (height - end, height - start) if down else (start, end)
            base = base if down else height - base
        glyphs.append(g._replace(start=start, end=end, baseline=base, angle=(g.angle - angle) % 360))
    lines = []
    for line in page.lines:
        (x0, y0), (x1, y1) = (_turned_point(page, angle, *point) for point in ((line.x0, line.y0), (line.x1, line.y1)))
        lines.append(Line(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    size = (width, height) if angle == 180 else (height, width)
    return PdfPage(*size, glyphs, lines, page.pictures, page.drawings)


def _turned_point(page: PdfPage, angle: int, x: float, y: float) -> tuple[float, float]:
    if angle == 180:
        return page.width - x, page.height - y
    return (y, page.width - x) if angle == 90 else (page.height - y, x)


def words_of_page(page: PdfPage, glyphs: Iterable[Glyph]) -> list[Word]:
    """Words of an upright page.

    Characters outside the page are left out, and those of slanted lines: watermarks and stamps.
    """
    upright, standing = [], []
    for glyph in glyphs:
        middle = (glyph.start + glyph.end) / 2
        across, along = (page.height, page.width) if glyph.angle in (0, 180) else (page.width, page.height)
        if not (0 <= middle <= along and 0 <= glyph.baseline <= across):
            continue
        if glyph.angle == 0:
            upright.append(glyph)
        elif glyph.angle in (90, 270):
            standing.append(glyph)
    uprights = sorted(
        (line.x0, min(line.y0, line.y1), max(line.y0, line.y1)) for line in page.lines if _is_upright(line)
    )
    words = [_word(part) for run in _runs(upright) for part in _cut(run, uprights)]
    return words + [_standing_word(run) for run in _runs(standing)]


def _is_upright(line: Line) -> bool:
    return abs(line.x1 - line.x0) < abs(line.y1 - line.y0)


def _runs(glyphs: Iterable[Glyph]) -> Iterable[list[Glyph]]:
    """Characters of one baseline that stand side by side without a gap."""
    rows: dict[tuple[int, int, int], list[Glyph]] = {}
    for glyph in glyphs:
        rows.setdefault((glyph.angle, round(glyph.baseline), round(glyph.size)), []).append(glyph)
    for row in rows.values():
        row.sort(key=lambda g: (g.start, g.end))
        run: list[Glyph] = []
        for glyph in row:
            if run and _is_doubled(run[-1], glyph):
                continue
            if run and _is_gap(run[-1], glyph):
                yield run
                run = []
            run.append(glyph)
        if run:
            yield run


def _is_doubled(before: Glyph, glyph: Glyph) -> bool:
    return (
        before.text == glyph.text
        and glyph.start - before.start < _DOUBLED * glyph.size
        and glyph.end - before.end < _DOUBLED * glyph.size
        and glyph.end - glyph.start > 2 * (glyph.start - before.start)
    )


def _is_gap(before: Glyph, glyph: Glyph) -> bool:
    gap = glyph.start - before.end
    if before.text < "\u2000" and glyph.text < "\u2000":
        return (glyph.is_apart and gap > 0) or gap > _LATIN_GAP * glyph.size
    return gap > _GAP * glyph.size


def _cut(run: list[Glyph], uprights: Sequence[tuple[float, float, float]]) -> Iterable[list[Glyph]]:
    """A run cut where an upright line stands between two of its characters: they are in two cells."""
    first = bisect_left(uprights, (run[0].start,))
    last = bisect_right(uprights, (run[-1].end,))
    height = run[0].baseline - 0.3 * run[0].size
    places = [x for x, top, foot in uprights[first:last] if top <= height <= foot]
    part: list[Glyph] = []
    for glyph in run:
        if part and any(_middle(part[-1]) < x < _middle(glyph) for x in places):
            yield part
            part = []
        part.append(glyph)
    yield part


def _middle(glyph: Glyph) -> float:
    return (glyph.start + glyph.end) / 2


def _text(run: list[Glyph]) -> str:
    return "".join(_UNKNOWN if not glyph.is_known else level(glyph.text) for glyph in run)


def _word(run: list[Glyph]) -> Word:
    base, size = run[0].baseline, run[0].size
    return Word(_text(run), run[0].start, base - _ASCENT * size, run[-1].end, base + _DESCENT * size, size)


def _standing_word(run: list[Glyph]) -> Word:
    """Words of a line that runs up or down: a cell that is read with the head turned."""
    base, size = run[0].baseline, run[0].size
    runs_down = run[0].angle == 90
    text = _text(run if runs_down else run[::-1])
    left = base - (_DESCENT if runs_down else _ASCENT) * size
    return Word(text, left, run[0].start, left + size, run[-1].end, size)
