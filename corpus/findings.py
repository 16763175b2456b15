"""What a keeper should look at before a notice goes live: kinds, weights, and what one notice alone shows.

What only shows beside other notices (duplicates, newer versions) is found by ``corpus.crosscheck``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.damage import find_damage
from corpus.dates import parse_deadline_cell
from corpus.due import find_guessed_ends
from corpus.model import Deadline, Finding, Notice, Task
from corpus.quote import squeeze
from corpus.units import looks_like_unit

if TYPE_CHECKING:
    from corpus.outline import Outline
    from corpus.rows import Made
    from corpus.view import View


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding: how much it weighs (0 to 100), what a keeper reads, and why it weighs so much."""

    weight: int
    name: str
    reason: str


KINDS: dict[str, Kind] = {
    "correction": Kind(100, "更正没有生效", "the keeper believes that it is applied"),
    "decoding": Kind(95, "编码可疑", "wrong characters would be quoted as the words of the notice"),
    "damage": Kind(90, "识别错误", "likewise, and dates and numbers are hit most"),
    "unread": Kind(88, "有内容没有读取", "what stands there is missing from every answer"),
    "newer": Kind(85, "有较新的版本", "an outdated notice would be answered from"),
    "missing": Kind(80, "缺少要素", "no citation is complete, and scope by issuer and year fails"),
    "deadline_conflict": Kind(75, "时限不一致", "one of the two dates is wrong, and each is answered by someone"),
    "unit_conflict": Kind(72, "责任单位不一致", "one of the two lists is wrong, and a unit may miss its duty"),
    "units": Kind(70, "没有责任单位", "the duty is in nobody's list"),
    "revised": Kind(68, "含有修订", "what was issued may differ from what stands there once all changes are accepted"),
    "cells": Kind(66, "责任单位没有读准", "a unit may be missing from its own list"),
    "table": Kind(65, "表格没有读准", "the row is quoted, but it is in nobody's list"),
    "deadline": Kind(60, "时限没有理解", "the duty is not found by date"),
    "same_text": Kind(58, "内容重复", "every answer would come twice"),
    "near_text": Kind(56, "内容几乎相同", "one of the two is probably a version of the other"),
    "formula": Kind(64, "公式没有结果", "a cell is blank, or holds an error, where a number or a date was meant"),
    "hidden": Kind(62, "隐藏的内容", "a duty may be hidden by a filter and not by intent; what is hidden is not read"),
    "struck": Kind(59, "有删除线", "struck words are read, and may no longer be meant"),
    "attachment": Kind(57, "附件不在文中", "duties often stand in the annex, which is a file of its own"),
    "outline": Kind(55, "没有结构", "citations cannot name a clause"),
    "ocr": Kind(57, "文字由图片识别", "letters that look alike may be taken for each other, and dates and numbers too"),
    "numbering": Kind(50, "编号不连续", "a section may be missing, or belongs elsewhere"),
    "leftover": Kind(45, "没有归入的文字", "the words are found, but stand in no clause"),
    "unit_form": Kind(40, "不像单位名称", "a task or a name of a person may have got into the units"),
    "unheld": Kind(38, "解读的公文不在库中", "the interpretation is no authority without its notice"),
    "figures": Kind(30, "数字不一致", "row and clause differ; often the clause only says more"),
    "notes": Kind(28, "有脚注", "shown where they stand, but no answer quotes them"),
    "macros": Kind(25, "含有宏", "never run here, but it may harm who opens the file"),
    "seal": Kind(22, "电子签章没有验证", "who sealed the file is not known"),
    "comment": Kind(25, "批注没有读入", "a comment is no part of the notice, but may say that one is coming"),
    "unit_rare": Kind(20, "少见的单位", "mostly right, sometimes a slip of one character"),
}
"""Kind of a finding to its weight."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding as a keeper reads it: in which file, on which page and line (from 1), and the words that stand there.

    ``others`` are further files that it is about.
    """

    file: str
    kind: str
    message: str
    start: int | None = None
    end: int | None = None
    line: int | None = None
    words: str = ""
    others: tuple[str, ...] = ()
    page: int | None = None

    @property
    def weight(self) -> int:
        """How much it weighs."""
        return KINDS[self.kind].weight


_LONGEST_WORDS = 40
_ANY_YEAR = 2000
"""A leap year: 2月29日 is a day in it."""


def remarks_of(notice: Notice) -> tuple[Remark, ...]:
    """The findings of a notice with line and words, the weightiest first, those of one weight in order of place."""
    return sort_remarks(remarks_of_findings(notice, notice.findings))


def remarks_of_findings(notice: Notice, findings: Iterable[Finding]) -> tuple[Remark, ...]:
    """Some findings of a notice with line and words, in their order."""
    breaks = [at for at, character in enumerate(notice.text) if character == "\n"]
    return tuple(_remark(notice, finding, breaks) for finding in findings)


