"""``zhengwen eval`` over a library: figures with intervals and tests, and what bad input gets."""

import json
import os
import threading

import pytest

from assistant.cli import main

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
NEW = {"id": "g3", "type": "who", "question": "谁负责"}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("eval")
    (folder / "公文").mkdir()
    (folder / "公文" / "a.txt").write_text(NOTICE, encoding="utf-8")
    assert main(["build", "--notices", str(folder / "公文"), "--index", str(folder / "库")]) == 0
    return folder


def write(path, lines):
    path.write_text("".join((x if isinstance(x, str) else json.dumps(x)) + "\n" for x in lines), encoding="utf-8")
    return path


def read(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.fixture
def evaluate(built, in_folder, capsys):
    def run(*options, gold=GOLD, paths=None, notices=None):
        golds = paths or [str(write(in_folder / "gold.jsonl", gold))]
        places = ("--index", str(built / "库"), "--notices", str(notices or built / "公文"))
        capsys.readouterr()
        code = main(["eval", *golds, *places, *options])
        return code, capsys.readouterr()

    return run


@pytest.fixture
def never_asks(monkeypatch):
    """Fails where a question is asked: what is wrong must be said before."""

    def ask(*args):
        pytest.fail("a question was asked")

    monkeypatch.setattr("assistant.commands.evaluate.answer_item", ask)


def test_figures_are_printed_by_type(evaluate):
    code, printed = evaluate()
    lines = {line.split()[0]: line.split() for line in printed.out.splitlines()}
    assert code == 0
    assert lines["all"][1:3] == ["2", "1.000"]
    assert lines["who"][1:3] == ["1", "1.000"] and lines["unanswerable"][1:3] == ["1", "1.000"]
    assert "95% 置信区间" in printed.out and "没有答案的问题：0" in printed.out


def test_json_has_the_figures_of_the_contract_and_the_intervals(evaluate):
    _, printed = evaluate("--json")
    got = json.loads(printed.out)
    assert got["all"]["correct"] == 1.0 and got["who"]["recall@1"] == 1.0
    assert got["missing_answers"] == 0
    assert 0 < got["elapsed_ms"]["p50"] <= got["elapsed_ms"]["p95"]
    assert got["intervals"]["correct"]["n"] == 2
    assert {"changes", "unpaired"}.isdisjoint(got)


def test_answers_are_kept_and_later_ones_compared_with_them(evaluate, in_folder):
    evaluate("--out", "answers.jsonl")
    answers = read(in_folder / "answers.jsonl")
    assert [answer["id"] for answer in answers] == ["g1", "g2"]
    write(in_folder / "worse.jsonl", [answer | {"status": "error", "answered": False} for answer in answers])
    _, printed = evaluate("--json", "--against", "worse.jsonl")
    got = json.loads(printed.out)
    assert got["changes"]["correct"] == {"difference": 1.0, "p": 0.5, "n": 2}  # of four signs two are as far from 0
    assert got["unpaired"] == 0


def test_misses_are_listed(evaluate):
    _, printed = evaluate("--misses", "5", gold=[GOLD[1] | {"type": "clause", "evidence": [["公园"]]}])
    assert "g2 clause 白鹭区公园几点关门" in printed.out


# Gold


@pytest.mark.parametrize(
    ("line", "words"),
    [
        pytest.param("{", "第 3 行：不是正确的 JSON（错在第 2 个字符）", id="no json"),
        pytest.param("[" * 200_000, "第 3 行：不是正确的 JSON（括号套得太深）", id="deep"),
        pytest.param("1" * 5000, "第 3 行：不是正确的 JSON（数字太长）", id="long number"),
        pytest.param("[1]", "第 3 行：不是 JSON 对象", id="a list"),
        pytest.param({"type": "who", "question": "问"}, "第 3 行：没有编号 id", id="no id"),
        pytest.param({"id": 1.5}, "第 3 行：编号应为文字或整数，现为 1.5", id="id"),
        pytest.param(GOLD[0], "第 3 行：编号 g1 与第 1 行相同", id="twice"),
        pytest.param({"id": "x", "question": "问"}, "第 3 行：type 应为 clause、number", id="no type"),
        pytest.param({"id": "x", "type": "foo", "question": "问"}, '之一，现为 "foo"', id="type"),
        pytest.param({"id": "x", "type": "who"}, "第 3 行：没有文字的 question", id="no question"),
        pytest.param(NEW | {"today": "2022/1/1"}, "第 3 行：today 应写作 2026-03-01，现为 2022/1/1", id="today"),
        pytest.param(NEW | {"history": "早"}, "第 3 行：history 应为", id="history"),
        pytest.param(NEW | {"evidence": ["适老化"]}, "第 3 行：evidence 应为引文分组的列表", id="no groups"),
        pytest.param(NEW | {"evidence": [[]]}, "第 3 行：evidence 应为引文分组的列表", id="empty group"),
        pytest.param(NEW | {"evidence": [[" "]]}, "第 3 行：evidence 应为引文分组的列表", id="blank evidence"),
        pytest.param(NEW | {"answer_contains": "财政"}, "第 3 行：answer_contains 应为文字的列表", id="contains"),
        pytest.param(NEW | {"section": [4]}, "第 3 行：section 应为文字的列表", id="section"),
        pytest.param(NEW | {"issuer": "青石区"}, '现为 "青石区"', id="issuer"),
        pytest.param(NEW | {"year": ["2022"]}, "第 3 行：year 应为年份的列表", id="year"),
        pytest.param(NEW | {"type": "ambiguous"}, "第 3 行：type 是 ambiguous 的要有 issuer", id="ambiguous"),
    ],
)
def test_a_bad_gold_line_is_named_before_anything_is_asked(evaluate, never_asks, line, words):
    code, printed = evaluate(gold=[*GOLD, line])
    assert code == 1 and words in printed.err and "gold.jsonl：有 1 行不能用" in printed.err


def test_what_a_gold_line_leaves_out_may_be_null_and_an_id_an_integer(evaluate):
    nothing = dict.fromkeys(("answer_contains", "section", "issuer", "year", "row", "today", "history"))
    code, printed = evaluate("--json", "--out", "answers.jsonl", gold=[GOLD[0] | nothing | {"id": 7}])
    assert code == 0
    assert json.loads(printed.out)["all"]["correct"] == 1.0


def test_gold_may_come_through_a_pipe(evaluate, in_folder):
    os.mkfifo(in_folder / "pipe")
    lines = "".join(json.dumps(line) + "\n" for line in GOLD)
    writer = threading.Thread(target=(in_folder / "pipe").write_text, args=(lines, "utf-8"), daemon=True)
    writer.start()
    code, printed = evaluate("--json", paths=["pipe"])
    writer.join()
    assert code == 0
    assert json.loads(printed.out)["all"]["correct"] == 1.0 and json.loads(printed.out)["all"]["n"] == 2


# Notices


def test_a_folder_of_notices_that_is_not_there_is_wrong_use(evaluate, never_asks, in_folder):
    code, printed = evaluate(notices=in_folder / "没有")
    assert code == 2 and "没有：没有这个文件夹" in printed.err


def test_a_folder_without_notices_is_named(evaluate, never_asks, in_folder):
    (in_folder / "空").mkdir()
    code, printed = evaluate(notices=in_folder / "空")
    assert code == 1 and "空：没有可以核对引文的公文" in printed.err


# Earlier answers

ANSWERS = [{"id": "g1", "status": "error", "answer": None}, {"id": "g2", "status": "not_held"}]


def test_only_questions_with_an_earlier_answer_are_compared(evaluate, in_folder):
    write(in_folder / "earlier.jsonl", ANSWERS[:1])
    _, printed = evaluate("--json", "--against", "earlier.jsonl")
    got = json.loads(printed.out)
    assert got["changes"]["correct"]["difference"] == 1.0 and got["changes"]["correct"]["n"] == 1
    assert got["unpaired"] == 1
    _, printed = evaluate("--against", "earlier.jsonl")
    assert "earlier.jsonl 里没有其中 1 个问题的答案" in printed.out


def test_an_id_that_stands_for_another_question_is_no_earlier_answer(evaluate, in_folder):
    write(in_folder / "earlier.jsonl", [ANSWERS[0] | {"question": "区财政局负责什么"}, ANSWERS[1]])
    _, printed = evaluate("--json", "--against", "earlier.jsonl")
    got = json.loads(printed.out)
    assert got["changes"] == {"correct": {"difference": 0.0, "p": 1.0, "n": 1}} and got["unpaired"] == 1


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        pytest.param([{"id": "x", "status": "answered"}], "没有这些标准问题的答案，不能比较", id="no shared id"),
        pytest.param([*ANSWERS, ANSWERS[0]], "第 3 行：编号 g1 与第 1 行相同", id="twice"),
        pytest.param([{"status": "answered"}], "第 1 行：没有编号 id", id="no id"),
        pytest.param([ANSWERS[0] | {"answer": 3}], "第 1 行：answer 应为文字，现为 3", id="answer"),
        pytest.param([ANSWERS[0] | {"citations": ["一"]}], "第 1 行：citations 应为对象的列表", id="citations"),
        pytest.param(
            [ANSWERS[0] | {"passages": [{}, {"quote": 3}]}], "passages 第 2 项的 quote 应为文字，现为 3", id="quote"
        ),
    ],
)
def test_earlier_answers_that_cannot_be_compared_are_refused(evaluate, never_asks, in_folder, lines, words):
    write(in_folder / "earlier.jsonl", lines)
    code, printed = evaluate("--against", "earlier.jsonl")
    assert code == 1 and words in printed.err and "earlier.jsonl" in printed.err


