"""Quotations: the words of the notice, verbatim but for white space."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Span, bare, quote_of, squeeze
from corpus.quote import merge_spans, trim_span


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("公开\n信息", "公开信息"),
        ("公开　信 息", "公开信息"),
        ("用 App 公开", "用App公开"),
        ("Open  Data\n2024", "Open Data 2024"),
        ("2024 年", "2024年"),
        ("公\u200b开", "公开"),
        ("A\u200bB", "AB"),
        ("A\u200b B", "A B"),
        (" 公开 ", "公开"),
        ("", ""),
    ],
)
def test_white_space_is_dropped_but_between_latin_words(text, words):
    assert squeeze(text) == words


def test_bare_words_have_no_white_space_at_all():
    assert bare("Open Data\u3000公 开\n") == "OpenData公开"


def test_one_span_is_quoted_without_pieces():
    assert quote_of("一、加强\n解读。二、", [(0, 8)]) == ("一、加强解读。", None)


def test_several_spans_are_joined_and_told_apart():
    text = "加强政策\n— 2 —\n解读。"
    assert quote_of(text, [(0, 4), (11, 14)]) == ("加强政策解读。", ("加强政策", "解读。"))


def test_a_span_of_white_space_is_no_piece():
    assert quote_of("公开  信息", [(0, 2), (2, 4), (4, 6)]) == ("公开信息", ("公开", "信息"))
    assert quote_of("公开  信息", [(0, 2), (2, 4)]) == ("公开", None)


def test_no_spans_quote_nothing():
    assert quote_of("公开", []) == ("", None)


def test_spans_with_only_white_space_between_become_one():
    assert merge_spans([(5, 7), (0, 2), (3, 4)], "公开\n信，预算") == (Span(0, 4), Span(5, 7))
    assert merge_spans([(0, 3), (2, 4), (4, 4)], "公开信息") == (Span(0, 4),)


def test_a_span_is_trimmed_to_its_words():
    assert trim_span("  公开 \n", 0, 6) == Span(2, 4)
    assert trim_span("   ", 0, 3).start == trim_span("   ", 0, 3).end


@given(st.text(alphabet="公开aB1 \n\u3000\u200b。"))
def test_squeezing_loses_no_character_and_keeps_the_order(text):
    assert bare(squeeze(text)) == bare(text)
    assert squeeze(squeeze(text)) == squeeze(text)
