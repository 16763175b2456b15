"""Which notices a question may be answered from: places, years, numbers, what is no authority."""

import datetime as dt
from dataclasses import replace

import pytest

from assistant.scope import narrow, resolve, series, short_place
from index import Held

DAY = dt.date(2026, 3, 2)


def held(place, year, name="政务公开工作要点", **changes):
    """A notice of 云河市 or of one of its districts."""
    number = f"{place[-3:-1]}政办发〔{year}〕4号"
    record = Held(
        notice_id=f"{place}{year}{name}",
        version="0",
        file="甲.txt",
        title=f"{place}人民政府办公室关于印发{year}年{name}的通知",
        issued_title=f"{year}年{name}",
        doc_number=number,
        issuer=f"{place}人民政府办公室",
        place=place,
        year=year,
        doc_kind="notice",
        validity=None,
        disclosure=None,
        source_url=None,
        issued=dt.date(year, 2, 1),
        inferred=(),
        clauses=10,
        tasks=10,
    )
    return replace(record, **changes)


QINGSHI = [held("云河市青石区", year) for year in (2024, 2025, 2026)]
BAILU = [held("云河市白鹭区", year) for year in (2024, 2025)]
CITY = held("云河市", 2026)
LIBRARY = [*QINGSHI, *BAILU, CITY]


@pytest.fixture
def scope(read):
    def find(question, library=LIBRARY, home=""):
        return resolve(read(question), library, home)

    return find


def names(resolved):
    return {(h.place, h.year) for h in resolved.held}


def test_a_district_and_a_year_are_one_notice(scope):
    assert names(scope("青石区2025年对政策解读有什么要求")) == {("云河市青石区", 2025)}


def test_without_a_year_the_latest_of_each_series_is_meant(scope):
    assert names(scope("青石区对政策解读有什么要求")) == {("云河市青石区", 2026)}
    other = held("云河市青石区", 2024, "适老化改造方案")
    assert scope("青石区对政策解读有什么要求", [*LIBRARY, other]).held == (QINGSHI[2], other)


def test_without_a_place_every_place_is_meant(scope):
    found = names(scope("对政策解读有什么要求"))
    assert found == {("云河市青石区", 2026), ("云河市白鹭区", 2025), ("云河市", 2026)}


def test_at_home_a_question_without_a_place_means_home_and_says_so(scope):
    resolved = scope("对政策解读有什么要求", home="云河市青石区")
    assert names(resolved) == {("云河市青石区", 2026)}
    assert resolved.note == "未指明地区，按本区县（云河市青石区）理解"


def test_a_home_may_be_named_without_its_city(scope):
    assert names(scope("对政策解读有什么要求", home="青石区")) == {("云河市青石区", 2026)}


def test_at_home_another_place_that_is_named_wins(scope):
    resolved = scope("白鹭区对政策解读有什么要求", home="云河市青石区")
    assert (names(resolved), resolved.note) == ({("云河市白鹭区", 2025)}, "")


def test_at_home_a_unit_of_the_city_is_not_the_districts(scope):
    assert ("云河市", 2026) in names(scope("市财政局负责什么", home="云河市青石区"))


def test_an_outer_place_only_narrows_the_inner_one(scope):
    assert names(scope("云河市青石区2026年的要求")) == {("云河市青石区", 2026)}


def test_two_districts_are_both_in_scope(scope):
    found = names(scope("比较青石区和白鹭区2025年对政策解读的要求"))
    assert found == {("云河市青石区", 2025), ("云河市白鹭区", 2025)}


