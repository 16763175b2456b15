"""A notice as a PDF by reportlab, with an embedded font or with one that the reader's program has to bring."""

from __future__ import annotations

import html
import io
from functools import partial
from pathlib import Path
from typing import Any, Literal

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BalancedColumns,
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Spacer,
    Table,
)
from reportlab.platypus import Paragraph as Words

from formats.document import Document, Grid, PageKind, Paragraph, Turn, styled

TRUETYPE = Path("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc")
"""文泉驿正黑, of Debian's fonts-wqy-zenhei: TrueType outlines, which reportlab can embed."""
FontKind = Literal["embedded", "named"]
_MARGINS = {"upright": (28, 37, 26, 35), "columns": (28, 37, 26, 35), "sideways": (36, 27, 36, 27)}


def write_printed(document: Document, font: FontKind = "embedded") -> bytes:
    """A PDF whose font is embedded (TrueType), or only named (STSong-Light, CID)."""
    out = io.BytesIO()
    maker = _Maker(document, _font(font))
    file = BaseDocTemplate(out, pageTemplates=maker.templates(), invariant=1, title=document.sample.title)
    file.build(maker.flowables(), canvasmaker=partial(_NumberedCanvas, maker))
    return out.getvalue()


def _font(kind: FontKind) -> str:
    if kind == "named":
        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
        return "STSong-Light"
    pdfmetrics.registerFont(TTFont("zenhei", str(TRUETYPE), subfontIndex=0))
    return "zenhei"


class _Maker:
    """Turns the items of a document into what reportlab lays out."""

    def __init__(self, document: Document, font: str) -> None:
        self.document, self.form, self.font = document, document.form, font
        base = ParagraphStyle("body", fontName=font, fontSize=15, leading=27, wordWrap="CJK", alignment=TA_JUSTIFY)
        self.styles = {
            "body": ParagraphStyle("indented", base, firstLineIndent=30 if self.form.has_indents else 0),
            "left": base,
            "middle": ParagraphStyle("middle", base, alignment=TA_CENTER, fontSize=20, leading=32),
            "right": ParagraphStyle("right", base, alignment=TA_RIGHT, rightIndent=30),
            "small": ParagraphStyle("small", base, fontSize=11, leading=18, firstLineIndent=22),
            "cell": ParagraphStyle("cell", base, fontSize=10, leading=14, alignment=0),
        }

    def templates(self) -> list[PageTemplate]:
        """Upright pages and pages turned sideways."""
        out = []
        kinds: tuple[PageKind, ...] = ("upright", "sideways")
        for kind in kinds:
            size = landscape(A4) if kind == "sideways" else A4
            left, top, right, bottom = (x * mm for x in _MARGINS[kind])
            frame = Frame(left, bottom, size[0] - left - right, size[1] - top - bottom, 0, 0, 0, 0, id=kind)
            out.append(PageTemplate(kind, [frame], pagesize=size))
        return out

    def flowables(self) -> list[Flowable]:
        """All of the notice in order."""
        out: list[Flowable] = []
        columns: list[Flowable] | None = None
        pages: PageKind = "upright"
        for item in self.document.items:
            if isinstance(item, Turn):
                out += self._balanced(columns)
                columns = [] if item.pages == "columns" else None
                out += [] if "columns" in (item.pages, pages) else [NextPageTemplate(item.pages), PageBreak()]
                pages = item.pages
                continue
            drawn = [self._table(item, pages)] if isinstance(item, Grid) else self._paragraph(item, columns is not None)
            if isinstance(item, Paragraph) and item.kind == "annex" and pages == "upright":
                out.append(PageBreak())
            (out if columns is None else columns).extend(drawn)
        return out + self._balanced(columns)

    def _balanced(self, columns: list[Flowable] | None) -> list[Flowable]:
        return [BalancedColumns(columns, nCols=self.form.columns, innerPadding=8 * mm, endSlack=0)] if columns else []

    def _paragraph(self, item: Paragraph, is_small: bool) -> list[Flowable]:
        kinds = {"title": "middle", "issued": "middle", "head": "middle", "caption": "middle", "number": "middle"}
        kinds |= {"right": "right", "addressees": "left", "annex": "left"}
        style = self.styles[kinds.get(item.kind, "small" if is_small else "body")]
        words = html.escape(item.mark) + "".join(html.escape(text) for text, _ in styled(item))
        gap = [Spacer(1, 14)] if item.kind in ("number", "issued", "caption") else []
        return [Words(words, style), *gap]

    def _table(self, grid: Grid, pages: PageKind) -> Table:
        left, _, right, _ = _MARGINS[pages]
        width = ((297 if pages == "sideways" else 210) - left - right) * mm
        cells: list[list[Any]] = [["" for _ in grid.widths] for _ in grid.rows]
        commands: list[tuple[Any, ...]] = [("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
        for at, row in enumerate(grid.rows):
            for cell in row:
                cells[at][cell.column] = Words(html.escape(cell.text), self.styles["cell"])
                end = (cell.column + cell.colspan - 1, at + cell.rowspan - 1)
                if end != (cell.column, at):
                    commands.append(("SPAN", (cell.column, at), end))
        if grid.is_ruled:
            commands.append(("GRID", (0, 0), (-1, -1), 0.6, "black"))
        else:
            commands += [("LINEABOVE", (0, 0), (-1, 0), 1.2, "black"), ("LINEBELOW", (0, -1), (-1, -1), 1.2, "black")]
            commands.append(("LINEBELOW", (0, grid.heads - 1), (-1, grid.heads - 1), 0.6, "black"))
        return Table(cells, [width * share for share in grid.widths], style=commands, repeatRows=grid.heads)

    def draw_around(self, canvas: Canvas, page: int, count: int) -> None:
        """The running head, and the page number."""
        width, height = canvas._pagesize  # type: ignore[attr-defined]
        canvas.setFont(self.font, 10.5)
        if self.form.running_head:
            canvas.drawString(28 * mm, height - 20 * mm, self.form.running_head)
        words = f"— {page} —" if self.form.foot == "dashes" else f"第{page}页 共{count}页"
        canvas.drawCentredString(width / 2, 18 * mm, words)


class _NumberedCanvas(Canvas):
    """Draws what stands around the pages when their number is known."""

    def __init__(self, maker: _Maker, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._maker = maker
        self._states: list[dict[str, Any]] = []

    def showPage(self) -> None:
        """Keep the page for later."""
        self._states.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]

    def save(self) -> None:
        """Finish all pages."""
        for page, state in enumerate(self._states, 1):
            self.__dict__.update(state)
            self._maker.draw_around(self, page, len(self._states))
            super().showPage()
        super().save()
