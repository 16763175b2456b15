"""Rows of a task table with their cells told apart become tasks: units, deadlines, references, 同上."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.dates import find_deadlines, parse_deadline_cell
from corpus.model import Deadline, LikelyUnit, Role, Span, Task, Unit
from corpus.quote import squeeze
from corpus.tables import GridCell
from corpus.units import make_units, parse_unit_list, parts_names

_LONG_NAME = 18
_AS_ABOVE = re.compile(r"同上|同前|[〃″]")
_NONE = re.compile(r"无|[—－\-–―/／\\]+")
"""Printed in a cell of units: nobody, and not the one above."""
_MAX_LAST_NAMES = 200


@dataclass(slots=True)
class Row:
    """A row of a task table with its cells told apart, before it becomes a Task.

    ``quoted`` is the whole of a cell of units of which the row has only a part; ``stretch`` is the requirement with the
    marks between its cells, where it is quoted so; ``repeats`` tells that the row before has the other cells too.
    """

    number: str | None = None
    levels: tuple[str, ...] = ()
    task: GridCell | None = None
    requirement: list[GridCell] = field(default_factory=list)
    units: list[tuple[Role, GridCell]] = field(default_factory=list)
    deadline: GridCell | None = None
    doubtful: bool = False
    quoted: tuple[Span, ...] = ()
    stretch: tuple[Span, ...] = ()
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a table that are no duty: a row of a table that names nobody, a remark below the rows.

    ``header`` has the names of the columns.
    """

    section: str
    spans: tuple[Span, ...]
    header: str = ""


@dataclass(slots=True)
class Made:
    """Tasks of the tables, other words of them, and the rows that could not be told apart."""

    tasks: list[Task] = field(default_factory=list)
    doubts: list[tuple[Span, str]] = field(default_factory=list)
    loose: list[tuple[Span, ...]] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    repeated: int = 0


def finish(rows: list[Row], section: str, place: str, year: int | None, made: Made) -> None:
    """Make tasks of the rows of a table: units, deadlines, references, what a blank cell may share with the row above.

    Parameters
    ----------
    rows
        In the order of the table.
    section, place, year
        Where the table stands; of the issuer and of the notice.
    made
        Takes the tasks and the doubts.
    """
    above: tuple[Unit, ...] = ()
    from_row = ""
    deadlines: tuple[Deadline, ...] = ()
    seen: dict[str, int] = {}
    for row in rows:
        printed = [cell for _, cell in row.units]
        units = above if _says_as_above(printed) else _units_of(row, place)
        if not (row.deadline and _says_as_above([row.deadline])):
            deadlines = _deadlines_of(row, year)
        made.repeated += row.repeats
        task_number = len(made.tasks) + 1 - made.repeated
        local = f"r{row.number}" if row.number else f"t{task_number}"
        seen[local] = seen.get(local, 0) + 1
        ref = f"{section}/{local}" + (f"~{seen[local]}" if seen[local] > 1 else "")
        likely: tuple[LikelyUnit, ...] = ()
        if units:
            above, from_row = units, row.number or local
        elif above and not any(says_none(cell.text) for cell in printed):
            likely = tuple(LikelyUnit(unit, from_row) for unit in above)
        task = _make_task(row, section, ref, units, deadlines, likely)
        if row.doubtful:
            made.doubts.append((task.spans[0], "责任单位一格不全是单位名称"))
        made.tasks.append(task)


def says_none(words: str) -> bool:
    """Whether a cell of units says that there is none: 无, —."""
    return bool(_NONE.fullmatch(words))


def _says_as_above(cells: list[GridCell]) -> bool:
    """Whether all that the cells say is 同上."""
    said = [cell.text for cell in cells if cell.text]
    return bool(said) and all(_AS_ABOVE.fullmatch(words) for words in said)


def _make_task(
    row: Row,
    section: str,
    ref: str,
    units: tuple[Unit, ...],
    deadlines: tuple[Deadline, ...],
    likely: tuple[LikelyUnit, ...],
) -> Task:
    fields: dict[str, tuple[Span, ...]] = {}
    if row.task is not None:
        fields["task"] = row.task.spans
    fields["requirement"] = tuple(s for cell in row.requirement for s in cell.spans)
    if unit_spans := tuple(sorted(s for _, cell in row.units for s in cell.spans)):
        fields["units"] = unit_spans
    if row.deadline is not None and row.deadline.spans:
        fields["deadlines"] = row.deadline.spans
    words = row.stretch or fields["requirement"]
    quoted = sorted({*words, *(row.quoted or fields.get("units", ())), *fields.get("deadlines", ())})
    return Task(
        ref=ref,
        source="table",
        section=section,
        row=row.number,
        task=row.levels[-1] if row.levels else "",
        requirement=squeeze(" ".join(cell.text for cell in row.requirement)),
        units=units,
        deadlines=deadlines,
        spans=tuple(_near(quoted, words)),
        fields=fields,
        likely=likely,
    )


def _near(spans: list[Span], anchor: tuple[Span, ...]) -> Iterator[Span]:
    """The spans of a row that stand together; a merged cell printed rows above is no part of the quotation."""
    if not anchor:
        yield from spans
        return
    first, last = anchor[0].start, anchor[-1].end
    for span in spans:
        if span.start >= first and span.start - last < 2_000:
            yield span
            last = max(last, span.end)


def _units_of(row: Row, place: str) -> tuple[Unit, ...]:
    out: list[Unit] = []
    for role, cell in row.units:
        if not cell.text or says_none(cell.text):
            continue
        # a break may part two names or stand in the middle of one: the words without breaks come first
        named = parse_unit_list(_joined_lines(cell), role)
        if (named is None or any(len(n.name) > _LONG_NAME for n in named)) and len(cell.lines) > 1:
            named = parse_unit_list("\n".join(cell.lines), role) or named
        if named is None:
            named = parse_unit_list(cell.text, role, strict=False)
        out.extend(make_units(named or [], place))
    return tuple(out)


def _joined_lines(cell: GridCell) -> str:
    """The words of a cell; a break between two names that could be no single name stays."""
    out = cell.lines[0] if cell.lines else cell.text
    for line in cell.lines[1:]:
        out += ("\n" if parts_names(out[-_MAX_LAST_NAMES:], line) else "") + line
    return out


def _deadlines_of(row: Row, year: int | None) -> tuple[Deadline, ...]:
    if row.deadline is None:  # no such column: the requirement may say it
        words = "".join(cell.text for cell in row.requirement)
        return tuple(d for _, _, d in find_deadlines(words, year) if d.kind in ("date", "range", "relative"))
    if not row.deadline.text:
        return ()
    found = parse_deadline_cell(row.deadline.text, year)
    return (Deadline(row.deadline.text, "unknown"),) if found is None else found
