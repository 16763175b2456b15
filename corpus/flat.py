"""Flattened tables: PDF text prints a table as lines, one cell after the other, each cell wrapped.

Rows are told by their 序号, or, where there is none and each cell is a line, by the cell that ends a row: a deadline or
a list of units. Within a row the cells are told from the right by their form: a deadline, a list of units; then the
requirement, whose lines are long; what is short before it are merged cells of 工作任务.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from corpus.clean import words_of
from corpus.dates import parse_deadline_cell
from corpus.lines import Line
from corpus.model import Span
from corpus.organs import registry
from corpus.quote import merge_spans
from corpus.tables import ColumnRole, GridCell, role_of
from corpus.units import parse_unit_list, split_level

_ZERO_WIDTH = re.compile("[\u200b-\u200f\u2060\ufeff\xad]")
_UNIT_START = re.compile(r"^(?:各|相关|有关|[省市区县](?![一-鿿]?[场容域际内级]))[一-鿿、，（）]{2,20}$")
_TOKEN = re.compile(r"\S+(?:\s+(?=[0-9A-Za-z])\S+|(?<=[0-9A-Za-z])\s+\S+)*")
_NUMBER = re.compile(r"^(?P<number>[0-9]{1,3})(?P<rest>\s+\S.*|[、.．]?\s*\S.*)?$", re.DOTALL)
_END = re.compile(r"^(?:抄\s?送|抄\s?报|附件\s*\d|备注[：:]|注[：:]|主办|[一-鿿]{4,30}\s*\d{4}\s?年.*印发$)")
_HEADER_LINES = 8
_MOST_REPEATED = 3
_MOST_TOKENS = 500
_LONGEST_TOKEN = 1_000
_LONGEST_NAME = 14


@dataclass(slots=True)
class Token:
    """A stretch of a line between blanks."""

    text: str
    start: int
    end: int


@dataclass(slots=True)
class FlatRow:
    """One row of a flattened table, its cells told apart."""

    number: str | None
    tokens: list[Token] = field(default_factory=list)
    task: list[Token] = field(default_factory=list)
    requirement: list[Token] = field(default_factory=list)
    units: list[Token] = field(default_factory=list)
    deadline: list[Token] = field(default_factory=list)


@dataclass(slots=True)
class FlatTable:
    """A flattened table: the roles of its columns and its rows."""

    start: int
    end: int
    roles: list[ColumnRole]
    rows: list[FlatRow]


def find_flat_tables(source: str, lines: list[Line]) -> list[FlatTable]:
    """Flattened tables among lines of words; their lines are taken out of the flow.

    Parameters
    ----------
    source
        The decoded text.
    lines
        Its lines; those of a table are marked as rows.
    """
    tables: list[FlatTable] = []
    i = 0
    while i < len(lines):
        header = _header_at(source, lines, i)
        if header is None:
            i += 1
            continue
        roles, after = header
        read = _read_table if roles[0] == "number" else _read_unnumbered
        table, stop = read(source, lines, after, roles)
        if table is None:
            i = after
            continue
        for line in lines[i:stop]:
            if line.kind == "words":
                line.kind = "tab_row"
        table.start = lines[i].start
        tables.append(table)
        i = stop
    return tables


def _header_at(source: str, lines: list[Line], i: int) -> tuple[list[ColumnRole], int] | None:
    """The column roles of a header that begins at line i (on one line, or one name a line), and the line after it."""
    roles: list[ColumnRole] = []
    j = i
    while j < len(lines) and j < i + _HEADER_LINES * 2:
        line = lines[j]
        if line.kind == "blank":
            j += 1
            continue
        if line.kind != "words":
            break
        names = source[line.start : line.end].split()
        found = [role_of(name) for name in names]
        if not names or None in found:
            joined = role_of("".join(names))
            if joined is None:
                break
            found = [joined]
        roles += [role for role in found if role]
        j += 1
        if j == i:
            break
    return (roles, j) if len(roles) >= 3 and len(set(roles)) >= 3 else None


def _read_table(source: str, lines: list[Line], i: int, roles: list[ColumnRole]) -> tuple[FlatTable | None, int]:
    rows: list[FlatRow] = []
    pending: list[Token] = []
    last = i
    repeated = 0
    while i < len(lines):
        line = lines[i]
        if line.kind in ("blank", "furniture"):
            i += 1
            continue
        raw = source[line.start : line.end]
        if line.kind != "words" or (rows and _END.match(words_of(source, line.start, line.end).text)):
            break
        again = _header_at(source, lines, i)
        if again is not None:
            repeated += 1
            if repeated > len(rows) + _MOST_REPEATED:
                break
            i = again[1]
            continue
        match = _NUMBER.match(raw)
        expected = int(rows[-1].number or 0) + 1 if rows else 1
        if (
            match
            and int(match["number"]) == expected
            and not re.match(r"^[.．]?\d|^\s*(?:年|月|日|个|%|件|项|号|-)", match["rest"] or "")
        ):
            rows.append(FlatRow(match["number"]))
            if match["rest"]:
                rows[-1].tokens += _tokens(raw, line.start, match.start("rest"))
        elif rows:
            rows[-1].tokens += _tokens(raw, line.start, 0)
            if len(rows[-1].tokens) > _MOST_TOKENS:  # no row: the table is over, or never was one
                break
        else:
            pending += _tokens(raw, line.start, 0)
            if len(pending) > 20:
                return None, i
        i += 1
        last = i
    if len(rows) < 2:
        return None, i
    rows[0].tokens[:0] = pending
    for row in rows:
        _tell_cells(row, roles)
    return FlatTable(0, lines[last - 1].end, roles, rows), last


def _read_unnumbered(source: str, lines: list[Line], i: int, roles: list[ColumnRole]) -> tuple[FlatTable | None, int]:
    """Rows of a table without 序号 that has each cell on a line: the last column's cell ends a row."""
    ends = parse_deadline_cell if roles[-1] == "deadline" else None
    if ends is None and roles[-1] not in ("units", "lead", "support"):
        return None, i

    def closes(text: str) -> bool:
        return bool(ends(text, 2000) if ends else parse_unit_list(text))

    rows: list[FlatRow] = []
    tokens: list[Token] = []
    last = i
    for j in range(i, len(lines)):
        line = lines[j]
        if line.kind in ("blank", "furniture"):
            continue
        view = words_of(source, line.start, line.end)
        if line.kind != "words" or _END.match(view.text) or len(tokens) > 6 or line.soft:
            break
        tokens.append(Token(view.text, line.start, line.end))
        if closes(view.text):
            rows.append(FlatRow(None, tokens))
            tokens, last = [], j + 1
    if len(rows) < 3 or any(len(row.tokens) < 3 for row in rows):
        return None, i
    for row in rows:
        _tell_cells(row, roles)
    return (FlatTable(0, lines[last - 1].end, roles, rows), last) if all(row.units for row in rows) else (None, i)


