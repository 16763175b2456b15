"""Several questions in one message."""

import pytest

from assistant import Status
from assistant.parts import split_questions


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        (
            "适老化改造由谁负责？什么时候完成？要花多少钱？",
            ["适老化改造由谁负责？", "什么时候完成？", "要花多少钱？"],
        ),
        ("民政局今年牵头哪些工作，文号是多少", ["民政局今年牵头哪些工作", "文号是多少"]),
        ("区教育局负责什么，区民政局负责什么", ["区教育局负责什么", "区民政局负责什么"]),
        ("政务公开培训一年几次，另外谁组织", ["政务公开培训一年几次", "谁组织"]),
        ("我是新来的。区财政局今年负责什么？", ["我是新来的，区财政局今年负责什么？"]),
    ],
)
def test_a_message_is_cut_into_its_questions(message, asked):
    assert split_questions(message) == asked


@pytest.mark.parametrize(
    "message",
    [
        "适老化改造谁牵头，什么时候完成",  # answered in one sentence
        "区经发局被派了几项，都是啥",
        "2025年两个区解读材料几个工作日内发布，一样吗",
        "区财政局负责什么，牵头什么",
        "对政策解读有什么要求，怎么做",
    ],
)
def test_one_question_stays_whole(message):
    assert split_questions(message) == [message]


def test_each_part_is_answered_under_its_words(ask):
    answer = ask("青石区今年适老化改造由谁牵头？2026年青石区政务公开工作要点的文号是多少？")
    assert answer.status is Status.ANSWERED
    assert "**（1）青石区今年适老化改造由谁牵头?**" in answer.text
    assert "青石政办发〔2026〕4号" in answer.text.split("**（2）")[1]
    assert [c.n for c in answer.citations] == list(range(1, len(answer.citations) + 1))


def test_a_part_that_is_not_held_says_so_in_its_place(ask):
    answer = ask("青石区教育局今年负责什么？南浦区教育局今年负责什么？")
    first, second = answer.text.split("**（2）")
    assert answer.status is Status.ANSWERED
    assert "义务教育招生范围" in first and "没有南浦区的公文" in second


def test_each_of_several_units_gets_its_list(ask):
    answer = ask("青石区医保局和教育局今年分别负责什么")
    assert answer.scope.units == ("区医保局", "教育局")
    first, second = answer.text.split("**（2）教育局**")
    assert "医保报销目录" in first and "义务教育招生范围" in second


def test_what_several_units_share_is_one_list(ask):
    answer = ask("青石区财政局和民政局今年共同参与的任务有哪些")
    rows = [c.row for c in answer.citations if c.doc_number == "青石政办发〔2026〕4号"]
    assert rows == ["2", "7"]
