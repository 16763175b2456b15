"""What a notice says in outline: its headings with the first sentence under each, quoted, and how many duties."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.at_place import places_at
from assistant.cite import Citer
from assistant.compose import Draft, plain, quotation, title_of
from assistant.items import RESPONSIBLE
from assistant.label import say_path
from assistant.paths import depth_of, is_below
from assistant.place_words import steps_of
from assistant.query import Query
from assistant.reply import Reply
from assistant.scope import Resolved
from corpus import Clause, Notice, Section, Task, bare, once
from index import Held, Library

_MOST_NOTICES, _MOST_QUOTED, _MOST_SHORT, _MOST_POINTS = 3, 12, 40, 120
"""Notices; clauses of one part that are quoted whole; points with their first sentences; points at all."""
_LONG, _LONGEST_HEADING = 72, 24
_GOES_ON = ("，", ",", "；", ";", "、", "：", ":")
_MARK = re.compile(
    r"^(?:第[一二三四五六七八九十百零〇\d]+(?:部分|章|节|条)|[（(]?[一二三四五六七八九十百\d]+[）)、.．]|[①-⑳])+\s*"
)


class Summaries:
    """Makes the outline of a notice, or of one part of it."""

    def __init__(self, library: Library, citer: Citer) -> None:
        self._library, self._citer = library, citer

    def make(self, query: Query, resolved: Resolved) -> Reply:
        """The outline of each notice in scope; of one part where the question names it (第三部分讲什么)."""
        draft = Draft()
        for h in resolved.held[:_MOST_NOTICES]:
            notice = self._library.notice(h.notice_id)
            if query.section:
                if path := section_at(notice, query.section):
                    self._part(draft, h, notice, path)
            else:
                self._whole(draft, h, notice)
        if len(resolved.held) > _MOST_NOTICES and draft.citations:
            others = "、".join(title_of(h) for h in resolved.held[_MOST_NOTICES:][:_MOST_NOTICES])
            draft.lines += [f"另有{len(resolved.held) - _MOST_NOTICES}份公文没有列出，例如{others}。", ""]
        if not draft.citations:
            titles = "、".join(title_of(h) for h in resolved.held[:_MOST_NOTICES])
            if query.section:
                return Reply(refused=f"{titles}没有{plain(query.section)}", near=resolved.held)
            return Reply(refused=f"{titles}没有编号的条文或任务可以列出", near=resolved.held)
        return Reply(draft, is_list=True, passages=tuple(draft.citations))

    def _whole(self, draft: Draft, h: Held, notice: Notice) -> None:
        sections = [s for s in notice.sections if not s.path.startswith("附")]
        tasks = once(notice.tasks)
        top = [s for s in sections if depth_of(s.path) == 1]
        counts = [f"{len(top)}个部分"] if top else []
        counts += [_said(tasks)] if tasks else []
        if not counts:
            return
        draft.lines += [f"{title_of(h)}共{'，'.join(counts)}。提纲（均为原文）：", ""]
        clauses = {c.path for c in notice.clauses if c.trail}
        for section in top:
            below = [s for s in sections if is_below(s.path, section.path)]
            own = _of_section(tasks, section.path)
            told = f"（{_said(own)}）" if own else ""
            name = _name(notice, section, section.path in clauses)
            draft.lines += [f"**{plain(section.path)}{f' {plain(name)}' if name else ''}**{told}", ""]
            self._points(draft, h, notice, [section, *below], len(sections) <= _MOST_SHORT)
            draft.lines.append("")
        placed = {t.ref for s in top for t in _of_section(tasks, s.path)}
        self._table(draft, h, [t for t in tasks if t.source == "table" and t.ref not in placed], bool(top))

    def _points(self, draft: Draft, h: Held, notice: Notice, sections: Sequence[Section], with_sentence: bool) -> None:
        """One line for each section with words of its own; sections that only hold others are headings."""
        clauses = {c.path: c for c in notice.clauses if c.trail}
        least = min((depth_of(s.path) for s in sections), default=1)
        for at, section in enumerate(sections):
            clause = clauses.get(section.path)
            indent = "  " * max(0, depth_of(section.path) - least - 1)
            name = _name(notice, section, clause is not None)
            if clause is None:
                if at:
                    draft.lines.append(f"{indent}- {plain(section.path)} {plain(name)}".rstrip())
                continue
            if len(draft.citations) >= _MOST_POINTS:
                return
            words = _first_words(clause, name) if with_sentence or not name else ""
            shown = "：".join(part for part in (name if at else "", words) if part) or name
            number = f"{plain(section.path)} " if at else ""
            mark = draft.cite(self._citer.of_clause(h.notice_id, clause))
            draft.lines.append(f"{indent}- {number}{plain(shown)} {mark}")

    def _table(self, draft: Draft, h: Held, rows: Sequence[Task], has_parts: bool) -> None:
        """The rows of a table that no part of the body says, by their 工作任务."""
        if not rows:
            return
        draft.lines += [f"**任务表{'中另有' if has_parts else '列有'}的任务**（{_said(rows)}）", ""]
        seen: set[str] = set()
        for task in rows:
            name = bare(task.task) or bare(task.requirement)
            if name in seen or len(draft.citations) >= _MOST_POINTS:
                continue
            seen.add(name)
            words = _cut(bare(task.requirement)) if task.requirement and bare(task.requirement) != name else ""
            shown = "：".join(part for part in (_cut(name), words) if part)
            draft.lines.append(f"- {plain(shown)} {draft.cite(self._citer.of_task(h.notice_id, task))}")
        draft.lines.append("")

    def _part(self, draft: Draft, h: Held, notice: Notice, path: str) -> None:
        """One part: its counts, then its clauses whole, or its points where there are many."""
        sections = [s for s in notice.sections if s.path == path or is_below(s.path, path)]
        clauses = [c for c in notice.clauses if c.trail and any(c.path == s.path for s in sections)]
        if not clauses:
            return
        tasks = _of_section(once(notice.tasks), path)
        name = _name(notice, sections[0], any(c.path == path for c in clauses))
        told = f"，{_said(tasks)}" if tasks else ""
        draft.lines += [
            f"{title_of(h)}{say_path(path)}{f'“{plain(name)}”' if name else ''}共{len(clauses)}条{told}：",
            "",
        ]
        if len(clauses) > _MOST_QUOTED:
            self._points(draft, h, notice, sections, True)
            draft.lines.append("")
            return
        for clause in clauses:
            citation = self._citer.of_clause(h.notice_id, clause)
            draft.lines += quotation(citation, draft.cite(citation))


def section_at(notice: Notice, words: str) -> str:
    """The path of the section that words call (第四部分); empty where the notice has none."""
    found = [place.clause.path for place in places_at(notice, steps_of(words))]
    if not found:
        return ""
    around = [s.path for s in notice.sections if all(path == s.path or is_below(path, s.path) for path in found)]
    return min(around, key=len) if around else found[0]


def _of_section(tasks: Sequence[Task], path: str) -> list[Task]:
    """The duties whose clause, else whose place, is in a section."""
    out = []
    for task in tasks:
        where = task.clause or task.section
        if where == path or is_below(where, path):
            out.append(task)
    return out


def _said(tasks: Sequence[Task]) -> str:
    """How many duties, and how many of them say by when."""
    due = sum(bool(task.deadlines) for task in tasks)
    if due == len(tasks):
        return f"任务{due}项，{'均' if due > 1 else ''}写明时限"
    return f"任务{len(tasks)}项，" + (f"其中{due}项写明时限" if due else "均未写明时限")


def _name(notice: Notice, section: Section, has_words: bool) -> str:
    """The heading of a section; empty where it is but the beginning of the section's first sentence."""
    heading = bare(section.heading)
    if not has_words:
        return heading
    after = notice.text[section.start : section.end]
    at = after.find(section.heading)
    rest = after[at + len(section.heading) :].lstrip() if at >= 0 else ""
    return "" if rest.startswith(_GOES_ON) or len(heading) > _LONGEST_HEADING else heading


def _first_words(clause: Clause, name: str) -> str:
    """The first sentence of a clause after number and heading, cut where a part of it ends."""
    words = _MARK.sub("", bare(clause.text))
    if name and words.startswith(name):
        words = words[len(name) :].lstrip("。.：: ")
    return _cut(RESPONSIBLE.sub("", words))


def _cut(words: str) -> str:
    """The first sentence, or as much of it as ends before a comma."""
    first = re.match(r"[^。！？!?]*[。！？!?]?", words)
    sentence = first.group() if first else words
    if len(sentence) <= _LONG:
        return sentence
    ends = [m.end() for m in re.finditer("[，；：,;]", sentence[:_LONG])]
    return f"{sentence[: ends[-1] - 1] if ends else sentence[: _LONG - 2]}……"
