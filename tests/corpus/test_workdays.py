"""Working days around public holidays, counted on a calendar by hand."""

import datetime as dt

import pytest

from corpus.workdays import add_workdays, has_holidays, is_workday, unknown_years


def day(text):
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2022-06-13", 1, "2022-06-14"),
        ("2022-06-17", 1, "2022-06-20"),  # over a weekend
        ("2022-09-30", 1, "2022-10-08"),  # National Day, 1 to 7 October; 8 and 9, a weekend, are worked
        ("2022-09-30", 3, "2022-10-10"),
        ("2022-09-26", 5, "2022-10-08"),
        ("2023-09-28", 1, "2023-10-07"),  # Mid-Autumn and National Day, 29 September to 6 October
        ("2022-01-28", 3, "2022-02-07"),  # 29 and 30 January are worked; Spring Festival, 31 January to 6 February
        ("2023-01-20", 1, "2023-01-28"),  # Spring Festival, 21 to 27 January; 28 and 29, a weekend, are worked
        ("2020-01-23", 1, "2020-02-03"),  # the holiday that was made longer in 2020
        ("2024-04-23", 20, "2024-05-22"),  # 28 April and 11 May are worked, 1 to 5 May are not
    ],
)
def test_working_days_leave_out_holidays_and_count_weekends_that_are_worked(start, count, end):
    assert add_workdays(day(start), count) == day(end)


@pytest.mark.parametrize(
    ("text", "works"),
    [
        ("2022-10-01", False),
        ("2022-10-03", False),
        ("2022-10-08", True),
        ("2022-10-15", False),
        ("2022-10-17", True),
        ("2023-01-23", False),
        ("2023-01-28", True),
    ],
)
def test_a_day_is_worked_or_not(text, works):
    assert is_workday(day(text)) is works


def test_in_a_year_of_unknown_holidays_monday_to_friday_are_counted():
    assert not has_holidays(2095)
    assert is_workday(day("2095-10-03")) and not is_workday(day("2095-10-02"))  # Monday, Sunday
    assert add_workdays(day("2095-09-30"), 1) == day("2095-10-03")


def test_the_years_of_unknown_holidays_are_told():
    assert unknown_years(day("2022-12-01"), day("2023-02-01")) == ()
    assert unknown_years(day("2002-12-20"), day("2004-01-10")) == (2002, 2003)


@pytest.mark.parametrize("count", [0, -1, 2_001])
def test_no_working_days_or_far_too_many_have_no_end(count):
    assert add_workdays(day("2022-03-01"), count) is None
