"""OFD, the fixed pages of GB/T 33190-2016: text with its places from the XML, pictures of pages through OCR.

No library is used: easyofd needs PyMuPDF (AGPL), ofdkit gives neither ruled lines nor the place of each letter.
"""

from __future__ import annotations

from pathlib import Path

from corpus.errors import DamagedFile, PasswordFile
from corpus.formats.layout import write_pages
from corpus.formats.ofd_document import Document, ReadPicture
from corpus.formats.ofd_parts import Parts, children, words
from corpus.formats.page import Page
from corpus.formats.probe import Probe
from corpus.formats.writer import SourceWriter
from corpus.markup import Element
from corpus.source import Source

_ROOT = "OFD.xml"
_CRYPT = "Encryptions.xml"
"""The list of what is encrypted, and how (GM/T 0099)."""


def is_this(probe: Probe) -> bool:
    """Whether a file is an OFD."""
    return _ROOT in probe.members or _CRYPT in probe.members


def read(data: bytes, name: str, version: str) -> Source:
    """Read an OFD."""
    return read_ofd(data, name, version, _read_picture)


def _read_picture(data: bytes, name: str) -> Page:
    from corpus.formats.image import pixels_of
    from corpus.formats.ocr import page_of_picture, require_ocr

    require_ocr(name)
    return page_of_picture(pixels_of(data, name), name)


def read_ofd(data: bytes, name: str, version: str, read_picture: ReadPicture) -> Source:
    """Read an OFD.

    Parameters
    ----------
    data, name, version
        Bytes, name and hash of the file.
    read_picture
        Reads the picture of a page from the bytes of its file; raises ScannedFile where nothing is installed that can.

    Raises
    ------
    NoticeError
        The file is damaged, has a password, is above a limit, or holds pictures that nothing here can read.
    """
    parts = Parts(data, Path(name).name)
    if _CRYPT in parts:
        raise PasswordFile(f"{parts.name}：文件已加密，请解密后再收入")
    bodies = list(children(parts.root(_ROOT), "DocBody"))
    body, member = _first(parts, bodies)
    document = Document(parts, member, read_picture)
    writer = SourceWriter(name, version)
    write_pages(document.pages(), writer)
    for message in document.unread():
        writer.remark("unread", message)
    if len(bodies) > 1:
        writer.remark("unread", f"OFD 里有 {len(bodies)} 份文档，只读取了第 {bodies.index(body) + 1} 份")
    if seals := _seals(parts, body):
        writer.remark("seal", f"文件有 {seals} 个电子签章，签章是否有效没有验证")
    return writer.build()


def _first(parts: Parts, bodies: list[Element]) -> tuple[Element, str]:
    """The first document whose root is there, in its current version."""
    for body in bodies:
        locations = [words(body, "DocRoot")]
        for one in children(body, "Versions", "Version"):
            current = (one.get("Current") or "").strip().lower() == "true"
            if current and (member := parts.find(_ROOT, one.get("BaseLoc"))):
                locations.insert(0, words(parts.root(member), "DocRoot"))
        for location in locations:
            if found := parts.find(_ROOT, location):
                return body, found
    named = words(bodies[0], "DocRoot") if bodies else ""
    raise DamagedFile(f"{parts.name}：缺少文档的根（{named or 'OFD.xml 里没有 DocRoot'}），文件不完整")


def _seals(parts: Parts, body: Element) -> int:
    """How many seals and signatures the document has."""
    return len(list(children(parts.root_if_any(_ROOT, words(body, "Signatures")), "Signature")))
