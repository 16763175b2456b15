"""Places put aside, looked up again, and handed out as a reply."""

import datetime as dt
import io
from dataclasses import replace

import pytest
from docx import Document
from docx.oxml.ns import qn

from assistant.basket import Basket
from assistant.keep import check, kept_from, kept_of, kept_of_answer, recheck, renewed, warnings
from assistant.letter import Letter, to_docx, to_markdown, to_text
from corpus import read_bytes
from index.store import make_record

TEXT = """云河市青石区人民政府办公室
关于印发2026年青石区便民工作要点的通知
青政办字〔2026〕9号

各镇街，各部门：

现将《2026年青石区便民工作要点》印发给你们，请认真执行。

云河市青石区人民政府办公室
2026年2月6日

2026年青石区便民工作要点

一、办好民生实事
（一）改造食堂。区民政局在6月底前改造社区食堂12处，菜价每季度
— 1 —
公布一次。逾期未改造的，通报批评。
（二）开放场馆。学校操场节假日向居民开放。

附件
任务分解表

| 序号 | 工作任务 | 具体要求 | 责任单位 | 完成时限 |
|---|---|---|---|---|
| 1 | 改造食堂 | 改造社区食堂12处 | 区民政局 | 6月底前 |
| 2 | 开放场馆 | 学校操场向居民开放 | 区教育局 | 全年 |
"""
ID = "青政办字2026-9"
SHORT = "《2026年青石区便民工作要点》（青政办字〔2026〕9号）"
CANTEEN = "（一）改造食堂。区民政局在6月底前改造社区食堂12处，菜价每季度公布一次。逾期未改造的，通报批评。"


class Notices:
    """What of a library the basket needs, over texts."""

    def __init__(self, **changes):
        self._notices = {ID: read_bytes(TEXT.encode(), "甲.txt")}
        self.change(**changes)

    def change(self, text=TEXT, **fields):
        self._notices = {ID: replace(read_bytes(text.encode(), "甲.txt"), **fields)}
        return self

    def withdraw(self):
        self._notices = {}
        return self

    def notice(self, notice_id):
        return self._notices[notice_id]

    def held_as(self, notice_id):
        return make_record(notice_id, self._notices[notice_id]).held


def at(*words, text=TEXT):
    return [(text.index(w), text.index(w) + len(w)) for w in words]


def keep(*words, library=None):
    return kept_from(library or Notices(), ID, at(*words))


# ---- making


def test_words_of_a_clause_are_kept_with_its_label_and_what_stands_around():
    kept = keep("学校操场节假日向居民开放。")
    assert (kept.ref, kept.quote) == ("一（二）", "学校操场节假日向居民开放。")
    assert kept.label_short == f"{SHORT}第一部分第（二）项"
    assert kept.before.endswith("通报批评。（二）开放场馆。")
    assert (len(kept.before), kept.after[:5]) == (20, "附件任务分")


def test_a_quotation_passes_over_a_page_number():
    kept = keep("菜价每季度\n— 1 —\n公布一次。")
    assert (kept.quote, kept.pieces) == ("菜价每季度公布一次。", ("菜价每季度", "公布一次。"))


def test_words_of_a_row_are_kept_with_its_number():
    kept = keep("改造社区食堂12处 | 区民政局")
    assert kept.label_short == f"{SHORT}附件序号1"
    assert kept.quote == "改造社区食堂12处\u3000区民政局"


def test_a_heading_with_a_line_of_its_own_stands_apart():
    lines = TEXT.replace("（二）开放场馆。学校", "（二）开放场馆\n学校")
    library = Notices(text=lines)
    kept = kept_from(library, ID, at("（二）开放场馆\n学校操场节假日向居民开放。", text=lines))
    assert kept.quote == "（二）开放场馆\u3000学校操场节假日向居民开放。"
    assert recheck(kept, library) == "same"


def test_of_words_in_two_clauses_those_of_one_are_kept():
    kept = keep("通报批评。\n（二）开放场馆。学校操场节假日向居民开放。")
    assert (kept.ref, kept.quote) == ("一（二）", "（二）开放场馆。学校操场节假日向居民开放。")


@pytest.mark.parametrize(
    ("notice_id", "spans"),
    [("乙号", [(0, 5)]), (ID, []), (ID, [(10**6, 10**6 + 5)]), (ID, at("\n\n")), (ID, at("一、办好民生实事"))],
    ids=["no notice", "no place", "beyond the end", "blank", "a bare heading"],
)
def test_what_no_clause_holds_is_not_kept(notice_id, spans):
    assert kept_from(Notices(), notice_id, spans) is None


def test_an_answer_is_kept_as_all_that_it_rests_on(assistant, ask):
    answer = ask("2026年青石区财政局牵头负责什么")
    kept = kept_of_answer(assistant.library, answer)
    assert [each.label_short for each in kept] == [c.label_short for c in answer.citations]
    near = replace(answer, citations=tuple(replace(c, near=True) for c in answer.citations))
    assert kept_of_answer(assistant.library, near) == ()


