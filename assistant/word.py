"""Word documents in the layout of Chinese official papers, GB/T 9704-2012 (only python-docx).

The type area is 156 mm by 225 mm, 37 mm below the upper edge of the sheet and 28 mm right of the left one, with 22
lines of 28 characters; body 三号 仿宋, title 二号 小标宋, headings 三号 黑体 and 楷体; the page number 四号 宋体
between two dashes, at the right of odd pages and at the left of even ones, 7 mm below the type area. A landscape page
is the same sheet turned, for tables.
"""

from __future__ import annotations

import datetime as dt
import io
import unicodedata
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Length, Mm, Pt
from docx.styles.style import ParagraphStyle

from assistant.legal import legal

Look: TypeAlias = Literal["title", "addressee", "body", "heading", "subheading", "quotation", "closing", "signature"]
"""What a paragraph is. ``closing`` stays on the page of the signature below it; ``addressee`` is not indented."""

_SONG, _FANG, _KAI, _HEI, _TITLE = "宋体", "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体"
_LATIN = "Times New Roman"
_ALIKE = {_TITLE: "宋体", _FANG: "仿宋", _KAI: "楷体", _HEI: "SimHei", _SONG: "SimSun"}
"""What Word takes where a font is not installed."""
_LINE = Pt(28.95)
"""225 mm over 22 lines."""
_CHARACTER = Pt(16)
_NARROWER = -5
"""By how much 28 characters of 三号 in 156 mm are set closer, in twentieths of a point; a grid of characters would do
the same in Word, but LibreOffice takes it for another."""
_PROPERTY_LENGTH = 255
_NARROW = 12
"""Columns up to so many half-width characters hold numbers and short words, which are centred."""


class _Style(NamedTuple):
    """How a kind of paragraph is set; ``level`` is that in the document's outline."""

    name: str
    font: str = _FANG
    size: float = 16
    line: Length = _LINE
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY
    is_indented: bool = True
    keeps_next: bool = False
    level: int | None = None
    latin: str = _LATIN


_LEFT, _RIGHT, _CENTRE = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.CENTER
_STYLES: dict[str, _Style] = {
    "title": _Style("公文标题", _TITLE, 22, Pt(35), _CENTRE, is_indented=False, keeps_next=True),
    "addressee": _Style("公文主送机关", is_indented=False),
    "body": _Style("公文正文"),
    "heading": _Style("公文一级标题", _HEI, keeps_next=True, level=0),
    "subheading": _Style("公文二级标题", _KAI, keeps_next=True, level=1),
    "quotation": _Style("公文引文", _KAI),
    "closing": _Style("公文结语", keeps_next=True),
    "signature": _Style("公文落款", align=_RIGHT, is_indented=False, keeps_next=True),
    "cell": _Style("公文表格", size=10.5, line=Pt(16), align=_LEFT, is_indented=False),
    "short": _Style("公文表格居中", size=10.5, line=Pt(16), align=_CENTRE, is_indented=False),
    "header": _Style("公文表头", _HEI, 10.5, Pt(16), _CENTRE, is_indented=False),
    "odd": _Style("公文单页码", _SONG, 14, Pt(16), _RIGHT, is_indented=False, latin=_SONG),
    "even": _Style("公文双页码", _SONG, 14, Pt(16), _LEFT, is_indented=False, latin=_SONG),
}


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of words of one kind; what is marked stands bold and underlined."""

    text: str
    is_marked: bool = False


Text: TypeAlias = str | Sequence[Words]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; ``right`` is how far its right end is drawn in, in characters."""

    look: Look
    text: Text = ""
    right: float = 0
    starts_page: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose header row is repeated on each page; ``widths`` of the columns are taken as proportions."""

    headers: Sequence[str]
    rows: Sequence[Sequence[Text]]
    widths: Sequence[int]


def document(title: str, parts: Sequence[Paragraph | Table], *, is_landscape: bool = False) -> bytes:
    """A Word file.

    Parameters
    ----------
    title
        The title among the file's properties; what is printed as such is a paragraph of ``parts``.
    parts
        From top to bottom. All words are data: no field, no link is made of them, and what XML forbids is left out.
    is_landscape
        The sheet turned, for wide tables.
    """
    paper = _paper(title)
    section = paper.sections[0]
    width = _lay_out(section, is_landscape)
    _number_pages(section)
    for part in parts:
        element = _paragraph(part) if isinstance(part, Paragraph) else _table(part, width)
        section._sectPr.addprevious(element)
    if parts and isinstance(parts[-1], Table):  # Word wants a paragraph below a table
        section._sectPr.addprevious(_styled("cell", []))
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def signature(name: str, day: str) -> list[Paragraph]:
    """Who signs above the date, two lines below the text, for a sealed paper.

    The date ends four characters from the right edge, and the name is centred upon it; a name too long for that ends
    two characters from the edge, and the date moves.
    """
    own, below = _width(name), _width(day)
    right = max(2.0, 4 + (below - own) / 2) if day else 4
    lines = [Paragraph("signature"), Paragraph("signature")]
    lines += [Paragraph("signature", name, right)] if name else []
    return [*lines, Paragraph("signature", day, right + (own - below) / 2 if name else 4)] if day else lines


def _width(text: str) -> float:
    """How wide a text is, in characters; letters and digits take half of one."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in text)


