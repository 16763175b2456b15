"""What an OFD page shows: words and lines with their places, in millimetres."""

from __future__ import annotations

import pytest
from ofd_files import OfdFile, OfdPage

from corpus.errors import DamagedFile, ScannedFile, TooLarge
from corpus.formats.ofd_document import Document
from corpus.formats.ofd_parts import Parts
from corpus.formats.page import Page


def no_pictures(data: bytes, name: str) -> Page:
    raise ScannedFile(f"{name}：需要先安装文字识别组件")


def pages_of(file: OfdFile) -> list[Page]:
    return list(Document(Parts(file.bytes(), "通知.ofd"), "Doc_0/Document.xml", no_pictures).pages())


def drawn(*objects: str, **parts: str) -> Page:
    """The page that shows some objects."""
    file = OfdFile(parts=dict(parts))
    page = file.page()
    for xml in objects:
        page.add(xml)
    return next(Document(Parts(file.bytes(), "通知.ofd"), "Doc_0/Document.xml", no_pictures).pages())


def text(code: str, more: str = "", size: str = "10") -> str:
    return f'<ofd:TextObject ID="{{id}}" Boundary="20 30 100 12" Font="1" Size="{size}"{more}>{code}</ofd:TextObject>'


def path(data: str, more: str = "") -> str:
    return (
        f'<ofd:PathObject ID="{{id}}" Boundary="10 20 50 50"{more}>'
        f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def places(page: Page) -> list[tuple[str, float, float, float, float]]:
    return [(w.text, *(round(at, 3) for at in (w.x0, w.y0, w.x1, w.y1))) for w in page.words]


def edges(page: Page) -> list[tuple[float, ...]]:
    return [tuple(round(at, 3) for at in (r.x0, r.y0, r.x1, r.y1)) for r in page.rules]


def test_letters_stand_on_the_base_line_from_their_start():
    page = drawn(text('<ofd:TextCode X="1" Y="9" DeltaX="10 10">通知书</ofd:TextCode>'))
    assert places(page) == [("通知书", 21, 30.5, 51, 40.5)]
    assert page.words[0].size == 10


def test_latin_letters_are_half_as_wide_where_no_distance_is_given():
    page = drawn(text('<ofd:TextCode X="0" Y="10">2023年</ofd:TextCode>'))
    assert places(page) == [("2023年", 20, 31.5, 50, 41.5)]


@pytest.mark.parametrize(
    "delta", ["g 3 10", "10 g 2 10", "g 1 10 g 2 10", "10,10,10"], ids=["one g", "g after a number", "two g", "commas"]
)
def test_repeated_distances_are_written_in_short(delta):
    page = drawn(text(f'<ofd:TextCode X="0" Y="10" DeltaX="{delta}">青石区通</ofd:TextCode>'))
    assert places(page) == [("青石区通", 20, 31.5, 60, 41.5)]


def test_a_repetition_without_end_costs_nothing():
    page = drawn(text('<ofd:TextCode X="0" Y="10" DeltaX="g 9999999999 10">青石</ofd:TextCode>'))
    assert places(page) == [("青石", 20, 31.5, 40, 41.5)]


def test_a_wide_distance_parts_words():
    page = drawn(text('<ofd:TextCode X="0" Y="10" DeltaX="10 40 10">序号任务</ofd:TextCode>'))
    assert places(page) == [("序号", 20, 31.5, 40, 41.5), ("任务", 70, 31.5, 90, 41.5)]


def test_blanks_part_words_and_count_in_the_distances():
    page = drawn(text('<ofd:TextCode X="0" Y="10" DeltaX="10 5 5 10">甲 \\0020乙丙</ofd:TextCode>'))
    assert places(page) == [("甲", 20, 31.5, 30, 41.5), ("乙丙", 40, 31.5, 60, 41.5)]


def test_the_indent_of_the_file_is_no_text():
    page = drawn(text('<ofd:TextCode X="0" Y="10" DeltaX="10 10">\n      通知书\n    </ofd:TextCode>'))
    assert places(page) == [("通知书", 20, 31.5, 50, 41.5)]


def test_the_next_textcode_goes_on_where_no_place_is_given():
    page = drawn(
        text('<ofd:TextCode X="0" Y="10">甲</ofd:TextCode><ofd:TextCode X="20">乙</ofd:TextCode>'),
    )
    assert places(page) == [("甲", 20, 31.5, 30, 41.5), ("乙", 40, 31.5, 50, 41.5)]


def test_a_matrix_makes_letters_smaller():
    code = '<ofd:TextCode X="10" Y="20" DeltaX="20">通知</ofd:TextCode>'
    page = drawn(text(code, ' CTM="0.5 0 0 0.5 0 0"', "20"))
    assert places(page) == [("通知", 25, 31.5, 45, 41.5)]
    assert page.words[0].size == 10


def test_letters_may_be_narrowed():
    page = drawn(text('<ofd:TextCode X="0" Y="10">通知</ofd:TextCode>', ' HScale="0.8"'))
    assert places(page) == [("通知", 20, 31.5, 36, 41.5)]


def test_text_of_glyphs_keeps_its_characters():
    glyphs = '<ofd:CGTransform CodeCount="2" GlyphCount="2"><ofd:Glyphs>20 21</ofd:Glyphs></ofd:CGTransform>'
    page = drawn(text(f'{glyphs}<ofd:TextCode X="0" Y="10" DeltaX="10">通知</ofd:TextCode>'))
    assert [word.text for word in page.words] == ["通知"]


def test_vertical_text_runs_down_letter_by_letter():
    page = drawn(text('<ofd:TextCode X="0" Y="10" DeltaY="12 12">责任人</ofd:TextCode>'))
    assert places(page) == [
        ("责", 20, 31.5, 30, 41.5),
        ("任", 20, 43.5, 30, 53.5),
        ("人", 20, 55.5, 30, 65.5),
    ]


def test_a_page_whose_text_is_turned_is_turned_back():
    file = OfdFile()
    page = file.page(200, 300)
    page.add(text('<ofd:TextCode X="0" Y="0" DeltaX="10">通知</ofd:TextCode>', ' CTM="0 1 -1 0 0 0"'))  # downwards
    page.line(50, 30, 50, 90)
    (shown,) = pages_of(file)
    assert (shown.width, shown.height) == (300, 200)
    assert places(shown) == [("通知", 30, 171.5, 50, 181.5)]  # base line at x = 20, read from y = 30 on
    assert edges(shown) == [(30, 150, 90, 150)]


def test_a_side_note_that_is_turned_stands_in_its_place():
    lines = [text(f'<ofd:TextCode X="0" Y="{at}">一二三四</ofd:TextCode>') for at in (10, 30)]
    page = drawn(*lines, text('<ofd:TextCode X="0" Y="100">边</ofd:TextCode>', ' CTM="0 -1 1 0 0 100"'))
    assert places(page)[2] == ("边", 111.5, 120, 121.5, 130)  # read upwards from (120, 130)


def test_slanted_text_is_left_out():
    page = drawn(
        text('<ofd:TextCode X="0" Y="10">通知</ofd:TextCode>'),
        text('<ofd:TextCode X="0" Y="10">内部资料</ofd:TextCode>', ' CTM="0.7 0.7 -0.7 0.7 0 0"'),
    )
    assert [word.text for word in page.words] == ["通知"]


def test_bold_type_made_by_drawing_twice_is_read_once():
    code = '<ofd:TextCode X="{}" Y="10" DeltaX="10">通知</ofd:TextCode>'
    page = drawn(text(code.format(0)), text(code.format(0.3)))
    assert [word.text for word in page.words] == ["通知"]


def test_what_is_hidden_or_beside_the_sheet_is_not_seen():
    page = drawn(
        text('<ofd:TextCode X="0" Y="10">通知</ofd:TextCode>'),
        text('<ofd:TextCode X="0" Y="10">隐藏</ofd:TextCode>', ' Visible="false"'),
        text('<ofd:TextCode X="500" Y="10">页外</ofd:TextCode>'),
    )
    assert [word.text for word in page.words] == ["通知"]


def test_the_sheet_may_begin_elsewhere():
    file = OfdFile()
    page = file.page()
    page.text(30, 50, "通知", 10)
    made = page.xml().replace("0 0 210 297", "10 20 200 100")
    file.parts["Doc_0/Pages/Page_0/Content.xml"] = made
    (shown,) = pages_of(file)
    assert (shown.width, shown.height) == (200, 100)
    assert places(shown) == [("通知", 20, 21.5, 40, 31.5)]


def test_blocks_within_blocks_are_drawn():
    inner = text('<ofd:TextCode X="0" Y="10">通知</ofd:TextCode>')
    page = drawn(f'<ofd:PageBlock ID="{{id}}"><ofd:PageBlock ID="3">{inner}</ofd:PageBlock></ofd:PageBlock>')
    assert places(page) == [("通知", 20, 31.5, 40, 41.5)]


def test_a_composite_object_is_drawn_at_its_place():
    unit = text('<ofd:TextCode X="0" Y="10">通知</ofd:TextCode>')
    file = OfdFile(
        units=f'<ofd:CompositeGraphicUnit ID="50" Width="9" Height="9"><ofd:Content>{unit}</ofd:Content>'
        "</ofd:CompositeGraphicUnit>"
    )
    file.page().add('<ofd:CompositeObject ID="{id}" Boundary="100 0 50 50" CTM="0.5 0 0 0.5 0 40" ResourceID="50"/>')
    assert places(pages_of(file)[0]) == [("通知", 110, 55.75, 120, 60.75)]


def test_template_text_stands_on_each_page():
    file = OfdFile(templates={"7": OfdPage()})
    file.templates["7"].text(90, 20, "云河市文件", 5)
    for words in ("第一页", "第二页"):
        page = file.page()
        page.templates.append("7")
        page.text(30, 60, words, 5)
    assert [[word.text for word in page.words] for page in pages_of(file)] == [
        ["云河市文件", "第一页"],
        ["云河市文件", "第二页"],
    ]


def test_straight_lines_are_rules():
    page = drawn(path("M 0 0 L 50 0 M 0 5 L 0 25 M 0 0 L 30 30"))
    assert edges(page) == [(10, 20, 60, 20), (10, 25, 10, 45)]


def test_a_drawn_frame_has_four_rules():
    page = drawn(path("S 0 0 L 50 0 L 50 30 L 0 30 C"))
    assert edges(page) == [(10, 20, 60, 20), (60, 20, 60, 50), (10, 50, 60, 50), (10, 20, 10, 50)]


def test_a_thin_filled_shape_is_one_rule():
    page = drawn(path("M 0 0 L 50 0 L 50 0.4 L 0 0.4 C", ' Fill="true" Stroke="false"'))
    assert edges(page) == [(10, 20.2, 60, 20.2)]


@pytest.mark.parametrize(
    ("data", "more"),
    [
        ("M 0 0 L 50 0 L 50 30 L 0 30 C", ' Fill="true" Stroke="false"'),
        ("M 0 0 B 10 0 20 5 50 0", ""),
        ("M 0 0 L 50 0", ' Visible="false"'),
        ("M 0 0 L 0.2 0", ""),
    ],
    ids=["a coloured ground", "a curve", "hidden", "a dot"],
)
def test_what_is_no_line_is_no_rule(data, more):
    assert edges(drawn(path(data, more))) == []


def test_a_white_line_is_none():
    white = path("M 0 0 L 50 0").replace("<ofd:Abb", '<ofd:StrokeColor Value="255 255 255"/><ofd:Abb')
    assert edges(drawn(white)) == []


def test_a_path_that_cannot_be_read_is_left_out_and_told():
    file = OfdFile()
    file.page().text(20, 30, "通知")
    file.pages[0].add(path("M 0 0 L x y"))
    document = Document(Parts(file.bytes(), "通知.ofd"), "Doc_0/Document.xml", no_pictures)
    assert [page.rules for page in document.pages()] == [[]]
    assert list(document.unread()) == ["第 1 页有线条没有读出，表格可能没有分对"]


@pytest.mark.parametrize("value", ["abc", "nan", "inf", "1 2", "1e999"])
def test_a_size_that_is_no_number_is_told_with_file_and_page(value):
    with pytest.raises(DamagedFile, match=r"通知\.ofd：第 1 页的 TextObject（ID=101）里，Size="):
        drawn(text('<ofd:TextCode X="0" Y="10">通知</ofd:TextCode>', size=value))


@pytest.mark.parametrize("value", ["20 30 100", "20 30 x 12", "nan 0 0 0"])
def test_a_place_that_is_no_box_is_told(value):
    broken = text('<ofd:TextCode X="0" Y="10">通知</ofd:TextCode>').replace("20 30 100 12", value)
    with pytest.raises(DamagedFile, match="Boundary="):
        drawn(broken)


@pytest.mark.parametrize(
    ("size", "more"),
    [("1e300", ""), ("1e-320", ""), ("10", ' CTM="1e300 0 0 1e300 0 0"'), ("10", ' CTM="1 0 0 1 1e300 0"')],
    ids=["huge", "tiny", "blown up", "far away"],
)
def test_text_that_nobody_can_see_is_left_out(size, more):
    shown = text('<ofd:TextCode X="0" Y="10">通知</ofd:TextCode>')
    page = drawn(shown, text('<ofd:TextCode X="9" Y="10">乙</ofd:TextCode>', more, size))
    assert [word.text for word in page.words] == ["通知"]


def test_units_that_hold_each_other_are_refused():
    unit = '<ofd:CompositeObject ID="{id}" Boundary="0 0 9 9" ResourceID="50"/>'
    file = OfdFile(
        units=f'<ofd:CompositeGraphicUnit ID="50"><ofd:Content>{unit}</ofd:Content></ofd:CompositeGraphicUnit>'
    )
    file.page().add(unit)
    with pytest.raises(DamagedFile, match="互相引用"):
        pages_of(file)


def test_units_that_multiply_are_refused():
    units = "".join(
        f'<ofd:CompositeGraphicUnit ID="{at}"><ofd:Content>'
        + f'<ofd:CompositeObject ID="9" Boundary="0 0 9 9" ResourceID="{at + 1}"/>' * 10
        + "</ofd:Content></ofd:CompositeGraphicUnit>"
        for at in range(50, 60)
    )
    file = OfdFile(units=units)
    file.page().add('<ofd:CompositeObject ID="{id}" Boundary="0 0 9 9" ResourceID="50"/>')
    with pytest.raises(TooLarge, match=r"通知\.ofd：第 1 页的文字、线条和图片超过上限 200,000 个"):
        pages_of(file)
