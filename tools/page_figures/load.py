"""Users who ask through the page's interface for programs, all at once."""

from __future__ import annotations

import itertools
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from page_figures.library import LATER_QUESTION, LATER_WORDS
from page_figures.server import ROOT, ask, environment


@dataclass(slots=True)
class Asked:
    """What users met: seconds of each answer, what went wrong."""

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Crowd:
    """Users who go on asking until they are told to stop; each waits ``think`` seconds between two questions."""

    url: str
    questions: Sequence[str]
    users: int
    think: float
    asked: Asked = field(default_factory=Asked)
    _stop: threading.Event = field(default_factory=threading.Event)
    _pool: ThreadPoolExecutor = field(init=False)

    def __enter__(self) -> Crowd:
        """Begin to ask."""
        self._pool = ThreadPoolExecutor(self.users)
        for number in range(self.users):
            self._pool.submit(self._go_on, number)
        return self

    def __exit__(self, *_: object) -> None:
        """Stop when each has the answer to the question that is under way."""
        self._stop.set()
        self._pool.shutdown()

    def _go_on(self, number: int) -> None:
        self._stop.wait(self.think * number / self.users)  # users do not begin in step
        for question in itertools.cycle([*self.questions[number:], *self.questions[:number]]):
            if self._stop.is_set():
                return
            started = time.perf_counter()
            try:
                ask(self.url, question)
            except (OSError, ValueError) as exc:
                self.asked.errors.append(f"{question}: {exc}")
            else:
                self.asked.seconds.append(time.perf_counter() - started)
            self._stop.wait(self.think)


def publish(folder: Path) -> float:
    """Build ``folder/library`` from ``folder/notices`` in a process of its own; returns the seconds that it took.

    Raises
    ------
    RuntimeError
        The build failed; with what it said.
    """
    command = [sys.executable, "-m", "assistant.cli", "build"]
    command += ["--notices", str(folder / "notices"), "--index", str(folder / "library")]
    started = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"the build failed: {done.stdout}{done.stderr}")
    return time.perf_counter() - started


def seconds_to_new_notice(url: str, patience: float) -> float | None:
    """Ask about the new notice until it is answered from; None if it is not within ``patience`` seconds."""
    started = time.perf_counter()
    while time.perf_counter() - started < patience:
        if any(LATER_WORDS in citation["quote"] for citation in ask(url, LATER_QUESTION)["citations"]):
            return time.perf_counter() - started
        time.sleep(0.5)
    return None
