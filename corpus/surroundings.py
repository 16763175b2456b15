"""What stands around a clause or a task: the headings and clauses above it and its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from corpus.model import Clause, Notice, Task

_Item = TypeVar("_Item", Clause, Task)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The surroundings of one clause or task.

    ``above`` has the clauses of the sections above a clause, outermost first, or of a task the clause that it is linked
    to; ``before`` and ``after`` are the neighbours in the notice, of a row those of its table. ``headings`` has the
    headings from the outermost section to the clause's own, whether they have words below them or not;
    ``before_under`` and ``after_under`` those above a neighbour that stands under others, else nothing.
    """

    above: tuple[Clause, ...] = ()
    before: Clause | Task | None = None
    after: Clause | Task | None = None
    headings: tuple[str, ...] = ()
    before_under: tuple[str, ...] = ()
    after_under: tuple[str, ...] = ()


def surroundings_of(notice: Notice, ref: str) -> Surroundings:
    """Return what stands around the clause or task of a notice with this ``ref``; nothing where there is none."""
    task = next((task for task in notice.tasks if task.ref == ref), None)
    if task is None:
        return _around_clause(notice, ref)
    if task.source == "text":
        return _around_clause(notice, task.clause or "")
    rows = [row for row in notice.tasks if row.source == "table" and row.section == task.section]
    linked = tuple(clause for clause in notice.clauses if clause.ref == task.clause)
    headings = linked[0].trail if linked else ()
    return Surroundings(linked, *_neighbours(rows, rows.index(task)), headings)


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
    clause = notice.clauses[at]
    before, after = _neighbours(notice.clauses, at)
    return Surroundings(tuple(above), before, after, clause.trail, _under(before, clause), _under(after, clause))


def _under(neighbour: Clause | None, clause: Clause) -> tuple[str, ...]:
    """The headings above a neighbour, where they are not those above the clause."""
    own = neighbour.trail[:-1] if neighbour is not None else ()
    return own if own not in (clause.trail[:-1], clause.trail) else ()


def _neighbours(items: Sequence[_Item], at: int) -> tuple[_Item | None, _Item | None]:
    return items[at - 1] if at else None, items[at + 1] if at + 1 < len(items) else None
