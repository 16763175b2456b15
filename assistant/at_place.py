"""What stands at a place that a question names: a section with what is below it, or a row of an attached table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.answer import Citation
from assistant.cite import Citer
from assistant.compose import Draft, plain, quotation, say_deadlines, say_units, title_of
from assistant.place_words import Step, say_steps, steps_of
from assistant.query import Query
from assistant.reply import Reply
from assistant.scope import Resolved
from corpus import Clause, Notice, Task, parse_number
from index import Held, Library

Level = Literal["attachment", "whole", "first", "bracket", "digit"]
_PATH = re.compile(
    r"(?P<attachment>附件\d*)|第(?P<whole>[一二三四五六七八九十百零〇\d]+)(?P<of>部分|章|节|条)|(?<![问一二三四五六七八九十零])(?P<first>[一二三四五六七八九十百]+)"
    r"|（(?P<bracket>[一二三四五六七八九十百\d]+)）|(?P<digit>\d+)"
)
_LEVELS: dict[str, tuple[Level, ...]] = {
    "part": ("whole", "first"),
    "item": ("bracket", "first", "digit"),
    "article": ("digit", "whole", "bracket"),
}
"""What a step may be called in the notice: 第二项 is （二）, or 二、 below 第一部分, or 2."""
_MOST = 12
_FACT_KINDS = ("who", "deadline", "responsibility", "due")
_UNIT_ASKED = re.compile(r"单位|部门|谁|时限|什么时候|哪天|负责|牵头")


@dataclass(frozen=True, slots=True)
class _Place:
    """A clause and the numbers of its path; ``article`` is set where the outermost one is a 条."""

    clause: Clause
    path: tuple[tuple[Level, int], ...]
    article: bool


class AtPlace:
    """Answers with the words at a place."""

    def __init__(self, library: Library, citer: Citer) -> None:
        self._library, self._citer = library, citer

    def reply(self, query: Query, resolved: Resolved) -> Reply:
        """The words at the place that a query names in each notice in scope, or how many such places there are."""
        draft = Draft()
        totals: list[str] = []
        steps = steps_of(query.section)
        for held in resolved.held:
            notice = self._library.notice(held.notice_id)
            if query.row:
                self._rows(draft, query, held, notice, steps)
            elif not self._sections(draft, query, held, notice, steps):
                totals.append(_total(notice, steps))
        if not draft.citations and not query.row and len(steps) == 1 and steps[0].kind == "item":
            for held in resolved.held:  # 第7项 of a table whose rows have numbers
                self._rows(
                    draft, replace(query, row=str(steps[0].number)), held, self._library.notice(held.notice_id), ()
                )
        if draft.citations:
            return Reply(draft, is_list=True, passages=tuple(draft.citations))
        titles = "、".join(title_of(h) for h in resolved.held[:3])
        if query.row:
            what = f"{say_steps(steps)}序号{query.row}" if not query.row.startswith("-") else "附表"
            what = what if steps or query.row.startswith("-") else f"附件{what}"
            counts = [_row_total(self._library.notice(h.notice_id)) for h in resolved.held]
        else:
            what, counts = say_steps(steps) or query.section, totals
        told = counts[0] if len(resolved.held) == 1 and counts else ""
        return Reply(refused=f"{titles}没有{what}{told}", near=resolved.held)

    def _rows(self, draft: Draft, query: Query, held: Held, notice: Notice, steps: Sequence[Step]) -> None:
        for task in rows_at(notice, int(query.row), steps[0] if steps else None):
            citation = self._citer.of_task(held.notice_id, task)
            mark = draft.cite(citation)
            draft.lines += [f"{_facts(task)}。{mark}", "", *quotation(citation, mark)]

    def _sections(self, draft: Draft, query: Query, held: Held, notice: Notice, steps: Sequence[Step]) -> bool:
        places = places_at(notice, steps)
        for clause in _few([place.clause for place in places]):
            citation = self._citer.of_clause(held.notice_id, clause)
            mark = draft.cite(citation)
            if query.kind in _FACT_KINDS or _UNIT_ASKED.search(query.content):
                draft.lines += self._duties(draft, held, notice, clause)
            draft.lines += quotation(citation, mark)
        return bool(places)

    def _duties(self, draft: Draft, held: Held, notice: Notice, clause: Clause) -> list[str]:
        """Who does what a clause says, and by when, as read from it or from the rows that say the same."""
        lines: list[str] = []
        for task in notice.tasks:
            is_here = task.section == clause.path if task.source == "text" else task.clause == clause.ref
            if is_here and (task.units or task.deadlines):
                mark = draft.cite(self._citer.of_task(held.notice_id, task))
                where = f"附件序号{task.row}：" if task.row else ""
                lines += [f"{where}{_facts(task)}。{mark}", ""]
        return lines[: 2 * _MOST]

    def of_article(self, number: int, resolved: Resolved) -> Reply:
        """The words of 第N条 in the notices in scope."""
        draft = Draft()
        for held in resolved.held:
            for place in places_at(self._library.notice(held.notice_id), [Step("article", number)]):
                citation: Citation = self._citer.of_clause(held.notice_id, place.clause)
                draft.lines += quotation(citation, draft.cite(citation))
        if not draft.citations:
            return Reply(refused=f"没有第{number}条", near=resolved.held)
        return Reply(draft, is_list=True, passages=tuple(draft.citations))


def rows_at(notice: Notice, number: int, attachment: Step | None = None) -> list[Task]:
    """The rows with a 序号; where a table prints none, the row that stands there; below 0 counted from the end."""
    tables: dict[str, list[Task]] = {}
    for task in notice.tasks:
        if task.source == "table" and _is_in(task.section, attachment):
            tables.setdefault(task.section, []).append(task)
    out: list[Task] = []
    for rows in tables.values():
        if number < 0:
            out += rows[number : number + 1 or None] if -number <= len(rows) else []
        elif any(task.row for task in rows):
            out += [task for task in rows if task.row == str(number)]
        else:
            out += rows[number - 1 : number]
    return out


def places_at(notice: Notice, steps: Sequence[Step]) -> list[_Place]:
    """The clauses at a place and below it, in the order of the notice."""
    attachment = next((step for step in steps if step.kind == "attachment"), None)
    wanted = [step for step in steps if step.kind != "attachment"]
    places = [
        place
        for clause in notice.clauses
        if clause.trail and (place := _place(clause)).path and (place.path[0][0] == "attachment") == bool(attachment)
        if attachment is None or _is_in(clause.path, attachment)
    ]
    if len(wanted) > 1 and wanted[0].kind == "part" and any(place.article for place in places):
        wanted = wanted[1:]  # 条 are numbered through all chapters
    if not wanted:
        return []
    if len(wanted) == 1 and wanted[0].kind != "part":
        return _alone(places, wanted[0])
    if any(step.number < 0 for step in wanted):
        return _last(places, wanted)
    return [place for place in places if _below(place, wanted)]


def _alone(places: Sequence[_Place], step: Step) -> list[_Place]:
    """The places of 第N条 or 第N项 without a part, by the numbering that the notice counts its items with."""
    for level in _numberings(places, step):
        numbers = [n for n, _ in _numbered(places, level)]
        number = numbers[step.number] if -len(numbers) <= step.number < 0 else step.number
        # 第2条 is no 1.2: of decimals the outermost number counts
        found = [
            place
            for place in places
            if next((n for own, n in place.path if own == level), 0) == number and _fits(place, level, step)
        ]
        if found:
            return found
    return []


def _numberings(places: Sequence[_Place], step: Step) -> list[Level]:
    """The levels that a number alone may count, the likeliest first.

    条 of a regulation first; else the level that is counted on through all parts (第10条 of 1 to 12); else the
    outermost; else a level that begins anew in each part.
    """
    if step.kind == "article" and any(place.article for place in places):
        return ["whole"]
    order: tuple[Level, ...] = ("bracket", "digit") if step.kind == "item" else ("digit", "bracket")
    through = [level for level in order if _runs_through(places, level)]
    anew = [level for level in order if level not in through]
    return [*through, *(["first"] if step.kind == "article" else []), *anew, "first"]  # type: ignore[list-item]


def _numbered(places: Sequence[_Place], level: Level) -> list[tuple[int, tuple[tuple[Level, int], ...]]]:
    """The numbers at a level, each once for each place above it."""
    out: dict[tuple[tuple[Level, int], ...], int] = {}
    for place in places:
        for at, (own, number) in enumerate(place.path):
            if own == level:
                out.setdefault(place.path[: at + 1], number)
                break
    return [(number, path) for path, number in out.items()]


def _runs_through(places: Sequence[_Place], level: Level) -> bool:
    """Whether a level is numbered without beginning anew in each part."""
    numbers = [number for number, _ in _numbered(places, level)]
    parents = {path[:-1] for _, path in _numbered(places, level)}
    return len(numbers) > 1 and len(set(numbers)) == len(numbers) and numbers == sorted(numbers) and len(parents) > 1


def _below(place: _Place, wanted: Sequence[Step]) -> bool:
    """Whether a place lies at or below the steps; levels between them may be left out."""
    at = 0
    for step in wanted:
        levels = _LEVELS.get(step.kind, ())
        limit = 1 if step.kind == "part" else len(place.path)
        found = next(
            (i for i in range(at, limit) if place.path[i][0] in levels and place.path[i][1] == step.number), -1
        )
        if found < 0:
            return False
        at = found + 1
    return True


def _last(places: Sequence[_Place], wanted: Sequence[Step]) -> list[_Place]:
    """The places of steps of which one counts from the end."""
    for i, step in enumerate(wanted):
        if step.number >= 0:
            places = [place for place in places if _below(place, wanted[: i + 1])]
            continue
        if step.kind == "part":
            tops = list(dict.fromkeys(place.path[0] for place in places))
            chosen = tops[step.number] if -step.number <= len(tops) else None
            places = [place for place in places if place.path[0] == chosen]
        else:
            places = _alone(places, step)
    return list(places)


def _fits(place: _Place, level: Level, step: Step) -> bool:
    return level != "whole" or step.kind != "article" or place.article


def _place(clause: Clause) -> _Place:
    path: list[tuple[Level, int]] = []
    article = False
    for match in _PATH.finditer(clause.path):
        name: Level = "attachment" if match["attachment"] else "whole" if match["whole"] else match.lastgroup  # type: ignore[assignment]
        if match["attachment"]:
            path.append(("attachment", parse_number(match["attachment"][2:] or "0") or 0))
            continue
        article = article or match["of"] == "条"
        path.append((name, parse_number(match[name]) or 0))
    return _Place(clause, tuple(path), article)


def _is_in(section: str, attachment: Step | None) -> bool:
    """Whether a section lies in an attachment; one that is alone has no number."""
    if attachment is None or not attachment.number:
        return True
    match = re.match(r"附件(\d*)", section)
    return match is not None and int(match[1] or 1) == attachment.number


def _few(clauses: list[Clause]) -> list[Clause]:
    """All clauses at a place; the outermost alone where it has a great many below it."""
    return clauses if len(clauses) <= 3 * _MOST else clauses[:_MOST]


def _facts(task: Task) -> str:
    """Who does a duty and by when; a cell that is blank is said to be."""
    if task.units:
        who = f"由{say_units(task.units)}"
    elif task.likely and task.source == "table":
        names = "、".join(plain(x.unit.name) for x in task.likely)
        who = f"责任单位一栏为空；可能与第{task.likely[0].from_row}行（{names}）合并，请核对原表"
    else:
        who = "责任单位一栏为空" if task.source == "table" else "没有写明责任单位"
    return f"{who}；{f'完成时限：{say_deadlines(task)}' if task.deadlines else '没有写明完成时限'}"


def _row_total(notice: Notice) -> str:
    rows = [task for task in notice.tasks if task.source == "table"]
    return f"，附表共{len(rows)}行" if rows else "，没有可以按行查找的附表"


def _total(notice: Notice, steps: Sequence[Step]) -> str:
    """How many places of the kind that was asked for there are."""
    places = [place for clause in notice.clauses if clause.trail and (place := _place(clause)).path]
    places = [place for place in places if place.path[0][0] != "attachment"]
    asked = [step for step in steps if step.kind != "attachment"]
    if not asked or not places:
        return ""
    if asked[0].kind == "part":
        tops = {path[0] for place in places if (path := place.path)}
        if len(asked) == 1 or not any(_below(place, asked[:1]) for place in places):
            return f"，共{len(tops)}个部分"
        places = [place for place in places if _below(place, asked[:1])]
        asked = asked[1:]
    for level in _numberings(places, asked[0]):
        if count := len(_numbered(places, level)):
            words = "部分" if level == "first" else "项" if level == "bracket" else "条"
            return f"，共{count}{'个' if level == 'first' else ''}{words}"
    return ""
