"""Duties that the words of a notice name: who, what and by when."""

import pytest
from texts import meaning, read, unit_names

TITLE = "云河市青石区人民政府办公室关于做好2024年公开工作的通知\n"


def duties(body, tail="二、办好公报。\n"):
    return [task for task in read(f"{TITLE}{body}\n{tail}").tasks if task.source == "text"]


@pytest.mark.parametrize(
    ("body", "units"),
    [
        pytest.param(
            "一、加强解读。同步编制材料。（责任单位：区司法局、区政府各部门）",
            [("区司法局", "plain"), ("区政府各部门", "plain")],
            id="responsible units in brackets",
        ),
        pytest.param(
            "一、加强解读。同步编制材料。(责任单位:区司法局、区财政局)",
            [("区司法局", "plain"), ("区财政局", "plain")],
            id="half-width brackets",
        ),
        pytest.param(
            "一、加强解读。同步编制材料。（牵头单位：区司法局；配合单位：区财政局、各镇街）",
            [("区司法局", "lead"), ("区财政局", "support"), ("各镇街", "support")],
            id="lead and support in brackets",
        ),
        pytest.param(
            "一、加强解读。同步编制材料。\n责任单位：区司法局、区财政局",
            [("区司法局", "plain"), ("区财政局", "plain")],
            id="a line of its own",
        ),
        pytest.param(
            "一、加强解读。同步编制材料。\n——责任单位：区司法局（牵头），区财政局\n——完成时限：2024年9月底前",
            [("区司法局", "lead"), ("区财政局", "plain")],
            id="a line of its own behind a dash",
        ),
        pytest.param(
            "一、加强解读。同步编制材料。（区司法局、区财政局负责）",
            [("区司法局", "plain"), ("区财政局", "plain")],
            id="responsible behind the names",
        ),
        pytest.param(
            "一、加强解读。同步编制材料。（区司法局牵头，区财政局配合）",
            [("区司法局", "lead"), ("区财政局", "support")],
            id="roles behind the names",
        ),
        pytest.param(
            "一、加强解读。由区司法局牵头，区财政局配合，同步编制材料。",
            [("区司法局", "lead"), ("区财政局", "support")],
            id="in a sentence",
        ),
        pytest.param(
            "一、加强解读。同步编制材料。（区司法局、区财政局）",
            [("区司法局", "plain"), ("区财政局", "plain")],
            id="names alone",
        ),
        pytest.param(
            "一、加强解读。同步编制材料。（责任单位：区司法局等部门）",
            [("区司法局", "plain")],
            id="and others",
        ),
        pytest.param(
            "一、加强解读。同步编制材料。（责任部门：区司法局 区财政局）",
            [("区司法局", "plain"), ("区财政局", "plain")],
            id="a blank between names",
        ),
        pytest.param(
            "一、加强解读。同步编制材料。【责任单位：区司法局、区财政局】",
            [("区司法局", "plain"), ("区财政局", "plain")],
            id="square brackets",
        ),
        pytest.param(
            "一、加强解读。同步编制材料。（区司法局负责，各镇街负责落实。以下均需各镇街落实，不再列出）",
            [("区司法局", "plain"), ("各镇街", "plain")],
            id="a remark on what follows",
        ),
        pytest.param(
            "一、加强解读。同步编制材料。〔责任单位：区司法局、区财政局〕",
            [("区司法局", "plain"), ("区财政局", "plain")],
            id="shell brackets",
        ),
        pytest.param(
            "一、加强解读。同步编制材料。（市级责任单位：市司法局；县级责任单位：各县（区）人民政府）",
            [("市司法局", "plain"), ("各县（区）人民政府", "plain")],
            id="units of two levels",
        ),
        pytest.param(
            "一、加强解读。同步编制材料。（区司法局为牵头单位，区财政局为配合单位）",
            [("区司法局", "lead"), ("区财政局", "support")],
            id="the role in words behind the names",
        ),
        pytest.param(
            "一、加强解读。\n责任单位：\n区司法局、区财政局",
            [("区司法局", "plain"), ("区财政局", "plain")],
            id="names below their label",
        ),
        pytest.param(
            "一、加强解读。由区司法局会同区财政局、区审计局每年检查一次。",
            [("区司法局", "lead"), ("区财政局", "plain"), ("区审计局", "plain")],
            id="together with, in a sentence",
        ),
        pytest.param(
            "一、加强解读。同步编制材料。（区司法局会同区财政局负责）",
            [("区司法局", "lead"), ("区财政局", "plain")],
            id="together with, in brackets",
        ),
        pytest.param(
            "一、加强解读。同步编制材料。（区司法局、区财政局等按职责分工负责，列第一位的为牵头单位）",
            [("区司法局", "lead"), ("区财政局", "plain")],
            id="the first leads, said in the bracket",
        ),
        pytest.param(
            "一、加强解读。同步编制材料。【牵头：区司法局；配合：区财政局】",
            [("区司法局", "lead"), ("区财政局", "support")],
            id="labels without 单位",
        ),
        pytest.param(
            "一、加强解读。由区司法局牵头，会同区财政局、区审计局，同步编制材料。",
            [("区司法局", "lead"), ("区财政局", "plain"), ("区审计局", "plain")],
            id="led by, together with",
        ),
    ],
)
def test_units_are_read_with_their_roles(body, units):
    (task,) = duties(body)
    assert unit_names(task) == units


