"""Deadlines that count from the issue of their own notice end on a day; others do not."""

import datetime as dt
from dataclasses import replace

import pytest
from factories import make_notice, make_task

from corpus import Deadline, find_deadlines, read_bytes
from corpus.due import find_guessed_ends, with_ends


def due(words, dated="2022-03-01", printed=None, title="关于做好甲事的通知", issued_title=None):
    """The end of the deadline that the words give in a notice of these days."""
    ((_, _, deadline),) = find_deadlines(words, 2022)
    return dated_notice(deadline, dated, printed, title, issued_title).tasks[0].deadlines[0]


def dated_notice(deadline, dated, printed=None, title="关于做好甲事的通知", issued_title=None):
    notice = make_notice("做好甲事。", title=title, issued_title=issued_title)
    notice = replace(
        notice,
        dated=dt.date.fromisoformat(dated) if dated else None,
        printed=dt.date.fromisoformat(printed) if printed else None,
        tasks=(make_task(notice, "做好甲事", deadlines=(deadline,)),),
    )
    return with_ends(notice)


@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("印发后20个工作日内", "2022-03-29"),
        ("印发之日起20个工作日内", "2022-03-29"),
        ("自本通知印发之日起30日内", "2022-03-31"),
        ("本文件印发后30日内", "2022-03-31"),
        ("应当在本方案印发后30天内", "2022-03-31"),
        ("本办法公布之日起十五日内", "2022-03-16"),
        ("本通知下发后两周内", "2022-03-15"),
        ("通知印发后一个月内", "2022-04-01"),
        ("本意见发布之日起3个月内", "2022-06-01"),
        ("本规划印发后2年内", "2024-03-01"),
        ("印发后35个工作日内", "2022-04-20"),  # 2 April, a Saturday, is worked; 3 to 5 April are not
    ],
)
def test_what_counts_from_the_notice_itself_ends_on_a_day(words, end):
    deadline = due(words)
    assert (deadline.kind, deadline.start, deadline.end) == ("relative", None, dt.date.fromisoformat(end))
    assert deadline.base and deadline.offset


@pytest.mark.parametrize(
    "words",
    [
        "竣工验收后30日内",
        "收到申请之日起20个工作日内",
        "文件公布后5个工作日内",  # every document that is published
        "规范性文件印发后3个工作日内",
        "公布后三个月内",
        "实施细则印发后30日内",
        "上级方案印发后30日内",
        "会议结束后2天内",
        "事件发生后24小时内",
    ],
)
def test_what_counts_from_anything_else_has_no_end(words):
    deadline = due(words)
    assert (deadline.kind, deadline.end) == ("relative", None)


def test_a_plan_without_this_is_the_notice_own_when_it_issues_one():
    assert due("方案印发后30日内").end is None
    assert due("方案印发后30日内", issued_title="甲事工作方案").end == dt.date(2022, 3, 31)


def test_the_day_of_printing_counts_before_the_day_of_signing():
    assert due("印发后10日内", printed="2022-03-04").end == dt.date(2022, 3, 14)


def test_an_undated_notice_has_no_ends():
    assert due("印发后10日内", dated=None).end is None


def test_a_month_after_the_last_of_january_is_the_last_of_february():
    assert due("印发后1个月内", dated="2022-01-31").end == dt.date(2022, 2, 28)


@pytest.mark.parametrize("offset", ["999999999 days", "0 days", "None days", "24 hours", "9999 working days"])
def test_an_offset_that_cannot_be_counted_has_no_end(offset):
    deadline = Deadline("印发后内", "relative", base="印发", offset=offset)
    assert dated_notice(deadline, "2022-03-01").tasks[0].deadlines[0].end is None


def test_an_end_over_unknown_holidays_is_a_finding():
    deadline = Deadline("印发后5个工作日内", "relative", base="印发", offset="5 working days")
    (finding,) = find_guessed_ends(dated_notice(deadline, "2095-09-29"))
    assert finding.kind == "deadline"
    assert "2095年的法定节假日安排没有收录" in finding.message
    assert not list(find_guessed_ends(dated_notice(deadline, "2022-09-29")))


def test_the_reader_dates_them():
    text = """云河市人民政府办公室关于做好甲事的通知

各区县人民政府：
　　现将有关事项通知如下。

　　一、制定清单
　　各部门在本通知印发后20个工作日内制定清单。（责任单位：市财政局）

云河市人民政府办公室
2022年9月20日
"""
    (task,) = read_bytes(text.encode(), "甲.txt").tasks
    # 21 to 23, 26 to 30 September are 8 days, 8 to 14 October 7 (8 and 9 are worked), 17 to 21 October 5
    assert [d.end for d in task.deadlines] == [dt.date(2022, 10, 21)]
