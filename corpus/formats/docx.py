"""Word documents: text and tables in order, automatic numbers, tracked changes as accepted."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import UnsupportedFile
from corpus.formats.probe import Probe
from corpus.source import Source


def is_this(probe: Probe) -> bool:
    """Whether a file is a Word document."""
    return "word/document.xml" in probe.members


def read(data: bytes, name: str, version: str) -> Source:
    """Read a Word document."""
    raise UnsupportedFile(f"{Path(name).name}：暂不支持 Word")
