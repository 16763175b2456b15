"""Where attachments begin, and which lines only name them."""

import pytest
from texts import paths, read

TITLE = "关于做好公开工作的通知\n"
BODY = "一、加强解读。\n二、办好公报。\n"
SIGNED = "云河市财政局\n2024年5月6日\n"


def test_a_line_with_the_name_and_the_title_begins_an_attachment():
    text = (
        f"{TITLE}{BODY}附件1：青石区公开清单\n附件2：青石区公开日程\n{SIGNED}"
        "附件1：青石区公开清单\n一、预算。\n二、决算。\n附件2：青石区公开日程\n一、春季。\n二、秋季。\n"
    )
    assert paths(read(text)) == ["一", "二", "附件1一", "附件1二", "附件2一", "附件2二"]


@pytest.mark.parametrize(
    "ending",
    [
        pytest.param(f"附件：青石区公开清单\n{SIGNED}", id="before the signature"),
        pytest.param(f"附件1：公开清单\n附件2：公开日程\n{SIGNED}", id="two of them"),
        pytest.param("附件1：公开清单\n附件2：公开日程\n云河市财政局\n云河市教育局\n2024年5月6日\n", id="two signers"),
        pytest.param("附件：公开清单\n（此件公开发布）\n", id="before the note"),
        pytest.param("附件：公开清单\n抄送：区委办公室。\n", id="before the imprint"),
        pytest.param("附件1：公开清单.docx\n附件2：公开日程.xls\n其他事项请见门户网站的专栏。\n", id="links to files"),
        pytest.param("附件1所列事项由各镇公开，各镇应当在门户网站上设立专栏。\n", id="a sentence"),
    ],
)
def test_a_line_that_only_names_an_attachment_begins_none(ending):
    text = f"{TITLE}{BODY}{ending}一、清单以内的事项。\n二、清单以外的事项。\n"
    assert not any(path.startswith("附件") for path in paths(read(text)))


def test_a_table_may_follow_the_line_with_the_title():
    text = (
        f"{TITLE}{BODY}{SIGNED}附件1：公开清单\n| 序号 | 具体要求 | 责任单位 |\n|---|---|---|\n"
        "| 1 | 公开本部门的预算和决算。 | 区财政局 |\n附件2：公开日程\n| 序号 | 具体要求 | 责任单位 |\n|---|---|---|\n"
        "| 1 | 每季公开采购的结果。 | 区教育局 |\n"
    )
    assert [(task.section, task.row) for task in read(text).tasks] == [("附件1", "1"), ("附件2", "1")]


@pytest.mark.parametrize(
    "names",
    [
        "附件：1.公开清单\n2.公开日程\n3.公开样表\n",
        "附件：1．公开清单 2．公开日程\n3．公开样表\n",
        "附：1、公开清单\n2、公开日程\n",
    ],
)
def test_the_numbers_of_a_list_of_attachments_are_no_headings(names):
    text = f"{TITLE}{BODY}{names}{SIGNED}附件1\n公开清单\n1.预算。\n2.决算。\n"
    assert paths(read(text)) == ["一", "二", "附件11", "附件12"]


def test_a_number_below_an_attachments_own_line_is_a_heading():
    assert paths(read(f"{TITLE}{BODY}附件：\n1.预算。\n2.决算。\n")) == ["一", "二", "附件1", "附件2"]
