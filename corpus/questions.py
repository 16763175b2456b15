"""Questions that head what stands below them (问：…？ 答：…): as marks of an outline, and in a text without marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from corpus.flow import Flow
from corpus.head_facts import Part
from corpus.numerals import chinese_number
from corpus.outline_marks import ASKED, LEVELS, Mark

_LEVEL = LEVELS.index("asked")
_LABEL = re.compile(rf"(?:{ASKED})\s*")
_ANSWER = r"(?:[【\[]答复?[】\]]|(?:答复?|[AaＡ]\s?[0-9０-９]{0,2})\s?[:：])"
_ANSWER_LINE = re.compile(rf"^{_ANSWER}", re.MULTILINE)
_ANSWER_BEHIND = re.compile(rf"(?<=[？?。])\s*{_ANSWER}")
_PLAIN = re.compile(r"(?P<words>[^。；！？?]{4,60}[？?])")
_ASKS = re.compile("[？?]")
_MARKED = re.compile(rf"{ASKED}|{_ANSWER}|[（(]?[0-9０-９一二三四五六七八九十①-⑳]{{1,3}}[）)、.．]|[①-⑳]")
_LEAST = 2
_LONGEST = 120
_PROBLEM = re.compile(r"[【\[]?问题")


def with_questions(flow: Flow, stop: int, marks: list[Mark]) -> list[Mark]:
    """The marks of a part, its questions counted (问一, 问二): where there are two, or one has an answer.

    Parameters
    ----------
    flow
        The paragraphs.
    stop
        Where the part ends in the view.
    marks
        Its marks, those of questions among them.

    Returns
    -------
    list of Mark
        In order. Behind a question a line that asks without any label (什么是困难家庭？) is one too.
    """
    others = [mark for mark in marks if mark.level != _LEVEL]
    asked = [mark for mark in marks if mark.level == _LEVEL and _asks(flow.text[mark.end : stop])]
    if any(_is_problem(flow, mark) for mark in asked) and not _is_answered(flow.text):
        asked = [mark for mark in asked if not _is_problem(flow, mark)]
    if not asked or (len(asked) < _LEAST and not _is_answered(flow.text[asked[0].end : stop])):
        return others
    higher = [mark.start for mark in others if mark.level < _LEVEL and mark.line_start]
    questions = sorted([*asked, *_unlabelled(flow, asked, higher, stop)], key=lambda mark: mark.start)
    counted = [replace(mark, number=i, written=f"问{chinese_number(i)}") for i, mark in enumerate(questions, 1)]
    return sorted([*others, *counted], key=lambda mark: mark.start)


def _is_problem(flow: Flow, mark: Mark) -> bool:
    """Whether a label may head a shortcoming as well as a question (问题1：), so that only an answer tells."""
    return bool(_PROBLEM.match(flow.text, mark.start))


def _asks(words: str) -> bool:
    """Whether words behind a label ask something, or are answered: 问题：资金不到位 tells of a shortcoming."""
    line, _, behind = words.partition("\n")
    return bool(_ASKS.search(line) or _ANSWER_BEHIND.search(line) or _ANSWER_LINE.match(behind))


def _is_answered(words: str) -> bool:
    return bool(_ANSWER_LINE.search(words) or _ANSWER_BEHIND.search(words))


def _unlabelled(flow: Flow, asked: list[Mark], higher: list[int], stop: int) -> Iterator[Mark]:
    """Lines that ask without a label, behind a question with one and in the same section."""
    labelled = [mark.start for mark in asked]
    for paragraph in flow.paragraphs:
        before = bisect_left(labelled, paragraph.start)
        if not before or paragraph.start >= stop:
            continue
        sections = bisect_left(higher, paragraph.start)
        if sections and higher[sections - 1] > labelled[before - 1]:
            continue
        words = flow.text[paragraph.start : paragraph.end]
        if _PLAIN.fullmatch(words) and not _MARKED.match(words):
            yield Mark(_LEVEL, 1, "", paragraph.start, paragraph.start, True, True)


def question_of(words: str, is_asked: bool, behind: str) -> tuple[int, int] | None:
    """Where the question of a heading begins and ends in the words behind its mark.

    Parameters
    ----------
    words
        The rest of the paragraph: the question, with the answer behind it or without.
    is_asked
        Whether the mark is that of a question; else the words must begin with one (1.问：…).
    behind
        The paragraph behind: where no answer is marked, there or here, the question ends where it first asks.

    Returns
    -------
    tuple or None
        None where the heading is no question.
    """
    label = _LABEL.match(words)
    if not is_asked and (label is None or not (_ASKS.search(words) or label.group().startswith(("问：", "问:")))):
        return None
    start = label.end() if label else 0
    answer = _ANSWER_BEHIND.search(words, start)
    end = answer.start() if answer else len(words)
    if answer is None and not _ANSWER_LINE.match(behind) and (first := _ASKS.search(words, start)):
        end = first.end()
    if end - start > _LONGEST:
        stops = [match.end() for match in re.finditer("[？?。]", words[: start + _LONGEST])]
        end = stops[-1] if stops else start + _LONGEST
    return start, end


def find_questions(flow: Flow, parts: list[Part], stop: int) -> dict[int, str]:
    """Where paragraphs of a text without marks ask something, and what: each heads what stands below it.

    Parameters
    ----------
    flow, parts
        The paragraphs, and what they are in the head.
    stop
        Where the first section begins.

    Returns
    -------
    dict
        Start of the paragraph to the words of the question; empty unless there are two at least.
    """
    found: dict[int, str] = {}
    for part in parts:
        words = flow.text[part.start : part.end]
        if part.kind == "words" and part.start < stop and (match := _PLAIN.fullmatch(words)):
            found[part.start] = match["words"]
    return found if len(found) >= _LEAST else {}
