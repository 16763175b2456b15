"""Questions as people type them."""

import pytest

from assistant.normalise import fold, normalise


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("區財政局負責什麼", "区财政局负责什么", id="traditional"),
        pytest.param("２０２６年６月底前", "2026年6月底前", id="full-width digits"),
        pytest.param("ＡＰＰ怎么用？", "APP怎么用?", id="full-width letters and marks"),
        pytest.param("青石区\n\n财政局\t 负责什么", "青石区 财政局 负责什么", id="line breaks and runs of blanks"),
        pytest.param("青石\u200b区\ufeff财政局", "青石 区 财政局", id="zero-width characters"),
        pytest.param("  谁负责  ", "谁负责", id="blanks at the ends"),
        pytest.param("请问谁负责", "谁负责", id="padding before"),
        pytest.param("你好，麻烦帮我查一下谁负责，谢谢", "谁负责", id="padding all around"),
        pytest.param("谁负责？请注明出处", "谁负责?", id="the wish for a source"),
        pytest.param("我想了解一下加装电梯的补助", "加装电梯的补助", id="a wish to know"),
    ],
)
def test_a_question_is_put_plainly(typed, meant):
    assert normalise(typed) == meant


def test_padding_alone_is_kept_as_it_is():
    assert normalise("你好！") == "你好!"


@pytest.mark.parametrize("empty", ["", " ", "\u3000\n\t", "\u200b\ufeff"])
def test_nothing_stays_nothing(empty):
    assert normalise(empty) == ""


def test_words_of_a_question_that_look_like_padding_at_its_core_stay():
    assert normalise("政务大厅能查询社保吗") == "政务大厅能查询社保吗"


@pytest.mark.parametrize(
    "number", ["青石政办发〔2026〕4号", "青石政办发[2026]4号", "青石政办发（2026）4号", "青石政办发【２０２６】 4号"]
)
def test_brackets_of_an_issuing_number_fold_into_one_shape(number):
    assert fold(number) == "青石政办发[2026]4号"
