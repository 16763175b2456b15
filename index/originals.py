"""The files as they came, each under the hash of its bytes."""

from __future__ import annotations

import hashlib
from pathlib import Path

from index.files import Layout, write_atomic


def keep_original(layout: Layout, path: Path, version: str) -> bool:
    """Store the bytes of a file; nothing is written when they are there.

    Parameters
    ----------
    layout
        The library.
    path
        The file.
    version
        The SHA-256 that its bytes had when it was read.

    Returns
    -------
    bool
        False when the file has other bytes by now.
    """
    target = layout.original(version, path.name)
    if target.exists():
        return True
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != version:
        return False
    write_atomic(target, content)
    return True


def keep_bytes(layout: Layout, content: bytes, ending: str) -> str:
    """Store bytes as a file with that ending would be; returns their SHA-256."""
    version = hashlib.sha256(content).hexdigest()
    target = layout.original(version, f"x{ending}")
    if not target.exists():
        write_atomic(target, content)
    return version
