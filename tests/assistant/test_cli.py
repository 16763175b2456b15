from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from dataclasses import replace

import pytest

from assistant.answer import Answer, Citation, Status, Turn
from assistant.batch import BadLine, BatchQuestion, answer_item, parse_line
from assistant.cli import main, repeat_flag
from assistant.commands import ask as ask_command
from assistant.commands.ask import AskOptions
from corpus import Clause, Surroundings


def citation(**changes):
    values = {
        "n": 1,
        "notice_id": "qing-2026-7",
        "version": "0" * 64,
        "title": "关于印发青石区工作要点的通知",
        "issued_title": None,
        "issuer": "青石区人民政府办公室",
        "year": 2026,
        "doc_number": "青政办字〔2026〕7号",
        "issued": dt.date(2026, 3, 1),
        "section": "一（一）",
        "heading": "公开预算",
        "quote": "区财政局负责公开\n预算。",
        "pieces": None,
        "file": "a.txt",
        "start": 0,
        "end": 11,
        "label": "《关于印发青石区工作要点的通知》（青政办字〔2026〕7号）第一部分第（一）项",
        "label_short": "（青政办字〔2026〕7号）第一部分第（一）项",
    }
    return Citation(**(values | changes))


class FakeAsker:
    """Answers by saying back the question; remembers how it was asked."""

    def __init__(self):
        self.asked = []

    def ask(self, question, history=(), today=None, top_k=10):
        self.asked.append((question, tuple(history), today, top_k))
        if question == "坏":
            raise RuntimeError("disk gone")
        if question == "没有":
            return Answer(question, Status.NOT_HELD, "库中没有。", citations=(citation(near=True),))
        return Answer(question, Status.ANSWERED, f"答{question}[1]", citations=(citation(),), explain=("范围：全库",))

    def around(self, citation):
        above = Clause("一", "一", "公开财政信息", ("公开财政信息",), "一、公开财政信息\n及时公开。", ())
        headings = ("推进公开", "公开财政信息")
        return Surroundings((above,), None, replace(above, text="长" * 200), headings, (), ("办好公报", "按月出版"))


def write_lines(path, *lines):
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), "utf-8")
    return path


# What is typed


@pytest.mark.parametrize(
    ("typed", "parsed"),
    [
        pytest.param(
            ["--notices", "a", "b", "--index", "i"], ["--notices", "a", "--notices", "b", "--index", "i"], id="two"
        ),
        pytest.param(["--notices", "a", "--notices", "b"], ["--notices", "a", "--notices", "b"], id="repeated"),
        pytest.param(["--index", "i", "--notices", "a"], ["--index", "i", "--notices", "a"], id="one"),
        pytest.param(["--notices=a", "--index", "i"], ["--notices=a", "--index", "i"], id="with ="),
        pytest.param(["--notices", "--index", "i"], ["--notices", "--index", "i"], id="none"),
    ],
)
def test_a_flag_is_repeated_before_each_of_its_values(typed, parsed):
    assert repeat_flag(typed, "--notices") == parsed


@pytest.mark.parametrize(
    ("args", "complaint"),
    [
        pytest.param(["bogus"], "没有 bogus 这个命令", id="command"),
        pytest.param(["ask", "x", "--nope"], "没有 --nope 这个选项", id="option"),
        pytest.param(["build", "--notices"], "--notices 后面要写一个值", id="no value"),
        pytest.param(["find"], "缺少 文字", id="no text"),
        pytest.param(["read"], "缺少 文件…", id="no file"),
        pytest.param(["ask", "区财政局", "负责什么"], "多出了：负责什么", id="two questions"),
        pytest.param(["ask", "x", "--today", "明天"], "--today：日期应写作 2026-03-01，现为 明天", id="today"),
        pytest.param(["ask", "x", "--top-k", "0"], "--top-k：应为 1 到 1000 的整数，现为 0", id="top-k"),
        pytest.param(["ask", "x", "--top-k", "五"], "--top-k：应为 1 到 1000 的整数，现为 五", id="top-k in words"),
        pytest.param(["serve", "--port", "70000"], "--port：应为 1 到 65535 的整数，现为 70000", id="port"),
        pytest.param(["ask"], "请写一个问题，或用 --batch 指定问题文件", id="no question"),
        pytest.param(["ask", "x", "--batch", "q.jsonl"], "二者只取其一", id="question and batch"),
        pytest.param(["ask", "x", "--out", "a.jsonl"], "--out 只与 --batch 同用", id="out without batch"),
        pytest.param(["build"], "没有指定公文文件夹：请用 --notices 文件夹", id="no folder"),
        pytest.param(["build", "--notices", "没有的"], "没有的：没有这个文件夹", id="missing folder"),
        pytest.param(["build", "--config", "gone.toml"], "找不到配置文件", id="missing settings"),
        pytest.param(["serve", "--sample", "--index", "x"], "--sample 自带公文库", id="sample and index"),
    ],
)
def test_wrong_use_is_said_in_chinese_with_exit_code_2(in_folder, capsys, args, complaint):
    assert main(args) == 2
    out, err = capsys.readouterr()
    assert complaint in err
    assert out == ""
    assert "Traceback" not in err


