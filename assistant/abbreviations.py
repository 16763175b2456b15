"""Short names of units as people make them up (投促局 for 投资促进局), against those that duties name."""

from __future__ import annotations

from collections.abc import Iterable

_LONGEST = 3
"""A full name has at most so many times the characters of its short one."""


def meant_by(short: str, names: Iterable[str]) -> str:
    """The one name that a short one abbreviates; empty where there is none, or several.

    The characters of the short name stand in the full one in order, the first and the last at the same ends.
    """
    found = {
        name
        for name in names
        if len(short) < len(name) <= _LONGEST * len(short)
        and (name[0], name[-1]) == (short[0], short[-1])
        and _in_order(short, name)
    }
    return found.pop() if len(found) == 1 else ""


def _in_order(short: str, name: str) -> bool:
    at = -1
    for character in short:
        at = name.find(character, at + 1)
        if at < 0:
            return False
    return True
