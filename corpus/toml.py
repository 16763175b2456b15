"""Settings and corrections that people write: TOML with complaints in Chinese."""

from __future__ import annotations

import datetime as dt
import difflib
import json
import re
import tomllib
from collections.abc import Collection, Mapping
from typing import Any


class TomlError(Exception):
    """A text that is no TOML; the message says where and why, without the file's name."""


def parse_toml(data: bytes) -> dict[str, Any]:
    """The tables of a TOML file; raises `TomlError`."""
    try:
        text = data.decode("utf-8-sig")  # Notepad writes a byte order mark, which TOML does not allow
    except UnicodeDecodeError as exc:
        raise TomlError("不是 UTF-8 编码，请另存为 UTF-8") from exc
    try:
        return tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as exc:
        raise TomlError(toml_complaint(exc, text)) from exc


def dump_toml(table: Mapping[str, Any]) -> bytes:
    """A table as TOML, which :func:`parse_toml` reads back: texts, numbers, days, lists, and lists of tables."""
    plain = {key: value for key, value in table.items() if not _is_tables(value)}
    lines = [f"{_key(key)} = {_value(value)}" for key, value in plain.items()]
    for key, tables in table.items():
        for one in tables if key not in plain else ():
            lines += ["", f"[[{_key(key)}]]", *(f"{_key(name)} = {_value(value)}" for name, value in one.items())]
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def _is_tables(value: object) -> bool:
    return isinstance(value, list | tuple) and bool(value) and all(isinstance(one, Mapping) for one in value)


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else _text(key)


def _value(value: object) -> str:
    if isinstance(value, bool | int | float):
        return json.dumps(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)} = {_value(one)}" for key, one in value.items()) + "}"
    return _text(str(value))


def _text(value: str) -> str:
    """A text in quotes: TOML escapes as JSON does, and DEL besides."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def toml_complaint(exc: tomllib.TOMLDecodeError, text: str) -> str:
    """Where a text stops to be TOML, as tomllib says it in words only."""
    found = re.search(r"line (\d+), column (\d+)", str(exc))
    place = f"第 {found[1]} 行第 {found[2]} 列" if found else "文件末尾"
    hint = "，文件夹里的 \\ 请写成 /" if "\\" in text else ""
    return f"{place}不是正确的 TOML{hint}"


def unknown_key(key: str, known: Collection[str]) -> str:
    """What to say of a key that there is not."""
    near = difflib.get_close_matches(key, known, n=1)
    return f"没有“{key}”这个字段，" + (f"是不是“{near[0]}”" if near else "可用的有 " + "、".join(known))


def as_written(value: object) -> str:
    """A value as a user would recognise it, cut where it is long."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:60] + "…"


def as_words(value: object) -> str:
    """A text; raises ValueError."""
    if not isinstance(value, str) or any(ord(ch) < 32 for ch in value):
        raise ValueError
    return value.strip()


def as_list(value: object) -> tuple[str, ...]:
    """A list of texts, none of them empty; raises ValueError."""
    if not isinstance(value, list):
        raise ValueError
    words = tuple(map(as_words, value))
    if not all(words):
        raise ValueError
    return words
