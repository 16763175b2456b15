"""Duties (任务): rows of task tables, and clauses that name who does them.

A row's cells are found by what the columns mean (``data/columns.tsv``) and held against what the cells say: a column
of units whose cell is no list of units is not believed. Nothing is invented: a blank cell stays blank, and the units
that it may share with the row above go to ``likely``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from corpus.dates import find_deadlines, parse_deadline_cell
from corpus.flat import FlatRow, FlatTable, Token, cell_of
from corpus.flow import Flow
from corpus.model import Deadline, LikelyUnit, Role, Span, Task, Unit
from corpus.runs import RunTable
from corpus.tables import ColumnRole, Grid, GridCell, header_roles, is_category
from corpus.units import make_units, parse_unit_list, parts_names

_UNIT_ROLES: dict[str, Role] = {"lead": "lead", "support": "support", "units": "plain"}
_MAX_CELL_UNITS = 600
_LONG_NAME = 18
_MAX_LAST_NAMES = 200


@dataclass(slots=True)
class Row:
    """A row of a task table with its cells told apart, before it becomes a Task."""

    number: str | None = None
    levels: tuple[str, ...] = ()
    task: GridCell | None = None
    requirement: list[GridCell] = field(default_factory=list)
    units: list[tuple[Role, GridCell]] = field(default_factory=list)
    deadline: GridCell | None = None
    doubtful: bool = False


@dataclass(slots=True)
class Made:
    """Tasks of one table and the rows that could not be told apart."""

    tasks: list[Task] = field(default_factory=list)
    doubts: list[tuple[Span, str]] = field(default_factory=list)
    loose: list[tuple[Span, ...]] = field(default_factory=list)


def tasks_of_grid(
    grid: Grid, section: str, place: str, year: int | None, roles: list[ColumnRole | None] | None, made: Made
) -> list[ColumnRole | None] | None:
    """Read the rows of a grid.

    Parameters
    ----------
    grid
        The table.
    section
        Where it stands: an attachment's name or a section path.
    place, year
        Of the issuer and of the notice, for bare 区 and 6月底前.
    roles
        The header of the table before, which a table without one goes on with.
    made
        Takes the tasks.

    Returns
    -------
    list or None
        The header now in force.
    """
    rows: list[Row] = []
    carried: dict[int, GridCell] = {}
    above: tuple[GridCell, ...] | None = None
    category: GridCell | None = None
    torn = False
    for cells in grid.rows:
        found = header_roles(cells)
        if found is not None:
            roles = _joined_header(roles, found) if above is not None and header_roles(above) else found
            torn = bool(rows)  # a header that a page repeats
            above = cells
            continue
        above = cells
        if not any(cell.text for cell in cells):
            continue
        only = _distinct(cells)
        across = len(cells) == 1 or (len(cells) > 2 and cells[0] is cells[-1])
        if len(only) == 1 and roles and (across or (cells[0].text and is_category(only[0].text))):
            category = only[0]  # a cell across the whole table heads the rows below it
            continue
        row = _told_by_header(cells, roles, carried) or _told_by_words(cells, roles, carried)
        if row is None:
            made.loose.append(tuple(s for c in _distinct(cells) for s in c.spans))
            continue
        if rows and _goes_on(rows[-1], row, cells, torn):
            _append(rows[-1], row)
            torn = False
            continue
        torn = False
        if category is not None:
            row.levels = (category.text, *row.levels)
        rows.append(row)
    _finish(rows, section, place, year, made)
    return roles


def tasks_of_flat(
    table: FlatTable, source: str, section: str, place: str, year: int | None, headings: frozenset[str], made: Made
) -> None:
    """Read the rows of a flattened table; merged cells of 工作任务 are divided where the body has such a heading."""
    rows: list[Row] = []
    levels: tuple[str, ...] = ()
    task: GridCell | None = None
    unit_role: Role = _UNIT_ROLES[next((r for r in table.roles if r in ("units", "lead")), "units")]
    for flat in table.rows:
        if not flat.task:
            _take_heading(flat, headings)
        if flat.task:
            task = cell_of(source, flat.task)
            levels = _divide(task.text, headings, levels)
        row = Row(flat.number, levels, task, [cell_of(source, flat.requirement)] if flat.requirement else [])
        if flat.units:
            row.units, row.doubtful = _flat_units(source, flat.units, unit_role, table.roles)
        if flat.deadline or "deadline" in table.roles:
            row.deadline = cell_of(source, flat.deadline)
        rows.append(row)
    _finish(rows, section, place, year, made)


def _flat_units(
    source: str, tokens: list[Token], role: Role, roles: list[ColumnRole]
) -> tuple[list[tuple[Role, GridCell]], bool]:
    """The cells of units of a row, and whether it stayed unclear where one of two columns ends.

    Two columns meet where a line ends with a whole name and the next begins with one; at more than one such place
    nobody is known to lead.
    """
    columns = list(dict.fromkeys(r for r in roles if r in _UNIT_ROLES))
    if len(columns) < 2:
        return [(role, cell_of(source, tokens))], False
    texts = [token.text for token in tokens]
    cuts = [i for i in range(1, len(texts)) if parts_names("".join(texts[:i]), "".join(texts[i:]))]
    if len(cuts) != 1:
        return [("plain", cell_of(source, tokens))], True
    parts = (tokens[: cuts[0]], tokens[cuts[0] :])
    return [(_UNIT_ROLES[c], cell_of(source, part)) for c, part in zip(columns, parts, strict=False)], False


def _take_heading(flat: FlatRow, headings: frozenset[str]) -> None:
    """A 工作任务 as long as a requirement is told by the body's heading of the same words."""
    words = ""
    for count, token in enumerate(flat.requirement[:4], 1):
        words += token.text
        if words in headings and count < len(flat.requirement):
            flat.task, flat.requirement = flat.requirement[:count], flat.requirement[count:]
            return


