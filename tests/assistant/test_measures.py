"""Means with their intervals, paired tests, and the measures of runs, against values worked out by hand."""

import math
from importlib.util import find_spec

import pytest

from assistant.measures import Difference, compare, mean_of, measure_run, paired

needs_ir_measures = pytest.mark.skipif(
    find_spec("ir_measures") is None, reason="ir-measures has no build for this machine"
)

QRELS = {"q1": {"a": 1}, "q2": {"b": 1, "c": 1}, "q3": {"d": 1}}
RUN = {"q1": {"x": 2.0, "a": 1.0}, "q2": {"b": 2.0, "c": 1.0}}


@needs_ir_measures
def test_measures_are_those_of_the_definition():
    got = measure_run(QRELS, RUN)
    assert got["nDCG@10"] == pytest.approx({"q1": 1 / math.log2(3), "q2": 1.0, "q3": 0.0})
    assert got["R@10"] == {"q1": 1.0, "q2": 1.0, "q3": 0.0}
    assert got["RR@10"] == {"q1": 0.5, "q2": 1.0, "q3": 0.0}
    assert got["P@1"] == {"q1": 0.0, "q2": 1.0, "q3": 0.0}


@needs_ir_measures
def test_a_query_that_the_run_lacks_counts_as_nothing_found():
    assert mean_of(list(measure_run(QRELS, {})["R@10"].values())).value == 0.0


def test_the_interval_holds_the_mean_and_narrows_with_more_questions():
    few, many = mean_of([0.0, 1.0] * 10), mean_of([0.0, 1.0] * 1000)
    assert few.value == many.value == 0.5
    # the standard error of 20 even draws is 0.5/sqrt(20) = 0.112, of 2,000 it is 0.011
    assert few.high - few.low == pytest.approx(2 * 1.96 * 0.112, abs=0.06)
    assert many.high - many.low == pytest.approx(2 * 1.96 * 0.0112, abs=0.01)


def test_no_values_have_no_mean():
    with pytest.raises(ValueError, match="values"):
        mean_of([])


def test_equal_results_do_not_differ():
    assert compare([1, 0, 1], [1, 0, 1]).p == 1.0


def test_chance_explains_one_question_but_not_ten():
    one = compare([0.0] * 10, [1.0] + [0.0] * 9)
    assert one.value == pytest.approx(0.1) and one.p == pytest.approx(1.0, abs=0.01)  # either sign is as likely
    ten = compare([0.0] * 10, [1.0] * 10)
    assert ten.value == 1.0 and ten.p == pytest.approx(2 / 1024, abs=0.002)


def test_one_question_alone_proves_nothing():
    assert compare([0.0], [1.0]) == Difference(1.0, 1.0, 1)


def test_only_questions_that_both_have_are_paired():
    assert paired({"a": 1.0, "b": 2.0}, {"b": 3.0, "c": 4.0}) == ([2.0], [3.0])
