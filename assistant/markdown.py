"""Words of others in Markdown."""

from __future__ import annotations

import re

_MARKS = re.compile(r"([\\`*_<>#|~])")
_BRACKETS = re.compile(r"([\[\]])")
_ACTS = re.compile(r"\]\s*[(\[:]|\[\d+\]")
"""Brackets that Markdown would make a link of, or a reader a mark of a citation."""


def plain(words: str) -> str:
    """Words of a notice as text in Markdown: marks that Markdown would take for its own are disarmed."""
    words = _MARKS.sub(r"\\\1", words)
    return _BRACKETS.sub(r"\\\1", words) if _ACTS.search(words) else words


def unmarked(text: str) -> str:
    """Markdown as it is read on a terminal: what was disarmed stands as it was."""
    return re.sub(r"\\([\\`*_\[\]<>#|~])", r"\1", text)


def shortened(words: str, most: int) -> str:
    """The first characters of some words, with …… for the rest; no number and no Latin word is cut in two."""
    if len(words) <= most:
        return words
    return re.sub(r"[0-9A-Za-z.]+$", "", words[:most]) + "……"
