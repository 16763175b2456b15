"""The years that a question names or means: 2025年, 今年, 近两年, 最新的."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from corpus import parse_number

_YEAR = re.compile(
    r"(?<!\d)(?P<full>(?:19|20)\d\d)(?=年|[^\d〕\]）)-]|$)年?|(?<!\d)(?P<short>\d\d)年(?!\d|以|前|内|来)"
)
RELATIVE = {
    "今年": 0,
    "本年": 0,
    "本年度": 0,
    "当年": 0,
    "这一年": 0,
    "去年": -1,
    "上年": -1,
    "上一年": -1,
    "前年": -2,
    "明年": 1,
}
RELATIVE_WORD = re.compile("|".join(sorted(RELATIVE, key=len, reverse=True)))
_RECENT = re.compile(r"近(?P<n>[两二三四五2-5])年|最近(?P<m>[两二三四五2-5])年")
_LATEST = re.compile(r"最新的?|最近一?年的?|最近的")
_ONLY_LATEST = re.compile(rf"(?:那么?)?(?P<words>{_LATEST.pattern})(?:[一这那]年)?呢?[？?。]?")
"""A follow-up that says no more than this asks the same of the latest year."""


def years_asked(
    text: str, today: dt.date, protected: Sequence[tuple[int, int]]
) -> tuple[tuple[int, ...], tuple[str, ...], bool, str]:
    """Years named or meant, the relative words, whether the latest is asked, and the text without them."""
    years: list[int] = []
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    if joint := re.search(r"((?:19|20)\d\d)\s?(?:年)?(?:和|与|、|到|至|跟)((?:19|20)\d\d)年?", text):
        years += [int(joint[1]), int(joint[2])]
    for match in _YEAR.finditer(text):
        years.append(int(match["full"]) if match["full"] else 2000 + int(match["short"]))
        spans.append(match.span())
    for match in RELATIVE_WORD.finditer(text):
        years.append(today.year + RELATIVE[match.group()])
        words.append(match.group())
        spans.append(match.span())
    if recent := _RECENT.search(text):
        count = parse_number((recent["n"] or recent["m"]).replace("两", "二")) or 2
        years += [today.year - k for k in range(count)]
        words.append(recent.group())
        spans.append(recent.span())
    latest = bool(_LATEST.search(text))
    if only := _ONLY_LATEST.fullmatch(text):
        spans.append(only.span("words"))
    for start, end in spans:
        if not any(a <= start < b for a, b in protected):
            text = text[:start] + "\u3000" * (end - start) + text[end:]
    return tuple(dict.fromkeys(years)), tuple(words), latest, text
