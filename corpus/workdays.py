"""Working days (工作日) with the public holidays of China (the only file that imports chinese_calendar).

The library holds what the State Council announces each November for the year to come: holidays, and the weekends that
are worked instead. For a year that it does not hold Monday to Friday are counted, and the caller is told.
"""

from __future__ import annotations

import datetime as dt
from functools import cache

_MOST = 2_000


def add_workdays(day: dt.date, count: int) -> dt.date | None:
    """The day that is ``count`` working days after a day, which itself does not count.

    None for more than 2,000: no deadline is that long.
    """
    if not 0 < count <= _MOST:
        return None
    while count:
        day += dt.timedelta(days=1)
        count -= is_workday(day)
    return day


def is_workday(day: dt.date) -> bool:
    """Whether offices work on a day; Monday to Friday in a year whose holidays are not known."""
    from chinese_calendar import is_workday

    return bool(is_workday(day)) if has_holidays(day.year) else day.weekday() < 5


@cache
def has_holidays(year: int) -> bool:
    """Whether the holidays of a year are known."""
    from chinese_calendar import is_workday

    try:
        is_workday(dt.date(year, 1, 1))
    except NotImplementedError:
        return False
    return True


def unknown_years(first: dt.date, last: dt.date) -> tuple[int, ...]:
    """The years from one day to another whose holidays are not known."""
    return tuple(year for year in range(first.year, last.year + 1) if not has_holidays(year))
