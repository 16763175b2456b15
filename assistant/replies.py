"""One reply for each kind of question, as a draft of quotations or a refusal."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer import Citation
from assistant.cite import Citer
from assistant.compare import Comparer
from assistant.compose import (
    Draft,
    plain,
    quotation,
    say_deadlines,
    say_units,
    title_of,
)
from assistant.find import (
    Finder,
    Found,
)
from assistant.label import say_path
from assistant.metadata import facts_of, wanted_fields
from assistant.query import Query
from assistant.quoting import Quoter
from assistant.reply import Reply as Reply
from assistant.scope import Resolved
from assistant.summary import Summaries
from assistant.tasklists import TaskLists
from assistant.verdict import verdict
from corpus import Task, chinese_number
from index import Library


class Replies:
    """Makes the reply of each kind."""

    def __init__(self, library: Library, citer: Citer, finder: Finder) -> None:
        self._library, self._citer, self._finder = library, citer, finder
        self._tasks = TaskLists(library, citer)
        self._summaries = Summaries(library, citer)
        self._comparer = Comparer(library, citer, finder)
        self._quoter = Quoter(library, citer, finder)

    def make(self, query: Query, resolved: Resolved, found: Found) -> Reply:
        """The reply to a query within its scope; to a question whether there is such a thing, 有 or 未见 first."""
        reply = self._make(query, resolved, found)
        if query.entry:
            return self._entry(query, resolved, reply)
        if query.kind == "yesno" or (query.whether and query.kind in ("responsibility", "due", "clause")):
            if reply.refused:
                reply.refused = f"未见。{reply.refused}"
            elif not reply.asks_back:
                reply.draft.lines[:0] = [verdict(query, reply), ""]
        return reply

    def _make(self, query: Query, resolved: Resolved, found: Found) -> Reply:
        if query.kind == "metadata":
            return self._metadata(query, resolved)
        if query.kind == "summary" and not query.row:
            return self._summaries.make(query, resolved)
        if query.section or query.row:
            return self._at_place(query, resolved)
        if query.kind in ("responsibility", "due") and query.unit is not None and query.besides is None:
            return self._tasks.of_unit(query, resolved)
        if query.wants.units and query.unit is None and query.kind in ("list", "who", "count", "number"):
            return self._tasks.units_named(query, resolved)
        has_condition = query.due is not None or bool(query.wants.periods) or query.besides is not None
        if query.wants.unassigned or (query.kind == "due" and has_condition):
            return self._tasks.by_condition(query, resolved)
        if query.kind == "count" and query.wants.is_count:
            return self._tasks.counted(query, resolved)
        if query.kind == "compare":
            compared = self._comparer.make(query, resolved)
            if compared is not None:
                return compared
        return self._quoter.reply(query, resolved, found)

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
