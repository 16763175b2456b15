"""Columns beside task, units and deadline (量化指标, 目标值, 建设规模): their cells are words of the duty."""

import pytest
from texts import LETTER, read, unit_names, words_at

ATTACHMENT = LETTER + "\n附件\n2024年青石区重点任务分解表\n"


def markdown(rows, header):
    return "".join("| " + " | ".join(line) + " |\n" for line in [header, ["---"] * len(header), *rows])


def tabbed(rows, header):
    return "".join("\t".join(line) + "\n" for line in [header, *rows])


def flattened(rows, header):
    return "".join("\n".join(line) + "\n" for line in [header, *rows])


TARGETS = ("序号", "工作举措", "量化指标", "牵头部门", "协同部门", "完成节点")
TARGET_ROWS = (
    ("1", "推行开办“一窗通办”。", "压缩至0.5个工作日", "区市场监管局", "区税务局", "4月30日"),
    ("2", "推进水电联合报装。", "报装环节2个", "区住建局", "区水利局、区经信局", "6月底前"),
    ("3", "开展走访企业。", "走访500户", "区工信局", "各镇街", "全年"),
)


@pytest.mark.parametrize("make", [markdown, tabbed, flattened])
def test_the_cell_of_a_target_is_part_of_the_words(make):
    notice = read(ATTACHMENT + make(TARGET_ROWS, TARGETS))
    first = notice.tasks[0]
    assert [task.requirement for task in notice.tasks] == [row[1] + row[2] for row in TARGET_ROWS]
    assert "".join(words_at(notice, first.fields["requirement"])).split() == ["推行开办“一窗通办”。压缩至0.5个工作日"]
    assert words_at(notice, first.spans)[1] == "压缩至0.5个工作日"
    assert unit_names(first) == [("区市场监管局", "lead"), ("区税务局", "support")]


@pytest.mark.parametrize(
    ("header", "row", "task", "requirement"),
    [
        pytest.param(
            ("工作任务", "具体要求", "星级", "责任单位"),
            ("政策解读", "编制材料。", "五星", "区司法局"),
            *("政策解读", "编制材料。五星"),
            id="behind the requirement",
        ),
        pytest.param(
            ("工作任务", "具体要求", "责任单位", "评价方式"),
            ("政策解读", "编制材料。", "区司法局", "现场核查"),
            *("政策解读", "编制材料。"),
            id="behind the units",
        ),
        pytest.param(
            ("工作任务", "具体要求", "责任单位", "解读数量"),
            ("政策解读", "编制材料。", "区司法局", "不少于3件"),
            *("政策解读", "编制材料。不少于3件"),
            id="a target behind the units",
        ),
        pytest.param(
            ("工作任务", "责任单位", "解读数量"),
            ("编制解读材料。", "区司法局", "不少于3件"),
            *("", "编制解读材料。不少于3件"),
            id="behind a task without requirement",
        ),
        pytest.param(
            ("重点任务", "目标值", "工作举措", "责任单位"),
            ("扩大绿地", "新增3公顷。", "建设口袋公园。", "区城管局"),
            *("扩大绿地", "新增3公顷。建设口袋公园。"),
            id="before the requirement",
        ),
        pytest.param(
            ("重点任务", "占地", "评价方式", "责任单位"),
            ("扩大绿地", "3公顷，", "现场核查", "区城管局"),
            *("扩大绿地", "3公顷，现场核查"),
            id="two and no requirement",
        ),
        pytest.param(
            ("项目名称", "年度投资", "总投资", "责任单位"),
            ("青石河治理", "3000", "8000", "区水利局"),
            *("青石河治理", "3000 8000"),
            id="two numbers are not one",
        ),
        pytest.param(
            ("工作任务", "具体要求", "星级", "责任单位", "备注"),
            ("政策解读", "编制材料。", "—", "区司法局", "续办"),
            *("政策解读", "编制材料。"),
            id="nothing in it, and a remark",
        ),
    ],
)
def test_a_column_of_unknown_name_says_more_of_what_is_to_be_done(header, row, task, requirement):
    (found,) = read(ATTACHMENT + markdown([row], header)).tasks
    assert (found.task, found.requirement) == (task, requirement)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("分值", "5"),
        ("签收人", "张三"),
        ("资金来源", "财政资金"),
        ("资金来源", "500万元"),
        ("投资规模", "500万元"),
        ("任务数量", "5"),
    ],
)
def test_what_is_said_about_a_row_behind_its_units_is_a_note(name, words):
    header = ("工作任务", "具体要求", "责任单位", name)
    (found,) = read(ATTACHMENT + markdown([("政策解读", "编制材料。", "区司法局", words)], header)).tasks
    assert (found.task, found.requirement) == ("政策解读", "编制材料。")


