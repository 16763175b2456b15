"""What is offered after an answer: the right next question, and always one that is answered."""

import pytest

from assistant import Limits, Status, Turn, follow_ups

OFFERED = [
    # question, what is offered by its side
    ("青石区财政局今年负责什么", ("其中哪些由它牵头", "其中上半年要完成的有哪些", "去年呢")),
    ("青石区财政局牵头哪些任务", ("它配合的有哪些", "去年呢", "白鹭区呢")),
    ("云河市大数据局负责什么", ("其中哪些由它牵头", "其中下半年要完成的有哪些")),
    ("青石区2024年对政策解读有什么要求", ("去年呢",)),  # the library has nothing of 2023
    ("青石区对政策解读有什么要求", ("由谁负责", "什么时候完成", "去年呢")),
    ("青石区2026年门户网站适老化改造什么时候完成", ("由谁负责", "去年呢", "白鹭区呢")),
    ("青石政办发〔2026〕4号什么时候印发的", ("主要内容是什么", "里面有几项任务")),
    ("总结一下白鹭区2025年政务公开工作要点", ("里面有几项任务", "2024年呢")),
    ("青石区一共有几项任务", ("区财政局呢",)),
    ("历下区对政策解读有什么要求", ("青石区呢", "白鹭区呢")),
    ("青石区2023年对政策解读有什么要求", ("2024年呢",)),
]


def offered(assistant, question, today, **asked):
    return follow_ups(assistant, assistant.ask(question, today=today, **asked), today=today, **asked)


@pytest.mark.parametrize(("question", "expected"), OFFERED, ids=[q for q, _ in OFFERED])
def test_what_comes_next_is_offered(assistant, today, question, expected):
    found = offered(assistant, question, today)
    assert [words for words in found if words in expected] == list(expected)


def test_a_follow_up_goes_on_from_what_was_set_beside_the_question(assistant, today):
    limits = Limits(places=("云河市青石区",), years=(2026,), units=("区财政局",))
    assert offered(assistant, "白鹭区教育局去年负责什么", today, limits=limits) == OFFERED[0][1]


def test_what_only_another_district_tells_is_offered_there(assistant, today):
    home = assistant.at_home("云河市青石区")
    question = "一小区一档案由谁负责"  # in 白鹭区's plan for its old blocks alone
    assert home.ask(question, today=today).status is Status.NOT_HELD
    assert offered(home, question, today)[0] == "白鹭区呢"
    assert "白鹭区呢" not in offered(home, f"青石区{question}", today)  # named, and not assumed


def test_where_it_is_asked_which_place_is_meant_places_are_offered(library_of, plan, today):
    places = [f"云河市{name}河县" for name in "甲乙丙丁戊己庚"]
    seven = library_of(**{f"n{i}": plan(place, "防汛", "县财政局") for i, place in enumerate(places)})
    answer = seven.ask("县财政局负责什么", today=today)
    assert answer.status is Status.ASK_BACK
    first, second = follow_ups(seven, answer, today=today)[:2]
    assert {first, second} < {f"{place[3:]}呢" for place in places}


def test_nothing_is_offered_that_says_the_same_again(assistant, today):
    answer = assistant.ask("白鹭区2025年财政局负责什么", today=today)
    assert all(c.lead for c in answer.citations if c.units)  # it leads all that names it
    assert "其中哪些由它牵头" not in follow_ups(assistant, answer, today=today)


QUESTIONS = [
    *(question for question, _ in OFFERED),
    "青石区今年谁负责适老化改造补助标准公布",
    "白鹭区2025年空气质量数据公布由谁负责",
    "东岳省专项资金公开由谁牵头",
    "青石区2025年应急避难场所分布图什么时候公布",
    "白鹭区2026年民办学校收费什么时候公布",
    "云河市2026年惠企政策总入口什么时候建成",
    "青石区加装电梯每部补助多少钱",
    "白鹭区老旧小区改造每户补助多少钱",
    "青石区2026年解读材料几个工作日内上网",
    "白鹭区2026年新增开放数据集多少个",
    "青石区每年组织几次业务培训",
    "青石区对依申请公开有什么要求",
    "白鹭区怎么保护历史风貌",
    "云河市2026年怎样开展结对帮扶",
    "什么是免申即享",
    "青石区可以用微信群代替正式公开渠道吗",
    "白鹭区2025年预收学费能不能跨两个学期",
    "东岳省公报有哪些版本",
    "对政策解读有什么要求",
    "区财政局负责什么",
    "白鹭区今年上半年哪些任务到期",
    "青石区去年和今年对政策解读的要求有什么不同",
    "青石区财政局负责什么？白鹭区教育局负责什么",
    "6月底前要完成哪些任务",
    "我们局今年负责什么",
    "第三条说了什么",
    "青石区对外星人有什么要求",
    "青石区海洋局负责什么",
    "火星市财政局负责什么",
    "你好",
]


@pytest.mark.slow
def test_whatever_is_offered_is_answered_in_the_conversation(assistant, today):
    assert len(QUESTIONS) > 30
    failed, without = {}, []
    for question in QUESTIONS:
        answer = assistant.ask(question, today=today)
        history = [Turn("user", question), Turn("assistant", answer.text)]
        words = follow_ups(assistant, answer, today=today)
        without += [question] * (not words)
        statuses = {each: assistant.ask(each, history, today).status for each in words}
        failed |= {(question, each): status for each, status in statuses.items() if status is not Status.ANSWERED}
    assert (failed, without) == ({}, [])
