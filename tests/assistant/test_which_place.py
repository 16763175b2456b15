"""Lists of duties without a place, in a library with more of them than can be read."""

import pytest

from assistant import Status

PLACES = ("甲河县", "乙河县", "丙河县", "丁河县", "戊河县", "己河县", "庚河县")
NUMBERS = "一二三四五六七八九"


def notice(place, number, due="2026年6月底前"):
    lines = [
        f"{mark}、办好第{mark}件实事。每季度公布一次进展。（责任单位：县财政局；完成时限：{due}）"
        for mark in (*NUMBERS, *(f"十{n}" for n in NUMBERS))
    ]
    return "\n".join(
        [
            f"{place}人民政府办公室关于做好2026年实事的通知",
            f"{place[0]}政办发〔2026〕{number}号",
            *lines,
            f"{place}人民政府办公室",
            "2026年1月5日",
        ]
    )


@pytest.fixture
def seven(library_of):
    """Seven places with eighteen duties each: 126 in all."""
    return library_of(**{f"n{i}": notice(place, i) for i, place in enumerate(PLACES, 1)})


@pytest.mark.parametrize("question", ["一共有几项任务", "2026年6月底前要完成哪些任务", "哪些单位有任务"])
def test_more_than_can_be_read_are_counted_by_place_and_asked_back(seven, question, today):
    answer = seven.ask(question, today=today)
    assert answer.status is Status.ASK_BACK
    assert "在7个地方的公文里共有126项，请指明地区" in answer.text
    assert len(answer.citations) <= 6


def test_so_are_those_of_a_kind_of_deadline(library_of, today):
    seven = library_of(**{f"n{i}": notice(place, i, "每季度") for i, place in enumerate(PLACES, 1)})
    answer = seven.ask("每季度要做的任务有哪些", today=today)
    assert answer.status is Status.ASK_BACK
    assert "时限为每季度的任务在7个地方的公文里共有126项，请指明地区" in answer.text


def test_the_tasks_of_a_named_place_are_all_listed(seven, today):
    answer = seven.ask("甲河县一共有几项任务", today=today)
    assert answer.status is Status.ANSWERED
    assert len(answer.citations) == 18
