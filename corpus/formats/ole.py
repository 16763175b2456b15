"""Compound files (OLE) that are neither Word nor Excel of old: locked ones, damaged ones, and what else there is.

Word, Excel and PowerPoint files of today that open only with a password are compound files around the encrypted
package ([MS-OFFCRYPTO]).
"""

from __future__ import annotations

from pathlib import Path

from corpus.errors import DamagedFile, PasswordFile, UnsupportedFile
from corpus.formats.compound import SECTOR, Compound
from corpus.formats.probe import Probe
from corpus.source import Source


def is_this(probe: Probe) -> bool:
    """Whether a file is a compound file."""
    return probe.is_ole


def read(data: bytes, name: str, version: str) -> Source:
    """Tell why it cannot be read."""
    shown = Path(name).name
    if Probe(data, name).has_stream("EncryptedPackage"):
        raise PasswordFile(f"{shown}：文件设有密码，请去掉密码后再收入")
    Compound(data, shown)
    if len(data) % SECTOR:  # what is missing may be the directory, which names the streams
        raise DamagedFile(f"{shown}：文件不完整，末尾缺失一部分，请重新取得这个文件")
    raise UnsupportedFile(
        f"{shown}：是旧版 Office 的文件，但不是 Word 或 Excel（可能是 PowerPoint、Visio 或邮件），不能读取"
    )
