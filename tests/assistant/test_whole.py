"""Two notices compared as wholes, on the sample library and on small invented ones."""

import json

import pytest

from assistant import Assistant, Status
from assistant.cli import main
from assistant.differ import Change
from assistant.errors import NotHeld
from assistant.whole import is_printed
from corpus import bare, quote_of

OLD, NEW = "青石政办发〔2025〕6号", "青石政办发〔2026〕4号"
CITY, PROVINCE = "云河政办发〔2026〕2号", "东岳政办发〔2026〕1号"


@pytest.fixture(scope="module")
def years(assistant):
    """青石区 of two years."""
    return assistant.compare(OLD, NEW)


def rows(comparison, kind):
    """The rows of a kind as pairs of 序号."""
    return {
        (p.first.row if p.first else None, p.second.row if p.second else None)
        for p in comparison.of_kind(kind)
        if p.source == "task"
    }


def changes(comparison, row):
    """What is said to differ for a row of the older notice."""
    pair = next(p for p in comparison.pairs if p.first is not None and p.first.row == row)
    return {c.field: (c.before, c.after) for c in pair.changes if c.field != "wording"}


def test_the_same_duty_of_two_years_is_one_pair(years):
    # the same subject in qingshi_1.toml and qingshi_0.toml, judged by hand
    assert {("1", "1"), ("2", "2"), ("7", "7"), ("9", "8"), ("11", "11"), ("14", "14"), ("17", "17")} <= rows(
        years, "changed"
    )


def test_what_is_new_and_what_is_no_longer_there_is_told(years):
    assert {(None, "3"), (None, "6"), (None, "9"), (None, "19"), (None, "21")} <= rows(years, "new")
    assert {("3", None), ("5", None), ("8", None), ("18", None)} <= rows(years, "dropped")
    clauses = {kind: "".join((p.second or p.first).quote for p in years.of_kind(kind)) for kind in ("new", "dropped")}
    assert "街道社区可以利用楼栋微信群转发公开内容" in clauses["new"]
    assert "面向老年人、残疾人的公开内容同时提供纸质版和语音版" in clauses["dropped"]


def test_a_changed_unit_deadline_and_number_are_told_with_the_words_of_each_side(years):
    assert changes(years, "7") == {
        "unit": (("区民政局",), ("区民政局", "区财政局", "各街道办事处")),
        "deadline": (("2025年12月底前",), ("10月底前",)),
        "number": (("四百户",), ("五百户",)),
    }
    assert changes(years, "14") == {
        "deadline": (("文件公布后5个工作日内",), ("文件公布后3个工作日内",)),
        "number": (("5个工作日", "五成"), ("3个工作日", "七成")),
    }


def test_a_deadline_and_a_unit_that_stayed_are_not_told(years):
    assert changes(years, "9") == {"number": (("半个月",), ("一个月",))}


def test_a_sentence_that_a_row_says_too_is_not_told_twice(years):
    quotes = [c.quote for c in years.citations]
    assert sum("全年完成改造不少于四百户" in quote for quote in quotes) == 1


@pytest.mark.parametrize(("first", "second", "cover"), [(OLD, NEW, False), ("青石政办字〔2024〕11号", OLD, False)])
def test_every_item_of_both_notices_is_in_a_pair(assistant, first, second, cover):
    comparison = assistant.compare(first, second, cover)
    held = [comparison.first, comparison.second]
    for held_one, side in zip(held, ("first", "second"), strict=True):
        cited = [c for p in comparison.pairs if (c := getattr(p, side)) is not None]
        rows_there = [t.row for t in assistant.library.notice(held_one.notice_id).tasks if t.source == "table"]
        assert sorted(filter(None, (c.row for c in cited)), key=int) == rows_there


@pytest.mark.parametrize(("first", "second", "cover"), [(OLD, NEW, False), (CITY, NEW, True)])
def test_every_quotation_and_every_fact_stands_in_its_notice(assistant, first, second, cover):
    comparison = assistant.compare(first, second, cover)
    assert [c.n for c in comparison.citations] == list(range(1, len(comparison.citations) + 1))
    for citation in comparison.citations:
        text = assistant.library.notice(citation.notice_id).text
        assert quote_of(text, citation.spans)[0] == citation.quote
    for pair in comparison.of_kind("changed"):
        for change in pair.changes:
            for words, citation in ((change.before, pair.first), (change.after, pair.second)):
                told = (
                    bare(citation.quote)
                    + "".join(citation.units or ())
                    + "".join(d.text for d in citation.deadlines or ())
                )
                assert all(bare(word) in told for word in words)


