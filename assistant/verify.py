"""What is checked before an answer is shown: quotations at their spans, facts in their rows, marks with citations."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Citation
from corpus import Notice, bare, quote_of
from index import Library

_LOG = logging.getLogger(__name__)
_MARK = re.compile(r"\[(\d+)\]")


def stands(library: Library, citation: Citation) -> bool:
    """Whether a quotation stands at its spans, and what is said of its duty stands in the notice."""
    text = library.notice(citation.notice_id).text
    quote, pieces = quote_of(text, citation.spans)
    if quote != citation.quote or pieces != citation.pieces or not quote:
        return False
    return citation.units is None or _duty_stands(library, citation)


def _duty_stands(library: Library, citation: Citation) -> bool:
    """Whether units, roles and deadlines are those read from the row, and each is printed in it.

    What a keeper put right is not printed: the citation must say so.
    """
    notice = library.notice(citation.notice_id)
    task = next((t for t in notice.tasks if t.ref == citation.ref), None)
    if task is None or citation.deadlines is None or not set(task.corrected) <= set(citation.corrected):
        return False
    names = {role: tuple(u.name for u in task.units if u.role == role) for role in ("lead", "support")}
    told = (citation.units, citation.lead, citation.support, citation.deadlines)
    if told != (tuple(u.name for u in task.units), names["lead"], names["support"], task.deadlines):
        return False
    units = () if "units" in task.corrected else task.units
    deadlines = () if "deadlines" in task.corrected else task.deadlines
    cells = {name: _cell(notice, spans) for name, spans in task.fields.items() if deadlines or name == "units"}
    printed = "".join(cells.values())
    return all(bare(u.name) in cells.get("units", "") for u in units) and all(
        bare(d.text) in printed for d in deadlines
    )


def _cell(notice: Notice, spans: Sequence[tuple[int, int]]) -> str:
    return bare("".join(notice.text[start:end] for start, end in spans))


def verified(library: Library, citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """The citations that stand, numbered from 1 as they were; one that fails is dropped and logged."""
    out = []
    for citation in citations:
        if stands(library, citation):
            out.append(citation)
        else:
            _LOG.error("引文核对未通过，已略去：%s %s", citation.label, citation.quote[:40])
    return tuple(out)


def renumber(text: str, citations: Sequence[Citation], kept: Sequence[Citation]) -> tuple[str, tuple[Citation, ...]]:
    """Text and citations numbered anew after some were dropped: a paragraph whose mark lost its citation goes too."""
    if len(kept) == len(citations):
        return text, tuple(kept)
    numbers = {c.n: i for i, c in enumerate(kept, 1)}
    blocks = []
    for block in text.split("\n"):
        marks = [int(m) for m in _MARK.findall(block)]
        if any(m not in numbers for m in marks):
            continue
        blocks.append(_MARK.sub(lambda m: f"[{numbers[int(m[1])]}]", block))
    return "\n".join(blocks), tuple(replace(c, n=i) for i, c in enumerate(kept, 1))
