"""Where words stand exactly in a library, by notice and section: all places are counted, the first of them shown."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from corpus import Notice
from index import Held, Library, Occurrence

MOST = 200
"""So many places are shown at first."""
MOST_IN_ONE = 30
"""So many of one notice, unless only one is looked at."""
_BEFORE, _AFTER = 40, 80


@dataclass(frozen=True, slots=True)
class Spot:
    """One place: the words as printed, what stands around them on the line, and where they stand in the text."""

    before: str
    words: str
    after: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class InSection:
    """The places in one section of a notice."""

    path: str
    heading: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class InNotice:
    """The places in one notice: ``count`` counts all of them, ``sections`` hold the first."""

    held: Held
    count: int
    sections: tuple[InSection, ...]

    @property
    def shown(self) -> int:
        """How many are shown."""
        return sum(len(section.spots) for section in self.sections)


@dataclass(frozen=True, slots=True)
class Everywhere:
    """All places of some words. ``total`` counts the places and ``notices`` the notices, whatever is shown."""

    words: str
    total: int = 0
    notices: int = 0
    found: tuple[InNotice, ...] = ()

    @property
    def shown(self) -> int:
        """How many places are shown."""
        return sum(each.shown for each in self.found)

    @property
    def rest(self) -> int:
        """How many are not shown."""
        return self.total - self.shown


def find_everywhere(
    library: Library,
    words: str,
    places: Collection[str] = (),
    years: Collection[int] = (),
    notice_ids: Collection[str] = (),
    most: int = MOST,
) -> Everywhere:
    """Find words exactly as they are, white space ignored.

    Parameters
    ----------
    library
        The library.
    words
        What to find.
    places, years, notice_ids
        Of which notices; empty for all.
    most
        How many places are shown; as many notices are read as that takes.

    Returns
    -------
    Everywhere
        The newest notices first; within a notice in the order of its text.
    """
    counts = library.occurring(words)
    chosen = [
        h
        for h in reversed(library.held)
        if h.notice_id in counts
        and (not places or h.place in places)
        and (not years or h.year in years)
        and (not notice_ids or h.notice_id in notice_ids)
    ]
    total, left = sum(counts[h.notice_id] for h in chosen), most
    found = []
    for h in chosen:
        if left <= 0:
            break
        limit = min(left, most if len(chosen) == 1 else MOST_IN_ONE)
        each = _in_notice(library, h, words, counts[h.notice_id], limit)
        left -= each.shown
        found.append(each)
    return Everywhere(words, total, len(chosen), tuple(found))


def _in_notice(library: Library, held: Held, words: str, count: int, limit: int) -> InNotice:
    notice = library.notice(held.notice_id)
    headings = {section.path: section.heading for section in notice.sections}
    sections: dict[str, list[Spot]] = {}
    for occurrence in library.find(words, {held.notice_id})[:limit]:
        sections.setdefault(occurrence.section, []).append(_spot(notice, occurrence))
    told = tuple(InSection(path, headings.get(path, ""), tuple(spots)) for path, spots in sections.items())
    return InNotice(held, count, told)


def _spot(notice: Notice, occurrence: Occurrence) -> Spot:
    text, start, end = notice.text, occurrence.start, occurrence.end
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    last = len(text) if last < 0 else last
    before, after = text[first:start].lstrip(), text[end:last].rstrip()
    if len(before) > _BEFORE:
        before = f"…{before[-_BEFORE:]}"
    if len(after) > _AFTER:
        after = f"{after[:_AFTER]}…"
    return Spot(before, text[start:end], after, start, end)
