"""``zhengwen eval``: figures over a library with intervals and tests, and over retrieval runs."""

import json

import pytest

from assistant.cli import main

pytest.importorskip("ir_measures", reason="ir-measures has no build for this machine")

NOTICE = """青石区人民政府办公室关于印发2026年青石区政务公开工作要点的通知
青政办字〔2026〕7号

一、公开财政信息。由区财政局负责，6月底前完成。
二、推进网站适老化改造。由区大数据局负责。

青石区人民政府办公室
2026年3月1日
"""
GOLD = [
    {"id": "g1", "type": "who", "question": "青石区网站适老化改造由谁负责", "evidence": [["适老化改造"]]},
    {"id": "g2", "type": "unanswerable", "question": "白鹭区公园几点关门"},
]


@pytest.fixture
def library(tmp_path):
    (tmp_path / "公文").mkdir()
    (tmp_path / "公文" / "a.txt").write_text(NOTICE, encoding="utf-8")
    assert main(["build", "--notices", str(tmp_path / "公文"), "--index", str(tmp_path / "库")]) == 0
    return tmp_path


@pytest.fixture
def evaluate(library, capsys):
    def run(*options, gold=GOLD):
        path = library / "gold.jsonl"
        path.write_text("".join((g if isinstance(g, str) else json.dumps(g)) + "\n" for g in gold), encoding="utf-8")
        places = ("--index", str(library / "库"), "--notices", str(library / "公文"))
        capsys.readouterr()
        code = main(["eval", str(path), *places, *options])
        return code, capsys.readouterr()

    return run


def test_figures_are_printed_by_type(evaluate):
    code, printed = evaluate()
    lines = {line.split()[0]: line.split() for line in printed.out.splitlines()}
    assert code == 0
    assert lines["all"][1:3] == ["2", "1.000"]
    assert lines["who"][1:3] == ["1", "1.000"] and lines["unanswerable"][1:3] == ["1", "1.000"]
    assert "95% 置信区间" in printed.out


def test_json_has_the_same_figures_and_the_intervals(evaluate):
    _, printed = evaluate("--json")
    got = json.loads(printed.out)
    assert got["all"]["correct"] == 1.0 and got["who"]["recall@1"] == 1.0
    assert got["intervals"]["correct"]["n"] == 2


def test_answers_are_kept_and_later_ones_compared_with_them(evaluate, library):
    evaluate("--out", str(library / "answers.jsonl"))
    answers = [json.loads(line) for line in (library / "answers.jsonl").read_text("utf-8").splitlines()]
    assert [answer["id"] for answer in answers] == ["g1", "g2"]
    worse = [answer | {"status": "error", "answered": False} for answer in answers]
    (library / "worse.jsonl").write_text("".join(json.dumps(answer) + "\n" for answer in worse), encoding="utf-8")
    _, printed = evaluate("--json", "--against", str(library / "worse.jsonl"))
    assert json.loads(printed.out)["changes"]["correct"]["difference"] == 1.0


def test_misses_are_listed(evaluate):
    _, printed = evaluate("--misses", "5", gold=[GOLD[1] | {"type": "clause", "evidence": [["公园"]]}])
    assert "g2 clause 白鹭区公园几点关门" in printed.out


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "第 3 行不是正确的 JSON"),
        ({"id": "g3", "question": "问"}, "第 3 行没有 type"),
        (GOLD[0], "第 3 行的编号 g1 与第 1 行相同"),
    ],
)
def test_a_bad_gold_line_is_named(evaluate, line, words):
    code, printed = evaluate(gold=[*GOLD, line])
    assert code == 1 and words in printed.err and "gold.jsonl" in printed.err


def test_runs_are_measured_and_compared(tmp_path, capsys):
    (tmp_path / "qrels").write_text("q1 0 a 1\nq2 0 b 1\n", encoding="utf-8")
    (tmp_path / "one").write_text("q1 Q0 x 1 2.0 t\nq1 Q0 a 2 1.0 t\nq2 Q0 b 1 1.0 t\n", encoding="utf-8")
    (tmp_path / "two").write_text("q1 Q0 a 1 2.0 t\nq2 Q0 b 1 1.0 t\n", encoding="utf-8")
    runs = [str(tmp_path / name) for name in ("one", "two")]
    assert main(["eval", "--qrels", str(tmp_path / "qrels"), "--run", *runs, "--json"]) == 0
    one, two = map(json.loads, capsys.readouterr().out.splitlines())
    assert one["figures"]["RR@10"]["mean"] == 0.75 and two["figures"]["RR@10"]["mean"] == 1.0
    assert two["changes"]["RR@10"]["difference"] == 0.25 and one["changes"] == {}


@pytest.mark.parametrize(
    ("run", "words"),
    [("q1 Q0 a 1 2.0\n", "第 1 行应为"), ("q1 Q0 a 1 x t\n", "“x”不是数字")],
    ids=["a field short", "no number"],
)
def test_a_bad_run_is_named(tmp_path, capsys, run, words):
    (tmp_path / "qrels").write_text("q1 0 a 1\n", encoding="utf-8")
    (tmp_path / "run").write_text(run, encoding="utf-8")
    assert main(["eval", "--qrels", str(tmp_path / "qrels"), "--run", str(tmp_path / "run")]) == 1
    assert words in capsys.readouterr().err


def test_wrong_use_is_said(capsys):
    assert main(["eval"]) == 2
    assert "标准问题文件" in capsys.readouterr().err
    assert main(["eval", "--qrels", "x"]) == 2
