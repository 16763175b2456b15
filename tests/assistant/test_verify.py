"""A quotation, a unit or a date that the notice does not print is never shown."""

import datetime as dt
import logging
from dataclasses import replace

import pytest

from assistant.answer import Citation
from assistant.cite import Citer
from assistant.verify import founded, renumber, unfounded, verified
from index import Library


@pytest.fixture(scope="module")
def library(sample_library):
    return Library.open(sample_library)


@pytest.fixture(scope="module")
def row(library) -> Citation:
    """区民政局 leads, 区财政局 and 各街道办事处 support, 10月底前: row 7 of 青石区 2026."""
    notice_id = next(h.notice_id for h in library.held if h.doc_number == "青石政办发〔2026〕4号")
    task = next(t for t in library.notice(notice_id).tasks if t.row == "7")
    return replace(Citer(library).of_task(notice_id, task), n=1)


@pytest.fixture(scope="module")
def clause(library) -> Citation:
    notice_id = next(h.notice_id for h in library.held if h.doc_number == "青石政办发〔2026〕4号")
    found = next(c for c in library.notice(notice_id).clauses if c.path == "二（二）")
    return replace(Citer(library).of_clause(notice_id, found), n=2)


def test_true_citations_are_kept(library, row, clause):
    assert verified(library, [row, clause]) == (row, clause)


def planted(name, change):
    return pytest.param(change, id=name)


@pytest.mark.parametrize(
    "change",
    [
        planted("another word", lambda c: replace(c, quote=c.quote.replace("五百户", "八百户"))),
        planted("a word less", lambda c: replace(c, quote=c.quote[:-1])),
        planted("nothing", lambda c: replace(c, quote="", spans=(), pieces=None)),
        planted("other places", lambda c: replace(c, spans=((c.start - 5, c.end - 5),))),
        planted("pieces that are none", lambda c: replace(c, pieces=(c.quote[:10], c.quote[10:]))),
    ],
)
def test_a_planted_quotation_is_dropped(library, row, clause, change):
    assert verified(library, [change(row), clause]) == (clause,)


@pytest.mark.parametrize(
    "change",
    [
        planted("a unit that is not in the row", lambda c: replace(c, units=("区审计局",))),
        planted("a unit added", lambda c: replace(c, units=(*c.units, "区教育局"))),
        planted("part of a name", lambda c: replace(c, units=("民政局", *c.units[1:]))),
        planted("a leader who supports", lambda c: replace(c, lead=("区财政局",))),
        planted("a supporter who leads", lambda c: replace(c, support=("区民政局",))),
        planted("a row that is not there", lambda c: replace(c, ref="附件/r99")),
    ],
)
def test_a_planted_unit_is_dropped(library, row, clause, change):
    assert verified(library, [change(row), clause]) == (clause,)


@pytest.mark.parametrize(
    "change",
    [
        planted("other words", lambda d: replace(d, text="11月底前")),
        planted("another end", lambda d: replace(d, end=dt.date(2026, 11, 30))),
        planted("another kind", lambda d: replace(d, kind="continuous", end=None)),
    ],
)
def test_a_planted_date_is_dropped(library, row, clause, change):
    wrong = replace(row, deadlines=tuple(change(d) for d in row.deadlines))
    assert verified(library, [wrong, clause]) == (clause,)


def test_what_is_dropped_is_logged(library, row, caplog):
    with caplog.at_level(logging.ERROR):
        assert verified(library, [replace(row, quote="编造的话")]) == ()
    assert "引文核对未通过" in caplog.text
    assert "附件序号7" in caplog.text


def test_a_paragraph_whose_citation_was_dropped_goes_with_it(row, clause):
    third = replace(clause, n=3)
    text = "甲说一。[1]\n乙说二。[2]\n丙说二和三。[2][3]\n丁说三。[3]"
    assert renumber(text, [row, clause, third], [row, third]) == (
        "甲说一。[1]\n丁说三。[2]",
        (row, replace(third, n=2)),
    )


def test_nothing_is_renumbered_where_all_stand(row, clause):
    assert renumber("甲。[1]\n乙。[2]", [row, clause], [row, clause]) == ("甲。[1]\n乙。[2]", (row, clause))


@pytest.mark.parametrize(
    "change",
    [
        planted("another section", lambda c: replace(c, section="二（一）")),
        planted(
            "a label of another section",
            lambda c: replace(c, label_short=c.label_short.replace("第（二）项", "第（三）项")),
        ),
        planted("another notice's number", lambda c: replace(c, doc_number="青石政办发〔2025〕6号")),
        planted("another year", lambda c: replace(c, year=2025)),
        planted("words of another clause", lambda c: replace(c, ref="二（一）")),
    ],
)
def test_a_clause_that_stands_elsewhere_is_dropped(library, row, clause, change):
    assert verified(library, [row, change(clause)]) == (row,)


def test_a_quotation_of_another_years_notice_is_dropped(library, row):
    earlier = next(h for h in library.held if h.doc_number == "青石政办发〔2025〕6号")
    assert verified(library, [replace(row, notice_id=earlier.notice_id, version=earlier.version)]) == ()


TRUE_LINE = "由区民政局牵头，区财政局、各街道办事处配合（完成时限：10月底前）。[1]"


def test_a_sentence_that_its_row_bears_out_stays(library, row):
    assert founded(library, TRUE_LINE, [row]) == TRUE_LINE


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param("10月底前", "11月底前", "11月", id="a wrong month"),
        pytest.param("10月底前", "1月底前", "1月", id="a part of the month"),
        pytest.param("区民政局牵头", "区教育局牵头", "区教育局", id="the unit of the next row"),
        pytest.param("10月底前", "10月底前，不少于15户", "15户", id="a number that is not there"),
        pytest.param("10月底前", "2025年10月底前", "2025年", id="another year"),
    ],
)
def test_a_sentence_with_a_planted_fact_is_left_out(library, row, caplog, old, new, told):
    text = f"{TRUE_LINE.replace(old, new)}\n\n> {row.quote}"
    with caplog.at_level(logging.ERROR):
        assert founded(library, text, [row]) == f"\n> {row.quote}"
    assert told in caplog.text


def test_a_number_must_stand_whole():
    assert unfounded("补助1.5万元。[1]", "补助15万元") == ["1.5万"]
    assert unfounded("补助15万元。[1]", "补助1.5万元") == ["15万"]
    assert unfounded("补助15万元。[1]", "补助15万元") == []


def test_names_from_the_question_and_counts_are_no_claims(library, row):
    assert founded(library, "除区审计局外，还有区民政局牵头。[1]", [row], ["区审计局"])
    assert founded(library, "1. 区民政局（牵头3项） [1]", [row])
