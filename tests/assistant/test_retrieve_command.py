"""``zhengwen retrieve``: a corpus of one's own, a run in TREC form, and what bad input gets."""

import json
import os
from itertools import pairwise

import numpy as np
import pytest

from assistant.cli import main
from assistant.trec import run_lines

CORPUS = [
    {"id": "a", "text": "加快政府网站适老化改造，6月底前完成。"},
    {"id": "b", "text": "发放稳岗补贴，由区人社局负责。", "title": "就业工作方案"},
    {"id": 7, "text": "秸秆禁烧，发现一处处理一处。"},
]
QUERIES = [{"id": "q1", "text": "老人看网站字太小"}, {"id": "q2", "text": "就业工作方案里的补贴"}]


def write(path, lines):
    path.write_text("".join((x if isinstance(x, str) else json.dumps(x)) + "\n" for x in lines), encoding="utf-8")
    return path


@pytest.fixture
def retrieve(tmp_path, capsys):
    def run(*options, corpus=CORPUS, queries=QUERIES):
        files = ("--corpus", str(write(tmp_path / "c.jsonl", corpus)), "--queries", str(write(tmp_path / "q", queries)))
        code = main(["retrieve", *files, "--run", str(tmp_path / "run.trec"), *options])
        out = tmp_path / "run.trec"
        lines = [line.split() for line in out.read_text("utf-8").splitlines()] if out.exists() else None
        return code, lines, capsys.readouterr()

    return run


def test_a_run_is_in_trec_form_with_the_best_first(retrieve):
    code, lines, printed = retrieve()
    assert code == 0
    assert [line[2] for line in lines if line[3] == "1"] == ["a", "b"]
    assert all(len(line) == 6 and line[1] == "Q0" and line[5] == "zhengwen" for line in lines)
    for query in ("q1", "q2"):
        own = [line for line in lines if line[0] == query]
        assert [int(line[3]) for line in own] == list(range(1, len(own) + 1))
    assert "3 段文字" in printed.out and "2 个问题" in printed.out


@pytest.mark.parametrize("legs", ["bm25", "dense", "bm25,dense"])
def test_the_printed_scores_alone_give_the_ranking(retrieve, legs):
    corpus = [{"id": str(number), "text": f"秸秆禁烧，发现{word}处处理"} for number, word in enumerate("一" * 12)]
    _, lines, _ = retrieve("--legs", legs, corpus=corpus, queries=[{"id": "q", "text": "秸秆禁烧"}])
    scores = [np.float32(line[4]) for line in lines]
    assert len(scores) == 12
    assert all(later < earlier for earlier, later in pairwise(scores))


@pytest.mark.parametrize(
    ("scores", "printed"),
    [
        ([0.5, 0.25, 0.125], ["0.5", "0.25", "0.125"]),
        ([1.0, 1.0, 1.0], ["1", "0.999999", "0.999998"]),
        ([0.0, 0.0, 0.0], ["0", "-1e-09", "-2e-09"]),
        ([2e-7, 2e-7, 3e-9, 1e-12], ["2e-07", "1.99e-07", "3e-09", "1e-12"]),
        ([-3.0, -3.0], ["-3", "-3.000003"]),
    ],
    ids=["apart", "ones", "zeros", "small", "negative"],
)
def test_equal_scores_are_written_a_step_apart(scores, printed):
    lines = [line.split() for line in run_lines("q", [(str(n), score) for n, score in enumerate(scores)])]
    assert [line[4] for line in lines] == printed
    as_floats = [np.float32(line[4]) for line in lines]
    assert all(later < earlier for earlier, later in pairwise(as_floats))


def test_a_hundred_scores_near_one_differ_for_an_evaluator_that_counts_in_float32():
    near = [float(np.float32(1 - n * 1e-8)) for n in range(100)]
    scores = [np.float32(line.split()[4]) for line in run_lines("q", [(str(n), score) for n, score in enumerate(near)])]
    assert len(set(scores)) == 100 and scores == sorted(scores, reverse=True)


