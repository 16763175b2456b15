"""Comparing notices: the same topic, found in each of them, side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose import Draft, plain, quotation, title_of
from assistant.find import Finder, Scored, distinct
from assistant.places import parts_of, stem
from assistant.question import Query
from assistant.scope import Resolved, short_place
from index import Held

_WORDS = re.compile(
    r"(?:在)?(?:要求|规定|做法|提法|内容|安排)?(?:上|方面)?(?:都|各)?有?(?:什么|啥|哪些|何)?(?:不同|区别|对比|比较|变化|差别|差异|异同)(?:一下)?"
    r"|不?一样(?:吗|不)?|有啥|相比|之间|分别|[两三四]家|这块|都要|有什么|怎么"
)
_EDGES = re.compile(
    r"^[，,、的和与跟对在关于把\u3000 ]+|(?:的|上)?(?:要求|规定|做法|提法|安排|措施|内容)?[，,、的和与跟\u3000 ？?]*$"
)
_MOST = 6
_LEAST = 0.24


def compare(finder: Finder, query: Query, resolved: Resolved) -> tuple[Draft | None, str]:
    """The best sentences of each notice in scope on the topic of a question.

    Parameters
    ----------
    finder
        Where to look.
    query, resolved
        The question and its scope.

    Returns
    -------
    tuple
        A draft, or None and why: fewer than two notices in scope say anything on the topic.
    """
    sides = _sides(query, resolved)
    if len(sides) < 2:
        if len(query.years) < 2 and len(query.places) < 2:
            return None, ""  # 两个网站不一样 compares no notices
        names = "、".join(title_of(h) for side in sides for h in side[:3])
        return None, f"比较需要两份以上的公文，范围内只有{names}" if sides else ""
    topic = _EDGES.sub("", _WORDS.sub("", query.content)) or query.content
    held = _aligned(finder, topic, sides)
    draft = Draft()
    said: list[tuple[Held, list[str]]] = []
    silent: list[Held] = []
    for h in held[:_MOST]:
        found = finder.find(topic, "clause", {h.notice_id})
        best = found.best
        if best is None or best.score < _LEAST:
            silent.append(h)
            continue
        lines: list[str] = []
        for scored in _best(found.sentences, best, len(held)):
            citation = finder.cite(found, scored)
            lines += quotation(citation, draft.cite(citation))
        said.append((h, lines))
    if not said:
        return None, ""
    draft.lines += [f"关于“{plain(topic)}”，各份公文的原文如下（对照请看引文）：", ""]
    for h, lines in said:
        draft.lines += [f"**{plain(short_place(h))}（{h.year or '年份不明'}）** {title_of(h)}：", "", *lines]
    for h in silent:
        draft.lines += [f"**{plain(short_place(h))}（{h.year or '年份不明'}）** {title_of(h)}：未见相关条文。", ""]
    return draft, ""


def _best(sentences: list[Scored], best: Scored, notices: int) -> list[Scored]:
    return distinct(sentences, best, 0.92, 2 if notices <= 3 else 1)


def _sides(query: Query, resolved: Resolved) -> list[list[Held]]:
    """The notices on each side: one side for each place, and for each year where a question names several."""
    sides: dict[tuple[str, int | None], list[Held]] = {}
    for h in resolved.held:
        sides.setdefault((h.place, h.year if len(query.years) > 1 else None), []).append(h)
    if len(sides) == 1 and (query.doc_numbers or not query.years):
        sides = {(h.notice_id, None): [h] for h in resolved.held}
    return sorted(sides.values(), key=lambda side: (side[0].year or 0, side[0].place))


def _aligned(finder: Finder, topic: str, sides: Sequence[Sequence[Held]]) -> list[Held]:
    """One notice a side: of a series that all sides have, else the one that says most on the topic."""
    common = set.intersection(*({_series_name(h) for h in side} for side in sides))
    out = []
    for side in sides:
        fitting = [h for h in side if _series_name(h) in common] or list(side)
        newest = max(h.year or 0 for h in fitting)
        fitting = [h for h in fitting if (h.year or 0) == newest]
        if len(fitting) > 1:
            best = {h.notice_id: finder.find(topic, "clause", {h.notice_id}).best for h in fitting}
            fitting.sort(key=lambda h: -(found.score if (found := best[h.notice_id]) else 0.0))
        out.append(fitting[0])
    return out


def _series_name(held: Held) -> str:
    """The name of a notice without its place and year: 政务公开工作要点."""
    name = re.sub(r"(?:19|20)\d\d\s?年?度?", "", held.name)
    for part in {held.place, *parts_of(held.place), *(stem(p) for p in parts_of(held.place))}:
        name = name.replace(part, "") if part else name
    return re.sub(r"^[省市区县]|全[省市区县]", "", name)
