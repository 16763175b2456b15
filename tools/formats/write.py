"""All files of the six notices: for each format what writes it, and what has to be installed for that."""

from __future__ import annotations

import importlib.util
import io
import zipfile
from dataclasses import dataclass
from functools import cache

from corpus.sample.load import Sample
from formats import programs
from formats.document import Document, compose
from formats.packing import DAY
from formats.texts import write_markdown, write_text
from formats.web import write_archive, write_page, write_printable


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file.

    Attributes
    ----------
    name
        What the table of figures calls it.
    ending
        The ending of its files.
    needs
        Modules and programs without which it is not written.
    is_table
        Only the table of the notice is in it.
    is_plain
        The words of a merged cell stand in each of its rows, and marks between the words: characters are not counted.
    is_scan
        Its words are pictures.
    """

    name: str
    ending: str
    needs: tuple[str, ...] = ()
    is_table: bool = False
    is_plain: bool = False
    is_scan: bool = False

    @property
    def missing(self) -> list[str]:
        """What is not installed here."""
        return [name for name in self.needs if not _is_here(name)]


_SCAN = ("docx", "soffice", "pypdfium2", "PIL")
KINDS = (
    Kind("txt", ".txt", is_plain=True),
    Kind("md", ".md", is_plain=True),
    Kind("html", ".html"),
    Kind("mhtml", ".mhtml"),
    Kind("docx", ".docx", ("docx",)),
    Kind("doc", ".doc", ("docx", "soffice")),
    Kind("pdf LibreOffice", ".pdf", ("docx", "soffice")),
    Kind("pdf reportlab", ".pdf", ("reportlab", "wqy")),
    Kind("pdf reportlab CID", ".pdf", ("reportlab",)),
    Kind("pdf Chromium", ".pdf", ("chromium",)),
    Kind("ofd", ".ofd", ("reportlab", "wqy", "pypdfium2")),
    Kind("xlsx", ".xlsx", ("openpyxl",), is_table=True),
    Kind("xls", ".xls", ("openpyxl", "soffice"), is_table=True),
    Kind("csv", ".csv", ("openpyxl",), is_table=True),
    Kind("scan pdf", ".pdf", _SCAN, is_scan=True),
    Kind("scan tif", ".tif", _SCAN, is_scan=True),
)
"""Every kind of file that is written, in the order of the table of figures."""
BY_NAME = {kind.name: kind for kind in KINDS}


@cache
def _is_here(name: str) -> bool:
    if name == "soffice":
        return programs.SOFFICE is not None
    if name == "chromium":
        return programs.CHROMIUM is not None
    if name == "wqy":
        return importlib.util.find_spec("reportlab") is not None and _has_font()
    return importlib.util.find_spec(name) is not None


def _has_font() -> bool:
    from formats.printed import TRUETYPE

    return TRUETYPE.exists()


class Writer:
    """Writes one notice as files; what one format is made from by another is made once."""

    def __init__(self, sample: Sample) -> None:
        self.document: Document = compose(sample)
        self._made: dict[str, bytes] = {}

    def write(self, name: str) -> bytes:
        """The file of a kind of ``KINDS``."""
        if name not in self._made:
            self._made[name] = self._write(name)
        return self._made[name]

    def _write(self, name: str) -> bytes:
        document = self.document
        if name in _PLAIN:
            return _PLAIN[name](document)
        if name == "docx":
            from formats.word import write_word

            return write_word(document)
        if name == "doc":
            from formats.word import write_word

            return _converted(write_word(document, has_overrides=False), "docx", "doc")
        if name == "pdf LibreOffice":
            from formats.word import write_word

            return _converted(write_word(document, accepts_changes=True), "docx", "pdf")
        if name == "pdf Chromium":
            return programs.print_page(write_printable(document))
        if name.startswith("pdf reportlab"):
            from formats.printed import write_printed

            return write_printed(document, "named" if name.endswith("CID") else "embedded")
        if name == "ofd":
            from formats.fixed import write_fixed

            return write_fixed(self.write("pdf reportlab"))
        return self._sheet(name) if BY_NAME[name].is_table else self._scan(name)

    def _sheet(self, name: str) -> bytes:
        from formats.sheets import write_commas, write_workbook

        if name == "xls":
            return _converted(self.write("xlsx"), "xlsx", "xls")
        return write_workbook(self.document) if name == "xlsx" else write_commas(self.document)

    def _scan(self, name: str) -> bytes:
        from formats.scans import as_pdf, as_tiff, scan

        pages = scan(self.write("pdf LibreOffice"))
        return as_pdf(pages) if name == "scan pdf" else as_tiff(pages)


_PLAIN = {"txt": write_text, "md": write_markdown, "html": write_page, "mhtml": write_archive}


def _converted(data: bytes, old: str, new: str) -> bytes:
    return programs.convert({f"notice.{old}": data}, new)[f"notice.{new}"]


def write_packed(files: dict[str, bytes]) -> bytes:
    """A zip of files whose names are in GBK, as Chinese Windows packs them."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(_GbkInfo(name, DAY), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


class _GbkInfo(zipfile.ZipInfo):
    """An entry whose name is written in GBK, without the flag that says UTF-8."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.filename.encode("gbk"), self.flag_bits
