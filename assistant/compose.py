"""Answers made of quotations: the fact in the first sentence, the words of the notice under it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from assistant.answer import Citation
from assistant.duties import Duties
from assistant.label import quoted, say_corrected
from assistant.markdown import plain as plain
from assistant.markdown import shortened
from corpus import Task, Unit, bare, squeeze
from index import Held

MAX_TEXT, MAX_LIST = 2_000, 12_000
_IN_LABEL = ("title", "issued_title", "doc_number", "units", "deadlines")
"""What a label and the sentence above it say: corrections of it are told with the quotation."""
_MOST_COLLECTIVE = 12
_MOST_NAME = 40
_MOST_OTHERS = 3
_MOST_COLLECTIVE_WORDS = 48
ROLE_WORDS = {"lead": "牵头", "plain": "负责", "support": "配合"}


@dataclass(slots=True)
class Draft:
    """An answer in the making: lines of Markdown and the citations that they point at."""

    lines: list[str] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    _marks: dict[tuple[str, object, str], str] = field(default_factory=dict)

    def cite(self, citation: Citation) -> str:
        """The mark of a citation, which is added unless it is there."""
        key = (citation.notice_id, citation.spans, citation.ref)
        if key not in self._marks:
            self.citations.append(replace(citation, n=len(self.citations) + 1))
            self._marks[key] = f"[{len(self.citations)}]"
        return self._marks[key]

    def entries(self, number: int) -> list[Citation]:
        """What the entries with a number point at, one in each list; of an answer without lists its nth quotation."""
        lines = [line for line in self.lines if re.match(rf"{number}\. ", line)]
        marks = [int(found[-1]) for line in lines if (found := re.findall(r"(?<!\\)\[(\d{1,3})\]", line))]
        if marks or any(re.match(r"\d+\. ", line) for line in self.lines):
            return [self.citations[n - 1] for n in marks]
        return self.citations[number - 1 : number]

    def text(self, limit: int = MAX_TEXT, page: int = 0) -> str:
        """The lines as one text, cut at a whole line; a list says how many are left out.

        ``page`` counts from 0: page 1 goes on where the first text was cut. Empty past the last one.
        """
        lines = self.lines
        for number in range(page + 1):
            kept, rest = _cut(lines, limit)
            if number == page:
                break
            lines = rest
        if rest:
            left = sum(bool(re.match(r"\d+\. ", line)) for line in rest)
            kept.append(f"\n其余{left}项见清单。" if left else "\n……（余下见引文）")
        return "\n".join(kept).strip()


def _cut(lines: list[str], limit: int) -> tuple[list[str], list[str]]:
    """Lines that fit, and the rest."""
    length = 0
    for i, line in enumerate(lines):
        if length + len(line) + 1 > limit - 40 and i:
            return lines[:i], lines[i:]
        length += len(line) + 1
    return list(lines), []


def quotation(citation: Citation, mark: str) -> list[str]:
    """A quotation as a block with its mark and label, and what a keeper put right of it."""
    lines = [f"> {plain(citation.words)}", "", f"——{plain(citation.label_short)} {mark}", ""]
    said = say_corrected([field for field in citation.corrected if field in _IN_LABEL], citation.slips)
    return [*lines, f"（{plain(said)}）", ""] if said else lines


def say_units(units: Sequence[Unit], write: Callable[[str], str] = plain) -> str:
    """Who does it, by role: A牵头，B配合；or A、B负责; ``write`` makes each name fit for where it is shown."""
    parts = []
    for role, verb in ROLE_WORDS.items():
        names = [write(u.name) for u in units if u.role == role]
        if names:
            parts.append(f"{'、'.join(names)}{verb}")
    return "，".join(parts)


def say_deadlines(task: Task) -> str:
    """The words of the deadlines."""
    return "；".join(plain(d.text) for d in task.deadlines)


def duty_line(number: int, task: Task, mark: str, role: str = "", most: int = MAX_TEXT) -> str:
    """One entry of a list of duties; words beyond ``most`` are left to the citation."""
    words = shortened(squeeze(task.requirement or task.task), most)
    if task.source == "table" and task.task and task.requirement and bare(task.task) not in bare(task.requirement):
        words = f"{shortened(squeeze(task.task), _MOST_NAME)}：{words}"
    where = f"序号{task.row}" if task.row else ""
    due = f"完成时限：{say_deadlines(task)}" if task.deadlines else ""
    extra = [x for x in (role, due, where, say_corrected(task.corrected)) if x]
    return f"{number}. {plain(words)}" + (f"（{'；'.join(extra)}）" if extra else "") + f" {mark}"


def words_each(tasks: Sequence[Task]) -> int:
    """How many characters of each duty a list can show, so that a long list is still whole."""
    return max(48, min(600, (MAX_LIST - 2_000) // max(1, len(tasks)) - 70))


def duty_list(
    draft: Draft,
    entry: Duties,
    name: str,
    cite: Callable[[str, Task], Citation],
    condition: str = "",
    most: int = MAX_TEXT,
    with_units: bool = False,
) -> None:
    """The duties of a unit in one notice: a count, then each task, those of a group and likely ones named apart.

    Parameters
    ----------
    draft
        Takes lines and citations.
    entry
        The duties.
    name
        The unit as asked.
    cite
        ``cite(notice_id, task) -> Citation``.
    condition
        What the tasks listed have in common besides the unit (时限不晚于2026年6月30日).
    most
        How many characters of a task are shown.
    with_units
        Whether all who are printed for a task are told, and not only the unit's role.
    """
    held = entry.held
    named = entry.named
    counts = [(entry.lead, "牵头"), (entry.plain, "负责"), (entry.support, "配合")]
    said = "、".join(f"{verb}{len(tasks)}项" for tasks, verb in counts if tasks)
    others = [n for n in entry.names if n != name and not n.endswith(name)]
    printed = f"（原文写作{'、'.join(plain(n) for n in others)}）" if others else ""
    such = f"{condition}的任务" if condition else "任务"
    draft.lines += [f"**{plain(name)}**{printed}在{title_of(held)}中有{len(named)}项{such}（{said}）：", ""]
    for i, task in enumerate(named, 1):
        role = "牵头" if task in entry.lead else "配合" if task in entry.support else ""
        role = say_units(task.units) if with_units else role
        mark = draft.cite(cite(held.notice_id, task))
        draft.lines.append(duty_line(i, task, mark, role, most))
    draft.lines.append("")
    if entry.collective:
        draft.lines += [
            f"另有{len(entry.collective)}项由{plain('、'.join(entry.groups[:3]))}集体承担，未单独点名：",
            "",
        ]
        draft.lines += [_collective_line(task) for task in entry.collective[:_MOST_COLLECTIVE]]
        if len(entry.collective) > _MOST_COLLECTIVE:
            draft.lines.append(f"- 其余{len(entry.collective) - _MOST_COLLECTIVE}项见责任清单")
        draft.lines.append("")
    if entry.likely:
        rows = [t.row or t.ref for t in entry.likely]
        draft.lines += [
            f"序号{'、'.join(rows)}的责任单位一栏为空，可能与上一行相同，不计入上列任务，请核对原表。",
            "",
        ]


def _collective_line(task: Task) -> str:
    """A task of a group, short: it is told apart and not counted."""
    words = squeeze(task.requirement or task.task)
    due = f"（完成时限：{say_deadlines(task)}）" if task.deadlines else ""
    return f"- {f'序号{task.row}：' if task.row else ''}{plain(shortened(words, _MOST_COLLECTIVE_WORDS))}{due}"


def not_named(held: Sequence[Held], name: str, roles: Sequence[str] = (), others: Sequence[str] = ()) -> str:
    """That some notices give a unit no duty, or, with ``roles``, none in these; plain words, no Markdown.

    ``others`` are bodies of another place or level that they name.
    """
    titles = "、".join(_title(h) for h in held[:3]) + ("等" if len(held) > 3 else "")
    if not roles:
        told = f"；点名的是{'、'.join(others[:_MOST_OTHERS])}，不是所问的单位" if others else ""
        return f"{titles}没有点名{name}的任务{told}"
    said = "或".join(ROLE_WORDS[role] for role in roles if role in ROLE_WORDS)
    return f"{titles}点名了{name}，但没有由它{said}的任务"


def title_of(held: Held) -> str:
    """A notice as an answer names it: 《…要点》（文号）."""
    return plain(_title(held))


def _title(held: Held) -> str:
    named = "title" if not held.issued_title else "issued_title"
    said = say_corrected([field for field in held.corrected if field in (named, "doc_number")])
    parts = [part for part in (held.doc_number, said) if part]
    return f"{quoted(held.name)}" + (f"（{'，'.join(parts)}）" if parts else "")
