"""Head and tail of a notice: 标题, 发文字号, 发文机关, 主送, 落款, 成文日期, 抄送, 印发日期.

What is not printed is None; what had to be inferred is named in ``Header.inferred``.
"""

from __future__ import annotations

import re
from itertools import pairwise

from corpus.dates import find_days
from corpus.flow import Flow, Paragraph
from corpus.head_facts import Header, Part, PartKind, Signs, conclude, disclosure_of
from corpus.head_imprint import read_imprint
from corpus.head_names import kind_of, split_names, title_within
from corpus.head_words import (
    ADDRESSEES,
    DOC_NUMBER,
    FIELD_LINE,
    FIELD_NAMES,
    IMPRINT,
    KINDS,
    NAME_LINE,
    NOTE,
    ORDER,
    ORGAN,
    ORGAN_LINE,
    PRINTED,
    TITLE_END,
    TITLE_OF_NOTICE,
)

_LETTERHEAD = re.compile(rf"{ORGAN}文件")
_ATTENDANCE = re.compile(r"^(?:出\s?席|列\s?席|请\s?假|缺\s?席|参[加会]人员|记\s?录)(?:人员|人)?[：:]")
"""Who was there, as the minutes of a meeting end."""
_DATE_AND_PRINTED = re.compile(r"[^\n]{6,20}印发")


def tail_start(flow: Flow) -> int:
    """Where 抄送 and the imprint begin in the view, or its end."""
    end = len(flow.text)
    for paragraph in reversed(flow.paragraphs[-12:]):
        words = flow.text[paragraph.start : paragraph.end]
        if end == paragraph.end + 1 and ORGAN_LINE.match(words) and _DATE_AND_PRINTED.match(flow.text, end):
            end = paragraph.start
        is_last = end <= paragraph.end + 1
        if (IMPRINT.search(words) or (is_last and _ATTENDANCE.match(words))) and len(words) < 400:
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
    conclude(header, reader.signs, file, flow.text)
    return header


_BULLETIN = re.compile(r"[一-鿿]{2,16}(?:通报|简报|专报|快报|月报|周报|动态|信息|要情|专刊|公报|摘报|情况)")
_ISSUE = re.compile(r"[（(]?(?:[0-9]{4}年)?(?:总?第[0-9〇一二三四五六七八九十百]{1,5}期){1,2}[）)]?")
_LONGEST_FIELD = 1_000
_IMPRINT_LINES = 8


