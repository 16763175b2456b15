"""Citations out of clauses, rows and sentences: words and spans belong together."""

import re

import pytest

from assistant.cite import Citer, fit, join_spans, sentences_of
from index import Library


def bare(words):
    return re.sub(r"\s", "", words)


def cut(text, spans):
    return [text[start:end] for start, end in spans]


@pytest.fixture(scope="module")
def library(sample_library):
    return Library.open(sample_library)


@pytest.fixture(scope="module")
def everything(library):
    """A citation of every clause and every duty of the sample library, with the text it is from."""
    citer = Citer(library)
    out = []
    for held in library.held:
        notice = library.notice(held.notice_id)
        out += [(citer.of_clause(held.notice_id, clause), notice.text) for clause in notice.clauses]
        out += [(citer.of_task(held.notice_id, task), notice.text) for task in notice.tasks]
    assert len(out) > 400
    return out


def test_every_quotation_is_cut_out_by_its_spans(everything):
    for citation, text in everything:
        assert bare(citation.quote) == bare("".join(cut(text, citation.spans))), citation.label
        assert (citation.start, citation.end) == (citation.spans[0][0], citation.spans[-1][1])


def test_no_quotation_is_empty_or_longer_than_600_characters(everything):
    assert all(1 <= len(citation.quote) <= 600 for citation, _ in everything)


def test_pieces_are_uninterrupted_and_make_the_quotation(everything):
    interrupted = [(citation, text) for citation, text in everything if citation.pieces is not None]
    assert interrupted, "the wrapped sample has page numbers within sentences"
    for citation, text in interrupted:
        assert "".join(citation.pieces) == citation.quote
        assert all(piece in bare(text) for piece in map(bare, citation.pieces))
        assert all(len(piece) >= 6 for piece in citation.pieces[1:-1])
        gaps = [text[a:b] for (_, a), (b, _) in zip(citation.spans, citation.spans[1:], strict=False)]
        assert all(len(bare(gap)) <= 300 for gap in gaps)


def test_a_quotation_without_pieces_stands_in_one_stretch(everything):
    for citation, text in everything:
        if citation.pieces is None:
            assert bare(citation.quote) in bare(text)


def test_the_duty_of_a_row_is_told(library):
    (notice_id,) = [h.notice_id for h in library.held if h.doc_number == "青石政办发〔2026〕4号"]
    task = next(t for t in library.notice(notice_id).tasks if t.row == "7")
    citation = Citer(library).of_task(notice_id, task)
    assert (citation.section, citation.row) == ("附件", "7")
    assert citation.requirement.endswith("全年完成改造不少于五百户。")
    assert citation.units == ("区民政局", "区财政局", "各街道办事处")
    assert (citation.lead, citation.support) == (("区民政局",), ("区财政局", "各街道办事处"))
    assert [d.text for d in citation.deadlines] == ["10月底前"]
    assert citation.label_short == "《2026年青石区政务公开工作要点》（青石政办发〔2026〕4号）附件序号7"


def test_a_row_names_the_clause_that_says_the_same_and_the_clause_its_rows(library):
    (notice_id,) = [h.notice_id for h in library.held if h.doc_number == "青石政办发〔2026〕4号"]
    notice, citer = library.notice(notice_id), Citer(library)
    row = citer.of_task(notice_id, next(t for t in notice.tasks if t.row == "16"))
    assert [(place.section, place.row) for place in row.also] == [("二（二）", None)]
    clause = citer.of_clause(notice_id, next(c for c in notice.clauses if c.path == "二（二）"))
    assert [(place.section, place.row) for place in clause.also] == [("附件", "16")]
    assert "建立热线诉求与政策问答库联动机制" in notice.text[clause.also[0].start : clause.also[0].end]


def test_a_row_without_a_number_gets_none(library):
    (notice_id,) = [h.notice_id for h in library.held if h.doc_number == "白鹭政办发〔2025〕9号"]
    citer = Citer(library)
    citations = [citer.of_task(notice_id, task) for task in library.notice(notice_id).tasks]
    assert {citation.row for citation in citations} == {None}
    assert (
        citations[0].label_short
        == "《2025年白鹭区政务公开工作要点》（白鹭政办发〔2025〕9号）附件“区级重点项目的立项、招标和竣工信息每半年”行"
    )


def test_sentences_end_at_their_marks_and_keep_closing_quotes():
    text = "甲事要办。“乙事\n也要办！”丙事"
    sentences = sentences_of(text, [(0, len(text))])
    assert [s.words for s in sentences] == ["甲事要办。", "“乙事也要办！”", "丙事"]
    assert ["".join(cut(text, s.spans)) for s in sentences] == ["甲事要办。", "“乙事\n也要办！”", "丙事"]


def test_a_sentence_over_a_page_number_has_two_spans():
    text = "甲事要\n— 1 —\n办好。"
    (sentence,) = sentences_of(text, [(0, 3), (9, 13)])
    assert (sentence.words, sentence.spans) == ("甲事要办好。", ((0, 3), (10, 13)))


def test_touching_spans_are_joined_and_others_stay_apart():
    assert join_spans([[(0, 2)], [(3, 5)]], "甲乙 丙丁戊己") == ((0, 5),)
    assert join_spans([[(4, 5)], [(0, 2)]], "甲乙 丙丁戊己") == ((0, 2), (4, 5))


def test_a_long_clause_is_cut_at_a_sentence():
    text = "甲乙丙丁戊己庚辛壬。" * 100
    ((start, end),) = fit(text, [(0, len(text))])
    assert (start, end) == (0, 590)


def test_a_long_stretch_without_a_full_stop_is_cut_all_the_same():
    assert fit("甲" * 1000, [(0, 1000)]) == ((0, 590),)


def test_white_space_does_not_count_toward_the_length():
    text = "甲 " * 580 + "。"
    assert fit(text, [(0, len(text))]) == ((0, len(text)),)


def test_a_part_too_far_from_the_one_before_is_left_out():
    text = "甲" * 20 + "乙" * 301 + "丙" * 20
    assert fit(text, [(0, 20), (321, 341)]) == ((0, 20),)


def test_a_short_part_between_two_others_ends_the_quotation():
    text = "甲" * 20 + "-" + "乙" * 3 + "-" + "丙" * 20
    assert fit(text, [(0, 20), (21, 24), (25, 45)]) == ((0, 20), (21, 24))


def test_labelled_paragraphs_without_a_stop_are_sentences_of_their_own():
    text = "一、办理信息\n**办理对象**：住宅业主\n\n**办理期限**：20个工作日\n收费标准：按年计，\n说明：不另收费。"
    spans = [match.span() for match in re.finditer(r"[^*]+", text)]
    assert [sentence.words for sentence in sentences_of(text, spans, "办理信息")] == [
        "一、办理信息",
        "办理对象：住宅业主",
        "办理期限：20个工作日",
        "收费标准：按年计，说明：不另收费。",
    ]
