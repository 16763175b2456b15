"""Numbers and dates of a workbook as it shows them: ``0%``, ``#,##0``, ``yyyy"年"m"月"d"日"`` (ECMA-376, 18.8.31)."""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from itertools import pairwise

BUILTIN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "General",
    13: "General",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    34: '上午/下午h"时"mm"分"',
    35: '上午/下午h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
    42: '_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    44: '_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    55: '上午/下午h"时"mm"分"',
    56: '上午/下午h"时"mm"分"ss"秒"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
"""Formats that a workbook names by number alone, as Chinese Excel shows them (18.8.30)."""

_TOKEN = re.compile(
    r"""
    "(?P<quoted>[^"]*)"? | [\\!](?P<escaped>.) | [_*](?P<left_out>.) | \[(?P<bracket>[^\]]*)\]
    | (?P<general>General|G/通用格式|通用格式|常规) | (?P<half>上午/下午|AM/PM|A/P) | (?P<exponent>E[+-])
    | (?P<date>y+|e+|m+|d+|h+|s+|a{3,4}) | (?P<digit>[0\#?]) | (?P<point>\.) | (?P<comma>,) | (?P<percent>%)
    | (?P<text>@) | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_SECTION = re.compile(r'"[^"]*"?|\\.|\[[^\]]*\]|;|[^;"\\\[]+|.', re.DOTALL)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9.]+)$")
_CURRENCY = re.compile(r"\$(?P<sign>[^-]*)(?:-(?P<locale>[0-9A-Fa-f]+))?$")
_SYSTEM = {"F800": 'yyyy"年"m"月"d"日"', "F400": "h:mm:ss"}
_WEEKDAYS = "一二三四五六日"
_MONTHS = "January February March April May June July August September October November December".split()
_WIDTH = 11
"""Characters of a number that General shows."""
_HUGE = 1e18
_WIDE = Context(prec=80)
_LAST_DAY = 2_958_466
"""Behind 9999年12月31日."""
_LOWER, _UPPER = "〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"
_STEPS = {_LOWER: "十百千", _UPPER: "拾佰仟"}


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class _Section:
    """A part of a format between semicolons: its tokens, for which numbers it is, digits in Chinese."""

    tokens: tuple[_Token, ...]
    condition: tuple[str, float] | None = None
    numerals: str = ""

    def has(self, kind: str) -> bool:
        return any(token.kind == kind for token in self.tokens)

    @property
    def is_date(self) -> bool:
        return any(token.kind in ("date", "half", "elapsed") for token in self.tokens)


def displayed(value: float, code: str, is_1904: bool = False) -> str:
    """A number as the workbook shows it.

    Parameters
    ----------
    value
        The number; days since 1899-12-30 for a date.
    code
        Its number format (数字格式), up to four parts: positive, negative, zero, text.
    is_1904
        Days count from 1904-01-01.

    Returns
    -------
    str
        The words; as General where the format cannot be followed.
    """
    if not abs(value) < _HUGE:  # not a number either
        return general(value) if math.isfinite(value) else str(value)
    sections = _parse(code)
    section, shows_sign = _section_for(value, sections)
    if not section.tokens and len(sections) > 1:
        return ""
    if section.is_date:
        return _date(value, section, is_1904) or general(value)
    if section.has("general") or section.has("text") or not section.has("digit"):
        words = general(abs(value) if not shows_sign else value)
        return _with_literals(section, words) if section.tokens else words
    return _number(abs(value), section, shows_sign and value < 0)


def displayed_text(text: str, code: str) -> str:
    """A text as the workbook shows it: ``@"级"`` adds to it, ``;;;`` hides it."""
    sections = _parse(code)
    if len(sections) >= 4:
        return "".join(
            text if t.kind == "text" else t.text for t in sections[3].tokens if t.kind in ("text", "literal")
        )
    if len(sections) == 1 and sections[0].has("text"):
        return _with_literals(sections[0], text)
    return text


def general(value: float) -> str:
    """A number without a format: eleven characters of it, but a whole number whole.

    Excel shows a whole number of more digits as 1.10101E+17, and so does not show what was typed: a number of a
    document or of an account.
    """
    if value == int(value) and abs(value) < _HUGE:
        return str(int(value))
    size = abs(value)
    if size < 1e-4 or size >= _HUGE:
        return re.sub(r"\.?0+E", "E", f"{value:.5E}")
    whole = len(str(int(size)))
    rounded = _rounded(value, max(_WIDTH - whole - 1, 0))
    return re.sub(r"\.?0+$", "", rounded) if "." in rounded else rounded


@lru_cache(maxsize=1024)
def _parse(code: str) -> tuple[_Section, ...]:
    parts = [""]
    for match in _SECTION.finditer(code[:1000]):
        if match.group() == ";":
            parts.append("")
        else:
            parts[-1] += match.group()
    return tuple(_parse_section(part) for part in parts[:4])


def _parse_section(part: str) -> _Section:
    tokens: list[_Token] = []
    condition, numerals = None, ""
    for match in _TOKEN.finditer(part):
        kind, text = str(match.lastgroup), match.group(str(match.lastgroup))
        if kind == "bracket":
            if told := _CONDITION.match(text):
                condition = (told[1], float(told[2])) if told[2].count(".") < 2 and told[2].strip("-.") else None
            elif re.fullmatch("h+|m+|s+", text, re.IGNORECASE):
                tokens.append(_Token("elapsed", text.lower()))
            elif currency := _CURRENCY.match(text):
                if system := _SYSTEM.get((currency["locale"] or "").upper()):
                    return _parse_section(system)
                tokens.append(_Token("literal", currency["sign"]))
            elif text.lower().startswith("dbnum"):
                numerals = {"1": _LOWER, "2": _UPPER}.get(text[5:], "")
        elif kind == "left_out":
            continue
        elif kind in ("quoted", "escaped", "other"):
            tokens.append(_Token("literal", text))
        else:
            tokens.append(_Token(kind, text.lower() if kind == "date" else text))
    return _Section(tuple(tokens), condition, numerals)


def _section_for(value: float, sections: tuple[_Section, ...]) -> tuple[_Section, bool]:
    """The part of a format that a number takes, and whether a minus sign is shown beside it."""
    if any(section.condition for section in sections):
        for section in sections[:3]:
            if section.condition is None or _holds(value, *section.condition):
                return section, True
        return sections[-1], True
    if value < 0 and len(sections) > 1:
        return sections[1], False
    if value == 0 and len(sections) > 2:
        return sections[2], True
    return sections[0], True


def _holds(value: float, sign: str, bound: float) -> bool:
    return {
        "<": value < bound,
        ">": value > bound,
        "=": value == bound,
        "<=": value <= bound,
        ">=": value >= bound,
        "<>": value != bound,
    }[sign]


def _with_literals(section: _Section, words: str) -> str:
    out, is_put = "", False
    for token in section.tokens:
        if token.kind in ("general", "text") and not is_put:
            out, is_put = out + _in_chinese(words, section.numerals), True
        elif token.kind == "literal":
            out += token.text
    return out


def _rounded(value: float, decimals: int) -> str:
    """Rounded as Excel does it: half away from zero, of the fifteen digits that it keeps."""
    return f"{Decimal(f'{value:.15g}').quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _WIDE):f}"


def _number(size: float, section: _Section, is_negative: bool) -> str:
    tokens = section.tokens
    if section.has("exponent"):
        at = next(i for i, token in enumerate(tokens) if token.kind == "exponent")
        points = [i for i, token in enumerate(tokens[:at]) if token.kind == "point"]
        decimals = sum(token.kind == "digit" for token in tokens[points[0] : at]) if points else 0
        return ("-" if is_negative else "") + f"{size:.{min(decimals, 15)}E}"
    if any(t.text == "/" and {"digit"} == {tokens[i - 1].kind, tokens[i + 1].kind} for i, t in _inner(tokens)):
        return ("-" if is_negative else "") + general(size)  # a fraction: 1 1/2 is shown as 1.5
    size *= 100 ** min(sum(token.kind == "percent" for token in tokens), 5)
    digits = [i for i, token in enumerate(tokens) if token.kind == "digit"]
    point = next((i for i, token in enumerate(tokens) if token.kind == "point"), len(tokens))
    before = [i for i in digits if i < point]
    last = before[-1] if before else -1
    scale = sum(token.kind == "comma" for token in tokens[last + 1 : point]) if before else 0
    if digits[-1] > point:
        scale += sum(token.kind == "comma" for token in tokens[digits[-1] + 1 :])
    decimals = min(len(digits) - len(before), 30)
    rounded = _rounded(size / 1000 ** min(scale, 6), decimals)
    whole, _, rest = rounded.partition(".")
    grouped = any(tokens[i].kind == "comma" for i in range(before[0], last)) if before else False
    shown = _whole(tokens[:point], before, "" if whole == "0" else whole, grouped) + _rest(tokens[point:], rest)
    sign = "-" if is_negative and rounded.strip("0.") else ""
    return sign + _in_chinese(shown, section.numerals).strip()


def _inner(tokens: tuple[_Token, ...]) -> list[tuple[int, _Token]]:
    return list(enumerate(tokens))[1:-1]


def _whole(tokens: tuple[_Token, ...], places: list[int], digits: str, grouped: bool) -> str:
    """The digits before the point, put into their places from the right; the first place takes all that are left."""
    out: list[str] = []
    left, count = list(digits), 0

    def put(digit: str) -> None:
        nonlocal count
        out.append("," if grouped and count and count % 3 == 0 and digit.isdigit() else "")
        out.append(digit)
        count += 1

    for i in range(len(tokens) - 1, -1, -1):
        token = tokens[i]
        if token.kind == "digit":
            if left:
                put(left.pop())
            elif token.text == "0":
                put("0")
            while i == places[0] and left:
                put(left.pop())
        elif token.kind in ("literal", "percent"):
            out.append(token.text[::-1])
    return "".join(out)[::-1]


def _rest(tokens: tuple[_Token, ...], digits: str) -> str:
    """The point and the digits behind it; places of # at the end stay empty."""
    kept, places = list(digits), [token.text for token in tokens if token.kind == "digit"]
    while kept and kept[-1] == "0" and places[len(kept) - 1] != "0":
        kept.pop()
    out = "." if kept else ""
    at = 0
    for token in tokens[1:]:
        if token.kind == "digit":
            out += kept[at] if at < len(kept) else ""
            at += 1
        elif token.kind in ("literal", "percent"):
            out += token.text
    return out


def _date(value: float, section: _Section, is_1904: bool) -> str | None:
    """A date or a time; None where no day has that number."""
    if not 0 <= value < _LAST_DAY:
        return None
    tokens = section.tokens
    has_fraction = any(a.kind == "point" and b.text == "0" for a, b in pairwise(tokens))
    seconds = round(value * 86_400, 3 if has_fraction else 0)
    base = dt.datetime(1904, 1, 1) if is_1904 else dt.datetime(1899, 12, 30 if value >= 60 else 31)
    try:
        moment = base + dt.timedelta(seconds=seconds)
    except OverflowError:
        return None
    has_half = section.has("half")
    out = ""
    for i, token in enumerate(tokens):
        if token.kind == "date":
            out += _in_chinese(_date_part(token.text, moment, _is_minute(tokens, i), has_half), section.numerals, True)
        elif token.kind == "elapsed":
            out += str(int(seconds // {"h": 3_600, "m": 60, "s": 1}[token.text[0]])).zfill(len(token.text))
        elif token.kind == "half":
            names = ("上午", "下午") if token.text.startswith("上") else ("AM", "PM")
            out += names[moment.hour >= 12]
        elif token.kind == "digit":
            out += str(int(moment.microsecond // 100_000)) if tokens[i - 1].kind == "point" else ""
        elif token.kind in ("literal", "point", "comma"):
            out += token.text
    return out.strip()


def _is_minute(tokens: tuple[_Token, ...], at: int) -> bool:
    """Whether an m is minutes: it follows hours, or seconds follow it."""
    if not tokens[at].text.startswith("m"):
        return False
    before = next((t.text for t in reversed(tokens[:at]) if t.kind in ("date", "elapsed")), "")
    behind = next((t.text for t in tokens[at + 1 :] if t.kind in ("date", "elapsed")), "")
    return before.startswith("h") or behind.startswith("s")


def _date_part(text: str, moment: dt.datetime, is_minute: bool, has_half: bool) -> str:
    size = len(text)
    if is_minute:
        return f"{moment.minute:0{min(size, 2)}d}"
    if text[0] in "ye":
        return f"{moment.year % 100:02d}" if text in ("y", "yy") else str(moment.year)
    if text[0] == "a":
        return ("星期" if size > 3 else "") + _WEEKDAYS[moment.weekday()]
    if text[0] == "d" and size > 2:
        return ("星期" if size > 3 else "周") + _WEEKDAYS[moment.weekday()]
    if text[0] == "m" and size > 2:
        return _MONTHS[moment.month - 1] if size > 3 else _MONTHS[moment.month - 1][:3]
    hour = (moment.hour - 1) % 12 + 1 if has_half else moment.hour
    number = {"m": moment.month, "d": moment.day, "h": hour, "s": moment.second}[text[0]]
    return f"{number:0{min(size, 2)}d}"


def _in_chinese(words: str, numerals: str, is_date: bool = False) -> str:
    """Arabic numbers in Chinese: 二〇二六 for a year, 十二 for a month, 一百二十 for a number."""
    if not numerals:
        return words
    match = re.fullmatch(r"(-?)([0-9]{1,12})((?:\.[0-9]+)?)(\D*)", words)
    if match is None or (is_date and len(words) == 4):
        return re.sub("[0-9]", lambda m: numerals[int(m.group())], words)
    spelt = _spelt(int(match[2]), numerals)
    if is_date and numerals == _LOWER:
        spelt = re.sub("^一十", "十", spelt)
    rest = re.sub("[0-9]", lambda m: numerals[int(m.group())], match[3])
    return match[1] + spelt + rest + match[4]


def _spelt(number: int, numerals: str) -> str:
    """A number below a trillion in words."""
    out, zero = "", False
    digits = str(number)
    for place, digit in enumerate(digits):
        step = len(digits) - place - 1
        if digit != "0":
            out += (
                (numerals[0] if zero else "")
                + numerals[int(digit)]
                + (_STEPS[numerals][step % 4 - 1] if step % 4 else "")
            )
        zero = digit == "0" and bool(out)
        if step in (4, 8) and number // 10**step % 10_000:
            out += "万亿"[step // 8]
    return out or numerals[0]
