"""The table of tasks (任务分解表) in each of its shapes."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.sample.load import NUMBER, Sample, SampleDuty, SampleTable

HEADER = ("序号", "工作任务", "具体要求", "责任单位", "完成时限")
FLAT_HEADER = " ".join(HEADER)
OTHER_HEADER = ("序号", "完成时间", "主要任务", "责任部门", "工作措施", "备注")
PAGE_ROWS = 7


@dataclass(frozen=True, slots=True)
class Row:
    """One row as cells; a span is the number of rows of a merged cell, 0 where the cell is covered from above."""

    number: str
    levels: tuple[str, ...]
    level_spans: tuple[int, ...]
    requirement: str
    duty: SampleDuty
    unit_span: int

    @property
    def due(self) -> str:
        """The cell 完成时限."""
        return "，".join(deadline.text for deadline in self.duty.deadlines)


def rows_of(sample: Sample, table: SampleTable) -> list[Row]:
    """The rows of a notice's table, merged cells counted."""
    levels = [sample.trail(duty.section)[-table.levels :] for duty in table.rows]
    shared = [duty.is_shared for duty in table.rows]
    return [
        Row(
            number=str(at + 1),
            levels=levels[at],
            level_spans=tuple(_span([row[: depth + 1] for row in levels], at) for depth in range(table.levels)),
            requirement=duty.requirement,
            duty=duty,
            unit_span=0 if duty.is_shared else 1 + _run(shared, at + 1),
        )
        for at, duty in enumerate(table.rows)
    ]


def _span(cells: list[tuple[str, ...]], at: int) -> int:
    if at and cells[at - 1] == cells[at]:
        return 0
    return next((end for end in range(at, len(cells)) if cells[end] != cells[at]), len(cells)) - at


def _run(flags: list[bool], start: int) -> int:
    return next((at for at in range(start, len(flags)) if not flags[at]), len(flags)) - start


def unit_cell(duty: SampleDuty) -> str:
    """The cell 责任单位: bare names, or who leads and who supports."""
    units = duty.printed_units()
    support = "、".join(name for name, role in units if role == "support")
    others = "、".join(name for name, role in units if role != "support")
    return f"{others}牵头，{support}配合" if support else others


def tab_separated(sample: Sample, table: SampleTable, is_merged: bool) -> list[str]:
    """A line a row, cells parted by tabs; a merged cell is blank but in its first row."""
    lines = ["\t".join((*HEADER[:2], *[""] * (table.levels - 1), *HEADER[2:])[0 if table.is_numbered else 1 :])]
    for row in rows_of(sample, table):
        levels = [
            "" if is_merged and not span else level for level, span in zip(row.levels, row.level_spans, strict=True)
        ]
        units = "" if is_merged and not row.unit_span else unit_cell(row.duty)
        cells = [row.number, *levels, row.requirement, units, row.due]
        lines.append("\t".join(cells[0 if table.is_numbered else 1 :]))
    return lines


def other_unit_cell(duty: SampleDuty) -> str:
    """The cell 责任单位 in other words than :func:`unit_cell`: labels, and units parted by blanks."""
    units = duty.printed_units()
    support = "、".join(name for name, role in units if role == "support")
    others = "、".join(name for name, role in units if role != "support")
    if not support:
        return others.replace("、", " ") if len(duty.requirement) % 2 else f"责任单位：{others}"
    forms = ("牵头单位：{}；配合单位：{}", "牵头：{} 配合：{}", "由{}牵头，{}配合")
    return forms[len(duty.requirement) % 3].format(others, support)


def other_columns(sample: Sample, table: SampleTable) -> list[str]:
    """Cells parted by tabs in another order, other names above them and other words in them; the last is blank."""
    lines = ["\t".join(OTHER_HEADER[0 if table.is_numbered else 1 :])]
    for row in rows_of(sample, table):
        cells = [row.number, row.due, row.levels[-1], other_unit_cell(row.duty), row.requirement, ""]
        lines.append("\t".join(cells[0 if table.is_numbered else 1 :]))
    return lines


def in_parts(sample: Sample, table: SampleTable) -> list[str]:
    """A table of its own for each part, the part's heading above it, rows numbered through all of them."""
    lines: list[str] = []
    header, *rows = tab_separated(sample, table, is_merged=False)
    headings = {section.path: section.heading for section in sample.sections}
    above = ""
    for duty, row in zip(table.rows, rows, strict=True):
        part = NUMBER.findall(duty.section)[0]
        if part != above:
            lines += ["", f"{part}、{headings[part]}", "", header]
            above = part
        lines.append(row)
    return lines


def markdown(sample: Sample, table: SampleTable) -> list[str]:
    """A pipe table; the levels of a task are parted by <br>, a merged cell is blank but in its first row."""
    return [*_markdown_header(table), *_markdown_rows(sample, table)]