class _Reader:
    def __init__(self, flow: Flow, header: Header) -> None:
        self.flow, self.header = flow, header
        self.signs = Signs()

    def words(self, paragraph: Paragraph) -> str:
        return self.flow.text[paragraph.start : paragraph.end]

    def take_field(self, name: str, value: str) -> bool:
        """Note a labelled field of metadata (索引号 block, front matter, <meta>)."""
        key = re.sub(r"\s", "", name)
        value = value.strip()[:_LONGEST_FIELD]
        if not re.search(r"[\[【]", value):
            value = value.rstrip("]】")
        if key not in FIELD_NAMES:
            return False
        meaning = FIELD_NAMES[key]
        if meaning and value and value.strip("-—") and meaning not in self.signs.hints:
            self.signs.hints[meaning] = value
        return True

    # ---- head

    def read_head(self, paragraphs: list[Paragraph]) -> None:
        kinds: list[PartKind] = ["words"] * len(paragraphs)
        self._fields(paragraphs, kinds)
        self._imprint(paragraphs, kinds)
        if self.header.doc_number is None:
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
                self.header.disclosure = disclosure_of(words) or self.header.disclosure
            elif match := re.match(r"^[（(](?:此件|此文|本件)[^（）()]*[）)]", words):
                if NAME_LINE.match(rest := words[match.end() :]):
                    self.signs.issued_line = rest
            elif self._signature(paragraphs, i, kinds, seen_addressees or self._is_dated_below(kinds[:i])):
                pass
            elif words.endswith("文件") and ORGAN_LINE.match(words[:-2]):
                kinds[i], self.signs.letterhead = "letterhead", words[:-2]
            elif ORGAN_LINE.match(words) and i < 4 and len(words) < 40:
                kinds[i] = "letterhead"
                self.signs.letterhead = self.signs.letterhead or words
            elif NAME_LINE.match(words) and seen_addressees:
                kinds[i], self.signs.issued_line = "title", words
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
            labelled = labelled or words in FIELD_NAMES  # a name alone: its value is the next line
            if labelled and match:
                kinds[i] = "field"
                self.take_field(key, match["value"])
                waiting = None if match["value"].strip() else key
            elif (waiting and len(words) < 80 and not DOC_NUMBER.fullmatch(words)) or (
                waiting and FIELD_NAMES[waiting] == "doc_number"
            ):
                if FIELD_NAMES[waiting] in (None, "posted", "source") and (
                    TITLE_OF_NOTICE.match(words) or "关于" in words
                ):
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
            for first in range(max(0, i - 1), i + 1):
                if order := ORDER.fullmatch("".join(map(self.words, paragraphs[first : i + 1]))):
                    self.header.doc_number = re.sub(r"\s", "", order.group())
                    self.signs.letterhead = order["organ"]
                    kinds[first], kinds[i] = "letterhead", "doc_number"
                    return
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

    def _is_dated_below(self, kinds: list[PartKind]) -> bool:
        """Whether a date alone on the next line is that of the notice: below its title, its number, an order's head."""
        return "令第" in (self.header.doc_number or "") or kinds[-1:] in (["title"], ["doc_number"])

    def _imprint(self, paragraphs: list[Paragraph], kinds: list[PartKind]) -> None:
        """Issuer, date and number on one line: in brackets whatever else they say, else a line of nothing else."""
        for i, paragraph in enumerate(paragraphs[:_IMPRINT_LINES]):
            if kinds[i] != "words" or not (spans := self.flow.view.spans(paragraph.start, paragraph.end)):
                continue
            found = read_imprint(self.flow.view.source[spans[0].start : spans[-1].end])
            if not found.tells:
                continue
            self.signs.signed += [found.organ] if found.organ and not self.signs.signed else []
            self.header.dated = self.header.dated or found.dated
            self.header.doc_number = self.header.doc_number or found.number
            kinds[i] = "doc_number" if found.number else "signature"

    def _title(self, paragraphs: list[Paragraph], kinds: list[PartKind]) -> None:
        limit = next(
            (i for i, p in enumerate(paragraphs) if kinds[i] == "words" and ADDRESSEES.match(self.words(p)) and i > 0),
            len(paragraphs),
        )
        hint = re.sub(r"\s", "", self.signs.hints.get("title", ""))
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
                match = TITLE_OF_NOTICE.match(joined) if joined.count("《") == joined.count("》") else None
                if match and not match["organ"] and self._better_title(paragraphs, j + 1):
                    break
                if match and j > i and self.words(paragraphs[i + 1]).startswith(self.words(paragraphs[i])):
                    break  # the issuer alone, above a title that begins with it
                if match:
                    if j + 1 < limit and TITLE_END.fullmatch(self.words(paragraphs[j + 1])):
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
            if title_within(words):
                return True
        return False

    def _repeated_title(self, paragraphs: list[Paragraph], kinds: list[PartKind], at: int, title: str) -> None:
        for j in range(at, min(at + 4, len(paragraphs))):
            if self.words(paragraphs[j]) == title:
                kinds[j] = "title"

    def _title_elsewhere(self, paragraphs: list[Paragraph], kinds: list[PartKind], hint: str, limit: int) -> None:
        for paragraph in paragraphs[:6]:
            if title := title_within(self.words(paragraph)):
                self.header.title = title
                return
        if TITLE_OF_NOTICE.match(hint):
            self.header.title = hint
            return
        if self._masthead(paragraphs[:limit], kinds):
            return
        for i in range(min(limit, 8)):
            words = self.words(paragraphs[i])
            if kinds[i] == "words" and (NAME_LINE.match(words) or (paragraphs[i].marked and len(words) < 80)):
                self.header.title = words
                kinds[i] = "title"
                return
        if hint:
            self.header.title = hint
        elif len(paragraphs) > 1 and kinds[0] == "words" and self._is_headline(paragraphs[0], paragraphs[1]):
            self.header.title = self.words(paragraphs[0])
            kinds[0] = "title"

    def _masthead(self, paragraphs: list[Paragraph], kinds: list[PartKind]) -> bool:
        """The name of a bulletin with its number below it (督查通报, 第7期), where no other title stands."""
        for i, (first, second) in enumerate(pairwise(paragraphs[:6])):
            name, number = self.words(first), self.words(second)
            if kinds[i] == kinds[i + 1] == "words" and _BULLETIN.fullmatch(name) and _ISSUE.fullmatch(number):
                self.header.title = name + number
                kinds[i] = kinds[i + 1] = "title"
                return True
        return False

    def _is_headline(self, first: Paragraph, second: Paragraph) -> bool:
        """Whether a text begins with a line that tells what happened (召开会议), and goes on with sentences."""
        words, following = self.words(first), self.words(second)
        is_short = bool(re.fullmatch(r"[^。！？；：:]{6,50}", words))
        is_short = is_short and not (ORGAN_LINE.match(words) or find_days(words))
        return is_short and kind_of(words) != "notice" and len(following) > len(words) and "。" in following

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
                self.signs.signed.append(organ)
                self.header.dated = self.header.dated or days[-1][2]
                kinds[i] = "signature"
                return True
            return False
        if ORGAN_LINE.match(words) and len(words) < 60 and i + 1 < len(paragraphs):
            for following in paragraphs[i + 1 : i + 4]:
                text = self.words(following)
                days = find_days(text)
                if days and days[0][0] == 0 and len(text) < 60:
                    self.signs.signed.append(words)
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
                self.header.disclosure = disclosure_of(words) or self.header.disclosure
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
                        self.signs.signed = self.signs.signed or [organ["name"]]
                    break
        if self.header.disclosure is None and (
            match := re.search(r"[（(](?:此件|此文|本件)[^（）()]{2,12}[）)]", text)
        ):
            self.header.disclosure = disclosure_of(match.group())
