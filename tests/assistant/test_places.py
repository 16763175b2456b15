"""Districts in a question, by invented places: 云河市 with 青石区, 白鹭区 and 市中区; 湖中县 in 海右市."""

from types import SimpleNamespace

import pytest

from assistant.places import Gazetteer, parts_of, stem

HELD = ["云河市青石区", "云河市白鹭区", "云河市", "云河市市中区", "海右市湖中县", "东岳省", ""]
GAZETTEER = Gazetteer(SimpleNamespace(place=place) for place in HELD)


def found(text):
    return [(match.words, set(match.places)) for match in GAZETTEER.find(text)]


@pytest.mark.parametrize(
    ("place", "parts"),
    [
        ("云河市青石区", ["云河市", "青石区"]),
        ("云河市市中区", ["云河市", "市中区"]),
        ("东岳省", ["东岳省"]),
        ("东岳省云河市青石区", ["东岳省", "云河市", "青石区"]),
        ("青石经济技术开发区", ["青石经济技术开发区"]),
        ("", []),
    ],
)
def test_a_place_falls_into_its_levels(place, parts):
    assert parts_of(place) == parts


@pytest.mark.parametrize(
    ("part", "core"), [("青石区", "青石"), ("云河市", "云河"), ("单县", "单县"), ("白鹭新区", "白鹭")]
)
def test_a_place_is_known_without_its_suffix_unless_one_character_is_left(part, core):
    assert stem(part) == core


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("青石区财政局负责什么", "云河市青石区"),
        ("青石财政局负责什么", "云河市青石区"),
        ("云河市青石区财政局负责什么", "云河市青石区"),
        ("云河青石的要点", "云河市青石区"),
        ("湖中县有什么要求", "海右市湖中县"),
        ("市中区今年谁牵头", "云河市市中区"),
        ("东岳省财政厅负责什么", "东岳省"),
    ],
)
def test_every_form_of_a_name_means_the_place(question, place):
    assert [places for _, places in found(question)] == [{place}]


def test_a_city_that_is_held_means_itself_and_not_its_districts():
    assert found("云河市的要点") == [("云河市", {"云河市"})]


def test_a_city_of_which_only_districts_are_held_means_all_of_them():
    gazetteer = Gazetteer(SimpleNamespace(place=place) for place in ("云河市青石区", "云河市白鹭区"))
    (match,) = gazetteer.find("云河的要求")
    assert (match.words, set(match.places), match.exact) == ("云河", {"云河市青石区", "云河市白鹭区"}, False)


def test_two_districts_are_two_places():
    assert [words for words, _ in found("青石和白鹭的要求一样吗")] == ["青石", "白鹭"]


@pytest.mark.parametrize(
    "question",
    ["城市中心怎么治理", "全市中小学怎么招生", "湖中央的步道谁管", "都市中等职业学校", "城市中的绿地", "本市中药材"],
)
def test_a_place_inside_another_word_is_no_place(question):
    assert found(question) == []


def test_places_of_nothing_held_are_none():
    assert Gazetteer([]).find("青石区财政局") == []


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("黑石区财政局负责什么", "黑石区"),
        ("东湖县2026年有什么要求", "东湖县"),
        ("黑石区的政策解读", "黑石区"),
        ("北岭镇今年谁负责", "北岭镇"),
        ("历城区财政局负责什么", "历城区"),
        ("唐山市财政局负责什么", "唐山市"),
    ],
)
def test_a_district_that_is_not_held_is_named(question, name):
    assert GAZETTEER.unknown(question) == [name]


@pytest.mark.parametrize(
    "question",
    [
        "社区的助餐点有哪些",
        "老旧小区的改造由谁负责",
        "全区有什么要求",
        "各区县怎么做",
        "两个区的要求一样吗",
        "这个区有什么要求",
        "几个县有规定",
        "景区的公开要求",
        "政务公开专区要配备什么",
        "我区财政怎么安排",
        "开发区有哪些政策",
        "青石区的要点",
        "主城区的公开要求",
        "智慧城市的任务",
    ],
)
def test_common_words_and_held_places_are_no_unknown_district(question):
    assert GAZETTEER.unknown(question) == []