class TestYears:
    def test_this_year_is_said(self, scope):
        resolved = scope("青石区今年对政策解读有什么要求")
        assert (names(resolved), resolved.note) == ({("云河市青石区", 2026)}, "“今年”指2026年")

    def test_this_year_not_held_is_answered_from_the_latest_and_said(self, scope):
        resolved = scope("白鹭区今年对政策解读有什么要求")
        assert names(resolved) == {("云河市白鹭区", 2025)}
        assert resolved.note == "“今年”指2026年，文件库中没有该年的公文，以下按现有最新的2025年公文回答"

    def test_next_year_is_answered_from_the_latest(self, scope):
        assert names(scope("青石区明年对政策解读有什么要求")) == {("云河市青石区", 2026)}

    def test_a_named_year_not_held_is_refused_and_the_nearest_named(self, scope):
        resolved = scope("白鹭区2026年对政策解读有什么要求")
        assert (resolved.held, resolved.near) == ((), (BAILU[1],))
        assert resolved.missing == "文件库中没有白鹭区2026年的公文，最近的是2025年的《2025年政务公开工作要点》"

    def test_the_nearest_may_be_later(self, scope):
        assert scope("青石区2019年对政策解读有什么要求").near == (QINGSHI[0],)

    def test_two_years_are_both_in_scope(self, scope):
        found = names(scope("青石区去年和今年对政策解读的要求"))
        assert found == {("云河市青石区", 2025), ("云河市青石区", 2026)}

    def test_of_two_years_compared_the_one_missing_is_named(self, scope):
        resolved = scope("白鹭区2025年和2026年对政策解读的要求有什么不同")
        assert names(resolved) == {("云河市白鹭区", 2025)}
        assert resolved.note == "文件库中没有2026年的公文"


def test_a_district_that_is_not_held_is_refused_by_name(scope):
    resolved = scope("黑石区对政策解读有什么要求")
    assert (resolved.held, resolved.missing) == ((), "文件库中没有黑石区的公文")
    assert len(resolved.near) == 3


def test_at_home_a_district_that_is_not_held_is_still_refused(scope):
    assert scope("黑石区对政策解读有什么要求", home="云河市青石区").held == ()


class TestNumbers:
    def test_an_issuing_number_is_one_notice_whatever_its_brackets(self, scope):
        for number in ("青石政办发〔2025〕4号", "青石政办发[2025]4号", "青石政办发（2025）4 号"):
            assert scope(f"{number}对政策解读有什么要求").held == (QINGSHI[1],)

    def test_a_number_that_is_not_held_is_refused(self, scope):
        resolved = scope("青石政办发〔2025〕99号对政策解读有什么要求")
        assert resolved.held == ()
        assert resolved.missing == "文件库中没有文号为青石政办发〔2025〕99号的公文"

    def test_a_void_notice_asked_by_its_number_is_called_void(self, scope):
        void = replace(QINGSHI[1], validity="废止")
        resolved = scope("青石政办发〔2025〕4号对政策解读有什么要求", [QINGSHI[2], void])
        assert resolved.held == (void,)
        assert resolved.note == "《2025年政务公开工作要点》原文标注：废止"

    @pytest.mark.parametrize(
        "words",
        [
            "青石政办发2025年4号",
            "青石政办发2025-4",
            "〔2025〕4号",
            "青石政办发〔2025年〕第4号",
            "青石区2025年4号文",
            "2025年的4号文",
        ],
    )
    def test_a_number_may_be_spoken(self, scope, words):
        library = [QINGSHI[1], replace(QINGSHI[2], doc_number="青石政办发〔2026〕4号"), BAILU[0]]
        assert scope(f"{words}对政策解读有什么要求", library).held == (QINGSHI[1],)

    def test_the_nearest_numbers_are_of_the_same_series(self, scope):
        city = replace(CITY, doc_number="云河政办发〔2026〕98号")
        assert scope("青石政办发〔2026〕99号对解读有什么要求", [*QINGSHI, city]).near == (
            QINGSHI[2],
            QINGSHI[1],
            QINGSHI[0],
        )

    @pytest.mark.parametrize("question", ["9月30号前要完成哪些任务", "6月8号的会议", "10号楼加装电梯", "8号任务谁负责"])
    def test_a_day_or_a_house_is_no_number_of_a_notice(self, read, question):
        assert read(question).doc_numbers == ()


