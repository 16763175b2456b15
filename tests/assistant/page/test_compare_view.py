"""A comparison as it is drawn: what changed is marked by words, no word of a notice is markup."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from fakes import HOSTILE_NAME, hostile_citation

from assistant.comparison import Comparison, Pair
from assistant.differ import Edit
from assistant.page.compare_view import compare_html

OLD, NEW = "青石政办发〔2025〕6号", "青石政办发〔2026〕4号"
CITY = "云河政办发〔2026〕2号"


@pytest.fixture(scope="module")
def years(assistant):
    return assistant.compare(OLD, NEW)


def pairs_of(html):
    return re.findall(r"<section .*?</section>", html)


def words_in(tag, html):
    return re.findall(rf"<{tag}>(.*?)</{tag}>", html)


def test_what_changed_is_marked_on_the_side_that_has_it(years):
    first = pairs_of(compare_html(years))[0]
    # 公开，部门所属单位预算公开比例达到百分之九十以上 → 集中挂网，并附上群众看得懂的图表说明
    assert words_in("del", first) == ["公开", "部门所属单位预算公开比例达到百分之九十以上"]
    assert words_in("ins", first) == ["和各部门的", "集中挂网", "并附上群众看得懂的图表说明"]
    assert "数字和频次：百分之九十 → 未写" in first


def test_each_kind_has_its_count_and_what_one_side_lacks_is_said(years):
    html = compare_html(years)
    told = re.findall(r'data-kind="(\w+)" aria-pressed="true"><span[^>]*>.</span>(\S+) (\d+)<', html)
    assert told == [("changed", "有变化", "14"), ("new", "新增", "16"), ("dropped", "未再列", "14")]
    assert html.count("前者没有这一项") == 16
    assert html.count("后者没有这一项") == 14


def test_what_is_the_same_is_out_of_sight_where_only_changes_are_wanted(years):
    same = replace(years.pairs[0], kind="same", edits=(), changes=())
    html = compare_html(replace(years, pairs=(same, *years.pairs[1:3])), only_changed=True)
    assert [" hidden" in pair for pair in pairs_of(html)] == [True, False, False]
    assert "显示 2 / 3" in html
    assert 'data-kind="same" aria-pressed="false"' in html


def test_what_is_missing_shows_the_nearest_with_a_warning(assistant):
    html = compare_html(assistant.compare(CITY, NEW, cover=True))
    missing = [pair for pair in pairs_of(html) if 'data-kind="missing"' in pair]
    assert len(missing) == 5
    assert any("最相近的一处（请核对是否算落实）" in pair for pair in missing)


def test_both_sides_open_and_go_into_the_basket(years):
    first = pairs_of(compare_html(years))[0]
    for look in ("zw-open", "zw-keep"):
        assert len(re.findall(f'class="zw-button {look}"', first)) == 2


def test_no_word_of_a_notice_is_markup(years):
    hostile = hostile_citation()
    held = replace(years.first, issued_title=HOSTILE_NAME, doc_number=HOSTILE_NAME, disclosure=HOSTILE_NAME)
    edits = (Edit("same", hostile.quote[:5]), Edit("dropped", hostile.quote[5:]))
    pair = Pair("changed", "clause", hostile, hostile, edits=edits)
    html = compare_html(Comparison(held, held, (pair,)))
    assert not re.search(r"<(?:script|img|svg|iframe|a|b)\b", html)
