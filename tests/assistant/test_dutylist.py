"""Lists of duties: complete for every unit of the sample library, and whole in each format."""

import csv
import datetime as dt
import io
import re
from collections import Counter

import pytest
from openpyxl import load_workbook

from assistant import Answer, Assistant, Status
from assistant.dutylist import HEADERS, disarmed
from corpus.sample import expected, load_samples

DAY = dt.date(2026, 3, 2)
SAMPLES = [sample for sample in load_samples(DAY) if sample.doc_kind == "notice"]
READINGS = {sample.slug: expected(sample, sample.layout)["tasks"] for sample in SAMPLES}
SCOPES = sorted({(sample.place, sample.year) for sample in SAMPLES})


def tasks_in(place, year):
    """What the data of a place and year print as duties."""
    return [task for s in SAMPLES if (s.place, s.year) == (place, year) for task in READINGS[s.slug]]


CASES = [
    (place, year, unit)
    for place, year in SCOPES
    for unit in sorted({u for t in tasks_in(place, year) for u in t["units"] if u not in t["collective"]})
]
every_unit = pytest.mark.parametrize(("place", "year", "unit"), CASES, ids=[f"{p} {y} {u}" for p, y, u in CASES])
every_scope = pytest.mark.parametrize(("place", "year"), SCOPES, ids=[f"{p} {y}" for p, y in SCOPES])


def squeezed(text):
    return re.sub(r"\s", "", text)


def said(task, unit):
    """A duty as the data have it: where it stands, what is to be done, how the unit stands in it."""
    role = "lead" if unit in task["lead"] else "support" if unit in task["support"] else "plain"
    return task["section"], squeezed(task["requirement"]), role


def found(duty, wanted):
    """The duty of the data that a duty of the list is: a duty in the text has more words around it."""
    words = squeezed(duty.requirement)
    place = duty.source.section
    (match,) = {(s, r, duty.role) for s, r, _ in wanted if s == place and r in words} or {(place, words, duty.role)}
    return match


@every_unit
def test_the_list_is_exactly_the_rows_that_print_the_unit(assistant, place, year, unit):
    duties = assistant.duties(unit, issuer=place, year=year)
    wanted = [said(task, unit) for task in tasks_in(place, year) if unit in task["units"]]
    assert Counter(found(duty, wanted) for duty in duties.named) == Counter(wanted)


def meaning(deadline):
    end = deadline["end"]
    return deadline["kind"], end and dt.date.fromisoformat(end), deadline["every"]


@every_unit
def test_each_duty_has_its_deadlines_and_a_citation_of_its_row(assistant, place, year, unit):
    wanted = Counter(
        (task["section"], task["row"], tuple(map(meaning, task["deadlines"])))
        for task in tasks_in(place, year)
        if unit in task["units"]
    )
    duties = assistant.duties(unit, issuer=place, year=year).named
    told = [(d.citation, tuple((x.kind, x.end, x.every) for x in d.deadlines)) for d in duties]
    assert Counter((citation.section, citation.row, deadlines) for citation, deadlines in told) == wanted
    assert [citation.n for citation, _ in told] == list(range(1, len(duties) + 1))


@every_scope
def test_the_lists_by_unit_are_those_of_each_unit(assistant, place, year):
    lists = {each.unit: each for each in assistant.duties(issuer=place, year=year).by_unit()}
    assert set(lists) == {unit for p, y, unit in CASES if (p, y) == (place, year)}
    for unit, each in lists.items():
        own = assistant.duties(unit, issuer=place, year=year)
        told = [[(d.citation.label, d.role, d.standing) for d in one.duties] for one in (each, own)]
        assert told[0] == told[1], unit


@every_scope
def test_without_a_unit_every_duty_is_listed_once(assistant, place, year):
    duties = assistant.duties(issuer=place, year=year)
    assert len(duties.duties) == len(tasks_in(place, year))
    assert len({(d.notice.notice_id, d.source.ref) for d in duties.duties}) == len(duties.duties)


