"""``NAME.meta.toml`` beside a notice: what a keeper put right (人工更正). The notice's own words are never changed."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from corpus.dates import find_deadlines, parse_day, parse_deadline_cell
from corpus.due import with_ends
from corpus.findings import find_faults
from corpus.model import Deadline, Finding, Notice, Role, Slip, Task, Unit
from corpus.quote import bare
from corpus.read import read_notice
from corpus.toml import TomlError, as_list, as_words, as_written, parse_toml, unknown_key
from corpus.units import Named, make_units, place_of, resolve_place, split_level

META_ENDING = ".meta.toml"
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_KINDS = {
    "通知": "notice",
    "解读": "interpretation",
    "征求意见稿": "draft",
    "新闻": "news",
    "报告": "report",
    "法规": "regulation",
}


@dataclass(frozen=True, slots=True)
class TaskCorrection:
    """What is put right of one row; None: nothing was said of it. ``number`` counts the ``[[task]]`` from 1."""

    number: int
    row: str
    section: str | None = None
    units: tuple[str, ...] | None = None
    lead: tuple[str, ...] | None = None
    support: tuple[str, ...] | None = None
    deadlines: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Corrections:
    """A file of corrections, read: fields of the notice, rows, slips (old, new), and what is wrong in the file."""

    file: str
    fields: dict[str, Any] = field(default_factory=dict)
    tasks: tuple[TaskCorrection, ...] = ()
    slips: tuple[tuple[str, str], ...] = ()
    problems: tuple[str, ...] = ()


def find_meta(path: Path) -> Path | None:
    """The corrections of a file: ``通知.txt.meta.toml``, else ``通知.meta.toml``; None where there is none."""
    beside = (path.with_name(path.name + META_ENDING), path.with_name(path.stem + META_ENDING))
    return next((meta for meta in beside if meta.is_file()), None)


def read_corrected(
    path: Path, name: str | None = None, read: Callable[[Path, str | None], Notice] = read_notice
) -> Notice:
    """Read a file with the corrections beside it; ``read`` is :func:`corpus.read.read_notice`, or does the same."""
    path = Path(path)
    notice = read(path, name)
    meta = find_meta(path)
    return notice if meta is None else apply_corrections(notice, read_corrections(meta))


def read_corrections(meta: Path) -> Corrections:
    """Read a file of corrections; what is wrong in it is in ``problems``, and the rest counts."""
    try:
        return parse_corrections(meta.read_bytes(), meta.name)
    except OSError as exc:
        return Corrections(meta.name, problems=(f"{meta.name}：打不开（{exc.strerror or exc}）",))


def parse_corrections(data: bytes, name: str) -> Corrections:
    """Parse corrections.

    Parameters
    ----------
    data
        The bytes of the file.
    name
        Its name, for messages.

    Returns
    -------
    Corrections
        What could be understood; ``problems`` names each key that could not, in Chinese.
    """
    try:
        raw = parse_toml(data)
    except TomlError as exc:
        return Corrections(name, problems=(f"{name}：{exc}，整个文件没有生效",))
    desk = _Desk(name)
    tasks = [desk.task(number, item) for number, item in desk.tables(raw.pop("task", []), "task")]
    slips = [desk.slip(number, item) for number, item in desk.tables(raw.pop("text", []), "text")]
    fields = desk.values(raw, _FIELDS, "")
    return Corrections(name, fields, tuple(filter(None, tasks)), tuple(filter(None, slips)), tuple(desk.problems))


def _text(value: object) -> str | None:
    return as_words(value) or None


def _year(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1900 <= value <= 2100:
        raise ValueError
    return value


def _day(value: object) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    words = as_words(value)
    day = parse_day(words)
    if words and day is None:
        raise ValueError
    return day


def _kind(value: object) -> str:
    words = as_words(value)
    if words in _KINDS.values():
        return words
    if words in _KINDS:
        return _KINDS[words]
    raise ValueError


def _row(value: object) -> str:
    words = str(value) if isinstance(value, int) and not isinstance(value, bool) else as_words(value)
    if not words:
        raise ValueError
    return _plain_row(words)


def _plain_row(words: str) -> str:
    return unicodedata.normalize("NFKC", words).strip().rstrip(".、")


def _old(value: object) -> str:
    if not isinstance(value, str) or not bare(value):
        raise ValueError
    return value


def _new(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError
    return value.strip()


_Convert = tuple[str, Callable[[object], Any]]
_WORDS: _Convert = ('文字，如 "…"（"" 表示没有）', _text)
_NAMES: _Convert = ('名称的列表，如 ["区财政局"]', as_list)
_FIELDS: dict[str, _Convert] = {
    "title": _WORDS,
    "issued_title": _WORDS,
    "doc_number": _WORDS,
    "issuer": _WORDS,
    "year": ("四位整数，如 2022", _year),
    "dated": ("日期，如 2022-03-01", _day),
    "printed": ("日期，如 2022-03-01", _day),
    "doc_kind": ("、".join((*_KINDS, *_KINDS.values())) + " 之一", _kind),
    "validity": _WORDS,
    "disclosure": _WORDS,
    "source_url": _WORDS,
    "addressees": _NAMES,
}
_TASK_FIELDS: dict[str, _Convert] = {
    "row": ('序号，如 "12"', _row),
    "section": ('附件或章节，如 "附件1"', as_words),
    "units": _NAMES,
    "lead": _NAMES,
    "support": _NAMES,
    "deadlines": ('时限的列表，如 ["2022年6月底前"]', as_list),
}
_SLIP_FIELDS: dict[str, _Convert] = {"old": ("原文里的文字", _old), "new": ("更正后的文字", _new)}


@dataclass(slots=True)
class _Desk:
    """Where a file of corrections is read, with what is wrong in it."""

    file: str
    problems: list[str] = field(default_factory=list)

    def complain(self, message: str) -> None:
        self.problems.append(f"{self.file}：{message}")

    def tables(self, raw: object, name: str) -> list[tuple[int, dict[str, object]]]:
        if not isinstance(raw, list):
            self.complain(f"{name} 应写作 [[{name}]]")
            return []
        out = []
        for number, item in enumerate(raw, 1):
            if isinstance(item, dict):
                out.append((number, item))
            else:
                self.complain(f"{name} 应写作 [[{name}]]")
        return out

    def values(self, raw: dict[str, object], known: dict[str, _Convert], where: str) -> dict[str, Any]:
        out = {}
        for key, value in raw.items():
            if key not in known:
                names = (*known, "[[task]]", "[[text]]") if known is _FIELDS else tuple(known)
                self.complain(f"{where}{unknown_key(key, names)}")
                continue
            expected, convert = known[key]
            try:
                out[key] = convert(value)
            except ValueError:
                self.complain(f"{where}{key} 应为{expected}，现为 {as_written(value)}")
        return out

    def task(self, number: int, raw: dict[str, object]) -> TaskCorrection | None:
        where = f"[[task]] 第 {number} 条："
        values = self.values(raw, _TASK_FIELDS, where)
        if "row" not in values:
            if "row" not in raw:
                self.complain(f"{where}没有写 row（序号）")
            return None
        return TaskCorrection(number, **values)

    def slip(self, number: int, raw: dict[str, object]) -> tuple[str, str] | None:
        where = f"[[text]] 第 {number} 条："
        values = self.values(raw, _SLIP_FIELDS, where)
        for key in _SLIP_FIELDS:
            if key not in raw:
                self.complain(f"{where}没有写 {key}")
        if len(values) < len(_SLIP_FIELDS):
            return None
        if bare(values["old"]) == bare(values["new"]):
            self.complain(f"{where}old 和 new 相同")
            return None
        return values["old"], values["new"]


def apply_corrections(notice: Notice, corrections: Corrections) -> Notice:
    """A notice with what a keeper put right.

    Parameters
    ----------
    notice
        As it was read from its file, or with other corrections applied before, over which these win.
    corrections
        What is put right; a row or words that the notice does not have become findings of kind ``correction``.

    Returns
    -------
    Notice
        ``corrected`` of the notice and of its tasks names what was put right; ``text``, spans and sections are as
        they were.
    """
    problems = list(corrections.problems)
    changed = _with_fields(notice, corrections.fields)
    tasks = list(changed.tasks)
    for correction in corrections.tasks:
        at = _find_row(tasks, correction)
        where = f"{corrections.file}：[[task]] 第 {correction.number} 条："
        if isinstance(at, str):
            problems.append(where + at)
            continue
        tasks[at] = _with_task(tasks[at], correction, changed)
        unclear = [d.text for d in tasks[at].deadlines if d.kind == "unknown"] if correction.deadlines else []
        problems += [f"{where}时限“{text}”没有理解，照原样保存" for text in unclear]
    slips: list[Slip] = []
    for old, new in corrections.slips:
        found = [slip for slip in _find_slips(notice.text, old, new) if not _overlaps(slip, slips)]
        if not found:
            problems.append(f"{corrections.file}：[[text]] old “{old}”在公文里找不到")
        slips += found
    earlier = [slip for slip in notice.slips if not _overlaps(slip, slips)]
    put_right = {task.spans[0].start for task in tasks if "units" in task.corrected and task.spans}
    kept = [f for f in notice.findings if f.kind != "cells" or f.start not in put_right]
    changed = replace(
        changed,
        tasks=tuple(tasks),
        slips=tuple(sorted([*earlier, *slips], key=lambda slip: slip.start)),
        findings=(*kept, *(Finding("correction", problem) for problem in problems)),
    )
    changed = with_ends(changed)
    return replace(changed, findings=find_faults(changed))


def _with_fields(notice: Notice, fields: dict[str, Any]) -> Notice:
    if not fields:
        return notice
    changed = replace(
        notice,
        **fields,
        corrected=tuple(dict.fromkeys((*notice.corrected, *fields))),
        inferred=tuple(name for name in notice.inferred if name not in fields),
    )
    if "year" not in changed.corrected:
        changed = replace(changed, year=_year_of(changed, fields) or notice.year)
    if "issuer" in fields:
        changed = replace(changed, place=place_of(changed.issuer))
    tasks = changed.tasks
    if changed.place != notice.place:
        tasks = tuple(replace(t, units=tuple(_moved(u, notice.place, changed.place) for u in t.units)) for t in tasks)
    if changed.year != notice.year:
        tasks = tuple(
            replace(t, deadlines=tuple(_redated(d, notice.year, changed.year) for d in t.deadlines)) for t in tasks
        )
    return replace(changed, tasks=tasks)


def _year_of(notice: Notice, fields: Collection[str]) -> int | None:
    """The year that a corrected title names; else, where no year was read, that of the 文号 or of the date."""
    titles = [title for title in (notice.title, notice.issued_title) if title]
    for words in titles if {"title", "issued_title"} & set(fields) else ():
        if match := _YEAR.search(words):
            return int(match[1])
    if notice.year is None:
        match = _YEAR.search(notice.doc_number or "")
        return int(match[1]) if match else notice.issued.year if notice.issued else None
    return None


def _moved(unit: Unit, before: str, place: str) -> Unit:
    """A unit whose place came from the issuer, with the place of the right issuer."""
    level, _ = split_level(unit.name)
    return replace(unit, place=resolve_place(level, place)) if unit.place == resolve_place(level, before) else unit


def _redated(deadline: Deadline, before: int | None, year: int | None) -> Deadline:
    """A deadline whose year came from the notice, with the right year."""
    for parse in (parse_deadline_cell, _found):
        if parse(deadline.text, before) == (deadline,) and (now := parse(deadline.text, year)):
            return now[0]
    return deadline


def _found(text: str, year: int | None) -> tuple[Deadline, ...]:
    return tuple(deadline for _, _, deadline in find_deadlines(text, year))


def _find_row(tasks: list[Task], correction: TaskCorrection) -> int | str:
    """The place of the row in the list, or what is wrong."""
    rows = [at for at, task in enumerate(tasks) if task.row and _plain_row(task.row) == correction.row]
    if correction.section is not None:
        rows = [at for at in rows if tasks[at].section == correction.section]
    place = f"{correction.section}里" if correction.section else "公文里"
    if not rows:
        return f"{place}没有序号“{correction.row}”的任务"
    if len(rows) > 1:
        sections = list(dict.fromkeys(tasks[at].section for at in rows))
        hint = f"（{'、'.join(sections)}），请写明 section" if len(sections) > 1 else "，无法确定是哪一行"
        return f"{place}有 {len(rows)} 行序号是“{correction.row}”{hint}"
    return rows[0]


def _with_task(task: Task, correction: TaskCorrection, notice: Notice) -> Task:
    corrected = list(task.corrected)
    if any(names is not None for names in (correction.units, correction.lead, correction.support)):
        named = list(_names_of(task, correction))
        units = make_units([Named(name, role, 0, 0) for name, role in named], notice.place)
        task = replace(task, units=units, likely=())
        corrected.append("units")
    if correction.deadlines is not None:
        deadlines = tuple(d for text in correction.deadlines for d in _deadlines_of(text, notice.year))
        variants = tuple(variant for variant in task.variants if variant.field != "deadline")
        task = replace(task, deadlines=deadlines, variants=variants)
        corrected.append("deadlines")
    return replace(task, corrected=tuple(dict.fromkeys(corrected)))


def _deadlines_of(text: str, year: int | None) -> tuple[Deadline, ...]:
    return parse_deadline_cell(text, year) or _found(text, year) or (Deadline(text, "unknown"),)


def _names_of(task: Task, correction: TaskCorrection) -> Iterable[tuple[str, Role]]:
    """Who does it after the correction: ``units`` are all of them; without it those stay of whom nothing is said."""
    given: dict[str, Role] = {}
    for names, role in ((correction.lead, "lead"), (correction.support, "support")):
        for name in names or ():
            given[name] = role  # type: ignore[assignment]
    if correction.units is not None:
        everyone: dict[str, Role] = dict.fromkeys(correction.units, "plain")
    else:
        gone = {role for role in ("lead", "support") if getattr(correction, role) is not None}
        everyone = {unit.name: unit.role for unit in task.units if unit.role not in gone}
    return (everyone | given).items()


def _find_slips(text: str, old: str, new: str) -> Iterable[Slip]:
    """Every place where the words stand, white space ignored."""
    words = bare(old)
    places = [at for at, character in enumerate(text) if bare(character)]
    packed = "".join(text[at] for at in places)
    at = packed.find(words)
    while at >= 0:
        start, end = places[at], places[at + len(words) - 1] + 1
        yield Slip(start, end, words, new)
        at = packed.find(words, at + len(words))


def _overlaps(slip: Slip, others: Iterable[Slip]) -> bool:
    return any(slip.start < other.end and other.start < slip.end for other in others)
