"""The view of a day as HTML: what is due, what is over, what is new; without an own unit the library in figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from assistant.due import timing_of
from assistant.dutylist import STANDING_WORDS, Duty, say_day
from assistant.morning import Counts, Glance, Morning
from assistant.options import ROLES
from assistant.page.address import Address
from assistant.page.badges import badges
from assistant.page.duty_table import controls, due_badge
from assistant.page.safe import inert
from index import Held

SHOWN = 8
"""So many lines of a list are shown; the rest stands in the list of duties."""
_WEEKDAYS = "一二三四五六日"


def today_html(view: Morning) -> str:
    """The view of a day."""
    parts = [_head(view)]
    if view.glance is not None:
        parts += [_figures(view.glance, view), _no_unit(view)]
        columns = [_published(view), _entered(view), _counted(view.glance, view)]
    else:
        parts += [_tiles(view), _assumed(view)]
        columns = [_due(view), _over(view), _published(view), _entered(view)]
    body = "".join(columns)
    return f'<div class="zw-today">{"".join(parts)}<div class="zw-today-lists">{body}</div></div>'


def _head(view: Morning) -> str:
    day = f"{say_day(view.today)} 星期{_WEEKDAYS[view.today.weekday()]}"
    whose = " ".join(inert(part) for part in (view.place, view.unit) if part)
    home = f'<span class="zw-today-home">{whose}</span>' if whose else ""
    return f'<div class="zw-today-head"><h2>{day}</h2>{home}</div>'


def _tile(count: int, words: str, look: str = "") -> str:
    return f'<div class="zw-tile {look}"><b>{count}</b><span>{words}</span></div>'


def _tiles(view: Morning) -> str:
    new = len(view.published) if view.is_new else 0
    tiles = (
        _tile(len(view.due), f"{view.days}天内到期", "zw-tile-soon" if view.due else ""),
        _tile(len(view.overdue), "已过期限", "zw-tile-over" if view.overdue else ""),
        _tile(new, f"{view.days}天内新发公文"),
    )
    return f'<div class="zw-tiles">{"".join(tiles)}</div>'


def _figures(glance: Glance, view: Morning) -> str:
    tiles = (
        _tile(glance.notices, "份公文"),
        _tile(_told(glance.places), "个地区"),
        _tile(len(glance.years), "个年份"),
        _tile(glance.due, f"项任务{view.days}天内到期", "zw-tile-soon" if glance.due else ""),
    )
    return f'<div class="zw-tiles">{"".join(tiles)}</div>'


def _told(counts: Counts) -> int:
    """How many there are of them, without those that say nothing."""
    return sum(not name.startswith("未写明") for name, _ in counts)


def _no_unit(view: Morning) -> str:
    told = "设置本单位后，这里列出本单位快到期、已过期限的任务和新到的公文。"
    button = '<button type="button" class="zw-button zw-to-home">设置本单位</button>'
    return f'<div class="zw-today-ask"><span>{told}</span>{button}</div>'


def _assumed(view: Morning) -> str:
    if view.missing:
        return f'<div class="zw-note">{inert(view.missing)}</div>'
    note = f"<b>前提</b>{inert(view.note)}；" if view.note else "<b>前提</b>"
    rest = "只看现行有效、同一系列中最新的公文；是否办结公文里没有，以实际为准。"
    return f'<div class="zw-note">{note}{rest}</div>'


def _list(title: str, count: int, body: str, more: str = "", hint: str = "") -> str:
    told = f'<p class="zw-today-hint">{hint}</p>' if hint else ""
    number = f" · {count}" if count else ""
    return f'<section class="zw-today-list"><h3>{title}{number}</h3>{told}{body}{more}</section>'


def _due(view: Morning) -> str:
    title = f"{view.days}天内到期"
    if not view.due:
        until = f"{say_day(view.last_day)}以前没有到期的任务。"
        return _list(title, 0, f'<p class="zw-today-none">{until}</p>', _way(view, "看全部任务"))
    rows = "".join(_duty(duty, view.today, view.days) for duty in view.due[:SHOWN])
    way = _way(view, f"在责任清单里看全部{len(view.due)}项", view.today, view.last_day)
    return _list(title, len(view.due), rows, way)


def _over(view: Morning) -> str:
    hint = f"只看{view.today.year - 1}年和{view.today.year}年的公文，长期坚持和定期开展的不算。"
    if not view.overdue:
        return _list("已过期限", 0, '<p class="zw-today-none">没有已过期限的任务。</p>', hint=hint)
    rows = "".join(_duty(duty, view.today, view.days) for duty in view.overdue[:SHOWN])
    yesterday = view.today - dt.timedelta(1)
    way = _way(view, "在责任清单里看到昨天为止的任务", view.first_day, yesterday)
    return _list("已过期限", len(view.overdue), rows, way, hint)


def _way(view: Morning, words: str, first: dt.date | None = None, last: dt.date | None = None) -> str:
    """The way into the list of duties, with its limits."""
    value = "|".join((view.place, view.unit, first.isoformat() if first else "", last.isoformat() if last else ""))
    return f'<button type="button" class="zw-link zw-to-duties" value="{inert(value)}">{words}</button>'


def _duty(duty: Duty, today: dt.date, days: int) -> str:
    timing = timing_of(duty.source, today, days)
    role = ROLES[duty.role] if duty.role else STANDING_WORDS[duty.standing]
    printed = "；".join(deadline.text for deadline in duty.deadlines)
    words = " ".join((duty.requirement or duty.task).split())
    look = "" if duty.standing == "named" else '<span class="zw-badge zw-badge-aside">未单独点名</span>'
    return (
        f'<div class="zw-card zw-today-duty"><div class="zw-today-top">{due_badge(timing)}<b>{inert(role)}</b>{look}'
        f"<span>{inert(printed)}</span></div><p>{inert(words)}</p>"
        f'<div class="zw-today-from"><span>{inert(duty.citation.label_short)}'
        f"{badges(duty.citation, duty.citation.slips)}</span>{controls(duty)}</div></div>"
    )


def _published(view: Morning) -> str:
    title = f"{view.days}天内新发" if view.is_new else "最新的公文"
    hint = "" if view.is_new else f"{view.days}天内没有新发的公文，下面是文库里最新的。"
    if not view.published:
        return _list(title, 0, '<p class="zw-today-none">文库里没有写明日期的公文。</p>')
    return _list(title, len(view.published), _notices(view.published), hint=hint)


def _entered(view: Morning) -> str:
    """Older notices that have come in; nothing where none has."""
    if not view.entered:
        return ""
    return _list(f"{view.days}天内新入库", len(view.entered), _notices(view.entered), hint="印发较早，最近才收进文库。")


def _notices(notices: Sequence[Held]) -> str:
    """The first of some notices; how many more there are."""
    left = len(notices) - SHOWN
    more = f'<p class="zw-today-none">另有{left}份。</p>' if left > 0 else ""
    return "".join(map(_notice, notices[:SHOWN])) + more


def _notice(held: Held) -> str:
    address = inert(str(Address(held.notice_id)))
    told = " · ".join(part for part in (held.issued and say_day(held.issued), held.doc_number, held.issuer) if part)
    name = inert(held.name.strip("《》") if held.name.count("《") == 1 and held.name.endswith("》") else held.name)
    return (
        f'<div class="zw-card zw-today-notice"><button type="button" class="zw-today-name zw-open" value="{address}">'
        f"{name}</button>{badges(held)}<div>{inert(told)}</div></div>"
    )


def _counted(glance: Glance, view: Morning) -> str:
    until = f"{say_day(view.today)}至{say_day(view.last_day)}，只看现行有效、同一系列中最新的公文。"
    by_unit = glance.due_by_unit
    title, counts = ("单位", by_unit) if by_unit is not None else ("地区", glance.due_by_place)
    due = _bars(counts) if counts else '<p class="zw-today-none">没有到期的任务。</p>'
    return (
        _list(f"{view.days}天内到期，按{title}", len(counts), due, hint=until)
        + '<div class="zw-today-stack">'
        + _list("按地区", len(glance.places), _bars(glance.places))
        + _list("按年份", len(glance.years), _bars(glance.years))
        + _list("按种类", len(glance.kinds), _bars(glance.kinds))
        + "</div>"
    )


def _bars(counts: Counts) -> str:
    """Counts as lines, those beyond the first ones folded."""
    most = max((count for _, count in counts), default=1)
    shown, rest = _lines(counts[:SHOWN], most), counts[SHOWN:]
    if not rest:
        return shown
    return f'{shown}<details class="zw-more"><summary>其余 {len(rest)} 个</summary>{_lines(rest, most)}</details>'


def _lines(counts: Sequence[tuple[str, int]], most: int) -> str:
    return "".join(
        f'<div class="zw-bar"><span>{inert(name)}</span>'
        f'<i><i style="width:{max(2, round(100 * count / most))}%"></i></i><b>{count}</b></div>'
        for name, count in counts
    )
