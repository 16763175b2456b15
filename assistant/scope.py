"""Which notices a query may be answered from; what is missing is said, never passed over."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.divisions import divisions
from assistant.genre import (
    KIND_WORDS,
    VOID,
    asks_interpretation,
    asks_kind,
    asks_void,
    core,
    genre_asked,
    genre_listed,
    is_document,
    is_of,
    likeness,
    mark_of,
    of_genre,
    without_kind,
)
from assistant.kinds import topic_of
from assistant.label import quoted
from assistant.levels import at_home
from assistant.numbers import has_number, nearest_numbers, written
from assistant.places import parts_of, stem
from assistant.query import Query
from assistant.wanted import wanted_fields
from index import Held

_NAME_LEAST, _NAME_LEAD, _REST_LEAST = 4, 4, 4
"""A notice is named when the question shares so many characters with its name, and so many more than with the next."""
_LIKE, _SAME = 0.5, 0.8
"""So much of a name that a question gives stands in the name of a notice that may be, and that is, the one meant."""
_DOCUMENT = re.compile(
    r"(?:要点|方案|措施|办法|通知|意见|细则|规定|规程|条例|计划|规划|[清名]单|[表书函]|公告|通告|决定|批复|报告|制度|任务|指引|预案)$"
)


@dataclass(frozen=True, slots=True)
class Resolved:
    """The notices in scope, what was assumed, and, when there are none, what is missing and what is near.

    ``stands_in`` is set where the year meant (今年) is not held and the latest one answers. ``older`` are those of
    earlier years that a question without a year leaves out at first.
    """

    held: tuple[Held, ...]
    note: str = ""
    missing: str = ""
    near: tuple[Held, ...] = ()
    older: tuple[Held, ...] = ()
    stands_in: bool = False

    @property
    def ids(self) -> frozenset[str]:
        """The notice ids."""
        return frozenset(h.notice_id for h in self.held)


def resolve(query: Query, held: Sequence[Held], home_place: str, today: dt.date) -> Resolved:
    """Limit the notices held to the scope of a query.

    Parameters
    ----------
    query
        The question, understood.
    held
        All notices of the library.
    home_place
        The home district, used where a question names no place; may be empty.
    today
        Unused but by messages; years are already in the query.
    """
    if query.doc_numbers:
        return _by_number(query, held)
    if query.kind == "metadata" and "held" in wanted_fields(query.text):
        listed = _listed(query, held)
        if listed:
            return Resolved(tuple(listed))
    pool = [h for h in held if _is_authority(h, query.text)] or [h for h in held if _may_stand_in(h)]
    outside, beside = _asked_outside(query, held, pool)
    if outside:
        return Resolved(outside, _marks(outside))
    if held and not pool:
        return Resolved((), missing="文件库中没有现行的公文可以作为依据", near=tuple(_newest(held)))
    if query.unknown_places and not query.places:
        return Resolved((), missing=_not_held(query), near=tuple(_newest(_around(query, pool) or pool)))
    notes = [_not_held(query)] if query.unknown_places else []
    placed = _by_place(query, pool)
    if not query.places and home_place:
        own = [h for h in pool if _same_place(h.place, home_place)]
        if own and _level_fits(query, home_place):
            placed = own
            notes.append(f"未指明地区，按本区县（{home_place}）理解")
        elif own and query.unit is not None:
            placed = _of_home_city(pool, parts_of(own[0].place)) or pool
            if len(placed) < len(pool):
                notes.append(f"“{query.unit.name}”按{parts_of(own[0].place)[0]}的理解")
    if not placed:
        return Resolved((), missing="文件库中没有这个地区的公文", near=tuple(_newest(pool)))
    placed, absent = _by_genre(query, placed, held)
    if absent is not None:
        return absent
    resolved = _by_year(query, placed, notes)
    if beside and not resolved.missing:
        resolved = replace(resolved, near=beside)
    marks = _marks(resolved.held)
    if asks_interpretation(query.text) and resolved.held and not marks:
        marks = "文件库中没有这样的解读，以下出自公文本身"
    return replace(resolved, note="；".join(n for n in (resolved.note, marks) if n)) if marks else resolved


def _listed(query: Query, held: Sequence[Held]) -> list[Held]:
    """What an inventory lists: of the places, years and kind of document that the question names."""
    placed = _by_place(query, list(held))
    if query.years:
        placed = [h for h in placed if h.year in query.years or (h.issued is not None and h.issued.year in query.years)]
    asked = genre_asked(query.text, query.content) or genre_listed(query.text)
    return (of_genre(placed, asked) if asked is not None and asked.genre != "通知" else []) or placed


def _asked_outside(
    query: Query, held: Sequence[Held], pool: Sequence[Held]
) -> tuple[tuple[Held, ...], tuple[Held, ...]]:
    """What is no authority and is asked for, by name or kind (repealed, draft, news, 解读); and what is near."""
    weights: list[tuple[int, Held]] = []
    near: list[Held] = []
    for h in held:
        if (h.doc_kind in KIND_WORDS or h.validity in VOID) and _is_near(query, h):
            shared = shared_words(query.content, h)
            weight = sum(map(len, shared))
            if _is_asked(query, h, shared, weight) and not _is_another(query, h):
                weights.append((weight, h))
            elif weight >= _NAME_LEAST:
                near.append(h)
    most = max((weight for weight, _ in weights), default=0)
    chosen = tuple(h for weight, h in weights if weight == most)
    if any(h.doc_kind in KIND_WORDS and asks_kind(h.doc_kind, query.text) for h in chosen):
        return chosen, ()
    rivals = [h for h in _by_place(query, list(pool)) if h.doc_kind not in KIND_WORDS and h.validity not in VOID]
    rival = max((sum(map(len, shared_words(query.content, h))) for h in rivals), default=0) if chosen else 0
    return (chosen, ()) if most - rival >= _NAME_LEAD else ((), (*chosen, *near))


def _is_near(query: Query, held: Held) -> bool:
    """Whether a notice is of the place and the years that a question names, as far as it prints them."""
    name = f"{held.title or ''}{held.issuer or ''}"
    if query.places:
        in_place = (
            any(held.place in places for places in query.places)
            if held.place
            else any(stem(word) in name for word in query.place_words)
        )
        if not in_place:
            return False
    return not query.years or held.year is None or held.year in query.years or query.year_words != ()


def _is_asked(query: Query, held: Held, shared: Sequence[str], weight: int) -> bool:
    """Whether a question asks for what is no authority: it says what it is, or gives its name."""
    if held.doc_kind == "interpretation":
        return asks_kind("interpretation", query.text)
    if held.doc_kind in KIND_WORDS:
        if asks_kind(held.doc_kind, query.text):
            return weight >= 3 or "稿" in query.text
        whole = any(_DOCUMENT.search(words) and len(words) >= 6 for words in shared)
        return whole or (weight >= 6 and 3 * weight >= 2 * len(_core(held)))
    if asks_void(query.text):
        return weight >= _NAME_LEAST
    return weight >= _NAME_LEAST and _is_name(shared, held)


def _is_another(query: Query, held: Held) -> bool:
    """Whether the name that a question gives is that of another document (老年食堂补助办法, not 社区食堂补助办法)."""
    asked = genre_asked(query.text, query.content)
    if asked is None or asked.genre == "解读" or len(core(asked.name)) < _NAME_LEAST:
        return False
    return likeness(asked.name, held) < _SAME


def _marks(held: Sequence[Held]) -> str:
    """What is said of notices that are no authority: 《…》原文标注：废止."""
    return "；".join(f"{quoted(h.name)}{mark}" for h in held if (mark := mark_of(h)))


def _by_genre(query: Query, placed: list[Held], held: Sequence[Held]) -> tuple[list[Held], Resolved | None]:
    """The notices of the kind that a question names (要点, 办法), where some are; or that the one named is not held."""
    if query.kind == "compare":
        return placed, None
    asked = genre_asked(query.text, query.content)
    if asked is None:
        return placed, None
    name = core(asked.name)
    found = of_genre(placed, asked)
    if len(name) >= 2:
        found = [h for h in found if likeness(asked.name, h) >= _LIKE]
    in_year = [h for h in found if not query.years or query.year_words or h.year in query.years]
    if query.kind == "metadata" and not in_year:
        in_year = [h for h in found if _is_of_year(h, query.years)]
    if in_year:
        return found, None
    is_unknown = len(name) >= _NAME_LEAST and not any(likeness(asked.name, h) >= _LIKE for h in placed)
    if not is_document(asked.genre) or not (query.places or query.years or (query.kind == "metadata" and is_unknown)):
        return placed, None
    elsewhere = [
        h for h in held if is_of(h, asked.genre) and (likeness(asked.name, h) >= _SAME if name else h in found)
    ]
    if (elsewhere and (len(name) >= 3 or not name)) or (query.kind == "metadata" and is_unknown):
        where = "、".join(query.place_words) + "".join(f"{y}年" for y in query.years[:1])
        alike = sorted(
            (h for h in held if name and likeness(asked.name, h) >= _LIKE), key=lambda h: -likeness(asked.name, h)
        )
        near = (found or elsewhere or alike or [h for h in placed if is_of(h, asked.genre)] or placed)[:3]
        names = "、".join(quoted(h.name) for h in near)
        missing = f"文件库中没有{where}{'的' if where else ''}{asked.name}{asked.genre}，相近的是{names}"
        return [], Resolved((), missing=missing, near=tuple(near))
    return placed, None


def narrow(query: Query, resolved: Resolved) -> tuple[Query, Resolved]:
    """Limit the scope to the notice whose name the question uses (环境问题整改任务分解表), if one stands out.

    The words of the name leave the question's content, where enough remains to ask.
    """
    if not resolved.held:
        return query, resolved
    if all(h.doc_kind in KIND_WORDS for h in resolved.held) and asks_kind(resolved.held[0].doc_kind, query.text):
        kind = "clause" if query.kind == "compare" and len(resolved.held) == 1 else query.kind  # 解读里说了哪些变化
        return replace(query, named=True, kind=kind, content=without_kind(query.content)), resolved
    if query.kind == "compare":
        return query, resolved
    scored = sorted(
        ((shared_words(query.content, h), h) for h in resolved.held), key=lambda item: -sum(map(len, item[0]))
    )
    best = scored[0]
    second = next((words for words, h in scored[1:] if series(h) != series(best[1])), [])
    weight, other = sum(map(len, best[0])), sum(map(len, second))
    if weight < _NAME_LEAST or weight - other < _NAME_LEAD or not _is_name(best[0], best[1]):
        return query, resolved
    content = query.content
    for words in best[0]:
        content = content.replace(words, " ")
    if len(topic_of(content)) >= _REST_LEAST and query.kind not in ("metadata", "definition"):
        query = replace(query, content=content.strip(" ，,的"))
    same = tuple(h for h in resolved.held if h.name == best[1].name)
    return replace(query, named=True), replace(resolved, held=same or (best[1],))


def _is_name(words: Sequence[str], held: Held) -> bool:
    """Whether words are a name and no topic: 适老化改造 names no 适老化改造和居家养老若干措施."""
    return any(_DOCUMENT.search(w) for w in words) or 2 * sum(map(len, words)) >= len(_core(held))


def _core(held: Held) -> str:
    """A notice's name without place, year and kind."""
    name = re.sub(r"[（(][^（）()]{1,12}[）)]$", "", held.name)
    words = _DOCUMENT.sub("", re.sub(r"^.*?关于|(?:19|20)\d\d年?度?|的?(?=通知$)", "", name))
    for part in parts_of(held.place):
        words = words.replace(part, "")
    return words


