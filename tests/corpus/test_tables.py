"""Tables of every shape: the same rows come out, with their units, deadlines and places."""

import pytest
from texts import LETTER, meaning, read, unit_names, words_at

from corpus import read_notice

HEADER = ("序号", "工作任务", "具体要求", "责任单位", "完成时限")
ROWS = (
    ("1", "政策解读", "对重要政策同步编制解读材料。", "区司法局、区政府各部门", "2024年6月底前"),
    ("2", "政府公报", "每期公报出版后五日内上网。", "区政府办公室", "全年"),
    ("3", "依申请公开", "在法定期限内答复申请人。", "区司法局、各镇街", "长期"),
)
ATTACHMENT = LETTER + "\n附件\n2024年青石区政务公开重点任务分解表\n"


def markdown(rows, header=HEADER):
    lines = [header, ["---"] * len(header), *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


def tabbed(rows, header=HEADER):
    return "".join("\t".join(line) + "\n" for line in [header, *rows])


def page(rows, header=HEADER):
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in line) + "</tr>" for line in [header, *rows])
    return f"<html><body><p>关于印发2024年任务分解表的通知</p><p>附件</p><table>{cells}</table></body></html>"


def flattened(rows, header=HEADER):
    return "\n".join(header) + "\n" + "".join("\n".join(line) + "\n" for line in rows)


def tasks(text):
    return [task for task in read(text).tasks if task.source == "table"]


def cells(task):
    units = "、".join(unit.name for unit in task.units)
    return task.row, task.task, task.requirement, units, "、".join(d.text for d in task.deadlines)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(ATTACHMENT + markdown(ROWS), id="markdown"),
        pytest.param(ATTACHMENT + tabbed(ROWS), id="tabs"),
        pytest.param(page(ROWS), id="html"),
        pytest.param(ATTACHMENT + flattened(ROWS), id="flattened"),
    ],
)
def test_each_shape_of_a_table_has_the_same_rows(text):
    found = tasks(text)
    assert [cells(task) for task in found] == list(ROWS)
    assert [task.ref for task in found] == ["附件/r1", "附件/r2", "附件/r3"]
    assert [task.section for task in found] == ["附件"] * 3
    assert [meaning(task.deadlines[0]) for task in found] == [
        ("date", None, "2024-06-30"),
        ("continuous", "2024-01-01", "2024-12-31"),
        ("continuous", None, None),
    ]


@pytest.mark.parametrize("make", [markdown, tabbed, flattened])
def test_a_collective_unit_is_marked_in_every_shape(make):
    first, _, last = tasks(ATTACHMENT + make(ROWS))
    assert [unit.is_collective for unit in first.units] == [False, True]
    assert [unit.members for unit in last.units] == [(), ("towns",)]


@pytest.mark.parametrize("make", [markdown, tabbed, flattened])
def test_the_words_of_a_row_stand_at_its_spans(make):
    notice = read(ATTACHMENT + make(ROWS))
    row = next(task for task in notice.tasks if task.row == "2")
    assert {name: "".join(words_at(notice, spans)) for name, spans in row.fields.items()} == {
        "task": "政府公报",
        "requirement": "每期公报出版后五日内上网。",
        "units": "区政府办公室",
        "deadlines": "全年",
    }


def test_the_bodies_of_a_table_are_those_of_the_issuers_place():
    first, *_ = tasks(ATTACHMENT + markdown(ROWS))
    assert [(unit.place, unit.organ) for unit in first.units] == [("云河市青石区", "司法局"), ("云河市青石区", "")]


def test_columns_for_lead_and_support_give_the_roles():
    text = ATTACHMENT + markdown(
        [("1", "政策解读", "同步编制解读材料。", "区司法局", "区财政局、各镇街")],
        ("序号", "工作任务", "工作要求", "牵头单位", "配合单位"),
    )
    assert unit_names(tasks(text)[0]) == [("区司法局", "lead"), ("区财政局", "support"), ("各镇街", "support")]


def test_roles_in_a_cell_of_units_are_read():
    text = ATTACHMENT + markdown([("1", "政策解读", "同步编制解读材料。", "区司法局牵头，区财政局配合", "长期")])
    assert unit_names(tasks(text)[0]) == [("区司法局", "lead"), ("区财政局", "support")]


def test_a_line_break_in_a_cell_interrupts_the_quotation_only():
    text = ATTACHMENT + markdown([("1", "政策解读", "同步编制<br>解读材料。", "区司法局<br>区财政局", "长期")])
    (task,) = tasks(text)
    assert task.requirement == "同步编制解读材料。"
    assert [name for name, _ in unit_names(task)] == ["区司法局", "区财政局"]


