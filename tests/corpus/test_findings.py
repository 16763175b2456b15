"""What a keeper is told about a notice before it goes live."""

import pytest
from texts import LETTER, NOTICE, read


def found(text, kind):
    return [finding.message for finding in read(text).findings if finding.kind == kind]


def test_a_complete_notice_has_nothing_to_report():
    assert read(NOTICE).findings == ()


@pytest.mark.parametrize(
    ("lost", "message"),
    [
        ("青石政办字〔2024〕5号\n", "没有读到文号"),
        ("2024年4月9日\n", "没有读到日期"),
    ],
)
def test_what_is_missing_is_named(lost, message):
    text = NOTICE.replace(lost, "").split("抄送")[0]
    assert found(text, "missing") == [message]


def test_a_text_without_sections_is_reported():
    assert found(LETTER, "outline") == ["没有读到任何编号的章节"]


def test_words_that_belong_nowhere_are_counted():
    stray = "".join(f"第{n}组数据如下图所示\n" for n in range(40))
    text = LETTER + "一、加强解读。\n二、办好公报。\n附件\n" + stray
    assert not found(text, "leftover") or "个字没有归入任何部分" in found(text, "leftover")[0]


def test_a_finding_leads_to_its_place():
    notice = read(LETTER + "一、加强解读。\n二、办好公报。\n五、规范申请。\n")
    (gap,) = [finding for finding in notice.findings if finding.kind == "numbering"]
    assert notice.text[gap.start : gap.end + 1] == "五、"
