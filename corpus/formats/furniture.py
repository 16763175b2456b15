"""Running heads, feet and page numbers, told by where they stand and by what other pages have in the same place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from corpus.formats.textline import TextLine

_EDGE = 0.15
"""The part of a page's height, above and below, in which running heads and feet stand."""
_NUMBER_EDGE = 0.12
_MOST_LINES = 4
"""Lines of a running head or foot."""
_LONGEST = 80
_NUMBER = r"(?:[0-9０-９]{1,4}|[一二三四五六七八九十百]{1,5}|[ivxIVX]{1,6})"
_DASH = r"[\s\u3000—－–\-―~·•.|_]*"
_PAGE_NUMBER = re.compile(
    rf"{_DASH}(?:第\s*{_NUMBER}\s*页(?:[\s/，,（(]*共\s*{_NUMBER}\s*页[)）]?)?|共\s*{_NUMBER}\s*页[\s，,]*第\s*{_NUMBER}\s*页"
    rf"|Page\s*\d+(?:\s*(?:of|/)\s*\d+)?|\d{{1,4}}\s*/\s*\d{{1,4}}){_DASH}"
    rf"|[—－–\-―~·•|_]+\s*(?:[0-9０-９]{{1,4}}|[ivxIVX]{{1,6}})\s*[—－–\-―~·•|_]+",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"[0-9０-９]{1,4}")
_COLUMN_NAME = re.compile(
    r"序\s*号|(?:责任|牵头|配合|承办)(?:单位|部门)|(?:完成)?时\s*限|(?:工作|重点)(?:任务|内容)|备\s*注"
)
_OWN = re.compile(r"\s*附\s*[件表录图]|[（(]?\s*续\s*表")
_DIGITS = re.compile(r"[0-9０-９]+")
_BLANK = re.compile(r"\s+")
_NEAR = 0.012
"""In heights of the page: lines of two pages that stand at one height."""


def is_page_number(text: str) -> bool:
    """Whether a line is a page number with its marks: ``— 1 —``, 第1页 共6页."""
    return bool(_PAGE_NUMBER.fullmatch(text.strip()))


def find_furniture(pages: Sequence[Sequence[TextLine]], heights: Sequence[float]) -> list[set[int]]:
    """Which lines of each page are furniture.

    Parameters
    ----------
    pages
        The lines of each page outside its tables, from the top down.
    heights
        Of the pages.

    Returns
    -------
    list of set
        For each page the places of its furniture in its lines.
    """
    seen: Counter[tuple[str, int]] = Counter()
    keys: list[dict[int, tuple[str, int]]] = []
    for lines, height in zip(pages, heights, strict=True):
        own = {index: _key(lines[index], height) for index in _at_edges(lines, height, _EDGE)}
        keys.append(own)
        seen.update({near for key in own.values() for near in {(key[0], key[1]), (key[0], key[1] + 1)}})
    out: list[set[int]] = []
    for lines, height, own in zip(pages, heights, keys, strict=True):
        found = {index for index in _at_edges(lines, height, _NUMBER_EDGE) if _is_number(lines, index)}
        for index, (text, place) in own.items():
            pages_with = max(seen[text, place], seen[text, place + 1])
            if pages_with > 1 and _may_repeat(lines[index].text, pages_with, len(pages)):
                found.add(index)
        out.append(found)
    return out


def _key(line: TextLine, height: float) -> tuple[str, int]:
    return _DIGITS.sub("#", _BLANK.sub("", line.text)), int(line.middle / height / _NEAR)


def _at_edges(lines: Sequence[TextLine], height: float, edge: float) -> list[int]:
    top = [i for i in range(min(_MOST_LINES, len(lines))) if lines[i].middle < edge * height]
    first = max(len(lines) - _MOST_LINES, 0)
    foot = [i for i in range(first, len(lines)) if lines[i].middle > (1 - edge) * height]
    return sorted({*top, *foot})


def _is_number(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a line at the edge is a page number; bare digits have to be the outermost line."""
    text = lines[index].text.strip()
    is_outermost = index in (0, len(lines) - 1)
    return is_page_number(text) or (is_outermost and bool(_BARE_NUMBER.fullmatch(text)))


def _may_repeat(text: str, pages_with: int, pages: int) -> bool:
    """Whether a line that several pages have in one place may be a running head: no header of a table, no 附件1."""
    if len(text) > _LONGEST or len(_COLUMN_NAME.findall(text)) > 1 or _OWN.match(text):
        return False
    return pages_with >= max(2, 0.3 * pages)
