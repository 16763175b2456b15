"""Names of units in lists: roles, levels, collective units, and which names mean the same organ."""

import pytest

from corpus import looks_like_unit, place_of, registry, split_level, unit_words
from corpus.organs import Registry
from corpus.units import make_units, members_of, parse_unit_list, resolve_place


def names(text, **options):
    found = parse_unit_list(text, **options)
    return None if found is None else [named.name for named in found]


def roles(text, **options):
    return [(named.name, named.role) for named in parse_unit_list(text, **options)]


@pytest.mark.parametrize(
    "text",
    [
        "区财政局、区教育体育局",
        "区财政局，区教育体育局",
        "区财政局；区教育体育局",
        "区财政局 区教育体育局",
        "区财政局\n区教育体育局",
        "区财政局和区教育体育局",
        "区财政局及区教育体育局",
        "区财政局以及区教育体育局",
        "区财政局/区教育体育局",
        "区财政局区教育体育局",
        "区财政局、区教育体育局等部门",
        "区财政局、区教育体育局等",
        "区财政局、区教育体育局等有关部门",
        "区财政局、区教育体育局等2个部门",
        "（区财政局、区教育体育局）",
        "区财政局、区教育体育局。",
        "责任单位：区财政局、区教育体育局",
        "由区财政局、区教育体育局负责",
    ],
)
def test_two_units_are_told_apart_however_they_are_written(text):
    assert names(text) == ["区财政局", "区教育体育局"]


@pytest.mark.parametrize(
    "name",
    [
        "区人力资源和社会保障局",
        "市发展和改革委员会",
        "区规划和自然资源局",
        "省住房和城乡建设厅",
        "区文化和旅游局",
        "市民族和宗教事务局",
        "区城市管理和综合行政执法局",
        "区退役军人事务局",
        "云河市生态环境局青石分局",
        "区委组织部",
        "区妇联",
        "白鹿镇人民政府",
        "区政务服务中心（区大数据中心）",
        "区委网信办",
    ],
)
def test_one_name_stays_one(name):
    assert names(name) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "加强政策解读",
        "区财政局应当公开预算",
        "区财政局、公开预算决算信息。",
        "2024年6月底前",
        "每季度公开一次",
        "长期",
        "完成率达到95%",
        "各单位主要负责人",
    ],
)
def test_what_is_no_list_of_units_is_none(text):
    assert parse_unit_list(text) is None


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_an_empty_cell_names_no_unit(text):
    assert parse_unit_list(text) == []


def test_a_damaged_cell_is_kept_as_written_where_asked():
    assert names("区财政局、公开预算决算信息的", strict=False) == ["区财政局", "公开预算决算信息的"]


def test_a_name_stands_where_its_span_says():
    text = "牵头单位：区财政局；配合单位：区教育体育局、各镇"
    spans = [text[named.start : named.end] for named in parse_unit_list(text)]
    assert spans == ["区财政局", "区教育体育局", "各镇"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "牵头单位：区财政局；配合单位：区教育体育局、各镇",
            [("区财政局", "lead"), ("区教育体育局", "support"), ("各镇", "support")],
            id="labels",
        ),
        pytest.param(
            "区财政局牵头，区教育体育局、各镇配合",
            [("区财政局", "lead"), ("区教育体育局", "support"), ("各镇", "support")],
            id="verbs",
        ),
        pytest.param(
            "区财政局（牵头）、区教育体育局",
            [("区财政局", "lead"), ("区教育体育局", "plain")],
            id="a role in brackets",
        ),
        pytest.param(
            "区教育体育局、区财政局（牵头单位）、各镇（配合）",
            [("区教育体育局", "plain"), ("区财政局", "lead"), ("各镇", "support")],
            id="a role in brackets is that of one name",
        ),
        pytest.param(
            "区财政局牵头负责，区教育体育局按职责分工负责",
            [("区财政局", "lead"), ("区教育体育局", "plain")],
            id="each by its duties",
        ),
        pytest.param(
            "主办单位：区财政局；协办单位：区教育体育局",
            [("区财政局", "lead"), ("区教育体育局", "support")],
            id="host and helper",
        ),
        pytest.param(
            "责任单位：区财政局、区教育体育局",
            [("区财政局", "plain"), ("区教育体育局", "plain")],
            id="no roles",
        ),
        pytest.param(
            "区财政局、区教育体育局参与",
            [("区财政局", "support"), ("区教育体育局", "support")],
            id="taking part",
        ),
        pytest.param("区财政局负责", [("区财政局", "plain")], id="responsible"),
    ],
)
def test_the_role_that_the_words_give_a_unit(text, expected):
    assert roles(text) == expected


def test_the_column_gives_the_role_where_the_words_do_not():
    assert roles("区财政局、区教育体育局", role="lead") == [("区财政局", "lead"), ("区教育体育局", "lead")]
    assert roles("区财政局，区教育体育局配合", role="lead")[-1] == ("区教育体育局", "support")


