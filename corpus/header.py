"""Head and tail of a notice: 标题, 发文字号, 发文机关, 主送, 落款, 成文日期, 抄送, 印发日期.

What is not printed is None; what had to be inferred is named in ``Header.inferred``.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Literal
from unicodedata import normalize

from corpus.dates import find_days, parse_day
from corpus.flow import Flow, Paragraph
from corpus.head_words import (
    ADDRESSEES,
    DISCLOSURE,
    DOC_NUMBER,
    FIELD_LINE,
    FIELD_NAMES,
    IMPRINT,
    ISSUED,
    ISSUED_PLAIN,
    KINDS,
    NAME_LINE,
    NOTE,
    ORGAN,
    ORGAN_LINE,
    ORGANS,
    PRINTED,
    TITLE_IN_TEXT,
    TITLE_OF_NOTICE,
)
from corpus.model import DocKind

PartKind = Literal["letterhead", "doc_number", "title", "addressees", "signature", "note", "field", "imprint", "words"]


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


_LETTERHEAD = re.compile(rf"{ORGAN}文件")
_DATE_AND_PRINTED = re.compile(r"[^\n]{6,20}印发")


def tail_start(flow: Flow) -> int:
    """Where 抄送 and the imprint begin in the view, or its end."""
    end = len(flow.text)
    for paragraph in reversed(flow.paragraphs[-12:]):
        words = flow.text[paragraph.start : paragraph.end]
        if end == paragraph.end + 1 and ORGAN_LINE.match(words) and _DATE_AND_PRINTED.match(flow.text, end):
            end = paragraph.start
        if IMPRINT.search(words) and len(words) < 400:
            end = paragraph.start
    return end


def read_header(flow: Flow, body: int, close: int, tail: int, fields: dict[str, str], file: str) -> Header:
    """Read the metadata.

    Parameters
    ----------
    flow
        The paragraphs.
    body
        Where the first section begins in the view (its end when there is none).
    close
        Where the notice's own text ends (attachments follow).
    tail
        Where the imprint begins.
    fields
        What front matter or ``<meta>`` says, by name.
    file
        The file's name, for a title of last resort.

    Returns
    -------
    Header
        The metadata and the parts of head and tail.
    """
    header = Header()
    reader = _Reader(flow, header)
    for name, value in fields.items():
        reader.take_field(name, value)
    head = [p for p in flow.paragraphs if p.start < min(body, tail)]
    reader.read_head(head)
    reader.read_close([p for p in flow.paragraphs if body <= p.start < close][-4:])
    reader.read_within(flow.text[:close])
    reader.read_tail([p for p in flow.paragraphs if p.start >= tail])
    reader.conclude(file)
    return header


_LONGEST_FIELD = 1_000


class _Reader:
    def __init__(self, flow: Flow, header: Header) -> None:
        self.flow, self.header = flow, header
        self.letterhead: str | None = None
        self.signed: list[str] = []
        self.issued_line: str | None = None
        self.hints: dict[str, str] = {}

    def words(self, paragraph: Paragraph) -> str:
        return self.flow.text[paragraph.start : paragraph.end]

    def take_field(self, name: str, value: str) -> bool:
        """Note a labelled field of metadata (索引号 block, front matter, <meta>)."""
        key = re.sub(r"\s", "", name)
        value = value.strip()[:_LONGEST_FIELD]
        if key not in FIELD_NAMES:
            return False
        meaning = FIELD_NAMES[key]
        if meaning and value and value.strip("-—") and meaning not in self.hints:
            self.hints[meaning] = value
        return True

    # ---- head

    def read_head(self, paragraphs: list[Paragraph]) -> None:
        kinds: list[PartKind] = ["words"] * len(paragraphs)
        self._fields(paragraphs, kinds)
        self._number(paragraphs, kinds)
        self._title(paragraphs, kinds)
        seen_addressees = False
        for i, paragraph in enumerate(paragraphs):
            if kinds[i] != "words":
                continue
            words = self.words(paragraph)
            if not seen_addressees and (match := ADDRESSEES.match(words)) and len(match["who"]) <= 200:
                who = re.sub(
                    rf"^.*(?:{KINDS})[》”]?的?(?:通知|意见)?(?=各|市|区|县|省|机关|[一-鿿]{{2,6}}(?:政府|局|委))",
                    "",
                    match["who"],
                )
                self.header.addressees = split_names(who)
                seen_addressees = True
                if match.end() == len(words):
                    kinds[i] = "addressees"
            elif NOTE.match(words) and len(words) < 80:
                kinds[i] = "note"
                self._disclosure(words)
            elif match := re.match(r"^[（(](?:此件|此文|本件)[^（）()]*[）)]", words):
                if NAME_LINE.match(rest := words[match.end() :]):
                    self.issued_line = rest
            elif self._signature(paragraphs, i, kinds, seen_addressees):
                pass
            elif words.endswith("文件") and ORGAN_LINE.match(words[:-2]):
                kinds[i], self.letterhead = "letterhead", words[:-2]
            elif ORGAN_LINE.match(words) and i < 4 and len(words) < 40:
                kinds[i] = "letterhead"
                self.letterhead = self.letterhead or words
            elif NAME_LINE.match(words) and seen_addressees:
                kinds[i], self.issued_line = "title", words
        for paragraph, kind in zip(paragraphs, kinds, strict=True):
            self.header.parts.append(Part(kind, paragraph.start, paragraph.end))

    def _fields(self, paragraphs: list[Paragraph], kinds: list[PartKind]) -> None:
        """A block 索引号：… 发文机关：…, one field a line or name and value on lines of their own."""
        waiting: str | None = None
        for i, paragraph in enumerate(paragraphs[:40]):
            words = self.words(paragraph)
            match = FIELD_LINE.match(words)
            key = re.sub(r"\s", "", match["name"]) if match else ""
            labelled = bool(match and key in FIELD_NAMES and re.match(r"^[\[【]?[一-鿿]+\s?(?:[：:\]】])", words))
            if labelled and match:
                kinds[i] = "field"
                self.take_field(key, match["value"])
                waiting = None if match["value"].strip() else key
            elif (waiting and len(words) < 80 and not DOC_NUMBER.fullmatch(words)) or (
                waiting and FIELD_NAMES[waiting] == "doc_number"
            ):
                if FIELD_NAMES[waiting] is None and (TITLE_OF_NOTICE.match(words) or "关于" in words):
                    waiting = None
                    continue
                kinds[i] = "field"
                self.take_field(waiting, words)
                waiting = None
            else:
                waiting = None

    def _number(self, paragraphs: list[Paragraph], kinds: list[PartKind]) -> None:
        for i, paragraph in enumerate(paragraphs[:15]):
            if kinds[i] != "words":
                continue
            words = self.words(paragraph)
            head = _LETTERHEAD.match(words)
            match = DOC_NUMBER.match(words, head.end() if head else 0)
            if match is None and len(words) < 60:
                found = list(DOC_NUMBER.finditer(words))
                match = found[-1] if found and found[-1].end() == len(words) and "《" not in words else None
            if match and not re.match(r"^(?:[根按依]|现将|遵照|转发|贯彻|落实)", words):
                self.header.doc_number = re.sub(r"\s", "", match.group())
                if match.group() == words or len(words) < 40:
                    kinds[i] = "doc_number"
                return

    def _title(self, paragraphs: list[Paragraph], kinds: list[PartKind]) -> None:
        limit = next(
            (i for i, p in enumerate(paragraphs) if kinds[i] == "words" and ADDRESSEES.match(self.words(p)) and i > 0),
            len(paragraphs),
        )
        hint = re.sub(r"\s", "", self.hints.get("title", ""))
        for i in range(min(limit, 15)):
            if kinds[i] != "words":
                continue
            joined = ""
            for j in range(i, min(i + 4, limit)):
                if kinds[j] != "words":
                    break
                joined += self.words(paragraphs[j])
                if len(joined) > 200:
                    break
                match = TITLE_OF_NOTICE.match(joined)
                if match and not match["organ"] and self._better_title(paragraphs, j + 1):
                    break
                if match:
                    if j + 1 < limit and re.fullmatch(r"的?通知|的?意见", self.words(paragraphs[j + 1])):
                        j += 1
                        joined += self.words(paragraphs[j])
                    self.header.title = joined
                    for k in range(i, j + 1):
                        kinds[k] = "title"
                    self._repeated_title(paragraphs, kinds, j + 1, joined)
                    return
        self._title_elsewhere(paragraphs, kinds, hint, limit)

    def _better_title(self, paragraphs: list[Paragraph], at: int) -> bool:
        """Whether a title that begins with its issuer follows (a web page prints 关于…的通知 above it)."""
        joined = ""
        for paragraph in paragraphs[at : at + 4]:
            words = self.words(paragraph)
            joined += words
            if any((m := TITLE_OF_NOTICE.match(text)) and m["organ"] for text in (words, joined)):
                return True
            if _title_within(words):
                return True
        return False

    def _repeated_title(self, paragraphs: list[Paragraph], kinds: list[PartKind], at: int, title: str) -> None:
        for j in range(at, min(at + 4, len(paragraphs))):
            if self.words(paragraphs[j]) == title:
                kinds[j] = "title"

    def _title_elsewhere(self, paragraphs: list[Paragraph], kinds: list[PartKind], hint: str, limit: int) -> None:
        for paragraph in paragraphs[:6]:
            if title := _title_within(self.words(paragraph)):
                self.header.title = title
                return
        if TITLE_OF_NOTICE.match(hint):
            self.header.title = hint
            return
        for i in range(min(limit, 8)):
            words = self.words(paragraphs[i])
            if kinds[i] == "words" and (NAME_LINE.match(words) or (paragraphs[i].marked and len(words) < 80)):
                self.header.title = words
                kinds[i] = "title"
                return
        if hint:
            self.header.title = hint

    def _signature(self, paragraphs: list[Paragraph], i: int, kinds: list[PartKind], lone: bool = True) -> bool:
        """An organ's name with its date behind it or on the next line; joint issuers on lines of their own."""
        words = self.words(paragraphs[i])
        days = find_days(words)
        if days and days[-1][1] == len(words):
            organ = words[: days[-1][0]].strip()
            if not organ and i > 0 and kinds[i - 1] == "signature":
                self.header.dated = self.header.dated or days[-1][2]
                kinds[i] = "signature"
                return True
            if not organ and lone and len(words) < 16:
                self.header.dated = self.header.dated or days[-1][2]
                kinds[i] = "signature"
                return True
            if organ and ORGAN_LINE.match(organ):
                self.signed.append(organ)
                self.header.dated = self.header.dated or days[-1][2]
                kinds[i] = "signature"
                return True
            return False
        if ORGAN_LINE.match(words) and len(words) < 60 and i + 1 < len(paragraphs):
            for following in paragraphs[i + 1 : i + 4]:
                text = self.words(following)
                days = find_days(text)
                if days and days[0][0] == 0 and len(text) < 60:
                    self.signed.append(words)
                    kinds[i] = "signature"
                    return True
                if not ORGAN_LINE.match(text):
                    return False
        return False

    # ---- close and tail

    def read_close(self, paragraphs: list[Paragraph]) -> None:
        """A signature behind the numbered text, where the notice itself has the sections."""
        kinds: list[PartKind] = ["words"] * len(paragraphs)
        for i, paragraph in enumerate(paragraphs):
            words = self.words(paragraph)
            if NOTE.match(words) and len(words) < 80:
                kinds[i] = "note"
                self._disclosure(words)
            else:
                self._signature(paragraphs, i, kinds)
        self.header.parts += [
            Part(kind, p.start, p.end) for p, kind in zip(paragraphs, kinds, strict=True) if kind != "words"
        ]

    def read_tail(self, paragraphs: list[Paragraph]) -> None:
        for paragraph in paragraphs:
            words = self.words(paragraph)
            self.header.parts.append(Part("imprint", paragraph.start, paragraph.end))
            if match := re.match(r"^抄\s?送[：:]", words):
                self.header.copied_to = split_names(words[match.end() :])
            elif self.header.copied_to and not re.search("印发|：", words) and not ORGAN_LINE.match(words):
                self.header.copied_to += split_names(words)
            if PRINTED.search(words) and (days := find_days(words)):
                self.header.printed = days[-1][2]

    def read_within(self, text: str) -> None:
        """Signature and 公开 mark inside a collapsed text, where no line shows them."""
        if self.header.dated is None:
            for start, end, date in find_days(text):
                before = text[max(0, start - 40) : start].rstrip()
                organ = re.search(rf"(?P<mark>^|[。，；：）\s])(?P<name>{ORGAN})$", before)
                if organ and not text.startswith("印发", end):
                    self.header.dated = date
                    if organ["mark"] not in ("，", "；", "："):
                        self.signed = self.signed or [organ["name"]]
                    break
        if self.header.disclosure is None and (
            match := re.search(r"[（(](?:此件|此文|本件)[^（）()]{2,12}[）)]", text)
        ):
            self._disclosure(match.group())

    def _disclosure(self, words: str) -> None:
        if match := DISCLOSURE.search(words):
            word = match.group()
            self.header.disclosure = {"公开发布": "主动公开", "不公开": "不予公开", "免予公开": "不予公开"}.get(
                word, word
            )

    # ---- what follows from it

    def conclude(self, file: str) -> None:
        header, hints = self.header, self.hints
        if header.title is None and "title" in hints:
            header.title = hints["title"]
        if header.doc_number is None and (match := DOC_NUMBER.search(hints.get("doc_number", ""))):
            header.doc_number = re.sub(r"\s", "", match.group())
        header.source_url = hints.get("source_url")
        if validity := hints.get("validity"):
            header.validity = {"是": "有效", "现行有效": "有效", "已废止": "废止", "已失效": "失效"}.get(
                validity, validity
            )
        if header.disclosure is None and "disclosure" in hints:
            self._disclosure(hints["disclosure"])
        if header.dated is None and "dated" in hints:
            header.dated = parse_day(hints["dated"])
        if header.printed is None and "printed" in hints:
            header.printed = parse_day(hints["printed"])
        self._issuer()
        self._issued_title()
        header.doc_kind = kind_of(header.title or file)
        self._year()

    def _issuer(self) -> None:
        header, title = self.header, self.header.title or ""
        match = re.match(rf"^(?P<organ>{ORGANS})(?=关于|印发|转发|批转|发布|公布)", title)
        if match:
            header.issuer = join_organs(match["organ"], self.signed)
        elif self.signed:
            header.issuer = "、".join(self.signed)
        elif "issuer" in self.hints:
            header.issuer = self.hints["issuer"]
        elif self.letterhead:
            header.issuer = self.letterhead
        elif (publisher := self.hints.get("publisher", "")) and not re.search(r"网|^中国(?!人民)", publisher):
            header.issuer = publisher
            header.inferred.append("issuer")
        elif match := re.match(rf"^{ORGAN}(?=.*(?:{KINDS})$)", title):
            header.issuer = match.group()
            header.inferred.append("issuer")

    def _issued_title(self) -> None:
        header, title = self.header, self.header.title or ""
        if (match := ISSUED.search(title)) or (match := ISSUED_PLAIN.search(title)):
            header.issued_title = match["name"]
        if self.issued_line and header.issued_title and _alike(self.issued_line, header.issued_title):
            header.issued_title = self.issued_line

    def _year(self) -> None:
        header = self.header
        for text in (header.title or "", header.issued_title or ""):
            if match := re.search(r"(?<!\d)((?:19|20)\d\d)\s?(?:年|度|[—-])", normalize("NFKC", text)):
                header.year = int(match[1])
                return
        if header.doc_number and (match := re.search(r"((?:19|20)\d\d)", normalize("NFKC", header.doc_number))):
            header.year = int(match[1])
        elif header.dated or header.printed:
            header.year = (header.dated or header.printed or dt.date.min).year


