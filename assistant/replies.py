"""One reply for each kind of question, as a draft of quotations or a refusal."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer import Citation
from assistant.cite import Citer
from assistant.compare import Comparer
from assistant.compose import (
    Draft,
    duty_line,
    plain,
    quotation,
    say_deadlines,
    say_units,
    title_of,
)
from assistant.find import (
    Finder,
    Found,
    Scored,
    defines,
    distinct,
    has_number,
    number_pattern,
    quoted_terms,
    terms_asked,
)
from assistant.label import say_path
from assistant.metadata import facts_of, wanted_fields
from assistant.normalise import fold
from assistant.query import Query
from assistant.reply import Reply as Reply
from assistant.scope import Resolved, short_place
from assistant.summary import Summaries
from assistant.tasklists import TaskLists
from assistant.thresholds import falls_short, needed_for
from assistant.wants import asks_when, says_so
from corpus import Notice, Task, chinese_number
from index import Library

_PAGE = 3
"""So many further quotations answer 还有呢."""


class Replies:
    """Makes the reply of each kind."""

    def __init__(self, library: Library, citer: Citer, finder: Finder) -> None:
        self._library, self._citer, self._finder = library, citer, finder
        self._tasks = TaskLists(library, citer)
        self._summaries = Summaries(library, citer)
        self._comparer = Comparer(library, citer, finder)

    def make(self, query: Query, resolved: Resolved, found: Found) -> Reply:
        """The reply to a query within its scope; to a question whether there is such a thing, 有 or 未见 first."""
        reply = self._make(query, resolved, found)
        if query.entry:
            return self._entry(query, resolved, reply)
        if query.kind == "yesno" or (query.whether and query.kind in ("responsibility", "due", "clause")):
            if reply.refused:
                reply.refused = f"未见。{reply.refused}"
            elif not reply.asks_back:
                reply.draft.lines[:0] = ["有。" if query.whether else "有相关规定：", ""]
        return reply

    def _make(self, query: Query, resolved: Resolved, found: Found) -> Reply:
        if query.kind == "metadata":
            return self._metadata(query, resolved)
        if query.kind == "summary" and not query.row:
            return self._summaries.make(query, resolved)
        if query.section or query.row:
            return self._at_place(query, resolved)
        if query.kind == "responsibility" and query.unit is not None:
            return self._tasks.of_unit(query, resolved)
        if query.kind == "due" and (query.due is not None or query.wants.periods or query.besides is not None):
            return self._tasks.by_condition(query, resolved)
        if query.kind == "count" and query.wants.is_count:
            return self._tasks.counted(query, resolved)
        if query.kind == "compare":
            compared = self._comparer.make(query, resolved)
            if compared is not None:
                return compared
        return self._quoted(query, resolved, found)

    def _at_place(self, query: Query, resolved: Resolved) -> Reply:
        """The words at a place that the question names: a section with what is below it, or a row."""
        draft = Draft()
        for h in resolved.held:
            notice = self._library.notice(h.notice_id)
            if query.row:
                rows = [t for t in notice.tasks if t.row == query.row]
                citations = [self._citer.of_task(h.notice_id, t) for t in rows]
            else:
                inside = [c for c in notice.clauses if c.trail and c.path.startswith(query.section)]
                exact = [c for c in inside if c.path == query.section]
                citations = [
                    self._citer.of_clause(h.notice_id, c)
                    for c in (exact if len(exact) == 1 and len(inside) > 12 else inside)
                ]
            for citation in citations:
                draft.lines += quotation(citation, draft.cite(citation))
        if not draft.citations:
            what = f"附件序号{query.row}" if query.row else say_path(query.section)
            titles = "、".join(title_of(h) for h in resolved.held[:3])
            return Reply(refused=f"{titles}没有{what}", near=resolved.held)
        return Reply(draft, is_list=True, passages=tuple(draft.citations))

    def _entry(self, query: Query, resolved: Resolved, reply: Reply) -> Reply:
        """One entry of the answer before, in full: who, by when, all of its words, and the other place of a duty."""
        chosen = reply.draft.entries(query.entry)
        if not chosen:
            at_place = self._at_place(replace(query, section=f"第{chinese_number(query.entry)}条", row=""), resolved)
            if not at_place.refused:
                return at_place
            return Reply(refused=reply.refused or f"上一答没有第{query.entry}项", near=resolved.held)
        draft = Draft()
        for citation in chosen:
            whole, task = self._whole(citation)
            mark = draft.cite(whole)
            if task is not None:
                told = [
                    say_units(task.units),
                    f"完成时限：{say_deadlines(task)}" if task.deadlines else "没有写明完成时限",
                ]
                draft.lines += [f"上一答第{query.entry}项：{'；'.join(t for t in told if t)}。{mark}", ""]
            draft.lines += quotation(whole, mark)
            if task is not None and task.clause is not None and task.source == "table":
                notice = self._library.notice(citation.notice_id)
                for clause in (c for c in notice.clauses if c.ref == task.clause):
                    body = self._citer.of_clause(citation.notice_id, clause)
                    draft.lines += ["正文中对应的条文：", "", *quotation(body, draft.cite(body))]
        return Reply(draft, is_list=True, passages=tuple(draft.citations))

    def _whole(self, citation: Citation) -> tuple[Citation, Task | None]:
        """The whole duty or clause that a citation is of."""
        notice = self._library.notice(citation.notice_id)
        task = next((t for t in notice.tasks if t.ref == citation.ref), None) if citation.units is not None else None
        if task is not None:
            return self._citer.of_task(citation.notice_id, task), task
        clause = next(c for c in notice.clauses if c.ref == citation.ref)
        return self._citer.of_clause(citation.notice_id, clause), None

    # ---- metadata

    def _metadata(self, query: Query, resolved: Resolved) -> Reply:
        fields = wanted_fields(query.text)
        draft = Draft()
        is_inventory = "held" in fields
        if is_inventory:
            draft.lines += [f"文件库中有{len(resolved.held)}份公文：", ""]
            fields = ["doc_number"]
        asked = fields
        if query.doc_numbers and "doc_number" not in fields:
            fields = ["doc_number", *fields]
        held = list(resolved.held)
        if len(held) > 30:
            held = held[:30]
        for h in held:
            facts = facts_of(self._library, self._citer, h, fields)
            for fact in facts:
                if fact.citation is None and "没有" in fact.said and len(held) > 1 and not is_inventory:
                    continue
                mark = draft.cite(fact.citation) if fact.citation is not None else ""
                draft.lines.append(f"- {title_of(h)}：{plain(fact.said)} {mark}".rstrip())
        if not draft.citations or not any(facts_of(self._library, self._citer, h, asked) for h in held):
            what = "联系电话" if asked == ["phone"] else "这一项"
            titles = "、".join(title_of(h) for h in resolved.held[:3])
            return Reply(refused=f"{titles}没有写明{what}", near=resolved.held)
        return Reply(draft, is_list=True, passages=tuple(draft.citations))

    # ---- answers made of one to three quotations

    def _quoted(self, query: Query, resolved: Resolved, found: Found) -> Reply:
        best = found.best
        if best is None:
            return Reply(refused="文件库的公文里没有找到与问题有关的条文")
        if query.kind == "number":
            fitting = [s for s in found.sentences if has_number(query.content, s.sentence.words, s.task)]
            if not fitting or fitting[0].score < 0.75 * found.sentences[0].score:
                return Reply(refused="公文提到了有关事项，但没有写明所问的数字", show_near=True, score=best.score)
            best = fitting[0]
        reached, needed = best.coverage + best.likeness, needed_for(query, best)
        if falls_short(query, found, best, needed):
            why = "文件库的公文里没有找到与问题相符的条文"
            return Reply(refused=why, show_near=reached > 0.8 * needed[0], score=reached, threshold=needed[0])
        if query.kind == "definition" and (absent := self._absent_term(query, found)):
            return Reply(refused=f"文件库的公文里没有出现“{plain(absent)}”", score=reached, threshold=needed[0])
        if query.kind in ("who", "deadline"):
            best = self._with_fact(query, found, best)
        if query.wants.negation:
            negated = [s for s in found.sentences if says_so(query.wants.negation, s.sentence.words)]
            if not negated or negated[0].score < 0.6 * best.score:
                return Reply(refused="公文提到了有关事项，但没有写明所问的例外或禁止", show_near=True, score=reached)
            return self._negated(query, found, distinct(negated, negated[0], 0.7, 3), reached)
        if query.kind in ("list", "count") and (rows := self._siblings(query, best)):
            return self._rows(best, rows)
        chosen = self._choose(query, resolved, found, best)
        if query.more:
            told = len(chosen) + _PAGE * (query.more - 1)
            further = [s for s in distinct(found.sentences, best, 0.6, told + _PAGE) if s not in chosen]
            chosen = further[_PAGE * (query.more - 1) :]
            if not chosen:
                return Reply(refused="范围内没有更多相关的条文，上一答已经列全", score=reached, threshold=needed[0])
        draft = Draft()
        for scored in chosen:
            self._quote_one(draft, query, found, scored, named=len({s.notice_id for s in chosen}) > 1)
        return Reply(draft, score=reached, threshold=needed[0])

    def _negated(self, query: Query, found: Found, chosen: list[Scored], score: float) -> Reply:
        draft = Draft()
        for scored in chosen:
            self._quote_one(draft, query, found, scored, named=len({s.notice_id for s in chosen}) > 1)
        return Reply(draft, score=score)

    def _absent_term(self, query: Query, found: Found) -> str:
        """The term in quotation marks that no sentence found has: its meaning cannot be held."""
        folded = [fold(s.sentence.words) for s in found.sentences]
        terms = quoted_terms(query.content)
        return terms[0] if terms and not any(fold(t) in words for t in terms for words in folded) else ""

    def _with_fact(self, query: Query, found: Found, best: Scored) -> Scored:
        """The best sentence that says who, or by when; the best of all where none that is nearly as good does."""
        for scored in found.sentences:
            if scored.score < 0.75 * best.score or scored.notice_id != best.notice_id:
                continue
            task = self._task_for(self._library.notice(scored.notice_id), scored)
            if task is not None and (task.units if query.kind == "who" else task.deadlines):
                return scored
        return best

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

    def _choose(self, query: Query, resolved: Resolved, found: Found, best: Scored) -> list[Scored]:
        """The sentences to quote: one a notice where the question names no place, else the best one or two."""
        if not query.places and not query.doc_numbers and len(resolved.held) > 1:
            first: dict[str, Scored] = {}
            for scored in found.sentences:
                first.setdefault(scored.notice_id, scored)
            least = 0.86
            if query.kind == "number" and number_pattern(query.content):
                least = 0.6  # the number asked for is evidence enough
                first = {
                    n: s for n, s in first.items() if s is best or has_number(query.content, s.sentence.words, s.task)
                }
            near = [s for s in first.values() if s.score >= least * best.score]
            if len(near) > 1:
                return near[: 2 if query.kind == "definition" else 3]
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
            fitting = [s for s in fitting if has_number(query.content, s.sentence.words, s.task)]
        return distinct(fitting, best, 0.9, 3 if query.kind == "list" else 2)

    def _quote_one(self, draft: Draft, query: Query, found: Found, scored: Scored, named: bool) -> None:
        notice = self._library.notice(scored.notice_id)
        task = self._task_for(notice, scored) if query.kind in ("who", "deadline", "responsibility") else scored.task
        held = self._citer.held(scored.notice_id)
        head = f"{plain(short_place(held))}（{held.year or '年份不明'}）：" if named else ""
        if task is not None and query.kind == "who" and task.units:
            citation = self._citer.of_task(scored.notice_id, task)
            if not any(s in citation.quote for s in [scored.sentence.words[:12]]) and scored.task is None:
                other = self._finder.cite(found, scored)
                draft.lines += quotation(other, draft.cite(other))
            mark = draft.cite(citation)
            draft.lines += [f"{head}{_who(query, task)}。{mark}", "", *quotation(citation, mark)]
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
            and (pattern := number_pattern(query.content))
            and not pattern.search(scored.sentence.words)
        )
        if task is not None and by_when and task.deadlines:
            citation = self._citer.of_task(scored.notice_id, task)
            mark = draft.cite(citation)
            draft.lines += [f"{head}完成时限：{say_deadlines(task)}。{mark}", "", *quotation(citation, mark)]
            return
        citation = self._finder.cite(found, scored)
        mark = draft.cite(citation)
        if head:
            draft.lines += [head, ""]
        draft.lines += quotation(citation, mark)

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


def _who(query: Query, task: Task) -> str:
    """Who does a duty, without the unit that the question leaves out; by when, where a row says so or it is asked."""
    units = task.units
    said = f"由{say_units(units)}"
    if query.besides is not None:
        others = [u for u in units if u.organ != query.besides.organ]
        name = plain(query.besides.name)
        if len(others) == len(units):
            said = f"这一项没有点名{name}；由{say_units(units)}"
        else:
            said = f"除{name}外，还有{say_units(others)}" if others else f"除{name}外，原文没有列出其他单位"
    if task.deadlines and (task.source == "table" or asks_when(query.text)):
        return f"{said}（完成时限：{say_deadlines(task)}）"
    return said + ("（原文没有写明完成时限）" if asks_when(query.text) else "")
