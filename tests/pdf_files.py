"""PDF files made by reportlab, with a font that is not embedded (STSong-Light) and so needs no file."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

import pytest

pytest.importorskip("reportlab", reason="reportlab makes the PDF files of these tests")

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
WIDTH, HEIGHT = A4
LINES = (
    "关于做好政务公开工作的通知",
    "各镇人民政府、街道办事处：",
    "一、加强领导。各单位要按照“谁主管、谁负责”的原则抓好落实。",
    "（一）明确分工。区大数据局负责，2023年6月底前完成。",
    "（二）强化督查。区司法局负责。",
)
XS = (60.0, 100.0, 250.0, 400.0, 530.0)
ROWS = (
    ("序号", "工作任务", "责任单位", "完成时限"),
    ("1", "编制目录", "区大数据局", "2023年6月底前"),
    ("2", "优化服务", "区行政审批服务局", "2023年9月底前"),
    ("3", "完善机制", "区司法局、区财政局", "2023年12月底前"),
)
pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def pdf(*pages: Callable[[Canvas], Any], **options: Any) -> bytes:
    """A file of pages, each drawn by a function; A4 upright unless they say otherwise."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, **options)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def write(canvas: Canvas, lines: Sequence[str] = LINES, x: float = 80, y: float = 700, size: float = 16) -> None:
    """Lines from the top down."""
    for at, line in enumerate(lines):
        canvas.setFont(FONT, size)
        canvas.drawString(x, y - 1.75 * size * at, line)


def draw_table(canvas: Canvas, top: float = 340, height: float = 24) -> None:
    """A table of four columns."""
    foot = top - height * len(ROWS)
    for at in range(len(ROWS) + 1):
        canvas.line(XS[0], top - at * height, XS[-1], top - at * height)
    for x in XS:
        canvas.line(x, top, x, foot)
    canvas.setFont(FONT, 10.5)
    for at, row in enumerate(ROWS):
        for x, text in zip(XS, row, strict=False):
            canvas.drawString(x + 4, top - at * height - 16, text)


def draw_both(canvas: Canvas) -> None:
    """Lines and the table."""
    write(canvas)
    draw_table(canvas)


def scan(canvas: Canvas) -> None:
    """A grey picture that covers the page."""
    from PIL import Image

    canvas.drawImage(ImageReader(Image.new("RGB", (60, 85), (200, 200, 200))), 0, 0, WIDTH, HEIGHT)


def write_unseen(canvas: Canvas, lines: Sequence[str]) -> None:
    """Lines that are not shown (text render mode 3), as OCR programs put them behind a scan."""
    text = canvas.beginText(80, 700)
    text.setFont(FONT, 16)
    text.setLeading(28)
    text.setTextRenderMode(3)
    for line in lines:
        text.textLine(line)
    canvas.drawText(text)