def _markdown_header(table: SampleTable) -> list[str]:
    names = HEADER[0 if table.is_numbered else 1 :]
    return [_piped(names), _piped(["----"] * len(names))]


def _markdown_rows(sample: Sample, table: SampleTable) -> list[str]:
    lines = []
    for row in rows_of(sample, table):
        levels = "<br>".join(row.levels) if row.level_spans[-1] else ""
        units = unit_cell(row.duty).replace("牵头，", "牵头，<br>") if row.unit_span else ""
        lines.append(_piped([row.number, levels, row.requirement, units, row.due][0 if table.is_numbered else 1 :]))
    return lines


def markdown_pages(sample: Sample, table: SampleTable, has_headers: bool) -> list[str]:
    """The pipe table over pages of seven rows, a page number between them.

    With ``has_headers`` each page has the header again; else its first row has become one, with the rule below it.
    """
    header, rows = _markdown_header(table), _markdown_rows(sample, table)
    lines = [*header, *rows[:PAGE_ROWS]]
    for page, at in enumerate(range(PAGE_ROWS, len(rows), PAGE_ROWS), start=1):
        more = rows[at : at + PAGE_ROWS]
        lines += ["", f"— {page} —", ""]
        lines += [*header, *more] if has_headers else [more[0], header[1], *more[1:]]
    return lines


def markdown_torn(sample: Sample, table: SampleTable) -> list[str]:
    """The pipe table over pages with the header on each, the last row of a page going on in the first of the next."""
    header, rows = _markdown_header(table), rows_of(sample, table)
    at = 1 + table.is_numbered
    lines = [*header]
    for row, words in zip(rows, _markdown_rows(sample, table), strict=True):
        lines.append(words)
        if int(row.number) % PAGE_ROWS == 0 and row is not rows[-1]:
            half = len(row.requirement) // 2
            cells = [""] * (len(HEADER) - (not table.is_numbered))
            cells[at] = row.requirement[half:]
            lines[-1] = words.replace(row.requirement, row.requirement[:half])
            lines += ["", f"— {int(row.number) // PAGE_ROWS} —", "", *header, _piped(cells)]
    return lines


def markdown_tags(sample: Sample, table: SampleTable) -> list[str]:
    """The pipe table with <p>, <br> within a name and within a sentence, and ** around tasks and numbers."""
    first = 0 if table.is_numbered else 1
    lines = _markdown_header(table)
    for row in rows_of(sample, table):
        levels = "".join(f"<p>**{level}**</p>" for level in row.levels) if row.level_spans[-1] else ""
        requirement = "<br>".join(broken(row.requirement, 18))
        units = "<br/>".join(broken(unit_cell(row.duty), 9)) if row.unit_span else ""
        lines.append(_piped([f"**{row.number}**", levels, f"<p>{requirement}</p>", units, f"<p>{row.due}</p>"][first:]))
    return lines


