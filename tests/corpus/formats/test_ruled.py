"""Tables out of ruled lines, on one page and over several."""

from itertools import pairwise

import pytest
from pages import FULL, HEIGHT, WIDTH, cells, furniture_in, grid, lines_in, table_in, word, written

from corpus.formats.page import Page, Rule

XS = (80, 120, 260, 430, 528)
HEADER = ("序号", "工作任务", "责任单位", "完成时限")


def ruled(rows, top=120.0, height=40.0, xs=XS, rules=None):
    ys = [top + height * at for at in range(len(rows) + 1)]
    return Page(WIDTH, HEIGHT, cells(rows, xs, ys), grid(xs, ys) if rules is None else rules)


def without(rules, *dropped):
    return [rule for rule in rules if rule not in dropped]


def test_cells_are_told_by_the_crossings_of_lines():
    source = written(ruled([HEADER, ("1", "编制目录", "区司法局", "6月底前")]))
    assert table_in(source) == [
        (0, 0, 1, 1, "序号"),
        (0, 1, 1, 1, "工作任务"),
        (0, 2, 1, 1, "责任单位"),
        (0, 3, 1, 1, "完成时限"),
        (1, 0, 1, 1, "1"),
        (1, 1, 1, 1, "编制目录"),
        (1, 2, 1, 1, "区司法局"),
        (1, 3, 1, 1, "6月底前"),
    ]


def test_a_missing_line_between_two_cells_merges_them():
    ys = (120, 160, 200, 240)
    rules = [*(Rule(80, y, 528, y) for y in (120, 160, 240)), Rule(80, 200, 260, 200), Rule(430, 200, 528, 200)]
    rules += [Rule(x, 120, x, 240) for x in (80, 260, 430, 528)] + [Rule(120, 160, 120, 240)]
    words = cells(
        [("工作任务", "", "责任单位", "时限"), ("1", "甲", "区司法局", "6月"), ("2", "乙", "", "7月")], XS, ys
    )
    made = table_in(written(Page(WIDTH, HEIGHT, words, rules)))
    assert (0, 0, 1, 2, "工作任务") in made
    assert (1, 2, 2, 1, "区司法局") in made
    assert (2, 3, 1, 1, "7月") in made


def test_broken_doubled_and_slightly_shifted_lines_are_one():
    rules = grid(XS, (120, 160, 200))
    pieces = [Rule(80, 160, 259, 160.8), Rule(261, 161.5, 528, 161.5), Rule(79, 118, 529, 118), Rule(82, 122, 526, 122)]
    rules = [*without(rules, Rule(80, 160, 528, 160), Rule(80, 120, 528, 120)), *pieces]
    source = written(ruled([HEADER, ("1", "编制目录", "区司法局", "6月底前")], rules=rules))
    assert lines_in(source) == ["\t".join(HEADER), "1\t编制目录\t区司法局\t6月底前"]


def test_a_table_may_be_open_on_its_sides():
    rules = [rule for rule in grid(XS, (120, 160, 200)) if rule.x0 not in (80, 528) or rule.y0 == rule.y1]
    source = written(ruled([HEADER, ("1", "编制目录", "区司法局", "6月底前")], rules=rules))
    assert lines_in(source) == ["\t".join(HEADER), "1\t编制目录\t区司法局\t6月底前"]


def test_a_table_of_three_lines_has_its_columns_by_gaps_and_its_rows_by_the_first_column():
    rows = [HEADER, ("1", "编制目录\n和清单", "区司法局", "6月底前"), ("2", "办好公报", "区民政局", "7月底前")]
    rules = [Rule(80, y, 528, y) for y in (120, 160, 240)]
    source = written(ruled(rows, rules=rules))
    assert lines_in(source)[0] == "\t".join(HEADER)
    assert [cell for cell in table_in(source) if cell[1] == 1] == [
        (0, 1, 1, 1, "工作任务"),
        (1, 1, 1, 1, "编制目录|和清单"),
        (2, 1, 1, 1, "办好公报"),
    ]


