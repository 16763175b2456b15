"""What a morning shows: the sample library's 区财政局 by hand, and notices that are written for one question each."""

import datetime as dt
import sqlite3

import pytest

from assistant.morning import Mornings, morning

DAY = dt.date(2026, 11, 27)
PLAN = """云河市青石区人民政府办公室关于印发{year}年防汛工作方案的通知
青政办字〔{year}〕{number}号

各镇街，各部门：

现将《{year}年防汛工作方案》印发给你们，请认真执行。

一、重点工作

（一）清理河道。清除河道里的杂物。（责任单位：区水务局；完成时限：6月底前）

（二）备足物资。沙袋、水泵按清单备足。（责任单位：区水务局、区财政局；完成时限：{due}）

云河市青石区人民政府办公室
{issued}
"""


def at(duty):
    return duty.citation.row or duty.citation.section


def test_the_finance_bureau_of_qingshi_by_hand(at_home):
    view = morning(at_home, DAY)
    # 附件 11 至11月, 三8 12月20日前; 22 and 一2 are due on 31 December, 34 days ahead
    assert [at(duty) for duty in view.due] == ["11", "三8"]
    # 7 and 一1 10月底, 17 9月底, 4 4月底, 21 三十日 after 10 February; 18 is over in June but goes on
    assert [at(duty) for duty in view.overdue] == ["7", "一1", "17", "4", "21"]
    assert [duty.standing for duty in view.overdue] == ["named"] * 4 + ["collective"]


def test_where_nothing_is_new_the_newest_for_home_are_shown(at_home):
    view = morning(at_home, DAY)
    assert not view.is_new
    assert [held.place for held in view.published] == ["云河市青石区"] * 3 + ["云河市", "东岳省"]


def test_what_was_issued_within_the_days_is_new(at_home, today):
    view = morning(at_home, today)  # 2 March: 2 March, 12 and 9 February are near, 22 January is not
    assert view.is_new
    assert [held.issued for held in view.published] == [today, dt.date(2026, 2, 12), dt.date(2026, 2, 9)]


def plans(library_of, *years):
    texts = {
        f"方案{year}": PLAN.format(year=year, number=3, due="11月底前", issued=f"{year}年2月6日") for year in years
    }
    return library_of(**texts)


def test_of_a_series_only_the_latest_is_overdue(library_of):
    view = morning(plans(library_of, 2025, 2026).at_home("云河市青石区", "区水务局"), dt.date(2026, 12, 4))
    assert [(duty.notice.year, duty.due) for duty in view.overdue] == [
        (2026, (dt.date(2026, 11, 30),)),
        (2026, (dt.date(2026, 6, 30),)),
    ]
    assert view.due == ()


@pytest.mark.parametrize(("year", "count"), [(2027, 2), (2028, 0)])
def test_what_is_older_than_the_year_before_is_no_longer_told(library_of, year, count):
    home = plans(library_of, 2026).at_home("云河市青石区", "区水务局")
    assert len(morning(home, dt.date(year, 1, 5)).overdue) == count


def test_without_a_unit_the_library_is_told_in_figures(library_of):
    view = morning(plans(library_of, 2025, 2026), dt.date(2026, 11, 10))
    assert (view.glance.notices, view.glance.years) == (2, (("2026年", 1), ("2025年", 1)))
    assert view.glance.places == (("云河市青石区", 2),)
    assert view.glance.due == 1  # 备足物资 of 2026; that of 2025 is of an earlier year of the series
    assert sorted(view.glance.due_by_unit) == [("区水务局", 1), ("区财政局", 1)]


def test_a_unit_that_nobody_names_is_said(at_home):
    view = morning(at_home.at_home("云河市青石区", "区气象局"), DAY)
    assert "区气象局" in view.missing
    assert (view.due, view.overdue) == ((), ())


def test_a_view_is_made_once_for_a_day_and_a_home(at_home):
    mornings = Mornings()
    first = mornings.of(at_home, DAY)
    assert mornings.of(at_home, DAY) is first
    assert mornings.of(at_home, DAY + dt.timedelta(1)) is not first
    assert mornings.of(at_home.at_home("云河市青石区", "区民政局"), DAY) is not first


def test_an_old_notice_that_came_in_later_than_the_library_is_new_by_that(library_of):
    who = plans(library_of, 2024, 2025, 2026)
    with sqlite3.connect(who.library.folder / "catalogue.sqlite") as catalogue:
        for year, came in ((2024, "2026-01-05"), (2025, "2026-10-01"), (2026, "2026-11-20")):
            sql = "update notices set created = ? where notice_id like ?"
            assert catalogue.execute(sql, (f"{came}T04:00:00+00:00", f"%{year}-3")).rowcount == 1
    assert [held.year for held in morning(who, DAY).entered] == [2026]
    assert [held.year for held in morning(who, dt.date(2026, 10, 20)).entered] == [2025]
    assert morning(who, dt.date(2026, 1, 20)).entered == ()  # the day on which the library was set up
