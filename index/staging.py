"""Files that a keeper sends -> a new batch, under names and within limits that harm nothing."""

from __future__ import annotations

import datetime as dt
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from corpus import (
    MAX_BYTES,
    MAX_MEMBERS,
    MAX_UNPACKED,
    META_ENDING,
    Folders,
    FoundFile,
    NoticeError,
    TooLarge,
    UnsupportedFile,
    find_meta,
)
from index.batches import Batch, meta_of, open_batch, write_state
from index.errors import LibraryError
from index.files import Layout, sync_file, sync_folder
from index.readings import STATE
from index.report import Failure
from index.safe_names import safe_name

_LEFT = dt.timedelta(days=1)


def stage_files(library: Path, files: Iterable[Path | tuple[str, Path]]) -> Batch:
    """Copy files into a new batch; archives are taken apart, and what lies in folders is taken with them.

    Parameters
    ----------
    library
        The library's folder; it need not be there.
    files
        Files or folders, each alone or behind the name under which it was sent. Corrections (``NAME.meta.toml``) that
        are sent too, or lie beside a file, stay with their file.

    Returns
    -------
    Batch
        Nothing of it is in the library yet.

    Raises
    ------
    LibraryError
        The disk refuses.
    """
    layout = Layout(library)
    now = dt.datetime.now().astimezone()
    batch_id = f"{now:%Y%m%d-%H%M%S}-{secrets.token_hex(3)}"
    folder = layout.staged / batch_id
    _clear_left(layout, now)
    try:
        folder.mkdir(parents=True)
        with Folders() as folders:
            table = _Table(folder, folders)
            for given, path in _one_by_one(files):
                table.take(given, path)
            table.lay_corrections()
        state = {"staged": now.isoformat(), "files": table.files, "refused": [asdict(f) for f in table.refused]}
        write_state(folder, state)
        sync_folder(layout.staged)
    except OSError as exc:
        shutil.rmtree(folder, ignore_errors=True)
        raise LibraryError(f"文件没有存下来（{exc.strerror or exc}），请检查磁盘后再试") from exc
    return open_batch(library, batch_id)


def _one_by_one(files: Iterable[Path | tuple[str, Path]]) -> Iterator[tuple[str, Path]]:
    for one in files:
        given, path = (one.name, one) if isinstance(one, Path) else one
        if not path.is_dir():
            yield given, path
            continue
        for inner in sorted(path.rglob("*")):
            if inner.is_file() and not inner.name.startswith((".", "~$")):
                yield f"{given}/{inner.relative_to(path).as_posix()}", inner


class _Table:
    """Where files are laid down one by one; ``files`` is staged name to the name given."""

    def __init__(self, folder: Path, folders: Folders) -> None:
        self.files: dict[str, str] = {}
        self.refused: list[Failure] = []
        self._folder = folder
        self._folders = folders
        self._size = 0
        self._corrections: dict[str, Path] = {}

    def take(self, given: str, path: Path) -> None:
        """Stage one file, or what an archive holds, or note why not."""
        if given.endswith(META_ENDING):
            self._corrections[given] = path
            return
        try:
            self._check_size(given, path)
        except NoticeError as exc:
            self._refuse(given, exc)
            return
        name = safe_name(given, {name.casefold() for name in self.files})
        there = self._folder / name
        try:
            content = path.open("rb")
        except OSError as exc:
            self._refuse(given, NoticeError(f"{given}：打不开（{exc.strerror or exc}）"))
            return
        with content, there.open("xb") as copy:
            shutil.copyfileobj(content, copy)
        found = list(self._folders.take(there, given))
        if not found:
            self._refuse(given, UnsupportedFile(f"{given}：不是公文文件（或没有扩展名），未收入"))
        for one in found:
            if not isinstance(one, FoundFile):
                self._refuse(one.name, one.error)
            elif one.path == there:
                self._put(name, given)
            else:
                self._take_member(one)
        if name not in self.files:
            there.unlink()
        elif (beside := find_meta(path)) is not None:
            shutil.copyfile(beside, meta_of(there))

    def lay_corrections(self) -> None:
        """Put the corrections that were sent beside their files."""
        for given, path in self._corrections.items():
            wanted = given.removesuffix(META_ENDING)
            for name, file in self.files.items():
                if wanted in (file, file.rpartition(".")[0]):
                    shutil.copyfile(path, meta_of(self._folder / name))
                    break
            else:
                error = UnsupportedFile(f"{given}：旁边没有这个名字的公文，更正没有用到")
                self._refuse(given, error)

    def _take_member(self, one: FoundFile) -> None:
        try:
            self._check_size(one.name, one.path)
        except NoticeError as exc:
            self._refuse(one.name, exc)
            return
        name = safe_name(one.name, {name.casefold() for name in self.files})
        shutil.copyfile(one.path, self._folder / name)
        self._put(name, one.name)

    def _put(self, name: str, given: str) -> None:
        sync_file(self._folder / name)
        self._size += (self._folder / name).stat().st_size
        self.files[name] = given

    def _refuse(self, given: str, error: NoticeError) -> None:
        self.refused.append(Failure(given, error.kind, str(error)))

    def _check_size(self, given: str, path: Path) -> None:
        try:
            size = path.stat().st_size
        except OSError as exc:
            raise NoticeError(f"{given}：打不开（{exc.strerror or exc}）") from exc
        if size > MAX_BYTES:
            raise TooLarge(f"{given}：文件有 {size // 1024 // 1024} MB，超过上限 {MAX_BYTES // 1024 // 1024} MB")
        if self._size + size > MAX_UNPACKED:
            raise TooLarge(f"{given}：这一批超过 {MAX_UNPACKED // 1024 // 1024} MB，请分几批")
        if len(self.files) >= MAX_MEMBERS:
            raise TooLarge(f"{given}：这一批超过 {MAX_MEMBERS} 个文件，请分几批")


def _clear_left(layout: Layout, now: dt.datetime) -> None:
    """Remove what was left of batches whose staging was cut short."""
    for folder in layout.staged.iterdir() if layout.staged.is_dir() else ():
        with suppress(OSError):
            is_old = dt.datetime.fromtimestamp(folder.stat().st_mtime).astimezone() < now - _LEFT
            if is_old and not (folder / STATE).exists():
                shutil.rmtree(folder, ignore_errors=True)