def test_a_name_that_comes_twice_in_one_role_counts_once():
    assert roles("区财政局、区财政局") == [("区财政局", "plain")]
    assert roles("区财政局牵头，区财政局配合") == [("区财政局", "lead"), ("区财政局", "support")]


def bodies(text, place="云河市青石区"):
    return [(unit.place, unit.organ) for unit in make_units(parse_unit_list(text), place)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("区财政局", [("云河市青石区", "财政局")], id="the district"),
        pytest.param("市财政局", [("云河市", "财政局")], id="the city above"),
        pytest.param("财政局", [("云河市青石区", "财政局")], id="no level"),
        pytest.param("云河市财政局", [("云河市", "财政局")], id="a city by name"),
        pytest.param("青石区财政局", [("云河市青石区", "财政局")], id="its own name"),
        pytest.param("白鹿区财政局", [("白鹿区", "财政局")], id="another district"),
        pytest.param("市发改委、司法局", [("云河市", "发改委"), ("云河市", "司法局")], id="a level is carried on"),
        pytest.param(
            "市发改委、区司法局、财政局",
            [("云河市", "发改委"), ("云河市青石区", "司法局"), ("云河市青石区", "财政局")],
            id="until another is named",
        ),
        pytest.param("市场监管局", [("云河市青石区", "市场监管局")], id="市 of 市场 is no level"),
        pytest.param("区市场监管局", [("云河市青石区", "市场监管局")], id="区 before 市场"),
        pytest.param("民政局", [("云河市青石区", "民政局")], id="民政 holds no level"),
        pytest.param("市民政局", [("云河市", "民政局")], id="市 before 民政"),
        pytest.param("云河市民政局", [("云河市", "民政局")], id="a city before 民政"),
        pytest.param("区民政局", [("云河市青石区", "民政局")], id="区 before 民政"),
        pytest.param("区政务服务局", [("云河市青石区", "政务服务局")], id="区 before 政务"),
        pytest.param("市监察委员会", [("云河市", "监察委员会")], id="市 before 监察"),
        pytest.param("市民中心", [("云河市青石区", "市民中心")], id="市民 holds no level"),
        pytest.param("市政管理处", [("云河市青石区", "市政管理处")], id="市政 holds no level"),
        pytest.param("云城市财政局", [("云城市", "财政局")], id="a city whose name ends in 城"),
        pytest.param("青石区城市管理局", [("云河市青石区", "城市管理局")], id="城市 is no city"),
        pytest.param("城市管理局", [("云河市青石区", "城市管理局")], id="城市 at the start"),
        pytest.param("区域合作办", [("云河市青石区", "区域合作办")], id="区域 is no level"),
    ],
)
def test_a_unit_is_a_place_and_an_organ(text, expected):
    assert bodies(text) == expected


def test_the_level_of_a_province_is_carried_on():
    assert bodies("省发改委、司法厅", "南山省") == [("南山省", "发改委"), ("南山省", "司法厅")]
    assert bodies("省发改委、司法厅", "南山省云河市") == [("南山省", "发改委"), ("南山省", "司法厅")]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("市生态环境局青石分局", "生态环境局"),
        ("生态环境青石分局", "生态环境局"),
        ("市公安局青石分局", "公安局"),
        ("公安分局", "公安局"),
        ("青石公安分局", "公安局"),
    ],
)
def test_a_branch_is_its_organ_in_the_place_of_the_issuer(name, expected):
    assert bodies(name) == [("云河市青石区", expected)]


@pytest.mark.parametrize(
    ("name", "level", "organ"),
    [
        ("区财政局", "区", "财政局"),
        ("云河市财政局", "云河市", "财政局"),
        ("财政局", "", "财政局"),
        ("市场监管局", "", "市场监管局"),
        ("国家税务局", "国家", "税务局"),
        ("高新区管委会", "", "高新区管委会"),
        ("白鹿镇人民政府", "", "白鹿镇人民政府"),
        ("区委组织部", "区", "委组织部"),
    ],
)
def test_the_level_of_a_name(name, level, organ):
    assert split_level(name) == (level, organ)


@pytest.mark.parametrize(
    ("name", "members"),
    [
        ("区政府各部门", ("departments",)),
        ("区直各部门", ("departments",)),
        ("各有关部门", ("departments",)),
        ("相关单位", ("departments",)),
        ("各镇", ("towns",)),
        ("各镇街", ("towns",)),
        ("各街道办事处", ("towns",)),
        ("各乡镇（街道）", ("towns",)),
        ("各区县政府", ("governments",)),
        ("各县（市、区）人民政府", ("governments",)),
        ("各区人民政府", ("governments",)),
        ("各有关企业", ("companies",)),
        ("领导小组成员单位", ("departments",)),
        ("各镇街、区政府各部门", ("departments", "towns")),
        ("区财政局", ()),
        ("白鹿镇人民政府", ()),
        ("区政务服务中心", ()),
        ("青石街道办事处", ()),
    ],
)
def test_what_a_collective_unit_stands_for(name, members):
    assert set(members_of(name)) == set(members)


