"""Compound files of the older Office (OLE, [MS-CFB]): whether one is whole, and where its streams begin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.errors import DamagedFile

SECTOR = 512
"""Size of the header and of the smallest sectors: a whole file is a multiple of it."""
_IN_HEADER = 109
_LAST_SECTOR = 0xFFFFFFFA
"""Greater numbers are marks: the end of a chain, a free sector."""
_FREE = 0xFFFFFFFF
_ENTRY = 128
_WORD = 4


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream: its first bytes, up to the end of its first sector."""

    name: str
    head: bytes


class Compound:
    """A compound file.

    Parameters
    ----------
    data
        Its bytes.
    name
        Its name, for messages.

    Raises
    ------
    DamagedFile
        Its tables are broken, or its end is cut off.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._data = data
        self._name = name
        shift = int.from_bytes(data[30:32], "little")
        if len(data) < SECTOR or shift not in (9, 12):
            raise self._damaged("文件头")
        self._size = 1 << shift
        tables = [self._sector(number) for number in self._table_sectors()]
        self._next: NDArray[np.uint32] = np.frombuffer(b"".join(tables), "<u4")
        used = np.flatnonzero(self._next != _FREE)
        if not used.size or self._start(int(used[-1])) >= len(data):
            raise DamagedFile(f"{name}：文件不完整，末尾缺失一部分，请重新取得这个文件")

    def stream(self, name: str) -> Stream | None:
        """A stream of the directory that is stored in whole sectors; None where there is none of this name."""
        for sector in self._chain(self._number(48)):
            entries = self._sector(sector)
            for at in range(0, len(entries), _ENTRY):
                entry = entries[at : at + _ENTRY]
                length = int.from_bytes(entry[64:66], "little")
                if entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace") == name:
                    return Stream(name, self._sector(int.from_bytes(entry[116:120], "little")))
        return None

    def _damaged(self, part: str) -> DamagedFile:
        return DamagedFile(f"{self._name}：文件已损坏（复合文件的{part}不对），请重新取得这个文件")

    def _number(self, at: int) -> int:
        return int.from_bytes(self._data[at : at + _WORD], "little")

    def _start(self, sector: int) -> int:
        return max(SECTOR, self._size) + sector * self._size

    def _sector(self, number: int) -> bytes:
        start = self._start(number)
        if number > _LAST_SECTOR or start >= len(self._data):
            raise self._damaged("目录")
        return self._data[start : start + self._size]

    def _table_sectors(self) -> Iterator[int]:
        """The sectors that hold the table of chains: the first ones in the header, further ones in sectors of lists."""
        many = self._number(44)
        if many > len(self._data) // self._size:
            raise self._damaged("分配表")
        listed = [self._number(76 + _WORD * at) for at in range(_IN_HEADER)]
        further = self._number(68)
        while len(listed) < many:
            sector = np.frombuffer(self._sector(further), "<u4")
            if len(sector) * _WORD < self._size:
                raise self._damaged("分配表")
            listed += [int(number) for number in sector[:-1]]
            further = int(sector[-1])
        yield from listed[:many]

    def _chain(self, sector: int) -> Iterator[int]:
        for _ in range(len(self._next)):
            if sector >= len(self._next):
                return
            yield sector
            sector = int(self._next[sector])
