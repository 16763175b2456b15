"""Marks of numbering (一、 （一） 1. （1） 1.1 第一条 …): where they stand, what they count."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from unicodedata import normalize

from corpus.numerals import CHINESE, parse_number

_CN = "[" + CHINESE.replace("两", "") + "]{1,5}"
_AR = "[0-9０-９]{1,3}"

LEVELS = (
    *("part", "chapter", "section", "article", "first", "named", "second", "asked", "third"),
    *("decimal2", "decimal3", "decimal4", "item", "fourth", "fifth", "circled"),
)
"""Kinds of marks, outermost first: the order of GB/T 9704, with decimals (1.1, 1.1.1) below 1. and 1） below （1）.

A named one says what it counts (措施一：, 项目2：), below 一、.
One that is asked (问：, Q：) has no number of its own: they are counted, below （一） and above 1.
An item is （一） where decimals number the text: it stands below them."""

ASKED = (
    r"[【\[]问题?[】\]]\s?[:：]?|(?:问题?|记者问?|[QqＱ])\s?(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})?\s?[:：]"
)
"""What stands before a question; behind it a line of its own begins with 答：."""

_MARK = re.compile(
    rf"(?P<part>第{_CN}部分)|(?P<chapter>第{_CN}章)|(?P<section>第{_CN}节)(?!课)|(?P<article>第(?:{_CN}|{_AR})条)(?!例|规定|第|款|、第|和第|所)"
    rf"|(?P<named>(?<![^\n])(?:措施|任务|项目|事项|行动|举措|工程|专题|政策)(?:{_CN}|{_AR}))\s?[:：、.．]"
    rf"|(?P<asked>(?<![^\n])(?:{ASKED}))"
    rf"|(?P<first>{_CN})(?:[、．]|\.(?![0-9.]))|(?P<second>[（(]\s?(?:{_CN})\s?[）)]|[㈠-㈩])、?"
    rf"|(?P<third>{_AR})(?:[.．、](?![0-9０-９])|[.．、](?=(?:19|20)[0-9]{{2}}年))"
    rf"|(?P<decimal>(?<![0-9０-９.．]){_AR}(?:[.．][0-9０-９]{{1,2}}){{1,3}})(?![0-9０-９.．])[、]?"
    rf"|(?P<fourth>[（(]{_AR}[）)])|(?P<fifth>(?<![0-9０-９.．〔（(]){_AR}[）)])、?|(?P<circled>[①-⑳])"
)
_BARE = re.compile(r"(?P<third>[0-9０-９]{1,2})(?=[一-鿿]{2,16}$)")
_OPEN = re.compile(r"[（(][^（）()\n]{0,40}$")
_MEASURE = re.compile(
    r"[万亿元倍吨亩岁％%‰米]|百分|千[米瓦克]|公[里斤顷]|平方|立方|个(?![人体])|小时|分钟|[年月日](?!度|常)|以[上下内]|[A-Za-z]"
)
_CIRCLED = {ch: n for n, ch in enumerate("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", 1)} | {
    ch: n for n, ch in enumerate("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩", 1)
}
_WRITTEN = dict(enumerate("一二三四五六七八九十", 1))


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of numbering at ``start``; ``end`` is where the words after it begin.

    ``above`` is the number that a decimal mark says of the one above it (the 2 of 2.1, the 1 of 2.1.3).
    """

    level: int
    number: int
    written: str
    start: int
    end: int
    line_start: bool
    after_stop: bool
    above: int | None = None


def starts_with_mark(text: str) -> bool:
    """Whether a line begins with a mark of numbering."""
    match = _MARK.match(text)
    return match is not None and _plausible(match, text)


def is_mark(text: str) -> bool:
    """Whether a text is a mark of numbering and nothing else."""
    match = _MARK.fullmatch(text)
    return match is not None and match.lastgroup != "decimal"  # 3.5 on a line of its own is an amount


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
        if not line_start and (kind in ("decimal", "named") or (kind == "fifth" and _is_closing(text, at))):
            continue
        token = match[kind]
        numbers = _numbers(kind, token)
        if not all(numbers):
            continue
        after_stop = bool(re.match(r"[。；：！？;:!?\n”）)、\s]|$", before)) if before else True
        level = LEVELS.index(f"decimal{len(numbers)}" if kind == "decimal" else kind)
        number, above = numbers[-1] or 0, numbers[-2] if len(numbers) > 1 else None
        yield Mark(level, number, _written(kind, token, number), at, match.end(), line_start, after_stop, above)


def find_bare_marks(paragraphs: Iterable[tuple[int, str]]) -> Iterator[Mark]:
    """Numbers with nothing behind them (1总则), as stand above decimals: short paragraphs that are a heading alone.

    Parameters
    ----------
    paragraphs
        Where each begins, and its words.
    """
    for start, words in paragraphs:
        match = _BARE.match(words)
        if match and not _MEASURE.match(words[match.end() :]) and (number := parse_number(match["third"])):
            yield Mark(LEVELS.index("third"), number, str(number), start, start + match.end(), True, True)


def _is_closing(text: str, at: int) -> bool:
    """Whether 1） within a line ends a bracket, or goes on with a list of numbers."""
    return text[at - 1 : at] in "、和与至-—" or bool(_OPEN.search(text, max(0, at - 50), at))


def _plausible(match: re.Match[str], text: str) -> bool:
    after = text[match.end() : match.end() + 1]
    if match.lastgroup == "first":
        # 一、二、三等级 and 三、四季度 are lists of numbers, not headings
        listed = re.match(rf"{_CN}(?:、|季度|等奖|等功)", text[match.end() : match.end() + 7])
        listed = listed or re.search(rf"{_CN}、$", text[max(0, match.start() - 6) : match.start()])
        return not listed and after not in "，。、；"
    if match.lastgroup == "third":
        return after not in "，。；)）%" and not re.match(r"[A-Za-z]", text[match.start() - 1 : match.start()])
    if match.lastgroup in ("second", "fourth", "fifth"):
        return after not in "，。；项款条" if after else True
    if match.lastgroup == "decimal":
        return bool(after) and after not in "，。；：、)）~—-至" and not _MEASURE.match(text, match.end())
    return True


def _numbers(kind: str, token: str) -> list[int | None]:
    """The numbers that a mark says: of a decimal all, of a question none that counts."""
    if kind == "asked":
        return [1]
    return [parse_number(part) for part in re.split("[.．]", token)] if kind == "decimal" else [_number(token)]


def _number(token: str) -> int | None:
    if token in _CIRCLED:
        return _CIRCLED[token]
    return parse_number(re.sub(rf"[第部分章节条（()）\s]|^[一-鿿]{{2}}(?={_CN}$|{_AR}$)", "", token))


def _written(kind: str, token: str, number: int) -> str:
    """The number as it stands in a path: brackets full-width, the mark's own punctuation gone."""
    token = re.sub(r"\s", "", token)
    if token in _CIRCLED and kind == "second":
        return f"（{_WRITTEN[number]}）"
    if kind == "third":
        return str(number)
    if kind == "decimal":
        return normalize("NFKC", token)
    return token.replace("(", "（").replace(")", "）")