def _paper(title: str) -> WordDocument:
    paper = Document()
    for key, look in _STYLES.items():
        _add_style(paper, key, look)
    _set_defaults(paper)
    now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    told = paper.core_properties
    told.title = legal(title)[:_PROPERTY_LENGTH]
    told.author, told.last_modified_by, told.comments, told.language = "政问", "政问", "", "zh-CN"
    told.created = told.modified = now
    paper.settings.odd_and_even_pages_header_footer = True
    return paper


def _set_defaults(paper: WordDocument) -> None:
    """Fonts and language of what no style says; python-docx's own are those of an English document."""
    properties = paper.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    spacing = paper.styles.element.find(f".//{qn('w:pPrDefault')}/{qn('w:pPr')}/{qn('w:spacing')}")
    properties.getparent().replace(properties, _run_look(_STYLES["body"], False, "zh-CN"))
    spacing.set(qn("w:after"), "0")
    spacing.set(qn("w:line"), "240")
    if (compat := paper.settings.element.find(qn("w:compat"))) is not None:  # a line that is broken is not stretched
        compat.insert(0, parse_xml(f"<w:doNotExpandShiftReturn {nsdecls('w')}/>"))
    if (language := paper.settings.element.find(qn("w:themeFontLang"))) is not None:
        language.set(qn("w:eastAsia"), "zh-CN")
    rels = paper.part.rels
    old = next(key for key, rel in rels.items() if rel.reltype == RELATIONSHIP_TYPE.FONT_TABLE)
    part = rels[old].target_part
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{alike}"/><w:charset w:val="86"/></w:font>'
        for name, alike in _ALIKE.items()
    )
    content = f'<?xml version="1.0" encoding="UTF-8"?><w:fonts {nsdecls("w")}>{fonts}</w:fonts>'.encode()
    rels.pop(old)
    paper.part.relate_to(
        Part(part.partname, part.content_type, content, paper.part.package), RELATIONSHIP_TYPE.FONT_TABLE
    )


def _add_style(paper: WordDocument, key: str, look: _Style) -> None:
    style = paper.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.element.set(qn("w:styleId"), _style_id(key))
    style.base_style = paper.styles["Normal"]
    style.quick_style = True
    form = style.paragraph_format
    form.alignment, form.keep_with_next, form.widow_control = look.align, look.keeps_next, False
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, look.line
    form.space_before = form.space_after = Pt(0)
    properties = style.element.get_or_add_pPr()
    if look.is_indented:
        form.first_line_indent = 2 * _CHARACTER
        properties.find(qn("w:ind")).set(qn("w:firstLineChars"), "200")
    if look.level is not None:
        properties.append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="{look.level}"/>'))
    if (old := style.element.find(qn("w:rPr"))) is not None:
        style.element.remove(old)
    style.element.append(_run_look(look, False))


def _style_id(key: str) -> str:
    return f"zw{key.title()}"


def _run_look(look: _Style, is_marked: bool, language: str = "") -> BaseOxmlElement:
    """The fonts of a run. Without ``eastAsia`` Chinese keeps another font; the hint takes quotes and dashes along."""
    size = round(2 * look.size)
    marked = "<w:b/><w:bCs/>" if is_marked else ""
    line = '<w:u w:val="single"/>' if is_marked else ""
    close = f'<w:spacing w:val="{_NARROWER}"/>' if look.size == _CHARACTER.pt else ""
    told = f'<w:lang w:val="en-US" w:eastAsia="{language}" w:bidi="ar-SA"/>' if language else ""
    return parse_xml(
        f'<w:rPr {nsdecls("w")}><w:rFonts w:hint="eastAsia" w:ascii="{look.latin}" w:eastAsia="{look.font}" '
        f'w:hAnsi="{look.latin}" w:cs="{look.latin}"/>{marked}{close}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        f"{line}{told}</w:rPr>"
    )


