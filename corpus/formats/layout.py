"""From pages to lines and cells: reading order, paragraphs, columns, tables over pages, running heads and feet."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.formats.page import Page
from corpus.formats.writer import SourceWriter


def write_pages(pages: Iterable[Page], writer: SourceWriter) -> None:
    """Write pages in reading order.

    Parameters
    ----------
    pages
        In order; all are looked at before the first is written, as running heads are told by their repetition.
    writer
        What they are written to; each page is begun there.
    """
    raise NotImplementedError
