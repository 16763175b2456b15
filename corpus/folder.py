"""Looks through folders for files that can be notices; archives are taken apart."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from corpus.archive import unpack
from corpus.errors import NoticeError, UnsupportedFile
from corpus.formats import ARCHIVES, ENDINGS, is_page_folder
from corpus.formats.probe import OLE, ZIP, Probe

PASSED_OVER = frozenset(
    (
        ".toml .json .jsonl .py .yaml .yml .ini .cfg .log .lock .sqlite .db .css .js .gif .svg .ico .woff .woff2 "
        ".url .lnk"
    ).split()
)
"""Endings of files that nobody takes for a notice; they are not even named."""
_LIBRARY = "catalogue.sqlite"
_DOCUMENTS = frozenset(("word/document.xml", "xl/workbook.xml", "OFD.xml"))


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that can be a notice.

    Attributes
    ----------
    path
        Where its bytes lie; for a file of an archive only as long as the :class:`Folders` are open.
    name
        What messages and the library call it: its path within the folder, the archive's name being part of it.
    place
        The same for good: ``path``, for a file of an archive the archive's path with its name in there.
    """

    path: Path
    name: str
    place: Path


@dataclass(frozen=True, slots=True)
class PassedFile:
    """A file that is no notice, and why; ``place`` as in :class:`FoundFile`."""

    name: str
    place: Path
    error: NoticeError


class Folders:
    """Folders being looked through; what archives hold is deleted when they are closed."""

    def __init__(self) -> None:
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def search(self, folder: Path, leave_out: Path | None = None) -> Iterator[FoundFile | PassedFile]:
        """The files of a folder and of all below it, in the order of their names.

        Hidden files, libraries, the folder ``leave_out`` and the pictures of saved web pages are left out.
        """
        for path in _walk(folder, leave_out):
            yield from self.take(path, path.relative_to(folder).as_posix())

    def named(self, paths: Iterable[Path]) -> Iterator[FoundFile | PassedFile]:
        """The files that a user names, whatever their ending, and those of the folders named, each once.

        Names begin as the user wrote them.
        """
        seen: set[Path] = set()
        for path in paths:
            within = ((one, path / one.relative_to(path)) for one in _walk(path, None)) if path.is_dir() else None
            for file, name in within or [(path, path)]:
                if (place := file.resolve()) in seen:
                    continue
                seen.add(place)
                found = list(self.take(file, name.as_posix() if os.name == "nt" else str(name)))
                yield from found or ([] if within else [FoundFile(file, str(name), file)])

    def take(self, path: Path, name: str) -> Iterator[FoundFile | PassedFile]:
        """One file: itself, what it holds, or why it is none; nothing for what nobody takes for a notice."""
        ending = path.suffix.lower()
        if ending in ARCHIVES and not _is_document(path):
            yield from self._unpacked(path, name)
        elif ending in ENDINGS or ending in ARCHIVES or _is_document(path):
            yield FoundFile(path, name, path)
        elif ending and ending not in PASSED_OVER:
            yield PassedFile(name, path, UnsupportedFile(f"{name}：暂不支持 {ending} 格式，未读取"))

    def _unpacked(self, path: Path, name: str) -> Iterator[FoundFile | PassedFile]:
        into = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="zhengwen-")))
        try:
            for member in unpack(path, name, into):
                place = path / member.name.removeprefix(f"{name}/")
                if member.error is not None or member.path is None:
                    error = member.error or NoticeError(f"{member.name}：没有取出")
                    yield PassedFile(member.name, place, error)
                else:
                    yield from (_moved(one, place) for one in self.take(member.path, member.name))
        except NoticeError as exc:
            yield PassedFile(name, path, exc)
        except OSError as exc:
            yield PassedFile(name, path, NoticeError(f"{name}：无法打开（{exc.strerror or exc}）"))


def _moved(one: FoundFile | PassedFile, place: Path) -> FoundFile | PassedFile:
    return (
        FoundFile(one.path, one.name, place) if isinstance(one, FoundFile) else PassedFile(one.name, place, one.error)
    )


def _walk(folder: Path, leave_out: Path | None) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        here = Path(root)
        folders[:] = sorted(name for name in folders if not _is_left_out(here / name, leave_out))
        for name in sorted(names):
            if not name.startswith((".", "~$")) and not name.endswith(".meta.toml"):
                yield here / name


def _is_left_out(folder: Path, leave_out: Path | None) -> bool:
    """Whether nothing in a folder is looked at: hidden, a library, or the pictures of a web page saved beside it."""
    hidden = folder.name.startswith(".") or folder == leave_out
    return hidden or (folder / _LIBRARY).exists() or is_page_folder(folder)


def _is_document(path: Path) -> bool:
    """Whether a file under a strange name holds a document that is known by its first bytes."""
    try:
        with path.open("rb") as file:
            head = file.read(8)
            if head.startswith((b"%PDF", OLE)):
                return True
            return head.startswith(ZIP) and bool(_DOCUMENTS & Probe(head + file.read(), path.name).members)
    except OSError:
        return path.suffix.lower() in ENDINGS
