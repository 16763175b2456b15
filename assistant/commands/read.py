"""``zhengwen read``: what the reader makes of a file, without any library."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.errors import SOME_UNREAD
from assistant.terminal import note, say, say_json
from corpus import Folders, Notice, ReadingRoom, notice_to_dict, read_one


def run(files: Sequence[Path], as_json: bool) -> int:
    """Read each file and print what was found; returns the exit code."""
    failed = False
    with Folders() as folders, ReadingRoom() as room:
        for one in folders.named(files):
            result = read_one(one, room.read)
            if isinstance(result, Notice):
                if as_json:
                    say_json(notice_to_dict(result))
                else:
                    for line in reading_lines(result):
                        say(line)
                continue
            failed = True
            if as_json:
                say_json({"file": one.name, "error": result})
            else:
                note(f"{result['message']}（{result['kind']}）")
    return SOME_UNREAD if failed else 0


def reading_lines(notice: Notice) -> list[str]:
    """A reading for a reader: metadata, outline, duties, findings."""
    facts = {
        "文件": notice.file,
        "题名": notice.title,
        "印发": notice.issued_title,
        "文号": notice.doc_number,
        "机关": notice.issuer,
        "日期": notice.issued and notice.issued.isoformat(),
        "主送": "、".join(notice.addressees),
    }
    lines = [f"{name}：{value}" for name, value in facts.items() if value]
    lines += ["结构：", *(f"  {section.path}  {section.heading}" for section in notice.sections)]
    lines.append(f"任务：{len(notice.tasks)} 项")
    for task in notice.tasks:
        units = "、".join(unit.name for unit in task.units)
        due = "；".join(deadline.text for deadline in task.deadlines)
        where = f"{task.section} 序号{task.row}" if task.row else task.section
        lines.append(f"  {where}  {shorten(task.task)}  {units}  {due}".rstrip())
    lines += [f"注意：{finding.message}" for finding in notice.findings]
    return [*lines, ""]


def shorten(text: str, limit: int = 40) -> str:
    """The beginning of a text, on one line."""
    flat = "".join(text.split())
    return flat if len(flat) <= limit else flat[:limit] + "…"
