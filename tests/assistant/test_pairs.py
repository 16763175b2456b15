"""Which two notices are worth comparing, on the sample library."""

from assistant.pairs import suggestions


def labels(assistant, place):
    return [pair.label for pair in suggestions(assistant.library.held, place)]


def test_years_of_a_series_and_the_level_above_are_suggested_the_latest_first(assistant):
    # 青石区 has 要点 of 2024, 2025 and 2026, 云河市 those of 2026; 东岳省 calls its own 主要任务
    assert labels(assistant, "云河市青石区") == [
        "政务公开工作要点：2025年 → 2026年",
        "政务公开工作要点：云河 → 青石（2026年，是否落实）",
        "政务公开工作要点：2024年 → 2025年",
    ]


def test_the_first_is_the_earlier_year_or_the_higher_level(assistant):
    years, cover, _ = suggestions(assistant.library.held, "云河市青石区")
    assert (years.first.year, years.second.year, years.is_cover) == (2025, 2026, False)
    assert (cover.first.place, cover.second.place, cover.is_cover) == ("云河市", "云河市青石区", True)


def test_a_place_with_one_notice_of_each_series_has_nothing_to_compare(assistant):
    assert labels(assistant, "东岳省") == []
