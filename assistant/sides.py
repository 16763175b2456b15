"""Which notices stand on each side of a comparison: places, years of one place, or two notices that are named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.find import Finder
from assistant.normalise import fold
from assistant.place_names import parts_of, stem
from assistant.query import Query
from assistant.scope import Resolved, series
from corpus import is_void, parse_number
from index import Held

MOST = 8
"""So many sides are shown; more are named."""
_OVER_TIME = re.compile(
    r"[两二三四五几]年|历年|逐年|上年|往年|以前|过去|变化|变了|怎么变|如何变|新增|新要求|取消|不再|去掉|删|多了|少了|增加了|减少了|涨|提高了|降了|降低了"
)
_YEARS_BACK = re.compile(r"(?:这|近|最近|过去|前)?(?P<n>[两二三四五六七八九十几])年")
_GONE = re.compile(r"取消|不再|去掉|删|砍|少了|减少")
_THAN = re.compile(r"(?:比|较|同|跟|和|与)起?(?:去年|上一?年|前一年|(?:19|20)?\d\d年)")
_RANGE = re.compile(r"(?P<first>20\d\d)年?(?:到|至|[-—~～]+)(?P<last>20\d\d)")
_LEVEL = re.compile(r"(?:[两二三四五六七八九十几\d]+个?|各个?|每个)(?P<level>区县|区|县|市)")
_LEVEL_ENDS = {"市": ("市", "州", "盟"), "区": ("区", "县", "旗", "市"), "县": ("县", "区", "旗", "市")}


def sides_of(query: Query, resolved: Resolved, held: Sequence[Held]) -> list[list[Held]]:
    """The notices on each side, in the order in which the question names them; years of one place from the oldest on.

    Parameters
    ----------
    query, resolved
        The question and its scope.
    held
        All notices of the library: 这两年涨了多少 names no year, and 比去年 just one of two.

    Returns
    -------
    list of list of Held
        One side for each place, and for each year where several are compared; for each notice where several are named.
    """
    pool = _years_apart(query, resolved, held)
    by_year = len({h.year for h in pool}) > 1 and (len(query.years) > 1 or len(pool) > len(resolved.held))
    sides: dict[tuple[str, int | None], list[Held]] = {}
    for h in _of_level(query, pool):
        sides.setdefault((h.place, h.year if by_year else None), []).append(h)
    if bound := _bound(query):
        sides = {
            key: side for key, side in sides.items() if any(key[0] in p and key[1] == y for p, y in bound)
        } or sides
    if len(sides) == 1 and (query.names_notices or not query.years):
        sides = {(h.notice_id, None): [h] for h in pool}
    return sorted(sides.values(), key=lambda side: (*_asked_at(query, side[0]), side[0].year or 0, side[0].place))


def _years_apart(query: Query, resolved: Resolved, held: Sequence[Held]) -> list[Held]:
    """The notices in scope, with those of the other years that a question means without naming them."""
    own = list(resolved.held)
    if not query.names_notices and (span := _RANGE.search(query.text)):
        between = range(int(span["first"]) + 1, int(span["last"]))
        known = {(h.place, series_name(h)) for h in own}
        return own + [h for h in held if h.year in between and (h.place, series_name(h)) in known]
    if query.names_notices or len(query.years) > 1 or not _OVER_TIME.search(query.text + " ") or len(query.places) > 1:
        return own
    places = {h.place for h in own}
    all_years = [h for h in held if h.place in places and h.doc_kind == "notice" and not is_void(h.validity) and h.year]
    years = sorted({h.year for h in all_years if h.year})
    if query.years:
        wanted = set(pair_of_years(query, query.years[0], years))
    else:
        counted = _YEARS_BACK.search(query.text)
        number = parse_number(counted["n"].replace("两", "二")) if counted and counted["n"] != "几" else None
        wanted = set(years[-(number or (MOST if counted else 2)) :])
    return [h for h in all_years if h.year in wanted] if len(wanted) > 1 else own


def pair_of_years(query: Query, named: int, years: Iterable[int]) -> tuple[int, ...]:
    """The two years that a question means which names one of them: 比去年, 取消了去年的 mean the year after it too."""
    before = [year for year in years if year < named]
    after = [year for year in years if year > named]
    if after and (_THAN.search(query.text) or _GONE.search(query.text)):
        return (named, after[0])
    return (before[-1], named) if before else (named,)


def _of_level(query: Query, pool: Sequence[Held]) -> list[Held]:
    """For 五个区, 各区: the notices of places of that level, unless places are named."""
    match = _LEVEL.search(query.text) if not query.places else None
    if match is None:
        return list(pool)
    ends = _LEVEL_ENDS[match["level"][0]]
    inner = [h for h in pool if h.place and len(parts_of(h.place)) > 1 and h.place.endswith(ends)]
    fitting = inner if match["level"][0] != "市" else [h for h in pool if h.place.endswith(ends)]
    return fitting if len({h.place for h in fitting}) > 1 else list(pool)


def _bound(query: Query) -> list[tuple[frozenset[str], int]]:
    """Places and years that a question names in turn (长清2021和市中2022): each year is its place's."""
    if len(query.places) < 2 or len(query.places) != len(query.years) or query.year_words:
        return []
    marks: list[tuple[int, str, int]] = []
    at = 0
    for number, words in enumerate(query.place_words):
        at = max(query.text.find(words, at), 0)
        marks.append((at, "place", number))
    for number, year in enumerate(query.years):
        found = re.search(rf"(?:20|19)?{year % 100:02d}", query.text)
        marks.append((found.start() if found else 0, "year", number))
    marks.sort()
    turns = [kind for _, kind, _ in marks]
    if turns not in (["place", "year"] * len(query.places), ["year", "place"] * len(query.places)):
        return []
    pairs = [sorted(marks[i : i + 2], key=lambda m: m[1]) for i in range(0, len(marks), 2)]
    return [(query.places[place[2]], query.years[year[2]]) for place, year in pairs]


