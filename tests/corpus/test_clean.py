"""Which characters are words, and where each of them stands."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import bare
from corpus.clean import is_heading_line, words_of
from corpus.view import ViewBuilder


def clean(source):
    return words_of(source, 0, len(source)).text


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("公开信息", "公开信息"),
        ("公 开　信\xa0息", "公开信息"),
        ("<b>公开</b><br/>信息", "公开信息"),
        ('<td colspan="2">公开</td>', "公开"),
        ("公开<!-- 注 -->信息", "公开信息"),
        ("**公开**信息", "公开信息"),
        ("## 公开信息", "公开信息"),
        ("公开&nbsp;信息", "公开信息"),
        ("预算&amp;决算", "预算&决算"),
        ("公\u200b开\ufeff信息", "公开信息"),
        ("Open  Data", "Open Data"),
        ("2024 年", "2024年"),
        ("3 <5 个", "3<5个"),
        ("《公开》<办法>", "《公开》<办法>"),
        ("a<b，c>d", "a<b，c>d"),
        ("", ""),
    ],
)
def test_tags_marks_and_blanks_are_no_words(source, words):
    assert clean(source) == words


def test_a_word_between_tags_stands_where_it_stood():
    source = "<p>公开</p> <p>信息</p>"
    view = words_of(source, 0, len(source))
    assert [source[a:b] for a, b in view.spans(0, 4)] == ["公开", "信息"]
    assert [source[a:b] for a, b in view.spans(1, 3)] == ["开", "信"]
    assert view.at(2) == source.index("信")


def test_white_space_does_not_divide_a_span():
    source = "公开 信息"
    assert words_of(source, 0, len(source)).spans(0, 4) == ((0, 5),)


def test_a_stretch_of_a_source_is_cleaned_with_its_own_positions():
    source = "加强<i>政策</i>解读"
    assert words_of(source, 5, 7).spans(0, 2) == ((5, 7),)


def test_the_end_of_a_paragraph_is_not_the_start_of_the_next():
    builder = ViewBuilder("公开。\n\n信息。")
    builder.keep(0, 3)
    builder.put("\n", 5)
    builder.keep(5, 8)
    view = builder.build()
    assert view.text == "公开。\n信息。"
    assert (view.end(3), view.end(4), view.end(7)) == (3, 3, 8)
    assert (view.at(0), view.at(4), view.at(7)) == (0, 5, 8)


@pytest.mark.parametrize(("line", "expected"), [("# 公开", True), ("## 公开", True), ("公开", False), ("#公开", True)])
def test_a_markdown_heading_is_known_by_its_mark(line, expected):
    assert is_heading_line(line, 0, len(line)) is expected


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from([*"公开信息aB12 <>/*_&;\n\u3000\u200b", "<b>", "</b>", "&amp;", "**"]), max_size=30))
def test_every_span_of_a_view_cuts_words_of_the_source(pieces):
    source = "".join(pieces)
    view = words_of(source, 0, len(source))
    for start in range(len(view.text)):
        if not view.text[start].isspace() and view.text[start] != "&":
            ((a, b),) = view.spans(start, start + 1)
            assert source[a:b] == view.text[start]
    assert all(bare(source[a:b]) for a, b in view.spans(0, len(view.text)))
