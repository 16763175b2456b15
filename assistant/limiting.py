"""What a reader set beside a question, applied to it: to the query as it was read, and to the notices in scope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.authority import marks_of
from assistant.follow import moved
from assistant.kinds import Kind, kind_of_question
from assistant.label import quoted
from assistant.limits import Limits, short
from assistant.placed import by_place
from assistant.query import AskedUnit, Query
from assistant.question import Reader
from assistant.scope import Resolved, narrow, resolve
from index import Library

_WITHOUT_UNIT: frozenset[Kind] = frozenset(("metadata", "summary", "definition", "help"))
"""Kinds of question that no unit limits."""
_WITHOUT_PLACES: frozenset[Kind] = frozenset(("metadata", "help"))
"""Kinds that several places do not make a comparison."""
_YEARS = range(1900, 2100)
"""Years that a deadline can be moved to."""


class Limiter:
    """Applies limits to the questions of one library, read by one reader."""

    def __init__(self, library: Library, reader: Reader) -> None:
        self._library, self._reader = library, reader
        self._names = {h.notice_id: quoted(h.name) for h in library.held}

    def apply(self, queries: list[Query], limits: Limits) -> list[Query]:
        """The questions of one message within limits.

        Parameters
        ----------
        queries
            As read.
        limits
            What the reader set; its units make one question each.

        Returns
        -------
        list of Query
            One at least; what was set is the first thing that each notes.
        """
        if not limits.is_set:
            return queries
        out: list[Query] = []
        for query in queries:
            if limits.units is None or query.kind in _WITHOUT_UNIT:
                out.append(self._limited(query, limits))
            elif not query.beside:  # the units set stand for all that the question names
                out += self._of_units(self._limited(query, limits), limits.units)
        return out

    def _limited(self, query: Query, limits: Limits) -> Query:
        if query.alone is not None:
            alone = self._limited(query.alone, limits) if limits.places is None else None
            query = replace(query, alone=alone)
        if limits.places is not None:
            query = self._in_places(query, limits.places)
        if limits.years is not None:
            query = _in_years(query, limits.years)
        said = limits.said(lambda n: self._names.get(n, n), with_units=query.kind not in _WITHOUT_UNIT)
        return replace(query, notes=(said, *query.notes) if said else query.notes, limits=limits)

    def _in_places(self, query: Query, names: Sequence[str]) -> Query:
        found = {name: places for name in names if (places := self._reader.places_named(name))}
        kind = query.kind
        if len(found) > 1 and kind not in _WITHOUT_PLACES:
            kind = "compare"
        elif kind == "compare" and len(set(query.places)) > 1:
            kind = kind_of_question(query.text, query.unit is not None, query.due is not None)
        words = ("、".join(query.place_words), "、".join(query.unknown_places))
        return replace(
            query,
            kind=kind,
            unit=_unplaced(query) if query.unit is not None else None,
            places=tuple(found.values()),
            place_words=tuple(map(short, found)),
            places_exact=bool(found),
            unknown_places=tuple(name for name in names if name not in found),
            notes=tuple(note for note in query.notes if note not in query.place_notes),
            inherited=tuple(words_taken for words_taken in query.inherited if words_taken not in words),
        )

    def _of_units(self, query: Query, names: Sequence[str]) -> list[Query]:
        """The question of each unit; without units that of all duties, where it asked for a unit's."""
        unit = query.unit
        notes = tuple(note for note in query.notes if note not in query.unit_notes)
        inherited = tuple(words for words in query.inherited if unit is None or words != f"“{unit.name}”")
        query = replace(query, others=(), ours="", is_own=False, notes=notes, inherited=inherited)
        if not names:
            named = unit.within(query.content) if unit is not None else ""
            content = query.content.replace(named, " ").strip() if named else query.content
            query = replace(query, unit=None, content=content or query.text)
            if query.kind != "responsibility":
                return [query]
            if query.due is not None or query.wants.periods:
                return [replace(query, kind="due")]
            return [replace(query, kind="list", roles=(), wants=replace(query.wants, all_tasks=True))]
        units = [self._reader.unit_named(name) for name in names]
        out = [replace(query, unit=unit, content=_with_unit(query, unit), beside=True) for unit in units]
        if query.wants.together and len(units) > 1:
            return [replace(out[0], others=tuple(units[1:]), beside=False)]
        return out if len(out) > 1 else [replace(out[0], beside=False)]

    def scoped(self, query: Query, home_place: str) -> tuple[Query, Resolved]:
        """The question and the notices that it may be answered from, with what was set.

        Parameters
        ----------
        query
            As ``apply`` gave it.
        home_place
            The home district, which a question without a place means, unless places were set; may be empty.
        """
        limits, held = query.limits, self._library.held
        home = home_place if limits.places is None else ""
        if limits.notices is None:
            query, resolved = narrow(query, resolve(query, held, home))
        else:
            named = narrow(query, resolve(query, held, home))[0]  # the words of a name are no topic
            query = replace(query, content=named.content, doc_numbers=(), alone=None)
            query, resolved = self._in_notices(query, limits) if limits.notices else (query, resolve(query, held, home))
        stranger = query.unit if limits.units else None
        if stranger is not None and not stranger.is_known and not resolved.missing:
            missing = f"文件库的公文没有点名过“{stranger.name}”"
            resolved = Resolved((), resolved.note, missing, resolved.held[:3])
        return query, resolved

    def _in_notices(self, query: Query, limits: Limits) -> tuple[Query, Resolved]:
        """The notices set, of the places and years set; those that the question names do not count beside them."""
        ids = limits.notices or ()
        found = [self._library.held_as(notice_id) for notice_id in ids if notice_id in self._names]
        absent = [notice_id for notice_id in ids if notice_id not in self._names]
        missing = f"文件库中没有编号为{'、'.join(absent)}的公文" if absent else ""
        years = {h.year for h in found if h.year}
        if limits.years is None:
            query = replace(_in_years(query, tuple(years)) if len(years) == 1 else query, years=(), year_words=())
        if limits.places is None:
            query = replace(query, places=(), place_words=(), unknown_places=())
        kind = "clause" if query.kind == "compare" and len(found) == 1 else query.kind
        query = replace(query, named=True, kind=kind)
        if not found:
            return query, Resolved((), missing=missing, near=self._library.held[:3])
        fitting = [h for h in by_place(query, found) if not query.years or h.year in query.years]
        if not fitting or query.unknown_places:
            where = "、".join((*query.place_words, *query.unknown_places)) + "、".join(f"{y}年" for y in query.years)
            names = "、".join(quoted(h.name) for h in found[:3])
            return query, Resolved((), missing=f"{names}不是{where}的公文", near=tuple(found))
        return query, Resolved(tuple(fitting), "；".join(n for n in (missing, marks_of(fitting)) if n))


