"""What a clerk looks at first: what is due, what is over, what is new; without an own unit the library at a glance."""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections import Counter, OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.due import SOON, timing_of
from assistant.duties import due_counts, due_tasks
from assistant.dutylist import Duty
from assistant.genre import KIND_WORDS
from assistant.placed import concerns, same_place
from assistant.scope import in_force
from corpus import Task
from index import Held, Library, LibraryError, entry_days

if TYPE_CHECKING:
    from assistant.service import Assistant

logger = logging.getLogger(__name__)

NEWEST = 5
"""So many notices are shown where none is new."""
_READ_MOST = 200
"""The units of what is due are told where so many notices have to be read for it, not of more."""
_KEPT = 64
Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Glance:
    """A library in figures: its notices by place, by year (the newest first) and by kind, the most first.

    ``due`` counts the duties that fall due soon, of notices in force, the latest of each series; ``due_by_unit`` those
    of each unit that is named for them, None where too many notices would have to be read; ``due_by_place`` is always
    told.
    """

    notices: int
    places: Counts
    years: Counts
    kinds: Counts
    due: int
    due_by_place: Counts
    due_by_unit: Counts | None


@dataclass(frozen=True, slots=True)
class Morning:
    """The view of a day for a district and a unit; both may be empty.

    ``due`` are the unit's duties that fall due within ``days`` days, the next first; ``overdue`` those whose time is
    over, the latest first, in notices of this year and the year before only. Both are of notices in force, the latest
    of each series. ``missing`` tells why there can be none. ``published`` are the notices for home of the last ``days``
    days, the newest first; where there are none, the newest that are held, and ``is_new`` is not set. ``entered`` are
    older ones that came into the library in these days, but not when it was set up. ``glance`` stands in for the duties
    where no unit is set.
    """

    today: dt.date
    days: int
    place: str
    unit: str
    due: tuple[Duty, ...] = ()
    overdue: tuple[Duty, ...] = ()
    note: str = ""
    missing: str = ""
    published: tuple[Held, ...] = ()
    is_new: bool = True
    entered: tuple[Held, ...] = ()
    glance: Glance | None = None

    @property
    def last_day(self) -> dt.date:
        """The last day that is looked ahead to."""
        return self.today + dt.timedelta(self.days)

    @property
    def first_day(self) -> dt.date:
        """The first day that is looked back to."""
        return dt.date(self.today.year - 1, 1, 1)


def morning(assistant: Assistant, today: dt.date, days: int = SOON) -> Morning:
    """What stands before the home unit of an assistant on a day; without one, its library at a glance.

    Parameters
    ----------
    assistant
        At the home of whoever looks.
    today
        The day.
    days
        How far it looks ahead, and back for what is new.
    """
    place, unit = assistant.home
    held = assistant.library.held
    published, is_new = _published(held, place, today, days)
    entered = _entered(assistant.library, place, today, days)
    view = Morning(today, days, place, unit, published=published, is_new=is_new, entered=entered)
    if not unit:
        return replace(view, glance=_glance(assistant.library, view))
    duties = assistant.duties(unit, due_after=view.first_day, due_before=view.last_day)
    timed = [(timing_of(duty.source, today, days), duty) for duty in duties.duties]
    due = sorted(((t.day or today, n) for n, (t, _) in enumerate(timed) if t.stage == "soon"))
    over = [(-(t.days or 0), n) for n, (t, d) in enumerate(timed) if t.stage == "overdue" and _is_recent(d, today)]
    return replace(
        view,
        due=tuple(timed[n][1] for _, n in due),
        overdue=tuple(timed[n][1] for _, n in sorted(over)),
        note=duties.scope.note,
        missing=duties.missing,
    )


