"""Files that are packed in the way of zip (docx, xlsx, ofd), opened within limits."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence

from corpus.errors import DamagedFile, PasswordFile, TooLarge
from corpus.limits import MAX_MEMBERS, MAX_UNPACKED

ENCRYPTED = 0x1
"""The flag of a member that opens only with a password."""


BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
"""What the standard library raises on packed bytes that are damaged."""


class Packed:
    """A packed file, open for reading; members are found whatever the case of their names, and the way of slashes.

    Parameters
    ----------
    data
        Its bytes.
    name
        Its name, for messages.

    Attributes
    ----------
    members
        The names of its members, as :func:`plain_name` writes them.

    Raises
    ------
    DamagedFile, PasswordFile, TooLarge
        The directory cannot be read; a password is needed; unpacked it would be above a limit.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as exc:
            raise DamagedFile(f"{name}：文件不完整或已损坏，打不开（压缩结构：{exc}）") from exc
        infos = self._zip.infolist()
        check_sizes(infos, name)
        if any(info.flag_bits & ENCRYPTED for info in infos):
            raise PasswordFile(f"{name}：文件设有密码，请去掉密码后再收入")
        self.members = {plain_name(info.filename): info for info in infos}

    def __contains__(self, member: str) -> bool:
        return plain_name(member) in self.members

    def read(self, member: str) -> bytes:
        """The bytes of one member.

        Raises
        ------
        DamagedFile
            It is not there, or its bytes do not unpack to what the directory says.
        """
        info = self.members.get(plain_name(member))
        if info is None:
            raise DamagedFile(f"{self.name}：缺少 {member}，文件不完整")
        try:
            return read_member(self._zip, info)
        except BROKEN as exc:
            raise DamagedFile(f"{self.name}：{member} 已损坏（{exc}）") from exc


def plain_name(path: str) -> str:
    """A member's name as other parts write it: some programs pack with backslashes, capitals or a slash in front."""
    return path.replace("\\", "/").lstrip("/").removeprefix("./").casefold()


def check_sizes(infos: Sequence[zipfile.ZipInfo], name: str) -> None:
    """Refuse what holds too many files, or too much when it is unpacked.

    Raises
    ------
    TooLarge
        It is above a limit.
    """
    if len(infos) > MAX_MEMBERS:
        raise TooLarge(f"{name}：里面有 {len(infos)} 个文件，超过上限 {MAX_MEMBERS} 个")
    size = sum(info.file_size for info in infos)
    if size > MAX_UNPACKED:
        limit = MAX_UNPACKED // 1024 // 1024
        raise TooLarge(f"{name}：解压后有 {size // 1024 // 1024} MB，超过上限 {limit} MB（可能是压缩炸弹）")


def read_member(packed: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """The bytes of a member, no more than the directory states: asked for all, zipfile unpacks what is there first."""
    with packed.open(info) as part:
        return part.read(info.file_size)
