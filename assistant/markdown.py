"""Words of others in Markdown."""

from __future__ import annotations

import re

_MARKS = re.compile(r"([\\`*_<>#|~])")
_BRACKETS = re.compile(r"([\[\]])")
_ACTS = re.compile(r"\]\s*[(\[:]|\[\d{1,3}\]")
"""Brackets that Markdown would make a link of, or a reader a mark of a citation; [2026] in a 文号 is neither."""


def plain(words: str) -> str:
    """Words of a notice as text in Markdown: marks that Markdown would take for its own are disarmed."""
    words = _MARKS.sub(r"\\\1", words)
    return _BRACKETS.sub(r"\\\1", words) if _ACTS.search(words) else words
