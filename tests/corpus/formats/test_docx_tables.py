"""Tables of Word: merged cells, tables within cells, and those that only lay out the page."""

import io

import pytest
from texts import meaning, unit_names
from word_files import a_list, cell, docx_of, level, numbered, p, row, scheme, table

from corpus import read_bytes
from corpus.formats.docx import read

DOWN, DOWN_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def source(body, **parts):
    return read(docx_of(body, **parts), "通知.docx", "0" * 64)


def cells(read_source):
    (one,) = read_source.tables
    return [
        (" ".join(read_source.text[a:b] for a, b in made.spans), made.row, made.column, made.rowspan, made.colspan)
        for made in one.cells
    ]


def test_merged_cells_keep_their_rows_and_columns():
    read_source = source(
        table(
            row(cell("甲", properties=DOWN), cell("乙", properties='<w:gridSpan w:val="2"/>')),
            row(cell(properties=DOWN_ON), "丙", "丁"),
            row("戊", properties='<w:gridBefore w:val="2"/>'),
        )
    )
    assert cells(read_source) == [
        *(("甲", 0, 0, 2, 1), ("乙", 0, 1, 1, 2), ("丙", 1, 1, 1, 1), ("丁", 1, 2, 1, 1), ("戊", 2, 2, 1, 1)),
    ]
    assert read_source.text == "甲\t乙\n\t丙\t丁\n\t\t戊\n"


def test_a_merge_begins_anew_and_ends_where_a_row_has_none():
    read_source = source(
        table(
            row(cell("甲", properties=DOWN), "一"),
            row(cell("乙", properties=DOWN), "二"),
            row(cell(properties=DOWN_ON), "三"),
            row(cell("丙"), "四"),
            row(cell("丁", properties=DOWN_ON), "五"),
        )
    )
    assert [one for one in cells(read_source) if one[2] == 0] == [
        *(("甲", 0, 0, 1, 1), ("乙", 1, 0, 2, 1), ("丙", 3, 0, 1, 1), ("丁", 4, 0, 1, 1)),
    ]


def test_cells_merged_in_the_way_of_old_are_one():
    merged = (cell("甲", properties='<w:hMerge w:val="restart"/>'), cell(properties="<w:hMerge/>"), "乙")
    assert cells(source(table(row(*merged), row("丙", "丁", "戊"))))[:2] == [("甲", 0, 0, 1, 2), ("乙", 0, 2, 1, 1)]


def test_rows_and_cells_in_content_controls_are_read():
    inner = f"<w:sdt><w:sdtContent>{cell('甲')}</w:sdtContent></w:sdt>"
    rows = f"<w:sdt><w:sdtContent>{row(inner, '乙')}</w:sdtContent></w:sdt>"
    body = f"<w:sdt><w:sdtContent>{table(rows, row('丙', '丁'))}</w:sdtContent></w:sdt>"
    assert source(body).text == "甲\t乙\n丙\t丁\n"


def test_deleted_rows_are_dropped_hidden_ones_told():
    rows = row("丙", "丁", properties="<w:del/>"), row("戊", "己", properties="<w:hidden/>")
    read_source = source(table(row("甲", "乙"), *rows, row("庚", "辛", properties="<w:ins/>")))
    assert read_source.text == "甲\t乙\n庚\t辛\n"
    assert [(one.kind, one.message) for one in read_source.remarks] == [
        ("revised", "文件里有尚未接受的修订（插入 1 处、删除 1 处），已按全部接受后的文字读取"),
        ("hidden", "表格有 1 行设为隐藏，没有读取"),
    ]


def test_a_number_alone_in_a_cell_is_its_text():
    numbering = scheme(level(0, "decimal", "%1")) + a_list()
    rows = [row("序号", "任务"), row(cell(numbered("")), "公开"), row(cell(numbered("")), "解读")]
    assert source(table(*rows), numbering=numbering).text == "序号\t任务\n1\t公开\n2\t解读\n"


def test_a_small_table_in_a_cell_is_words_of_the_cell():
    inner = table(row("子", "丑"))
    assert source(table(row(cell(p("甲"), inner, p("乙")), "丙"), row("丁", "戊"))).text == "甲 子 丑 乙\t丙\n丁\t戊\n"


def test_a_table_that_lays_out_the_page_is_read_as_paragraphs():
    inner = table(row("序号", "任务"), row("1", "公开"))
    for outer in (table(row(cell(p("标题"), p("正文"), inner))), table(row(cell(p("标题"), p("正文"), inner), ""))):
        read_source = source(outer)
        assert read_source.text == "标题\n正文\n序号\t任务\n1\t公开\n"
        assert len(read_source.tables) == 1


def test_a_note_in_a_cell_stands_behind_the_table():
    refers = "<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p>"
    read_source = source(
        table(row(cell(refers), "乙"), row("丙", "丁")), footnotes=f'<w:footnote w:id="2">{p("注解")}</w:footnote>'
    )
    assert read_source.text == "甲\t乙\n丙\t丁\n[注1] 注解\n"


def test_duties_of_a_table_are_those_that_it_was_made_from():
    docx = pytest.importorskip("docx")
    document = docx.Document()
    made = document.add_table(rows=5, cols=5)
    names = ("序号", "类别", "工作任务", "责任单位", "完成时限")
    duties = [
        ("编制解读材料", "区司法局", "2024年6月底前", "2024-06-30"),
        ("制作解读视频", "区数据局", "2024年9月底前", "2024-09-30"),
        ("每期公报上网", "区财政局", "2024年3月15日前", "2024-03-15"),
    ]
    for column, name in enumerate(names):
        made.cell(0, column).text = name
    for at, (task, unit, due, _) in enumerate(duties, 1):
        for column, words in enumerate((str(at), "公开", task, unit, due)):
            made.cell(at, column).text = words if column != 1 or at == 1 else ""
    made.cell(1, 1).merge(made.cell(3, 1))
    made.cell(4, 0).merge(made.cell(4, 4)).text = "注：各单位抓好落实"
    data = io.BytesIO()
    document.save(data)
    notice = read_bytes(data.getvalue(), "任务分解表.docx")
    rows = [task for task in notice.tasks if task.row]
    assert [unit_names(task) for task in rows] == [[(unit, "plain")] for _, unit, _, _ in duties]
    assert [[meaning(one) for one in task.deadlines] for task in rows] == [
        [("date", None, end)] for _, _, _, end in duties
    ]