def _tokens(raw: str, offset: int, at: int) -> list[Token]:
    """Stretches between cells; a blank beside a digit or Latin letter, or within words, is spacing."""
    out: list[Token] = []
    for match in re.finditer(r"\S+", raw[at:]):
        start, end = offset + at + match.start(), offset + at + match.end()
        gap = raw[out[-1].end - offset : start - offset] if out else ""
        spaced = (
            out
            and len(gap) < 3
            and len(out[-1].text) < _LONGEST_TOKEN
            and (re.search(r"[0-9A-Za-z]$", out[-1].text) or re.match(r"[0-9A-Za-z]", match.group()))
        )
        if (out and not spaced and not _is_edge(out[-1].text, match.group())) or (
            spaced
            and not (
                re.match(r"(?:19|20)\d\d$|\d{1,2}月", match.group()) and re.search(r"[局委办厅会室。]$", out[-1].text)
            )
        ):
            out[-1] = Token(out[-1].text + _shown(match.group()), out[-1].start, end)
        else:
            out.append(Token(_shown(match.group()), start, end))
    return out


def _shown(text: str) -> str:
    return _ZERO_WIDTH.sub("", text)


def _is_edge(before: str, after: str) -> bool:
    """Whether a blank within a line is the edge of a cell: words end before it, or units or a deadline begin."""
    return bool(
        re.search(r"[。；！？]$", before)
        or _UNIT_START.match(after)
        or parse_unit_list(after)
        or parse_unit_list(before)
        or parse_deadline_cell(after, 2000)
    )