def test_a_name_that_a_line_break_divides_is_one():
    text = ATTACHMENT + markdown([("1", "政策解读", "同步编制。", "区人力资源和<br>社会保障局、区财政局", "长期")])
    assert [name for name, _ in unit_names(tasks(text)[0])] == ["区人力资源和社会保障局", "区财政局"]


def test_a_table_without_numbers_is_counted_and_no_number_is_invented():
    text = ATTACHMENT + markdown([row[1:] for row in ROWS], HEADER[1:])
    assert [(task.ref, task.row) for task in tasks(text)] == [("附件/t1", None), ("附件/t2", None), ("附件/t3", None)]


def test_a_table_without_a_column_of_deadlines_has_those_of_its_requirements():
    text = ATTACHMENT + markdown([row[:4] for row in ROWS], HEADER[:4])
    assert [[(d.base, d.offset) for d in task.deadlines] for task in tasks(text)] == [
        [],
        [("每期公报出版", "5 days")],
        [],
    ]


def test_a_merged_cell_of_tasks_goes_on_in_the_blank_cells_below():
    rows = [ROWS[0], ("2", "", "解读材料与政策同时发布。", "区融媒体中心", "长期"), ("3", *ROWS[1][1:])]
    assert [task.task for task in tasks(ATTACHMENT + tabbed(rows))] == ["政策解读", "政策解读", "政府公报"]


def test_a_blank_cell_of_units_stays_blank_and_the_units_above_are_likely():
    rows = [ROWS[0], ("2", "", "解读材料与政策同时发布。", "", "长期"), ("3", "", "发布前送审。", "", "长期")]
    first, second, third = tasks(ATTACHMENT + tabbed(rows))
    assert (second.units, third.units) == ((), ())
    assert [(item.unit, item.from_row) for item in second.likely] == [(unit, "1") for unit in first.units]
    assert [item.from_row for item in third.likely] == ["1", "1"]


def test_a_blank_cell_of_units_is_reported():
    rows = [ROWS[0], ("2", "", "解读材料与政策同时发布。", "", "长期")]
    notice = read(ATTACHMENT + tabbed(rows))
    assert [f.message for f in notice.findings if f.kind == "units"] == ["附件/r2：责任单位一栏为空"]


def test_a_deadline_that_is_not_understood_is_kept_and_reported():
    notice = read(ATTACHMENT + markdown([("1", "政策解读", "同步编制解读材料。", "区司法局", "视情况另行通知")]))
    (task,) = notice.tasks
    assert [(d.text, d.kind) for d in task.deadlines] == [("视情况另行通知", "unknown")]
    assert [f.message for f in notice.findings if f.kind == "deadline"] == ["附件/r1：完成时限“视情况另行通知”没有理解"]


def test_rowspan_proves_whose_unit_a_cell_is():
    text = (
        "<html><body><p>附件</p><table>"
        "<tr><td>序号</td><td>工作任务</td><td>具体要求</td><td>责任单位</td></tr>"
        "<tr><td>1</td><td rowspan='2'>政策解读</td><td>同步编制解读材料。</td><td rowspan='2'>区司法局</td></tr>"
        "<tr><td>2</td><td>解读材料与政策同时发布。</td></tr>"
        "<tr><td>3</td><td>政府公报</td><td>按月出版公报。</td><td>区政府办公室</td></tr>"
        "</table></body></html>"
    )
    assert [cells(task)[:4] for task in tasks(text)] == [
        ("1", "政策解读", "同步编制解读材料。", "区司法局"),
        ("2", "政策解读", "解读材料与政策同时发布。", "区司法局"),
        ("3", "政府公报", "按月出版公报。", "区政府办公室"),
    ]
    assert [task.likely for task in tasks(text)] == [(), (), ()]


def test_a_header_of_two_rows_is_one():
    text = (
        "<html><body><p>附件</p><table>"
        "<tr><td rowspan='2'>序号</td><td rowspan='2'>工作任务</td><td rowspan='2'>具体要求</td>"
        "<td colspan='2'>责任单位</td></tr><tr><td>牵头单位</td><td>配合单位</td></tr>"
        "<tr><td>1</td><td>政策解读</td><td>同步编制解读材料。</td><td>区司法局</td><td>区财政局、各镇街</td></tr>"
        "<tr><td>2</td><td>政府公报</td><td>按月出版公报。</td><td>区政府办公室</td><td>区融媒体中心</td></tr>"
        "</table></body></html>"
    )
    first, second = tasks(text)
    assert unit_names(first) == [("区司法局", "lead"), ("区财政局", "support"), ("各镇街", "support")]
    assert unit_names(second) == [("区政府办公室", "lead"), ("区融媒体中心", "support")]


