"""Running heads, feet and page numbers, told by where they stand and by what other pages have in the same place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from corpus.formats.textline import TextLine

_EDGE = 0.15
"""The part of a page's height, above and below, in which running heads and feet stand."""
_NUMBER_EDGE = 0.12
_MOST_LINES = 4
"""Lines of a running head or foot."""
_LONGEST = 80
_NUMBER = r"(?:[0-9０-９]{1,4}|[一二三四五六七八九十百]{1,5}|[ivxIVX]{1,6})"
_DASH = r"[\s\u3000—－–\-―~·•.|_]*"
_STROKE = r"[—－–\-―‐‑‒−─~·•|_ー一]"
"""What stands on both sides of a page number, with what OCR takes it for: the last two are a kana and a numeral."""
_PAGE_NUMBER = re.compile(
    rf"{_DASH}(?:第\s*{_NUMBER}\s*页(?:[\s/，,（(]*共\s*{_NUMBER}\s*页[)）]?)?|共\s*{_NUMBER}\s*页[\s，,]*第\s*{_NUMBER}\s*页"
    rf"|Page\s*\d+(?:\s*(?:of|/)\s*\d+)?|\d{{1,4}}\s*/\s*\d{{1,4}}){_DASH}"
    rf"|{_STROKE}+\s*(?:[0-9０-９]{{1,4}}|[ivxIVX]{{1,6}})\s*(?:{_STROKE}+|\.)",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(rf"{_STROKE}?\s*[0-9０-９]{{1,4}}\s*{_STROKE}?")
"""One that has lost its strokes, or one of them."""
_COLUMN_NAME = re.compile(
    r"序\s*号|(?:责任|牵头|配合|承办)(?:单位|部门)|(?:完成)?时\s*限|(?:工作|重点)(?:任务|内容)|备\s*注"
)
_OWN = re.compile(r"\s*附\s*[件表录图]|[（(]?\s*续\s*表")
_NUMBERS = re.compile(r"[0-9]{1,4}")
_BLANK = re.compile(r"\s+")
_LARGER = 1.1
"""A running head is not larger than the words of the page."""
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
    usual = median(sizes) if (sizes := [line.size for lines in pages for line in lines]) else 0.0
    seen: Counter[tuple[str, int]] = Counter()
    keys: list[dict[int, list[tuple[str, int]]]] = []
    for number, (lines, height) in enumerate(zip(pages, heights, strict=True)):
        edges = (i for i in _at_edges(lines, height, _EDGE) if lines[i].size <= _LARGER * usual)
        own = {index: _keys(lines[index], height, number) for index in edges}
        keys.append(own)
        seen.update({key for near in own.values() for key in near})
    out: list[set[int]] = []
    for lines, height, own in zip(pages, heights, keys, strict=True):
        found = {index for index in _at_edges(lines, height, _NUMBER_EDGE) if _is_number(lines, index)}
        for index, near in own.items():
            pages_with = max(seen[key] for key in near)
            if pages_with > 1 and _may_repeat(lines[index].text, pages_with, len(pages)):
                found.add(index)
        out.append(found)
    return out


def _keys(line: TextLine, height: float, number: int) -> list[tuple[str, int]]:
    """What the line has in common with those of other pages: its words, each number in turn taken to count the pages.

    Each stands at one of two overlapping heights.
    """
    text = _BLANK.sub("", line.text)
    place = int(line.middle / height / _NEAR)
    texts = [text]
    if not _is_inside(line, height) and len(text) <= _LONGEST:
        for found in _NUMBERS.finditer(text):
            texts.append(f"{text[: found.start()]}#{int(found.group()) - number}{text[found.end() :]}")
    return [(words, near) for words in texts for near in (place, place + 1)]


def _is_inside(line: TextLine, height: float) -> bool:
    """Whether a line stands where text may stand."""
    return _NUMBER_EDGE * height < line.middle < (1 - _NUMBER_EDGE) * height


def _at_edges(lines: Sequence[TextLine], height: float, edge: float) -> list[int]:
    top = [i for i in range(min(_MOST_LINES, len(lines))) if lines[i].middle < edge * height]
    first = max(len(lines) - _MOST_LINES, 0)
    foot = [i for i in range(first, len(lines)) if lines[i].middle > (1 - edge) * height]
    return sorted({*top, *foot})


def _is_number(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a line at the edge is a page number; without its strokes it has to be the outermost line."""
    text = lines[index].text.strip()
    is_outermost = index in (0, len(lines) - 1)
    return is_page_number(text) or (is_outermost and bool(_BARE_NUMBER.fullmatch(text)))


def _may_repeat(text: str, pages_with: int, pages: int) -> bool:
    """Whether a line that several pages have in one place may be a running head: no header of a table, no 附件1."""
    if len(text) > _LONGEST or len(_COLUMN_NAME.findall(text)) > 1 or _OWN.match(text):
        return False
    return pages_with >= max(2, 0.3 * pages)
