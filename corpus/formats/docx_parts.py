"""The parts of a Word file (Office Open XML): found by their relations, parsed within limits.

We read the XML ourselves: python-docx refuses .docm, .dotx, the strict standard and files with a relation that leads
nowhere, which Word and WPS open, and has neither automatic numbers nor tracked changes.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator

from corpus.errors import DamagedFile
from corpus.formats.packed import Packed, plain_name
from corpus.markup import Element, parse_xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
VML = "{urn:schemas-microsoft-com:vml}"
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W,
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R,
    b"http://purl.oclc.org/ooxml/drawingml/main": A,
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": WP,
    b"http://purl.oclc.org/ooxml/officeDocument/math": MATH,
}
"""Names of the strict standard (ISO/IEC 29500-1) and those that Word and WPS write."""
_MAIN = re.compile(r"word/document\d*\.xml")
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OFF = ("0", "false", "off", "none")


def main_part(members: Iterable[str]) -> str | None:
    """The member that holds the text; Word on the web calls it document2.xml."""
    return min((name for name in members if _MAIN.fullmatch(plain_name(name))), default=None)


def value_of(element: Element | None, name: str = "val") -> str | None:
    """An attribute of Word's; None where the element or the attribute is not there."""
    if element is None:
        return None
    value: str | None = element.get(W + name)
    return value


def number_of(element: Element | None, name: str = "val") -> int | None:
    """An attribute of Word's that is a whole number; None where it is none."""
    value = (value_of(element, name) or "").strip()
    return int(value) if re.fullmatch(r"-?[0-9]{1,9}", value) else None


def is_on(element: Element | None) -> bool:
    """Whether a switch (``<w:vanish/>``, ``<w:vanish w:val="0"/>``) is there and on."""
    return element is not None and (value_of(element) or "1").lower() not in _OFF


def branch_of(alternate: Element) -> Element | None:
    """The one branch of ``mc:AlternateContent`` that is read.

    It is the first choice, unless only the fallback has a text box.
    """
    branches = [child for child in alternate if child.tag in (MC + "Choice", MC + "Fallback")]
    boxed = (branch for branch in branches if next(branch.iter(W + "txbxContent"), None) is not None)
    return next(boxed, branches[0] if branches else None)


class Parts:
    """A Word file, open for reading.

    Parameters
    ----------
    data
        Its bytes.
    name
        Its name, for messages.

    Raises
    ------
    DamagedFile, PasswordFile, TooLarge
        It cannot be unpacked, or has no text part.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._packed = Packed(data, name)
        main = main_part(self._packed.members)
        if main is None:
            raise DamagedFile(f"{name}：缺少正文（word/document.xml），文件不完整")
        self._main = plain_name(main)
        self._relations = list(self._read_relations())

    @property
    def has_macros(self) -> bool:
        """Whether programs (宏) are packed in it; they are never run."""
        return any(member.endswith("vbaproject.bin") for member in self._packed.members)

    def body(self) -> Element:
        """What holds the paragraphs and tables of the text."""
        body = self._xml(self._main).find(W + "body")
        if body is None:
            raise DamagedFile(f"{self.name}：正文部分（{self._main}）里没有正文，文件不完整或不是 Word 文档")
        return body

    def part(self, kind: str, relation: str | None = None) -> Element | None:
        """The root of a part that the text refers to.

        Parameters
        ----------
        kind
            Its kind, the last word of the relation's type: ``styles``, ``numbering``, ``header``.
        relation
            The relation's id, where there are several of the kind.
        """
        for number, ending, member in self._relations:
            if ending == kind and relation in (None, number):
                return self._xml(member)
        return None

    def _xml(self, member: str) -> Element:
        data = self._packed.read(member)
        if b"purl.oclc.org/ooxml" in data:
            for strict, usual in _STRICT.items():
                data = data.replace(strict, usual[1:-1].encode())
        return parse_xml(data, self.name, member)

    def _read_relations(self) -> Iterator[tuple[str, str, str]]:
        """Id, kind and member of each relation; those that lead out of the file or nowhere are left out."""
        folder, _, file = self._main.rpartition("/")
        member = f"{folder}/_rels/{file}.rels"
        if member not in self._packed:
            return
        for one in self._xml(member).iter(_RELATION):
            if one.get("TargetMode") == "External":
                continue
            path = posixpath.normpath(posixpath.join("/" + folder, one.get("Target") or ""))
            target = plain_name(path)
            if target in self._packed:
                yield one.get("Id") or "", (one.get("Type") or "").rpartition("/")[2], target
