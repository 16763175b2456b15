"""A clean view of a source text that remembers where each character came from.

The view drops what is not part of the words (tags, zero-width characters, blanks between Chinese characters, page
furniture) and keeps runs of source positions, so that any range of the view leads back to spans of the source.
"""

from __future__ import annotations

from bisect import bisect_right

from corpus.model import Span
from corpus.quote import bare


class ViewBuilder:
    """Collects runs of kept characters."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._parts: list[str] = []
        self._length = 0
        self._starts: list[int] = []
        self._sources: list[int] = []

    def __len__(self) -> int:
        return self._length

    def keep(self, start: int, end: int) -> None:
        """Keep source characters ``start`` to ``end``."""
        if start < end:
            self.put(self.source[start:end], start)

    def put(self, text: str, source: int) -> None:
        """Add characters that stand for those at ``source`` (a line break for a new paragraph)."""
        self._starts.append(self._length)
        self._sources.append(source)
        self._parts.append(text)
        self._length += len(text)

    def build(self) -> View:
        """The finished view."""
        return View(self.source, "".join(self._parts), self._starts, self._sources)


class View:
    """Clean text over a source text.

    Attributes
    ----------
    source
        The decoded text of the file.
    text
        The clean text; paragraphs are separated by a line break.
    """

    def __init__(self, source: str, text: str, starts: list[int], sources: list[int]) -> None:
        self.source = source
        self.text = text
        self._starts = starts
        self._sources = sources

    def at(self, position: int) -> int:
        """The source position of a character of the view."""
        if position >= len(self.text):
            return self.end(position)
        run = bisect_right(self._starts, position) - 1
        return self._sources[run] + position - self._starts[run]

    def end(self, position: int) -> int:
        """The source position just after the last character before ``position`` that is no line break.

        The break between two paragraphs stands for the place where the second begins.
        """
        while position > 1 and self.text[position - 1] == "\n":
            position -= 1
        return self.at(position - 1) + 1 if 0 < position <= len(self.text) else 0

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """The source spans of a range of the view; between two of them lies something that the view dropped."""
        text = self.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start >= end:
            return ()
        out: list[Span] = []
        run = bisect_right(self._starts, start) - 1
        while run < len(self._starts) and self._starts[run] < end:
            first = max(start, self._starts[run])
            last = min(end, self._starts[run + 1] if run + 1 < len(self._starts) else len(text))
            piece = text[first:last]
            if not piece.isspace():
                a = self._sources[run] + first - self._starts[run]
                b = a + last - first
                if out and not bare(self.source[out[-1].end : a]):
                    out[-1] = Span(out[-1].start, b)
                else:
                    out.append(Span(a, b))
            run += 1
        return tuple(out)
