"""Duty lists: every task that names a unit, straight from the rows; complete, not the best few."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from assistant.place_names import park_kind
from assistant.placed import level_fits
from assistant.query import AskedUnit, Window
from corpus import Clause, Task, Unit, bare, due_on, once, split_level
from index import Held, Library

_KIND = re.compile(
    r"(?:各|区|县|市|镇)*(?:街道办事处|街道办|街道|镇街|乡镇|镇（街道）|县区|有关部门|部门|各单位"
    r"|(?:乡镇|镇|乡|区县|县（区）|县区|县（市、区）|区|县|市)(?:人民政府|政府))"
)
_OFFICE = re.compile("(?:人民)?政府$|(?<=街道)办(?:事处)?$")
"""What 各乡镇 leaves out of 各乡镇人民政府, and 各街道 of 各街道办事处."""
_READ_ALL = 60
"""Of more notices only those are read that hold the words sought."""
_GROUPS = (
    ("towns", re.compile(r"(?:镇|乡|街道|街道办|办事处|苏木)(?:人民政府|政府)?$")),
    ("companies", re.compile(r"(?:公司|集团|银行|[分支]行)$")),
    ("governments", re.compile(r"^(?:人民)?政府$|(?:开发区|新区|园区)?管(?:理)?委(?:员)?会$")),
)


@dataclass(slots=True)
class Duties:
    """The tasks of one unit in one notice, told apart by how it is named there; ``names`` as printed.

    ``named`` holds the tasks that print it, in the order of the notice; ``lead``, ``plain`` and ``support`` part them.
    """

    held: Held
    named: list[Task] = field(default_factory=list)
    lead: list[Task] = field(default_factory=list)
    plain: list[Task] = field(default_factory=list)
    support: list[Task] = field(default_factory=list)
    collective: list[Task] = field(default_factory=list)
    likely: list[Task] = field(default_factory=list)
    mentions: list[Clause] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    group: str = "departments"

    @property
    def groups(self) -> list[str]:
        """The collective units that hold this one, as printed."""
        return list(dict.fromkeys(u.name for t in self.collective for u in t.units if self.group in u.members))


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
        ``lead``, ``plain``, ``support``; empty for all.

    Returns
    -------
    list
        Notices without a task that names the unit are left out; collective and likely tasks stand apart.
    """
    out = []
    for h, organs in _holders(library, unit, held, roles):
        is_own = partial(_is_asked, unit=unit, organs=organs, held=h)
        entry = sort_tasks(h, once(library.notice(h.notice_id).tasks), is_own, group_of(unit.organ), roles)
        if entry.named:
            out.append(entry)
    return out


def holders_of(library: Library, unit: AskedUnit, held: Sequence[Held], roles: Collection[str] = ()) -> list[Held]:
    """The notices with a task that names a unit, told without reading them.

    As ``duties_of``, but that a role counts too which only the body gives a unit, where its table gives it another.
    """
    return [h for h, _ in _holders(library, unit, held, roles)]


def _holders(
    library: Library, unit: AskedUnit, held: Sequence[Held], roles: Collection[str]
) -> list[tuple[Held, frozenset[str]]]:
    """Notices with a task that may name a unit, and the names that mean it there."""
    if is_kind(unit):
        return [(h, frozenset((unit.organ,))) for h in held if h.tasks]
    named = library.naming(library.units.equivalents(unit.organ), {h.notice_id for h in held})
    organs = {year: library.units.equivalents(unit.organ, year) for year in {h.year for h in held}}
    return [
        (h, organs[h.year])
        for h in held
        if any(
            organ in organs[h.year] and _at_level(place, unit, h, organ) and (not roles or role in roles)
            for organ, place, role in named.get(h.notice_id, ())
        )
    ]


def other_bodies(library: Library, unit: AskedUnit, held: Sequence[Held]) -> list[str]:
    """The bodies of the unit's name, but of another place or level, that some notices name, each with its place."""
    if not unit.level or is_kind(unit):
        return []
    found: dict[str, None] = {}
    for entry in duties_of(library, replace(unit, name=unit.organ, level=""), held):
        place = entry.held.place
        for name in entry.names:
            found[name if len(split_level(name)[0]) > 1 or not place else f"{place}的{name}"] = None
    return list(found)


