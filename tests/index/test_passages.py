from __future__ import annotations

import pytest
from factories import make_notice, make_task, make_unit

from corpus import HEAD, Clause, Span
from index.passages import cut_spans, make_passages


def bare(text: str) -> str:
    return "".join(text.split())


def pieces_of(text: str, *spans: tuple[int, int]) -> list[str]:
    return ["".join(text[start:end] for start, end in piece) for piece in cut_spans(text, spans or [(0, len(text))])]


def test_a_short_clause_is_one_passage_with_its_place_and_headings():
    notice = make_notice("公开预算。按季度公开。", "修路。")
    first, second = make_passages("甲", notice)
    assert first.passage.passage_id == "甲#一"
    assert (first.passage.kind, first.passage.ref, first.passage.text) == ("clause", "一", "一、公开预算。按季度公开。")
    assert notice.text[slice(*first.passage.spans[0])] == "一、公开预算。按季度公开。"
    assert first.passage.context == "关于做好甲事的通知 云河市人民政府 公开预算"
    assert second.passage.passage_id == "甲#二"


def test_a_long_clause_is_cut_at_the_ends_of_sentences():
    sentence = "甲" * 99 + "。"
    (first, *_, last) = entries = make_passages("甲", make_notice(sentence * 5))
    # 一、 is two characters: 202, 200, 100
    assert [len(entry.passage.text) for entry in entries] == [202, 200, 100]
    assert [entry.passage.passage_id for entry in entries] == ["甲#一@1", "甲#一@2", "甲#一@3"]
    assert {entry.passage.kind for entry in entries} == {"piece"}
    assert first.passage.text.endswith("。") and last.passage.ref == "一"


def test_the_pieces_of_a_clause_hold_all_its_words_once():
    text = "。".join("子丑寅卯" * length for length in (3, 40, 7, 90, 1, 1, 30)) + "。"
    assert "".join(pieces_of(text)) == text


def test_a_closing_quotation_mark_stays_with_its_sentence():
    text = "甲" * 150 + "：“乙。”" + "丙" * 200 + "。"
    assert pieces_of(text)[0] == "甲" * 150 + "：“乙。”"


@pytest.mark.parametrize("comma", ["，", ""], ids=["with commas", "without any mark"])
def test_no_passage_has_more_than_five_hundred_characters(comma):
    text = ("甲" * 200 + comma) * 10
    assert max(len(piece) for piece in pieces_of(text)) <= 500
    assert "".join(pieces_of(text)) == text


def test_a_piece_does_not_hold_the_furniture_between_two_spans():
    text = "甲" * 130 + "\n— 3 —\n" + "乙" * 60 + "。" + "丙" * 100 + "。"
    gap = text.index("\n— 3")
    first, second = cut_spans(text, [(0, gap), (gap + 7, len(text))])
    assert first == (Span(0, 130), Span(137, 198))
    assert "".join(text[start:end] for start, end in second) == "丙" * 100 + "。"


def test_white_space_is_not_counted_and_not_at_the_ends_of_a_piece():
    text = "  " + ("甲 " * 124) + "。\n" + "乙" * 120 + "。 "
    assert [len(bare(piece)) for piece in pieces_of(text)] == [246]
    assert pieces_of(text)[0] == text.strip()


def test_a_clause_without_words_is_no_passage():
    empty = Clause("一", "一", "总则", ("总则",), "", ())
    assert make_passages("甲", make_notice(clauses=(empty,))) == []


def test_words_outside_the_numbered_text_are_of_kind_head():
    notice = make_notice("甲事。")
    head = Clause(HEAD, HEAD, "", (), "关于做好甲事的通知", (Span(0, 9),))
    (entry,) = make_passages("甲", make_notice("甲事。", clauses=(head,)))
    assert (entry.passage.kind, entry.passage.passage_id) == ("head", "甲#文件头")
    assert notice.text[slice(*entry.passage.spans[0])] == "关于做好甲事的通知"


def test_a_task_is_indexed_under_its_name_units_and_deadlines_and_shown_as_a_quotation():
    notice = make_notice("公开预算。")
    task = make_task(notice, "公开预算", make_unit("市财政局", "财政局"))
    *_, entry = make_passages("甲", make_notice("公开预算。", tasks=(task,)))
    assert (entry.passage.kind, entry.passage.passage_id) == ("task", "甲#附件/r1")
    assert entry.passage.text == "公开预算"
    assert entry.task == "做好甲事 市财政局 2022年6月底前"


def test_a_task_is_indexed_under_the_headings_of_its_body_clause():
    notice = make_notice("公开预算。", "乙事。")
    task = make_task(notice, "乙事", clause="一")
    *_, entry = make_passages("甲", make_notice("公开预算。", "乙事。", tasks=(task,)))
    assert entry.heading == "乙事 公开预算"


def test_a_very_long_task_is_shown_up_to_five_hundred_characters():
    words = ("甲" * 99 + "。") * 8
    notice = make_notice(words)
    *_, entry = make_passages("甲", make_notice(words, tasks=(make_task(notice, words),)))
    assert entry.passage.kind == "task"
    assert 100 <= len(entry.passage.text) <= 500
