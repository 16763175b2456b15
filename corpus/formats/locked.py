"""Word, Excel and PowerPoint files that open only with a password: a compound file around the encrypted package."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import PasswordFile
from corpus.formats.probe import Probe
from corpus.source import Source


def is_this(probe: Probe) -> bool:
    """Whether a file is encrypted in the way of Office 2007 and later ([MS-OFFCRYPTO])."""
    return probe.has_stream("EncryptedPackage")


def read(data: bytes, name: str, version: str) -> Source:
    """Tell that a password is needed."""
    raise PasswordFile(f"{Path(name).name}：文件设有密码，请去掉密码后再收入")
