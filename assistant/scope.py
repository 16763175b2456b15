"""Which notices a query may be answered from; what is missing is said, never passed over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.authority import SAME, asked_outside, is_authority, marks_of, may_stand_in
from assistant.genre import (
    KIND_WORDS,
    asks_interpretation,
    asks_kind,
    core,
    genre_asked,
    genre_listed,
    is_document,
    is_of,
    likeness,
    of_genre,
    without_kind,
)
from assistant.kinds import topic_of
from assistant.label import quoted
from assistant.named import NAME_LEAD, NAME_LEAST, is_name, shared_words
from assistant.numbers import has_number, nearest_numbers, written
from assistant.place_names import parts_of, stem
from assistant.placed import around, by_place, level_fits, of_home_city, of_whole, same_place
from assistant.query import Query
from assistant.wanted import wanted_fields
from index import Held

_REST_LEAST = 4
_LIKE = 0.5
"""So much of a name that a question gives stands in the name of a notice that may be the one meant."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """The notices in scope, what was assumed, and, when there are none, what is missing and what is near.

    ``stands_in`` is set where the year meant (今年) is not held and the latest one answers. ``older`` are those of
    earlier years that a question without a year leaves out at first. ``assumed_places`` are those that a question
    without a place was taken to mean.
    """

    held: tuple[Held, ...]
    note: str = ""
    missing: str = ""
    near: tuple[Held, ...] = ()
    older: tuple[Held, ...] = ()
    stands_in: bool = False
    assumed_places: tuple[str, ...] = ()

    @property
    def searched(self) -> str:
        """Where is looked, in words: the district that was assumed, else the library."""
        return self.assumed_places[0] if len(self.assumed_places) == 1 else "文件库"

    @property
    def ids(self) -> frozenset[str]:
        """The notice ids."""
        return frozenset(h.notice_id for h in self.held)


def resolve(query: Query, held: Sequence[Held], home_place: str) -> Resolved:
    """Limit the notices held to the scope of a query.

    Parameters
    ----------
    query
        The question, understood.
    held
        All notices of the library.
    home_place
        The home district, used where a question names no place; may be empty.
    """
    if query.doc_numbers:
        return _by_number(query, held)
    if query.kind == "metadata" and "held" in wanted_fields(query.text):
        listed = _listed(query, held)
        if listed:
            return Resolved(tuple(listed))
    pool = [h for h in held if is_authority(h, query.text)] or [h for h in held if may_stand_in(h)]
    outside, beside = asked_outside(query, held, pool)
    if outside:
        return Resolved(outside, marks_of(outside))
    if held and not pool:
        return Resolved((), missing="文件库中没有现行的公文可以作为依据", near=tuple(_newest(held)))
    if query.unknown_places and not query.places:
        return Resolved((), missing=_not_held(query), near=tuple(_newest(around(query, pool) or pool)))
    notes = [_not_held(query)] if query.unknown_places else []
    placed = by_place(query, pool)
    assumed: tuple[str, ...] = ()
    if not query.places and home_place:
        own = [h for h in pool if same_place(h.place, home_place)]
        if own and level_fits(query.unit.level if query.unit else "", parts_of(home_place)[-1]):
            place, around_it = of_whole(query, pool, parts_of(own[0].place))
            placed = around_it if around_it and query.kind == "number" else own + around_it
            assumed = tuple(dict.fromkeys(h.place for h in placed))
            if around_it and placed is around_it:
                notes.append(f"问的是{place}的整体情况，按{place}理解")
            else:
                besides = f"、{place}" if around_it else ""
                notes.append(f"未指明地区，按本区县（{home_place}）{besides}理解")
        elif own and query.unit is not None:
            placed = of_home_city(pool, parts_of(own[0].place)) or pool
            if query.unit.level in ("区", "县", "旗"):
                notes.append(f"本区县是{home_place}，“{query.unit.name}”按其他区县的理解")
            elif len(placed) < len(pool):
                notes.append(f"“{query.unit.name}”按{parts_of(own[0].place)[0]}的理解")
    if not placed:
        return Resolved((), missing="文件库中没有这个地区的公文", near=tuple(_newest(pool)))
    placed, absent = _by_genre(query, placed, held)
    if absent is not None:
        return absent
    resolved = replace(_by_year(query, placed, notes), assumed_places=assumed)
    if beside and not resolved.missing:
        resolved = replace(resolved, near=beside)
    marks = marks_of(resolved.held)
    if asks_interpretation(query.text) and resolved.held and not marks:
        marks = "文件库中没有这样的解读，以下出自公文本身"
    return replace(resolved, note="；".join(n for n in (resolved.note, marks) if n)) if marks else resolved


def _listed(query: Query, held: Sequence[Held]) -> list[Held]:
    """What an inventory lists: of the places, years and kind of document that the question names."""
    placed = by_place(query, list(held))
    if query.years:
        placed = [h for h in placed if h.year in query.years or (h.issued is not None and h.issued.year in query.years)]
    asked = genre_asked(query.text, query.content) or genre_listed(query.text)
    return (of_genre(placed, asked) if asked is not None and asked.genre != "通知" else []) or placed


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
    is_unknown = len(name) >= NAME_LEAST and not any(likeness(asked.name, h) >= _LIKE for h in placed)
    if not is_document(asked.genre) or not (query.places or query.years or (query.kind == "metadata" and is_unknown)):
        return placed, None
    elsewhere = [h for h in held if is_of(h, asked.genre) and (likeness(asked.name, h) >= SAME if name else h in found)]
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
    if weight < NAME_LEAST or weight - other < NAME_LEAD or not is_name(best[0], best[1]):
        return query, resolved
    content = query.content
    for words in best[0]:
        content = content.replace(words, " ")
    if len(topic_of(content)) >= _REST_LEAST and query.kind not in ("metadata", "definition"):
        query = replace(query, content=content.strip(" ，,的"))
    same = tuple(h for h in resolved.held if h.name == best[1].name)
    return replace(query, named=True), replace(resolved, held=same or (best[1],))


def _by_number(query: Query, held: Sequence[Held]) -> Resolved:
    found = tuple(h for h in held if has_number(h, query.doc_numbers))
    if found:
        placed = {h.notice_id for h in by_place(query, list(found))}
        found = tuple(h for h in found if h.notice_id in placed) or found
        if query.years and any(h.year in query.years for h in found):
            found = tuple(h for h in found if h.year in query.years)
        asked = genre_asked(query.text, query.content)
        found = tuple(of_genre(found, asked)) or found if asked is not None else found
        return Resolved(found, marks_of(found))
    numbers = "、".join(map(written, query.doc_numbers))
    near = nearest_numbers(by_place(query, list(held)) or held, query.doc_numbers) or _newest(held)
    return Resolved((), missing=f"文件库中没有文号为{numbers}的公文", near=tuple(near))


def _not_held(query: Query) -> str:
    return f"文件库中没有{'、'.join(query.unknown_places)}的公文"


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


def in_force(held: Iterable[Held]) -> list[Held]:
    """The notices that are in force, of each series the latest; no 解读, draft or news."""
    return _latest_of_series(h for h in held if is_authority(h, ""))


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
