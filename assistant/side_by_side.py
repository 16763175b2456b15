"""One topic in several notices, side by side: what each says in its own words, the fact asked for first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.align import LEAST, likenesses
from assistant.answer import Citation
from assistant.cite import Citer
from assistant.comparison import FIELDS
from assistant.compose import Draft, plain, quotation, say_deadlines, say_units, title_of
from assistant.differ import Change, facts_that_differ
from assistant.find import Finder, Found, Scored, distinct
from assistant.items import Item
from assistant.query import Query
from assistant.scope import Resolved, series, short_place
from assistant.sides import MOST, aligned, sides_of
from assistant.topic import Asked, Fact, asked_of
from corpus import HEAD, PREFACE, TAIL, Task, bare
from index import Held, Library

_LONG = 100
_FLOOR, _SURE, _SHARE = 0.5, 0.95, 0.6
"""When a notice says something on a topic: shared words and likeness of its best sentence together (0 to 2) reach
``_SURE``, or ``_SHARE`` of what the best of all sides reaches; no side counts below ``_FLOOR``. The share matters, as a
topic in other words than the notices' lowers all sides alike. Fitted on 311 pairs of a topic and a sample notice judged
by hand (97 say something on it): 5 of these are missed and 4 others taken for saying something."""
_SAID = 0.8
"""A topic that no side reaches so far on is told as near only: 缓交社保 stands in the notices as 延迟缴纳, and a topic
that none of them has reaches as far."""
_NEAR = 0.42
"""From this share on the best sentence of a silent side is shown as near: half of these are on the topic."""
_WITH_FACT, _WITH_VALIDITY = 0.6, 0.0
"""A sentence with the fact that is asked for is taken before the best one from this share of its score on; how long a
notice holds is said in so few ways that the words alone tell it."""
_CLOSE, _ALIKE, _DEPTH = 0.75, 0.25, 12
"""Of the sentences of a side that score at least so much of its best those are set against each other whose scores and,
weighed so, likeness to each other add up to most: a requirement against the same requirement."""
_ISSUES = re.compile(r"[现经].{0,60}(?:印发|下发|发)给你们|现予印发")
_AMOUNT = re.compile(
    r"(?<![第〔\d.])(?:\d+(?:\.\d+)?[百千万亿]*|百分之[一二三四五六七八九十百\d.]+|[一二三四五六七八九十两百千万]+)(?:余|多)?"
    r"(?:个?(?:百分点|[次户项件家台座所处名人场期部套张篇倍成类种条块])|个(?!月|工作)|[%％]|[万亿]?元|(?<=[一二三四五六七八九十\d])(?:米|公里|平方米|公顷|亩))|百分之[一二三四五六七八九十百\d.]+"
)
_TIME = re.compile(
    r"(?:\d+|[一二三四五六七八九十两半]+)\s*个?(?:工作日|小时|分钟|日|天|月|周|季度|年)(?:[之以]?内|[之以]?前|一次|后)|每(?:半年|季度?|[年月周日天])|按(?:季度?|月|周|年)"
    r"|\d+月(?:\d+日)?(?:前|底|起|至)|月底|年底|季度末|长期|全年|上半年|下半年"
)
_VALID = re.compile(
    r"(?:执行期|有效期|实施期|施行期)限?[^，,。；;]{0,8}(?:为|是|至|到|截止|定)|(?:执行|实施|施行|有效)(?:期限)?[至到]"
    r"|自[^，,。；;]{2,16}起?[^，,。；;]{0,4}(?:施行|执行|实施)"
)
_FORM = re.compile(
    r"(?:通过|采用|采取|运用|利用|使用|综合|以)[^，,。；;]{1,60}(?:方式|形式|途径|渠道|手段)(?!化|主义)|、[^，,。；;]{1,30}等(?:方式|形式|途径|渠道|手段)(?!化|主义)"
)
_SAYS: dict[Fact, re.Pattern[str]] = {"number": _AMOUNT, "validity": _VALID, "when": _TIME, "form": _FORM}
_THIS = re.compile(r"^.*?(?=本(?:政策|办法|措施|意见|通知|规定|方案|细则))")


@dataclass(slots=True)
class _Side:
    """A notice with what its search found on the topic, and how far its best sentence reaches."""

    held: Held
    found: Found
    best: Scored | None
    chosen: list[Scored] = field(default_factory=list)
    cited: list[Citation] = field(default_factory=list)

    @property
    def reach(self) -> float:
        return self.best.coverage + self.best.likeness if self.best is not None else 0.0


class SideBySide:
    """Compares one topic in several notices of a library."""

    def __init__(self, library: Library, citer: Citer, finder: Finder) -> None:
        self._library, self._citer, self._finder = library, citer, finder

    def compare(self, query: Query, resolved: Resolved) -> tuple[Draft | None, str]:
        """The best sentences of each notice in scope on the topic of a question, what is asked of each side first.

        Parameters
        ----------
        query, resolved
            The question and its scope.

        Returns
        -------
        tuple
            A draft, or None and why: fewer than two notices in scope, or none of them says anything on the topic.
        """
        sides = sides_of(query, resolved, self._library.held)
        if len(sides) < 2:
            if len(query.years) < 2 and len(query.places) < 2:
                return None, ""  # 两个网站不一样 compares no notices
            names = "、".join(title_of(h) for side in sides for h in side[:3])
            return None, f"比较需要两份以上的公文，范围内只有{names}" if sides else ""
        asked = asked_of(query.content, [h.name for side in sides for h in side])
        if not asked.topic:
            asked = replace(asked, topic=query.content, search=query.content)
        found = self._searched(asked, sides[:MOST])
        top = max(side.reach for side in found)
        if top < _FLOOR:
            return None, f"所比较的公文里没有找到与“{plain(asked.topic)}”相符的条文"
        said = (
            "各份公文的原文如下（对照请看引文）"
            if top >= _SAID
            else "各份公文没有完全相同的提法，最相近的原文如下（请核对）"
        )
        draft = Draft([f"关于“{plain(asked.topic)}”，{said}：", ""])
        silent = [side for side in found if not _speaks(side, top) and not self._answers(side, asked)]
        self._choose([side for side in found if side not in silent], asked, len(found))
        for side in (s for s in found if s not in silent):
            self._tell(draft, side, asked)
        self._differences(draft, [side for side in found if side not in silent])
        for side in silent:
            self._tell_silent(draft, side, top)
        if len(sides) > MOST:
            others = "、".join(plain(short_place(side[0])) for side in sides[MOST:])
            draft.lines.append(f"范围内另有{others}的公文没有列出，请指明地区再问。")
        return draft, ""

    def _searched(self, asked: Asked, sides: Sequence[Sequence[Held]]) -> list[_Side]:
        """One notice for each side, another one of the side where the first says nothing on the topic."""
        chosen = [self._search(asked, h) for h in aligned(self._finder, asked.search, sides)]
        top = max(side.reach for side in chosen)
        for at, side in enumerate(chosen):
            if not _speaks(side, top):
                others = [self._search(asked, h) for h in sides[at] if h.notice_id != side.held.notice_id]
                best = max(others, key=lambda other: other.reach, default=side)
                if best.reach >= max(_SURE, _SHARE * top):
                    chosen[at] = best
        return chosen

    def _search(self, asked: Asked, held: Held) -> _Side:
        found = self._finder.find(asked.search, "clause", {held.notice_id})
        found.sentences = [s for s in found.sentences if _is_content(s)]
        return _Side(held, found, found.best)

    # ---- one side

    def _tell(self, draft: Draft, side: _Side, asked: Asked) -> None:
        draft.lines += [_head(side.held), ""]
        at = len(draft.lines)
        for scored in side.chosen:
            citation = self._cite(side, scored, asked)
            mark = draft.cite(citation)
            side.cited.append(draft.citations[int(mark[1:-1]) - 1])
            draft.lines += quotation(citation, mark)
        if asked.facts:
            draft.lines[at:at] = self._facts(side.chosen[0], side.cited[0], asked)

    def _choose(self, sides: Sequence[_Side], asked: Asked, count: int) -> None:
        """The sentences to quote on each side: on the topic, with the facts asked for, and like each other."""
        close = [self._close(side, asked) for side in sides]
        firsts = self._like_each_other(close)
        for side, first in zip(sides, firsts, strict=True):
            rest = [] if asked.facts else [s for s in side.found.sentences if s is not first]
            side.chosen = distinct(rest, first, 0.92, 2 if count <= 3 else 1)

    def _close(self, side: _Side, asked: Asked) -> list[Scored]:
        fitting = self._with_facts(side, asked)
        return [s for s in fitting if s.score >= _CLOSE * fitting[0].score][:_DEPTH]

    def _like_each_other(self, close: Sequence[Sequence[Scored]]) -> list[Scored]:
        """One sentence of each side, so that their scores and their likeness to one of them add up to most."""
        sentences = [s for own in close for s in own]
        words = [s.sentence.words for s in sentences]
        table = self._library.likeness_table(words, words)
        place = {id(s): at for at, s in enumerate(sentences)}
        best: tuple[float, list[Scored]] = (-1.0, [])
        for anchor in sentences:
            alike = table[place[id(anchor)]]
            chosen, total = [], 0.0
            for own in close:
                worths = [s.score / own[0].score + _ALIKE * min(1.0, alike[place[id(s)]]) for s in own]
                at = own.index(anchor) if anchor in own else max(range(len(own)), key=worths.__getitem__)
                chosen.append(own[at])
                total += worths[at]
            if total > best[0]:
                best = (total, chosen)
        return best[1]

    def _with_facts(self, side: _Side, asked: Asked) -> list[Scored]:
        """The sentences that score well and say all facts asked for, else the first of them, else all; best first."""
        assert side.best is not None
        least = (_WITH_VALIDITY if "validity" in asked.facts else _WITH_FACT) * side.best.score
        for wanted in (asked.facts, asked.facts[:1]):
            fitting = [s for s in side.found.sentences if s.score >= least and all(self._has(s, f) for f in wanted)]
            if wanted and fitting:
                return fitting
        return side.found.sentences

    def _answers(self, side: _Side, asked: Asked) -> bool:
        """Whether a side's best sentence is near the topic and says what is asked for."""
        best = side.best
        return (
            best is not None
            and side.reach >= _SAID
            and bool(asked.facts)
            and all(self._has(best, f) for f in asked.facts)
        )

    def _has(self, scored: Scored, fact: Fact) -> bool:
        words = scored.sentence.words
        if fact in ("number", "validity", "form"):
            return bool(_SAYS[fact].search(words))
        task = self._task_of(scored)
        if fact == "who":
            return task is not None and bool(task.units)
        return bool(_TIME.search(words)) or (task is not None and bool(task.deadlines))

    def _task_of(self, scored: Scored) -> Task | None:
        """The duty that a sentence is of: its row, or the duty of its clause that has the same words."""
        if scored.task is not None or scored.clause is None:
            return scored.task
        words = bare(scored.sentence.words)
        for task in self._library.notice(scored.notice_id).tasks:
            if scored.clause.ref in (task.clause, task.section) or scored.clause.path == task.section:
                own = bare(task.requirement or task.task)
                if own and (own in words or words.rstrip("。") in own):
                    return task
        return None

    def _cite(self, side: _Side, scored: Scored, asked: Asked) -> Citation:
        """The sentence; the duty that it is of where who or when is asked, as the sentence alone does not print it."""
        task = self._task_of(scored)
        if task is not None and {"who", "when"} & set(asked.facts):
            return self._citer.of_task(scored.notice_id, task)
        return self._finder.cite(side.found, scored)

    def _facts(self, scored: Scored, citation: Citation, asked: Asked) -> list[str]:
        """The facts asked for in the words of the side, each with its mark; what it does not say is said."""
        said = []
        task = self._task_of(scored)
        quoted = bare(citation.quote)
        for fact in asked.facts:
            parts = _parts_with(scored.sentence.words, fact, asked.search)
            words = [part for part in parts if bare(part) in quoted]
            if fact == "who":
                said.append(f"责任单位：{say_units(task.units)}" if task and task.units else "没有写明责任单位")
            elif fact == "when" and task is not None and task.deadlines and (asked.is_due or not words):
                said.append(f"完成时限：{say_deadlines(task)}")
            elif words:
                said.append("，".join(f"“{plain(w)}”" for w in words))
            else:
                said.append(f"没有写明{_NOUNS[fact]}")
        told = [s for s in said if not s.startswith("没有写明")]
        if not told:
            return [f"{'；'.join(said)}。", ""]
        return [f"{'；'.join(dict.fromkeys(said))}。[{citation.n}]", ""]

    def _tell_silent(self, draft: Draft, side: _Side, top: float) -> None:
        near = side.best
        if near is None or side.reach < max(_FLOOR, _NEAR * top):
            draft.lines += [f"{_head(side.held)}未见相关条文。", ""]
            return
        draft.lines += [f"{_head(side.held)}未见直接写到的条文；最相近的是（请核对）：", ""]
        citation = self._finder.cite(side.found, near)
        draft.lines += quotation(citation, draft.cite(citation))

    # ---- what differs

    def _differences(self, draft: Draft, sides: Sequence[_Side]) -> None:
        """What differs in words between two sides whose quotations lay down the same kind of requirement."""
        if len(sides) != 2:
            return
        one, other = sides
        is_series = series(one.held) == series(other.held) and one.held.year != other.held.year
        is_level = one.held.year == other.held.year and one.held.place != other.held.place
        pair = self._most_alike(one.cited, other.cited)
        if pair is None or not (is_series or is_level):
            return
        first, second = pair
        names = [f"{side.held.year}年" if is_series else plain(short_place(side.held)) for side in sides]
        lines = []
        for change in differing(first, second):
            before, after = (plain("、".join(words)) for words in (change.before, change.after))
            told = f"{names[0]}“{before}”[{first.n}]，{names[1]}“{after}”[{second.n}]"
            lines.append(f"- {FIELDS[change.field]}不同：{told}")
        draft.lines += ["两处引文对照：", "", *lines, ""] if lines else []

    def _most_alike(self, first: Sequence[Citation], second: Sequence[Citation]) -> tuple[Citation, Citation] | None:
        """The two quotations that say most the same, if they say it alike enough to be one requirement."""
        if not first or not second:
            return None
        sides = [
            [Item("clause", bare(c.requirement or c.quote), c.heading, c.year) for c in own] for own in (first, second)
        ]
        scores = likenesses(sides[0], sides[1], self._library.likeness_table)
        at = int(scores.argmax())
        i, j = divmod(at, len(second))
        return (first[i], second[j]) if scores[i, j] >= LEAST else None


