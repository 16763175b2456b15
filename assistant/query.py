"""A question, understood: the unit it names, its scope, its kind and its topic."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from assistant.kinds import Kind
from assistant.limits import Limits
from assistant.wants import Wants

Window = tuple[dt.date | None, dt.date | None]
"""From and to, both included."""


@dataclass(frozen=True, slots=True)
class AskedUnit:
    """A unit that a question names: the words, their level (区, 市 or none) and the bare organ.

    ``is_known`` is False for words that only look like a unit's name (社区医院).
    """

    name: str
    level: str
    organ: str
    start: int
    end: int
    is_known: bool = True

    def within(self, words: str) -> str:
        """What stands of the name in a question whose place is blank: 财政局 of 青石区财政局; may be empty."""
        ends = (self.name[at:] for at in range(max(1, len(self.name) - 2)))
        return next((end for end in ends if end in words), "")


@dataclass(frozen=True, slots=True)
class Query:
    """A question, understood.

    ``content`` is the question without the words of its scope, for retrieval; ``topic`` what remains without the words
    of asking. ``year_words`` are words like 今年 that a year stands for. ``named`` is set when the question uses the
    name of one notice; ``section`` and ``row`` are a place in a notice (第三部分第（二）项, 附件第5行). ``inherited``
    names what the turn before gave. ``others`` are further units whose duties are asked, ``beside`` is set in the
    questions made of these. ``asks`` is the words that say what is wanted where ``content`` was taken over,
    ``asked_as`` the kind of these words where another kind answers; ``alone`` is the question without the district
    that it took over, ``new`` its content where that of the turn before was joined to it, ``cited`` the issuing
    numbers in the answer to it. ``why`` is the words that tell the kind. ``entry`` is the number of an entry of the
    answer to this question that is wanted in full (第二条详细说说), ``more`` how often its rest was asked for (还有呢).
    ``due_year`` is the year of ``due`` where the question names none. ``wants`` are conditions on duties and rules;
    ``besides`` is a unit left out (除了区财政局还有), ``whether`` is set when the question is whether there is such a
    thing at all. ``part`` is a place below those of the notices held (青山镇), of which a number is asked.
    ``place_notes`` and ``unit_notes`` are those of ``notes`` that say how a place or the unit was understood;
    ``is_own`` is set where the unit is the asker's own (我们局). ``limits`` is what the asker set beside the question.
    """

    text: str
    content: str
    topic: str
    kind: Kind
    places: tuple[frozenset[str], ...] = ()
    place_words: tuple[str, ...] = ()
    places_exact: bool = False
    unknown_places: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    year_words: tuple[str, ...] = ()
    latest: bool = False
    doc_numbers: tuple[str, ...] = ()
    unit: AskedUnit | None = None
    others: tuple[AskedUnit, ...] = ()
    beside: bool = False
    roles: tuple[str, ...] = ()
    due: Window | None = None
    due_exact: bool = False
    due_year: int | None = None
    named: bool = False
    section: str = ""
    row: str = ""
    ours: str = ""
    wants: Wants = field(default_factory=Wants)
    besides: AskedUnit | None = None
    whether: bool = False
    part: str = ""
    why: str = ""
    inherited: tuple[str, ...] = ()
    asks: str = ""
    asked_as: Kind | None = None
    alone: Query | None = None
    new: str = ""
    cited: tuple[str, ...] = ()
    entry: int = 0
    more: int = 0
    notes: tuple[str, ...] = field(default=())
    place_notes: tuple[str, ...] = ()
    unit_notes: tuple[str, ...] = ()
    is_own: bool = False
    limits: Limits = field(default_factory=Limits)

    @property
    def names_notices(self) -> bool:
        """Whether notices are named one by one, by 文号 or beside the question."""
        return bool(self.doc_numbers or self.limits.notices)