def test_a_byte_order_mark_and_the_line_ends_of_windows_do_no_harm(retrieve):
    corpus = [json.dumps(line) + "\r" for line in CORPUS]
    code, lines, _ = retrieve(corpus=["\ufeff" + corpus[0], *corpus[1:]], queries=[f"{json.dumps(QUERIES[0])}\r"])
    assert code == 0 and lines[0][:3] == ["q1", "Q0", "a"]


def test_each_leg_can_be_had_alone(retrieve):
    _, words, _ = retrieve("--legs", "bm25")
    assert {line[2] for line in words if line[0] == "q1"} == {"a"}  # only this one shares a word
    _, vectors, _ = retrieve("--legs", "dense")
    assert next(line[2] for line in vectors if line[0] == "q1") == "a"


def test_as_many_as_wanted_and_no_more(retrieve):
    _, lines, _ = retrieve("--top-k", "1")
    assert [line[0] for line in lines] == ["q1", "q2"]


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ("{", "第 4 行：不是正确的 JSON（错在第 2 个字符）"),
        ("[" * 200_000, "第 4 行：不是正确的 JSON（括号套得太深）"),
        ("[1]", "第 4 行：不是 JSON 对象"),
        ({"text": "甲"}, "第 4 行：没有编号 id"),
        ({"id": "a", "text": "甲"}, "第 4 行：编号 a 与第 1 行相同"),
        ({"id": "7", "text": "甲"}, "第 4 行：编号 7 与第 3 行相同"),
        ({"id": 1.5, "text": "甲"}, "第 4 行：编号应为文字或整数，现为 1.5"),
        ({"id": True, "text": "甲"}, "第 4 行：编号应为文字或整数，现为 true"),
        ({"id": "\ud800", "text": "甲"}, "第 4 行：编号里有不完整的字符"),
        ({"id": "x", "text": "甲\ud800"}, "第 4 行：text 里有不完整的字符"),
        ({"id": "x"}, "第 4 行：没有文字的 text"),
        ({"id": "x", "text": " \n"}, "第 4 行：text 是空的"),
        ({"id": "x y", "text": "甲"}, "第 4 行：编号 'x y' 含有空格"),
        ({"id": "x", "text": "甲", "title": 3}, "第 4 行：title 应为文字"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_written(retrieve, tmp_path, bad, words):
    code, lines, printed = retrieve(corpus=[*CORPUS, bad])
    assert code == 1 and lines is None
    assert words in printed.err and str(tmp_path / "c.jsonl") in printed.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["c.jsonl", "q"]


def test_every_bad_line_is_named_up_to_twenty(retrieve):
    _, _, printed = retrieve(queries=["{"] * 25)
    assert "有 25 行不能用" in printed.err
    assert "第 20 行" in printed.err and "第 21 行" not in printed.err and "其余 5 行" in printed.err


def test_an_earlier_run_stays_when_the_next_one_fails(retrieve):
    retrieve()
    code, lines, _ = retrieve(corpus=["{"])
    assert code == 1 and lines[0][0] == "q1"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--legs", "bm26"), "--legs 应为"),
        (("--top-k", "0"), "1 到 1000"),
        (("--run", "没有/run.trec"), "没有这个文件夹"),
        (("--legs", "bm25", "--reranker", "X"), "--reranker 重排词和向量两路的结果"),
        (("--legs", "bm25", "--model", "X"), "--model 是向量模型"),
        (("--query-instruction", "查找："), "--query-instruction 要与 --model 同用"),
    ],
)
def test_wrong_use_is_said(retrieve, options, words):
    code, _, printed = retrieve(*options)
    assert code == 2 and words in printed.err


# Where the run goes


@pytest.mark.parametrize(
    ("out", "words"),
    [
        ("c.jsonl", "c.jsonl：是要读的文件"),
        ("q", "q：是要读的文件"),
        ("link", "link：是要读的文件"),
        (".", "是文件夹"),
        ("pipe", "pipe：不是普通文件"),
    ],
)
def test_an_input_a_folder_or_a_pipe_is_not_overwritten(retrieve, in_folder, out, words):
    (in_folder / "link").symlink_to("c.jsonl")
    os.mkfifo(in_folder / "pipe")
    code, _, printed = retrieve("--run", out)
    assert code == 2 and words in printed.err
    assert [json.loads(line) for line in (in_folder / "c.jsonl").read_text("utf-8").splitlines()] == CORPUS
    assert sorted(path.name for path in in_folder.iterdir()) == ["c.jsonl", "link", "pipe", "q"]