def test_every_citation_of_the_sample_stands_when_looked_up_again(assistant):
    duties = assistant.duties(issuer="青石区", year=2026).duties
    kept = [kept_of(assistant.library, duty.citation) for duty in duties]
    again = [renewed(each, assistant.library) for each in kept]
    assert [each and (each.ref, each.label, each.quote) for each in again] == [
        (each.ref, each.label, each.quote) for each in kept
    ]


# ---- looking up again


@pytest.mark.parametrize(
    ("old", "new", "standing"),
    [
        ("", "", "same"),
        ("食堂12处，菜价", "食堂12\n处， 菜价", "same"),
        ("— 1 —\n", "", "same"),
        ("改造食堂。区民政局", "改造食堂。\n— 1 —\n区民政局", "same"),
        ("2026年2月6日", "2026年2月8日", "same"),
        ("12处，", "13处，", "changed"),
        ("，菜价", "；菜价", "changed"),
        ("通报批评。", "", "changed"),
    ],
    ids=["untouched", "white space", "no page", "other page", "elsewhere", "a digit", "a mark", "cut"],
)
def test_a_quotation_stands_character_for_character_but_for_white_space(old, new, standing):
    library = Notices()
    kept = keep("（一）改造食堂。", "公布一次。逾期未改造的，通报批评。", library=library)
    whole = kept_from(library, ID, [(kept.spans[0][0], kept.spans[-1][1])])
    assert whole.quote == CANTEEN
    assert recheck(whole, library.change(TEXT.replace(old, new, 1))) == standing


def test_what_is_gone_is_withdrawn():
    assert recheck(keep("学校操场节假日向居民开放。"), Notices().withdraw()) == "withdrawn"


def test_a_clause_that_got_another_number_is_cited_by_that():
    moved = TEXT.replace("（二）开放场馆", "（二）修缮道路。逐条修缮。\n（三）开放场馆")
    now = renewed(keep("学校操场节假日向居民开放。"), Notices(text=moved))
    assert (now.ref, now.label_short) == ("一（三）", f"{SHORT}第一部分第（三）项")


@pytest.mark.parametrize(("at", "ref"), [(0, "一（二）"), (1, "一（三）"), (2, "一（四）")])
def test_of_places_with_the_same_words_the_one_with_the_same_surroundings_is_taken(at, ref):
    words = "学校操场节假日向居民开放。"
    many = TEXT.replace("（二）开放场馆。", f"（二）开放公园。{words}\n（三）开放书屋。{words}\n（四）开放场馆。")
    library = Notices(text=many)
    start = [place for place in range(len(many)) if many.startswith(words, place)][at]
    kept = kept_from(library, ID, [(start, start + len(words))])
    assert kept.ref == ref
    assert renewed(replace(kept, ref="九"), library).ref == ref


def test_nothing_but_words_place_and_note_is_taken_from_what_a_browser_kept():
    kept = keep("学校操场节假日向居民开放。")
    forged = replace(
        kept, label="《假》", label_short="《假》", validity="有效", doc_kind="draft", note="注", spans=((0, 3),)
    )
    assert renewed(forged, Notices()) == replace(kept, note="注")
    assert recheck(replace(kept, quote="学校操场节假日不开放。"), Notices()) == "changed"
    assert recheck(replace(kept, pieces=("学校", "开放。")), Notices()) == "changed"


# ---- warnings


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"disclosure": "依申请公开"}, "公开属性是“依申请公开”"),
        ({"disclosure": "不予公开"}, "公开属性是“不予公开”"),
        ({"disclosure": "内部"}, "公开属性是“内部”"),
        ({"doc_kind": "draft"}, "征求意见稿"),
        ({"doc_kind": "interpretation"}, "解读，只能参考"),
        ({"validity": "废止"}, "标注“废止”"),
    ],
)
def test_sources_to_be_careful_of_are_warned_about(fields, words):
    kept = keep("学校操场节假日向居民开放。")
    (said,) = warnings(Basket((kept, replace(kept, ref="二", **fields))))
    assert said.startswith("第2条：")
    assert words in said


@pytest.mark.parametrize("fields", [{}, {"disclosure": "主动公开"}, {"validity": "有效"}, {"doc_kind": "regulation"}])
def test_an_authority_that_is_public_and_in_force_is_not_warned_about(fields):
    assert warnings(Basket((replace(keep("学校操场节假日向居民开放。"), **fields),))) == []


def test_one_warning_names_all_that_it_is_about():
    kept = replace(keep("学校操场节假日向居民开放。"), disclosure="依申请公开")
    (said,) = warnings(Basket((kept, replace(kept, ref="二"))))
    assert said.startswith("第1、2条：")


# ---- the reply

LETTER = Letter("关于食堂问题的复函", "云河市民政局", "云河市青石区人民政府办公室", dt.date(2026, 3, 2), "来函收悉。")


@pytest.fixture
def basket():
    rest = keep("学校操场节假日向居民开放。")
    return Basket((keep("改造社区食堂12处 | 区民政局"), replace(rest, note="以学校公告为准。"), keep("通报批评。")))


