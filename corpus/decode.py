"""From bytes to text, strictly: a wrong guess would be quoted as the words of a notice."""

from __future__ import annotations

import codecs
import re

from corpus.errors import BinaryFile, EmptyFile, EncodingError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
MAGIC = (
    b"%PDF",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"Rar!",
    b"7z\xbc\xaf",
    b"II*\x00",
    b"MM\x00*",
    b"{\\rtf",
)
"""First bytes of files that are no text."""
_USUAL = re.compile(r"[\t\n\r -~\xa0-\xff\u2000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef\U00020000-\U0003ffff]")
_FREQUENT = re.compile(r"[\n -~，。、的]")
_CONTROL = frozenset(range(32)) - {9, 10, 11, 12, 13, 27}


def decode(data: bytes, name: str) -> str:
    """The text of a file: BOM, then UTF-8, then UTF-16 without BOM, then GB18030, each strictly.

    Parameters
    ----------
    data
        The bytes of the file.
    name
        The file's name, for messages.

    Returns
    -------
    str
        The text without BOM, line ends as LF.

    Raises
    ------
    EmptyFile, BinaryFile, EncodingError
        Nothing in it; not text; no encoding fits.
    """
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise EmptyFile(f"{name}：文件是空的")
    if data.startswith(MAGIC):
        raise BinaryFile(f"{name}：不是公文文件（不认识的二进制格式，或文件开头已损坏）")
    text = _decode(data, name).replace("\r\n", "\n").replace("\r", "\n")
    controls = sum(1 for ch in text[:100_000] if ord(ch) in _CONTROL)
    if controls > max(3, len(text[:100_000]) // 200):
        raise BinaryFile(f"{name}：含有大量控制字符，不是文本文件")
    if not text.strip():
        raise EmptyFile(f"{name}：文件里只有空白")
    return text


def _decode(data: bytes, name: str) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data[len(bom) :].decode(encoding)
            except UnicodeDecodeError as exc:
                at = len(bom) + exc.start
                raise EncodingError(f"{name}：有 {encoding} 的文件头，但第 {at} 字节处不合该编码") from exc
    wide = _utf16(data)
    if wide is not None:
        return wide
    if b"\x00" in data:
        raise BinaryFile(f"{name}：含有零字节，不是文本文件")
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as exc:
            error = exc
    raise EncodingError(f"{name}：既不是 UTF-8 也不是 GB18030（第 {error.start} 字节处无法解码）") from error


def _utf16(data: bytes) -> str | None:
    """UTF-16 without BOM, in the byte order that gives Chinese or Latin text.

    Zero bytes do not tell the order: a line break has one on one side, 一 (4E00) on the other.
    """
    if len(data) % 2 or b"\x00" not in data[:20_000]:
        return None
    read: list[tuple[int, str]] = []
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        sample = text[:10_000]
        if len(_USUAL.findall(sample)) > len(sample) * 0.9:
            read.append((len(_FREQUENT.findall(sample)), text))
    return max(read)[1] if read else None
