"""An assistant that follows the library while keepers publish."""

from __future__ import annotations

import gc
import logging
import shutil
import threading
import time
import weakref

import pytest

from assistant import Assistant, LiveAssistant, Status
from assistant import live as live_module
from index import current_generation, publish_batch, stage_files, undo_publication

ASKED = "临泽县财政局负责什么"


@pytest.fixture
def library(sample_library, tmp_path):
    """A copy of the sample library that may be changed."""
    return shutil.copytree(sample_library, tmp_path / "公文库")


@pytest.fixture
def live(library):
    with LiveAssistant(library) as one:
        yield one


@pytest.fixture
def send(library, tmp_path, plan):
    """Stages three invented notices, one of them with a duty of 临泽县's 财政局."""

    def run():
        files = []
        for place, topic in (("海东省临泽县", "防汛"), ("海东省平岚县", "植树"), ("海东省长丰县", "清河")):
            path = tmp_path / f"{topic}.txt"
            path.write_text(plan(place, topic, "县财政局", "县水利局"), encoding="utf-8")
            files.append(path)
        return stage_files(library, files).batch_id

    return run


def test_three_notices_are_published_one_is_asked_about_and_all_are_undone(live, library, send, today):
    assert live.current.ask(ASKED, today=today).status is Status.NOT_HELD
    count = len(live.current.library.held)
    done = publish_batch(library, send())
    assert [one.what for one in done.notices] == ["new", "new", "new"]
    answer = live.refresh().ask(ASKED, today=today)
    assert answer.status is Status.ANSWERED
    assert "防汛事项一的办理" in answer.text
    assert len(live.current.library.held) == count + 3
    undo_publication(library)
    assert live.refresh().ask(ASKED, today=today).status is Status.NOT_HELD
    assert len(live.current.library.held) == count


def test_who_asks_on_gets_the_new_library_without_waiting_for_it(live, library, send, monkeypatch):
    monkeypatch.setattr(live_module, "EVERY", 0.0)
    publish_batch(library, send())
    before = live.current.library.generation
    deadline = time.monotonic() + 30
    while live.current.library.generation == before and time.monotonic() < deadline:
        time.sleep(0.05)
    assert live.current.library.generation == current_generation(library)


def test_the_live_generation_is_looked_for_once_a_second_at_most(live, monkeypatch):
    looks = []
    monkeypatch.setattr(live_module, "current_generation", lambda library: looks.append(1) or "")
    for _ in range(1000):
        assert live.current
    assert len(looks) <= 1


def test_the_old_library_can_be_used_until_nobody_holds_it(live, library, send):
    held = live.current.library
    gone = weakref.ref(held)
    segment = weakref.ref(held._segments[0])
    publish_batch(library, send())
    live.refresh()
    assert held.search("财政").hits  # the assistant is gone, its library is not
    del held
    gc.collect()
    assert gone() is None
    assert segment() is None


def test_a_generation_that_cannot_be_opened_is_logged_and_the_old_stays(live, library, send, today, caplog):
    publish_batch(library, send())
    (library / "index" / "generations" / f"{current_generation(library)}.json").write_text("{}")
    old = live.current
    with caplog.at_level(logging.ERROR):
        assert live.refresh() is old
    assert "could not be opened" in caplog.text
    assert live.current.ask("区财政局今年负责什么", today=today).status is Status.ANSWERED


def test_asking_from_four_threads_while_others_publish_gives_no_error(live, library, send, today, monkeypatch):
    monkeypatch.setattr(live_module, "EVERY", 0.0)
    stop, wrong = threading.Event(), []

    def ask():
        while not stop.is_set():
            answer = live.current.ask("区财政局今年负责什么", today=today)
            if answer.status is not Status.ANSWERED:
                wrong.append(answer)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    try:
        publish_batch(library, send())
        undo_publication(library)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert wrong == []
    assert len(live.refresh().library.held) == len(Assistant.open(library).library.held)
