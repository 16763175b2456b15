"""Corrections that a keeper enters in a form: checked as those of a file are, then written as one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from corpus.corrections import apply_corrections, parse_corrections
from corpus.model import Notice
from corpus.toml import TomlError, dump_toml, parse_toml

_YEAR = re.compile(r"\s*(\d{4})\s*年?\s*")


class WrongCorrection(ValueError):
    """Corrections that would not take effect; ``problems`` says in Chinese what is wrong with each."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("；".join(self.problems))


def change_corrections(data: bytes, changes: Mapping[str, Any], name: str, notice: Notice | None = None) -> bytes:
    """Corrections with some of their values changed.

    Parameters
    ----------
    data
        The corrections as they are, empty for none.
    changes
        Field to new value, as in a file of corrections; None takes the correction back. ``task`` and ``text`` are
        lists of tables, and each takes the place of the whole list. A year may be a text, as a form gives it.
    name
        What messages call the corrections.
    notice
        What they are for, as it was read: rows and words that it does not have are then told, too.

    Returns
    -------
    bytes
        The new corrections; empty where none are left.

    Raises
    ------
    WrongCorrection
        Something in them would not take effect; nothing is to be written.
    """
    try:
        table = parse_toml(data)
    except TomlError as exc:
        raise WrongCorrection([f"{name}：{exc}"]) from exc
    for key, value in changes.items():
        if value is None or (isinstance(value, list | tuple) and not value):
            table.pop(key, None)
        elif key == "year" and isinstance(value, str) and (match := _YEAR.fullmatch(value)):
            table[key] = int(match[1])
        else:
            table[key] = value
    written = dump_toml(table)
    corrections = parse_corrections(written, name)
    problems = list(corrections.problems)
    if notice is not None and not problems:
        known = set(notice.findings)
        applied = apply_corrections(notice, corrections)
        problems += [f.message for f in applied.findings if f.kind == "correction" and f not in known]
    if problems:
        raise WrongCorrection(problems)
    return written
