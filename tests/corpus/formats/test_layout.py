"""From words and ruled lines with their places to paragraphs in reading order."""

import pytest
from pages import (
    FULL,
    HEIGHT,
    LEFT,
    WIDTH,
    cells,
    centred,
    furniture_in,
    grid,
    lines_in,
    page,
    word,
    written,
)

from corpus.formats.page import Page, Rule

LONG = "各单位要按照职责分工抓好落实确保各项任务按期完成并将进展情况报送区政府办公室汇总通报"


def full(start):
    """A line that fills the measure."""
    return (start + LONG)[:FULL]


def test_lines_of_one_paragraph_are_joined_and_a_set_in_line_begins_the_next():
    source = written(
        page(f"\u3000\u3000{full('甲')[:26]}", full("乙"), "丙完成。", f"\u3000\u3000{full('丁')[:26]}", "戊。")
    )
    assert lines_in(source) == [f"{full('甲')[:26]}{full('乙')}丙完成。", f"{full('丁')[:26]}戊。"]


def test_a_short_line_ends_a_paragraph_without_any_indent():
    source = written(page(full("甲"), "乙完成", full("丙"), full("丁"), "戊完成"))
    assert lines_in(source) == [f"{full('甲')}乙完成", f"{full('丙')}{full('丁')}戊完成"]


def test_a_gap_parts_paragraphs_whose_last_line_is_full():
    lines = page(full("甲"), full("乙"), "", full("丙"), full("丁"), full("戊"))
    assert lines_in(written(lines)) == [f"{full('甲')}{full('乙')}", f"{full('丙')}{full('丁')}{full('戊')}"]


def test_a_numbered_line_behind_a_stop_begins_a_paragraph():
    source = written(
        page(f"{full('甲')[:-1]}。", "一、加强领导", f"{full('乙')[:-1]}。", "（一）明确分工", full("丙"), "丁")
    )
    assert lines_in(source)[1:4] == ["一、加强领导", f"{full('乙')[:-1]}。", "（一）明确分工"]


def test_titles_and_signature_stay_lines_of_their_own():
    made = page("", "", "", full("甲"), full("乙"), full("丙"), "丁。")
    made.words += [centred("青石区人民政府办公室", 110, 22), centred("关于做好政务公开工作的通知", 142, 22)]
    made.words += [word("青石区人民政府办公室", 336, 420), word("2024年4月9日", 368, 448)]
    assert lines_in(written(made)) == [
        "青石区人民政府办公室",
        "关于做好政务公开工作的通知",
        f"{full('甲')}{full('乙')}{full('丙')}丁。",
        "青石区人民政府办公室",
        "2024年4月9日",
    ]


def test_what_may_not_begin_a_line_explains_room_at_the_end_of_the_line_before():
    short = full("甲")[:-2]  # room for one letter and a half; 乙， needs two
    source = written(page(short, "乙，丙丁戊己庚辛壬癸。", full("子"), full("丑")))
    assert lines_in(source)[0] == f"{short}乙，丙丁戊己庚辛壬癸。"


def test_a_paragraph_goes_on_over_the_page_break():
    source = written(page(*[full("甲")] * 5), page("乙完成。", "\u3000\u3000丙"))
    start = source.text.index("乙完成")
    assert source.joins == {start}
    assert source.pages == (0, start)


def test_a_paragraph_that_ends_at_the_page_break_is_not_joined():
    source = written(page(full("甲"), full("乙"), "丙完成。"), page(full("丁"), full("戊")))
    assert source.joins == frozenset()


def test_words_stand_in_the_order_of_their_places_whatever_their_order_in_the_file():
    made = Page(WIDTH, HEIGHT)
    made.words = [word("谁主管", 128, 110), word("”", 176, 110), word("按照", 80, 110), word("“", 112, 110)]
    assert lines_in(written(made)) == ["按照“谁主管”"]


@pytest.mark.parametrize(
    ("before", "after", "gap", "text"),
    [
        ("2023", "年5月", 4, "2023年5月"),
        ("公开", "信息", 10, "公开信息"),
        ("office", "hours", 4, "office hours"),
        ("2", "023", 1, "2023"),
        ("办公室", "2024年印发", 60, "办公室\u30002024年印发"),
    ],
)
def test_blanks_are_kept_between_latin_words_and_where_a_gap_is_wide(before, after, gap, text):
    first = word(before, 80, 110)
    made = Page(WIDTH, HEIGHT, [first, word(after, first.x1 + gap, 110)])
    assert lines_in(written(made)) == [text]


AS_OCR_READS_THEM = ("—2一", "一6一", "ー7ー", "−10 —", "-9.", "—2")


@pytest.mark.parametrize(
    "number", ["— 1 —", "-1-", "1", "第1页", "第 1 页 共 6 页", "1/6", "第一页", *AS_OCR_READS_THEM]
)
def test_a_page_number_is_furniture_on_a_single_page_too(number):
    made = page(full("甲"), "乙。")
    made.words.append(centred(number, 780, 14))
    source = written(made)
    assert furniture_in(source) == [number]
    assert lines_in(source) == [f"{full('甲')}乙。"]


