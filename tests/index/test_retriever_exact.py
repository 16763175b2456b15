"""What a question wants to the letter is found to the letter."""

import pytest
from factories import HashEncoder

from index.collection import Text, TextCollection
from index.retriever import exact_strings

TEXTS = [
    Text("quoted", "各单位落实“一次办好”改革要求。"),
    Text("alike", "各单位办好一次改革，落实要求，改革要求。"),
    Text("number", "依据青政办字〔2026〕7号执行，联系电话0531-1234567。"),
    Text("other", "依据青政办字〔2026〕17号执行，联系电话0531-12345678。"),
    Text("title", "按照《青石区政务公开办法》第三条办理。"),
]


@pytest.mark.parametrize(
    ("question", "strings"),
    [
        ("“一次办好”是什么", ["一次办好"]),
        ('"一次办好"和「最多跑一次」', ["一次办好", "最多跑一次"]),
        ("《政务公开办法》还有效吗", ["政务公开办法"]),
        ("青政办字〔2026〕7号讲了什么", ["青政办字〔2026〕7号"]),
        ("《关于印发〈办法〉的通知》是什么", ["关于印发〈办法〉的通知"]),
        ("《关于修改《细则》的决定》是什么", ["关于修改《细则》的决定"]),
        ("‘一次办好’是什么", ["一次办好"]),
        ("0531-1234567是谁的电话", ["0531-1234567"]),
        ("13800001234和82345678", ["13800001234", "82345678"]),
        ("2026年3月1日前完成什么", []),
        ("投入10000000元，其中5000000元", []),
        ("“”", []),
    ],
)
def test_exact_strings_of_a_question(question, strings):
    assert exact_strings(question) == strings


@pytest.mark.parametrize("legs", [("bm25", "dense"), ("bm25",)])
@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("“一次办好”的改革要求", "quoted"),
        ("青政办字〔2026〕7号", "number"),
        ("青政办字〔2026〕17号", "other"),
        ("请问青政办字〔2026〕17号讲了什么", "other"),
        ("0531-12345678是谁的电话", "other"),
        ("《青石区政务公开办法》办理改革落实要求", "title"),
    ],
)
def test_the_passage_that_holds_it_comes_first(question, first, legs):
    with TextCollection(TEXTS, HashEncoder()) as collection:
        hits = collection.search(question, legs=legs).hits
    assert hits[0].passage.passage_id == first
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_a_phrase_that_stands_nowhere_changes_nothing():
    with TextCollection(TEXTS, HashEncoder()) as collection:
        with_marks = collection.search("“改革落实办好”要求").hits
        without = collection.search("改革落实办好要求").hits
    assert [hit.passage.passage_id for hit in with_marks] == [hit.passage.passage_id for hit in without]
