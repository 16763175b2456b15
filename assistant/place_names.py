"""The name of a place by itself: its levels, its stem, what sort of park it is, and which real places it may be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.divisions import Division, divisions

_SUFFIX = re.compile(
    r"(?:综合实验区|经济技术开发区|高新技术产业开发区|自治区|自治州|开发区|实验区|示范区|新区|街道|[省市州县区旗镇乡])$"
)
_PART = re.compile(
    r"[一-鿿]{1,10}?(?:综合实验区|经济技术开发区|自治区|自治州|开发区|新区|省|(?<!城)市(?![场容政民中北南])|县|区|(?:州|旗|镇|乡)(?![市区县])|街道)"
)


def park_kind(name: str) -> str:
    """Which kind of park a name has (高新区, 开发区 …); empty where it has none: 高新区管委会 is no 实验区管委会."""
    kinds = (
        ("高新", "高新区"),
        ("实验区", "实验区"),
        ("保税", "保税区"),
        ("新区", "新区"),
        ("经开区|开发区", "开发区"),
    )
    return next((kind for pattern, kind in kinds if re.search(pattern, name)), "")


@lru_cache(maxsize=1 << 16)
def parts_of(place: str) -> tuple[str, ...]:
    """The levels of a place, outermost first: 济南市长清区 → 济南市, 长清区."""
    out: list[str] = []
    at = 0
    while at < len(place):
        if known := divisions().beginning(place, at):
            out.append(known)
            at += len(known)
            continue
        match = _PART.match(place, at)
        if match is None or match.end() == at:
            out.append(place[at:])
            break
        out.append(match.group())
        at = match.end()
    return tuple(out)


def stem(part: str) -> str:
    """长清区 → 长清; a name of one character keeps its suffix."""
    core = _SUFFIX.sub("", part)
    return core if len(core) >= 2 else part


def real_places(parts: Sequence[str]) -> Sequence[Division]:
    """The places of the official list that the levels of a place may mean; none for an invented one."""
    known = divisions()
    for part in parts:
        if found := known.full.get(part, ()):
            return found
    return known.stems.get(stem(parts[-1]), ()) if len(parts) == 1 else ()
