"""Amounts are the same in whatever digits they are written."""

from fractions import Fraction

import pytest

from corpus.amounts import find_amounts


@pytest.mark.parametrize(
    ("text", "value", "measure"),
    [
        ("五百户", 500, "户"),
        ("500户", 500, "户"),
        ("５００户", 500, "户"),
        ("一万八千户", 18_000, "户"),
        ("一万八户", 18_000, "户"),
        ("1.8万户", 18_000, "户"),
        ("3千万元", 30_000_000, "元"),
        ("二十五亿元", 2_500_000_000, "元"),
        ("3,000人", 3_000, "人"),
        ("一百零五个", 105, "个"),
        ("百分之六十", 60, "%"),
        ("60％", 60, "%"),
        ("百分之九点五", Fraction(19, 2), "%"),
        ("三点五公里", Fraction(7, 2), "公里"),
        ("五个工作日", 5, "工作日"),
        ("5个工作日", 5, "工作日"),
        ("两天", 2, "天"),
        ("2日", 2, "天"),
        ("12345热线", 12_345, ""),
    ],
)
def test_value_and_measure(text, value, measure):
    assert [(a.written, a.value, a.measure) for a in find_amounts(text)] == [
        (text.removesuffix("热线"), value, measure)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "一次办成",
        "第三次会议",
        "每两年",
        "一户一策",
        "三分之二",
        "2026年6月30日前",
        "六月底前",
        "（2024）5号",
        "1.重点工作",
        "（三）做好",
    ],
)
def test_what_is_no_amount(text):
    assert find_amounts(text) == []
