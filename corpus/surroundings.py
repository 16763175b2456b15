"""What stands around a clause or a task: the sections above it and its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.model import Clause, Notice, Task


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The surroundings of one clause or task.

    ``above`` has the clauses of the sections above a clause, outermost first, or of a task the clause that it is linked
    to; ``before`` and ``after`` are the neighbours in the notice, of a row those of its table.
    """

    above: tuple[Clause, ...] = ()
    before: Clause | Task | None = None
    after: Clause | Task | None = None


def surroundings_of(notice: Notice, ref: str) -> Surroundings:
    """Return what stands around the clause or task of a notice with this ``ref``; nothing where there is none."""
    task = next((task for task in notice.tasks if task.ref == ref), None)
    if task is None:
        return _around_clause(notice, ref)
    if task.source == "text":
        return _around_clause(notice, task.clause or "")
    rows = [row for row in notice.tasks if row.source == "table" and row.section == task.section]
    linked = tuple(clause for clause in notice.clauses if clause.ref == task.clause)
    return Surroundings(linked, *_neighbours(rows, rows.index(task)))


def _around_clause(notice: Notice, ref: str) -> Surroundings:
    at = next((place for place, clause in enumerate(notice.clauses) if clause.ref == ref), None)
    if at is None:
        return Surroundings()
    above: list[Clause] = []
    trail = notice.clauses[at].trail
    for clause in reversed(notice.clauses[:at]):
        if clause.trail and len(clause.trail) < len(trail) and trail[: len(clause.trail)] == clause.trail:
            above.insert(0, clause)
            trail = clause.trail
    return Surroundings(tuple(above), *_neighbours(notice.clauses, at))


def _neighbours(items: Sequence[Clause] | Sequence[Task], at: int) -> tuple[Clause | Task | None, Clause | Task | None]:
    return items[at - 1] if at else None, items[at + 1] if at + 1 < len(items) else None