def shared_words(content: str, held: Held) -> list[str]:
    """The stretches of three characters or more that a question shares with a notice's name, longest first."""
    name = unicodedata.normalize("NFKC", f"{held.title or ''}\n{held.issued_title or ''}")
    out: list[str] = []
    at = 0
    while at < len(content) - 2:
        size = 0
        while at + size < len(content) and content[at : at + size + 1] in name:
            size += 1
        if size >= 3 and re.search(r"[一-鿿]{3}", content[at : at + size]):
            out.append(content[at : at + size])
            at += size
        else:
            at += 1
    return out


def _is_authority(held: Held, text: str) -> bool:
    if held.validity in VOID and not asks_void(text):
        return False
    return held.doc_kind not in KIND_WORDS or asks_kind(held.doc_kind, text)


def _may_stand_in(held: Held) -> bool:
    """Whether a library that holds nothing better is answered from it: news and reports are, 解读 and drafts never."""
    return held.validity not in VOID and held.doc_kind in ("news", "report")


def _by_number(query: Query, held: Sequence[Held]) -> Resolved:
    found = tuple(h for h in held if has_number(h, query.doc_numbers))
    if found:
        placed = {h.notice_id for h in _by_place(query, list(found))}
        found = tuple(h for h in found if h.notice_id in placed) or found
        if query.years and any(h.year in query.years for h in found):
            found = tuple(h for h in found if h.year in query.years)
        asked = genre_asked(query.text, query.content)
        found = tuple(of_genre(found, asked)) or found if asked is not None else found
        return Resolved(found, _marks(found))
    numbers = "、".join(map(written, query.doc_numbers))
    near = nearest_numbers(_by_place(query, list(held)) or held, query.doc_numbers) or _newest(held)
    return Resolved((), missing=f"文件库中没有文号为{numbers}的公文", near=tuple(near))


