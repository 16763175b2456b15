"""Numbers and dates as a workbook shows them; days count from 1899-12-30, so 46203 is 2026-06-30."""

import pytest

from corpus.formats.number_format import BUILTIN, displayed, displayed_text

DAY = 46203


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (0.6, "0%", "60%"),
        (0.125, "0.00%", "12.50%"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (1234567.891, "#,##0", "1,234,568"),
        (12.0, "General", "12"),
        (0.1 + 0.2, "General", "0.3"),
        (1 / 3, "General", "0.333333333"),
        (12345678.1234, "General", "12345678.12"),
        (110101199001011.0, "General", "110101199001011"),
        (0.0000123, "General", "1.23E-05"),
        (7, "000", "007"),
        (3, '00"号"', "03号"),
        (20260630, '0000"-"00"-"00', "2026-06-30"),
        (0.5, "#.##", ".5"),
        (1.5, "#.##", "1.5"),
        (2.5, "0", "3"),
        (1.005, "0.00", "1.01"),
        (12345, '0!.0,"万"', "1.2万"),
        (12345678, "#,##0,", "12,346"),
        (-5, "0.0_);(0.0)", "(5.0)"),
        (-5, "#,##0;[Red]-#,##0", "-5"),
        (-0.001, "0.00", "0.00"),
        (0, BUILTIN[43], "-"),
        (1234.5, BUILTIN[43], "1,234.50"),
        (5, ";;;", ""),
        (3.5, 'G/通用格式"元"', "3.5元"),
        (1500, '[>=1000]#,##0.0,"千";0', "1.5千"),
        (15, '[>=1000]#,##0.0,"千";0', "15"),
        (46203.75, "0.0E+00", "4.6E+04"),
        (1.5, "# ?/?", "1.5"),
        (1.5, "@", "1.5"),
        (5, "", "5"),
        (12, "[DBNum1]General", "一十二"),
        (20305, "[DBNum2]0", "贰万零叁佰零伍"),
        (1234.5, "[$¥-804]#,##0.00", "¥1,234.50"),
    ],
)
def test_numbers_are_shown_by_their_format(value, code, shown):
    assert displayed(value, code) == shown


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (DAY, 'yyyy"年"m"月"d"日"', "2026年6月30日"),
        (DAY, "[$-804]yyyy年m月d日;@", "2026年6月30日"),
        (DAY, 'm"月"d"日"', "6月30日"),
        (DAY, 'yyyy"年"m"月"', "2026年6月"),
        (DAY, BUILTIN[14], "2026/6/30"),
        (DAY, BUILTIN[31], "2026年6月30日"),
        (DAY, BUILTIN[58], "6月30日"),
        (DAY, "yyyy-mm-dd", "2026-06-30"),
        (DAY, "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2026年6月30日"),
        (DAY, '[DBNum1][$-804]yyyy"年"m"月"d"日"', "二〇二六年六月三十日"),
        (DAY, "aaaa", "星期二"),
        (DAY + 0.75, "yyyy-mm-dd hh:mm", "2026-06-30 18:00"),
        (DAY + 0.75, '上午/下午h"时"mm"分"', "下午6时00分"),
        (0.5 / 24, "mm:ss", "30:00"),
        (1.5, "[h]:mm", "36:00"),
        (1, "yyyy-m-d", "1900-1-1"),
        (-1, "yyyy-m-d", "-1"),
        (3e6, "yyyy-m-d", "3000000"),
    ],
)
def test_dates_are_shown_by_their_format(value, code, shown):
    assert displayed(value, code) == shown


def test_days_of_a_workbook_from_a_mac_count_from_1904():
    assert displayed(DAY - 1462, "yyyy-mm-dd", is_1904=True) == "2026-06-30"


@pytest.mark.parametrize(
    ("text", "code", "shown"),
    [
        ("007", "@", "007"),
        ("一", '@"级"', "一级"),
        ("一", "General", "一"),
        ("一", "0.00", "一"),
        ("一", ";;;", ""),
        ("一", "0;0;0;@", "一"),
    ],
)
def test_texts_are_shown_by_their_format(text, code, shown):
    assert displayed_text(text, code) == shown


@pytest.mark.parametrize(
    "code", ['"', "[", "\\", "0.0.0", "E+", "[>]0", "%", ",", ".", "?/?", ";", "[DBNum9]0", "y" * 999]
)
def test_a_format_that_makes_no_sense_does_no_harm(code):
    for value in (0.0, -1.5, 46203.25, 1e300):
        assert isinstance(displayed(value, code), str)
