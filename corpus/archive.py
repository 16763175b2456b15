"""Files that hold other files (.zip): taken apart into a folder, within limits, each file in it by itself."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from corpus.errors import DamagedFile, NoticeError, PasswordFile, TooLarge, UnsupportedFile
from corpus.formats import ARCHIVES
from corpus.formats.packed import BROKEN, ENCRYPTED, check_sizes, read_member
from corpus.limits import MAX_BYTES

_UTF8 = 0x800
_LEFT_OUT = ("__MACOSX", ".", "~$")
_FORBIDDEN = str.maketrans(dict.fromkeys('<>:"\\|?*', "_") | {chr(n): "_" for n in range(32)})
_NESTED = (*ARCHIVES, ".rar", ".7z", ".tar", ".gz", ".tgz")


@dataclass(frozen=True, slots=True)
class Member:
    """A file out of an archive: where it lies now and what it is called in there, or why it was not taken out."""

    name: str
    path: Path | None = None
    error: NoticeError | None = None


def unpack(archive: Path, name: str, into: Path) -> Iterator[Member]:
    """Take an archive apart.

    Parameters
    ----------
    archive
        The file.
    name
        What messages call it; the names of members begin with it.
    into
        An empty folder for what is taken out.

    Yields
    ------
    Member
        Each file in it, in the order of the archive; folders and what systems add of their own are left out.

    Raises
    ------
    NoticeError
        The archive as a whole cannot be read, or is above a limit.
    """
    try:
        with zipfile.ZipFile(archive) as packed:
            infos = [info for info in packed.infolist() if not info.is_dir()]
            check_sizes(infos, name)
            if not infos:
                raise DamagedFile(f"{name}：压缩包里没有文件")
            for number, info in enumerate(infos):
                inner = _name_of(info)
                if not any(part.startswith(_LEFT_OUT) for part in PurePosixPath(inner).parts if part != ".."):
                    yield _take_out(packed, info, f"{name}/{inner}", into / str(number))
    except (*BROKEN, UnicodeDecodeError) as exc:
        raise DamagedFile(f"{name}：压缩包不完整或已损坏，打不开（{exc}）") from exc


def _name_of(info: zipfile.ZipInfo) -> str:
    """The name as its writer meant it: without the mark of UTF-8 Chinese programs write GBK, some UTF-8."""
    if info.flag_bits & _UTF8:
        return info.filename
    raw = info.orig_filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding).replace("\\", "/")
        except UnicodeDecodeError:
            continue
    return info.filename


def _take_out(packed: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, into: Path) -> Member:
    inner = PurePosixPath(_name_of(info))
    error = _refusal(info, inner, name)
    if error is not None:
        return Member(name, error=error)
    target = into.joinpath(inner.name.translate(_FORBIDDEN))
    into.mkdir(parents=True)
    try:
        target.write_bytes(read_member(packed, info))
    except BROKEN as exc:
        return Member(name, error=DamagedFile(f"{name}：在压缩包里已损坏（{exc}）"))
    return Member(name, target)


def _refusal(info: zipfile.ZipInfo, inner: PurePosixPath, name: str) -> NoticeError | None:
    """Why a member is not taken out."""
    if inner.is_absolute() or ".." in inner.parts or ":" in inner.parts[0]:
        return DamagedFile(f"{name}：压缩包里的路径指向包外，可能有害，未读取")
    if info.flag_bits & ENCRYPTED:
        return PasswordFile(f"{name}：压缩包设有密码，请解压后再放入")
    if inner.suffix.lower() in _NESTED:
        return UnsupportedFile(f"{name}：压缩包里又有压缩包，未打开，请解压后再放入")
    if info.file_size > MAX_BYTES:
        limit = MAX_BYTES // 1024 // 1024
        return TooLarge(f"{name}：文件有 {info.file_size // 1024 // 1024} MB，超过上限 {limit} MB")
    return None
