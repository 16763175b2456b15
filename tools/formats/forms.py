"""How each of the six notices is laid out: its numbers, the words of its duties, its table and its pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from corpus.sample.catalog import Layout
from corpus.sample.layouts import duty_words, usual_mark
from corpus.sample.load import Sample, SampleDuty, load_samples
from corpus.sample.numbering import Numbers, articles, chinese, usual

TODAY = dt.date(2026, 3, 20)
"""The day from which the years of the notices are counted, so that files and figures stay the same."""

_CIRCLED = "①②③④⑤⑥⑦⑧⑨"
_VALUES = {chinese(number): number for number in range(1, 20)}


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How Word counts the sections of one depth: which list, its level, how numbers and marks are written."""

    list: int
    level: int
    number: str
    mark: str


_USUAL_LISTS = (
    ListLevel(0, 0, "chineseCountingThousand", "%1、"),
    ListLevel(0, 1, "chineseCountingThousand", "（%2）"),
    ListLevel(0, 2, "decimal", "%3."),
)
_ARTICLE_LISTS = (
    ListLevel(0, 0, "chineseCounting", "第%1章　"),
    ListLevel(1, 0, "chineseCounting", "第%1条　"),
    ListLevel(1, 1, "chineseCountingThousand", "（%2）"),
)
_BRACKET_LISTS = (
    None,
    ListLevel(0, 0, "decimal", "（%1）"),
    ListLevel(0, 1, "decimalEnclosedCircle", "%2"),
)


@dataclass(frozen=True, slots=True)
class Form:
    """What a notice looks like.

    Attributes
    ----------
    numbers, duties
        The marks of its sections, and the words of a duty in its text.
    lists
        How Word counts the sections of each depth; None where the number is typed.
    counts_by
        Where Word keeps the list: in the styles of the paragraphs, in the paragraphs, or in a list that each section
        of the first depth begins anew (``w:lvlOverride``).
    unit_columns
        牵头单位 and 配合单位 are columns, under a head of two rows; parts are rows over the whole width.
    is_ruled
        All cells have borders; else the table has three lines (三线表) and no merged cells.
    columns
        Columns of the pages with the text.
    is_sideways
        The table stands on pages turned sideways, and more pages follow.
    is_table_first
        The table stands before the numbered text.
    running_head, foot
        Words at the top of each page; the page number as — 1 — or as 第1页 共3页.
    has_indents
        Paragraphs begin with two blanks.
    stamp
        A text box on the first page.
    footnote
        The section whose words have a footnote, and the footnote.
    change
        The section with a tracked change, the words taken out and the words put in.
    """

    numbers: Callable[[Sample], Numbers] = usual
    duties: Callable[[SampleDuty], str] = duty_words
    lists: tuple[ListLevel | None, ...] = ()
    counts_by: Literal["styles", "paragraphs", "overrides"] = "paragraphs"
    unit_columns: bool = False
    is_ruled: bool = True
    columns: int = 1
    is_sideways: bool = False
    is_table_first: bool = False
    running_head: str = ""
    foot: Literal["dashes", "count"] = "dashes"
    has_indents: bool = True
    stamp: str = ""
    footnote: tuple[str, str] = ("", "")
    change: tuple[str, str, str] = ("", "", "")

    def layout(self) -> Layout:
        """What the notice carries, for ``corpus.sample.expect``."""
        return Layout("", _no_lines, has_columns=self.unit_columns, numbers_rows=True, numbers=self.numbers)


def _no_lines(_: Sample) -> list[str]:
    return []


def digits_in_brackets(sample: Sample) -> Numbers:
    """一、 （1） ① for the three levels."""
    out: Numbers = {}
    for section in sample.sections:
        first, *rest = section.numbers
        marks = [f"（{_VALUES[rest[0].strip('（）')]}）"] if rest else []
        marks += [_CIRCLED[int(rest[1]) - 1]] if len(rest) > 1 else []
        out[section.path] = (marks[-1] if marks else usual_mark(section), "".join([first, *marks]))
    return out


def behind_table(parts: int, sample: Sample) -> Numbers:
    """一、 from the section on that follows the first ``parts``, which stand in the table alone."""
    out: Numbers = {}
    for section in sample.sections:
        number = _VALUES[section.numbers[0]] - parts
        out[section.path] = (f"{chinese(number)}、", chinese(number)) if number > 0 else ("", None)
    return out


def duty_sentence(duty: SampleDuty) -> str:
    """A duty as a sentence: 由…牵头，…配合，…前完成。"""
    units = duty.printed_units()
    support = "、".join(name for name, role in units if role == "support")
    others = "、".join(name for name, role in units if role != "support")
    due = "，".join(deadline.text for deadline in duty.deadlines)
    done = f"，{due}完成" if due.endswith("前") else f"，{due}"
    return f"由{others}牵头，{support}配合{done}。" if support else f"由{others}负责{done}。"


FORMS = {
    "key_points": Form(lists=_USUAL_LISTS, counts_by="styles"),
    "gazette": Form(columns=2, running_head="云河市人民政府公报　2026年第3期"),
    "annexes": Form(lists=_USUAL_LISTS, is_sideways=True),
    "articles": Form(numbers=articles, lists=_ARTICLE_LISTS, is_ruled=False),
    "task_list": Form(
        numbers=partial(behind_table, 3), lists=_USUAL_LISTS, unit_columns=True, is_table_first=True, foot="count"
    ),
    "block_text": Form(
        numbers=digits_in_brackets,
        duties=duty_sentence,
        lists=_BRACKET_LISTS,
        counts_by="overrides",
        running_head="芦湾区森林防火工作安排",
        foot="count",
        has_indents=False,
        stamp="特急",
        footnote=("二（一）", "半专业队伍指农忙务农、防火期集中食宿的队伍。"),
        change=("一（一）", "{year}年9月底前", "{year}年10月底前"),
    ),
}
"""The form of each notice in ``data/``."""


def load_notices() -> dict[str, Sample]:
    """The six notices by name, in the order of ``FORMS``."""
    samples = {sample.slug: sample for sample in load_samples(TODAY, Path(__file__).parent / "data")}
    return {slug: samples[slug] for slug in FORMS}
