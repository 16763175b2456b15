"""What the tabs 对比 and 查找 offer and answer before anything is drawn."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes import FakeLive

from assistant.page.compare_tab import FILES, made, offered, shelves, show, start_of
from assistant.page.desk import Desk
from assistant.page.find_tab import show as show_found

OLD, NEW = "青石政办发2025-6", "青石政办发2026-4"


@pytest.fixture
def desk(assistant):
    return Desk(FakeLive(assistant))


class OfMany:
    """A library of 云河市 with 300 notices of each of two years, and 白鹭区 with one."""

    def __init__(self, held):
        city = [
            replace(held, notice_id=f"c{year}-{n}", place="云河市", year=year)
            for year in (2025, 2026)
            for n in range(300)
        ]
        self.held = (*city, replace(held, notice_id="b1", place="云河市白鹭区", year=None))
        self.library = self


def ids_on(desk):
    return {name: [h.notice_id for h in held] for name, held in shelves(desk).items()}


def test_notices_are_listed_by_place_the_newest_first(desk):
    assert ids_on(desk)["云河市"] == ["云河政办发2026-2", "云河政办发2025-8"]
    assert list(shelves(desk)) == ["东岳省", "云河市", "云河市白鹭区", "云河市青石区"]


def test_a_place_with_very_many_notices_has_a_list_for_each_year(assistant):
    listed = ids_on(Desk(FakeLive(OfMany(assistant.library.held[0]))))
    assert {name: len(ids) for name, ids in listed.items()} == {
        "云河市 2026年": 300,
        "云河市 2025年": 300,
        "云河市白鹭区": 1,
    }
    assert listed["云河市 2026年"][0] == "c2026-299"


def test_one_begins_at_home_with_the_newest_two_of_a_series(desk):
    assert start_of(desk, "青石区") == "云河市青石区"
    assert offered(desk, "云河市青石区")[0] == ("政务公开工作要点：2025年 → 2026年", f"{OLD}|{NEW}|")
    assert start_of(desk, "") in ("云河市青石区", "云河市白鹭区")  # both have one of 2025 and of 2026


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (NEW, NEW, "两边选的是同一份公文"),
        (NEW, "没有-1", "公文库里没有文号或编号为“没有&#45;1”的公文"),
        (NEW, "", "自己选两份公文"),
    ],
)
def test_what_cannot_be_compared_is_said(desk, first, second, said):
    assert said in show(desk, first, second, "", False)


@pytest.mark.parametrize(("name", "begins"), [("Excel", b"PK"), ("Word", b"PK"), ("Markdown", "《2025年".encode())])
def test_a_comparison_is_made_into_files_named_after_both(desk, name, begins):
    ending, make = FILES[name]
    said, content = made(desk, ending, make, OLD, NEW, "", True)
    assert said == f"2026年青石区政务公开工作要点与2025年青石区政务公开工作要点对照{ending}"
    assert content.startswith(begins)


def test_nothing_chosen_makes_no_file(desk):
    with pytest.raises(ValueError, match="请选两份公文"):
        made(desk, *FILES["Excel"], OLD, None, "", False)


@pytest.mark.parametrize(("words", "said"), [("　 ", "还没有写要找的字"), ("公", "只有一个字"), ("财政", "处。")])
def test_what_is_too_short_to_be_found_is_said(desk, words, said):
    html, is_more = show_found(desk, words, "", "", 200)
    assert (said in html, is_more) == (True, False)
