"""A visitor's own home over one library."""

import pytest

from assistant import Status, understood


def test_a_visitor_has_a_home_of_his_own(ask, assistant):
    bailu = assistant.at_home("云河市白鹭区", "区教育局")
    answer = ask("我们局今年负责什么", who=bailu)
    assert [chip.value for chip in understood(answer)] == ["云河市白鹭区", 2026, "区教育局"]
    assert {c.doc_number for c in answer.citations} == {"白鹭政办发〔2026〕3号"}
    assert ask("我们局今年负责什么").status is Status.ASK_BACK  # nobody's home stays so


def test_words_for_a_level_go_by_the_visitors_home(ask, assistant):
    assert "“我区”指云河市白鹭区" in ask("我区今年对政策解读有什么要求", who=assistant.at_home("白鹭区")).scope.note


def test_lists_of_duties_go_by_the_visitors_home(assistant):
    duties = assistant.at_home("云河市白鹭区").duties("区财政局", year=2026)
    assert {d.notice.doc_number for d in duties.duties} == {"白鹭政办发〔2026〕3号"}


def test_a_home_is_made_once_and_few_are_kept(assistant):
    first = assistant.at_home("云河市白鹭区", "区教育局")
    assert assistant.at_home("云河市白鹭区", " 区教育局 ") is first
    assert first.at_home("云河市白鹭区", "区教育局") is first
    for unit in assistant.home_units():
        for place in assistant.home_places():
            assistant.at_home(place, unit)
    assert assistant.at_home("云河市白鹭区", "区教育局") is not first


def test_what_can_be_chosen_is_what_the_notices_name(assistant):
    assert assistant.home_places() == ["东岳省", "云河市", "云河市白鹭区", "云河市青石区"]
    units = assistant.home_units("云河市白鹭区")
    assert {"区财政局", "市生态环境局白鹭分局"} <= set(units)
    assert not {"市财政局", "省财政厅", "区农业农村局"} & set(units)
    assert set(units) < set(assistant.home_units())


@pytest.mark.parametrize(
    ("place", "unit", "said"),
    [("平坛县", "", "文件库中没有“平坛县”的公文"), ("云河市", "飞行管理局", "不认识“飞行管理局”这个单位")],
)
def test_a_home_that_nobody_knows_is_refused(assistant, place, unit, said):
    with pytest.raises(ValueError, match=said):
        assistant.at_home(place, unit)
