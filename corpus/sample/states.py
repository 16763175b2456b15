"""The states in which text comes out of a web page or a scanner: collapsed, glued, run together, full of noise."""

from __future__ import annotations

import re

from corpus.sample import tables
from corpus.sample.layouts import (
    Part,
    body_parts,
    imprint_lines,
    opening_parts,
    paged,
    plain,
    text_lines,
    with_table,
)
from corpus.sample.load import Sample
from corpus.sample.numbering import chinese

_CHINESE = "[一-鿿]"
_WIDE_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")
_HALF_WIDTH = str.maketrans("，；：（）！？", ",;:()!?")
_BRACKETS = ("〔〕", "[]", "（）", "【】", "［］")
_ZERO_WIDTH = ("\u200b", "\u200d", "\ufeff")


def one_cell_a_line(sample: Sample) -> list[str]:
    """Plain text, the table one whole cell a line, with 序号."""
    return with_table(sample, tables.cells(sample, sample.table, is_numbered=True) if sample.table else [])


def one_cell_a_line_unnumbered(sample: Sample) -> list[str]:
    """Plain text, the table one whole cell a line, without 序号."""
    return with_table(sample, tables.cells(sample, sample.table, is_numbered=False) if sample.table else [])


def collapsed(sample: Sample) -> list[str]:
    """The document on one line, a blank where each line break was."""
    return [" ".join(line.strip() for line in one_cell_a_line(sample) if line)]


def ideographic(sample: Sample) -> list[str]:
    """The document on one line; the indent of each paragraph is left, with a blank before it."""
    return [" ".join(line for line in one_cell_a_line(sample) if line).strip()]


def glued(sample: Sample) -> list[str]:
    """As ``collapsed``, but nothing stands before a number, nor between the heading of a part and its text."""
    words = ""
    for part in opening_parts(sample) + body_parts(sample):
        words += "" if part.section or not words else " "
        words += _glued_part(part)
    return [" ".join([words, *_attachment(sample), *imprint_lines(sample)])]


def _glued_part(part: Part) -> str:
    if part.section is None:
        return part.text
    heading, text = part.lines
    if not text:
        return heading
    return heading + text if len(part.section.numbers) == 1 else f"{heading}。{text}"


def _attachment(sample: Sample) -> list[str]:
    if not sample.table:
        return []
    return ["附件", sample.table.caption, *tables.cells(sample, sample.table, is_numbered=True)]


def run_together(sample: Sample) -> list[str]:
    """The document on one line, caption and table run together in it, the units behind what is required."""
    return _run_together(sample, has_units_first=False)


def run_together_units_first(sample: Sample) -> list[str]:
    """As ``run_together``, each row beginning with its task and the units."""
    return _run_together(sample, has_units_first=True)


def _run_together(sample: Sample, has_units_first: bool) -> list[str]:
    words = [line.strip() for line in text_lines(sample) if line]
    return [" ".join([*words, *_run_together_table(sample, has_units_first), *imprint_lines(sample)])]


def _run_together_table(sample: Sample, has_units_first: bool) -> list[str]:
    if not sample.table:
        return []
    return [f"附件{sample.table.caption}{tables.run_together(sample, sample.table, has_units_first)}"]


def solid(sample: Sample) -> list[str]:
    """As ``run_together``, but no blank is left between any two paragraphs; a lone title keeps its own."""
    words = ""
    for part in opening_parts(sample) + body_parts(sample):
        words += _glued_part(part) + (" " if part.kind == "title" and not sample.issued_title else "")
    return ["".join([words, *_run_together_table(sample, False)]), *imprint_lines(sample)]


def double_spaced(sample: Sample) -> list[str]:
    """As ``wrapped`` with a blank line below each line and blanks around digits; pages turn without a mark."""
    lines = [line.strip() for line in paged(sample).joined(lambda page, count: [])]
    spaced = [re.sub(rf"(?<={_CHINESE})(?=\d)|(?<=\d)(?={_CHINESE})", " ", line) for line in lines if line]
    return [line for words in spaced for line in (words, "")]


def half_width(sample: Sample) -> list[str]:
    """As ``plain``, commas, colons and brackets half-width."""
    return [line.translate(_HALF_WIDTH) for line in plain(sample)]


def chinese_dates(sample: Sample) -> list[str]:
    """As ``plain``, 成文日期 and 印发日期 in Chinese numerals, with the round zeros that are met."""
    zero = "〇○O0"[len(sample.sections) % 4]
    days = {f"{day.year}年{day.month}月{day.day}日": day for day in (sample.dated, sample.printed) if day}
    lines = plain(sample)
    for printed, day in days.items():
        year = "".join(zero if digit == "0" else chinese(int(digit)) for digit in str(day.year))
        words = f"{year}年{chinese(day.month)}月{chinese(day.day)}日"
        lines = [line.replace(printed, words) if re.search(rf"^\s*{printed}$|印发$", line) else line for line in lines]
    return lines


def scanned(sample: Sample) -> list[str]:
    """As ``wrapped``, from a scanner: noise in the words, a running head and page numbers inside sentences."""
    noise = _Noise(len(sample.slug) + sample.year)
    head = sample.issued_title or sample.title

    def turn(page: int, count: int) -> list[str]:
        number = f"第{page}页 共{count}页" if sample.year % 2 else f"— {page} —"
        return ["", number, *([head] if page < count else [])]

    lines = paged(sample)
    lines.pages = [[noise.line(line) for line in page] for page in lines.pages]
    return lines.joined(turn)


class _Noise:
    """What scanners do to words, each kind at a fixed distance from the last: the same text gives the same noise."""

    def __init__(self, first: int) -> None:
        self.pairs = _BRACKETS[first % len(_BRACKETS)]
        self.gaps = first
        self.lines = first

    def line(self, text: str) -> str:
        """A line with blanks between characters, other brackets and digits, variant characters."""
        if not re.search(_CHINESE, text) or text == tables.FLAT_HEADER:
            return text
        self.lines += 1
        text = re.sub(r"〔(\d+)〕", rf"{self.pairs[0]}\1{self.pairs[1]}", text)
        text = re.sub(rf"后(?={_CHINESE})", "後", text).replace("余", "馀")
        if self.lines % 2:
            text = text.replace("（", "(").replace("）", ")")
        if self.lines % 3 == 0:
            text = text.translate(_WIDE_DIGITS)
        return re.sub(rf"(?<={_CHINESE})(?={_CHINESE})", self._gap, text)

    def _gap(self, _: re.Match[str]) -> str:
        self.gaps += 1
        if self.gaps % 31 == 0:
            return " "
        if self.gaps % 67 == 0:
            return "\xa0"
        return _ZERO_WIDTH[self.gaps % 3] if self.gaps % 53 == 0 else ""
