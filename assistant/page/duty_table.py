"""A list of duties as a table that sorts and filters in the browser (``tables.js``)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from assistant.compose import ROLE_WORDS, say_units
from assistant.dutylist import Duty, DutyList
from assistant.page.badges import badges
from assistant.page.controls import both_buttons
from assistant.page.safe import inert, lines
from assistant.timing import DAYS, TIMING_WORDS, Timing, timing_of

COLUMNS = ("任务", "要求", "承担方式", "完成时限", "出处")
_SORT = '<button type="button" class="zw-sort">{name}</button>'
_FEW = 8
"""Up to so many rows need no filter."""
_LONG = 110
"""Longer cells are cut to some lines until they are unfolded."""
_GROUPS = {
    "named": "点名",
    "open": "未写明责任单位",
    "collective": "集体承担，未单独点名",
    "likely": "可能承担（原表责任单位一栏为空，请核对）",
}
_BADGES = {"overdue": "stop", "soon": "warn"}
_NEVER = {"continuous": "9998", "none": "9999"}
"""Where a duty that is due on no day stands among the days."""


def duty_table(duties: DutyList, today: dt.date, days: int = DAYS, is_whole: bool = True) -> str:
    """A list of duties as HTML: how many there are, what narrows the list, the table with its groups apart.

    Parameters
    ----------
    duties
        The list; what is missing is said where there is none.
    today
        The day against which deadlines are marked.
    days
        What is due within so many days is marked as near.
    is_whole
        Whether the count and what was assumed stand above.
    """
    if duties.missing:
        return f'<div class="zw-note">{inert(duties.missing)}</div>'
    timings = [timing_of(duty.source, today, days) for duty in duties.duties]
    said = f'<p class="zw-count">{inert(duties.summary.rstrip("。"))}。{_near(timings, days)}</p>' if is_whole else ""
    note = f'<div class="zw-note"><b>前提</b>{lines(duties.scope.note)}</div>' if duties.scope.note and is_whole else ""
    if not duties.duties:
        return f'<div class="zw-duties">{said}{note}</div>'
    tools = _tools(timings) if len(timings) > _FEW else ""
    rows: dict[str, list[str]] = {standing: [] for standing in _GROUPS}
    for duty, timing in zip(duties.duties, timings, strict=True):
        rows[duty.standing].append(_row(duty, timing, bool(duties.unit)))
    several = sum(bool(part) for part in rows.values()) > 1
    bodies = "".join(_body(_GROUPS[standing] if several else "", part) for standing, part in rows.items() if part)
    heads = "".join(
        f'<th role="columnheader" scope="col" aria-sort="none">{_SORT.format(name=name)}</th>' for name in COLUMNS
    )
    return (
        f'<div class="zw-duties">{said}{note}{tools}<table class="zw-table" role="table" aria-label="任务清单">'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>{bodies}</table></div>'
    )


def _near(timings: Sequence[Timing], days: int) -> str:
    """How many have passed, and how many are near."""
    counts = Counter(timing.kind for timing in timings)
    told = [f"{counts['overdue']}项时限已过"] if counts["overdue"] else []
    told += [f"{counts['soon']}项在{days}天内到期"] if counts["soon"] else []
    return f"其中{'，'.join(told)}。" if told else ""


def _tools(timings: Sequence[Timing]) -> str:
    """The filters; how many rows are shown."""
    counts = Counter(timing.kind for timing in timings)
    options = "".join(
        f'<option value="{kind}">{words}（{counts[kind]}）</option>'
        for kind, words in TIMING_WORDS.items()
        if counts[kind]
    )
    return (
        '<div class="zw-tools"><input type="search" class="zw-filter" placeholder="在表中筛选，如 财政 6月" '
        'aria-label="在表中筛选"><select class="zw-timing" aria-label="按时限筛选">'
        f'<option value="">全部时限</option>{options}</select>'
        f'<span class="zw-shown" role="status">显示 {len(timings)} / {len(timings)}</span></div>'
    )


def _body(heading: str, rows: Sequence[str]) -> str:
    head = ""
    if heading:
        head = f'<tr class="zw-group" role="row"><td role="cell">{heading} · {len(rows)} 项</td></tr>'
    return f'<tbody role="rowgroup">{head}{"".join(rows)}</tbody>'


def _row(duty: Duty, timing: Timing, is_of_unit: bool) -> str:
    citation = duty.citation
    task, requirement = " ".join(duty.task.split()), " ".join(duty.requirement.split())
    cells = (
        (str(citation.n), f'<span class="zw-n">{citation.n}</span>{_long(task)}'),
        ("", _long(requirement)),
        (_part_key(duty), _part(duty, is_of_unit)),
        (timing.day.isoformat() if timing.day else _NEVER.get(timing.kind, ""), _deadline(duty, timing)),
        ("", f"{inert(citation.label_short)}{badges(citation)}<span>{both_buttons(citation)}</span>"),
    )
    told = "".join(
        f'<td role="cell"{f" data-key={key}" if key else ""} data-name="{name}">{html}</td>'
        for name, (key, html) in zip(COLUMNS, cells, strict=True)
    )
    return f'<tr class="zw-row" role="row" data-timing="{timing.kind}">{told}</tr>'


def _long(text: str) -> str:
    """The words of a cell; those of a long one are unfolded by a control."""
    if len(text) <= _LONG:
        return inert(text)
    unfold = '<button type="button" class="zw-unfold" aria-expanded="false">全文</button>'
    return f'<div class="zw-clamp">{inert(text)}</div>{unfold}'


def _part_key(duty: Duty) -> str:
    """By what rows are sorted under 承担方式: leading first."""
    return str(list(ROLE_WORDS).index(duty.role)) if duty.role else ""


def _part(duty: Duty, is_of_unit: bool) -> str:
    """How the unit of the list stands in it, and who is printed."""
    who = say_units(duty.units, inert)
    if is_of_unit and duty.role:
        return f'<b>{ROLE_WORDS[duty.role]}</b><span class="zw-who">{who}</span>'
    return f"<span>{who}</span>" if who else '<span class="zw-who">未写明</span>'


def _deadline(duty: Duty, timing: Timing) -> str:
    printed = "；".join(deadline.text for deadline in duty.deadlines)
    badge = ""
    if timing.kind in _BADGES and timing.day is not None:
        title = f"{TIMING_WORDS[timing.kind]}：{timing.day.isoformat()}"
        look = f"zw-badge zw-badge-{_BADGES[timing.kind]}"
        badge = f'<span class="{look}" title="{inert(title)}">{timing.words}</span>'
    return f"{inert(printed) or '—'}{badge}"