@pytest.mark.parametrize("name", ["发现日期", "立项时间", "开始时间", "反馈时间", "列入时间"])
@pytest.mark.parametrize("is_before", [True, False])
def test_a_day_on_which_something_began_is_no_deadline(name, is_before):
    header, row = ["存在问题", "整改措施", "责任单位"], ["制度不全", "修订制度。", "区司法局"]
    at = 1 if is_before else 3
    header.insert(at, name)
    row.insert(at, "2024年3月5日")
    (found,) = read(ATTACHMENT + markdown([row], header)).tasks
    assert (found.requirement, found.deadlines) == ("修订制度。", ())


@pytest.mark.parametrize(("name", "words"), [("时间要求安排", "6月底前"), ("进度节点", "6月30日"), ("工期", "6月30日")])
def test_a_time_by_which_it_is_to_be_done_is_a_deadline(name, words):
    header = ("工作任务", "具体要求", "责任单位", name)
    (found,) = read(ATTACHMENT + markdown([("政策解读", "编制材料。", "区司法局", words)], header)).tasks
    assert (found.requirement, [d.text for d in found.deadlines]) == ("编制材料。", [words])


@pytest.mark.parametrize(
    ("lead", "support"),
    [("牵头科室", "配合单位"), ("主办处室", "协办处室"), ("牵头股室", "配合股室"), ("主办", "协同")],
)
def test_offices_within_a_bureau_lead_and_support(lead, support):
    header = ("序号", "工作任务", lead, support, "完成时限")
    notice = read(ATTACHMENT + markdown([("1", "检查合同。", "合同科", "消保科", "5月20日前")], header))
    assert unit_names(notice.tasks[0]) == [("合同科", "lead"), ("消保科", "support")]


@pytest.mark.parametrize("make", [markdown, tabbed])
def test_what_each_quarter_brings_is_part_of_the_words(make):
    header = ("实事名称", "年度目标", "一季度", "二季度", "三季度", "四季度", "牵头单位", "协办单位")
    row = ("新增学位", "新增学位3600个", "完成选址", "", "主体封顶", "交付使用", "区教育局", "区住建局")
    notice = read(ATTACHMENT + make([row], header))
    (found,) = notice.tasks
    assert (found.task, found.requirement) == ("新增学位", "".join(row[1:6]))
    assert unit_names(found) == [("区教育局", "lead"), ("区住建局", "support")]
    assert words_at(notice, found.fields["requirement"]) == [words for words in row[1:6] if words]
    assert [(d.text, d.end.month) for d in found.deadlines] == [("一季度", 3), ("三季度", 9), ("四季度", 12)]
    assert words_at(notice, found.fields["deadlines"]) == ["一季度", "三季度", "四季度"]


def test_months_below_a_merged_name_are_a_header_and_no_row():
    page = (
        "<h1>青石区人民政府办公室关于印发工期表的通知</h1><p>青石政办发〔2026〕9号</p><p>附件</p><table>"
        "<tr><th rowspan=2>序号</th><th rowspan=2>改造片区</th><th colspan=3>进度安排</th>"
        "<th rowspan=2>责任单位</th></tr>"
        "<tr><th>4月</th><th>7月</th><th>10月</th></tr>"
        "<tr><td>1</td><td>桥西片区</td><td>完成设计</td><td>开工</td><td>通气点火</td><td>区住建局</td></tr></table>"
    )
    (found,) = read(page, "表.html").tasks
    assert (found.row, found.task, found.requirement) == ("1", "桥西片区", "完成设计开工通气点火")
    assert [d.end.month for d in found.deadlines] == [4, 7, 10]
