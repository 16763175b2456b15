"""Which characters of a line are words: tags, marks of Markdown, zero-width characters and blanks are dropped."""

from __future__ import annotations

import html
import re

from corpus.view import View, ViewBuilder

_DROP = re.compile(
    r"(?P<tag></?[a-zA-Z][a-zA-Z0-9]{0,12}(?:\s[^<>]{0,400})?/?>|<!--(?:(?!<!--).)*?-->)"
    r"|(?P<bold>\*\*|__(?=\S)|(?<=\S)__)"
    r"|(?P<entity>&(?:[a-zA-Z]{2,8}|#\d{2,6});)"
    r"|(?P<blank>[\s\u3000\xa0\u200b-\u200f\u2028-\u202e\u2060\ufeff\xad]+)"
)
_HEADING = re.compile(r"\s*#{1,6}(?=\s|[^#\s])\s*")
_ZERO_WIDTH = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\xad"
_LATIN = re.compile(r"[0-9A-Za-z]")


def keep_words(builder: ViewBuilder, start: int, end: int) -> None:
    """Add the words of ``source[start:end]`` to a view.

    One blank is kept between two Latin letters or digits, none elsewhere.
    """
    source = builder.source
    at = start
    if heading := _HEADING.match(source, start, end):
        at = heading.end()
    for drop in _DROP.finditer(source, at, end):
        builder.keep(at, drop.start())
        at = drop.end()
        if drop["entity"]:
            char = html.unescape(drop["entity"])
            if not char.isspace():
                builder.put(char[0], drop.start())
        elif drop["blank"] and drop.start() > start and drop.end() < end:
            blank = drop["blank"]
            between = _LATIN.match(source[drop.start() - 1]) and _LATIN.match(source[drop.end()])
            if between and blank.strip(_ZERO_WIDTH) != "" and blank.strip() == "":
                builder.put(" ", drop.start())
    builder.keep(at, end)


def words_of(source: str, start: int, end: int) -> View:
    """A small view of one stretch (a cell)."""
    builder = ViewBuilder(source)
    keep_words(builder, start, end)
    return builder.build()


def is_heading_line(source: str, start: int, end: int) -> bool:
    """Whether a line carries the mark of a Markdown heading."""
    return bool(_HEADING.match(source, start, end))
