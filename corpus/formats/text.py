"""Plain text and Markdown: what no other format knows."""

from __future__ import annotations

from pathlib import Path

from corpus.decode import decode
from corpus.formats.probe import Probe
from corpus.source import Source


def is_this(probe: Probe) -> bool:
    """Whether a file is text; what is none is told why on reading."""
    return True


def read(data: bytes, name: str, version: str) -> Source:
    """Read plain text."""
    return Source(name, version, decode(data, Path(name).name))
