"""What a keeper is told about a notice before it goes live."""

from dataclasses import replace

import pytest
from texts import LETTER, NOTICE, read

from corpus import Task, Unit, remarks_of
from corpus.damage import find_damage
from corpus.findings import KINDS, find_faults


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


def test_each_remark_names_its_line_and_words():
    notice = read(LETTER + "一、加强解读。\n二、办好公报。\n五、规范申请。\n")
    (gap,) = [remark for remark in remarks_of(notice) if remark.kind == "numbering"]
    assert (gap.file, gap.line, gap.words) == ("通知.txt", 18, "五、规范申请。")


def test_the_weightiest_remark_comes_first():
    remarks = remarks_of(read("公开的事项如下。\n公开\ufffd算。\n"))
    assert [remark.kind for remark in remarks] == ["decoding", *["missing"] * 4, "outline"]


def test_every_kind_has_a_weight_and_a_reason():
    assert all(0 < kind.weight <= 100 and kind.name and kind.reason for kind in KINDS.values())


def test_a_row_and_a_clause_that_set_different_dates_are_reported():
    text = LETTER + (
        "一、公开预算。各部门要在2024年6月底前公开本部门的预算和决算，并说明增减的原因。\n"
        "二、办好公报。\n附件\n"
        "| 序号 | 具体要求 | 责任单位 | 完成时限 |\n|---|---|---|---|\n"
        "| 1 | 各部门要公开本部门的预算和决算，并说明增减的原因。 | 区财政局 | 2024年9月底前 |\n"
    )
    assert found(text, "deadline_conflict") == ["附件/r1：表中完成时限为“2024年9月底前”，正文（一）为“在2024年6月底前”"]


TASK = "关于做好公开工作的通知\n一、公开预算。（责任单位：区财政局；完成时限：{}）\n二、办好公报。\n"


def test_a_deadline_without_a_year_in_a_notice_without_one_says_so():
    assert found(TASK.format("6月底前"), "deadline") == [
        "一/t1：完成时限“6月底前”没有写年份，公文也没有印出年份，无法确定是哪一天"
    ]


def test_a_deadline_whose_words_mean_no_day_is_not_understood():
    assert found(TASK.format("尽快"), "deadline") == ["一/t1：完成时限“尽快”没有理解"]


def test_a_name_that_is_no_unit_is_reported():
    task = Task("附件/r1", "table", "附件", "1", "甲事", "做甲事", (Unit("张三同志", "plain", "", "张三同志"),), (), ())
    notice = replace(read(NOTICE), tasks=(task,))
    assert [f.message for f in find_faults(notice) if f.kind == "unit_form"] == ["附件/r1：“张三同志”不像单位名称"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("公开\ufffd算", "decoding"),
        ("公开\ue123算", "decoding"),
        ("锟斤拷锟斤拷", "decoding"),
    ],
)
def test_characters_that_no_notice_prints_are_doubted(line, kind):
    assert [finding.kind for finding in find_damage(LETTER + line)] == [kind]


def test_a_text_that_was_opened_in_the_wrong_encoding_is_doubted():
    garbled = (NOTICE * 2).encode("gb18030")[1:].decode("gb18030", errors="ignore")
    assert [finding.kind for finding in find_damage(garbled)] == ["decoding"]


def test_the_noise_of_ocr_is_measured_in_lines():
    clean = "各部门要及时公开本部门的预算和决算。\n" * 8
    noise = "加 强 政 策 解 读 工 作\n于2O24年6月l5日前公开\n"
    (finding,) = find_damage(clean + noise)
    # 8 lines of 18 characters, then one of 8 and one of 14: 22 of 166
    assert (finding.kind, finding.message) == ("damage", "有 2 行（约占全文 13%）像是识别（OCR）错误")
    assert (clean + noise)[finding.start :].startswith("加 强")
    assert list(find_damage(clean)) == []
