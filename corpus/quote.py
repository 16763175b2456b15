"""From spans to quotations: the words of the notice, verbatim but for white space and line breaks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.model import Span

_SPACE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_ZERO_WIDTH = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_LATIN = re.compile(r"[0-9A-Za-z]")


def squeeze(text: str) -> str:
    """Drop white space, but keep one blank between two Latin letters or digits."""
    if not _SPACE.search(text):
        return text
    out: list[str] = []
    last = 0
    for match in _SPACE.finditer(text):
        out.append(text[last : match.start()])
        before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
        if _LATIN.match(before) and _LATIN.match(after) and match.group().strip(_ZERO_WIDTH):
            out.append(" ")
        last = match.end()
    out.append(text[last:])
    return "".join(out)


def bare(text: str) -> str:
    """The text without any white space or zero-width character, for comparing."""
    return _SPACE.sub("", text)


def quote_of(text: str, spans: Iterable[tuple[int, int]]) -> tuple[str, tuple[str, ...] | None]:
    """The quotation that spans cut out of a text.

    Parameters
    ----------
    text
        ``Notice.text``.
    spans
        Half-open ranges in order.

    Returns
    -------
    tuple
        The quotation, and its uninterrupted pieces, or None when one span holds it all.
    """
    pieces = tuple(piece for start, end in spans if (piece := squeeze(text[start:end])))
    return "".join(pieces), pieces if len(pieces) > 1 else None


def merge_spans(spans: Iterable[tuple[int, int]], text: str) -> tuple[Span, ...]:
    """Sort spans and join those between which only white space lies."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if start >= end:
            continue
        if out and (start <= out[-1].end or not bare(text[out[-1].end : start])):
            out[-1] = Span(out[-1].start, max(end, out[-1].end))
        else:
            out.append(Span(start, end))
    return tuple(out)


def trim_span(text: str, start: int, end: int) -> Span:
    """A span without the white space at its ends."""
    while start < end and _SPACE.match(text[start]):
        start += 1
    while end > start and _SPACE.match(text[end - 1]):
        end -= 1
    return Span(start, end)
