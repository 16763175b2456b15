"""PDF: words and ruled lines with their places; pages without a text layer go to OCR."""

from __future__ import annotations

from pathlib import Path

from corpus.formats.glyphs import words_of_glyphs
from corpus.formats.layout import write_pages
from corpus.formats.page import Page, Rule
from corpus.formats.pdfium import PdfDocument
from corpus.formats.probe import Probe
from corpus.formats.writer import SourceWriter
from corpus.source import Source

_MARK = b"%PDF-"
_MARK_WITHIN = 1024


def is_this(probe: Probe) -> bool:
    """Whether a file is a PDF; some programs put bytes before its mark."""
    return _MARK in probe.head[:_MARK_WITHIN]


def read(data: bytes, name: str, version: str) -> Source:
    """Read a PDF."""
    document = PdfDocument(data, Path(name).name)
    pages = []
    for number in range(document.pages):
        shown = document.page(number)
        pages.append(
            Page(
                shown.width,
                shown.height,
                words_of_glyphs(shown.glyphs, []),
                [Rule(*line) for line in shown.lines],
            )
        )
    writer = SourceWriter(name, version)
    write_pages(pages, writer)
    return writer.build()
