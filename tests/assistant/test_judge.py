"""The figures of one answer, each worked out by hand; and the same as the reference scorer, where that is at hand."""

import json
import subprocess
import sys

import pytest

from assistant.judge import figures_of, fold, judge, read_sources

TEXT = "一、区财政局负责公开“三公”经费预算，\n6月底前完成。二、区民政局负责低保政策公开。"
SOURCES = {"a.txt": [fold(TEXT)]}


def gold(**changes):
    return {"id": "1", "type": "clause", "question": "谁公开三公经费", "evidence": [["三公”经费预算"]]} | changes


def answer(*quotes, **changes):
    cited = [{"quote": q, "file": "a.txt", "issuer": "青石区", "year": 2026, "section": "一"} for q in quotes]
    return {
        "status": "answered",
        "answered": True,
        "answer": "区财政局",
        "citations": cited,
        "passages": cited,
    } | changes


@pytest.mark.parametrize(
    ("golden", "given", "wanted"),
    [
        (gold(), answer("公开“三公”经费预算"), {"correct": True, "recall@1": 1.0, "cited_precision": 1.0}),
        (gold(), answer("公开「三公」经费预算"), {"correct": True, "verbatim": True}),
        (gold(), answer("公开三公的经费"), {"correct": False, "verbatim": False}),
        (gold(), answer("区民政局负责低保政策公开"), {"correct": False, "cited_recall": 0.0, "rr": 0.0}),
        (gold(answer_contains=["民政"]), answer("三公”经费预算"), {"correct": False, "contains": False}),
        (gold(section=["一"]), answer("三公”经费预算"), {"section": True}),
        (gold(section=["二"]), answer("三公”经费预算"), {"section": False, "correct": True}),
        (gold(issuer=["白鹭区"]), answer("三公”经费预算"), {"issuer": False, "scope": False, "correct": False}),
        (gold(issuer=["青石区"], year=[2025]), answer("三公”经费预算"), {"issuer": True, "scope": False}),
        (gold(), {}, {"correct": False, "answered": False}),
        (gold(answer_contains=["财政"]), answer(answer=None), {"correct": False, "contains": False}),
        (gold(answer_contains=None), answer("三公”经费预算"), {"correct": True, "contains": True}),
        (gold(type="unanswerable"), {"status": "not_held"}, {"correct": True}),
        (gold(type="unanswerable"), answer("三公”经费预算"), {"correct": False}),
        (gold(type="ambiguous", issuer=["青石区"]), answer(answer="青石区还是白鹭区"), {"correct": True}),
    ],
)
def test_figures_of_one_answer(golden, given, wanted):
    row = judge(golden, given, SOURCES)
    assert {name: row[name] for name in wanted} == wanted


def test_the_second_passage_is_half_as_good_as_the_first():
    passages = answer("区民政局负责低保政策公开", "三公”经费预算")["passages"]
    row = judge(gold(), answer("三公”经费预算", passages=passages), SOURCES)
    assert (row["rr"], row["recall@1"], row["recall@5"]) == (0.5, 0.0, 1.0)


def test_noise_among_the_citations_counts_against_an_answer():
    quotes = ["三公”经费预算", "区民政局", "6月底前完成", "区财政局负责"]
    row = judge(gold(), answer(*quotes), SOURCES)
    assert row["cited_precision"] == 0.25 and not row["correct"]


def test_pieces_must_stand_in_order_and_close_together():
    def with_pieces(*pieces):
        quote = {"quote": "".join(pieces), "pieces": list(pieces), "file": "a.txt"}
        return judge(gold(evidence=[]), answer(citations=[quote]), SOURCES)["verbatim"]

    assert with_pieces("一、区财政局", "二、区民政局")
    assert not with_pieces("二、区民政局", "一、区财政局")


def test_a_page_of_html_counts_with_and_without_its_tags(tmp_path):
    (tmp_path / "a.html").write_text("<p>区<b>财政</b>局</p><script>no</script>", encoding="utf-8")
    assert read_sources([tmp_path])["a.html"][1] == "区财政局"


def test_the_figures_are_those_of_the_reference_scorer(shared, tmp_path):
    lines = [json.loads(line) for line in (shared / "eval" / "dev.jsonl").read_text("utf-8").splitlines()][:40]
    golden, answers = tmp_path / "gold.jsonl", tmp_path / "answers.jsonl"
    rows = []
    for number, line in enumerate(lines):
        quote = (line.get("evidence") or [["无"]])[0][0]
        files = [
            path.name for path in sorted((shared / "notices").iterdir()) if fold(quote) in fold(path.read_text("utf-8"))
        ]
        cited = [{"quote": quote, "file": files[0] if files else "", "issuer": (line.get("issuer") or [""])[0]}]
        times = {} if number % 5 == 0 else {"elapsed_ms": 0.5 * number}
        rows.append({"id": line["id"], **answer(citations=cited[: number % 3], passages=cited), **times})
    del rows[7]  # a question without an answer
    golden.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    answers.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    command = [sys.executable, str(shared / "eval" / "score.py"), str(golden), str(answers)]
    command += ["--notices", str(shared / "notices"), "--json"]
    wanted = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    sources, by_id = read_sources([shared / "notices"]), {row["id"]: row for row in rows}
    got = figures_of([judge(line, by_id.get(line["id"], {}), sources) for line in lines], by_id)
    assert list(got) == list(wanted)
    assert all(got[name] == pytest.approx(figures) for name, figures in wanted.items())
    assert wanted["missing_answers"] == 1 and 0 < wanted["all"]["cited_recall"] < 1
