"""The front door over the sample library: the right fact, from the right place, or a polite refusal."""

import datetime as dt
import json
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import Assistant, Status, Turn

FOUR, SEVEN = "青石政办发〔2026〕4号", "青石政办发〔2026〕7号"


def places(answer):
    """Number, section and row of every citation and of its further places."""
    held = {c.notice_id: c.doc_number for c in answer.citations}
    first = [(c.doc_number, c.section, c.row) for c in answer.citations]
    return first + [(held[p.notice_id], p.section, p.row) for c in answer.citations for p in c.also]


ANSWERS = [
    # question, kind, words of the answer, issuing number, section, row
    ("青石区今年谁负责适老化改造补助标准公布", "who", "区民政局牵头", FOUR, "附件", "7"),
    ("白鹭区2025年空气质量数据公布由谁负责", "who", "市生态环境局白鹭分局牵头", "白鹭政办发〔2025〕9号", "附件", None),
    ("东岳省专项资金公开由谁牵头", "who", "省财政厅牵头", "东岳政办发〔2026〕1号", "一（二）", None),
    ("白鹭区2026年城市更新规划草案公示由谁负责", "who", "区自然资源局负责", "白鹭政办发〔2026〕3号", "附件", "2"),
    ("青石区2025年应急避难场所分布图什么时候公布", "deadline", "2025年6月底前", "青石政办发〔2025〕6号", "附件", "12"),
    ("白鹭区2026年民办学校收费什么时候公布", "deadline", "8月20日前", "白鹭政办发〔2026〕3号", "附件", "8"),
    ("青石区2026年门户网站适老化改造什么时候完成", "deadline", "9月底前", FOUR, "附件", "17"),
    ("云河市2026年惠企政策总入口什么时候建成", "deadline", "9月底前", "云河政办发〔2026〕2号", "一（二）", None),
    ("青石区加装电梯每部补助多少钱", "number", "十五万元", SEVEN, "一2", None),
    ("白鹭区老旧小区改造每户补助多少钱", "number", "四千元", "白鹭政发〔2025〕12号", "三（一）", None),
    ("青石区每张家庭养老床位每年补助多少钱", "number", "三千六百元", SEVEN, "二6", None),
    ("青石区2026年解读材料几个工作日内上网", "number", "3个工作日内", FOUR, "二（一）", None),
    ("白鹭区2026年新增开放数据集多少个", "number", "不少于三十个", "白鹭政办发〔2026〕3号", "四（二）", None),
    ("青石区每年组织几次业务培训", "number", "不少于两次", FOUR, "四（二）", None),
    ("青石区对依申请公开有什么要求", "clause", "疑难申请实行会商", FOUR, "四（一）", None),
    ("白鹭区怎么保护历史风貌", "clause", "先评估后施工", "白鹭政发〔2025〕12号", "四（三）", None),
    ("云河市2026年怎样开展结对帮扶", "clause", "互派业务骨干跟班学习", "云河政办发〔2026〕2号", "四（一）", None),
    ("什么是免申即享", "definition", "享受名单和金额在兑现后公示", "白鹭政办发〔2026〕3号", "二（一）2", None),
    ("青石区家庭养老床位是什么", "definition", "配备监测设备并提供上门护理", SEVEN, "二6", None),
    ("青石区可以用微信群代替正式公开渠道吗", "yesno", "不得代替正式公开渠道", FOUR, "一（四）", None),
    ("白鹭区2025年预收学费能不能跨两个学期", "yesno", "不得跨越两个学期", "白鹭政办发〔2025〕9号", "二（二）", None),
    ("东岳省公报有哪些版本", "list", "大字本和有声版", "东岳政办发〔2026〕1号", "三（三）", None),
    ("总结一下白鹭区2025年政务公开工作要点", "summary", "加强解读和参与", "白鹭政办发〔2025〕9号", "三（一）", None),
]


@pytest.mark.parametrize(
    ("question", "kind", "words", "number", "section", "row"), ANSWERS, ids=[a[0] for a in ANSWERS]
)
def test_the_fact_is_told_and_the_place_cited(ask, question, kind, words, number, section, row):
    answer = ask(question)
    assert (answer.status, answer.scope.kind) == (Status.ANSWERED, kind)
    assert words in answer.text
    assert (number, section, row) in places(answer)


