"""How the page's figures are counted and told; the figures themselves are measured by tools/measure_page.py."""

import datetime as dt

import pytest

from tools.page_figures.figures import Figure, percentile, table
from tools.page_figures.library import questions


@pytest.mark.parametrize(("share", "value"), [(0.5, 20), (0.75, 30), (0.95, 40)])
def test_a_percentile_is_a_value_that_was_measured(share, value):
    assert percentile([40, 10, 30, 20], share) == value


def test_of_thirty_values_the_29th_is_not_below_95_percent_of_them():
    assert percentile(list(range(1, 31)), 0.95) == 29


def test_what_could_not_be_measured_is_missed_and_said():
    figure = Figure("启动", None, "秒", 8)
    assert not figure.is_met
    assert "没有测到" in table([figure])
    assert "未达到" in table([figure])


def test_a_figure_at_its_limit_is_met_and_one_above_is_not():
    assert Figure("启动", 8, "秒", 8).is_met
    assert not Figure("启动", 8.01, "秒", 8).is_met
    assert "8.01 秒  未达到" in table([Figure("启动", 8.01, "秒", 8)])


def test_thirty_different_questions_are_asked():
    assert len(set(questions(dt.date(2026, 3, 2)))) == 30