def _title_within(words: str) -> str | None:
    """A title that begins with its issuer, in the first words of a collapsed paragraph."""
    match = TITLE_IN_TEXT.search(DOC_NUMBER.sub("\n", words[:400], count=1))
    return match["title"] if match else None


def _alike(a: str, b: str) -> bool:
    """Whether two titles name the same document (they differ in a word or in the order of place and year)."""
    if a == b:
        return True
    pairs_a, pairs_b = ({t[i : i + 2] for i in range(len(t) - 1)} for t in (a, b))
    return len(pairs_a & pairs_b) >= 0.7 * min(len(pairs_a), len(pairs_b))


def kind_of(title: str) -> DocKind:
    """What kind of document a title names."""
    if re.search(r"征求意见稿|草案|公开征求.*意见", title):
        return "draft"
    if re.search(r"解读|图解|一图读懂|政策问答|答记者问", title):
        return "interpretation"
    if re.search(r"(?:工作报告|年度报告|情况报告|年报|总结)$", title):
        return "report"
    if re.search(r"条例$|法$|(?:省|市|国务院)令", title) and not re.search(r"通知|办法$|方法$", title):
        return "regulation"
    if re.search(r"(?:召开|举行|举办|调研|出席|走进|动员会|推进会)", title) and not re.search(rf"(?:{KINDS})$", title):
        return "news"
    return "notice"


def join_organs(head: str, signed: list[str]) -> str:
    """Joint issuers as the title runs them together, divided as the signatures divide them."""
    if len(signed) > 1 and re.sub(r"[\s、]", "", head) == "".join(signed):
        return "、".join(signed)
    place = re.match(r"(?:中共)?([一-鿿]{2,8}?[省市区县])", head)
    again = rf"|(?<=[局委厅办院会府室部署])(?={place[1]})" if place else ""
    return "、".join(part for part in re.split(rf"[\s、]+{again}", head) if part)


def split_names(text: str) -> tuple[str, ...]:
    """Addressees or recipients of a copy, divided at commas outside brackets."""
    out, depth, last = [], 0, 0
    for i, ch in enumerate(text):
        depth += ch in "（("
        depth -= ch in "）)"
        if ch in "，,、；;" and depth <= 0:
            out.append(text[last:i])
            last = i + 1
    out.append(text[last:])
    names: list[str] = []
    for part in out:
        name = part.strip(" 。：:\n")
        if len(name) == 1 and names:
            names[-1] += f"、{name}"  # 市政府各委、办、局
        elif name:
            names.append(name)
    return tuple(names)