@pytest.fixture(scope="module")
def finance(assistant):
    return assistant.duties("区财政局", issuer="青石区", year=2026)


def rows(duties):
    return [duty.citation.row or duty.citation.section for duty in duties]


def test_the_finance_bureau_of_qingshi_by_hand(finance):
    assert rows(finance.named) == "1 2 3 4 6 7 11 17 22 一1 一2 三7 三8".split()
    assert [duty.role for duty in finance.named] == (
        "lead lead plain support plain support support support support plain support plain support".split()
    )
    assert rows(finance.collective) == ["5", "14", "15", "18", "21"]
    assert finance.summary == "区财政局共13项任务（牵头2项、负责4项、配合7项），另有5项集体承担、未单独点名"


def test_likely_duties_stand_apart(assistant):
    duties = assistant.duties("区民政局", issuer="青石区", year=2025)
    assert (rows(duties.named), rows(duties.likely)) == (["2", "7"], ["8"])
    assert duties.summary.endswith("，1项责任单位一栏为空、可能由它承担")


class TestUnderstanding:
    """The unit is understood as in a question."""

    @pytest.mark.parametrize("unit", ["财政局", "青石区财政局", "青石财政局", "云河市青石区财政局"])
    def test_with_or_without_its_place(self, assistant, finance, unit):
        assert rows(assistant.duties(unit, issuer="青石区", year=2026).named) == rows(finance.named)

    def test_by_a_short_name(self, assistant):
        short, long = (
            assistant.duties(unit, issuer="青石区", year=2026) for unit in ("区人社局", "区人力资源和社会保障局")
        )
        assert rows(short.named) == rows(long.named) == ["9", "三8"]

    def test_our_bureau_at_home(self, at_home, finance):
        duties = at_home.duties("我们局", year=2026)
        assert (duties.unit, rows(duties.named)) == ("区财政局", rows(finance.named))
        assert duties.scope.note == "“我们局”按“区财政局”理解；未指明地区，按本区县（云河市青石区）理解"

    def test_another_level_is_another_unit(self, assistant):
        assert assistant.duties("市财政局", issuer="青石区", year=2026).missing

    def test_an_issuer_by_its_whole_name(self, assistant, finance):
        whole = finance.duties[0].notice.issuer
        assert rows(assistant.duties("区财政局", issuer=whole, year=2026).named) == rows(finance.named)

    def test_several_years(self, assistant):
        both = assistant.duties("区财政局", issuer="青石区", year=[2025, 2026])
        one, other = (assistant.duties("区财政局", issuer="青石区", year=y) for y in (2025, 2026))
        assert sorted(d.citation.label for d in both.named) == sorted(
            d.citation.label for d in (*one.named, *other.named)
        )

    def test_a_year_that_is_not_held_beside_one_that_is_is_said(self, assistant, finance):
        duties = assistant.duties("区财政局", issuer="青石区", year=[2026, 2019])
        assert rows(duties.named) == rows(finance.named)
        assert "没有2019年的公文" in duties.scope.note


class TestMissing:
    """The sentence is that of a question."""

    @pytest.mark.parametrize(
        ("order", "question"),
        [
            pytest.param(
                {"unit": "区财政局", "issuer": "青石区", "year": 2019}, "青石区财政局2019年负责什么", id="year"
            ),
            pytest.param({"unit": "历城区财政局"}, "历城区财政局负责什么", id="district"),
            pytest.param({"unit": "青石区水务局", "year": 2026}, "青石区水务局2026年负责什么", id="unit"),
        ],
    )
    def test_year_district_unit(self, assistant, ask, order, question):
        duties = assistant.duties(**order)
        assert duties.duties == ()
        answer = ask(question)
        assert answer.status is Status.NOT_HELD
        assert answer.text.splitlines()[0] == duties.missing

    def test_an_issuer_of_which_nothing_is_held(self, assistant):
        assert assistant.duties("区财政局", issuer="远洋渔业局").missing == "文件库中没有远洋渔业局的公文。"


