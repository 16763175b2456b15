"""Text files read line by line, with a sentence for the user where a file or a line cannot be used."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from assistant.errors import CommandError, reason_of

SHOWN = 20
"""So many wrong lines of a file are named; the rest are counted."""
_BRIEF = 40

T = TypeVar("T")


class LineError(ValueError):
    """A line is not what it should be; the message says in Chinese what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds a JSON object with an id; ``line_id`` is the id as text."""

    number: int
    line_id: str
    raw: dict[str, Any]


def lines_of(path: Path) -> Iterator[tuple[int, str]]:
    """Yield number and words of each line that is not blank.

    Raises
    ------
    CommandError
        The file is not there or is not UTF-8.
    """
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as exc:
        raise CommandError(f"{path}：不是 UTF-8 编码，请另存为 UTF-8") from exc
    except OSError as exc:
        raise CommandError(f"{path}：读不出来（{reason_of(exc)}）") from exc
    yield from ((number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip())


def read_objects(path: Path, form: str, parse: Callable[[Line], T]) -> list[T]:
    """Read a file of JSON objects with an id, one a line.

    Parameters
    ----------
    form
        How such an object looks, for the user.
    parse
        What makes something of a line; raises `LineError` for one that it cannot use.

    Raises
    ------
    CommandError
        A line cannot be used or its id was there already: every such line is named, as a figure over the rest would be
        of another file. Or there are no lines, or no such file.
    """
    out: list[T] = []
    first_at: dict[str, int] = {}
    faults: list[str] = []
    for number, text in lines_of(path):
        try:
            raw = object_of(text, form)
            line = Line(number, id_of(raw), raw)
            first = first_at.setdefault(line.line_id, number)
            if first != number:
                raise LineError(f"编号 {line.line_id} 与第 {first} 行相同")
            out.append(parse(line))
        except LineError as exc:
            faults.append(f"第 {number} 行：{exc}")
    if faults:
        more = [f"……其余 {len(faults) - SHOWN} 行"] if len(faults) > SHOWN else []
        raise CommandError("\n".join([f"{path}：有 {len(faults)} 行不能用", *faults[:SHOWN], *more]))
    if not out:
        raise CommandError(f"{path}：是空的")
    return out


def object_of(text: str, form: str) -> dict[str, Any]:
    """The JSON object of a line; ``form`` is how it should look.

    Raises
    ------
    LineError
        The line holds none.
    """
    try:
        raw = json.loads(text)
    except json.JSONDecodeError as exc:
        raise LineError(f"不是正确的 JSON（错在第 {exc.colno} 个字符）") from exc
    except ValueError as exc:  # the only other one that json raises: an integer of thousands of digits
        raise LineError("不是正确的 JSON（数字太长）") from exc
    except RecursionError as exc:
        raise LineError("不是正确的 JSON（括号套得太深）") from exc
    if not isinstance(raw, dict):
        raise LineError(f"不是 JSON 对象，应为 {form}")
    return raw


def id_of(raw: dict[str, Any]) -> str:
    """The id of an object as text.

    Raises
    ------
    LineError
        There is none, or it is neither text nor an integer.
    """
    found = raw.get("id")
    if found is None or found == "":
        raise LineError("没有编号 id")
    if isinstance(found, bool) or not isinstance(found, str | int):
        raise LineError(f"编号应为文字或整数，现为 {shown(found)}")
    return str(found)


def shown(value: object) -> str:
    """A value as it stands in the file, cut where it is long."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _BRIEF else f"{text[: _BRIEF - 1]}…"