class TestGenres:
    POINTS = held("云河市青石区", 2026, "青石区政务公开工作要点")
    MEASURES = held("云河市青石区", 2026, "青石区居家养老若干措施")
    BUSINESS = held("云河市", 2025, "优化营商环境工作要点")

    @pytest.mark.parametrize(
        "question",
        ["青石区2026年要点有几项任务", "青石区要点对解读的要求", "青石区要点里谁负责解读", "要点对解读有什么要求"],
    )
    def test_the_kind_of_a_document_limits_the_scope(self, scope, question):
        assert scope(question, [self.POINTS, self.MEASURES]).held == (self.POINTS,)

    @pytest.mark.parametrize(
        "question", ["青石区有哪些养老措施", "青石区采取什么措施养老", "青石区对意见征集有什么要求"]
    )
    def test_a_word_used_in_general_does_not(self, scope, question):
        assert scope(question, [self.POINTS, self.MEASURES]).held == (self.POINTS, self.MEASURES)

    def test_a_document_that_only_another_place_has_is_not_held(self, scope):
        library = [held("云河市青石区", 2025), self.BUSINESS]
        resolved = scope("青石区2025年优化营商环境工作要点有什么要求", library)
        assert (resolved.held, resolved.near) == ((), (self.BUSINESS,))
        assert resolved.missing.startswith("文件库中没有青石区2025年的优化营商环境工作要点")

    def test_a_kind_that_only_another_year_has_is_not_held(self, scope):
        library = [held("云河市青石区", 2025), self.MEASURES]
        assert scope("青石区2025年若干措施有什么要求", library).near == (self.MEASURES,)


class TestAuthority:
    @pytest.mark.parametrize("kind", ["interpretation", "draft", "news", "report"])
    def test_what_is_no_notice_is_not_answered_from(self, scope, kind):
        other = held("云河市青石区", 2026, "要点解读", doc_kind=kind)
        assert scope("青石区2026年对政策解读有什么要求", [QINGSHI[2], other]).held == (QINGSHI[2],)

    @pytest.mark.parametrize("kind", ["interpretation", "draft"])
    def test_alone_an_interpretation_or_a_draft_is_no_authority_either(self, scope, kind):
        other = held("云河市青石区", 2026, "要点解读", doc_kind=kind)
        resolved = scope("青石区2026年对政策解读有什么要求", [other])
        assert (resolved.held, resolved.near) == ((), (other,))
        assert resolved.missing == "文件库中没有现行的公文可以作为依据"

    def test_alone_news_are_answered_from(self, scope):
        news = held("云河市青石区", 2026, "要点发布", doc_kind="news")
        assert scope("青石区2026年对政策解读有什么要求", [news]).held == (news,)

    def test_an_interpretation_that_is_asked_for_is_shown(self, scope):
        other = held("云河市青石区", 2026, "要点解读", doc_kind="interpretation")
        assert other in scope("青石区2026年的官方解读说了哪些变化", [QINGSHI[2], other]).held

    @pytest.mark.parametrize("validity", ["废止", "失效"])
    def test_a_void_notice_is_passed_over_for_an_older_one(self, scope, validity):
        library = [QINGSHI[1], replace(QINGSHI[2], validity=validity)]
        assert scope("青石区对政策解读有什么要求", library).held == (QINGSHI[1],)

    def test_a_void_notice_alone_is_not_answered_from(self, scope):
        resolved = scope("青石区对政策解读有什么要求", [replace(QINGSHI[2], validity="废止")])
        assert resolved.held == ()

    def test_a_valid_notice_is(self, scope):
        valid = replace(QINGSHI[2], validity="有效")
        assert scope("青石区对政策解读有什么要求", [valid]).held == (valid,)

    def test_asked_for_void_notices_they_are_in_scope(self, scope):
        void = replace(QINGSHI[1], validity="废止")
        assert void in scope("青石区2025年的通知废止了吗", [void, QINGSHI[2]]).held

    REPEALED = held("云河市青石区", 2025, "青石区社区食堂补助办法", validity="废止")

    @pytest.mark.parametrize("question", ["社区食堂补助办法第三条", "青石区社区食堂补助办法还有效吗"])
    def test_a_void_notice_is_found_by_its_name_and_marked(self, scope, question):
        resolved = scope(question, [QINGSHI[2], self.REPEALED])
        assert resolved.held == (self.REPEALED,)
        assert resolved.note == "《2025年青石区社区食堂补助办法》原文标注：废止"

    def test_another_document_of_a_like_name_is_not_taken_for_it(self, scope):
        resolved = scope("老年食堂补助办法还有效吗", [QINGSHI[2], self.REPEALED])
        assert (resolved.held, resolved.near) == ((), (self.REPEALED,))

    def test_where_there_is_no_interpretation_that_is_said(self, scope):
        assert scope("青石区2026年要点解读怎么说", [QINGSHI[2]]).note == "文件库中没有这样的解读，以下出自公文本身"

    def test_old_houses_are_no_old_notices(self, scope):
        assert self.REPEALED not in scope("青石区老旧小区改造补助多少", [QINGSHI[2], self.REPEALED]).held

    def test_an_interpretation_that_is_asked_for_is_the_only_one_and_marked(self, scope):
        other = held("云河市青石区", 2026, "要点解读", doc_kind="interpretation")
        resolved = scope("解读里为什么改成按季度", [QINGSHI[2], other])
        assert (resolved.held, resolved.note) == ((other,), "《2026年要点解读》参考：解读，不是公文本身")

    @pytest.mark.parametrize("question", ["解读材料几天内发布", "对政策解读有什么要求", "政策解读由谁负责"])
    def test_interpreting_is_no_interpretation(self, scope, question):
        other = held("云河市青石区", 2026, "要点解读", doc_kind="interpretation")
        assert other not in scope(question, [QINGSHI[2], other]).held

    def test_a_draft_is_found_when_it_is_asked_for_and_near_when_it_is_not(self, scope):
        draft = held("云河市青石区", 2026, "夜间停车管理办法（征求意见稿）", doc_kind="draft")
        draft = replace(draft, place="", issuer=None, title="青石区夜间停车管理办法（征求意见稿）", issued_title=None)
        asked = scope("青石区夜间停车征求意见截止到什么时候", [QINGSHI[2], draft])
        assert (asked.held, "参考：征求意见稿" in asked.note) == ((draft,), True)
        other = scope("青石区夜间停车谁牵头", [QINGSHI[2], draft])
        assert (other.held, other.near) == ((QINGSHI[2],), (draft,))


