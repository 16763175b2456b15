"""Citations out of clauses, rows and sentences: spans, quotation, label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from assistant.answer import Citation, Place
from assistant.label import ROW_WORDS, make_labels
from corpus import Clause, Notice, Span, Task, quote_of, squeeze
from index import Held, Library

MAX_QUOTE = 590
_MAX_GAP = 280
_LABEL = re.compile(r"[一-鿿]{2,10}(?:[（(][^（）()：:]{1,12}[）)])?[：:]")
_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?]+[”’」』）)》]*|[^。！？!?\n]+$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a notice and where it stands."""

    words: str
    spans: tuple[Span, ...]


def sentences_of(text: str, spans: Iterable[tuple[int, int]], heading: str = "") -> list[Sentence]:
    """Cut the words of some spans into sentences, each with its own spans; a heading on its own line is one too."""
    return list(_sentences(text, tuple((a, b) for a, b in spans), heading))


@lru_cache(maxsize=4096)
def _sentences(text: str, spans: tuple[tuple[int, int], ...], heading: str) -> tuple[Sentence, ...]:
    """The same, kept: the passages of a library are asked about again and again."""
    places: list[int] = []
    pieces: list[int] = []
    for number, (start, end) in enumerate(spans):
        for at in range(start, end):
            if not text[at].isspace():
                places.append(at)
                pieces.append(number)
    words = "".join(text[at] for at in places)
    cuts = [match.span() for match in _SENTENCE.finditer(words) if match.end() > match.start()]
    at = words.find(heading) + len(heading) if heading and heading in words[: len(heading) + 12] else 0
    if cuts and 0 < at < cuts[0][1] - 1 and "\n" in text[places[at - 1] : places[at]]:
        cuts[:1] = [(0, at), (at, cuts[0][1])]
    cuts = [cut for a, b in cuts for cut in _at_labels(text, words, places, a, b)]
    return tuple(Sentence(words[a:b], tuple(_runs(places[a:b], pieces[a:b]))) for a, b in cuts)


def _at_labels(text: str, words: str, places: Sequence[int], start: int, end: int) -> list[tuple[int, int]]:
    """A sentence cut where labelled paragraphs follow each other (办理对象：… 办理期限：…), none with a stop."""
    if not _LABEL.match(words, start):
        return [(start, end)]
    inner = [
        at
        for at in range(start + 1, end)
        if "\n" in text[places[at - 1] : places[at]] and words[at - 1] not in "，、,：:" and _LABEL.match(words, at)
    ]
    return list(pairwise([start, *inner, end]))


def _runs(places: Sequence[int], pieces: Sequence[int]) -> Iterable[Span]:
    first = 0
    for i in range(1, len(places) + 1):
        if i == len(places) or pieces[i] != pieces[first]:
            yield Span(places[first], places[i - 1] + 1)
            first = i


def join_spans(groups: Iterable[Sequence[tuple[int, int]]], text: str) -> tuple[Span, ...]:
    """Spans of neighbouring sentences as one list; those that touch are joined."""
    out: list[Span] = []
    for start, end in sorted(span for group in groups for span in group):
        if (out and start <= out[-1].end) or (out and not text[out[-1].end : start].strip()):
            out[-1] = Span(out[-1].start, max(end, out[-1].end))
        else:
            out.append(Span(start, end))
    return tuple(out)


def fit(text: str, spans: Sequence[tuple[int, int]], limit: int = MAX_QUOTE) -> tuple[Span, ...]:
    """Spans that make a quotation: not too long, no piece too short or too far from the one before."""
    kept: list[Span] = []
    used = 0
    for start, end in join_spans([spans], text):
        words = "".join(text[start:end].split())
        if kept and len("".join(text[kept[-1].end : start].split())) > _MAX_GAP:
            break
        if used + len(words) > limit:
            if not kept:
                kept.append(_cut(text, start, end, limit))
            break
        kept.append(Span(start, end))
        used += len(words)
    short = [i for i, (a, b) in enumerate(kept[1:-1], 1) if len("".join(text[a:b].split())) < 6]
    # the contract takes a short piece only as the first or the last
    return tuple(kept[: short[0] + 1] if short else kept)


def _cut(text: str, start: int, end: int, limit: int) -> Span:
    """The first sentences of a long stretch."""
    count, last = 0, start
    for at in range(start, end):
        count += not text[at].isspace()
        if count > limit:
            break
        if text[at] in "。；！？" or last == start:
            last = at + 1
    return Span(start, last if last > start + 20 else at)


