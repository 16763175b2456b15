"""Answers that compare notices: by topic, as wholes, a unit's duties, or where one implements the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.answer import Citation
from assistant.cite import Citer
from assistant.comparison import Comparison, Pair, PairKind, said_changes
from assistant.compose import ROLE_WORDS, Draft, not_named, plain, title_of
from assistant.duties import duties_of
from assistant.find import Finder
from assistant.kinds import roles_of
from assistant.markdown import shortened
from assistant.query import AskedUnit, Query
from assistant.reply import Reply
from assistant.scope import Resolved
from assistant.side_by_side import SideBySide
from assistant.sides import series_name, sides_of, whole_pairs
from assistant.tasklists import MAX_CANDIDATES
from assistant.topic import asked_of
from assistant.whole import compare_notices
from index import Held, Library

_LONG = 100
_ALL: tuple[PairKind, ...] = ("changed", "new", "dropped")
_NEW = re.compile(r"新增|新加|增加|多了|新(?:的)?(?:任务|工作|要求)|新要求")
_DROPPED = re.compile(r"取消|不再|去掉|删|砍|少了|减少")
_COVER = re.compile(
    r"(?:还|都)?(?:有没有|是否|没有?|未)(?:被|都)?(?:写|落实|提到?|涉及|对应|覆盖|响应|承接|体现)(?:进去|到位?|进来|过)?|落实(?:了|得|情况)(?:怎么样|如何|吗|没有)?|(?:怎么|如何)落实"
)


class Comparer:
    """Makes the reply to a question that compares."""

    def __init__(self, library: Library, citer: Citer, finder: Finder) -> None:
        self._library, self._citer, self._finder = library, citer, finder
        self._side_by_side = SideBySide(library, citer, finder)

    def make(self, query: Query, resolved: Resolved) -> Reply | None:
        """The reply; None where the question compares nothing that notices could be set side by side for."""
        names = [h.name for h in resolved.held]
        if (pair := self._upper_and_lower(query, resolved, names)) is not None:
            return _reply(cover_wholes(compare_notices(self._library, self._citer, *pair, cover=True)))
        unit = query.unit
        if unit is not None and not asked_of(_without_unit(query.content, unit), names).topic:
            return self._of_unit(query, resolved, unit)
        has_topic = bool(asked_of(query.content, names).topic)
        if pairs := whole_pairs(self._finder, self._library.held, query, resolved, has_topic):
            return self._wholes(pairs, query)
        draft, why = self._side_by_side.compare(query, resolved)
        if draft is None:
            return Reply(refused=why) if why else None
        return _reply(draft)

    def _wholes(self, pairs: Sequence[tuple[Held, Held]], query: Query) -> Reply:
        if len(pairs) > 1:
            names = "；".join(f"{title_of(one)}与{title_of(other)}" for one, other in pairs[:MAX_CANDIDATES])
            asked = f"有{len(pairs)}组公文可以逐项对照，请指明地区或公文：{names}。"
            return Reply(Draft([asked]), asks_back=True)
        comparison = compare_notices(self._library, self._citer, *pairs[0])
        return _reply(compare_wholes(comparison, kinds_asked(query.text)))

    # ---- where this level implements the other

    def _upper_and_lower(self, query: Query, resolved: Resolved, names: Sequence[str]) -> tuple[Held, Held] | None:
        """The notice of a place and that of a place in it, when a question asks what the second has of the first."""
        if not _COVER.search(query.text) or asked_of(_COVER.sub(" ", query.content), names).topic:
            return None
        sides = sides_of(query, resolved, self._library.held)
        if len(sides) != 2:
            return None
        upper, lower = sorted(sides, key=lambda side: len(side[0].place))
        if not lower[0].place.startswith(upper[0].place) or lower[0].place == upper[0].place:
            return None
        common = {series_name(h) for h in upper} & {series_name(h) for h in lower}
        one, other = (next((h for h in side if series_name(h) in common), side[0]) for side in (upper, lower))
        return one, other

    # ---- the duties of a unit

    def _of_unit(self, query: Query, resolved: Resolved, unit: AskedUnit) -> Reply | None:
        """The duties of a unit in two notices or more, each pair aligned as the wholes are."""
        sides = sides_of(query, resolved, self._library.held)
        if len(sides) < 2:
            return None
        roles = roles_of(query.text)
        named = {
            entry.held.notice_id: frozenset(task.ref for task in entry.named)
            for side in sides
            for entry in duties_of(self._library, unit, side, roles)
        }
        pairs = [pair for one, other in pairwise(sides) for pair in _by_series(one, other)]
        pairs = [pair for pair in pairs if any(h.notice_id in named for h in pair)]
        if not pairs:
            every = [h for side in sides for h in side]
            return Reply(refused=not_named(every, unit.name, roles), near=tuple(every))
        draft = Draft()
        said = (
            f"由{plain(unit.name)}{'或'.join(ROLE_WORDS[role] for role in roles)}"
            if roles
            else f"点名{plain(unit.name)}"
        )
        for one, other in pairs:
            comparison = _only(compare_notices(self._library, self._citer, one, other), named)
            draft.lines += [
                f"{title_of(one)}与{title_of(other)}中{said}的任务逐项对照：{comparison.counts_line()}。",
                "",
            ]
            list_pairs(draft, comparison, ("same", *kinds_asked(query.text)))
            draft.lines += [
                f"{plain(not_named([h], unit.name, roles))}。" for h in (one, other) if h.notice_id not in named
            ]
            draft.lines.append("")
        compared = {h.notice_id for pair in pairs for h in pair}
        for h in (h for side in sides for h in side if h.notice_id in named and h.notice_id not in compared):
            count = len(named[h.notice_id])
            draft.lines += [f"{title_of(h)}另有{count}项{said}的任务，没有可以对照的公文，未列入。", ""]
        return replace(_reply(draft), asked=(unit.name,))


def _reply(draft: Draft) -> Reply:
    return Reply(draft, is_list=True, passages=tuple(draft.citations))


def _without_unit(content: str, unit: AskedUnit) -> str:
    """A question without the names of a unit, each with the level before it."""
    for name in sorted({unit.name, unit.organ}, key=len, reverse=True):
        content = re.sub(rf"[省市区县州旗]?{re.escape(name)}", " ", content)
    return content


def _by_series(one: Sequence[Held], other: Sequence[Held]) -> list[tuple[Held, Held]]:
    """The notices of one name on two sides; the only one of each where none has a namesake."""
    by_name = {series_name(h): h for h in other}
    pairs = [(h, by_name[series_name(h)]) for h in one if series_name(h) in by_name]
    return pairs or ([(one[0], other[0])] if len(one) == len(other) == 1 else [])


def _only(comparison: Comparison, named: dict[str, frozenset[str]]) -> Comparison:
    """A comparison with the pairs alone of which a side is one of the duties named."""
    none: frozenset[str] = frozenset()
    sides = [named.get(h.notice_id, none) for h in (comparison.first, comparison.second)]
    out: list[Pair] = []
    for pair in comparison.pairs:
        own = [c is not None and c.ref in refs for c, refs in zip((pair.first, pair.second), sides, strict=True)]
        if all(own) or (any(own) and (comparison.is_series or pair.first is None or pair.second is None)):
            out.append(pair)
        elif any(own):  # the other district gives a like task to others, which is none of the unit's
            kind: PairKind = "dropped" if own[0] else "new"
            out.append(Pair(kind, pair.source, pair.first if own[0] else None, pair.second if own[1] else None))
    return replace(comparison, pairs=tuple(out))


def kinds_asked(text: str) -> tuple[PairKind, ...]:
    """Which differences of two notices a question wants: what is new, what is gone, else all."""
    wanted: list[PairKind] = []
    if _NEW.search(text):
        wanted.append("new")
    if _DROPPED.search(text):
        wanted.append("dropped")
    return tuple(wanted) or _ALL


def compare_wholes(comparison: Comparison, kinds: Sequence[PairKind] = _ALL) -> Draft:
    """The reply that two notices compared as wholes make: counts first, then what changed, came and went."""
    names = [title_of(h) for h in (comparison.first, comparison.second)]
    draft = Draft([f"{names[0]}与{names[1]}逐项对照：{comparison.counts_line()}。", ""])
    list_pairs(draft, comparison, kinds)
    return draft


def list_pairs(draft: Draft, comparison: Comparison, kinds: Sequence[PairKind]) -> None:
    """The pairs of some kinds as numbered lists, each with both marks and what differs."""
    number = 0
    for kind in kinds:
        pairs = comparison.of_kind(kind)
        draft.lines += [f"**{comparison.word_of(kind)}（{len(pairs)}项）**", ""] if pairs else []
        for pair in pairs:
            number += 1
            sides = [f"{_short(c)} {draft.cite(c)}" for c in (pair.first, pair.second) if c is not None]
            told = "；".join(plain(words) for words in said_changes(pair))
            draft.lines.append(f"{number}. {' → '.join(sides)}" + (f"（{told}）" if told else ""))
        draft.lines += [""] if pairs else []


def cover_wholes(comparison: Comparison) -> Draft:
    """The reply that tells where this level implements a higher one's notice: what is not found first."""
    names = [title_of(h) for h in (comparison.first, comparison.second)]
    draft = Draft([f"{names[0]}的各项要求在{names[1]}中的落实：{comparison.counts_line()}。", ""])
    number = 0
    kinds: tuple[PairKind, ...] = ("missing", "covered")
    for kind in kinds:
        pairs = comparison.of_kind(kind)
        draft.lines += [f"**{comparison.word_of(kind)}（{len(pairs)}项）**", ""] if pairs else []
        for pair in pairs:
            number += 1
            other = pair.second or pair.near
            sides = [f"{_short(c)} {draft.cite(c)}" for c in (pair.first, other) if c is not None]
            joined = "；相近（请核对）：" if pair.near is not None else " → "
            draft.lines.append(f"{number}. {joined.join(sides)}")
        draft.lines += [""] if pairs else []
    return draft


def _short(citation: Citation) -> str:
    words = citation.requirement or citation.quote
    return plain(shortened(words, _LONG - 2))