class TestLimits:
    def test_a_role(self, assistant):
        duties = assistant.duties("区财政局", issuer="青石区", year=2026, role="lead")
        assert rows(duties.named) == ["1", "2"]
        assert duties.summary.startswith("区财政局牵头的共2项任务（牵头2项）")

    def test_a_role_that_the_unit_never_has_is_an_empty_list_and_not_missing(self, assistant):
        duties = assistant.duties("区民政局", issuer="青石区", year=2025, role="lead")
        assert (duties.missing, duties.named) == ("", ())

    def test_days_include_both_ends(self, assistant):
        def due(**days):
            return {
                d.citation.row or d.citation.section
                for d in assistant.duties(issuer="青石区", year=2026, **days).duties
            }

        june = dt.date(2026, 6, 30)
        assert due(due_before=june) == {"4", "8", "16", "18", "20", "21", "三11"}
        assert due(due_before=june, due_after=june) == {"16", "18", "20"}
        assert due(due_before=june - dt.timedelta(days=1)) == {"4", "8", "21", "三11"}

    @pytest.mark.parametrize(
        ("order", "message"),
        [
            ({"role": "lead"}, "与 unit 同用"),
            ({"unit": "区财政局", "role": "牵头"}, "role 应为 lead"),
            ({"due_before": dt.date(2026, 1, 1), "due_after": dt.date(2026, 2, 1)}, "不能早于"),
        ],
    )
    def test_what_makes_no_sense_is_refused(self, assistant, order, message):
        with pytest.raises(ValueError, match=message):
            assistant.duties(**order)


