"""The last item of a list ends at the next paragraph that is no item."""

import pytest
from texts import NOTICE, paths, read

LIST = "申请材料如下：\n①申请表；\n②身份证；\n③房产证。\n"


def clauses(notice):
    return [(clause.path, clause.text) for clause in notice.clauses][1:]


@pytest.mark.parametrize(
    "behind",
    [
        "补贴由区住建局在二十个工作日内发放。",
        "办理地点：区便民服务中心",
        "| 地点 | 电话 |\n|---|---|\n| 窗口 | 12345 |\n\n补贴由区住建局发放。",
    ],
)
def test_a_paragraph_behind_a_list_is_no_part_of_its_last_item(behind):
    found = clauses(read(f"加装电梯补贴指南\n\n{LIST}\n{behind}\n"))
    assert ("③", "③房产证。") in found
    assert behind.split("\n\n")[-1] in [text for _, text in found]


def test_a_question_ends_a_list():
    text = f"加装电梯补贴指南\n\n{LIST}\n**问：到哪里办理？**\n答：到住建局办理。\n\n问：多久？\n答：五天。\n"
    assert clauses(read(text, "指南.md"))[3:] == [
        ("③", "③房产证。"),
        ("问一", "答：到住建局办理。"),
        ("问二", "答：五天。"),
    ]


def test_the_section_above_goes_on_behind_a_list():
    notice = read(f"加装电梯补贴办法\n一、办理\n{LIST}区住建局在二十日内审核。\n二、附则\n自印发之日起施行。\n")
    assert paths(notice) == ["一", "一①", "一②", "一③", "二"]
    assert clauses(notice)[3:5] == [("一③", "③房产证。"), ("一", "区住建局在二十日内审核。")]
    assert len({clause.ref for clause in notice.clauses}) == len(notice.clauses)


def test_a_line_of_units_stays_with_the_item():
    notice = read(f"{NOTICE.split('一、')[0]}一、办理\n①编表。\n②送审。\n责任单位：区司法局\n二、附则\n施行。\n")
    assert [(task.section, task.units[0].name) for task in notice.tasks] == [("一②", "区司法局")]


def test_items_of_several_paragraphs_keep_those_of_the_last():
    notice = read("加装电梯补贴指南\n\n①申请。\n业主提出。\n②受理。\n窗口接收。\n")
    assert clauses(notice) == [("①", "①申请。业主提出。"), ("②", "②受理。窗口接收。")]
