"""A text with the punctuation of GB/T 15834, for a reply: what stands in a notice is quoted as it is, this is a copy.

Only marks that stand in Chinese are changed: those of numbers, times, addresses and English words are left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CHINESE = re.compile(rf"[{_HAN}，。、；：？！…—“”‘’（）《》〈〉〔〕【】「」]")
_FULL = str.maketrans(",;:?!", "，；：？！")
_MARKS = re.compile(r"[,;:?!]+")
_KEPT = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]*://[!-~]*[0-9A-Za-z/]|(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\bwww\.[!-~]*[0-9A-Za-z/]"
    r"|(?<![0-9])[0-9]+(?:[:,.][0-9]+)+(?![0-9])|[A-Za-z]:\\[^\s\"]*|```.*?```|`[^`\n]*`",
    re.ASCII | re.DOTALL,
)
"""Addresses, numbers, times, paths and code."""
_YEAR_BRACKET = re.compile(rf"(?<=[{_HAN}])[\[(（【]\s*((?:19|20)\d\d)\s*[\])）】](?=\s*第?\s*\d+\s*号)")
_DOTS = re.compile(r"\.{3,}|。{3,}|…+")
_BRACKET = {"(": ")", "（": "）"}
_STAND_IN = "\ue000"
"""Stands for what is kept, one character of a private use each."""


def standard_punctuation(text: str) -> str:
    """The text with full-width marks, curved quotes, …… and 〔〕 around the year of an issuing number (发文字号).

    Blanks behind a mark that was of half width go where Chinese follows.
    """
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found.group())
        return _STAND_IN

    text = _YEAR_BRACKET.sub(r"〔\1〕", text)
    hidden = _KEPT.sub(keep, text.replace(_STAND_IN, ""))
    lines = [_line(line) for line in hidden.split("\n")]
    parts = "\n".join(lines).split(_STAND_IN)
    return "".join(part + old for part, old in zip(parts, [*kept, ""], strict=True))


def is_changed(text: str) -> bool:
    """Whether the text has marks that are not those of the standard."""
    return standard_punctuation(text) != text


def _line(line: str) -> str:
    return _quoted(_bracketed(_marked(_DOTS.sub(lambda m: _dots(m, line), line))))


def _is_chinese(char: str) -> bool:
    return bool(char) and _CHINESE.match(char) is not None


def _dots(found: re.Match[str], line: str) -> str:
    beside = line[max(0, found.start() - 1) : found.start()], line[found.end() : found.end() + 1]
    return "……" if any(map(_is_chinese, beside)) else found.group()


def _marked(line: str) -> str:
    """The marks , ; : ? ! beside Chinese in full width."""
    out: list[str] = []
    last = 0
    for found in _MARKS.finditer(line):
        before = line[max(0, found.start() - 1) : found.start()]
        rest = line[found.end() :]
        after = rest.lstrip(" \t")[:1]
        is_apart = rest[:1] in (" ", "\t")
        # "said, 你好" is English up to the blank; "App,请" is Chinese
        is_ours = _is_chinese(before) or (_is_chinese(after) and not (is_apart and before.isascii()))
        if not is_ours:
            continue
        out += [line[last : found.start()], found.group().translate(_FULL)]
        last = found.end() + (len(rest) - len(rest.lstrip(" \t")) if _is_chinese(after) else 0)
    return "".join([*out, line[last:]])


def _bracketed(line: str) -> str:
    """Brackets with Chinese in them, or right before them, in full width; a lone one is left."""
    chars = list(line)
    for start, end in _pairs(line):
        before = line[start - 1 : start]
        is_ours = (
            line[start] == "（"
            or line[end] == "）"
            or _is_chinese(before)
            or any(map(_is_chinese, line[start + 1 : end]))
            or (_is_chinese(line[end + 1 : end + 2]) and not before.strip())
        )
        if is_ours:
            chars[start], chars[end] = "（", "）"
    return "".join(chars)


def _pairs(line: str) -> Iterator[tuple[int, int]]:
    opened: list[int] = []
    for at, char in enumerate(line):
        if char in _BRACKET:
            opened.append(at)
        elif char in _BRACKET.values() and opened:
            yield opened.pop(), at


def _quoted(line: str) -> str:
    """Straight quotes in pairs around or beside Chinese as curved ones; a line with an odd number is left."""
    for straight, (left, right) in (('"', "“”"), ("'", "‘’")):
        places = [at for at, char in enumerate(line) if char == straight and not _is_apostrophe(line, at)]
        if len(places) % 2:
            continue
        chars = list(line)
        for start, end in zip(places[::2], places[1::2], strict=True):
            inside = line[start + 1 : end]
            beside = line[max(0, start - 1) : start], line[end + 1 : end + 2]
            if any(map(_is_chinese, inside)) or (straight == '"' and inside.strip() and any(map(_is_chinese, beside))):
                chars[start], chars[end] = left, right
        line = "".join(chars)
    return line


def _is_apostrophe(line: str, at: int) -> bool:
    """Whether a single quote stands between two letters."""
    before, after = line[max(0, at - 1) : at], line[at + 1 : at + 2]
    return line[at] == "'" and before.isascii() and before.isalnum() and after.isascii() and after.isalnum()
