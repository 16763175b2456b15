"""What the options of the command line mean: words to values; a ValueError says in Chinese what was expected."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

ROLES = {"lead": "牵头", "support": "配合", "plain": "负责"}


def repeat_flag(args: Sequence[str], flag: str) -> list[str]:
    """The arguments with ``flag`` before each of the values that follow it."""
    out: list[str] = []
    inside = False
    for arg in args:
        if arg.startswith("-"):
            inside = arg == flag
        elif inside and out[-1] != flag:
            out.append(flag)
        out.append(arg)
    return out


def parse_day(text: str) -> dt.date:
    """A day written 2026-03-01."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"日期应写作 2026-03-01，现为 {text}") from None


def parse_year(text: str) -> int:
    """A year written 2022."""
    year = text.strip().removesuffix("年")
    if year.isascii() and year.isdigit() and len(year) == 4:
        return int(year)
    raise ValueError(f"年份应写作 2022，现为 {text}")


def parse_role(text: str) -> str:
    """A role of a unit, also by its Chinese word."""
    for role, word in ROLES.items():
        if text in (role, word):
            return role
    raise ValueError(f"应为 {'、'.join(ROLES)} 之一，现为 {text}")


def parse_split(text: str) -> str:
    """What a list can be split by."""
    if text == "unit":
        return text
    raise ValueError(f"只能写 unit，现为 {text}")


def parse_count(text: str) -> int:
    """A whole number from 1 to 1000."""
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 1000:
        return int(text)
    raise ValueError(f"应为 1 到 1000 的整数，现为 {text}")


def parse_port(text: str) -> int:
    """A port."""
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 65535:
        return int(text)
    raise ValueError(f"应为 1 到 65535 的整数，现为 {text}")