class Mornings:
    """Views of a day, each made once for a generation, a day and a home; may be asked from many threads."""

    def __init__(self) -> None:
        self._made: OrderedDict[tuple[object, ...], Morning] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, assistant: Assistant, today: dt.date, days: int = SOON) -> Morning:
        """As ``morning``."""
        key = (assistant.library.generation, today, assistant.home, days)
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                return self._made[key]
        made = morning(assistant, today, days)
        with self._lock:
            self._made[key] = made
            while len(self._made) > _KEPT:
                self._made.popitem(last=False)
        return made


def _is_recent(duty: Duty, today: dt.date) -> bool:
    """Whether a duty is of a notice of this year or the year before."""
    notice = duty.notice
    year = notice.year or (notice.issued.year if notice.issued else None)
    return year in (today.year, today.year - 1)


def _published(held: Sequence[Held], home: str, today: dt.date, days: int) -> tuple[tuple[Held, ...], bool]:
    """The notices for home of the last days, else the newest; and whether they are new."""
    own = [(h.issued, h) for h in _for_home(held, home) if h.issued is not None and h.issued <= today]
    own.sort(key=lambda item: (-item[0].toordinal(), item[1].name))
    new = tuple(h for day, h in own if (today - day).days <= days)
    return (new, True) if new else (tuple(h for _, h in own[:NEWEST]), False)


def _entered(library: Library, home: str, today: dt.date, days: int) -> tuple[Held, ...]:
    """The notices for home that came in within the last days and are older, the latest first."""
    try:
        entries = entry_days(library.folder)
    except LibraryError:
        logger.warning("the days of entry cannot be told", exc_info=True)
        return ()
    first, begin = min(entries.values(), default=today), today - dt.timedelta(days)
    own = [
        (entries[h.notice_id], h)
        for h in _for_home(library.held, home)
        if first < entries.get(h.notice_id, first) and not (h.issued and begin <= h.issued <= today)
    ]
    own.sort(key=lambda item: (-item[0].toordinal(), item[1].name))
    return tuple(h for day, h in own if begin <= day <= today)


def _for_home(held: Sequence[Held], home: str) -> list[Held]:
    """The notices of home and of what it lies in; all where no home is set."""
    whole = next((h.place for h in held if home and same_place(h.place, home)), home)
    return [h for h in held if not home or concerns(h.place, whole)]


def _glance(library: Library, view: Morning) -> Glance:
    """The library in figures."""
    held = library.held
    window = (view.today, view.last_day)
    current = {h.notice_id: h for h in in_force(held)}
    counts = due_counts(current.values(), lambda _: window, False)
    by_place: Counter[str] = Counter()
    for notice_id, count in counts.items():
        by_place[current[notice_id].place or "未写明地区"] += count
    by_unit = None
    if len(counts) <= _READ_MOST:
        due = due_tasks(library, [current[notice_id] for notice_id in counts], lambda _: window, False)
        by_unit = _by_unit((task for _, task in due), is_placed=len({h.place for h in held}) > 1)
    years = Counter(h.year for h in held if h.year)
    return Glance(
        notices=len(held),
        places=_most(h.place or "未写明地区" for h in held),
        years=tuple((f"{year}年", years[year]) for year in sorted(years, reverse=True)),
        kinds=_most(KIND_WORDS.get(h.doc_kind, "公文") for h in held),
        due=sum(counts.values()),
        due_by_place=tuple(by_place.most_common()),
        due_by_unit=by_unit,
    )


def _by_unit(tasks: Iterable[Task], is_placed: bool) -> Counts:
    """How many duties name each single body; ``is_placed`` writes its place beside it, for bodies of many places."""
    counts: Counter[tuple[str, str]] = Counter()
    names: dict[tuple[str, str], str] = {}
    for task in tasks:
        bodies = {(unit.place, unit.organ): unit.name for unit in task.units if not unit.is_collective}
        counts.update(bodies.keys())
        names = bodies | names
    return tuple(
        (f"{names[body]}（{body[0]}）" if is_placed and body[0] else names[body], count)
        for body, count in counts.most_common()
    )


def _most(words: Iterable[str]) -> Counts:
    return tuple(Counter(words).most_common())
