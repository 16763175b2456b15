"""Answers made of one to three quotations: which sentences answer, whether they answer at all, and the fact first."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer import Citation
from assistant.cite import Citer
from assistant.compose import Draft, duty_line, plain, quotation, say_deadlines, say_units, title_of
from assistant.confidence import ANSWERS, LIKELY, NEAR, confidence, passage_words
from assistant.facts import lacking
from assistant.find import (
    Finder,
    Found,
    Scored,
    amount_asked,
    defines,
    distinct,
    has_number,
    number_pattern,
    quoted_terms,
    rows_named,
    terms_asked,
)
from assistant.kinds import topic_of
from assistant.markdown import shortened
from assistant.normalise import fold
from assistant.part_place import tells_of
from assistant.paths import depth_of, is_below
from assistant.query import Query
from assistant.reply import Reply
from assistant.scope import Resolved, short_place
from assistant.wants import asks_when, says_so
from corpus import Clause, Notice, Task, bare
from index import Library

_CHAT = re.compile(
    r"天气(?:怎么样|如何|好吗|预报)|讲个?笑话|写首诗|几点了|星期几|彩票|股票|吃什么|好看的电影|唱首歌|你喜欢"
)
"""Small talk whose words notices have in other senses (重污染天气)."""
_NONE_FITS = "的公文里没有找到与问题相符的条文"
_WHOLE = re.compile(r"全[省市州县区旗]")
_PAGE = 3
"""So many further quotations answer 还有呢."""
_PLACES = 6
"""A question without a place is answered for so many of them."""
_BEGINS = re.compile(r"开始|起算|生效|施行|执行|实施")
_BEGUN = re.compile(r"自[^，。；]{1,24}起|起(?:施行|实施|执行|生效)")
"""什么时候开始执行 is answered by 自2026年4月1日起, and by no date of completion."""
_LEADS = re.compile(r"牵头|主办|主责")
_WITH_FACT = 0.5
"""A sentence with the fact asked for (电话号码) may score so much of the best one."""
_FACET = re.compile(r"[，,、；;]|以及|还有")
_FACETS = 3
_WISH = re.compile(r"多少|几|能|要|哪|什么|怎么|谁|可以|是否|有没有")
"""Parts of a question that are asked in the same way are two wishes: 能打广告、能买关注量吗."""
_LEAST_FACET = 3
"""Characters that a part of a question must have besides the words of asking, to be looked up on its own."""
_INTRODUCES = re.compile(r"(?:下列|以下|如下|下述)[^。]{0,24}[：:；;。]?$|[：:]$")
_ITEMS = 8
_MOST_WORDS = 160
_HEADING = 0.8
"""A heading is the one asked about when so many of its pairs of characters stand in the question."""
_LEAST_HEADING = 4


class Quoter:
    """Makes the replies that quote sentences."""

    def __init__(self, library: Library, citer: Citer, finder: Finder) -> None:
        self._library, self._citer, self._finder = library, citer, finder

    def reply(self, query: Query, resolved: Resolved, found: Found) -> Reply:
        """The sentences that answer a query, or why none does."""
        best = found.best
        if best is None:
            return Reply(refused=f"{resolved.searched}的公文里没有找到与问题有关的条文")
        if _CHAT.search(query.text):
            return Reply(refused="这个问题与公文无关")
        if query.kind in ("list", "count") and (rows := self._siblings(query, best)):
            return self._rows(best, rows)
        if query.kind == "number":
            fitting = [s for s in found.sentences if has_number(query.asks or query.content, s.sentence.words, s.task)]
            missing = self._amount_missing(query, resolved)
            if missing or not fitting or fitting[0].score < 0.75 * best.score:
                said = f"没有写到“{plain(missing)}”" if missing else "没有写明所问的数字"
                sure = confidence(query, found, best)
                return Reply(refused=f"公文提到了有关事项，但{said}", show_near=sure > ANSWERS, score=sure)
            of_part = self._told_of_part(query, fitting)
            if not of_part or (query.part and confidence(query, found, of_part[0]) < ANSWERS):
                return self._of_the_whole(query, resolved, found, fitting[0])
            best = of_part[0]
        if missing := lacking(query.asks or query.content, passage_words(found, best)):
            holding = [s for s in found.sentences if self._has_fact(query, found, s)]
            if not holding or holding[0].score < _WITH_FACT * best.score:
                sure = confidence(query, found, best)
                why = f"公文提到了有关事项，但没有写明所问的{missing}"
                return Reply(refused=why, show_near=sure > ANSWERS, score=sure)
            best = holding[0]
        if query.kind in ("list", "count") and (reply := self._under_heading(query, found)):
            return reply
        sure = confidence(query, found, best)
        if sure < ANSWERS:
            asks_fact = query.kind in ("who", "deadline") and not query.part
            if asks_fact and (named := rows_named(query.content, found)):
                return self._quoted(query, found, named[:_PAGE], ANSWERS)
            return Reply(refused=f"{resolved.searched}{_NONE_FITS}", show_near=sure > NEAR, score=sure)
        if query.kind == "definition" and (absent := _absent_term(query, found)):
            return Reply(refused=f"文件库的公文里没有出现“{plain(absent)}”", score=sure)
        if query.kind == "deadline" and _BEGINS.search(query.asks or query.text):
            begun = [s for s in found.sentences if _BEGUN.search(s.sentence.words)]
            if begun and begun[0].score >= _WITH_FACT * best.score:
                return self._quoted(replace(query, kind="clause"), found, begun[:1], sure)
        if query.kind in ("who", "deadline"):
            best = self._with_fact(query, found, best)
        if query.wants.negation:
            negated = [s for s in found.sentences if says_so(query.wants.negation, s.sentence.words)]
            if not negated or negated[0].score < 0.6 * best.score:
                return Reply(refused="公文提到了有关事项，但没有写明所问的例外或禁止", show_near=True, score=sure)
            return self._quoted(query, found, distinct(negated, negated[0], 0.7, 3), sure)
        chosen = self._choose(query, resolved, found, best)
        if query.more:
            told = len(chosen) + _PAGE * (query.more - 1)
            further = [s for s in distinct(found.sentences, best, 0.6, told + _PAGE) if s not in chosen]
            chosen = further[_PAGE * (query.more - 1) :]
            if not chosen:
                return Reply(refused="范围内没有更多相关的条文，上一答已经列全", score=sure)
        reply = self._quoted(query, found, chosen, sure)
        if not query.more:
            self._add_items(reply.draft, chosen)
            self._add_facets(reply.draft, query, chosen)
        return reply

    def _quoted(self, query: Query, found: Found, chosen: list[Scored], score: float) -> Reply:
        draft = Draft()
        for scored in chosen:
            self._quote_one(draft, query, found, scored, named=len({s.notice_id for s in chosen}) > 1)
        asked = (query.besides.name,) if query.besides is not None else ()
        return Reply(draft, score=score, asked=asked)

    # ---- what must be there

    def _amount_missing(self, query: Query, resolved: Resolved) -> str:
        """The amount asked for (稿费), when no notice in scope has the word or one of the same meaning."""
        words = amount_asked(query.asks or query.content)
        if not words or any(self._library.holding(word) & resolved.ids for word in words):
            return ""
        return next(word for word in words if word in (query.asks or query.content))

    def _told_of_part(self, query: Query, fitting: list[Scored]) -> list[Scored]:
        """The sentences with a number that speak of the place asked, where it is one below the issuer's."""
        told = [s for s in fitting if tells_of(query.part, s, [self._citer.held(s.notice_id).place])]
        return told if told and told[0].score >= _WITH_FACT * fitting[0].score else []

    def _of_the_whole(self, query: Query, resolved: Resolved, found: Found, nearest: Scored) -> Reply:
        """That the number of a place is not told, and that of the whole is."""
        sure = confidence(query, found, nearest)
        if sure < ANSWERS:
            return Reply(refused=f"{resolved.searched}{_NONE_FITS}", show_near=sure > NEAR, nearest=nearest, score=sure)
        whole = _WHOLE.search(nearest.sentence.words)
        whose = f"，写明的是{whole.group()}的数字" if whole else ""
        why = f"公文没有写明{plain(query.part)}的数字{whose}"
        return Reply(refused=why, show_near=True, nearest=nearest, score=sure)

    def _has_fact(self, query: Query, found: Found, scored: Scored) -> bool:
        return not lacking(query.asks or query.content, passage_words(found, scored))

    def _with_fact(self, query: Query, found: Found, best: Scored) -> Scored:
        """The best sentence that says who, or by when; the best of all where none that is nearly as good does."""
        told: Scored | None = None
        for scored in found.sentences:
            if scored.score < 0.75 * best.score:
                break
            task = self._task_for(self._library.notice(scored.notice_id), scored)
            if task is None or not (task.units if query.kind == "who" else task.deadlines):
                continue
            if scored.notice_id == best.notice_id and told is None:
                told = scored
            if _LEADS.search(query.text) is None or query.kind != "who":
                if told is not None:
                    break
            elif scored.score >= 0.9 * best.score and any(u.role == "lead" for u in task.units):
                return scored  # 谁牵头 is answered by who is printed as leading
        return told or best

    # ---- which sentences

    def _choose(self, query: Query, resolved: Resolved, found: Found, best: Scored) -> list[Scored]:
        """The sentences to quote: one a notice where the question names no place, else the best one or two."""
        if not query.places and not query.names_notices and len(resolved.held) > 1:
            first: dict[str, Scored] = {}
            for scored in found.sentences:
                first.setdefault(scored.notice_id, scored)
            least = 0.86
            if query.kind == "number" and number_pattern(query.asks or query.content):
                least = 0.6  # the number asked for is evidence enough
                first = {
                    n: s
                    for n, s in first.items()
                    if s is best or has_number(query.asks or query.content, s.sentence.words, s.task)
                }
            near = [s for s in first.values() if s.score >= least * best.score]
            if len(near) > 1:
                return near[: 2 if query.kind == "definition" else _PLACES]
        if query.kind == "definition" and (terms := terms_asked(query.content)):
            holding = [s for s in found.sentences if any(t in s.sentence.words for t in terms)]
            if any(defines(t, best.sentence.words) for t in terms):
                return [best]
            if holding and holding[0] is best:
                return distinct(holding, best, 0.72, 3)
        if query.kind == "who":
            return [best]
        fitting = found.sentences
        if query.kind == "number":
            fitting = [s for s in fitting if has_number(query.asks or query.content, s.sentence.words, s.task)]
            fitting = self._told_of_part(query, fitting)
        return distinct(fitting, best, 0.9, 3 if query.kind == "list" else 2)

    def _add_facets(self, draft: Draft, query: Query, chosen: list[Scored]) -> None:
        """What answers the parts of a question that the sentences chosen do not: 装多少台电梯、修多少平老房子."""
        facets = [f for f in _FACET.split(query.content) if len(topic_of(f)) >= _LEAST_FACET]
        if query.kind not in ("clause", "number", "list", "yesno") or not 2 <= len(facets) <= _FACETS:
            return
        if not set.intersection(*(set(_WISH.findall(facet)) for facet in facets)):
            return  # 订单黄了想转内销，行不行 is one wish
        ids = {s.notice_id for s in chosen}
        if len(ids) > 1:
            return
        for facet in facets:
            found = self._finder.find(facet, query.kind, ids)
            best = found.best
            if best is None or confidence(query, found, best) < LIKELY:
                continue
            if query.kind == "number" and not has_number(facet, best.sentence.words, best.task):
                continue
            citation = self._finder.cite(found, best)
            if not any(_repeats(citation, other) for other in draft.citations):
                draft.lines += quotation(citation, draft.cite(citation))

    def _add_items(self, draft: Draft, chosen: list[Scored]) -> None:
        """The items below a sentence that only introduces them (应当公开下列信息：)."""
        for scored in chosen:
            passage = scored.clause
            if passage is None or not _INTRODUCES.search(scored.sentence.words.rstrip()):
                continue
            notice = self._library.notice(scored.notice_id)
            for clause in _below(notice, passage)[:_ITEMS]:
                citation = self._citer.of_clause(scored.notice_id, clause)
                draft.lines += quotation(citation, draft.cite(citation))

    # ---- lists by heading

    def _under_heading(self, query: Query, found: Found) -> Reply | None:
        """What stands below the one heading that the question names: 守护群众健康这一块列了哪几件事."""
        best: tuple[float, str, str] | None = None
        for notice_id in dict.fromkeys(s.notice_id for s in found.sentences[:12]):
            for section in self._library.notice(notice_id).sections:
                fit = _named_by(section.heading, query.content)
                if fit >= _HEADING and (best is None or fit * len(section.heading) > best[0]):
                    best = fit * len(section.heading), notice_id, section.path
        if best is None:
            return None
        _, notice_id, path = best
        notice = self._library.notice(notice_id)
        below = [c for c in notice.clauses if c.trail and is_below(c.path, path)]
        depth = min((depth_of(c.path) for c in below), default=0)
        items = [c for c in below if depth_of(c.path) == depth]
        if len(items) < 2 or len(items) > 40:
            return None
        draft = Draft()
        heading = next(s.heading for s in notice.sections if s.path == path)
        draft.lines += [f"{title_of(self._citer.held(notice_id))}“{plain(heading)}”之下列有{len(items)}项：", ""]
        for number, clause in enumerate(items, 1):
            citation = self._citer.of_clause(notice_id, clause)
            mark = draft.cite(citation)
            words = bare(clause.text)
            draft.lines.append(f"{number}. {plain(shortened(words, _MOST_WORDS))} {mark}")
        return Reply(draft, is_list=True, passages=tuple(draft.citations), score=1.0)

    def _siblings(self, query: Query, best: Scored) -> list[Task]:
        """The rows under one heading of a table, when the question names that heading."""
        topic = query.topic
        own = [topic[i : i + 3] for i in range(max(0, len(topic) - 2))]
        if len(own) < 2:
            return []

        def names_topic(heading: str) -> bool:
            return sum(g in heading for g in own) >= 0.5 * len(own)

        notice = self._library.notice(best.notice_id)
        rows = [t for t in notice.tasks if t.source == "table" and len(t.task) >= 4 and names_topic(t.task)]
        return rows if len(rows) >= 3 else []

    def _rows(self, best: Scored, rows: list[Task]) -> Reply:
        draft = Draft()
        held = self._citer.held(best.notice_id)
        draft.lines += [f"{title_of(held)}附表“{plain(rows[0].task)}”之下列有{len(rows)}项：", ""]
        for number, task in enumerate(rows, 1):
            mark = draft.cite(self._citer.of_task(best.notice_id, task))
            draft.lines.append(duty_line(number, task, mark, say_units(task.units)))
        return Reply(draft, is_list=True, passages=tuple(draft.citations), score=best.score)

    # ---- one quotation, its fact first

    def _quote_one(self, draft: Draft, query: Query, found: Found, scored: Scored, named: bool) -> None:
        notice = self._library.notice(scored.notice_id)
        task = self._task_for(notice, scored) if query.kind in ("who", "deadline", "responsibility") else scored.task
        held = self._citer.held(scored.notice_id)
        head = f"{plain(short_place(held))}（{held.year or '年份不明'}）：" if named else ""
        if task is not None and query.kind == "who" and task.units:
            citation = self._citer.of_task(scored.notice_id, task)
            if scored.sentence.words[:12] not in citation.quote and scored.task is None:
                other = self._finder.cite(found, scored)
                draft.lines += quotation(other, draft.cite(other))
            mark = draft.cite(citation)
            draft.lines += [f"{head}{_who(query, task)}。{mark}", "", *quotation(citation, mark)]
            self._say_variants(draft, task)
            return
        if task is not None and query.kind == "who" and task.likely and task.source == "table":
            citation = self._citer.of_task(scored.notice_id, task)
            mark = draft.cite(citation)
            likely = "、".join(plain(x.unit.name) for x in task.likely)
            blank = f"这一行的责任单位一栏为空；可能与第{task.likely[0].from_row}行（{likely}）合并，请核对原表。"
            draft.lines += [f"{head}{blank}{mark}", "", *quotation(citation, mark)]
            return
        by_when = query.kind == "deadline" or (
            query.kind == "number"
            and (pattern := number_pattern(query.asks or query.content))
            and not pattern.search(scored.sentence.words)
        )
        if task is not None and by_when and task.deadlines:
            citation = self._citer.of_task(scored.notice_id, task)
            mark = draft.cite(citation)
            draft.lines += [f"{head}完成时限：{say_deadlines(task)}。{mark}", "", *quotation(citation, mark)]
            self._say_variants(draft, task)
            return
        citation = self._finder.cite(found, scored)
        mark = draft.cite(citation)
        if head:
            draft.lines += [head, ""]
        draft.lines += quotation(citation, mark)
        if scored.task is not None:
            self._say_variants(draft, scored.task)

    def _say_variants(self, draft: Draft, task: Task) -> None:
        """Where the table and the body of a notice differ on a duty: both, side by side."""
        lines = [
            f"- 附表写作“{plain(v.here)}”，正文写作“{plain(v.there)}”" for v in task.variants if v.here and v.there
        ]
        if lines:
            draft.lines += ["原文前后不一致，请核对：", "", *lines, ""]

    def _task_for(self, notice: Notice, scored: Scored) -> Task | None:
        """The row that says what a sentence of a clause says."""
        if scored.task is not None or scored.clause is None:
            return scored.task
        words = scored.sentence.words
        grams = {words[i : i + 4] for i in range(len(words) - 3)}
        best, share = None, 0.5
        for task in notice.tasks:
            if task.clause not in (scored.clause.ref, scored.clause.path):
                continue
            own = [task.requirement[i : i + 4] for i in range(max(0, len(task.requirement) - 3))]
            shared = sum(g in grams for g in own) / max(1, min(len(own), len(grams)))
            if shared > share:
                best, share = task, shared
        return best


