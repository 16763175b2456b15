"""From the characters of a PDF page to words: doubled ones dropped, radicals turned into characters, runs joined."""

from __future__ import annotations

from corpus.formats.page import Word
from corpus.formats.pdfium import Glyph

ASCENT, DESCENT = 0.86, 0.14
"""Where the letters of a Chinese font stand around the baseline, in parts of their size."""
_GAP = 0.3


def words_of_glyphs(glyphs: list[Glyph], edges: list[float]) -> list[Word]:
    """Join characters of one baseline that stand side by side."""
    rows: dict[tuple[int, float], list[Glyph]] = {}
    for glyph in glyphs:
        rows.setdefault((round(glyph.baseline), round(glyph.size)), []).append(glyph)
    words = []
    for row in rows.values():
        row.sort(key=lambda g: (g.x0, g.x1))
        run: list[Glyph] = []
        for glyph in row:
            if run and (glyph.x0 - run[-1].x1 > _GAP * glyph.size):
                words.append(_word(run))
                run = []
            run.append(glyph)
        if run:
            words.append(_word(run))
    return words


def _word(run: list[Glyph]) -> Word:
    first = run[0]
    base, size = first.baseline, first.size
    text = "".join(g.text for g in run)
    return Word(text, first.x0, base - ASCENT * size, max(g.x1 for g in run), base + DESCENT * size, size)
