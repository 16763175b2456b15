"""Web pages saved in one file (MHTML, RFC 2557), by Chrome and Edge, Internet Explorer, Word and WPS."""

from __future__ import annotations

import email.errors
import re
from email import policy
from email.message import Message
from email.parser import BytesParser
from pathlib import Path

from corpus.decode import decode
from corpus.errors import DamagedFile, EncodingError
from corpus.formats.html import read_page
from corpus.formats.probe import Probe
from corpus.limits import MAX_MEMBERS
from corpus.source import Source

_HEADER = re.compile(rb"\A\s*[A-Za-z][A-Za-z-]{1,60}:[^\r\n]*\r?\n")
_TYPE = re.compile(rb"^content-type:\s*(?:multipart/related|multipart/alternative|text/html)\b", re.MULTILINE)
_FRAME = re.compile(r"<(i?frame)\b[^<>]{0,500}?\bsrc\s?=\s?[\"']?([^\"'\s<>]{1,500})[^<>]{0,500}>", re.IGNORECASE)
_FRAMESET = re.compile(r"<(/?)(?:frameset|noframes)\b[^<>]*>", re.IGNORECASE)
_BODY = re.compile(r"<body\b[^<>]*>(.*?)(?:</body\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_CUT = (email.errors.StartBoundaryNotFoundDefect, email.errors.CloseBoundaryNotFoundDefect)
_BROKEN = (
    email.errors.InvalidBase64PaddingDefect,
    email.errors.InvalidBase64CharactersDefect,
    email.errors.InvalidBase64LengthDefect,
)


def is_this(probe: Probe) -> bool:
    """Whether a file is a saved web page: a message whose first part is one."""
    head = probe.head.lower()
    return bool(_HEADER.match(head)) and b"mime-version:" in head and bool(_TYPE.search(head))


def read(data: bytes, name: str, version: str) -> Source:
    """Read a saved page.

    Raises
    ------
    DamagedFile, EmptyFile, EncodingError
        The page in it is cut, cannot be decoded, or has no words.
    """
    file = Path(name).name
    message = BytesParser(policy=policy.compat32).parsebytes(data)
    parts = [part for part in message.walk() if not part.is_multipart()]
    pages = [part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not pages or len(parts) > MAX_MEMBERS:
        raise DamagedFile(f"{file}：网页存档里没有网页，文件不完整或已损坏")
    root = _root(message, pages)
    if root is parts[-1] and any(isinstance(defect, _CUT) for one in message.walk() for defect in one.defects):
        raise DamagedFile(f"{file}：网页存档不完整，网页的末尾缺失")
    frames = {key: part for part in pages if part is not root for key in _keys(part)}
    return read_page(_with_frames(_text(root, file), frames, file), name, version)


def _root(message: Message, pages: list[Message]) -> Message:
    """The page itself: the part that the message names (start), else the first one."""
    start = str(message.get_param("start") or "").strip("<> ")
    return next((part for part in pages if start and _id(part) == start), pages[0])


def _id(part: Message) -> str:
    return str(part.get("Content-ID") or "").strip("<> \r\n")


def _keys(part: Message) -> list[str]:
    """What a frame calls this part."""
    location = str(part.get("Content-Location") or "").strip()
    return [key for key in (f"cid:{_id(part)}" if _id(part) else "", location) if key]


def _text(part: Message, file: str) -> str:
    """The page of a part, decoded; GB2312 is read as GB18030, whose part it is."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes) or any(isinstance(defect, _BROKEN) for defect in part.defects):
        raise DamagedFile(f"{file}：网页存档里的网页已损坏，无法还原")
    charset = str(part.get_content_charset() or "").lower()
    if charset in ("gb2312", "gbk", "gb18030", "gb_2312-80"):
        try:
            return data.decode("gb18030").replace("\r\n", "\n")
        except UnicodeDecodeError:
            pass  # what a page says of its encoding is often wrong
    try:
        return decode(data, file)
    except EncodingError as exc:
        raise EncodingError(f"{exc}（网页存档标明的编码是 {charset or '空'}）") from exc


def _with_frames(text: str, frames: dict[str, Message], file: str) -> str:
    """A page with the pages of its frames in their places, each once."""

    def put(match: re.Match[str]) -> str:
        part = frames.pop(match[2], None)
        if part is None:
            return match.group()
        inner = _with_frames(_text(part, file), frames, file)
        body = _BODY.search(inner)
        return f"<div>{body[1] if body else inner}</div>"

    filled = _FRAME.sub(put, text) if frames else text
    return _FRAMESET.sub(r"<\1div>", filled) if filled != text else text
