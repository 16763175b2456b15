"""What a reader sets beside a question: it counts instead of what the question says, is said, and never breaks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import Chip, Limits, Status, Turn, choices, understood

QUESTION = "青石区财政局今年负责什么"
ELDERLY = "青石政办发2026-7"
POINTS = "青石政办发2026-4"


def numbers(answer):
    return {c.doc_number for c in answer.citations if not c.near}


def shown(answer):
    return [(chip.kind, chip.label, chip.value, chip.origin) for chip in understood(answer)]


def test_what_was_understood_is_told_with_where_it_comes_from(ask):
    assert shown(ask(QUESTION)) == [
        ("place", "青石区", "云河市青石区", "typed"),
        ("year", "2026年", 2026, "assumed"),
        ("unit", "区财政局", "区财政局", "typed"),
    ]


def test_home_and_the_own_unit_are_told_as_assumed(ask, at_home):
    assert shown(ask("我们局2025年负责什么", who=at_home)) == [
        ("place", "青石区", "云河市青石区", "assumed"),
        ("year", "2025年", 2025, "typed"),
        ("unit", "区财政局", "区财政局", "assumed"),
    ]


def test_what_a_follow_up_takes_over_is_told_as_earlier(ask):
    assert shown(ask("去年的呢", QUESTION)) == [
        ("place", "青石区", "云河市青石区", "earlier"),
        ("year", "2025年", 2025, "assumed"),
        ("unit", "区财政局", "区财政局", "earlier"),
    ]


def test_the_latest_year_that_stands_in_for_this_one_is_told_as_assumed(ask, at_home):
    assert ("year", "2025年", 2025, "assumed") in shown(ask("云河市今年优化营商环境工作要点有几项任务"))


def test_a_notice_is_told_only_where_the_question_names_one(ask):
    named = ask("青石区适老化改造和居家养老若干措施里区财政局负责什么")
    assert ("notice", "《青石区适老化改造和居家养老若干措施》", ELDERLY, "typed") in shown(named)
    assert ("notice", "《2026年青石区政务公开工作要点》", POINTS, "typed") in shown(
        ask("青石政办发〔2026〕4号有哪些要求")
    )
    assert "notice" not in {chip.kind for chip in understood(ask("青石区2026年对政策解读有什么要求"))}


def test_a_place_that_is_not_held_is_told_too(ask):
    assert shown(ask("历下区对政策解读有什么要求")) == [("place", "历下区", "历下区", "typed")]


def test_the_chips_of_several_questions_are_told_together(ask):
    answer = ask("青石区财政局负责什么？白鹭区教育局负责什么")
    assert [c.value for c in understood(answer)] == ["云河市青石区", "云河市白鹭区", "区财政局", "区教育局"]


def test_chips_are_no_part_of_the_contract(ask):
    names = ["issuers", "years", "notices", "units", "roles", "deadline", "kind", "note"]
    assert list(ask(QUESTION).to_dict()["scope"]) == names


SET = [
    # limits, issuing numbers cited, years and units of the scope
    (Limits(places=("云河市白鹭区",)), {"白鹭政办发〔2026〕3号"}, (2026,), ("区财政局",)),
    (Limits(places=("白鹭区",)), {"白鹭政办发〔2026〕3号"}, (2026,), ("区财政局",)),
    (Limits(years=(2025,)), {"青石政办发〔2025〕6号"}, (2025,), ("区财政局",)),
    (Limits(units=("区教育局",)), {"青石政办发〔2026〕4号", "青石政办发〔2026〕7号"}, (2026,), ("区教育局",)),
    (Limits(notices=(ELDERLY,)), {"青石政办发〔2026〕7号"}, (), ("区财政局",)),
    (
        Limits(places=("云河市白鹭区",), years=(2025,), units=("区民政局",)),
        {"白鹭政办发〔2025〕9号", "白鹭政发〔2025〕12号"},
        (2025,),
        ("区民政局",),
    ),
]


@pytest.mark.parametrize(("limits", "cited", "years", "units"), SET, ids=str)
def test_what_is_set_counts_instead_of_what_the_question_says(ask, limits, cited, years, units):
    answer = ask(QUESTION, limits=limits)
    assert (answer.status, answer.scope.years, answer.scope.units) == (Status.ANSWERED, years, units)
    assert numbers(answer) == cited
    told = {(chip.kind, chip.value) for chip in understood(answer) if chip.origin == "set" and chip.kind != "place"}
    assert told == {
        *(("year", year) for year in limits.years or ()),
        *(("unit", unit) for unit in limits.units or ()),
        *(("notice", notice_id) for notice_id in limits.notices or ()),
    }


def test_what_is_set_is_the_first_thing_that_is_said(ask):
    answer = ask(QUESTION, limits=Limits(places=("云河市白鹭区",), years=(2025,), notices=()))
    assert answer.scope.note == "按您设定的范围：白鹭区、2025年、不限公文"
    assert answer.text.startswith("（按您设定的范围：白鹭区、2025年、不限公文）")


def test_a_place_taken_away_is_every_place_even_at_home(ask, at_home):
    home, everywhere = (ask("对政策解读有什么要求", who=at_home, limits=Limits(places=p)) for p in (None, ()))
    assert {c.issuer for c in home.citations} == {"云河市青石区人民政府办公室"}
    assert len({c.issuer for c in everywhere.citations}) > 1
    assert "按本区县" not in everywhere.text


def test_a_unit_taken_away_leaves_every_duty(ask):
    answer = ask(QUESTION, limits=Limits(units=(), notices=(POINTS,)))
    assert answer.scope.kind == "list"
    assert len(answer.citations) == 22  # the rows of its table


def test_a_notice_taken_away_leaves_its_district(ask):
    answer = ask("青石区适老化改造和居家养老若干措施里区财政局负责什么", limits=Limits(notices=()))
    assert numbers(answer) == {"青石政办发〔2026〕4号", "青石政办发〔2026〕7号"}


def test_several_units_are_answered_one_by_one(ask):
    answer = ask(QUESTION, limits=Limits(units=("区民政局", "区教育局")))
    assert answer.scope.units == ("区民政局", "区教育局")
    assert "**（1）区民政局**" in answer.text
    assert "**（2）区教育局**" in answer.text


def test_what_is_set_holds_for_each_question_of_a_message(ask):
    answer = ask("青石区财政局负责什么？谁负责老旧小区改造信息公开", limits=Limits(places=("云河市白鹭区",)))
    assert {c.issuer for c in answer.citations} <= {"云河市白鹭区人民政府", "云河市白鹭区人民政府办公室"}


def test_a_deadline_moves_with_the_year_that_is_set(ask):
    answer = ask("青石区财政局2026年6月底前要完成哪些任务", limits=Limits(years=(2025,)))
    assert "时限不晚于2025年6月30日" in answer.text
    assert numbers(answer) == {"青石政办发〔2025〕6号"}


def test_a_comparison_of_two_places_limited_to_one_quotes_one(ask):
    answer = ask("青石区和白鹭区今年对政策解读有什么要求", limits=Limits(places=("云河市青石区",)))
    assert answer.scope.kind == "clause"
    assert {c.issuer for c in answer.citations} == {"云河市青石区人民政府办公室"}


NOT_HELD = [
    (Limits(places=("平坛县",)), "文件库中没有平坛县的公文"),
    (Limits(years=(1999,)), "文件库中没有青石区1999年的公文"),
    (Limits(years=(99_999,)), "文件库中没有青石区99999年的公文"),
    (Limits(units=("飞行管理局",)), "文件库的公文没有点名过“飞行管理局”"),
    (Limits(units=("区教育局", "飞行管理局"), notices=("没有这份",)), "文件库中没有编号为没有这份的公文"),
    (Limits(notices=(POINTS,), places=("云河市白鹭区",)), "《2026年青石区政务公开工作要点》不是白鹭区的公文"),
    (Limits(notices=(POINTS,), years=(2024,)), "《2026年青石区政务公开工作要点》不是2024年的公文"),
]


@pytest.mark.parametrize(("limits", "said"), NOT_HELD, ids=str)
def test_what_is_set_and_not_held_is_said(ask, limits, said):
    answer = ask(QUESTION, limits=limits)
    assert answer.status is Status.NOT_HELD
    assert said in answer.text


VALUES = st.one_of(
    st.none(), st.lists(st.one_of(st.text(max_size=6), st.sampled_from(["云河市", POINTS, "区财政局"])), max_size=2)
)


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from([QUESTION, "青石区和白鹭区对政策解读的要求有什么不同", "第三条说了什么", "6月底前要完成什么"]),
    VALUES,
    VALUES,
    VALUES,
)
def test_whatever_is_set_is_answered_or_refused(ask, question, places, units, notices):
    limits = Limits(*(None if v is None else tuple(v) for v in (places, None, units, notices)))
    assert ask(question, limits=limits).status is not Status.ERROR


def test_a_follow_up_goes_on_from_what_was_set(assistant, today):
    limits = Limits(places=("云河市白鹭区",), units=("区教育局",))
    answer = assistant.ask("去年的呢", [Turn("user", QUESTION, limits)], today)
    assert shown(answer) == [
        ("place", "白鹭区", "云河市白鹭区", "earlier"),
        ("year", "2025年", 2025, "assumed"),
        ("unit", "区教育局", "区教育局", "earlier"),
    ]
    assert numbers(answer) == {"白鹭政办发〔2025〕9号"}


def test_a_follow_up_stays_with_the_notice_that_was_set(assistant, today):
    before = [Turn("user", QUESTION, Limits(notices=(ELDERLY,)))]
    assert numbers(assistant.ask("配合的有哪些", before, today)) == {"青石政办发〔2026〕7号"}
    assert numbers(assistant.ask("青石区2025年财政局负责什么", before, today)) == {"青石政办发〔2025〕6号"}


def test_the_choices_are_what_the_library_holds(assistant):
    offered = choices(assistant)
    assert [c.value for c in offered.places] == ["东岳省", "云河市", "云河市白鹭区", "云河市青石区"]
    assert [(c.label, c.value) for c in offered.years] == [("2026年", 2026), ("2025年", 2025), ("2024年", 2024)]
    assert {"区财政局", "市生态环境局白鹭分局"} <= {c.value for c in offered.units}
    assert ("《青石区适老化改造和居家养老若干措施》（青石政办发〔2026〕7号）", ELDERLY) in {
        (c.label, c.value) for c in offered.notices
    }


def test_a_chip_that_was_typed_can_be_set_again(ask):
    place, year, unit = understood(ask(QUESTION))
    assert place == Chip("place", "青石区", "云河市青石区")
    again = ask("负责什么", limits=Limits((place.value,), (year.value,), (unit.value,)))
    assert numbers(again) == {"青石政办发〔2026〕4号", "青石政办发〔2026〕7号"}
