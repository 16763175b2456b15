"""Tables whose cells are parted by commas or tabs."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import UnsupportedFile
from corpus.formats.probe import Probe
from corpus.source import Source


def is_this(probe: Probe) -> bool:
    """Whether a file is such a table; the content alone does not tell it from text."""
    return probe.ending in (".csv", ".tsv") and probe.text is not None


def read(data: bytes, name: str, version: str) -> Source:
    """Read a table."""
    raise UnsupportedFile(f"{Path(name).name}：暂不支持 csv")
