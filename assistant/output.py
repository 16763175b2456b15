"""A file of results, written whole or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from assistant.errors import CommandError, WrongUse, reason_of

STANDARD_OUTPUT = 1


@contextmanager
def new_file(path: Path, inputs: Iterable[Path] = ()) -> Iterator[Callable[[str], None]]:
    """What writes the lines of a file, which takes its place when the block ends well; until then the old one stays.

    Parameters
    ----------
    path
        The file; of a symbolic link, what it points to.
    inputs
        Files that are read and must not be overwritten.

    Raises
    ------
    WrongUse
        The folder is not there, or ``path`` is one of the inputs, standard output, a folder or a device.
    CommandError
        The file cannot be written.
    """
    target = Path(os.path.realpath(path))
    # A name of its own, in the same folder: two programs may write one file, and a rename must stay on one disk.
    part = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        _check(path, target, inputs)
        out = part.open("x", encoding="utf-8", errors="backslashreplace", newline="\n")
    except OSError as exc:
        raise _unwritable(path, exc) from exc

    def write(line: str) -> None:
        try:
            out.write(f"{line}\n")
        except OSError as exc:
            raise _unwritable(path, exc) from exc

    try:
        yield write
        try:
            out.close()
            if target.exists():
                shutil.copymode(target, part)
            part.replace(target)
        except OSError as exc:
            raise _unwritable(path, exc) from exc
    finally:
        with suppress(OSError):
            out.close()
        part.unlink(missing_ok=True)


def _check(path: Path, target: Path, inputs: Iterable[Path]) -> None:
    if not target.parent.is_dir():
        raise WrongUse(f"{path.parent}：没有这个文件夹")
    if not path.exists():
        return
    if path.is_dir():
        raise WrongUse(f"{path}：是文件夹，请写文件名")
    if _is_standard_output(path):
        raise WrongUse(f"{path}：是标准输出，结果要写到另一个文件")
    if not path.is_file():
        raise WrongUse(f"{path}：不是普通文件，结果不能写在这里")
    if any(each.exists() and path.samefile(each) for each in inputs):
        raise WrongUse(f"{path}：是要读的文件，结果要写到另一个文件")
    if not os.access(path, os.W_OK):
        raise CommandError(f"{path}：写不进去（没有权限）")


def _is_standard_output(path: Path) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(STANDARD_OUTPUT))
    except OSError:  # it is closed
        return False


def _unwritable(path: Path, exc: OSError) -> CommandError:
    return CommandError(f"{path}：写不进去（{reason_of(exc)}）")
