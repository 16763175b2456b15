"""How a duty stands against a day: its time is over, it is due soon, later, or on no day."""

from __future__ import annotations

import datetime as dt
from typing import Literal, NamedTuple

from corpus import Task, due_on

SOON = 30
"""Days within which a duty is due soon."""
Stage = Literal["overdue", "soon", "later", "open"]


class Timing(NamedTuple):
    """How a duty stands against a day: ``day`` decides, ``days`` off; both None for what is due on no day.

    ``overdue`` tells only that the deadline is over (已过期限): whether the work is done no notice says.
    """

    stage: Stage
    day: dt.date | None = None
    days: int | None = None


def timing_of(task: Task, today: dt.date, within: int = SOON) -> Timing:
    """How a duty stands against a day.

    Parameters
    ----------
    task
        The duty. Of several days the next one decides, of days that are all over the last one.
    today
        The day; a duty that is due on it is due soon.
    within
        How many days after it are soon.

    Returns
    -------
    Timing
        ``open`` also for what is continuous or recurs besides a day that is over (6月底前，长期坚持).
    """
    days = due_on(task)
    coming = min((day for day in days if day >= today), default=None)
    if coming is not None:
        left = (coming - today).days
        return Timing("soon" if left <= within else "later", coming, left)
    if not days or any(deadline.kind in ("continuous", "recurring") for deadline in task.deadlines):
        return Timing("open")
    return Timing("overdue", max(days), (max(days) - today).days)


def say_timing(timing: Timing) -> str:
    """How it stands in words: 已过期限27天, 今天到期, 还有4天; empty for what is due later or on no day."""
    if timing.stage not in ("overdue", "soon") or timing.days is None:
        return ""
    if timing.days == 0:
        return "今天到期"
    return f"还有{timing.days}天" if timing.days > 0 else f"已过期限{-timing.days}天"
