"""PDF with a text layer; pages without one go to OCR."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import UnsupportedFile
from corpus.formats.probe import Probe
from corpus.source import Source


def is_this(probe: Probe) -> bool:
    """Whether a file is a PDF."""
    return b"%PDF-" in probe.data[:1024]


def read(data: bytes, name: str, version: str) -> Source:
    """Read a PDF."""
    raise UnsupportedFile(f"{Path(name).name}：暂不支持 PDF")
