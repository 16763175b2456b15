"""Districts in a question, by invented places: 云河市 with 青石区, 白鹭区 and 市中区; 湖中县 in 海右市."""

from types import SimpleNamespace

import pytest

from assistant import Status
from assistant.invented import find_invented
from assistant.place_names import parts_of, stem
from assistant.places import Gazetteer

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
        ("苏州市", ["苏州市"]),
        ("聊城市东昌府区", ["聊城市", "东昌府区"]),
        ("新乡市红旗区", ["新乡市", "红旗区"]),
        ("吴忠市红寺堡区", ["吴忠市", "红寺堡区"]),
        ("", []),
    ],
)
def test_a_place_falls_into_its_levels(place, parts):
    assert list(parts_of(place)) == parts


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
        ("黑石区支持外贸企业的十二条", "黑石区"),
        ("苏洲市支持外贸企业的十二条", "苏洲市"),
        ("在东湖县办理低保需要什么", "东湖县"),
        ("户口落到广州，拿什么材料", "广州"),
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
        "核心区怎么改造",
        "服务区卫生谁管",
        "居民区噪音怎么管",
        "试点县名单在哪公布",
        "设区市负责什么",
        "直辖市可以怎样",
        "农贸市场谁管",
        "上市公司补贴",
        "封控区怎么管理",
        "功能区建设",
        "青石区要点里区财政局负责什么",
        "钱由市财政出还是区财政出",
        "粮食往哪些大城市多放点",
        "隔壁省的办法",
        "综保区的企业",
        "水务局和区应急局谁先完成",
        "新建多少所小学",
    ],
)
def test_common_words_and_held_places_are_no_unknown_district(question):
    assert GAZETTEER.unknown(question) == []


REAL = Gazetteer(
    SimpleNamespace(place=place)
    for place in [
        "济南市市中区",
        "济南市长清区",
        "济南市济阳区",
        "淄博市",
        "南通市",
        "福建省",
        "北京市",
        "北京市顺义区",
        "平潭综合实验区",
        "东营经济技术开发区",
        "国家",
    ]
)
"""Real places, as a library may hold them."""


def read(question, gazetteer=REAL):
    places = gazetteer.read(question)
    return [m.words for m in places.held], [u.words for u in places.unheld]


class TestUnheld:
    @pytest.mark.parametrize(
        ("question", "held", "unheld"),
        [
            ("济南市槐荫区2022年政务公开工作要点", [], ["济南市槐荫区"]),
            ("济南历下财政局负责什么", [], ["济南历下"]),
            ("济南市2022年历下区的要点", [], ["济南市历下区"]),
            ("淄博市张店区2020年教育局负责什么", [], ["淄博市张店区"]),
            ("苏州市支持外贸企业的十二条", [], ["苏州市"]),
            ("苏州支持外贸企业的十二条", [], ["苏州"]),
            ("枣庄市市中区财政局负责什么", [], ["枣庄市市中区"]),
            ("济南市黑石区的要点", [], ["济南市黑石区"]),
            ("黑石区呢", [], ["黑石区"]),
            ("南通县有什么要求", [], ["南通县"]),
            ("市中区和历下区的要求有什么不同", ["市中区"], ["历下区"]),
            ("黑石区和市中区的要求有什么不同", ["市中区"], ["黑石区"]),
        ],
    )
    def test_a_place_that_is_not_held_is_never_replaced(self, question, held, unheld):
        assert read(question) == (held, unheld)

    @pytest.mark.parametrize(
        ("question", "held"),
        [
            ("山东省济南市市中区财政局负责什么", ["济南市市中区"]),
            ("山东淄博的政策解读", ["淄博"]),
            ("福建平潭2018年的解读", ["平潭"]),
            ("市中区对口支援重庆市的工作谁负责", ["市中区"]),
            ("南通市场监管局负责什么", ["南通"]),
            ("淄博各区县怎么做", ["淄博"]),
            ("北京区县怎么做", ["北京"]),
            ("老城区怎么改造", []),
            ("五个区分别怎么做", []),
            ("各区都怎么做", []),
            ("文明示范区怎么建", []),
        ],
    )
    def test_what_surrounds_a_place_and_what_is_no_scope_is_passed_over(self, question, held):
        assert read(question) == (held, [])

    @pytest.mark.parametrize(
        ("question", "place"),
        [
            ("济阳县2024年有什么要求", "济南市济阳区"),  # of before 2020
            ("长清县有什么要求", "济南市长清区"),
            ("平潭县2018年的任务", "平潭综合实验区"),
            ("东营市有什么补贴", "东营经济技术开发区"),
        ],
    )
    def test_another_name_of_a_place_is_understood_and_said(self, question, place):
        (match,) = REAL.find(question)
        assert (match.places, match.note) == ({place}, f"“{match.words}”按“{place}”理解")

    @pytest.mark.parametrize("question", ["云河区的要求", "青石市的要求", "湖中市的要求"])
    def test_a_name_of_another_kind_is_another_place(self, question):
        assert GAZETTEER.read(question).held == ()
        assert GAZETTEER.unknown(question) == [question[:3]]


