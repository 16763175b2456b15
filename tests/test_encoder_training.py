"""What the training of the built-in model computes: the same likenesses as the program that asks."""

import sys

import numpy as np
import pytest
from conftest import ROOT

pytestmark = pytest.mark.model

KEYS = np.array([ord("年"), ord("站"), ord("老")], dtype=np.uint32)
ROWS = np.array([[1.0, 0.0], [0.0, 1.0], [1.6, 1.2]], dtype=np.float32)


@pytest.fixture(autouse=True)
def tools(monkeypatch):
    monkeypatch.setattr(sys, "path", [str(ROOT / "tools"), *sys.path])


def test_training_scores_a_match_as_asking_does():
    torch = pytest.importorskip("torch")
    from encoder.matching import max_sim

    from index.encoder import StaticEncoder
    from index.ngrams import look_up
    from index.weights import Weights

    questions, texts = ["老站", "年"], ["年", "站年", "老"]
    emphasis = torch.from_numpy(np.log(np.linalg.norm(ROWS, axis=1)))
    asked, held = ((ids, starts[:-1]) for ids, starts in (look_up(KEYS, questions), look_up(KEYS, texts)))
    scores = max_sim(torch.from_numpy(ROWS), emphasis, asked, held).numpy()
    # 老 (1.6, 1.2) has length 2 and cosine .8 with 年, .6 with 站; 站 has length 1.
    assert scores[0] == pytest.approx([2 / 3 * 0.8, 2 / 3 * 0.8 + 1 / 3, 2 / 3 + 1 / 3 * 0.6])
    assert scores[1] == pytest.approx([1.0, 1.0, 0.8])
    encoder = StaticEncoder(Weights.of(KEYS, ROWS))
    for question, row in zip(questions, scores, strict=True):
        by_embedding, by_matching = encoder.align(question, texts)
        assert by_embedding[0] == pytest.approx(row, abs=0.01)
        assert by_matching[0] == pytest.approx(row, abs=0.01)


def test_members_that_agree_are_blended_into_what_each_of_them_says():
    from encoder.bags import Bags
    from encoder.blend import blend

    turned = ROWS @ np.array([[0.0, 1.0], [-1.0, 0.0]], dtype=np.float32)
    bags = Bags(KEYS, ["年", "站", "老", "老站", "年站"])
    blended = blend([ROWS, turned * 5], bags, 2, np.random.default_rng(1))
    assert blended.shape == (3, 2)
    cosines = [rows @ rows.T / np.outer(*[np.linalg.norm(rows, axis=1)] * 2) for rows in (ROWS, blended)]
    assert cosines[1] == pytest.approx(cosines[0], abs=1e-5)


def test_nothing_of_a_part_that_is_left_out_is_matched():
    from encoder.bags import Bags
    from encoder.matching import _items
    from encoder.questions import FOLD, HELD_OUT, Question, QuestionSet

    from index.encoder import StaticEncoder
    from index.weights import Weights

    asked = tuple(Question(text, "lay", (at,), at) for at, text in enumerate(["老", "站", "年站", "老年"]))
    questions = QuestionSet("q", ("站老", "老老", "年年", "站站"), asked)
    bags = Bags(KEYS, [*questions.texts, *(question.text for question in asked)])
    encoder = StaticEncoder(Weights.of(KEYS, ROWS))
    items = list(_items(questions, bags, encoder, (HELD_OUT, FOLD), 4))
    known = list(bags.place)
    assert [(known[item.question], known[item.right]) for item in items] == [("年站", "年年"), ("老年", "站站")]
    assert [[known[place] for place in item.wrong] for item in items] == [["站站"], ["年年"]]