def _lay_out(section: Section, is_landscape: bool) -> int:
    """Set the page and its margins; returns the width of the type area."""
    edges = (Mm(37), Mm(26), Mm(35), Mm(28))  # upper, right, lower, left
    width, height = Mm(210), Mm(297)
    if is_landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        width, height = height, width
        edges = (edges[3], edges[0], edges[1], edges[2])  # turned, the bound edge is above
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = edges
    section.page_width, section.page_height = width, height
    section.header_distance = Mm(15)
    section.footer_distance = Length(edges[2] - Mm(7) - Pt(16))
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = parse_xml(f"<w:docGrid {nsdecls('w')}/>")
        section._sectPr.append(grid)
    grid.set(qn("w:linePitch"), str(round(_LINE.pt * 20)))
    if not is_landscape:
        grid.set(qn("w:type"), "lines")
    return width - edges[1] - edges[3]


def _number_pages(section: Section) -> None:
    for key, foot in (("odd", section.footer), ("even", section.even_page_footer)):
        foot.is_linked_to_previous = False
        old = foot.paragraphs[0]._p
        look = _STYLES[key]
        page = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "/>')
        page.append(_run(key, Words("1")))
        number = [_run(key, Words("— ")), page, _run(key, Words(" —"))]
        drawn_in = _drawn_in("right" if key == "odd" else "left", 1, look.size)
        old.getparent().replace(old, _styled(key, number, drawn_in))


def _paragraph(paragraph: Paragraph) -> BaseOxmlElement:
    runs = [_run(paragraph.look, words) for words in _stretches(paragraph.text)]
    drawn_in = _drawn_in("right", paragraph.right, _STYLES[paragraph.look].size) if paragraph.right else None
    line = _styled(paragraph.look, runs, drawn_in)
    if paragraph.starts_page:
        line[0].insert(1, parse_xml(f"<w:pageBreakBefore {nsdecls('w')}/>"))
    return line


def _drawn_in(side: Literal["left", "right"], characters: float, size: float) -> BaseOxmlElement:
    hundredths, twips = round(100 * characters), round(20 * size * characters)
    return parse_xml(f'<w:ind {nsdecls("w")} w:{side}Chars="{hundredths}" w:{side}="{twips}"/>')


def _stretches(text: Text) -> Sequence[Words]:
    return [Words(text)] if isinstance(text, str) else text


@cache
def _line_form(key: str) -> BaseOxmlElement:
    return parse_xml(f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{_style_id(key)}"/></w:pPr></w:p>')


@cache
def _run_form(key: str, is_marked: bool) -> BaseOxmlElement:
    form = parse_xml(f"<w:r {nsdecls('w')}/>")
    form.append(_run_look(_STYLES[key], is_marked))
    return form


def _styled(key: str, runs: Sequence[BaseOxmlElement], drawn_in: BaseOxmlElement | None = None) -> BaseOxmlElement:
    line = deepcopy(_line_form(key))
    if drawn_in is not None:
        line[0].append(drawn_in)
    line.extend(runs)
    return line


def _run(key: str, words: Words) -> BaseOxmlElement:
    run = deepcopy(_run_form(key, words.is_marked))
    run.text = legal(words.text)
    return run


def _table(table: Table, width: int) -> BaseOxmlElement:
    total = sum(table.widths)
    twips = [round(Length(width).pt * 20 * own / total) for own in table.widths]
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    columns = "".join(f'<w:gridCol w:w="{own}"/>' for own in twips)
    element = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(twips)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid></w:tbl>"
    )
    looks = ["short" if own <= _NARROW else "cell" for own in table.widths]
    element.append(_row(table.headers, ["header"] * len(twips), twips))
    for row in table.rows:
        element.append(_row(row, looks, twips))
    return element


def _row(cells: Sequence[Text], looks: Sequence[str], twips: Sequence[int]) -> BaseOxmlElement:
    row = deepcopy(_row_form(tuple(twips), looks[0] == "header"))
    for cell, text, look in zip(row.findall(qn("w:tc")), cells, looks, strict=True):
        cell.append(_styled(look, [_run(look, words) for words in _stretches(text)]))
    return row


@cache
def _row_form(twips: tuple[int, ...], is_header: bool) -> BaseOxmlElement:
    repeated = "<w:tblHeader/>" if is_header else ""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{own}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr></w:tc>' for own in twips
    )
    return parse_xml(f"<w:tr {nsdecls('w')}><w:trPr><w:cantSplit/>{repeated}</w:trPr>{cells}</w:tr>")
