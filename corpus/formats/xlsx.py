"""Excel workbooks: each sheet as a table."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import UnsupportedFile
from corpus.formats.probe import Probe
from corpus.source import Source


def is_this(probe: Probe) -> bool:
    """Whether a file is an Excel workbook."""
    return "xl/workbook.xml" in probe.members or "xl/workbook.bin" in probe.members


def read(data: bytes, name: str, version: str) -> Source:
    """Read a workbook."""
    raise UnsupportedFile(f"{Path(name).name}：暂不支持 Excel")
