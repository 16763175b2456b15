"""Chinese numerals and full-width digits."""

import pytest

from corpus import parse_number
from corpus.numerals import parse_year


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("１２", 12),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二十一", 21),
        ("一百零三", 103),
        ("一百二十", 120),
        ("二〇二二", 2022),
        ("两", 2),
        ("〇", 0),
        ("", None),
        ("甲", None),
        ("十甲", None),
    ],
)
def test_the_value_of_a_numeral(text, number):
    assert parse_number(text) == number


@pytest.mark.parametrize(
    ("text", "year"),
    [("2022", 2022), ("二〇二二", 2022), ("20 22", 2022), ("1948", None), ("2101", None), ("甲", None)],
)
def test_only_years_of_our_time_are_years(text, year):
    assert parse_year(text) == year
