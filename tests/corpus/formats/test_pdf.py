"""PDF files: what is read of them, what is said of them, and that none does harm."""

import random
import re
import struct
import time

import pytest
from pages import furniture_in, lines_in, table_in, word
from pdf_files import FONT, HEIGHT, LINES, ROWS, WIDTH, draw_both, draw_table, pdf, scan, write, write_unseen
from texts import headings

from corpus import DamagedFile, NoticeError, read_bytes
from corpus.errors import EmptyFile, PasswordFile, ScannedFile, TooLarge
from corpus.formats import format_of
from corpus.formats.glyphs import is_garbled, level
from corpus.formats.page import Page
from corpus.formats.pdf import picture, read_pdf
from corpus.formats.pdfium import Glyph

TABLE = ["\t".join(row) for row in ROWS]


def no_ocr(pixels, name):
    raise ScannedFile(f"{name}：是扫描件，需要安装：pip install 'zhengwen[ocr]'")


def fake_ocr(pixels, name):
    """Reads the same words on any picture."""
    height, width, _ = pixels.shape
    return Page(width, height, [word("识别的文字。", 200, 300, 40)], is_scanned=True)


def source_of(data, read_picture=no_ocr):
    return read_pdf(data, "通知.pdf", "0" * 64, read_picture)


def remarks_in(source):
    return [(remark.kind, remark.message) for remark in source.remarks]


def test_a_pdf_is_told_by_its_mark_even_behind_other_bytes():
    assert format_of(b"\r\n%PDF-1.7\n", "通知.doc").kind == "pdf"


def test_lines_and_tables_are_read_in_order():
    source = source_of(pdf(draw_both))
    assert lines_in(source) == [*LINES, *TABLE]
    assert table_in(source)[4:6] == [(1, 0, 1, 1, "1"), (1, 1, 1, 1, "编制目录")]


def test_a_notice_is_read_with_its_sections_and_duties():
    notice = read_bytes(pdf(draw_both), "通知.pdf")
    assert notice.title == LINES[0]
    assert headings(notice) == [("一", "加强领导"), ("一（一）", "明确分工"), ("一（二）", "强化督查")]
    rows = [task for task in notice.tasks if task.source == "table"]
    assert [([u.name for u in t.units], [d.text for d in t.deadlines]) for t in rows] == [
        (["区大数据局"], ["2023年6月底前"]),
        (["区行政审批服务局"], ["2023年9月底前"]),
        (["区司法局", "区财政局"], ["2023年12月底前"]),
    ]
    assert notice.page_at(rows[0].spans[0].start) == 1


def draw_in_any_order(canvas):
    canvas.setFont(FONT, 14)
    canvas.drawString(280, 60, "— 1 —")
    write(canvas, LINES[3:], y=700 - 3 * 28)
    write(canvas, LINES[:3])


def test_the_order_in_the_file_does_not_matter():
    source = source_of(pdf(draw_in_any_order))
    assert lines_in(source) == list(LINES)
    assert furniture_in(source) == ["—1—"]


def turned_by_the_page(canvas):
    canvas.setPageRotation(90)
    canvas.translate(WIDTH, 0)
    canvas.rotate(90)
    write(canvas, y=500)
    draw_table(canvas)


def turned_on_the_page(canvas):
    canvas.translate(WIDTH, 0)
    canvas.rotate(90)
    write(canvas, y=500)
    draw_table(canvas)


def upside_down(canvas):
    canvas.translate(WIDTH, HEIGHT)
    canvas.rotate(180)
    draw_both(canvas)


def within_a_form(canvas):
    canvas.beginForm("form")
    draw_both(canvas)
    canvas.endForm()
    canvas.scale(0.9, 0.9)
    canvas.translate(10, 30)
    canvas.doForm("form")


@pytest.mark.parametrize("draw", [turned_by_the_page, turned_on_the_page, upside_down, within_a_form])
def test_turned_pages_and_forms_are_read_upright(draw):
    assert lines_in(source_of(pdf(draw))) == [*LINES, *TABLE]


def test_places_on_a_turned_page_are_those_of_the_page_as_it_is_shown():
    box = source_of(pdf(turned_on_the_page)).boxes[0]  # its first line runs up the page, near the left side
    assert (box.x1 - box.x0, box.y1 - box.y0) == pytest.approx((16 / WIDTH, 13 * 16 / HEIGHT), abs=0.01)
    assert box.x0 < 0.3


def printed_twice(canvas):
    for shift in (0, 0.3, 0.6):
        write(canvas, x=80 + shift)


def with_watermark(canvas):
    canvas.saveState()
    canvas.translate(100, 200)
    canvas.rotate(45)
    write(canvas, ["内部资料"], 0, 0, 50)
    canvas.restoreState()
    write(canvas)


def with_unseen_words(canvas):
    write(canvas)
    write_unseen(canvas, ["看不见的文字"])


@pytest.mark.parametrize("draw", [printed_twice, with_watermark, with_unseen_words])
def test_doubled_letters_watermarks_and_unseen_words_are_left_out(draw):
    assert lines_in(source_of(pdf(draw))) == list(LINES)


def with_a_struck_line(canvas):
    write(canvas)
    canvas.line(80, 700 - 3 * 28 + 5, 300, 700 - 3 * 28 + 5)


def with_a_line_below(canvas):
    write(canvas)
    canvas.line(80, 700 - 3 * 28 - 3, 300, 700 - 3 * 28 - 3)


def test_struck_words_are_said():
    assert [kind for kind, _ in remarks_in(source_of(pdf(with_a_struck_line)))] == ["struck"]
    assert remarks_in(source_of(pdf(with_a_line_below))) == []


