from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from factories import HashEncoder, read_plain, write_plain

from index import Library, NoLibrary, build_library

PROGRAM = Path(__file__).with_name("killed_build.py")
ENVIRONMENT = os.environ | {"PYTHONPATH": os.pathsep.join(str(folder) for folder in PROGRAM.parents[1:3])}
OLD = {"云政字2022-3": "公开预算。", "云政字2022-4": "修建公路。"}
NEW = {"云政字2022-3": "公开预决算。", "云政字2022-6": "清理河道。"}


def write_old(folder: Path) -> None:
    write_plain(folder / "甲.txt", "公开预算。", number="云政字〔2022〕3号")
    write_plain(folder / "乙.txt", "修建公路。", title="关于修路的通知", number="云政字〔2022〕4号")


def write_new(folder: Path) -> None:
    """One notice corrected, one gone, one added."""
    write_plain(folder / "甲.txt", "公开预决算。", number="云政字〔2022〕3号")
    (folder / "乙.txt").unlink()
    write_plain(folder / "丙.txt", "清理河道。", title="关于清河的通知", number="云政字〔2022〕6号")


def kill(library: Path, folder: Path, step: int) -> bool:
    """Build in a process that dies at its n-th step on the disk; whether it did."""
    done = subprocess.run([sys.executable, PROGRAM, library, folder, str(step)], env=ENVIRONMENT, capture_output=True)
    assert done.returncode <= 0, done.stderr.decode()
    return done.returncode < 0


def what_answers(library: Path) -> dict[str, str]:
    """Notice id to the words that a search finds in each notice; the files are as the manifest has them."""
    with Library.open(library, HashEncoder()) as opened:
        found = {}
        for held in opened.held:
            text = opened.notice(held.notice_id).clauses[0].text
            (hit,) = opened.search(text, notice_ids=[held.notice_id]).hits
            assert hit.passage.text == text
            assert opened.original(held.notice_id).is_file()
            found[held.notice_id] = text
        return found


@pytest.fixture(scope="module")
def old(tmp_path_factory):
    """A library of the old notices, whose folder holds the new ones."""
    root = tmp_path_factory.mktemp("old")
    write_old(root / "公文")
    build_library(root / "公文库", [root / "公文"], HashEncoder(), read=read_plain)
    write_new(root / "公文")
    return root


def check_killed_rebuild(old: Path, root: Path, step: int) -> bool:
    """Kill a rebuild at one step: the old or the new library answers, and the next build makes the new one."""
    library = shutil.copytree(old / "公文库", root / f"公文库{step}")
    was_killed = kill(library, old / "公文", step)
    assert what_answers(library) in (OLD, NEW)
    build_library(library, [old / "公文"], HashEncoder(), read=read_plain)
    assert what_answers(library) == NEW
    shutil.rmtree(library, ignore_errors=True)  # the index may still be putting its lock away
    return was_killed


def check_killed_first_build(root: Path, step: int) -> bool:
    """Kill a first build at one step: there is no library, or a whole one, and the next build makes it."""
    folder, library = root / f"公文{step}", root / f"公文库{step}"
    write_old(folder)
    was_killed = kill(library, folder, step)
    try:
        assert what_answers(library) == OLD
    except NoLibrary:
        assert was_killed
    build_library(library, [folder], HashEncoder(), read=read_plain)
    assert what_answers(library) == OLD
    return was_killed


@pytest.mark.parametrize("step", [3, 13, 23, 33])
def test_a_library_answers_after_a_rebuild_was_killed(old, tmp_path, step):
    assert check_killed_rebuild(old, tmp_path, step)


def test_a_first_build_that_was_killed_can_be_repeated(tmp_path):
    assert check_killed_first_build(tmp_path, 15)


@pytest.mark.slow
def test_a_library_answers_wherever_a_rebuild_was_killed(old, tmp_path):
    steps = 1
    while check_killed_rebuild(old, tmp_path, steps):
        steps += 1
    assert steps > 30


@pytest.mark.slow
def test_a_first_build_can_be_repeated_wherever_it_was_killed(tmp_path):
    steps = 1
    while check_killed_first_build(tmp_path, steps):
        steps += 1
    assert steps > 30


@pytest.mark.slow
def test_a_library_answers_whenever_a_rebuild_was_killed(old, tmp_path):
    # By the clock too: what FAISS, tantivy and SQLite do on the disk is no step that Python sees.
    for number in range(40):
        library = shutil.copytree(old / "公文库", tmp_path / f"公文库{number}")
        arguments = [sys.executable, PROGRAM, library, old / "公文", "0"]
        with subprocess.Popen(
            arguments, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            while not (library / "build.lock").exists() and process.poll() is None:
                time.sleep(0.001)
            time.sleep(number * 0.01)
            process.kill()
        assert what_answers(library) in (OLD, NEW)
        build_library(library, [old / "公文"], HashEncoder(), read=read_plain)
        assert what_answers(library) == NEW
