"""Rows of a task table and clauses of the body that say the same are linked; differences are kept as variants."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corpus.dates import find_deadlines
from corpus.model import Clause, Task, Variant

_GRAM = 5
_ENOUGH = 0.5
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
    body = [c for c in clauses if not c.path.startswith("附") and c.trail]
    if not body or not any(t.source == "table" for t in tasks):
        return tuple(tasks)
    words = [_MARKS.sub("", c.text) for c in body]
    where: dict[str, list[int]] = {}
    for i, text in enumerate(words):
        for gram in {text[k : k + _GRAM] for k in range(len(text) - _GRAM + 1)}:
            where.setdefault(gram, []).append(i)
    out = []
    for task in tasks:
        found = _best(_MARKS.sub("", task.requirement), where) if task.source == "table" else None
        if found is None:
            out.append(task)
            continue
        clause = body[found]
        name = task.task or clause.heading
        out.append(replace(task, clause=clause.ref, task=name, variants=_variants(task, clause, year)))
    return tuple(out)


def _best(requirement: str, where: dict[str, list[int]]) -> int | None:
    grams = {requirement[k : k + _GRAM] for k in range(len(requirement) - _GRAM + 1)}
    if not grams:
        return None
    hits = Counter(i for gram in grams for i in where.get(gram, ()))
    if not hits:
        return None
    index, count = min(hits.items(), key=lambda item: (-item[1], item[0]))
    return index if count >= _ENOUGH * len(grams) else None


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
