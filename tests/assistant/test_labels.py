"""Thirty labels written by hand from the real notices before they were compared with those of the answers."""

from __future__ import annotations

import json
import unicodedata

import pytest

from assistant import Assistant, Turn
from index import StaticEncoder, build_library

CHANGQING = "《2021年长清区政务公开工作要点》（济长政办发〔2021〕4号）"
SHIZHONG = "《2022年济南市市中区政务公开工作要点》（市中政办字〔2022〕3号）"
JIYANG = "《济南市济阳区2024年政务公开工作要点》（济阳政办发〔2024〕2号）"
ZIBO = "《淄博市2020年政务公开工作要点》（淄政办字〔2020〕67号）"
GAOQING = "《2021年高青县政务公开工作要点》（高政办字〔2021〕24号）"
LABELS = {
    "d001": (SHIZHONG, "第四部分第（一）项", "附件序号44"),
    "d002": (JIYANG, "第五部分第（十）项"),
    "d003": (SHIZHONG, "第四部分第（三）项", "附件序号54"),
    "d004": (CHANGQING, "第一部分第（四）项", "附件“聚焦经济循环做好财政信息主动公开”行"),
    "d005": (ZIBO, "第二部分第（一）项第2条", "附件“聚焦优化营商环境加强信息公开”行"),
    "d006": (GAOQING, "第二部分第（二）项"),
    "d008": (JIYANG, "第五部分第（十）项"),
    "d009": (ZIBO, "第二部分第（一）项第3条", "附件“大力加强公共卫生知识日常普及工作，通过科”行"),
    "d010": (GAOQING, "第四部分第（一）项"),
    "d011": (CHANGQING, "第二部分第（三）项"),
    "d012": (SHIZHONG, "第三部分第（二）项", "附件序号38"),
    "d013": (JIYANG, "第一部分第（三）项"),
    "d014": (SHIZHONG, "第五部分第（二）项", "附件序号58"),
    "d016": (SHIZHONG, "第一部分第（五）项", "附件序号16"),
    "d018": (JIYANG, "第二部分第（四）项"),
    "d021": (JIYANG, "第三部分第（六）项"),
    "d024": (GAOQING, "第一部分第（五）项"),
    "d025": (CHANGQING, "第三部分第（一）项"),
    "d027": (SHIZHONG, "第四部分第（二）项", "附件序号49"),
    "d029": (SHIZHONG, "第二部分第（二）项", "附件序号29"),
    "d030": (GAOQING, "第二部分第（三）项"),
    "d037": (JIYANG, "第六部分第（十二）项"),
    "d038": (ZIBO, "第二部分第（三）项第8条", "附件“全面推进基层政务公开标准化规范化建设”行"),
    "d042": (SHIZHONG, "第四部分第（一）项", "附件序号43"),
    "d044": (CHANGQING, "第三部分第（一）项", "附件“做好政务信息管理工作”行"),
    "d067": (SHIZHONG, "第四部分第（一）项", "附件序号46"),
    "d068": (CHANGQING, "第一部分第（五）项", "附件“聚焦疫情防控做好信息主动公开”行"),
    "d070": (ZIBO, "附件““产业攀登”攻坚行动进展及落实情况”行"),
    "d083": (SHIZHONG, "文件头", "发文字号"),
    "d084": (CHANGQING, "版记"),
}
"""Question: the notice, and where the words stand; two places where the annex repeats the clause.

A row of which the 工作任务 stands in several rows is called by its 具体要求."""
TITLES = {
    CHANGQING: "济南市长清区人民政府办公室关于印发",
    SHIZHONG: "济南市市中区人民政府办公室关于印发",
    JIYANG: "济南市济阳区人民政府办公室关于印发",
    ZIBO: "淄博市人民政府办公室关于印发",
    GAOQING: "高青县人民政府办公室关于印发",
}


@pytest.fixture(scope="module")
def questions(shared):
    """The development questions by number."""
    lines = (shared / "eval" / "dev.jsonl").read_text("utf-8").splitlines()
    return {line["id"]: line for line in map(json.loads, lines)}


@pytest.fixture(scope="module")
def five(shared, tmp_path_factory):
    """An assistant over the five real notices."""
    folder = tmp_path_factory.mktemp("five")
    build_library(folder, [shared / "notices"], StaticEncoder.load())
    return Assistant.open(folder)


def folded(text):
    """Letters and digits only, in one width."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


@pytest.mark.parametrize("number", LABELS)
def test_the_citation_with_the_words_has_the_label_written_by_hand(five, questions, today, number):
    question = questions[number]
    history = [Turn(**turn) for turn in question.get("history", [])]
    answer = five.ask(question["question"], history, today=today)
    wanted = [folded(words) for group in question["evidence"] for words in group]
    holding = [c for c in answer.citations if any(words in folded(c.quote) for words in wanted)]
    notice, *places = LABELS[number]
    assert holding
    for citation in holding:
        assert citation.label_short in [notice + place for place in places]
        assert citation.label.startswith("《" + TITLES[notice])
        assert (
            citation.label[citation.label.index("》（") :] == citation.label_short[citation.label_short.index("》（") :]
        )
