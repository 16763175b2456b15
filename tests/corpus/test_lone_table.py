"""A task table that is a whole document: its heading line, and columns of other names."""

import datetime as dt

import pytest
from texts import read

HEAD = "# 松溪县2026年为民办实事项目责任分解表\n\n"
TABLE = """
|类别|项目|年度目标|牵头单位|协同单位|{due}|
|---|---|---|---|---|---|
|就学|校车路线优化|新增村级校车停靠点38个|县教育局|县公安局|9月1日前|
|出行|客运公交化改造|开通公交线路7条|县交通运输局|县财政局|全年|
"""


@pytest.mark.parametrize(
    "line",
    [
        "松政办发〔2026〕6号　　松溪县人民政府办公室　　2026年3月5日",
        "松溪县人民政府办公室　2026年3月5日　松政办发〔2026〕6号",
    ],
)
def test_number_issuer_and_date_on_one_line_are_read(line):
    notice = read(f"{HEAD}{line}\n{TABLE.format(due='完成时限')}", "表.md")
    assert (notice.doc_number, notice.issuer) == ("松政办发〔2026〕6号", "松溪县人民政府办公室")
    assert (notice.dated, notice.place) == (dt.date(2026, 3, 5), "松溪县")


def test_without_an_issuer_the_title_tells_the_place():
    notice = read(HEAD + TABLE.format(due="完成时限"), "表.md")
    assert (notice.issuer, notice.place) == (None, "松溪县")
    assert {unit.place for task in notice.tasks for unit in task.units} == {"松溪县"}


@pytest.mark.parametrize("title", ["老旧小区2026年改造任务分解表", "全市2026年为民办实事项目责任分解表"])
def test_what_is_no_place_in_a_title_is_none(title):
    assert read(f"# {title}\n{TABLE.format(due='完成时限')}", "表.md").place == ""


@pytest.mark.parametrize("due", ["完成节点", "截止时间", "何时见效"])
def test_a_column_of_times_is_that_of_deadlines_whatever_it_is_called(due):
    first, second = read(HEAD + TABLE.format(due=due), "表.md").tasks
    assert [deadline.end for deadline in first.deadlines] == [dt.date(2026, 9, 1)]
    assert [deadline.text for deadline in second.deadlines] == ["全年"]
    assert [(unit.name, unit.role) for unit in first.units] == [("县教育局", "lead"), ("县公安局", "support")]


def test_a_date_among_the_remarks_is_no_deadline():
    first, _ = read(HEAD + TABLE.format(due="备注"), "表.md").tasks
    assert first.deadlines == ()