def _piped(cells: list[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def flattened(sample: Sample, table: SampleTable) -> Iterator[list[str]]:
    """The lines of each row as text taken from a PDF has them: a cell after the other, each broken over lines."""
    widths = {"level": 8, "requirement": 34, "units": 10, "due": 8}
    for row in rows_of(sample, table):
        yield [row.number, *(line for name, text in _flat_cells(row) for line in broken(text, widths[name]))]


def cells(sample: Sample, table: SampleTable, is_numbered: bool) -> list[str]:
    """The names of the columns and the cells of all rows one after the other, none broken; covered cells are lost."""
    first = 0 if is_numbered else 1
    out = [*HEADER[first:]]
    for row in rows_of(sample, table):
        out += [row.number, *(text for _, text in _flat_cells(row))][first:]
    return out


def _flat_cells(row: Row) -> Iterator[tuple[str, str]]:
    for level, span in zip(row.levels, row.level_spans, strict=True):
        if span:
            yield "level", level
    yield "requirement", row.requirement
    if row.unit_span:
        yield "units", unit_cell(row.duty)
    yield "due", row.due


def run_together(sample: Sample, table: SampleTable, has_units_first: bool) -> str:
    """The whole table as one stretch of words; of two cells of units an empty one leaves a blank.

    Columns are 工作任务, 工作要求, 牵头单位, 配合单位, the sections standing as rows between the others; with
    ``has_units_first`` each row has a task of its own, and the units stand before what is required.
    """
    units = "牵头单位配合单位"
    words = f"工作任务{units}工作要求" if has_units_first else f"工作任务工作要求{units}"
    marks = {section.path: section for section in sample.sections}
    above: list[str] = []
    for row in rows_of(sample, table):
        paths = section_paths(row.duty.section)
        words += "".join(
            f"{path.removeprefix(paths[at - 1]) if at else f'{path}、'}{marks[path].heading}"
            for at, path in enumerate(paths)
            if path not in above
        )
        above = paths
        named = row.duty.printed_units(has_columns=True)
        lead, support = ("、".join(name for name, role in named if role == want) or " " for want in ("lead", "support"))
        task = row.levels[-1] if has_units_first else ""
        words += f"{row.number}." + (
            f"{task}{lead}{support}{row.requirement}" if has_units_first else f"{row.requirement}{lead}{support}"
        )
    return words.rstrip()


def section_paths(path: str) -> list[str]:
    """The paths of the sections 一、 and （一） from the outermost down to ``path``; those below are left out."""
    numbers = [number for number in NUMBER.findall(path) if not number.isdigit()]
    return ["".join(numbers[:depth]) for depth in range(1, len(numbers) + 1)]


def broken(text: str, width: int) -> list[str]:
    """``text`` in lines of about ``width`` characters: none begins with a closing mark, no number is torn apart."""
    lines = []
    while text:
        end = width
        while 0 < end < len(text) and re.fullmatch(r"[0-9][0-9.%]|[.][0-9]", text[end - 1 : end + 1]):
            end -= 1
        while end < len(text) and text[end] in "，。、；：！？）》”〕":
            end += 1
        lines.append(text[:end])
        text = text[end:]
    return lines


def web(sample: Sample, table: SampleTable) -> list[str]:
    """An HTML table: merged cells by rowspan, 工作任务 over its levels by colspan, one column of units."""
    wide = f' colspan="{table.levels}"' if table.levels > 1 else ""
    heads = [f"<th>{HEADER[0]}</th>"] * table.is_numbered
    heads += [f"<th{wide}>{HEADER[1]}</th>", *(f"<th>{name}</th>" for name in HEADER[2:])]
    lines = ['<table border="1" class="renwu">', f"<thead><tr>{''.join(heads)}</tr></thead>", "<tbody>"]
    for row in rows_of(sample, table):
        cells = [_cell(row.number)] * table.is_numbered
        cells += [_cell(level, span) for level, span in zip(row.levels, row.level_spans, strict=True)]
        cells += [_cell(row.requirement), _cell(unit_cell(row.duty), row.unit_span), _cell(row.due)]
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return [*lines, "</tbody>", "</table>"]


def web_columns(sample: Sample, table: SampleTable) -> list[str]:
    """An HTML table with two header rows (牵头单位 and 配合单位 under 责任单位) and a full-width row for each part."""
    heads = [f'<th rowspan="2">{HEADER[0]}</th>'] * table.is_numbered
    heads += [f'<th rowspan="2">{name}</th>' for name in HEADER[1:3]]
    heads += [f'<th colspan="2">{HEADER[3]}</th>', f'<th rowspan="2">{HEADER[4]}</th>']
    lines = ['<table border="1">', f"<tr>{''.join(heads)}</tr>", "<tr><th>牵头单位</th><th>配合单位</th></tr>"]
    numbers = {section.heading: section.numbers[-1] for section in sample.sections}
    for row in rows_of(sample, table):
        if table.levels > 1 and row.level_spans[0]:
            part = f"{numbers[row.levels[0]].strip('（）')}、{row.levels[0]}"
            lines.append(f'<tr><td colspan="{len(heads) + 1}"><b>{html.escape(part)}</b></td></tr>')
        units = row.duty.printed_units(has_columns=True)
        lead, support = ("、".join(name for name, role in units if role == want) for want in ("lead", "support"))
        cells = [_cell(row.number)] * table.is_numbered
        cells += [_cell(row.levels[-1], row.level_spans[-1]), _cell(row.requirement)]
        cells += [_cell(lead, row.unit_span), _cell(support, row.unit_span), _cell(row.due)]
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return [*lines, "</table>"]


def _cell(text: str, span: int = 1) -> str:
    if not span:
        return ""
    return f'<td rowspan="{span}">{html.escape(text)}</td>' if span > 1 else f"<td><p>{html.escape(text)}</p></td>"


def tag_soup(sample: Sample, table: SampleTable) -> list[str]:
    """An HTML table without a head, its cells in divisions and spans, names parted by line breaks."""
    names = ["序&nbsp;号"] * table.is_numbered + [*HEADER[1:]]
    rows = [[f"<td><p><strong>{name}</strong></p></td>" for name in names]]
    for row in rows_of(sample, table):
        cells = [(row.number, 1)] * table.is_numbered + [(row.levels[-1], row.level_spans[-1])]
        cells += [(row.requirement, 1), (unit_cell(row.duty), row.unit_span), (row.due, 1)]
        rows.append([_soup_cell(text, span) for text, span in cells])
    lines = [f"<tr>{''.join(row)}</tr>" for row in rows]
    return ['<div align="center"><table cellspacing="0"><tbody>', *lines, "</tbody></table></div>"]


def _soup_cell(text: str, span: int) -> str:
    if not span:
        return ""
    spans = "<o:p></o:p>".join(f"<span>{html.escape(piece)}</span>" for piece in broken(text, 7))
    return f'<td rowspan="{span}" valign="top"><div>{spans}</div></td>'