def _around(query: Query, pool: Sequence[Held]) -> list[Held]:
    """The notices of the cities, or else the provinces, in which the places lie that are not held."""
    named = [d for words in query.unknown_places for d in divisions().within(re.sub("^.*（|）$", "", words))]
    cities, provinces = {d.city or d.name for d in named}, {d.province or d.name for d in named}
    near = [h for h in pool if cities & set(parts_of(h.place))]
    return near or [h for h in pool if provinces & _provinces(h.place)]


def _provinces(place: str) -> set[str]:
    """The provinces in which a place may lie."""
    return {d.province or d.name for part in parts_of(place) for d in divisions().full.get(part, ())}


def _not_held(query: Query) -> str:
    return f"文件库中没有{'、'.join(query.unknown_places)}的公文"


def _by_place(query: Query, pool: list[Held]) -> list[Held]:
    if not query.places:
        return pool
    # 济南市长清区: the outer place only narrows the inner one
    narrow: list[frozenset[str]] = []
    for places in query.places:
        joined = next((i for i, other in enumerate(narrow) if other & places), None)
        if joined is None:
            narrow.append(places)
        else:
            narrow[joined] &= places
    wanted = frozenset().union(*narrow)
    return [h for h in pool if h.place in wanted]


def _same_place(place: str, home: str) -> bool:
    return bool(place) and (
        place == home or place.endswith(home) or (home.endswith(place) and len(parts_of(home)) == len(parts_of(place)))
    )


