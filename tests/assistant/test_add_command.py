"""``zhengwen add`` and ``zhengwen undo``."""

from __future__ import annotations

import json

import pytest
from texts import NOTICE

from assistant.cli import main
from index.lock import BuildLock


@pytest.fixture
def sent(in_folder):
    """A folder with one notice and an empty file."""
    folder = in_folder / "寄来"
    folder.mkdir()
    (folder / "甲.txt").write_text(NOTICE, "utf-8")
    (folder / "空.txt").write_text("")
    return folder


def run(capsys, *args):
    """Exit code, what was written, and what was said besides."""
    code = main(list(args))
    out, err = capsys.readouterr()
    return code, out, err


def test_a_dry_run_reports_and_leaves_no_trace(sent, in_folder, capsys):
    code, out, err = run(capsys, "add", "寄来", "--dry-run")
    assert code == 3
    assert "《2024年青石区政务公开工作要点》  青石政办字〔2024〕5号" in out
    assert "库里没有，将新增" in out
    assert "空.txt：文件是空的（empty）" in err
    assert sorted(path.name for path in in_folder.iterdir()) == ["寄来"]


def test_what_is_added_is_held_until_it_is_undone(sent, capsys):
    code, out, _ = run(capsys, "add", "寄来/甲.txt")
    assert code == 0
    assert "已发布：新增 1。撤回用 zhengwen undo 2" in out
    assert "共 1 份公文" in run(capsys, "list")[1]
    changed = NOTICE.replace("每期出版后五日内上网", "每期出版后三日内上网").replace("4月9日", "5月9日")
    (sent / "甲.txt").write_text(changed, "utf-8")
    code, out, _ = run(capsys, "add", "寄来/甲.txt", "--json")
    (line,) = map(json.loads, out.splitlines())
    assert (line["file"], line["standing"], line["held"]) == ("寄来/甲.txt", "newer", "青石政办字2024-5")
    assert "三日内" in run(capsys, "find", "三日内")[1]
    code, out, _ = run(capsys, "undo")
    assert code == 0
    assert out.endswith("《2024年青石区政务公开工作要点》恢复为原来的版本。\n")
    assert "库中没有“三日内”" in run(capsys, "find", "三日内")[1]
    listed = run(capsys, "undo", "--list")[1].splitlines()
    assert [line.endswith("撤回") for line in listed] == [True, False]


def test_a_library_that_is_being_built_is_left_alone_and_said(sent, in_folder, capsys):
    (in_folder / "公文库").mkdir()
    with BuildLock(in_folder / "公文库" / "build.lock"):
        code, _, err = run(capsys, "add", "寄来/甲.txt")
    assert code == 1
    assert "请等它结束后再试" in err
    assert list((in_folder / "公文库" / "staged").iterdir()) == []


@pytest.mark.parametrize(
    ("args", "code", "complaint"),
    [
        (["add", "没有.txt"], 2, "没有.txt：没有这个文件或文件夹"),
        (["add", "寄来/空.txt"], 1, "没有能收入的公文，公文库没有改动"),
        (["undo"], 1, "没有可以撤回的发布"),
        (["undo", "../甲"], 1, "没有发布，或已经撤回"),
    ],
)
def test_what_cannot_be_done_is_said(sent, capsys, args, code, complaint):
    done, _, err = run(capsys, *args)
    assert done == code
    assert complaint in err
