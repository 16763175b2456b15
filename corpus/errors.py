"""What can go wrong with a file, as a tree of exceptions.

NoticeError                 a file that cannot become a notice; ``kind`` is the contract's word
├── EmptyFile               nothing but white space                               ``empty``
├── BinaryFile              control bytes: a format that no reader here knows     ``binary``
├── EncodingError           neither UTF-8, UTF-16 nor GB18030, strictly           ``encoding``
├── ClassifiedFile          headed 秘密, 机密 or 绝密: never indexed, never shown     ``classified``
├── DamagedFile             the format is known and broken                        ``damaged``
├── PasswordFile            opens only with a password                            ``password``
├── TooLarge                above a limit of size, pages, cells or memory         ``too_large``
├── TookTooLong             above the limit of time                               ``timeout``
├── ScannedFile             pictures of pages, and no OCR installed               ``scanned``
└── UnsupportedFile         a format of which no reader is installed              ``unsupported``
"""

from __future__ import annotations

from typing import ClassVar


class NoticeError(Exception):
    """A file that cannot become a notice; the message is in Chinese and fit for the user."""

    kind: ClassVar[str] = "damaged"


class EmptyFile(NoticeError):
    """Nothing but white space."""

    kind = "empty"


class BinaryFile(NoticeError):
    """Control bytes: not text, and no format that is known."""

    kind = "binary"


class EncodingError(NoticeError):
    """Bytes that are neither UTF-8, UTF-16 nor GB18030."""

    kind = "encoding"


class ClassifiedFile(NoticeError):
    """A file headed 秘密, 机密 or 绝密, which must not enter the library."""

    kind = "classified"


class DamagedFile(NoticeError):
    """A known format that is broken."""

    kind = "damaged"


class PasswordFile(NoticeError):
    """A file that opens only with a password."""

    kind = "password"


class TooLarge(NoticeError):
    """A file above a limit of size, pages, cells or memory."""

    kind = "too_large"


class TookTooLong(NoticeError):
    """A file whose reading did not end in time."""

    kind = "timeout"


class ScannedFile(NoticeError):
    """Pictures of pages, which only OCR reads, and none is installed."""

    kind = "scanned"


class UnsupportedFile(NoticeError):
    """A format of which no reader is installed."""

    kind = "unsupported"


def error_of(kind: str, message: str) -> NoticeError:
    """The error that the contract calls by this word."""
    known = {one.kind: one for one in NoticeError.__subclasses__()}
    return known.get(kind, NoticeError)(message)
