"""Questions and answers: the question is the heading of a section, the answer its clause."""

import pytest
from texts import headings, paths, read

ASKED = "到哪里办理？要带什么材料？"
ANSWER = "到户籍所在地便民服务中心办理，携带户口簿。"


def clauses(notice):
    return [(clause.path, clause.heading, clause.text) for clause in notice.clauses][1:]


@pytest.mark.parametrize(
    ("ask", "answer"),
    [
        ("**问：{}**", "答：{}"),
        ("问：{}", "答:{}"),
        ("Q：{}", "A：{}"),
        ("Q1：{}", "A1：{}"),
        ("【问】{}", "【答】{}"),
        ("【问】：{}", "【答复】{}"),
        ("### 问：{}", "答：{}"),
        ("记者：{}", "答：{}"),
    ],
)
def test_each_question_with_its_answer_is_a_section(ask, answer):
    second = answer.format("五个工作日内办结。\n逾期可以投诉。")
    text = f"户籍办理问答\n\n{ask.format(ASKED)}\n{answer.format(ANSWER)}\n\n{ask.format('多久能办好？')}\n{second}\n"
    notice = read(text, "问答.md")
    assert headings(notice) == [("问一", ASKED), ("问二", "多久能办好？")]
    assert clauses(notice) == [
        ("问一", ASKED, answer.format(ANSWER)),
        ("问二", "多久能办好？", answer.format("五个工作日内办结。逾期可以投诉。")),
    ]


def test_a_numbered_question_keeps_its_number():
    notice = read(f"户籍办理问答\n\n1.问：{ASKED}\n答：{ANSWER}\n\n2.问：多久能办好？\n答：五个工作日。\n")
    assert clauses(notice) == [("1", ASKED, f"答：{ANSWER}"), ("2", "多久能办好？", "答：五个工作日。")]


def test_question_and_answer_may_share_a_paragraph():
    notice = read(f"户籍办理问答\n\n问：{ASKED}答：{ANSWER}\n问：多久能办好？答：五个工作日。\n")
    assert clauses(notice) == [("问一", ASKED, f"答：{ANSWER}"), ("问二", "多久能办好？", "答：五个工作日。")]


def test_questions_stand_below_the_section_that_holds_them():
    notice = read(f"户籍办理问答\n一、地点\n问：{ASKED}\n答：{ANSWER}\n二、期限\n问：多久能办好？\n答：五个工作日。\n")
    assert paths(notice) == ["一", "一问一", "二", "二问二"]


def test_one_question_that_is_answered_is_a_section_and_one_that_is_not_is_none():
    assert paths(read(f"户籍办理指南\n\n办理很方便。\n问：{ASKED}\n答：{ANSWER}\n")) == ["问一"]
    assert paths(read(f"户籍办理指南\n\n办理很方便。\n问：{ASKED}\n")) == []


def test_a_list_within_an_answer_belongs_to_it():
    notice = read(f"户籍办理问答\n\n问：{ASKED}\n答：要带：\n1.户口簿。\n2.身份证。\n问：多久？\n答：五天。\n")
    assert paths(notice) == ["问一", "问一1", "问一2", "问二"]


def test_shortcomings_are_no_questions():
    text = "整改情况通报\n\n问题1：制度不健全。\n整改措施：修订制度。\n问题2：资金不到位。\n整改措施：追加预算。\n"
    assert paths(read(text)) == []


def test_without_labels_the_answers_stand_below_their_questions():
    notice = read("《救助办法》政策解读\n什么是困难家庭？\n指支出过大的家庭。\n标准是多少？\n每月850元。\n")
    assert [(c.heading, c.text) for c in notice.clauses][1:] == [
        ("什么是困难家庭？", "指支出过大的家庭。"),
        ("标准是多少？", "每月850元。"),
    ]


def test_shortcomings_that_are_asked_are_questions_only_where_something_is_answered():
    text = (
        "整改情况通报\n\n一、存在问题\n问题1：制度不健全的有几家？共三家。\n问题2：资金为何不到位？预算没有追加。\n"
        "二、下步要求\n各单位要对照检查：制度是否健全？\n整改到位后报办公室。\n"
    )
    notice = read(text)
    assert paths(notice) == ["一", "二"]
    assert clauses(notice) == [
        ("一", "存在问题", "一、存在问题问题1：制度不健全的有几家？共三家。问题2：资金为何不到位？预算没有追加。"),
        ("二", "下步要求", "二、下步要求各单位要对照检查：制度是否健全？整改到位后报办公室。"),
    ]
    assert paths(read("户籍办理问答\n\n问题1：到哪里办理？\n答：到中心。\n问题2：多久？\n答：五天。\n")) == [
        "问一",
        "问二",
    ]


def test_a_line_that_asks_in_the_next_section_is_no_question():
    text = (
        f"户籍办理问答\n一、地点\n问：{ASKED}\n答：{ANSWER}\n怎样预约办理？\n打电话预约。\n"
        "二、要求\n各单位要对照检查。\n制度是否健全？\n逐项核对。\n"
    )
    assert paths(read(text)) == ["一", "一问一", "一问二", "二"]


def test_a_question_without_an_answer_mark_ends_where_it_first_asks():
    notice = read("户籍办理问答\n\n问：到哪里办理？到中心办理。\n问：多久能办好？五天。要收费吗？不收。\n")
    assert headings(notice) == [("问一", "到哪里办理？"), ("问二", "多久能办好？")]
    assert clauses(notice) == [
        ("问一", "到哪里办理？", "到中心办理。"),
        ("问二", "多久能办好？", "五天。要收费吗？不收。"),
    ]


def test_more_than_a_hundred_questions_are_counted_in_chinese():
    text = "户籍办理问答\n\n" + "".join(f"问：第{i}项怎么办理？\n答：1.到中心。\n2.带证件。\n" for i in range(1, 112))
    found = paths(read(text))
    assert {"问九十九", "问一百", "问一百零一", "问一百零一2", "问一百一十一"} <= set(found)
