"""What was understood of a question, as the answer tells it: the scope of the contract, and chips for the page."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answer import Chip, Origin, Scope
from assistant.label import quoted
from assistant.limits import short
from assistant.placed import places_asked
from assistant.query import Query
from assistant.scope import Resolved
from index import Library


def scope_of(library: Library, query: Query, resolved: Resolved, note: str) -> Scope:
    """The scope of a question and the notices in it, with what was assumed in words."""
    kind = query.asked_as or ("deadline" if query.kind == "due" else query.kind)
    return Scope(
        issuers=tuple(dict.fromkeys(h.issuer for h in resolved.held if h.issuer)) if query.places else (),
        years=query.years,
        notices=tuple(h.notice_id for h in resolved.held),
        units=_units(query),
        roles=query.roles,
        deadline=query.due,
        kind=kind,
        note=note,
        chips=tuple(dict.fromkeys(_chips(library, query, resolved))),
    )


def inherited(query: Query) -> str:
    """What was taken from the turn before, in words."""
    return f"沿用上文：{'、'.join(query.inherited)}" if query.inherited else ""


def _units(query: Query) -> tuple[str, ...]:
    """The units whose duties are asked for."""
    if query.unit is None or query.kind not in ("responsibility", "due", "compare"):
        return ()
    together = query.others if query.wants.together else ()
    return tuple(unit.name for unit in (query.unit, *together))


def _chips(library: Library, query: Query, resolved: Resolved) -> Iterator[Chip]:
    yield from _place_chips(query, resolved)
    yield from _year_chips(query, resolved)
    own: Origin = "assumed" if query.is_own else _origin(query, f"“{query.unit.name}”" if query.unit else "")
    limited = query.limits.units is not None
    for name in (query.unit.name,) if limited and query.unit is not None else _units(query):
        yield Chip("unit", name, name, "set" if limited else own)
    held = {h.notice_id: h for h in library.held} if query.limits.notices else {}
    for notice_id in query.limits.notices or ():
        yield Chip("notice", quoted(held[notice_id].name) if notice_id in held else notice_id, notice_id, "set")
    if query.limits.notices is None and (query.doc_numbers or query.named) and len(resolved.held) == 1:
        only = resolved.held[0]
        yield Chip("notice", quoted(only.name), only.notice_id, _origin(query, "上一答的公文"))


def _place_chips(query: Query, resolved: Resolved) -> Iterator[Chip]:
    is_set = query.limits.places is not None
    origin: Origin = "set" if is_set else _origin(query, "、".join(query.place_words))
    for words, places in places_asked(query):
        only = next(iter(places)) if len(places) == 1 else words
        yield Chip("place", short(only), only, origin)
    for name in query.unknown_places:
        yield Chip("place", name, name, "set" if is_set else _origin(query, "、".join(query.unknown_places)))
    for place in () if query.places or query.unknown_places else resolved.assumed_places:
        yield Chip("place", short(place), place, "assumed")


def _year_chips(query: Query, resolved: Resolved) -> Iterator[Chip]:
    origin: Origin = _origin(query, "、".join(f"{year}年" for year in query.years))
    is_relative = bool(query.year_words) and len(query.year_words) == len(query.years)
    if query.limits.years is not None:
        origin = "set"
    elif resolved.stands_in or (is_relative and origin == "typed"):
        origin = "assumed"  # 今年
    years = sorted({h.year for h in resolved.held if h.year}, reverse=True) if resolved.stands_in else query.years
    for year in years:
        yield Chip("year", f"{year}年", year, origin)


def _origin(query: Query, words: str) -> Origin:
    """Whether the words of a limit were typed or taken from the turn before."""
    return "earlier" if words in query.inherited else "typed"
