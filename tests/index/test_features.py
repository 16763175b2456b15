"""What the reranker judges by: each feature worked out by hand."""

import math

import numpy as np
import pytest

from index.encoder import StaticEncoder
from index.features import FEATURES, Candidates, features_of, squeeze
from index.keyword import KeywordQuery
from index.weights import Weights

# Three runs with rows at right angles; the row of 老 is twice as long.
KEYS = np.array([ord("年"), ord("站"), ord("老")], dtype=np.uint32)
ENCODER = StaticEncoder(Weights.of(KEYS, np.array([[1, 0], [0, 1], [2, 0]], dtype=np.float16)))


def query(words, grams=None, coverage=1.0):
    return KeywordQuery({}, 10, coverage, words, grams or {})


def columns(question, asked, texts, keyword, cosines):
    found = Candidates(texts, np.array(keyword, dtype=np.float32), np.array(cosines, dtype=np.float32))
    features = features_of(question, asked, found, ENCODER)
    assert features.shape == (len(texts), len(FEATURES))
    return dict(zip(FEATURES, features.T.tolist(), strict=True))


def test_scores_of_the_legs_are_brought_to_the_question():
    got = columns("网站", query({"网站": 2.0, "老人": 3.0}), ["甲", "乙"], [5.0, 0.0], [0.5, 0.75])
    assert got["keyword_share"] == [1.0, 0.0]
    assert got["cosine_gap"] == [-0.25, 0.0]
    assert got["keyword_rank"] == [1.0, 0.0]
    assert got["dense_rank"] == [0.5, 1.0]
    assert got["best_cosine"] == [0.75, 0.75]


def test_shared_words_count_by_their_rarity():
    asked = query({"网站": 2.0, "老人": 3.0}, {"网站": 1.0, "老人": 3.0})
    got = columns("老人网站", asked, ["政府网站", "老人", "老人用的网站"], [0, 0, 0], [0, 0, 0])
    assert got["words"] == pytest.approx([0.4, 0.6, 1.0])
    assert got["grams"] == pytest.approx([0.25, 0.75, 1.0])
    assert got["rarest_missing"] == pytest.approx([1.0, 2 / 3, 0.0])


def test_the_longest_run_is_a_share_of_the_question_without_marks():
    got = columns("网站，改造？", query({}), ["网站改造", "改造网站", "无"], [0, 0, 0], [0, 0, 0])
    assert got["run"] == [1.0, 0.5, 0.0]


def test_numbers_are_told_apart():
    got = columns("10月30日前几项", query({}), ["10月30日", "10月", "110月", "无"], [0] * 4, [0] * 4)
    assert got["numbers"] == [1.0, 0.5, 0.0, 0.0]
    assert columns("几项", query({}), ["10月"], [0], [0])["numbers"] == [1.0]


def test_each_run_of_the_question_is_aligned_with_the_nearest_of_the_text():
    # 老 (2, 0) finds 年 (1, 0), cosine 1; 站 (0, 1) finds nothing like it: 2/3 of the question's length.
    got = columns("老站", query({}), ["年", "站年", "无"], [0, 0, 0], [0, 0, 0])
    assert got["aligned"] == pytest.approx([2 / 3, 1.0, 0.0])
    assert got["aligned_sharply"] == pytest.approx([2 / 3, 1.0, 0.0])


def test_what_is_known_of_the_question_stands_beside_each_candidate():
    got = columns("老人", query({}, coverage=0.5), ["一二三", "一"], [0, 0], [0, 0])
    assert got["known"] == [0.5, 0.5]
    assert got["asked_length"] == pytest.approx([math.log(3)] * 2)
    assert got["length"] == pytest.approx([math.log(4), math.log(2)])


def test_a_question_of_marks_alone_has_features_too():
    got = columns("？？", query({}), ["甲"], [0], [0])
    assert got["run"] == [0.0] and got["words"] == [0.0] and got["aligned"] == [0.0]


def test_width_and_case_do_not_matter():
    assert squeeze("ＡＰＰ，App！ \n") == "appapp"