def _in_years(query: Query, years: Sequence[int]) -> Query:
    """A question with other years; a deadline that it names (6月底前) moves with a single one."""
    taken = "、".join(f"{year}年" for year in query.years)
    due, due_year = query.due, query.due_year
    if due is not None and len(years) == 1 and years[0] in _YEARS:
        ends = due[1] or due[0]
        named = due_year or (query.years[0] if len(query.years) == 1 else ends.year if ends else years[0])
        due, due_year = moved(due, years[0] - named), years[0] if due_year else None
    return replace(
        query,
        years=tuple(years),
        year_words=(),
        latest=False,
        due=due,
        due_year=due_year,
        inherited=tuple(words for words in query.inherited if words != taken),
    )


def _unplaced(query: Query) -> AskedUnit | None:
    """The unit without a place in its name that the question was limited to: 财政局 of 青石区财政局, as printed."""
    unit = query.unit
    if unit is None or len(unit.level) < 2:
        return unit
    is_scope = any(place.endswith(unit.level) or unit.level.endswith(place) for p in query.places for place in p)
    return replace(unit, name=unit.level[-1] + unit.organ, level=unit.level[-1]) if is_scope else unit


def _with_unit(query: Query, unit: AskedUnit) -> str:
    """The words to search by, with a unit in the place of the one that was named."""
    if query.unit is None:
        return f"{unit.name}{query.content}"
    named = query.unit.within(query.content) or (query.unit.organ if query.unit.organ in query.content else "")
    return query.content.replace(named, unit.name) if named else f"{unit.name}{query.content}"
