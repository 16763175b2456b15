"""Lists of duties as an office sends them out: values, and the same as a table (CSV, Excel, Markdown) or JSON."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Literal

from assistant.answer import Citation, Scope
from assistant.bodies import Bodies, Body
from assistant.compose import ROLE_WORDS, plain, say_units
from assistant.duties import Duties, due_days, group_of, sort_tasks
from corpus import Deadline, Registry, Role, Task, Unit, registry, split_level
from index import Held

Standing = Literal["named", "collective", "likely", "open"]
"""How a duty names a unit: by name; by a group (区政府各部门); perhaps, by a blank cell; nobody is named at all."""
HEADERS = ("序号", "承担方式", "工作任务", "具体要求", "责任单位", "完成时限", "截止日期", "出处")
WIDTHS = (6, 10, 24, 64, 28, 18, 12, 44)
"""Of the columns, in half-width characters."""
_PAPER_WIDTHS = (6, 11, 18, 36, 18, 12, 12, 24)
"""The same on paper."""
STANDING_WORDS = {"named": "点名", "collective": "集体承担", "likely": "可能（原表此格为空）", "open": "未写明单位"}
_ANNEXES: tuple[tuple[Standing, str, str], ...] = (
    ("collective", "附 集体承担", "附：集体承担、未单独点名的任务"),
    ("likely", "附 可能承担", "附：责任单位一栏为空、可能与上一行相同的任务（不计入，请核对原表）"),
)
_FORMULA = tuple("=+-@＝＋－＠")
Cell = str | int | dt.date


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty of a list.

    ``source`` is the duty as read; ``role`` how the unit of the list stands in it, None where it is not named.
    ``citation.n`` counts the list from 1.
    """

    notice: Held
    source: Task
    citation: Citation
    role: Role | None = None
    standing: Standing = "named"

    @property
    def task(self) -> str:
        """工作任务; of a duty in the text the nearest heading."""
        return self.source.task

    @property
    def requirement(self) -> str:
        """具体要求; of a duty in the text the clause."""
        return self.source.requirement

    @property
    def units(self) -> tuple[Unit, ...]:
        """All who are printed for it."""
        return self.source.units

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        """By when, as printed and understood."""
        return self.source.deadlines

    @property
    def due(self) -> tuple[dt.date, ...]:
        """The days on which it is due; none for what is continuous or recurs."""
        return tuple(sorted(set(due_days(self.source, (None, None)))))

    def to_dict(self) -> dict[str, Any]:
        """The citation as the contract writes it, with ``role`` and ``standing``."""
        return {"role": self.role, "standing": self.standing} | self.citation.to_dict()


