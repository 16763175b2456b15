"""Outlines: headings, the first sentences, how many duties; all quoted."""

import pytest

from assistant import Status
from corpus import bare

LIST = """湖中县人民政府办公室
关于印发2026年湖中县实事清单的通知

湖政办字〔2026〕8号

各镇人民政府：
现将清单印发给你们。

湖中县人民政府办公室
2026年3月1日

2026年湖中县实事清单

一、做好养老
（一）完善网络
1.新建养老服务设施5处，护理型床位占比提高到六成以上。（责任单位：县民政局；完成时限：11月底前）
2.发放护理补贴，标准由每人每月150元调整为180元，自7月1日起执行。（责任单位：县财政局；完成时限：7月底前）
二、方便出行
（一）增加车位
1.新增停车泊位1500个。（责任单位：县城管局）
"""


def test_headings_come_with_the_first_sentence_under_them_down_to_where_words_stand(ask):
    answer = ask("总结一下白鹭区2026年的要点")
    assert (answer.status, answer.scope.kind) == (Status.ANSWERED, "summary")
    # bailu_0.toml: five parts, 22 rows, each with a deadline; 二 has three levels
    assert "共5个部分，任务22项，均写明时限" in answer.text
    assert "**二 重点任务**（任务13项，均写明时限）" in answer.text
    assert "- 二（一） 围绕高质量发展抓公开\n  - 二（一）1 公开项目建设信息：区级重点项目按开工" in answer.text
    assert "- 坚持以公开促落实、促规范、促服务" in answer.text
    assert len(answer.text) <= 12_000


@pytest.mark.parametrize("question", ["白鹭区2026年的要点主要讲什么", "概括一下白鹭区2026年的要点"])
def test_it_is_asked_for_in_several_ways(ask, question):
    assert "共5个部分" in ask(question).text


def test_all_that_is_said_of_the_notice_stands_in_it(ask, assistant):
    answer = ask("总结一下白鹭区2026年的要点")
    text = bare(assistant.library.notice(answer.citations[0].notice_id).text)
    for line in answer.text.split("\n"):
        if line.lstrip().startswith("- ") and "[" in line:
            said = line.split("[")[0].split("：", 1)[-1].split(" ", 3)[-1].strip()
            assert bare(said) in text


def test_one_part_is_quoted_with_its_counts(ask):
    text = ask("白鹭区2026年的要点第四部分讲什么").text
    # 四（一） has two duties, 四（二） one
    assert "第四部分“平台与数据”共2条，任务3项，均写明时限：" in text
    assert "新增开放停车、公交、学区等数据集不少于三十个" in text
    assert "政府开放日" not in text


def test_a_part_that_is_not_there_is_refused(ask):
    answer = ask("白鹭区2026年的要点第九部分讲什么")
    assert answer.status is Status.NOT_HELD
    assert "没有第九部分" in answer.text


def test_a_sentence_read_as_a_heading_is_quoted_to_its_end_without_who_does_it(library_of, today):
    text = library_of(单=LIST).ask("湖中县实事清单讲了什么", today=today).text
    assert "共2个部分，任务3项，其中2项写明时限" in text
    assert "- 一（一）2 发放护理补贴，标准由每人每月150元调整为180元，自7月1日起执行。 [2]" in text
    assert "责任单位" not in text


@pytest.mark.parametrize("words", ["是讲什么的", "是什么文件", "说的啥", "", "？"])
def test_a_number_with_no_more_than_what_it_is_about_gives_the_outline(ask, words):
    answer = ask(f"青石政办发〔2026〕4号{words}")
    assert (answer.scope.kind, answer.text) == ("summary", ask("青石政办发〔2026〕4号讲了什么").text)


def test_a_number_alone_after_a_question_takes_what_was_asked(ask):
    answer = ask("青石政办发〔2026〕4号", "区财政局负责什么")
    assert answer.scope.kind == "responsibility"
