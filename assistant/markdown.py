"""Words of others in Markdown."""

from __future__ import annotations

import re


def plain(words: str) -> str:
    """Words of a notice as text in Markdown: marks that Markdown would take for its own are disarmed."""
    return re.sub(r"([\\`*_\[\]<>#|~])", r"\\\1", words)
