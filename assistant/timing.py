"""How a duty stands to a day: its deadline has passed, is near, comes later, or there is none."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from corpus import Task, due_on

TimingKind = Literal["overdue", "soon", "later", "continuous", "none"]
TIMING_WORDS: dict[TimingKind, str] = {
    "overdue": "时限已过",
    "soon": "即将到期",
    "later": "未到期",
    "continuous": "长期或定期",
    "none": "未写明日期",
}
DAYS = 30
"""What is due within so many days is near."""


@dataclass(frozen=True, slots=True)
class Timing:
    """How a duty stands to a day. Whether it was done nobody knows here: a deadline that has passed is to be checked.

    ``day`` is the next day on which it is due, today included, else the last one that has passed; None where it is due
    on no day. ``left`` counts the days until then, and is negative for those that have passed. ``passed`` are earlier
    days of a duty that is due again.
    """

    kind: TimingKind
    day: dt.date | None = None
    left: int = 0
    passed: tuple[dt.date, ...] = ()

    @property
    def words(self) -> str:
        """For a reader: 已过12天, 今天到期, 还有5天; empty where it is due on no day."""
        if self.day is None:
            return ""
        if self.left < 0:
            return f"已过{-self.left}天"
        return "今天到期" if self.left == 0 else f"还有{self.left}天"


def timing_of(task: Task, today: dt.date, days: int = DAYS) -> Timing:
    """How a duty stands to ``today``.

    Parameters
    ----------
    task
        The duty.
    today
        The day.
    days
        What is due within so many days is ``soon``.

    Returns
    -------
    Timing
        ``overdue`` only where all its days have passed, and it is neither continuous nor recurs.
    """
    due = sorted(set(due_on(task)))
    passed, ahead = [d for d in due if d < today], [d for d in due if d >= today]
    if ahead:
        left = (ahead[0] - today).days
        return Timing("soon" if left <= days else "later", ahead[0], left, tuple(passed))
    if any(deadline.kind in ("continuous", "recurring") for deadline in task.deadlines):
        return Timing("continuous", passed=tuple(passed))
    return Timing("overdue", passed[-1], (passed[-1] - today).days) if passed else Timing("none")
