"""Documents of older Word and of WPS, RTF and ODT, through LibreOffice."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from corpus.errors import DamagedFile, PasswordFile, UnsupportedFile
from corpus.formats import docx
from corpus.formats.compound import Compound
from corpus.formats.libreoffice import to_docx
from corpus.formats.packed import Packed
from corpus.formats.probe import Probe
from corpus.source import Source

_RTF = b"{\\rtf"
_OPEN_DOCUMENT = {
    "application/vnd.oasis.opendocument.text": (".odt", "writer8"),
    "application/vnd.oasis.opendocument.text-template": (".ott", "writer8_template"),
}
_ENCRYPTED = 0x0100
"""``fEncrypted`` of [MS-DOC] 2.5.2, which Word 6 and 95 have at the same place."""
_WORD_6, _WORD_97 = 103, 193
"""``nFib``: up to this version, and from this one on."""
_BRACES = re.compile(rb"\\[{}\\]|[{}]")


def is_this(probe: Probe) -> bool:
    """Whether a file is a document that LibreOffice reads."""
    return (
        probe.has_stream("WordDocument")
        or probe.starts(_RTF)
        or (probe.is_zip and b"mimetypeapplication/vnd.oasis.opendocument" in probe.head)
        or ("content.xml" in probe.members and "mimetype" in probe.members)
    )


def read(data: bytes, name: str, version: str) -> Source:
    """Read a document.

    Raises
    ------
    NoticeError
        It is damaged, locked or no text document, or there is no LibreOffice.
    """
    shown = Path(name).name
    if data.startswith(_RTF):
        _refuse_cut(data, shown)
        ending, kind = ".rtf", "Rich Text Format"
    elif Probe(data, name).is_zip:
        ending, kind = _open_document(data, shown)
    else:
        ending, kind = _word(data, shown)
    return docx.read(to_docx(data, ending, kind, shown), name, version)


def _refuse_cut(data: bytes, name: str) -> None:
    """RTF ends with the brace that closes its first one; LibreOffice drops what is behind or missing, and is silent."""
    if b"\\bin" in data:  # pictures as bytes may hold any braces
        return
    depth = np.cumsum([(mark == b"{") - (mark == b"}") for mark in _BRACES.findall(data)])
    if depth[-1] > 0:
        raise DamagedFile(f"{name}：文件不完整，末尾缺失一部分，请重新取得这个文件")
    if (depth[:-1] <= 0).any():
        raise DamagedFile(f"{name}：文件已损坏（RTF 的括号不成对），请重新取得这个文件")


def _open_document(data: bytes, name: str) -> tuple[str, str]:
    packed = Packed(data, name)
    kind = packed.read("mimetype").decode("ascii", "replace").strip()
    if kind not in _OPEN_DOCUMENT:
        raise UnsupportedFile(
            f"{name}：是 OpenDocument 文件，但不是文字文档（{kind[:60]}），请另存为 .docx 或 .xlsx 后收入"
        )
    manifest = "META-INF/manifest.xml"
    if manifest in packed and b"encryption-data" in packed.read(manifest):
        raise PasswordFile(f"{name}：文件设有密码，请去掉密码后再收入")
    packed.read("content.xml")
    return _OPEN_DOCUMENT[kind]


def _word(data: bytes, name: str) -> tuple[str, str]:
    stream = Compound(data, name).stream("WordDocument")
    if stream is None or stream.head[:2] not in (b"\xec\xa5", b"\xdc\xa5"):
        raise DamagedFile(f"{name}：文件已损坏（找不到 Word 正文），请重新取得这个文件")
    if int.from_bytes(stream.head[10:12], "little") & _ENCRYPTED:
        raise PasswordFile(f"{name}：文件设有密码，请去掉密码后再收入")
    made = int.from_bytes(stream.head[2:4], "little")
    if made >= _WORD_97:
        return ".doc", "MS Word 97"
    return ".doc", "MS WinWord 6.0" if made <= _WORD_6 else "MS Word 95"
