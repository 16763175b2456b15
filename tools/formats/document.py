"""A notice as paragraphs and cells, before any format: what all writers draw."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from corpus.sample.layouts import Part, imprint_lines, opening_parts, section_words
from corpus.sample.load import Sample
from corpus.sample.tables import HEADER, Row, rows_of, unit_cell
from formats.forms import FORMS, Form

Kind = Literal["head", "number", "title", "addressees", "body", "right", "issued", "heading", "annex", "caption"]
PageKind = Literal["upright", "sideways", "columns"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph.

    ``mark`` is the number before its words, of a section at ``depth`` (from 1); ``heading`` is how many of its words
    are a heading. ``footnote`` stands at the end of its words; ``change`` are words taken out and words put in.
    """

    kind: Kind
    text: str
    mark: str = ""
    depth: int = 0
    heading: int = 0
    footnote: str = ""
    change: tuple[str, str] = ("", "")

    @property
    def words(self) -> str:
        """The number and the words."""
        return self.mark + self.text


@dataclass(frozen=True, slots=True)
class DrawnCell:
    """A cell: its words, the column where it begins, and what it covers."""

    column: int
    text: str
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of cells, a covered one left out; the first ``heads`` rows are its head; widths add up to 1."""

    rows: tuple[tuple[DrawnCell, ...], ...]
    heads: int
    widths: tuple[float, ...]
    is_ruled: bool

    def filled(self) -> Iterator[list[str]]:
        """The rows with the words of a merged cell in each row that it covers, in the first of its columns."""
        above: dict[int, DrawnCell] = {}
        for at, row in enumerate(self.rows):
            above.update((cell.column, replace(cell, rowspan=at + cell.rowspan)) for cell in row)
            yield [
                above[column].text if column in above and above[column].rowspan > at else ""
                for column in range(len(self.widths))
            ]


@dataclass(frozen=True, slots=True)
class Turn:
    """From here on the pages are of another kind."""

    pages: PageKind


@dataclass(frozen=True, slots=True)
class Document:
    """A notice, ready to be drawn."""

    sample: Sample
    form: Form
    items: tuple[Paragraph | Grid | Turn, ...]

    def text(self) -> str:
        """All words of paragraphs and cells in order, for counting characters."""
        out = []
        for item in self.items:
            if isinstance(item, Paragraph):
                out.append(item.words)
            elif isinstance(item, Grid):
                out += [cell.text for row in item.rows for cell in row]
        return "\n".join(out)


def compose(sample: Sample) -> Document:
    """The paragraphs and the table of a notice in the form that ``FORMS`` gives it."""
    form = FORMS[sample.slug]
    opening = [paragraph for part in opening_parts(sample) for paragraph in _opening(part)]
    body = [Paragraph("body", sample.opening)] if sample.opening else []
    body += _sections(sample, form)
    end = [Paragraph("body", line) for line in imprint_lines(sample)]
    table: list[Paragraph | Grid] = []
    if sample.table:
        is_titled = form.is_table_first and sample.table.caption == sample.issued_title
        table += [] if is_titled else [Paragraph("caption", sample.table.caption)]
        table.append(draw_table(sample, form))
    items: list[Paragraph | Grid | Turn]
    if form.is_table_first:
        items = [*opening, *table, *body, *end]
    else:
        named = Paragraph("body", f"附件：{sample.table.caption}") if sample.table else None
        columns, upright = ([Turn("columns")], [Turn("upright")]) if form.columns > 1 else ([], [])
        sideways, back = ([Turn("sideways")], [Turn("upright")]) if form.is_sideways else ([], [])
        annex = [*upright, *sideways, Paragraph("annex", "附件"), *table, *back]
        items = [*opening, *columns, *body, *([named] if named else []), *annex, *end]
    return Document(sample, form, tuple(items))


def _opening(part: Part) -> list[Paragraph]:
    if part.kind == "title":
        return [Paragraph("title", line) for line in part.lines]
    kinds: dict[str, Kind] = {"paragraph": "body", "note": "body", "issued": "issued"}
    kind = kinds.get(part.kind, part.kind)
    return [Paragraph(kind, part.text)]  # type: ignore[arg-type]


def _sections(sample: Sample, form: Form) -> list[Paragraph]:
    marks = {path: mark for path, (mark, _) in form.numbers(sample).items()}
    out = []
    for section in sample.sections:
        if not (mark := marks[section.path]):
            continue
        _, text = section_words(section, lambda _: "", form.duties)
        depth, heading = len(section.numbers), section.heading
        footnote = form.footnote[1] if form.footnote[0] == section.path else ""
        years = [words.replace("{year}", str(sample.year)) for words in form.change[1:]]
        change = (years[0], years[1]) if form.change[0] == section.path else ("", "")
        if depth == 1 and text:
            out += [Paragraph("heading", heading, mark, 1, len(heading)), Paragraph("body", text)]
        elif text:
            out.append(Paragraph("body", f"{heading}。{text}", mark, depth, len(heading) + 1, footnote, change))
        else:
            out.append(Paragraph("heading", heading, mark, depth, len(heading)))
    return out


def draw_table(sample: Sample, form: Form) -> Grid:
    """The table of tasks (任务分解表) as cells."""
    assert sample.table is not None
    levels, rows = sample.table.levels, rows_of(sample, sample.table)
    if form.unit_columns:
        return Grid((*_double_head(), *_rows_with_parts(rows)), 2, (0.07, 0.13, 0.34, 0.14, 0.18, 0.14), True)
    head = _cells([(HEADER[0], 1, 1), (HEADER[1], levels, 1), *((name, 1, 1) for name in HEADER[2:])])
    drawn = [
        _cells(
            [
                (row.number, 1, 1),
                *(
                    (text, 1, span if form.is_ruled else 1)
                    for text, span in zip(row.levels, row.level_spans, strict=True)
                ),
                (row.requirement, 1, 1),
                (unit_cell(row.duty), 1, row.unit_span if form.is_ruled else 1),
                (row.due, 1, 1),
            ]
        )
        for row in rows
    ]
    widths = (0.07, 0.13, 0.13, 0.33, 0.2, 0.14) if levels > 1 else (0.07, 0.15, 0.41, 0.22, 0.15)
    return Grid((head, *drawn), 1, widths, form.is_ruled)


def _cells(cells: Sequence[tuple[str, int, int]]) -> tuple[DrawnCell, ...]:
    """Cells side by side: words, columns, rows; one with no rows is covered from above."""
    out, column = [], 0
    for text, colspan, rowspan in cells:
        if rowspan:
            out.append(DrawnCell(column, text, colspan, rowspan))
        column += colspan
    return tuple(out)


def _double_head() -> list[tuple[DrawnCell, ...]]:
    upper = _cells([(HEADER[0], 1, 2), (HEADER[1], 1, 2), (HEADER[2], 1, 2), (HEADER[3], 2, 1), (HEADER[4], 1, 2)])
    return [upper, (DrawnCell(3, "牵头单位"), DrawnCell(4, "配合单位"))]


def _rows_with_parts(rows: list[Row]) -> list[tuple[DrawnCell, ...]]:
    out: list[tuple[DrawnCell, ...]] = []
    parts = 0
    for row in rows:
        if len(row.levels) > 1 and row.level_spans[0]:
            parts += 1
            out.append((DrawnCell(0, f"{'一二三四五六'[parts - 1]}、{row.levels[0]}", 6),))
        units = row.duty.printed_units(has_columns=True)
        lead, support = ("、".join(name for name, role in units if role == want) for want in ("lead", "support"))
        cells = [(row.number, 1, 1), (row.levels[-1], 1, row.level_spans[-1]), (row.requirement, 1, 1)]
        out.append(_cells([*cells, (lead, 1, row.unit_span), (support, 1, row.unit_span), (row.due, 1, 1)]))
    return out


def styled(paragraph: Paragraph) -> list[tuple[str, bool]]:
    """The words of a paragraph in stretches, each with whether it is a heading."""
    cuts = sorted({0, paragraph.heading, len(paragraph.text)})
    return [(paragraph.text[a:b], b <= paragraph.heading) for a, b in pairwise(cuts)]