def sort_remarks(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """Remarks, the weightiest first."""
    return tuple(sorted(remarks, key=lambda r: (-r.weight, r.file, -1 if r.start is None else r.start)))


def _remark(notice: Notice, finding: Finding, breaks: list[int]) -> Remark:
    start, end = finding.start, finding.end
    if start is None:
        return Remark(notice.file, finding.kind, finding.message)
    line = bisect_right(breaks, start - 1) + 1
    if end is None or end - start < 4:  # a mark alone says little: the line that it begins
        follows = notice.text.find("\n", start)
        end = len(notice.text) if follows < 0 else follows
    words = squeeze(notice.text[start:end])
    shown = words if len(words) <= _LONGEST_WORDS else words[:_LONGEST_WORDS] + "…"
    page = notice.page_at(start)
    return Remark(notice.file, finding.kind, finding.message, start, finding.end, line, shown, page=page)


def find_reading_faults(outline: Outline, view: View, made: Made) -> tuple[Finding, ...]:
    """What only the reader itself can tell: gaps in the numbering, cells and rows that it could not read."""
    out = [Finding("numbering", message, view.at(at), view.at(at) + 1) for at, message in outline.gaps]
    out += [Finding("cells", message, span.start, span.end) for span, message in made.doubts]
    message = "任务表的这一行没有分清各栏"
    out += [Finding("table", message, spans[0].start, spans[-1].end) for spans in made.loose if spans]
    return tuple(out)


_OF_READER = (
    "numbering",
    "cells",
    "table",
    "correction",
    "revised",
    "unread",
    "hidden",
    "notes",
    "macros",
    "seal",
    "formula",
    "struck",
    "attachment",
    "comment",
    "ocr",
)


def find_faults(notice: Notice) -> tuple[Finding, ...]:
    """Findings of one notice: those that the reader told, and those that the notice itself shows as it is now."""
    return (
        *_missing(notice),
        *(finding for finding in notice.findings if finding.kind in _OF_READER),
        *find_damage(notice.text),
        *(finding for task in notice.tasks for finding in _of_task(task, notice.year)),
        *find_guessed_ends(notice),
        *_leftover(notice),
    )


def _missing(notice: Notice) -> Iterator[Finding]:
    fields = (
        ("发文机关", notice.issuer, ("issuer",)),
        ("标题", notice.title, ("title",)),
        ("日期", notice.issued, ("dated", "printed")),
        ("文号", notice.doc_number, ("doc_number",)),
    )
    for name, value, keys in fields:
        if name == "文号" and notice.doc_kind not in ("notice", "regulation"):
            continue
        if not value and not set(keys) & set(notice.corrected):  # a keeper may say that there is none
            yield Finding("missing", f"没有读到{name}")
    if not notice.sections:
        yield Finding("outline", "没有读到任何编号的章节")


def _of_task(task: Task, year: int | None) -> Iterator[Finding]:
    start, end = (task.spans[0].start, task.spans[-1].end) if task.spans else (None, None)
    if task.source == "table" and not task.units and "units" not in task.corrected:
        yield Finding("units", f"{task.ref}：责任单位一栏为空", start, end)
    for unit in task.units:
        if not unit.members and not looks_like_unit(unit.name) and "units" not in task.corrected:
            yield Finding("unit_form", f"{task.ref}：“{unit.name}”不像单位名称", start, end)
    if "deadlines" not in task.corrected:
        where = task.fields.get("deadlines") or task.spans
        at = (where[0].start, where[-1].end) if where else (None, None)
        for deadline in task.deadlines:
            if deadline.kind == "unknown":
                lacks = year is None and _lacks_only_year(deadline)
                why = "没有写年份，公文也没有印出年份，无法确定是哪一天" if lacks else "没有理解"
                yield Finding("deadline", f"{task.ref}：完成时限“{deadline.text}”{why}", *at)
    for variant in task.variants:
        here, there = variant.here, variant.there
        if variant.field == "deadline":
            message = f"{task.ref}：表中完成时限为“{here}”，正文（{task.clause}）为“{there}”"
            yield Finding("deadline_conflict", message, start, end)
        elif variant.field in ("units", "lead"):
            what = "牵头单位" if variant.field == "lead" else "责任单位"
            sides = (("表中", here), (f"正文（{task.clause}）", there))
            told = "，".join(
                f"{place}只有“{names}”" if here and there else f"仅{place}有“{names}”"
                for place, names in sides
                if names
            )
            yield Finding("unit_conflict", f"{task.ref}：{what}{told}", start, end)
        elif here and there:
            yield Finding("figures", f"{task.ref}：表中有“{here}”，正文（{task.clause}）有“{there}”", start, end)


def _lacks_only_year(deadline: Deadline) -> bool:
    """Whether the words of a deadline would have a meaning in any year that the notice named."""
    return any(d.kind != "unknown" for d in parse_deadline_cell(deadline.text, _ANY_YEAR) or ())


def _leftover(notice: Notice) -> Iterator[Finding]:
    left = [block for block in notice.blocks if block.kind == "leftover"]
    size = sum(block.end - block.start for block in left)
    if size > 200 and size > len(notice.text) * 0.05:
        longest = max(left, key=lambda block: block.end - block.start)
        message = f"有 {size} 个字没有归入任何部分，最长的一段在这里"
        yield Finding("leftover", message, longest.start, longest.end)