def _absent_term(query: Query, found: Found) -> str:
    """The term in quotation marks that no sentence found has: its meaning cannot be held."""
    folded = [fold(s.sentence.words) for s in found.sentences]
    terms = quoted_terms(query.content)
    return terms[0] if terms and not any(fold(t) in words for t in terms for words in folded) else ""


def _who(query: Query, task: Task) -> str:
    """Who does a duty, without the unit that the question leaves out; by when, where a row says so or it is asked."""
    units = task.units
    said = f"由{say_units(units)}"
    if query.besides is not None:
        others = [u for u in units if u.organ != query.besides.organ and query.besides.organ not in u.name]
        name = plain(query.besides.name)
        if len(others) == len(units):
            said = f"这一项没有点名{name}；由{say_units(units)}"
        else:
            said = f"除{name}外，还有{say_units(others)}" if others else f"除{name}外，原文没有列出其他单位"
    if task.deadlines and (task.source == "table" or asks_when(query.text)):
        return f"{said}（完成时限：{say_deadlines(task)}）"
    return said + ("（原文没有写明完成时限）" if asks_when(query.text) else "")


def _repeats(one: Citation, other: Citation) -> bool:
    """Whether a quotation says mostly what another of the same notice says, as body and table do."""
    if one.notice_id != other.notice_id:
        return False
    own, others = (set(_pairs(bare(c.quote))) for c in (one, other))
    return len(own & others) >= 0.6 * min(len(own), len(others))


def _below(notice: Notice, clause: Clause) -> list[Clause]:
    """The clauses one level below a clause."""
    deeper = [c for c in notice.clauses if is_below(c.path, clause.path)]
    nearest = min((depth_of(c.path) for c in deeper), default=0)
    return [c for c in deeper if depth_of(c.path) == nearest]


def _named_by(heading: str, content: str) -> float:
    """The share of a heading's pairs of characters that stand in a question; 0 for a short heading."""
    words = bare(heading)
    pairs = _pairs(words)
    if len(words) < _LEAST_HEADING or not pairs:
        return 0.0
    return sum(p in content for p in pairs) / len(pairs)


def _pairs(words: str) -> list[str]:
    return [words[i : i + 2] for i in range(len(words) - 1)]