def _of_home_city(pool: Sequence[Held], home: Sequence[str]) -> list[Held]:
    """The notices that may speak of the units of the home district's city: no other city's, nor their districts'."""
    city = at_home(home, "市")
    return [
        h
        for h in pool
        if not city or city in parts_of(h.place) or h.place == "国家" or h.place.endswith(("省", "自治区"))
    ]


def _level_fits(query: Query, home_place: str) -> bool:
    """市财政局 asked in a district is not the district's."""
    level = query.unit.level if query.unit else ""
    last = parts_of(home_place)[-1]
    return not level or last.endswith(level) or (level in "区县" and last.endswith(("区", "县", "旗", "市")))


def _by_year(query: Query, placed: list[Held], notes: list[str]) -> Resolved:
    if not query.years:
        latest = tuple(_latest_of_series(placed))
        current = {h.notice_id for h in latest}
        return Resolved(latest, "；".join(notes), older=tuple(h for h in placed if h.notice_id not in current))
    found = [h for h in placed if h.year in query.years] or [h for h in placed if _is_dated_in(h, query.years)]
    if not found and query.kind == "metadata":
        found = [h for h in placed if _is_of_year(h, query.years)]
        notes += ["年份按文号和成文日期理解"] if found else []
    relative = bool(query.year_words) and len(query.years) == len(query.year_words)
    missing = [y for y in query.years if not any(h.year == y for h in placed)]
    if relative and missing and len(query.years) == 1:
        newest = _latest_of_issuers(placed, query.years[0])
        if newest:
            said = "、".join(sorted({f"{h.year}年" for h in newest if h.year}, reverse=True))
            word = query.year_words[0]
            notes.append(f"“{word}”指{query.years[0]}年，文件库中没有该年的公文，以下按现有最新的{said}公文回答")
            return Resolved(tuple(newest), "；".join(notes), stands_in=True)
    if relative and found:
        notes.append("、".join(f"“{w}”指{y}年" for w, y in zip(query.year_words, query.years, strict=False)))
    if found:
        if missing and query.kind == "compare":
            notes.append(f"文件库中没有{'、'.join(map(str, missing))}年的公文")
        return Resolved(tuple(found), "；".join(notes))
    years = "、".join(f"{y}年" for y in query.years)
    whose = "、".join(query.place_words) or "相关"
    near = _nearest(placed, query.years[0])
    hint = f"，最近的是{'、'.join(f'{h.year}年的{quoted(h.name)}' for h in near[:3])}" if near else ""
    return Resolved((), missing=f"文件库中没有{whose}{years}的公文{hint}", near=tuple(near))