def test_a_wrong_value_in_the_settings_ends_every_command_that_reads_them(in_folder, capsys):
    (in_folder / "zhengwen.toml").write_text("port = 0", "utf-8")
    for args in (["build"], ["ask", "x"], ["list"], ["find", "x"], ["serve"]):
        assert main(args) == 2
        assert "port 应为1 到 65535 的整数，现为 0" in capsys.readouterr().err


@pytest.mark.parametrize(
    "command", ["build", "add", "undo", "ask", "read", "list", "find", "duties", "compare", "serve"]
)
def test_each_command_has_help_in_chinese(capsys, command):
    assert main([command, "--help"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"用法：zhengwen {command} [选项]")
    assert "显示这些说明" in out
    assert "Options" not in out


def test_without_arguments_the_commands_are_listed(capsys):
    assert main([]) == 0
    out = capsys.readouterr().out
    for command in ("build", "add", "undo", "ask", "read", "list", "find", "duties", "compare", "serve"):
        assert f"\n  {command} " in out


def test_what_nobody_foresaw_is_said_in_a_sentence_and_shown_by_debug(in_folder, capsys, monkeypatch):
    def broken(config):
        raise ZeroDivisionError("nobody foresaw this")

    monkeypatch.setattr(ask_command, "open_assistant", broken)
    assert main(["ask", "x"]) == 1
    err = capsys.readouterr().err
    assert "ZeroDivisionError：nobody foresaw this" in err
    assert "--debug" in err
    assert "Traceback" not in err
    assert main(["ask", "x", "--debug"]) == 1
    assert "Traceback" in capsys.readouterr().err


# A question


def test_an_answer_is_printed_with_label_quotation_and_file(capsys):
    assert ask_command.run(FakeAsker(), "谁", AskOptions()) == 0
    assert capsys.readouterr().out.splitlines() == [
        "答谁[1]",
        "",
        "依据：",
        "[1] 《关于印发青石区工作要点的通知》（青政办字〔2026〕7号）第一部分第（一）项",
        "    “区财政局负责公开预算。”",
        "    a.txt",
    ]


def test_what_stands_around_a_citation_is_shown_when_asked_for_and_cut_where_it_is_long(capsys):
    ask_command.run(FakeAsker(), "谁", AskOptions(around=True))
    assert capsys.readouterr().out.splitlines()[-4:] == [
        "    a.txt",
        "    上级标题：推进公开 ＞ 公开财政信息",
        "    上级：一、公开财政信息及时公开。",
        f"    下文（在“办好公报 ＞ 按月出版”之下）：{'长' * 119}…",
    ]


def test_what_is_near_a_refusal_is_not_called_evidence(capsys):
    assert ask_command.run(FakeAsker(), "没有", AskOptions()) == 0
    out = capsys.readouterr().out
    assert "库中相近的内容：" in out
    assert "依据" not in out


def test_json_is_one_line_and_the_explanation_goes_elsewhere(capsys):
    ask_command.run(FakeAsker(), "谁", AskOptions(as_json=True, explain=True))
    out, err = capsys.readouterr()
    line = json.loads(out)
    assert out.count("\n") == 1
    assert line["status"] == "answered"
    assert line["citations"][0]["issued"] == "2026-03-01"
    assert err == "范围：全库\n"


def test_day_and_number_of_passages_reach_the_assistant():
    asker = FakeAsker()
    ask_command.run(asker, "谁", AskOptions(today=dt.date(2026, 3, 2), top_k=3, as_json=True))
    assert asker.asked == [("谁", (), dt.date(2026, 3, 2), 3)]


def test_control_characters_of_a_file_name_do_not_reach_the_terminal(capsys):
    class Asker(FakeAsker):
        def ask(self, question, history=(), today=None, top_k=10):
            return Answer(question, Status.ANSWERED, "答", citations=(citation(file="a\x1b[2J.txt"),))

    ask_command.run(Asker(), "谁", AskOptions())
    assert "\x1b" not in capsys.readouterr().out


# A file of questions


def test_each_question_has_its_line_and_its_own_day(in_folder, capsys):
    questions = write_lines(
        in_folder / "q.jsonl",
        {"id": "a", "question": "谁", "today": "2026-05-01"},
        "",
        {
            "id": 7,
            "question": "何时",
            "history": [{"role": "user", "content": "问"}, {"role": "assistant", "content": "答"}],
        },
    )
    asker = FakeAsker()
    assert ask_command.run_batch(asker, questions, in_folder / "a.jsonl", AskOptions(today=dt.date(2026, 3, 2))) == 0
    lines = [json.loads(line) for line in (in_folder / "a.jsonl").read_text("utf-8").splitlines()]
    assert [(line["id"], line["answer"]) for line in lines] == [("a", "答谁[1]"), (7, "答何时[1]")]
    assert asker.asked == [
        ("谁", (), dt.date(2026, 5, 1), 10),
        ("何时", (Turn("user", "问"), Turn("assistant", "答")), dt.date(2026, 3, 2), 10),
    ]
    assert "共 2 个问题，0 个出错" in capsys.readouterr().err


def test_a_question_that_fails_has_its_line_and_the_rest_goes_on(in_folder, capsys):
    questions = write_lines(in_folder / "q.jsonl", {"id": "a", "question": "坏"}, {"id": "b", "question": "好"})
    assert ask_command.run_batch(FakeAsker(), questions, None, AskOptions()) == 3
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (first["id"], first["status"], first["answered"]) == ("a", "error", False)
    assert first["answer"] == "回答时出错：RuntimeError：disk gone"
    assert (first["citations"], first["passages"]) == ([], [])
    assert (second["id"], second["status"]) == ("b", "answered")


def test_a_line_that_is_no_json_is_named_with_file_and_line(in_folder, capsys):
    questions = write_lines(
        in_folder / "q.jsonl", {"id": "a", "question": "好"}, "{oops", {"id": "c", "question": "好"}
    )
    assert ask_command.run_batch(FakeAsker(), questions, None, AskOptions()) == 3
    out, err = capsys.readouterr()
    assert f"{questions} 第 2 行：不是正确的 JSON" in err
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["a", "c"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        pytest.param("[1]", "不是 JSON 对象", id="list"),
        pytest.param('{"id": "a"}', "没有文字的 question", id="no question"),
        pytest.param('{"question": 5}', "没有文字的 question", id="number"),
        pytest.param('{"question": "x", "today": "5月"}', "today 应写作 2026-03-01，现为 5月", id="day"),
        pytest.param('{"question": "x", "today": 5}', "today 应写作 2026-03-01，现为 5", id="day as number"),
        pytest.param('{"question": "x", "history": "y"}', "history 应为", id="history"),
        pytest.param('{"question": "x", "history": [{"role": "boss", "content": "y"}]}', "history 应为", id="role"),
    ],
)
def test_a_line_that_is_no_question_says_why(line, reason):
    bad = parse_line(4, line)
    assert isinstance(bad, BadLine)
    assert bad.line == 4
    assert bad.reason.startswith(reason)


