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
    body = LETTER + "一、加强解读。\n二、办好公报。\n附件\n公开情况图\n"
    stray = "各组数据如下图所示\n" * 40
    notice = read(body + stray)
    left = sum(block.end - block.start for block in notice.blocks if block.kind == "leftover")
    assert 200 < left <= len(stray)
    (message,) = found(body + stray, "leftover")
    assert message.startswith(f"有 {left} 个字没有归入任何部分")


def test_a_few_words_that_belong_nowhere_are_not_reported():
    assert found(LETTER + "一、加强解读。\n二、办好公报。\n附件\n公开情况图\n数据如下图所示\n", "leftover") == []


def test_a_finding_leads_to_its_place():
    notice = read(LETTER + "一、加强解读。\n二、办好公报。\n五、规范申请。\n")
    (gap,) = [finding for finding in notice.findings if finding.kind == "numbering"]
    assert notice.text[gap.start : gap.end + 1] == "五、"