class TestParks:
    def test_a_short_form_is_taken_where_only_one_is_meant(self):
        assert read("经济技术开发区怎么用工") == (["经济技术开发区"], [])
        assert read("东营开发区怎么用工") == (["东营"], [])

    @pytest.mark.parametrize(
        "question",
        ["青岛经济技术开发区怎么用工", "黑石经济技术开发区怎么用工", "济南高新区的要点", "两江新区有什么政策"],
    )
    def test_a_park_of_another_city_is_not_held(self, question):
        held, (unheld,) = read(question)
        assert (held, question.startswith(unheld)) == ([], True)

    def test_a_short_form_of_two_is_none(self):
        two = Gazetteer(SimpleNamespace(place=p) for p in ["云河经济技术开发区", "海右经济技术开发区"])
        assert read("经济技术开发区怎么用工", two) == ([], [])

    @pytest.mark.parametrize("question", ["高新区管委会负责什么", "国家级经济技术开发区怎么评", "开发区有哪些政策"])
    def test_parks_as_such_are_no_place(self, question):
        two = Gazetteer(SimpleNamespace(place=p) for p in ["云河经济技术开发区", "海右经济技术开发区"])
        assert read(question, two) == ([], [])


class TestLevels:
    @pytest.mark.parametrize(
        ("question", "words", "places"),
        [
            ("市里对政策解读有什么要求", "市里", {"云河市"}),
            ("那省里呢", "省里", {"东岳省"}),
            ("区里有什么要求", "区里", {"云河市青石区", "云河市白鹭区", "云河市市中区"}),
            ("县里有什么要求", "县里", {"海右市湖中县"}),
            ("全市今年要改造多少户", "全市", {"云河市"}),
            ("我省有什么规定", "我省", {"东岳省"}),
            ("省级层面有什么规定", "省级层面", {"东岳省"}),
            ("市级政务公开要点的要求", "市级", {"云河市"}),
            ("省政府办公厅2026年的要点", "省政府办公厅", {"东岳省"}),
        ],
    )
    def test_a_word_for_a_level_means_the_places_of_it(self, question, words, places):
        assert found(question) == [(words, places)]

    def test_two_levels_are_two_scopes(self):
        assert [w for w, _ in found("省里和市里对解读的要求有什么不同")] == ["省里", "市里"]
        assert [w for w, _ in found("青石区今年和市里的要求有什么不同")] == ["青石区", "市里"]

    @pytest.mark.parametrize(
        "question",
        [
            "城市里的绿地",
            "社区里怎么公开",
            "超市里的价格",
            "省级基层示范点怎么创建",
            "全市中小学怎么招生",
            "本市户籍的老人有补贴吗",
            "市级部门怎么做",
            "市政府部门怎么公开",
            "区政府办公室负责什么",
        ],
    )
    def test_other_words_are_no_level(self, question):
        assert (found(question), GAZETTEER.unknown(question)) == ([], [])

    @pytest.mark.parametrize("question", ["青石区的学校什么时候接上省里的平台", "青石区的材料市里几号前要"])
    def test_a_level_spoken_of_in_a_district_is_no_scope(self, question):
        assert [w for w, _ in found(question)] == ["青石区"]

    def test_a_level_of_which_nothing_is_held_is_not_held(self):
        assert read("镇里要做什么") == ([], ["乡镇"])
        assert read("县里有什么要求") == ([], ["县级"])

    def test_at_home_the_levels_are_those_above(self):
        home = Gazetteer([SimpleNamespace(place=p) for p in [*HELD, "海右市"]], "青石区")
        assert [set(m.places) for m in home.find("市里的要求")] == [{"云河市"}]
        assert [set(m.places) for m in home.find("我区的要求")] == [{"云河市青石区"}]
        assert home.unknown("县里的要求") == ["县级"]

    def test_a_real_home_has_a_city_and_a_province_without_naming_them(self):
        places = [SimpleNamespace(place=p) for p in ["历下区", "淄博市", "福建省"]]
        home = Gazetteer(places, "历下区")
        assert home.unknown("市里的要求") == ["市级（济南市）"]
        assert home.unknown("省里的要求") == ["省级（山东省）"]

    def test_a_city_that_is_a_county_is_no_city(self):
        held = Gazetteer(SimpleNamespace(place=p) for p in ["昆山市", "苏州市"])
        assert [set(m.places) for m in held.find("市里的要求")] == [{"苏州市"}]


