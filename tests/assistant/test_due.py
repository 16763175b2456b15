"""How a duty stands against a day; each case is worked out on a calendar."""

import datetime as dt

import pytest
from factories import make_notice, make_task

from assistant.due import say_timing, timing_of
from corpus import Deadline

TODAY = dt.date(2026, 3, 2)
NOTICE = make_notice("做好甲事。")


def day(month, number):
    return Deadline(f"{month}月{number}日前", "date", end=dt.date(2026, month, number))


ALWAYS = Deadline("长期坚持", "continuous", start=dt.date(2026, 1, 1), end=dt.date(2026, 12, 31))
EACH_MONTH = Deadline("每月", "recurring", every="month")


@pytest.mark.parametrize(
    ("deadlines", "stage", "words"),
    [
        ([day(3, 1)], "overdue", "已过期限1天"),
        ([day(2, 20), day(1, 31)], "overdue", "已过期限10天"),
        ([day(3, 2)], "soon", "今天到期"),
        ([day(4, 1)], "soon", "还有30天"),
        ([day(4, 2)], "later", ""),
        ([day(1, 31), day(3, 5)], "soon", "还有3天"),
        ([day(1, 31), ALWAYS], "open", ""),
        ([day(1, 31), EACH_MONTH], "open", ""),
        ([day(3, 5), ALWAYS], "soon", "还有3天"),
        ([ALWAYS], "open", ""),
        ([], "open", ""),
    ],
    ids=[
        "over",
        "last of two",
        "today",
        "edge",
        "after",
        "next of two",
        "goes on",
        "recurs",
        "and on",
        "always",
        "none",
    ],
)
def test_a_duty_against_the_day(deadlines, stage, words):
    timing = timing_of(make_task(NOTICE, "做好甲事", deadlines=tuple(deadlines)), TODAY)
    assert (timing.stage, say_timing(timing)) == (stage, words)
