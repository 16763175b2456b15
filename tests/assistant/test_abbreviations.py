"""Short names of units."""

import pytest

from assistant.abbreviations import meant_by

NAMES = ("投资促进局", "财政局", "农业农村局", "经济发展局", "经济合作局", "市场监督管理局")


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("投促局", "投资促进局"),
        ("农农局", "农业农村局"),
        ("经发局", "经济发展局"),
        ("经局", ""),  # two bodies
        ("教育局", ""),
        ("促投局", ""),  # not in order
        ("财政局", ""),  # no short name
    ],
)
def test_the_name_that_is_meant(short, name):
    assert meant_by(short, NAMES) == name
