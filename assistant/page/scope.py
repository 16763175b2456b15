"""A chip of the scope that was pressed, and the limits that it makes of those before."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from assistant.answer import Answer
from assistant.limits import Limits

FIELDS = {"place": "places", "year": "years", "unit": "units", "notice": "notices"}
"""Kind of chip to the field of `Limits`."""
_LONGEST = 80


class Change(NamedTuple):
    """What was done to a chip: ``value`` instead of ``old``, either empty for none."""

    kind: str
    old: str
    value: str

    @classmethod
    def parse(cls, kind: str, old: str, value: str) -> Change:
        """What the browser sent.

        Raises
        ------
        ValueError
            It is no chip, or a year is no year; the message is for the reader.
        """
        value = value.strip()
        if kind not in FIELDS or len(value) > _LONGEST or not (old or value):
            raise ValueError("没有看懂要把范围改成什么，请重选")
        if kind == "year" and value:
            year = re.fullmatch(r"(?P<year>(?:19|20)\d\d)\s*年?", value)
            if year is None:
                raise ValueError(f"年份请写四位数字，如 2025，现为“{value}”")
            value = year["year"]
        return cls(kind, old, value)


def changed(limits: Limits, answer: Answer, change: Change) -> Limits:
    """The limits of a question whose answer has these chips, after a change of one."""
    shown = [str(chip.value) for chip in answer.scope.chips if chip.kind == change.kind]
    kept = [change.value if value == change.old else value for value in shown]
    if change.value and change.value not in kept:
        kept.append(change.value)
    values = tuple(dict.fromkeys(value for value in kept if value))
    if change.kind == "year":
        return replace(limits, years=tuple(map(int, values)))
    return replace(limits, **{FIELDS[change.kind]: values})  # type: ignore[arg-type]  # no field of years
