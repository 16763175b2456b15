"""Which notices a query may be answered from; what is missing is said, never passed over."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.divisions import divisions
from assistant.kinds import topic_of
from assistant.label import quoted
from assistant.levels import at_home
from assistant.metadata import wanted_fields
from assistant.normalise import fold
from assistant.places import parts_of, stem
from assistant.question import Query
from index import Held

_NOT_AUTHORITY = {
    "interpretation": r"解读(?:稿|文章|文件|里|中)|官方解读",
    "draft": r"征求意见|草案",
    "news": r"新闻|报道",
    "report": r"报告|年报",
}
_VOID = ("废止", "失效")
_NAME_LEAST, _NAME_LEAD, _REST_LEAST = 4, 4, 4
"""A notice is named when the question shares so many characters with its name, and so many more than with the next."""
_DOCUMENT = re.compile(
    r"(?:要点|方案|措施|办法|通知|意见|细则|规定|规程|条例|计划|规划|[清名]单|[表书函]|公告|通告|决定|批复|报告|制度|任务|指引|预案)$"
)


@dataclass(frozen=True, slots=True)
class Resolved:
    """The notices in scope, what was assumed, and, when there are none, what is missing and what is near.

    ``older`` are those of earlier years that a question without a year leaves out at first.
    """

    held: tuple[Held, ...]
    note: str = ""
    missing: str = ""
    near: tuple[Held, ...] = ()
    older: tuple[Held, ...] = ()

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
    pool = [h for h in held if _is_authority(h, query.text)] or [h for h in held if _may_stand_in(h)]
    if held and not pool:
        return Resolved((), missing="文件库中没有现行的公文可以作为依据", near=tuple(_newest(held)))
    if query.kind == "metadata" and "held" in wanted_fields(query.text):
        listed = [h for h in _by_place(query, list(held)) if not query.years or h.year in query.years]
        if listed:
            return Resolved(tuple(listed))
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
    return _by_year(query, placed, notes)


def narrow(query: Query, resolved: Resolved) -> tuple[Query, Resolved]:
    """Limit the scope to the notice whose name the question uses (环境问题整改任务分解表), if one stands out.

    The words of the name leave the question's content, where enough remains to ask.
    """
    if not resolved.held or query.kind == "compare":
        return query, resolved
    scored = sorted(((_shared(query.content, h), h) for h in resolved.held), key=lambda item: -sum(map(len, item[0])))
    best, second = scored[0], scored[1] if len(scored) > 1 else ([], None)
    weight, other = sum(map(len, best[0])), sum(map(len, second[0]))
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
    core = _DOCUMENT.sub("", re.sub(r"^.*?关于|(?:19|20)\d\d年?度?|的?(?=通知$)", "", held.name))
    for part in parts_of(held.place):
        core = core.replace(part, "")
    return any(_DOCUMENT.search(w) for w in words) or 2 * sum(map(len, words)) >= len(core)


def _shared(content: str, held: Held) -> list[str]:
    """The stretches of three characters or more that a question shares with a notice's name, longest first."""
    name = f"{held.title or ''}\n{held.issued_title or ''}"
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
    if held.validity in _VOID and not re.search("废止|失效|旧", text):
        return False
    pattern = _NOT_AUTHORITY.get(held.doc_kind)
    return pattern is None or bool(re.search(pattern, text))


def _may_stand_in(held: Held) -> bool:
    """Whether a library that holds nothing better is answered from it: news and reports are, 解读 and drafts never."""
    return held.validity not in _VOID and held.doc_kind in ("news", "report")


def _by_number(query: Query, held: Sequence[Held]) -> Resolved:
    wanted = {re.sub("第", "", number) for number in query.doc_numbers}
    found = tuple(
        h
        for h in held
        if h.doc_number and any(w.endswith(fold(h.doc_number)) or fold(h.doc_number).endswith(w) for w in wanted)
    )
    if found:
        placed = {h.notice_id for h in _by_place(query, list(found))}
        found = tuple(h for h in found if h.notice_id in placed) or found
        void = [f"{quoted(h.name)}原文标注：{h.validity}" for h in found if h.validity in _VOID]
        return Resolved(found, "；".join(void))
    return Resolved(
        (),
        missing=f"文件库中没有文号为{'、'.join(n.strip(']') for n in query.doc_numbers)}的公文",
        near=tuple(_newest(held)),
    )


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
    found = [h for h in placed if h.year in query.years]
    relative = bool(query.year_words) and len(query.years) == len(query.year_words)
    missing = [y for y in query.years if not any(h.year == y for h in placed)]
    if relative and missing and len(query.years) == 1:
        newest = _latest_of_issuers(placed, query.years[0])
        if newest:
            said = "、".join(sorted({f"{h.year}年" for h in newest if h.year}, reverse=True))
            word = query.year_words[0]
            notes.append(f"“{word}”指{query.years[0]}年，文件库中没有该年的公文，以下按现有最新的{said}公文回答")
            return Resolved(tuple(newest), "；".join(notes))
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
