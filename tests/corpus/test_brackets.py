"""Brackets behind a duty: one unit alone, with a deadline, labels without a colon; those that assign nothing."""

import pytest
from texts import read, unit_names

TITLE = "云河市青石县人民政府办公室关于做好2024年河湖管护工作的通知\n"
TAIL = "二、办好公报。\n"


def duties(body, title=TITLE):
    return [task for task in read(f"{title}一、重点任务\n{body}\n{TAIL}").tasks if task.source == "text"]


@pytest.mark.parametrize(
    ("bracket", "unit"),
    [
        ("（县水利局）", "县水利局"),
        ("(县水利局)", "县水利局"),
        ("【县城管局】", "县城管局"),
        ("[县委宣传部]", "县委宣传部"),
        ("（县图书馆）", "县图书馆"),
        ("（县剧团）", "县剧团"),
        ("（青石供电公司）", "青石供电公司"),
        ("（消防救援大队）", "消防救援大队"),
        ("（白水镇）", "白水镇"),
        ("（各镇街）", "各镇街"),
        ("\n（县水利局）", "县水利局"),
    ],
)
def test_one_unit_in_a_bracket_behind_a_stop_does_what_stands_before_it(bracket, unit):
    (task,) = duties(f"1.规范巡河。巡查河道并记录。{bracket}")
    assert (task.requirement, unit_names(task)) == ("规范巡河。巡查河道并记录。", [(unit, "plain")])


def test_each_item_has_the_unit_of_its_own_bracket():
    found = duties(
        "1.建设书房3处（县图书馆）；改造影院2家（县文旅局）。\n2.规范巡河。（县水利局）整治排口。（县环保局）"
    )
    assert [(task.section, task.requirement, unit_names(task)[0][0]) for task in found] == [
        ("一1", "建设书房3处", "县图书馆"),
        ("一1", "改造影院2家", "县文旅局"),
        ("一2", "规范巡河。", "县水利局"),
        ("一2", "整治排口。", "县环保局"),
    ]


@pytest.mark.parametrize("inner", ["县生态环境局，6月底前", "6月底前，县生态环境局", "县生态环境局；6月底前"])
def test_a_bracket_may_hold_one_unit_and_a_deadline(inner):
    (task,) = duties(f"1.整治排口12处（{inner}）。")
    assert unit_names(task) == [("县生态环境局", "plain")]
    assert [d.text for d in task.deadlines] == ["6月底前"]


@pytest.mark.parametrize(
    ("words", "units"),
    [
        ("（牵头单位 县公安局）", [("县公安局", "lead")]),
        ("（责任单位　县公安局、各镇街）", [("县公安局", "plain"), ("各镇街", "plain")]),
        ("（牵头单位：县公安局 配合单位 县水利局）", [("县公安局", "lead"), ("县水利局", "support")]),
        ("\n牵头单位 县公安局\n配合单位 县水利局", [("县公安局", "lead"), ("县水利局", "support")]),
    ],
)
def test_a_label_without_a_colon_is_one(words, units):
    (task,) = duties(f"1.打击偷采。严查非法采砂。{words}")
    assert (task.requirement, unit_names(task)) == ("打击偷采。严查非法采砂。", units)


@pytest.mark.parametrize(
    "words",
    [
        "向市场监管部门（县市场监管局）申请。",
        "向主管部门县局（县水利局）申请。",
        "材料报牵头部门（县发改委）。",
        "地址：青石路1号（县政务服务中心）",
        "咨询电话：12345678。（县医保局）",
        "报名可拨打12345678（县医保局）。",
        "名单见附件。（略）",
        "在中心建设广场。（县城）",
        "申报人应当年满18周岁。（本县户籍）",
        "方案报县委（县委办）。",
        "由分管副县长任组长（县政府办）。",
        "场馆免费开放（游客中心）。",
        "由县水利局（原县水务局）审批。",
        "建设公园。（社区）",
        "补贴由各镇审核（白水镇）。",
        "责任单位要加强巡查。（牵头单位另有规定的除外）",
        "责任单位配合单位都要巡查。",
    ],
)
def test_a_bracket_that_only_explains_assigns_nothing(words):
    assert duties(f"1.{words}") == []


def test_the_unit_at_the_end_of_a_report_is_its_source():
    assert duties("1.规范巡河。巡查河道并记录。（县水利局）", "青石县2024年河湖管护工作年度报告\n") == []
