"""One build at a time: a lock file that works on every system and is taken over when its build has died."""

from __future__ import annotations

import contextlib
import json
import os
import platform
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from index.errors import LibraryBusy

SILENCE = 600.0
"""After so many seconds without a sign of life a lock counts as left behind, whoever holds it."""
_GRACE = 2.0  # between the making of the file and its first words


class BuildLock:
    """A lock on a library, held while used as a context manager.

    The file holds process, machine and time. It is taken over when its process has ended on this machine, or when it
    has not been touched for ten minutes; a long build touches it by ``beat``.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._mark = json.dumps({"pid": os.getpid(), "host": platform.node(), "since": time.time(), "id": id(self)})
        self._beaten = 0.0

    def __enter__(self) -> Self:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        deadline = time.monotonic() + 2 * _GRACE
        while not self._take():
            self._clear_stale()
            if time.monotonic() > deadline:
                raise LibraryBusy(f"{self._path} 正被另一次构建改写，请稍后再试")
        self._beaten = time.monotonic()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._read() == self._mark:
            with contextlib.suppress(OSError):
                self._path.unlink()

    def beat(self) -> None:
        """Give a sign of life, at most every few seconds."""
        now = time.monotonic()
        if now - self._beaten > SILENCE / 60:
            self._beaten = now
            with contextlib.suppress(OSError):
                os.utime(self._path)

    def _take(self) -> bool:
        try:
            handle = os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
        except FileExistsError:
            return False
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(self._mark)
        return True

    def _read(self) -> str:
        try:
            return self._path.read_text(encoding="utf-8")
        except OSError:
            return ""

    def _clear_stale(self) -> None:
        """Remove the lock of a build that has died, wait a little for one just made, or raise."""
        mark = self._read()
        try:
            silence = time.time() - self._path.stat().st_mtime
        except OSError:
            return  # released just now
        try:
            holder = json.loads(mark)
        except ValueError:
            holder = {}
            if silence < _GRACE:
                time.sleep(0.05)
                return
        if not _is_stale(holder, silence):
            since = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(holder.get("since", 0)))
            who = f"{holder.get('host', '')} 上的进程 {holder.get('pid', '')}"
            raise LibraryBusy(f"公文库正在由{who}构建（{since} 开始），请等它结束后再试；锁文件：{self._path}")
        aside = self._path.with_name(f"{self._path.name}.{os.getpid()}.stale")
        with contextlib.suppress(OSError):
            self._path.replace(aside)
            if aside.read_text(encoding="utf-8") != mark and not self._path.exists():
                aside.replace(self._path)  # another build was quicker and this is its lock
            else:
                aside.unlink()


def _is_stale(holder: dict[str, Any], silence: float) -> bool:
    if not holder or silence > SILENCE:
        return True
    return holder.get("host") == platform.node() and not _is_running(int(holder.get("pid", 0)))


def _is_running(pid: int) -> bool:
    """Whether a process is there. On Windows ``os.kill`` with signal 0 would send Ctrl+C, hence the other way."""
    if sys.platform == "win32":
        import ctypes

        handle = ctypes.windll.kernel32.OpenProcess(0x1000, False, pid)
        if not handle:
            return False
        code = ctypes.c_ulong()
        ctypes.windll.kernel32.GetExitCodeProcess(handle, ctypes.byref(code))
        ctypes.windll.kernel32.CloseHandle(handle)
        return code.value == 259
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
