"""Duty lists: every task that names a unit, straight from the rows; complete, not the best few."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from assistant.question import AskedUnit
from corpus import Clause, Task, registry
from index import Held, Library

_LEVEL_ENDS = {
    "区": ("区", "县", "旗", "市"),
    "县": ("县", "区", "旗", "市"),
    "市": ("市", "州", "盟", "地区"),
    "省": ("省", "自治区", "市"),
    "州": ("州",),
    "旗": ("旗",),
    "镇": ("镇", "乡", "街道"),
}


@dataclass(slots=True)
class Duties:
    """The tasks of one unit in one notice, told apart by how it is named there; ``names`` as printed."""

    held: Held
    lead: list[Task] = field(default_factory=list)
    plain: list[Task] = field(default_factory=list)
    support: list[Task] = field(default_factory=list)
    collective: list[Task] = field(default_factory=list)
    likely: list[Task] = field(default_factory=list)
    mentions: list[Clause] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    @property
    def named(self) -> list[Task]:
        """Tasks that print the unit, in the order of the notice."""
        position = {id(t): i for i, t in enumerate(self._order)}
        return sorted([*self.lead, *self.plain, *self.support], key=lambda t: position.get(id(t), 0))

    _order: tuple[Task, ...] = ()


def duties_of(library: Library, unit: AskedUnit, held: Sequence[Held], roles: Collection[str] = ()) -> list[Duties]:
    """The duties of a unit in some notices, one entry for each notice that names it.

    Parameters
    ----------
    library
        The library.
    unit
        The unit as asked.
    held
        The notices in scope.
    roles
        ``lead``, ``support``; empty for all.

    Returns
    -------
    list
        Notices without a task that names the unit are left out; collective and likely tasks stand apart.
    """
    organs = registry().equivalents(unit.organ)
    ids = {h.notice_id for h in held}
    found = {notice_id for notice_id, _ in library.duties(organs, ids)}
    out = []
    for h in held:
        if h.notice_id not in found:
            continue
        notice = library.notice(h.notice_id)
        entry = Duties(h)
        entry._order = notice.tasks
        for task in _once(notice.tasks):
            own = [u for u in task.units if u.organ in organs and _at_level(u.place, unit, h)]
            if own:
                entry.names += [u.name for u in own if u.name not in entry.names]
                role = own[0].role
                if not roles or role in roles:
                    getattr(entry, role).append(task)
            elif any("departments" in u.members for u in task.units):
                entry.collective.append(task)
            elif not task.units and any(x.unit.organ in organs for x in task.likely):
                entry.likely.append(task)
        if entry.named or (roles and entry.likely):
            out.append(entry)
    return out


def _once(tasks: Iterable[Task]) -> list[Task]:
    """A duty in body and table is one: an inline duty whose clause has rows is left to them when they agree."""
    items = list(tasks)
    by_clause: dict[str, list[Task]] = {}
    for task in items:
        if task.source == "table" and task.clause:
            by_clause.setdefault(task.clause, []).append(task)
    out = []
    for task in items:
        rows = by_clause.get(task.section, []) if task.source == "text" else []
        names = {u.name for u in task.units}
        if any({u.name for u in row.units} == names for row in rows):
            continue
        out.append(task)
    return out


def _at_level(place: str, unit: AskedUnit, held: Held) -> bool:
    """Whether a body is of the level that was asked; without a level, that of the notice's own place or any."""
    if not unit.level or not place:
        return True
    ends = _LEVEL_ENDS.get(unit.level[-1], (unit.level,))
    if unit.level in ("区", "县"):
        return place.endswith(ends[:3]) or (place == held.place and place.endswith("区"))
    return place.endswith(ends) or place == unit.level


def mentions_of(library: Library, unit: AskedUnit, held: Sequence[Held]) -> list[Duties]:
    """Clauses whose words name the unit, for notices without a duty that does."""
    names = {n for n in registry().equivalents(unit.organ) if len(n) >= 3}
    if unit.level:
        names = {unit.level + n for n in names} | {unit.name}
    out = []
    for h in held:
        notice = library.notice(h.notice_id)
        clauses = [c for c in notice.clauses if c.trail and any(n in c.text for n in names)]
        if clauses:
            entry = Duties(h)
            entry.mentions = clauses
            out.append(entry)
    return out


def due_tasks(
    library: Library, held: Sequence[Held], window: tuple[dt.date | None, dt.date | None], exact: bool
) -> list[tuple[Held, Task]]:
    """Tasks with a deadline in a window: by its end, or, when ``exact``, just at its end; by date, then row."""
    first, last = window
    out: list[tuple[dt.date, int, Held, Task]] = []
    for h in held:
        for i, task in enumerate(_once(library.notice(h.notice_id).tasks)):
            ends = [d.end for d in task.deadlines if d.end is not None and d.kind in ("date", "range")]
            fitting = [e for e in ends if (last is None or e <= last) and (first is None or exact or e >= first)]
            if exact and last is not None:
                fitting = [e for e in fitting if e == last]
            if fitting:
                out.append((max(fitting), i, h, task))
    out.sort(key=lambda item: (item[2].notice_id, -item[0].toordinal(), item[1]))
    return [(h, task) for _, _, h, task in out]
