"""Excel workbooks: sheets as lines and task tables, with numbers and dates as displayed."""

import datetime as dt

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from workbook_files import (
    NAMES,
    RELATION,
    book_of,
    cells_of,
    packed,
    remarks_of,
    saved,
    source_of,
    text_of,
)

from corpus import read_bytes

HEADER = ["序号", "类别", "工作任务", "牵头单位", "配合单位", "完成时限"]


def task_table():
    """A 任务分解表 as offices write it: a title over all columns, merged categories and units, real dates."""
    book = book_of(
        ["附件1"],
        ["云河市青石区2026年政务公开工作任务分解表"],
        HEADER,
        [1, "政策解读", "同步编制解读材料", "区司法局", "区政府各部门", dt.date(2026, 6, 30)],
        [2, None, "用图片解读政策", "区融媒体中心", None, dt.date(2026, 9, 30)],
        [3, "平台建设", "改版区政府网站", "区政府办公室", "区大数据局", dt.date(2026, 12, 31)],
        [4, None, "归集公共数据", None, None, "长期坚持"],
        ["注：完成时限均含当日。"],
    )
    sheet = book.active
    for merged in ("A2:F2", "B4:B5", "B6:B7", "D6:D7", "A8:F8"):
        sheet.merge_cells(merged)
    for row in range(4, 7):
        sheet.cell(row, 6).number_format = 'yyyy"年"m"月"d"日"'
    return book


def test_a_table_of_tasks_gives_its_rows_units_and_deadlines():
    notice = read_bytes(saved(task_table()), "任务.xlsx")
    assert (notice.title, notice.year, notice.place) == (
        "云河市青石区2026年政务公开工作任务分解表",
        2026,
        "云河市青石区",
    )
    assert [(t.ref, t.task, t.requirement) for t in notice.tasks] == [
        ("附件1/r1", "政策解读", "同步编制解读材料"),
        ("附件1/r2", "政策解读", "用图片解读政策"),
        ("附件1/r3", "平台建设", "改版区政府网站"),
        ("附件1/r4", "平台建设", "归集公共数据"),
    ]
    assert [[(u.name, u.role) for u in t.units] for t in notice.tasks] == [
        [("区司法局", "lead"), ("区政府各部门", "support")],
        [("区融媒体中心", "lead")],
        [("区政府办公室", "lead"), ("区大数据局", "support")],
        [("区政府办公室", "lead")],
    ]
    assert [[(d.text, d.end) for d in t.deadlines] for t in notice.tasks] == [
        [("2026年6月30日", dt.date(2026, 6, 30))],
        [("2026年9月30日", dt.date(2026, 9, 30))],
        [("2026年12月31日", dt.date(2026, 12, 31))],
        [("长期坚持", None)],
    ]
    assert "注：完成时限均含当日。" in [clause.text for clause in notice.clauses]


def test_titles_and_notes_are_lines_and_the_rest_is_a_table():
    source = source_of(saved(task_table()))
    lines = source.text.splitlines()
    assert lines[:3] == ["附件1", "云河市青石区2026年政务公开工作任务分解表", "\t".join(HEADER)]
    assert lines[4] == "2\t\t用图片解读政策\t区融媒体中心\t\t2026年9月30日"
    assert lines[-1] == "注：完成时限均含当日。"
    assert ("区政府办公室", 3, 3, 2, 1) in cells_of(source)
    assert ("平台建设", 3, 1, 2, 1) in cells_of(source)
    (table,) = source.tables
    assert source.text[table.start : table.end].count("\n") == 4


