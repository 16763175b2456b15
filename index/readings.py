"""What was read of the files of a batch, kept beside them: publishing reads none of them a second time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import corpus
from corpus import Notice, NoticeError, dump_notice, error_of, load_notice
from index.files import STAGED, sha256_of, write_atomic

STATE = ".batch.json"
"""In the folder of each batch: what is known of it."""
READINGS = ".readings"
Reader = Callable[[Path, str], Notice]


@lru_cache(maxsize=1)
def reader_fingerprint() -> str:
    """A hash of the code and the data by which notices are read: with another reader they are read again."""
    digest = hashlib.sha256()
    folder = Path(corpus.__file__).parent
    for path in sorted((*folder.glob("*.py"), *folder.glob("formats/*.py"), *folder.glob("data/*"))):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def remembering(read: Reader) -> Callable[[Path, str | None], Notice]:
    """A reader that keeps what it reads of a staged file, or why it cannot read it, and reads none twice."""

    def reader(path: Path, name: str | None) -> Notice:
        name = str(path) if name is None else name
        notice = recall(path, name)
        if notice is not None:
            return notice
        if path.parent.parent.name != STAGED or not (path.parent / STATE).is_file():
            return read(path, name)
        try:
            notice = read(path, name)
            _keep(path, name, notice=dump_notice(notice))
        except NoticeError as exc:
            _keep(path, name, kind=exc.kind, message=str(exc))
            raise
        return notice

    return reader


def recall(path: Path, name: str) -> Notice | None:
    """What was read of the file of a batch by this very reader; None where it was not read yet.

    Raises
    ------
    corpus.NoticeError
        It could not be read then.
    """
    try:
        said = json.loads(_place(path).read_bytes())
    except (OSError, ValueError):
        return None
    if said["reader"] != reader_fingerprint() or said["name"] != name:
        return None
    if "kind" in said:
        raise error_of(said["kind"], said["message"])
    return load_notice(said["notice"])


def _keep(path: Path, name: str, **said: str) -> None:
    kept = _place(path)
    kept.parent.mkdir(exist_ok=True)
    write_atomic(kept, json.dumps({"reader": reader_fingerprint(), "name": name} | said).encode())


def _place(path: Path) -> Path:
    return path.parent / READINGS / f"{sha256_of(path)}.json"
