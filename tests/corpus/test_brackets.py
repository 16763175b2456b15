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
    task, _ = duties(f"1.规范巡河。巡查河道并记录。{bracket}\n2.整治排口。（县环保局）")
    assert (task.requirement, unit_names(task)) == ("规范巡河。巡查河道并记录。", [(unit, "plain")])


def test_each_item_has_the_unit_of_its_own_bracket():
    found = duties("1.建设书房（县图书馆）；\n2.改造影院2家（县文旅局）。\n3.规范巡河。（县水利局、县环保局）")
    assert [(task.section, task.requirement, unit_names(task)[0][0]) for task in found] == [
        ("一1", "建设书房", "县图书馆"),
        ("一2", "改造影院2家", "县文旅局"),
        ("一3", "规范巡河。", "县水利局"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("规范巡河。（县水利局）\n整治排口。（县环保局）", id="lines"),
        pytest.param(
            "（一）规范巡河（县水利局）。\n（二）整治排口（县环保局）。\n（三）长期管护。", id="most of the items"
        ),
        pytest.param("1.规范巡河。（县水利局）2.整治排口。（县环保局）", id="run together"),
        pytest.param("1.规范巡河。\n定期巡查。\n（县水利局）\n2.整治排口。\n（县环保局）", id="items of two lines"),
    ],
)
def test_a_notice_that_ends_item_after_item_with_a_unit_assigns_by_it(body):
    assert [unit_names(task)[0][0] for task in duties(body)] == ["县水利局", "县环保局"]


@pytest.mark.parametrize(
    "body",
    [
        "1.规范巡河。（县水利局）",
        "1.规范巡河。（县水利局）\n2.整治排口。\n3.清理垃圾。",
        "规范巡河。（县水利局）\n整治排口。\n清理垃圾。",
        "（一）推行一窗通办（县行政审批局）。该局自去年起整合窗口，群众满意度提升。\n（二）推行掌上办（县数据局）。该局推广应用。",
        "（一）推行一窗通办（县行政审批局）\n该局自去年起整合窗口。\n（二）推行掌上办（县数据局）\n该局推广应用。",
    ],
)
def test_a_unit_in_a_bracket_that_is_not_the_way_of_the_notice_assigns_nothing(body):
    assert duties(body) == []


@pytest.mark.parametrize(
    "title",
    [
        "关于河湖管护工作情况的通报",
        "关于印发河湖管护典型案例的通知",
        "关于推广河湖管护经验做法的通知",
    ],
)
def test_a_notice_of_cases_assigns_nothing(title):
    body = "1.规范巡河。（县水利局）\n2.整治排口。（县环保局）"
    assert duties(body, f"云河市青石县人民政府办公室{title}\n") == []


@pytest.mark.parametrize(
    "words",
    [
        "副组长：李四（县公安局）",
        "一等奖：张三（县财政局）；",
        "李四（县公安局）",
        "李四。（县公安局）",
        "成员：张三（县财政局）、李四（县公安局）",
        "获奖者为李四（县公安局）。",
        "表彰李四同志（县公安局）。",
        "作者李四（县公安局）。",
        "已完成改造（县文旅局）。",
        "规范巡河（县水利局），整治排口（县环保局）。",
        "规范巡河（县水利局）；整治排口（县环保局）。",
        "执行《住宅设计规范》（县住建局）。",
        "执行《住宅设计规范》（住建部）。",
        "完成率达到95%（县统计局）。",
        "完成率达到百分之九十五（县统计局）。",
        "成立于2019年（县档案馆）。",
        "群众可拨打投诉电话（县信访局）。",
        "会议在三楼会议室（县应急局）。",
        "报名材料交到一楼（县人社局）。",
        "参照先进地区做法（县教育局）。",
        "参照先进地区做法（市教育局）。",
        "规范巡河。（原县环保局）",
        "（原县环保局）",
    ],
)
def test_behind_a_person_a_number_or_a_room_no_unit_is_told_what_to_do(words):
    others = "\n2.整治排口。（县环保局）\n3.清理垃圾。（县城管局）"
    assert [task.section for task in duties(f"1.{words}{others}")] == ["一2", "一3"]
    assert duties(words) == duties(f"{words}\n{words}") == duties(f"1.{words}\n2.{words}\n3.{words}") == []


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
