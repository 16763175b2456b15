"""Run-together tables: a web page's table copied as one stretch of text, no line breaks, no marks between cells.

What is left to go by is the header (names of columns one after the other), numbers of rows (1. 2. 3.), and the form of
units. Rows whose cells cannot be told apart with certainty are left out and reported, not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.flow import Flow
from corpus.numerals import CHINESE
from corpus.tables import ColumnRole, column_roles
from corpus.units import Named, parse_unit_list

_CN = "[" + CHINESE.replace("两", "") + "]{1,3}"
_CLOSED = "[局委办厅会）镇乡道府位门司心]"
_NUMBER = re.compile(
    r"(?<![0-9.，；：、])(?P<number>[0-9]{1,3})[.．、]"
    rf"(?=[^0-9]|(?:19|20)[0-9]{{2}}年|(?<={_CLOSED}[0-9]\.)[0-9]|(?<={_CLOSED}[0-9]{{2}}\.)[0-9])"
)
_CATEGORY = re.compile(rf"(?:{_CN}、|[（(]{_CN}[）)])(?=[一-鿿“])")
_END = re.compile(
    r"来源[：:]|附件下载|关于[^。\n]{4,80}\.(?:pdf|docx?|xlsx?)|抄\s?送[：:]|备注[：:]|（此件|\n附件"
    r"|\n[^\n。，]{4,30}(?:办公室|政府|委员会|管委会)(?=\n|$)"
)
_ORGAN = (
    r"(?:局[一-鿿]{2,4}分局|委员会|办公室|办公厅|办事处|管委会|管理局|分局|海关|中心|公司|集团|银行|支队|大队|政府|事业单位"
    r"|局|委|办|厅|院|(?:宣传|组织|统战|武装|人武|工作|联络|政治)部(?!门))"
)
_MANY = (
    r"(?:人民政府|街道办事处|政府|事业单位|国有企业|单位|部门|机构|企业|街道|乡镇|镇街|街镇|区县|县区|管理局|镇|乡"
    r"|园区|管委会)"
)
_GOES_ON = r"(?!办公室|办事处|[局委厅镇]|办(?![理法事公])|会(?![同商议])|部门|人民政府|街道)"
_TAG = r"(?:（[^（）]{2,12}）)?"
_NOT_OWN = r"(?!省|区|县|市(?![场容政]|民(?!政|族|宗))|[场容域际内级和及的])"
_PARTY = r"(?:宣传|组织|统战|武装|人武)部(?!门)"
_OWN = rf"[省市区县](?:委?{_PARTY}|{_NOT_OWN}[一-鿿]{{1,12}}?{_ORGAN}{_GOES_ON}){_TAG}"
_GROUP = rf"(?:[省市区县](?:直|级|属|政府)?)?(?:各|相关|有关)(?![的和及])[一-鿿]{{0,8}}?{_MANY}{_GOES_ON}{_TAG}"
_TOWN = r"[一-鿿]{2,3}(?:镇|街道|乡)(?=落实|负责|牵头|配合)"
_NAME = rf"(?:{_GROUP}|{_OWN}|{_TOWN})"
_BARE = rf"[一-鿿]{{2,8}}?{_ORGAN}{_GOES_ON}"
_ROLE = r"(?:牵头负责|牵头|配合|落实|负责|参与)?"
_LIST = rf"{_NAME}(?:{_ROLE}(?:[、，,；;\s]?{_NAME}|[、]{_BARE}))*"
_RUN = re.compile(rf"{_LIST}{_ROLE}(?:等(?:部门|单位|有关部门|相关部门)?)?")
NAMES = rf"{_NAME}(?:[、和及与]{_NAME})*"
"""Pattern of units that the words of a sentence go on behind."""
_RUN_BEFORE_WORDS = re.compile(_LIST)
_SUBJECT = re.compile(r"(?:等[一-鿿]{0,8}?(?:部门|单位|机构))?(?:要|应|须|必须|负责)")
_SKIP = 4
_AFTER_STOP = re.compile(rf"(?:[。；]|[。；](?:{_CN}、|[（(]{_CN}[）)])[^。；]{{2,50}})\s?$")
_LEAST_ROWS = 3
_MOST_FAILED = 20
"""After so many headers in a row without a table the rest are words, or each would be held against all that follows."""


@dataclass(slots=True)
class RunRow:
    """A row: its number, the heading above it, and ranges of the view for task, requirement and units."""

    number: str | None
    category: str
    task: tuple[int, int] | None
    requirement: tuple[int, int]
    lead: tuple[int, int] | None
    units: tuple[int, int] | None


@dataclass(slots=True)
class RunTable:
    """A run-together table in the view: its range, its columns, its rows, and stretches that stayed unclear."""

    start: int
    end: int
    roles: list[ColumnRole]
    rows: list[RunRow] = field(default_factory=list)
    unclear: list[tuple[int, int]] = field(default_factory=list)


def find_run_tables(flow: Flow, stop: int) -> list[RunTable]:
    """Run-together tables in the words of a notice.

    Parameters
    ----------
    flow
        The paragraphs.
    stop
        Where the imprint begins.

    Returns
    -------
    list
        Tables in order; empty for a notice without a header of glued column names.
    """
    tables: list[RunTable] = []
    headers = list(_headers(flow.text, stop))
    words = _without_headers(flow.text, headers)
    failed = 0
    for start, end, roles in headers:
        if (tables and start < tables[-1].end) or failed > _MOST_FAILED:
            continue
        last = _END.search(flow.text, end, stop)
        table = RunTable(start, last.start() if last else stop, roles)
        _read_rows(words, end, table)
        failed += 1
        if len(table.rows) >= _LEAST_ROWS:
            tables.append(table)
            failed = 0
    return tables


def _without_headers(text: str, headers: list[tuple[int, int, list[ColumnRole]]]) -> str:
    """The text with headers that page breaks repeat blanked out, every position kept."""
    out, at = [], 0
    for start, end, _ in headers:
        out += [text[at:start], "\n" * (end - start)]
        at = end
    return "".join([*out, text[at:]])


def _headers(text: str, stop: int) -> Iterator[tuple[int, int, list[ColumnRole]]]:
    """Column names glued together: three roles or more, units among them."""
    names = sorted((n for n in column_roles() if len(n) >= 2), key=len, reverse=True)
    one = "|".join(re.escape(n).replace("/", r"\s?/\s?") for n in names)
    spaced = re.compile(rf"(?:(?:{one}|工\s作\s要\s求|序\s?号)\s?){{3,10}}")
    single = re.compile(f"{one}|工\\s作\\s要\\s求|序\\s?号")
    for match in spaced.finditer(text, 0, stop):
        roles: list[ColumnRole] = []
        for name in single.finditer(text, match.start(), match.end()):
            role = column_roles().get(re.sub(r"\s", "", name.group()))
            if role:
                roles.append(role)
        if len(set(roles)) >= 3 and {"units", "lead"} & set(roles):
            yield match.start(), match.end(), roles


def _read_rows(text: str, start: int, table: RunTable) -> None:
    numbered = _numbered(text, start, table.end)
    if len(numbered) >= _LEAST_ROWS:
        _by_number(text, start, numbered, table)
    else:
        _by_units(text, start, table)


def _numbered(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """The row numbers 1. 2. 3. in sequence: mark start, words start, number."""
    out: list[tuple[int, int, str]] = []
    last = 0
    for match in _NUMBER.finditer(text, start, end):
        number = int(match["number"])
        # a number may be missing in print; what comes after it must then stand behind a full stop or a heading
        skips = (
            last
            and last + 1 < number <= last + _SKIP
            and _AFTER_STOP.search(text[max(start, match.start() - 60) : match.start()])
        )
        if number == last + 1 or skips:
            out.append((match.start(), match.end(), match["number"]))
            last = number
    return out


def _by_number(text: str, start: int, numbered: list[tuple[int, int, str]], table: RunTable) -> None:
    category = _last_category(text[start : numbered[0][0]])[1]
    ends = [mark for mark, _, _ in numbered[1:]]
    blanks_tell = sum(text[mark - 1].isspace() for mark in ends) < 0.6 * len(ends)
    for (mark, words, number), following in zip(numbered, [*numbered[1:], None], strict=False):
        end = following[0] if following else table.end
        cut, name = _last_category(text[words:end])
        row = _cells(text, words, words + cut, number, category, table.roles, blanks_tell)
        if row is not None:
            table.rows.append(row)
        else:
            table.unclear.append((mark, end))
        category = name or category


def _last_category(chunk: str) -> tuple[int, str]:
    """Where headings of the next rows begin at the end of a row (二、… or （二）…), and the words of the last one."""
    best = len(chunk)
    last_stop = max(chunk.rfind("。"), chunk.rfind("；"))
    for match in _CATEGORY.finditer(chunk):
        if match.start() > last_stop:
            best = match.start()
            break
    names = [m.end() for m in _CATEGORY.finditer(chunk) if m.start() >= best]
    return best, chunk[names[-1] :].strip() if names else ""


def _cells(
    text: str, start: int, end: int, number: str, category: str, roles: list[ColumnRole], blanks_tell: bool
) -> RunRow | None:
    whole, end = end, start + len(text[start:end].rstrip())
    order = [r for r in roles if r not in ("number", "note", "leader", "deadline")]
    units_last = order[-1] in ("units", "lead", "support")
    found = _units_at_end(text, start, end) if units_last else _units_within(text, start, end, roles)
    if found is None:
        return None
    first, last = found
    lead, units = _divide(text, first, last, roles)
    if (
        lead is None
        and units_last
        and blanks_tell
        and whole > end
        and "lead" in roles
        and not text[first - 1].isspace()
    ):
        lead, units = (first, last), None  # the empty cell of 配合单位 left its blank
    if units_last:
        requirement: tuple[int, int] = (start, first)
        task = None
    else:
        task, requirement = (start, first), (last, end)
    if len(text[slice(*requirement)].strip()) < 6:
        return None
    return RunRow(number, category, task, requirement, lead, units)


def _units_at_end(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The units behind the last full stop of a row."""
    chunk = text[start:end].rstrip()
    stop = max(chunk.rfind(mark) for mark in "。；！")
    tail = chunk[stop + 1 :]
    if stop < 0 or not tail.strip():
        return None
    lead = len(tail) - len(tail.lstrip())
    if parse_unit_list(tail.strip()) is None:
        return None
    return start + stop + 1 + lead, start + len(chunk)


