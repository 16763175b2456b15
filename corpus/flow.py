"""From lines to paragraphs: lines that wrapping or a page break cut are joined again, in a view with a way back."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from corpus.clean import is_heading_line, keep_words, words_of
from corpus.dates import PERIOD, find_days
from corpus.head_words import DOC_NUMBER, ORGAN_LINE
from corpus.labels import field_of, is_bold_label, is_labelled
from corpus.lines import Line
from corpus.outline_marks import is_mark, starts_with_mark
from corpus.view import View, ViewBuilder

_ENDS = re.compile(r"[。！？；：!?;:…][”’」』）)》]*$")
_ASSIGNED = re.compile(r"[（(【\[][^（）()【】\[\]]*(?:单位|部门|牵头|配合|负责|时限)[^（）()【】\[\]]*[）)】\]]$")
"""A bracket that names who does it ends a paragraph."""
_GOES_ON = re.compile(r"[，、,“‘（(《〈—-]$")
_OPEN = re.compile(r"[（(][^（）()]{0,80}$")
_CLOSES = re.compile(r"[^（）()]{0,80}[）)]")
_DATE_LINE = re.compile(
    r"^[0-9０-９〇○OＯ零一二三四五六七八九十\s]{4,8}年[0-9０-９〇一二三四五六七八九十\s]{1,4}月[0-9０-９〇一二三四五六七八九十\s]{1,5}日$"
)
_OWN_LINE = re.compile(
    rf"^{PERIOD}[:：]|"
    r"^(?:附\s*件|附表|抄送|抄报|主送|印送|发送|（?联系(?:人|电话)"
    r"|责任单位|牵头单位|责任部门|牵头部门|[—–\-·•●○◆■▪*＊]+ ?(?:(?:责任|牵头|配合)(?:单位|部门)|(?:完成)?时限[:：])"
    r"|答复?\s?[:：]|[【\[]答复?[】\]]|[AＡ]\s?[:：]|数据来源|[（(](?:此件|此文|联系)|索\s?引\s?号|主题分类|发文(?:机关|字号|机构)|"
    r"成文日期|发布日期|标\s*题[:：]|主\s?题\s?词|公开方式|公开属性|有效性|附则$)"
)
_TITLE_END = re.compile(r"的(?:通\s?知|意见|决定|通报|公告|通告|函|批复|答复|请示)$")
_WIDE = 60
_NARROW = 16
_LONGEST_BRACKET = 200
_BLOCK = 40
_TAIL = 120


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A range of the view that is one paragraph; ``marked`` tells that Markdown marks it as a heading."""

    start: int
    end: int
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """The words of a notice outside its tables: a view, and its paragraphs in order."""

    view: View
    paragraphs: tuple[Paragraph, ...]

    @property
    def text(self) -> str:
        """The clean text."""
        return self.view.text


def build_flow(source: str, lines: list[Line], joins: Collection[int] = ()) -> Flow:
    """Join lines to paragraphs.

    Parameters
    ----------
    source
        The decoded text.
    lines
        Its lines; only those of kind ``words`` enter the view. Any other line but a blank or furniture parts
        paragraphs.
    joins
        Starts of lines that are known to go on with the paragraph before them.
    """
    builder = ViewBuilder(source)
    paragraphs: list[Paragraph] = []
    cleaned = [words_of(source, ln.start, ln.end).text if ln.kind == "words" else "" for ln in lines]
    widths = iter(_wrap_widths([words for words, ln in zip(cleaned, lines, strict=True) if words and not ln.soft]))
    width: int | None = None
    previous: tuple[str, Line] | None = None
    tail = ""
    start, marked, parted = 0, False, False
    for line, words in zip(lines, cleaned, strict=True):
        if line.kind in ("blank", "furniture"):
            continue
        if line.kind != "words":
            parted = True
            continue
        if not words:
            continue
        if not line.soft:
            width = next(widths)
        heading = is_heading_line(source, line.start, line.end)
        begins = heading or is_bold_label(source[line.start : line.end])
        joined = previous is not None and not parted and not begins and not marked
        goes_on = line.start in joins and previous is not None
        if not goes_on and not (
            joined
            and previous is not None
            and _continues(previous[0], words, width, previous[1].soft or line.soft, tail)
        ):
            if len(builder):
                paragraphs.append(Paragraph(start, len(builder), marked))
                builder.put("\n", line.start)
            start, marked, tail = len(builder), heading, ""
        elif re.match(r"[0-9A-Za-z]", words) and previous is not None and re.search(r"[A-Za-z]$", previous[0]):
            builder.put(" ", line.start)
        keep_words(builder, line.start, line.end)
        previous, parted = (words, line), False
        tail = (tail + words)[-_TAIL:]
    if len(builder) > start:
        paragraphs.append(Paragraph(start, len(builder), marked))
    return Flow(builder.build(), tuple(paragraphs))


def _wrap_widths(words: list[str]) -> list[int | None]:
    """For each line the width at which its neighbourhood is wrapped, or None for one paragraph a line."""
    out: list[int | None] = []
    for block in range(0, len(words), _BLOCK):
        near = words[max(0, block - _BLOCK // 2) : block + _BLOCK + _BLOCK // 2]
        out += [_wrap_width(near)] * len(words[block : block + _BLOCK])
    return out


def _wrap_width(words: list[str]) -> int | None:
    lengths = sorted(map(len, words))
    if len(lengths) < 8:
        return None
    width = lengths[int(len(lengths) * 0.85)]
    if not _NARROW <= width <= _WIDE:
        return None
    full = [line for line in words if len(line) >= width * 0.8]
    return width if sum(not _ENDS.search(line) for line in full) >= len(full) * 0.4 else None


def _is_assigned(words: str) -> bool:
    return words.endswith(("）", ")", "】", "]")) and bool(_ASSIGNED.search(words[-_LONGEST_BRACKET:]))


def _is_signature(words: str) -> bool:
    """Whether a line is an organ's name with a date behind it."""
    days = find_days(words) if words.endswith(("日", "号")) else []
    return bool(days) and days[-1][1] == len(words) and bool(ORGAN_LINE.match(words[: days[-1][0]]))


def _continues(before: str, after: str, width: int | None, soft: bool, tail: str) -> bool:
    """Whether a line goes on with the one before it; ``tail`` is the end of the paragraph that this one stands in."""
    if is_mark(before):
        return True
    if _DATE_LINE.match(before) or _DATE_LINE.match(after) or _OWN_LINE.match(after) or DOC_NUMBER.fullmatch(before):
        return False
    if _is_signature(before):
        return False
    if field_of(before) and (field_of(after) or not _GOES_ON.search(before)):
        return False
    closes = bool(_OPEN.search(tail) and _CLOSES.match(after))  # 1）may end a bracket that a line before opened
    if starts_with_mark(after) and not closes and not _GOES_ON.search(before):
        return False
    if closes:
        return True
    if _ENDS.search(before) or _is_assigned(before) or (_TITLE_END.search(before) and len(before) < 60):
        return False
    if _GOES_ON.search(before) and len(before) >= 8:
        return True
    if soft:
        return len(before) == 1 or len(after) == 1
    if width is not None:
        return len(before) >= width * 0.78
    return len(before) >= 40 and not is_labelled(after)
