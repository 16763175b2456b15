"""Corrections from a form: written as a file of corrections, and applied over others."""

from __future__ import annotations

import datetime as dt
import tomllib

import pytest
from texts import NOTICE, read

from corpus import WrongCorrection, apply_corrections, change_corrections, dump_toml, parse_corrections, parse_toml


@pytest.mark.parametrize(
    "table",
    [
        {
            "title": '关于"甲"\\乙事\n的通知\x7f\x01',
            "year": 2022,
            "dated": dt.date(2022, 3, 1),
            "addressees": ["甲", "乙"],
        },
        {"task": [{"row": "1", "units": []}, {"row": "2"}], "文 号": "", "empty": [], "deep": {"a": [True, 1.5]}},
        {},
    ],
)
def test_what_is_written_is_read_back(table):
    assert parse_toml(dump_toml(table)) == table
    assert tomllib.loads(dump_toml(table).decode()) == table


def test_half_a_character_of_a_broken_client_does_not_stop_the_writing():
    assert parse_toml(dump_toml({"title": "甲\udcff"})) == {"title": "甲?"}


def test_a_value_is_changed_and_another_taken_back():
    before = b'title = "\xe7\x94\xb2"\nvalidity = "\xe5\xba\x9f\xe6\xad\xa2"\n'
    after = change_corrections(before, {"title": None, "year": "2023年", "dated": "2023-01-02"}, "甲.txt")
    assert parse_toml(after) == {"validity": "废止", "year": 2023, "dated": "2023-01-02"}
    assert parse_corrections(after, "").fields["dated"] == dt.date(2023, 1, 2)
    assert change_corrections(before, {"title": None, "validity": None}, "甲.txt") == b""


def test_all_that_is_wrong_is_told():
    with pytest.raises(WrongCorrection) as told:
        change_corrections(b"", {"year": 7, "doc_kind": "来信"}, "甲.txt")
    assert [problem.partition("应为")[0] for problem in told.value.problems] == ["甲.txt：year ", "甲.txt：doc_kind "]


def test_corrections_over_corrections_win_and_the_others_stay():
    said = 'year = 2023\nvalidity = "有效"\n'
    slips = '[[text]]\nold = "公报"\nnew = "报告"\n[[text]]\nold = "村居"\nnew = "乡村"\n'
    first = parse_corrections(f"{said}{slips}".encode(), "甲")
    second = parse_corrections(
        'title = "2025年要点"\nvalidity = "废止"\n[[text]]\nold = "政府公报"\nnew = "政府公告"'.encode(), "乙"
    )
    notice = apply_corrections(apply_corrections(read(NOTICE), first), second)
    assert notice.corrected == ("year", "validity", "title")
    # the year was said by the first; the title of the second does not change it
    assert (notice.year, notice.validity, notice.title) == (2023, "废止", "2025年要点")
    assert [(slip.old, slip.new) for slip in notice.slips] == [("政府公报", "政府公告"), ("村居", "乡村")]