def _units_within(text: str, start: int, end: int, roles: list[ColumnRole]) -> tuple[int, int] | None:
    """The units between the name of a task and its requirement, before the first full stop: the longest run."""
    stop = re.search(r"[。；]", text[start:end])
    limit = start + (stop.start() if stop else end - start)
    runs = [
        m for m in _RUN_BEFORE_WORDS.finditer(text, start + 4, limit) if parse_unit_list(m.group()) and m.end() < limit
    ]
    if not runs:
        return None
    best = max(runs, key=lambda m: (m.end() - m.start(), -m.start()))
    return best.start(), _end_of_cells(text, best.start(), best.end(), roles)


def _end_of_cells(text: str, start: int, end: int, roles: list[ColumnRole]) -> int:
    """Where the cells of units end: names that begin a sentence (区教育局等部门要…) are glued to them, and no part.

    Each column but the first, whose empty cell leaves a blank, begins at a seam; one more seam is that of a sentence.
    """
    if not _SUBJECT.match(text, end):
        return end
    named = parse_unit_list(text[start:end]) or []
    seams = _seams(text[start:end], named)
    columns = sum(role in ("lead", "support", "units") for role in roles) - text[start - 1 : start].isspace()
    return start + seams[-1] if len(seams) >= max(1, columns) else end


