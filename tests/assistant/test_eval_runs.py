"""``zhengwen eval --qrels``: the measures of retrieval runs, and files that are none."""

import json
from importlib.util import find_spec

import pytest

from assistant.cli import main

needs_ir_measures = pytest.mark.skipif(
    find_spec("ir_measures") is None, reason="ir-measures has no build for this machine"
)


@pytest.fixture
def measure(in_folder, capsys):
    def run(qrels, *runs, options=("--json",)):
        (in_folder / "qrels").write_text(qrels, encoding="utf-8")
        for number, text in enumerate(runs, 1):
            (in_folder / f"run{number}").write_text(text, encoding="utf-8")
        names = [f"run{number}" for number in range(1, len(runs) + 1)]
        return main(["eval", "--qrels", "qrels", "--run", *names, *options]), capsys.readouterr()

    return run


@needs_ir_measures
def test_runs_are_measured_and_compared(measure):
    one = "q1 Q0 x 1 2.0 t\nq1 Q0 a 2 1.0 t\nq2 Q0 b 1 1.0 t\n"
    two = "q1 Q0 a 1 2.0 t\nq2 Q0 b 1 1.0 t\n"
    code, printed = measure("q1 0 a 1\nq2 0 b 1\n", one, two)
    assert code == 0
    one, two = map(json.loads, printed.out.splitlines())
    assert one["figures"]["RR@10"]["mean"] == 0.75 and two["figures"]["RR@10"]["mean"] == 1.0
    assert two["changes"]["RR@10"]["difference"] == 0.25 and one["changes"] == {}


@needs_ir_measures
def test_queries_without_results_are_counted_and_score_nothing(measure):
    qrels, run = "q1 0 a 1\nq2 0 b 1\nq3 0 c 1\nq4 0 d 1\n", "q1 Q0 a 1 1 t\nq9 Q0 a 1 1 t\n"
    _, printed = measure(qrels, run)
    got = json.loads(printed.out)
    assert (got["queries"], got["found"]) == (4, 1)
    assert got["figures"]["R@10"]["mean"] == 0.25 and got["figures"]["R@10"]["n"] == 4
    _, printed = measure(qrels, run, options=())
    assert "run1（4 个问题，其中 1 个有结果）" in printed.out


@needs_ir_measures
def test_a_byte_order_mark_and_the_line_ends_of_windows_do_no_harm(measure):
    _, printed = measure("\ufeffq1 0 a 1\r\nq2 0 b 1\r\n", "\ufeffq1 Q0 a 1 1 t\r\nq2 Q0 b 1 1 t\r\n")
    assert json.loads(printed.out)["figures"]["P@1"]["mean"] == 1.0


@pytest.mark.parametrize(
    ("run", "words"),
    [
        ("q1 Q0 a 1 2.0\n", "run1：第 1 行应为"),
        ("q1 Q0 a 1 x t\n", "run1：第 1 行的分数“x”不是数字"),
        ("q1 Q0 a 1 1 t\nq1 Q0 b 2 nan t\n", "run1：第 2 行的分数“nan”不是有限的数"),
        ("q1 Q0 a 1 1e400 t\n", "run1：第 1 行的分数“1e400”不是有限的数"),
        ("q1 Q0 a 1 2 t\nq1 Q0 a 2 1 t\n", "run1：第 2 行的“q1 a”前面已经有了"),
        ("", "run1：是空的"),
        ("Q1 Q0 a 1 1 t\n", "run1：没有 qrels 里的任何一个问题（1 个）"),
    ],
    ids=["a field short", "no number", "nan", "too large", "twice", "empty", "other queries"],
)
def test_a_bad_run_is_named(measure, run, words):
    code, printed = measure("q1 0 a 1\n", run)
    assert code == 1 and words in printed.err


@pytest.mark.parametrize(
    ("qrels", "words"),
    [
        ("q1 0 a\n", "qrels：第 1 行应为"),
        ("q1 0 a nan\n", "qrels：第 1 行的等级“nan”应为 -1000 到 1000 的整数"),
        ("q1 0 b 1\nq1 0 a 0.5\n", "qrels：第 2 行的等级“0.5”"),
        ("q1 0 a 1e400\n", "qrels：第 1 行的等级“1e400”"),
        ("q1 0 a 70000000000\n", "qrels：第 1 行的等级“70000000000”"),
        ("q1 0 a 1001\n", "qrels：第 1 行的等级“1001”"),
        ("q1 0 a 1\nq1 0 a 0\n", "qrels：第 2 行的“q1 a”前面已经有了"),
        ("", "qrels：是空的"),
    ],
    ids=["a field short", "nan", "a half", "infinite", "billions", "too large", "twice", "empty"],
)
def test_bad_judgments_are_named(measure, qrels, words):
    code, printed = measure(qrels, "q1 Q0 a 1 1 t\n")
    assert code == 1 and words in printed.err