def test_word_is_laid_out_as_a_reply(basket):
    paper = Document(io.BytesIO(to_docx(basket, Notices(), LETTER)))
    assert [(p.style.name, p.text) for p in paper.paragraphs if p.text] == [
        ("公文标题", "关于食堂问题的复函"),
        ("公文主送机关", "云河市民政局："),
        ("公文正文", "来函收悉。"),
        ("公文正文", f"1.{SHORT}附件序号1规定："),
        ("公文引文", "改造社区食堂12处\u3000区民政局"),
        ("公文正文", f"2.{SHORT}第一部分第（二）项规定："),
        ("公文引文", "学校操场节假日向居民开放。"),
        ("公文正文", "以学校公告为准。"),
        ("公文正文", f"3.{SHORT}第一部分第（一）项规定："),
        ("公文引文", "通报批评。"),
        ("公文结语", "特此函复。"),
        ("公文落款", "云河市青石区人民政府办公室"),
        ("公文落款", "2026年3月2日"),
    ]
    fonts = {run._r.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")) for p in paper.paragraphs for run in p.runs}
    assert fonts == {"方正小标宋简体", "仿宋_GB2312", "楷体_GB2312"}


def test_markdown_and_text_have_the_same_words(basket):
    marked, text = (make(basket, Notices(), LETTER) for make in (to_markdown, to_text))
    assert f"2\\.{SHORT}第一部分第（二）项规定：\n\n> 学校操场节假日向居民开放。\n\n以学校公告为准。" in marked
    assert f"　　2.{SHORT}第一部分第（二）项规定：\n　　“学校操场节假日向居民开放。”\n　　以学校公告为准。" in text
    assert text.startswith("关于食堂问题的复函\n\n云河市民政局：\n　　来函收悉。\n")
    assert text.endswith("　　特此函复。\n\n云河市青石区人民政府办公室\n2026年3月2日\n")


@pytest.mark.parametrize("make", [to_markdown, to_text])
def test_what_no_longer_stands_is_left_out_and_named(basket, make):
    said = make(basket, Notices(text=TEXT.replace("通报批评", "约谈")), LETTER)
    assert "通报批评" not in said
    assert f"{SHORT}第一部分第（一）项：原文已改动，引文不再成立，没有列入。" in said
    assert "核对提示（发文前请删去）" in said


def test_in_word_it_is_named_on_a_page_of_its_own(basket):
    paper = Document(io.BytesIO(to_docx(basket, Notices().withdraw(), LETTER)))
    words = [p.text for p in paper.paragraphs]
    (heading,) = [p for p in paper.paragraphs if p._p.find(f".//{qn('w:pageBreakBefore')}") is not None]
    assert heading.text == "核对提示（发文前请删去）"
    assert sum(word.endswith("公文已不在库中，没有列入。") for word in words) == 3
    assert "（没有可以引用的内容。）" in words


def test_what_is_no_authority_is_said_to_be_none(basket):
    library = Notices(doc_kind="draft", validity="废止")
    said = to_text(basket, library, LETTER)
    assert f"1.{SHORT}附件序号1（征求意见稿，仅供参考；原文标注：废止）载明：" in said
    assert "第1、2、3条：所引是征求意见稿，未正式印发，不能作为依据。" in said


def test_words_of_a_clerk_are_words():
    hostile = "![图](http://images.invalid/a.png)<script>[1]"
    noted = Basket((keep("通报批评。"),)).annotate(1, hostile)
    said = to_markdown(noted, Notices(), Letter(title=hostile))
    assert "](" not in said.replace("\\]", "")
    assert "<script" not in said.replace("\\<", "")


def test_a_whole_basket_is_checked_quickly(assistant):
    import time

    duties = assistant.duties(issuer="青石区", year=2026).duties
    kept = tuple(kept_of(assistant.library, duty.citation) for duty in duties)
    many = Basket(tuple(kept[n % len(kept)] for n in range(200)))
    start = time.perf_counter()
    checked = check(many, assistant.library)
    assert time.perf_counter() - start < 2
    assert len(checked.basket.kept) == 200


def test_a_row_of_short_cells_is_quoted_whole_and_stands_when_looked_up_again(library_of):
    text = (
        "青石县人民政府办公室关于印发民生实事清单的通知\n青政办发〔2026〕9号\n\n附件\n\n民生实事清单\n\n"
        "| 实事名称 | 年度目标 | 一季度 | 二季度 | 牵头单位 |\n|---|---|---|---|---|\n"
        "| 更新电梯 | 更新老旧电梯220台 | 评估 | 更新60台 | 县住建局 |\n"
    )
    assistant = library_of(清单=text)
    (citation,) = assistant.ask("县住建局负责什么").citations
    assert citation.quote == "更新老旧电梯220台|评估|更新60台县住建局"
    kept = kept_of(assistant.library, citation)
    assert recheck(kept, assistant.library) == "same"
