"""Duties (任务): rows of task tables, and clauses that name who does them.

A row's cells are found by what the columns mean (``data/columns.tsv``) and held against what the cells say: a column
of units whose cell is no list of units is not believed. Nothing is invented: a blank cell stays blank, and the units
that it may share with the row above go to ``likely``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from corpus.assign import assigned
from corpus.columns import UNIT_ROLES, told_by_column, with_unknown
from corpus.dates import parse_deadline_cell
from corpus.flat import FlatRow, FlatTable, Token, cell_of
from corpus.flow import Flow
from corpus.model import Role, Span
from corpus.rows import Made, Row, Words, finish, says_none
from corpus.runs import RunTable
from corpus.tables import ColumnRole, Grid, GridCell, header_roles, is_category, is_period, role_by_end, role_of
from corpus.units import parse_unit_list, parts_names

_MAX_CELL_UNITS = 600
_LEAST_PIECE, _MARKS = 6, "| \t\u3000"
_CHINESE_NUMBER = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.]?$")


def tasks_of_grid(
    grid: Grid,
    text: str,
    section: str,
    place: str,
    year: int | None,
    roles: list[ColumnRole | None] | None,
    headings: frozenset[str],
    made: Made,
) -> list[ColumnRole | None] | None:
    """Read the rows of a grid.

    Parameters
    ----------
    grid, text
        The table, and the decoded text that it stands in.
    section
        Where it stands: an attachment's name or a section path.
    place, year
        Of the issuer and of the notice, for bare 区 and 6月底前.
    roles
        The header of the table before, which a table without one goes on with.
    headings
        Of the body: a cell of 工作任务 that runs two of them together has two levels.
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
    periods: dict[int, GridCell] = {}
    if not any(header_roles(cells) for cells in grid.rows) and not _goes_on_with(grid, roles):
        _keep_data(grid, section, made)
        return roles
    for at, cells in enumerate(grid.rows):
        found = header_roles(cells)
        if found is not None:
            found = told_by_column(found, cells, grid.rows[at + 1 :])
            periods = _periods(cells)
            roles = _joined_header(roles, found) if above is not None and header_roles(above) else found
            torn = bool(rows)  # a header that a page repeats
            above = cells
            continue
        if roles is not None and above is not None and _is_lower_header(above, cells):
            periods |= _periods(cells)
            roles = _joined_header(roles, [role_of(c.text) or role_by_end(c.text) for c in cells])
            continue
        above = cells
        if not any(cell.text for cell in cells):
            continue
        only = _distinct(cells)
        if roles and len(only) == 2 and only[0] is cells[0] and _CHINESE_NUMBER.match(only[0].text):
            category = only[1]
            continue
        across = len(cells) == 1 or (len(cells) > 2 and cells[0] is cells[-1])
        if len(only) == 1 and (across or not roles) and _is_remark(only[0].text):
            made.words.append(Words(section, only[0].spans))
            continue
        if len(only) == 1 and not roles and across:
            continue  # the title of the table
        if len(only) == 1 and roles and (across or (cells[0].text and is_category(only[0].text))):
            category = only[-1]  # a cell across the whole table heads the rows below it
            continue
        row = _told_by_header(cells, roles, carried) or _told_by_words(cells, roles, carried)
        if row is None:
            made.loose.append(tuple(s for c in _distinct(cells) for s in c.spans))
            continue
        if row.deadline is None:
            row.deadline = _by_period(cells, periods)
        row.stretch = _stretch(row.requirement, text)
        if rows and _goes_on(rows[-1], row, cells, torn):
            _append(rows[-1], row)
            torn = False
            continue
        torn = False
        if category is not None:
            row.levels = (category.text, *row.levels)
        if row.levels and row.levels[-1] not in headings:
            row.levels = (*row.levels[:-1], *_known_levels(row.levels[-1], headings))
        rows.append(row)
    finish([part for row in rows for part in assigned(row, text)], section, place, year, made)
    return roles


def _periods(cells: tuple[GridCell, ...]) -> dict[int, GridCell]:
    """The columns of a header that are named by a period of the year."""
    return {i: cell for i, cell in enumerate(cells) if is_period(cell.text)}


def _by_period(cells: tuple[GridCell, ...], periods: dict[int, GridCell]) -> GridCell | None:
    """The periods of the year by which a row has something done, as its columns are named (一季度, 二季度)."""
    named = [name for i, name in periods.items() if i < len(cells) and cells[i].text and not says_none(cells[i].text)]
    words = "、".join(name.text for name in named)
    return GridCell(words, tuple(s for name in named for s in name.spans), (words,)) if named else None


def _stretch(cells: list[GridCell], text: str) -> tuple[Span, ...]:
    """Cells side by side as one stretch, marks and all, where one is too short to be quoted by itself."""
    spans = [span for cell in cells for span in cell.spans]
    if len(spans) != len(cells) or not any(len(cell.text) < _LEAST_PIECE for cell in cells[1:-1]):
        return ()
    gaps = [text[a.end : b.start] if a.end < b.start else "-" for a, b in pairwise(spans)]
    return () if any(gap.strip(_MARKS) for gap in gaps) else (Span(spans[0].start, spans[-1].end),)


def _goes_on_with(grid: Grid, roles: list[ColumnRole | None] | None) -> bool:
    """Whether a table without a header may go on with the one before it."""
    return roles is not None and len(grid.rows[0]) == len(roles)


