"""An answer as JSON has the fields of the contract."""

import json

import pytest


class TestJson:
    """The fields are those of the contract, written down by hand."""

    ANSWER = "question status answered answer citations passages scope elapsed_ms".split()
    PLACE = (
        "notice_id version title issued_title issuer year doc_number issued section heading row task requirement units "
        "lead support deadlines also quote pieces file start end page source_url doc_kind validity disclosure label "
        "label_short"
    ).split()
    SCOPE = "issuers years notices units roles deadline kind note".split()

    @pytest.fixture(params=["青石区财政局今年负责什么", "青石区对依申请公开有什么要求", "黑石区的要点", ""])
    def line(self, request, ask):
        return json.loads(json.dumps(ask(request.param).to_dict("q1"), ensure_ascii=False))

    def test_of_an_answer(self, line):
        assert set(line) == {"id", *self.ANSWER}
        assert line["status"] in ("answered", "not_held", "ask_back", "help", "error")
        assert line["answered"] == (line["status"] == "answered")
        assert line["elapsed_ms"] > 0

    def test_of_the_scope(self, line):
        assert set(line["scope"]) == set(self.SCOPE)

    def test_of_citations_and_passages(self, line):
        for citation in line["citations"]:
            assert set(citation) == {"n", *self.PLACE}
        for passage in line["passages"]:
            assert set(passage) == {"score", *self.PLACE}

    def test_without_an_id(self, ask):
        assert set(ask("青石区对依申请公开有什么要求").to_dict()) == set(self.ANSWER)

    def test_of_a_near_citation(self, ask):
        (citation,) = ask("青石区加装电梯要多少平方公里").to_dict()["citations"]
        assert set(citation) == {"n", "near", *self.PLACE}

    def test_of_a_deadline(self, ask):
        line = ask("青石区2026年6月底前要完成哪些任务").to_dict()
        assert line["scope"]["deadline"] == {"from": None, "to": "2026-06-30"}
        due = next(d for c in line["citations"] for d in c["deadlines"] if d["text"] == "6月底前")
        assert due == {
            "text": "6月底前",
            "kind": "date",
            "start": None,
            "end": "2026-06-30",
            "every": None,
            "base": None,
            "offset": None,
        }

    def test_of_a_row(self, ask):
        citation = ask("青石区2026年门户网站适老化改造由谁负责").to_dict()["citations"][0]
        assert (citation["row"], citation["section"], citation["n"]) == ("17", "附件", 1)
        assert citation["units"] == ["区大数据局", "区政府办公室", "区财政局"]
        assert (citation["lead"], citation["support"]) == (["区大数据局"], ["区政府办公室", "区财政局"])
        assert (citation["year"], citation["issued"], citation["doc_kind"]) == (2026, "2026-02-09", "notice")
        (also,) = citation["also"]
        assert set(also) == {"notice_id", "file", "section", "row", "start", "end"}
        assert also["section"] == "三（一）"

    def test_of_a_clause(self, ask):
        citation = ask("青石区对依申请公开有什么要求").to_dict()["citations"][0]
        for name in ("row", "task", "requirement", "units", "lead", "support", "deadlines"):
            assert citation[name] is None

    def test_scores_fall(self, ask):
        scores = [p["score"] for p in ask("对政策解读有什么要求").to_dict()["passages"]]
        assert scores == sorted(scores, reverse=True)
