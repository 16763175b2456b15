from __future__ import annotations

import json
import os
import subprocess
import sys
import time

import pytest

from index import LibraryBusy
from index.lock import SILENCE, BuildLock


def dead_process() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def mark(path, **changes):
    with BuildLock(path):
        words = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(words | changes), "utf-8")


def test_a_lock_is_held_while_used(tmp_path):
    path = tmp_path / "build.lock"
    with BuildLock(path):
        assert json.loads(path.read_text("utf-8"))["pid"] == os.getpid()
        with pytest.raises(LibraryBusy, match=f"进程 {os.getpid()}构建"):
            BuildLock(path).__enter__()
    assert not path.exists()


def test_the_lock_of_a_process_that_has_ended_is_taken_over(tmp_path):
    path = tmp_path / "build.lock"
    mark(path, pid=dead_process())
    with BuildLock(path):
        assert json.loads(path.read_text("utf-8"))["pid"] == os.getpid()
    assert list(tmp_path.iterdir()) == []


def test_the_lock_of_another_machine_is_respected_until_it_has_been_silent_for_long(tmp_path):
    path = tmp_path / "build.lock"
    mark(path, host="另一台", pid=dead_process())
    with pytest.raises(LibraryBusy, match="另一台"):
        BuildLock(path).__enter__()
    long_ago = time.time() - SILENCE - 1
    os.utime(path, (long_ago, long_ago))
    with BuildLock(path):
        pass


def test_a_lock_left_without_words_is_taken_over(tmp_path):
    path = tmp_path / "build.lock"
    path.touch()
    os.utime(path, (1, 1))
    with BuildLock(path):
        pass
    assert not path.exists()


def test_a_lock_that_was_taken_over_is_not_removed_by_its_first_holder(tmp_path):
    path = tmp_path / "build.lock"
    with BuildLock(path):
        path.write_text("{}", "utf-8")
    assert path.exists()