@pytest.mark.parametrize(
    ("row", "lines"),
    [
        (["填报单位：区财政局", None, None, None, None, "单位：万元"], ["填报单位：区财政局", "单位：万元"]),
        (
            ["填报单位：", "区财政局", None, "日期：", None, dt.date(2026, 3, 1)],
            ["填报单位：区财政局", "日期：2026-03-01"],
        ),
        ([None, None, None, None, None, "单位：万元"], ["单位：万元"]),
    ],
)
def test_a_line_of_labels_above_the_table_is_no_row_of_it(row, lines):
    source = source_of(saved(book_of(["任务分解表"], row, HEADER, [1, "甲", "乙", "丙", "丁", "戊"])))
    assert source.text.splitlines()[1:-2] == lines
    assert cells_of(source)[0] == ("序号", 0, 0, 1, 1)


def test_who_made_a_table_stands_below_it():
    source = source_of(
        saved(book_of(HEADER, [1, "甲", "乙", "丙", "丁", "戊"], ["填表人：王一", None, "审核人：李二"]))
    )
    assert source.text.splitlines()[2:] == ["填表人：王一", "审核人：李二"]
    assert len(cells_of(source)) == 12


def test_numbers_are_written_as_displayed():
    book = book_of(
        ["项目", "完成率", "金额", "编号", "时间", "合计"], ["甲", 0.6, 1234567.5, 7, dt.date(2026, 6, 30), 0.1 + 0.2]
    )
    for column, code in ((2, "0%"), (3, "#,##0.00"), (4, "000"), (5, 'm"月"d"日"')):
        book.active.cell(2, column).number_format = code
    assert text_of(book).splitlines()[1] == "甲\t60%\t1,234,567.50\t007\t6月30日\t0.3"


def test_tables_of_a_sheet_are_parted_by_blank_rows():
    source = source_of(saved(book_of(["名称", "数量"], ["甲", 1], [], ["第二张表"], ["地点", "人数"], ["乙", 2])))
    assert len(source.tables) == 2
    assert source.text == "名称\t数量\n甲\t1\n第二张表\n地点\t人数\n乙\t2\n"


def test_a_blank_row_within_a_table_does_not_part_it():
    source = source_of(saved(book_of(HEADER, [1, "甲", "乙"], [], [2, "丙", "丁"])))
    assert len(source.tables) == 1


def test_an_annex_begins_another_table_without_a_blank_row():
    source = source_of(saved(book_of(["附件1"], ["名称", "数量"], ["甲", 1], ["附件2"], ["地点", "人数"], ["乙", 2])))
    assert len(source.tables) == 2
    assert source.text.splitlines()[3] == "附件2"


def test_blank_columns_are_trimmed():
    source = source_of(saved(book_of([None, "名称", None, "数量"], [None, "甲", None, 1])))
    assert cells_of(source) == [("名称", 0, 0, 1, 1), ("数量", 0, 1, 1, 1), ("甲", 1, 0, 1, 1), ("1", 1, 1, 1, 1)]


def test_merged_columns_that_hold_one_value_are_one_column():
    book = book_of(["名称", None, "数量"], ["甲", None, 1])
    book.active.merge_cells("A1:B1")
    book.active.merge_cells("A2:B2")
    assert cells_of(source_of(saved(book)))[0] == ("名称", 0, 0, 1, 1)


def test_a_header_of_two_levels_keeps_its_merges():
    book = book_of(["序号", "任务", "责任单位", None], [None, None, "牵头", "配合"], [1, "甲", "区财政局", "区民政局"])
    for merged in ("A1:A2", "B1:B2", "C1:D1"):
        book.active.merge_cells(merged)
    assert cells_of(source_of(saved(book)))[:5] == [
        ("序号", 0, 0, 2, 1),
        ("任务", 0, 1, 2, 1),
        ("责任单位", 0, 2, 1, 2),
        ("牵头", 1, 2, 1, 1),
        ("配合", 1, 3, 1, 1),
    ]


def test_a_category_across_the_table_stays_a_row_of_it():
    book = book_of(HEADER, ["一、政策解读"], [1, "甲", "乙", "丙", "丁", "戊"])
    book.active.merge_cells("A2:F2")
    assert ("一、政策解读", 1, 0, 1, 6) in cells_of(source_of(saved(book)))


