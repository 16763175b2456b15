"""Notice -> passages: what is indexed, each with its place in the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus import HEAD, PREFACE, TAIL, Clause, Notice, Span, Task, quote_of

PassageKind = Literal["clause", "piece", "task", "head"]

WHOLE = 250
"""A clause up to this many characters is one passage."""
PIECE = 120
"""A piece of a longer clause has at least this many characters where its sentences allow it."""
LIMIT = 500
"""No passage is longer."""

_SENTENCE = re.compile(r"[^。！？；!?;]*[。！？；!?;]+[”’」』）)》]*|[^。！？；!?;]+\Z")
_PHRASE = re.compile(r"[^，、,：:]*[，、,：:]+|[^，、,：:]+\Z")
_BLANK = re.compile(r"\s+")
_PHRASE_END = re.compile(r"[，。；：、！？,;:!?()（）\n|]")
_AROUND = 16


@dataclass(frozen=True, slots=True)
class Passage:
    """What is found: a clause, a piece of a long clause, a task, or words outside the numbered text.

    ``ref`` is that of the clause or task, ``text`` the quotation of ``spans``; ``context`` says where it stands:
    notice, issuer and headings. ``heading`` has the headings alone.
    """

    passage_id: str
    notice_id: str
    kind: PassageKind
    ref: str
    text: str
    spans: tuple[Span, ...]
    context: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage and the further words under which it is indexed, one field each.

    ``task`` also has the phrases that a keeper put right: ``passage.text`` is what is printed.
    """

    passage: Passage
    title: str
    task: str

    @property
    def heading(self) -> str:
        """The headings above the passage."""
        return self.passage.heading

    @property
    def embedded(self) -> str:
        """What the encoder sees: the title too, as most questions name the place or the year of the notice."""
        return " ".join(part for part in (self.title, self.heading, self.task, self.passage.text) if part)


def make_passages(notice_id: str, notice: Notice) -> list[Entry]:
    """Cut a notice into passages.

    Parameters
    ----------
    notice_id
        The notice's id in the library; passage ids begin with it.
    notice
        The notice as read.

    Returns
    -------
    list of Entry
        Clauses in the order of the notice, long ones in pieces, then its tasks. A clause without words has none.
    """
    title = _title_of(notice)
    entries = [entry for clause in notice.clauses for entry in _of_clause(notice_id, notice, clause, title)]
    trails = {clause.ref: clause.trail for clause in notice.clauses}
    entries += [entry for task in notice.tasks if (entry := _of_task(notice_id, notice, task, title, trails))]
    return entries


def cut_spans(text: str, spans: Iterable[tuple[int, int]], whole: int = WHOLE) -> list[tuple[Span, ...]]:
    """Cut a quotation into pieces at the ends of sentences.

    Parameters
    ----------
    text
        ``Notice.text``.
    spans
        The quotation, half-open ranges in order.
    whole
        A quotation up to this many characters stays whole; white space is not counted.

    Returns
    -------
    list of tuple of Span
        The spans of each piece. Pieces have some 120 to 250 characters; a longer sentence is cut at a comma,
        and where there is none, anywhere.
    """
    within = [Span(start, end) for start, end in spans]
    places = [place for start, end in within for place in range(start, end) if not text[place].isspace()]
    if len(places) <= whole:
        return [_spans_of(places, within)] if places else []
    pieces: list[tuple[Span, ...]] = []
    at = 0
    for length in _piece_lengths("".join(text[place] for place in places)):
        pieces.append(_spans_of(places[at : at + length], within))
        at += length
    return pieces


def _piece_lengths(words: str) -> list[int]:
    """How many characters each piece of a long quotation has."""
    lengths = [0]
    for part in _parts(words):
        last = lengths[-1]
        if last and last + part > (WHOLE if last >= PIECE else LIMIT):
            lengths.append(part)
        else:
            lengths[-1] = last + part
    if len(lengths) > 1 and lengths[-1] < PIECE // 2 and sum(lengths[-2:]) <= LIMIT:
        lengths[-2:] = [sum(lengths[-2:])]
    return lengths


