"""What is checked before an answer is shown: quotations at their spans, facts in their rows, marks with citations."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.answer import Citation
from assistant.label import label_fits
from corpus import Notice, Span, Task, bare, quote_of
from index import Held, Library

_LOG = logging.getLogger(__name__)
_MARK = re.compile(r"(?<!\\)\[(\d{1,3})\]")
_NOT_SAID = re.compile(r"^(?:>|——)")
"""Lines that are a quotation or a label: these are checked as citations."""
_NUMBERING = re.compile(r"^(?:\d+\. |- )|(?<!\\)\[\d{1,3}\]|序号(?=[\d、])|上一答第\d+项")
_COUNTED = re.compile(r"(?:牵头|负责|配合)\d+项")
_FIGURE = re.compile(
    r"\d+(?:[.:：]\d+)*(?:年|个?月|日|号|%|％|元|万|亿|天|个工作日|小时|次|项|件|户|家|名|人)?"
    r"|[一二三四五六七八九十百千万两]+(?:个工作日|个?月|季度|年|日|次|成|倍|户|家|万元|元|小时)"
)
_BODY = re.compile(
    r"[一-鿿]{2,}?(?:委员会|管委会|办公室|办事处|分局|总队|支队|中心|集团|公司|局|厅|委|院|办)(?![一-鿿])"
)
_SIDE_BY_SIDE = re.compile(r"[、，；：。（）“”《》\s,;:()*→]+|由|除|是|还有|牵头|负责|配合")


def stands(library: Library, citation: Citation) -> bool:
    """Whether a quotation stands at its spans, and its label and what is said of its duty agree with the notice."""
    notice = library.notice(citation.notice_id)
    quote, pieces = quote_of(notice.text, citation.spans)
    if quote != citation.quote or pieces != citation.pieces or not quote:
        return False
    return _place_stands(library, notice, citation) and (citation.units is None or _duty_stands(library, citation))


def _place_stands(library: Library, notice: Notice, citation: Citation) -> bool:
    """Whether the notice's particulars are those held, and section, row and label those of the place quoted."""
    held = library.held_as(citation.notice_id)
    told = (
        citation.version,
        citation.title,
        citation.issued_title,
        citation.doc_number,
        citation.issuer,
        citation.year,
    )
    if told != (held.version, held.title, held.issued_title, held.doc_number, held.issuer, held.year):
        return False
    where = _origin(notice, citation)
    if where is None:
        return False
    section, row, spans = where
    is_inside = all(any(a <= start and end <= b for a, b in spans) for start, end in citation.spans)
    return (section, row) == (citation.section, citation.row) and is_inside and label_fits(citation, held)


def _origin(notice: Notice, citation: Citation) -> tuple[str, str | None, list[Span]] | None:
    """Section, row and places of the clause or duty that a citation is of."""
    if citation.units is not None:
        task = _task(notice, citation.ref)
        if task is None:
            return None
        fields = [span for spans in task.fields.values() for span in spans]
        whole = [Span(task.spans[0].start, task.spans[-1].end)] if task.spans else []
        return task.section, task.row, [*whole, *fields]
    clause = next((c for c in notice.clauses if c.ref == citation.ref), None)
    return (clause.path, None, [Span(clause.spans[0].start, clause.spans[-1].end)]) if clause is not None else None


def _task(notice: Notice, ref: str) -> Task | None:
    return next((t for t in notice.tasks if t.ref == ref), None)


def _duty_stands(library: Library, citation: Citation) -> bool:
    """Whether units, roles and deadlines are those read from the row, and each is printed in it.

    What a keeper put right is not printed: the citation must say so.
    """
    notice = library.notice(citation.notice_id)
    task = _task(notice, citation.ref)
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


def founded(library: Library, text: str, citations: Sequence[Citation], asked: Sequence[str] = ()) -> str:
    """An answer without the sentences that state what their citations do not bear out.

    Parameters
    ----------
    library
        Holds the notices.
    text
        The answer, Markdown. Each line of its own words that has marks is checked: every number, date, issuing number
        and unit in it must stand in the words cited, in the fields of the duty cited, or in the notice's particulars.
        Counts stand in lines without marks.
    citations
        What the marks point at.
    asked
        Names that come from the question.

    Returns
    -------
    str
        The text; a line that fails is left out and logged.
    """
    sources: dict[int, str] = {}
    by_number = {c.n: c for c in citations}
    kept = []
    for line in text.split("\n"):
        numbers = [int(m) for m in _MARK.findall(line) if int(m) in by_number]
        if numbers and not _NOT_SAID.match(line):
            for n in numbers:
                if n not in sources:
                    sources[n] = _source(library, by_number[n])
            lacking = unfounded(line, "\n".join([*(sources[n] for n in numbers), *asked]))
            if lacking:
                _LOG.error("答案里的“%s”在引文里没有依据，已略去：%s", "、".join(lacking), line[:80])
                continue
        kept.append(line)
    return "\n".join(kept)


def unfounded(line: str, source: str) -> list[str]:
    """The numbers, dates and units in a line that do not stand in a source; a number must stand there whole."""
    said = _COUNTED.sub(" ", _NUMBERING.sub(" ", line.replace("\\", "")))
    figures = {bare(f) for f in _FIGURE.findall(said)}
    held = set(_FIGURE.findall(source)) if figures else set()
    bodies = {b for part in _SIDE_BY_SIDE.split(said) for b in _BODY.findall(part)}
    return sorted(figures - held) + sorted(b for b in bodies if b not in source)


def _source(library: Library, citation: Citation) -> str:
    """All that a sentence with a citation's mark may state, without white space."""
    notice, held = library.notice(citation.notice_id), library.held_as(citation.notice_id)
    task = _task(notice, citation.ref) if citation.units is not None else None
    spans = (
        [*citation.spans, *(s for field in task.fields.values() for s in field)] if task is not None else citation.spans
    )
    words = ["".join(notice.text[start:end].split()) for start, end in spans]
    if task is not None:
        printed = _printed(notice.text)
        words += [name for name in (task.task, task.requirement) if bare(name) in printed]
        # what a keeper put right is said and not printed
        words += [u.name for u in task.units if "units" in task.corrected]
        words += [d.text for d in task.deadlines if "deadlines" in task.corrected]
        words += [x.from_row for x in task.likely] + [x.unit.name for x in task.likely]
    return "\n".join(bare(w) for w in (*words, citation.label, *_particulars(held, notice)))


@lru_cache(maxsize=8)
def _printed(text: str) -> str:
    """A notice's text without white space; each of the rows that are cited asks for it."""
    return bare(text)


def _particulars(held: Held, notice: Notice) -> list[str]:
    days = [f"{d.year}年{d.month}月{d.day}日" for d in (notice.dated, notice.printed) if d is not None]
    names = (held.title, held.issued_title, held.doc_number, held.issuer, held.validity, held.place)
    year = [f"{held.year}年", str(held.year)] if held.year else []
    return [*(n for n in names if n), *days, *year, *notice.addressees, *notice.copied_to]


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