def _row_words(task: Task, notice: Notice) -> str:
    """The words that a row without 序号 is called by: its 工作任务, its requirement where several rows share that."""
    if not task.task:
        return task.requirement
    begin = task.task[:ROW_WORDS]
    rows = (t for t in notice.tasks if t.source == "table" and t.section == task.section)
    shared = sum(t.task[:ROW_WORDS] == begin for t in rows) > 1
    return (task.requirement or task.task) if shared else task.task


def _cells(text: str, spans: Sequence[tuple[int, int]], task: Task) -> tuple[str, ...]:
    """The words of a row cut where its fields begin and end."""
    cuts = {place for field in task.fields.values() for span in field for place in span}
    out = []
    for start, end in spans:
        places = [start, *sorted(place for place in cuts if start < place < end), end]
        out += [squeeze(text[a:b]) for a, b in pairwise(places)]
    return tuple(cell for cell in out if cell)


class Citer:
    """Makes citations for the notices of one library."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def held(self, notice_id: str) -> Held:
        """The record of a notice."""
        return self._library.held_as(notice_id)

    def of_clause(self, notice_id: str, clause: Clause, spans: Sequence[tuple[int, int]] | None = None) -> Citation:
        """A clause, or some of its sentences."""
        held, notice = self._library.held_as(notice_id), self._library.notice(notice_id)
        row_like = clause.ref.startswith("附") and "~w" in clause.ref
        row_words = squeeze(notice.text[slice(*clause.spans[0])]) if row_like else None
        citation = self._make(held, notice, clause.path, clause.heading, spans or clause.spans, None, row_words)
        rows = [
            t for t in notice.tasks if t.source == "table" and t.clause == clause.ref and _shares(t, citation.quote)
        ]
        return replace(citation, ref=clause.ref, also=tuple(self._place_of_task(held, t) for t in rows[:6]))

    def of_task(self, notice_id: str, task: Task, spans: Sequence[tuple[int, int]] | None = None) -> Citation:
        """A duty: a row of a table, or a duty in the text."""
        held, notice = self._library.held_as(notice_id), self._library.notice(notice_id)
        clause = next((c for c in notice.clauses if c.ref == task.clause), None) if task.clause else None
        heading = task.task
        row_words = None if task.source == "text" else _row_words(task, notice)
        citation = self._make(held, notice, task.section, heading, spans or task.spans, task.row, row_words)
        also: tuple[Place, ...] = ()
        if task.source == "table" and clause is not None:
            also = (Place(notice_id, held.file, clause.path, None, clause.spans[0].start, clause.spans[-1].end),)
        return replace(
            citation,
            task=task.task,
            requirement=task.requirement,
            units=tuple(u.name for u in task.units),
            lead=tuple(u.name for u in task.units if u.role == "lead"),
            support=tuple(u.name for u in task.units if u.role == "support"),
            deadlines=task.deadlines,
            also=also,
            ref=task.ref,
            corrected=(*citation.corrected, *task.corrected),
            cells=_cells(notice.text, citation.spans, task) if task.source == "table" else (),
        )

    def _place_of_task(self, held: Held, task: Task) -> Place:
        return Place(held.notice_id, held.file, task.section, task.row, task.spans[0].start, task.spans[-1].end)

    def _make(
        self,
        held: Held,
        notice: Notice,
        section: str,
        heading: str,
        spans: Sequence[tuple[int, int]],
        row: str | None,
        row_words: str | None,
    ) -> Citation:
        fitted = fit(notice.text, spans)
        quote, pieces = quote_of(notice.text, fitted)
        label, short = make_labels(held, section, heading, row, row_words)
        return Citation(
            n=0,
            notice_id=held.notice_id,
            version=held.version,
            title=held.title,
            issued_title=held.issued_title,
            issuer=held.issuer,
            year=held.year,
            doc_number=held.doc_number,
            issued=held.issued,
            section=section,
            heading=heading,
            quote=quote,
            pieces=pieces,
            file=held.file,
            start=fitted[0].start,
            end=fitted[-1].end,
            page=notice.page_at(fitted[0].start),
            label=label,
            label_short=short,
            doc_kind=held.doc_kind,
            validity=held.validity,
            disclosure=held.disclosure,
            source_url=held.source_url,
            row=row,
            spans=tuple((a, b) for a, b in fitted),
            corrected=held.corrected,
            slips=tuple(s for s in notice.slips if any(a < s.end and s.start < b for a, b in fitted)),
        )


def _shares(task: Task, quote: str) -> bool:
    grams = {quote[i : i + 5] for i in range(len(quote) - 4)}
    own = [task.requirement[i : i + 5] for i in range(max(0, len(task.requirement) - 4))]
    return bool(own) and sum(g in grams for g in own) >= 0.5 * min(len(own), len(grams) or 1)
