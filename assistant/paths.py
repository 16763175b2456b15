"""The place of a section as its path, which joins the numbers above it: 一（二）3."""

from __future__ import annotations

import re

_STEP = re.compile(
    r"附件\d*|第[一二三四五六七八九十百零〇\d]+(?:部分|章|节|条)|[一二三四五六七八九十百]+|（[^）]+）|\d+|[①-⑳]|~\d+"
)


def depth_of(path: str) -> int:
    """How many numbers a path joins: 一（二）3 has three."""
    return len(_STEP.findall(path))


def is_below(path: str, part: str) -> bool:
    """Whether a path is below another: 一（二） is below 一, 一1 too, 十一 is not below 十."""
    steps, upper = _STEP.findall(path), _STEP.findall(part)
    return len(steps) > len(upper) and steps[: len(upper)] == upper
