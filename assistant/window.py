"""The window of deadlines that a question names: 6月底前, 本月到期, 下半年, 9月以后, 未来30天."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from assistant.query import Window
from corpus import find_deadlines, parse_number

_LATE = r"(?:过期|逾期|超期|到期了|已经?到期|超时)"
_WORK = r"(?:任务|工作|事项|项目|事情?|活儿?)"
_OVERDUE = re.compile(
    rf"(?:{_WORK}|哪些|哪几[项件个]?|[几多]少?[项件个])(?:是|有|都|还|已经?|现在|目前)*{_LATE}"
    rf"|{_LATE}了?的?(?:还|都|仍|一共|总共|共)*(?:有|是)?(?:{_WORK}|哪些|哪几|几[项件个]|多少[项件个]|清单)"
    rf"|{_LATE}了?(?:还|仍然?|又)?(?:未|没有?|尚未)(?:完成|办结|办完|做完|落实|交)"
    rf"|(?:^(?:那么?|还有|其中)?|已经?){_LATE}了?的(?:呢|有)?[？?。]*$"
)
"""Duties whose day is past are asked for; of what follows from being late (逾期不搬的怎么办) a notice tells."""
_AFTERMATH = re.compile(
    r"怎么(?!分)|怎样|咋|如何|会不会|罚|后果|处理|处置|追究|追责|问责|约谈|通报|滞纳|利息|扣"
    rf"|{_LATE}.*[还再](?:能不能|能否|可不可以|可以|能)|{_LATE}.*(?:能不能|能否|可不可以|可以|能)(?:[还再申延]|补[办交报缴])"
)
"""可以 and 能不能 before it ask for the list: 可以列出逾期的任务吗."""
_MONTHS = {"上个月": -1, "上月": -1, "本月": 0, "这个月": 0, "下个月": 1, "下月": 1}
_MONTH = re.compile(
    rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))}|(?<![0-9一二三四五六七八九十每各个份])(?=月[底末]))"
    rf"(?:(?P<day>[0-9一二三四五六七八九十]{{1,3}})[日号](?P<side>[之以]?[前内]|[之以]?后|起)?)?"
)
"""月底前 alone is that of this month; of 本月20日前 the day counts."""
_AHEAD = re.compile(
    r"(?:未来|今后|接下来|往后|最近|近)(?P<n>[\d一二三四五六七八九十两]{1,3})?(?:个)?(?P<unit>天|日|周|星期|个?月)|(?P<week>本周|这周|这个星期)"
)
_NUMBER = r"[0-9一二三四五六七八九十]{1,3}"
_MONTH_DUE = re.compile(
    rf"(?P<month>{_NUMBER})月份?(?:内|里|中|之内)?(?:应当?|需要?|要|该)?(?:到期|完成|截止|办结|交|做完)"
)
_FROM = re.compile(
    rf"(?P<month>{_NUMBER})月(?:份|(?P<end>底|末)|(?P<day>{_NUMBER})[日号])?(?:之后|以后|后|起)(?!\d|[一二三四五六七八九十])"
)
_BETWEEN = re.compile(
    rf"(?P<month>{_NUMBER})月(?:份|初|(?P<day>{_NUMBER})[日号])?(?:至|到|—|-|~|和)(?P<month2>{_NUMBER})月(?:份|底|末|(?P<day2>{_NUMBER})[日号])?"
    r"(?:之?间|期间|内)?"
)
_PART = re.compile(r"(?P<half>[上下])半年|第?(?P<quarter>[一二三四1-4])季度")
_AND = re.compile(r"[、，和及与或]|以及|或者")
_NEGATED = re.compile(r"(?:不需要?|不用|无需|不必|不是|不在|除了?)(?:在|于)?$")
_FULL_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Asked:
    """A window as asked.

    ``is_exact`` when a deadline must end just at its end. ``year`` is the year that it was given, where the question
    names none: then it means that month of each notice's own year. ``years_at`` are stretches of the question that
    say the year of a deadline and not of a notice.
    """

    window: Window
    is_exact: bool = False
    year: int | None = None
    years_at: tuple[tuple[int, int], ...] = ()


def window_asked(text: str, today: dt.date, shift: int = 0) -> Asked | None:
    """The window of deadlines in a question.

    Parameters
    ----------
    text
        The question.
    today
        What 本月 and 已经过期 count from.
    shift
        Years from today's that the question means (去年: -1).

    Returns
    -------
    Asked
        None when it names no deadline.
    """
    if _OVERDUE.search(text) and not _AFTERMATH.search(text):
        return Asked((None, today - dt.timedelta(days=1)))
    if match := _MONTH.search(text):
        return _relative(match, today)
    if match := _AHEAD.search(text):
        return Asked((today, today + dt.timedelta(days=_days(match))))
    named = _FULL_YEAR.search(text)
    year = int(named.group()) if named else today.year + shift
    floating = None if named else year
    if (match := _PART.search(text)) and not text[match.end() :].startswith(("前", "之前", "末", "底")):
        begins, ends = _part_of(match)
        return Asked((dt.date(year, begins, 1), _month(dt.date(year, ends, 1))[1]), False, floating, (match.span(),))
    if match := _BETWEEN.search(text):
        window = _between(match, year)
        if window is not None:
            return Asked(window, False, floating, (match.span(),))
    if (match := _MONTH_DUE.search(text)) and 1 <= (month := parse_number(match["month"]) or 0) <= 12:
        return Asked(_month(dt.date(year, month, 1)), False, floating, (match.span("month"),))
    if (match := _FROM.search(text)) and 1 <= (month := parse_number(match["month"]) or 0) <= 12:
        return Asked((_from(match, year, month), None), False, floating, (match.span(),))
    found = [(a, b, d) for a, b, d in find_deadlines(text, year) if d.end is not None and d.kind in ("date", "range")]
    if not found:
        return None
    start, end, deadline = found[0]
    if deadline.start is None and deadline.end is not None and _NEGATED.search(text[:start]):
        return Asked((deadline.end + dt.timedelta(days=1), None), False, floating, ((start, end),))
    by_the_end = bool(re.search(r"前|以内|之内", text[start : end + 2]))
    if len(found) > 1 and by_the_end and _AND.fullmatch(text[end : found[1][0]]):  # 6月底前和9月底前
        end, deadline = found[1][1], found[1][2]
    is_exact = deadline.kind == "date" and (bool(re.search(r"时限[是为]", text)) or not by_the_end)
    return Asked((deadline.start, deadline.end), is_exact, floating, ((start, end),))


def _relative(match: re.Match[str], today: dt.date) -> Asked:
    """A month counted from today's, up to, from or on a day of it."""
    first, step = today.replace(day=1), _MONTHS.get(match["month"], 0)
    for _ in range(abs(step)):
        first = (first + dt.timedelta(days=32 if step > 0 else -1)).replace(day=1)
    begins, ends = _month(first)
    number = parse_number(match["day"]) if match["day"] else None
    if not number:
        return Asked((begins, ends))
    day, side = _day(first.year, first.month, number), match["side"] or ""
    if side.endswith(("前", "内")):
        return Asked((begins, day))
    if side.endswith(("后", "起")):
        return Asked((day + dt.timedelta(days=side != "起"), ends))
    return Asked((day, day), is_exact=True)


