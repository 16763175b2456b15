"""有用 and 有误: kept whatever happens, listed, and made into gold."""

import datetime as dt
import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from conftest import ROOT
from fakes import make_citation

from assistant import Answer, FeedbackStore, Limits, Status, Turn, feedback_of
from assistant.cli import main
from assistant.errors import CommandError
from assistant.feedback import MAX_LINE
from assistant.gold import read_gold

DAY = dt.date(2026, 3, 2)
QUESTION = "青石区2026年门户网站适老化改造什么时候完成"


@pytest.fixture
def store(tmp_path):
    return FeedbackStore(tmp_path)


@pytest.fixture
def library(sample_library, tmp_path):
    """A copy of the sample library that a test may write in."""
    return shutil.copytree(sample_library, tmp_path / "library")


def said(answer=None, verdict="useful", remark="", **asked):
    return feedback_of(answer or Answer("问", Status.ANSWERED, "答"), verdict, remark, **{"today": DAY} | asked)


def test_what_was_said_comes_back_as_it_was(store, ask):
    answer = ask(QUESTION)
    history = (Turn("user", "青石区财政局负责什么"), Turn("assistant", "九项"))
    one = said(answer, "wrong", "少了\n一项", history=history, limits=Limits(years=(2026,)), generation="g000001")
    store.add(one)
    store.add(said())
    kept, damaged = store.read()
    assert (kept[0], len(kept), damaged) == (one, 2, [])
    assert (one.verdict, one.remark, one.today, one.generation) == (
        "wrong",
        "少了\n一项",
        "2026-03-02",
        "g000001",
    )
    assert [(c.label, c.notice_id, c.ref) for c in one.citations] == [
        (c.label, c.notice_id, c.ref) for c in answer.citations
    ]
    assert one.limits == {"places": None, "years": [2026], "units": None, "notices": None}
    assert dt.datetime.fromisoformat(one.time).tzinfo is not None


def test_no_feedback_is_an_empty_list(store):
    assert store.read() == ([], [])


def test_a_damaged_line_is_named_and_the_rest_stays(store):
    store.add(said(remark="一"))
    with store.path.open("ab") as file:
        file.write(b'{"verdict": "useful"}\n\xff\xfe\n[]\n{"time": "2026-')  # a crash in the middle of a line
    store.add(said(remark="二"))
    kept, damaged = store.read()
    assert [one.remark for one in kept] == ["一", "二"]
    assert [sentence.partition("：")[0].rpartition(" 第 ")[2] for sentence in damaged] == [
        "2 行",
        "3 行",
        "4 行",
        "5 行",
    ]
    assert "不是 UTF-8 文字" in damaged[1]


def test_a_field_of_another_sort_is_damage(store):
    store.add(said(Answer("问", Status.ANSWERED, "答", citations=(citation(),))))
    values = json.loads(store.path.read_text("utf-8"))
    for changed in ({"question": 3}, {"verdict": "好"}, {"citations": [values["citations"][0] | {"label": 1}]}):
        store.path.write_text(json.dumps(values | changed) + "\n", "utf-8")
        assert (len(store.read()[0]), len(store.read()[1])) == (0, 1)


def citation(**changes):
    return make_citation(notice_id="甲", **changes)


def test_threads_and_processes_lose_no_line(store):
    program = (
        "import sys; from pathlib import Path; from assistant import Answer, FeedbackStore, Status, feedback_of\n"
        "for n in range(15): FeedbackStore(Path(sys.argv[1])).add("
        "feedback_of(Answer('问', Status.ANSWERED, '答' * 2000), 'useful', f'{sys.argv[2]}-{n}'))"
    )
    runs = [
        subprocess.Popen([sys.executable, "-c", program, str(store.path.parent), str(name)], cwd=ROOT)
        for name in range(2)
    ]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: store.add(said(remark=f"t-{n}")), range(20)))
    assert [run.wait(60) for run in runs] == [0, 0]
    kept, damaged = store.read()
    assert damaged == []
    wanted = {f"{name}-{n}" for name in range(2) for n in range(15)} | {f"t-{n}" for n in range(20)}
    assert {one.remark for one in kept} == wanted
    assert sorted(path.name for path in store.path.parent.iterdir()) == ["feedback.jsonl"]


def test_a_lock_that_a_crash_left_is_taken_away(store):
    lock = store.path.with_name("feedback.jsonl.lock")
    lock.touch()
    os.utime(lock, (0, 0))
    store.add(said())
    assert (len(store.read()[0]), lock.exists()) == (1, False)


