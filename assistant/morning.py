"""What a clerk sees first in the morning: what is due, what is overdue, what is new; or the library at a glance."""

from __future__ import annotations

import datetime as dt
import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple
from weakref import WeakKeyDictionary

from assistant.authority import is_authority
from assistant.duties import due_counts, duties_of
from assistant.dutylist import Duty, DutyList, numbered
from assistant.genre import KIND_WORDS, VOID
from assistant.placed import same_place
from assistant.scope import latest_of_series
from assistant.service import Assistant
from assistant.timing import DAYS, timing_of
from index import Held, Library, LibraryError, entry_days

_LOG = logging.getLogger(__name__)
MOST_FRESH = 20
"""So many new notices are told of one by one."""
_READ_ALL = 60
"""What is due in more notices than these is counted by place, as only reading them tells the units."""
_NATIONAL, _NO_PLACE = "国家", "地区不明"
_KEPT = 64
"""So many mornings of a day are kept for a library."""


class Tally(NamedTuple):
    """A name and how many there are of it."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Fresh:
    """A notice that is new: ``day`` is when it was issued or, with ``is_entry``, when it came into the library.

    ``is_near`` tells those of the home district and what it lies in; ``named`` counts the duties that name the unit.
    """

    held: Held
    day: dt.date
    is_entry: bool = False
    is_near: bool = False
    named: int = 0


@dataclass(frozen=True, slots=True)
class Glance:
    """What a library holds: places by how many notices they have, years from the latest, kinds of document."""

    notices: int
    tasks: int
    places: tuple[Tally, ...]
    years: tuple[Tally, ...]
    kinds: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class Morning:
    """The first page of a day.

    ``due`` and ``overdue`` are the lists of the unit, by their days; without a unit ``due`` is the list of all units of
    the place, or None where that is too much to read, and ``overdue`` is None. The totals count either way, as do
    ``shares``: how many are due of each unit, or of each place where the units were not read. What passed before
    ``since`` is left out. ``fresh`` are the newest of ``fresh_total`` new notices.
    """

    today: dt.date
    days: int
    since: dt.date
    place: str
    unit: str
    due: DutyList | None
    overdue: DutyList | None
    due_total: int
    overdue_total: int
    shares: tuple[Tally, ...]
    shared_by: Literal["unit", "place"]
    fresh: tuple[Fresh, ...]
    fresh_total: int
    glance: Glance

    @property
    def until(self) -> dt.date:
        """The last day that counts as near."""
        return self.today + dt.timedelta(self.days)


_MADE: WeakKeyDictionary[Library, dict[tuple[dt.date, int, str, str], Morning]] = WeakKeyDictionary()


def morning(assistant: Assistant, today: dt.date | None = None, days: int = DAYS) -> Morning:
    """What a visitor sees first; made once a day for each home and generation.

    Parameters
    ----------
    assistant
        The assistant, with the visitor's home.
    today
        The day; the clock's when None.
    days
        How far ahead, and how far back for what is new.

    Returns
    -------
    Morning
        Only of notices in force, of each series the latest. Overdue is what passed in this year or the one before.
    """
    today = today or dt.date.today()
    kept = _MADE.setdefault(assistant.library, {})
    key = (today, days, *assistant.home)
    if key not in kept:
        for old in [k for k in list(kept) if k[0] != today or len(kept) >= _KEPT]:
            kept.pop(old, None)
        kept[key] = _make(assistant, today, days)
    return kept[key]


def _make(assistant: Assistant, today: dt.date, days: int) -> Morning:
    library, (place, unit) = assistant.library, assistant.home
    until, since, yesterday = today + dt.timedelta(days), dt.date(today.year - 1, 1, 1), today - dt.timedelta(1)
    fresh = _fresh(assistant, today, days)
    made = Morning(
        today, days, since, place, unit, None, None, 0, 0, (), "unit", fresh[:MOST_FRESH], len(fresh), _glance(library)
    )
    if unit:
        due = _by_day(assistant.duties(unit, due_after=today, due_before=until), today)
        passed = assistant.duties(unit, due_after=since, due_before=yesterday)
        gone = tuple(d for d in passed.duties if timing_of(d.source, today).kind == "overdue")
        overdue = _by_day(replace(passed, duties=gone), today, latest_first=True)
        made = replace(made, due=due, overdue=overdue, fresh=_naming(assistant, made.fresh))
        return replace(made, due_total=len(due.named), overdue_total=len(overdue.named))
    held = latest_of_series(
        h for h in library.held if is_authority(h, "") and (not place or same_place(h.place, place))
    )
    counts = due_counts(held, lambda h: (today, until), exact=False)
    made = replace(made, due_total=sum(counts.values()), overdue_total=sum(_overdue(h, since, today) for h in held))
    if len(counts) > _READ_ALL:
        by_place: Counter[str] = Counter()
        for h in held:
            by_place[h.place or _NO_PLACE] += counts.get(h.notice_id, 0)
        return replace(made, shares=_tallies(by_place), shared_by="place")
    due = _by_day(assistant.duties("", due_after=today, due_before=until), today)
    shares = Counter({each.unit: len(each.named) for each in due.by_unit()})
    return replace(made, due=due, due_total=len(due.duties), shares=_tallies(shares))


def _by_day(duties: DutyList, today: dt.date, latest_first: bool = False) -> DutyList:
    """The list in the order of the days that count, its annexes still last."""
    annexes = ("named", "open", "collective", "likely")

    def place(duty: Duty) -> tuple[int, int]:
        left = timing_of(duty.source, today).left
        return annexes.index(duty.standing), -left if latest_first else left

    return replace(duties, duties=numbered(sorted(duties.duties, key=place)))


def _overdue(held: Held, since: dt.date, today: dt.date) -> int:
    """How many duties of a notice have passed, by their days alone; those that also recur are among them."""
    first, last = since.toordinal(), today.toordinal()
    return sum(first <= max(days) < last for days in held.due)


def _tallies(counts: Counter[str]) -> tuple[Tally, ...]:
    return tuple(Tally(name, count) for name, count in counts.most_common() if count)


def _glance(library: Library) -> Glance:
    held = library.held
    years = Counter(h.year for h in held if h.year)
    kinds = Counter("废止、失效" if h.validity in VOID else KIND_WORDS.get(h.doc_kind, "公文") for h in held)
    return Glance(
        len(held),
        sum(h.tasks for h in held),
        _tallies(Counter(h.place or _NO_PLACE for h in held)),
        tuple(Tally(f"{year}年", years[year]) for year in sorted(years, reverse=True)),
        _tallies(kinds),
    )


# ---- what is new


def _fresh(assistant: Assistant, today: dt.date, days: int) -> tuple[Fresh, ...]:
    """The notices issued or entered within some days: first those near home, the newest first.

    What came in on the library's first day is not new by that.
    """
    home = assistant.home[0]
    begin = today - dt.timedelta(days)
    entries = _entries(assistant.library)
    first = min(entries.values(), default=today)
    found = []
    for h in assistant.library.held:
        if h.validity in VOID:
            continue
        entry = entries.get(h.notice_id, first)
        if h.issued is not None and begin <= h.issued <= today:
            found.append(Fresh(h, h.issued, is_near=_is_near(h.place, home)))
        elif first < entry and begin <= entry <= today:
            found.append(Fresh(h, entry, is_entry=True, is_near=_is_near(h.place, home)))
    return tuple(sorted(found, key=lambda new: (not new.is_near, new.is_entry, -new.day.toordinal())))


def _entries(library: Library) -> dict[str, dt.date]:
    try:
        return entry_days(library.folder)
    except LibraryError:
        _LOG.warning("the days of entry are not known", exc_info=True)
        return {}


def _is_near(place: str, home: str) -> bool:
    """Whether a place is home, or home lies in it."""
    return bool(home and place) and (same_place(place, home) or home.startswith(place) or place == _NATIONAL)


def _naming(assistant: Assistant, fresh: Sequence[Fresh]) -> tuple[Fresh, ...]:
    """The new notices with the number of duties that name the own unit."""
    unit = assistant.reader.unit_named(assistant.home[1])
    near: Iterable[Held] = [new.held for new in fresh if new.is_near or not assistant.home[0]]
    named = {entry.held.notice_id: len(entry.named) for entry in duties_of(assistant.library, unit, list(near))}
    return tuple(replace(new, named=named.get(new.held.notice_id, 0)) for new in fresh)
