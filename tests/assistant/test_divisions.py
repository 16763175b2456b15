"""The divisions of China in a text: full names, bare names where a place may stand, and words that look like them."""

import pytest

from assistant.divisions import divisions


def found(text):
    return [f.words for f in divisions().find(text)]


def test_the_list_holds_provinces_cities_and_counties_with_what_they_lie_in():
    (lixia,) = divisions().full["历下区"]
    assert (lixia.province, lixia.city, lixia.level) == ("山东省", "济南市", "县")
    (suzhou,) = divisions().full["苏州市"]
    assert (suzhou.province, suzhou.city, suzhou.level) == ("江苏省", "", "市")
    assert {d.city for d in divisions().full["市中区"]} == {"济南市", "枣庄市", "内江市", "乐山市"}
    assert [d.name for d in divisions().stems["内蒙古"]] == ["内蒙古自治区"]
    assert [d.name for d in divisions().stems["孟村"]] == ["孟村回族自治县"]


def test_a_name_of_before_is_known_as_such():
    assert [d.is_former for d in divisions().full["章丘市"]] == [True]
    assert [d.is_former for d in divisions().full["章丘区"]] == [False]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("济南市历下区财政局", ["济南市", "历下区"]),
        ("苏州市支持外贸企业的十二条", ["苏州市"]),
        ("苏州支持外贸企业的十二条", ["苏州"]),
        ("在苏州开公司", ["苏州"]),
        ("外贸政策苏州2020年怎么定", ["苏州"]),
        ("历下和槐荫的要求有什么不同", ["历下", "槐荫"]),
        ("朝阳2020年的要点", ["朝阳"]),
        ("朝阳区的要点", ["朝阳区"]),
        ("齐河今年有哪些任务", ["齐河"]),
        ("单县的任务", ["单县"]),
        ("三明市场监管局", ["三明"]),
        ("长沙发展改革委", ["长沙"]),
        ("内蒙古呼和浩特", ["内蒙古", "呼和浩特"]),
    ],
)
def test_places_are_found_by_full_and_bare_name(text, names):
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "和平的发展环境",
        "东方红小学",
        "在长安街上",
        "鼓楼医院",
        "南湖片区由谁负责",
        "朝阳公园什么时候开放",
        "南湖路改造",
        "中山装",
        "要点，和政策解读",  # 和政 is a county
        "来安排工作",  # 来安 is a county
        "名单县级怎么定",  # 单县
        "老旧小区和社区",
        "老城区怎么改造",
        "湖北返乡人员",
        "对口支援重庆市",
        "北京时间几点",
        "台湾同胞有什么待遇",
        "历下区域内",
        "",
    ],
)
def test_words_and_passing_mentions_are_no_places(text):
    assert "历下区" not in found(text) and [w for w in found(text) if w != "历下"] == []


def test_the_end_of_a_name_is_the_place_within_the_beginning():
    assert [d.city for d in divisions().within("济南市市中区")] == ["济南市"]
    assert divisions().within("历下区的要点") == ()
