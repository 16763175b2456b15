"""Marks of numbering (一、 （一） 1. （1） 第一条 …): where they stand, what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.numerals import CHINESE, parse_number

_CN = "[" + CHINESE.replace("两", "") + "]{1,5}"
_AR = "[0-9０-９]{1,3}"

LEVELS = ("part", "chapter", "article", "first", "second", "third", "fourth", "fifth")
"""Kinds of marks, outermost first, in the order of GB/T 9704."""

_MARK = re.compile(
    rf"(?P<part>第{_CN}部分)|(?P<chapter>第{_CN}[章节])|(?P<article>第(?:{_CN}|{_AR})条)(?!例|规定|第|款|、第|和第|所)"
    rf"|(?P<first>{_CN})(?:[、．]|\.(?![0-9.]))|(?P<second>[（(]\s?(?:{_CN})\s?[）)]|[㈠-㈩])、?"
    rf"|(?P<third>{_AR})(?:[.．、](?![0-9０-９])|[.．、](?=(?:19|20)[0-9]{{2}}年))"
    rf"|(?P<fourth>[（(]{_AR}[）)])|(?P<fifth>[①-⑳])"
)
_CIRCLED = {ch: n for n, ch in enumerate("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", 1)} | {
    ch: n for n, ch in enumerate("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩", 1)
}
_WRITTEN = dict(enumerate("一二三四五六七八九十", 1))


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of numbering at ``start``; ``end`` is where the words after it begin."""

    level: int
    number: int
    written: str
    start: int
    end: int
    line_start: bool
    after_stop: bool


def starts_with_mark(text: str) -> bool:
    """Whether a line begins with a mark of numbering."""
    match = _MARK.match(text)
    return match is not None and _plausible(match, text)


def is_mark(text: str) -> bool:
    """Whether a text is a mark of numbering and nothing else."""
    return _MARK.fullmatch(text) is not None


def find_marks(text: str, starts: frozenset[int]) -> Iterator[Mark]:
    """All marks in a text, in order.

    Parameters
    ----------
    text
        Clean text.
    starts
        Where paragraphs begin.
    """
    for match in _MARK.finditer(text):
        if not _plausible(match, text):
            continue
        at = match.start()
        before = text[at - 1 : at]
        line_start = at in starts
        if not line_start and before in ("第", "之", "·"):
            continue
        kind = match.lastgroup or ""
        token = match[kind]
        number = _number(token)
        if number is None or number == 0:
            continue
        after_stop = bool(re.match(r"[。；：！？;:!?\n”）)、\s]|$", before)) if before else True
        yield Mark(LEVELS.index(kind), number, _written(kind, token, number), at, match.end(), line_start, after_stop)


def _plausible(match: re.Match[str], text: str) -> bool:
    after = text[match.end() : match.end() + 1]
    if match.lastgroup == "first":
        # 一、二、三等级 and 三、四季度 are lists of numbers, not headings
        listed = re.match(rf"{_CN}(?:、|季度|等奖|等功)", text[match.end() : match.end() + 7])
        listed = listed or re.search(rf"{_CN}、$", text[max(0, match.start() - 6) : match.start()])
        return not listed and after not in "，。、；"
    if match.lastgroup == "third":
        return after not in "，。；)）%" and not re.match(r"[A-Za-z]", text[match.start() - 1 : match.start()])
    if match.lastgroup in ("second", "fourth"):
        return after not in "，。；项款条" if after else True
    return True


def _number(token: str) -> int | None:
    if token in _CIRCLED:
        return _CIRCLED[token]
    return parse_number(re.sub(r"[第部分章节条（()）\s]", "", token))


def _written(kind: str, token: str, number: int) -> str:
    """The number as it stands in a path: brackets full-width, the mark's own punctuation gone."""
    token = re.sub(r"\s", "", token)
    if token in _CIRCLED and kind == "second":
        return f"（{_WRITTEN[number]}）"
    if kind == "third":
        return str(number)
    return token.replace("(", "（").replace(")", "）")
