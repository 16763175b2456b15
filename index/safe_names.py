"""Names of files that people send, made safe to be written in one folder on any system."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from pathlib import PurePosixPath

LONGEST = 180
"""Bytes of a name in UTF-8: sixty Chinese characters, with room for what is written beside the file."""
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])", re.IGNORECASE)
_NAMELESS = "文件"


def safe_name(name: str, taken: Collection[str] = ()) -> str:
    """A name for a file in a folder that holds others.

    Parameters
    ----------
    name
        As it was sent: it may be a path, of any system.
    taken
        Names that are in use there, case-folded.

    Returns
    -------
    str
        The last part of the name without control, invisible and forbidden characters; no hidden file, none of the
        names that Windows keeps for devices, not too long, and none of those taken (``通知（2）.docx``).
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    kept = "".join(ch for ch in last if unicodedata.category(ch) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    kept = _FORBIDDEN.sub("_", kept).strip(" .").lstrip("~$ .")
    ending = PurePosixPath(kept).suffix
    stem = kept.removesuffix(ending).rstrip(" .") or _NAMELESS
    if len(ending.encode()) > LONGEST // 4:
        stem, ending = f"{stem}{ending}", ""
    if _RESERVED.fullmatch(stem.partition(".")[0].rstrip(" ")):
        stem = f"_{stem}"
    number = 1
    while True:
        mark = f"（{number}）" if number > 1 else ""
        found = _cut(stem, LONGEST - len(f"{mark}{ending}".encode())) + mark + ending
        if found.casefold() not in taken:
            return found
        number += 1


def _cut(text: str, size: int) -> str:
    return text.encode()[:size].decode(errors="ignore").rstrip(" .")
