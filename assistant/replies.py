"""One reply for each kind of question, as a draft of quotations or a refusal."""

from __future__ import annotations

import re

from assistant.about import About
from assistant.answer import Citation
from assistant.at_place import AtPlace
from assistant.cite import Citer
from assistant.compare import compare, compare_wholes, wholes
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
from assistant.query import Query
from assistant.quoting import Quoter
from assistant.reply import Reply as Reply
from assistant.scope import Resolved
from assistant.tasklists import MAX_CANDIDATES, TaskLists
from assistant.verdict import verdict
from assistant.whole import compare_notices
from corpus import Task
from index import Held, Library


class Replies:
    """Makes the reply of each kind."""

    def __init__(self, library: Library, citer: Citer, finder: Finder) -> None:
        self._library, self._citer, self._finder = library, citer, finder
        self._tasks = TaskLists(library, citer)
        self._quoter = Quoter(library, citer, finder)
        self._at_place = AtPlace(library, citer)
        self._about = About(library, citer)

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
            return self._about.reply(query, resolved)
        if query.section or query.row:
            return self._at_place.reply(query, resolved)
        if query.kind == "summary":
            return self._summary(query, resolved)
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
            pairs = wholes(self._finder, self._library.held, query, resolved)
            if pairs:
                return self._wholes(pairs)
            draft, why = compare(self._finder, query, resolved)
            if draft is not None:
                return Reply(draft, is_list=True, passages=tuple(draft.citations))
            if why:
                return Reply(refused=why)
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

    # ---- two notices as wholes

    def _wholes(self, pairs: list[tuple[Held, Held]]) -> Reply:
        if len(pairs) > 1:
            names = "；".join(f"{title_of(one)}与{title_of(other)}" for one, other in pairs[:MAX_CANDIDATES])
            asked = f"有{len(pairs)}组公文可以逐项对照，请指明地区或公文：{names}。"
            return Reply(Draft([asked]), asks_back=True)
        draft = compare_wholes(compare_notices(self._library, self._citer, *pairs[0]))
        return Reply(draft, is_list=True, passages=tuple(draft.citations))

    # ---- summary

    def _summary(self, query: Query, resolved: Resolved) -> Reply:
        draft = Draft()
        for h in resolved.held[:3]:
            notice = self._library.notice(h.notice_id)
            top = [c for c in notice.clauses if c.trail and len(c.trail) <= 2 and not c.path.startswith("附")]
            tasks = sum(t.source == "table" for t in notice.tasks)
            counted = f"，任务分解表{tasks}行" if tasks else ""
            draft.lines += [f"{title_of(h)}共{len(notice.sections)}个编号的部分{counted}，提纲：", ""]
            for section in notice.sections:
                clause = next((c for c in top if c.path == section.path), None)
                depth = len(re.findall(r"（|\d+", section.path))
                if depth > 1:
                    continue
                mark = (
                    draft.cite(self._citer.of_clause(h.notice_id, clause))
                    if clause and len(draft.citations) < 40
                    else ""
                )
                draft.lines.append(f"{'  ' * depth}- {plain(section.path)} {plain(section.heading)} {mark}".rstrip())
            draft.lines.append("")
        if not draft.citations:
            return Reply(refused="这份公文没有编号的条文可以列出")
        return Reply(draft, is_list=True, passages=tuple(draft.citations))
