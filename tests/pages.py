"""Pages made by hand, as PDF, OFD and OCR hand them on: A4 in points, text between 80 and 528 (28 letters of 16)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corpus.formats.layout import write_pages
from corpus.formats.page import Page, Rule, Word
from corpus.formats.writer import SourceWriter
from corpus.source import Source

WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT, TOP = 80.0, 528.0, 110.0
SIZE, PITCH = 16.0, 28.0
FULL = 28
"""Letters of a full line."""


def width_of(text: str, size: float = SIZE) -> float:
    """How wide a text is: letters are as wide as high, Latin ones half as wide."""
    return sum(0.5 if letter < "\u2000" and letter not in "“”" else 1.0 for letter in text) * size


def word(text: str, x: float, y: float, size: float = SIZE) -> Word:
    """A word whose letters begin at x, y."""
    return Word(text, x, y, x + width_of(text, size), y + size, size)


def page(*lines: str, size: float = SIZE, pitch: float = PITCH) -> Page:
    """A page of lines from the top down; full-width blanks in front set a line in, empty lines leave a gap."""
    made = Page(WIDTH, HEIGHT)
    for at, line in enumerate(lines):
        text = line.lstrip("\u3000")
        if text:
            indent = (len(line) - len(text)) * size
            made.words.append(word(text, LEFT + indent, TOP + at * pitch, size))
    return made


def centred(text: str, y: float, size: float = SIZE) -> Word:
    """A word in the middle of the page."""
    return word(text, (WIDTH - width_of(text, size)) / 2, y, size)


def grid(xs: Sequence[float], ys: Sequence[float]) -> list[Rule]:
    """All lines of a table."""
    rules = [Rule(xs[0], y, xs[-1], y) for y in ys]
    return rules + [Rule(x, ys[0], x, ys[-1]) for x in xs]


def cells(rows: Iterable[Sequence[str]], xs: Sequence[float], ys: Sequence[float], size: float = 10.0) -> list[Word]:
    """The words of a table's cells; ``\\n`` parts the lines of a cell."""
    made = []
    for row, top in zip(rows, ys, strict=False):
        for text, left in zip(row, xs, strict=False):
            for at, line in enumerate(text.split("\n")):
                if line:
                    made.append(word(line, left + 4, top + 4 + at * 14, size))
    return made


def written(*pages: Page) -> Source:
    """What is made of pages."""
    writer = SourceWriter("件.pdf", "0" * 64)
    write_pages(pages, writer)
    return writer.build()


def lines_in(source: Source) -> list[str]:
    """The lines of a text that are no furniture."""
    starts = {span.start for span in source.furniture}
    out, at = [], 0
    for line in source.text.split("\n"):
        if line and at not in starts:
            out.append(line)
        at += len(line) + 1
    return out


def furniture_in(source: Source) -> list[str]:
    """The furniture of a text."""
    return [source.text[start:end] for start, end in source.furniture]


def table_in(source: Source, number: int = 0) -> list[tuple[int, int, int, int, str]]:
    """The cells of a table: row, column, rows and columns that it covers, words."""
    return [
        (c.row, c.column, c.rowspan, c.colspan, "|".join(source.text[a:b] for a, b in c.spans))
        for c in source.tables[number].cells
    ]