_NOUNS: dict[Fact, str] = {"number": "数量", "when": "时限", "validity": "执行期限", "who": "责任单位", "form": "方式"}


def _parts_with(words: str, fact: Fact, topic: str) -> list[str]:
    """The parts of a sentence that say a fact, those with most of the topic's words first, two at most, in order."""
    if fact not in _SAYS:
        return []
    pattern = _SAYS[fact]
    parts = [part for part in re.split(r"[，,；;。]", words) if pattern.search(part)]
    pairs = {topic[at : at + 2] for at in range(len(topic) - 1)}
    ranked = sorted(parts, key=lambda part: -sum(pair in part for pair in pairs))[:2]
    return [_THIS.sub("", part) if fact == "validity" else part for part in parts if part in ranked]


def _is_content(scored: Scored) -> bool:
    """Whether a sentence asks or says something: no head, no signature, not that a notice is issued herewith."""
    if scored.clause is not None and scored.clause.path in (HEAD, TAIL):
        return False
    if (
        scored.clause is not None
        and scored.clause.path == PREFACE
        and not re.search("[，。；：]", scored.sentence.words)
    ):
        return False  # a page's navigation
    return not _ISSUES.search(scored.sentence.words)


def _speaks(side: _Side, top: float) -> bool:
    return side.best is not None and side.reach >= _FLOOR and (side.reach >= _SURE or side.reach >= _SHARE * top)


def _head(held: Held) -> str:
    return f"**{plain(short_place(held))}（{held.year or '年份不明'}）** {title_of(held)}："


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