def _parts(words: str) -> Iterator[int]:
    """The lengths of the sentences, where one is too long those of its phrases."""
    for sentence in _SENTENCE.findall(words):
        if len(sentence) <= WHOLE:
            yield len(sentence)
            continue
        for phrase in _PHRASE.findall(sentence):
            for start in range(0, len(phrase), WHOLE):
                yield len(phrase[start : start + WHOLE])


def _spans_of(places: Sequence[int], spans: Sequence[Span]) -> tuple[Span, ...]:
    """The least spans that hold these places, each within one of the given spans."""
    out: list[Span] = []
    for start, end in spans:
        first, last = bisect_left(places, start), bisect_left(places, end)
        if first < last:
            out.append(Span(places[first], places[last - 1] + 1))
    return tuple(out)


def _of_clause(notice_id: str, notice: Notice, clause: Clause, title: str) -> Iterator[Entry]:
    pieces = cut_spans(notice.text, clause.spans)
    is_head = clause.path in (HEAD, PREFACE, TAIL)
    heading = " ".join(part for part in clause.trail if part)
    for number, spans in enumerate(pieces, start=1):
        is_whole = len(pieces) == 1
        yield Entry(
            Passage(
                passage_id=f"{notice_id}#{clause.ref}" + ("" if is_whole else f"@{number}"),
                notice_id=notice_id,
                kind="head" if is_head else "clause" if is_whole else "piece",
                ref=clause.ref,
                text=quote_of(notice.text, spans)[0],
                spans=spans,
                context=_context_of(notice, clause.trail),
                heading=heading,
            ),
            title=title,
            task=" ".join(_put_right(notice, spans)),
        )


def _of_task(
    notice_id: str, notice: Notice, task: Task, title: str, trails: dict[str, tuple[str, ...]]
) -> Entry | None:
    pieces = cut_spans(notice.text, task.spans, whole=LIMIT)
    if not pieces:
        return None
    trail = _headings_around(notice, task)
    heading = " ".join(dict.fromkeys((*trail, *trails.get(task.clause or "", ()))))
    passage = Passage(
        passage_id=f"{notice_id}#{task.ref}",
        notice_id=notice_id,
        kind="task",
        ref=task.ref,
        text=quote_of(notice.text, pieces[0])[0],
        spans=pieces[0],
        context=_context_of(notice, trail),
        heading=heading,
    )
    words = [task.task, *(unit.name for unit in task.units), *(deadline.text for deadline in task.deadlines)]
    words += _put_right(notice, pieces[0])
    return Entry(passage, title=title, task=" ".join(dict.fromkeys(filter(None, words))))


def _put_right(notice: Notice, spans: Sequence[Span]) -> Iterator[str]:
    """The phrases of a passage in which a keeper put a slip right, with the words that were meant."""
    for slip in notice.slips:
        if not any(start < slip.end and slip.start < end for start, end in spans):
            continue
        before = _PHRASE_END.split(notice.text[max(0, slip.start - _AROUND) : slip.start])[-1]
        after = _PHRASE_END.split(notice.text[slip.end : slip.end + _AROUND])[0]
        yield f"{before}{slip.new}{after}"


def _headings_around(notice: Notice, task: Task) -> tuple[str, ...]:
    at = task.spans[0].start
    return tuple(section.heading for section in notice.sections if section.start <= at < section.end)


def _title_of(notice: Notice) -> str:
    parts = (notice.name, notice.title, notice.issuer, notice.place, notice.doc_number)
    return " ".join(dict.fromkeys(part for part in parts if part))


def _context_of(notice: Notice, trail: Sequence[str]) -> str:
    return _BLANK.sub(" ", " ".join(part for part in (notice.name, notice.issuer, *trail) if part))
