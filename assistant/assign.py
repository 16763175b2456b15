"""From a unit, an issuer, years and days to a list of duties, by the same understanding as that of a question."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer import Answer, Scope
from assistant.cite import Citer
from assistant.compose import not_named, title_of
from assistant.duties import due_counts, due_days, duties_of, holders_of, is_kind, other_bodies
from assistant.dutylist import Duty, DutyList, Standing, numbered, told_apart
from assistant.normalise import normalise
from assistant.question import AskedUnit, Query, Reader
from assistant.scope import Resolved, resolve
from assistant.verify import stands
from corpus import Role, Task, once, split_level
from index import Held, Library

_LISTS = ("list", "count", "deadline")
Window = tuple[dt.date | None, dt.date | None]


_COUNTED = re.compile(r"中有(\d+)项")
"""How an answer says how many duties of a unit a notice has."""
_ALL_COUNTED = re.compile(r"\A(?:（[^\n]*）\n+)?[^\n>]*?有(\d+)项(?:任务)?[：。（]")
"""How an answer that lists the duties of all units begins, behind what it assumes; a quotation may say so too."""


@dataclass(frozen=True, slots=True)
class Order:
    """What list is wanted: empty or None for what is not limited. ``window`` is from and to, both included.

    No list is made of more than ``most`` notices.
    """

    unit: str = ""
    issuer: str = ""
    years: tuple[int, ...] = ()
    role: Role | None = None
    window: Window = (None, None)
    most: int | None = None


class DutyLists:
    """Makes lists of duties from one library."""

    def __init__(self, library: Library, citer: Citer, reader: Reader, home_place: str) -> None:
        self._library, self._citer, self._reader, self._home_place = library, citer, reader, home_place

    def make(self, order: Order, today: dt.date) -> DutyList:
        """The list that is wanted, or the sentence that says what is missing."""
        query = self._query(order, today)
        query, pool = self._issued_by(query, order.issuer, today)
        if not pool and self._library.held:
            return DutyList(order.unit, missing=f"文件库中没有{order.issuer}的公文。")
        resolved = resolve(query, pool, self._home_place)
        scope = _scope(query, resolved)
        name = query.unit.name if query.unit else ""
        if resolved.missing:
            return DutyList(name, scope=scope, missing=f"{resolved.missing}。")
        if order.most is not None and (count := self._to_read(query, resolved.held, order.window)) > order.most:
            missing = f"这个范围要查{count}份公文，一次最多{order.most}份。请再选定地区、年份或单位。"
            return DutyList(name, scope=scope, missing=missing)
        if query.unit is None:
            return DutyList(
                name, self._all(_with_days(resolved.held, order.window), order.window), scope, known=self._library.units
            )
        if not self._is_named(query.unit, resolved.held):
            others = other_bodies(self._library, query.unit, resolved.held)
            return DutyList(name, scope=scope, missing=f"{not_named(resolved.held, name, others=others)}。")
        entries = duties_of(self._library, query.unit, _with_days(resolved.held, order.window), query.roles)
        duties = [d for d in told_apart(entries, self._duty) if self._belongs(d, order.window)]
        return DutyList(_as_asked(order.unit, query), numbered(duties), scope)

    def told_in(self, answer: Answer, today: dt.date) -> DutyList | None:
        """The list that an answer tells, complete where the answer is cut; None where it tells no list of duties."""
        scope = answer.scope
        held = [h for h in self._library.held if h.notice_id in scope.notices]
        if not answer.is_answered or not held:
            return None
        window = scope.deadline or (None, None)
        if not scope.units and scope.kind in _LISTS:
            return self._all_told(answer, held, window)
        unit = self._query(Order(scope.units[0]), today).unit if len(scope.units) == 1 else None
        if unit is None:
            return None
        told = told_apart(duties_of(self._library, unit, held, scope.roles), self._duty)
        duties = DutyList(scope.units[0], numbered(d for d in told if self._belongs(d, window)), scope)
        # an answer with further conditions (涉及老年人的) counts fewer, and is no such list
        return duties if sum(map(int, _COUNTED.findall(answer.text))) == len(duties.named) else None

    def _all_told(self, answer: Answer, held: Sequence[Held], window: Window) -> DutyList | None:
        """The list of an answer that tells the duties of all units; None where it is another one's."""
        told = _ALL_COUNTED.search(answer.text)
        named = [h for h in held if title_of(h) in answer.text]
        if told is None or sum(h.tasks for h in named) < int(told[1]):
            return None
        duties = self._all(_with_days(named, window), window)
        return DutyList("", duties, answer.scope, known=self._library.units) if len(duties) == int(told[1]) else None

    def _query(self, order: Order, today: dt.date) -> Query:
        """The question that the order stands for."""
        query = Query("", "", "", "responsibility")
        if order.unit.strip():
            query = self._reader.read(f"{order.unit}负责哪些任务", (), today)[0]
            if query.unit is None:
                name = normalise(order.unit).strip()
                level, organ = split_level(name)
                query = replace(query, unit=AskedUnit(name, level, organ, 0, len(name)))
        return replace(
            query,
            kind="responsibility",
            years=order.years or query.years,
            roles=(order.role,) if order.role else (),
            due=order.window if any(order.window) else None,
        )

    def _issued_by(self, query: Query, issuer: str, today: dt.date) -> tuple[Query, Sequence[Held]]:
        """The query with the issuer's place, and the notices of the issuer, where more than a place is named."""
        held = self._library.held
        if not issuer.strip():
            return query, held
        named = self._reader.read(issuer, (), today)[0]
        rest = named.text
        for words in (*named.place_words, *named.unknown_places):
            rest = rest.replace(words, "", 1)
        rest = rest.replace("人民", "").strip()
        if rest or not (named.places or named.unknown_places):
            held = tuple(h for h in held if rest and rest in (h.issuer or "").replace("人民", ""))
        if named.unknown_places:
            held = self._library.held  # the sentence names the place
        return replace(
            query,
            places=(*query.places, *named.places),
            place_words=(*query.place_words, *named.place_words),
            unknown_places=(*query.unknown_places, *named.unknown_places),
        ), held

    def _all(self, held: Sequence[Held], window: Window) -> tuple[Duty, ...]:
        tasks = [(h, task) for h in held for task in once(self._library.notice(h.notice_id).tasks)]
        duties = [replace(self._duty(h, task), standing=_standing(task)) for h, task in tasks]
        return numbered(d for d in duties if self._belongs(d, window))

    def _to_read(self, query: Query, held: Sequence[Held], window: Window) -> int:
        """How many notices must be read for a list."""
        held = _with_days(held, window)
        return len(holders_of(self._library, query.unit, held)) if query.unit else sum(h.tasks > 0 for h in held)

    def _is_named(self, unit: AskedUnit, held: Sequence[Held]) -> bool:
        """Whether some duty names the unit, told without reading the notices where that can be."""
        return bool((duties_of if is_kind(unit) else holders_of)(self._library, unit, held))

    def _duty(self, held: Held, task: Task) -> Duty:
        return Duty(held, task, self._citer.of_task(held.notice_id, task))

    def _belongs(self, duty: Duty, window: Window) -> bool:
        """Whether a duty is due in the window, and its citation stands in the notice."""
        return (not any(window) or bool(due_days(duty.source, window))) and stands(self._library, duty.citation)