@pytest.mark.parametrize("out", ["out", "/dev/stdout"])
def test_standard_output_is_not_replaced(retrieve, in_folder, out):
    read_end, write_end = os.pipe()
    shell = write_end if out == "/dev/stdout" else os.open(out, os.O_CREAT | os.O_WRONLY)
    saved = os.dup(1)
    os.dup2(shell, 1)  # as a shell does for `| cat` and `> out`
    try:
        code, _, printed = retrieve("--run", out)
    finally:
        os.dup2(saved, 1)
        for number in {read_end, write_end, shell, saved}:
            os.close(number)
    assert code == 2 and f"{out}：是标准输出" in printed.err


def test_a_link_stays_and_what_it_points_to_is_written(retrieve, in_folder):
    (in_folder / "到处").mkdir()
    (in_folder / "run.trec").symlink_to("到处/r")
    code, lines, _ = retrieve()
    assert code == 0 and lines[0][0] == "q1"
    assert (in_folder / "run.trec").is_symlink() and (in_folder / "到处" / "r").is_file()


def test_files_of_like_names_and_the_rights_of_the_old_one_stay(retrieve, in_folder):
    (in_folder / "run.trec.part").mkdir()
    (in_folder / "run.trec").touch(mode=0o640)
    code, lines, _ = retrieve()
    assert code == 0 and lines[0][0] == "q1"
    assert (in_folder / "run.trec.part").is_dir()
    assert (in_folder / "run.trec").stat().st_mode & 0o777 == 0o640


def test_a_failure_of_the_search_is_not_told_as_one_of_the_file(retrieve, in_folder, monkeypatch):
    def search(*args):
        raise OSError("索引坏了")

    monkeypatch.setattr("index.TextCollection.search", search)
    code, lines, printed = retrieve()
    assert code == 1 and lines is None
    assert "索引坏了" in printed.err and "写不进去" not in printed.err
    assert sorted(path.name for path in in_folder.iterdir()) == ["c.jsonl", "q"]


def test_why_a_file_cannot_be_written_is_said_in_chinese(retrieve):
    code, _, printed = retrieve("--run", "字" * 100)  # 300 bytes
    assert code == 1 and "写不进去（名称太长）" in printed.err


def test_a_file_that_is_not_there_or_empty_is_named(retrieve, tmp_path, capsys):
    code, _, printed = retrieve(corpus=[])
    assert code == 1 and "是空的" in printed.err
    corpus = str(write(tmp_path / "c.jsonl", CORPUS))
    run = str(tmp_path / "run")
    code = main(["retrieve", "--corpus", corpus, "--queries", str(tmp_path / "无"), "--run", run])
    assert code == 1 and "无：读不出来（没有这个文件或文件夹）" in capsys.readouterr().err


def test_a_model_folder_that_is_no_model_is_named(retrieve, tmp_path):
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "modules.json").write_text('[{"type": "index.static_words.StaticWords"}]', encoding="utf-8")
    code, lines, printed = retrieve("--model", str(tmp_path / "model"))
    assert code == 1 and lines is None
    assert "找不到模型的权重" in printed.err and "model.safetensors" in printed.err


@pytest.mark.model
def test_any_sentence_transformers_model_retrieves(retrieve, tiny_model):
    code, lines, _ = retrieve("--model", str(tiny_model), "--query-instruction", "查找：")
    assert code == 0
    assert {line[2] for line in lines if line[0] == "q2"} == {"a", "b", "7"}


@pytest.mark.model
def test_a_broken_model_is_named(retrieve, tiny_model, tmp_path):
    import shutil

    folder = tmp_path / "坏"
    shutil.copytree(tiny_model, folder)
    (weights,) = folder.rglob("*.safetensors")
    weights.write_bytes(b"x" * 100)
    code, lines, printed = retrieve("--model", str(folder))
    assert code == 1 and lines is None
    assert "不能载入这个向量模型" in printed.err and str(folder) in printed.err
