"""Lists of duties as replies: of a unit, by deadline, without a unit, or all of them counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from assistant.cite import Citer
from assistant.compose import Draft, duty_line, duty_list, not_named, plain, quotation, say_units, title_of, words_each
from assistant.duties import Duties, due_days, due_tasks, duties_of, mentions_of, once
from assistant.query import Query
from assistant.reply import Reply
from assistant.scope import Resolved, short_place
from assistant.wants import fits_period, say_periods
from corpus import Task
from index import Held, Library

MAX_CANDIDATES = 6
_FIELDS = ("named", "lead", "plain", "support", "collective", "likely")


class TaskLists:
    """Makes the replies that list duties, complete, from the rows."""

    def __init__(self, library: Library, citer: Citer) -> None:
        self._library, self._citer = library, citer

    def of_unit(self, query: Query, resolved: Resolved) -> Reply:
        """Every duty of a unit that has the role and the deadline asked for."""
        assert query.unit is not None
        unit, draft = query.unit, Draft()
        entries = duties_of(self._library, unit, resolved.held, query.roles)
        if not entries:
            return self._unnamed(query, resolved)
        condition = _condition(query)
        if condition:
            for entry in entries:
                _keep(entry, query)
            entries = [e for e in entries if e.named]
            if not entries:
                titles = "、".join(title_of(h) for h in resolved.held[:3])
                return Reply(refused=f"{titles}点名了{plain(unit.name)}，但没有{condition}的任务", near=resolved.held)
        if len(entries) > MAX_CANDIDATES:
            names = "、".join(dict.fromkeys(short_place(e.held) for e in entries))
            draft.lines.append(f"有{len(entries)}份公文点名了{plain(unit.name)}，请指明地区或年份：{plain(names)}。")
            for entry in entries[:MAX_CANDIDATES]:
                draft.cite(self._citer.of_task(entry.held.notice_id, entry.named[0]))
            return Reply(draft, asks_back=True)
        most = words_each([task for entry in entries for task in entry.named])
        several = len({e.held.place for e in entries}) > 1
        for entry in entries:
            if several:
                draft.lines += [f"### {plain(short_place(entry.held))}（{entry.held.year or '年份不明'}）", ""]
            duty_list(draft, entry, unit.name, self._citer.of_task, condition, most)
        return Reply(draft, is_list=True, passages=tuple(draft.citations))

    def _unnamed(self, query: Query, resolved: Resolved) -> Reply:
        assert query.unit is not None
        unit = query.unit
        if query.roles and duties_of(self._library, unit, resolved.held):
            return Reply(refused=not_named(resolved.held, unit.name, query.roles), near=resolved.held)
        mentioned = mentions_of(self._library, unit, resolved.held)
        if not mentioned:
            return Reply(refused=not_named(resolved.held, unit.name), near=resolved.held)
        titles = "、".join(title_of(h) for h in resolved.held[:3])
        draft = Draft()
        draft.lines += [f"{titles}没有把任务分给**{plain(unit.name)}**；正文中提到它的条文有：", ""]
        for entry in mentioned[:4]:
            for clause in entry.mentions[:6]:
                citation = self._citer.of_clause(entry.held.notice_id, clause)
                draft.lines += quotation(citation, draft.cite(citation))
        return Reply(draft, is_list=True, passages=tuple(draft.citations))

    def by_condition(self, query: Query, resolved: Resolved) -> Reply:
        """Every duty with a deadline of the window or kind asked for, and none of the unit that is left out."""
        condition = _condition(query)
        if query.due is not None:
            tasks = due_tasks(self._library, resolved.held, query.due, query.due_exact)
        else:
            tasks = self._all(resolved.held)
        tasks = [(h, task) for h, task in tasks if fits_period(task, query.wants.periods)]
        if query.besides is not None:
            organs = self._library.units.equivalents(query.besides.organ)
            tasks = [(h, task) for h, task in tasks if not any(u.organ in organs for u in task.units)]
            condition = "、".join(c for c in (condition, f"没有点名{plain(query.besides.name)}") if c)
        said = f"完成{condition}" if query.due is not None else condition
        if not tasks:
            titles = "、".join(title_of(h) for h in resolved.held[:3])
            return Reply(refused=f"{titles}没有{said}的任务", near=resolved.held)
        return self._listed(tasks, f"{said}的任务有{len(tasks)}项：")

    def counted(self, query: Query, resolved: Resolved) -> Reply:
        """How many duties there are, then each of them."""
        tasks = self._all(resolved.held)
        if not tasks:
            titles = "、".join(title_of(h) for h in resolved.held[:3])
            return Reply(refused=f"{titles}没有列出任务", near=resolved.held)
        of_each = {h.notice_id: sum(other.notice_id == h.notice_id for other, _ in tasks) for h, _ in tasks}
        named = {h.notice_id: title_of(h) for h, _ in tasks}
        parts = "，".join(f"{named[n]}{count}项" for n, count in of_each.items())
        return self._listed(tasks, f"共有{len(tasks)}项任务：{parts}。" if len(of_each) > 1 else f"{parts}任务：")

    def _all(self, held: Sequence[Held]) -> list[tuple[Held, Task]]:
        return [(h, task) for h in held for task in once(self._library.notice(h.notice_id).tasks)]

    def _listed(self, tasks: Sequence[tuple[Held, Task]], first: str) -> Reply:
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


def _keep(entry: Duties, query: Query) -> None:
    """Leave only the tasks with a deadline asked for."""
    for name in _FIELDS:
        tasks: list[Task] = getattr(entry, name)
        setattr(entry, name, [task for task in tasks if _fits(task, query)])


def _fits(task: Task, query: Query) -> bool:
    if query.due is not None and not due_days(task, query.due, query.due_exact):
        return False
    return fits_period(task, query.wants.periods)


def _condition(query: Query) -> str:
    """The deadlines asked for, in words; empty when none are."""
    parts = [_say_window(*query.due, query.due_exact)] if query.due is not None else []
    if query.wants.periods:
        parts.append(f"时限为{say_periods(query.wants.periods)}")
    return "、".join(parts)


def _say_window(first: dt.date | None, last: dt.date | None, is_exact: bool) -> str:
    """A window of deadlines in words: 时限不晚于2026年6月30日."""
    days = [f"{day.year}年{day.month}月{day.day}日" for day in (first, last) if day is not None]
    if is_exact or len(days) < 2:
        return f"{'时限为' if is_exact else '时限不晚于'}{days[-1] if days else ''}"
    return f"时限在{days[0]}至{days[1]}"
