"""OFD (GB/T 33190): text with positions and pages."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import UnsupportedFile
from corpus.formats.probe import Probe
from corpus.source import Source


def is_this(probe: Probe) -> bool:
    """Whether a file is an OFD document."""
    return "OFD.xml" in probe.members


def read(data: bytes, name: str, version: str) -> Source:
    """Read an OFD document."""
    raise UnsupportedFile(f"{Path(name).name}：暂不支持 OFD")