def test_answers_that_one_id_would_stand_for_twice_are_not_kept(evaluate, never_asks, in_folder):
    paths = [str(write(in_folder / name, GOLD)) for name in ("one.jsonl", "two.jsonl")]
    code, printed = evaluate("--out", "answers.jsonl", paths=paths)
    assert code == 1 and "two.jsonl：编号 g1 在" in printed.err and "one.jsonl 里也有" in printed.err


# Where the answers go


@pytest.mark.parametrize(
    ("out", "words"),
    [
        ("没有/a.jsonl", "没有：没有这个文件夹"),
        (".", "是文件夹"),
        ("gold.jsonl", "gold.jsonl：是要读的文件"),
        ("link", "link：是要读的文件"),
        ("earlier.jsonl", "earlier.jsonl：是要读的文件"),
        ("/dev/null", "不是普通文件"),
    ],
)
def test_where_the_answers_cannot_go_is_said_before_anything_is_asked(evaluate, never_asks, in_folder, out, words):
    write(in_folder / "earlier.jsonl", ANSWERS)
    (in_folder / "link").symlink_to("gold.jsonl")
    code, printed = evaluate("--out", out, "--against", "earlier.jsonl")
    assert code == 2 and words in printed.err
    assert read(in_folder / "gold.jsonl") == GOLD
    assert sorted(path.name for path in in_folder.iterdir()) == ["earlier.jsonl", "gold.jsonl", "link"]