def tasks_of_runs(table: RunTable, flow: Flow, section: str, place: str, year: int | None, made: Made) -> None:
    """Read the rows of a run-together table; what stayed unclear is left as words."""
    rows: list[Row] = []
    for run in table.rows:
        row = Row(run.number, tuple(n for n in (run.category,) if n))
        row.requirement = [_cell_of_view(flow, run.requirement)]
        if run.task is not None:
            row.task = _cell_of_view(flow, run.task)
            row.levels = (*row.levels, row.task.text)
        if run.lead is not None:
            row.units.append(("lead", _cell_of_view(flow, run.lead)))
        if run.units is not None:
            role: Role = "support" if run.lead is not None else "plain"
            row.units.append((role, _cell_of_view(flow, run.units)))
        rows.append(row)
    made.loose += [flow.view.spans(*unclear) for unclear in table.unclear]
    _finish(rows, section, place, year, made)


def _cell_of_view(flow: Flow, range_: tuple[int, int]) -> GridCell:
    words = flow.text[slice(*range_)].replace("\n", "").strip()
    return GridCell(words, flow.view.spans(*range_), (words,))


def _goes_on(before: Row, row: Row, cells: tuple[GridCell, ...], torn: bool) -> bool:
    """Whether a row is the rest of the one above, which a page tore: no number, and a sentence that was not ended.

    In a table without numbers the header must stand again between the two (``torn``).
    """
    if row.number is not None or not before.requirement or (before.number is None and not torn):
        return False
    if cells[0].text or re.search(r"[。；！：]$", before.requirement[-1].text):
        return False
    return not any(cell.text for _, cell in row.units) or not any(cell.text for _, cell in before.units)


def _append(before: Row, rest: Row) -> None:
    before.requirement += rest.requirement
    for i, (role, cell) in enumerate(rest.units):
        if cell.text and i < len(before.units):
            before.units[i] = (role, cell)
    if rest.deadline is not None and rest.deadline.text and not (before.deadline and before.deadline.text):
        before.deadline = rest.deadline


def _joined_header(first: list[ColumnRole | None] | None, second: list[ColumnRole | None]) -> list[ColumnRole | None]:
    """A header of two rows: the lower row tells more where it says anything."""
    if first is None or len(first) != len(second):
        return second
    return [over if below in (None, "unknown") else below for over, below in zip(first, second, strict=True)]


def _distinct(cells: Iterable[GridCell]) -> list[GridCell]:
    return list({id(cell): cell for cell in cells if cell.text}.values())


def _is_units(cell: GridCell) -> bool:
    return (
        bool(cell.text)
        and len(cell.text) <= _MAX_CELL_UNITS
        and bool(parse_unit_list("\n".join(cell.lines)) or parse_unit_list(cell.text))
    )


def _told_by_header(
    cells: tuple[GridCell, ...], roles: list[ColumnRole | None] | None, carried: dict[int, GridCell]
) -> Row | None:
    """A row that agrees with its header: as many cells, and units where the header has them."""
    roles = _with_unknown(roles) if roles and len(cells) == len(roles) else None
    if roles is None or not {"units", "lead"} & set(roles):
        return None
    row = Row()
    levels: list[str] = []
    for i, (cell, role) in enumerate(zip(cells, roles, strict=True)):
        if i and cell is cells[i - 1] and cell.text:
            continue
        if role in _UNIT_ROLES:
            if cell.text and not _is_units(cell):
                if not parse_unit_list(cell.text, strict=False) or len(cell.text) > 120 or re.search("。", cell.text):
                    return None
                row.doubtful = True
            row.units.append((_UNIT_ROLES[role], cell))
        elif role == "number":
            row.number = cell.text.strip(".、．") or None
        elif role == "requirement":
            if cell.text:
                row.requirement.append(cell)
        elif role == "task":
            cell = _carry(i, cell, carried)
            if cell.text:
                levels.append(cell.text)
                row.task = cell
        elif role == "deadline":
            row.deadline = cell
    if not row.requirement and "requirement" not in roles and row.task is not None:
        row.requirement, levels = [row.task], levels[:-1]
    elif not row.requirement:
        return None
    row.levels = tuple(levels)
    return row


