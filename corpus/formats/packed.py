"""Files that are packed in the way of zip (docx, xlsx, ofd), opened within limits."""

from __future__ import annotations

import io
import zipfile
import zlib

from corpus.errors import DamagedFile, PasswordFile, TooLarge
from corpus.limits import MAX_MEMBERS, MAX_UNPACKED

_ENCRYPTED = 0x1


class Packed:
    """A packed file, open for reading.

    Parameters
    ----------
    data
        Its bytes.
    name
        Its name, for messages.

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
        self.infos = {info.filename: info for info in self._zip.infolist()}
        if len(self._zip.infolist()) > MAX_MEMBERS:
            raise TooLarge(f"{name}：内部文件有 {len(self._zip.infolist())} 个，超过上限 {MAX_MEMBERS} 个")
        size = sum(info.file_size for info in self._zip.infolist())
        if size > MAX_UNPACKED:
            limit = MAX_UNPACKED // 1024 // 1024
            raise TooLarge(f"{name}：解压后有 {size // 1024 // 1024} MB，超过上限 {limit} MB（可能是压缩炸弹）")
        if any(info.flag_bits & _ENCRYPTED for info in self._zip.infolist()):
            raise PasswordFile(f"{name}：文件设有密码，请去掉密码后再收入")

    def __contains__(self, member: str) -> bool:
        return member in self.infos

    def read(self, member: str) -> bytes:
        """The bytes of one member.

        Raises
        ------
        DamagedFile
            It is not there, or its bytes do not unpack to what the directory says.
        """
        if member not in self.infos:
            raise DamagedFile(f"{self.name}：缺少 {member}，文件不完整")
        try:
            return read_member(self._zip, self.infos[member])
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            ValueError,
            NotImplementedError,
            RuntimeError,
        ) as exc:
            raise DamagedFile(f"{self.name}：{member} 已损坏（{exc}）") from exc


def read_member(packed: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """The bytes of a member, no more than the directory states: asked for all, zipfile unpacks what is there first."""
    with packed.open(info) as part:
        return part.read(info.file_size)
