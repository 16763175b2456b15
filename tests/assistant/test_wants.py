"""Conditions of questions: periods, exclusion, negation, counts; and the answers of the sample library under them."""

import pytest

from assistant.kinds import roles_of
from assistant.wants import asks_whether, says_so, wants_of

PLAN, MEASURES = "青石政办发〔2026〕4号", "青石政办发〔2026〕7号"


def rows_of(answer, number=PLAN):
    return [c.row for c in answer.citations if c.doc_number == number]


@pytest.mark.parametrize(
    ("question", "periods"),
    [
        ("长期任务有哪些", ("continuous",)),
        ("每月要做的有哪些", ("month",)),
        ("每季度要做什么", ("quarter",)),
        ("全年的任务", ("whole-year",)),
        ("每半年的任务有哪些", ("half-year",)),
        ("每年要做哪些培训", ()),
        ("全年完成改造多少户", ()),
        ("每季度公开几次", ()),
    ],
)
def test_the_periods_that_a_question_wants(question, periods):
    assert wants_of(question).periods == periods


@pytest.mark.parametrize(
    ("question", "negation"),
    [
        ("哪些情形不需要公开", "free"),
        ("不需要公开的有哪些", "free"),
        ("哪些内容不得公开", "forbidden"),
        ("禁止发布的信息有哪些", "forbidden"),
        ("哪些情形需要公开", ""),
    ],
)
def test_the_negation_that_a_question_wants(question, negation):
    assert wants_of(question).negation == negation


def test_a_ban_is_no_answer_to_what_need_not_be_done():
    assert not says_so("free", "不得代替正式公开渠道")
    assert says_so("forbidden", "不得代替正式公开渠道")
    assert says_so("free", "涉及国家秘密的不予公开")


@pytest.mark.parametrize(
    ("question", "roles"),
    [
        ("财政局不是牵头的任务", ("plain", "support")),
        ("财政局只配合不牵头的任务", ("support",)),
        ("财政局有没有牵头的任务", ("lead",)),
        ("财政局不配合的任务", ("lead", "plain")),
    ],
)
def test_a_role_that_is_denied_leaves_the_others(question, roles):
    assert roles_of(question) == roles


@pytest.mark.parametrize(
    ("question", "whether"), [("有没有要求加装电梯", True), ("是否规定期限", True), ("可不可以延期", False)]
)
def test_questions_whether_there_is_such_a_thing(question, whether):
    assert asks_whether(question) is whether


def test_what_is_done_every_month(ask):
    answer = ask("青石区今年每月要做的有哪些")
    assert rows_of(answer) == ["9", "12"]
    assert "时限为每月的任务有2项" in answer.text


def test_what_goes_on_all_year(ask):
    answer = ask("青石区全年的任务")
    assert (rows_of(answer), len(rows_of(answer, MEASURES))) == (["3", "13"], 1)


def test_unit_and_deadline_together(ask):
    answer = ask("青石区财政局今年6月底前要完成什么")
    assert rows_of(answer) == ["4"]
    assert "1项时限不晚于2026年6月30日的任务" in answer.text


def test_unit_role_and_deadline_that_nothing_meets(ask):
    answer = ask("青石区财政局配合、3月5日前、2025年的任务")
    assert (answer.status, answer.citations) == ("not_held", ())


def test_the_duties_in_which_a_unit_does_not_lead(ask):
    assert rows_of(ask("青石区财政局不是牵头的任务有哪些")) == ["3", "4", "6", "7", "11", "17", "22"]


def test_how_many_duties_there_are_is_said_first(ask):
    answer = ask("青石区2026年有多少项任务")
    assert answer.scope.kind == "count"
    assert answer.text.startswith("共有33项任务：")
    assert len(answer.citations) == 33


@pytest.mark.parametrize(
    "question",
    ["青石区2026年的任务有哪些", "青石区今年有哪些重点任务", "列出青石区2026年的任务", "青石区今年的任务是什么"],
)
def test_the_duties_of_a_district_are_listed_whole(ask, question):
    answer = ask(question)
    assert answer.scope.kind == "list"
    assert len(answer.citations) == 33
    assert "有22项" in answer.text and "有11项" in answer.text


def test_duties_of_the_notices_that_the_question_names_alone(ask):
    answer = ask("青石区2026年政务公开工作要点有哪些任务")
    assert {c.doc_number for c in answer.citations} == {"青石政办发〔2026〕4号"}
    assert len(answer.citations) == 22


def test_a_topic_is_not_all_duties_of_the_notice_that_has_it_in_its_title(ask):
    answer = ask("适老化改造有哪些任务")
    assert len({c.notice_id for c in answer.citations}) > 1
    assert "11项任务" not in answer.text


def test_yes_stands_before_the_quotation(ask):
    assert ask("青石区2026年有没有要求加装电梯").text.startswith("有。\n\n> 推进老旧住宅加装电梯")


def test_no_is_a_refusal(ask):
    answer = ask("青石区2026年有没有要求种植水稻")
    assert (answer.status, answer.text[:3]) == ("not_held", "未见。")


def test_who_and_by_when_in_one_question(ask):
    answer = ask("青石区适老化改造什么时候完成，由谁负责")
    assert "由区民政局、区财政局负责（完成时限：10月底前）" in answer.text
