from __future__ import annotations

import pytest

from index import reciprocal_rank_fusion, weighted_sum


def test_each_run_is_ranked_from_one():
    scores = reciprocal_rank_fusion([["a1", "a2", "a3"], ["b1", "b2"]])
    assert scores["b1"] == pytest.approx(1 / 61)
    assert scores["b1"] > scores["a3"]


def test_what_two_runs_hold_gets_the_sum():
    assert reciprocal_rank_fusion([["x", "y"], ["y"]], k=0)["y"] == pytest.approx(1 / 2 + 1)


def test_a_negative_constant_is_refused():
    with pytest.raises(ValueError, match="k must be 0 or more, got -1"):
        reciprocal_rank_fusion([], k=-1)


def test_scores_are_divided_by_the_best_of_their_run_and_weighted():
    runs = {"bm25": [("a", 8.0), ("b", 4.0)], "dense": [("b", 0.5), ("c", 0.25)]}
    scores = weighted_sum(runs, {"bm25": 0.6, "dense": 0.4})
    assert scores == pytest.approx({"a": 0.6, "b": 0.3 + 0.4, "c": 0.2})


def test_scores_that_are_not_above_zero_and_runs_without_weight_do_not_count():
    runs = {"bm25": [("a", 0.0)], "dense": [("b", 1.0), ("c", -1.0)], "other": [("d", 1.0)]}
    assert weighted_sum(runs, {"bm25": 1.0, "dense": 1.0}) == {"b": 1.0}