def test_heads_that_alternate_and_feet_that_count_are_furniture():
    made = []
    for number in range(1, 7):
        one = page(f"\u3000\u3000第{number}页的正文。", full("甲"), "乙。")
        head = "云河市人民政府公报" if number % 2 else "区政府文件"
        one.words += [word(head, 80 if number % 2 else 420, 50, 9), word(f"2024年第5期 {number + 30}", 440, 790, 9)]
        made.append(one)
    source = written(*made)
    assert len(source.furniture) == 12
    assert lines_in(source)[:2] == ["第1页的正文。", f"{full('甲')}乙。"]


def test_numbered_annexes_and_repeated_headers_of_tables_are_no_running_heads():
    made = []
    for number in range(1, 5):
        one = page("", full("甲"), full("乙"))
        one.words.append(word(f"附件{number}", 80, 70))
        one.words.append(word("序号", 80, 92, 10))
        one.words.append(word("责任单位", 200, 92, 10))
        made.append(one)
    assert written(*made).furniture == ()


def test_columns_are_read_one_after_the_other_below_a_title_over_both():
    made = Page(WIDTH, HEIGHT, [centred("关于做好政务公开工作的通知的通知", 100, 20)])
    for column, x in enumerate((80.0, 320.0)):
        for at in range(8):
            text = f"{'左右'[column]}{at}{LONG}"[:20]
            made.words.append(word(text, x, 150 + at * 18 + 3 * column, 10.5))
    text = "".join(lines_in(written(made)))
    assert text.startswith("关于做好政务公开工作的通知的通知左0")
    assert text.index("左7") < text.index("右0")


def test_a_short_list_of_names_and_numbers_is_no_column():
    made = Page(WIDTH, HEIGHT)
    for at in range(8):
        made.words += [word(f"科室{at}", 80, 110 + at * 28), word(f"联系电话{at}", 330, 110 + at * 28)]
    assert lines_in(written(made))[0] == "科室0\u3000联系电话0"


def test_a_frame_around_text_and_the_lines_of_the_imprint_make_no_table():
    made = page(full("甲"), "乙。")
    made.rules = [*grid((40, 560), (60, 800)), *(Rule(80, y, 528, y) for y in (700, 730, 760))]
    made.words += [word("抄送：区委各部门。", 80, 708, 14)]
    made.words += [word("区政府办公室", 80, 738, 14), word("2024年4月10日印发", 400, 738, 14)]
    source = written(made)
    assert source.tables == ()
    assert lines_in(source)[-1] == "区政府办公室\u30002024年4月10日印发"


def test_each_line_has_its_place_as_fractions_of_the_page():
    source = written(page("\u3000\u3000" + full("甲")[:26], "乙。"))
    first, second = source.boxes
    assert (source.text[first.start : first.end], first.page) == (full("甲")[:26], 1)
    assert (first.x0, first.y0) == pytest.approx((112 / WIDTH, 110 / HEIGHT), abs=1e-4)
    assert (second.x0, second.y1) == pytest.approx((LEFT / WIDTH, 154 / HEIGHT), abs=1e-4)


def test_places_lead_back_to_the_picture_as_it_came():
    made = page("甲乙丙丁。")
    made.as_shown = lambda box: (1 - box[2], 1 - box[3], 1 - box[0], 1 - box[1])
    (box,) = written(made).boxes
    assert box.x1 == pytest.approx(1 - LEFT / WIDTH, abs=1e-4)


def test_text_stands_before_and_behind_a_table_in_the_order_of_the_page():
    xs, ys = (80, 300, 528), (200, 224, 248)
    made = page("甲")
    made.rules = grid(xs, ys)
    made.words += [*cells([("任务", "责任单位"), ("公开", "区司法局")], xs, ys), word("乙", 80, 300)]
    assert lines_in(written(made)) == ["甲", "任务\t责任单位", "公开\t区司法局", "乙"]


def with_a_note(mark):
    made = page(f"\u3000\u3000{full('甲')[:26]}", full("乙"), "丙完成。")
    made.words += [mark, word("1 半专业队伍指农忙务农的队伍。", 80, 724, 14)]
    made.rules = [Rule(80, 712, 190, 712)]
    return made


def test_a_footnote_and_the_raised_mark_that_refers_to_it_are_no_words_of_the_text():
    source = written(with_a_note(word("1", 144, 164, 9)), page(full("丁"), "戊。"))
    assert lines_in(source)[0] == f"{full('甲')[:26]}{full('乙')}丙完成。"
    assert furniture_in(source) == ["1 半专业队伍指农忙务农的队伍。"]
    assert [(remark.kind, remark.message) for remark in source.remarks] == [
        ("notes", "有 1 页印有脚注，显示在原处，但不归入条款")
    ]


def test_a_short_rule_without_a_mark_in_the_text_is_no_footnote():
    assert written(with_a_note(word("2", 144, 166, 16))).furniture == ()


def test_the_mark_of_a_footnote_that_ocr_glues_to_a_word_is_dropped():
    made = with_a_note(word("丁。1", 80, 250))
    made.is_scanned = True
    assert lines_in(written(made))[-1] == "丁。"


def test_a_short_first_line_of_columns_is_read_in_its_column():
    made = Page(WIDTH, HEIGHT)
    for column, x in enumerate((80.0, 316.0)):
        for at in range(8):
            text = f"{'左右'[column]}{at}{LONG}"[:20]
            made.words.append(word(text, x, 150 + at * 18, 10.5))
    assert lines_in(written(made))[0].startswith("左0" + LONG[:18] + "左1")
