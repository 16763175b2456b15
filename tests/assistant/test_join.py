"""Answers of several questions made one."""

from assistant.join import _CUT, _within


def test_a_line_longer_than_the_room_is_cut_in_it():
    cut = _within("青" * 500, 400)
    assert len(cut) <= 400
    assert cut.startswith("青" * 300)


def test_a_text_is_cut_at_a_whole_line():
    assert _within("甲" * 100 + "\n" + "乙" * 400, 400) == "甲" * 100 + _CUT