def test_level_lines_alone_make_a_table_where_their_pieces_meet():
    rows = [HEADER, ("1", "编制目录", "区司法局", "6月底前"), ("2", "办好公报", "区民政局", "7月底前")]
    ys = (120, 160, 200, 240)
    rules = [Rule(a, y, b, y) for y in ys for a, b in pairwise(XS)]
    assert lines_in(written(ruled(rows, rules=rules))) == ["\t".join(row) for row in rows]


def test_a_header_without_a_line_above_it_belongs_to_the_table_also_in_the_middle_of_a_page():
    rows = [HEADER, ("1", "编制目录", "区司法局", "6月底前"), ("2", "办好公报", "区民政局", "7月底前")]
    rows.append(("3", "公开决算", "区财政局", "9月底前"))
    rules = [Rule(a, y, b, y) for y in (340, 380, 420, 460) for a, b in pairwise(XS)]
    page = ruled(rows, top=300, rules=rules)
    page.words += [word("分工如下，请抓好落实。", 108, 262, 14), word("任务", 80, 290, 12)]
    source = written(page)
    assert lines_in(source)[-4:] == ["\t".join(row) for row in rows]
    assert "任务" in lines_in(source)[-5]  # a line right above that stands in one column is none of it
    assert [cell[4] for cell in table_in(source) if cell[0] == 0] == list(HEADER)


def test_a_word_that_runs_over_an_edge_is_cut_there():
    xs, ys = (80, 200, 320), (120, 160, 200)
    words = [word("编制公开目录区司法局负责", 140, 130, 10), word("甲", 90, 170, 10), word("乙", 210, 170, 10)]
    source = written(Page(WIDTH, HEIGHT, words, grid(xs, ys)))
    assert lines_in(source)[0] == "编制公开目录\t区司法局负责"


def test_lines_of_a_cell_are_joined_and_a_line_with_room_behind_it_ends_a_paragraph():
    rows = [HEADER, ("1", "编制目录", "区人力资源和社会保障局综合业务办\n公室\n区司法局", "6月底前")]
    made = table_in(written(ruled(rows, height=60)))
    assert (1, 2, 1, 1, "区人力资源和社会保障局综合业务办公室|区司法局") in made


def pages_of(first, second, **kwargs):
    return written(ruled(first, **kwargs), ruled(second, **kwargs))


def test_a_table_goes_on_on_the_next_page_and_its_repeated_header_is_furniture():
    source = pages_of(
        [HEADER, ("1", "编制目录", "区司法局", "6月底前")], [HEADER, ("2", "办好公报", "区民政局", "7月底前")]
    )
    assert len(source.tables) == 1
    assert furniture_in(source) == ["序号 工作任务 责任单位 完成时限"]
    assert [cell for cell in table_in(source) if cell[0] == 2 and cell[1] < 2] == [
        (2, 0, 1, 1, "2"),
        (2, 1, 1, 1, "办好公报"),
    ]


def test_a_row_without_number_below_the_break_goes_on_with_the_row_above():
    source = pages_of(
        [HEADER, ("1", "编制目录", "区司法局", "6月底前"), ("2", "办好公报，", "区民政局", "7月底前")],
        [HEADER, ("", "每期上网。", "", ""), ("3", "解读政策", "区教体局", "8月底前")],
    )
    assert (2, 1, 1, 1, "办好公报，|每期上网。") in table_in(source)
    assert max(row for row, *_ in table_in(source)) == 3


def test_a_number_below_the_break_belongs_to_the_row_that_has_none_above_it():
    source = pages_of(
        [HEADER, ("1", "编制目录", "区司法局", "6月底前"), ("", "办好公报，", "", "")],
        [("2", "每期上网。", "区民政局", "7月底前"), ("3", "解读政策", "区教体局", "8月底前")],
    )
    assert [cell for cell in table_in(source) if cell[0] == 2] == [
        (2, 0, 1, 1, "2"),
        (2, 1, 1, 1, "办好公报，|每期上网。"),
        (2, 2, 1, 1, "区民政局"),
        (2, 3, 1, 1, "7月底前"),
    ]


