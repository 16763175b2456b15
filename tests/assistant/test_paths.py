"""The paths of sections."""

import pytest

from assistant.paths import depth_of, is_below


@pytest.mark.parametrize(
    ("path", "part", "below"),
    [
        ("一（二）", "一", True),
        ("一1", "一", True),
        ("十一", "十", False),
        ("十一（一）", "十", False),
        ("一10", "一1", False),
        ("第十一条", "第十条", False),
        ("十", "十", False),
        ("三", "", True),
    ],
)
def test_a_section_is_below_those_whose_numbers_its_path_begins_with(path, part, below):
    assert is_below(path, part) is below


@pytest.mark.parametrize(("path", "depth"), [("一（二）3", 3), ("十一", 1), ("附件2一", 2), ("第二部分（三）①", 3)])
def test_the_depth_counts_the_numbers(path, depth):
    assert depth_of(path) == depth
