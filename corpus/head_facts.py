"""What the head and tail of a notice say, and what follows from it: issuer, year, kind, the issued document."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Literal
from unicodedata import normalize

from corpus.dates import parse_day
from corpus.head_names import are_alike, join_organs, kind_of
from corpus.head_words import (
    DISCLOSURE,
    DOC_NUMBER,
    ISSUED,
    ISSUED_PLAIN,
    KINDS,
    ORGAN,
    ORGAN_LINE,
    ORGANS,
    TITLE_OF_NOTICE,
)
from corpus.model import DocKind

_BARE_NUMBER = re.compile(r"^\s*[〔\[(【]\s?((?:19|20)\d\d)\s?年?[〕\])】]\s?第?\s?\d{1,4}\s?[号期]\s*$", re.MULTILINE)
"""A number without the letters of an office (〔2026〕7号), as minutes have it below their title."""
_HEAD = 600
_MEDIA = re.compile("融媒|传媒|媒体|宣传部|新闻|网|报社|[日晚早时]报|电视|广播|公众号|微信|客户端|信息中心|大数据中心")
"""Who puts on the web what others issue."""
_OUTER = re.compile(r"(?:[一-鿿]{2,7}?(?:省|自治区))?(?P<outer>(?:[一-鿿]{2,7}?(?:[市县州盟旗]|(?<!自治)区)){1,2})")
"""The places around the one that an issuer begins with, the province apart: 云河市 before 青石区人民政府."""
_RULES = re.compile(r"(?:办法|细则|规定|条例|规则)(?:[（(][^（）()]{1,20}[）)])?$")
_IN_FORCE = re.compile(r"(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日(?=[^。；\n]{0,8}(?:施行|实施|执行|生效))")

PartKind = Literal[
    "letterhead",
    "doc_number",
    "title",
    "addressees",
    "signature",
    "note",
    "contact",
    "annexes",
    "closing",
    "field",
    "imprint",
    "words",
]


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph of head or tail, and what it is."""

    kind: PartKind
    start: int
    end: int


@dataclass(slots=True)
class Header:
    """Metadata of a notice, and which paragraphs of head and tail hold them."""

    title: str | None = None
    issued_title: str | None = None
    doc_number: str | None = None
    issuer: str | None = None
    year: int | None = None
    doc_kind: DocKind = "notice"
    validity: str | None = None
    disclosure: str | None = None
    source_url: str | None = None
    dated: dt.date | None = None
    printed: dt.date | None = None
    addressees: tuple[str, ...] = ()
    copied_to: tuple[str, ...] = ()
    inferred: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Signs:
    """What tells the issuer and the issued document: letterhead, signatures, a title below the letter, fields."""

    letterhead: str | None = None
    signed: list[str] = field(default_factory=list)
    issued_line: str | None = None
    hints: dict[str, str] = field(default_factory=dict)


def disclosure_of(words: str) -> str | None:
    """公开 as a mark says it, in one way of writing."""
    match = DISCLOSURE.search(words)
    if match is None:
        return None
    word = match.group()
    return {"公开发布": "主动公开", "不公开": "不予公开", "免予公开": "不予公开"}.get(word, word)


def conclude(header: Header, signs: Signs, file: str, text: str) -> None:
    """Fill in what follows from what was read: fields that only the block of metadata has, issuer, year, kind."""
    hints = signs.hints
    if header.title is None and "title" in hints:
        header.title = hints["title"]
    if header.doc_number is None and (match := DOC_NUMBER.search(hints.get("doc_number", ""))):
        header.doc_number = re.sub(r"\s", "", match.group())
    header.source_url = hints.get("source_url")
    if validity := hints.get("validity"):
        header.validity = {"是": "有效", "否": "失效", "现行有效": "有效", "已废止": "废止", "已失效": "失效"}.get(
            validity, validity
        )
    if header.disclosure is None and "disclosure" in hints:
        header.disclosure = disclosure_of(hints["disclosure"])
    if header.dated is None and "dated" in hints:
        header.dated = parse_day(hints["dated"])
    if header.printed is None and "printed" in hints:
        header.printed = parse_day(hints["printed"])
    _issuer(header, signs)
    _issued_title(header, signs)
    header.doc_kind = kind_of(header.title or file)
    _year(header, text)
    _posted(header, hints.get("posted", ""), text)


def _issuer(header: Header, signs: Signs) -> None:
    title = header.title or ""
    match = re.match(rf"^(?P<organ>{ORGANS})(?=关于|印发|转发|批转|发布|公布|对)", title)
    if match:
        header.issuer = _in_full(join_organs(match["organ"], signs.signed), signs)
    elif signs.signed:
        header.issuer = "、".join(join_organs(organ, []) for organ in signs.signed)
    elif "issuer" in signs.hints:
        header.issuer = signs.hints["issuer"]
    elif signs.letterhead:
        header.issuer = signs.letterhead
    elif (publisher := signs.hints.get("publisher", "")) and not re.search(r"网|^中国(?!人民)", publisher):
        header.issuer = publisher
        header.inferred.append("issuer")
    elif match := re.match(rf"^{ORGAN}(?=.*(?:{KINDS})$)", title):
        header.issuer = match.group()
        header.inferred.append("issuer")
    elif ORGAN_LINE.match(source := signs.hints.get("source", "")) and not _MEDIA.search(source):
        header.issuer = source
        header.inferred.append("issuer")


def _in_full(issuer: str, signs: Signs) -> str:
    """The issuer with the places around it, where its title leaves these out and its head or signature has them."""
    for longer in (*signs.signed, signs.letterhead or ""):
        if longer.endswith(issuer) and (match := _OUTER.fullmatch(longer.removesuffix(issuer))):
            return longer[match.start("outer") :]
    return issuer


def _issued_title(header: Header, signs: Signs) -> None:
    title = header.title or ""
    if (match := ISSUED.search(title)) or (match := ISSUED_PLAIN.search(title)):
        header.issued_title = match["name"]
    if signs.issued_line and header.issued_title and are_alike(signs.issued_line, header.issued_title):
        header.issued_title = signs.issued_line


def _year(header: Header, text: str) -> None:
    for name in (header.title or "", header.issued_title or ""):
        if match := re.search(r"(?<!\d)((?:19|20)\d\d)\s?(?:年|度|[—-])", normalize("NFKC", name)):
            header.year = int(match[1])
            return
    if header.doc_number and (match := re.search(r"((?:19|20)\d\d)", normalize("NFKC", header.doc_number))):
        header.year = int(match[1])
    elif header.dated or header.printed:
        header.year = (header.dated or header.printed or dt.date.min).year
    elif match := _BARE_NUMBER.search(normalize("NFKC", text[:_HEAD])):
        header.year = int(match[1])


def _posted(header: Header, words: str, text: str) -> None:
    """The day on which a page was put on the web, where it is all that dates it; it tells no year.

    A letter (a 文号, 关于…的通知) has a day of its own, be it printed or not: none is inferred. So has a set of rules
    (办法, 细则), which is put on the web again and again, and what is in force since an earlier day.
    """
    day = parse_day(words)
    title = header.title or ""
    has_own = header.doc_number or TITLE_OF_NOTICE.match(title) or _RULES.search(title)
    if day is None or has_own or header.dated or header.printed or header.year not in (None, day.year):
        return
    if any((force := parse_day(match.group())) and force < day for match in _IN_FORCE.finditer(text)):
        return
    header.dated = day
    header.inferred.append("dated")
