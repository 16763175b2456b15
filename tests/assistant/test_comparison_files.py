"""A comparison as Excel and Word; what changed is marked in Word."""

import io

import pytest
from docx import Document
from openpyxl import load_workbook

from assistant.comparison import marked
from assistant.differ import Edit

OLD, NEW = "青石政办发〔2025〕6号", "青石政办发〔2026〕4号"
CITY = "云河政办发〔2026〕2号"


@pytest.fixture(scope="module")
def years(assistant):
    return assistant.compare(OLD, NEW)


def row_of(rows, words):
    return next(row for row in rows if words in row[2])


def test_excel_has_both_sides_with_their_citations(years):
    (sheet,) = load_workbook(io.BytesIO(years.to_xlsx())).worksheets
    head, *rows = sheet.iter_rows(values_only=True)
    assert head == ("序号", "情况", "前者", "后者", "前者出处", "后者出处", "不同之处")
    assert len(rows) == len(years.pairs)
    row = row_of(rows, "全年完成改造不少于四百户")
    assert row[1] == "有变化"
    assert "全年完成改造不少于五百户" in row[3]
    assert row[4:6] == (
        "《2025年青石区政务公开工作要点》（青石政办发〔2025〕6号）附件序号7",
        "《2026年青石区政务公开工作要点》（青石政办发〔2026〕4号）附件序号7",
    )
    assert "数字和频次：四百户 → 五百户" in row[6]


def test_word_marks_what_only_one_side_has(years):
    paper = Document(io.BytesIO(years.to_docx()))
    assert paper.paragraphs[0].text == "《2025年青石区政务公开工作要点》与《2026年青石区政务公开工作要点》对照表"
    (table,) = paper.tables
    row = next(row for row in table.rows if "不少于四百户" in row.cells[2].text)
    sides = [
        "".join(run.text for run in row.cells[at].paragraphs[0].runs if run.bold and run.underline) for at in (2, 3)
    ]
    assert sides == ["和四百户", "、和改造进度五百户"]
    assert row.cells[3].text.endswith("\n——《2026年青石区政务公开工作要点》（青石政办发〔2026〕4号）附件序号7")


def test_only_changed_leaves_out_what_is_the_same(assistant):
    itself = assistant.compare(NEW, NEW)
    (table,) = Document(io.BytesIO(itself.to_docx(only_changed=True))).tables
    assert len(table.rows) == 1
    (sheet,) = load_workbook(io.BytesIO(itself.to_xlsx(only_changed=True))).worksheets
    assert sheet.max_row == 1


def test_where_this_level_implements_the_other_the_likeness_is_told(assistant):
    cover = assistant.compare(CITY, NEW, cover=True)
    paper = Document(io.BytesIO(cover.to_docx()))
    assert paper.paragraphs[0].text == "《云河市2026年政务公开工作要点》落实情况对照表"
    (table,) = paper.tables
    assert [cell.text for cell in table.rows[0].cells] == ["序号", "情况", "上级要求", "本级落实", "相近程度"]
    assert [row.cells[1].text for row in table.rows[1:]] == [cover.word_of(pair.kind) for pair in cover.pairs]


@pytest.mark.parametrize(
    ("words", "only", "parts"),
    [
        ("（一）预算在5日内公开。", "dropped", [("（一）预算在", False), ("5日", True), ("内公开。", False)]),
        (
            "预算在3 日\n内尽快公开。",
            "new",
            [("预算在", False), ("3 日", True), ("\n内", False), ("尽快", True), ("公开。", False)],
        ),
        ("别的话", "new", [("别的话", False)]),
    ],
    ids=["numbered", "white space", "other words"],
)
def test_own_words_are_cut_out_of_the_quotation(words, only, parts):
    edits = (
        Edit("same", "预算在"),
        Edit("dropped", "5日"),
        Edit("new", "3日"),
        Edit("same", "内"),
        Edit("new", "尽快"),
        Edit("same", "公开"),
    )
    assert marked(words, edits, only) == parts
