"""Publishing what keepers add, and taking it back."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from factories import HashEncoder, read_plain, write_plain

from index import (
    Library,
    LibraryBusy,
    NoBatch,
    NoNotices,
    build_library,
    publications,
    publish_batch,
    stage_files,
    staged_batches,
    undo_publication,
)
from index.lock import BuildLock

PROGRAM = Path(__file__).with_name("killed_publication.py")
ENVIRONMENT = os.environ | {"PYTHONPATH": os.pathsep.join(str(folder) for folder in PROGRAM.parents[1:3])}
OLD = {"云政字2022-3": "公开预算。"}
NEW = {"云政字2022-3": "公开预决算。", "云政字2022-6": "清理河道。"}


def what_is_held(library):
    """Notice id to its first clause, found by a search for it."""
    with Library.open(library, HashEncoder()) as opened:
        found = {}
        for held in opened.held:
            text = opened.notice(held.notice_id).clauses[0].text
            (hit,) = opened.search(text, notice_ids=[held.notice_id]).hits
            assert hit.passage.text == text
            found[held.notice_id] = text
        return found


@pytest.fixture
def sent(tmp_path):
    """Three files that a keeper sends: a newer version, a new notice, and one that cannot be read."""
    folder = tmp_path / "寄来"
    write_plain(folder / "甲改.txt", "公开预决算。", number="云政字〔2022〕3号")
    write_plain(folder / "丙.txt", "清理河道。", title="关于清河的通知", number="云政字〔2022〕6号")
    (folder / "空.txt").write_text("")
    return folder


@pytest.fixture
def old(folder, build):
    """A library of one notice that came from a folder."""
    write_plain(folder / "甲.txt", "公开预算。", number="云政字〔2022〕3号")
    build()


def publish(library, *files):
    batch = stage_files(library, files)
    return publish_batch(library, batch.batch_id, HashEncoder(), read=read_plain)


def undo(library, batch_id=None):
    return undo_publication(library, batch_id, HashEncoder(), read=read_plain)


def test_what_is_published_comes_beside_what_came_from_folders(library, old, sent):
    before = staged_batches(library)
    done = publish(library, sent)
    assert what_is_held(library) == NEW
    told = [(one.file, one.notice_id, one.what, one.replaces) for one in done.notices]
    assert sorted(told) == [
        ("丙.txt", "云政字2022-6", "new", ()),
        ("甲改.txt", "云政字2022-3", "newer", ("甲.txt",)),
    ]
    assert [(failure.file, failure.kind) for failure in done.failures] == [("空.txt", "empty")]
    assert before == staged_batches(library) == ()
    assert publications(library) == (done,)
    assert (library / "index" / "CURRENT").read_text().strip() == done.generation


def test_a_build_from_folders_keeps_what_was_published_and_tells_no_failure_of_it(library, old, sent, build):
    publish(library, sent)
    report = build()
    assert (report.withdrawn, report.failures) == ((), ())
    assert what_is_held(library) == NEW


def test_a_library_can_begin_with_a_publication(library, sent):
    publish(library, sent / "丙.txt")
    assert what_is_held(library) == {"云政字2022-6": "清理河道。"}
    undo(library)
    assert what_is_held(library) == {}


def test_a_publication_is_undone_and_published_again(library, old, sent):
    done = publish(library, sent)
    undone = undo(library)
    assert what_is_held(library) == OLD
    assert undone.publication.batch_id == done.batch_id
    assert "3 个文件（" in undone.words
    assert "不再收录《关于清河的通知》" in undone.words
    assert undone.words.endswith("《关于做好甲事的通知》恢复为原来的版本。")
    assert (library / "withdrawn" / done.batch_id / "丙.txt").is_file()
    with pytest.raises(NoBatch, match="没有可以撤回的发布"):
        undo(library)
    publish_batch(library, done.batch_id, HashEncoder(), read=read_plain)
    assert what_is_held(library) == NEW
    assert [one.undone for one in publications(library)] == [None]


def test_only_that_publication_is_undone(library, old, sent, folder, build):
    first = publish(library, sent / "甲改.txt")
    publish(library, sent / "丙.txt")
    write_plain(folder / "丁.txt", "植树造林。", title="关于植树的通知", number="云政字〔2022〕7号")
    build()
    undo(library, first.batch_id)
    assert what_is_held(library) == {**OLD, "云政字2022-6": "清理河道。", "云政字2022-7": "植树造林。"}
    assert [one.undone is None for one in publications(library)] == [True, False]


def test_a_batch_without_a_notice_is_not_published(library, old, sent):
    batch = stage_files(library, [sent / "空.txt"])
    with pytest.raises(NoNotices, match=r"空\.txt：文件是空的"):
        publish_batch(library, batch.batch_id, HashEncoder(), read=read_plain)
    assert staged_batches(library) == (batch,)
    assert batch.path("空.txt").is_file()
    assert what_is_held(library) == OLD


def test_a_batch_is_published_once(library, sent):
    done = publish(library, sent / "丙.txt")
    with pytest.raises(NoBatch, match="已经发布"):
        publish_batch(library, done.batch_id, HashEncoder(), read=read_plain)


def test_the_second_publisher_is_told_and_loses_nothing(library, old, sent):
    batch = stage_files(library, [sent / "丙.txt"])
    with BuildLock(library / "build.lock"), pytest.raises(LibraryBusy, match="公文库正在由"):
        publish_batch(library, batch.batch_id, HashEncoder(), read=read_plain)
    assert staged_batches(library) == (batch,)
    publish_batch(library, batch.batch_id, HashEncoder(), read=read_plain)
    assert "云政字2022-6" in what_is_held(library)


def test_of_two_publishers_at_once_each_succeeds_or_is_told(library, old, sent):
    batches = [stage_files(library, [sent / name]).batch_id for name in ("丙.txt", "甲改.txt")]
    told = []

    def run(batch_id):
        try:
            publish_batch(library, batch_id, HashEncoder(), read=read_plain)
        except LibraryBusy:
            told.append(batch_id)

    threads = [threading.Thread(target=run, args=(batch_id,)) for batch_id in batches]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [batch.batch_id for batch in staged_batches(library)] == sorted(told)
    for batch_id in told:
        publish_batch(library, batch_id, HashEncoder(), read=read_plain)
    assert what_is_held(library) == NEW


def test_a_publication_that_fails_leaves_all_as_it_was(library, old, sent):
    class Broken(HashEncoder):
        def encode(self, texts):
            raise RuntimeError("out of memory")

    batch = stage_files(library, [sent / "丙.txt"])
    with pytest.raises(RuntimeError):
        publish_batch(library, batch.batch_id, Broken(), read=read_plain)
    assert staged_batches(library) == (batch,)
    assert what_is_held(library) == OLD


def test_publishing_again_in_vain_forgets_nothing(library, old, sent):
    class Broken(HashEncoder):
        def encode(self, texts):
            raise RuntimeError("out of memory")

    publish(library, sent / "丙.txt")
    undo(library)
    (before,) = publications(library)
    with pytest.raises(RuntimeError):
        publish_batch(library, before.batch_id, Broken(), read=read_plain)
    assert before.undone is not None and before.notices
    assert publications(library) == (before,)


def test_a_library_can_be_moved_with_what_was_published(library, old, sent, folder, tmp_path):
    publish(library, sent)
    elsewhere = library.rename(tmp_path / "别处")
    build_library(elsewhere, [folder], HashEncoder(), read=read_plain)
    assert what_is_held(elsewhere) == NEW
    undo(elsewhere)
    assert what_is_held(elsewhere) == OLD


def kill(library, what, step):
    """Publish a batch, or undo, in a process that dies at its n-th step on the disk; whether it did."""
    done = subprocess.run([sys.executable, PROGRAM, library, what, str(step)], env=ENVIRONMENT, capture_output=True)
    assert done.returncode <= 0, done.stderr.decode()
    return done.returncode < 0


def check_killed_publication(ready, batch_id, root, step):
    library = shutil.copytree(ready, root / f"公文库{step}")
    was_killed = kill(library, batch_id, step)
    assert what_is_held(library) in (OLD, NEW)
    for one in staged_batches(library):
        publish_batch(library, one.batch_id, HashEncoder(), read=read_plain)
    build_library(library, [root / "公文"], HashEncoder(), read=read_plain)
    assert what_is_held(library) == NEW
    (one,) = publications(library)
    assert (len(one.notices), one.generation != "") == (2, True)
    shutil.rmtree(library, ignore_errors=True)
    return was_killed


def check_killed_undo(ready, root, step):
    library = shutil.copytree(ready, root / f"公文库{step}")
    was_killed = kill(library, "undo", step)
    assert what_is_held(library) in (OLD, NEW)
    if publications(library)[0].undone is None:
        undo(library)
    build_library(library, [root / "公文"], HashEncoder(), read=read_plain)
    assert what_is_held(library) == OLD
    shutil.rmtree(library, ignore_errors=True)
    return was_killed


@pytest.mark.parametrize("step", [6, 40])
def test_a_publication_may_be_killed(library, old, sent, tmp_path, step):
    batch_id = stage_files(library, [sent]).batch_id
    assert check_killed_publication(library, batch_id, tmp_path, step)


@pytest.mark.parametrize("step", [20])
def test_an_undo_may_be_killed(library, old, sent, tmp_path, step):
    publish(library, sent)
    assert check_killed_undo(library, tmp_path, step)


@pytest.mark.slow
def test_a_publication_and_an_undo_may_be_killed_anywhere(library, old, sent, tmp_path):
    batch_id = stage_files(library, [sent]).batch_id
    steps = 1
    while check_killed_publication(library, batch_id, tmp_path, steps):
        steps += 1
    assert steps > 40
    publish_batch(library, batch_id, HashEncoder(), read=read_plain)
    steps = 1
    while check_killed_undo(library, tmp_path, steps):
        steps += 1
    assert steps > 20
