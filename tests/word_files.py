"""Word files as tests write them: the XML of the parts, packed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = {
    "w": W,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
}
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = ("styles", "numbering", "settings", "footnotes", "endnotes")


def root(name: str, inside: str) -> str:
    """The XML of a part."""
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _SPACES.items())
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {spaces}>{inside}</w:{name}>'


def docx_of(
    body: str,
    *,
    numbering: str = "",
    styles: str = "",
    settings: str = "",
    footnotes: str = "",
    endnotes: str = "",
    headers: Mapping[str, str] | None = None,
    others: Mapping[str, bytes] | None = None,
    strict: bool = False,
) -> bytes:
    """A Word file.

    Parameters
    ----------
    body, numbering, styles, settings, footnotes, endnotes
        What stands inside the part; an empty one is left out.
    headers
        Relation id (``header1``, ``footer1``) to what stands in it.
    others
        Further members.
    strict
        Names of the strict standard in all parts.
    """
    parts = dict(zip(_KINDS, (styles, numbering, settings, footnotes, endnotes), strict=True))
    members = {"word/document.xml": root("document", f"<w:body>{body}</w:body>")}
    members |= {f"word/{kind}.xml": root(kind, inside) for kind, inside in parts.items() if inside}
    members |= {
        f"word/{name}.xml": root("hdr" if name.startswith("header") else "ftr", inside)
        for name, inside in (headers or {}).items()
    }
    names = [name[5:-4] for name in members if name != "word/document.xml"]
    relations = "".join(
        f'<Relationship Id="{name}" Type="{_SPACES["r"]}/{name.rstrip("0123456789")}" Target="{name}.xml"/>'
        for name in names
    )
    members["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>'
    members["_rels/.rels"] = (
        f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{_SPACES["r"]}/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    members["[Content_Types].xml"] = _content_types(names)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in members.items():
            file.writestr(name, _strict(text) if strict else text)
        for name, data in (others or {}).items():
            file.writestr(name, data)
    return packed.getvalue()


def _content_types(names: list[str]) -> str:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts = {"document": "document.main", **{name: name.rstrip("0123456789") for name in names}}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{kind}.{part}+xml"/>' for name, part in parts.items()
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _strict(text: str) -> str:
    text = text.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    return text.replace(_SPACES["r"], "http://purl.oclc.org/ooxml/officeDocument/relationships")


def p(text: str = "", properties: str = "") -> str:
    """A paragraph."""
    shown = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{shown}</w:p>"


def numbered(text: str, level: int = 0, number: int = 1) -> str:
    """A paragraph of a list."""
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def level(at: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    """A level of a scheme of numbers."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
        "</w:lvl>"
    )


def scheme(*levels: str, at: int = 0) -> str:
    """A scheme of numbers (w:abstractNum)."""
    return f'<w:abstractNum w:abstractNumId="{at}">{"".join(levels)}</w:abstractNum>'


def a_list(number: int = 1, of: int = 0, overrides: str = "") -> str:
    """A list (w:num) of a scheme."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def cell(*inside: str, properties: str = "") -> str:
    """A cell: paragraphs as words, or as XML."""
    content = "".join(one if one.startswith("<w:") else p(one) for one in inside) or p()
    width = '<w:tcW w:w="2000" w:type="dxa"/>'
    return f"<w:tc><w:tcPr>{width}{properties}</w:tcPr>{content}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A row of cells."""
    given = (one if one.startswith("<w:") else cell(one) for one in cells)
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{''.join(given)}</w:tr>"


def table(*rows: str) -> str:
    """A table."""
    grid = '<w:gridCol w:w="2000"/>' * rows[0].count("<w:tc>")
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
