"""Words found everywhere: the sample library, and notices that are written for one question each."""

from __future__ import annotations

import pytest

from assistant.everywhere import find_everywhere

TEXT = """云河市青石区人民政府办公室关于做好{topic}的通知
青政办字〔{year}〕3号

各镇街，各部门：

一、重点工作

（一）清理河道。{words}

二、保障措施

（一）加强值守。各单位要{words}

云河市青石区人民政府办公室
{year}年2月6日
"""


@pytest.fixture
def three(library_of):
    """Notices of three years; the last one says it more often."""
    texts = {
        f"通知{year}": TEXT.format(topic="防汛工作", year=year, words="备足沙袋。" * count)
        for year, count in ((2023, 1), (2024, 1), (2025, 2))
    }
    return library_of(**texts).library


def test_every_place_is_told_by_notice_and_section_the_newest_notice_first(three):
    found = find_everywhere(three, "备足沙袋")
    assert (found.total, found.notices, found.rest) == (8, 3, 0)
    assert [(each.held.year, each.count) for each in found.found] == [(2025, 4), (2024, 2), (2023, 2)]
    sections = found.found[0].sections
    assert [(s.path, s.heading, len(s.spots)) for s in sections] == [
        ("一（一）", "清理河道", 2),
        ("二（一）", "加强值守", 2),
    ]
    spot = sections[1].spots[0]
    assert (spot.before, spot.words, spot.after) == ("（一）加强值守。各单位要", "备足沙袋", "。备足沙袋。")
    assert three.notice(found.found[0].held.notice_id).text[spot.start : spot.end] == "备足沙袋"


def test_what_is_not_shown_is_counted(three):
    found = find_everywhere(three, "备足沙袋", most=5)
    assert [(each.count, each.shown) for each in found.found] == [(4, 4), (2, 1)]
    assert (found.total, found.notices, found.shown, found.rest) == (8, 3, 5, 3)


def test_places_and_years_narrow_the_search(three):
    assert find_everywhere(three, "备足沙袋", years=(2023, 2025)).total == 6
    assert find_everywhere(three, "备足沙袋", places=("云河市青石区",)).total == 8
    assert find_everywhere(three, "备足沙袋", places=("云河市",)).found == ()


def test_words_across_a_line_break_are_one_place_with_the_words_as_printed(library_of):
    text = TEXT.format(topic="防汛工作", year=2025, words="备足").replace("各单位要备足", "各单位要备足\n沙袋。")
    library = library_of(通知=text).library
    found = find_everywhere(library, "备足沙袋")
    (spot,) = [spot for each in found.found for section in each.sections for spot in section.spots]
    assert (spot.before, spot.words, spot.after) == ("（一）加强值守。各单位要", "备足\n沙袋", "。")