@dataclass(frozen=True, slots=True)
class DutyList:
    """The duties of a unit, or all duties, in the notices of a scope.

    ``unit`` is empty for all duties. ``duties`` stand in the order of notice and place: those that name the unit, then
    those of a group that holds it, then the likely ones. ``missing`` is a Chinese sentence when there is no list: the
    year or district is not held, or no duty names the unit. ``known`` tells which names mean the same body.
    """

    unit: str
    duties: tuple[Duty, ...] = ()
    scope: Scope = field(default_factory=Scope)
    missing: str = ""
    known: Registry = field(default_factory=registry, repr=False, compare=False)

    @property
    def named(self) -> tuple[Duty, ...]:
        """Duties that print the unit; of a list of all duties those that print some single unit."""
        return self._standing("named")

    @property
    def collective(self) -> tuple[Duty, ...]:
        """Duties of a group that holds the unit (区政府各部门), which is not named itself."""
        return self._standing("collective")

    @property
    def likely(self) -> tuple[Duty, ...]:
        """Duties whose blank cell may be the unit's; to be checked against the table."""
        return self._standing("likely")

    def _standing(self, standing: Standing) -> tuple[Duty, ...]:
        return tuple(duty for duty in self.duties if duty.standing == standing)

    @property
    def summary(self) -> str:
        """How many duties there are, in one Chinese sentence; what is missing when there is no list."""
        if self.missing:
            return self.missing
        limits = self._limits()
        if not self.unit:
            return f"{limits}共{len(self.duties)}项任务"
        told = "、".join(
            f"{word}{count}项"
            for role, word in ROLE_WORDS.items()
            if (count := sum(d.role == role for d in self.named))
        )
        said = f"{self.unit}{limits}共{len(self.named)}项任务" + (f"（{told}）" if told else "")
        if self.collective:
            said += f"，另有{len(self.collective)}项集体承担、未单独点名"
        if self.likely:
            said += f"，{len(self.likely)}项责任单位一栏为空、可能由它承担"
        return said

    def _limits(self) -> str:
        """What the list leaves out, in words: 时限不晚于2022年6月30日的."""
        parts = [ROLE_WORDS[role] for role in self.scope.roles]
        first, last = self.scope.deadline or (None, None)
        if first and last:
            parts.append(f"时限在{say_day(first)}至{say_day(last)}")
        else:
            parts += [f"时限不早于{say_day(first)}"] if first else []
            parts += [f"时限不晚于{say_day(last)}"] if last else []
        return f"{'、'.join(parts)}的" if parts else ""

    def by_unit(self) -> tuple[DutyList, ...]:
        """One list for each single unit that a duty names, in the order of their first duty.

        Names that mean the same body (区人社局, 区人力资源和社会保障局) share a list. Each list has the collective and
        likely duties of the notices that name the unit apart. A name that two bodies bear is written with its place.
        """
        notices: dict[str, list[Duty]] = {}
        names: dict[Body, Counter[str]] = {}
        naming: dict[Body, dict[str, None]] = {}
        named = [(duty.notice, unit) for duty in self.duties for unit in duty.units if not unit.is_collective]
        bodies = Bodies(named, self.known)
        for duty in self.duties:
            notices.setdefault(duty.notice.notice_id, []).append(duty)
        for held, unit in named:
            if (body := bodies.of(held, unit)) is not None:
                names.setdefault(body, Counter())[unit.name] += 1
                naming.setdefault(body, {})[held.notice_id] = None
        chosen = {body: _best_name(counts) for body, counts in names.items()}
        shared = Counter(chosen.values())
        return tuple(
            self._of_body(
                lambda held, unit, body=body: bodies.of(held, unit) == body,  # type: ignore[misc]
                name if shared[name] == 1 else body.full_name(name),
                group_of(min(body.organs)),
                [notices[notice_id] for notice_id in naming[body]],
            )
            for body, name in chosen.items()
        )

    def _of_body(
        self, is_own: Callable[[Held, Unit], bool], name: str, group: str, notices: Sequence[Sequence[Duty]]
    ) -> DutyList:
        found = {(d.notice.notice_id, d.source.ref): d for duties in notices for d in duties}
        entries = [
            sort_tasks(duties[0].notice, [d.source for d in duties], partial(is_own, duties[0].notice), group)
            for duties in notices
        ]
        duties = told_apart(entries, lambda held, task: found[held.notice_id, task.ref])
        return replace(self, unit=name, duties=duties, scope=replace(self.scope, units=(name,)))

    def sections(self) -> list[tuple[str, str, tuple[Duty, ...]]]:
        """The parts of the list that are not empty, each with a short name and a heading; the annexes come last."""
        if not self.unit:
            return [("任务清单", "", self.duties)]
        parts = [(name, heading, self._standing(standing)) for standing, name, heading in _ANNEXES]
        return [(self.unit, "", self.named), *(part for part in parts if part[2])]

    def to_csv(self) -> str:
        """The list as CSV with Chinese headers; the column 承担方式 tells collective and likely duties apart.

        A cell that a spreadsheet would take for a formula has an apostrophe before it. Write it as ``utf-8-sig`` for
        Excel.
        """
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow(HEADERS)
        for _, _, duties in self.sections():
            for row in _rows(duties):
                writer.writerow([disarmed(cell) if isinstance(cell, str) else cell for cell in row])
        return out.getvalue()

    def to_xlsx(self) -> bytes:
        """The list as an Excel workbook: one sheet for the unit, one for each annex."""
        from assistant.sheet import Sheet, workbook

        return workbook([Sheet(name, HEADERS, _rows(duties), WIDTHS) for name, _, duties in self.sections()])

    def to_docx(self) -> bytes:
        """The list as a Word document: a landscape page with the count, what was assumed, a table, the annexes."""
        from assistant.word import Paragraph, Table, document

        title = f"{self.unit or '全部'}任务清单"
        parts: list[Paragraph | Table] = [
            Paragraph("title", title),
            Paragraph("body", f"{self.summary.rstrip('。')}。"),
        ]
        parts += [Paragraph("body", f"（{self.scope.note}）")] if self.scope.note else []
        for _, heading, duties in self.sections():
            parts += [Paragraph("heading", heading)] if heading else []
            rows = [[str(cell) for cell in row] for row in _rows(duties, is_short=True)]
            parts += [Table(HEADERS, rows, _PAPER_WIDTHS)] if rows else []
        return document(title, parts, is_landscape=True)

    @property
    def undated(self) -> int:
        """How many duties are due on no day, and so on no calendar."""
        return sum(not duty.due for duty in self.duties)

    def to_ics(self) -> bytes:
        """The days on which duties are due as a calendar; each entry keeps its identity from list to list."""
        from assistant.calendar import Event, calendar

        events = [
            Event(
                identity=f"{duty.notice.notice_id}#{duty.source.ref}" + (f"/{number}" if number > 1 else ""),
                day=day,
                summary=" ".join((duty.task or duty.requirement).split()),
                description=f"{say_duty(duty)}\n{duty.citation.label}",
            )
            for duty in self.duties
            for number, day in enumerate(duty.due, 1)
        ]
        left_out = f"另有{self.undated}项没有截止日期，未列入。" if self.undated else ""
        return calendar(f"{self.unit or '全部'}任务清单", f"{self.summary.rstrip('。')}。{left_out}", events)

    def to_markdown(self) -> str:
        """The list as Markdown: a sentence with the count, what was assumed, a table, the annexes."""
        lines = [f"# {plain(self.unit or '全部')}任务清单", "", f"{plain(self.summary).rstrip('。')}。"]
        lines += ["", f"（{plain(self.scope.note)}）"] if self.scope.note else []
        for _, heading, duties in self.sections():
            lines += ["", f"## {heading}"] if heading else []
            lines += ["", *_table(_rows(duties))] if duties else []
        return "\n".join(lines) + "\n"

    def to_dict(self) -> dict[str, Any]:
        """The list for JSON: citations with the contract's field names, by standing."""
        out: dict[str, Any] = {"unit": self.unit or None, "missing": self.missing or None, "count": len(self.named)}
        parts = {"duties": self.named, "collective": self.collective, "likely": self.likely}
        if not self.unit:
            out, parts = out | {"count": len(self.duties)}, {"duties": self.duties, "collective": (), "likely": ()}
        return (
            out
            | {name: [duty.to_dict() for duty in duties] for name, duties in parts.items()}
            | {"scope": self.scope.to_dict()}
        )


