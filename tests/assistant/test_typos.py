"""Slips by sound or shape, over names written here; what is a word or a place elsewhere stays as typed."""

import pytest

from assistant.typos import Slip, Speller, corrected, unspaced

PLACES = ["平潭", "平潭综合实验区", "市中", "市中区", "长清", "长清区", "福州", "福州市", "滨州", "历下区"]
UNITS = ["财政局", "民政局", "人力资源和社会保障局", "统计局"]


def spell(text, known=(), holds=lambda words: False):
    return corrected(text, Speller(PLACES, UNITS, holds).slips(text, known))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("平坛今年负责什么", "平潭今年负责什么"),
        ("平谭有哪些要求", "平潭有哪些要求"),
        ("区财证局负责什么", "区财政局负责什么"),
        ("长青区财政局", "长清区财政局"),
        ("长请区的要求", "长清区的要求"),
        ("是中区的要求", "市中区的要求"),
        ("区人力姿源和社会保帐局负责什么", "区人力资源和社会保障局负责什么"),
    ],
)
def test_a_slip_by_sound_or_shape_is_put_right(typed, meant):
    assert spell(typed) == meant


def test_a_slip_in_the_suffix_behind_a_stem_that_is_held(text="市中去财政局负责什么"):
    assert spell(text, known=[(0, 2)]) == "市中区财政局负责什么"


@pytest.mark.parametrize(
    "text",
    [
        "历城区今年负责什么",  # 城 is not 下: another district
        "抚州今年有什么要求",  # sounds like 福州, and is a city
        "抚州市今年有什么要求",
        "彬州有什么要求",
        "历城的要求",
        "苏州今年有什么要求",
        "长青树怎么种",  # 长青 is a word
        "财政局长是谁",
        "平台今年有什么要求",  # 台 does not sound like 潭
        "水平是多少",
        "区园林绿化管理局负责什么",
        "适老化改造什么时候完成",
    ],
)
def test_what_is_no_slip_stays_as_typed(text):
    assert spell(text) == text


def test_the_last_character_of_a_place_may_be_the_first_of_a_unit(text="是中区财政局负责什么"):
    assert spell(text, known=[(2, 6)]) == "市中区财政局负责什么"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("财 政 局负责什么", "财政局负责什么"),
        ("长 清 区财政局", "长清区财政局"),
        ("市 中 区 财 政 局 负责什么", "市中区财政局负责什么"),
        ("卫 健 局的任务", "卫健局的任务"),
        ("青石区 财政局 2026年", "青石区 财政局 2026年"),
        ("谁 牵头", "谁 牵头"),
        ("A 是 B", "A 是 B"),
    ],
)
def test_blanks_within_a_name_are_no_part_of_it(typed, meant):
    assert unspaced(typed) == meant


def test_last_year_after_a_place_is_no_slip_in_its_suffix():
    assert spell("市中去年负责什么", known=[(0, 2)]) == "市中去年负责什么"


def test_what_some_notice_says_is_no_slip():
    assert spell("区财证局负责什么", holds=lambda words: words == "财证局") == "区财证局负责什么"


def test_a_slip_of_two_names_is_left_alone():
    speller = Speller([], ["市政局", "师政局"], lambda words: False)
    assert speller.slips("是政局负责什么", ()) == []


def test_a_slip_knows_where_it_stands():
    assert Speller(PLACES, UNITS, lambda words: False).slips("区财证局", ()) == [Slip("财证局", "财政局", 1)]


def test_what_was_understood_is_said_first(ask):
    answer = ask("青石区财证局今年负责什么")
    assert answer.text.splitlines()[0].startswith("（“财证局”按“财政局”理解")
    rows = [c.row for c in answer.citations if c.doc_number == "青石政办发〔2026〕4号"]
    assert rows == ["1", "2", "3", "4", "6", "7", "11", "17", "22"]


def test_another_district_is_refused_not_corrected(ask):
    assert ask("黑石区财政局今年负责什么").status == "not_held"


def test_a_name_with_blanks_is_understood(ask):
    answer = ask("青 石 区 财 政 局今年负责什么")
    assert {c.issuer for c in answer.citations} == {"云河市青石区人民政府办公室"}
