"""Words of a notice in Markdown."""

import pytest

from assistant.markdown import plain, shortened, unmarked


@pytest.mark.parametrize("words", ["青石政办发〔2026〕4号", "按[附件]办理"])
def test_brackets_that_make_no_link_are_left(words):
    assert plain(words) == words


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("[名](http://a.invalid)", r"\[名\](http://a.invalid)"),
        ("[名][乙]", r"\[名\]\[乙\]"),
        ("[甲]: http://a.invalid", r"\[甲\]: http://a.invalid"),
        ("见[1]", r"见\[1\]"),
        ("济政办发[2026]3号", r"济政办发\[2026\]3号"),
        ("a*b_c", r"a\*b\_c"),
    ],
)
def test_what_markdown_would_take_for_its_own_is_disarmed(words, shown):
    assert plain(words) == shown


def test_a_terminal_shows_the_words_as_they_were():
    assert unmarked(plain("济政办发[2026]3号*")) == "济政办发[2026]3号*"


def test_no_number_is_cut_in_two():
    assert shortened("全年完成改造1500户以上", 7) == "全年完成改造……"
    assert shortened("全年完成改造", 6) == "全年完成改造"
