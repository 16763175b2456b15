"""The sentences that answer a question, and what an answer to 多少 must contain."""

import re

import pytest

from assistant.cite import Citer
from assistant.find import Finder, distinct, number_pattern, terms_asked
from index import Library


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("每部补助多少钱", "每部补助十五万元"),
        ("每户补助多少元", "按照每户四千元的标准"),
        ("每张床位补助多少钱", "每年补助三千六百元"),
        ("每户补助多少钱", "每户补助1.5万元"),
        ("每餐补助多少钱", "每餐补助三元"),
        ("培训几次", "不少于两次"),
        ("提前多少天公开", "早三十日以上"),
        ("几个工作日内上网", "3个工作日内"),
        ("培训多少人", "不少于三百人次"),
        ("改造多少户", "不少于五百户"),
        ("占比多少", "不低于七成"),
        ("多久更新一次", "每季度更新"),
        ("最晚到什么时候", "6月底前"),
        ("公开比例要达到多少", "公开比例达到百分之九十以上"),
        ("占比多少", "占比不低于70%"),
        ("满意度提高多少", "比上年提高三个百分点"),
    ],
)
def test_the_number_asked_for_is_recognised(question, answer):
    assert number_pattern(question).search(answer)


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("每部补助多少钱", "加装方案公示不少于十日"),
        ("每部补助多少元", "每户公示两次"),
        ("培训几次", "三十家企业"),
        ("几个工作日内上网", "占比不低于七成"),
        ("多久更新一次", "内容要便于检索"),
        ("培训多少人", "办理两次"),
        ("报销比例是多少", "用一图读懂的形式告知群众"),
        ("占比多少", "制定解读材料三份"),
        ("满意度提高多少", "在一张图上写明"),
    ],
)
def test_another_number_is_not_the_one_asked_for(question, other):
    assert number_pattern(question).search(other) is None


def test_a_question_that_asks_no_number_wants_none():
    assert number_pattern("对政策解读有什么要求") is None


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        ("“免申即享”是什么意思", ["免申即享"]),
        ("免申即享是什么意思", ["免申即享"]),
        ("要点里的一图通是什么", ["一图通"]),
        ("“免申即享”和“一图通”分别是什么", ["免申即享", "一图通"]),
        ("是什么", []),
    ],
)
def test_the_term_whose_meaning_is_asked(question, terms):
    assert terms_asked(question) == terms


@pytest.fixture(scope="module")
def library(sample_library):
    return Library.open(sample_library)


@pytest.fixture(scope="module")
def find(library):
    finder = Finder(library, Citer(library))

    def search(content, kind, number):
        ids = {h.notice_id for h in library.held if h.doc_number == number}
        return finder, finder.find(content, kind, ids)

    return search


@pytest.mark.parametrize(
    ("content", "kind", "number", "section", "words"),
    [
        ("加装电梯每部补助多少钱", "number", "青石政办发〔2026〕7号", "一2", "每部补助十五万元"),
        ("对依申请公开有什么要求", "clause", "青石政办发〔2026〕4号", "四（一）", "统一政府信息公开申请的登记"),
        ("开放数据集多少个", "number", "白鹭政办发〔2026〕3号", "四（二）", "不少于三十个"),
        ("政府公报提供哪些版本", "list", "东岳政办发〔2026〕1号", "三（三）", "同步发行大字本和有声版"),
        ("历史风貌怎么保护", "clause", "白鹭政发〔2025〕12号", "四（三）", "先评估后施工"),
    ],
)
def test_the_best_sentence_with_its_neighbours_says_it(library, find, content, kind, number, section, words):
    finder, found = find(content, kind, number)
    citation = finder.cite(found, found.best)
    clauses = {citation.section, *(place.section for place in citation.also)}
    assert section in clauses
    text = library.notice(citation.notice_id).text
    assert words in re.sub(r"\s", "", "".join(text[a:b] for a, b in citation.spans))


def test_sentences_are_best_first_and_passages_within_the_scope(library, find):
    _, found = find("政策解读", "clause", "青石政办发〔2026〕4号")
    scores = [s.score for s in found.sentences]
    assert scores == sorted(scores, reverse=True)
    assert {library.notice(hit.passage.notice_id).doc_number for hit in found.retrieved.hits} == {
        "青石政办发〔2026〕4号"
    }


def test_a_scope_of_nothing_finds_nothing(library):
    found = Finder(library, Citer(library)).find("政策解读", "clause", set())
    assert (found.best, found.sentences, found.retrieved.hits) == (None, [], ())


def test_further_sentences_do_not_repeat_the_best(find):
    _, found = find("解读材料几个工作日内上网", "clause", "青石政办发〔2026〕4号")
    chosen = distinct(found.sentences, found.best, 0.0, 5)
    said = [scored.sentence.words for scored in chosen]
    assert len(said) == len(set(said)) == 5
    assert sum("3个工作日内上网" in words for words in said) == 1
