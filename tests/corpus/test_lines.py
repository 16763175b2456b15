"""What each line of a file is: words, furniture around the notice, or a row of a table."""

import time

import pytest

from corpus.lines import split_lines


def kinds(text):
    return [(line.kind, text[line.start : line.end]) for line in split_lines(text).lines]


@pytest.mark.parametrize(
    "line",
    [
        "— 2 —",
        "- 12 -",
        "－３－",
        "第 3 页",
        "第3页 共5页",
        "第三页",
        "3/5",
        "Page 3 of 5",
        "· 4 ·",
        "----------",
        "* * *",
        "分享到：微信 微博",
        "打印本页",
        "【字体：大 中 小】",
        "来源：区政府门户网站",
        "发布时间：2024-04-12 09:30",
        "当前位置：首页 > 政务公开 > 通知公告",
        "首页 > 政务公开",
        "浏览次数：12",
        "主办单位：云河市青石区人民政府",
        "版权所有 云河市青石区人民政府",
        "上一篇：关于放假的通知",
        "body { margin: 0; }",
        "> 本页由网站转载",
    ],
)
def test_what_stands_around_a_notice_is_furniture(line):
    assert kinds(f"公开。\n{line}\n公布。") == [("words", "公开。"), ("furniture", line), ("words", "公布。")]


@pytest.mark.parametrize(
    "line",
    [
        "2",
        "一、加强解读",
        "2024年4月9日",
        "打印本页的办事指南应当同时公布。",
        "首页要设置专栏，方便群众查阅政策文件和解读材料，并提供检索。",
        "第3页所列事项由区财政局负责。",
        "联系我们的方式应当公布。",
        "分享经验，共同提高。",
        "来源：区财政局提供的数据由区统计局复核。",
        "-5%的降幅",
    ],
)
def test_words_that_only_begin_like_furniture_are_words(line):
    assert kinds(line) == [("words", line)]


def test_rows_of_tables_are_told_by_their_marks():
    text = "| 序号 | 任务 |\n|---|---|\n1\t政策解读\t区司法局\n公开\t信息\n"
    assert [kind for kind, _ in kinds(text)] == ["markdown_row", "markdown_row", "tab_row", "tab_row", "blank"]


def test_a_tab_before_a_paragraph_makes_no_row():
    assert kinds("\t公开信息。") == [("words", "公开信息。")]


def test_blanks_at_the_edges_are_no_part_of_a_line():
    assert kinds("　　公开信息。  \n\n") == [("words", "公开信息。"), ("blank", ""), ("blank", "")]


def test_front_matter_between_rules_is_read_as_fields():
    lines = split_lines("---\n标题: 关于公开的通知\n发布时间: 2024-04-12\n空:\n---\n公开信息。\n")
    assert lines.fields == {"标题": "关于公开的通知", "发布时间": "2024-04-12"}
    assert [line.kind for line in lines.lines] == ["furniture"] * 5 + ["words", "blank"]


def test_front_matter_above_a_line_that_says_body_is_read_as_fields():
    lines = split_lines("标题：关于公开的通知\n文号：青石政办字〔2024〕5号\n===正文===\n公开信息。")
    assert lines.fields == {"标题": "关于公开的通知", "文号": "青石政办字〔2024〕5号"}
    assert [line.kind for line in lines.lines] == ["furniture", "furniture", "furniture", "words"]


def test_a_rule_in_the_middle_is_no_front_matter():
    lines = split_lines("公开信息。\n---\n标题: 甲\n---\n公布预算。")
    assert lines.fields == {}


def test_a_collapsed_line_is_cut_at_blanks_between_chinese_words():
    first, second = "公开" * 70 + "。", "信息" * 70 + "。"
    text = f"{first} {second} 公开率 95 %"
    found = split_lines(text).lines
    assert [text[line.start : line.end] for line in found] == [first, second, "公开率 95 %"]
    assert all(line.soft for line in found)


@pytest.mark.parametrize("character", list("-—·* \t|1（a"))
def test_a_line_of_one_character_over_and_over_is_read_at_once(character):
    start = time.perf_counter()
    split_lines(character * 40_000)
    assert time.perf_counter() - start < 2


def test_a_short_line_is_not_cut_at_blanks():
    assert kinds("公开 信息 和 预算") == [("words", "公开 信息 和 预算")]


def furniture(text):
    return [words for kind, words in kinds(text) if kind == "furniture"]


def test_a_line_behind_most_page_numbers_is_a_running_head_though_noise_differs():
    text = "政府公报\n甲\n— 1 —\n政府公报\n乙\n— 2 —\n\n政 府公报\n丙\n— 3 —\n政府\u200b公报\n丁\n"
    assert furniture(text) == ["— 1 —", "政府公报", "— 2 —", "政 府公报", "— 3 —", "政府\u200b公报"]


def test_the_title_behind_two_page_numbers_is_a_running_head():
    text = "青石区政务公开工作要点\n甲\n— 1 —\n青石区政务公开工作要点\n乙\n— 2 —\n青石区政务公开工作要点\n丙\n"
    assert furniture(text) == ["— 1 —", "青石区政务公开工作要点", "— 2 —", "青石区政务公开工作要点"]


def test_a_cell_behind_two_page_numbers_and_the_header_of_a_table_stay_words():
    header = "序号 工作任务 责任单位"
    text = "".join(f"{header}\n区财政局\n— {page} —\n" for page in range(1, 4))
    assert furniture(text) == ["— 1 —", "— 2 —", "— 3 —"]
    assert furniture("区财政局\n甲\n— 1 —\n区财政局\n乙\n— 2 —\n区财政局\n") == ["— 1 —", "— 2 —"]


def test_the_cells_of_a_collapsed_table_are_told_apart_though_digits_stand_at_their_edges():
    before = "各镇要在 2024 年 6 月底前办结。" * 20
    text = f"{before} 序号 工作任务 责任单位 完成时限 1 公开预算 区财政局 6月底前 2 公开决算 区财政局 2024 年底前"
    cells = [words for _, words in kinds(text)]
    assert cells[0] == before
    expected = "工作任务 责任单位 完成时限 1 公开预算 区财政局 6月底前 2 公开决算 区财政局"
    assert cells[-11:] == [*expected.split(), "2024 年底前"]


def test_a_running_head_may_name_a_plan_of_work():
    text = "工作任务分工方案\n" + "".join(f"甲\n— {page} —\n工作任务分工方案\n" for page in range(1, 4))
    assert furniture(text).count("工作任务分工方案") == 3
