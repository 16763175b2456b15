"""The notices of the places that a question names, or of home."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.divisions import divisions
from assistant.levels import at_home, of_level
from assistant.place_names import parts_of
from assistant.query import Query
from index import Held

_ENDS = {
    "市": ("市", "州", "盟", "地区"),
    "省": ("省", "自治区"),
    "镇": ("镇", "乡", "街道"),
}
"""What a place of the level asked ends in, where it is more than the word itself."""


def by_place(query: Query, pool: list[Held]) -> list[Held]:
    """The notices of the places that a question names; all where it names none."""
    if not query.places:
        return pool
    wanted = frozenset().union(*(places for _, places in places_asked(query)))
    return [h for h in pool if h.place in wanted]


def places_asked(query: Query) -> list[tuple[str, frozenset[str]]]:
    """The places that a question names, each with its words: of 济南市长清区 the outer only narrows the inner one."""
    out: list[tuple[str, frozenset[str]]] = []
    for words, places in zip(query.place_words, query.places, strict=True):
        joined = next((i for i, (_, other) in enumerate(out) if other & places), None)
        if joined is None:
            out.append((words, places))
        else:
            out[joined] = words, out[joined][1] & places
    return out


def same_place(place: str, home: str) -> bool:
    """Whether a place is home, as a setting may write it (青石区, 云河市青石区)."""
    return bool(place) and (
        place == home or place.endswith(home) or (home.endswith(place) and len(parts_of(home)) == len(parts_of(place)))
    )


def of_home_city(pool: Sequence[Held], home: Sequence[str]) -> list[Held]:
    """The notices that may speak of the units of the home district's city: no other city's, nor their districts'."""
    city = at_home(home, "市")
    return [
        h
        for h in pool
        if not city or city in parts_of(h.place) or h.place == "国家" or h.place.endswith(("省", "自治区"))
    ]


_WHOLE = re.compile(r"全(?P<kind>[省市州])")


def of_whole(query: Query, pool: Sequence[Held], home: Sequence[str]) -> tuple[str, list[Held]]:
    """The city or province around the home district of which all is asked (全市), and its own notices; may be none."""
    asked = _WHOLE.search(query.content) if query.unit is None else None
    if asked is None or home[-1].endswith(_ENDS["市"] if asked["kind"] != "省" else _ENDS["省"]):
        return "", []
    parts = {h.place: parts_of(h.place) for h in pool if h.place}
    places = of_level(sorted(parts), asked["kind"], parts)
    name = at_home(home, asked["kind"])
    if name:
        places = [p for p in places if parts[p][-1] == name]
    place = places[0] if len(places) == 1 else ""
    return place, [h for h in pool if place and h.place == place]


def level_fits(level: str, place: str) -> bool:
    """Whether a body of a place is of the level asked: 市财政局 is no district's, 县财政局 no 区's.

    A level that is a place in full (青岩区 of 青岩区政府) fits that place alone.
    """
    if not level or not place or level == place:
        return True
    if len(level) > 1:
        return len(place) > 1 and (place.endswith(level) or level.endswith(place))
    return place.endswith(_ENDS.get(level, (level,)))


def around(query: Query, pool: Sequence[Held]) -> list[Held]:
    """The notices of the cities, or else the provinces, in which the places lie that are not held."""
    named = [d for words in query.unknown_places for d in divisions().within(re.sub("^.*（|）$", "", words))]
    cities, provinces = {d.city or d.name for d in named}, {d.province or d.name for d in named}
    near = [h for h in pool if cities & set(parts_of(h.place))]
    return near or [h for h in pool if provinces & _provinces(h.place)]


def _provinces(place: str) -> set[str]:
    """The provinces in which a place may lie."""
    return {d.province or d.name for part in parts_of(place) for d in divisions().full.get(part, ())}


def concerns(place: str, home: str) -> bool:
    """Whether the notices of a place are for home: it is home, or home lies in it.

    Of a province that is so as well where nobody knows in which one home lies.
    """
    if same_place(place, home) or place == "国家":
        return bool(place)
    if place.endswith(("省", "自治区")):
        known = _provinces(home)
        return not known or place in known
    return bool(place) and parts_of(place)[-1] in parts_of(home)
