"""Dates of a notice (成文日期) and deadlines (完成时限): words to meaning.

A deadline is found in running text by :func:`find_deadlines`; a whole cell of a table is recognised by
:func:`parse_deadline_cell`, which fails on anything that is not a deadline from end to end.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import replace

from corpus.model import Deadline, Every
from corpus.numerals import CHINESE, parse_number, parse_year

_S = r"\s*"
_N = rf"[0-9０-９{CHINESE}]"
_DIGITS = rf"0-9０-９{CHINESE}几多"
"""5年内 is no 年内."""
_YEAR = rf"(?:(?P<year>(?:[12１２][0-9０-９]{{3}}|[二一][{CHINESE}]{{3}}))|(?P<this>今|本|当)|(?P<next>明|次)){_S}年度?"
_DAY = re.compile(
    rf"(?P<year>[12１２][0-9０-９]{{3}}|[二一][{CHINESE}OＯ0０]{{3}}){_S}年{_S}(?P<month>{_N}{{1,3}}){_S}月{_S}(?P<day>{_N}{{1,3}}){_S}[日号]"
)
_NUMERIC_DAY = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)")

_NUMERIC_POINT = re.compile(
    rf"(?<![\d.])(?P<year>(?:19|20)\d\d)(?P<mark>[-/.．])(?P<month>\d{{1,2}})(?:(?P=mark)(?P<day>\d{{1,2}}))?(?![\d.%])"
    rf"(?P<end>底|末)?{_S}(?P<before>以前|之前|前)?"
)
_POINT = (
    rf"(?:{_YEAR}{_S})?(?:"
    rf"(?P<month>{_N}{{1,3}}){_S}月份?(?:{_S}(?P<day>{_N}{{1,3}}){_S}[日号]|(?P<third>[上中下]旬)|(?P<end>底|末))?"
    rf"|第?(?P<quarter>[一二三四1-4]){_S}季度(?:底|末)?|(?P<half>上半年|下半年)|(?<![{_DIGITS}个])年{_S}?(?P<yearend>底|末|内|终)|(?P<yearend2>底|末|内))"
)
_DATE = re.compile(rf"(?:于|在|至|到|截至|截止|最迟|最晚)?{_S}(?:{_POINT}){_S}(?P<before>以前|之前|前|完成)?")
_RECURRING = re.compile(
    r"每(?P<unit>周|星期|月|季度|季|半年|年)(?:度)?(?:(?:第?[0-9一二三四五六七八九十]+(?:个月)?(?:月)?(?:[0-9一二三四五六七八九十]+日|日|号))"
    r"|[0-9一二三四五六七八九十]{1,3}月(?:份|底|末)?|月?底|末)?(?:之?前)?"
    r"|(?P<word>按周|按月|按季度?|按年|逐月|逐季|月度|季度|年度)(?=[报更公汇调总通]|$)"
)
_CONTINUOUS = re.compile(
    r"长期坚持|长期推进|长期实施|长期执行|长期开展|常年坚持|全年实施|全年推进|持续推进|持续实施|持续开展|持续坚持"
    r"|全年(?:持续|坚持|开展|常态化)|长期|全年|常年|持续|贯穿全年|常态化|长期性工作|即时|适时"
)
_RELATIVE = re.compile(
    rf"(?:自|从|于)?(?P<base>(?:(?![局委厅镇街在应须自]|处(?![理置罚])|门(?!户))[一-鿿]){{2,10}}?)(?P<after>之日起|之日|日起|以后|之后|后|起){_S}(?P<count>{_N}+){_S}"
    r"(?P<unit>个?工作日|个?自然日|日|天|周|个?月|年|个?小时)(?:以内|之内|内)"
)
_POINT_WITHIN = re.compile(r"[前底末日号]|[0-9一二三四五六七八九十]月")
_ONE_MONTH = r"(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月份?"
PERIOD = (
    rf"(?:(?:20[0-9]{{2}}|今|本)年)?(?:(?:(?:1[0-2]|[1-9])[—－\-–~～至到])?{_ONE_MONTH}"
    rf"(?:[—－\-–~～至到、]{_ONE_MONTH})*(?:[上中下]旬|[底末初])?|第?[一二三四1-4]季度|[上下]半年|[上中下]旬|全年)"
)
"""Pattern of what an item of a plan begins with: 1月, 3月上旬, 1-3月, 一季度."""
_QUOTA = re.compile(
    r"(?![^，,。；;\n元]{0,8}?(?:报送|上报|呈报|提交))(?:[^，,。；;\n]{0,20}?(?:不[得应]?(?:少|低|多|高|超)[于过]|至少|最多|最少|[0-9０-９.]+\s*[百千万亿]*元"
    r"|(?:[2-9]|[1-9][0-9]+|[二两三四五六七八九十]+)(?:余|多)?(?:次|场|期|批|轮|篇|条|家|个|名|人|户|份|件|天|小时))"
    r"|[一二三四五六日天](?=[至到、]))"
)
"""Behind 每周 or 每月 it tells how often or how much: 巡河不少于2次, 7.5元, 每周一、三."""
_BARRED = re.compile(
    r"[，,]?(?![^，,。；;\n]{0,6}[缴交还付纳退][^，,。；;\n]{0,3}的)[^，,。；;\n完办答作]{0,8}?(?:不再|不得|不准|严禁|禁止|免[征收缴]|有效)"
)
"""Behind 之日起5年内 it tells how long something holds, and not by when it is to be done (15日内缴清的免收滞纳金)."""
_VAGUE = re.compile(
    r"立即|立行立改|即知即改|马上|尽快|(?:按照?|根据|依照?)[一-鿿]{1,14}?(?:部署|要求|进度|计划|安排|通知|时限)(?:的?(?:时间|节点))?(?:完成|执行|推进|落实)?"
)
_PLAIN_YEAR = re.compile(rf"{_YEAR}{_S}(?P<before>以前|之前|前)?(?:内|全年)?")

_EVERY: dict[str, Every] = {
    "周": "week",
    "星期": "week",
    "月": "month",
    "季度": "quarter",
    "季": "quarter",
    "半年": "half-year",
    "年": "year",
    "按周": "week",
    "按月": "month",
    "逐月": "month",
    "月度": "month",
    "按季": "quarter",
    "按季度": "quarter",
    "逐季": "quarter",
    "按年": "year",
    "年度": "year",
}
_UNIT = {"工作日": "working days", "自然日": "days", "日": "days", "天": "days", "周": "weeks", "月": "months"}
_UNIT |= {"年": "years", "小时": "hours"}
_NO_CELL = re.compile(r"无|[—－\-–―/／]+")
_CELL_BREAK = re.compile(r"[，,、；;。\s]+")
_SEASON = re.compile(r"[一-鿿]{0,8}?[一-鿿](?:前|后|期间|期内|之内|结束)")
"""Behind a year it says when within it, in words that no calendar has: 2024年汛期前."""
_CELL_START = re.compile(r"^(?:并|且|同时|于|在|其中)*$")
_TAIL = 14


def month_end(year: int, month: int) -> dt.date:
    """The last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def safe_date(year: int, month: int, day: int) -> dt.date | None:
    """A date, or None where there is no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def find_days(text: str) -> list[tuple[int, int, dt.date]]:
    """Complete dates in a text, in both ways of writing: start, end, date."""
    out = []
    for match in _DAY.finditer(text):
        year, month, day = parse_year(match["year"]), parse_number(match["month"]), parse_number(match["day"])
        if year and month and day and (date := safe_date(year, month, day)):
            out.append((match.start(), match.end(), date))
    return out


def parse_day(text: str) -> dt.date | None:
    """The date that a field of metadata holds, as 2022年3月1日 or 2022-03-01."""
    if days := find_days(text):
        return days[0][2]
    match = _NUMERIC_DAY.search(text)
    return safe_date(int(match["year"]), int(match["month"]), int(match["day"])) if match else None


def find_deadlines(text: str, year: int | None) -> list[tuple[int, int, Deadline]]:
    """Deadlines in running text, which must say 前, 底, 内 or the like, or recur.

    How often or how much (每周巡河不少于2次, 每月7.5元) is no deadline, nor how long (5年内不再受理).

    Parameters
    ----------
    text
        Clean text.
    year
        The year of the notice, for 6月底前 without a year.

    Returns
    -------
    list
        Start, end and deadline, in order, not overlapping.
    """
    found: list[tuple[int, int, Deadline]] = []
    for match in _RELATIVE.finditer(text):
        if not _BARRED.match(text, match.end()):
            found.append((match.start(), match.end(), _relative(match)))
    for match in _DATE.finditer(text):
        words = match.group()
        if not (match["before"] or re.search("[底末内]|上半年|下半年|季度", words)):
            continue
        if deadline := _point(match, year):
            found.append((match.start(), match.end(), deadline))
    for match in _RECURRING.finditer(text):
        if _POINT_WITHIN.search(match.group()) or not _QUOTA.match(text, match.end()):
            found.append((match.start(), match.end(), _recurring(match)))
    return _without_overlaps(found)


def parse_deadline_cell(text: str, year: int | None) -> tuple[Deadline, ...] | None:
    """The deadlines of a whole cell, or None when the cell says anything else.

    An empty cell is an empty tuple.
    """
    text = text.strip()
    if not text or _NO_CELL.fullmatch(text):
        return ()
    if len(text) > 80 or "。" in text.rstrip("。"):
        return None
    found = _cell_matches(text, year)
    if not found or not _CELL_START.match(_CELL_BREAK.sub("", text[: found[0][0]])):
        return None
    out = []
    for i, (start, end, deadline) in enumerate(found):
        following = found[i + 1][0] if i + 1 < len(found) else len(text)
        tail = text[end:following]
        if len(tail) > _TAIL or re.search(r"[局委办厅]$|[：:《]", tail):
            return None
        if deadline.kind == "range" and text[start:end].endswith("年") and (season := _SEASON.match(tail)):
            out.append(Deadline(text[start:end] + season.group(), "unknown"))
            continue
        words = re.match(r"(?:更新|[0-9一二三四五六七八九十]+次|通报|报送|调度)*", tail)
        extra = words.group() if words and deadline.kind == "recurring" else ""
        out.append(replace(deadline, text=text[start:end] + extra))
    return tuple(out)


def _cell_matches(text: str, year: int | None) -> list[tuple[int, int, Deadline]]:
    found = [(m.start(), m.end(), _relative(m)) for m in _RELATIVE.finditer(text)]
    for match in _SPREAD.finditer(text):
        if deadline := _range(match["a"], match["b"], match.group(), year):
            found.append((match.start(), match.end(), deadline))
    for match in _UNTIL.finditer(text):
        if (point := _DATE.fullmatch(match["to"])) and (deadline := _point(point, year)) and deadline.end:
            found.append((match.start(), match.end(), Deadline(match.group(), "date", end=deadline.end)))
    found += [(m.start(), m.end(), _recurring(m)) for m in _RECURRING.finditer(text)]
    for match in _DATE.finditer(text):
        if match.group().strip() and (deadline := _point(match, year)):
            found.append((match.start(), match.end(), deadline))
    for match in _NUMERIC_POINT.finditer(text):
        if deadline := _numeric(match):
            found.append((match.start(), match.end(), deadline))
    for match in _CONTINUOUS.finditer(text):
        whole = year if match.group().startswith("全年") else None
        first, last = (dt.date(whole, 1, 1), dt.date(whole, 12, 31)) if whole else (None, None)
        found.append((match.start(), match.end(), Deadline(match.group(), "continuous", first, last)))
    found += [(m.start(), m.end(), Deadline(m.group(), "unknown")) for m in _VAGUE.finditer(text)]
    for match in _PLAIN_YEAR.finditer(text):
        if value := _year_of(match, year):
            found.append((match.start(), match.end(), _whole_year(match, value)))
    return _without_overlaps(found)


def _numeric(match: re.Match[str]) -> Deadline | None:
    """2023.06, 2023/6/30, 2023-6-30前: as the same date in words."""
    day = f"{match['day']}日" if match["day"] else ""
    words = f"{match['year']}年{match['month']}月{day}{match['end'] or ''}{match['before'] or ''}"
    same = _DATE.fullmatch(words)
    deadline = _point(same, None) if same else None
    return replace(deadline, text=match.group().strip()) if deadline else None


def _plain(pattern: str) -> str:
    """A pattern without its group names, to be used twice in one expression."""
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


_SPREAD = re.compile(rf"(?P<a>{_plain(_POINT)}){_S}(?:至|到|—|－|-|~|～|–){_S}(?P<b>{_plain(_POINT)})")


_UNTIL = re.compile(
    rf"(?:自|从)?(?:即日|印发之日|发文之日|发布之日|现在)起?{_S}(?:至|到|—|－|-)"
    rf"{_S}(?P<to>{_plain(_POINT)})"
)


def _without_overlaps(found: list[tuple[int, int, Deadline]]) -> list[tuple[int, int, Deadline]]:
    """The longest at each place, in order; ties go to the one found first."""
    out: list[tuple[int, int, Deadline]] = []
    for item in sorted(found, key=lambda f: (f[0], -f[1])):
        if not out or item[0] >= out[-1][1]:
            out.append(item)
    return out


def _year_of(match: re.Match[str], year: int | None) -> int | None:
    groups = match.groupdict()
    if groups.get("year"):
        return parse_year(groups["year"])
    if year is None:
        return None
    return year + 1 if groups.get("next") else year


def _point(match: re.Match[str], year: int | None) -> Deadline | None:
    text = match.group().strip()
    value = _year_of(match, year)
    if match["yearend2"] and not (match["year"] or match["this"] or match["next"]):
        return None
    if value is None:
        return Deadline(text, "unknown")
    first: dt.date | None = None
    if match["month"]:
        month = parse_number(match["month"])
        if month is None or not 1 <= month <= 12:
            return None
        if match["day"]:
            day = safe_date(value, month, parse_number(match["day"]) or 0)
            if day is None:
                return Deadline(text, "unknown")
            last = day
        elif match["third"]:
            last = {"上": dt.date(value, month, 10), "中": dt.date(value, month, 20)}.get(
                match["third"][0], month_end(value, month)
            )
        elif match["before"] in ("前", "以前", "之前") and not match["end"]:
            last = dt.date(value, month, 1) - dt.timedelta(days=1)
        else:
            last = month_end(value, month)
            if not (match["end"] or match["before"]):
                first = dt.date(value, month, 1)
    elif match["quarter"]:
        quarter = parse_number(match["quarter"]) or 1
        last = month_end(value, quarter * 3)
        if not (match["before"] or re.search("[底末]", text)):
            first = dt.date(value, quarter * 3 - 2, 1)
    elif match["half"]:
        is_first = match["half"].startswith("上")
        last = dt.date(value, 6, 30) if is_first else dt.date(value, 12, 31)
        if not match["before"]:
            first = dt.date(value, 1, 1) if is_first else dt.date(value, 7, 1)
    else:
        last = dt.date(value, 12, 31)
    return Deadline(text, "range" if first else "date", first, last)


def _whole_year(match: re.Match[str], value: int) -> Deadline:
    """2022年, 2022年内: within the year; 2022年前: before it began."""
    if match["before"]:
        return Deadline(match.group(), "date", end=dt.date(value - 1, 12, 31))
    return Deadline(match.group(), "range", dt.date(value, 1, 1), dt.date(value, 12, 31))


def _range(start: str, end: str, text: str, year: int | None) -> Deadline | None:
    a, b = _DATE.match(start), _DATE.match(end)
    if a is None or b is None:
        return None
    first = _point(a, year)
    last = _point(b, first.end.year if first is not None and first.end is not None else year)
    if first is None or last is None or first.end is None or last.end is None:
        return None
    begin = first.start or (first.end.replace(day=1) if not a["day"] else first.end)
    return Deadline(text, "range", begin, last.end)


def _recurring(match: re.Match[str]) -> Deadline:
    return Deadline(match.group(), "recurring", every=_EVERY[match["unit"] or match["word"]])


def _relative(match: re.Match[str]) -> Deadline:
    unit = match["unit"].removeprefix("个")
    return Deadline(
        match.group(),
        "relative",
        base=match["base"] + match["after"].removesuffix("后").removesuffix("起"),
        offset=f"{parse_number(match['count'])} {_UNIT[unit]}",
    )
