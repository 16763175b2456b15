"""What the commands write: results to standard output, everything else to standard error (only rich)."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

Progress = Callable[[int, int, str], None]
"""Called with what is done, how much there is, and what is being worked on."""

# A file name or a notice could steer the terminal by escape sequences; line ends and tabs stay.
_NO_CONTROL = {code: "�" for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"}


def use_utf8() -> None:
    """Write UTF-8 whatever the locale; what cannot be encoded (a file name that is no text) is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(text: str = "") -> None:
    """Write a line of a result for a reader."""
    sys.stdout.write(text.translate(_NO_CONTROL) + "\n")


def note(text: str) -> None:
    """Write a line about the work: a warning, an error, a state."""
    sys.stderr.write(text.translate(_NO_CONTROL) + "\n")
    sys.stderr.flush()


def to_json(value: Mapping[str, Any]) -> str:
    """One line of JSON, Chinese left readable."""
    return json.dumps(value, ensure_ascii=False)


def say_json(value: Mapping[str, Any]) -> None:
    """Write a line of JSON."""
    sys.stdout.write(to_json(value) + "\n")


@contextmanager
def progress(title: str) -> Iterator[Progress | None]:
    """A progress bar on standard error while the block runs; None where that is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    item = TextColumn("{task.fields[item]}", markup=False)
    with Bar(*columns, item, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=None, item="")
        yield lambda done, total, name: bar.update(task, completed=done, total=total, item=name)
