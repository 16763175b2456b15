"""Reads files in a process of its own, which can be ended without harm when a file takes too much time or memory.

The worker is a fresh interpreter (``python -m corpus.worker``), never a fork. One line of JSON asks it to read a file,
one line of JSON is its reply; it reads one file after another until it is closed, dies or is ended.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, Self

from corpus.decode import MAGIC
from corpus.errors import DamagedFile, NoticeError, TookTooLong, TooLarge, error_of
from corpus.export import dump_notice, load_notice
from corpus.formats import FORMATS, format_of, picture_of
from corpus.limits import MAX_BYTES, MAX_MEMORY, MAX_SECONDS, MAX_SECONDS_SCANNED
from corpus.model import Notice
from corpus.read import read_notice

_HEAD = 4096
_GRACE = 1.0
"""Seconds in which a worker that is told to end may end a program that it began (LibreOffice) and its files."""


class ReadingRoom:
    """Reads files one by one, those of all but plain formats in a worker process.

    Parameters
    ----------
    seconds
        How long one file may take; by default 300 s, and 3,600 s where pages are read by OCR.
    memory
        Bytes of address space that the worker may use, where the system can limit it.
    beat
        Called every second while a file is being read.
    """

    def __init__(
        self,
        seconds: float | None = None,
        memory: int = MAX_MEMORY,
        beat: Callable[[], None] | None = None,
    ) -> None:
        self._seconds = seconds
        self._memory = memory
        self._beat = beat
        self._worker: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """End the worker."""
        if self._worker is not None:
            _end(self._worker)
            self._worker = None

    def read(self, path: Path, name: str | None = None) -> Notice:
        """Read a file; see :func:`corpus.read.read_notice`.

        Raises
        ------
        NoticeError
            The file cannot be read, takes too long or too much memory, or brought the worker down.
        """
        path = Path(path)
        name = str(path) if name is None else name
        if _is_plain(path):
            return read_notice(path, name)
        shown = Path(name).name
        reply = self._ask({"path": str(path.resolve()), "name": name}, shown)
        if "notice" in reply:
            return load_notice(reply["notice"])
        raise _error_in(reply, shown)

    def picture(self, path: Path, name: str, page: int) -> bytes | None:
        """A PNG of a page (from 1) of a file; None where its format has no pictures of pages.

        Raises
        ------
        NoticeError
            The page cannot be drawn.
        """
        request = {"path": str(Path(path).resolve()), "name": name, "page": str(page)}
        reply = self._ask(request, Path(name).name)
        if "picture" in reply:
            return base64.b64decode(reply["picture"]) or None
        raise _error_in(reply, Path(name).name)

    def _ask(self, request: dict[str, str], shown: str) -> dict[str, Any]:
        worker = self._worker = self._worker or _start(self._memory)
        assert worker.stdin is not None and worker.stdout is not None
        limit = self._seconds or (MAX_SECONDS_SCANNED if _may_be_scanned(Path(request["path"])) else MAX_SECONDS)
        watch = _Watch(worker, limit, self._beat)
        try:
            worker.stdin.write(json.dumps(request).encode() + b"\n")
            worker.stdin.flush()
            line = worker.stdout.readline()
        except OSError:
            line = b""
        finally:
            watch.stop()
        if line.endswith(b"\n") and not watch.is_late:
            reply: dict[str, Any] = json.loads(line)
            return reply
        self.close()
        if watch.is_late:
            raise TookTooLong(f"{shown}：读取超过 {limit:g} 秒，已停止")
        raise DamagedFile(f"{shown}：读取时程序意外中止（文件可能已损坏或占用内存过多），其余文件不受影响")


class _Watch:
    """Watches a worker from a thread of its own: ends it when its time is up, gives signs of life until then."""

    def __init__(self, worker: subprocess.Popen[bytes], seconds: float, beat: Callable[[], None] | None) -> None:
        self.is_late = False
        self._worker = worker
        self._until = time.monotonic() + seconds
        self._beat = beat
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while not self._done.wait(min(1.0, max(0.01, self._until - time.monotonic()))):
            if time.monotonic() >= self._until:
                self.is_late = True
                _kill(self._worker)
                return
            if self._beat is not None:
                self._beat()

    def stop(self) -> None:
        """The worker has replied or is gone."""
        self._done.set()
        self._thread.join()


def _error_in(reply: dict[str, Any], shown: str) -> NoticeError:
    return error_of(str(reply.get("kind", "damaged")), str(reply.get("message", f"{shown}：读取失败")))


def _is_plain(path: Path) -> bool:
    """Whether a file is read by our own code alone."""
    try:
        if path.stat().st_size > MAX_BYTES:
            return True  # refused before it is read
        with path.open("rb") as file:
            head = file.read(_HEAD)
        if head.startswith(MAGIC) or head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
            return False
        return format_of(path.read_bytes(), path.name).is_plain
    except OSError:
        return True  # told by the reader


def _may_be_scanned(path: Path) -> bool:
    endings = {ending for one in FORMATS if one.kind in ("pdf", "image", "ofd") for ending in one.endings}
    return path.suffix.lower() in endings


def _start(memory: int) -> subprocess.Popen[bytes]:
    root = str(Path(__file__).resolve().parent.parent)
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.Popen(
        [sys.executable, "-m", "corpus.worker", str(memory)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"},
        start_new_session=os.name != "nt",
    )


def _end(worker: subprocess.Popen[bytes]) -> None:
    """End a worker and what it started, and close its pipes."""
    _kill(worker)
    worker.wait()
    for pipe in (worker.stdin, worker.stdout):
        with contextlib.suppress(OSError):
            if pipe is not None:
                pipe.close()


def _kill(worker: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        if os.name == "nt":
            subprocess.run(["taskkill", "/F", "/T", "/PID", str(worker.pid)], capture_output=True, check=False)
        else:
            os.killpg(worker.pid, signal.SIGTERM)
            worker.wait(_GRACE)
    with contextlib.suppress(OSError):
        if os.name != "nt":
            os.killpg(worker.pid, signal.SIGKILL)
    worker.kill()


def _limit_memory(size: int) -> None:
    """Let the system refuse more memory than that, where it can (not on Windows)."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def _reply(request: dict[str, str]) -> dict[str, str]:
    path, name = Path(request["path"]), request["name"]
    shown = Path(name).name
    try:
        if page := request.get("page"):
            return {"picture": base64.b64encode(picture_of(path.read_bytes(), name, int(page)) or b"").decode()}
        return {"notice": dump_notice(read_notice(path, name))}
    except NoticeError as exc:
        return {"kind": exc.kind, "message": str(exc)}
    except MemoryError:
        return {"kind": TooLarge.kind, "message": f"{shown}：读取时占用的内存超过上限，已停止"}
    except RecursionError:
        return {"kind": DamagedFile.kind, "message": f"{shown}：文件结构嵌套过深，无法读取"}
    except Exception as exc:  # noqa: BLE001 - a library that a damaged file confuses may raise anything
        return {"kind": DamagedFile.kind, "message": f"{shown}：文件可能已损坏（{type(exc).__name__}：{exc}）"}


def serve(requests: IO[bytes], replies: IO[bytes]) -> None:
    """Read files as asked, line by line."""
    for line in requests:
        replies.write(json.dumps(_reply(json.loads(line)), ensure_ascii=True).encode() + b"\n")
        replies.flush()


def _leave(*_: object) -> None:
    """End in order, once: what was begun is ended on the way out."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit()


def main() -> None:
    """The worker: what libraries print goes to standard error, replies alone to where standard output was."""
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _limit_memory(int(sys.argv[1]))
    signal.signal(signal.SIGTERM, _leave)
    serve(sys.stdin.buffer, replies)


if __name__ == "__main__":
    main()
