"""Dates and deadlines: from their words to what they mean."""

import datetime as dt
from itertools import pairwise

import pytest
from texts import meaning

from corpus import find_deadlines, parse_day
from corpus.dates import find_days, parse_deadline_cell


def one(text, year=2024):
    (deadline,) = parse_deadline_cell(text, year)
    return deadline


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("2024年6月底前", "2024-06-30"),
        ("2024年6月底", "2024-06-30"),
        ("2024年6月末前", "2024-06-30"),
        ("2024年6月底之前", "2024-06-30"),
        ("2024年6月30日前", "2024-06-30"),
        ("2024年6月15日", "2024-06-15"),
        ("2024年06月05日以前", "2024-06-05"),
        ("2024 年 6 月底前", "2024-06-30"),
        ("２０２４年６月底前", "2024-06-30"),
        ("二〇二四年六月底前", "2024-06-30"),
        ("2024年2月底前", "2024-02-29"),
        ("2023年2月底前", "2023-02-28"),
        ("2024年6月前", "2024-05-31"),
        ("2024年1月前", "2023-12-31"),
        ("2024年6月上旬", "2024-06-10"),
        ("2024年6月中旬前", "2024-06-20"),
        ("2024年2月下旬", "2024-02-29"),
        ("2024年底前", "2024-12-31"),
        ("2024年年底前", "2024-12-31"),
        ("2024年底", "2024-12-31"),
        ("2024年末", "2024-12-31"),
        ("2024年内", "2024-12-31"),
        ("今年年底前", "2024-12-31"),
        ("今年6月底前", "2024-06-30"),
        ("明年3月底前", "2025-03-31"),
        ("6月底前", "2024-06-30"),
        ("12月底", "2024-12-31"),
        ("年底前", "2024-12-31"),
        ("年内", "2024-12-31"),
        ("2024年第三季度前", "2024-09-30"),
        ("第二季度末", "2024-06-30"),
        ("上半年前", "2024-06-30"),
        ("截至2024年6月30日", "2024-06-30"),
        ("于2024年6月底前完成", "2024-06-30"),
        ("2024年6月底前完成", "2024-06-30"),
        ("2024年前", "2023-12-31"),
    ],
)
def test_the_day_by_which_something_is_due(text, end):
    assert meaning(one(text)) == ("date", None, end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2024年6月", "2024-06-01", "2024-06-30"),
        ("6月份", "2024-06-01", "2024-06-30"),
        ("2024年第三季度", "2024-07-01", "2024-09-30"),
        ("三季度", "2024-07-01", "2024-09-30"),
        ("2024年上半年", "2024-01-01", "2024-06-30"),
        ("下半年", "2024-07-01", "2024-12-31"),
        ("2024年", "2024-01-01", "2024-12-31"),
        ("2024年全年", "2024-01-01", "2024-12-31"),
        ("2024年3月至6月", "2024-03-01", "2024-06-30"),
        ("3月-6月", "2024-03-01", "2024-06-30"),
        ("2024年3月1日至6月15日", "2024-03-01", "2024-06-15"),
        ("2024年3月—2025年6月", "2024-03-01", "2025-06-30"),
        ("2024年3月1日到2024年6月底", "2024-03-01", "2024-06-30"),
    ],
)
def test_a_stretch_of_time_has_a_start_and_an_end(text, start, end):
    assert meaning(one(text)) == ("range", start, end)


def test_the_words_of_a_deadline_are_kept():
    assert one("2024年6月底前").text == "2024年6月底前"


@pytest.mark.parametrize("text", ["6月底前", "年底前", "三季度", "今年6月底前"])
def test_without_a_year_nothing_is_dated(text):
    assert meaning(one(text, None)) == ("unknown", None, None)