def _with_unknown(roles: list[ColumnRole | None]) -> list[ColumnRole | None] | None:
    """The header with a role for a column of unknown name, by where it stands; None when that does not tell.

    A column without a name may be that of another one's second level, or none: the words of each row tell.
    Before 具体要求 it says what the row is about, behind it it is a remark; where no column is 具体要求, the only
    unknown one before the units is.
    """
    if None in roles:
        return None
    unknown = [i for i, role in enumerate(roles) if role == "unknown"]
    if not unknown:
        return roles
    units = min((i for i, role in enumerate(roles) if role in _UNIT_ROLES), default=0)
    out = list(roles)
    if "requirement" not in roles:
        before = [i for i in unknown if i < units]
        if len(before) != 1 or "task" in roles[before[0] :]:
            return None
        out[before[0]] = "requirement"
    requirement = out.index("requirement")
    for i in unknown:
        if out[i] == "unknown":
            out[i] = "task" if i < requirement else "note"
    return out


def _carry(i: int, cell: GridCell, carried: dict[int, GridCell]) -> GridCell:
    """A blank cell of 工作任务 goes on with the one above, until a cell to its left begins anew."""
    if cell.text:
        for key in [k for k in carried if k >= i]:
            del carried[key]
        carried[i] = cell
        return cell
    return carried.get(i, cell)


def _told_by_words(
    cells: tuple[GridCell, ...], roles: list[ColumnRole | None] | None, carried: dict[int, GridCell]
) -> Row | None:
    """A row whose cells only their words tell: units and deadline from the right, the requirement before them."""
    row = Row()
    items = list(enumerate(cells))
    wanted = set(roles or ())
    if (roles and roles[0] == "number") or re.fullmatch(r"\d{1,3}[.、]?", cells[0].text):
        row.number = cells[0].text.strip(".、") or None
        items = items[1:]
    filled = [(i, c) for i, c in items if c.text]
    if not filled:
        return None
    if len(filled) > 1 and parse_deadline_cell(filled[-1][1].text, 2000):
        row.deadline = filled.pop()[1]
    if len(filled) > 1 and _is_units(filled[-1][1]):
        row.units = [("plain", filled.pop()[1])]
        if len(filled) > 1 and {"lead", "support"} <= wanted and _is_units(filled[-1][1]):
            row.units = [("lead", filled.pop()[1]), ("support", row.units[0][1])]
    elif "units" not in wanted and "lead" not in wanted:
        return None
    elif items[-1][1].text and len(filled) > 1:
        # the last column has words that are no units: a damaged row, nothing in it is believed but its words
        row.doubtful = True
        if not any(_is_units(c) for _, c in filled):
            return None
    row.requirement = [filled[-1][1]]
    last = filled[-1][0]
    levels: list[GridCell] = []
    for i, cell in items:
        if i >= last:
            break
        value = _carry(i, cell, carried)
        if value.text and not any(value is other for other in levels):
            levels.append(value)
    row.levels = tuple(c.text for c in levels)
    row.task = levels[-1] if levels else None
    return row


def _divide(words: str, headings: frozenset[str], before: tuple[str, ...]) -> tuple[str, ...]:
    """Merged cells of 工作任务 that a flattened table ran together: divided at a known heading."""
    for cut in range(len(words) - 2, 2, -1):
        if words[:cut] in headings and (words[cut:] in headings or len(words) - cut >= 4):
            return (words[:cut], words[cut:])
    if words in headings and len(before) == 2:
        return (before[0], words)
    return (words,)


def _finish(rows: list[Row], section: str, place: str, year: int | None, made: Made) -> None:
    """Rows become tasks: units, deadlines, references, what a blank cell may share with the row above."""
    above: tuple[Unit, ...] = ()
    from_row = ""
    seen: dict[str, int] = {}
    for row in rows:
        units = _units_of(row, place)
        deadlines = _deadlines_of(row, year)
        task_number = len(made.tasks) + 1
        local = f"r{row.number}" if row.number else f"t{task_number}"
        seen[local] = seen.get(local, 0) + 1
        ref = f"{section}/{local}" + (f"~{seen[local]}" if seen[local] > 1 else "")
        likely: tuple[LikelyUnit, ...] = ()
        if units:
            above, from_row = units, row.number or local
        elif above:
            likely = tuple(LikelyUnit(unit, from_row) for unit in above)
        task = _make_task(row, section, ref, units, deadlines, likely)
        if row.doubtful:
            made.doubts.append((task.spans[0], "责任单位一格不全是单位名称"))
        made.tasks.append(task)


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
    quoted = sorted({s for name in ("requirement", "units", "deadlines") for s in fields.get(name, ())})
    return Task(
        ref=ref,
        source="table",
        section=section,
        row=row.number,
        task=row.levels[-1] if row.levels else "",
        requirement="".join(cell.text for cell in row.requirement),
        units=units,
        deadlines=deadlines,
        spans=tuple(_near(quoted, fields["requirement"])),
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
        if not cell.text:
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
