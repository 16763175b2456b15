"""Automatic numbers of Word come out as text."""

import pytest
from word_files import a_list, docx_of, level, numbered, p, scheme

from corpus.formats.docx import read

OFFICIAL = scheme(
    level(0, "chineseCountingThousand", "%1、"),
    level(1, "chineseCountingThousand", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimal", "（%4）"),
)


def lines(body, numbering, styles=""):
    return read(docx_of(body, numbering=numbering, styles=styles), "通知.docx", "0" * 64).text.splitlines()


def test_levels_of_official_notices_are_counted_and_begin_anew_below_a_new_heading():
    body = "".join(
        (
            numbered("总体要求"),
            numbered("重点任务"),
            numbered("公开", 1),
            numbered("解读", 1),
            numbered("图片", 2),
            numbered("保障"),
            numbered("组织", 1),
        )
    )
    assert lines(body, OFFICIAL + a_list()) == [
        *("一、总体要求", "二、重点任务", "（一）公开", "（二）解读", "1.图片", "三、保障", "（一）组织"),
    ]


@pytest.mark.parametrize(
    ("form", "start", "written"),
    [
        ("decimal", 9, "9 10"),
        ("decimalZero", 9, "09 10"),
        ("decimalFullWidth", 9, "９ １０"),
        ("decimalEnclosedCircle", 20, "⑳ ㉑"),
        ("decimalEnclosedCircleChinese", 1, "① ②"),
        ("decimalEnclosedFullstop", 1, "⒈ ⒉"),
        ("decimalEnclosedParen", 1, "⑴ ⑵"),
        ("upperLetter", 26, "Z AA"),
        ("lowerLetter", 1, "a b"),
        ("upperRoman", 4, "IV V"),
        ("lowerRoman", 9, "ix x"),
        ("chineseCounting", 10, "十 十一"),
        ("chineseCountingThousand", 20, "二十 二十一"),
        ("japaneseCounting", 1, "一 二"),
        ("taiwaneseCounting", 1, "一 二"),
        ("taiwaneseCountingThousand", 110, "一百一十 一百一十一"),
        ("ideographDigital", 10, "一〇 一一"),
        ("chineseLegalSimplified", 10, "壹拾 壹拾壹"),
        ("ideographTraditional", 1, "甲 乙"),
        ("ideographZodiac", 1, "子 丑"),
        ("ideographEnclosedCircle", 1, "㊀ ㊁"),
        ("somethingNew", 7, "7 8"),
    ],
)
def test_each_format_is_written_as_word_shows_it(form, start, written):
    numbering = scheme(level(0, form, "%1.", start=start)) + a_list()
    first, second = written.split()
    assert lines(numbered("甲") + numbered("乙"), numbering) == [f"{first}.甲", f"{second}.乙"]


def test_a_bullet_has_no_text_and_a_level_without_number_keeps_its_words():
    numbering = scheme(level(0, "bullet", "\uf0b7"), level(1, "none", "附件：")) + a_list()
    assert lines(numbered("甲") + numbered("乙", 1), numbering) == ["甲", "附件：乙"]


def test_a_number_may_name_the_levels_above_it_and_in_digits_where_it_is_legal():
    legal = '<w:isLgl w:val="1"/>'
    numbering = (
        scheme(
            level(0, "chineseCounting", "第%1章", "<w:suff w:val='space'/>"),
            level(1, "decimal", "%1.%2", legal),
            level(2, "lowerLetter", "%1-%2-%3"),
        )
        + a_list()
    )
    body = numbered("总则") + numbered("目的", 1) + numbered("例", 2)
    assert lines(body, numbering) == ["第一章 总则", "1.1 目的", "一-1-a 例"]


def test_a_bare_number_is_parted_from_the_digits_behind_it():
    numbering = scheme(level(0, "decimal", "%1")) + a_list()
    assert lines(numbered("2024年"), numbering) == ["1 2024年"]


def test_lists_of_one_scheme_count_on_and_a_start_override_begins_anew_once():
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = scheme(level(0, "decimal", "%1.")) + a_list(1) + a_list(2) + a_list(3, overrides=override)
    body = numbered("甲", number=1) + numbered("乙", number=2) + numbered("丙", number=3) + numbered("丁", number=3)
    assert lines(body, numbering) == ["1.甲", "2.乙", "1.丙", "2.丁"]


def test_an_override_may_give_a_level_another_look():
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "（%1）")}</w:lvlOverride>'
    numbering = scheme(level(0, "decimal", "%1.")) + a_list(overrides=override)
    assert lines(numbered("甲"), numbering) == ["（1）甲"]


@pytest.mark.parametrize(("restart", "last"), [("", "1."), ('<w:lvlRestart w:val="0"/>', "3.")])
def test_a_level_that_never_restarts_counts_on(restart, last):
    numbering = scheme(level(0, "chineseCounting", "%1、"), level(1, "decimal", "%2.", restart)) + a_list()
    body = numbered("甲") + numbered("子", 1) + numbered("丑", 1) + numbered("乙") + numbered("寅", 1)
    assert lines(body, numbering)[-1] == f"{last}寅"


def test_a_level_may_restart_after_the_outermost_level_alone():
    restart = '<w:lvlRestart w:val="1"/>'
    numbering = (
        scheme(level(0, "decimal", "%1、"), level(1, "decimal", "（%2）"), level(2, "decimal", "%3.", restart))
        + a_list()
    )
    body = "".join(numbered("甲", at) for at in (0, 1, 2, 1, 2, 0, 2))
    assert lines(body, numbering) == ["1、甲", "（1）甲", "1.甲", "（2）甲", "2.甲", "2、甲", "1.甲"]


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="3"><w:name w:val="mine"/><w:basedOn w:val="1"/></w:style>'
)


def test_numbers_come_from_a_style_and_from_the_one_that_it_is_based_on():
    numbering = (
        scheme(
            level(0, "chineseCounting", "%1、", '<w:pStyle w:val="1"/>'),
            level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="2"/>'),
        )
        + a_list()
    )
    styled = "".join(p(words, f'<w:pStyle w:val="{style}"/>') for words, style in (("甲", 1), ("乙", 2), ("丙", 3)))
    plain = p("丁", '<w:pStyle w:val="1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert lines(styled + plain, numbering, STYLES) == ["一、甲", "（一）乙", "二、丙", "丁"]


def test_a_scheme_may_stand_with_a_style_of_lists():
    style = '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    named = '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>'
    numbering = named + scheme(level(0, "decimal", "%1)"), at=1) + a_list(1, 0) + a_list(2, 1)
    assert lines(numbered("甲", number=1), numbering, style) == ["1)甲"]


def test_a_custom_format_is_written_as_its_nearest_one_of_old():
    form = (
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001"/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="decimalZero"/></mc:Fallback></mc:AlternateContent>'
    )
    one = f'<w:lvl w:ilvl="0"><w:start w:val="1"/>{form}<w:lvlText w:val="%1."/></w:lvl>'
    assert lines(numbered("甲"), scheme(one) + a_list()) == ["01.甲"]


def test_a_list_that_is_not_described_and_a_blank_numbered_paragraph_leave_no_text():
    numbering = OFFICIAL + a_list()
    assert lines(numbered("甲", number=9) + numbered("") + numbered("乙"), numbering) == ["甲", "二、乙"]
