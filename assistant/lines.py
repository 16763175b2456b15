"""The lines of a text file, with a sentence for the user where it cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from assistant.errors import CommandError


def lines_of(path: Path) -> Iterator[tuple[int, str]]:
    """Yield number and words of each line that is not blank.

    Raises
    ------
    CommandError
        The file is not there or is not UTF-8.
    """
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as exc:
        raise CommandError(f"{path}：不是 UTF-8 编码，请另存为 UTF-8") from exc
    except OSError as exc:
        raise CommandError(f"{path}：读不出来（{exc.strerror}）") from exc
    yield from ((number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip())
