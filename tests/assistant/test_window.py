"""Windows of deadlines as people name them."""

import datetime as dt

import pytest

from assistant.window import window_asked

TODAY = dt.date(2026, 3, 2)


def day(month, number, year=2026):
    return dt.date(year, month, number)


@pytest.mark.parametrize(
    ("question", "window", "year"),
    [
        ("6月底前要完成的", (None, day(6, 30)), 2026),
        ("2025年6月底前要完成的", (None, day(6, 30, 2025)), None),
        ("四季度要完成的", (day(10, 1), day(12, 31)), 2026),
        ("下半年的任务", (day(7, 1), day(12, 31)), 2026),
        ("5月到期的任务", (day(5, 1), day(5, 31)), 2026),
        ("6月以后到期的", (day(7, 1), None), 2026),
        ("6月15日以后到期的", (day(6, 16), None), 2026),
        ("6月1日起到期的任务", (day(6, 1), None), 2026),
        ("6月30日起到期的任务", (day(6, 30), None), 2026),
        ("9月起到期的任务", (day(9, 1), None), 2026),
        ("6月30日到7月15日到期的任务", (day(6, 30), day(7, 15)), 2026),
        ("3月到5月之间要完成的", (day(3, 1), day(5, 31)), 2026),
        ("本月到期的", (day(3, 1), day(3, 31)), None),
        ("月底前要完成什么", (day(3, 1), day(3, 31)), None),
        ("本月20日前要完成哪些工作", (day(3, 1), day(3, 20)), None),
        ("下月十五号以前到期的", (day(4, 1), day(4, 15)), None),
        ("下月15日以后到期的", (day(4, 16), day(4, 30)), None),
        ("本月15日起到期的", (day(3, 15), day(3, 31)), None),
        ("下个月到期的", (day(4, 1), day(4, 30)), None),
        ("未来30天要完成的", (TODAY, day(4, 1)), None),
        ("已经逾期的", (None, day(3, 1)), None),
        ("不需要6月底前完成的", (day(7, 1), None), 2026),
    ],
)
def test_the_window_and_the_year_that_it_was_given(question, window, year):
    asked = window_asked(question, TODAY)
    assert (asked.window, asked.year, asked.is_exact) == (window, year, False)


def test_a_day_of_this_month_is_that_day():
    asked = window_asked("本月20日到期的任务", TODAY)
    assert (asked.window, asked.is_exact) == ((day(3, 20), day(3, 20)), True)


def test_the_end_of_each_month_is_not_that_of_this_one():
    assert window_asked("每月底前要报送什么", TODAY) is None


def test_last_years_month_is_last_years():
    assert window_asked("6月底前要完成的", TODAY, -1).window == (None, day(6, 30, 2025))


@pytest.mark.parametrize(
    "question",
    [
        "区财政局负责什么",
        "逾期不搬的怎么办",
        "补贴逾期了怎么办",
        "逾期未完成的任务怎么处理",
        "逾期不申请有哪些后果",
        "身份证过期了还能用吗",
        "逾期的任务还可以申请延期吗",
        "过期的任务能不能再申请延期",
        "逾期的项目可以申请延期吗",
        "逾期没有交的能不能补交",
    ],
)
def test_a_question_without_a_deadline_has_none(question):
    assert window_asked(question, TODAY) is None


@pytest.mark.parametrize(
    "question",
    [
        "哪些任务逾期了",
        "有哪些逾期未完成",
        "逾期的有几项",
        "区财政局有没有任务逾期",
        "那逾期的呢",
        "超期的工作",
        "可以列出逾期的任务吗",
        "能不能看一下过期的任务",
        "逾期的任务可以列出来吗",
    ],
)
def test_what_is_late_was_due_before_today(question):
    assert window_asked(question, TODAY).window == (None, day(3, 1))


def test_a_month_without_a_year_is_one_of_the_notices_own(ask):
    answer = ask("青石区2025年的要点6月底前要完成哪些任务")
    assert {d.end.year for c in answer.citations for d in c.deadlines if d.end} == {2025}
    assert "2025年6月30日" in answer.text
