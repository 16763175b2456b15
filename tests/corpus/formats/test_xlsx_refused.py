"""Workbooks that cannot be read, or ask for too much: named, with what helps."""

import io
import zipfile

import pytest
from workbook_files import (
    NAMES,
    book_of,
    packed,
    remarks_of,
    saved,
    source_of,
)

from corpus import DamagedFile, EmptyFile, TooLarge, UnsupportedFile
from corpus.errors import PasswordFile
from corpus.formats import format_of


@pytest.mark.parametrize("state", ["empty", "hidden"])
def test_a_workbook_without_words_is_told_why(state):
    book = book_of(["甲"] if state == "hidden" else [])
    book.active.row_dimensions[1].hidden = True
    message = {"empty": r"^表\.xlsx：工作簿里没有文字$", "hidden": r"^表\.xlsx：有文字的工作表、行或列都是隐藏的"}[
        state
    ]
    with pytest.raises(EmptyFile, match=message):
        source_of(saved(book), "夹/表.xlsx")


def test_a_binary_workbook_is_named_with_what_helps():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("xl/workbook.bin", b"\x00")
    with pytest.raises(UnsupportedFile, match=r"^表\.xlsb：.*另存为 \.xlsx"):
        source_of(out.getvalue(), "表.xlsb")


def test_a_workbook_in_the_xml_of_2003_is_named_with_what_helps():
    data = b'<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>'
    with pytest.raises(UnsupportedFile, match=r"^表\.xls：.*XML 表格.*另存为 \.xlsx"):
        source_of(data, "表.xls")


def test_a_sheet_whose_every_row_has_a_style_takes_no_memory():
    rows = "".join(f'<row r="{number}" s="1" customFormat="1"/>' for number in range(2, 200_001))
    sheet = (
        '<dimension ref="A1:XFD1048576"/><cols><col min="1" max="16384" style="1"/></cols>'
        f'<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>{rows}</sheetData>'
        '<mergeCells><mergeCell ref="A2:XFD1048576"/></mergeCells>'
    )
    assert source_of(packed(sheet)).text == "1\t2\n"


def test_a_cell_merged_over_the_whole_sheet_covers_what_is_there():
    sheet = (
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="5"><c r="C5"><v>2</v></c></row></sheetData>'
        '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    )
    source = source_of(packed(sheet))
    assert source.text == "1\n"
    assert remarks_of(source) == [("hidden", "工作表“表”有 1 个单元格被合并单元格盖住，没有读入")]


def test_more_cells_than_a_workbook_may_hold_are_refused(monkeypatch):
    monkeypatch.setattr("corpus.formats.xlsx.MAX_CELLS", 3)
    with pytest.raises(TooLarge, match="单元格超过上限 3 个"):
        source_of(saved(book_of(["甲", "乙"], ["丙", "丁"])))


def test_entities_of_its_own_are_refused():
    data = packed("", **{"xl/workbook.xml": '<!DOCTYPE a [<!ENTITY b "c">]><workbook/>'})
    with pytest.raises(DamagedFile, match=r"XML 实体"):
        source_of(data)


@pytest.mark.parametrize(
    "change",
    [
        {"xl/workbook.xml": "<workbook>"},
        {"xl/_rels/workbook.xml.rels": "<Relationships/>"},
        {"xl/worksheets/sheet1.xml": "<worksheet><sheetData><row>"},
        {"xl/workbook.xml": f"<workbook {NAMES}><sheets/></workbook>"},
    ],
)
def test_a_broken_part_is_named(change):
    with pytest.raises(DamagedFile, match=r"^表\.xlsx："):
        source_of(packed("<sheetData/>", **change), "表.xlsx")


def test_a_text_that_is_not_there_means_damage():
    sheet = '<sheetData><row><c t="s"><v>9</v></c></row></sheetData>'
    with pytest.raises(DamagedFile, match="引用的文字不存在"):
        source_of(packed(sheet))


def test_a_workbook_cut_anywhere_is_named_as_damaged():
    data = saved(book_of(["序号", "工作任务", "责任单位"], *([n, f"第{n}项工作", "区财政局"] for n in range(1, 9))))
    for cut in range(4, len(data) - 1, max(1, len(data) // 100)):
        if format_of(data[:cut], "表.xlsx").kind == "xlsx":
            with pytest.raises((DamagedFile, PasswordFile), match=r"^表\.xlsx："):
                source_of(data[:cut], "表.xlsx")