@pytest.mark.parametrize(
    "body",
    [
        "一、加强解读。（以下简称“解读”）同步编制材料。",
        "一、加强解读。（包括图片、视频、问答）同步编制材料。",
        "一、加强解读。区司法局（法制办）编制材料。",
        "一、加强解读。由主要负责同志负责，亲自部署。",
        "一、加强解读。本办法由区司法局负责解释。",
        "一、加强解读。各单位要明确责任单位和责任人。",
        "一、加强解读。（一期工程、二期工程）",
        "一、加强解读。本办法由区司法局会同区财政局等有关部门负责解释。",
    ],
)
def test_a_bracket_or_a_sentence_without_units_is_no_duty(body):
    assert duties(body) == []


def test_a_duty_has_its_heading_as_task_and_its_clause_as_requirement():
    (task,) = duties("一、加强解读\n（一）同步编制。编制解读材料。（责任单位：区司法局）\n（二）同步发布。")
    assert (task.ref, task.section, task.clause, task.row) == ("一（一）/t1", "一（一）", "一（一）", None)
    assert task.task == "同步编制"
    assert task.requirement == "同步编制。编制解读材料。"


def test_each_bracket_of_a_clause_is_a_duty_of_its_own():
    tasks = duties("一、加强解读。编制材料。（责任单位：区司法局）发布材料。（责任单位：区融媒体中心）")
    assert [task.ref for task in tasks] == ["一/t1", "一/t2"]
    assert [task.requirement for task in tasks] == ["加强解读。编制材料。", "发布材料。"]
    assert [unit_names(task) for task in tasks] == [[("区司法局", "plain")], [("区融媒体中心", "plain")]]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("（责任单位：区司法局；完成时限：2024年6月底前）", ("date", None, "2024-06-30")),
        ("（责任单位：区司法局，完成时间：6月底前）", ("date", None, "2024-06-30")),
        ("（责任单位：区司法局；时限：长期）", ("continuous", None, None)),
        ("（区司法局负责，2024年底前完成）", ("date", None, "2024-12-31")),
        ("（2024年8月底前完成，区司法局负责）", ("date", None, "2024-08-31")),
        ("（区司法局按职责分工负责，持续推进）", ("continuous", None, None)),
    ],
)
def test_a_deadline_in_the_bracket_is_read(body, expected):
    (task,) = duties(f"一、加强解读。编制材料。{body}")
    assert [meaning(deadline) for deadline in task.deadlines] == [expected]
    assert unit_names(task) == [("区司法局", "plain")]


def test_several_deadlines_behind_one_label_are_read():
    (task,) = duties("一、加强解读。（责任单位：区司法局；时间节点：2024年底建成1个，2025年底建成3个）")
    assert [meaning(d) for d in task.deadlines] == [("date", None, "2024-12-31"), ("date", None, "2025-12-31")]
    assert unit_names(task) == [("区司法局", "plain")]


def test_a_deadline_in_the_clause_is_read():
    (task,) = duties("一、加强解读。6月底前编制材料，每季度更新。（责任单位：区司法局）")
    assert [(d.text, d.kind) for d in task.deadlines] == [("6月底前", "date"), ("每季度", "recurring")]


def test_the_first_unit_leads_where_the_notice_says_so():
    head = "一、加强解读。编制材料。（责任单位：区司法局、区财政局）"
    (task,) = duties(head, "二、责任单位列首位的为牵头单位。\n")
    assert unit_names(task) == [("区司法局", "lead"), ("区财政局", "plain")]


def test_the_first_unit_leads_only_where_its_bracket_says_so():
    said = "一、加强解读。（区司法局、区财政局负责，列首位的为牵头单位）\n二、加强公开。（区财政局、区审计局负责）"
    first, second = duties(said, "三、办好公报。\n")
    assert unit_names(first) == [("区司法局", "lead"), ("区财政局", "plain")]
    assert unit_names(second) == [("区财政局", "plain"), ("区审计局", "plain")]


