"""A list of duties as a table that sorts and filters: the words on one line, so that they may stand in Markdown.

What ``tables.js`` sorts by stands in classes and titles: the chat lets no data attributes pass.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence

from assistant.due import Timing, say_timing, timing_of
from assistant.dutylist import STANDING_WORDS, Duty, DutyList, say_day
from assistant.options import ROLES
from assistant.page.address import Address
from assistant.page.badges import badges
from assistant.page.safe import inert

COLUMNS = (
    ("n", "number", "序号"),
    ("task", "text", "任务"),
    ("words", "text", "要求"),
    ("who", "text", "承担方式"),
    ("due", "day", "完成时限"),
    ("from", "title", "出处"),
)
"""Of each column its class, how it is sorted, and its heading."""
_LOOKS = {"overdue": "stop", "soon": "warn"}


def duty_table(
    duties: DutyList, today: dt.date, *, is_noted: bool = True, most: int | None = None, is_filtered: bool = True
) -> str:
    """A list of duties: the count, then a table; collective and likely duties stand apart, folded.

    Parameters
    ----------
    duties
        The list.
    today
        What its deadlines are measured against.
    is_noted
        Whether what was assumed is said here.
    most
        So many duties are shown; None for all. That more are left out is said.
    is_filtered
        Whether a box to filter the rows stands above.

    Returns
    -------
    str
        HTML without a line break.
    """
    if duties.missing:
        return f'<div class="zw-duties-missing">{inert(duties.missing)}</div>'
    shown = duties.duties if most is None else duties.duties[:most]
    left_out = len(duties.duties) - len(shown)
    told = f"{duties.summary.rstrip('。')}。" + (f"这里只列出前{len(shown)}项，导出的文件是全的。" if left_out else "")
    parts = [f'<div class="zw-duties-count">{inert(told)}</div>']
    if is_noted and duties.scope.note:
        parts.append(f'<div class="zw-note"><b>前提</b>{inert(duties.scope.note)}</div>')
    only = _only_notice(shown)
    parts.append(f'<div class="zw-duties-hint">{_counted(shown, today)}{_from(only)}</div>')
    if is_filtered:
        parts.append(
            '<div class="zw-duties-tools"><input type="search" class="zw-duties-filter">'
            '<button type="button" class="zw-button zw-duties-full">展开全文</button>'
            f'<span class="zw-duties-shown">显示 {len(shown)} / {len(shown)}</span></div>'
        )
    for place, (_, heading, own) in enumerate(duties.sections()):
        rows = [duty for duty in own if duty.citation.n <= len(shown)]
        if rows:
            parts.append(_section(heading if place else "", rows, today, duties.unit, is_only=only is not None))
    body = "".join(parts)
    key = hashlib.sha256(body.encode()).hexdigest()[:8]
    return f'<div class="zw-duties zw-list-{key}">{body}</div>'


def due_badge(timing: Timing) -> str:
    """How a duty stands against today, as a badge; empty for what is not near."""
    words = say_timing(timing)
    return f'<span class="zw-badge zw-badge-{_LOOKS[timing.stage]}">{words}</span>' if words else ""


def controls(duty: Duty) -> str:
    """What opens a duty in its notice, and what puts it into the reply basket."""
    address = inert(str(Address.of(duty.citation)))
    buttons = "".join(
        f'<button type="button" class="zw-button {look}" value="{address}" title="{told}">{words}</button>'
        for look, told, words in (("zw-open", "在原文中查看", "原文"), ("zw-keep", "加入复函篮", "入篮"))
    )
    return f'<span class="zw-duty-open">{buttons}</span>'


def _named(duty: Duty) -> tuple[str, str]:
    """The short label in two: the notice, and the place in it, which may be empty."""
    citation = duty.citation
    number = f"（{citation.doc_number}）" if citation.doc_number else "（原文未载文号）"
    before, mark, place = citation.label_short.rpartition(number)
    return (f"{before}{mark}", place) if mark else (place, "")


def _only_notice(duties: Sequence[Duty]) -> Duty | None:
    """A duty of the one notice that all are from; None where they are from several."""
    ids = {duty.notice.notice_id for duty in duties}
    return duties[0] if len(ids) == 1 else None


def _counted(duties: Sequence[Duty], today: dt.date) -> str:
    """How many deadlines are over or near."""
    stages = [timing_of(duty.source, today).stage for duty in duties]
    over, soon = stages.count("overdue"), stages.count("soon")
    told = f"<b>已过期限 {over} 项</b>、" if over else ""
    told += f"<b>30天内到期 {soon} 项</b>" if soon else "30天内没有到期的"
    return f"按{say_day(today)}计算：{told}（只看时限，是否办结公文里没有）。"


def _from(only: Duty | None) -> str:
    return f"均出自《{inert(only.notice.name.strip('《》'))}》。" if only else ""


def _section(heading: str, duties: Sequence[Duty], today: dt.date, unit: str, *, is_only: bool) -> str:
    heads = "".join(
        f'<th class="zw-d-{name}"><button type="button" class="zw-sort zw-by-{kind}">{words}</button></th>'
        for name, kind, words in COLUMNS
    )
    rows = "".join(_row(number, duty, today, unit, is_only) for number, duty in enumerate(duties, 1))
    table = f'<table class="zw-duty-table"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
    if not heading:
        return table
    return f'<details class="zw-more zw-annex"><summary>{inert(heading)} · {len(duties)} 项</summary>{table}</details>'


def _row(number: int, duty: Duty, today: dt.date, unit: str, is_only: bool) -> str:
    timing = timing_of(duty.source, today)
    day = timing.day or max(duty.due, default=None)
    printed = "；".join(deadline.text for deadline in duty.deadlines)
    notice, place = _named(duty)
    name = "" if is_only or not place else f"<div>{inert(notice)}</div>"
    label = inert(duty.citation.label_short)
    look = f' class="zw-{timing.stage}"' if timing.stage in _LOOKS else ""
    due = f' title="{day.isoformat()}"' if day else ""
    task = "" if _is_said(duty) else inert(duty.task)
    return (
        f'<tr{look}><td class="zw-d-n">{number}</td><td class="zw-d-task"><div>{task}</div></td>'
        f'<td class="zw-d-words"><div>{inert(" ".join((duty.requirement or duty.task).split()))}</div></td>'
        f'<td class="zw-d-who">{_who(duty, unit)}</td>'
        f'<td class="zw-d-due"{due}>{inert(printed)}{due_badge(timing)}</td>'
        f'<td class="zw-d-from" title="{label}"><b>{inert(place or notice)}</b>{name}'
        f"{badges(duty.citation, duty.citation.slips)}{controls(duty)}</td></tr>"
    )


def _is_said(duty: Duty) -> bool:
    """Whether the requirement begins with the task, as a clause does with its heading."""
    return bool(duty.requirement) and duty.requirement.startswith(duty.task)


def _who(duty: Duty, unit: str) -> str:
    """How the unit stands in a duty, and who else does."""
    names = {role: [u.name for u in duty.units if u.role == role and u.name != unit] for role in ROLES}
    others = "；".join(f"{ROLES[role]}：{'、'.join(names[role])}" for role in ROLES if names[role])
    own = ROLES[duty.role] if duty.role else STANDING_WORDS[duty.standing] if unit or not duty.units else ""
    own = f"<b>{inert(own)}</b>" if own else ""
    return own + (f"<div>{inert(others)}</div>" if others else "")
