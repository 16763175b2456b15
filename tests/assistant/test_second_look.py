"""Slips that a second look at the answers showed, each by its question."""

import pytest

from assistant import Status

ALL_2026 = "《2026年青石区政务公开工作要点》"


def rows(answer, number="青石政办发〔2026〕4号"):
    return [c.row for c in answer.citations if c.doc_number == number]


@pytest.mark.parametrize("question", ["青石区上半年完成的任务有哪些", "青石区今年6月底前完成的任务有哪些"])
def test_a_half_of_a_year_is_all_of_it(ask, question):
    assert rows(ask(question)) == ["4", "8", "16", "18", "20", "21"]


def test_a_month_without_a_year_is_this_years_where_it_is_held(ask):
    answer = ask("白鹭区住建局6月之后到期的任务")
    ends = [d.end for c in answer.citations for d in c.deadlines if d.end]
    assert ends and all((e.year, e.month) >= (2026, 7) for e in ends)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("采购合同签订后几天内公告", "两个工作日内"),
        ("网站适老化评测多久一次", "每半年1次"),
        ("青石区加装电梯的方案公示几天", "十日"),
    ],
)
def test_a_period_in_chinese_numerals_is_a_number(ask, question, words):
    assert words in ask(question).text


def test_groups_of_governments_have_their_duties(ask):
    answer = ask("云河市各区人民政府2025年负责什么")
    assert rows(answer, "云河政办发〔2025〕8号") == ["2", "5", "7", "12"]


def test_an_item_is_a_row_where_rows_have_numbers(ask):
    assert "区民政局牵头" in ask("青石区4号文第7项谁负责").text


def test_who_has_most_duties_stands_first(ask):
    lines = ask("青石区2026年要点里哪个单位任务最多").text.splitlines()
    assert next(line for line in lines if line.startswith("1. ")).startswith("1. 区财政局（牵头2项、负责2项、配合5项）")


@pytest.mark.parametrize("question", ["只看财政局2026年的任务", "麻烦查下财政局2026年的任务"])
def test_words_before_a_unit_are_no_place(ask, question):
    assert ask(question).status is Status.ANSWERED


def test_a_number_of_a_suggestion_is_no_issuing_number(ask):
    assert "文号为" not in ask("第12号建议由谁办理").text


def test_a_row_whose_name_is_no_part_of_its_requirement_is_listed(library_of):
    who = library_of(
        甲="澜湾市人民政府办公室关于交办代表建议的通知\n\n澜政办函〔2026〕21号\n\n各有关单位：\n现交办如下。\n\n附件\n代表建议任务分解表\n"
        "序号\t建议编号\t建议题目\t主办单位\t办结时限\n1\t第12号\t关于增设母婴室的建议\t市公安局\t6月30日\n"
        "2\t第35号\t关于整治夜间噪声的建议\t市城管局\t9月30日\n"
    )
    answer = who.ask("澜湾市公安局负责什么")
    assert "关于增设母婴室的建议" in answer.text and "[1]" in answer.text


@pytest.mark.parametrize("follow_up", ["最新的呢", "那最近一年的呢？"])
def test_a_follow_up_asks_the_same_of_the_latest_year(ask, follow_up):
    answer = ask(follow_up, "青石区2025年区财政局负责什么")
    assert (answer.scope.units, {c.year for c in answer.citations}) == (("区财政局",), {2026})


ROWS = """青石县人民政府办公室关于印发整改清单的通知
青政办发〔2026〕9号
附件
整改清单
序号\t整改事项\t整改措施\t责任单位\t整改时限
1\t河道乱堆\t清运垃圾1200吨\t县水利局\t6月底前
2\t污水直排\t改造管网3.2公里\t县住建局\t9月30日前
3\t噪声扰民\t加装隔音屏两处\t县交通局\t8月底前
"""


def test_a_row_is_found_by_its_task_though_its_other_words_say_nothing_of_it(library_of):
    assistant = library_of(清单=ROWS)
    when, who = assistant.ask("污水直排什么时候整改完"), assistant.ask("污水直排由谁负责")
    assert [c.row for c in when.citations] == [c.row for c in who.citations] == ["2"]
    assert "9月30日前" in when.text and "县住建局" in who.text
    assert assistant.ask("污水直排的罚款由谁收").status.value == "not_held"
