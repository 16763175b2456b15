"""Rows of a task table and clauses of the body that say the same are linked; differences are kept as variants."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from corpus.amounts import find_amounts
from corpus.dates import find_deadlines
from corpus.model import Clause, Deadline, Task, Unit, Variant
from corpus.organs import registry
from corpus.quote import bare

_GRAM = 5
_ENOUGH = 0.5
_LONGEST_CLAUSE = 20_000
_MANY, _CANDIDATES = 2_000, 16
_MARKS = re.compile(r"[\s，。、；：:,;“”\"'‘’（）()《》〈〉—\-·.]")


def link(tasks: Sequence[Task], clauses: Sequence[Clause], year: int | None) -> tuple[Task, ...]:
    """Link each row of a table with the clause whose words hold most of its requirement.

    Parameters
    ----------
    tasks
        Rows and inline duties; only rows are linked.
    clauses
        Clauses of the numbered text of the same notice.
    year
        Of the notice, for dates without one.

    Returns
    -------
    tuple
        The tasks, with ``clause`` and ``variants``; a heading is taken over where the table has no 工作任务, and
        sentences that only repeat a row are left out.
    """
    body = [
        c
        for c in clauses
        if not c.path.startswith("附") and c.trail and "~d" not in c.ref and len(c.text) <= _LONGEST_CLAUSE
    ]
    rows = [t for t in tasks if t.source == "table"]
    if not body or not rows:
        return tuple(tasks)
    where: dict[str, list[int]] = {gram: [] for row in rows for gram in _grams(row.requirement)}
    for i, clause in enumerate(body):
        for gram in _grams(clause.text):
            if gram in where:
                where[gram].append(i)
    duties: dict[str, list[Task]] = {}
    for task in tasks:
        if task.source == "text":
            duties.setdefault(task.section, []).append(task)
    out = []
    for task in tasks:
        found = _best(_grams(task.requirement), where) if task.source == "table" else None
        if found is None:
            out.append(task)
            continue
        clause = body[found]
        name = task.task or clause.heading
        out.append(
            replace(
                task, clause=clause.ref, task=name, variants=_variants(task, clause, duties.get(clause.path, []), year)
            )
        )
    return tuple(_without_repeats(out))


def _without_repeats(tasks: list[Task]) -> Iterator[Task]:
    """The tasks without sentences of which a row of the table says the same, with their units among its own."""
    rows: dict[str, list[Task]] = {}
    for task in tasks:
        if task.source == "table" and task.clause:
            rows.setdefault(task.clause, []).append(task)
    for task in tasks:
        if task.source == "text" and not _has_label(task) and _is_said(task, rows.get(task.section, [])):
            continue
        yield task


def _is_said(duty: Task, rows: Sequence[Task]) -> bool:
    grams, bodies = _grams(duty.requirement), {_body(unit) for unit in duty.units}
    return any(
        len(grams & _grams(row.requirement)) >= _ENOUGH * len(grams) and bodies <= {_body(unit) for unit in row.units}
        for row in rows
    )


def _grams(text: str) -> set[str]:
    words = _MARKS.sub("", text)
    return {words[k : k + _GRAM] for k in range(len(words) - _GRAM + 1)}


def _best(grams: set[str], where: dict[str, list[int]]) -> int | None:
    if not grams:
        return None
    rarest_first = sorted((where[gram] for gram in grams), key=len)
    if sum(map(len, rarest_first)) <= _MANY:
        hits = Counter(i for clauses in rarest_first for i in clauses)
    else:  # words that are everywhere: only clauses with the rarest of them are counted
        hits = Counter({i: sum(_holds(c, i) for c in rarest_first) for i in _candidates(rarest_first)})
    if not hits:
        return None
    index, count = min(hits.items(), key=lambda item: (-item[1], item[0]))
    return index if count >= _ENOUGH * len(grams) else None


def _candidates(rarest_first: list[list[int]]) -> set[int]:
    out: set[int] = set()
    for clauses in rarest_first:
        out.update(clauses[:_CANDIDATES])
        if len(out) >= _CANDIDATES:
            break
    return out


def _holds(clauses: list[int], clause: int) -> bool:
    at = bisect_left(clauses, clause)
    return at < len(clauses) and clauses[at] == clause


def _variants(task: Task, clause: Clause, duties: Sequence[Task], year: int | None) -> tuple[Variant, ...]:
    """Dates, numbers and units of the row that the clause does not have, beside those that it has instead."""
    near = _stretch_like(task.requirement, clause.text)
    found = [
        _other_deadline(task, [d for _, _, d in find_deadlines(near, year)]),
        _other_numbers(task.requirement, near),
        *_other_units(task, duties),
    ]
    return tuple(v for v in found if v is not None)


def _other_deadline(task: Task, there: list[Deadline]) -> Variant | None:
    printed, dates = ([d for d in some if d.kind == "date"] for some in (task.deadlines, there))
    if printed and dates:
        if {d.end for d in printed} & {d.end for d in dates}:
            return None
        return Variant("deadline", _said(printed), _said(dates))
    again, often = ([d for d in some if d.kind == "recurring"] for some in (task.deadlines, there))
    if not (again and often) or len(again) < len(task.deadlines) or {d.every for d in again} & {d.every for d in often}:
        return None
    return Variant("deadline", _said(again), _said(often))


def _said(deadlines: list[Deadline]) -> str:
    return "；".join(d.text for d in deadlines)


def _other_numbers(here: str, there: str) -> Variant | None:
    """Amounts of one side that the other has not, however they are written; of a measure that both have, if any."""
    ours, theirs = find_amounts(here), find_amounts(there)
    held, known = ({(a.value, a.measure) for a in some} for some in (theirs, ours))
    more = [a for a in ours if (a.value, a.measure) not in held]
    less = [a for a in theirs if (a.value, a.measure) not in known]
    if common := {a.measure for a in more} & {a.measure for a in less}:
        more, less = ([a for a in some if a.measure in common] for some in (more, less))
    if not more and not less:
        return None
    return Variant("number", *("、".join(dict.fromkeys(a.written for a in some)) for some in (more, less)))


def _other_units(task: Task, duties: Sequence[Task]) -> Iterator[Variant]:
    """Units of the row and of the same duty in the text: those that one names and the other does not."""
    grams = _grams(task.requirement)
    alike = [
        d for d in duties if d.units and _has_label(d) and len(grams & _grams(d.requirement)) >= _ENOUGH * len(grams)
    ]
    if not task.units or not alike:
        return
    there = alike[0].units
    leads = [tuple(u for u in some if u.role == "lead") for some in (task.units, there)]
    for field, ours, theirs in (("units", task.units, there), ("lead", leads[0], leads[1])):
        names = [{_body(u) for u in some} for some in (ours, theirs)]
        if ours and theirs and names[0] != names[1]:
            more = [u.name for u in ours if _body(u) not in names[1]]
            less = [u.name for u in theirs if _body(u) not in names[0]]
            yield Variant(field, "、".join(more), "、".join(less))
            return


def _has_label(duty: Task) -> bool:
    """Whether the units of a duty stand behind its words (责任单位：…), and not in a sentence, which may name some."""
    units, words = duty.fields.get("units"), duty.fields.get("requirement")
    return units is not None and words is not None and bool(units and words) and units[0].start >= words[-1].end


def _body(unit: Unit) -> str:
    """What two names of one unit share: the organ, or the words of a collective name."""
    return _first_name(unit.organ) if unit.organ else bare(unit.name)


@lru_cache(maxsize=4_096)
def _first_name(organ: str) -> str:
    """One of the names that mean the same organ."""
    return min(registry().equivalents(organ), default=organ)


def _stretch_like(requirement: str, clause: str) -> str:
    """The sentences of a clause that share words with a requirement."""
    grams = {requirement[k : k + 4] for k in range(len(requirement) - 3)}
    sentences = re.split(r"(?<=[。；])", clause)
    return "".join(
        s for s in sentences if s and sum(s[k : k + 4] in grams for k in range(len(s) - 3)) >= 0.4 * max(1, len(s) - 3)
    )


def once(tasks: Iterable[Task]) -> list[Task]:
    """A duty in body and table is one: an inline duty whose clause has rows is left to them when they agree."""
    items = list(tasks)
    by_clause: dict[str, list[Task]] = {}
    for task in items:
        if task.source == "table" and task.clause:
            by_clause.setdefault(task.clause, []).append(task)
    out = []
    for task in items:
        rows = by_clause.get(task.section, []) if task.source == "text" else []
        names = {u.name for u in task.units}
        if any({u.name for u in row.units} == names for row in rows):
            continue
        out.append(task)
    return out


def due_on(task: Task) -> tuple[dt.date, ...]:
    """The days on which a duty is due, as its deadlines print them; what is continuous or recurs has none."""
    return tuple(d.end for d in task.deadlines if d.end is not None and d.kind in ("date", "range", "relative"))
