"""What each stretch of a text is: a partition into title, headings, clauses, tables, furniture and leftovers."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from corpus.flow import Flow
from corpus.head_facts import Header
from corpus.lines import Lines
from corpus.model import Block, BlockKind
from corpus.outline import Outline
from corpus.quote import bare
from corpus.rest import find_titles

_OF_PART: dict[str, BlockKind] = {
    "letterhead": "title",
    "doc_number": "doc_number",
    "title": "title",
    "addressees": "addressees",
    "signature": "signature",
    "note": "clause",
    "contact": "clause",
    "annexes": "clause",
    "closing": "clause",
    "field": "furniture",
    "imprint": "imprint",
    "words": "clause",
}
_MERGED = ("furniture", "leftover", "clause", "title", "table")
_RESUME = "resume"
_SENTENCE = re.compile("[。；：！？，]")
_Mark = tuple[int, str]


def make_blocks(
    text: str,
    flow: Flow,
    lines: Lines,
    outline: Outline,
    header: Header,
    tables: Iterable[tuple[int, int]],
    rest: Iterable[tuple[int, int, str]] = (),
) -> tuple[Block, ...]:
    """Partition a text.

    Parameters
    ----------
    text
        The decoded text.
    flow, lines, outline, header
        What was read of it.
    tables
        Source ranges of its tables.
    rest
        Ranges of the view that are clauses outside of head, sections and tail.

    Returns
    -------
    tuple
        Blocks in order; the first begins at 0, each begins where the one before ends, the last ends with the text.
    """
    marks: dict[int, str] = {}
    for line in lines.lines:
        if line.kind == "furniture":
            marks[line.end] = _RESUME
    view = flow.view
    for paragraph in flow.paragraphs:
        marks[view.at(paragraph.start)] = "leftover"
    for part in header.parts:
        marks[view.at(part.start)] = _OF_PART[part.kind]
    for at in (*(at for at, _ in outline.attachments), *outline.dividers):
        marks[view.at(at)] = "heading"
    starts = [p.start for p in flow.paragraphs]
    for paragraph in find_titles(flow, outline):
        if marks[view.at(paragraph.start)] == "leftover":
            marks[view.at(paragraph.start)] = "title"
    for start, end, _ in rest:
        if _SENTENCE.search(flow.text, start, end):  # words without any stop (labels of a figure) a keeper should see
            marks[view.at(start)] = "clause"
            inside = starts[bisect_right(starts, start) : bisect_left(starts, end)]
            marks |= {view.at(at): "clause" for at in inside}
    for heading in outline.headings:
        marks[view.at(heading.start)] = "heading"
        if flow.text[heading.words_end : heading.own_end].strip(" 。\n"):
            marks[view.at(heading.words_end)] = "clause"
        for i in range(bisect_right(starts, heading.words_end), bisect_right(starts, heading.own_end - 1)):
            marks[view.at(starts[i])] = "clause"
    for stretch in outline.resumed:
        inside = starts[bisect_left(starts, stretch.start) : bisect_left(starts, stretch.own_end)]
        marks |= {view.at(at): "clause" for at in inside}
    for line in lines.lines:
        if line.kind == "furniture":
            marks[line.start] = "furniture"
    return _partition(text, list(_outside(sorted(marks.items()), _merged(tables))))


def _merged(tables: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges of tables in order, those that overlap as one (a grid amid run-together rows)."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(tables):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _outside(marks: list[_Mark], tables: list[tuple[int, int]]) -> Iterator[_Mark]:
    """The marks with those of tables put in: within a table only furniture keeps its own."""
    at = 0
    for start, end in tables:
        while at < len(marks) and marks[at][0] < start:
            yield marks[at]
            at += 1
        yield (start, "table")
        while at < len(marks) and marks[at][0] < end:
            if marks[at][1] in ("furniture", _RESUME) and marks[at][0] > start:
                yield marks[at]
            at += 1
        if at == len(marks) or marks[at][0] > end:
            yield (end, "leftover")
    yield from marks[at:]


def _partition(text: str, marks: list[_Mark]) -> tuple[Block, ...]:
    if not marks or marks[0][0] > 0:
        first = marks[0][1] if marks and not bare(text[: marks[0][0]]).strip("#") else "leftover"
        marks.insert(0, (0, first))
    out: list[Block] = []
    before = "furniture"
    for i, (start, mark) in enumerate(marks):
        end = marks[i + 1][0] if i + 1 < len(marks) else len(text)
        if end <= start:
            continue
        kind = before if mark == _RESUME or (not bare(text[start:end]) and out) else mark
        if mark not in ("furniture", _RESUME) and bare(text[start:end]):
            before = mark
        out = _append(out, Block(kind, start, end))  # type: ignore[arg-type]
    return tuple(out)


def _append(blocks: list[Block], block: Block) -> list[Block]:
    if blocks and blocks[-1].kind == block.kind and block.kind in _MERGED:
        blocks[-1] = Block(block.kind, blocks[-1].start, block.end)
    else:
        blocks.append(block)
    return blocks
