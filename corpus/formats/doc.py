"""Documents of older Word and of WPS, RTF and ODT, through LibreOffice."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import UnsupportedFile
from corpus.formats.probe import Probe
from corpus.source import Source


def is_this(probe: Probe) -> bool:
    """Whether a file is a document that LibreOffice reads."""
    return (
        probe.has_stream("WordDocument")
        or probe.starts(b"{\\rtf")
        or ("content.xml" in probe.members and "mimetype" in probe.members)
    )


def read(data: bytes, name: str, version: str) -> Source:
    """Read a document."""
    raise UnsupportedFile(f"{Path(name).name}：暂不支持 Word 97–2003")