def test_a_bad_line_that_has_an_id_has_an_answer_line():
    line = answer_item(FakeAsker(), BadLine(1, "a", "", "没有文字的 question"), None, 10)
    assert (line["id"], line["status"], line["answer"]) == ("a", "error", "没有文字的 question")


def test_a_question_without_an_id_has_none_in_its_answer():
    assert "id" not in answer_item(FakeAsker(), BatchQuestion(1, None, "谁", None, ()), None, 10)


def test_a_file_of_questions_that_is_not_there_is_said(in_folder, capsys, monkeypatch):
    monkeypatch.setattr(ask_command, "open_assistant", lambda config: FakeAsker())
    assert main(["ask", "--batch", "gone.jsonl"]) == 1
    assert "gone.jsonl：读不出来" in capsys.readouterr().err


def test_a_result_that_cannot_be_written_is_said(in_folder, capsys, monkeypatch):
    monkeypatch.setattr(ask_command, "open_assistant", lambda config: FakeAsker())
    write_lines(in_folder / "q.jsonl", {"question": "谁"})
    assert main(["ask", "--batch", "q.jsonl", "--out", "no/such/a.jsonl"]) == 1
    assert "写不进去" in capsys.readouterr().err


# As a process


def test_a_reader_that_stops_early_is_no_error():
    command = [sys.executable, "-m", "assistant.cli", "--help"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()
    _, err = process.communicate(timeout=60)
    assert b"Traceback" not in err


def test_chinese_is_written_in_utf8_whatever_the_locale():
    env = {"PYTHONIOENCODING": "ascii", "PATH": ""}
    done = subprocess.run([sys.executable, "-m", "assistant.cli", "--help"], capture_output=True, env=env, check=True)
    assert "用法：zhengwen" in done.stdout.decode("utf-8")
