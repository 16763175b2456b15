"""What becomes of files that nobody can read: whether each is named with its reason, and the next one is read."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from corpus import Folders, FoundFile, NoticeError, ReadingRoom

Result = Literal["read", "named", "unforeseen", "empty", "unnamed", "hang", "crash", "raised"]
GOOD: tuple[Result, ...] = ("read", "named", "unforeseen")
"""``unforeseen`` is a reason that the worker gave for an error which no reader expects: named, in no good words."""

_UNFORESEEN = re.compile(r"文件可能已损坏（\w+：")
_DOWN = "程序意外中止"


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of a file: the result, the word and the words of the reason, and how long it took."""

    name: str
    result: Result
    kind: str
    message: str
    seconds: float


def try_files(files: Iterable[tuple[str, bytes]], folder: Path, seconds: float) -> Iterator[Trial]:
    """Read files one after another as a build does, archives with all that they hold.

    Parameters
    ----------
    files
        Name and content.
    folder
        An empty folder where each lies while it is read.
    seconds
        The limit for each.
    """
    with ReadingRoom(seconds) as room:
        for name, data in files:
            path = folder / name
            path.write_bytes(data)
            with Folders() as folders:
                start = time.perf_counter()
                for found in folders.named([path]):
                    yield _tried(room, found, start)
                    start = time.perf_counter()
            path.unlink()


def _tried(room: ReadingRoom, found: object, start: float) -> Trial:
    name = str(getattr(found, "name", ""))
    try:
        if not isinstance(found, FoundFile):
            raise found.error  # type: ignore[attr-defined]
        notice = room.read(found.path, found.name)
        result: Result = "read" if notice.text.strip() else "empty"
        kind = message = ""
    except NoticeError as exc:
        kind, message = exc.kind, str(exc)
        result = _judged(name, kind, message)
    except Exception as exc:  # noqa: BLE001 - that any other error comes out is what is looked for
        result, kind, message = "raised", type(exc).__name__, str(exc)
    return Trial(name, result, kind, message, time.perf_counter() - start)


def _judged(name: str, kind: str, message: str) -> Result:
    if kind == "timeout":
        return "hang"
    if _DOWN in message:
        return "crash"
    _, _, reason = message.partition("：")
    if Path(name).name not in message or not reason.strip():
        return "unnamed"
    return "unforeseen" if _UNFORESEEN.search(message) else "named"
