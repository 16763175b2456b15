"""Files that survive a crash: written beside their place, synced, then moved into it."""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path
from urllib.parse import quote

STAGED = "staged"
"""Name of the folder of batches that wait for being published."""


class Layout:
    """Where things lie in a library."""

    def __init__(self, library: Path) -> None:
        self.library = library
        self.originals = library / "originals"
        self.catalogue = library / "catalogue.sqlite"
        self.lock = library / "build.lock"
        self.staged = library / STAGED
        self.uploads = library / "uploads"
        self.withdrawn = library / "withdrawn"
        self.index = library / "index"
        self.current = self.index / "CURRENT"
        self.generations = self.index / "generations"
        self.segments = self.index / "segments"

    def original(self, version: str, file: str) -> Path:
        """Where the bytes of a version are kept; the ending is that of the file."""
        return self.originals / f"{version}{Path(file).suffix.lower()}"

    def manifest(self, generation: str) -> Path:
        """Where a generation is described."""
        return self.generations / f"{generation}.json"


def write_atomic(path: Path, content: bytes) -> None:
    """Write a file so that after a crash it is there whole, or as it was before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".new")
    beside.write_bytes(content)
    sync_file(beside)
    beside.replace(path)
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Wait until the file's content is on the disk."""
    with path.open("rb+") as file:  # Windows syncs only what is open for writing
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the names in the folder are on the disk, where the system can do that."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # some network file systems refuse
            os.fsync(handle)
    finally:
        os.close(handle)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_only_uri(path: Path) -> str:
    """The address under which SQLite opens a file that nobody changes: without locks, on read-only media too."""
    name = path.absolute().as_posix()
    return f"file://{'' if name.startswith('/') else '/'}{quote(name)}?mode=ro&immutable=1"
