"""Cells of units that assign several things, and those that say that there is none."""

import pytest
from texts import LETTER, read, unit_names

HEADER = "| 序号 | 工作任务 | 责任单位 | 完成时限 |\n|---|---|---|---|\n"


def rows(*lines):
    table = "".join(
        f"| {number} | {words} | {units} | {due} |\n" for number, (words, units, due) in enumerate(lines, 1)
    )
    return read(f"{LETTER}\n附件\n任务分解表\n{HEADER}{table}")


@pytest.mark.parametrize("between", [" ", "<br>", "；"])
def test_each_thing_that_a_cell_assigns_is_a_duty_with_its_own_units(between):
    cell = f"自然灾害类预案：区水利局、区应急局{between}公共卫生类预案：区卫生健康局"
    notice = rows(("公开各类应急预案。", cell, "6月底前"), ("办好公报。", "区政府办公室", "全年"))
    assert [(t.ref, t.row, t.task, t.requirement, [n for n, _ in unit_names(t)]) for t in notice.tasks] == [
        ("附件/r1", "1", "自然灾害类预案", "公开各类应急预案。", ["区水利局", "区应急局"]),
        ("附件/r1~2", "1", "公共卫生类预案", "公开各类应急预案。", ["区卫生健康局"]),
        ("附件/r2", "2", "", "办好公报。", ["区政府办公室"]),
    ]
    second = notice.tasks[1]
    assert ["".join(notice.text[a:b] for a, b in second.fields[name]) for name in ("task", "units")] == [
        "公共卫生类预案",
        "区卫生健康局",
    ]
    quoted = "".join(notice.text[a:b] for a, b in second.spans)
    assert "自然灾害类预案：区水利局" in quoted and quoted.endswith("6月底前")


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("牵头单位：区司法局；配合单位：区财政局", [("区司法局", "lead"), ("区财政局", "support")]),
        ("市级责任单位：市司法局 区级责任单位：区司法局", [("市司法局", "plain"), ("区司法局", "plain")]),
        ("区司法局 公共卫生类预案：区卫生健康局", [("区司法局", "plain"), ("区卫生健康局", "plain")]),
    ],
)
def test_labels_of_roles_and_a_cell_of_which_only_a_part_has_a_label_stay_one_duty(cell, units):
    (task,) = rows((("编制解读材料。"), cell, "全年")).tasks
    assert unit_names(task) == units


def test_duties_without_a_number_keep_the_count_of_the_rows():
    lines = "工作任务\t责任单位\n公开预案。\t甲类预案：区水利局 乙类预案：区应急局\n办好公报。\t区政府办公室\n"
    notice = read(f"{LETTER}\n附件\n任务分解表\n{lines}")
    assert [task.ref for task in notice.tasks] == ["附件/t1", "附件/t1~2", "附件/t2"]


@pytest.mark.parametrize("mark", ["无", "—", "——", "/", "／", "-"])
def test_a_cell_that_says_none_names_nobody_and_not_the_unit_above(mark):
    first, second, third = rows(
        ("编制解读材料。", "区司法局", "全年"), ("办好公报。", mark, mark), ("公开预算。", "", "")
    ).tasks
    assert (second.units, second.likely, second.deadlines) == ((), (), ())
    assert [likely.unit.name for likely in third.likely] == ["区司法局"]
    assert first.units
