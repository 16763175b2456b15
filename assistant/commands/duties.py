"""``zhengwen duties``: the duties of a unit, shown or as files; or one file for each unit, to be sent out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, cast

from assistant.config import Config
from assistant.errors import CommandError, WrongUse, reason_of
from assistant.terminal import note, say, say_json

if TYPE_CHECKING:
    from assistant.dutylist import Duty, DutyList
    from corpus import Role


@dataclass(frozen=True, slots=True)
class DutyOptions:
    """What list is wanted, and where it goes: ``out`` is the folder for one file a unit.

    Raises
    ------
    WrongUse
        Options that do not go together.
    """

    unit: str = ""
    issuer: str = ""
    years: tuple[int, ...] = ()
    role: str | None = None
    due_before: dt.date | None = None
    due_after: dt.date | None = None
    csv: Path | None = None
    xlsx: Path | None = None
    docx: Path | None = None
    ics: Path | None = None
    out: Path | None = None
    is_split: bool = False
    as_json: bool = False

    def __post_init__(self) -> None:
        if self.is_split != (self.out is not None):
            raise WrongUse("--split-by unit 与 --out 文件夹 要一起写")
        if self.is_split and (self.unit or self.csv or self.xlsx or self.docx or self.ics or self.as_json):
            raise WrongUse(
                "--split-by 给每个单位写一个 Excel 文件，不与 --unit、--csv、--xlsx、--docx、--ics、--json 同用"
            )
        if self.role and not self.unit.strip():
            raise WrongUse("--role 要与 --unit 同用")
        if self.due_before and self.due_after and self.due_before < self.due_after:
            raise WrongUse("--due-before 不能早于 --due-after")


def run(config: Config, options: DutyOptions) -> int:
    """Make the list that the options ask for; returns the exit code, 1 when there is none."""
    from assistant.service import Assistant

    assistant = Assistant.open(config.library, config.home_place, config.home_unit, config.unit_files)
    duties = assistant.duties(
        options.unit,
        issuer=options.issuer,
        year=options.years or None,
        role=cast("Role | None", options.role),
        due_before=options.due_before,
        due_after=options.due_after,
    )
    if options.as_json:
        say_json(duties.to_dict())
    if duties.missing:
        note(duties.missing)
        return 1
    if duties.scope.note:
        note(f"（{duties.scope.note}）")
    if options.out is not None:
        return split(duties, options.out)
    written = write_files(duties, options)
    if written:
        undated = f"；其中{duties.undated}项没有截止日期，不在日历里" if options.ics and duties.undated else ""
        note(f"{duties.summary}，写在 {'、'.join(map(str, written))}{undated}")
    elif not options.as_json:
        for line in list_lines(duties):
            say(line)
    return 0


def write_files(duties: DutyList, options: DutyOptions) -> list[Path]:
    """Write the list in the formats that are wanted; returns the files."""
    formats: tuple[tuple[Path | None, Callable[[], bytes]], ...] = (
        (options.csv, lambda: duties.to_csv().encode("utf-8-sig")),
        (options.xlsx, duties.to_xlsx),
        (options.docx, duties.to_docx),
        (options.ics, duties.to_ics),
    )
    for path, make in formats:
        if path is not None:
            write(path, make())
    return [path for path, _ in formats if path is not None]


def list_lines(duties: DutyList) -> list[str]:
    """A list for a reader: the count, then each duty with its citation, by notice; the annexes last."""
    lines = [f"{duties.summary}。"]
    for _, heading, part in duties.sections():
        lines += ["", heading] if heading else []
        for held, group in groupby(part, key=lambda duty: duty.notice):
            lines += ["", f"《{held.name}》", *(line for duty in group for line in _duty_lines(duty))]
    return lines


def _duty_lines(duty: Duty) -> list[str]:
    from assistant.dutylist import say_duty

    return [f"{duty.citation.n}. {say_duty(duty)}", f"    ——{duty.citation.label_short}"]


def split(duties: DutyList, folder: Path) -> int:
    """Write one Excel file for each unit into ``folder``, and one with what no unit's file holds."""
    from assistant.handout import unit_lists

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        raise CommandError(f"{folder}：建不了这个文件夹（{reason_of(exc)}）") from exc
    count = 0
    for name, each in unit_lists(duties):
        write(folder / f"{name}.xlsx", each.to_xlsx())
        say(f"{name}.xlsx  {each.summary}")
        count += bool(each.unit)
    note(f"共 {count} 个单位，文件在 {folder}")
    return 0


def write(path: Path, content: bytes) -> None:
    """Write a file, made anew."""
    try:
        path.write_bytes(content)
    except OSError as exc:
        raise CommandError(f"{path}：写不进去（{reason_of(exc)}）") from exc