def _month(first: dt.date) -> Window:
    following = (first + dt.timedelta(days=32)).replace(day=1)
    return first, following - dt.timedelta(days=1)


def _day(year: int, month: int, day: int | None) -> dt.date:
    """A day of a month, the first where none is said, the last where the month has no such day."""
    last = _month(dt.date(year, month, 1))[1]
    assert last is not None
    return last.replace(day=min(day or 1, last.day))


def _days(match: re.Match[str]) -> int:
    if match["week"]:
        return 7
    number = parse_number((match["n"] or "1").replace("两", "二")) or 1
    return number * (7 if match["unit"] in ("周", "星期") else 30 if "月" in match["unit"] else 1)


def _from(match: re.Match[str], year: int, month: int) -> dt.date:
    """The first day after 6月底, 6月30日, or of the month after 6月; 6月1日起 and 6月起 begin there."""
    day = parse_number(match["day"]) if match["day"] else None
    if match.group().endswith("起") and not match["end"]:
        return _day(year, month, day)
    if day and day <= 31:
        return dt.date(year, month, 1) + dt.timedelta(days=day)
    last = _month(dt.date(year, month, 1))[1]
    assert last is not None
    return last + dt.timedelta(days=1)


def _part_of(match: re.Match[str]) -> tuple[int, int]:
    """The first and the last month of a half or a quarter of a year."""
    if match["half"]:
        return (1, 6) if match["half"] == "上" else (7, 12)
    quarter = parse_number(match["quarter"]) or 1
    return 3 * quarter - 2, 3 * quarter


def _between(match: re.Match[str], year: int) -> Window | None:
    first, last = (parse_number(match[name]) or 0 for name in ("month", "month2"))
    if not (1 <= first <= last <= 12):
        return None
    start = _day(year, first, parse_number(match["day"]) if match["day"] else None)
    end = _month(dt.date(year, last, 1))[1]
    assert end is not None
    day = parse_number(match["day2"]) if match["day2"] else None
    return start, end.replace(day=min(day, end.day)) if day else end
