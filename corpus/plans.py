"""Plans in the text that say what is done in each month or quarter: 1月：…, 一季度：…, on lines or run together."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.dates import PERIOD, parse_deadline_cell
from corpus.model import PREFACE, Deadline
from corpus.outline import Heading

_ITEM = re.compile(rf"(?P<when>{PERIOD})\s?[:：]\s?")
_BULLETS = "—–-·•●○◆■▪*＊ "
_MOST_BULLETS = 4
_WHO = r"(?:牵头|责任|主办|承办|配合|协办|落实|实施|支撑|主责|负责|指导|完成|办理|整改)"
_GOES_ON = re.compile(
    rf"\n[—–\-·•●○◆■▪*＊ ]*(?:[（(【\[〔]?\s*(?:[省市县区州]级)?{_WHO}?"
    r"(?:(?:责任)?(?:单位|部门|主体)|时限|时间|期限|时间节点)\s*[:：]\n?[^\n]+|[（(【\[〔][^\n]+[）)】\]〕][。；;]?(?=\n|$))"
)
"""A line below an item that says who does it or by when."""
_LEAST = 2
_MONTH = re.compile(r"(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a section: ``start`` is where its quotation begins, ``words`` where its words do.

    An item of a plan has the range of its time in ``when``, and in ``month`` the month that 上旬 is of.
    """

    start: int
    words: int
    end: int
    when: tuple[int, int] | None = None
    month: str = ""


def parts_of(text: str, heading: Heading, end: int) -> list[Part]:
    """The items of the plan in a section and what stands before and behind them; else the whole section as one part.

    Parameters
    ----------
    text
        Clean text.
    heading
        The section.
    end
        Where its own words end.
    """
    whole = Part(heading.start, heading.words_start, end)
    items = list(_items(text, heading, end))
    if not items:
        return [whole]
    before = replace(whole, end=items[0].start)
    behind = Part(items[-1].end, items[-1].end, end)
    return [part for part in (before, *items, behind) if text[part.words : part.end].strip(" 。：:\n")]


def _items(text: str, heading: Heading, end: int) -> Iterator[Part]:
    start = heading.words_start
    marks = [m for m in _ITEM.finditer(text, start, end) if _begins(text, start, m.start())]
    if len(marks) < _LEAST and not (marks and marks[0].start() == start):
        return
    month = "".join(_MONTH.findall(heading.words)[:1])
    for i, mark in enumerate(marks):
        month = "".join(_MONTH.findall(mark["when"])[-1:]) or month
        stop = marks[i + 1].start() if i + 1 < len(marks) else _end_of_item(text, mark.end(), end)
        yield Part(mark.start(), mark.end(), stop, mark.span("when"), month)


def _end_of_item(text: str, at: int, end: int) -> int:
    """Where the last item ends: with its line, or with the lines below it that say who does it."""
    stop = text.find("\n", at, end)
    if stop < 0:
        return end
    while line := _GOES_ON.match(text, stop, end):
        stop = line.end()
    return stop


def _begins(text: str, start: int, at: int) -> bool:
    """Whether an item can begin at a place: of the section, of a line, behind a stop."""
    before = text[max(start, at - _MOST_BULLETS) : at].rstrip(_BULLETS)
    return not before or before[-1] in "\n。；;"


def times_of(text: str, part: Part, year: int | None) -> tuple[Deadline, ...]:
    """The time of an item of a plan: 1月 is the whole of the month, 上旬 that of the month named before it."""
    if part.when is None:
        return ()
    words = text[slice(*part.when)]
    said = re.sub(r"^([0-9]{1,2})(?=[—－\-–~～至到])", r"\1月", words)
    said = part.month + said if re.match("[上中下]旬", said) else said
    found = parse_deadline_cell(said, year) or (Deadline(words, "unknown"),)
    return (replace(found[0], text=words),) if said != words else found


def plans_without_section(
    text: str, headings: list[Heading], attachments: list[tuple[int, str]], stop: int
) -> list[Heading]:
    """Stretches of the words that no section holds and that hold a plan, as sections without a number.

    Parameters
    ----------
    text
        Clean text.
    headings, attachments
        The sections, and where the attachments begin.
    stop
        Where the imprint begins.
    """
    edges = sorted([(0, PREFACE), *(a for a in attachments if a[0] < stop)])
    starts = sorted(heading.start for heading in headings)
    out = []
    for i, (start, name) in enumerate(edges):
        end = edges[i + 1][0] if i + 1 < len(edges) else stop
        at = bisect_left(starts, start)
        end = min([end, *starts[at : at + 1]])
        part = Heading(name, 0, "", start, start, start, end, end, attachment=name)
        if sum(item.when is not None for item in parts_of(text, part, end)) >= _LEAST:
            out.append(part)
    return out
