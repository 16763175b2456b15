"""Parts of a web page: the block that holds the notice, menus and feet around it, headings, links.

Portals are made with a few dozen systems, whose names of the block are known; where none is found, the block is the
smallest part with most of the words that are no links. Outside it a line is furniture only if its structure says so:
the title, the number, the fields of metadata and links to annexes often stand there.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from corpus.dates import find_days
from corpus.head_words import DOC_NUMBER, FIELD_NAMES, IMPRINT, NOTE, ORGAN_LINE
from corpus.labels import cut_fields, field_of
from corpus.model import Span
from corpus.quote import bare
from corpus.source import Table

_BLOCK = re.compile(
    r"trs_(?:editor|ueditor|web)|view|zoom|ucap-?content|pages[-_]?content|v_news_content|vsb_content\w*"
    r"|easysite-news-content|tys-main-zt-show|xxgk[-_]?(?:content|nr)|(?:zw|zf|wz|nr|xl|bt|gk)[-_]?(?:content|con|nr|box|text)"
    r"|(?:article|news|detail|info|art|xl|text|txt|doc|print|show|main)[-_]?(?:content|con|cont|text|body|txt|detail|main)\w*"
    r"|articles?|content|contents|con|rich_media_content|mainbody|zhengwen|neirong"
)
"""Ids and classes of the block that holds the text, in small letters."""
_MENU = re.compile(
    r"(?:[a-z0-9]+[-_])?(?:nav|navbar|navigation|menus?|breadcrumbs?|crumbs?|footer|foot|copyright|sidebar|aside|share"
    r"|bdsharebuttonbox|friend-?links?|links?|dqwz|dangqian\w*|weizhi|pagination|pager|search|login|toolbar|related|xgwz)"
    r"(?:[-_][a-z0-9]+)?"
)
_MENU_TAGS = frozenset(("nav", "footer", "aside"))
_BLOCK_TAGS = frozenset(("article", "main"))
BOXES = frozenset("div section article main td center form".split())
HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
_MOST_OF_PAGE, _WORTH = 0.8, 0.1
_LINKED, _LINKED_ALONE = 0.6, 0.9
"""So much of a line outside the block is links if it is no words of the notice; more where no block was found."""
_LONGEST_KEPT = 60
_ANNEX = re.compile(r"附\s*件|附\s*表")


@dataclass(frozen=True, slots=True)
class Link:
    """A link: where its words stand, and what it leads to."""

    span: Span
    target: str


@dataclass(slots=True)
class Places:
    """What the tags of a page tell of its text, in the order in which the elements end."""

    links: list[Link] = field(default_factory=list)
    headings: list[Span] = field(default_factory=list)
    menus: list[Span] = field(default_factory=list)
    blocks: list[Span] = field(default_factory=list)
    boxes: list[Span] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    frames: list[str] = field(default_factory=list)

    def note(self, tag: str, names: str, target: str, span: Span) -> None:
        """Note an element that has ended.

        Parameters
        ----------
        tag, names, target
            Its tag, its id and classes, and what it links to.
        span
            Where its words stand.
        """
        if span.start == span.end:
            return
        if tag == "a" and target:
            self.links.append(Link(span, target))
        elif tag in HEADINGS:
            self.headings.append(span)
        if tag not in BOXES and tag not in _MENU_TAGS and tag not in ("ul", "header"):
            return
        tokens = [token for token in names.lower().split() if len(token) <= _LONGEST_KEPT]
        if tag in _MENU_TAGS or any(_MENU.fullmatch(token) for token in tokens):
            self.menus.append(span)
        elif tag in BOXES:
            self.boxes.append(span)
            if tag in _BLOCK_TAGS or any(_BLOCK.fullmatch(token) for token in tokens):
                self.blocks.append(span)


class _Plain:
    """How many characters of a stretch are words outside links."""

    def __init__(self, text: str, links: Iterable[Link]) -> None:
        is_word = bytearray(not character.isspace() for character in text)
        self._words = [0, *accumulate(is_word)]
        for link in links:
            is_word[link.span.start : link.span.end] = bytes(link.span.end - link.span.start)
        self._plain = [0, *accumulate(is_word)]

    def words(self, span: Span) -> int:
        return self._words[span.end] - self._words[span.start]

    def plain(self, span: Span) -> int:
        return self._plain[span.end] - self._plain[span.start]


def furniture_of(text: str, places: Places, tables: Sequence[Table], titles: Sequence[str]) -> tuple[Span, ...]:
    """Lines of a page that are no words of the notice.

    Parameters
    ----------
    text, places, tables
        The rendered page.
    titles
        What the page says that its title is.

    Returns
    -------
    tuple
        Menus, feet, lines of links, and what follows the block; never the title, a 文号, a field of metadata or an
        annex.
    """
    plain = _Plain(text, places.links)
    whole = plain.plain(Span(0, len(text)))
    block, is_named = _content(places, plain, whole)
    least = _LINKED if block.end else _LINKED_ALONE
    menus = _Spans(
        span for span in places.menus if plain.plain(span) < whole / 2 or "。" not in text[span.start : span.end]
    )
    headings = (span for span in places.headings if span.start < block.end or not is_named)
    kept = _Spans([*headings, *_metadata(text, tables)])
    known = {bare(title) for title in titles}
    out = []
    for line in _lines(text):
        if block.start <= line.start < block.end:
            continue
        words = text[line.start : line.end].strip()
        is_menu = line in menus
        linked = 1 - plain.plain(line) / max(plain.words(line), 1)
        if not (is_menu or linked >= least or (is_named and line.start >= block.end)):
            continue
        if bare(words) in known or _is_of_notice(words) or (line in kept and not is_menu):
            continue
        out.append(line)
    return tuple(out)


def _content(places: Places, plain: _Plain, whole: int) -> tuple[Span, bool]:
    """The block that holds the notice, an empty one where none is found, and whether it is known by its name."""
    named = [span for span in places.blocks if plain.plain(span) >= max(1, whole * _WORTH)]
    if named:
        most = max(plain.plain(span) for span in named)
        inner = min(
            (span for span in named if plain.plain(span) >= most * _MOST_OF_PAGE), key=lambda s: s.end - s.start
        )
        beside = [span for span in named if span.start >= inner.end or span.end <= inner.start]
        return Span(min(s.start for s in [inner, *beside]), max(s.end for s in [inner, *beside])), True
    large = [span for span in places.boxes if plain.plain(span) >= whole * _MOST_OF_PAGE]
    return (min(large, key=lambda s: s.end - s.start), False) if large and whole else (Span(0, 0), False)


def _is_of_notice(words: str) -> bool:
    """Whether a line outside the block may be one of the notice: 文号, fields, signature, imprint, annexes."""
    if field_of(words) or cut_fields(words) or _ANNEX.search(words) or words.endswith("。"):
        return True
    if len(words) > _LONGEST_KEPT:
        return False
    days = find_days(words)
    is_dated = bool(days) and days[0][0] == 0 and days[-1][1] == len(words)
    return bool(
        is_dated or ORGAN_LINE.match(words) or DOC_NUMBER.search(words) or NOTE.match(words) or IMPRINT.search(words)
    )


def _metadata(text: str, tables: Sequence[Table]) -> Iterator[Span]:
    """Tables in which the fields of metadata stand: 索引号, 发文机关, 成文日期."""
    for table in tables:
        names = 0
        for cell in table.cells:
            words = bare("".join(text[a:b] for a, b in cell.spans if b - a < _LONGEST_KEPT))
            names += words.rstrip("：:") in FIELD_NAMES or field_of(words) is not None
        if names > 1:
            yield Span(table.start, table.end)


def _lines(text: str) -> Iterator[Span]:
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if text[start:end].strip():
            yield Span(start, end)
        start = end + 1


class _Spans:
    """Stretches of a text, joined where they overlap."""

    def __init__(self, spans: Iterable[Span]) -> None:
        joined: list[Span] = []
        for span in sorted(spans):
            if joined and span.start <= joined[-1].end:
                joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
            else:
                joined.append(span)
        self._starts = [span.start for span in joined]
        self._ends = [span.end for span in joined]

    def __contains__(self, span: Span) -> bool:
        at = bisect_right(self._starts, span.start) - 1
        return at >= 0 and bisect_left(self._ends, span.end) <= at
