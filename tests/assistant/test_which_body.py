"""A body is an organ of a place: a level or a place that is asked leaves the bodies of others out."""

import pytest

from assistant import Assistant
from assistant.placed import level_fits

REPORT = """云河市人民政府办公室关于2026年第一次政务督查情况的通报
云政办字〔2026〕12号

各区县人民政府：

现将督查情况通报如下。

一、发现的主要问题

（一）问题1：学校周边食品店证照不全。责任单位：青岩区政府。

（二）问题2：河道垃圾清理不及时。责任单位：禾丰县政府。

（三）问题3：消防通道堵塞。责任单位：青岩区人民政府、市住房城乡建设局。

云河市人民政府办公室
2026年5月6日
"""


@pytest.mark.parametrize(
    ("level", "place", "fits"),
    [
        ("县", "白鹭县", True),
        ("县", "丹霞区", False),
        ("区", "白鹭县", False),
        ("区", "云河市青岩区", True),
        ("市", "云河市", True),
        ("市", "市", True),
        ("市", "云河市青岩区", False),
        ("省", "云河市", False),
        ("青岩区", "云河市青岩区", True),
        ("云河市青岩区", "青岩区", True),
        ("青岩区", "禾丰县", False),
        ("云河市", "市", False),
        ("", "禾丰县", True),
    ],
)
def test_a_level_fits_the_places_of_that_level_and_a_place_itself_alone(level, place, fits):
    assert level_fits(level, place) is fits


class TestGovernments:
    @pytest.mark.parametrize("name", ["青岩区政府", "青岩区人民政府"])
    def test_a_government_named_with_its_place_has_no_other_places_duties(self, library_of, name):
        duties = library_of(甲=REPORT).duties(name)
        assert [d.source.ref for d in duties.named] == ["一（一）/t1", "一（三）/t1"]

    def test_a_question_lists_the_same(self, library_of):
        answer = library_of(甲=REPORT).ask("禾丰县政府负责什么")
        assert "**禾丰县政府**在" in answer.text
        assert [c.section for c in answer.citations] == ["一（二）"]

    def test_duties_that_another_place_gives_it_count_where_its_own_notices_are_held(self, library_of, plan):
        own = plan("青岩区", "消费", "区商务局", "区财政局")
        assistant = library_of(甲=REPORT, 乙=own)
        assert [d.source.ref for d in assistant.duties("青岩区政府").named] == ["一（一）/t1", "一（三）/t1"]

    def test_the_city_before_it_changes_nothing(self, library_of):
        answer = library_of(甲=REPORT).ask("云河市青岩区政府负责什么")
        assert [c.section for c in answer.citations] == ["一（一）", "一（三）"]

    @pytest.mark.parametrize(
        "question",
        [
            "青石区政府负责什么",
            "云河市青石区政府负责什么",
            "青石区人民政府有哪些任务",
            "云河市青石区人民政府负责什么",
        ],
    )
    def test_each_of_its_names_means_it_where_its_own_notice_is_held(self, library_of, plan, question):
        own = plan("云河市青石区", "绿化", "区财政局", "区教育局")
        answer = library_of(甲=own, 乙=plan("云河市", "节水", "青石区政府", "市财政局")).ask(question)
        assert answer.status == "answered"
        assert [c.issuer for c in answer.citations] == ["云河市人民政府办公室"]
        assert "节水事项一" in answer.citations[0].quote

    def test_of_the_issuer_the_notice_is_asked(self, library_of, plan):
        own = plan("云河市青石区", "绿化", "区财政局", "区教育局")
        assistant = library_of(甲=own, 乙=plan("云河市", "节水", "青石区政府", "市财政局"))
        answer = assistant.ask("青石区政府对绿化事项有什么要求")
        assert {c.issuer for c in answer.citations} == {"云河市青石区人民政府办公室"}

    def test_where_no_duty_names_one_the_notices_of_its_place_are_asked(self, library_of, plan):
        own = plan("云河市青石区", "绿化", "区财政局", "区教育局")
        assistant = library_of(甲=own, 乙=plan("云河市", "节水", "市水务局", "市财政局"))
        answer = assistant.ask("青石区政府有哪些工作任务")
        assert answer.scope.issuers == ("云河市青石区人民政府办公室",)

    def test_two_of_them_are_answered_one_by_one(self, library_of):
        answer = library_of(甲=REPORT).ask("青岩区人民政府和禾丰县政府分别负责什么")
        assert [c.section for c in answer.citations] == ["一（一）", "一（三）", "一（二）"]
        assert "**（2）禾丰县政府**" in answer.text


class TestLevels:
    @pytest.fixture
    def two(self, library_of, plan):
        county = plan("白鹭县", "消费", "县财政局")
        return library_of(甲=county, 乙=plan("丹霞区", "商贸", "区商务局", "区财政局、市财政局"))

    def test_a_district_s_bureau_is_no_county_s(self, two):
        answer = two.ask("县商务局负责什么")
        assert answer.status == "not_held"
        assert "没有点名县商务局的任务；点名的是丹霞区的区商务局，不是所问的单位" in answer.text

    def test_the_list_says_so_too(self, two):
        duties = two.duties("县商务局")
        assert duties.missing.endswith("没有点名县商务局的任务；点名的是丹霞区的区商务局，不是所问的单位。")

    @pytest.mark.parametrize(
        ("unit", "places"),
        [
            ("县财政局", {"白鹭县"}),
            ("区财政局", {"丹霞区"}),
            ("财政局", {"白鹭县", "丹霞区"}),
            ("市财政局", {"丹霞区"}),
        ],
    )
    def test_without_a_level_all_are_listed(self, two, unit, places):
        assert {d.notice.place for d in two.duties(unit).named} == places

    def test_a_place_under_its_former_kind_keeps_its_own_bureau(self, two):
        answer = two.ask("白鹭区财政局负责什么")
        assert "“白鹭区”按“白鹭县”理解" in answer.text
        assert [c.issuer for c in answer.citations] == ["白鹭县人民政府办公室"]

    def test_another_kind_of_district_than_home_is_told(self, two):
        at_home = Assistant(two.library, "白鹭县")
        answer = at_home.ask("区财政局负责什么")
        assert answer.text.startswith("（本区县是白鹭县，“区财政局”按其他区县的理解）")
        assert [c.issuer for c in answer.citations] == ["丹霞区人民政府办公室"]