def _seams(text: str, named: list[Named]) -> list[int]:
    """Where two names stand together with nothing or a blank between them."""
    return [n.start for before, n in pairwise(named) if not text[before.end : n.start].strip()]


def _divide(
    text: str, first: int, last: int, roles: list[ColumnRole]
) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """Divide units that two columns (牵头, 配合) ran together: before the first that stands for many, at a seam."""
    columns = [r for r in roles if r in ("lead", "support", "units")]
    if len(columns) < 2 or columns[0] != "lead":
        return None, (first, last)
    blank = text[first - 1 : first].isspace()  # the empty cell of 牵头单位 left its blank
    named = parse_unit_list(text[first:last]) or []
    if blank or len(named) < 2:
        return None, (first, last)
    seams = _seams(text[first:last], named)
    many = next((n.start for n in named if re.match(r"各|相关|有关|[省市区县](?:直|级|属)", n.name)), None)
    if len(seams) == 1:
        return (first, first + seams[0]), (first + seams[0], last)
    if many in seams:
        return (first, first + many), (first + many, last)
    return None, (first, last)


def _by_units(text: str, start: int, table: RunTable) -> None:
    """Rows without numbers: each run of units ends one; what stands between two runs is a requirement."""
    at = start
    for match in _RUN.finditer(text, start, table.end):
        if match.start() - at < 6 or not _is_cell(text, match):
            continue
        table.rows.append(RunRow(None, "", None, (at, match.start()), None, match.span()))
        at = match.end()
    if table.end - at > 12 and table.rows:
        table.unclear.append((at, table.end))


def _is_cell(text: str, match: re.Match[str]) -> bool:
    """Whether a run of units is a cell, and not part of a sentence (区财政局要加强…)."""
    if parse_unit_list(match.group()) is None:
        return False
    after = text[match.end() : match.end() + 2]
    return not re.match(r"[的要应将和与在对，。、]|内|间|及", after)
