"""What must hold for every text, put together at random from what notices are made of."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from corpus import NoticeError, bare, dump_notice, load_notice, quote_of, read_bytes

MARKS = (
    "一、 二、 三、 十一、 （一） （二） (三) 1. 2． 3、 （1） ①"
    " 第一部分 第一章 第一条 第二条 一是 # ## 1.2017年10月底前 附件 附件1 附件2："
).split()
UNITS = (
    "区财政局 市教育局、市民政局 各街道办事处 区政府各部门"
    " 省发改委、司法厅 市生态环境局长清分局 区财政局区教育局 等部门"
).split()
BRACKETS = [
    "（责任单位：区财政局）",
    "（牵头单位：区财政局；配合单位：区教育局）",
    "（区财政局、区教育局负责）",
    "（区财政局牵头，区教育局配合）",
    "责任单位：区财政局、区教育局",
    "由区财政局牵头、区教育局配合。",
    "（",
    "）",
    "《",
    "》",
    "〔2022〕3号",
    "（完成时限：2022年6月底前）",
]
DATES = (
    "2022年6月底前 6月底前 年底前 每季度 每月5日前"
    " 长期坚持 二〇二二年三月一日 2022年3月1日 印发后20个工作日内 第二季度 2022年3月—6月"
).split()
WORDS = ["做好有关工作。", "推进甲事", "公开预算和决算，", "按照第三条第（二）项", "完成率95%", "；", "。", "：", "，"]
HEADS = [
    "云河市人民政府办公室文件",
    "云政办发〔2022〕3号",
    "云河市人民政府办公室关于做好甲事的通知",
    "关于印发《2022年甲事要点》的通知",
    "各区县人民政府，市政府各部门：",
    "云河市人民政府办公室\n2022年3月1日",
    "（此件公开发布）",
    "索 引 号：A1",
    "发文机关：云河市人民政府",
    "抄送：市委办公室。",
    "云河市人民政府办公室 2022年3月2日印发",
    "---\n标题：甲事\n---",
]
ROWS = [
    "| 序号 | 工作任务 | 具体要求 | 责任单位 | 完成时限 |",
    "|---|---|---|---|---|",
    "| 1 | 甲事 | 做好甲事。 | 区财政局 | 6月底前 |",
    "| 2 | | 做好乙事。 | | |",
    "序号\t工作任务\t责任单位\t完成时限",
    "1\t做好甲事\t区财政局\t6月底前",
    "2\t做好乙事\t\t",
    "序号 工作任务 具体要求 责任单位 完成时限",
    "1\n甲事\n做好甲事的全部工作。\n区财政局\n6月底前",
    "2 乙事 做好乙事的全部工作。 区教育局 每季度",
    "序号工作任务责任单位1.做好甲事的工作。区财政局2.做好乙事的工作。区教育局3.做好丙事的工作。区民政局",
    "|",
    "\t",
]
FURNITURE = [
    "— 3 —",
    "第3页 共9页",
    "分享到：微信",
    "当前位置：首页>政务",
    "p { margin: 0 }",
    "[TOC]",
    "-->",
    "> 引",
    "***",
]
TAGS = (
    "<p> </p> <b> </b> <br> <table> <tr> <td> <td rowspan=2> </td> </tr> </table> <!-- 注 --> <div class='a'> </div> **"
).split()
NOISE = [" ", "　", "\u200b", "\xa0", "A b", "3 0", "馀", "後"]

GROUPS = (MARKS, UNITS, BRACKETS, DATES, WORDS, HEADS, ROWS, FURNITURE, NOISE)
MARKDOWN, TABS, FLAT = (ROWS[0], ROWS[2:4]), (ROWS[4], ROWS[5:7]), (ROWS[7], ROWS[8:10])

single = st.one_of(*map(st.sampled_from, GROUPS))
sentences = st.tuples(*map(st.sampled_from, (MARKS, WORDS, WORDS + DATES, BRACKETS[:6]))).map("".join)
tables = st.one_of(
    *(
        st.lists(st.sampled_from([*rows, header, *FURNITURE[:2]]), min_size=2, max_size=6).map(
            lambda chosen, header=header: "\n".join(["", header, *chosen, ""])
        )
        for header, rows in (MARKDOWN, TABS, FLAT)
    )
)
plain_parts = st.one_of(single, single, sentences.map(lambda words: f"\n{words}\n"), tables)
parts = st.one_of(plain_parts, st.sampled_from(TAGS), st.text(max_size=6))
joints = st.sampled_from(["", "", "\n", "\n", "\n\n", " ", "　　"])


def texts(of):
    """Texts of random parts with random joints."""
    pairs = st.lists(st.tuples(of, joints), min_size=5, max_size=30)
    return pairs.map(lambda found: "".join(part + joint for part, joint in found))


plain_texts, mixed_texts = texts(plain_parts), texts(parts)
pages = mixed_texts.map(lambda text: f"<!DOCTYPE html><html><body>{text}</body></html>")
often = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(text):
    """The reading of a text, or None for one that is refused."""
    try:
        return read_bytes(text.encode("utf-8", "surrogatepass"), "甲.txt")
    except NoticeError:
        return None


def cut(text, spans):
    return "".join(text[start:end] for start, end in spans)


def assert_spans_lie_within(text, spans):
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before.end <= after.start for before, after in pairwise(sorted(spans)))


def is_within(words, text):
    """Whether the characters of words stand in a text in this order."""
    rest = iter(text)
    return all(character in rest for character in bare(words))


@often
@given(st.one_of(mixed_texts, pages, st.text(max_size=200)))
@example("局" * 300)
@example("区财政局" * 900)
@example("一、甲\n" + "（" * 300)
@example("<html>" + "<div>" * 3000)
def test_every_text_is_read_or_refused_in_words(text):
    read(text)


@often
@given(st.binary(max_size=300))
def test_every_file_is_read_or_refused_in_words(data):
    try:
        read_bytes(data, "甲.txt")
    except NoticeError as error:
        assert re.search("[一-鿿]", str(error))


@often
@given(st.one_of(mixed_texts, pages))
@example(f"一、\n{ROWS[7]}\n{ROWS[8]}\n{ROWS[8]}\n\n{ROWS[0]}\n{ROWS[2]}\n{ROWS[2]}\n— 3 —\n{MARKS[0]}{BRACKETS[0]}\n")
def test_the_blocks_partition_the_text(text):
    notice = read(text)
    if notice is not None:
        edges = [(block.start, block.end) for block in notice.blocks]
        assert edges[0][0] == 0 and edges[-1][1] == len(notice.text)
        assert all(start < end for start, end in edges)
        assert all(before[1] == after[0] for before, after in pairwise(edges))


@often
@given(st.one_of(mixed_texts, pages))
def test_each_clause_is_what_its_spans_cut_out(text):
    notice = read(text)
    for clause in notice.clauses if notice else ():
        assert_spans_lie_within(notice.text, clause.spans)
        assert clause.text == quote_of(notice.text, clause.spans)[0]
        assert clause.text
    refs = [clause.ref for clause in notice.clauses] if notice else []
    assert len(refs) == len(set(refs))


@often
@given(plain_texts)
def test_each_section_holds_its_heading(text):
    notice = read(text)
    for section in notice.sections if notice else ():
        assert 0 <= section.start < section.end <= len(notice.text)
        assert is_within(section.heading, notice.text[section.start : section.end])


@often
@given(plain_texts)
def test_each_duty_is_what_its_fields_cut_out(text):
    notice = read(text)
    for task in notice.tasks if notice else ():
        assert task.spans and task.requirement
        assert_spans_lie_within(notice.text, task.spans)
        for spans in task.fields.values():
            assert_spans_lie_within(notice.text, spans)
        assert bare(cut(notice.text, task.fields["requirement"])).endswith(bare(task.requirement)[-3:])
        assert is_within(task.requirement, cut(notice.text, task.fields["requirement"]))
        for unit in task.units:
            assert is_within(unit.name, cut(notice.text, task.fields["units"]))
    refs = [task.ref for task in notice.tasks] if notice else []
    assert len(refs) == len(set(refs))


@often
@given(mixed_texts)
def test_the_findings_lie_within_the_text(text):
    notice = read(text)
    for finding in notice.findings if notice else ():
        assert finding.start is None or 0 <= finding.start <= len(notice.text)
        assert finding.end is None or finding.start <= finding.end <= len(notice.text)


@pytest.mark.parametrize("line_end", ["\r\n", "\r"], ids=["CRLF", "CR"])
@often
@given(text=mixed_texts)
def test_line_ends_change_nothing(line_end, text):
    text = text.replace("\r", "\n")
    one, other = read(text), read(text.replace("\n", line_end))
    if one is None:
        assert other is None
    else:
        assert replace(other, version=one.version) == one


@often
@given(st.one_of(mixed_texts, pages))
def test_what_is_stored_is_what_comes_back(text):
    notice = read(text)
    if notice is not None:
        assert load_notice(dump_notice(notice)) == notice
