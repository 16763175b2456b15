"""What the commands do beyond parsing: reports, readings, lists, the page's process."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import socket
import subprocess
import sys
import time
from dataclasses import replace

import pytest
from conftest import ROOT

from assistant import terminal
from assistant.cli import main
from assistant.commands import build as build_command
from assistant.commands import serve as serve_command
from assistant.commands import show as show_command
from assistant.config import DEFAULT_PORT, Config
from assistant.errors import CommandError
from index import BuildReport, Duplicate, Failure

REPORT = BuildReport(
    notices=5,
    clauses=120,
    tasks=60,
    passages=200,
    added=("a", "b"),
    changed=("c",),
    unchanged=2,
    withdrawn=(),
    failures=(),
    duplicates=(),
    seconds=1.26,
    generation="g1",
)


# build


def test_the_summary_says_what_the_library_holds_and_what_changed():
    assert build_command.summary(REPORT) == [
        "公文库：5 份公文，120 个条款，60 项任务，200 个段落，用时 1.3 秒",
        "本次：新增 2，更新 1，撤下 0，未变 2",
    ]
    assert build_command.failures(REPORT) == []


def test_a_second_file_of_a_notice_is_said():
    copies = (Duplicate("n", "b.txt", "a.txt", True), Duplicate("n", "c.txt", "a.txt", False))
    assert build_command.summary(replace(REPORT, duplicates=copies))[2:] == [
        "  b.txt 与 a.txt 内容相同，只收一份",
        "  c.txt 与 a.txt 文号相同，是较早的版本，已由新版本代替",
    ]


def test_each_file_that_could_not_be_read_is_named_with_its_reason():
    report = replace(
        REPORT, failures=(Failure("x.txt", "empty", "x.txt：空文件"), Failure("y.doc", "unsupported", "y.doc：不能读"))
    )
    assert build_command.failures(report) == [
        "有 2 个文件没有收入：",
        "  x.txt：空文件（empty）",
        "  y.doc：不能读（unsupported）",
    ]


@pytest.mark.parametrize(
    ("failures", "code"), [((), 0), ((Failure("x.txt", "empty", "x.txt：空文件"),), 3)], ids=["all", "some"]
)
def test_the_exit_code_of_a_build_says_whether_all_was_read(monkeypatch, capsys, failures, code):
    monkeypatch.setattr(build_command, "build", lambda *args: replace(REPORT, failures=failures))
    assert build_command.run(Config()) == code
    out, err = capsys.readouterr()
    assert out.startswith("公文库：5 份公文")
    assert ("x.txt" in err) == bool(failures)


# The terminal


class FakeTerminal(io.StringIO):
    def isatty(self):
        return True


def test_a_progress_bar_is_drawn_on_a_terminal_only(monkeypatch, capsys):
    with terminal.progress("建库") as advance:
        assert advance is None
    screen = FakeTerminal()
    monkeypatch.setattr(sys, "stderr", screen)
    with terminal.progress("建库") as advance:
        advance(1, 2, "[bold]a.txt")
    assert "建库" in screen.getvalue()
    assert "[bold]a.txt" in screen.getvalue()
    assert capsys.readouterr().out == ""


# read


def test_a_file_that_is_not_there_is_an_error_line_and_the_rest_goes_on(in_folder, capsys):
    (in_folder / "empty.txt").write_text("", "utf-8")
    assert main(["read", "gone.txt", "empty.txt", "--json"]) == 3
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (first["file"], first["error"]["kind"]) == ("gone.txt", "damaged")
    assert first["error"]["message"].startswith("gone.txt：无法打开")
    assert (second["file"], second["error"]["kind"]) == ("empty.txt", "empty")


def test_without_json_the_reason_goes_to_standard_error(in_folder, capsys):
    assert main(["read", "gone.txt"]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("gone.txt：无法打开")
    assert err.endswith("（damaged）\n")


def test_a_folder_stands_for_its_files_in_order_each_once_without_hidden_ones(in_folder, capsys):
    for name in ("b.txt", "a.txt", ".hidden"):
        (in_folder / name).write_text("青石区财政局公开预算。", "utf-8")
    assert main(["read", ".", "b.txt", "--json"]) == 0
    assert [json.loads(line)["file"] for line in capsys.readouterr().out.splitlines()] == ["a.txt", "b.txt"]


def test_a_reading_for_a_reader_shows_metadata_outline_and_duties(in_folder, today, capsys):
    from corpus.sample import write_sample

    path = next(p for p in write_sample(in_folder, today) if p.name == "2026年青石区政务公开工作要点.md")
    assert main(["read", str(path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "印发：2026年青石区政务公开工作要点" in lines
    assert any(line.startswith("文号：") and "〔2026〕" in line for line in lines)
    assert any(line.startswith("  一（一）  ") for line in lines)


# list and find


def test_list_prints_a_line_of_json_for_each_notice(sample_library, capsys):
    assert main(["list", "--index", str(sample_library), "--json"]) == 0
    held = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    notice = next(entry for entry in held if entry["file"] == "2026年青石区政务公开工作要点.md")
    assert notice["issued_title"] == "2026年青石区政务公开工作要点"
    assert (notice["year"], notice["doc_kind"]) == (2026, "notice")
    assert notice["issued"] is None or dt.date.fromisoformat(notice["issued"]).year == 2026
    assert notice["clauses"] > 0


def test_list_for_a_reader_ends_with_the_number_of_notices(sample_library, capsys):
    assert main(["list", "--index", str(sample_library)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == f"共 {len(lines) - 1} 份公文"


def test_find_names_every_place_of_the_words(sample_library, capsys):
    assert main(["find", "区财政局", "--index", str(sample_library), "--json"]) == 0
    places = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(places) > 1
    assert all("区财政局" in "".join(place["line"].split()) for place in places)
    assert main(["find", "区财政局", "--index", str(sample_library)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == f"共 {len(places)} 处"


def test_words_that_are_not_there_are_no_failure(sample_library, capsys):
    assert main(["find", "月球基地", "--index", str(sample_library)]) == 0
    assert capsys.readouterr().out == "库中没有“月球基地”\n"


def test_blank_words_are_wrong_use(sample_library, capsys):
    assert main(["find", "  ", "--index", str(sample_library)]) == 2
    assert "要找的文字是空的" in capsys.readouterr().err


@pytest.mark.parametrize("args", [["ask", "谁"], ["list"], ["find", "谁"]], ids=["ask", "list", "find"])
def test_without_a_library_a_sentence_says_what_to_do(in_folder, capsys, args):
    assert main(args) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "build" in err
    assert "Traceback" not in err
    assert list(in_folder.iterdir()) == []


def test_a_real_question_from_the_command_line_has_its_evidence(sample_library, capsys):
    args = ["ask", "区财政局今年负责什么", "--index", str(sample_library), "--today", "2026-03-02", "--json"]
    assert main(args) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["status"] == "answered"
    assert {citation["year"] for citation in answer["citations"]} == {2026}
    assert any("区财政局" in (citation["units"] or ()) for citation in answer["citations"])


# serve


def taken_port() -> tuple[socket.socket, int]:
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    return listener, listener.getsockname()[1]


def test_a_chosen_port_that_is_taken_is_an_error(monkeypatch):
    listener, port = taken_port()
    with listener, pytest.raises(CommandError, match=f"端口 {port} 用不了.*请用 --port 另选一个"):
        serve_command.with_free_port(Config(port=port))
    monkeypatch.setattr(serve_command, "is_free", lambda host, port: port != DEFAULT_PORT)
    with pytest.raises(CommandError, match=f"端口 {DEFAULT_PORT} 用不了"):
        serve_command.with_free_port(Config(), port=DEFAULT_PORT)


def test_the_port_of_the_command_line_wins(monkeypatch):
    monkeypatch.setattr(serve_command, "is_free", lambda host, port: True)
    assert serve_command.with_free_port(Config(port=8000), port=9000).port == 9000


def test_the_default_port_gives_way_to_the_next_free_one(monkeypatch, capsys):
    monkeypatch.setattr(serve_command, "is_free", lambda host, port: port == DEFAULT_PORT + 2)
    assert serve_command.with_free_port(Config()).port == DEFAULT_PORT + 2
    assert capsys.readouterr().err == "端口 7860 已被占用，改用 7862\n"


def test_an_address_of_another_machine_is_an_error():
    with pytest.raises(CommandError, match=r"192\.0\.2\.1 的端口"):
        serve_command.with_free_port(Config(host="192.0.2.1"))


def test_the_page_gets_all_settings_as_options(tmp_path):
    config = Config(library=tmp_path, home_place="青石区", home_unit="区财政局", port=8000, source=tmp_path / "z.toml")
    assert serve_command.app_command(config)[1:] == [
        *(str(serve_command.APP), "--config", str(tmp_path / "z.toml"), "--index", str(tmp_path)),
        *("--host", "127.0.0.1", "--port", "8000", "--home-place", "青石区", "--home-unit", "区财政局"),
    ]
    assert serve_command.APP.is_file()


def test_the_page_ends_with_the_command():
    with serve_command.page([sys.executable, "-c", "import time; time.sleep(600)"]) as process:
        assert process.poll() is None
    assert process.poll() is not None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without asking it")
def test_the_page_ends_when_the_command_is_asked_to_end(tmp_path):
    started = tmp_path / "started"
    page = f"import os, pathlib, time; pathlib.Path({str(started)!r}).write_text(str(os.getpid())); time.sleep(600)"
    code = (
        "import sys\nfrom assistant.commands.serve import page\n"
        f"with page([sys.executable, '-c', {page!r}]) as process: process.wait()"
    )
    command = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 30
    while not (started.exists() and started.read_text()) and time.monotonic() < deadline:
        time.sleep(0.05)
    command.terminate()
    command.wait(30)
    with pytest.raises(ProcessLookupError):
        os.kill(int(started.read_text()), 0)


def test_the_sample_is_replaced_when_the_year_changes_and_other_files_stay(tmp_path, capsys):
    config = serve_command.sample_config(tmp_path / "样例库", dt.date(2026, 3, 2))
    first = {path.name for path in (tmp_path / "样例库" / "notices").iterdir()}
    assert "2026年青石区政务公开工作要点.md" in first
    (tmp_path / "样例库" / "notices" / "自己的.txt").write_text(
        "关于放假的通知\n\n各科室：\n\n一、周五放假。\n", "utf-8"
    )
    again = serve_command.sample_config(tmp_path / "样例库", dt.date(2027, 3, 2))
    second = {path.name for path in (tmp_path / "样例库" / "notices").iterdir()}
    assert again == config
    assert "2027年青石区政务公开工作要点.md" in second
    assert "2026年青石区政务公开工作要点.md" not in second
    assert len(second) == len(first) + 1
    assert f"公文库：{len(first)} 份公文" in capsys.readouterr().out.splitlines()[0]


def test_the_settings_of_the_sample_name_a_place_of_the_sample_and_are_kept(tmp_path, today, capsys):
    from corpus.sample import load_samples

    config = serve_command.sample_config(tmp_path, today)
    assert config.home_place in {sample.place for sample in load_samples(today)}
    assert config.library == tmp_path / "library"
    settings = tmp_path / "zhengwen.toml"
    settings.write_text(settings.read_text("utf-8").replace("青石区", "白鹭区"), "utf-8")
    assert serve_command.sample_config(tmp_path, today).home_place == "云河市白鹭区"


def test_held_is_printed_in_one_line(sample_library):
    library = show_command.open_library(Config(library=sample_library))
    assert all("\n" not in show_command.held_line(held) for held in library.held)