def test_lines_within_a_cell_are_paragraphs():
    source = source_of(saved(book_of(["任务", "单位"], ["一是公开。\n二是解读。", "区财政局\n区民政局"])))
    assert source.text.splitlines()[1] == "一是公开。 二是解读。\t区财政局 区民政局"
    assert [source.text[a:b] for a, b in source.tables[0].cells[3].spans] == ["区财政局", "区民政局"]


@pytest.mark.parametrize(
    ("names", "lines"),
    [
        (("Sheet1", "Sheet2"), ["标题一", "标题二"]),
        (("总表", "经开区"), ["标题一", "经开区", "标题二"]),
        (("附件1", "附件2"), ["附件1", "标题一", "附件2", "标题二"]),
        (("标题一", "标题二"), ["标题一", "标题二"]),
    ],
)
def test_the_name_of_a_sheet_is_a_line_where_it_says_something(names, lines):
    book = book_of(["标题一"], ["名称", "数量"], ["甲", 1], title=names[0])
    for row in (["标题二"], ["名称", "数量"], ["乙", 2]):
        if len(book.worksheets) < 2:
            book.create_sheet(names[1])
        book.worksheets[1].append(row)
    assert [line for line in text_of(book).splitlines() if "\t" not in line] == lines


def test_a_sheet_without_a_title_has_its_name_as_title():
    notice = read_bytes(saved(book_of(["名称", "数量"], ["甲", 1], title="2026年重点项目清单")), "表.xlsx")
    assert (notice.title, notice.year) == ("2026年重点项目清单", 2026)


def test_hidden_rows_and_columns_are_left_out_and_said():
    book = book_of(HEADER, [1, "甲", "乙", "丙", "丁", "戊"], [2, "己", "庚", "辛", "壬", "癸"])
    book.active.row_dimensions[2].hidden = True
    book.active.column_dimensions["E"].hidden = True
    source = source_of(saved(book))
    assert source.text == "序号\t类别\t工作任务\t牵头单位\t完成时限\n2\t己\t庚\t辛\t癸\n"
    assert remarks_of(source) == [("hidden", "工作表“Sheet1”有 1 行、1 列隐藏，没有读入；如需收入，请取消隐藏后另存")]


def test_rows_hidden_by_a_filter_are_said_to_be():
    book = book_of(HEADER, [1, "甲", "乙", "丙", "丁", "戊"], [2, "己", "庚", "辛", "壬", "癸"])
    book.active.auto_filter.ref = "A1:F3"
    book.active.auto_filter.add_filter_column(1, ["甲"])
    book.active.row_dimensions[3].hidden = True
    ((kind, message),) = remarks_of(source_of(saved(book)))
    assert (kind, "可能是筛选所隐藏" in message, "清除筛选" in message) == ("hidden", True, True)


def test_a_merged_cell_whose_first_row_is_hidden_is_shown_in_the_next():
    book = book_of(["类别", "任务"], ["甲", "一"], [None, "二"], [None, "三"])
    book.active.merge_cells("A2:A4")
    book.active.row_dimensions[2].hidden = True
    assert ("甲", 1, 0, 2, 1) in cells_of(source_of(saved(book)))


def test_hidden_sheets_are_left_out_and_said():
    book = book_of(["名称", "数量"], ["甲", 1])
    book.create_sheet("旧稿").append(["不应读入"])
    book["旧稿"].sheet_state = "veryHidden"
    source = source_of(saved(book))
    assert "不应读入" not in source.text
    assert remarks_of(source) == [("hidden", "有 1 张隐藏的工作表没有读入（“旧稿”）；如需收入，请取消隐藏后另存")]


def test_a_formula_without_a_result_is_blank_and_said():
    source = source_of(saved(book_of(["名称", "合计"], ["甲", "=1+1"], ["乙", 3])))
    assert source.text == "名称\t合计\n甲\n乙\t3\n"
    ((kind, message),) = remarks_of(source)
    assert kind == "formula" and message.startswith("工作表“Sheet1” B2：公式没有保存结果")