def _tell_cells(row: FlatRow, roles: list[ColumnRole]) -> None:
    tokens = row.tokens
    end = len(tokens)
    if roles[-1] in ("deadline", "note", "leader") and "deadline" in roles:
        cut = _longest_suffix(tokens, end, 8, lambda text: bool(parse_deadline_cell(text, 2000)))
        row.deadline, end = tokens[cut:end], cut
    cut = _longest_suffix(tokens, end, 40, lambda text: bool(parse_unit_list(text)), _begins_whole)
    row.units, end = tokens[cut:end], cut
    start = 0
    wide = max((len(t.text) for t in tokens[:end]), default=0)
    while (
        start < end - 1
        and len(tokens[start].text) <= min(10, wide * 0.45)
        and not re.search(r"[。；，]$", tokens[start].text)
    ):
        start += 1
    if not start and end == 2 and {"task", "requirement"} <= set(roles) and _is_name_before(*tokens[:2]):
        start = 1
    row.task, row.requirement = tokens[:start], tokens[start:end]


def _is_name_before(name: Token, words: Token) -> bool:
    """Whether the first of two lines is a cell of its own: a wrapped line is no shorter than the line behind it."""
    short = len(name.text) <= _LONGEST_NAME and len(name.text) < len(words.text) - 1
    return short and not re.search(r"[。；，、]$", name.text) and words.text.endswith(("。", "；"))


def _begins_whole(before: str, text: str) -> bool:
    """Whether a list of units begins with a whole name, so that the words before it are no part of it."""
    if re.search(r"[、，,；;和及与（(]$", before) or parse_unit_list(before):
        return False
    named = parse_unit_list(text)
    if not named or not re.match("[省市区县]", named[0].name):
        return False
    level, organ = split_level(named[0].name)
    return bool(level) and len(level) == 1 and registry().knows(organ) and not re.search("^.中?分局", named[0].name)


def _longest_suffix(
    tokens: list[Token],
    end: int,
    most: int,
    fits: Callable[[str], bool],
    is_whole: Callable[[str, str], bool] | None = None,
) -> int:
    """Where the longest run of tokens before ``end`` begins whose joined text fits; ``end`` when none does.

    ``is_whole`` tells that what fits already begins a cell, whatever stands before it.
    """
    best = end
    text = ""
    for start in range(end - 1, max(-1, end - 1 - most), -1):
        if len(tokens[start].text) > 40 or "。" in tokens[start].text:
            break
        if best == start + 1 and is_whole is not None and is_whole(tokens[start].text, text):
            break
        text = tokens[start].text + text
        if fits(text):
            best = start
        elif len(text) > 200:
            break
    return best


def cell_of(source: str, tokens: list[Token]) -> GridCell:
    """One cell out of its tokens."""
    spans: list[Span] = []
    words = []
    for token in tokens:
        view = words_of(source, token.start, token.end)
        spans += view.spans(0, len(view.text))
        words.append(view.text)
    # the lines of a flattened cell are wrapped, not ended: they tell nothing
    return GridCell("".join(words), merge_spans(spans, source), ("".join(words),))
