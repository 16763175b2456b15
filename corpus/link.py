"""Rows of a task table and clauses of the body that say the same are linked; differences are kept as variants."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corpus.dates import find_deadlines
from corpus.model import Clause, Task, Variant

_GRAM = 5
_ENOUGH = 0.5
_LONGEST_CLAUSE = 20_000
_MANY, _CANDIDATES = 2_000, 16
_MARKS = re.compile(r"[\s，。、；：:,;“”\"'‘’（）()《》〈〉—\-·.]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?(?:%|万|亿|个|件|项|次|天|日|小时|名|家|元|平方|公里|分)?")


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
        The tasks, with ``clause`` and ``variants``; a heading is taken over where the table has no 工作任务.
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
    out = []
    for task in tasks:
        found = _best(_grams(task.requirement), where) if task.source == "table" else None
        if found is None:
            out.append(task)
            continue
        clause = body[found]
        name = task.task or clause.heading
        out.append(replace(task, clause=clause.ref, task=name, variants=_variants(task, clause, year)))
    return tuple(out)


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


def _variants(task: Task, clause: Clause, year: int | None) -> tuple[Variant, ...]:
    """Dates and numbers of the row that the clause does not have, beside those that it has instead."""
    out: list[Variant] = []
    near = _stretch_like(task.requirement, clause.text)
    dates = [d for _, _, d in find_deadlines(near, year) if d.kind == "date"]
    printed = [d for d in task.deadlines if d.kind == "date"]
    if printed and dates and not {d.end for d in printed} & {d.end for d in dates}:
        out.append(Variant("deadline", "；".join(d.text for d in printed), "；".join(d.text for d in dates)))
    here, there = set(_NUMBER.findall(task.requirement)), set(_NUMBER.findall(near))
    if here != there and (here - there or there - here):
        out.append(Variant("number", "、".join(sorted(here - there)), "、".join(sorted(there - here))))
    return tuple(v for v in out if v.here or v.there)


def _stretch_like(requirement: str, clause: str) -> str:
    """The sentences of a clause that share words with a requirement."""
    grams = {requirement[k : k + 4] for k in range(len(requirement) - 3)}
    sentences = re.split(r"(?<=[。；])", clause)
    return "".join(
        s for s in sentences if s and sum(s[k : k + 4] in grams for k in range(len(s) - 3)) >= 0.4 * max(1, len(s) - 3)
    )
