"""Items of two notices are paired in order, then out of order, then as parts."""

import numpy as np
import pytest

from assistant.align import Match, align, likenesses, shared_words
from assistant.items import Item


def items(*words):
    return [Item("clause", w, "", None) for w in words]


NONE_SHARED = np.zeros((3, 3))


def pairs_of(scores, first=3, second=3, shares=NONE_SHARED):
    matches = align(items(*"甲乙丙"[:first]), items(*"甲乙丙"[:second]), np.array(scores), shares)
    return [(m.first, m.second) for m in matches]


def test_the_pairs_in_order_whose_scores_add_up_to_most_win():
    # 0.9 crosses both others, which together gain more
    scores = [[0.0, 0.7, 0.0], [0.0, 0.0, 0.7], [0.9, 0.0, 0.0]]
    assert {(0, 1), (1, 2)} <= set(pairs_of(scores))


def test_what_moved_is_paired_out_of_order():
    scores = [[0.0, 0.7, 0.0], [0.0, 0.0, 0.7], [0.9, 0.0, 0.0]]
    assert pairs_of(scores) == [(2, 0), (0, 1), (1, 2)]


def test_what_is_alike_too_little_stands_alone_where_it_was():
    scores = [[0.9, 0.0, 0.0], [0.0, 0.2, 0.0], [0.0, 0.0, 0.9]]
    assert pairs_of(scores) == [(0, 0), (1, None), (None, 1), (2, 2)]


def test_a_clause_that_was_joined_to_a_longer_one_is_a_part_of_it():
    first = items("公开预算。", "公开决算报表。")
    second = items("公开预算，并公开决算报表和三公经费。")
    scores = np.array([[0.5], [0.3]])
    shares = shared_words([x.words for x in first], [x.words for x in second])
    assert align(first, second, scores, shares) == [Match(0, 0, 0.5), Match(1, 0, 0.3, True)]


def test_words_that_stand_whole_in_a_longer_text_share_all():
    shares = shared_words(["公开决算"], ["及时公开决算报表", "加强培训"])
    assert shares.tolist() == [[pytest.approx(1.0), 0.0]]


def test_notices_without_items_have_no_pairs():
    empty = likenesses([], items("公开决算"), lambda texts, others: [[] for _ in texts])
    assert empty.shape == (0, 1)
    assert align([], items("公开决算"), empty, np.zeros((0, 1))) == [Match(None, 0)]


def test_equal_words_under_equal_headings_score_highest():
    one = [Item("clause", "每年培训两次", "加强培训", 2025)]
    two = [Item("clause", "每年培训两次", "加强培训", 2026), Item("clause", "每年培训两次", "落实经费", 2026)]
    scores = likenesses(one, two, lambda texts, others: [[1.0] * len(others) for _ in texts])
    assert scores[0, 0] == pytest.approx(1.0)
    assert scores[0, 1] == pytest.approx(0.85)
