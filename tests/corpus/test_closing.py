"""What stands below the last section and is no part of it."""

import pytest
from texts import read

TITLE = "云河市青石区文化局关于申报2026年工坊的通知\n各镇街：\n"
SECTIONS = "一、申报条件\n面积不少于150平方米。\n二、有关要求\n材料一式三份。\n"
SIGNED = "云河市青石区文化局\n2026年5月29日\n"


def places(text):
    return [(clause.path, clause.heading, clause.text) for clause in read(text).clauses][2:]


def test_contacts_and_the_list_of_attachments_are_clauses_of_their_own():
    below = (
        "联系人：文化局 陆远，电话：87215530。\n电子邮箱：a@example.org\n\n"
        "附件：1.申报书\n　　　2.花名册\n　　　3.2026年度汇总表\n\n"
    )
    assert places(TITLE + SECTIONS + below + SIGNED) == [
        ("一", "申报条件", "一、申报条件面积不少于150平方米。"),
        ("二", "有关要求", "二、有关要求材料一式三份。"),
        ("发文说明", "附注", "联系人：文化局陆远，电话：87215530。电子邮箱：a@example.org"),
        ("发文说明", "附件说明", "附件：1.申报书2.花名册3.2026年度汇总表"),
        ("文件尾", "落款", "云河市青石区文化局2026年5月29日"),
    ]


@pytest.mark.parametrize(
    "words",
    ["本政策执行期暂定为三个月，到期后另行通知。", "本通知自印发之日起施行，有效期2年。", "特此通知。"],
)
def test_a_sentence_on_the_notice_itself_is_no_part_of_the_last_section(words):
    clauses = places(f"{TITLE}{SECTIONS}{words}\n{SIGNED}")
    assert clauses[1][2] == "二、有关要求材料一式三份。"
    assert clauses[2] == ("发文说明", "", words)


def test_the_last_article_keeps_its_paragraphs():
    text = "云河市停车办法\n第一条 路边可以停车。\n第二条 由市公安局解释。\n本办法自2026年1月1日起施行。\n"
    assert [clause.text for clause in read(text).clauses if clause.path == "第二条"] == [
        "第二条由市公安局解释。本办法自2026年1月1日起施行。"
    ]


def test_a_paragraph_of_the_last_section_stays_with_it():
    clauses = places(f"{TITLE}{SECTIONS}纸质材料送区政务大厅三楼。\n{SIGNED}")
    assert clauses[1][2] == "二、有关要求材料一式三份。纸质材料送区政务大厅三楼。"


def test_the_name_of_a_chapter_above_the_first_article_is_no_clause():
    text = "云河市停车办法\n\n第一章 总则\n\n第一条 路边可以停车。\n第二条 由市公安局解释。\n"
    assert [clause.path for clause in read(text).clauses] == ["文件头", "第一条", "第二条"]
