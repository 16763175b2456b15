"""Tables with one cell on each line, whatever their columns are called, and tables that name nobody."""

import pytest
from texts import LETTER, read, unit_names

NAMES = ("序号", "建议编号", "建议题目", "主办单位", "会办单位", "办结时限")
ROWS = (
    ("1", "第12号", "关于加强货车噪声治理的建议", "区公安局", "区交通运输局、区财政局", "7月31日前"),
    ("2", "第27号", "关于增设母婴室的建议", "区交通运输局", "区卫生健康局", "8月31日前"),
    ("3", "第41号", "关于种植牙的建议", "区医保局", "区财政局", "6月30日前"),
    ("4", "第58号", "关于高空抛物的建议", "区公安局", "", "7月31日前"),
)
ATTACHMENT = LETTER + "\n附件\n重点建议办理任务表\n"


def lines(rows, names=NAMES):
    return "".join(f"{cell}\n" for row in [names, *rows] for cell in row if cell)


def rows(text):
    return [(t.row, t.task, t.requirement, unit_names(t), [d.text for d in t.deadlines]) for t in read(text).tasks]


def test_columns_of_unknown_names_are_told_by_the_place_of_their_lines():
    assert rows(ATTACHMENT + lines(ROWS)) == [
        (
            *ROWS[0][:3],
            [("区公安局", "lead"), ("区交通运输局", "support"), ("区财政局", "support")],
            ["7月31日前"],
        ),
        (*ROWS[1][:3], [("区交通运输局", "lead"), ("区卫生健康局", "support")], ["8月31日前"]),
        (*ROWS[2][:3], [("区医保局", "lead"), ("区财政局", "support")], ["6月30日前"]),
        (*ROWS[3][:3], [("区公安局", "lead")], ["7月31日前"]),
    ]


def test_what_stands_below_the_last_row_is_no_part_of_it():
    notice = read(ATTACHMENT + lines(ROWS) + "联系人：张三，电话：123。\n")
    assert notice.tasks[-1].row == "4"
    assert "张三" not in "".join(notice.text[a:b] for a, b in notice.tasks[-1].spans)


def test_a_merged_cell_that_leaves_no_line_is_told_by_the_others():
    names = ("序号", "工作任务", "具体要求", "责任单位", "完成时限")
    cells = [
        ("1", "压缩时间", "企业开办一次申请，不超过半个工作日。", "区行政审批局牵头，区税务局配合", "6月底前"),
        ("2", "", "公布改革行业名单和办理地点。", "区市场监管局", "11月底前"),
        ("3", "减少检查", "企业可以对检查过程评价打分。", "区司法局", "全年"),
    ]
    found = rows(ATTACHMENT + lines(cells, names))
    assert [(task, words, units) for _, task, words, units, _ in found] == [
        ("压缩时间", cells[0][2], [("区行政审批局", "lead"), ("区税务局", "support")]),
        ("压缩时间", cells[1][2], [("区市场监管局", "plain")]),
        ("减少检查", cells[2][2], [("区司法局", "plain")]),
    ]


SCORES = (
    ("县区", "服务", "创新", "总分", "等次"),
    ("青石区", "28.4", "9.2", "95.1", "优秀"),
    ("白鹭区", "27", "8", "90", "良好"),
)


def page(rows):
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<html><body><p>关于考核情况的通报</p><p>附件</p><p>得分表</p><table>{cells}</table></body></html>"


def marked(rows):
    return "附件\n" + "".join("| " + " | ".join(row) + " |\n" for row in [rows[0], ["---"] * 5, *rows[1:]])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param(page(SCORES), ["青石区28.4 9.2 95.1优秀", "白鹭区27 8 90良好"], id="html"),
        pytest.param(marked(SCORES), ["青石区|28.4|9.2|95.1|优秀", "白鹭区|27|8|90|良好"], id="markdown"),
    ],
)
def test_the_rows_of_a_table_that_names_nobody_are_clauses_below_its_columns(text, words):
    notice = read(text)
    found = [clause for clause in notice.clauses if clause.path == "附件"]
    assert [clause.text for clause in found] == words
    assert {clause.trail for clause in found} == {("县区 服务 创新 总分 等次",)}
    assert not [f for f in notice.findings if f.kind == "table"]


def test_a_row_across_the_table_is_its_title_above_the_header_and_a_remark_below_the_rows():
    cells = [
        ("重点任务清单",) * 3,
        ("序号", "工作任务", "责任单位"),
        ("1", "办好公报。", "区政府办公室"),
        ("2", "编制解读材料。", "区司法局"),
        ("注：时限均为2024年。",) * 3,
    ]
    body = "".join(
        f"<tr><td colspan=3>{row[0]}</td></tr>"
        if len(set(row)) == 1
        else "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>"
        for row in cells
    )
    notice = read(f"<html><body><p>关于印发任务清单的通知</p><p>附件</p><table>{body}</table></body></html>")
    assert [task.requirement for task in notice.tasks] == ["办好公报。", "编制解读材料。"]
    assert [clause.text for clause in notice.clauses if clause.path == "附件"] == ["注：时限均为2024年。"]
    assert not [f for f in notice.findings if f.kind == "table"]
