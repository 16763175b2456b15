"""首页: what is due, overdue and new for the own unit; or the library at a glance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from assistant.dutylist import DutyList, say_day
from assistant.morning import Fresh, Morning, Tally
from assistant.page.address import Address
from assistant.page.badges import badges
from assistant.page.controls import open_button
from assistant.page.duty_table import duty_table
from assistant.page.safe import inert

_WEEK = "一二三四五六日"
_SHARES, _TALLIES = 12, 8
"""So many units or places are shown, and so many of each count of the library."""


def morning_html(day: Morning) -> str:
    """The first page of a day as HTML."""
    whose = " ".join(part for part in (day.place, day.unit) if part) or "全部公文"
    head = (
        f'<div class="zw-day"><h2>{say_day(day.today)} 星期{_WEEK[day.today.weekday()]}</h2>'
        f"<p>{inert(whose)}{'' if day.unit else _ASK_HOME}</p></div>"
    )
    tiles = (
        _tile(
            f"{day.days}天内到期",
            day.due_total,
            f"到{_short(day.until)}为止",
            "zw-due" if day.unit or day.shares else "",
        )
        + _tile(
            "时限已过", day.overdue_total, f"{day.since.year}年以来，是否完成请核实", "zw-overdue" if day.unit else ""
        )
        + _tile("新公文", day.fresh_total, f"近{day.days}天印发或入库", "zw-fresh")
    )
    parts = [head, f'<div class="zw-tiles">{tiles}</div>']
    if day.unit:
        parts.append(_duties("zw-due", f"{day.days}天内到期", day.due, day, f"{day.days}天内没有到期的任务。"))
        parts.append(_duties("zw-overdue", "时限已过", day.overdue, day, "没有时限已过的任务。"))
    elif day.shares:
        parts.append(_shares(day))
    parts.append(_fresh(day))
    if not day.unit:
        parts.append(_glance(day))
    return f'<div class="zw-morning">{"".join(parts)}</div>'


_ASK_HOME = (
    '。<button type="button" class="zw-link zw-set-home">设置本单位</button>后，'
    "这里列出本单位到期、过期的任务和新公文。"
)


def _short(day: dt.date) -> str:
    return f"{day.month}月{day.day}日"


def _tile(name: str, count: int, hint: str, target: str) -> str:
    """A count, which leads to the part of the page with that id, where there is one."""
    told = f"<span>{name}</span><b>{count}</b><small>{inert(hint)}</small>"
    if not target:
        return f'<div class="zw-tile">{told}</div>'
    return f'<button type="button" class="zw-tile zw-jump" value="{target}">{told}</button>'


def _section(name: str, heading: str, body: str) -> str:
    return f'<section class="zw-part" id="{name}" tabindex="-1"><h3>{inert(heading)}</h3>{body}</section>'


def _duties(name: str, heading: str, duties: DutyList | None, day: Morning, nothing: str) -> str:
    if duties is None:
        return ""
    if duties.missing:
        return _section(name, heading, f'<div class="zw-note">{inert(duties.missing)}</div>')
    beside = len(duties.duties) - len(duties.named)
    said = f"另有集体承担或可能承担的{beside}项，列在后面。" if beside else ""
    if not duties.duties:
        return _section(name, heading, f'<p class="zw-nothing">{nothing}</p>')
    if said and not duties.named:
        said = f"没有点名的任务；{said}"
    told = f'<p class="zw-count">{said}</p>' if said else ""
    return _section(
        name, f"{heading} · {len(duties.named)} 项", told + duty_table(duties, day.today, day.days, is_whole=False)
    )


def _shares(day: Morning) -> str:
    """How many duties are near of each unit or place; a unit's leads to its list."""
    heading = f"{day.days}天内到期，{'按单位' if day.shared_by == 'unit' else '按地区'}"
    most = max(share.count for share in day.shares)
    rows = "".join(_share(share, most, day.shared_by) for share in day.shares[:_SHARES])
    rest = len(day.shares) - _SHARES
    noun = "个单位" if day.shared_by == "unit" else "个地区"
    more = f'<p class="zw-rest">其余 {rest} {noun}没有列出。</p>' if rest > 0 else ""
    hint = '<p class="zw-rest">一项任务点名几个单位的，各算一项。</p>' if day.shared_by == "unit" else ""
    return _section("zw-due", heading, f'<ul class="zw-shares">{rows}</ul>{more}{hint}')


def _share(share: Tally, most: int, by: str) -> str:
    width = max(2, round(100 * share.count / most))
    bar = f'<span class="zw-bar" style="width:{width}%"></span>'
    name = (
        f'<button type="button" class="zw-link zw-list-duties" value="{inert(by)}:{inert(share.name)}">'
        f"{inert(share.name)}</button>"
    )
    return f"<li>{name}<span>{bar}</span><b>{share.count}</b></li>"


def _fresh(day: Morning) -> str:
    if not day.fresh:
        return _section("zw-fresh", "新公文", f'<p class="zw-nothing">近{day.days}天没有新印发或新入库的公文。</p>')
    items = "".join(map(_new, day.fresh))
    rest = day.fresh_total - len(day.fresh)
    more = f'<p class="zw-rest">其余 {rest} 份没有列出。</p>' if rest > 0 else ""
    return _section("zw-fresh", f"新公文 · {day.fresh_total} 份", f'<ul class="zw-news">{items}</ul>{more}')


def _new(new: Fresh) -> str:
    held = new.held
    facts = [held.doc_number or "", held.issuer or "", f"{_short(new.day)}{'入库' if new.is_entry else '印发'}"]
    named = f'<span class="zw-badge zw-badge-aside">点名本单位 {new.named} 项</span>' if new.named else ""
    told = " · ".join(inert(fact) for fact in facts if fact)
    return (
        f"<li><div><b>{inert(held.name)}</b>{badges(held)}{named}<span>{told}</span></div>"
        f"{open_button(Address(held.notice_id), '打开', f'打开{held.name}')}</li>"
    )


def _glance(day: Morning) -> str:
    glance = day.glance
    blocks = (("按地区", glance.places), ("按年份", glance.years), ("按种类", glance.kinds))
    lists = "".join(_tallies(name, tallies) for name, tallies in blocks)
    said = f"共有公文 {glance.notices} 份、任务 {glance.tasks} 项。"
    return _section("zw-glance", "文库一览", f'<p class="zw-count">{said}</p><div class="zw-glance">{lists}</div>')


def _tallies(name: str, tallies: Sequence[Tally]) -> str:
    items = "".join(f"<li>{inert(tally.name)}<b>{tally.count}</b></li>" for tally in tallies[:_TALLIES])
    rest = len(tallies) - _TALLIES
    more = f"<li>其余 {rest} 个<b>{sum(t.count for t in tallies[_TALLIES:])}</b></li>" if rest > 0 else ""
    return f"<div><h4>{name}</h4><ul>{items}{more}</ul></div>"
