"""Pictures of pages, read by OCR (extra ``zhengwen[ocr]``)."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import UnsupportedFile
from corpus.formats.probe import Probe
from corpus.source import Source


def is_this(probe: Probe) -> bool:
    """Whether a file is a picture of a kind that scanners write."""
    return probe.starts(b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM")


def read(data: bytes, name: str, version: str) -> Source:
    """Read a picture."""
    raise UnsupportedFile(f"{Path(name).name}：暂不支持图片")
