"""Which brackets with one unit alone (（县水利局）) assign: those by which a notice ends item after item."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.outline import Heading

_CLOSES = " 。；;"
_TIME = re.compile(r"[^一-鿿\n]*(?:完成|办理|整改)?(?:时限|时间|期限|时间节点)\s*[:：]")
_TELLS = re.compile(r"通报|案例|经验|做法|典型|表扬|表彰|名单|获奖|命名|公示|总结|成效|组成人员|成员单位|联系方式")
"""Words of a title that tell what was done, or who somebody is."""
_TELLS_WITHIN = re.compile(r"典型案例|经验做法|典型经验|通报|获奖|名单|组成人员|成员单位|联系方式")
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Bracket:
    """A bracket with units; ``assigns`` by its own words, or ``fits``: one unit alone, behind what may be its duty."""

    start: int
    end: int
    assigns: bool
    fits: bool


@dataclass(frozen=True, slots=True)
class _Item:
    """A stretch: the bracket at the end of each of its lines, or None; ``key`` is what its siblings share."""

    closings: tuple[Bracket | None, ...]
    key: tuple[object, ...] | None


def tells_only(title: str) -> bool:
    """Whether a title is that of a text that assigns nothing: 通报, 典型案例, 经验做法, 获奖名单."""
    return bool(_TELLS.search(title))


def assigned_alone(
    text: str, stretches: Sequence[tuple[Heading, int]], brackets: Iterable[Sequence[Bracket]]
) -> frozenset[int]:
    """Where the brackets begin that assign what stands before them though they hold nothing but one unit.

    Parameters
    ----------
    text
        Clean text.
    stretches
        The sections, each with where its own words end.
    brackets
        Those of each section, in order.

    Returns
    -------
    frozenset
        Each is the last words of a paragraph, and most of the numbered items beside its own, at least two, end with a
        bracket of units; else most of the lines of its section do.
    """
    keys = _keys([heading for heading, _ in stretches])
    items = [
        _Item(tuple(_closings(text, heading, end, inside)), key)
        for (heading, end), inside, key in zip(stretches, brackets, keys, strict=True)
        if not _TELLS_WITHIN.search("\n".join((heading.words, *heading.trail, heading.attachment)))
    ]
    groups: dict[tuple[object, ...], list[_Item]] = {}
    for item in items:
        if item.key and item.closings:
            groups.setdefault(item.key, []).append(item)
    only: dict[tuple[object, ...], list[_Item]] = {}
    for key, group in groups.items():
        if len(group) == 1:  # an only item has those of other sections for siblings
            only.setdefault(key[:2], []).extend(group)
    way = {
        id(item)
        for group in (*groups.values(), *only.values())
        if _is_way(i.closings[-1] for i in group)
        for item in group
    }
    return frozenset(
        closing.start
        for item in items
        if id(item) in way or _is_way(item.closings)
        for closing in item.closings
        if closing and closing.fits
    )


def _is_way(closings: Iterable[Bracket | None]) -> bool:
    ends = [closing is not None for closing in closings]
    return sum(ends) >= _LEAST and 2 * sum(ends) > len(ends)


def _keys(headings: Sequence[Heading]) -> Iterator[tuple[object, ...] | None]:
    """Attachment, kind of mark and parent of each section without sections in it; None of any other stretch."""
    above: list[tuple[int, int]] = []
    attachment = ""
    for i, heading in enumerate(headings):
        if heading.words_start == heading.start:
            yield None
            continue
        if heading.attachment != attachment:
            attachment, above = heading.attachment, []
        while above and above[-1][0] >= heading.level:
            above.pop()
        parent = above[-1][1] if above else -1
        above.append((heading.level, i))
        has_parts = any(h.level > heading.level and h.start < heading.end for h in headings[i + 1 : i + 2])
        yield None if has_parts else (attachment, heading.level, parent)


def _closings(text: str, heading: Heading, end: int, brackets: Sequence[Bracket]) -> list[Bracket | None]:
    """The bracket of units that each line of a section ends with; one on a line of its own ends the line before it."""
    out: list[Bracket | None] = []
    at, start = 0, heading.words_start
    is_title = False
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        inside = []
        while at < len(brackets) and brackets[at].start < stop:
            inside.append(brackets[at])
            at += 1
        words = text[start:stop].strip()
        if words and not _TIME.match(words):
            last = inside[-1] if inside and not text[inside[-1].end : stop].strip(_CLOSES) else None
            closing = last if last and _counts(last) and not any(_parts_it(text, b) for b in inside[:-1]) else None
            if last and out and not text[start : inside[0].start].strip():
                out[-1] = closing
            else:
                is_title = is_title or (not out and closing is None and words[-1] not in "。；;：:")
                out.append(closing)
        start = stop + 1
    return out[1:] if is_title and len(out) > 1 and out[0] is None else out


def _counts(bracket: Bracket) -> bool:
    return bracket.assigns or bracket.fits


def _parts_it(text: str, bracket: Bracket) -> bool:
    """Whether a bracket within a paragraph with one unit alone ends words of its own, which are not the last one's."""
    return not bracket.assigns and (bracket.fits or text[bracket.end : bracket.end + 1] in tuple("，,、。；;"))