def _best_name(counts: Counter[str]) -> str:
    """The name that is printed most, one with its level before one without."""
    return max(counts, key=lambda name: (bool(split_level(name)[0]), counts[name]))


def told_apart(entries: Iterable[Duties], made: Callable[[Held, Task], Duty]) -> tuple[Duty, ...]:
    """The tasks of some notices as duties, numbered: the named ones with their roles, the collective, the likely."""
    parts: dict[Standing, list[Duty]] = {"named": [], "collective": [], "likely": []}
    for entry in entries:
        roles: dict[str, Role] = dict.fromkeys((task.ref for task in entry.lead), "lead")
        roles |= dict.fromkeys((task.ref for task in entry.plain), "plain")
        roles |= dict.fromkeys((task.ref for task in entry.support), "support")
        for standing, part in parts.items():
            for task in getattr(entry, standing):
                part.append(replace(made(entry.held, task), role=roles.get(task.ref), standing=standing))
    return numbered([duty for part in parts.values() for duty in part])


def numbered(duties: Iterable[Duty]) -> tuple[Duty, ...]:
    """The duties with citations numbered from 1."""
    return tuple(replace(d, citation=replace(d.citation, n=n)) for n, d in enumerate(duties, 1))


def _rows(duties: Sequence[Duty], is_short: bool = False) -> list[list[Cell]]:
    """The cells of some duties under ``HEADERS``; ``is_short`` gives the short labels."""
    return [_row(number, duty, is_short) for number, duty in enumerate(duties, 1)]


def say_day(day: dt.date) -> str:
    """2022年6月30日."""
    return f"{day.year}年{day.month}月{day.day}日"


def say_duty(duty: Duty) -> str:
    """A duty on one line: the words, how the unit stands in it, who else, by when."""
    deadlines = "；".join(d.text for d in duty.deadlines)
    role = ROLE_WORDS[duty.role] if duty.role else STANDING_WORDS[duty.standing]
    told = (role, say_units(duty.units, str), f"完成时限：{deadlines}" if deadlines else "")
    return f"{' '.join((duty.requirement or duty.task).split())}（{'；'.join(part for part in told if part)}）"


def _row(number: int, duty: Duty, is_short: bool) -> list[Cell]:
    due = duty.due
    return [
        number,
        ROLE_WORDS[duty.role] if duty.role else STANDING_WORDS[duty.standing],
        duty.task,
        duty.requirement,
        say_units(duty.units, str),
        "；".join(d.text for d in duty.deadlines),
        due[0] if len(due) == 1 else "；".join(day.isoformat() for day in due),
        duty.citation.label_short if is_short else duty.citation.label,
    ]


def _table(rows: Sequence[Sequence[Cell]]) -> list[str]:
    cells = [[plain(" ".join(str(cell).split())) for cell in row] for row in rows]
    return [f"| {' | '.join(row)} |" for row in ([*HEADERS], ["---"] * len(HEADERS), *cells)]


def disarmed(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe before = + - @, of full width too."""
    return f"'{text}" if text.lstrip().startswith(_FORMULA) or text.startswith(("\t", "\r")) else text
