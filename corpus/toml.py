"""Settings and corrections that people write: TOML with complaints in Chinese."""

from __future__ import annotations

import difflib
import json
import re
import tomllib
from collections.abc import Collection
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