@pytest.mark.parametrize(
    "planted",
    [
        pytest.param(Change("deadline", ("2025年12月底前",), ("11月底前",)), id="a wrong month"),
        pytest.param(Change("unit", ("区民政局",), ("区教育局",)), id="the unit of the next row"),
        pytest.param(Change("number", ("四百户",), ("五十户",)), id="a wrong number"),
        pytest.param(Change("number", ("五百户",), ("四百户",)), id="the sides exchanged"),
    ],
)
def test_a_difference_that_its_side_does_not_print_is_caught(years, planted):
    pair = next(p for p in years.pairs if p.first is not None and p.first.row == "7")
    assert not is_printed(planted, pair.first, pair.second)
    assert all(is_printed(change, pair.first, pair.second) for change in pair.changes)


def test_the_words_of_a_pair_give_both_texts_back(years):
    pair = next(p for p in years.pairs if p.first is not None and p.first.row == "7")
    older = "".join(e.words for e in pair.edits if e.kind != "new")
    newer = "".join(e.words for e in pair.edits if e.kind != "dropped")
    assert older == "公布困难老年人家庭适老化改造的申请条件和补助标准，全年完成改造不少于四百户。"
    assert newer == "公布困难老年人家庭适老化改造的申请条件、补助标准和改造进度，全年完成改造不少于五百户。"


class TestCover:
    def test_each_item_of_the_higher_level_is_taken_once_in_order(self, assistant):
        comparison = assistant.compare(CITY, NEW, cover=True)
        sections = [p.first.section for p in comparison.pairs]
        assert sections[:6] == ["一（一）", "一（二）", "一（三）", "一（四）", "二（一）", "二（二）"]
        assert sections[6:] == ["三（一）", "三（二）", "三（三）", "三（四）", "四（一）", "四（二）"]

    @pytest.mark.parametrize(
        ("upper", "lower", "wanted"),
        [
            pytest.param(
                PROVINCE,
                CITY,
                # 预算决算公开, 适老化改造补助办法, 政策解读: the same requirement in other words
                {"一（二）": "一（一）", "二（二）": "一（三）", "三（一）": "二（一）"},
                id="a province's by a city",
            ),
            pytest.param(
                CITY,
                NEW,
                {"一（一）": "1", "一（二）": "4", "一（三）": "7", "二（一）": "14", "三（二）": "17"},
                id="a city's by a district",
            ),
        ],
    )
    def test_what_this_level_implements_in_other_words_is_cited_with_its_score(self, assistant, upper, lower, wanted):
        comparison = assistant.compare(upper, lower, cover=True)
        covered = {p.first.section: p.second.row or p.second.section for p in comparison.of_kind("covered")}
        assert wanted.items() <= covered.items()
        assert all(0.2 <= p.score <= 1 for p in comparison.of_kind("covered"))

    @pytest.mark.parametrize(
        ("upper", "lower", "wanted"),
        [
            # 裁量基准, 零工市场, 药品采购, 公共企业 stand nowhere in the city's notice
            pytest.param(PROVINCE, CITY, {"一（三）", "二（一）", "二（三）", "四（二）"}, id="a province's by a city"),
            # 安全提示, 公报数据库, 结对帮扶, 结果运用 stand nowhere in the district's
            pytest.param(CITY, NEW, {"一（四）", "三（三）", "四（一）", "四（二）"}, id="a city's by a district"),
        ],
    )
    def test_what_this_level_lacks_is_said_and_nothing_is_passed_off(self, assistant, upper, lower, wanted):
        comparison = assistant.compare(upper, lower, cover=True)
        missing = {p.first.section: p for p in comparison.of_kind("missing")}
        assert wanted <= set(missing)
        assert all(p.second is None for p in missing.values())
        assert all(p.near.near and p.near.n == 0 for p in missing.values() if p.near is not None)
        assert f"本级未见{len(missing)}项" in comparison.to_markdown()

    def test_the_nearest_is_shown_in_its_words_where_it_is_near(self, assistant):
        # the province collects its policies in a list, the city its districts' on one platform
        comparison = assistant.compare(PROVINCE, CITY, cover=True)
        pair = next(p for p in comparison.of_kind("missing") if p.first.section == "一（一）")
        assert pair.near.section == "一（二）"
        assert "相近，请核对：" in comparison.to_markdown()
        assert "建设全市惠企政策总入口" in comparison.to_markdown()

    def test_a_question_what_this_level_has_of_the_other_is_answered_so(self, ask):
        answer = ask("云河市的要点有哪些任务青石区没有落实")
        assert answer.status is Status.ANSWERED
        assert answer.text.index("**本级未见（") < answer.text.index("**本级有相应规定（")
        missing = answer.text.split("**本级有相应规定（")[0]
        assert "建成覆盖建市以来全部政府公报的全文数据库" in missing
        assert "改造完成后由第三方抽查回访" not in missing