def _with_days(held: Sequence[Held], window: Window) -> Sequence[Held]:
    """The notices with a duty that is due in a window; all for none. The others need not be read."""
    if not any(window):
        return held
    counts = due_counts(held, lambda _: window, False)
    return [h for h in held if h.notice_id in counts]


def _as_asked(words: str, query: Query) -> str:
    """The unit with its place, as asked; what 我们局 stands for."""
    return query.unit.name if query.unit and query.notes else normalise(words).strip()


def _standing(task: Task) -> Standing:
    if any(not unit.is_collective for unit in task.units):
        return "named"
    return "collective" if task.units else "likely" if task.likely else "open"


def _scope(query: Query, resolved: Resolved) -> Scope:
    absent = [y for y in query.years if not any(h.year == y for h in resolved.held)] if resolved.held else []
    notes = [*query.notes, resolved.note]
    if absent and not any("没有" in note for note in notes):
        notes.append(f"文件库中没有{'、'.join(f'{y}年' for y in absent)}的公文")
    return Scope(
        issuers=tuple(dict.fromkeys(h.issuer for h in resolved.held if h.issuer)) if query.places else (),
        years=query.years,
        notices=tuple(h.notice_id for h in resolved.held),
        units=(query.unit.name,) if query.unit else (),
        roles=query.roles,
        deadline=query.due,
        kind="responsibility",
        note="；".join(note for note in notes if note),
    )
