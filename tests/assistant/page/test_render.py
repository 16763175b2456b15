import datetime as dt
import html
import re
import time

import pytest
from fakes import (
    HOSTILE_NAME,
    HOSTILE_TEXT,
    FakeHeld,
    fake_answers,
    hostile_citation,
    hostile_notice,
    make_citation,
    make_notice,
    row_citation,
)

from assistant import Answer, Scope, Status
from assistant.page.address import Address
from assistant.page.answers import render
from assistant.page.badges import badges
from assistant.page.front import library_line, welcome
from assistant.page.panel import empty_panel, source_panel
from assistant.page.safe import plain_markdown, safe_markdown
from corpus import Deadline, Span, Task

TAG = re.compile(r"</?([a-z][a-z0-9]*)", re.IGNORECASE)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status.ANSWERED, "已回答"),
        (Status.NOT_HELD, "库中没有"),
        (Status.ASK_BACK, "请补充"),
        (Status.HELP, "使用说明"),
        (Status.ERROR, "出错"),
    ],
)
def test_each_status_has_words_and_a_look_of_its_own(status, words):
    shown = render(Answer("问", status, "答"))
    assert words in shown
    assert f"zw-{status.value.replace('_', '-')}" in shown


def test_the_assumption_stands_before_the_words_and_only_once():
    note = "“今年”按2026年理解*"
    shown = render(Answer("问", Status.ANSWERED, f"（{note[:-1]}\\*）\n\n区财政局有1项任务。", scope=Scope(note=note)))
    assert shown.count("按2026年理解") == 1
    assert shown.index("按2026年理解") < shown.index("区财政局有1项任务")


def test_a_mark_becomes_the_control_of_its_citation():
    shown = safe_markdown("甲[1]乙[2]丙[7]", lambda n: f"<i>{n}</i>" if n < 3 else "")
    assert shown == "甲<i>1</i>乙<i>2</i>丙&#91;7&#93;"


def test_a_mark_in_an_answer_opens_the_words_cited():
    citation = make_citation()
    shown = render(Answer("问", Status.ANSWERED, "答[1][2]", (citation,)))
    assert (
        html.unescape(shown).count(f'zw-open" value="qingshi-2026-7|{spans_of(citation)}|"') == 2
    )  # the mark and the card
    assert "&#91;2&#93;" in shown


def test_tables_lists_emphasis_and_quotations_stay_markdown():
    text = "**重点**\n\n| 甲 | 乙 |\n|---|---|\n| 1<br>2 | 3 |\n\n- 一\n\n> 引文"
    assert safe_markdown(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("![图](http://a.invalid/b.png)", "!&#91;图&#93;(http:&#47;&#47;a.invalid/b.png)"),
        ("[名](javascript:alert)", "&#91;名&#93;(javascript:alert)"),
        ("<img src=x>", "&lt;img src=x&gt;"),
        ("https://a.invalid", "https:&#47;&#47;a.invalid"),
        ("www.a.invalid", "www&#46;a.invalid"),
        ("`x` ~~~ $$y$$", "&#96;x&#96; &#126;&#126;&#126; &#36;&#36;y&#36;&#36;"),
        (r"\[1\]", "&#91;1&#93;"),
        ("a\x000\x00b", "a0b"),
    ],
)
def test_markdown_that_could_act_is_shown(text, shown):
    assert safe_markdown(text, lambda n: "控件") == shown


def test_a_question_shows_every_mark_of_markdown():
    assert plain_markdown("1. *a*") == "1&#46; &#42;a&#42;"


def test_a_card_has_label_quotation_duties_and_controls():
    citation = make_citation(
        lead=("区财政局",),
        support=("区审计局",),
        units=("区财政局", "区审计局"),
        deadlines=(Deadline("4月底前", "date", end=dt.date(2026, 4, 30)),),
    )
    shown = render(Answer("问", Status.ANSWERED, "答[1]", (citation,)))
    assert "《2026年青石区政务公开工作要点》" in shown
    assert "区财政局负责在4月30日前公开本级预算" in shown
    assert "<b>牵头</b>区财政局" in shown
    assert "<b>配合</b>区审计局" in shown
    assert "<b>时限</b>4月底前" in shown
    assert f'zw-open" value="qingshi-2026-7|{spans_of(citation)}|">在原文中查看' in html.unescape(shown)
    assert shown.count("zw-copy") == 2


def test_a_quotation_can_be_copied_with_standard_punctuation_which_is_said():
    citation = make_citation(quote="公开预算,按季公布;", label_short="《某通知》")
    shown = html.unescape(render(Answer("问", Status.ANSWERED, "答", (citation,))))
    assert 'value="“公开预算,按季公布;”（《某通知》）">复制引文和出处' in shown
    assert 'value="“公开预算，按季公布；”（《某通知》）" title="原文的标点不规范，此按规范改过，文字不变"' in shown
    assert "标点已规范" not in render(Answer("问", Status.ANSWERED, "答", (make_citation(),)))


def test_a_label_under_a_quotation_is_left_to_the_card():
    citation = make_citation()
    answer = Answer(
        "问", Status.ANSWERED, f"> {citation.quote}\n\n——{citation.label_short} [1]\n\n——别的 [1]", (citation,)
    )
    body = render(answer).partition('<div class="zw-cards">')[0]
    assert "《2026年青石区政务公开工作要点》" not in body
    assert "——别的" in body
    assert body.count("zw-ref") == 2


def test_the_cells_of_a_row_stay_apart():
    shown = render(Answer("问", Status.ANSWERED, "答", (row_citation(pieces=("公开财政信息", "公开本级预算"), n=1),)))
    assert '<span class="zw-cell">公开财政信息</span><span class="zw-cell">公开本级预算</span>' in shown
    assert 'value="“公开财政信息 公开本级预算”（' in shown


