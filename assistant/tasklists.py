"""Lists of duties as replies: of a unit, by deadline, without a unit, or all of them counted."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant.cite import Citer, sentences_of
from assistant.compose import (
    ROLE_WORDS,
    Draft,
    duty_line,
    duty_list,
    not_named,
    plain,
    quotation,
    say_units,
    title_of,
    words_each,
)
from assistant.duties import (
    Duties,
    due_counts,
    due_days,
    due_tasks,
    duties_of,
    holders_of,
    is_kind,
    mentions_of,
    other_bodies,
)
from assistant.follow import moved
from assistant.named import sharing_most
from assistant.query import AskedUnit, Query, Window
from assistant.reply import Reply
from assistant.scope import Resolved, short_place
from assistant.wants import fits_period, say_periods, without_listing
from corpus import Task, once
from index import Held, Library

MAX_CANDIDATES = 6
"""A question without a place is answered for so many places; with more it is asked back."""
MAX_TASKS = 120
"""More duties than can be read: without a place it is asked back which one is meant."""
_MAX_MENTIONS = 6
_MOST = re.compile("最[多忙]")
_TABLE = re.compile(r"表|附件|清单")
"""A question for the rows of a table leaves out the duties of the text."""
_FIELDS = ("named", "lead", "plain", "support", "collective", "likely")
Pairs = list[tuple[Held, Task]]


class TaskLists:
    """Makes the replies that list duties, complete, from the rows."""

    def __init__(self, library: Library, citer: Citer) -> None:
        self._library, self._citer = library, citer

    # ---- of a unit

    def of_unit(self, query: Query, resolved: Resolved) -> Reply:
        """Every duty of a unit that has the role and the deadline asked for."""
        assert query.unit is not None
        unit, draft = query.unit, Draft()
        if not query.places and not is_kind(unit):
            holders = holders_of(self._library, unit, resolved.held, query.roles)
            if len({h.place for h in holders}) > MAX_CANDIDATES:
                return self._which_place(unit, holders)
        entries = duties_of(self._library, unit, resolved.held, query.roles)
        if query.wants.together:
            for other in query.others:
                self._keep_naming(entries, other, resolved)
            entries = [e for e in entries if e.named]
        if not entries:
            return self._unnamed(query, resolved)
        query = _anchored(query, [e.held for e in entries])
        condition = _condition(query, [e.held for e in entries])
        if condition:
            for entry in entries:
                _keep([entry], _fitting(query, entry.held))
            entries = [e for e in entries if e.named]
            if not entries:
                titles = "、".join(title_of(h) for h in resolved.held[:3])
                return Reply(refused=f"{titles}点名了{plain(unit.name)}，但没有{condition}的任务", near=resolved.held)
        most = words_each([task for entry in entries for task in entry.named])
        several = len({e.held.place for e in entries}) > 1
        name = "、".join(u.name for u in (unit, *query.others)) if query.wants.together else unit.name
        for entry in entries:
            if query.wants.by_date or query.due is not None:
                entry.named.sort(key=_first_day)
            if several:
                draft.lines += [f"### {plain(short_place(entry.held))}（{entry.held.year or '年份不明'}）", ""]
            duty_list(draft, entry, name, self._citer.of_task, condition, most, query.asked_as == "who")
            if not condition and not query.roles and not query.others:
                self._add_mentions(draft, query, entry)
        return Reply(draft, is_list=True, passages=tuple(draft.citations))

    def _which_place(self, unit: AskedUnit, holders: Sequence[Held]) -> Reply:
        """Which of many places is meant, with a duty of the first few as near."""
        draft = Draft()
        names = list(dict.fromkeys(short_place(h) for h in holders))
        some = "、".join(names[:30]) + (f"等{len(names)}地" if len(names) > 30 else "")
        draft.lines.append(f"有{len(names)}个地方的公文点名了{plain(unit.name)}，请指明地区：{plain(some)}。")
        first = {short_place(h): h for h in reversed(holders)}
        for entry in duties_of(self._library, unit, [first[n] for n in names[:MAX_CANDIDATES]]):
            draft.cite(self._citer.of_task(entry.held.notice_id, entry.named[0]))
        return Reply(draft, asks_back=True)

    def _keep_naming(self, entries: Sequence[Duties], unit: AskedUnit, resolved: Resolved) -> None:
        """Leave only the tasks that name another unit too."""
        named = {e.held.notice_id: {t.ref for t in e.named} for e in duties_of(self._library, unit, resolved.held)}
        for entry in entries:
            refs = named.get(entry.held.notice_id, set())
            _keep([entry], lambda task, refs=refs: task.ref in refs)  # type: ignore[misc]

    def _add_mentions(self, draft: Draft, query: Query, entry: Duties) -> None:
        """Sentences of numbered clauses that name the unit and that no duty listed holds."""
        assert query.unit is not None
        if is_kind(query.unit):
            return
        notice = self._library.notice(entry.held.notice_id)
        listed = [span for task in entry.named for span in task.spans]
        told = {task.clause for task in entry.named if task.clause}
        lines: list[str] = []
        count = 0
        for found in mentions_of(self._library, query.unit, [entry.held]):
            for clause in found.mentions:
                if clause.ref in told:
                    continue
                for sentence in sentences_of(notice.text, clause.spans, clause.heading):
                    names = [n for n in entry.names if n in sentence.words]
                    is_listed = any(a < d and c < b for a, b in sentence.spans for c, d in listed)
                    if not names or is_listed or count >= _MAX_MENTIONS:
                        continue
                    count += 1
                    citation = self._citer.of_clause(entry.held.notice_id, clause, sentence.spans)
                    lines.append(f"- {plain(sentence.words)} {draft.cite(citation)}")
        if lines:
            draft.lines += [f"正文里另有{count}处提到它：", "", *lines, ""]

    def _unnamed(self, query: Query, resolved: Resolved) -> Reply:
        assert query.unit is not None
        unit = query.unit
        if query.roles and duties_of(self._library, unit, resolved.held):
            return Reply(refused=not_named(resolved.held, unit.name, query.roles), near=resolved.held)
        mentioned = mentions_of(self._library, unit, resolved.held)
        if not mentioned or query.wants.together:
            return Reply(refused=self._none_named(unit, resolved.held), near=resolved.held)
        titles = "、".join(title_of(h) for h in resolved.held[:3])
        draft = Draft()
        draft.lines += [f"{titles}没有把任务分给**{plain(unit.name)}**；正文中提到它的条文有：", ""]
        for entry in mentioned[:4]:
            for clause in entry.mentions[:6]:
                citation = self._citer.of_clause(entry.held.notice_id, clause)
                draft.lines += quotation(citation, draft.cite(citation))
        return Reply(draft, is_list=True, passages=tuple(draft.citations))

    def _none_named(self, unit: AskedUnit, held: Sequence[Held]) -> str:
        return not_named(held, unit.name, others=other_bodies(self._library, unit, held))

    # ---- by condition

    def by_condition(self, query: Query, resolved: Resolved) -> Reply:
        """Every duty with a deadline of the window or kind asked for, and none of the unit that is left out."""
        held = resolved.held
        query = _anchored(query, held)
        condition = _condition(query, held)
        only_due = query.due is not None and not query.wants.periods and query.besides is None
        if only_due and not query.places and (reply := self._which_of(query, held, condition)) is not None:
            return reply
        if query.due is not None:
            tasks = due_tasks(self._library, held, lambda h: window_for(query, h), query.due_exact)
        else:
            tasks = self._all(held)
        tasks = [(h, task) for h, task in tasks if fits_period(task, query.wants.periods)]
        if query.besides is not None:
            organs = self._library.units.equivalents(query.besides.organ)
            tasks = [(h, task) for h, task in tasks if not any(u.organ in organs for u in task.units)]
            condition = "、".join(c for c in (condition, f"没有点名{plain(query.besides.name)}") if c)
        if query.wants.unassigned:
            tasks = [(h, task) for h, task in tasks if not task.units]
            condition = "、".join(c for c in (condition, "没有写明责任单位") if c)
        said = f"完成{condition}" if query.due is not None else condition
        if not tasks:
            titles = "、".join(title_of(h) for h in held[:3])
            return Reply(refused=f"{titles}没有{said}的任务", near=tuple(held))
        if (reply := self._which_among(query, tasks, f"{said}的任务")) is not None:
            return reply
        if query.wants.by_date:
            tasks.sort(key=lambda item: _first_day(item[1]))
        return self._listed(tasks, f"{said}的任务有{len(tasks)}项：")

    def _which_of(self, query: Query, held: Sequence[Held], condition: str) -> Reply | None:
        """Which place is meant, where more duties of more places fit than can be read; with the count of each."""
        of_each = due_counts(held, lambda h: window_for(query, h), query.due_exact)
        total = sum(of_each.values())
        counts: dict[str, int] = {}
        for h in held:
            if h.notice_id in of_each:
                counts[short_place(h)] = counts.get(short_place(h), 0) + of_each[h.notice_id]
        if total <= MAX_TASKS or len(counts) <= MAX_CANDIDATES:
            return None
        first = [h for h in held if h.notice_id in of_each][:MAX_CANDIDATES]
        some = due_tasks(self._library, first, lambda h: window_for(query, h), query.due_exact)
        return self._ask_place(f"完成{condition}的任务", counts, some)

    def _which_among(self, query: Query, tasks: Pairs, said: str) -> Reply | None:
        """The same of tasks that were read, where the question names no place."""
        counts = Counter(short_place(h) for h, _ in tasks)
        if query.places or len(tasks) <= MAX_TASKS or len(counts) <= MAX_CANDIDATES:
            return None
        return self._ask_place(said, counts, tasks)

    def _ask_place(self, said: str, counts: Mapping[str, int], some: Pairs) -> Reply:
        """Which place is meant: how many tasks there are in each, with the first of some as citations."""
        draft = Draft()
        named = "、".join(f"{name}{count}项" for name, count in list(counts.items())[:30])
        more = f"等{len(counts)}地" if len(counts) > 30 else ""
        total = sum(counts.values())
        draft.lines.append(f"{said}在{len(counts)}个地方的公文里共有{total}项，请指明地区：{plain(named)}{more}。")
        for h, task in some[:MAX_CANDIDATES]:
            draft.cite(self._citer.of_task(h.notice_id, task))
        return Reply(draft, asks_back=True)

    def counted(self, query: Query, resolved: Resolved) -> Reply:
        """How many duties there are in the notices that the question names, then each of them."""
        held = sharing_most(without_listing(query.asks or query.content), resolved.held)
        tasks = self._all(held)
        rows = [(h, task) for h, task in tasks if task.source == "table"]
        if rows and _TABLE.search(query.text):
            tasks = rows
        if not tasks:
            titles = "、".join(title_of(h) for h in resolved.held[:3])
            return Reply(refused=f"{titles}没有列出任务", near=resolved.held)
        if (reply := self._which_among(query, tasks, "任务")) is not None:
            return reply
        parts = []
        for h in held:
            own = [task for other, task in tasks if other.notice_id == h.notice_id]
            in_text = sum(task.source == "text" for task in own)
            told = f"（附表{len(own) - in_text}项，正文另有{in_text}项）" if 0 < in_text < len(own) else ""
            parts += [f"{title_of(h)}有{len(own)}项{told}"] if own else []
        said = "，".join(parts)
        return self._listed(tasks, f"共有{len(tasks)}项任务：{said}。" if len(parts) > 1 else f"{said}任务。")

    def units_named(self, query: Query, resolved: Resolved) -> Reply:
        """The units that the duties in scope name, each with how many and in what roles, and its first duty."""
        tasks = self._all(resolved.held)
        found: dict[tuple[str, str], list[tuple[Held, Task, str]]] = {}
        for h, task in tasks:
            for unit in task.units:
                if not query.roles or unit.role in query.roles:
                    found.setdefault((h.notice_id, unit.name), []).append((h, task, unit.role))
        if not found:
            titles = "、".join(title_of(h) for h in resolved.held[:3])
            return Reply(refused=f"{titles}没有点名责任单位", near=resolved.held)
        if (reply := self._which_among(query, tasks, "有责任单位的任务")) is not None:
            return reply
        draft = Draft()
        for held in resolved.held:
            own = {name: rows for (notice_id, name), rows in found.items() if notice_id == held.notice_id}
            if not own:
                continue
            ranked = sorted(own.items(), key=lambda item: -len(item[1])) if _MOST.search(query.text) else own.items()
            draft.lines += [f"{title_of(held)}点名了{len(own)}个单位：", ""]
            for number, (name, rows) in enumerate(ranked, 1):
                roles = [role for *_, role in rows]
                counts = "、".join(f"{word}{roles.count(r)}项" for r, word in ROLE_WORDS.items() if r in roles)
                mark = draft.cite(self._citer.of_task(held.notice_id, rows[0][1]))
                draft.lines.append(f"{number}. {plain(name)}（{counts}） {mark}")
            draft.lines.append("")
        return Reply(draft, is_list=True, passages=tuple(draft.citations))

    def _all(self, held: Sequence[Held]) -> Pairs:
        return [(h, task) for h in held for task in once(self._library.notice(h.notice_id).tasks)]

    def _listed(self, tasks: Pairs, first: str) -> Reply:
        draft = Draft()
        draft.lines += [first, ""]
        before: str | None = None
        most = words_each([task for _, task in tasks])
        for number, (held, task) in enumerate(tasks, 1):
            if held.notice_id != before:
                draft.lines += [f"{title_of(held)}：", ""]
                before = held.notice_id
            mark = draft.cite(self._citer.of_task(held.notice_id, task))
            draft.lines.append(duty_line(number, task, mark, say_units(task.units), most))
        return Reply(draft, is_list=True, passages=tuple(draft.citations))


def _anchored(query: Query, held: Sequence[Held]) -> Query:
    """A month without a year is one of this year where a notice in scope is of it, else of each notice's own year."""
    if query.due is None or query.due_year is None or max((h.year or 0 for h in held), default=0) < query.due_year:
        return query
    first, last = query.due
    begins = dt.date(query.due_year, 1, 1) if first is None and last is not None else first
    return replace(query, due=(begins, last), due_year=None)


