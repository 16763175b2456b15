"""Issuer, date and number on lines of a head: several fields on one line, a bracket under the title, a bulletin."""

import datetime as dt

import pytest
from texts import headings, read

from corpus.head_imprint import read_imprint
from corpus.labels import cut_fields, field_of

TITLE = "丹霞区既有住宅加装电梯补贴办事指南"
SECTIONS = "\n一、办理对象\n四层以上住宅的业主。\n二、办理期限\n20个工作日。\n"
BUREAU = "丹霞区住房和建设局"
DAY = dt.date(2026, 4, 8)


@pytest.mark.parametrize(
    "line",
    [
        f"发布单位：{BUREAU}　　发布时间：2026-04-08",
        f"发布单位：{BUREAU}发布时间：2026-04-08",
        f"信息来源：{BUREAU}  发布日期：2026-04-08 09:30  浏览次数：120",
        f"来源：{BUREAU} | 发布时间：2026年4月8日 | 字体：大 中 小",
        f"【发布时间：2026-04-08】 【信息来源：{BUREAU}】 【字号：大 中 小】",
        f"发布日期：2026-04-08\n信息来源：{BUREAU}",
    ],
)
def test_several_fields_on_one_line_are_read_each(line):
    notice = read(f"{TITLE}\n{line}\n{SECTIONS}")
    assert (notice.title, notice.issuer, notice.dated, notice.year) == (TITLE, BUREAU, DAY, None)
    assert notice.inferred == ("issuer", "dated")
    assert notice.place == "丹霞区"


@pytest.mark.parametrize(
    "source", ["丹霞日报", "松溪县融媒体中心", "松溪县委宣传部", "松溪县人民政府网站", "松溪县新闻办公室"]
)
def test_who_puts_news_on_the_web_is_no_issuer(source):
    assert read(f"{TITLE}\n来源：{source}  发布时间：2026-04-08\n{SECTIONS}").issuer is None


@pytest.mark.parametrize(
    "title", ["丹霞市公共租赁住房管理办法", "丹霞市公共租赁住房实施细则（试行）", "丹霞市养犬条例"]
)
def test_rules_are_not_dated_by_the_day_of_posting(title):
    notice = read(f"{title}\n发布时间：2026-04-08\n\n第一条 为了管理，制定本办法。\n第二条 适用于本市。\n")
    assert (notice.dated, notice.year, notice.inferred) == (None, None, ())


def test_what_is_in_force_since_an_earlier_day_is_not_dated_by_the_day_of_posting():
    posted = f"{TITLE}\n发布时间：2026-04-08\n{SECTIONS}"
    assert read(f"{posted}本指南自2024年5月1日起施行。\n").dated is None
    assert read(f"{posted}本指南自2026年5月1日起施行。\n").dated == DAY


def test_a_line_of_units_is_not_cut():
    assert cut_fields("责任单位：区水利局 配合单位：区应急局") == []


def test_a_field_whose_name_is_not_known_is_none():
    assert field_of("办理对象：四层以上住宅的业主") is None
    assert field_of("发布日期：2026-04-08 09:30") == ("发布日期", "2026-04-08 09:30")


def test_a_publication_date_in_another_year_than_the_title_says_nothing():
    notice = read(f"丹霞区2025年住房保障工作要点\n发布日期：2026-04-08\n{SECTIONS}")
    assert (notice.dated, notice.year, notice.inferred) == (None, 2025, ())


@pytest.mark.parametrize(
    "line",
    [
        f"（{BUREAU}2026年4月8日印发 丹住建规〔2026〕3号）",
        f"（2026年4月8日{BUREAU}印发　丹住建规〔2026〕3号）",
        f"（丹住建规〔2026〕3号，{BUREAU} 2026 年 4 月 8 日发布，自2026年5月1日起施行）",
        f"**（丹住建规〔2026〕3号）**\n{BUREAU} 2026-04-08 发布",
        f"丹住建规〔2026〕3号 2026年4月8日 {BUREAU}",
    ],
)
def test_issuer_date_and_number_under_the_title_are_read(line):
    notice = read(f"{TITLE}\n{line}\n{SECTIONS}")
    assert (notice.issuer, notice.dated, notice.doc_number) == (BUREAU, DAY, "丹住建规〔2026〕3号")
    assert notice.inferred == ()


def test_a_bracket_on_adoption_and_publication_gives_the_day_of_publication():
    found = read_imprint(
        "（2026年3月1日市人民政府第5次常务会议通过　2026年3月5日丹霞市人民政府令第3号公布　自2026年5月1日起施行）"
    )
    assert (found.organ, found.number, found.dated) == (
        "丹霞市人民政府",
        "丹霞市人民政府令第3号",
        dt.date(2026, 3, 5),
    )


def test_a_bracket_on_adoption_alone_gives_that_day():
    found = read_imprint("（2026年3月1日丹霞市第五届人民代表大会常务委员会第三次会议通过）")
    assert (found.organ, found.dated, found.tells) == (None, dt.date(2026, 3, 1), True)


@pytest.mark.parametrize("line", ["（截至2026年4月8日）", "（此件公开发布）", "（试行）", "区民政局、区财政局"])
def test_what_says_nothing_of_the_issue_is_no_imprint(line):
    assert not read_imprint(line).tells


BULLETIN = "丹霞区人民政府督查室\n督查通报\n第7期\n丹霞区人民政府督查室    2026年8月6日\n"


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("关于老旧小区改造进展的通报\n", "关于老旧小区改造进展的通报"),
        ("现将老旧小区改造进展通报如下。\n", "督查通报第7期"),
    ],
)
def test_a_bulletin_has_issuer_and_date_below_its_number(words, title):
    notice = read(f"{BULLETIN}\n{words}\n一、总体情况\n已经开工12个。\n二、下一步\n加快进度。\n")
    assert (notice.title, notice.issuer, notice.dated) == (title, "丹霞区人民政府督查室", dt.date(2026, 8, 6))
    assert notice.place == "丹霞区"


def test_a_text_of_one_line_has_title_number_and_date():
    notice = read(
        "丹霞区文旅局2026年工作计划 丹文旅〔2026〕5号 2026年1月20日 一、主要目标 接待游客增长百分之五。"
        " 二、重点任务 （一）办好文化节。六月底前完成。 （二）建设图书馆。十月底前完成。"
    )
    assert (notice.title, notice.doc_number) == ("丹霞区文旅局2026年工作计划", "丹文旅〔2026〕5号")
    assert (notice.issuer, notice.dated) == ("丹霞区文旅局", dt.date(2026, 1, 20))
    assert headings(notice) == [
        ("一", "主要目标"),
        ("二", "重点任务"),
        ("二（一）", "办好文化节"),
        ("二（二）", "建设图书馆"),
    ]
