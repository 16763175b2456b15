"""Citations as an official reply writes them: 《题名》（文号）第四部分第（二）项."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from corpus import HEAD, PREFACE, TAIL, Slip, squeeze
from index import Held

if TYPE_CHECKING:
    from assistant.answer import Citation

_STEP = re.compile(
    r"(?P<asked>问(?:[一二三四五六七八九十百零]+|\d{4}))|(?P<attachment>附件\d*)|(?P<whole>第[一二三四五六七八九十百零〇]+(?:部分|章|节|条)|第\d+条)|(?P<first>[一二三四五六七八九十百]+)"
    r"|(?P<bracket>（[一二三四五六七八九十百\d]+）)|(?P<digit>\d+(?:\.\d+)*)|(?P<circled>[①-⑳])|(?P<again>~\d+)"
)
_OUTSIDE = {
    "标题": "标题",
    "发文字号": "发文字号",
    "主送机关": "主送机关",
    "落款": "落款",
    "版记": "版记",
    "附注": "附注",
    "公文信息": "公文信息",
    "发文机关标志": "发文机关标志",
}
ROW_WORDS = 20
"""How many characters of a row without 序号 a label gives."""
CORRECTED_WORDS = {
    "title": "题名",
    "issued_title": "题名",
    "doc_number": "文号",
    "issuer": "发文机关",
    "year": "年份",
    "dated": "日期",
    "printed": "日期",
    "doc_kind": "公文种类",
    "validity": "有效性",
    "disclosure": "公开方式",
    "units": "责任单位",
    "deadlines": "完成时限",
}
"""Fields that a keeper may put right, as a reader knows them; those of a citation that nobody reads are left out."""


def make_labels(held: Held, section: str, heading: str, row: str | None, task: str | None) -> tuple[str, str]:
    """The label with the notice's title, and the short one with the title of what it issues.

    Parameters
    ----------
    held
        The notice.
    section
        The path of numbers, ``附件``, or a place outside the numbered text.
    heading
        The words of that heading; names the place where there is no number (落款).
    row, task
        Of a row of a table: its 序号, or the words that stand for it.
    """
    number = f"（{held.doc_number}）" if held.doc_number else "（原文未载文号）"
    place = _place(section, heading, row, task)
    title = held.title or held.file
    return f"{quoted(title)}{number}{place}", f"{quoted(held.issued_title or title)}{number}{place}"


def label_fits(citation: Citation, held: Held) -> bool:
    """Whether a citation's labels name the notice and the place that its own fields name."""
    number = f"（{held.doc_number}）" if held.doc_number else "（原文未载文号）"
    title = held.title or held.file
    outside = citation.section in (HEAD, TAIL, PREFACE)
    place = _OUTSIDE.get(citation.heading, "正文") if outside else say_path(citation.section)
    row = f"序号{citation.row}" if citation.row and not outside else ""
    starts = (f"{quoted(title)}{number}{place}{row}", f"{quoted(held.issued_title or title)}{number}{place}{row}")
    ends = [
        label.removeprefix(start) for label, start in zip((citation.label, citation.label_short), starts, strict=True)
    ]
    return ends[0] == ends[1] and (not ends[0] or (not row and bool(re.fullmatch("“.{1,20}”行", ends[0], re.DOTALL))))


def say_corrected(corrected: Collection[str], slips: Iterable[Slip] = ()) -> str:
    """What a keeper put right, in words: 人工更正：文号、责任单位；“公幵”应为“公开”; empty where nothing was."""
    names = dict.fromkeys(CORRECTED_WORDS[field] for field in corrected if field in CORRECTED_WORDS)
    parts = ["、".join(names)] if names else []
    parts += dict.fromkeys(f"“{slip.old}”应为“{slip.new}”" for slip in slips)
    return f"人工更正：{'；'.join(parts)}" if parts else ""


def quoted(title: str) -> str:
    """A title in its marks; marks inside become single ones."""
    title = squeeze(title)
    return f"《{title.replace('《', '〈').replace('》', '〉')}》"


def _place(section: str, heading: str, row: str | None, task: str | None) -> str:
    if section in (HEAD, TAIL, PREFACE):
        return _OUTSIDE.get(heading, "正文")
    words = say_path(section)
    if row:
        return f"{words}序号{row}"
    if task is not None:
        return f"{words}“{task[:ROW_WORDS]}”行"
    return words


def say_path(path: str) -> str:
    """A path of numbers in words: 四（二） → 第四部分第（二）项, 二（一）2 → 第二部分第（一）项第2条, 2.1 → 第2.1条."""
    out = []
    for step in _STEP.finditer(path):
        words = step.group()
        kind = step.lastgroup
        if kind in ("attachment", "whole"):
            out.append(words)
        elif kind == "first":
            # 一、 below 第一部分 is an item of it
            out.append(f"第{words}项" if out and out[-1].endswith(("部分", "章", "节")) else f"第{words}部分")
        elif kind in ("bracket", "circled"):
            out.append(f"第{words}项")
        elif kind == "asked":
            out.append(f"第{words[1:]}问")
        elif kind == "digit":
            out.append(f"第{words}条")
    return "".join(out) or path
