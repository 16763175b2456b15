"""What is said to differ between two wordings of one requirement."""

import pytest

from assistant.differ import Change, Edit, cut_words, edits_between, facts_that_differ, number_change


@pytest.mark.parametrize(
    ("first", "second", "before", "after"),
    [
        pytest.param("改造不少于四百户", "改造不少于五百户", ("四百户",), ("五百户",), id="a count"),
        pytest.param(
            "5个工作日内答复", "三个工作日内答复", ("5个工作日",), ("三个工作日",), id="digits and characters"
        ),
        pytest.param("占比不低于五成", "占比不低于七成", ("五成",), ("七成",), id="a share"),
        pytest.param("达到百分之九十", "达到95%", ("百分之九十",), ("95%",), id="a percentage"),
        pytest.param("招生半个月前公布", "招生一个月前公布", ("半个月",), ("一个月",), id="a half"),
        pytest.param("补助十五万元", "补助十五元", ("十五万元",), ("十五元",), id="the scale"),
        pytest.param("每年培训", "每半年培训", ("每年",), ("每半年",), id="how often"),
        pytest.param("当场答复", "七日内答复", (), ("七日",), id="only one has a number"),
    ],
)
def test_numbers_that_differ_are_told_as_printed(first, second, before, after):
    assert number_change(first, second) == Change("number", before, after)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("改造四百户", "改造400户", id="characters and digits"),
        pytest.param("七天内", "7日内", id="two words for a day"),
        pytest.param("按季度公开", "每季度公开", id="two words for each quarter"),
        pytest.param("达到百分之九十", "达到90%", id="per cent"),
    ],
)
def test_one_number_in_two_shapes_is_no_change(first, second):
    assert number_change(first, second) is None


def test_words_are_cut_so_that_they_give_the_text_back():
    text = "公布适老化改造的补助标准，全年不少于四百户（12345热线）。"
    words = cut_words(text)
    assert "".join(words) == text
    assert "四百户" in words
    assert "补助" in words


def test_differences_are_words_not_characters():
    edits = edits_between("区民政局公布补助标准。", "区民政局公开补助标准。")
    assert edits == (
        Edit("same", "区民政局"),
        Edit("dropped", "公布"),
        Edit("new", "公开"),
        Edit("same", "补助标准。"),
    )


def test_what_only_one_of_two_quotations_says_is_no_difference_of_facts():
    assert facts_that_differ("三日内答复", "当场答复，每年培训两次", (2025, 2026)) == ()


def test_the_year_of_each_notice_is_no_difference_of_facts():
    assert facts_that_differ("2025年6月底前完成", "2026年6月底前完成", (2025, 2026)) == ()
    assert facts_that_differ("2025年6月底前完成", "2026年9月底前完成", (2025, 2026)) == (
        Change("deadline", ("2025年6月底前",), ("2026年9月底前",)),
    )
