"""A notice as a Word file: automatic numbers, merged cells, heads and feet, columns, what was changed."""

from __future__ import annotations

import io
from typing import Any

from docx import Document as new_document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from formats.document import Document, Grid, PageKind, Paragraph, Turn, styled
from formats.forms import Form
from formats.packing import with_fixed_day
from formats.word_parts import Lists, add_footnotes, text_box

BODY, HEADING, SUBHEADING, TITLE = "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体"
_WIDTH = {"upright": Mm(156), "sideways": Mm(225), "columns": Mm(156)}
_CHANGED = "2025-09-04T09:00:00Z"
_STYLE_NAMES = ("公文一级", "公文二级", "公文三级")


def write_word(document: Document, *, accepts_changes: bool = False, has_overrides: bool = True) -> bytes:
    """A .docx file.

    Parameters
    ----------
    document
        The notice.
    accepts_changes
        Print what was put in and not what was taken out; else both stand in the file, tracked.
    has_overrides
        A list that begins anew is one with an override; else one of its own, as LibreOffice counts only the first
        paragraph of one with an override to it where it writes .doc.
    """
    file = new_document()
    file.core_properties.author = "云河市"
    _set_styles(file)
    writer = _Writer(file, document.form, accepts_changes, has_overrides)
    for item in document.items:
        if isinstance(item, Turn):
            writer.turn(item.pages)
        elif isinstance(item, Grid):
            writer.table(item)
        else:
            writer.paragraph(item)
    writer.finish()
    out = io.BytesIO()
    file.save(out)
    return with_fixed_day(out.getvalue())


def _set_styles(file: Any) -> None:  # noqa: ANN401 - the library has no types
    style = file.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(16)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), BODY)
    style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing = Pt(28)
    for name in _STYLE_NAMES:
        file.styles.add_style(name, 1).base_style = style


