"""Questions that a library can answer, made from its own duties and headings."""

from __future__ import annotations

from collections import Counter

from assistant.place_names import parts_of
from corpus import Notice
from index import Held, Library

_NOTICES = 6


def make_examples(library: Library, count: int, home_place: str) -> list[str]:
    """Example questions for the start of the page.

    Parameters
    ----------
    library
        The library that is loaded.
    count
        How many at most.
    home_place
        The home district, whose notices come first and need not be named; may be empty.
    """
    held = sorted(library.held, key=lambda h: (not _is_home(h, home_place), h.tasks == 0, -(h.year or 0)))
    out: list[str] = []
    for h in held[:_NOTICES]:
        out += _questions(library.notice(h.notice_id), h, _is_home(h, home_place))
    return out[:count]


def _is_home(held: Held, home_place: str) -> bool:
    return bool(home_place) and held.place.endswith(home_place)


def _questions(notice: Notice, held: Held, is_home: bool) -> list[str]:
    place = parts_of(held.place)[-1] if held.place else ""
    year = f"{held.year}年" if held.year else ""
    names = Counter(u.name for t in notice.tasks for u in t.units if not u.is_collective and u.name[:1] in "区县市省")
    out = []
    if names:
        unit = names.most_common(1)[0][0]
        out.append(f"{unit if is_home else place + unit[1:]}{year}负责什么")
    if headings := [s.heading for s in notice.sections if 6 <= len(s.heading) <= 16]:
        out.append(f"{place}对{headings[len(headings) // 2]}有什么要求")
    return out
