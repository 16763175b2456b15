"""Tables parted by commas or tabs; what is no table is text."""

import datetime as dt

import pytest

from corpus import read_bytes
from corpus.formats import format_of, read_source_of

TABLE = """序号,工作任务,责任单位,完成时限
1,公开预算,区财政局,2026年6月30日
2,公开决算,"区财政局、
区民政局",2026年9月底前
"""


def source_of(text, name="表.csv", encoding="utf-8"):
    return read_source_of(text.encode(encoding), name, "0" * 64)


def words_of(source):
    return [["".join(source.text[a:b] for a, b in c.spans) for c in t.cells] for t in source.tables]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_table_of_tasks_gives_its_rows_units_and_deadlines(encoding):
    notice = read_bytes(("2026年重点工作任务分解表,,,\n" + TABLE).encode(encoding), "表.csv")
    assert (notice.title, notice.year) == ("2026年重点工作任务分解表", 2026)
    assert [(t.row, t.requirement, [u.name for u in t.units], [d.end for d in t.deadlines]) for t in notice.tasks] == [
        ("1", "公开预算", ["区财政局"], [dt.date(2026, 6, 30)]),
        ("2", "公开决算", ["区财政局", "区民政局"], [dt.date(2026, 9, 30)]),
    ]


@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_the_mark_between_cells_is_found(mark):
    source = source_of(f'名称{mark}数量\n甲{mark}1\n乙{mark}"二{mark}三"\n')
    assert words_of(source) == [["名称", "数量", "甲", "1", "乙", f"二{mark}三" if mark != "\t" else "二 三"]]


def test_a_mark_that_the_file_names_is_taken():
    assert words_of(source_of("sep=|\n名称|数量\n甲|1\n")) == [["名称", "数量", "甲", "1"]]


def test_rows_of_uneven_length_and_quotation_marks_are_read():
    source = source_of('名称,数量,备注\n甲,1\n乙,2,"称""乙"""\n,,\n丙,3,,\n')
    assert source.text.splitlines() == ["名称\t数量\t备注", "甲\t1", '乙\t2\t称"乙"', "丙\t3"]


def test_a_number_that_was_kept_as_text_keeps_its_zeros():
    assert words_of(source_of('编号,名称\n="001",甲\n')) == [["编号", "名称", "001", "甲"]]


@pytest.mark.parametrize(
    "text",
    [
        "关于做好公开工作的通知\n\n各单位,请认真执行。\n一、公开预算,及时解读。\n二、办好公报。\n",
        "只有一行,没有表格\n",
        '名称,数量\n甲,"没有结束' + "的引号" * 60_000,
    ],
)
def test_what_is_no_table_is_read_as_text(text):
    source = source_of(text)
    assert (source.text, source.tables) == (text, ())


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("表.csv", "甲,乙\n", "delimited"),
        ("表.tsv", "甲\t乙\n", "delimited"),
        ("表.xls", "甲\t乙\n丙\t丁\n", "delimited"),
        ("表.txt", "甲\t乙\n", "text"),
        ("表.csv", "<html><body>甲</body></html>", "html"),
        ("表.xls", "<html><body><table><tr><td>甲</td></tr></table></body></html>", "html"),
    ],
)
def test_a_delimited_table_is_told_by_name_and_content(name, text, kind):
    assert format_of(text.encode(), name).kind == kind