class TestIssuers:
    @pytest.mark.parametrize(
        ("question", "left"),
        [
            ("国务院办公厅第二批清单：政府基金投亏了", "第二批清单：政府基金投亏了"),
            ("国办2018年的意见", "2018年的意见"),
            ("市中区人民政府办公室《要点》对解读的要求", "《要点》对解读的要求"),
            ("北京市政府办公厅的措施", "的措施"),
            ("南通市人民政府2020年的十二条", "2020年的十二条"),
        ],
    )
    def test_the_issuer_at_the_beginning_is_the_place(self, question, left):
        assert REAL.read(question).blank(question).strip("\u3000") == left

    @pytest.mark.parametrize(
        "question",
        [
            "市中区政府办公室负责什么",
            "市中区政府办公室今年要做什么",
            "市中区政府办公室自己有哪些任务",
            "市中区政府办公室和财政局",
        ],
    )
    def test_an_issuer_that_does_something_is_a_unit(self, question):
        assert "政府办公室" in REAL.read(question).blank(question)

    @pytest.mark.parametrize("question", ["国家秘密怎么保护", "国家机关的会议", "中央预算内投资"])
    def test_words_that_begin_with_the_nation_are_no_issuer(self, question):
        assert read(question) == ([], [])

    def test_a_national_notice_that_is_not_held_is_missed(self):
        assert GAZETTEER.unknown("国务院办公厅对解读有什么要求") == ["国务院办公厅"]
        assert GAZETTEER.unknown("青石区对照国务院要求做了什么") == []

    def test_what_is_done_by_their_rules_is_no_question_to_them(self):
        assert read("按照国务院要求，市中区怎么做政务公开") == (["市中区"], [])
        assert read("国务院的要求和市中区的有什么不同") == (["国务院", "市中区"], [])


class TestOuterPlaces:
    def test_a_city_that_stands_for_its_districts_says_so(self):
        (match,) = REAL.find("济南市对政策解读有什么要求")
        assert match.places == {"济南市市中区", "济南市长清区", "济南市济阳区"}
        assert match.note == "文件库中没有济南市本级的公文，按济南市市中区、济南市济阳区、济南市长清区理解"

    @pytest.mark.parametrize("question", ["济南的三个区分别怎么做", "济南市各区县怎么做", "济南市2021年长清区的要点"])
    def test_where_its_districts_are_meant_there_is_nothing_to_say(self, question):
        assert [m.note for m in REAL.find(question) if m.note] == []


@pytest.mark.parametrize("question", ["平坛财政局今年负责什么", "墨渚教育局2026年有哪些任务"])
def test_a_name_that_is_no_word_before_a_unit_is_a_place_not_held(ask, question):
    answer = ask(question)
    assert answer.status is Status.NOT_HELD
    assert f"文件库中没有{question[:2]}的公文" in answer.text


@pytest.mark.parametrize("question", ["我们财政局今年负责什么", "请问财政局今年负责什么", "全区财政局负责什么"])
def test_a_word_before_a_unit_is_none(ask, question):
    assert ask(question).status is not Status.NOT_HELD


@pytest.mark.parametrize(
    "text", ["4月份县水利局要干什么", "三季度县水利局要干什么", "12月底前区水利局要完成什么", "下半年县里干什么"]
)
def test_a_time_before_a_level_is_no_place(text):
    assert find_invented(text, ()) == []
