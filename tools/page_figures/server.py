"""The page as a process of its own, and its interface for programs."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
WATCHED = Path(__file__).with_name("watched.py")
PATIENCE = 120
HOME = "云河市青石区"


@dataclass(frozen=True, slots=True)
class Server:
    """A page that is being served.

    ``seconds`` passed from starting the process to the first answer; ``outside`` holds the addresses of other machines
    that the process has turned to, one a line, where it is watched.
    """

    url: str
    seconds: float
    log: Path
    outside: Path

    def strayed(self) -> list[str]:
        """Return the addresses of other machines that the process has turned to."""
        return self.outside.read_text("utf-8").splitlines() if self.outside.exists() else []


@contextlib.contextmanager
def serving(library: Path, question: str, *, watched: bool = True) -> Iterator[Server]:
    """Start ``python app.py`` over a library, wait until it has answered a question, and stop it at the end.

    Raises
    ------
    RuntimeError
        The process ended, or gave no answer in ``PATIENCE`` seconds; with what it said.
    """
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    log, outside = library.parent / f"server-{port}.log", library.parent / f"outside-{port}.txt"
    app = [str(ROOT / "app.py"), "--index", str(library), "--port", str(port), "--home-place", HOME]
    command = [sys.executable, *([str(WATCHED), str(outside)] if watched else []), *app]
    with log.open("wb") as out:
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=out, cwd=library.parent, env=environment())
        try:
            _wait(process, url, question, log)
            yield Server(url, time.perf_counter() - started, log, outside)
        finally:
            process.terminate()
            process.wait(20)


def environment() -> dict[str, str]:
    """Return the environment of a program of this working tree."""
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"}


def ask(url: str, question: str, timeout: float = 60) -> dict[str, Any]:
    """Ask the page as a program does; returns the answer.

    Raises
    ------
    OSError
        The page could not be reached, or refused.
    ValueError
        What came is not an answer.
    """
    request = urllib.request.Request(
        f"{url}/gradio_api/call/ask",
        data=json.dumps({"data": [question]}).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=timeout) as reply:
        event = json.load(reply)["event_id"]
    with urllib.request.urlopen(f"{url}/gradio_api/call/ask/{event}", timeout=timeout) as reply:
        lines = reply.read().decode().splitlines()
    if "event: complete" not in lines:
        raise ValueError(f"no answer to {question!r}: {lines}")
    (answer,) = json.loads(lines[lines.index("event: complete") + 1].removeprefix("data: "))
    if not isinstance(answer, dict) or answer.get("status") == "error":
        raise ValueError(f"no answer to {question!r}: {answer}")
    return answer


def _wait(process: subprocess.Popen[bytes], url: str, question: str, log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the page ended: {log.read_text('utf-8')}")
        with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            ask(url, question)
            return
        time.sleep(0.05)
    raise RuntimeError(f"no answer from {url} within {PATIENCE} s: {log.read_text('utf-8')}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
