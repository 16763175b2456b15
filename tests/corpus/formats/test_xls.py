"""Workbooks of older Excel: the same as of newer, with their own number formats and hidden rows."""

import datetime as dt
import io

import pytest

xlwt = pytest.importorskip("xlwt")
pytest.importorskip("xlrd")

from corpus import DamagedFile, EmptyFile, read_bytes  # noqa: E402
from corpus.errors import PasswordFile  # noqa: E402
from corpus.formats import format_of, read_source_of  # noqa: E402


def style(code="General", **font):
    made = xlwt.XFStyle()
    made.num_format_str = code
    for name, value in font.items():
        setattr(made.font, name, value)
    return made


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def task_book():
    book = xlwt.Workbook()
    sheet = book.add_sheet("分解表")
    sheet.write_merge(0, 0, 0, 3, "云河市青石区2026年重点工作任务分解表")
    for column, name in enumerate(("序号", "工作任务", "责任单位", "完成时限")):
        sheet.write(1, column, name)
    day = style('yyyy"年"m"月"d"日"')
    sheet.write_merge(2, 3, 2, 2, "区财政局、区民政局")
    for row, (task, due) in enumerate((("公开预算", dt.date(2026, 6, 30)), ("公开决算", dt.date(2026, 9, 30))), 2):
        sheet.write(row, 0, row - 1)
        sheet.write(row, 1, task)
        sheet.write(row, 3, due, day)
    return book, sheet


def source_of(book, name="表.xls"):
    return read_source_of(saved(book), name, "0" * 64)


def test_a_table_of_tasks_gives_its_rows_units_and_deadlines():
    notice = read_bytes(saved(task_book()[0]), "表.xls")
    assert (notice.title, notice.year) == ("云河市青石区2026年重点工作任务分解表", 2026)
    assert [(t.row, t.requirement, [u.name for u in t.units], [d.end for d in t.deadlines]) for t in notice.tasks] == [
        ("1", "公开预算", ["区财政局", "区民政局"], [dt.date(2026, 6, 30)]),
        ("2", "公开决算", ["区财政局", "区民政局"], [dt.date(2026, 9, 30)]),
    ]


def test_numbers_are_written_as_displayed():
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    for column, (value, code) in enumerate(((0.6, "0%"), (1234.5, "#,##0.00"), (7, "000"), (0.1 + 0.2, "General"))):
        sheet.write(0, column, value, style(code))
    sheet.write(1, 0, True)
    sheet.write(1, 1, "007", style("@"))
    assert source_of(book).text == "60%\t1,234.50\t007\t0.3\nTRUE\t007\n"


def test_what_is_hidden_is_left_out_and_said():
    book, sheet = task_book()
    sheet.row(3).hidden = True
    sheet.col(3).hidden = True
    book.add_sheet("旧稿").write(0, 0, "不应读入")
    book.get_sheet(1).visibility = 1
    source = source_of(book)
    assert "公开决算" not in source.text and "时限" not in source.text and "不应读入" not in source.text
    assert [(remark.kind, remark.message[:16]) for remark in source.remarks] == [
        ("hidden", "工作表“分解表”有 1 行、1 "),
        ("hidden", "有 1 张隐藏的工作表没有读入（"),
    ]


def test_struck_words_are_said():
    book, sheet = task_book()
    sheet.write(4, 1, "废止", style(struck_out=True))
    ((kind, message),) = [(remark.kind, remark.message) for remark in source_of(book).remarks]
    assert kind == "struck" and "B5" in message


def test_an_empty_workbook_is_named():
    book = xlwt.Workbook()
    book.add_sheet("表")
    with pytest.raises(EmptyFile, match=r"^表\.xls：工作簿里没有文字"):
        source_of(book, "夹/表.xls")


def test_a_workbook_with_a_password_is_named():
    data = saved(task_book()[0])
    start = data.index(b"\x09\x08\x10\x00")  # behind the first record, BOF, stands FILEPASS in a locked workbook
    locked = data[: start + 20] + b"\x2f\x00\x36\x00" + b"\x01\x00" * 27 + data[start + 20 + 58 :]
    with pytest.raises(PasswordFile, match=r"^表\.xls：文件设有密码"):
        read_source_of(locked, "表.xls", "0" * 64)


def test_a_workbook_cut_anywhere_is_read_whole_or_named_as_damaged():
    data = saved(task_book()[0])
    whole = source_of(task_book()[0]).text
    for cut in range(8, len(data), max(1, len(data) // 100)):
        if format_of(data[:cut], "表.xls").kind == "xls":
            try:
                assert read_source_of(data[:cut], "表.xls", "0" * 64).text == whole
            except DamagedFile as exc:
                assert str(exc).startswith("表.xls：")