def test_the_bodies_are_those_of_the_issuers_place():
    (task,) = duties("一、加强解读。编制材料。（责任单位：市司法局、区财政局）")
    assert [(unit.place, unit.organ) for unit in task.units] == [("云河市", "司法局"), ("云河市青石区", "财政局")]


def test_a_bracket_that_a_page_number_divides_is_read():
    (task,) = duties("一、加强解读。编制材料。（责任单位：区司法局、区财\n— 2 —\n政局）")
    assert unit_names(task) == [("区司法局", "plain"), ("区财政局", "plain")]


def test_a_bracket_may_stand_before_the_words_that_it_is_about():
    (task,) = duties("一、学校食堂。（责任单位：区教育局；完成时限：8月25日前）对食堂开展检查。")
    assert (task.task, task.requirement) == ("学校食堂", "对食堂开展检查。")
    assert unit_names(task) == [("区教育局", "plain")]
    assert [meaning(deadline) for deadline in task.deadlines] == [("date", None, "2024-08-25")]


@pytest.mark.parametrize(
    "words", ["由区司法局牵头，区财政局配合，编制材料。", "区司法局要编制材料。", "由区司法局牵头编制材料。"]
)
def test_a_sentence_that_only_says_by_when_belongs_to_the_one_before_it(words):
    (task,) = duties(f"一、加强解读。{words}6月20日前完成。")
    assert [meaning(deadline) for deadline in task.deadlines] == [("date", None, "2024-06-20")]


@pytest.mark.parametrize("words", ["6月20日前全部完成。", "力争年内建成。", "长期坚持。", "于2024年底前完成。"])
def test_a_deadline_and_nothing_else_is_appended(words):
    (task,) = duties(f"一、加强解读。编制材料，由区司法局负责。{words}")
    assert task.requirement == f"加强解读。编制材料，由区司法局负责。{words}"


def test_a_sentence_with_a_deadline_and_a_unit_of_its_own_is_a_duty_of_its_own():
    first, second = duties("一、3年内建成10个基地，由区农业农村局负责。年内完成改造，由区住建局负责。")
    assert [(t.requirement, unit_names(t)[0][0]) for t in (first, second)] == [
        ("3年内建成10个基地，由区农业农村局负责。", "区农业农村局"),
        ("年内完成改造，由区住建局负责。", "区住建局"),
    ]
    first, second = duties("一、编制材料，由区司法局负责。年内改造，区住建局负责。")
    assert second.requirement == "年内改造，区住建局负责。"


@pytest.mark.parametrize(
    "words",
    [
        "出现质量问题的，施工企业负责。",
        "出现质量问题的，区住建局负责。",
        "因工程延误造成损失，建设单位负责。",
        "因工程延误造成损失，区住建局负责。",
    ],
)
def test_who_answers_for_a_damage_is_told_to_do_nothing(words):
    assert duties(f"一、质量管理。{words}") == duties(f"一、{words}") == []


def test_a_paragraph_ends_with_the_bracket_that_names_who_does_it():
    words = "同步编制材料，" * 6
    notice = read(f"{TITLE}一、加强解读。{words}（责任单位：区司法局）\n本通知自印发之日起施行。\n")
    assert [clause.text for clause in notice.clauses][-1] == "本通知自印发之日起施行。"


@pytest.mark.parametrize(
    "lines",
    [
        "——责任单位：区司法局\n——完成时限：2024年9月底前",
        "· 责任单位：区司法局\n· 完成时限：2024年9月底前",
        "（责任单位：区司法局）\n完成时限：2024年9月底前",
    ],
)
def test_the_line_below_the_units_says_by_when(lines):
    (task,) = duties(f"一、加强解读。每周同步编制材料。\n{lines}")
    assert task.requirement.endswith("每周同步编制材料。")
    assert [(d.text, d.end.isoformat()) for d in task.deadlines] == [("2024年9月底前", "2024-09-30")]


def test_a_wrapped_bracket_is_one_though_a_line_begins_with_the_word_for_the_deadline():
    lines = "一、扩大社区助餐供给，每个社区设置一处助餐点。（责任单位：区民政局、区财政局；完成\n时限：2024年9月底前）"
    (task,) = duties(lines)
    assert [u.name for u in task.units] == ["区民政局", "区财政局"]
    assert [d.text for d in task.deadlines] == ["2024年9月底前"]


def test_how_often_is_no_deadline_but_what_stands_as_one_is():
    (task,) = duties("一、规范巡河。每周巡河不少于2次，6月底前整治。（责任单位：区水利局）")
    assert [d.text for d in task.deadlines] == ["6月底前"]
    (task,) = duties("一、规范巡河。巡查河道。（责任单位：区水利局；完成时限：每周不少于2次）")
    assert [(d.text, d.kind) for d in task.deadlines] == [("每周", "recurring")]
