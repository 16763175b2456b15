"""Plans by the month: each item is a duty of its own with its month as its time."""

import pytest
from texts import meaning, read, unit_names, words_at

TITLE = "云河市青石县人民政府办公室关于印发2024年群众文化活动计划的通知\n"
ITEMS = ("1月：举办村晚18场，由县文化馆承办。", "2月：开展灯会，县城管局负责。", "4月：送戏30场，县剧团负责。")
END = "\n二、工作要求\n抓好落实。\n"


def duties(body):
    return [task for task in read(f"{TITLE}{body}").tasks if task.source == "text"]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("一、活动安排\n" + "\n".join(ITEMS) + END, id="lines of a section"),
        pytest.param("一、活动安排\n" + "".join(ITEMS) + END, id="a paragraph of a section"),
        pytest.param("现将计划印发给你们。\n" + "\n".join(ITEMS) + "\n云河市青石县人民政府办公室\n", id="lines alone"),
        pytest.param("现将计划印发给你们。\n" + "".join(ITEMS) + "\n", id="a paragraph alone"),
        pytest.param("一、活动安排\n" + "\n".join(f"——{item}" for item in ITEMS) + END, id="behind dashes"),
    ],
)
def test_each_month_is_a_duty_of_its_own(body):
    found = duties(body)
    assert [task.requirement for task in found] == [
        "举办村晚18场，由县文化馆承办。",
        "开展灯会，县城管局负责。",
        "送戏30场，县剧团负责。",
    ]
    assert [unit_names(task) for task in found] == [
        [("县文化馆", "plain")],
        [("县城管局", "plain")],
        [("县剧团", "plain")],
    ]
    assert [[meaning(d) for d in task.deadlines] for task in found] == [
        [("range", "2024-01-01", "2024-01-31")],
        [("range", "2024-02-01", "2024-02-29")],
        [("range", "2024-04-01", "2024-04-30")],
    ]


def test_the_quotation_of_an_item_begins_with_its_month():
    notice = read(f"{TITLE}一、活动安排\n" + "\n".join(ITEMS) + END)
    assert words_at(notice, notice.tasks[1].spans) == [ITEMS[1]]
    assert words_at(notice, notice.tasks[1].fields["deadlines"]) == ["2月"]


@pytest.mark.parametrize(
    ("time", "day"),
    [
        ("3月份", ("range", "2024-03-01", "2024-03-31")),
        ("3月上旬", ("date", None, "2024-03-10")),
        ("十月", ("range", "2024-10-01", "2024-10-31")),
        ("一季度", ("range", "2024-01-01", "2024-03-31")),
        ("第二季度", ("range", "2024-04-01", "2024-06-30")),
        ("全年", ("continuous", "2024-01-01", "2024-12-31")),
        ("上半年", ("range", "2024-01-01", "2024-06-30")),
        ("1月至3月", ("range", "2024-01-01", "2024-03-31")),
        ("1-3月", ("range", "2024-01-01", "2024-03-31")),
    ],
)
def test_the_time_of_an_item(time, day):
    first, _ = duties(f"一、活动安排\n{time}：举办书展，县图书馆负责。\n12月：举办灯会，县城管局负责。{END}")
    assert [(d.text, meaning(d)) for d in first.deadlines] == [(time, day)]


def test_a_third_of_a_month_is_of_the_month_named_before_it():
    first, second = duties(f"一、3月活动\n上旬：举办书展，县图书馆负责。\n下旬：举办灯会，县城管局负责。{END}")
    assert [d.end.isoformat() for task in (first, second) for d in task.deadlines] == ["2024-03-10", "2024-03-31"]


def test_an_items_own_deadline_comes_before_its_month():
    first, _ = duties(f"一、活动安排\n1月：1月20日前举办书展，县图书馆负责。\n2月：灯会，县城管局负责。{END}")
    assert [d.text for d in first.deadlines] == ["1月20日前"]


def test_units_behind_the_last_item_alone_are_those_of_all():
    (task,) = duties(f"一、活动安排\n1月：举办书展。\n2月：举办灯会。\n（责任单位：县文化馆）{END}")
    assert task.requirement == "活动安排\n1月：举办书展。\n2月：举办灯会。"


def test_units_in_the_words_of_the_last_item_are_its_own():
    (task,) = duties(f"一、活动安排\n1月：举办书展。\n2月：举办灯会，县城管局负责。{END}")
    assert (task.requirement, [d.text for d in task.deadlines]) == ("举办灯会，县城管局负责。", ["2月"])


def test_what_stands_behind_the_plan_is_no_part_of_its_last_item():
    found = duties("一、活动安排\n" + "\n".join(ITEMS) + "\n宣传工作由县融媒体中心负责。" + END)
    assert (found[-1].requirement, found[-1].deadlines) == ("宣传工作由县融媒体中心负责。", ())


@pytest.mark.parametrize(
    ("body", "units"),
    [
        ("办好书展，由县图书馆承办。", [("县图书馆", "plain")]),
        ("办好书展，县图书馆主办、县剧团协办。", [("县图书馆", "lead"), ("县剧团", "support")]),
        ("办好书展，县图书馆牵头，各镇配合。", [("县图书馆", "lead"), ("各镇", "support")]),
        ("整治河道，县水利局、县城管局负责。", [("县水利局", "plain"), ("县城管局", "plain")]),
    ],
)
def test_the_last_words_of_a_sentence_may_say_who_does_it(body, units):
    (task,) = duties(f"一、{body}{END}")
    assert (task.requirement, unit_names(task)) == (body, units)


@pytest.mark.parametrize(
    "body",
    ["加强领导，主要领导负责。", "压实责任，各部门负责。", "本办法由县图书馆负责解释。", "培训对象为单位负责人。"],
)
def test_a_sentence_whose_last_words_name_nobody_assigns_nothing(body):
    assert duties(f"一、{body}{END}") == []


def test_who_does_it_may_be_followed_by_when_it_is_done():
    first, second = duties(
        "一、活动安排\n2月：开展灯会，县城管局负责，2月20日前完成。\n4月：送戏30场，县剧团负责。" + END
    )
    assert unit_names(first) == [("县城管局", "plain")]
    assert [deadline.text for deadline in first.deadlines] == ["2月20日前"]
    assert unit_names(second) == [("县剧团", "plain")]


@pytest.mark.parametrize("form", ["责任单位：{}", "——责任单位：{}", "（责任单位：{}）", "（{}负责）", "责任单位：\n{}"])
def test_a_line_below_an_item_says_who_does_it(form):
    items = [f"5月：举办文化节。\n{form.format('县文旅局')}", f"6月：举办龙舟赛。\n{form.format('县体育局')}"]
    found = duties("一、重点\n（一）活动安排\n" + "\n".join(items) + END)
    assert [(task.requirement, unit_names(task), [d.text for d in task.deadlines]) for task in found] == [
        ("举办文化节。", [("县文旅局", "plain")], ["5月"]),
        ("举办龙舟赛。", [("县体育局", "plain")], ["6月"]),
    ]


def test_the_last_item_has_the_deadline_of_its_own_lines_and_nothing_of_what_follows():
    first, second, third = duties(
        "一、活动安排\n5月：举办文化节。\n责任单位：县文旅局\n6月：举办龙舟赛。\n责任单位：县体育局\n完成时限：6月10日前\n"
        "宣传工作由县融媒体中心负责。" + END
    )
    assert [d.text for task in (first, second) for d in task.deadlines] == ["5月", "6月10日前"]
    assert [task.requirement for task in (second, third)] == ["举办龙舟赛。", "宣传工作由县融媒体中心负责。"]
