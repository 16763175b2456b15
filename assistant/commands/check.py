"""``zhengwen check``: what was understood of each notice, and what a keeper should look at before it goes live."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from assistant.config import Config
from assistant.errors import SOME_UNREAD, WrongUse
from assistant.terminal import note, progress, say, say_json
from corpus import (
    KINDS,
    META_ENDING,
    Checked,
    Folders,
    ReadingRoom,
    Remark,
    check,
    find_meta,
    load_units,
)


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