def test_a_collective_unit_has_no_organ():
    (unit,) = make_units(parse_unit_list("区政府各部门"), "云河市青石区")
    assert (unit.organ, unit.is_collective, unit.place) == ("", True, "云河市青石区")


def test_a_single_unit_is_not_collective():
    (unit,) = make_units(parse_unit_list("区财政局"), "云河市青石区")
    assert not unit.is_collective


@pytest.mark.parametrize(
    ("level", "place", "expected"),
    [
        ("", "云河市青石区", "云河市青石区"),
        ("区", "云河市青石区", "云河市青石区"),
        ("县", "云河市", "云河市"),
        ("市", "云河市青石区", "云河市"),
        ("市", "云河市", "云河市"),
        ("省", "南山省云河市", "南山省"),
        ("省", "云河市青石区", "省"),
        ("青石区", "云河市青石区", "云河市青石区"),
        ("白鹿区", "云河市青石区", "白鹿区"),
        ("市", "", "市"),
    ],
)
def test_the_place_that_a_level_means(level, place, expected):
    assert resolve_place(level, place) == expected


@pytest.mark.parametrize(
    ("issuer", "place"),
    [
        ("云河市青石区人民政府办公室", "云河市青石区"),
        ("云河市人民政府", "云河市"),
        ("南山省人民政府办公厅", "南山省"),
        ("云河市财政局", "云河市"),
        ("中共云河市青石区委办公室", "云河市青石区"),
        ("云河市青石区城市管理局", "云河市青石区"),
        ("云河市市场监督管理局", "云河市"),
        ("云河市民政局", "云河市"),
        ("云河市政府办公室", "云河市"),
        ("云河市城市管理局", "云河市"),
        ("云城市人民政府", "云城市"),
        ("青都市财政局", "青都市"),
        ("云城市青石区城市管理局", "云城市青石区"),
        ("云河市青石区白鹿镇人民政府", "云河市青石区白鹿镇"),
        ("云河市财政局、云河市教育局", "云河市"),
        ("云河市住房和城乡建设局", "云河市"),
        ("青石县乡村振兴局", "青石县"),
        ("云河市社区矫正管理局", "云河市"),
        ("马集镇人民政府", "马集镇"),
        ("江城镇人民政府", "江城镇"),
        ("国务院办公厅", "国家"),
        ("国家发展改革委", "国家"),
        ("政务公开领导小组", ""),
        (None, ""),
        ("", ""),
    ],
)
def test_the_place_that_an_issuer_governs(issuer, place):
    assert place_of(issuer) == place


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("发改局", "发展和改革局"),
        ("人社局", "人力资源和社会保障局"),
        ("市场监管局", "市场监督管理局"),
        ("卫健局", "卫生健康局"),
        ("住建局", "住房和城乡建设局"),
        ("发改委", "发展改革委"),
    ],
)
def test_two_names_of_one_organ_are_equivalent_both_ways(one, other):
    assert other in registry().equivalents(one)
    assert one in registry().equivalents(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("财政局", "审计局"), ("民政局", "司法局"), ("教育局", "体育局"), ("公安局", "司法局")],
)
def test_two_organs_are_not_equivalent(one, other):
    assert other not in registry().equivalents(one)


def test_a_name_that_nobody_knows_is_itself():
    assert registry().equivalents("星际事务局") == {"星际事务局"}
    assert not registry().knows("星际事务局")


def test_rows_of_the_registry_are_not_chained():
    made = Registry([("甲局", ("乙局",)), ("丙局", ("乙局",))])
    assert made.equivalents("甲局") == {"甲局", "乙局"}
    assert made.equivalents("乙局") == {"甲局", "乙局", "丙局"}
    assert made.equivalents("丙局") == {"丙局", "乙局"}


def test_a_former_name_means_the_organ_of_today():
    assert "市场监督管理局" in registry().equivalents("工商局")


def test_names_and_aliases_are_words_for_the_tokenizer():
    assert {"财政局", "发展和改革局", "发改局"} <= set(unit_words())
    assert not any("|" in word or "(" in word for word in unit_words())


@pytest.mark.parametrize(
    "text",
    ["各市、县（市、区）人民政府", "各市、州、直管市、神木林区人民政府", "各县（市、区）和开发区管委会"],
)
def test_the_governments_of_a_province_are_one_name(text):
    assert names(f"省财政厅，{text}") == ["省财政厅", text]


@pytest.mark.parametrize("name", ["区财政局", "各镇", "妇联", "青石街道", "云河大学", "市水务集团", "各国有林场"])
def test_a_name_of_a_unit_looks_like_one(name):
    assert looks_like_unit(name)


@pytest.mark.parametrize("name", ["政务公开", "局", "公开预算的单位", "2024年", "推进部门协作机构", "各单位负责人"])
def test_other_words_do_not_look_like_a_unit(name):
    assert not looks_like_unit(name)
