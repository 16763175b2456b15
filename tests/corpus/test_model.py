"""What the values of a notice say of themselves."""

import datetime as dt

import pytest
from factories import make_notice

from corpus import Unit

DATED, PRINTED = dt.date(2024, 4, 9), dt.date(2024, 4, 10)


@pytest.mark.parametrize(
    ("dated", "printed", "issued"),
    [(DATED, PRINTED, DATED), (DATED, None, DATED), (None, PRINTED, PRINTED), (None, None, None)],
)
def test_a_notice_was_issued_when_it_is_dated_else_when_it_was_printed(dated, printed, issued):
    assert make_notice(dated=dated, printed=printed).issued == issued


@pytest.mark.parametrize(
    ("issued_title", "title", "name"),
    [
        ("公开要点", "关于印发公开要点的通知", "公开要点"),
        (None, "关于公开的通知", "关于公开的通知"),
        (None, None, "甲.txt"),
    ],
)
def test_people_call_a_notice_by_what_it_issues(issued_title, title, name):
    assert make_notice(issued_title=issued_title, title=title).name == name


def test_a_unit_with_members_is_collective():
    assert Unit("各镇", "plain", "云河市", "", ("towns",)).is_collective
    assert not Unit("市财政局", "plain", "云河市", "财政局").is_collective