class TestFormats:
    def test_csv_reads_back(self, finance):
        header, *lines = csv.reader(io.StringIO(finance.to_csv(), newline=""))
        assert tuple(header) == HEADERS
        assert len(lines) == 13 + 5
        number, how, task, requirement, units, due, day, label = lines[0]
        first = finance.named[0]
        assert (number, how, task, requirement, label) == (
            "1",
            "牵头",
            first.task,
            first.requirement,
            first.citation.label,
        )
        assert units.startswith("区财政局牵头")
        assert (due, day) == ("；".join(d.text for d in first.deadlines), "")
        assert [line[1] for line in lines[13:]] == ["集体承担"] * 5

    def test_xlsx_reads_back(self, finance):
        book = load_workbook(io.BytesIO(finance.to_xlsx()))
        assert book.sheetnames == ["区财政局", "附 集体承担"]
        sheet = book["区财政局"]
        header, *lines = sheet.iter_rows(values_only=True)
        assert header == HEADERS
        assert [line[3] for line in lines] == [duty.requirement for duty in finance.named]
        assert [line[7] for line in lines] == [duty.citation.label for duty in finance.named]
        assert sheet.freeze_panes == "A2"
        assert sheet["D2"].alignment.wrap_text
        assert sheet.column_dimensions["D"].width == 64
        assert len(list(book["附 集体承担"].iter_rows())) == 1 + 5

    def test_a_single_day_is_a_date_in_excel(self, assistant):
        duties = assistant.duties(
            issuer="青石区", year=2026, due_before=dt.date(2026, 6, 30), due_after=dt.date(2026, 6, 30)
        )
        sheet = load_workbook(io.BytesIO(duties.to_xlsx())).active
        assert {cell.value.date() for cell in sheet["G"][1:]} == {dt.date(2026, 6, 30)}
        assert sheet["G2"].number_format == "yyyy-mm-dd"

    def test_markdown_has_a_table_and_an_annex(self, finance):
        text = finance.to_markdown()
        assert text.startswith("# 区财政局任务清单\n\n区财政局共13项任务")
        assert len(re.findall(r"(?m)^\| \d+ \|", text)) == 18
        assert "## 附：集体承担、未单独点名的任务" in text

    def test_json_uses_the_names_of_the_contract(self, finance):
        out = finance.to_dict()
        assert (out["unit"], out["count"], out["missing"]) == ("区财政局", 13, None)
        assert (len(out["duties"]), len(out["collective"]), out["likely"]) == (13, 5, [])
        first = out["duties"][0]
        assert (first["n"], first["row"], first["role"], first["standing"]) == (1, "1", "lead", "named")
        assert {"notice_id", "task", "requirement", "units", "deadlines", "label", "quote", "start", "end"} <= set(
            first
        )

    @pytest.fixture
    def evil(self, library_of):
        text = """青石区人民政府办公室关于做好甲事的通知
附件
任务分解表
序号\t工作任务\t具体要求\t责任单位\t完成时限
1\t=HYPERLINK("a")甲事\t+1甲事的标准在网上公布。\t区财政局\t6月底前
2\t-1乙事\t@SUM(1)乙事的标准在网上公布|全年。\t区财政局\t6月底前
"""
        return library_of(甲=text).duties("区财政局")

    def test_no_cell_of_excel_is_a_formula(self, evil):
        sheet = load_workbook(io.BytesIO(evil.to_xlsx()))["区财政局"]
        texts = [sheet.cell(row, column) for row in (2, 3) for column in (3, 4)]
        assert [cell.value[:2] for cell in texts] == ["=H", "+1", "-1", "@S"]
        assert {cell.data_type for cell in texts} == {"s"}
        assert all(cell.quotePrefix for cell in texts)

    def test_a_cell_of_csv_that_would_be_a_formula_has_an_apostrophe(self, evil):
        _, *lines = csv.reader(io.StringIO(evil.to_csv(), newline=""))
        assert [cell[:3] for line in lines for cell in line[2:4]] == ["'=H", "'+1", "'-1", "'@S"]

    def test_a_bar_does_not_break_the_table_of_markdown(self, evil):
        assert r"网上公布\|全年" in evil.to_markdown()

    @pytest.mark.parametrize(
        ("text", "written"),
        [("=1", "'=1"), (" =1", "' =1"), ("＝1", "'＝1"), ("\t1", "'\t1"), ("1=1", "1=1"), ("—1", "—1"), ("", "")],
    )
    def test_what_begins_a_formula(self, text, written):
        assert disarmed(text) == written


def test_names_of_one_body_share_a_list_and_bodies_of_one_name_do_not(library_of):
    table = """{place}人民政府办公室关于做好甲事的通知
附件
任务分解表
序号\t工作任务\t具体要求\t责任单位\t完成时限
1\t公开甲事\t甲事的标准在网上公布。\t区人社局\t6月底前
2\t公开乙事\t乙事的标准在网上公布。\t{second}\t6月底前
"""
    made: Assistant = library_of(
        甲=table.format(place="云河市青石区", second="区人力资源和社会保障局"),
        乙=table.format(place="云河市白鹭区", second="区财政局"),
    )
    lists = {each.unit: rows(each.named) for each in made.duties().by_unit()}
    assert lists == {"云河市青石区人社局": ["1", "2"], "云河市白鹭区人社局": ["1"], "区财政局": ["2"]}


class TestAnswerAsMarkdown:
    def test_the_words_and_below_them_the_labels_by_number(self, ask):
        answer = ask("青石区财政局2026年负责什么")
        words, _, labels = answer.to_markdown().partition("\n\n依据：\n\n")
        assert words == answer.text
        assert labels.splitlines() == [f"{c.n}. {c.label}" for c in answer.citations]
        assert len(answer.citations) == 13

    def test_what_rests_on_nothing_has_no_list(self):
        assert Answer("x", Status.NOT_HELD, "库中没有。").to_markdown() == "库中没有。\n"
