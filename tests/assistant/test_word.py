"""Word files as an office lays them out; each is opened again by the library."""

import io

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from assistant.word import Paragraph, Table, Words, document, signature

TABLE = Table(("序号", "任务"), [["1", "甲事"], ["2", [Words("不变"), Words("变了", is_marked=True)]]], (6, 40))


def opened(*parts, **options):
    return Document(io.BytesIO(document("题名", parts, **options)))


def millimetres(length):
    return round(length / Mm(1))


def test_the_type_area_is_that_of_the_standard():
    section = opened(Paragraph("body", "甲")).sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [millimetres(m) for m in margins] == [37, 35, 28, 26]
    assert (millimetres(section.page_width), millimetres(section.page_height)) == (210, 297)


def test_a_landscape_page_is_the_same_sheet_turned():
    section = opened(TABLE, is_landscape=True).sections[0]
    width = section.page_width - section.left_margin - section.right_margin
    height = section.page_height - section.top_margin - section.bottom_margin
    assert (millimetres(width), millimetres(height)) == (225, 156)


@pytest.mark.parametrize(
    ("look", "font", "size", "indent"),
    [
        ("title", "方正小标宋简体", 22, None),
        ("addressee", "仿宋_GB2312", 16, None),
        ("body", "仿宋_GB2312", 16, "200"),
        ("heading", "黑体", 16, "200"),
        ("subheading", "楷体_GB2312", 16, "200"),
    ],
)
def test_each_run_names_its_chinese_font_and_size(look, font, size, indent):
    (paragraph,) = opened(Paragraph(look, "二〇二六年“甲”事")).paragraphs
    (run,) = paragraph.runs
    fonts = run._r.rPr.find(qn("w:rFonts"))
    assert (fonts.get(qn("w:eastAsia")), fonts.get(qn("w:hint"))) == (font, "eastAsia")
    assert run.font.size == Pt(size)
    drawn_in = paragraph.style.element.find(f"{qn('w:pPr')}/{qn('w:ind')}")
    assert (drawn_in.get(qn("w:firstLineChars")) if drawn_in is not None else None) == indent


def test_twenty_two_lines_fill_the_page():
    form = opened(Paragraph("body", "甲")).paragraphs[0].style.paragraph_format
    assert 28 <= form.line_spacing.pt <= 29
    assert 22 * form.line_spacing <= Mm(225) < 23 * form.line_spacing


@pytest.mark.parametrize(
    ("part", "side"), [("footer", WD_ALIGN_PARAGRAPH.RIGHT), ("even_page_footer", WD_ALIGN_PARAGRAPH.LEFT)]
)
def test_the_page_number_stands_between_dashes_at_the_outer_edge(part, side):
    paper = opened(Paragraph("body", "甲"))
    foot = getattr(paper.sections[0], part).paragraphs[0]
    assert "".join(t.text for t in foot._p.iter(qn("w:t"))) == "— 1 —"
    assert foot._p.find(qn("w:fldSimple")).get(qn("w:instr")).strip() == "PAGE"
    assert foot.style.paragraph_format.alignment == side
    assert paper.settings.odd_and_even_pages_header_footer


def test_words_are_data_and_what_xml_forbids_is_left_out():
    hostile = '<w:br/>&amp; =HYPERLINK("x")\x00\x0b\x1f\ud800\ufffe 㙍𠮷'
    paper = opened(Paragraph("body", hostile), Table(("<b>",), [[hostile]], (20,)))
    said = '<w:br/>&amp; =HYPERLINK("x") 㙍𠮷'
    assert paper.paragraphs[0].text == said
    assert [cell.text for cell in paper.tables[0].columns[0].cells] == ["<b>", said]


def test_the_header_row_of_a_table_is_repeated_and_what_is_marked_is_bold_and_underlined():
    (table,) = opened(TABLE).tables
    assert [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows] == [True, False, False]
    runs = table.rows[2].cells[1].paragraphs[0].runs
    assert [(run.text, bool(run.bold), bool(run.underline)) for run in runs] == [
        ("不变", False, False),
        ("变了", True, True),
    ]


def test_the_properties_name_the_paper_and_no_other_program():
    told = opened(Paragraph("body", "甲")).core_properties
    assert (told.title, told.author, told.comments) == ("题名", "政问", "")


@pytest.mark.parametrize(
    ("name", "rights"),
    [
        ("云河市民政局", [4, 4]),  # both six characters wide
        ("甲局", [6, 4]),  # centred over the date: two of six
        ("云河市青石区人民政府办公室和民政局", [2, 7.5]),  # seventeen: the name keeps two from the edge
    ],
)
def test_the_name_is_centred_over_a_date_four_characters_from_the_edge(name, rights):
    drawn = [paragraph.right for paragraph in signature(name, "2026年3月2日") if paragraph.text]
    assert drawn == rights


def test_a_name_is_not_needed_above_a_date():
    assert [p.right for p in signature("", "2026年3月2日") if p.text] == [4]
