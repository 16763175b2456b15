"""From a question and its history to a query, with the places and units of the sample library."""

import datetime as dt

import pytest

from assistant import Turn

DAY = dt.date(2026, 3, 2)


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("青石区今年的要求", {2026}),
        ("青石区本年度的要求", {2026}),
        ("青石区去年的要求", {2025}),
        ("青石区前年的要求", {2024}),
        ("青石区明年的要求", {2027}),
        ("青石区21年的要求", {2021}),
        ("青石区2021年的要求", {2021}),
        ("青石区2021和2022年的要求", {2021, 2022}),
        ("青石区2021年、2022年的要求", {2021, 2022}),
        ("青石区近两年的要求", {2026, 2025}),
        ("青石区最近三年的要求", {2026, 2025, 2024}),
        ("青石区去年和今年的要求", {2025, 2026}),
        ("青石区的要求", set()),
        ("保存20年以上的档案", set()),
    ],
)
def test_years_that_a_question_names_or_means(read, question, years):
    assert set(read(question).years) == years


def test_a_relative_year_is_remembered_as_one(read):
    query = read("青石区去年的要求")
    assert (query.years, query.year_words) == ((2025,), ("去年",))
    assert read("青石区2025年的要求").year_words == ()


def test_the_year_of_an_issuing_number_is_not_the_year_asked(read):
    query = read("青石政办发〔2024〕4号抄送哪些单位")
    assert (query.doc_numbers, query.years) == (("青石政办发[2024]4号",), ())


@pytest.mark.parametrize(
    ("question", "name", "level", "organ"),
    [
        ("区财政局负责什么", "区财政局", "区", "财政局"),
        ("市财政局负责什么", "市财政局", "市", "财政局"),
        ("青石区财政局负责什么", "区财政局", "区", "财政局"),
        ("人社局要做什么", "人社局", "", "人社局"),
        ("区人力资源和社会保障局负责什么", "区人力资源和社会保障局", "区", "人力资源和社会保障局"),
        ("省发展改革委负责什么", "省发展改革委", "省", "发展改革委"),
        ("区融媒体中心负责什么", "区融媒体中心", "区", "融媒体中心"),
        ("区政府办公室负责什么", "区政府办公室", "区", "政府办公室"),
        ("区园林绿化管理局负责什么", "区园林绿化管理局", "区", "园林绿化管理局"),
    ],
)
def test_the_unit_that_a_question_names(read, question, name, level, organ):
    unit = read(question).unit
    assert (unit.name, unit.level, unit.organ) == (name, level, organ)


@pytest.mark.parametrize("question", ["加装电梯每部补助多少钱", "适老化改造什么时候完成", "谁负责", "哪些部门参与"])
def test_a_question_without_a_unit_has_none(read, question):
    assert read(question).unit is None


@pytest.mark.parametrize(
    "question", ["市生态环境局白鹭分局负责什么", "生态环境局白鹭分局负责什么", "2026年市生态环境局白鹭分局有哪些任务"]
)
def test_a_branch_is_its_organ_and_of_no_level_but_its_place(read, question):
    unit = read(question).unit
    assert (unit.organ, unit.level) == ("生态环境局", "")


@pytest.mark.parametrize("words", ["我们局", "本局", "我局", "我们单位"])
def test_our_own_unit_is_the_home_unit_and_that_is_said(read, words):
    query = read(f"{words}今年负责什么", home_unit="区财政局")
    assert (query.kind, query.unit.name, query.unit.organ) == ("responsibility", "区财政局", "财政局")
    assert query.notes == (f"“{words}”按“区财政局”理解",)


def test_our_own_unit_without_a_home_is_no_unit(read):
    assert read("我们局今年负责什么").unit is None


@pytest.mark.parametrize(
    ("question", "due", "exact"),
    [
        ("2026年6月底前要完成哪些任务", (None, dt.date(2026, 6, 30)), False),
        ("6月30日前完成的任务有哪些", (None, dt.date(2026, 6, 30)), False),
        ("完成时限为2026年9月底的有哪些", (None, dt.date(2026, 9, 30)), True),
        ("本月到期的任务有哪些", (dt.date(2026, 3, 1), dt.date(2026, 3, 31)), False),
        ("今年5月到期的任务有哪些", (dt.date(2026, 5, 1), dt.date(2026, 5, 31)), False),
        ("2025年十二月份要完成的有哪几项", (dt.date(2025, 12, 1), dt.date(2025, 12, 31)), False),
        ("13月完成的任务有哪些", None, False),
        ("已经逾期的任务有哪些", (None, dt.date(2026, 3, 1)), False),
    ],
)
def test_the_deadline_that_a_question_names(read, question, due, exact):
    query = read(question)
    assert (query.due, query.due_exact) == (due, exact)


def test_the_words_of_the_scope_are_not_searched_for(read):
    assert read("青石区2026年对依申请公开有什么要求").content == "对依申请公开有什么要求"


class TestFollowUps:
    def test_another_unit_takes_place_year_and_kind(self, read):
        query = read("那教育局呢", "青石区财政局今年负责什么")
        assert (query.unit.organ, query.years, query.place_words) == ("教育局", (2026,), ("青石区",))
        assert query.kind == "responsibility"

    def test_another_year_takes_place_unit_and_kind(self, read):
        query = read("去年的呢", "青石区财政局今年负责什么")
        assert (query.unit.organ, query.years, query.place_words) == ("财政局", (2025,), ("青石区",))
        assert query.kind == "responsibility"

    def test_another_place_takes_unit_and_year(self, read):
        query = read("白鹭区呢", "青石区财政局今年负责什么")
        assert (query.unit.organ, query.years, query.place_words) == ("财政局", (2026,), ("白鹭区",))

    def test_another_way_of_asking_takes_the_topic(self, read):
        query = read("谁负责", "青石区今年老旧小区改造信息公开有什么要求")
        assert (query.kind, query.years, query.place_words) == ("who", (2026,), ("青石区",))
        assert "老旧小区改造信息公开" in query.content

    def test_the_last_turn_but_one_is_inherited_through_the_last(self, read):
        query = read("教育局呢", "青石区财政局今年负责什么", "去年的呢")
        assert (query.unit.organ, query.years, query.place_words) == ("教育局", (2025,), ("青石区",))

    def test_a_new_topic_with_its_own_place_inherits_nothing(self, read):
        query = read("白鹭区对数据开放有什么要求", "青石区财政局2025年负责什么")
        assert (query.unit, query.years, query.place_words, query.inherited) == (None, (), ("白鹭区",), ())
        assert query.kind == "clause"

    def test_what_was_taken_is_told(self, read):
        assert read("去年的呢", "青石区财政局今年负责什么").inherited == ("青石区", "“区财政局”")

    def test_a_greeting_inherits_nothing(self, read):
        assert read("谢谢", "青石区财政局今年负责什么").inherited == ()

    def test_what_the_assistant_said_is_not_read_as_a_question(self, assistant):
        history = [Turn("user", "青石区财政局今年负责什么"), Turn("assistant", "白鹭区2024年的教育局……")]
        answer = assistant.ask("去年的呢", history, DAY)
        assert (answer.scope.years, answer.scope.units) == ((2025,), ("区财政局",))
        assert answer.scope.issuers == ("云河市青石区人民政府办公室",)
