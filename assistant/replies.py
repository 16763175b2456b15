"""One reply for each kind of question, as a draft of quotations or a refusal."""

from __future__ import annotations

from assistant.about import About
from assistant.answer import Citation
from assistant.at_place import AtPlace
from assistant.cite import Citer
from assistant.compare import Comparer
from assistant.compose import (
    Draft,
    quotation,
    say_deadlines,
    say_units,
)
from assistant.find import (
    Finder,
    Found,
)
from assistant.query import Query
from assistant.quoting import Quoter
from assistant.reply import Reply as Reply
from assistant.scope import Resolved
from assistant.summary import Summaries
from assistant.tasklists import TaskLists
from assistant.verdict import against, is_sure, lacks_object, verdict
from corpus import Task
from index import Library


class Replies:
    """Makes the reply of each kind."""

    def __init__(self, library: Library, citer: Citer, finder: Finder) -> None:
        self._library, self._citer, self._finder = library, citer, finder
        self._tasks = TaskLists(library, citer)
        self._summaries = Summaries(library, citer)
        self._comparer = Comparer(library, citer, finder)
        self._quoter = Quoter(library, citer, finder)
        self._at_place = AtPlace(library, citer)
        self._about = About(library, citer)

    def make(self, query: Query, resolved: Resolved, found: Found) -> Reply:
        """The reply to a query within its scope; to a question whether there is such a thing, 有 or 未见 first."""
        reply = self._make(query, resolved, found)
        if query.entry:
            return self._entry(query, resolved, reply)
        if query.kind == "yesno" or (query.whether and query.kind in ("responsibility", "due", "clause")):
            told = not reply.refused and not reply.asks_back
            if query.whether and told and (not is_sure(reply) or self._lacks_object(query, resolved)):
                why = "公文里没有找到完全对应的规定"
                reply = Reply(refused=why, show_near=True, score=reply.score)
            if reply.refused:
                reply.refused = f"未见。{reply.refused}"
            elif not reply.asks_back:
                reply.draft.lines[:0] = [verdict(query, reply, resolved.stands_in), ""]
        elif not reply.refused and not reply.is_list and (said := against(query, reply)):
            reply.draft.lines[:0] = [said, ""]
        return reply

    def _lacks_object(self, query: Query, resolved: Resolved) -> bool:
        return lacks_object(query, lambda words: bool(self._library.holding(words) & resolved.ids))

    def _make(self, query: Query, resolved: Resolved, found: Found) -> Reply:
        if query.kind == "metadata":
            return self._about.reply(query, resolved)
        if query.kind == "summary" and not query.row:
            return self._summaries.make(query, resolved)
        if query.section or query.row:
            return self._at_place.reply(query, resolved)
        if query.kind in ("responsibility", "due") and query.unit is not None and query.besides is None:
            return self._tasks.of_unit(query, resolved)
        if query.wants.units and query.unit is None and query.kind in ("list", "who", "count", "number"):
            return self._tasks.units_named(query, resolved)
        has_condition = query.due is not None or bool(query.wants.periods) or query.besides is not None
        if query.wants.unassigned or (query.kind == "due" and has_condition):
            return self._tasks.by_condition(query, resolved)
        if query.wants.all_tasks:
            return self._tasks.counted(query, resolved)
        if query.kind == "compare":
            compared = self._comparer.make(query, resolved)
            if compared is not None:
                return compared
        return self._quoter.reply(query, resolved, found)

    def _entry(self, query: Query, resolved: Resolved, reply: Reply) -> Reply:
        """One entry of the answer before, in full: who, by when, all of its words, and the other place of a duty."""
        chosen = reply.draft.entries(query.entry)
        if not chosen:
            at_place = self._at_place.of_article(query.entry, resolved)
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