NOTICE = """湖中县人民政府办公室
关于印发{year}年湖中县公开要点的通知

湖政办字〔{year}〕{number}号

各镇人民政府：
现将要点印发给你们，请遵照执行。

湖中县人民政府办公室
{year}年3月1日

{year}年湖中县公开要点

{body}
"""
BEFORE = NOTICE.format(
    year=2025,
    number=3,
    body="""一、公开内容
（一）公开预算。预算在批准后二十日内公开，附文字说明。
（二）公开项目。重大项目的招标结果在县政府网站公布。
二、公开保障
（一）加强培训。每年举办一次业务培训，参训人员不少于五十人。
（二）落实经费。公开所需经费列入部门预算。""",
)
AFTER = NOTICE.format(
    year=2026,
    number=5,
    body="""一、公开内容
（一）公开项目。重大项目的招标结果在县政府网站公布。
（二）回应群众。热线诉求七日内答复。
二、公开保障
（一）加强培训。每年举办两次业务培训，参训人员不少于五十人。
（二）公开预算。预算在批准后二十日内公开，附文字说明。""",
)


@pytest.fixture
def small(library_of) -> Assistant:
    """Two small notices of one series."""
    return library_of(旧=BEFORE, 新=AFTER)


def test_same_moved_changed_new_and_dropped_are_told_apart(small):
    comparison = small.compare("湖政办字〔2025〕3号", "湖政办字〔2026〕5号")
    found = {
        (p.kind, p.first.section if p.first else None, p.second.section if p.second else None) for p in comparison.pairs
    }
    assert found == {
        ("same", "一（二）", "一（一）"),
        ("same", "一（一）", "二（二）"),
        ("changed", "二（一）", "二（一）"),
        ("new", None, "一（二）"),
        ("dropped", "二（二）", None),
    }
    assert comparison.counts_line() == "相同2项（条文2），有变化1项（条文1），新增1项（条文1），未再列1项（条文1）"


def test_the_table_has_both_citations_and_can_leave_out_what_is_the_same(small):
    comparison = small.compare("湖政办字〔2025〕3号", "湖政办字〔2026〕5号")
    whole, short = comparison.to_markdown(), comparison.to_markdown(only_changed=True)
    assert "（湖政办字〔2025〕3号）第二部分第（一）项 | " in whole
    assert "数字和频次：一次 → 两次" in whole
    assert "重大项目的招标结果" in whole
    assert "重大项目的招标结果" not in short
    assert "热线诉求七日内答复" in short


def test_a_notice_that_is_the_same_as_itself_has_no_changes(small):
    comparison = small.compare("湖政办字〔2025〕3号", "湖政办字〔2025〕3号")
    assert {p.kind for p in comparison.pairs} == {"same"}
    assert len(comparison.pairs) == 4


