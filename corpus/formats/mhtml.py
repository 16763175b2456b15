"""Web pages saved in one file (MHTML)."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import UnsupportedFile
from corpus.formats.probe import Probe
from corpus.source import Source


def is_this(probe: Probe) -> bool:
    """Whether a file is a saved web page."""
    return b"multipart/related" in probe.head.lower() and b"mime-version:" in probe.head.lower()


def read(data: bytes, name: str, version: str) -> Source:
    """Read a saved page."""
    raise UnsupportedFile(f"{Path(name).name}：暂不支持网页存档")
