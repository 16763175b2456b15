"""``zhengwen retrieve``: a corpus of one's own, a run in TREC form, and what bad input gets."""

import json

import pytest

from assistant.cli import main

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
        scores = [float(line[4]) for line in own]
        assert scores == sorted(scores, reverse=True)
    assert "3 段文字" in printed.out and "2 个问题" in printed.out


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
        ("{", "第 4 行：不是正确的 JSON"),
        ("[1]", "第 4 行：不是 JSON 对象"),
        ({"text": "甲"}, "第 4 行：没有编号 id"),
        ({"id": "a", "text": "甲"}, "第 4 行：编号 a 与第 1 行相同"),
        ({"id": "7", "text": "甲"}, "第 4 行：编号 7 与第 3 行相同"),
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
    ],
)
def test_wrong_use_is_said(retrieve, options, words):
    code, _, printed = retrieve(*options)
    assert code == 2 and words in printed.err


def test_a_file_that_is_not_there_or_empty_is_named(retrieve, tmp_path, capsys):
    code, _, printed = retrieve(corpus=[])
    assert code == 1 and "是空的" in printed.err
    corpus = str(write(tmp_path / "c.jsonl", CORPUS))
    run = str(tmp_path / "run")
    code = main(["retrieve", "--corpus", corpus, "--queries", str(tmp_path / "无"), "--run", run])
    assert code == 1 and "读不出来" in capsys.readouterr().err


def test_a_model_folder_that_is_no_model_is_named(retrieve, tmp_path):
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "modules.json").write_text('[{"type": "index.static_words.StaticWords"}]', encoding="utf-8")
    code, lines, printed = retrieve("--model", str(tmp_path / "model"))
    assert code == 1 and lines is None
    assert "找不到内置模型的权重" in printed.err and "model.safetensors" in printed.err


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
