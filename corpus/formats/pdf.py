"""PDF: words and ruled lines with their places; pages without a text layer go to OCR.

PDFium gives the place of every character, and reading order comes from the places alone: the order in the file puts
quotation marks in a fallback font, page numbers and columns anywhere.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.errors import DamagedFile, EmptyFile, ScannedFile, TooLarge
from corpus.formats.glyphs import is_garbled, main_angle, turned, words_of_page
from corpus.formats.layout import write_pages
from corpus.formats.page import Box, Page, Rule, Word
from corpus.formats.pdfium import Glyph, PdfDocument, PdfPage
from corpus.formats.probe import Probe
from corpus.formats.writer import SourceWriter
from corpus.limits import MAX_SCANNED_PAGES
from corpus.source import Source

_MARK = b"%PDF-"
_MARK_WITHIN = 1024
_SCAN_DPI = 200
_SHOWN_DPI = 110
_PICTURE = 0.5
"""The part of a page that a scan covers at least."""
_FEW_LETTERS = 40
"""A page that is one picture with fewer letters on it than that (a stamp, a mark of the scanning program) is a scan."""
_OUTLINES = 150
"""A page without letters that has so many drawings has its letters as drawings."""
_STRUCK = 0.8
_NAMED_PAGES = 8

Pixels = npt.NDArray[np.uint8]
ReadPicture = Callable[[Pixels, str], Page]


def is_this(probe: Probe) -> bool:
    """Whether a file is a PDF; some programs put bytes before its mark."""
    return _MARK in probe.head[:_MARK_WITHIN]


def read(data: bytes, name: str, version: str) -> Source:
    """Read a PDF."""
    return read_pdf(data, name, version, _read_picture)


def read_pdf(data: bytes, name: str, version: str, read_picture: ReadPicture) -> Source:
    """Read a PDF.

    Parameters
    ----------
    data, name, version
        Bytes, name and hash of the file.
    read_picture
        Reads the picture of a page; raises ScannedFile where nothing is installed that can.

    Returns
    -------
    Source
        Its text; remarks name the pages that could not be read, and those whose text may be wrong.

    Raises
    ------
    NoticeError
        The file is damaged, has a password, is above a limit, or is a scan and nothing is installed that reads it.
    """
    document = PdfDocument(data, Path(name).name)
    try:
        reading = _Reading(document, read_picture)
        pages = [reading.page(number) for number in range(document.pages)]
    finally:
        document.close()
    reading.refuse_unread(pages)
    writer = SourceWriter(name, version)
    write_pages(pages, writer)
    for kind, message in reading.remarks():
        writer.remark(kind, message)
    return writer.build()


def picture(data: bytes, name: str, page: int) -> bytes:
    """A PNG of a page (from 1)."""
    document = PdfDocument(data, Path(name).name)
    try:
        return _png(document.picture(page - 1, _SHOWN_DPI))
    finally:
        document.close()


def _read_picture(pixels: Pixels, name: str) -> Page:
    from corpus.formats.ocr import page_of_picture

    return page_of_picture(pixels, name)


@dataclass(slots=True)
class _Reading:
    """Reads the pages of a document and notes what is to be said about them; pages are numbered from 1."""

    document: PdfDocument
    read_picture: ReadPicture
    scanned: int = 0
    why_not: ScannedFile | None = None
    unread: list[int] = field(default_factory=list)
    layered: list[int] = field(default_factory=list)
    garbled: list[int] = field(default_factory=list)
    struck: list[int] = field(default_factory=list)

    def page(self, number: int) -> Page:
        """Read a page (from 0)."""
        shown = self.document.page(number)
        angle = main_angle(shown.glyphs)
        upright = turned(shown, angle) if angle else shown
        letters = [glyph for glyph in upright.glyphs if glyph.is_visible]
        garbled = is_garbled(letters)
        if garbled or (_is_picture(upright, letters) and not self._has_layer(number, upright)):
            page = self._scanned(number, garbled)
            if page is not None:
                return page
        elif _is_picture(upright, letters):
            letters = upright.glyphs
        words = [] if garbled else words_of_page(upright, letters)
        rules = [Rule(*line) for line in upright.lines]
        if _is_struck(words, rules):
            self.struck.append(number + 1)
        return Page(upright.width, upright.height, words, rules, as_shown=_as_shown(angle))

    def refuse_unread(self, pages: Iterable[Page]) -> None:
        """Stop where nothing of the document could be read."""
        if any(page.words for page in pages):
            return
        if self.why_not is not None:
            raise self.why_not
        if self.garbled:
            raise DamagedFile(f"{self.document.name}：字体没有文字对照表，读出的全是乱码，请换用原文件")
        raise EmptyFile(f"{self.document.name}：{self.document.pages} 页里都没有文字")

    def remarks(self) -> Iterable[tuple[str, str]]:
        """What a keeper should know."""
        if self.unread:
            why = str(self.why_not).partition("：")[2]
            yield "unread", f"{_named(self.unread)}是图片，没有读取：{why}"
        if self.garbled:
            yield "ocr", f"{_named(self.garbled)}的字体没有文字对照表，文字由图片识别得到或缺失，请核对"
        if self.layered:
            yield "ocr", f"{_named(self.layered)}是扫描件，文字取自文件自带的识别结果，准确度不明，请核对"
        if self.struck:
            yield "struck", f"{_named(self.struck)}有带删除线的文字，一并读入了，请核对"

    def _has_layer(self, number: int, page: PdfPage) -> bool:
        """Whether the words of a scan stand unseen behind its picture."""
        unseen = [glyph for glyph in page.glyphs if not glyph.is_visible]
        if len(unseen) < _FEW_LETTERS or is_garbled(unseen):
            return False
        self.layered.append(number + 1)
        return True

    def _scanned(self, number: int, garbled: bool) -> Page | None:
        """A page read as a picture; None where nothing can."""
        if garbled:
            self.garbled.append(number + 1)
        if self.why_not is None:
            self.scanned += 1
            if self.scanned > MAX_SCANNED_PAGES:
                raise TooLarge(f"{self.document.name}：扫描的页超过上限 {MAX_SCANNED_PAGES} 页")
            try:
                return self.read_picture(self.document.picture(number, _SCAN_DPI), self.document.name)
            except ScannedFile as exc:
                self.why_not = exc
        self.unread.append(number + 1)
        return None


def _is_picture(page: PdfPage, letters: list[Glyph]) -> bool:
    """Whether the words of a page are in a picture, or drawn: a page that is all but empty is none."""
    if len(letters) >= _FEW_LETTERS:
        return False
    return page.pictures >= _PICTURE or (not letters and page.drawings >= _OUTLINES)


def _is_struck(words: list[Word], rules: list[Rule]) -> bool:
    """Whether a line runs through the middle of words from their beginning to their end."""
    flat = np.array([(rule.y0, rule.x0, rule.x1) for rule in rules if rule.y0 == rule.y1 and rule.x1 > rule.x0])
    places = np.array([((word.y0 + word.y1) / 2, word.x0, word.x1, word.size) for word in words])
    if not len(flat) or not len(places):
        return False
    middle, start, end, size = places.T
    for at, x0, x1 in flat[flat[:, 2] - flat[:, 1] > size.min()]:
        inside = np.minimum(end, x1) - np.maximum(start, x0)
        if ((np.abs(middle - at) < 0.2 * size) & (inside > np.maximum(_STRUCK * (x1 - x0), size))).any():
            return True
    return False


def _as_shown(angle: int) -> Callable[[Box], Box] | None:
    """From places of a page that was turned to be read to those of the page as it is shown."""
    if angle == 180:
        return lambda box: (1 - box[2], 1 - box[3], 1 - box[0], 1 - box[1])
    if angle == 90:
        return lambda box: (1 - box[3], box[0], 1 - box[1], box[2])
    if angle == 270:
        return lambda box: (box[1], 1 - box[2], box[3], 1 - box[0])
    return None


def _named(pages: list[int]) -> str:
    shown = "、".join(map(str, pages[:_NAMED_PAGES]))
    return f"第 {shown} 页" if len(pages) <= _NAMED_PAGES else f"第 {shown} 等 {len(pages)} 页"


def _png(pixels: Pixels) -> bytes:
    """A picture as PNG (RFC 2083): eight bits, three colours, no filter."""
    height, width, _ = pixels.shape
    rows = np.zeros((height, 1 + 3 * width), np.uint8)
    rows[:, 1:] = pixels.reshape(height, 3 * width)

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    packed = zlib.compress(rows.tobytes(), 6)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
