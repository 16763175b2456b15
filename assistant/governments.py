"""The governments that a question names with a place held (云河市青石区政府), whether a notice prints them or not."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from assistant.asked_places import PlaceMatch
from assistant.place_names import parts_of
from assistant.query import AskedUnit
from corpus import split_level

_GOVERNMENT = re.compile(
    r"(?P<organ>(?:人民)?政府)(?=(?:(?:今|去|前|明)年|(?:19|20)?\d\d年|[、，和与跟及的都还要应需共一各自己名下主分别头上手里承担\s\u3000])*"
    r"(?:负责|牵头|配合|参与|协助|主办|有?(?:哪些|什么|几[项个件]|多少[项个件])(?:工作|具体|主要)*(?:任务|职责|事项)"
    r"|(?:工作|主要|重点)?(?:任务(?!分解|清单|表|里|中)|职责)|[做干办管](?:什么|哪些|啥)"
    r"|[一-鿿]{2,12}政府.*(?:负责|牵头|配合|任务|职责)))"
)
"""The words behind a place that make it a government of which the duties are asked."""
_COMPARED = re.compile(r"不同|区别|差别|差异|异同|对比|比较|相比|一样|变化")


def levels_of(printed: Sequence[str]) -> frozenset[str]:
    """The places and levels whose governments some duty names: 青石区 of 青石区人民政府, 区 of 区政府."""
    parted = map(split_level, printed)
    return frozenset(level for level, organ in parted if level and organ in ("政府", "人民政府"))


def governments_of(text: str, places: Sequence[PlaceMatch], levels: Container[str]) -> tuple[AskedUnit, ...]:
    """The governments of places held that a question names, from left to right.

    ``levels`` as ``levels_of`` gives them: where no duty can mean it, a government is but the issuer of its notices.
    """
    if _COMPARED.search(text):
        return ()
    out: list[AskedUnit] = []
    for place in places:
        end = place.start + len(place.words)
        if len(place.places) != 1 or end != place.end or not (match := _GOVERNMENT.match(text, end)):
            continue
        (whole,) = place.places
        own = parts_of(whole)[-1]
        if not own.endswith(("省", "市", "区", "县", "州", "盟", "旗")):
            continue
        if not any(named in levels for named in (own, own[-1], whole)):
            continue
        level = whole if place.words == whole else own
        out.append(AskedUnit(f"{own}{match['organ']}", level, match["organ"], place.start, match.end()))
    return tuple(out)
