"""What the first look at a file tells: its marks, the names of what is packed in it, its text."""

from __future__ import annotations

import io
import zipfile
from functools import cached_property
from pathlib import PurePath

from corpus.decode import decode
from corpus.errors import NoticeError

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 4096


class Probe:
    """A look at the bytes of a file; nothing here raises.

    Attributes
    ----------
    data
        The bytes.
    name
        The file's name; only where the content does not decide (a table in csv is text too).
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.data = data
        self.name = name

    @property
    def ending(self) -> str:
        """The ending of the name, in small letters."""
        return PurePath(self.name).suffix.lower()

    def starts(self, *marks: bytes) -> bool:
        """Whether the file begins with one of these bytes."""
        return self.data.startswith(marks)

    @property
    def head(self) -> bytes:
        """The first bytes."""
        return self.data[:_HEAD]

    @property
    def is_zip(self) -> bool:
        """Whether it is packed in the way of zip."""
        return self.data.startswith(ZIP)

    @cached_property
    def members(self) -> frozenset[str]:
        """Names of the files packed in it.

        Where the directory at the end is lost, those whose names stand among the bytes.
        """
        if not self.is_zip:
            return frozenset()
        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as packed:
                return frozenset(packed.namelist())
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
            known = (b"word/document.xml", b"xl/workbook.xml", b"OFD.xml", b"mimetype", b"ppt/presentation.xml")
            return frozenset(name.decode() for name in known if name in self.data)

    @cached_property
    def text(self) -> str | None:
        """The bytes as text; None where they are none."""
        try:
            return decode(self.data, self.name)
        except NoticeError:
            return None

    @property
    def is_ole(self) -> bool:
        """Whether it is a compound file of the older Office."""
        return self.data.startswith(OLE)

    def has_stream(self, name: str) -> bool:
        """Whether a compound file seems to hold a stream of this name.

        The directory ends names with a zero: Bookmark in the text is no stream Book.
        """
        return self.is_ole and f"{name}\0".encode("utf-16-le") in self.data