class TestTheNoticesNamed:
    @pytest.mark.parametrize(
        "name", ["青石政办发〔2026〕4号", "青石政办发(2026)4号", "青石政办发 [2026] 第4号", "青石政办发2026-4"]
    )
    def test_a_number_in_any_brackets_or_an_id_names_a_notice(self, assistant, name):
        assert assistant.compare(name, OLD).first.doc_number == NEW

    def test_a_notice_that_is_not_held_is_named_with_the_nearest(self, assistant):
        with pytest.raises(
            NotHeld, match="没有文号或编号为“青石政办发〔2023〕4号”的公文，相近的有：《2026年青石区政务公开工作要点》"
        ):
            assistant.compare("青石政办发〔2023〕4号", NEW)

    def test_a_number_that_two_notices_end_in_names_both(self, library_of):
        other = BEFORE.replace("湖政办字", "东湖政办字").replace("湖中县", "东湖县")
        with pytest.raises(NotHeld, match="有2份公文的文号是“政办字〔2025〕3号”"):
            library_of(甲=BEFORE, 乙=other).compare("政办字〔2025〕3号", "湖政办字〔2025〕3号")


class TestTheCommand:
    def test_json_is_one_object_with_both_sides(self, sample_library, capsys):
        assert main(["compare", OLD, NEW, "--json", "--index", str(sample_library)]) == 0
        printed = json.loads(capsys.readouterr().out)
        assert (printed["a"]["doc_number"], printed["b"]["doc_number"], printed["cover"]) == (OLD, NEW, False)
        pair = next(p for p in printed["pairs"] if p["a"] and p["a"]["row"] == "7")
        assert pair["b"]["row"] == "7"
        assert {"field": "number", "a": ["四百户"], "b": ["五百户"]} in pair["changes"]

    def test_changed_alone_leaves_out_what_is_covered(self, sample_library, capsys):
        assert main(["compare", CITY, NEW, "--cover", "--changed", "--json", "--index", str(sample_library)]) == 0
        printed = json.loads(capsys.readouterr().out)
        assert {p["kind"] for p in printed["pairs"]} == {"missing"}
        assert printed["counts"]["covered"] >= 5

    def test_a_notice_that_is_not_held_fails_with_its_name(self, sample_library, capsys):
        assert main(["compare", OLD, "青石政办发〔2030〕1号", "--index", str(sample_library)]) == 1
        out, err = capsys.readouterr()
        assert out == ""
        assert "青石政办发〔2030〕1号" in err