def test_a_row_across_the_whole_table_is_no_duty():
    text = (
        "<html><body><p>附件</p><table>"
        "<tr><td>序号</td><td>工作任务</td><td>具体要求</td><td>责任单位</td></tr>"
        "<tr><td colspan='4'>一、加强解读</td></tr>"
        "<tr><td>1</td><td>政策解读</td><td>同步编制解读材料。</td><td>区司法局</td></tr>"
        "<tr><td>2</td><td>解读发布</td><td>解读材料与政策同时发布。</td><td>区司法局</td></tr>"
        "</table></body></html>"
    )
    assert [task.row for task in tasks(text)] == ["1", "2"]


def test_a_header_that_is_printed_again_on_the_next_page_is_no_row():
    text = ATTACHMENT + markdown(ROWS[:2]) + "- 5 -\n" + markdown(ROWS[2:])
    assert [task.row for task in tasks(text)] == ["1", "2", "3"]


def test_a_table_that_goes_on_without_its_header_is_read_on():
    rest = "".join("| " + " | ".join(row) + " |\n" for row in ROWS[1:])
    found = tasks(ATTACHMENT + markdown(ROWS[:1]) + "（续表）\n" + rest)
    assert [cells(task) for task in found] == list(ROWS)


def test_a_table_that_is_no_task_table_gives_no_duties():
    text = ATTACHMENT + markdown([("一月", "12"), ("二月", "15"), ("三月", "9")], ("月份", "件数"))
    assert tasks(text) == []


def test_a_row_across_which_words_ran_is_not_guessed():
    rows = [*ROWS[:2], ("3", "依申请公开", "在法定期限内答复申请人，不得推诿。")]
    notice = read(ATTACHMENT + tabbed(rows))
    assert [task.row for task in notice.tasks if task.units] == ["1", "2"]
    kept = [clause.text for clause in notice.clauses] + [task.requirement for task in notice.tasks]
    assert any("不得推诿" in words for words in kept)


def test_an_escaped_bar_does_not_end_a_cell():
    text = ATTACHMENT + markdown([("1", "政策解读", r"同步编制甲\|乙两种材料。", "区司法局", "长期")])
    assert [name for name, _ in unit_names(tasks(text)[0])] == ["区司法局"]


def test_attachments_name_their_tables():
    table = markdown(ROWS[:1])
    text = LETTER + f"\n附件1\n甲任务分解表\n{table}\n附件2\n乙任务分解表\n{table}"
    assert [task.ref for task in tasks(text)] == ["附件1/r1", "附件2/r1"]


def test_a_wrapped_cell_of_a_flattened_table_is_joined():
    text = ATTACHMENT + (
        "序号\n工作任务\n具体要求\n责任单位\n完成时限\n"
        "1\n政策解读\n对涉及群众切身利益的重要政策同步编制\n解读材料，在文件公开后三日内发布。\n"
        "区司法局、区融\n媒体中心\n2024年6月\n底前\n"
        "2\n政府公报\n每期公报出版后五日内在门户网站公布，\n并提供历年公报的查阅。\n区政府办公室\n全年\n"
    )
    assert [cells(task) for task in tasks(text)] == [
        (
            "1",
            "政策解读",
            "对涉及群众切身利益的重要政策同步编制解读材料，在文件公开后三日内发布。",
            "区司法局、区融媒体中心",
            "2024年6月底前",
        ),
        ("2", "政府公报", "每期公报出版后五日内在门户网站公布，并提供历年公报的查阅。", "区政府办公室", "全年"),
    ]


def test_a_page_number_inside_a_flattened_table_is_no_row():
    text = ATTACHMENT + flattened(ROWS[:2]) + "— 7 —\n" + "\n".join(ROWS[2]) + "\n"
    assert [cells(task) for task in tasks(text)] == list(ROWS)


def test_a_number_at_the_start_of_a_line_of_a_flattened_cell_is_no_row():
    text = ATTACHMENT + (
        "序号\n工作任务\n具体要求\n责任单位\n完成时限\n"
        "1\n政策解读\n解读材料应当在文件公开后的\n2个工作日内发布，并报区政府办公室备案。\n区司法局\n长期\n"
        "2\n政府公报\n每期公报出版后在门户网站公布电子版。\n区政府办公室\n全年\n"
    )
    assert [(task.row, task.requirement) for task in tasks(text)] == [
        ("1", "解读材料应当在文件公开后的2个工作日内发布，并报区政府办公室备案。"),
        ("2", "每期公报出版后在门户网站公布电子版。"),
    ]