def test_a_line_is_never_longer_than_it_may_be(store):
    wide = "\x01" * 600  # six bytes each in JSON
    answer = Answer("问" * 5_000, Status.ANSWERED, "\x01" * 12_000, citations=(citation(quote=wide, label=wide),) * 300)
    one = said(
        answer, remark="好" * 5_000, history=[Turn("user", "长" * 9_000)] * 99, limits=Limits(notices=("甲",) * 9_999)
    )
    store.add(one)
    assert len(store.path.read_bytes()) <= MAX_LINE
    kept, damaged = store.read()
    assert damaged == []
    assert {"remark", "question", "answer", "citations", "history"} <= set(kept[0].cut)


def test_half_a_surrogate_pair_is_kept_as_a_mark(store):
    store.add(said(remark="坏\ud800字"))
    assert store.read()[0][0].remark == "坏?字"


def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    with pytest.raises(CommandError, match="写不进去（没有这个文件或文件夹）"):
        FeedbackStore(tmp_path / "没有").add(said())


def test_useful_answers_become_gold_that_the_answers_meet(library, sample_library, tmp_path, ask, capsys):
    before = "青石区财政局今年负责什么"
    FeedbackStore(library).add(said(ask(QUESTION)))
    FeedbackStore(library).add(said(ask("牵头的有哪些", before), history=[Turn("user", before)]))
    FeedbackStore(library).add(said(ask("历下区对政策解读有什么要求")))
    gold = tmp_path / "gold.jsonl"
    assert main(["feedback", "--gold", str(gold), "--index", str(library)]) == 0
    assert "写出 3 行：3 行可用，0 行待填写" in capsys.readouterr().err
    deadline, follow, absent = (one.raw for one in read_gold(gold))
    assert [line["type"] for line in (deadline, follow, absent)] == ["deadline", "followup", "unanswerable"]
    assert deadline["row"] == [17]
    assert deadline["issuer"] == ["云河市青石区人民政府办公室"]
    assert "门户网站适老化和无障碍改造" in deadline["evidence"][0][0]
    assert follow["history"] == [{"role": "user", "content": before}]
    notices = sample_library.parent / "notices"
    assert main(["eval", str(gold), "--index", str(library), "--notices", str(notices), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["all"]["correct"] == 1.0


def test_what_a_person_must_fill_in_is_marked_and_not_measured(library, tmp_path, ask, capsys):
    answer = ask(QUESTION)
    gone = replace(answer, citations=tuple(replace(c, version="0", quote="原文没有这样写") for c in answer.citations))
    FeedbackStore(library).add(said(answer, "wrong", "应当是年底"))
    FeedbackStore(library).add(said(gone))
    FeedbackStore(library).add(said(ask(QUESTION, limits=Limits(years=(2025,))), limits=Limits(years=(2025,))))
    FeedbackStore(library).add(said(Answer("你好", Status.HELP, "可以这样问")))
    gold = tmp_path / "gold.jsonl"
    assert main(["feedback", "--gold", str(gold), "--index", str(library)]) == 0
    lines = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
    assert [line["type"] for line in lines] == [None] * 4
    whys = (
        "读者认为有误：应当是年底",
        "现在的公文库里核对不到的依据：《",
        "问题是在读者设定的范围内回答的",
        "没有可以核对的依据",
    )
    assert all(line["todo"].startswith(why) for line, why in zip(lines, whys, strict=True))
    capsys.readouterr()
    assert main(["eval", str(gold), "--index", str(library), "--notices", str(tmp_path)]) == 1
    assert "第 1 行：type 应为" in capsys.readouterr().err


def test_the_list_is_for_a_reader_and_names_what_is_damaged(library, ask, capsys):
    FeedbackStore(library).add(said(ask(QUESTION), "wrong", "应当是年底", generation="g000001"))
    with FeedbackStore(library).path.open("ab") as file:
        file.write(b"{\n")
    assert main(["feedback", "--index", str(library)]) == 3
    shown = capsys.readouterr()
    assert f"有误  {QUESTION}" in shown.out
    assert "意见：应当是年底" in shown.out
    assert "版本：g000001" in shown.out
    assert shown.out.endswith("共 1 条：有用 0 条，有误 1 条\n")
    assert "feedback.jsonl 第 2 行：不是正确的 JSON" in shown.err


def test_as_json_a_line_is_what_is_kept(library, ask, capsys):
    one = said(ask(QUESTION))
    FeedbackStore(library).add(one)
    assert main(["feedback", "--json", "--index", str(library)]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert (printed["feedback_id"], printed["question"], printed["verdict"]) == (one.feedback_id, QUESTION, "useful")
    assert main(["feedback", "--json", "--gold", "x.jsonl"]) == 2