def test_a_list_under_a_heading_is_whole(ask):
    answer = ask("青石区优化营商环境公开有哪些任务")
    assert [c.row for c in answer.citations] == ["4", "5", "6"]
    assert "3项" in answer.text


def test_what_is_due_is_listed_whole(ask):
    answer = ask("青石区2026年6月底前要完成哪些任务")
    assert {c.row or c.section for c in answer.citations} == {"4", "8", "16", "18", "20", "21", "三11"}
    assert "有7项" in answer.text
    assert answer.scope.deadline == (None, dt.date(2026, 6, 30))


def test_what_is_due_in_a_month_is_listed(ask):
    answer = ask("青石区今年5月到期的任务有哪些")
    assert [(c.doc_number, c.row) for c in answer.citations] == [(FOUR, "8")]


def test_a_deadline_that_counts_from_the_issue_is_due_on_its_day(ask):
    # printed on 10 February, 30 days: 12 March
    answer = ask("青石区今年3月到期的任务有哪些")
    assert [(c.doc_number, c.row) for c in answer.citations] == [(FOUR, "21")]


@pytest.mark.parametrize("question", ["青石区今年7月到期的任务有哪些", "青石区2026年8月到期的任务有哪些"])
def test_a_month_in_which_nothing_is_due_is_said(ask, question):
    answer = ask(question)
    assert (answer.status, answer.citations) == (Status.NOT_HELD, ())
    assert "没有完成时限在" in answer.text


def test_a_duty_list_is_whole_and_says_who_leads(ask):
    answer = ask("青石区财政局今年负责什么")
    rows = [c.row for c in answer.citations if c.doc_number == FOUR]
    assert rows == ["1", "2", "3", "4", "6", "7", "11", "17", "22"]
    assert "9项任务（牵头2项、负责2项、配合5项）" in answer.text
    assert [c.section for c in answer.citations if c.doc_number == SEVEN] == ["一1", "一2", "三7", "三8"]
    assert "4项任务（负责2项、配合2项）" in answer.text


def test_duties_of_all_departments_are_told_apart(ask):
    text = ask("青石区财政局今年负责什么").text
    told = text.split("另有5项由各有关部门、区政府各部门集体承担，未单独点名：")[1].split("**")[0]
    assert re.findall(r"序号(\d+)：", told) == ["5", "14", "15", "18", "21"]


def test_a_likely_duty_is_told_apart_and_not_cited_as_one(ask):
    answer = ask("青石区民政局2025年负责什么")
    assert [c.row for c in answer.citations] == ["2", "7"]
    assert "序号8的责任单位一栏为空，可能与上一行相同，不计入上列任务" in answer.text


def test_a_list_cites_each_duty_with_its_row(ask):
    answer = ask("青石区财政局今年负责什么")
    labels = [c.label_short for c in answer.citations]
    assert labels[0] == f"《2026年青石区政务公开工作要点》（{FOUR}）附件序号1"
    assert f"《青石区适老化改造和居家养老若干措施》（{SEVEN}）第三部分第7条" in labels
    for citation in answer.citations:
        assert "区财政局" in citation.units


