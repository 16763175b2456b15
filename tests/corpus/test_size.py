"""Time grows with the size of a text and not faster, for every shape of text; marks over and over stop nothing."""

import contextlib
import math
import re
import time

import pytest

from corpus import NoticeError, read_bytes
from tools.bench_reading import HOSTILE, SHAPES, read_text, seconds_to_read

SMALL = 20_000
LARGE = 20_000_000
LEAST_SPEED = 0.1
"""MB/s on any machine that runs tests; docs/reading.md has the figures of a quiet one."""


@pytest.mark.parametrize("shape", HOSTILE)
def test_a_mark_over_and_over_stops_nothing(shape):
    text = HOSTILE[shape](SMALL)
    start = time.perf_counter()
    with contextlib.suppress(NoticeError):
        read_bytes(text.encode(), "甲.txt")
    assert time.perf_counter() - start < 10  # what tries every way to read it takes years


def grows_faster(build, size, read=read_text):
    """Words that tell by how much, where twice the text takes more than three times as long; else nothing."""
    once = twice = math.inf
    for _ in range(6):  # a busy machine disturbs some rounds; what grows faster fails all
        once = min(once, seconds_to_read(build(size), read))
        twice = min(twice, seconds_to_read(build(2 * size), read))
        if twice < max(3 * once, 0.5):
            return ""
    return f"{size:,} characters take {once:.2f} s, twice as many {twice:.2f} s"


@pytest.mark.slow
@pytest.mark.parametrize("shape", [*SHAPES, *HOSTILE])
def test_twice_the_text_takes_twice_the_time(shape):
    size = 100_000 if shape in HOSTILE else 500_000
    with contextlib.suppress(NoticeError):  # nested too deep, and said
        assert not grows_faster((SHAPES | HOSTILE)[shape], size)


@pytest.mark.slow
def test_a_reader_that_looks_at_each_line_from_the_beginning_on_is_told():
    def read(text):
        for line in re.finditer(r"\n", text):
            text.count("|", 0, line.start())

    assert "twice as many" in grows_faster(HOSTILE["lines of '|a|b|'"], 100_000, read)


@pytest.mark.slow
@pytest.mark.parametrize("shape", ["notice", "one paragraph", "headings only", "one line", "table, flattened"])
def test_twenty_megabytes_are_read(shape):
    assert seconds_to_read(SHAPES[shape](LARGE)) < LARGE / 1_000_000 / LEAST_SPEED


@pytest.mark.slow
@pytest.mark.parametrize("shape", ["table, Markdown", "table, tabs", "table, HTML"])
def test_each_row_of_a_table_of_nearly_two_hundred_thousand_is_a_duty(shape):
    text = SHAPES[shape](63_000_000)
    rows = len(re.findall(r"第\d+项工作", text))
    notice = read_bytes(text.encode(), "甲.txt")
    assert len([task for task in notice.tasks if task.source == "table"]) == rows > 195_000


@pytest.mark.slow
def test_fifty_thousand_annexes_are_read():
    text = "云河市人民政府关于做好甲事的通知\n" + "".join(
        f"附件{n % 99 + 1}\n第{n}项要点\n一、做好甲事\n做好甲事。\n" for n in range(50_000)
    )
    notice = read_bytes(text.encode(), "甲.txt")
    assert len(notice.sections) == 50_000


def test_a_page_nested_a_hundred_thousand_deep_is_refused_in_words():
    text = "<!DOCTYPE html><html><body>" + "<div>" * 100_000 + "做好甲事。" + "</div>" * 100_000
    with pytest.raises(NoticeError, match="嵌套过深"):
        read_bytes(text.encode(), "甲.html")


@pytest.mark.parametrize("mark", ["（", "《", "[", "<b>", "“"])
def test_a_hundred_thousand_open_marks_are_words(mark):
    text = f"云河市人民政府关于做好甲事的通知\n一、总体要求\n{mark * 100_000}做好甲事。\n"
    notice = read_bytes(text.encode(), "甲.txt")
    assert [section.path for section in notice.sections] == ["一"]
    assert notice.clauses[-1].text.endswith("做好甲事。")
