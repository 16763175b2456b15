"""What a notice asks, item by item: its duties, and the sentences of its clauses that no duty says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.cite import sentences_of
from corpus import HEAD, PREFACE, TAIL, Clause, Deadline, Notice, Span, Task, bare, find_deadlines

ItemKind = Literal["task", "clause"]
_NO_REQUIREMENT = (HEAD, TAIL, PREFACE)
_ATTACHMENT = "附"
_GRAM = 5
_SAID = 0.5
"""A sentence is said by the duties when they hold so much of its runs of five characters."""
_LEAST = 8
"""Shorter sentences are headings."""
RESPONSIBLE = re.compile(r"[（(【][^（）()【】]*(?:责任单位|牵头|配合|负责单位|完成时限|时限)[^（）()【】]*[）)】]")
"""The brackets of a sentence that say who does it and by when."""
_NO_ITEM = re.compile(r"附件\d*[:：]|[（(]?(?:责任单位|牵头单位|配合单位|负责单位|完成时限)[:：]")
_MARK = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]|第[一二三四五六七八九十百]+条)\s*")


@dataclass(frozen=True, slots=True)
class Item:
    """One requirement: a duty or a sentence of a clause.

    ``words`` are its words without number, heading and the brackets that name who does it; ``spans`` are set for a
    sentence, and ``year`` is the notice's own.
    """

    kind: ItemKind
    words: str
    heading: str
    year: int | None
    task: Task | None = None
    clause: Clause | None = None
    spans: tuple[Span, ...] = ()

    @property
    def mains(self) -> frozenset[tuple[str, ...]]:
        """Who must do it, support apart: bodies by their name without the level, groups by what they stand for."""
        units = self.task.units if self.task is not None else ()
        return frozenset((u.organ,) if u.organ else ("", *u.members) for u in units if u.role != "support")

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        """By when, as printed for the duty, else as found in the words."""
        if self.task is not None and self.task.deadlines:
            return self.task.deadlines
        return tuple(deadline for _, _, deadline in find_deadlines(self.words, self.year))


def items_of(notice: Notice) -> list[Item]:
    """The items of a notice in the order of its clauses; rows without a clause come last.

    Parameters
    ----------
    notice
        The notice; head and tail ask nothing, nor does the preface where there are numbered clauses.

    Returns
    -------
    list of Item
        What body and table both say is one item, the row.
    """
    rows = [task for task in notice.tasks if task.source == "table"]
    told = grams("\n".join(bare(task.task + task.requirement) for task in rows))
    in_text = [t for t in notice.tasks if t.source == "text" and _share(_words(t.requirement, t.task), told) < _SAID]
    told |= grams("\n".join(bare(task.requirement) for task in in_text))
    found: list[tuple[int, int, Item]] = []
    place = {clause.ref: at for at, clause in enumerate(notice.clauses)}
    for task in [*rows, *in_text]:
        words = _words(task.requirement, task.task if task.source == "text" else "") or bare(task.task)
        at = place.get(task.clause or task.section, len(place))
        within = _offset(notice.clauses[at].text, words) if at < len(place) else 0
        found.append((at, within, Item("task", words, task.task, notice.year, task=task)))
    numbered = [clause for clause in notice.clauses if clause.path not in _NO_REQUIREMENT]
    if not found and not numbered:
        numbered = [clause for clause in notice.clauses if clause.path == PREFACE and not clause.heading]
    body = grams("\n".join(bare(clause.text) for clause in numbered if not clause.path.startswith(_ATTACHMENT)))
    for clause in numbered:
        # pieces of a table that could not be read as rows repeat the body
        known = told | body if clause.path.startswith(_ATTACHMENT) else told
        for item in _sentences(notice, clause, known):
            found.append((place[clause.ref], _offset(clause.text, item.words), item))
    return [item for _, _, item in sorted(found, key=lambda entry: entry[:2])]


def _offset(text: str, words: str) -> int:
    """Where words stand in the text of a clause, by the first of their runs that stands there."""
    whole = bare(text)
    places = (whole.find(words[at : at + _GRAM]) for at in range(0, max(1, len(words) - _GRAM), _GRAM))
    return next((place for place in places if place >= 0), 0)


def _sentences(notice: Notice, clause: Clause, told: frozenset[str]) -> list[Item]:
    out = []
    for sentence in sentences_of(notice.text, clause.spans, clause.heading):
        words = _words(sentence.words, clause.heading)
        if len(words) >= _LEAST and not _NO_ITEM.match(words) and _share(words, told) < _SAID:
            heading = "".join(clause.trail[-2:])
            out.append(Item("clause", words, heading, notice.year, clause=clause, spans=sentence.spans))
    return out


def _words(text: str, heading: str) -> str:
    """Words without the number and heading that they begin with, and without who does it."""
    words = _MARK.sub("", bare(RESPONSIBLE.sub("", text)))
    name = bare(heading)
    if name and words.startswith(name) and len(rest := words[len(name) :].lstrip("。.：: ")) >= _LEAST:
        return rest  # a point whose whole sentence was read as its heading keeps it
    return words


def grams(text: str, size: int = _GRAM) -> frozenset[str]:
    """The runs of ``size`` characters of a text."""
    return frozenset(text[at : at + size] for at in range(max(1, len(text) - size + 1)) if text)


def _share(words: str, told: frozenset[str]) -> float:
    own: Sequence[str] = sorted(grams(words))
    return sum(gram in told for gram in own) / len(own) if own else 1.0