@pytest.mark.parametrize(
    ("letter", "meant"),
    [
        ("⼯", "工"),
        ("⻓", "长"),
        ("⻔", "门"),
        ("年", "年"),
        ("工", "工"),
        ("\uf06c", "●"),
        ("\ue123", "\ufffd"),
        ("，", "，"),
    ],
)
def test_look_alikes_are_levelled(letter, meant):
    assert level(letter) == meant


def glyphs_of(text, is_known=True):
    return [
        Glyph(letter, 10.0 * at, 10.0 * at + 10, 100, 10, 0, True, is_known, False) for at, letter in enumerate(text)
    ]


@pytest.mark.parametrize(
    ("text", "is_known", "garbled"),
    [
        ("各单位要按照职责分工抓好落实", True, False),
        ("各单位要按照职责分工抓好落实", False, True),
        ("¦´¨áëáTíÇÄËì‚åñ2¬æøóò", True, True),
        ("甘乙艾本术可丙左厉石" * 12, True, True),
        ("Office of the Government — 2024", True, False),
    ],
)
def test_a_page_whose_font_does_not_name_its_letters_is_garbled(text, is_known, garbled):
    assert is_garbled(glyphs_of(text, is_known)) is garbled


def test_a_scan_without_ocr_is_refused_with_what_to_install():
    with pytest.raises(ScannedFile, match=re.escape("通知.pdf：是扫描件，需要安装：pip install 'zhengwen[ocr]'")):
        source_of(pdf(scan, scan))


def test_a_scan_is_read_by_ocr():
    assert lines_in(source_of(pdf(scan), fake_ocr)) == ["识别的文字。"]


def test_scanned_pages_among_others_are_read_or_named():
    data = pdf(write, scan, write, scan)
    assert lines_in(source_of(data, fake_ocr)) == [*LINES, "识别的文字。", *LINES, "识别的文字。"]
    source = source_of(data)
    assert lines_in(source) == [*LINES, *LINES]
    assert remarks_in(source) == [
        ("unread", "第 2、4 页是图片，没有读取：是扫描件，需要安装：pip install 'zhengwen[ocr]'")
    ]
    assert len(source.pages) == 4


def scan_with_layer(canvas):
    scan(canvas)
    write_unseen(canvas, LINES)


def test_the_words_behind_a_scan_are_used_and_said_to_be_ocr():
    source = source_of(pdf(scan_with_layer))
    assert lines_in(source) == list(LINES)
    assert remarks_in(source) == [("ocr", "第 1 页是扫描件，文字取自文件自带的识别结果，准确度不明，请核对")]


def test_blank_pages_make_no_scan_and_keep_their_numbers():
    source = source_of(pdf(lambda canvas: None, lambda canvas: None, write))
    assert source.pages == (0, 0, 0)
    assert lines_in(source) == list(LINES)


def test_a_file_without_any_words_is_said_to_be_empty():
    with pytest.raises(EmptyFile, match=r"通知\.pdf：2 页里都没有文字"):
        source_of(pdf(lambda canvas: None, lambda canvas: None))


def test_a_password_is_asked_for_only_where_the_file_needs_one_to_open():
    from reportlab.lib.pdfencrypt import StandardEncryption

    with pytest.raises(PasswordFile, match=r"通知\.pdf：文件设有打开密码"):
        source_of(pdf(write, encrypt=StandardEncryption("open", "own")))
    assert lines_in(source_of(pdf(write, encrypt=StandardEncryption("", "own")))) == list(LINES)


def full_of_lines(canvas):
    write(canvas)
    places = random.Random(1)
    for _ in range(10_000):
        x, y = places.uniform(0, WIDTH), places.uniform(0, 300)
        canvas.line(x, y, x + 20, y)


def test_a_page_of_ten_thousand_objects_is_read_quickly():
    data = pdf(full_of_lines)
    start = time.process_time()
    assert lines_in(source_of(data)) == list(LINES)
    assert time.process_time() - start < 5


def test_too_many_objects_on_a_page_are_refused(monkeypatch):
    monkeypatch.setattr("corpus.formats.pdfium.MAX_PAGE_OBJECTS", 20)
    with pytest.raises(TooLarge, match=r"通知\.pdf：第 1 页的内容超过上限 20 个对象"):
        source_of(pdf(draw_both))


def test_too_many_pages_are_refused(monkeypatch):
    monkeypatch.setattr("corpus.formats.pdfium.MAX_PAGES", 1)
    with pytest.raises(TooLarge, match=r"通知\.pdf：有 2 页，超过上限 1 页"):
        source_of(pdf(write, write))


def test_a_page_is_drawn_as_a_picture():
    data = picture(pdf(write), "通知.pdf", 1)
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", data[16:24])
    assert width / height == pytest.approx(WIDTH / HEIGHT, abs=0.01)


def damaged(data):
    places = random.Random(7)
    for part in range(60):
        yield data[: len(data) * part // 60]
    for _ in range(60):
        broken = bytearray(data)
        for _ in range(places.choice((1, 5, 50))):
            broken[places.randrange(len(broken))] ^= 1 << places.randrange(8)
        yield bytes(broken)


def test_damaged_files_are_read_or_refused_by_name():
    data = pdf(draw_both, write, scan)
    refused = 0
    for broken in damaged(data):
        try:
            assert source_of(broken).text.strip()
        except NoticeError as exc:
            assert str(exc).startswith("通知.pdf：")
            refused += 1
    assert refused > 40


def test_what_is_no_pdf_is_damaged():
    with pytest.raises(DamagedFile, match=r"通知\.pdf：PDF 不完整或已损坏，打不开"):
        source_of(b"%PDF-1.7\nnothing")
