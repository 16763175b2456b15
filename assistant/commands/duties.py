"""``zhengwen duties``: the duties of a unit, shown or as files; or one file for each unit, to be sent out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
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

NOT_SPLIT = "未分到具体单位的任务"
"""The file of what no unit's own file holds."""
_NAME_LENGTH = 60
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE)


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
    out: Path | None = None
    is_split: bool = False
    as_json: bool = False

    def __post_init__(self) -> None:
        if self.is_split != (self.out is not None):
            raise WrongUse("--split-by unit 与 --out 文件夹 要一起写")
        if self.is_split and (self.unit or self.csv or self.xlsx or self.as_json):
            raise WrongUse("--split-by 给每个单位写一个 Excel 文件，不与 --unit、--csv、--xlsx、--json 同用")
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
    written = [path for path in (options.csv, options.xlsx) if path is not None]
    if options.csv is not None:
        write(options.csv, duties.to_csv().encode("utf-8-sig"))
    if options.xlsx is not None:
        write(options.xlsx, duties.to_xlsx())
    if written:
        note(f"{duties.summary}，写在 {'、'.join(map(str, written))}")
    elif not options.as_json:
        for line in list_lines(duties):
            say(line)
    return 0


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
    from assistant.dutylist import DutyList, numbered

    lists = duties.by_unit()
    told = {(d.notice.notice_id, d.source.ref) for each in lists for d in each.duties}
    rest = numbered(d for d in duties.duties if (d.notice.notice_id, d.source.ref) not in told)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        raise CommandError(f"{folder}：建不了这个文件夹（{reason_of(exc)}）") from exc
    taken: set[str] = set()
    for each in lists:
        name = file_name(each.unit, taken)
        taken.add(name.casefold())
        write(folder / f"{name}.xlsx", each.to_xlsx())
        say(f"{name}.xlsx  {each.summary}")
    if rest:
        write(folder / f"{NOT_SPLIT}.xlsx", DutyList("", rest, duties.scope).to_xlsx())
        say(f"{NOT_SPLIT}.xlsx  共{len(rest)}项任务")
    note(f"共 {len(lists)} 个单位，文件在 {folder}")
    return 0


def file_name(unit: str, taken: Collection[str] = ()) -> str:
    """A name for a unit's file that Windows takes as well, not among those ``taken`` (in lower case)."""
    name = re.sub(r'[<>:"/\\|?*\x00-\x1f\x7f]', "_", unit)[:_NAME_LENGTH].strip(" .") or "单位"
    if _RESERVED.match(name):
        name = f"_{name}"
    base, number = name, 2
    while name.casefold() in taken or name == NOT_SPLIT:
        name, number = f"{base}({number})", number + 1
    return name


def write(path: Path, content: bytes) -> None:
    """Write a file, made anew."""
    try:
        path.write_bytes(content)
    except OSError as exc:
        raise CommandError(f"{path}：写不进去（{reason_of(exc)}）") from exc
