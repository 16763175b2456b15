"""Workbooks of older Excel and of WPS."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import UnsupportedFile
from corpus.formats.probe import Probe
from corpus.source import Source


def is_this(probe: Probe) -> bool:
    """Whether a file is a workbook of the older kind."""
    return probe.has_stream("Workbook") or probe.has_stream("Book")


def read(data: bytes, name: str, version: str) -> Source:
    """Read a workbook."""
    raise UnsupportedFile(f"{Path(name).name}：暂不支持 Excel 97–2003")