def sort_tasks(
    held: Held, tasks: Sequence[Task], is_own: Callable[[Unit], bool], group: str, roles: Collection[str] = ()
) -> Duties:
    """The tasks of one notice told apart by how they name a unit.

    Parameters
    ----------
    held
        The notice.
    tasks
        Its duties, each once.
    is_own
        Whether a unit that is printed is the unit.
    group
        Which groups it belongs to, one of ``Unit.members``.
    roles
        Roles to keep; empty for all.
    """
    entry = Duties(held, group=group)
    for task in tasks:
        own = [u for u in task.units if is_own(u)]
        if own:
            entry.names += [u.name for u in own if u.name not in entry.names]
            if not roles or own[0].role in roles:
                getattr(entry, own[0].role).append(task)
                entry.named.append(task)
        elif any(group in u.members and (not roles or u.role in roles) for u in task.units):
            entry.collective.append(task)
        elif not task.units and any(is_own(x.unit) for x in task.likely):
            entry.likely.append(task)
    return entry


def group_of(organ: str) -> str:
    """What a group must have among its ``members`` to hold a body: 街道 are held by 各镇街, not by 各部门."""
    return next((group for group, pattern in _GROUPS if pattern.search(organ)), "departments")


def _is_asked(printed: Unit, unit: AskedUnit, organs: Collection[str], held: Held) -> bool:
    if printed.is_collective:
        name, kind = bare(printed.name), _of_kind(unit) if is_kind(unit) else ""
        return bool(kind) and (name.endswith(kind) or _OFFICE.sub("", name).endswith(kind))
    return printed.organ in organs and _at_level(printed.place, unit, held, printed.organ)


def is_kind(unit: AskedUnit) -> bool:
    """Whether a question names a kind of bodies (街道办事处) and no single one: it asks for groups of these."""
    return any(_KIND.fullmatch(bare(name)) for name in (unit.name, unit.organ))


def _of_kind(unit: AskedUnit) -> str:
    """The words for a kind of bodies, as a group of them ends: 各区人民政府 → 区人民政府."""
    name = unit.name if _KIND.fullmatch(bare(unit.name)) else unit.organ
    return bare(name).removeprefix("各")


def _at_level(place: str, unit: AskedUnit, held: Held, organ: str = "") -> bool:
    """Whether a body is of the level that was asked; without a level, that of the notice's own place or any."""
    if park := park_kind(unit.name):
        printed = park_kind(f"{place}{organ}") or (park_kind(held.place) if organ.startswith("管") else "")
        if printed and printed != park:
            return False
    return level_fits(unit.level, place)


def mentions_of(library: Library, unit: AskedUnit, held: Sequence[Held]) -> list[Duties]:
    """Clauses whose words name the unit, for notices without a duty that does."""
    park = park_kind(unit.name)
    names = {n for n in library.units.equivalents(unit.organ) if len(n) >= 3 and park in ("", park_kind(n))}
    if unit.level:
        names = {unit.level + n for n in names} | {unit.name}
    out = []
    if len(held) > _READ_ALL:
        holding = set().union(*(library.holding(n) for n in names))
        held = [h for h in held if h.notice_id in holding]
    for h in held:
        notice = library.notice(h.notice_id)
        clauses = [c for c in notice.clauses if c.trail and any(n in c.text for n in names)]
        if clauses:
            entry = Duties(h)
            entry.mentions = clauses
            out.append(entry)
    return out


def due_tasks(
    library: Library, held: Sequence[Held], window: Callable[[Held], Window], exact: bool
) -> list[tuple[Held, Task]]:
    """Tasks with a deadline in a window: by its end, or, when ``exact``, just at its end; in the order of the notices.

    ``window`` gives the window that holds for a notice.
    """
    return [
        (h, task) for h in held for task in once(library.notice(h.notice_id).tasks) if due_days(task, window(h), exact)
    ]


def due_days(task: Task, window: Window, exact: bool = False) -> list[dt.date]:
    """The days in a window, both ends included, on which a task is due; what is continuous or recurs has none."""
    return _within(due_on(task), window, exact)


def due_counts(held: Iterable[Held], window: Callable[[Held], Window], exact: bool) -> dict[str, int]:
    """How many duties each notice has that are due in the window that holds for it, without reading the notices.

    ``exact`` as in ``due_tasks``. Notices without one are left out.
    """
    counts = {}
    for h in held:
        own = window(h)
        if number := sum(bool(_within(map(dt.date.fromordinal, days), own, exact)) for days in h.due):
            counts[h.notice_id] = number
    return counts


def _within(days: Iterable[dt.date], window: Window, exact: bool) -> list[dt.date]:
    first, last = window
    fitting = [e for e in days if (last is None or e <= last) and (first is None or exact or e >= first)]
    return [e for e in fitting if e == last] if exact and last is not None else fitting
