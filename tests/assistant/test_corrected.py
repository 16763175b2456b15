"""What a keeper put right, and a library's own units, as answers show them."""

from dataclasses import replace
from html import unescape

import pytest
from fakes import make_citation
from texts import BODY, IMPRINT, LETTER

from assistant import Assistant
from assistant.page.badges import badges
from assistant.verify import stands
from corpus import Slip
from index import StaticEncoder, build_library

TABLE = """附件
任务分解表
| 序号 | 工作任务 | 具体要求 | 责任单位 | 完成时限 |
|---|---|---|---|---|
| 1 | 公开预算 | 按时公开本级预算和决幕报告 | 区财攻局 | 6月底前 |
| 2 | 办好大厅 | 市民服务大厅延时办理事项 | 区市民中心 | 年底前 |
"""
META = """
doc_number = "青石政办字〔2024〕9号"
[[task]]
row = "1"
lead = ["区财政局"]
units = ["区财政局"]
deadlines = ["9月底前"]
[[text]]
old = "决幕报告"
new = "决算报告"
"""


@pytest.fixture
def opened(tmp_path):
    folder = tmp_path / "notices"
    folder.mkdir()
    (folder / "要点.txt").write_text(LETTER + BODY + TABLE + IMPRINT, "utf-8")

    def build(meta="", units="", beside=""):
        if meta:
            (folder / "要点.meta.toml").write_text(meta, "utf-8")
        build_library(tmp_path / "library", [folder], StaticEncoder.load())
        (tmp_path / "library" / "units.toml").write_text(units, "utf-8")
        (tmp_path / "units.toml").write_text(beside, "utf-8")
        return Assistant.open(tmp_path / "library", unit_files=[tmp_path / "units.toml"])

    return build


def test_a_duty_that_was_put_right_is_found_and_says_so(opened):
    answer = opened(META).ask("青石区财政局2024年负责什么")
    assert answer.is_answered
    assert "完成时限：9月底前" in answer.text
    assert "人工更正：责任单位、完成时限" in answer.text
    (citation,) = answer.citations
    assert (citation.units, citation.lead) == (("区财政局",), ("区财政局",))
    assert {"doc_number", "units", "deadlines"} <= set(citation.corrected)


def test_the_quotation_keeps_the_words_that_are_printed(opened):
    (citation,) = opened(META).ask("青石区财政局2024年负责什么").citations
    assert "决幕报告" in citation.quote
    assert [(slip.old, slip.new) for slip in citation.slips] == [("决幕报告", "决算报告")]
    printed = citation.to_dict()
    assert printed["corrected"] == ["doc_number", "units", "deadlines"]
    assert printed["slips"][0]["new"] == "决算报告"


def test_a_quotation_is_followed_by_what_was_put_right_of_it(opened):
    answer = opened(META).ask("青石区2024年公开预算由谁负责")
    assert "由区财政局牵头" in answer.text
    assert "（人工更正：文号、责任单位、完成时限；“决幕报告”应为“决算报告”）" in answer.text


def test_nothing_is_said_where_nothing_was_put_right(opened):
    answer = opened().ask("青石区司法局2024年负责什么")
    assert answer.is_answered
    assert "人工更正" not in answer.text
    assert "corrected" not in answer.citations[0].to_dict()


def test_metadata_that_was_entered_is_told_as_such(opened):
    answer = opened(META).ask("2024年青石区政务公开工作要点的文号是多少")
    assert "文号是 青石政办字〔2024〕9号（人工更正）" in answer.text


def test_a_corrected_unit_is_never_passed_off_as_printed(opened):
    assistant = opened(META)
    (citation,) = assistant.ask("青石区财政局2024年负责什么").citations
    assert stands(assistant.library, citation)
    assert not stands(assistant.library, replace(citation, corrected=()))


def test_a_units_own_names_are_resolved_when_a_question_is_asked(opened):
    assert not opened().ask("青石区市民服务中心2024年负责什么").citations
    own = '[[unit]]\nname = "市民服务中心"\naliases = ["市民中心"]\n'
    for where in ("units", "beside"):
        answer = opened(**{where: own}).ask("青石区市民服务中心2024年负责什么")
        assert [citation.row for citation in answer.citations] == ["2"]
        assert "原文写作区市民中心" in answer.text


def test_a_former_name_ends_with_its_last_year(opened):
    own = '[[unit]]\nname = "市民服务中心"\nformer = [{{name = "市民中心", until = {year}}}]\n'
    held = opened(units=own.format(year=2024)).ask("青石区市民服务中心2024年负责什么")
    assert [citation.row for citation in held.citations] == ["2"]
    ended = opened(units=own.format(year=2023)).ask("青石区市民服务中心2024年负责什么")
    assert ended.citations == ()


def test_a_unit_that_stands_for_many_is_told_as_a_group(opened):
    assistant = opened(units='[[unit]]\nname = "市民中心"\ncollective = true\n')
    (unit,) = next(task for _, task in assistant.library.duties() if task.row == "2").units
    assert unit.is_collective


def test_what_is_wrong_in_the_units_is_logged(opened, caplog):
    opened(units="[[unit]]\nname = 5\n")
    assert "[[unit]] 第 1 条：name 应为单位名称" in caplog.text


def test_the_page_marks_a_citation_that_was_put_right():
    citation = make_citation(corrected=("dated", "units"), slips=(Slip(0, 2, "公幵", "公开"),))
    shown = badges(citation, citation.slips)
    assert "人工更正：日期、责任单位；“公幵”应为“公开”" in unescape(shown)
    assert "人工更正" not in unescape(badges(make_citation()))
