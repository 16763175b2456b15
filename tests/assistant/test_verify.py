"""A quotation, a unit or a date that the notice does not print is never shown."""

import datetime as dt
import logging
from dataclasses import replace

import pytest

from assistant.answer import Citation
from assistant.cite import Citer
from assistant.verify import renumber, verified
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
