"""Lines that are no words of the notice, and the stretches of a document that has lost its line breaks."""

from corpus.lines import split_lines


def kinds(text):
    return [(text[line.start : line.end], line.kind) for line in split_lines(text).lines if line.kind != "blank"]


def furniture(text):
    return [words for words, kind in kinds(text) if kind == "furniture"]


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
    cells = [words for words, _ in kinds(text)]
    assert cells[0] == before
    expected = "工作任务 责任单位 完成时限 1 公开预算 区财政局 6月底前 2 公开决算 区财政局"
    assert cells[-11:] == [*expected.split(), "2024 年底前"]
