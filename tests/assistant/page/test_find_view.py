"""What was found as it is drawn: the words marked, everything counted, no word of a notice markup."""

from __future__ import annotations

import re
from dataclasses import replace

from fakes import HOSTILE_NAME, HOSTILE_TEXT

from assistant.everywhere import Everywhere, InNotice, InSection, Spot, find_everywhere
from assistant.page.find_view import find_html


def test_words_are_marked_under_their_notice_and_section(assistant):
    html = find_html(find_everywhere(assistant.library, "起到一案警示一片"))
    # in the row of the table and in the text of 青石区 2026
    assert html.count("<mark>起到一案警示一片</mark>") == html.count("zw-open") == html.count("<li>") == 2
    assert re.search(r"<h3>2026年青石区政务公开工作要点", html)


def test_what_is_not_shown_is_said(assistant):
    html = find_html(find_everywhere(assistant.library, "政务公开", most=3))
    total = len(assistant.library.find("政务公开"))
    assert f"共有 <b>{total}</b> 处，先列出 3 处" in html
    assert f"其余 {total - 3} 处" in html


def test_words_that_stand_nowhere_are_said_to_be_so():
    assert "文库里没有一字不差的“量子&#45;1”" in find_html(Everywhere("量子-1"))


def test_no_word_of_a_notice_is_markup(assistant):
    held = replace(assistant.library.held[0], issued_title=HOSTILE_NAME, issuer=HOSTILE_NAME, doc_number=HOSTILE_NAME)
    spot = Spot(HOSTILE_TEXT, HOSTILE_TEXT, HOSTILE_TEXT, 0, 9)
    html = find_html(
        Everywhere(HOSTILE_NAME, 1, 1, (InNotice(held, 1, (InSection(HOSTILE_NAME, HOSTILE_NAME, (spot,)),)),))
    )
    assert not re.search(r"<(?:script|img|svg|iframe|a|td)\b", html)