def test_the_imprint_behind_a_flattened_table_is_no_cell():
    text = ATTACHMENT + flattened(ROWS) + "抄送：区委各部门。\n云河市青石区人民政府办公室  2024年4月10日印发\n"
    assert [cells(task) for task in tasks(text)] == list(ROWS)
    assert read(text).copied_to == ("区委各部门",)


def test_a_cell_of_several_lines_is_one_cell_where_a_spreadsheet_quotes_it():
    rows = (
        ("1", "垃圾分类", "设置投放点。", '"区财政局\n柳河镇\n大坪乡"', "全年"),
        ("2", "绿化", "种树。", "区林业局", "长期"),
    )
    first, second = tasks(ATTACHMENT + tabbed(rows))
    assert cells(first) == ("1", "垃圾分类", "设置投放点。", "区财政局、柳河镇、大坪乡", "全年")
    assert cells(second)[3] == "区林业局"


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("区财政局<br>各镇街", [("区财政局", "plain"), ("各镇街", "plain")]),
        ("区供电公司<br>区财政局", [("区供电公司", "plain"), ("区财政局", "plain")]),
        ("区大数据中心 牵头<br>区直各部门 配合", [("区大数据中心", "lead"), ("区直各部门", "support")]),
        ("区委<br>宣传部", [("区委宣传部", "plain")]),
        ("区政府<br>各部门", [("区政府各部门", "plain")]),
        ("区住房和<br>城乡建设局", [("区住房和城乡建设局", "plain")]),
    ],
)
def test_a_break_in_a_cell_parts_names_only_where_both_are_whole(cell, units):
    (task,) = tasks(ATTACHMENT + markdown([("1", "政策解读", "编制材料。", cell, "长期")]))
    assert unit_names(task) == units


@pytest.mark.parametrize(
    ("header", "task"),
    [
        (("序号", "惠企红包", "具体要求", "责任单位", "完成时限"), "政策解读"),
        (("序号", "工作任务", "怎么做", "责任单位", "完成时限"), "政策解读"),
    ],
)
def test_a_column_of_unknown_name_is_told_by_its_place(header, task):
    (found,) = tasks(ATTACHMENT + markdown([("1", "政策解读", "编制材料。", "区司法局", "长期")], header))
    assert cells(found) == ("1", task, "编制材料。", "区司法局", "长期")


def test_a_column_without_a_name_leaves_the_rows_to_their_words():
    # a header of six cells over rows of six, in which nothing stands below its own heading
    rows = [
        "工作任务\t\t具体要求\t\t责任单位\t",
        "扩大公开范围\t聚焦重点\t公开重点任务\t实事进展\t公开十件实事的进度和结果。\t区发展改革局、区财政局",
        "\t\t\t\t公开校园食堂的检查结果。\t区教育体育局",
    ]
    tasks = read("关于印发工作要点的通知\n\n附件\n任务分解表\n" + "\n".join(rows) + "\n").tasks
    assert [(t.requirement, [u.name for u in t.units]) for t in tasks] == [
        ("公开十件实事的进度和结果。", ["区发展改革局", "区财政局"]),
        ("公开校园食堂的检查结果。", ["区教育体育局"]),
    ]


def test_a_numbered_heading_without_tabs_amid_a_table_heads_the_rows_below_it():
    text = ATTACHMENT + tabbed(ROWS[:1]) + "二、公开方式\n" + tabbed(ROWS[1:]).partition("\n")[2]
    assert [cells(task)[0] for task in tasks(text)] == ["1", "2", "3"]
    assert [cells(task)[2:4] for task in tasks(text)] == [row[2:4] for row in ROWS]


BOTH = ("序号", "工作任务", "具体要求", "牵头单位", "配合单位", "完成时限")


def test_two_columns_of_units_of_a_flattened_table_are_parted_where_names_meet():
    rows = [
        ("1", "政策解读", "对重要政策同步编制解读材料。", "区司法局", "区财政局、区审\n计局", "长期"),
        ("2", "政府公报", "每期公报出版后五日内上网。", "区政府办公室", "各镇街", "全年"),
    ]
    first, second = tasks(ATTACHMENT + flattened(rows, BOTH))
    assert unit_names(first) == [("区司法局", "lead"), ("区财政局", "support"), ("区审计局", "support")]
    assert unit_names(second) == [("区政府办公室", "lead"), ("各镇街", "support")]