def _asked_at(query: Query, held: Held) -> tuple[int, int]:
    """Where a question names a notice's number, and where its place."""
    number = fold(held.doc_number or "")
    by_number = [i for i, wanted in enumerate(query.doc_numbers) if number and (wanted in number or number in wanted)]
    by_place = [i for i, places in enumerate(query.places) if held.place in places]
    return (by_number[0] if by_number else 0, by_place[0] if by_place else 0)


def aligned(finder: Finder, topic: str, sides: Sequence[Sequence[Held]]) -> list[Held]:
    """One notice a side: of a series that all sides have, else the one that says most on the topic."""
    common = set.intersection(*({series_name(h) for h in side} for side in sides))
    out = []
    for side in sides:
        fitting = [h for h in side if series_name(h) in common] or list(side)
        newest = max(h.year or 0 for h in fitting)
        fitting = [h for h in fitting if (h.year or 0) == newest]
        if len(fitting) > 1:
            best = {h.notice_id: finder.find(topic, "clause", {h.notice_id}).best for h in fitting}
            fitting.sort(key=lambda h: -(found.score if (found := best[h.notice_id]) else 0.0))
        out.append(fitting[0])
    return out


def whole_pairs(
    finder: Finder, held: Sequence[Held], query: Query, resolved: Resolved, has_topic: bool
) -> list[tuple[Held, Held]]:
    """The pairs of notices that a question compares as wholes; none when it has a topic or compares more.

    Returns
    -------
    list of tuple
        Of one series the earlier one first, else the one that the question names first. Several pairs: the question
        does not say which.
    """
    if has_topic:
        return []
    one_place = not query.places or len({h.place for h in resolved.held}) == 1
    if one_place and not query.names_notices and (len(query.years) == 2 or _OVER_TIME.search(query.text)):
        pairs = [
            pair for newer in resolved.held if (pair := _of_series(newer, held, query)) and pair[1].year != pair[0].year
        ]
        if pairs:
            return list(dict.fromkeys(pairs))
    sides = sides_of(query, resolved, held)
    if len(sides) != 2:
        return []
    one, other = aligned(finder, query.content, sides)
    if series(one) == series(other) and (one.year or 0) > (other.year or 0):
        one, other = other, one
    is_pair = bool(query.names_notices) or series_name(one) == series_name(other)
    return [(one, other)] if is_pair else []


def _of_series(named: Held, held: Sequence[Held], query: Query) -> tuple[Held, Held] | None:
    """A notice and that of its series of the other of two years, of the year beside it where fewer are asked."""
    own = {h.year: h for h in held if series(h) == series(named) and h.year}
    if named.year is None:
        return None
    if len(query.years) > 1:
        years = sorted(year for year in query.years if year in own)
        return (own[years[0]], own[years[1]]) if len(query.years) == 2 and len(years) == 2 else None
    pair = pair_of_years(query, named.year, sorted(own)) if query.years else ()
    if not query.years:
        before = [year for year in sorted(own) if year < named.year]
        pair = (before[-1], named.year) if before else ()
    return (own[pair[0]], own[pair[1]]) if len(pair) == 2 else None


def series_name(held: Held) -> str:
    """The name of a notice without its place and year: 政务公开工作要点."""
    name = re.sub(r"(?:19|20)\d\d\s?年?度?", "", held.name)
    for part in {held.place, *parts_of(held.place), *(stem(p) for p in parts_of(held.place))}:
        name = name.replace(part, "") if part else name
    return re.sub(r"^[省市区县]|全[省市区县]", "", name)
