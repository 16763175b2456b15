"""Packed files without the day on which they were made, so that they are the same each time."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

DAY = (2026, 3, 20, 9, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def pack(parts: Mapping[str, bytes | str]) -> bytes:
    """A packed file of parts, in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(zipfile.ZipInfo(name, DAY), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def with_fixed_day(data: bytes) -> bytes:
    """A file of Office whose parts and properties bear one day."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = {info.filename: packed.read(info) for info in packed.infolist()}
    return pack({name: _MODIFIED.sub(rb"\g<1>2026-03-20T09:00:00Z", part) for name, part in parts.items()})
