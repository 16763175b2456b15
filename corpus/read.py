"""From a file to a notice: decode, cut into lines, find tables, join paragraphs, read head, outline and duties."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path

from corpus.blocks import make_blocks
from corpus.cells import find_cell_tables
from corpus.clean import words_of
from corpus.closing import find_closing
from corpus.due import with_ends
from corpus.errors import ClassifiedFile, DamagedFile, TooLarge
from corpus.findings import find_faults, find_reading_faults
from corpus.flat import FlatTable, find_flat_tables
from corpus.flow import Flow, build_flow
from corpus.formats import read_source_of
from corpus.head_facts import Header, Part
from corpus.header import read_header, tail_start
from corpus.inline import tasks_of_text
from corpus.labels import parted_at
from corpus.limits import MAX_BYTES
from corpus.lines import Lines, split_lines
from corpus.link import link
from corpus.lone import tells_only
from corpus.model import HEAD, PREFACE, TAIL, Clause, Notice, Section, Task
from corpus.outline import Heading, Outline, parse_outline
from corpus.outline_marks import starts_with_mark
from corpus.plans import plans_without_section
from corpus.questions import find_questions
from corpus.quote import quote_of
from corpus.rest import find_rest
from corpus.rows import Made
from corpus.runs import find_run_tables
from corpus.source import Source
from corpus.tables import ColumnRole, Grid, find_grids
from corpus.tasks import tasks_of_flat, tasks_of_grid, tasks_of_runs
from corpus.title_place import place_in_title
from corpus.units import place_of
from corpus.view import View

_BESIDE = (
    r"(?:[\s*#|（(【\[:：]|密\s*级|特\s*[急提]|加\s*急|平\s*急|急\s*件|内部(?:资料|文件)"
    r"|份\s*号|No\.?|\d{1,8}(?!\d))*"
)
_TERM = (
    r"(?:[★☆⋆*]\s*[0-9一二三四五六七八九十]*\s*(?:年|个月|日|天|长期)?"
    r"|[:：]?\s*[0-9一二三四五六七八九十]+\s*年|长期)?"
)
_SECRET = re.compile(rf"^{_BESIDE}(?:绝\s*密|机\s*密|秘\s*密)\s*{_TERM}[\s）)】\]]*{_BESIDE}$")
"""A mark of classification on a line of its own, or beside the number of the copy (份号) and the urgency (特急)."""
_SECRET_LINES = 40
_SECRET_LENGTH = 80
_PART_NAMES = {
    "letterhead": "发文机关标志",
    "doc_number": "发文字号",
    "title": "标题",
    "addressees": "主送机关",
    "signature": "落款",
    "note": "附注",
    "contact": "附注",
    "annexes": "附件说明",
    "closing": "",
    "field": "公文信息",
    "imprint": "版记",
    "words": "",
}
_CLOSING = ("signature", "note", "contact", "annexes", "closing")
_JOINED = ("title", "signature", "words", "imprint", "field", "contact", "annexes", "closing")
_PREFACED = ("note", "contact", "annexes", "closing")
_HEAD_KINDS = ("letterhead", "doc_number", "title", "addressees", "signature", "field")


def read_notice(path: Path, name: str | None = None) -> Notice:
    """Read a file.

    Parameters
    ----------
    path
        A file of any format that ``corpus.formats`` lists.
    name
        What the notice shall call its file; the path as given when None.

    Returns
    -------
    Notice
        Metadata, sections, clauses, tasks, blocks, findings.

    Raises
    ------
    NoticeError
        The file cannot be read; the message names it and the cause.
    """
    path = Path(path)
    name = str(path) if name is None else name
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise TooLarge(f"{name}：文件有 {size // 1024 // 1024} MB，超过上限 {MAX_BYTES // 1024 // 1024} MB")
        data = path.read_bytes()
    except OSError as exc:
        raise DamagedFile(f"{name}：无法打开（{exc.strerror or exc}）") from exc
    return read_bytes(data, name)


def read_bytes(data: bytes, name: str) -> Notice:
    """Read the bytes of a file; see :func:`read_notice`."""
    version = hashlib.sha256(data).hexdigest()
    return read_source(read_source_of(data, name, version))


def read_source(source: Source) -> Notice:
    """Read what the reader of a format handed on."""
    lines = split_lines(source.text, source.furniture)
    _refuse_secret(source, lines)
    grids = find_grids(source, lines.lines)
    grids = sorted([*grids, *find_cell_tables(source.text, lines.lines)], key=lambda g: g.start)
    flats = find_flat_tables(source.text, lines.lines)
    flow = build_flow(source.text, lines.lines, source.joins)
    tail = tail_start(flow)
    runs = find_run_tables(flow, tail)
    outline = parse_outline(flow, min([tail, *(run.start for run in runs)]), tail)
    close = min([at for at, _ in outline.attachments] + [tail])
    body = min([h.start for h in outline.headings] + [close, len(flow.text)])
    header = read_header(flow, body, close, tail, {**source.fields, **lines.fields}, source.file)
    told = {part.start for part in header.parts}
    header.parts += [part for part in find_closing(flow, outline.headings, close) if part.start not in told]
    header.parts.sort(key=lambda part: part.start)
    place = place_of(header.issuer) or place_in_title(header.title)
    _end_at_signature(outline, header)
    clauses = _clauses(flow, outline, header, body)
    made = _table_tasks(source, flow, outline, grids, flats, place, header.year)
    places = _Places(flow.view, outline)
    for run in runs:
        tasks_of_runs(run, flow, places.section_at(flow.view.at(run.start)), place, header.year, made)
    rest = find_rest(flow, outline, header, runs)
    clauses += _rest_clauses(flow, rest)
    clauses += _loose_clauses(source.text, made, outline)
    prose = header.doc_kind not in ("interpretation", "news", "report")
    plans = plans_without_section(flow.text, outline.headings, outline.attachments, tail)
    named = tasks_of_text(
        flow, [*plans, *outline.stretches], place, header.year, tail, prose, not tells_only(header.title or "")
    )
    tasks = [*named, *made.tasks]
    sections = tuple(_section(flow.view, h) for h in outline.headings)
    ranges = [(g.start, g.end) for g in grids] + [(f.start, f.end) for f in flats]
    ranges += [(flow.view.at(run.start), flow.view.end(run.end)) for run in runs]
    blocks = make_blocks(source.text, flow, lines, outline, header, ranges, rest)
    notice = Notice(
        file=source.file,
        version=source.version,
        text=source.text,
        title=header.title,
        issued_title=header.issued_title,
        doc_number=header.doc_number,
        issuer=header.issuer,
        place=place,
        year=header.year,
        doc_kind=header.doc_kind,
        validity=header.validity,
        disclosure=header.disclosure,
        source_url=header.source_url,
        dated=header.dated,
        printed=header.printed,
        inferred=tuple(header.inferred),
        addressees=header.addressees,
        copied_to=header.copied_to,
        sections=sections,
        clauses=tuple(clauses),
        tasks=_unique(link(tasks, clauses, header.year)),
        blocks=blocks,
        findings=(*source.remarks, *find_reading_faults(outline, flow.view, made)),
        pages=source.pages,
        boxes=source.boxes,
    )
    notice = with_ends(notice)
    return replace(notice, findings=find_faults(notice))


def _refuse_secret(source: Source, lines: Lines) -> None:
    """Stop at a mark of classification among the lines before the first numbered one, whatever they are."""
    words = [*lines.fields.values(), *source.fields.values()]
    for line in [ln for ln in lines.lines if ln.kind != "blank"][:_SECRET_LINES]:
        clean = words_of(source.text, line.start, line.end).text
        if starts_with_mark(clean):
            break
        words += [clean, source.text[line.start : line.end]]
    if any(len(line) <= _SECRET_LENGTH and _SECRET.match(line.strip()) for line in words):
        raise ClassifiedFile(f"{Path(source.file).name}：标有密级，不得收入文件库，内容未读取")


def _end_at_signature(outline: Outline, header: Header) -> None:
    """The signature behind the last section, and what stands above it, is no part of the section."""
    closing = [p for p in header.parts if p.kind in _CLOSING]
    for heading in outline.stretches:
        inside = [p.start for p in closing if heading.words_end <= p.start < heading.own_end]
        if inside:
            heading.own_end = min(inside)


def _section(view: View, heading: Heading) -> Section:
    return Section(heading.path, heading.words, view.at(heading.start), view.end(heading.end))


def _clauses(flow: Flow, outline: Outline, header: Header, body: int) -> list[Clause]:
    view = flow.view
    out: list[Clause] = []
    seen: dict[str, int] = {}

    def add(path: str, heading: str, trail: tuple[str, ...], start: int, end: int) -> None:
        spans = view.spans(start, end)
        if not spans:
            return
        seen[path] = seen.get(path, 0) + 1
        ref = path if seen[path] == 1 else f"{path}~{seen[path]}"
        out.append(Clause(ref, path, heading, trail, quote_of(view.source, spans)[0], spans))

    dividers = set(outline.dividers)
    questions = find_questions(flow, header.parts, body)
    apart = questions.keys() | parted_at(
        (p.start, flow.text[p.start : p.end]) for p in header.parts if p.kind == "words"
    )
    for start, end, kind in _joined_parts(header.parts, lambda p: p.start < body and p.start not in dividers, apart):
        path = HEAD if kind in _HEAD_KINDS else PREFACE
        if (asked := questions.get(start)) and end > start + len(asked) + 1:
            add(path, asked, (), start + len(asked), min(end, body))
            continue
        add(
            path, questions.get(start, _PART_NAMES[kind]), (), start, min(end, body)
        )  # a collapsed paragraph may hold the first section
    stretches = outline.stretches
    for i, heading in enumerate(stretches):
        has_words = flow.text[heading.words_end : heading.own_end].strip(" 。：:\n")
        if has_words or all(later.start >= heading.end for later in stretches[i + 1 : i + 2]):
            start = heading.words_end if heading.asked and has_words else heading.start
            add(heading.path, heading.words, heading.trail, start, heading.own_end)
    for start, end, kind in _joined_parts(header.parts, lambda p: p.start >= body):
        add(PREFACE if kind in _PREFACED else TAIL, _PART_NAMES[kind], (), start, end)
    return out


def _joined_parts(
    parts: list[Part], wanted: Callable[[Part], bool], apart: Collection[int] = ()
) -> list[tuple[int, int, str]]:
    """Parts of one kind that follow each other, as one: a title over several lines, a signature with its date."""
    out: list[tuple[int, int, str]] = []
    for part in parts:
        if not wanted(part):
            continue
        follows = out and out[-1][2] == part.kind and part.kind in _JOINED and part.start not in apart
        if follows and (part.kind != "words" or part.end - out[-1][0] < 600):
            out[-1] = (out[-1][0], part.end, part.kind)
        else:
            out.append((part.start, part.end, part.kind))
    return out


def _table_tasks(
    source: Source,
    flow: Flow,
    outline: Outline,
    grids: list[Grid],
    flats: list[FlatTable],
    place: str,
    year: int | None,
) -> Made:
    made = Made()
    headings = frozenset(h.words for h in outline.headings)
    roles: list[ColumnRole | None] | None = None
    tables: list[Grid | FlatTable] = [*grids, *flats]
    places = _Places(flow.view, outline)
    for table in sorted(tables, key=lambda t: t.start):
        section = places.section_at(table.start)
        if isinstance(table, FlatTable):
            tasks_of_flat(table, source.text, section, place, year, headings, made)
        else:
            roles = tasks_of_grid(table, source.text, section, place, year, roles, headings, made)
    return made


class _Places:
    """Where in a notice a table stands."""

    def __init__(self, view: View, outline: Outline) -> None:
        self._outline = outline
        self._attachments = [view.at(at) for at, _ in outline.attachments]
        self._headings = [view.at(h.start) for h in outline.headings]

    def section_at(self, position: int) -> str:
        """Its attachment, else 附件 for one behind the numbered text, else the section around it."""
        if before := bisect_right(self._attachments, position):
            return self._outline.attachments[before - 1][1]
        before = bisect_right(self._headings, position)
        if 0 < before < len(self._headings):
            return self._outline.headings[before - 1].path
        return "附件"


def _rest_clauses(flow: Flow, rest: list[tuple[int, int, str]]) -> list[Clause]:
    """Paragraphs that no section holds, as clauses of their attachment, else outside the numbered text."""
    out = []
    for i, (start, end, name) in enumerate(rest, 1):
        spans = flow.view.spans(start, end)
        if spans:
            words = quote_of(flow.view.source, spans)[0]
            out.append(Clause(f"{name or PREFACE}~p{i}", name or PREFACE, "", (), words, spans))
    return out


def _loose_clauses(text: str, made: Made, outline: Outline) -> list[Clause]:
    """Rows that could not be told apart, and those of tables that name nobody: words to be found and quoted."""
    name = outline.attachments[-1][1] if outline.attachments else "附件"
    out = []
    for i, spans in enumerate((s for s in made.loose if s), 1):
        words = quote_of(text, spans)[0]
        if len(words) >= 12:
            out.append(Clause(f"{name}~w{i}", name, "", (), words, spans))
    for i, row in enumerate(made.words, 1):
        trail = (row.header,) if row.header else ()
        words = quote_of(text, row.spans)[0]
        if row.spans:
            out.append(Clause(f"{row.section}~d{i}", row.section, "", trail, words, row.spans))
    return out


def _unique(tasks: tuple[Task, ...]) -> tuple[Task, ...]:
    """References made unique: two tables of one attachment may both count from 1."""
    seen: dict[str, int] = {}
    out = []
    for task in tasks:
        ref = task.ref
        while ref in seen:  # 附件/r1~2 may be the second r1 of one table, and of two tables
            seen[task.ref] += 1
            ref = f"{task.ref}~{seen[task.ref]}"
        seen[ref] = 1
        out.append(task if ref == task.ref else replace(task, ref=ref))
    return tuple(out)