def test_nobody_leads_where_two_columns_of_units_cannot_be_parted():
    rows = [
        ("1", "政策解读", "对重要政策同步编制解读材料。", "区司法局", "区财政局\n区审计局", "长期"),
        ("2", "政府公报", "每期公报出版后五日内上网。", "区政府办公室", "各镇街", "全年"),
    ]
    notice = read(ATTACHMENT + flattened(rows, BOTH))
    first = next(task for task in notice.tasks if task.row == "1")
    assert [role for _, role in unit_names(first)] == ["plain"] * 3
    assert "cells" in [finding.kind for finding in notice.findings]


def test_a_name_shorter_than_the_line_behind_it_is_a_cell_of_its_own():
    rows = [
        ("1", "重要政策解读", "同步编制解读材料。", "区司法局", "长期"),
        ("2", "政府公报", "公报出版后五日内上网。", "区政府办公室", "全年"),
    ]
    assert [cells(task)[1:3] for task in tasks(ATTACHMENT + flattened(rows))] == [row[1:3] for row in rows]


def test_the_same_as_above_is_what_stands_above():
    rows = [
        ("1", "政策解读", "编制材料。", "区司法局", "2024年6月底前"),
        ("2", "政府公报", "公报上网。", "同上", "同上"),
    ]
    assert [cells(task)[3:] for task in tasks(ATTACHMENT + markdown(rows))] == [("区司法局", "2024年6月底前")] * 2


def test_a_row_numbered_in_chinese_with_one_name_heads_the_rows_below_it():
    rows = [("（一）", "公开", "", "", ""), ("1", "", "编制材料。", "区司法局", "长期")]
    assert [cells(task)[0] for task in tasks(ATTACHMENT + markdown(rows))] == ["1"]


def test_the_end_of_a_columns_name_tells_what_it_holds():
    header = ("编号", "工作任务", "年度攻坚目标", "区包联领导", "责任单位", "竣工时间")
    row = ("1", "政策解读", "编制材料。", "李某", "区司法局", "2024年6月底")
    (found,) = tasks(ATTACHMENT + markdown([row], header))
    assert cells(found) == ("1", "政策解读", "编制材料。", "区司法局", "2024年6月底")


def test_a_second_row_of_a_header_parts_a_column_that_spans_several():
    (found,) = tasks(
        "<html><body><p>关于印发2024年任务分解表的通知</p><p>附件</p><table>"
        "<tr><td>序号</td><td>工作任务</td><td>具体要求</td><td>责任单位</td><td colspan=2>计划安排</td></tr>"
        "<tr><td></td><td></td><td></td><td></td><td>开工时间</td><td>竣工时间</td></tr>"
        "<tr><td>1</td><td>修桥</td><td>主体封顶。</td><td>区交通局</td><td>2024年3月</td><td>2024年9月底</td></tr>"
        "</table></body></html>"
    )
    assert cells(found) == ("1", "修桥", "主体封顶。", "区交通局", "2024年9月底")


def test_two_headings_of_the_body_in_one_cell_are_two_levels():
    body = "一、突出重点公开\n（一）深化财政公开。预算上网。\n二、其他事项\n（一）办好公报。按月出版。\n"
    lines = [
        ("1", "突出重点公开<br>深化财政公开", "预算、决算在批复后二十日内集中挂网。", "区财政局", "6月底前"),
        ("2", "其他事项<br>办公环境", "打扫办公室，保持环境整洁和安静。", "区政府办公室", "全年"),
    ]
    notice = read(f"{LETTER}{body}\n附件\n任务分解表\n{markdown(lines)}")
    rows = [task for task in notice.tasks if task.source == "table"]
    assert [task.task for task in rows] == ["深化财政公开", "其他事项办公环境"]
    assert words_at(notice, rows[0].fields["task"]) == ["突出重点公开", "深化财政公开"]


def test_a_column_for_whom_beside_the_matter_is_part_of_the_requirement(tmp_path):
    path = tmp_path / "a.md"
    path.write_text(
        "# 桐江区人民政府办公室关于督查激励措施的通知\n\n桐政办函〔2026〕9号\n\n"
        "| 激励事项 | 激励对象 | 激励措施 | 牵头部门 | 完成时间 |\n|---|---|---|---|---|\n"
        "| 招商引资 | 前3名街道 | 奖励工作经费30万元 | 区商务局 | 11月底 |\n"
        "| 信访积案化解 | 化解率100%的单位 | 通报表扬 | 区信访局 | 12月15日 |\n",
        encoding="utf-8",
    )
    tasks = read_notice(path).tasks
    assert [(t.task, t.requirement) for t in tasks] == [
        ("招商引资", "前3名街道奖励工作经费30万元"),
        ("信访积案化解", "化解率100%的单位通报表扬"),
    ]