@pytest.mark.parametrize(
    ("text", "every"),
    [
        ("每周", "week"),
        ("每月", "month"),
        ("每月底前", "month"),
        ("每月10日前", "month"),
        ("每季度", "quarter"),
        ("每季度末", "quarter"),
        ("每半年", "half-year"),
        ("每年", "year"),
        ("每年12月底前", "year"),
        ("每年1月31日前", "year"),
        ("按月", "month"),
        ("按季度", "quarter"),
        ("逐月", "month"),
        ("每月一次", "month"),
        ("每季度通报", "quarter"),
        ("每周更新", "week"),
    ],
)
def test_what_recurs_says_how_often(text, every):
    deadline = one(text)
    assert (deadline.kind, deadline.every, deadline.start, deadline.end) == ("recurring", every, None, None)


@pytest.mark.parametrize("text", ["长期", "长期坚持", "持续推进", "常态化", "贯穿全年", "常年坚持", "持续开展"])
def test_what_goes_on_has_no_dates(text):
    assert meaning(one(text)) == ("continuous", None, None)


@pytest.mark.parametrize("text", ["全年", "全年实施"])
def test_all_the_year_is_the_year_of_the_notice(text):
    assert meaning(one(text)) == ("continuous", "2024-01-01", "2024-12-31")


@pytest.mark.parametrize(
    ("text", "base", "offset"),
    [
        ("自印发之日起20个工作日内", "印发之日", "20 working days"),
        ("印发之日起30日内", "印发之日", "30 days"),
        ("收到申请之日起二十个工作日内", "收到申请之日", "20 working days"),
        ("文件公开后3个工作日内", "文件公开", "3 working days"),
        ("会议结束后2天内", "会议结束", "2 days"),
        ("通知印发后一个月内", "通知印发", "1 months"),
        ("事件发生后24小时内", "事件发生", "24 hours"),
    ],
)
def test_a_deadline_that_counts_from_an_event(text, base, offset):
    deadline = one(text)
    assert (deadline.kind, deadline.base, deadline.offset) == ("relative", base, offset)
    assert (deadline.start, deadline.end) == (None, None)


@pytest.mark.parametrize("text", ["立即", "尽快", "按照上级部署要求完成", "根据省统一安排推进"])
def test_vague_words_are_deadlines_that_say_nothing(text):
    assert one(text).kind == "unknown"


def test_a_cell_may_hold_several_deadlines():
    deadlines = parse_deadline_cell("2024年6月底前，每季度更新", 2024)
    assert [(d.text, d.kind, d.every) for d in deadlines] == [
        ("2024年6月底前", "date", None),
        ("每季度更新", "recurring", "quarter"),
    ]


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        ("2023.06", "range", "2023-06-01", "2023-06-30"),
        ("2023/6/30", "date", None, "2023-06-30"),
        ("2024.9.30前", "date", None, "2024-09-30"),
        ("即日起至2024年8月底", "date", None, "2024-08-31"),
        ("2024年汛期前", "unknown", None, None),
    ],
)
def test_a_cell_may_write_its_date_in_digits_or_up_to_a_day(text, kind, start, end):
    assert meaning(one(text)) == (kind, start, end)
    assert one(text).text == text


def test_the_year_of_a_range_is_that_of_its_first_month():
    assert meaning(one("2023年9月至11月", None)) == ("range", "2023-09-01", "2023-11-30")


def test_two_dates_on_lines_of_their_own_are_two():
    deadlines = parse_deadline_cell("2024年6月底前\n2024年12月底前", 2024)
    assert [d.end for d in deadlines] == [dt.date(2024, 6, 30), dt.date(2024, 12, 31)]


@pytest.mark.parametrize("text", ["", " ", "—", "-", "/"])
def test_an_empty_cell_holds_no_deadline(text):
    assert parse_deadline_cell(text, 2024) == ()


@pytest.mark.parametrize(
    "text",
    [
        "区财政局",
        "公开预算和决算",
        "2024年6月底前由区财政局在网上公开本级预算和决算",
        "12",
        "《2024年要点》",
        "完成率95%",
        "2023.06%",
        "版本2023.6.30.1",
    ],
)
def test_a_cell_that_says_anything_else_is_none(text):
    assert parse_deadline_cell(text, 2024) is None


