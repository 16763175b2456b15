"""``zhengwen check``: what was understood of each notice, and what a keeper should look at before it goes live."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from assistant.commands.read import Reader, read_one
from assistant.config import Config
from assistant.errors import SOME_UNREAD, WrongUse
from assistant.terminal import Progress, note, progress, say, say_json
from corpus import (
    KINDS,
    META_ENDING,
    Brief,
    Folders,
    FoundFile,
    Notice,
    PassedFile,
    ReadingRoom,
    Remark,
    UnitCounter,
    brief_of,
    cross_check,
    find_meta,
    load_units,
    read_corrected,
    read_notice,
    remarks_of,
    sort_remarks,
)


@dataclass(frozen=True, slots=True)
class Checked:
    """One file: what was understood (the contract's fields, with counts), or why it could not be read."""

    file: str
    facts: dict[str, Any] = field(default_factory=dict)
    error: dict[str, str] | None = None
    remarks: tuple[Remark, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The file as ``check --json`` prints it."""
        if self.error is not None:
            return {"file": self.file, "error": self.error}
        return self.facts | {"findings": [remark_dict(remark) for remark in self.remarks]}


def run(config: Config, paths: Sequence[Path], as_json: bool) -> int:
    """Check files and folders; returns the exit code, 3 where there is anything to look at or a file unread."""
    units = load_units([config.library / "units.toml", *config.unit_files])
    for problem in units.problems:
        note(problem)
    for path in paths:
        if not path.exists():
            raise WrongUse(f"{path}：没有这个文件或文件夹")
    with progress("检查") as advance, Folders() as folders, ReadingRoom() as room:
        files = list(folders.named(paths))
        checked = check(files, units.registry.knows, units.registry.names(), advance, room.read)
    for one in checked:
        if as_json:
            say_json(one.to_dict())
        elif one.error is not None:
            note(f"{one.error['message']}（{one.error['kind']}）")
    if not as_json:
        for line in report_lines(checked):
            say(line)
    lost = orphans(paths, [one.place for one in files])
    for meta in lost:
        note(f"{meta}：旁边没有这个名字的公文，更正没有用到")
    return SOME_UNREAD if lost or any(one.error or one.remarks for one in checked) else 0


def orphans(paths: Iterable[Path], files: Iterable[Path]) -> list[Path]:
    """Corrections in the folders named beside which none of the files lies."""
    metas = (meta for path in paths if path.is_dir() for meta in sorted(path.rglob(f"*{META_ENDING}")))
    used = {find_meta(file) for file in files}
    return [meta for meta in metas if meta not in used]


def check(
    files: Sequence[FoundFile | PassedFile],
    knows: Callable[[str], bool],
    names: Sequence[str] = (),
    advance: Progress | None = None,
    read: Reader = read_notice,
) -> list[Checked]:
    """Read files and compare them with each other.

    Parameters
    ----------
    files
        Notices, each with the corrections beside it.
    knows, names
        Whether a unit is known, and all names that are; see ``UnitCounter.remarks``.
    advance
        Called with files done, files in all and the file's name.
    read
        What reads a file under a name.

    Returns
    -------
    list
        One entry a file, in the order given.
    """
    found: list[Checked] = []
    briefs: list[Brief] = []
    counter = UnitCounter()
    paths: dict[str, Path] = {}
    for number, one in enumerate(files):
        if advance:
            advance(number, len(files), one.name)
        notice = read_one(one, read)
        if not isinstance(notice, Notice):
            found.append(Checked(one.name, error=notice))
            continue
        assert isinstance(one, FoundFile)
        paths[one.name] = one.path
        briefs.append(brief_of(notice, one.name))
        counter.add(notice)
        found.append(Checked(one.name, facts_of(notice), remarks=remarks_of(notice)))
    more: dict[str, list[Remark]] = {}
    beside = cross_check(briefs, lambda key: read_corrected(paths[key], key, read).text)
    for remark in (*beside, *counter.remarks(knows, names)):
        more.setdefault(remark.file, []).append(remark)
    return [
        entry
        if entry.error
        else Checked(entry.file, entry.facts, remarks=sort_remarks([*entry.remarks, *more.get(entry.file, ())]))
        for entry in found
    ]


def facts_of(notice: Notice) -> dict[str, Any]:
    """What was understood of a notice: metadata, and how many sections, clauses and duties."""
    names = "file version title issued_title doc_number issuer year doc_kind validity disclosure source_url".split()
    facts: dict[str, Any] = {name: getattr(notice, name) for name in names}
    for name in ("dated", "printed", "issued"):
        value = getattr(notice, name)
        facts[name] = value.isoformat() if value else None
    facts |= {name: list(getattr(notice, name)) for name in ("addressees", "inferred", "corrected")}
    return facts | {name: len(getattr(notice, name)) for name in ("sections", "clauses", "tasks", "slips")}


def remark_dict(remark: Remark) -> dict[str, Any]:
    """A remark as ``check --json`` prints it."""
    out = asdict(remark) | {"weight": remark.weight, "others": list(remark.others)}
    del out["file"]
    return out


def report_lines(checked: Sequence[Checked]) -> list[str]:
    """What was found, for a reader: the notices with the weightiest remarks first, then how many there are."""
    read = [one for one in checked if one.error is None]
    lines: list[str] = []
    for one in sorted(read, key=lambda one: -max((r.weight for r in one.remarks), default=0)):
        lines += [*fact_lines(one.facts), *(f"  {remark_line(remark)}" for remark in one.remarks), ""]
    remarks = sum(len(one.remarks) for one in read)
    unread = len(checked) - len(read)
    told = [f"共 {len(checked)} 个文件", f"{remarks} 处需要查看", f"{unread} 个读不出来" if unread else ""]
    return [*lines, "，".join(part for part in told if part)]


def fact_lines(facts: dict[str, Any]) -> list[str]:
    """What was understood of a notice, on two lines."""
    dates = [f"成文 {facts['dated']}" if facts["dated"] else "", f"印发 {facts['printed']}" if facts["printed"] else ""]
    known = [
        facts["doc_number"] or "没有文号",
        facts["issuer"] or "机关不详",
        "，".join(filter(None, dates)) or "日期不详",
        f"{facts['sections']} 节、{facts['tasks']} 项任务",
        "有人工更正" if facts["corrected"] or facts["slips"] else "",
    ]
    title = facts["issued_title"] or facts["title"]
    return [facts["file"], "  " + "  ".join(filter(None, (f"《{title}》" if title else "没有题名", *known)))]


def remark_line(remark: Remark) -> str:
    """A remark for a reader: how much it weighs, what it is, where."""
    page = f"第 {remark.page} 页" if remark.page else ""
    place = f"{page}第 {remark.line} 行：" if remark.line else ""
    words = f"　{remark.words}" if remark.words else ""
    return f"[{remark.weight:>2} {KINDS[remark.kind].name}] {place}{remark.message}{words}"
