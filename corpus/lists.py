"""Lists of items (①②③): where the last one ends, and where the section above it goes on."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from operator import attrgetter
from typing import TYPE_CHECKING

from corpus.flow import Flow
from corpus.outline_marks import LEVELS

if TYPE_CHECKING:
    from corpus.outline import Heading

_ITEMS = (LEVELS.index("fifth"), LEVELS.index("circled"))
_OF_ITEM = re.compile(
    r"[—–\-·•（(【\[]*\s?(?:责任|牵头|主办|配合|协办|承办|落实|完成|整改)(?:责任)?(?:单位|部门|主体|科室|时限|时间|期限|人)"
)
"""A line that says who does an item, or by when, belongs to it."""
_start = attrgetter("start")


def end_lists(flow: Flow, headings: Sequence[Heading]) -> Iterator[tuple[Heading, int, int]]:
    """End the last item of each list, whose items are one paragraph each, at the next paragraph that is no item.

    Parameters
    ----------
    flow
        The paragraphs.
    headings
        The sections of one part in order; ``own_end`` and ``end`` of the last items are changed.

    Yields
    ------
    tuple
        The section in which a list stands, and the range in which it goes on behind the list.
    """
    is_single = True
    for i, (heading, following) in enumerate(zip_longest(headings, headings[1:])):
        if heading.level not in _ITEMS:
            is_single = True
            continue
        first = bisect_right(flow.paragraphs, heading.start, key=_start)
        behind = flow.paragraphs[first : bisect_left(flow.paragraphs, heading.own_end, key=_start)]
        other = next((p.start for p in behind if not _OF_ITEM.match(flow.text, p.start)), None)
        if following is not None and following.level == heading.level:
            is_single = is_single and other is None
        elif is_single and other is not None and (following is None or following.level < heading.level):
            stop, heading.own_end, heading.end = heading.own_end, other, other
            above = next((h for h in reversed(headings[:i]) if h.level < heading.level), None)
            if above is not None:
                yield above, other, stop
