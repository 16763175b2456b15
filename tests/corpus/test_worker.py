"""Files are read in a process that can be ended; what it does to a file it says."""

import sys
import time

import pytest

from corpus import DamagedFile, NoticeError, ReadingRoom, TookTooLong
from corpus.errors import error_of

PAGE = "<html><body><p>云河市人民政府</p><p>{}</p></body></html>"


@pytest.fixture(scope="module")
def room():
    with ReadingRoom() as room:
        yield room


def test_plain_text_needs_no_process(tmp_path):
    (tmp_path / "甲.txt").write_text("青石区财政局公开预算。", "utf-8")
    with ReadingRoom() as room:
        assert room.read(tmp_path / "甲.txt", "甲.txt").text == "青石区财政局公开预算。"
        assert room._worker is None


def test_a_page_is_read_by_the_process_to_the_same_notice(tmp_path, room):
    from corpus import read_notice

    (tmp_path / "甲.html").write_text(PAGE.format("一、公开预算<br>区财政局负责。"), "utf-8")
    assert room.read(tmp_path / "甲.html", "甲.html") == read_notice(tmp_path / "甲.html", "甲.html")


def test_an_error_comes_back_as_the_error_that_it_was(tmp_path, room):
    (tmp_path / "空.html").write_text("<html><body></body></html>", "utf-8")
    with pytest.raises(NoticeError, match=r"空\.html：网页里没有文字"):
        room.read(tmp_path / "空.html", "下级/空.html")


def test_a_file_that_takes_too_long_is_given_up_and_the_next_is_read(tmp_path):
    (tmp_path / "长.html").write_text(PAGE.format("<p>一、甲</p>" * 300_000), "utf-8")
    (tmp_path / "短.html").write_text(PAGE.format("甲"), "utf-8")
    with ReadingRoom(seconds=1.0) as room:
        started = time.monotonic()
        with pytest.raises(TookTooLong, match=r"长\.html：读取超过 1 秒，已停止"):
            room.read(tmp_path / "长.html", "长.html")
        assert time.monotonic() - started < 10
    with ReadingRoom() as room:
        assert "甲" in room.read(tmp_path / "短.html", "短.html").text


def test_a_process_that_was_ended_is_started_anew(tmp_path):
    (tmp_path / "甲.html").write_text(PAGE.format("甲"), "utf-8")
    with ReadingRoom() as room:
        room.read(tmp_path / "甲.html", "甲.html")
        room._worker.kill()
        with pytest.raises(DamagedFile, match=r"甲\.html：读取时程序意外中止"):
            room.read(tmp_path / "甲.html", "甲.html")
        assert "甲" in room.read(tmp_path / "甲.html", "甲.html").text


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process")
def test_a_file_that_needs_too_much_memory_is_said_to(tmp_path):
    (tmp_path / "大.html").write_text(PAGE.format("<p>一、甲</p>" * 300_000), "utf-8")
    with ReadingRoom(memory=300 * 1024 * 1024) as room, pytest.raises(NoticeError, match="内存"):
        room.read(tmp_path / "大.html", "大.html")


@pytest.mark.parametrize("kind", ["empty", "password", "timeout", "too_large", "scanned", "unsupported", "classified"])
def test_each_word_of_the_contract_has_its_error(kind):
    assert error_of(kind, "甲.txt：…").kind == kind


def test_a_word_that_is_unknown_is_damage():
    assert error_of("new", "甲.txt：…").kind == "damaged"


def test_signs_of_life_are_given_while_a_file_is_read(tmp_path):
    beats = []
    (tmp_path / "长.html").write_text(PAGE.format("<p>一、甲</p>" * 300_000), "utf-8")
    with ReadingRoom(seconds=2.5, beat=lambda: beats.append(1)) as room, pytest.raises(TookTooLong):
        room.read(tmp_path / "长.html", "长.html")
    assert len(beats) == 2
