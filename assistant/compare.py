"""Comparing notices: the same topic, found in each of them, side by side."""

from __future__ import annotations

import re

from assistant.compose import Draft, plain, quotation, title_of
from assistant.find import Finder, Scored, distinct
from assistant.question import Query
from assistant.scope import Resolved, short_place
from index import Held, Library

_WORDS = re.compile(
    r"有(?:什么|啥|哪些)?(?:不同|区别|变化|差别|差异)|(?:要求|规定|做法|提法)?(?:有)?(?:不同|区别|对比|比较|变化|差别|差异|异同)(?:一下)?|不?一样(?:吗)?|有啥不一样|相比|之间|分别|[两三]家|这块|哪些地方|都要"
)
_MOST = 6
_LEAST = 0.24


def compare(library: Library, finder: Finder, query: Query, resolved: Resolved) -> tuple[Draft | None, str]:
    """The best sentences of each notice in scope on the topic of a question.

    Parameters
    ----------
    library, finder
        Where to look.
    query, resolved
        The question and its scope.

    Returns
    -------
    tuple
        A draft, or None and why: fewer than two notices in scope say anything on the topic.
    """
    held = _chosen(query, resolved)
    if len(held) < 2:
        names = "、".join(title_of(h) for h in held)
        return None, f"比较需要两份以上的公文，范围内只有{names}" if held else ""
    topic = _WORDS.sub("", query.content).strip("，,、的和与跟 \u3000") or query.content
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
    del library
    return draft, ""


def _best(sentences: list[Scored], best: Scored, notices: int) -> list[Scored]:
    return distinct(sentences, best, 0.92, 2 if notices <= 3 else 1)


def _chosen(query: Query, resolved: Resolved) -> list[Held]:
    """One notice for each place, and for each year where a question names several, the fullest one first."""
    best: dict[tuple[str, int | None], Held] = {}
    for h in resolved.held:
        key = (h.place, h.year if len(query.years) > 1 else None)
        known = best.get(key)
        if known is None or (h.year or 0, h.clauses) > (known.year or 0, known.clauses):
            best[key] = h
    return sorted(best.values(), key=lambda h: (h.year or 0, h.place))
