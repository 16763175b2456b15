"""Yes and no, said only where the words cited bear it out."""

import pytest

from assistant import Status
from assistant.verdict import _against_value


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("青石区2026年解读材料是不是5个工作日内上网", "不是“5个工作日”，原文写的是“3个工作日”："),
        ("青石区2026年解读材料是不是3个工作日内上网", "是，原文写的是“3个工作日”："),
        ("青石区2026年涉企收费清单以外可以收费吗", "原文有“一律不得”的规定，请看原文："),
    ],
)
def test_the_first_sentence(ask, question, first):
    assert first in ask(question).text.splitlines()


def test_what_is_not_found_is_not_denied(ask):
    assert ask("青石区2026年有没有要求开展量子通信培训").text.startswith("未见。")


@pytest.mark.parametrize(
    ("question", "quotation", "said"),
    [
        ("可在3月24日前完成吗", "应于2月24日前完成。", ""),
        ("是不是每年公开2次", "每半年公开一次。", ""),
        ("补贴是不是六千元", "按每户不超过6000元补助。", "是，原文写的是“6000元”："),
        ("补贴是不是五千元", "按每户不超过6000元补助。", "不是“五千元”，原文写的是“6000元”："),
    ],
)
def test_an_amount_is_confirmed_by_its_value_and_a_date_is_no_amount(question, quotation, said):
    assert _against_value(question, quotation) == said


@pytest.mark.parametrize("question", ["青石区有没有规定护理员工资", "青石区有没有要求无人机巡查"])
def test_a_rule_on_something_that_no_notice_names_is_not_affirmed(ask, question):
    answer = ask(question)
    assert answer.status is Status.NOT_HELD
    assert answer.text.startswith("未见。")


def test_a_rule_on_something_that_a_notice_names_is(ask):
    assert ask("青石区有没有规定加装电梯补助").text.startswith("有。")
