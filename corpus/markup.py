"""HTML and XML parsed safely (the only file that imports lxml)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from corpus.errors import DamagedFile
from corpus.limits import MAX_DEPTH

if TYPE_CHECKING:
    from lxml.etree import _Element

    Element = _Element
else:
    Element = Any

_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)\b|<\x00!\x00D\x00O\x00C\x00T\x00Y\x00P\x00E\x00")


def parse_html(text: str, name: str) -> Element | None:
    """The tree of a web page that was decoded before; None where there is nothing to parse.

    Raises
    ------
    DamagedFile
        Tags are nested so deep that the parser stops.
    """
    from lxml import etree, html

    # without huge_tree lxml cuts a page off where tags are nested 254 deep, without an error
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root: Element = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise DamagedFile(f"{name}：网页的标签嵌套过深，无法完整读取")
    return root


def parse_xml(data: bytes, name: str, part: str) -> Element:
    """The root of a part of a packed file.

    Parameters
    ----------
    data
        The bytes of the part.
    name, part
        The file and the part, for messages.

    Raises
    ------
    DamagedFile
        It is no well-formed XML, defines entities of its own, or is nested too deep.
    """
    from lxml import etree

    _refuse_entities(data, name, part)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        root: Element = etree.fromstring(data, parser=parser)
    except (etree.XMLSyntaxError, ValueError) as exc:
        raise DamagedFile(f"{name}：{part} 不是完整的 XML（{exc}）") from exc
    _refuse_deep(root, name, part)
    return root


def iter_xml(data: bytes, name: str, part: str, tags: tuple[str, ...]) -> Iterator[Element]:
    """Elements of a large part in order, each whole when it is given and emptied behind it.

    Parameters
    ----------
    data, name, part
        As for :func:`parse_xml`; nothing is nested deeper than the parser itself allows (256).
    tags
        Names of the elements, without their namespace.

    Raises
    ------
    DamagedFile
        It is no well-formed XML, or defines entities of its own.
    """
    from lxml import etree

    _refuse_entities(data, name, part)
    try:
        for _, element in etree.iterparse(
            io.BytesIO(data),
            events=("end",),
            tag=[f"{{*}}{tag}" for tag in tags],
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
        ):
            yield element
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]
    except (etree.XMLSyntaxError, ValueError) as exc:
        raise DamagedFile(f"{name}：{part} 不是完整的 XML（{exc}）") from exc


def _refuse_entities(data: bytes, name: str, part: str) -> None:
    if _DOCTYPE.search(data[:4096]):
        raise DamagedFile(f"{name}：{part} 里定义了 XML 实体，可能有害，未读取")


def _refuse_deep(root: Element, name: str, part: str) -> None:
    from lxml import etree

    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise DamagedFile(f"{name}：{part} 的嵌套超过 {MAX_DEPTH} 层，无法读取")
