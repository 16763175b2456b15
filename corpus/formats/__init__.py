"""The formats in which notices come: one line each, in the order in which a file's content is asked what it is.

A format is a module with two functions::

    def is_this(probe: Probe) -> bool        # by content, cheaply, never raising
    def read(data: bytes, name: str, version: str) -> Source

``read`` gives lines and cells with page and position (see ``corpus.formats.writer``) and raises a NoticeError whose
message names the file and the cause. A format more is a file more here, and a line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from corpus.formats.probe import Probe
from corpus.source import Source


class FormatReader(Protocol):
    """What a module of a format offers."""

    def is_this(self, probe: Probe) -> bool:
        """Whether the bytes are of this format."""

    def read(self, data: bytes, name: str, version: str) -> Source:
        """Read a file of this format."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format.

    Attributes
    ----------
    kind
        Its short name, and that of its module.
    label
        What a user calls it.
    endings
        Endings of its files, for looking through folders; what a file is, is told by its content.
    needs
        What has to be installed beside this package; empty: nothing.
    is_plain
        Read by our own code alone, whose time and memory grow with the size: no process of its own is needed.
    """

    kind: str
    label: str
    endings: tuple[str, ...]
    needs: str = ""
    is_plain: bool = False

    @property
    def reader(self) -> FormatReader:
        """The module that reads it, loaded on first use."""
        return cast(FormatReader, import_module(f"corpus.formats.{self.kind}"))


FORMATS = (
    Format("pdf", "PDF", (".pdf",)),
    Format("image", "扫描图片", (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp"), needs="zhengwen[ocr]"),
    Format("docx", "Word", (".docx", ".docm", ".dotx")),
    Format("xlsx", "Excel", (".xlsx", ".xlsm")),
    Format("ofd", "OFD 版式文件", (".ofd",)),
    Format("doc", "Word 97–2003、WPS 文字", (".doc", ".dot", ".wps", ".wpt", ".rtf", ".odt"), needs="LibreOffice"),
    Format("xls", "Excel 97–2003、WPS 表格", (".xls", ".et")),
    Format("ole", "其他旧版 Office 文件，只说明原因", ()),
    Format("mhtml", "网页存档", (".mhtml", ".mht")),
    Format("html", "网页", (".html", ".htm", ".shtml", ".xhtml")),
    Format("delimited", "逗号、制表符分隔的表格", (".csv", ".tsv")),
    Format("text", "纯文本、Markdown", (".txt", ".md", ".markdown"), is_plain=True),
)
ARCHIVES = (".zip",)
"""Endings of files that hold other files; see ``corpus.archive``."""
ENDINGS = frozenset(ending for one in FORMATS for ending in one.endings)
"""Endings of all files that can be notices."""


def format_of(data: bytes, name: str) -> Format:
    """The format of a file, told by its content; plain text where no other format knows it."""
    probe = Probe(data, name)
    return next((one for one in FORMATS if one.reader.is_this(probe)), FORMATS[-1])


def read_source_of(data: bytes, name: str, version: str) -> Source:
    """Read a file of any format; see :class:`Format`.

    Raises
    ------
    NoticeError
        The file cannot be read; the message names it and the cause.
    """
    return format_of(data, name).reader.read(data, name, version)


def picture_of(data: bytes, name: str, page: int) -> bytes | None:
    """A PNG of a page (from 1) of a file; None where its format has no pictures of pages.

    A format that has them offers ``picture(data, name, page) -> bytes`` beside what every format does.
    """
    draw = getattr(format_of(data, name).reader, "picture", None)
    return None if draw is None else cast(bytes, draw(data, name, page))


_PAGE_FOLDER = re.compile(r"(?P<page>.+)(?:[_.]files?|_文件)", re.IGNORECASE)
_PAGES = (".html", ".htm", ".shtml", ".xhtml", ".mht")


def is_page_folder(folder: Path) -> bool:
    """Whether a folder holds the pictures, styles and scripts of a web page that was saved beside it.

    Browsers call it after the page: 通知_files, 通知.files or 通知_文件 beside 通知.html.
    """
    match = _PAGE_FOLDER.fullmatch(folder.name)
    return match is not None and any(folder.with_name(match["page"] + ending).is_file() for ending in _PAGES)
