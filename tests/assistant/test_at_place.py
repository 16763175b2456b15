"""Places in a notice, as people name them; the clauses and rows are those of the sample's data."""

import pytest

from assistant import Status
from assistant.place_words import find_place, say_steps, steps_of

FOUR, SEVEN = "青石政办发〔2026〕4号", "青石政办发〔2026〕7号"
MEASURES = f"《青石区适老化改造和居家养老若干措施》（{SEVEN}）"


@pytest.mark.parametrize(
    ("question", "section", "row"),
    [
        ("第三部分第二项第1条讲什么", "第三部分第（二）项第一条", ""),
        ("第四部分第(二)项", "第四部分第（二）项", ""),
        ("7号文第四条什么时候完成", "第四条", ""),
        ("预案第2.1条是什么", "第2.1条", ""),
        ("要点23条讲什么", "第二十三条", ""),
        ("要点二(一)的要求", "第二部分第（一）项", ""),
        ("(三)2说什么", "第（三）项第二条", ""),
        ("第三条第(一)项", "第三条第（一）项", ""),
        ("若干措施最后一条", "倒数第1条", ""),
        ("倒数第二部分", "倒数第2部分", ""),
        ("附件2第3行谁负责", "附件2", "3"),
        ("附件第24行责任单位", "附件", "24"),
        ("分工表第3行", "", "3"),
        ("任务分解表第八行", "", "8"),
        ("8号任务谁负责", "", "8"),
        ("序号12什么时候完成", "", "12"),
        ("附件序号12", "附件", "12"),
        ("附件有哪几个", "", ""),
        ("第三条例", "", ""),
        ("第三方评估谁负责", "", ""),
        ("十二条措施有哪些", "", ""),
    ],
)
def test_the_place_that_a_question_names(question, section, row):
    assert find_place(question)[:2] == (section, row)


@pytest.mark.parametrize(
    "words", ["第三部分第（二）项第一条", "附件2第三部分", "倒数第1条", "倒数第2部分", "第101条", "第2.1条"]
)
def test_a_place_in_words_is_read_again_as_the_same_place(words):
    assert say_steps(steps_of(words)) == words


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("7号文第四条什么时候完成", f"{MEASURES}第二部分第4条"),
        ("青石区若干措施第10条谁牵头", f"{MEASURES}第三部分第10条"),
        ("适老化若干措施第三部分第10条", f"{MEASURES}第三部分第10条"),
        ("若干措施最后一条", f"{MEASURES}第三部分第11条"),
        ("青石区2026年要点二（一）", f"《2026年青石区政务公开工作要点》（{FOUR}）第二部分第（一）项"),
        ("青石区2026年要点第8行", f"《2026年青石区政务公开工作要点》（{FOUR}）附件序号8"),
        ("青石区2026年要点8号任务", f"《2026年青石区政务公开工作要点》（{FOUR}）附件序号8"),
        (
            "白鹭区2026年要点第二部分（三）2",
            "《2026年白鹭区政务公开工作要点》（白鹭政办发〔2026〕3号）第二部分第（三）项第2条",
        ),
        (
            "白鹭区2025年分工表第3行",
            "《2025年白鹭区政务公开工作要点》（白鹭政办发〔2025〕9号）附件“预算绩效目标和评价报告与预算、决算同时公”行",
        ),
    ],
)
def test_a_place_is_found_by_the_numbering_of_its_notice(ask, question, label):
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert {citation.label_short for citation in answer.citations} == {label}


def test_who_does_what_stands_at_a_place_and_by_when_is_said_first(ask):
    assert ask("若干措施第10条谁牵头").text.startswith(
        "由区大数据局牵头，区教育局、各街道办事处配合；完成时限：每半年1次。"
    )
    assert "完成时限：5月31日前" in ask("青石区2026年要点附件第8行谁负责").text.splitlines()[0]


def test_who_does_what_a_clause_says_is_read_from_its_rows(ask):
    text = ask("青石区2026年要点第一部分第（三）项的责任单位").text
    assert "附件序号7：由区民政局牵头，区财政局、各街道办事处配合；完成时限：10月底前。" in text
    assert "附件序号8：由区教育局负责；完成时限：5月31日前。" in text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("若干措施第15条", "没有第十五条，共11条"),
        ("青石区2026年要点第九部分", "没有第九部分，共4个部分"),
        ("青石区2026年要点附件第99行", "没有附件序号99，附表共22行"),
    ],
)
def test_a_place_that_there_is_not_is_refused_with_what_there_is(ask, question, said):
    answer = ask(question)
    assert (answer.status, answer.citations) == (Status.NOT_HELD, ())
    assert said in answer.text


def test_items_that_begin_anew_in_each_part_are_counted_by_part(library_of):
    who = library_of(
        甲="云河市人民政府办公室关于印发云河市绿化工作方案的通知\n\n云政办发〔2026〕3号\n\n各区人民政府：\n"
        "现印发给你们。\n\n一、种树\n1.春季种树一万棵。\n2.秋季种树两万棵。\n二、养护\n1.每月浇水两次。\n2.每年剪枝一次。\n"
    )
    assert [c.section for c in who.ask("第二条").citations] == ["二1", "二2"]
    assert [c.section for c in who.ask("第二部分第1条").citations] == ["二1"]


def test_articles_are_found_whatever_chapter_is_named(library_of):
    who = library_of(
        甲="云河市停车管理办法\n\n第一章 总则\n第一条 本办法适用于本市。\n"
        "第二章 收费\n第二条 每小时收费两元。\n第三条 军车免费。\n"
    )
    assert [c.section for c in who.ask("停车管理办法第二章第三条").citations] == ["第三条"]


def test_of_decimals_the_outermost_number_counts(library_of):
    text = (
        "青石县人民政府办公室关于印发青石县防汛应急预案的通知\n青政办发〔2026〕9号\n\n各乡镇人民政府：\n现将预案印发给你们。\n\n"
        "青石县人民政府办公室\n2026年4月8日\n\n青石县防汛应急预案\n\n1 总则\n1.1 目的\n为减少洪涝损失，制定本预案。\n"
        "1.2 范围\n本预案适用于本县的洪涝灾害。\n2 组织体系\n2.1 指挥部\n指挥长由县长担任。\n"
        "2.2 职责\n县水利局负责水情监测预报。\n"
    )
    assistant = library_of(预案=text)
    labels = [c.label_short.partition("号）")[2] for c in assistant.ask("防汛应急预案第2条").citations]
    assert labels == ["第2.1条", "第2.2条"]
    (one,) = assistant.ask("防汛应急预案第2.2条是什么").citations
    assert one.label_short.endswith("第2.2条") and "水情监测" in one.quote