QUESTIONS = [question for question, *_ in ANSWERS] + [
    "青石区财政局今年负责什么",
    "青石区去年和今年政策解读的时限有什么不同",
    "青石区2026年6月底前要完成哪些任务",
    f"{FOUR}抄送哪些单位",
    "对政策解读有什么要求",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_quotation_is_cut_out_of_the_notice(ask, assistant, question):
    answer = ask(question)
    assert answer.citations
    for citation in (*answer.citations, *answer.passages):
        text = assistant.library.notice(citation.notice_id).text
        cut = "".join(text[start:end] for start, end in citation.spans)
        assert re.sub(r"\s", "", cut) == re.sub(r"\s", "", citation.quote)
        assert len(citation.quote) <= 600


@pytest.mark.parametrize("question", QUESTIONS)
def test_marks_and_citations_belong_together(ask, question):
    answer = ask(question)
    numbers = [citation.n for citation in answer.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    assert {int(n) for n in re.findall(r"(?<!\\)\[(\d+)\]", answer.text)} == set(numbers)


class TestYears:
    def test_a_relative_year_not_held_is_answered_from_the_latest_said_first(self, ask):
        answer = ask("青石区财政局今年负责什么", today=dt.date(2031, 5, 1))
        assert answer.status is Status.ANSWERED
        first = answer.text.splitlines()[0]
        assert first == "（“今年”指2031年，文件库中没有该年的公文，以下按现有最新的2026年公文回答）"
        assert {c.year for c in answer.citations} == {2026}

    def test_a_named_year_not_held_is_refused_naming_the_nearest(self, ask):
        answer = ask("青石区2019年对政策解读有什么要求")
        assert (answer.status, answer.is_answered) == (Status.NOT_HELD, False)
        assert "文件库中没有青石区2019年的公文" in answer.text
        assert "2024年青石区政务公开工作要点" in answer.text

    def test_this_year_moves_with_today(self, ask):
        answer = ask("青石区教育局今年负责什么", today=dt.date(2025, 12, 31))
        assert [(c.doc_number, c.row) for c in answer.citations] == [("青石政办发〔2025〕6号", "9")]

    def test_two_years_are_two_lists(self, ask):
        answer = ask("青石区2024和2025年教育局负责什么")
        assert [(c.year, c.row) for c in answer.citations] == [(2024, "7"), (2025, "9")]


class TestUnits:
    @pytest.mark.parametrize("name", ["人社局", "人力资源和社会保障局", "人力资源社会保障局"])
    def test_every_name_of_a_unit_finds_its_duties(self, ask, name):
        answer = ask(f"青石区{name}2026年负责什么")
        assert [(c.row, c.section) for c in answer.citations] == [("9", "附件"), (None, "三8")]

    def test_a_branch_is_found_in_its_district(self, ask):
        answer = ask("市生态环境局白鹭分局2026年负责什么")
        assert [(c.doc_number, c.row) for c in answer.citations] == [("白鹭政办发〔2026〕3号", "1")]

    def test_our_own_unit_at_home(self, ask, at_home):
        answer = ask("我们局今年负责什么", who=at_home)
        assert [c.row for c in answer.citations if c.doc_number == FOUR][:3] == ["1", "2", "3"]
        assert "“我们局”按“区财政局”理解" in answer.text.splitlines()[0]

    def test_a_unit_of_the_city_is_not_the_districts(self, ask, at_home):
        answer = ask("市财政局2026年负责什么", who=at_home)
        assert {c.issuer for c in answer.citations} == {"云河市人民政府办公室"}
        assert [c.section for c in answer.citations] == ["一（一）", "一（二）", "一（三）"]

    def test_only_where_it_leads(self, ask):
        answer = ask("青石区财政局2026年牵头哪些任务")
        assert [c.row for c in answer.citations if c.doc_number == FOUR] == ["1", "2"]
        assert answer.scope.roles == ("lead",)


class TestRefusals:
    @pytest.mark.parametrize(
        ("question", "said"),
        [
            pytest.param("黑石区财政局今年负责什么", "没有黑石区的公文", id="another district"),
            pytest.param("青石区2019年对政策解读有什么要求", "没有青石区2019年的公文", id="another year"),
            pytest.param("怎么做红烧肉", "没有找到", id="off topic"),
            pytest.param("青石区水务局今年负责什么", "没有点名区水务局的任务", id="a unit that is not named"),
            pytest.param("青石区加装电梯要多少平方公里", "没有写明所问的数字", id="a number that is not stated"),
            pytest.param("青石政办发〔2026〕99号有什么要求", "没有文号为", id="a number that is not held"),
        ],
    )
    def test_what_is_not_held_is_said(self, ask, question, said):
        answer = ask(question)
        assert (answer.status, answer.is_answered) == (Status.NOT_HELD, False)
        assert said in answer.text
        assert all(citation.near for citation in answer.citations)

    def test_what_is_near_is_shown_as_near(self, ask):
        answer = ask("青石区加装电梯要多少平方公里")
        (citation,) = answer.citations
        assert (citation.section, citation.near) == ("一2", True)
        assert citation.to_dict()["near"] is True
        assert "相近的条文（不是对问题的答复）" in answer.text

    def test_what_answers_is_not_marked_near(self, ask):
        answer = ask("青石区加装电梯每部补助多少钱")
        assert [citation.near for citation in answer.citations] == [False]
        assert "near" not in answer.citations[0].to_dict()

    def test_another_districts_clause_is_no_answer(self, ask):
        answer = ask("白鹭区每张家庭养老床位每年补助多少钱")
        assert answer.status is Status.NOT_HELD
        assert "三千六百元" not in answer.text


class TestAuthority:
    @pytest.mark.parametrize("question", [*QUESTIONS, "青石区走访了多少个社区", "青石区要点的起草背景是什么"])
    def test_an_interpretation_is_never_cited(self, ask, question):
        answer = ask(question)
        assert "interpretation" not in {c.doc_kind for c in (*answer.citations, *answer.passages)}

    def test_a_void_notice_is_not_answered_from(self, library_of):
        void = VOID.format(validity="废止", year=2022, days="五")
        assistant = library_of(旧=void, 新=VOID.format(validity="有效", year=2020, days="九"))
        answer = assistant.ask("湖中县收到申请后几日内答复", today=dt.date(2022, 9, 1))
        assert {c.year for c in answer.citations} == {2020}
        assert "九日内" in answer.text
        assert "五日内" not in answer.text

    @pytest.mark.parametrize("validity", ["废止", "已废止", "全文失效", "否"])
    def test_a_void_notice_alone_is_refused(self, library_of, validity):
        assistant = library_of(旧=VOID.format(validity=validity, year=2022, days="五"))
        answer = assistant.ask("湖中县收到申请后几日内答复", today=dt.date(2022, 9, 1))
        assert answer.status is Status.NOT_HELD
        assert "五日内" not in answer.text


VOID = """索引号：HZ-1
有效性：{validity}
发文字号：湖政办字〔{year}〕3号

海右市湖中县人民政府办公室
关于印发{year}年湖中县申请答复规程的通知

各镇人民政府：
现将规程印发给你们，请遵照执行。

海右市湖中县人民政府办公室
{year}年3月1日

{year}年湖中县申请答复规程

一、答复时间
（一）按时答复。收到申请后{days}日内书面答复，不能按时答复的说明原因。
二、答复方式
（一）当面答复。申请人到场的当面讲清依据。
"""

BAD = {
    "nothing": "",
    "blanks": "   \n\t\u3000",
    "ten thousand characters": "财" * 10_000,
    "a long question of real words": "青石区财政局今年负责什么？" * 800,
    "English": "What is the finance bureau responsible for this year?",
    "only punctuation": "？？？！！……，。",
    "emoji": "😀🎉👍",
    "markup": "<script>alert(1)</script>",
    "markup round a question": "<b>青石区</b>财政局<script>alert(1)</script>今年负责什么",
    "a citation mark": "[1]",
    "a control character": "\x00\x01青石",
    "zero-width characters": "\u200b\u200b",
    "half a surrogate pair": "\ud83d区财政局",
    "a regular expression": "(.*)+$ \\d{1,} [a-z",
    "a query language": 'title:* AND (body:"x" OR NOT y) ^2~',
    "SQL": "'; DROP TABLE notices; --",
    "one character": "区",
    "a number": "2026",
    "a year out of range": "青石区99999年财政局负责什么",
    "an impossible date": "青石区2026年13月45日前要完成哪些任务",
    "book title marks alone": "《》",
    "brackets alone": "〔〕（）",
    "one word over and over": "解读 " * 120,
}


class TestBadInput:
    @pytest.mark.parametrize("question", BAD.values(), ids=BAD.keys())
    def test_anything_is_answered_politely(self, ask, question):
        answer = ask(question)
        assert answer.status is not Status.ERROR
        assert answer.text.strip()
        assert len(answer.text) <= 12_000
        assert "Traceback" not in answer.text
        json.dumps(answer.to_dict()).encode("ascii")

    @pytest.mark.parametrize("question", ["", "   \n", "\u200b"])
    def test_nothing_asked_is_helped(self, ask, question):
        answer = ask(question)
        assert (answer.status, answer.citations) == (Status.HELP, ())
        assert answer.text.startswith("请输入问题")

    def test_a_question_too_long_says_how_long_it_may_be(self, ask):
        answer = ask("财" * 10_000)
        assert answer.status is Status.HELP
        assert answer.text.startswith("问题太长（10000字）")
        assert answer.citations == ()

    @pytest.mark.parametrize("question", [BAD["English"], BAD["only punctuation"], BAD["emoji"], "[1]", "区", "2026"])
    def test_what_says_nothing_is_not_answered(self, ask, question):
        assert ask(question).status in (Status.NOT_HELD, Status.HELP)

    def test_markup_is_not_repeated_in_the_answer(self, ask):
        assert "<script" not in ask("<script>alert(1)</script>").text
        assert "<b>" not in ask(BAD["markup round a question"]).text

    @pytest.mark.parametrize("top_k", [1, 3, 10, 50])
    def test_as_many_passages_as_wanted(self, ask, top_k):
        assert 0 < len(ask("对政策解读有什么要求", top_k=top_k).passages) <= top_k


SCRAPS = (
    "青石区 白鹭 云河市 财政局 人社局 我们局 今年 2019年 21年 近两年 6月底 前 13月 45日 本月 完成 哪些 什么 谁 负责"
    " 牵头 多少 几 个 元 不同 比较 和 是什么 文号 印发 〔2026〕4号 青石政办发 （ ） 《 》 “ ” [1] * \\ <b> & 呢 那 吗"
    " 总结 最新 第二部分 附件 序号7 （一） 1. 😀"
).split()


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    st.lists(st.sampled_from(SCRAPS), max_size=9).map("".join) | st.text(max_size=40),
    st.lists(st.lists(st.sampled_from(SCRAPS), max_size=6).map("".join), max_size=2),
)
def test_any_conversation_of_scraps_is_answered(ask, question, before):
    answer = ask(question, *before)
    assert answer.status is not Status.ERROR
    assert answer.text.strip()
    json.dumps(answer.to_dict())


def test_eight_threads_get_the_answers_of_one(sample_library, today):
    fresh = Assistant.open(sample_library)
    wanted = [Assistant.open(sample_library).ask(q, today=today).to_dict() for q in QUESTIONS]
    with ThreadPoolExecutor(8) as pool:
        got = list(pool.map(lambda q: fresh.ask(q, today=today).to_dict(), QUESTIONS * 3))
    for line in (*wanted, *got):
        del line["elapsed_ms"]
    assert got == wanted * 3


def test_a_role_that_a_named_unit_never_has_is_said(ask):
    answer = ask("青石区民政局2025年牵头哪些任务")
    assert answer.status is Status.NOT_HELD
    assert "点名了区民政局，但没有由它牵头的任务" in answer.text


def test_the_same_question_twice_gets_the_same_answer(ask):
    one, two = ask("青石区财政局今年负责什么"), ask("青石区财政局今年负责什么")
    assert (one.text, one.citations, one.passages) == (two.text, two.citations, two.passages)


def test_the_examples_are_answered(assistant, at_home, ask):
    for who in (assistant, at_home):
        examples = who.examples(4)
        assert len(examples) == len(set(examples)) == 4
        for question in examples:
            assert ask(question, who=who).status is Status.ANSWERED, question


def test_what_was_understood_is_explained(ask):
    explain = "\n".join(ask("青石区2026年对依申请公开有什么要求").explain)
    for words in ("类型：clause", "地区：青石区", "年份：2026", "bm25：", "dense："):
        assert words in explain


def test_what_another_notice_says_of_a_place_is_told_as_such(library_of):
    who = library_of(
        甲="泽安市人民政府办公室关于考核情况的通报\n\n泽政办〔2026〕9号\n\n各县（市、区）人民政府：\n现通报如下。\n\n"
        "一、结果运用\n责令临浦县在2026年2月28日前提交整改报告。\n对清溪县予以通报表扬。\n"
    )
    answer = who.ask("临浦县的整改报告哪天前要交")
    assert answer.status is Status.ANSWERED
    assert answer.text.startswith("（文件库中没有临浦县的公文，以下是泽安市人民政府办公室的公文里提到临浦县的条文")
    assert "2026年2月28日前" in answer.text
    assert who.ask("东陵县养老补贴多少").status is Status.NOT_HELD
    assert who.ask("临浦县养老补贴多少").status is Status.NOT_HELD


def test_a_new_topic_is_not_mixed_with_the_one_before(assistant, today):
    before = "青石区老旧小区改造谁牵头"
    history = [Turn("user", before), Turn("assistant", assistant.ask(before, (), today).text)]
    answer = assistant.ask("依申请公开有什么要求", history, today)
    assert {place for place in places(answer) if "公开申请" in answer.text} == {
        (FOUR, "四（一）", None),
        (FOUR, "附件", "20"),
    }
