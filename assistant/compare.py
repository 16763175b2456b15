"""Answers that compare notices: one topic in each of them side by side, or two of them as wholes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Citation
from assistant.comparison import FIELDS, Comparison, PairKind, said_changes
from assistant.compose import Draft, plain, quotation, title_of
from assistant.differ import Change, facts_that_differ
from assistant.find import Finder, Scored, distinct
from assistant.places import parts_of, stem
from assistant.question import Query
from assistant.scope import Resolved, series, short_place
from corpus import bare
from index import Held

_WORDS = re.compile(
    r"(?:在)?(?:要求|规定|做法|提法|内容|安排)?(?:上|方面)?(?:都|各)?有?(?:什么|啥|哪些|何)?(?:不同|区别|对比|比较|变化|差别|差异|异同)(?:一下)?"
    r"|不?一样(?:吗|不)?|有啥|相比|之间|分别|[两三四]家|这块|都要|有什么|怎么"
)
_EDGES = re.compile(
    r"^[，,、的和与跟对在关于把\u3000 ]+|(?:的|上)?(?:要求|规定|做法|提法|安排|措施|内容)?[，,、的和与跟\u3000 ？?]*$"
)
_GENERIC = re.compile(
    r"[两二这近]+年(?:来|间)?|前后|整体上?|总体上?|全文|主要|所有|政策|工作|要点|任务|通知|文件|公文|方案|措施|内容|方面|要求|规定|一份|两份|有|新|旧|比|较|了|上|中|里|这|那|[，,、的和与跟对在年？?。\s]"
)
_OVER_TIME = re.compile(r"[两二]年|历年|逐年|上年|往年|以前|过去|变化|变了|新增|新要求")
_LONG = 100
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
    cited: list[tuple[Held, list[Citation]]] = []
    silent: list[Held] = []
    for h in held[:_MOST]:
        found = finder.find(topic, "clause", {h.notice_id})
        best = found.best
        if best is None or best.score < _LEAST:
            silent.append(h)
            continue
        lines: list[str] = []
        first = len(draft.citations)
        for scored in _best(found.sentences, best, len(held)):
            citation = finder.cite(found, scored)
            lines += quotation(citation, draft.cite(citation))
        said.append((h, lines))
        cited.append((h, draft.citations[first:]))
    if not said:
        return None, ""
    draft.lines += [f"关于“{plain(topic)}”，各份公文的原文如下（对照请看引文）：", ""]
    for h, lines in said:
        draft.lines += [f"**{plain(short_place(h))}（{h.year or '年份不明'}）** {title_of(h)}：", "", *lines]
    draft.lines += _differing_lines(cited)
    for h in silent:
        draft.lines += [f"**{plain(short_place(h))}（{h.year or '年份不明'}）** {title_of(h)}：未见相关条文。", ""]
    return draft, ""


def differing(first: Citation, second: Citation) -> list[Change]:
    """Dates, numbers and units that differ between two quotations; each stands in the quotation of its side."""
    changes = list(facts_that_differ(first.quote, second.quote, (first.year, second.year)))
    units = first.units or (), second.units or ()
    if all(units) and set(units[0]) != set(units[1]):
        changes.append(Change("unit", units[0], units[1]))
    sides = bare(first.quote), bare(second.quote)
    return [
        change
        for change in changes
        if all(bare(w) in sides[0] for w in change.before) and all(bare(w) in sides[1] for w in change.after)
    ]


def _differing_lines(said: Sequence[tuple[Held, list[Citation]]]) -> list[str]:
    """What differs in words, for two notices of one series."""
    if len(said) != 2 or series(said[0][0]) != series(said[1][0]) or said[0][0].year == said[1][0].year:
        return []
    (one, first), (other, second) = said
    lines = []
    for change in differing(first[0], second[0]):
        before, after = (plain("、".join(words)) for words in (change.before, change.after))
        told = f"{one.year}年“{before}”[{first[0].n}]，{other.year}年“{after}”[{second[0].n}]"
        lines.append(f"- {FIELDS[change.field]}不同：{told}")
    return ["两处引文对照：", "", *lines, ""] if lines else []


def wholes(finder: Finder, held: Sequence[Held], query: Query, resolved: Resolved) -> list[tuple[Held, Held]]:
    """The pairs of notices that a question compares as wholes; none when it has a topic or compares more.

    Parameters
    ----------
    finder
        Chooses among the notices of one side.
    held
        All notices of the library: 今年的要点有什么变化 compares with the year before.
    query, resolved
        The question and its scope.

    Returns
    -------
    list of tuple
        The earlier one first. Several pairs: the question does not say which.
    """
    rest = _WORDS.sub("", query.content)
    one_place = not query.places or len({h.place for h in resolved.held}) == 1
    if one_place and not query.doc_numbers and (len(query.years) == 2 or _OVER_TIME.search(query.text)):
        pairs = [
            (older, newer)
            for newer in resolved.held
            if not _topic_left(rest, (newer,)) and (older := _year_before(newer, held, query.years)) is not None
        ]
        if pairs:
            return pairs
    sides = _sides(query, resolved)
    if len(sides) != 2:
        return []
    one, other = _aligned(finder, query.content, sides)
    is_pair = bool(query.doc_numbers) or _series_name(one) == _series_name(other)
    return [(one, other)] if is_pair and not _topic_left(rest, (one, other)) else []


def _year_before(newer: Held, held: Sequence[Held], years: Sequence[int]) -> Held | None:
    """The notice of the same series and the other of two years, or of the year before where fewer are asked."""
    own = [h for h in held if series(h) == series(newer) and h.year and h.year < (newer.year or 0)]
    if len(years) > 1:
        own = [h for h in own if len(years) == 2 and h.year in years]
    return max(own, key=lambda h: h.year or 0, default=None)


def _topic_left(words: str, held: Sequence[Held]) -> bool:
    """Whether words name a topic: neither generic ones (要点, 文件) nor a part of the notices' name (政务公开)."""
    kept = _GENERIC.sub("", words)
    names = [_GENERIC.sub("", _series_name(h)) for h in held]
    return bool(kept) and not all(kept in name for name in names)


def compare_wholes(comparison: Comparison) -> Draft:
    """The reply that two notices compared as wholes make: counts first, then what changed, came and went."""
    draft = Draft()
    names = [title_of(h) for h in (comparison.first, comparison.second)]
    draft.lines += [f"{names[0]}与{names[1]}逐项对照：{comparison.counts_line()}。", ""]
    number = 0
    kinds: tuple[PairKind, ...] = ("changed", "new", "dropped")
    for kind in kinds:
        pairs = comparison.of_kind(kind)
        if pairs:
            draft.lines += [f"**{comparison.word_of(kind)}（{len(pairs)}项）**", ""]
        for pair in pairs:
            number += 1
            sides = [f"{_short(c)} {draft.cite(c)}" for c in (pair.first, pair.second) if c is not None]
            told = "；".join(plain(words) for words in said_changes(pair))
            draft.lines.append(f"{number}. {' → '.join(sides)}" + (f"（{told}）" if told else ""))
        if pairs:
            draft.lines.append("")
    return draft


def _short(citation: Citation) -> str:
    words = citation.requirement or citation.quote
    return plain(words if len(words) <= _LONG else f"{words[: _LONG - 2]}……")


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
