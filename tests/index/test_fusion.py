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


def test_each_run_counts_from_its_last_to_its_best_score_and_is_weighted():
    runs = {"bm25": [("a", 8.0), ("b", 5.0), ("c", 2.0)], "dense": [("b", 0.5), ("d", 0.25)]}
    scores = weighted_sum(runs, {"bm25": 0.6, "dense": 0.4})
    assert scores == pytest.approx({"a": 0.6, "b": 0.3 + 0.4, "c": 0.0, "d": 0.0})


def test_the_only_passage_of_a_run_gets_all_of_its_weight_and_a_run_without_weight_does_not_count():
    assert weighted_sum({"bm25": [("a", 3.0)], "other": [("b", 9.0)], "dense": []}, {"bm25": 0.6}) == {"a": 0.6}
