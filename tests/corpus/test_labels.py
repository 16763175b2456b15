"""Labelled paragraphs stand apart from each other."""

import pytest
from texts import read

from corpus.labels import is_bold_label, parted_at

FIELDS = ["事项名称：加装电梯补贴申领", "办理对象：四层以上未设电梯的既有住宅业主", "办理期限：20个工作日"]
LONG = "办理对象：四层以上未设电梯的既有住宅的业主以及受业主委托代为办理的建设单位和物业服务企业"


def texts(notice):
    return [clause.text for clause in notice.clauses][1:]


@pytest.mark.parametrize("label", ["**{}**：", "**{}：**", "{}："])
@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_each_labelled_paragraph_is_a_clause(label, between):
    lines = [label.format(name) + value for name, value in (field.split("：") for field in FIELDS)]
    assert texts(read(f"# 加装电梯补贴办事指南\n\n{between.join(lines)}\n", "指南.md")) == FIELDS


@pytest.mark.parametrize("mark", ["**", ""])
def test_a_long_line_without_a_stop_does_not_run_on_into_the_next_label(mark):
    name, value = LONG.split("：")
    text = f"# 加装电梯补贴办事指南\n\n{mark}{name}{mark}：{value}\n\n{mark}办理期限{mark}：20个工作日\n"
    assert texts(read(text, "指南.md")) == [LONG, "办理期限：20个工作日"]


def test_what_stands_below_a_label_alone_belongs_to_it():
    text = "# 加装电梯补贴办事指南\n\n办理流程：\n业主到窗口提交材料。\n收费标准：不收费\n欢迎办理。\n"
    assert texts(read(text, "指南.md")) == ["办理流程：业主到窗口提交材料。", "收费标准：不收费", "欢迎办理。"]


def test_a_value_that_goes_on_keeps_what_follows():
    assert parted_at([(0, "办理对象：业主，"), (9, "租户也可以。"), (16, "办理期限：三天")]) == {0, 16}


def test_bold_words_within_a_sentence_are_no_label():
    assert not is_bold_label("由**区民政局**负责：")
    assert is_bold_label("- **办理对象**：业主")