class _Writer:
    """Writes paragraphs and tables into a file in order."""

    def __init__(self, file: Any, form: Form, accepts_changes: bool, has_overrides: bool) -> None:  # noqa: ANN401
        self.file, self.form, self.accepts_changes = file, form, accepts_changes
        self.lists = Lists(file, form, _STYLE_NAMES, has_overrides)
        self.footnotes: list[str] = []
        self.changes = 0
        self.pages: PageKind = "upright"
        self.has_stamp = not form.stamp
        self.setup(file.sections[0], "upright")

    def setup(self, section: Any, pages: PageKind) -> None:  # noqa: ANN401
        """Size and margins of GB/T 9704, and the columns."""
        is_wide = pages == "sideways"
        section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (Mm(297), Mm(210)) if is_wide else (Mm(210), Mm(297))
        section.left_margin, section.right_margin = (Mm(36), Mm(36)) if is_wide else (Mm(28), Mm(26))
        section.top_margin, section.bottom_margin = (Mm(27), Mm(27)) if is_wide else (Mm(37), Mm(35))
        cols = section._sectPr.find(qn("w:cols"))
        cols.set(qn("w:num"), str(self.form.columns if pages == "columns" else 1))
        cols.set(qn("w:space"), "420")
        self.pages = pages

    def turn(self, pages: PageKind) -> None:
        """Begin a section; columns begin on the same page."""
        is_same = "columns" in (pages, self.pages)
        section = self.file.add_section(WD_SECTION.CONTINUOUS if is_same else WD_SECTION.NEW_PAGE)
        self.setup(section, pages)

    def paragraph(self, item: Paragraph) -> None:
        """Write a paragraph; its number by a list where the form has one for its depth."""
        paragraph = self.file.add_paragraph()
        places = {"title": "CENTER", "issued": "CENTER", "head": "CENTER", "number": "CENTER", "caption": "CENTER"}
        paragraph.alignment = getattr(WD_ALIGN_PARAGRAPH, places.get(item.kind, "JUSTIFY"))
        if item.kind == "right":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.paragraph_format.right_indent = Pt(32)
        elif item.kind in ("body", "heading") and self.form.has_indents:
            paragraph.paragraph_format.first_line_indent = Pt(32)
        if item.kind == "annex" and self.pages == "upright":
            paragraph.paragraph_format.page_break_before = True
        if not self.has_stamp:
            paragraph.add_run()._r.append(text_box(self.form.stamp))
            self.has_stamp = True
        is_counted = bool(item.mark) and self.lists.number(paragraph, item.depth)
        if item.mark and not is_counted:
            self._run(paragraph, item.mark, HEADING if item.depth == 1 else SUBHEADING)
        self._words(paragraph, item)

    def _words(self, paragraph: Any, item: Paragraph) -> None:  # noqa: ANN401
        fonts = {"title": TITLE, "issued": TITLE, "head": TITLE, "caption": TITLE, "annex": HEADING}
        for words, is_heading in styled(item):
            font = (HEADING if item.depth == 1 else SUBHEADING) if is_heading else fonts.get(item.kind, BODY)
            old, new = item.change
            if new and new in words:
                before, after = words.split(new, 1)
                self._run(paragraph, before, font)
                self._change(paragraph, old, new)
                self._run(paragraph, after, font)
            else:
                self._run(paragraph, words, font, 22 if item.kind in ("title", "issued", "head", "caption") else 0)
        if item.footnote:
            self.footnotes.append(item.footnote)
            mark = parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="{len(self.footnotes)}"/>')
            run = paragraph.add_run()
            run.font.superscript = True
            run._r.append(mark)

    def _run(self, paragraph: Any, words: str, font: str, size: int = 0) -> None:  # noqa: ANN401
        if not words:
            return
        run = paragraph.add_run(words)
        if font != BODY:
            run.font.name = "Times New Roman"
            run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
        if size:
            run.font.size = Pt(size)

    def _change(self, paragraph: Any, old: str, new: str) -> None:  # noqa: ANN401
        if self.accepts_changes:
            self._run(paragraph, new, BODY)
            return
        for tag, text, words in (("del", "delText", old), ("ins", "t", new)):
            self.changes += 1
            paragraph._p.append(
                parse_xml(
                    f'<w:{tag} {nsdecls("w")} w:id="{900 + self.changes}" w:author="校对" w:date="{_CHANGED}">'
                    f"<w:r><w:{text}>{words}</w:{text}></w:r></w:{tag}>"
                )
            )

    def table(self, grid: Grid) -> None:
        """Write a table; cells are merged as Word does, the head comes again on each page."""
        table = self.file.add_table(len(grid.rows), len(grid.widths), "Table Grid" if grid.is_ruled else None)
        table.autofit = False
        width = _WIDTH[self.pages]
        for column, share in zip(table.columns, grid.widths, strict=True):
            column.width = int(width * share)
        for at, row in enumerate(grid.rows):
            for drawn in row:
                cell = table.cell(at, drawn.column)
                if drawn.colspan > 1 or drawn.rowspan > 1:
                    cell = cell.merge(table.cell(at + drawn.rowspan - 1, drawn.column + drawn.colspan - 1))
                self._cell(cell, drawn.text, is_head=at < grid.heads)
            for cell, share in zip(table.rows[at].cells, grid.widths, strict=True):
                cell.width = cell.width or int(width * share)
            if at < grid.heads:
                table.rows[at]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        if not grid.is_ruled:
            _three_lines(table, grid.heads)

    def _cell(self, cell: Any, words: str, *, is_head: bool) -> None:  # noqa: ANN401
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.line_spacing = Pt(16)
        run = paragraph.add_run(words)
        run.font.size = Pt(10.5)
        run.font.bold = is_head or None

    def finish(self) -> None:
        """Heads and feet of the pages, and the footnotes."""
        section = self.file.sections[0]
        if self.form.running_head:
            section.header.paragraphs[0].text = self.form.running_head
        foot = section.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        pieces = ("— ", "PAGE", " —") if self.form.foot == "dashes" else ("第", "PAGE", "页 共", "NUMPAGES", "页")
        for piece in pieces:
            if piece.isupper():
                _field(foot, piece)
            else:
                foot.add_run(piece)
        if self.footnotes:
            add_footnotes(self.file, self.footnotes)


def _field(paragraph: Any, name: str) -> None:  # noqa: ANN401
    """A field as Word writes it: begin, its code, separate, the last result, end."""
    for kind in ("begin", "code", "separate", "result", "end"):
        run = paragraph.add_run("1" if kind == "result" else "")
        if kind == "code":
            run._r.append(parse_xml(f'<w:instrText {nsdecls("w")} xml:space="preserve"> {name} </w:instrText>'))
        elif kind != "result":
            run._r.append(parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="{kind}"/>'))


def _three_lines(table: Any, heads: int) -> None:  # noqa: ANN401
    """Lines above and below a table, and below its head."""
    borders = "".join(f'<w:{side} w:val="single" w:sz="12" w:color="000000"/>' for side in ("top", "bottom"))
    table._tbl.tblPr.append(parse_xml(f"<w:tblBorders {nsdecls('w')}>{borders}</w:tblBorders>"))
    line = f'<w:tcBorders {nsdecls("w")}><w:bottom w:val="single" w:sz="6" w:color="000000"/></w:tcBorders>'
    for cell in table.rows[heads - 1].cells:
        cell._tc.get_or_add_tcPr().append(parse_xml(line))
