"""The parts of an OFD file (GB/T 33190-2016): found by the paths that the parts name each other by, and parsed."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from corpus.errors import DamagedFile
from corpus.formats.packed import Packed, plain_name
from corpus.markup import Element, parse_xml

_GB = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"'](?:gb2312|gbk|cp936|gb18030)[\"'][^>]*\?>", re.IGNORECASE)
"""Files that claim GB2312 hold characters beyond it, at which the XML parser stops."""


class Parts:
    """An open OFD file.

    Parameters
    ----------
    data
        Its bytes.
    name
        Its name, for messages.

    Raises
    ------
    DamagedFile, PasswordFile, TooLarge
        See :class:`corpus.formats.packed.Packed`.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._packed = Packed(data, name)

    def __contains__(self, member: str) -> bool:
        return member in self._packed

    def find(self, base: str, location: str | None) -> str | None:
        """The part that a part calls by a path; None where there is none.

        Parameters
        ----------
        base
            The part that names it: a path without a slash in front counts from its folder, and, as some programs
            write it, from the root of the package.
        location
            The path (ST_Loc); one that leaves the package leads nowhere.
        """
        location = (location or "").strip().replace("\\", "/")
        if not location:
            return None
        tries = (
            (location,) if location.startswith("/") else (posixpath.join(posixpath.dirname(base), location), location)
        )
        names = (plain_name(posixpath.normpath(one)) for one in tries)
        return next((info.filename for name in names if (info := self._packed.members.get(name))), None)

    def need(self, base: str, location: str | None, what: str) -> str:
        """The part that a part calls by a path.

        Raises
        ------
        DamagedFile
            There is none; the message says what it should have held.
        """
        found = self.find(base, location)
        if found is None:
            raise DamagedFile(f"{self.name}：缺少{what}（{(location or '').strip() or '没有写路径'}），文件不完整")
        return found

    def read(self, member: str) -> bytes:
        """The bytes of a part."""
        return self._packed.read(member)

    def root(self, member: str) -> Element:
        """The root element of a part."""
        data = self.read(member)
        if declared := _GB.match(data):
            try:
                data = data[declared.end() :].decode("gb18030").encode()
            except UnicodeDecodeError as exc:
                raise DamagedFile(f"{self.name}：{member} 的文字编码已损坏（{exc.reason}）") from exc
        return parse_xml(data, self.name, member)

    def root_if_any(self, base: str, location: str | None) -> Element | None:
        """The root element of a part that holds no words of the notice; None where it is missing or damaged."""
        found = self.find(base, location)
        try:
            return None if found is None else self.root(found)
        except DamagedFile:
            return None


def name_of(node: Element) -> str:
    """The name of an element without its namespace, of which there are several in use; empty for comments."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def children(node: Element | None, *path: str) -> Iterator[Element]:
    """The elements at the end of a path of names; all ways down are followed."""
    nodes = [] if node is None else [node]
    for name in path:
        nodes = [child for one in nodes for child in one if name_of(child) == name]
    return iter(nodes)


def child(node: Element | None, *path: str) -> Element | None:
    """The first element at the end of a path of names; None where there is none."""
    return next(children(node, *path), None)


def words(node: Element | None, *path: str) -> str:
    """The words of the element at the end of a path of names; empty where there is none."""
    found = child(node, *path)
    return "" if found is None else (found.text or "").strip()