def window_for(query: Query, held: Held) -> Window:
    """The window of deadlines asked for, as it holds for a notice: a month without a year is one of its own year."""
    assert query.due is not None
    if query.due_year is None or held.year is None:
        return query.due
    return moved(query.due, held.year - query.due_year)


def _keep(entries: Sequence[Duties], fits: Callable[[Task], bool]) -> None:
    """Leave only the tasks that fit."""
    for entry in entries:
        for name in _FIELDS:
            tasks: list[Task] = getattr(entry, name)
            setattr(entry, name, [task for task in tasks if fits(task)])


def _fitting(query: Query, held: Held) -> Callable[[Task], bool]:
    """Whether a task of a notice has a deadline asked for."""

    def fits(task: Task) -> bool:
        if query.due is not None and not due_days(task, window_for(query, held), query.due_exact):
            return False
        return fits_period(task, query.wants.periods)

    return fits


def _first_day(task: Task) -> dt.date:
    """The first day on which a task is due; those without one come last."""
    return min(due_days(task, (None, None)), default=dt.date.max)


def _condition(query: Query, held: Sequence[Held]) -> str:
    """The deadlines asked for, in words; empty when none are."""
    parts = [_say_window(query, held)] if query.due is not None else []
    if query.wants.periods:
        parts.append(f"时限为{say_periods(query.wants.periods)}")
    return "、".join(parts)


def _say_window(query: Query, held: Sequence[Held]) -> str:
    """A window of deadlines in words: 时限不晚于2026年6月30日; without the year where several years answer."""
    assert query.due is not None
    years = {h.year for h in held if h.year}
    is_of_each_year = query.due_year is not None and len(years) > 1
    first, last = window_for(query, held[0]) if held and not is_of_each_year else query.due

    def say(day: dt.date) -> str:
        return f"{day.month}月{day.day}日" if is_of_each_year else f"{day.year}年{day.month}月{day.day}日"

    if query.due_exact and last is not None:
        return f"时限为{say(last)}"
    if first is not None and last is not None and (first.month, first.day) == (1, 1) and first.year == last.year:
        return f"时限不晚于{say(last)}"
    if first is not None and last is not None:
        return f"时限在{say(first)}至{say(last)}"
    if first is not None:
        return f"时限不早于{say(first)}"
    return f"时限不晚于{say(last)}" if last is not None else ""
