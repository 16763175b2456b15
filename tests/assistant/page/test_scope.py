"""Chips of the scope: how they look, and what pressing one asks for."""

import html

import pytest

from assistant import Answer, Chip, Choice, Choices, Limits, Scope, Status
from assistant.page.chips import chips_html, choices_html
from assistant.page.scope import Change, changed

PLACE = Chip("place", "青石区", "云河市青石区", "assumed")
YEARS = (Chip("year", "2025年", 2025), Chip("year", "2026年", 2026))


def answer(*chips):
    return Answer("问", Status.ANSWERED, "答", scope=Scope(chips=chips))


def test_a_chip_says_what_it_limits_and_where_that_comes_from():
    shown = html.unescape(chips_html((PLACE, YEARS[0]), is_asked=True))
    assert 'value="place:云河市青石区" title="地区：青石区（推定的，点击可改）"' in shown
    assert 'value="year:2025" title="年份：2025年（问题里写的，点击可改）"' in shown
    assert 'aria-label="去掉年份：2025年"' in shown
    assert "＋单位" in shown and "＋公文" in shown and "＋年份" not in shown


def test_before_a_question_there_are_no_chips():
    assert "button" not in chips_html((), is_asked=False)


def test_hostile_words_stay_words():
    chip = Chip("unit", '"><img src=x onerror=alert(1)>', "<b>")
    assert "<img" not in chips_html((chip,), is_asked=True)
    assert "<img" not in choices_html(Choices((), (), (Choice('"><img src=x>', "<b>"),), ()))


def test_a_chip_taken_away_leaves_no_limit():
    assert changed(Limits(), answer(PLACE), Change("place", "云河市青石区", "")) == Limits(places=())


def test_one_of_two_years_is_taken_away_or_changed():
    assert changed(Limits(), answer(*YEARS), Change("year", "2025", "")) == Limits(years=(2026,))
    assert changed(Limits(), answer(*YEARS), Change("year", "2025", "2024")) == Limits(years=(2024, 2026))


def test_what_was_set_before_stays():
    limits = changed(Limits(units=("区民政局",)), answer(PLACE), Change("place", "云河市青石区", "云河市白鹭区"))
    assert limits == Limits(places=("云河市白鹭区",), units=("区民政局",))


def test_a_limit_is_added_where_there_was_none():
    assert changed(Limits(), answer(PLACE), Change.parse("year", "", "2025年")) == Limits(years=(2025,))


@pytest.mark.parametrize(
    ("kind", "old", "value", "words"),
    [
        ("year", "", "去年", "年份请写四位数字，如 2025，现为“去年”"),
        ("colour", "", "红", "没有看懂"),
        ("place", "", " ", "没有看懂"),
        ("unit", "", "长" * 81, "没有看懂"),
    ],
)
def test_what_is_no_change_is_refused_in_words(kind, old, value, words):
    with pytest.raises(ValueError, match=words):
        Change.parse(kind, old, value)