def category_page(rows, top_category):
    """A table whose first column is one cell beside all rows."""
    ys = [120 + 40 * at for at in range(len(rows) + 1)]
    xs = (80, 140, 200, 528)
    rules = [Rule(140, y, 528, y) for y in ys[1:-1]] + [Rule(80, y, 528, y) for y in (ys[0], ys[-1])]
    rules += [Rule(x, ys[0], x, ys[-1]) for x in xs]
    words = cells([(top_category if at == 0 else "", *row) for at, row in enumerate(rows)], xs, ys)
    return Page(WIDTH, HEIGHT, words, rules)


def test_a_category_that_is_merged_over_the_break_covers_the_rows_on_both_pages():
    source = written(
        category_page([("1", "甲任务"), ("2", "乙任务")], "公开"), category_page([("3", "丙任务"), ("4", "丁任务")], "")
    )
    assert [cell for cell in table_in(source) if cell[1] == 0] == [(0, 0, 4, 1, "公开")]


def test_a_row_whose_last_line_is_open_at_the_break_goes_on():
    rows = [("任务", "要求"), ("公开", "编制目录，")]
    xs = (80, 200, 528)
    first = ruled(
        rows, xs=xs, rules=[Rule(80, 120, 528, 120), Rule(80, 160, 528, 160), *(Rule(x, 120, x, 200) for x in xs)]
    )
    second = ruled([("", "按月更新。"), ("解读", "同步解读。")], xs=xs)
    source = written(first, second)
    assert (1, 1, 1, 1, "编制目录，|按月更新。") in table_in(source)


def test_words_that_say_that_the_table_goes_on_are_furniture():
    first = ruled([HEADER, ("1", "编制目录", "区司法局", "6月底前")])
    second = ruled([("2", "办好公报", "区民政局", "7月底前")])
    first.words.append(word("重点任务分解表", 250, 96, 14))
    second.words.append(word("（续表）", 80, 100, 10))
    source = written(first, second)
    assert len(source.tables) == 1
    assert "（续表）" in furniture_in(source)


def test_text_between_two_tables_parts_them():
    first = ruled([HEADER, ("1", "编制目录", "区司法局", "6月底前")])
    second = ruled([HEADER, ("1", "办好公报", "区民政局", "7月底前")], top=300)
    second.words.append(word("乙" * FULL, 80, 110))
    assert len(written(first, second).tables) == 2


@pytest.mark.parametrize("count", [49, 400])
def test_a_page_full_of_lines_is_a_drawing_and_its_words_stay_text(count):
    xs = [80 + at * 448 / count for at in range(count + 1)]
    made = Page(WIDTH, HEIGHT, [word("图例", 100, 130, 10)], grid(xs, (120, 160, 200)))
    assert written(made).tables == ()


def test_rows_that_no_line_parts_may_be_set_in_the_middle():
    rules = [Rule(80, y, 528, y) for y in (120, 160, 260)]
    first = ("区司法局和区民政局牵头，区林业局", "和区水务局、区财政局、区审计局配", "合")
    second = ("区教育局牵头，区体育局、区民政局", "配合")
    words = cells([HEADER], XS, (120, 160))
    words += [word("1", 84, 181, 10), word("编制目录", 124, 181, 10), word("6月底前", 434, 181, 10)]
    words += [word(text, 264, 167 + 14 * at, 10) for at, text in enumerate(first)]
    words += [word("2", 84, 225, 10), word("办好公报", 124, 225, 10), word("7月底前", 434, 225, 10)]
    words += [word(text, 264, 218 + 14 * at, 10) for at, text in enumerate(second)]
    made = table_in(written(Page(WIDTH, HEIGHT, words, rules)))
    # how wide a column without upright lines is nobody knows: each line may be a paragraph
    assert [cell[4] for cell in made if cell[1] == 2] == ["责任单位", "|".join(first), "|".join(second)]


def test_names_of_columns_are_parted_where_a_scan_has_lost_the_line_between_them():
    rules = without(grid(XS, (120, 160, 200)), Rule(260, 120, 260, 200))
    made = ruled(
        [("序号", "牵头单位", "配合单位", "时限"), ("1", "区司法局", "区民政局", "6月")],
        rules=[*rules, Rule(260, 160, 260, 200)],
    )
    assert lines_in(written(made))[0] == "序号\t牵头单位\u3000配合单位\t\t时限"
    made.is_scanned = True
    assert lines_in(written(made))[0] == "序号\t牵头单位\t配合单位\t时限"
