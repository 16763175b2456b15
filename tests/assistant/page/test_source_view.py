import re

import pytest
from fakes import HOSTILE_TEXT, NOTICE_TEXT, make_notice, row_citation, spans_of
from hypothesis import given
from hypothesis import strategies as st

from assistant.page.source_view import source_html
from corpus import Block


def view(text, *words):
    return source_html(make_notice(text=text, blocks=()), spans_of(text, *words))


def marked(html):
    return "".join(re.findall(r"<mark[^>]*>(.*?)</mark>", html))


def test_lines_become_paragraphs_and_blank_lines_go():
    assert view("甲\n\n乙\n") == "<p>甲</p><p>乙</p>"


def test_the_first_mark_can_be_scrolled_to():
    assert view("甲乙丙丁", "乙", "丁") == '<p>甲<mark id="zw-hit">乙</mark>丙<mark>丁</mark></p>'


def test_a_quotation_over_a_line_break_is_marked_on_both_lines():
    assert view("甲乙\n丙丁", "乙\n丙") == '<p>甲<mark id="zw-hit">乙</mark></p><p><mark>丙</mark>丁</p>'


def test_a_drawn_table_becomes_a_table_with_a_head():
    html = view("| 甲 | 乙 |\n|---|---|\n| 丙 | |", "丙")
    assert html == (
        '<div class="src-table" tabindex="0" role="group" aria-label="表格"><table><tr><th>甲</th><th>乙</th></tr>'
        '<tr><td><mark id="zw-hit">丙</mark></td><td></td></tr></table></div>'
    )


def test_a_table_with_tabs_keeps_its_empty_cells():
    html = view("甲\t\t乙\n\t丙\t丁")
    assert html.count("<td>") == 6
    assert "<tr><td></td><td>丙</td><td>丁</td></tr>" in html


def test_a_single_line_with_a_tab_is_no_table():
    assert "table" not in view("甲\t乙")


def test_an_html_table_keeps_merged_cells_and_no_other_attribute():
    html = view('<table class="x"><tr><td rowspan="2" onclick="a()">甲</td><td>乙<br>丙</td></tr></table>', "丙")
    assert html == (
        '<div class="src-table" tabindex="0" role="group" aria-label="表格"><table><tr><td rowspan="2">甲</td>'
        '<td>乙<br><mark id="zw-hit">丙</mark></td></tr></table></div>'
    )


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("## 一、标题", "<p>一、标题</p>"),
        ("**重点**", "<p>重点</p>"),
        ("<p>甲</p> <p>乙</p>", "<p>甲<br>乙</p>"),
        ("甲<b>乙</b>", "<p>甲乙</p>"),
        ("a<5且b>3", "<p>a&lt;5且b&gt;3</p>"),
    ],
)
def test_layout_marks_are_not_shown(text, html):
    assert view(text) == html


def test_layout_marks_that_are_quoted_are_shown():
    assert view("甲<b>乙</b>", "甲<b>乙</b>") == '<p><mark id="zw-hit">甲&lt;b&gt;乙&lt;/b&gt;</mark></p>'


def test_other_tags_are_shown_as_words():
    html = view(HOSTILE_TEXT)
    assert "&lt;script&gt;window.attacked" in html
    assert "<script" not in html
    assert "<img" not in html
    assert "<a" not in html


def test_blocks_say_how_a_line_looks():
    html = source_html(make_notice())
    assert '<p class="src-title">关于印发2026年青石区政务公开工作要点的通知</p>' in html
    assert '<p class="src-faint">— 2 —</p>' in html
    assert '<p class="src-heading">一、做好重点领域信息公开</p>' in html


def test_a_heading_within_its_paragraph_is_bold():
    notice = make_notice(text="（一）公开。区财政局负责。", blocks=(Block("heading", 0, 5), Block("clause", 5, 13)))
    assert source_html(notice, ((3, 8),)) == (
        '<p><b>（一）<mark id="zw-hit">公开</mark></b><mark>。区财</mark>政局负责。</p>'
    )


def test_a_heading_after_markdown_signs_is_a_heading():
    notice = make_notice(text="## 一、公开", blocks=(Block("leftover", 0, 3), Block("heading", 3, 7)))
    assert source_html(notice) == '<p class="src-heading">一、公开</p>'


def test_a_row_is_marked_in_its_cells():
    assert marked(source_html(make_notice(), row_citation().spans)) == "公开财政信息公开本级预算，按季度公布债务情况"


def test_spans_outside_the_text_are_left_out():
    assert "<mark" not in source_html(make_notice(text="甲"), ((5, 9), (-4, 0), (1, 1)))


@given(st.text(alphabet="甲乙<>&|\t\n#*/tdrb- ", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_every_quoted_word_is_marked_whatever_the_text(text, start, end):
    quoted = re.sub(r"[\s|]", "", text[start:end])
    html = source_html(make_notice(text=text, blocks=()), ((start, end),))
    shown = marked(html).replace("<br>", "").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert set(re.findall(r"<[^>]*>", html.replace("<mark>", "").replace("</mark>", ""))) <= {
        "<p>", "</p>", "<br>", '<mark id="zw-hit">', "<table>", "</table>", "</div>",
        '<div class="src-table" tabindex="0" role="group" aria-label="表格">',
        "<tr>", "</tr>", "<td>", "</td>", "<th>", "</th>",
    }  # fmt: skip
    if "|" not in text and "<t" not in text:
        assert re.sub(r"\s", "", shown) == quoted


def test_a_long_notice_is_drawn_quickly():
    import time

    begun = time.perf_counter()
    source_html(make_notice(text=NOTICE_TEXT * 300), ((10, 20),))
    assert time.perf_counter() - begun < 2