def _is_dated_in(held: Held, years: Sequence[int]) -> bool:
    """Whether a notice whose title has no year was issued in one of the years."""
    return held.issued is not None and held.issued.year in years and not re.search(r"(?:19|20)\d\d年?", held.name)


def _is_of_year(held: Held, years: Sequence[int]) -> bool:
    """Whether a notice has one of the years in its 文号 or was issued in it, whatever year its title names."""
    in_number = re.search(r"[〔\[（(]((?:19|20)\d\d)", held.doc_number or "")
    return bool(in_number and int(in_number[1]) in years) or (held.issued is not None and held.issued.year in years)


def series(held: Held) -> tuple[str, str]:
    """What makes notices of several years one series: the issuer, and the name without years."""
    return (held.issuer or "", _without_years(held.name))


@lru_cache(maxsize=65_536)
def _without_years(name: str) -> str:
    return re.sub(r"(?:19|20)\d\d[\s年—-]*|度", "", name)


def _latest_of_series(held: Iterable[Held]) -> list[Held]:
    best: dict[tuple[str, str], int] = {}
    items = [(series(h), h) for h in held]
    for own, h in items:
        best[own] = max(best.get(own, 0), h.year or 0)
    return [h for own, h in items if (h.year or 0) == best[own]]


def _latest_of_issuers(held: Iterable[Held], limit: int) -> list[Held]:
    """The notices of the latest year of each issuer, not after ``limit`` where there are such."""
    items = [h for h in held if h.year]
    before = [h for h in items if (h.year or 0) <= limit] or items
    best: dict[str, int] = {}
    for h in before:
        best[h.issuer or ""] = max(best.get(h.issuer or "", 0), h.year or 0)
    return [h for h in before if h.year == best[h.issuer or ""]]


def _nearest(held: Iterable[Held], year: int) -> list[Held]:
    items = [h for h in held if h.year]
    if not items:
        return []
    distance = min(abs((h.year or 0) - year) for h in items)
    return [h for h in items if abs((h.year or 0) - year) == distance]


def _newest(held: Iterable[Held]) -> list[Held]:
    return sorted(held, key=lambda h: -(h.year or 0))[:3]


def short_place(held: Held) -> str:
    """What people call the place of a notice: 市中, 淄博."""
    if not held.place:
        return held.issuer or held.name
    return stem(parts_of(held.place)[-1]) if held.place != "国家" else (held.issuer or "国家")