class TestNames:
    MEASURES = held("云河市青石区", 2026, "青石区适老化改造和居家养老若干措施")

    @pytest.mark.parametrize(
        "question",
        [
            "青石区适老化改造和居家养老若干措施对助餐有什么要求",
            "青石区居家养老若干措施对助餐有什么要求",
            "青石区适老化改造和居家养老的助餐有什么要求",
        ],
    )
    def test_a_notice_that_is_named_is_the_only_one(self, read, scope, question):
        query, resolved = narrow(read(question), scope(question, [QINGSHI[2], self.MEASURES]))
        assert (resolved.held, query.named) == ((self.MEASURES,), True)

    @pytest.mark.parametrize("question", ["青石区门户网站适老化改造什么时候完成", "青石区对助餐有什么要求"])
    def test_a_topic_that_is_in_a_name_names_no_notice(self, read, scope, question):
        query, resolved = narrow(read(question), scope(question, [QINGSHI[2], self.MEASURES]))
        assert (resolved.held, query.named) == ((QINGSHI[2], self.MEASURES), False)


def test_notices_of_several_years_are_one_series():
    assert len({series(h) for h in QINGSHI}) == 1
    assert series(QINGSHI[0]) != series(BAILU[0])
    assert series(held("云河市青石区", 2026, "适老化改造方案")) != series(QINGSHI[2])


@pytest.mark.parametrize(("place", "short"), [("云河市青石区", "青石"), ("云河市", "云河"), ("东岳省", "东岳")])
def test_people_call_a_place_by_its_core(place, short):
    assert short_place(held(place, 2026)) == short