def _keep_data(grid: Grid, section: str, made: Made) -> None:
    """A table that names nobody (scores, lists of addresses): each row is words to be found, below its header."""
    header = next((cells for cells in grid.rows if len(_distinct(cells)) > 1), None)
    names = " ".join(cell.text for cell in _distinct(header or ()))
    above: tuple[GridCell, ...] = ()
    for cells in grid.rows:
        filled = _distinct(cells)
        if cells is not header and filled and (len(filled) > 1 or _is_remark(filled[0].text)):
            own = [span for cell in filled if cell not in above for span in cell.spans]
            merged = [span for cell in filled if cell in above for span in cell.spans]
            whole = [Span(own[0].start, own[-1].end)] if own else []  # with the marks between cells: 38.6|28.4
            made.words.append(Words(section, tuple(sorted(merged + whole)), names))
        above = cells


def _is_remark(words: str) -> bool:
    """Whether the only words of a row are sentences about the table (备注：…), and not its title or a heading."""
    return bool(re.match(r"(?:备\s?注|注|说\s?明)\d?[：:]", words) or words.endswith("。"))


def tasks_of_flat(
    table: FlatTable, source: str, section: str, place: str, year: int | None, headings: frozenset[str], made: Made
) -> None:
    """Read the rows of a flattened table; merged cells of 工作任务 are divided where the body has such a heading."""
    rows: list[Row] = []
    levels: tuple[str, ...] = ()
    task: GridCell | None = None
    unit_role: Role = UNIT_ROLES[next((r for r in table.roles if r in ("units", "lead")), "units")]
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
    finish(rows, section, place, year, made)


def _flat_units(
    source: str, tokens: list[Token], role: Role, roles: list[ColumnRole]
) -> tuple[list[tuple[Role, GridCell]], bool]:
    """The cells of units of a row, and whether it stayed unclear where one of two columns ends.

    Two columns meet where a line ends with a whole name and the next begins with one; at more than one such place
    nobody is known to lead.
    """
    columns = list(dict.fromkeys(r for r in roles if r in UNIT_ROLES))
    if len(columns) < 2:
        return [(role, cell_of(source, tokens))], False
    texts = [token.text for token in tokens]
    cuts = [i for i in range(1, len(texts)) if parts_names("".join(texts[:i]), "".join(texts[i:]))]
    if len(cuts) != 1:
        return [("plain", cell_of(source, tokens))], True
    parts = (tokens[: cuts[0]], tokens[cuts[0] :])
    return [(UNIT_ROLES[c], cell_of(source, part)) for c, part in zip(columns, parts, strict=False)], False


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
    finish(rows, section, place, year, made)


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


def _is_lower_header(above: tuple[GridCell, ...], cells: tuple[GridCell, ...]) -> bool:
    """Whether a row parts the columns of a header above it: words only below its cells that span columns."""
    if len(above) != len(cells) or header_roles(above) is None:
        return False
    spans = [i for i in range(len(above)) if above[i] in (above[i - 1 : i] + above[i + 1 : i + 2]) and above[i].text]
    own = [i for i, cell in enumerate(cells) if cell.text and cell is not above[i]]
    goes_on = all(cells[i] is above[i] for i in range(len(above)) if i not in own)  # no row of the table does so
    is_dated = any(parse_deadline_cell(cells[i].text, 2000) for i in own)
    return len(own) >= 2 and set(own) <= set(spans) and (goes_on or not is_dated)


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
    roles = with_unknown(roles) if roles and len(cells) == len(roles) else None
    if roles is None or not {"units", "lead"} & set(roles):
        return None
    row = Row()
    levels: list[str] = []
    for i, (cell, role) in enumerate(zip(cells, roles, strict=True)):
        if i and cell is cells[i - 1] and cell.text:
            continue
        if role in UNIT_ROLES:
            if cell.text and not says_none(cell.text) and not _is_units(cell):
                if not parse_unit_list(cell.text, strict=False) or len(cell.text) > 120 or re.search("。", cell.text):
                    return None
                row.doubtful = True
            row.units.append((UNIT_ROLES[role], cell))
        elif role == "number":
            row.number = cell.text.strip(".、．") or None
        elif role == "deadline":
            row.deadline = cell
        elif role == "requirement":
            if cell.text and not (row.requirement and says_none(cell.text)):
                row.requirement.append(cell)
        elif role == "task":
            cell = _carry(i, cell, carried)
            if cell.text:
                levels.append(cell.text)
                row.task = cell
    if not row.requirement and "requirement" not in roles and row.task is not None:
        row.requirement, levels = [row.task], levels[:-1]
    elif not row.requirement:
        return None
    row.levels = tuple(levels)
    return row


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


def _known_levels(words: str, headings: frozenset[str]) -> tuple[str, ...]:
    """The words of a cell, divided where all of it is two headings of the body."""
    cuts = (cut for cut in range(2, len(words) - 1) if words[:cut] in headings and words[cut:] in headings)
    cut = next(cuts, None)
    return (words,) if cut is None else (words[:cut], words[cut:])


def _divide(words: str, headings: frozenset[str], before: tuple[str, ...]) -> tuple[str, ...]:
    """Merged cells of 工作任务 that a flattened table ran together: divided at a known heading."""
    for cut in range(len(words) - 2, 2, -1):
        if words[:cut] in headings and (words[cut:] in headings or len(words) - cut >= 4):
            return (words[:cut], words[cut:])
    if words in headings and len(before) == 2:
        return (before[0], words)
    return (words,)