@pytest.mark.parametrize(
    ("text", "words", "end"),
    [
        ("各单位于2024年6月底前公开预算。", "2024年6月底前", "2024-06-30"),
        ("预算要在6月30日前公开。", "6月30日前", "2024-06-30"),
        ("年底前完成改造。", "年底前", "2024-12-31"),
        ("最迟5月底前报送。", "5月底前", "2024-05-31"),
    ],
)
def test_a_deadline_in_a_sentence_is_found(text, words, end):
    ((start, stop, deadline),) = find_deadlines(text, 2024)
    assert words in text[start:stop]
    assert deadline.end.isoformat() == end


@pytest.mark.parametrize(
    "text",
    [
        "根据2023年4月9日的会议精神，现通知如下。",
        "2023年公开信息三千条。",
        "《2024年政务公开工作要点》",
    ],
)
def test_a_date_that_is_no_deadline_is_passed_over(text):
    assert find_deadlines(text, 2024) == []


def test_deadlines_of_a_sentence_come_in_order_and_do_not_overlap():
    text = "每季度通报一次，2024年6月底前完成改造，收到申请之日起20个工作日内答复。"
    found = find_deadlines(text, 2024)
    assert [deadline.kind for _, _, deadline in found] == ["recurring", "date", "relative"]
    assert all(first[1] <= second[0] for first, second in pairwise(found))


@pytest.mark.parametrize(
    "text",
    [
        "租金每平方米每月7.5元。",
        "每人每年补助3万元。",
        "每周巡河不少于2次。",
        "每年至少开展1次培训。",
        "每月巡查三次。",
        "每周一、三、五开放。",
        "每周一至周五办理。",
        "每周一、周三开放。",
        "自登记之日起3年内免征房产税。",
        "自收回之日起5年内不再受理其申请。",
        "签订合同后3年内不得转让。",
        "自发布之日起五年内有效。",
        "运营3年内给予补助。",
    ],
)
def test_how_often_how_much_and_how_long_are_no_deadlines(text):
    assert find_deadlines(text, 2024) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("每季度更新。", "每季度"),
        ("每半年组织一次演练。", "每半年"),
        ("每年12月底前开展2次检查。", "每年12月底前"),
        ("每月5日前报送，不少于3篇。", "每月5日前"),
        ("收到申请之日起5日内作出不予许可的决定。", "收到申请之日起5日内"),
        ("印发之日起30日内完成，不得拖延。", "印发之日起30日内"),
        ("年内新增3处。", "年内"),
        ("每周五，各镇街报送整改进展。", "每周"),
        ("每周一、周四报送进度。", "每周"),
        ("每周一、四报送进度。", "每周"),
        ("每月报送2份信息。", "每月"),
        ("每月向县政府办报送信息2条。", "每月"),
        ("自通知之日起15日内缴清的免收滞纳金。", "自通知之日起15日内"),
        ("自通知之日起15日内缴清，免收滞纳金。", "自通知之日起15日内"),
    ],
)
def test_a_point_within_a_period_and_a_turn_once_are_deadlines(text, words):
    assert [deadline.text for _, _, deadline in find_deadlines(text, 2024)] == [words]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022年3月1日", dt.date(2022, 3, 1)),
        ("2022-03-01", dt.date(2022, 3, 1)),
        ("2022/3/1", dt.date(2022, 3, 1)),
        ("2022.3.1", dt.date(2022, 3, 1)),
        ("2022-03-01 09:30:00", dt.date(2022, 3, 1)),
        ("二〇二二年十二月三十一日", dt.date(2022, 12, 31)),
        ("二○二二年十月二十日", dt.date(2022, 10, 20)),
        ("二O二二年十月二十日", dt.date(2022, 10, 20)),
        ("二0二二年十月二十日", dt.date(2022, 10, 20)),
        ("2022年2月30日", None),
        ("2022-13-01", None),
        ("无", None),
        ("", None),
    ],
)
def test_the_day_of_a_field(text, day):
    assert parse_day(text) == day


def test_days_of_a_text_stand_where_their_positions_say():
    text = "2022年3月1日起施行，至二〇二三年十二月三十一日止。"
    assert [(text[a:b], day) for a, b, day in find_days(text)] == [
        ("2022年3月1日", dt.date(2022, 3, 1)),
        ("二〇二三年十二月三十一日", dt.date(2023, 12, 31)),
    ]
