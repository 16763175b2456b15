"""Footnotes of a page: the lines below a short rule at its foot, and the raised marks that refer to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.formats.page import Page, Word
from corpus.formats.textline import TextLine, lines_of

_MARK = re.compile(r"[\[（(〔]?(?:注\s*)?([0-9]{1,3}|[①-⑳*※])[\]）)〕]?")
_GLUED = re.compile(r"(?<=[。；，、：？！）”])([0-9]{1,2}|[①-⑳])$")
_LOWER_PART = 0.4
"""A note stands below this part of the page."""
_SHORTEST, _LONGEST = 3.0, 0.5
"""Of the rule, in letters and in widths of the page."""
_SMALL, _RAISED = 0.75, 0.15
"""A raised mark is smaller than its line, and its foot is higher, in letters of the line."""


def take_notes(page: Page, words: Sequence[Word], letter: float) -> tuple[list[Word], list[TextLine]]:
    """Part the footnotes of a page from its text.

    Parameters
    ----------
    page
        The page, whose rules are asked for.
    words
        Its words outside tables.
    letter
        The usual size of its letters.

    Returns
    -------
    tuple
        The words of the text, without the marks that refer to a note; the lines of the notes and what is below them.
    """
    rules = sorted(
        (rule.y0 for rule in page.rules if _is_short(rule.x0, rule.x1, page, letter) and rule.y0 == rule.y1),
        reverse=True,
    )
    for height in rules:
        below = [word for word in words if (word.y0 + word.y1) / 2 > height]
        notes = lines_of(below)
        if height < _LOWER_PART * page.height or not notes:
            continue
        above = [word for word in words if (word.y0 + word.y1) / 2 <= height]
        named = {found.group(1) for line in notes if (found := _MARK.match(line.text))}
        marks = [mark for line in lines_of(above) for mark in _raised(line) if _name(mark) in named]
        first = _MARK.match(notes[0].text)
        if first and any(_name(mark) == first.group(1) for mark in marks):
            return [word for word in above if not any(word is mark for mark in marks)], notes
        if first and page.is_scanned and any(_glued(word, named) for word in above):
            return [_unglued(word) if _glued(word, named) else word for word in above], notes
    return list(words), []


def _is_short(x0: float, x1: float, page: Page, letter: float) -> bool:
    return _SHORTEST * letter <= abs(x1 - x0) <= _LONGEST * page.width


def _raised(line: TextLine) -> list[Word]:
    """The small raised marks of a line."""
    return [
        word
        for word in line.words
        if word.size <= _SMALL * line.size and line.y1 - word.y1 > _RAISED * line.size and _MARK.fullmatch(word.text)
    ]


def _glued(word: Word, named: set[str]) -> bool:
    """Whether OCR has read the mark of a note as the last letter of a word, behind a stop."""
    found = _GLUED.search(word.text)
    return found is not None and found.group(1) in named


def _unglued(word: Word) -> Word:
    text = _GLUED.sub("", word.text)
    return replace(word, text=text, x1=word.x1 - 0.5 * word.size)


def _name(mark: Word) -> str:
    found = _MARK.fullmatch(mark.text)
    return found.group(1) if found else ""
