"""What stands around a clause or a row: the sections above it and its neighbours."""

from texts import LETTER, read

from corpus import surroundings_of

BODY = """一、加强政策解读
围绕群众关心的事，及时解读。
（一）同步编制解读材料。对涉及群众切身利益的重要政策同步编制解读材料，各单位按期完成。
（二）丰富解读的形式。用图片、视频和问答等群众喜闻乐见的形式解读重要政策，提高传播效果。
二、办好政府公报
（一）按月出版政府公报。每期公报出版后及时在门户网站公布电子版。
"""
TABLE = """
附件
任务分解表
| 序号 | 具体要求 | 责任单位 |
|---|---|---|
| 1 | 建立政务公开专家库，每年组织两次业务培训。 | 区司法局 |
| 2 | 用图片、视频和问答等群众喜闻乐见的形式解读重要政策，提高传播效果。 | 区司法局 |
| 3 | 对历年的公报进行数字化加工。 | 区档案馆 |
"""


def refs(items):
    return [item.ref if item else None for item in items]


def test_a_clause_has_its_section_above_and_its_neighbours_beside():
    around = surroundings_of(read(LETTER + BODY), "一（二）")
    assert refs(around.above) == ["一"]
    assert around.above[0].text.endswith("围绕群众关心的事，及时解读。")
    assert refs((around.before, around.after)) == ["一（一）", "二（一）"]


def test_a_section_without_a_paragraph_of_its_own_is_no_clause_above():
    assert surroundings_of(read(LETTER + BODY), "二（一）").above == ()


def test_the_headings_above_are_told_whether_they_have_words_or_not():
    notice = read(LETTER + BODY)
    assert surroundings_of(notice, "二（一）").headings == ("办好政府公报", "按月出版政府公报")
    assert surroundings_of(notice, "一（二）").headings == ("加强政策解读", "丰富解读的形式")
    assert surroundings_of(notice, "一").headings == ("加强政策解读",)


def test_a_neighbour_under_another_heading_is_told_with_it():
    notice = read(LETTER + BODY)
    around = surroundings_of(notice, "一（二）")
    assert (around.before_under, around.after_under) == ((), ("办好政府公报",))
    assert surroundings_of(notice, "二（一）").before_under == ("加强政策解读",)
    assert surroundings_of(notice, "一").after_under == ()  # its own item


def test_a_row_has_the_headings_of_the_clause_that_says_the_same():
    notice = read(LETTER + BODY + TABLE)
    rows = [task for task in notice.tasks if task.source == "table"]
    assert surroundings_of(notice, rows[1].ref).headings == ("加强政策解读", "丰富解读的形式")
    assert surroundings_of(notice, rows[0].ref).headings == ()


def test_a_row_has_its_rows_beside_and_above_it_the_clause_that_says_the_same():
    notice = read(LETTER + BODY + TABLE)
    rows = [task for task in notice.tasks if task.source == "table"]
    around = surroundings_of(notice, rows[1].ref)
    assert refs(around.above) == ["一（二）"]
    assert refs((around.before, around.after)) == [rows[0].ref, rows[2].ref]


def test_the_first_row_has_nothing_before_it():
    notice = read(LETTER + BODY + TABLE)
    rows = [task for task in notice.tasks if task.source == "table"]
    assert refs((surroundings_of(notice, rows[0].ref).before,)) == [None]


def test_nothing_stands_around_what_is_not_there():
    around = surroundings_of(read(LETTER + BODY), "九（九）")
    assert (around.above, around.before, around.after) == ((), None, None)
