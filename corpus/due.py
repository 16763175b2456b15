"""When a deadline ends that counts from the issue of its own notice: 印发后20个工作日内, 本方案印发之日起30日内.

Only where the words leave no doubt that the notice itself is meant. 文件公布后3个工作日内 may speak of every document
that is ever published, 公布后 of what the sentence before names, 竣工验收后 of an event: they stay without a day.
The day of issue is not counted (Civil Code, article 201); a month ends on the same day of the month, else on its last.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.model import Deadline, Finding, Notice
from corpus.workdays import add_workdays, unknown_years

_BEFORE = r"(?:[一-鿿]*[在于应须要自从请将])?"
_ISSUED = re.compile(
    rf"^{_BEFORE}(?:(?:本|此)[一-鿿]{{1,6}}?(?:正式)?(?:印发|下发|发布|公布|公开|出台)"
    r"|(?P<noun>(?:工作|实施)?(?:通知|方案|意见|要点|计划|分工|措施))?(?:正式)?(?:印发|下发|发文))(?:之日|之|日)?$"
)
_MOST_YEARS = 50


def with_ends(notice: Notice) -> Notice:
    """The notice, its relative deadlines with the day on which they end, where they count from its own issue."""
    if not any(d.kind == "relative" for task in notice.tasks for d in task.deadlines):
        return notice
    tasks = tuple(
        replace(task, deadlines=tuple(_with_end(d, notice) for d in task.deadlines))
        if any(d.kind == "relative" for d in task.deadlines)
        else task
        for task in notice.tasks
    )
    return replace(notice, tasks=tasks)


def find_guessed_ends(notice: Notice) -> Iterator[Finding]:
    """Deadlines whose working days run through a year of unknown holidays."""
    issued = _issue_of(notice)
    for task in notice.tasks:
        for deadline in task.deadlines:
            if issued is None or deadline.end is None or not (deadline.offset or "").endswith("working days"):
                continue
            if years := unknown_years(issued, deadline.end):
                where = task.fields.get("deadlines") or task.spans
                at = (where[0].start, where[-1].end) if where else (None, None)
                named = "、".join(map(str, years))
                yield Finding(
                    "deadline",
                    f"{task.ref}：完成时限“{deadline.text}”按周一至周五推算到{deadline.end.isoformat()}，"
                    f"{named}年的法定节假日安排没有收录",
                    *at,
                )


def _issue_of(notice: Notice) -> dt.date | None:
    """The day of issue that is printed: the day on which a web page was put up counts for nothing."""
    return notice.printed or (None if "dated" in notice.inferred else notice.dated)


def _with_end(deadline: Deadline, notice: Notice) -> Deadline:
    if deadline.kind != "relative":
        return deadline
    issued = _issue_of(notice)
    counts = issued is not None and _is_own_issue(deadline.base or "", notice)
    end = _add(issued, deadline.offset or "") if counts and issued is not None else None
    return deadline if end == deadline.end else replace(deadline, end=end)


def _is_own_issue(base: str, notice: Notice) -> bool:
    """Whether a base is the issue of the notice; a 方案 without 本 is, when the notice is or issues one."""
    match = _ISSUED.match(base)
    if match is None:
        return False
    names = (notice.title or "", notice.issued_title or "")
    return match["noun"] is None or any(name.endswith(match["noun"]) for name in names)


def _add(day: dt.date, offset: str) -> dt.date | None:
    """The last day of an offset as ``20 working days``, ``30 days``, ``2 months``; None for hours and what has none."""
    count, _, unit = offset.partition(" ")
    if not count.isdecimal() or not 0 < int(count[:6]) <= _MOST_YEARS * 366:
        return None
    number = int(count)
    if unit == "working days":
        return add_workdays(day, number)
    try:
        if unit in ("days", "weeks"):
            return day + dt.timedelta(days=number * (7 if unit == "weeks" else 1))
        if unit in ("months", "years"):
            return _add_months(day, number * (12 if unit == "years" else 1))
    except (OverflowError, ValueError):
        return None
    return None


def _add_months(day: dt.date, months: int) -> dt.date:
    year, month = day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
