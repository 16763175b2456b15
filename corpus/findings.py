"""What a keeper should look at before a notice goes live."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.model import Block, Finding, Task
from corpus.view import View

if TYPE_CHECKING:
    from corpus.header import Header
    from corpus.outline import Outline
    from corpus.tasks import Made


def find_faults(
    header: Header,
    outline: Outline,
    view: View,
    made: Made,
    tasks: list[Task],
    blocks: tuple[Block, ...],
    sectioned: bool,
) -> tuple[Finding, ...]:
    """Findings of one notice, the weightiest first.

    Parameters
    ----------
    header, outline, view, made, tasks, blocks
        What was read.
    sectioned
        Whether any section was found.
    """
    out: list[Finding] = []
    for name, value in (("发文机关", header.issuer), ("标题", header.title), ("日期", header.dated or header.printed)):
        if not value:
            out.append(Finding("missing", f"没有读到{name}"))
    if not header.doc_number:
        out.append(Finding("missing", "没有读到文号"))
    if not sectioned:
        out.append(Finding("outline", "没有读到任何编号的章节"))
    for at, message in outline.gaps:
        out.append(Finding("numbering", message, view.at(at), view.at(at) + 1))
    for span, message in made.doubts:
        out.append(Finding("units", message, span.start, span.end))
    for spans in made.loose:
        if spans:
            out.append(Finding("table", "任务表的这一行没有分清各栏", spans[0].start, spans[-1].end))
    for task in tasks:
        if task.source == "table" and not task.units:
            out.append(Finding("units", f"{task.ref}：责任单位一栏为空", task.spans[0].start if task.spans else None))
        out += [
            Finding("deadline", f"{task.ref}：完成时限“{d.text}”没有理解")
            for d in task.deadlines
            if d.kind == "unknown"
        ]
    left = sum(b.end - b.start for b in blocks if b.kind == "leftover")
    if left > 200 and left > blocks[-1].end * 0.05:
        out.append(Finding("leftover", f"有 {left} 个字没有归入任何部分"))
    return tuple(out)
