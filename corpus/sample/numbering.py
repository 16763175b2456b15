"""Other ways to number the sections of a notice: 1、 1． ① 第一部分 第一章 第一条."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from corpus.sample.layouts import usual_mark
from corpus.sample.load import Sample, SampleSection

_DIGITS = "零一二三四五六七八九"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"

Numbers = dict[str, tuple[str, str | None]]
"""For the path of each section in the data: the mark that is printed, and the path that reading gives (None: none)."""


def usual(sample: Sample) -> Numbers:
    """一、 （一） 1. as the data have them."""
    return {section.path: (usual_mark(section), section.path) for section in sample.sections}


def behind_digits(mark: str) -> Callable[[Sample], Numbers]:
    """A numbering whose third level has ``mark`` behind the digit (1、 or 1．)."""

    def numbers(sample: Sample) -> Numbers:
        return {
            s.path: (s.numbers[-1] + mark if s.numbers[-1].isdigit() else usual_mark(s), s.path)
            for s in sample.sections
        }

    return numbers


def circled(sample: Sample) -> Numbers:
    """① instead of 1. below （一） or 一、."""
    out: Numbers = {}
    for section in sample.sections:
        number = section.numbers[-1]
        if number.isdigit():
            sign = _CIRCLED[int(number) - 1]
            out[section.path] = (sign, "".join(section.numbers[:-1]) + sign)
        else:
            out[section.path] = (usual_mark(section), section.path)
    return out


def _outermost(unit: str, sample: Sample) -> Numbers:
    out: Numbers = {}
    for section in sample.sections:
        first = f"第{section.numbers[0]}{unit}"
        mark = f"{first}　" if len(section.numbers) == 1 else usual_mark(section)
        out[section.path] = (mark, first + "".join(section.numbers[1:]))
    return out


def parts(sample: Sample) -> Numbers:
    """第一部分 instead of 一、; written as it is in a path."""
    return _outermost("部分", sample)


def chapters(sample: Sample) -> Numbers:
    """第一章 instead of 一、, and no 条: the 章 stands in paths."""
    return _outermost("章", sample)


def articles(sample: Sample) -> Numbers:
    """第一章, and 条 that are counted through the whole notice; only the 条 stand in paths.

    A section without children below a 章 is a 条, and so is one of the second level; the third level is （一）.
    """
    out: Numbers = {}
    article = ""
    chapter, count = 0, 0
    items: Counter[str] = Counter()
    for section in sample.sections:
        if len(section.numbers) == 1 and _has_children(sample, section):
            chapter += 1
            out[section.path] = (f"第{chinese(chapter)}章　", None)
        elif len(section.numbers) <= 2:
            count += 1
            article = f"第{chinese(count)}条"
            out[section.path] = (f"{article}　", article)
        else:
            items[article] += 1
            mark = f"（{chinese(items[article])}）"
            out[section.path] = (mark, article + mark)
    return out


def _has_children(sample: Sample, section: SampleSection) -> bool:
    return any(s.numbers[0] == section.numbers[0] and len(s.numbers) > 1 for s in sample.sections)


def chinese(number: int) -> str:
    """A number from 1 to 99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[ones] if ones else "")