def test_a_notice_is_not_overwritten(evaluate, never_asks, built):
    code, printed = evaluate("--out", str(built / "公文" / "a.txt"))
    assert code == 2 and "a.txt：是要读的文件" in printed.err
    assert (built / "公文" / "a.txt").read_text("utf-8") == NOTICE


def test_half_a_character_is_kept_as_json_writes_it(evaluate, in_folder):
    code, _ = evaluate("--out", "answers.jsonl", gold=[GOLD[1] | {"id": "\ud800"}])
    assert code == 0
    assert read(in_folder / "answers.jsonl")[0]["id"] == "\ud800"


def test_wrong_use_is_said(capsys):
    assert main(["eval"]) == 2
    assert "标准问题文件" in capsys.readouterr().err
    assert main(["eval", "--qrels", "x"]) == 2


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["gold.jsonl", "--run", "r"], "--run 不与标准问题文件同用"),
        (["--qrels", "q", "--run", "r", "--out", "o", "--misses", "3"], "--out、--misses 不与 --qrels 同用"),
        (["--qrels", "q", "--run", "r", "--against", "a"], "--against 不与 --qrels 同用"),
        (["--qrels", "q", "--run", "r", "--notices", "n", "--index", "i"], "--index、--notices 不与 --qrels 同用"),
    ],
    ids=["run", "out and misses", "against", "library"],
)
def test_options_that_would_be_ignored_are_refused(args, words, capsys):
    assert main(["eval", *args]) == 2
    assert words in capsys.readouterr().err