def test_many_citations_are_folded_after_the_fifth():
    shown = render(Answer("问", Status.ANSWERED, "答", tuple(make_citation(n=n) for n in range(1, 8))))
    head, folded = shown.split("<details")
    assert head.count('class="zw-card"') == 5
    assert folded.count('class="zw-card"') == 2
    assert "其余 2 条出处" in folded


def test_near_citations_are_not_called_sources():
    shown = render(fake_answers()["2024"])
    assert "不是答复依据" in shown


def test_what_an_answer_rests_on_stands_apart_from_what_is_only_near():
    citations = (make_citation(n=1, near=True), make_citation(n=2), make_citation(n=3))
    shown = render(Answer("两问", Status.ANSWERED, "一未见，二见[2][3]", citations))
    firm, near = shown.split("不是答复依据")
    assert "出处 · 2 条" in firm
    assert [firm.count(f'<span class="zw-n">{n}</span>') for n in (1, 2, 3)] == [0, 1, 1]
    assert '<span class="zw-n">1</span>' in near


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"doc_kind": "interpretation"}, "参考"),
        ({"doc_kind": "news"}, "参考"),
        ({"doc_kind": "draft"}, "草案"),
        ({"validity": "已废止"}, "已废止"),
        ({"validity": "失效"}, "废止 · 失效"),
        ({"validity": "部分废止"}, "部分废止"),
        ({"disclosure": "依申请公开"}, "依申请公开"),
        ({"disclosure": "不予公开"}, "不予公开"),
    ],
)
def test_what_limits_a_citation_is_a_badge(changes, words):
    assert words in re.sub("&#183;", "·", badges(make_citation(**changes)))


@pytest.mark.parametrize("changes", [{}, {"validity": "有效"}, {"disclosure": "主动公开"}])
def test_an_ordinary_citation_has_no_badge(changes):
    assert badges(make_citation(**changes)) == ""


def test_hostile_words_bring_no_tag_of_theirs_into_an_answer():
    shown = render(Answer("问", Status.ANSWERED, f"{HOSTILE_TEXT}\n{HOSTILE_NAME}[1]", (hostile_citation(),)))
    assert set(TAG.findall(shown)) == {"div", "span", "blockquote", "b", "button", "br"}
    assert "![" not in shown
    assert "](" not in shown


def test_a_card_is_one_line_so_that_markdown_cannot_begin_inside():
    cards = render(Answer("问", Status.ANSWERED, "答", (hostile_citation(),))).partition('<div class="zw-cards">')[2]
    assert "\n" not in cards


def test_the_panel_shows_title_number_and_section_path():
    shown = panel(make_notice(), make_citation())
    assert "青政办字〔2026〕7号 · 云河市青石区人民政府办公室 · 2026-03-18" in shown
    assert "位置：<span>一、做好重点领域信息公开</span> › <span>（一）公开财政信息</span>" in shown


def test_a_row_is_named_by_its_number_and_a_place_outside_the_sections_as_the_body():
    citation = row_citation()
    spans = tuple(Span(start, end) for start, end in citation.spans)
    row = Task("附件1/r12", "table", "附件1", "12", "公开财政信息", "", (), (), spans)
    assert "位置：<span>附件1 序号12</span>" in panel(make_notice(sections=(), tasks=(row,)), citation)
    assert "位置：<span>正文</span>" in panel(make_notice(sections=()), citation)


def test_hostile_words_bring_no_tag_of_theirs_into_the_panel():
    shown = panel(hostile_notice(), hostile_citation())
    assert set(TAG.findall(shown)) == {"div", "span", "button", "p", "mark", "table", "tr", "td"}


def test_examples_are_buttons_with_their_question():
    assert '<button type="button" class="zw-example" value="甲&#34;乙">甲&#34;乙</button>' in welcome(['甲"乙'])


def test_the_foot_counts_notices_places_and_years():
    held = [
        FakeHeld("云河市青石区", 2025),
        FakeHeld("云河市青石区", 2026),
        FakeHeld("云河市", 2026),
        FakeHeld("", None),
    ]
    assert library_line(held) == (
        '<div class="zw-foot">文库现有公文 <b>4</b> 份 · 云河市、云河市青石区 · 2025—2026年</div>'
    )


def test_the_foot_counts_places_that_do_not_fit():
    assert "等 6 个地区" in library_line([FakeHeld(f"区{n}", 2026) for n in range(6)])


def test_an_empty_library_is_said():
    assert "还没有公文" in library_line([])


def test_the_empty_panel_says_how_to_fill_it_or_what_went_wrong():
    assert "会在这里打开" in empty_panel()
    assert "&lt;b&gt;" in empty_panel("<b>")


@pytest.mark.parametrize("text", ["qingshi-2026-7|3-9,12-20|", "qingshi-2026-7|3-9|4", "甲.2||"])
def test_an_address_survives_the_browser(text):
    assert str(Address.parse(text)) == text


@pytest.mark.parametrize(
    "text", ["", "x", "x|1|", "x|1-2", "a b|1-2|", "|1-2|", "x|1-2|1|", "x|-1-2|", "<b>", "x|1-2-3|", "x|1-2,|"]
)
def test_what_is_no_address_is_none(text):
    assert Address.parse(text) is None


def test_a_crafted_address_is_refused_at_once():
    began = time.perf_counter()
    assert Address.parse(f"x|1{'-11111111' * 8}!|") is None
    assert time.perf_counter() - began < 1  # it took eight seconds, and eight times as long for each number more


def panel(notice, citation):
    return source_panel(notice, notice, Address.of(citation))


def spans_of(citation):
    return ",".join(f"{start}-{end}" for start, end in citation.spans)