class TestPlaces:
    def test_of_two_districts_compared_the_one_not_held_is_named(self, scope):
        resolved = scope("青石区和黑石区对政策解读的要求有什么不同")
        assert (names(resolved), resolved.note) == ({("云河市青石区", 2026)}, "文件库中没有黑石区的公文")

    def test_another_district_of_the_same_city_is_not_held(self, scope):
        resolved = scope("云河市黑石区对政策解读有什么要求")
        assert (resolved.held, resolved.missing) == ((), "文件库中没有云河市黑石区的公文")

    def test_a_level_is_a_scope(self, scope):
        assert names(scope("市里对政策解读有什么要求")) == {("云河市", 2026)}
        assert scope("县里对政策解读有什么要求").missing == "文件库中没有县级的公文"

    def test_near_a_district_that_is_not_held_is_its_city(self, scope):
        library = [held("济南市长清区", 2021), held("淄博市", 2020), held("南通市", 2025)]
        assert scope("历下区对政策解读有什么要求", library).near == (library[0],)
        assert scope("枣庄市对政策解读有什么要求", library).near == (library[0], library[1])

    def test_at_home_another_citys_unit_is_not_ours(self, scope):
        resolved = scope("市财政局负责什么", [*LIBRARY, held("海右市", 2026)], home="云河市青石区")
        assert "海右市" not in {h.place for h in resolved.held}
        assert resolved.note == "“市财政局”按云河市的理解"


class TestAsked:
    """Through the front door."""

    def test_at_home_the_city_is_not_the_district(self, ask, at_home):
        answer = ask("市里对适老化改造有什么要求", who=at_home)
        assert {c.issuer for c in answer.citations} == {"云河市人民政府办公室"}
        assert answer.text.startswith("（“市里”指云河市）")

    def test_a_follow_up_may_go_up_a_level(self, ask):
        answer = ask("那省里呢", "市里对政策解读有什么要求")
        assert {c.issuer for c in answer.citations} == {"东岳省人民政府办公厅"}
        assert "“省里”指东岳省" in answer.text

    def test_the_province_and_the_city_are_compared(self, ask):
        answer = ask("省里和市里对政策解读的要求有什么不同")
        assert {c.issuer for c in answer.citations} == {"东岳省人民政府办公厅", "云河市人民政府办公室"}

    @pytest.mark.parametrize(
        ("question", "missing"),
        [
            ("县里对政策解读有什么要求", "县级"),
            ("历下区财政局负责什么", "历下区"),
            ("云河市历下区财政局负责什么", "云河市历下区"),
            ("青石市对政策解读有什么要求", "青石市"),
            ("苏州支持外贸企业的十二条", "苏州"),
            ("国务院办公厅对政策解读有什么要求", "国务院办公厅"),
        ],
    )
    def test_what_is_not_held_is_said(self, ask, question, missing):
        answer = ask(question)
        assert (answer.status, answer.citations) == ("not_held", ())
        assert answer.text.startswith(f"文件库中没有{missing}的公文。")

    def test_a_district_after_one_that_is_not_held_is_answered(self, ask):
        assert ask("黑石区呢", "青石区财政局今年负责什么").status == "not_held"
        answer = ask("白鹭区呢", "青石区财政局今年负责什么", "黑石区呢")
        assert {c.issuer for c in answer.citations} == {"云河市白鹭区人民政府办公室"}

    def test_the_issuer_of_a_notice_is_no_unit_asked_about(self, ask):
        answer = ask("青石区人民政府办公室2026年的要点对政策解读有什么要求")
        assert answer.scope.kind == "clause"
        assert ask("青石区政府办公室2026年负责什么").scope.kind == "responsibility"

    def test_a_park_is_not_another(self, library_of):
        assistant = library_of(
            a="云河综合实验区管委会办公室关于印发2026年工作要点的通知\n云实管办〔2026〕1号\n各单位：\n"
            "一、做好解读。解读随文发布。（责任单位：云河综合实验区管委会）\n"
            "云河综合实验区管委会办公室\n2026年2月1日\n"
        )
        assert assistant.ask("云河综合实验区管委会负责什么").status == "answered"
        assert assistant.ask("高新区管委会负责什么").status == "not_held"