def test_results_of_formulas_are_read_and_errors_are_said():
    source = source_of(
        packed(
            '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>名称</t></is></c>'
            '<c r="B1"><f>1+1</f><v>2</v></c></row>'
            '<row r="2"><c r="A2" t="str"><f>"甲"</f><v>甲</v></c><c r="B2" t="e"><f>X</f><v>#REF!</v></c></row>'
            '<row r="3"><c r="A3" t="str"><f>""</f><v></v></c><c r="B3" t="b"><v>1</v></c></row></sheetData>'
        )
    )
    assert source.text.splitlines()[-3:] == ["名称\t2", "甲\t#REF!", "\tTRUE"]
    assert remarks_of(source) == [("formula", "工作表“表” B2：公式出错，读入的是错误代码")]


def test_comments_are_left_out_and_counted():
    book = book_of(["名称", "数量"], ["甲", 1])
    book.active["A2"].comment = Comment("请核实", "王一")
    source = source_of(saved(book))
    assert "请核实" not in source.text
    assert remarks_of(source) == [("comment", "工作表“Sheet1”有 1 条批注，没有读入")]


def test_struck_words_are_read_and_said_with_their_place():
    book = book_of(["名称", "单位"], ["甲", "区财政局"])
    book.active["B2"].font = Font(strike=True)
    book.active["A2"] = CellRichText("保留", TextBlock(InlineFont(strike=True), "删去"))
    source = source_of(saved(book))
    (remark,) = source.remarks
    assert remark.kind == "struck" and remark.message.startswith("工作表“Sheet1” A2、B2：文字带删除线")
    assert source.text[remark.start : remark.end] == "保留删去\t区财政局"


def test_phonetic_guides_are_no_words_and_escaped_characters_are_read():
    shared = (
        f"<sst {NAMES}><si><r><t>青</t></r><r><t>石</t></r><rPh sb='0' eb='1'><t>qing</t></rPh></si>"
        "<si><t>甲_x000A_乙</t></si></sst>"
    )
    sheet = '<sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row></sheetData>'
    assert source_of(packed(sheet, **{"xl/sharedStrings.xml": shared})).text.endswith("青石\t甲 乙\n")


def test_a_table_of_a_mac_counts_days_from_1904():
    styles = f'<styleSheet {NAMES}><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>'
    rels = (
        f'<Relationships><Relationship Id="rId1" Type="{RELATION}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId3" Type="{RELATION}/styles" Target="styles.xml"/></Relationships>'
    )
    data = packed(
        '<sheetData><row r="1"><c r="A1" s="0"><v>44741</v></c></row></sheetData>',
        '<workbookPr date1904="1"/>',
        **{"xl/styles.xml": styles, "xl/_rels/workbook.xml.rels": rels},
    )
    assert source_of(data).text == "2026/6/30\n"


def test_words_of_text_boxes_are_lines():
    drawing = (
        '<wsDr xmlns="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><twoCellAnchor><from><row>0</row></from>'
        "<sp><txBody><a:p><a:r><a:t>云河市青石区</a:t></a:r><a:r><a:t>任务表</a:t></a:r></a:p></txBody></sp>"
        "</twoCellAnchor></wsDr>"
    )
    rels = (
        f'<Relationships><Relationship Id="r1" Type="{RELATION}/drawing" Target="../drawings/d1.xml"/></Relationships>'
    )
    sheet = '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row></sheetData>'
    data = packed(sheet, **{"xl/drawings/d1.xml": drawing, "xl/worksheets/_rels/sheet1.xml.rels": rels})
    assert source_of(data).text == "云河市青石区任务表\n1\t2\n"


def test_a_workbook_without_any_table_is_lines():
    source = source_of(saved(book_of(["关于公开的通知"], ["各单位："], ["请遵照执行。"])))
    assert (source.text, source.tables) == ("关于公开的通知\n各单位：\n请遵照执行。\n", ())
