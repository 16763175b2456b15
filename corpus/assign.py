"""One cell of units that assigns several things (甲类预案：A局、B局 乙类预案：C局): a duty for each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from corpus.clean import words_of
from corpus.rows import Row
from corpus.tables import GridCell, make_cell
from corpus.units import parse_unit_list

_LABEL = re.compile(r"(?:^|(?<=[\s；;。>]))(?P<label>[一-鿿“”（）《》、]{2,20})\s*[:：]")
_OF_ROLE = re.compile(
    r"(?:单位|部门|处室|科室|主体|领导|[省市区县州]级)$|^(?:牵头|主办|主责|配合|协办|协助|参与|责任|落实|实施|负责|指导)"
)
_LEAST = 2
_LONGEST = 1_000


def assigned(row: Row, text: str) -> Iterator[Row]:
    """The rows that a row stands for.

    Parameters
    ----------
    row
        A row with its cells told apart.
    text
        The decoded text, to find the parts of the cell in.

    Yields
    ------
    Row
        One for each thing that the cell of units names with a colon and its own units, with the thing as its task and
        the whole cell in its quotation; else the row itself.
    """
    filled = [(role, cell) for role, cell in row.units if cell.text]
    parts = _parts(text, filled[0][1]) if len(filled) == 1 else []
    if len(parts) < _LEAST:
        yield row
        return
    role, whole = filled[0]
    for number, (label, units) in enumerate(parts):
        yield Row(
            number=row.number,
            levels=(*row.levels, label.text),
            task=label,
            requirement=row.requirement,
            units=[(role, units)],
            deadline=row.deadline,
            doubtful=row.doubtful and not number,
            quoted=whole.spans,
            repeats=number > 0,
        )


def _parts(text: str, cell: GridCell) -> list[tuple[GridCell, GridCell]]:
    """What each part of a cell names, and its units; empty unless all of the cell is such parts."""
    start, end = cell.spans[0].start, cell.spans[-1].end
    if end - start > _LONGEST:
        return []
    raw = text[start:end]
    labels = [m for m in _LABEL.finditer(raw) if not _OF_ROLE.search(m["label"])]
    if len(labels) < _LEAST or labels[0].start() or len(labels) < len(_LABEL.findall(raw)):
        return []
    out = []
    for label, stop in pairwise([*((m, m.start()) for m in labels), (None, len(raw))]):
        mark, behind = label[0], stop[1]
        if mark is None or not parse_unit_list(words_of(raw, mark.end(), behind).text.rstrip("；;。")):
            return []
        units = make_cell(
            text, start + mark.end(), start + mark.end() + len(raw[mark.end() : behind].rstrip("；;。 \n\t"))
        )
        out.append((make_cell(text, start + mark.start("label"), start + mark.end("label")), units))
    return out