class TestInQuestions:
    @pytest.mark.parametrize(
        "question",
        [
            "青石区2025年和2026年的要点有什么变化",
            "青石区去年和今年的政务公开工作要点有什么不同",
            "青石区两年的要点有什么变化",
            "青石区今年的工作比去年有哪些变化",
            f"{NEW}和{OLD}有什么区别",
        ],
    )
    def test_two_years_as_wholes_are_counted_first_then_told(self, ask, question):
        answer = ask(question)
        assert answer.status is Status.ANSWERED
        assert "逐项对照：相同0项，有变化14项（任务14）" in answer.text
        assert answer.text.index("有变化（14项）") < answer.text.index("新增（") < answer.text.index("未再列（")
        assert len(answer.text) <= 12_000
        assert {c.doc_number for c in answer.citations} == {OLD, NEW}
        assert "四百户 → 五百户" in answer.text

    def test_at_home_the_district_need_not_be_said(self, ask, at_home):
        answer = ask("两年的要点有什么变化", who=at_home)
        assert {c.doc_number for c in answer.citations} == {OLD, NEW}

    def test_several_series_are_asked_back(self, ask):
        answer = ask("两年的要点有什么变化")
        assert answer.status is Status.ASK_BACK
        assert "青石" in answer.text
        assert "白鹭" in answer.text

    def test_a_topic_is_still_compared_by_its_sentences(self, ask):
        answer = ask("青石区去年和今年的政策解读材料发布时限有什么不同")
        assert "逐项对照" not in answer.text
        assert len(answer.citations) <= 4

    def test_a_topic_of_one_series_says_in_words_what_differs(self, ask):
        answer = ask("青石区去年和今年适老化改造的户数有什么不同")
        assert "- 数字和频次不同：2025年“四百户”[1]，2026年“五百户”[2]" in answer.text
        assert "- 完成时限不同：2025年“2025年12月底前”[1]，2026年“10月底前”[2]" in answer.text

    def test_two_districts_with_one_kind_of_requirement_get_such_lines_too(self, library_of, today):
        other = (
            AFTER.replace("湖中县", "河西县").replace("湖政办字", "河政办字").replace("每年举办两次", "每年举办四次")
        )
        answer = library_of(甲=AFTER, 乙=other).ask("湖中县和河西县2026年的业务培训有什么不同", today=today)
        assert "- 数字和频次不同：湖中“两次”[1]，河西“四次”[2]" in answer.text

    def test_two_districts_that_say_the_same_get_no_such_line(self, ask):
        assert "两处引文对照" not in ask("2025年青石区和白鹭区解读材料发布的时限有什么不同").text

    @pytest.mark.parametrize(("first", "second"), [("青石", "白鹭"), ("白鹭", "青石")])
    def test_the_notice_named_first_is_the_former_one(self, ask, first, second):
        answer = ask(f"{first}区和{second}区2026年的要点有什么不同")
        assert answer.text.index(f"2026年{first}区") < answer.text.index(f"2026年{second}区")
        marked = answer.text.split("**仅前者有（")[1]
        only = {"青石": "编制惠企政策直达清单", "白鹭": "建立企业开办、变更、注销全流程一图通"}
        assert only[first] in marked
        assert only[second] not in marked

    @pytest.mark.parametrize(
        "question", ["青石区今年比去年新增了哪些任务", "青石区比去年多了什么", "青石区2026年新增了哪些任务"]
    )
    def test_what_is_new_is_listed_alone(self, ask, question):
        text = ask(question).text
        assert "**新增（" in text
        assert "有变化（" not in text.split("逐项对照")[1].split("\n", 1)[1]
        assert "发布就业见习岗位" in text
        assert "减税降费专栏" not in text

    def test_what_was_dropped_is_that_of_last_year(self, ask):
        text = ask("青石区取消了去年的哪些任务").text
        assert "**未再列（" in text
        assert "减税降费专栏" in text
        assert "发布就业见习岗位" not in text


class TestDutiesOfAUnit:
    def test_those_of_two_years_are_aligned_and_the_rest_came_or_went(self, ask):
        text = ask("白鹭区今年和去年财政局的任务有什么变化").text
        # bailu_1 and bailu_0: 财政补助和稳岗返还 stayed; 采购合同 and 经费 came, 绩效评价 and 评估经费 went
        changed, rest = text.split("**新增（2项）**")
        new, dropped = rest.split("**未再列（2项）**")
        assert "**有变化（1项）**" in changed
        assert "申报结果在政府网站公示七天" in changed
        assert "享受名单和金额在兑现后公示" in changed
        assert "政府采购合同在签订后两个工作日内公告" in new
        assert "统筹安排政务公开必要经费" in new
        assert "预算绩效目标和评价报告" in dropped
        assert "第三方评估经费" in dropped

    def test_what_the_other_district_gives_to_others_is_no_counterpart(self, ask):
        # 老旧小区改造 names 区财政局 in 青石区 alone
        text = ask("青石区财政局和白鹭区财政局今年的任务对比一下").text
        assert "有变化0项" in text
        only = text.split("**仅前者有（")[1]
        assert "老旧小区改造的改造内容" in only
        assert "物业服务标准" not in text

    def test_a_unit_without_duties_is_refused_by_name(self, ask):
        answer = ask("青石区气象局2025年和2026年的任务有什么变化")
        assert answer.status is Status.NOT_HELD
        assert "没有点名" in answer.text


def test_a_point_whose_sentence_was_read_as_its_heading_is_an_item(library_of):
    body = "一、改善居住条件\n（一）更新设施\n1.更新老旧电梯{}台。（责任单位：县住房城乡建设局；完成时限：11月底前）"
    notices = [NOTICE.format(year=year, number=3, body=body.format(count)) for year, count in ((2025, 52), (2026, 86))]
    comparison = library_of(旧=notices[0], 新=notices[1]).compare("湖政办字〔2025〕3号", "湖政办字〔2026〕3号")
    (pair,) = comparison.pairs
    assert {c.field: (c.before, c.after) for c in pair.changes if c.field == "number"} == {
        "number": (("52台",), ("86台",))
    }
