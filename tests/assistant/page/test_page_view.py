"""The page of the file with the cited words boxed; page numbers in citations."""

import html
from dataclasses import replace

import pytest
from fakes import make_notice

from assistant.page.address import Address
from assistant.page.page_view import boxes_of, page_html
from assistant.page.panel import source_panel
from corpus import Box, dump_notice, load_notice

LINE = Box(10, 20, 2, 0.1, 0.5, 0.9, 0.52)
"""Ten letters of .08 each, on the second page."""


@pytest.fixture
def paged():
    return replace(make_notice(), pages=(0, 10), boxes=(LINE,))


@pytest.mark.parametrize(("position", "page"), [(0, 1), (9, 1), (10, 2), (500, 2), (None, None)])
def test_a_position_stands_on_the_page_that_begins_before_it(paged, position, page):
    assert paged.page_at(position) == page


def test_a_format_without_pages_has_no_page_numbers():
    assert make_notice().page_at(0) is None


def test_pages_and_boxes_are_kept(paged):
    assert load_notice(dump_notice(paged)) == paged


def test_words_within_a_line_are_boxed_by_their_share_of_it(paged):
    (box,) = boxes_of(paged, 2, [(12, 15)])
    assert (box.start, box.end) == (12, 15)
    assert (box.x0, box.x1) == pytest.approx((0.1 + 2 * 0.08, 0.1 + 5 * 0.08))
    assert list(boxes_of(paged, 1, [(12, 15)])) == []


def test_the_picture_is_in_the_page_itself_and_the_first_box_is_the_hit(paged):
    shown = page_html(paged, 2, b"PNG", [(10, 20)])
    assert shown == (
        '<div class="src-page"><img src="data:image/png;base64,UE5H" alt="原件第2页">'
        '<span id="zw-hit" class="src-box" style="left:10.00%;top:50.00%;width:80.00%;height:2.00%"></span></div>'
    )


def test_the_panel_names_the_page_and_offers_it_and_leads_back(paged):
    address = Address("青石-1", ((12, 15),))
    text = html.unescape(source_panel(paged, paged, address))
    assert "<span>第2页</span>" in text
    assert '<button type="button" class="zw-button zw-open" value="青石-1|12-15|2">看原件第2页</button>' in text
    drawn = html.unescape(source_panel(paged, paged, address._replace(page=2), b"PNG"))
    assert 'class="src-box"' in drawn
    assert '<button type="button" class="zw-button zw-open" value="青石-1|12-15|">看文字</button>' in drawn
