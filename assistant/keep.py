"""How a place of a notice gets into the reply basket, and whether it still stands in the library as held now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal

from assistant.answer import Answer, Citation
from assistant.basket import Basket, Kept
from assistant.cite import Citer
from assistant.genre import KIND_WORDS
from assistant.verify import stands
from corpus import Clause, Notice, Span, Task, bare, is_void, squeeze
from index import Library

Standing = Literal["same", "changed", "withdrawn"]
"""Of a quotation: it stands in the notice as held now; it does not, or not in one place; the notice is gone."""
STANDING_WORDS: dict[Standing, str] = {
    "same": "原文未变",
    "changed": "原文已改动，引文不再成立",
    "withdrawn": "公文已不在库中",
}
AROUND = 20
_RAW_AROUND = 80
_BLANK = "\u3000"
_MAX_GAP = 300
"""How many characters may lie between two pieces of one quotation."""
PUBLIC = "主动公开"

Item = Clause | Task


def kept_of(library: Library, citation: Citation) -> Kept:
    """A citation as it is put aside."""
    text = library.notice(citation.notice_id).text
    spans = citation.spans or ((citation.start, citation.end),)
    first, last = spans[0][0], spans[-1][1]
    return Kept(
        notice_id=citation.notice_id,
        version=citation.version,
        ref=citation.ref,
        quote=_words(citation, text, spans),
        label=citation.label,
        label_short=citation.label_short,
        spans=tuple((start, end) for start, end in spans),
        pieces=citation.pieces or (),
        before=squeeze(text[max(0, first - _RAW_AROUND) : first])[-AROUND:],
        after=squeeze(text[last : last + _RAW_AROUND])[:AROUND],
        disclosure=citation.disclosure,
        validity=citation.validity,
        doc_kind=citation.doc_kind,
    )


def _words(citation: Citation, text: str, spans: Sequence[tuple[int, int]]) -> str:
    """A quotation as it is read: cells stand apart, and a heading that has a line of its own."""
    end = citation.quote.find(citation.heading) + len(citation.heading)
    if citation.cells or not citation.heading or citation.heading not in citation.quote[: len(citation.heading) + 12]:
        return citation.words
    places = [at for start, stop in spans for at in range(start, stop) if bare(text[at])]
    last = len(bare(citation.quote[:end]))
    if last >= len(places) or "\n" not in text[places[last - 1] : places[last]]:
        return citation.words
    return f"{citation.quote[:end]}{_BLANK}{citation.quote[end:].lstrip()}"


def kept_of_answer(library: Library, answer: Answer) -> tuple[Kept, ...]:
    """All that an answer rests on; not what is only near."""
    return tuple(kept_of(library, citation) for citation in answer.citations if not citation.near)


def kept_from(library: Library, notice_id: str, spans: Sequence[tuple[int, int]]) -> Kept | None:
    """The words at some place of a notice, under the clause or the row that holds most of them.

    Returns
    -------
    Kept or None
        None where there are no such words, or no clause and no row holds them (a bare heading). Of words in several
        clauses those of one are taken, and a long clause is quoted as far as a quotation goes.
    """
    try:
        notice = library.notice(notice_id)
    except KeyError:
        return None
    best: tuple[int, Item, tuple[Span, ...]] | None = None
    for item in _items(notice):
        shared = _shared(notice.text, spans, _area(item))
        size = sum(len(bare(notice.text[start:end])) for start, end in shared)
        if size and (best is None or size > best[0]):
            best = size, item, shared
    if best is None:
        return None
    citation = _cited(library, notice_id, best[1], best[2])
    return kept_of(library, citation) if stands(library, citation) else None


def _items(notice: Notice) -> Iterator[Item]:
    """Rows before clauses, which may hold the words of a table as well; duties in the text are clauses' words."""
    rows = (task for task in notice.tasks if task.source == "table")
    return chain(rows, notice.clauses, (task for task in notice.tasks if task.source == "text"))


def _area(item: Item) -> tuple[Span, ...]:
    """Where an item stands."""
    if isinstance(item, Clause):
        return item.spans
    return tuple(sorted({*item.spans, *(span for field in item.fields.values() for span in field)}))


def _shared(text: str, spans: Sequence[tuple[int, int]], area: Sequence[Span]) -> tuple[Span, ...]:
    """What spans have in common with an area, without what is blank."""
    cut = sorted({(max(a, start), min(b, end)) for a, b in area for start, end in spans if max(a, start) < min(b, end)})
    return tuple(Span(start, end) for start, end in cut if bare(text[start:end]))


def _cited(library: Library, notice_id: str, item: Item, spans: Sequence[tuple[int, int]]) -> Citation:
    citer = Citer(library)
    if isinstance(item, Clause):
        return citer.of_clause(notice_id, item, spans)
    return citer.of_task(notice_id, item, spans)


# ---- is it still there


def recheck(kept: Kept, library: Library) -> Standing:
    """Whether a quotation stands, character for character but for white space, in the notice as held now."""
    try:
        library.held_as(kept.notice_id)
    except KeyError:
        return "withdrawn"
    return "same" if renewed(kept, library) is not None else "changed"


def renewed(kept: Kept, library: Library) -> Kept | None:
    """The same words as the library holds them now, with the label, validity and disclosure of today.

    Nothing but the words, the place and the clerk's note is taken from ``kept``, which may come from a browser. Where
    the words stand at several places, that of the same number is taken, else the one with the same words around.
    """
    try:
        notice = library.notice(kept.notice_id)
    except KeyError:
        return None
    own: list[Kept] = []
    items = list(_items(notice))
    for item in sorted(items, key=lambda item: item.ref != kept.ref):
        if own and item.ref != kept.ref and own[0].ref == kept.ref:
            break
        spans = _place_in(notice.text, item, kept)
        if spans is None:
            continue
        citation = _cited(library, kept.notice_id, item, spans)
        if bare(citation.quote) == bare(kept.quote) and stands(library, citation):
            own.append(replace(kept_of(library, citation), note=kept.note))
    return max(own, key=lambda each: (each.before == kept.before) + (each.after == kept.after), default=None)


def _place_in(text: str, item: Item, kept: Kept) -> tuple[Span, ...] | None:
    """Where the pieces of a quotation stand in an item, one after the other."""
    areas = (_area(item),) if isinstance(item, Clause) else (item.spans, _area(item))
    pieces = [bare(piece) for piece in kept.pieces] if kept.pieces else [bare(kept.quote)]
    pieces = [piece for piece in pieces if piece]
    if "".join(pieces) != bare(kept.quote):
        return None
    for area in areas:
        places = [(at, n) for n, (start, end) in enumerate(area) for at in range(start, end) if bare(text[at])]
        words = "".join(text[at] for at, _ in places)
        if (found := _in_order(words, pieces)) is not None:
            return tuple(span for start, end in found for span in _runs(places[start:end]))
    return None


def _in_order(words: str, pieces: Sequence[str]) -> list[tuple[int, int]] | None:
    """Where pieces stand in words, each not far behind the one before."""
    first = words.find(pieces[0])
    while first >= 0:
        found = [(first, first + len(pieces[0]))]
        for piece in pieces[1:]:
            end = found[-1][1]
            at = words.find(piece, end, end + _MAX_GAP + len(piece))
            if at < 0:
                break
            found.append((at, at + len(piece)))
        if len(found) == len(pieces):
            return found
        first = words.find(pieces[0], first + 1)
    return None


def _runs(places: Sequence[tuple[int, int]]) -> Iterator[Span]:
    """Characters with the number of their span as spans."""
    first = 0
    for i in range(1, len(places) + 1):
        if i == len(places) or places[i][1] != places[first][1]:
            yield Span(places[first][0], places[i - 1][0] + 1)
            first = i


@dataclass(frozen=True, slots=True)
class Checked:
    """A basket as the library bears it out: each quotation with its standing; one that stands is made anew."""

    looked_up: tuple[tuple[Kept, Standing], ...] = ()

    @property
    def basket(self) -> Basket:
        """What stands."""
        return Basket(tuple(kept for kept, standing in self.looked_up if standing == "same"))

    @property
    def left_out(self) -> tuple[str, ...]:
        """What does not, by name, a Chinese sentence each."""
        return tuple(
            f"{kept.label_short or kept.notice_id}：{STANDING_WORDS[standing]}，没有列入。"
            for kept, standing in self.looked_up
            if standing != "same"
        )

    @property
    def warnings(self) -> tuple[str, ...]:
        """What to be careful of, by the numbers of what stands."""
        return tuple(warnings(self.basket))


def check(basket: Basket, library: Library) -> Checked:
    """Look each quotation of a basket up again."""
    out: list[tuple[Kept, Standing]] = []
    for kept in basket.kept:
        now = renewed(kept, library)
        out.append((kept, recheck(kept, library)) if now is None else (now, "same"))
    return Checked(tuple(out))


def warnings(basket: Basket) -> list[str]:
    """What to be careful of before a reply goes out: sources not public, no authority, or no longer in force."""
    told: dict[str, list[int]] = {}
    for number, kept in enumerate(basket.kept, 1):
        for words in _warned(kept):
            told.setdefault(words, []).append(number)
    return [f"第{'、'.join(map(str, numbers))}条：{words}" for words, numbers in told.items()]


def _warned(kept: Kept) -> Iterator[str]:
    if kept.disclosure and kept.disclosure != PUBLIC:
        yield f"所引公文的公开属性是“{kept.disclosure}”，不是主动公开，对外答复前请核实能否引用。"
    if is_void(kept.validity):
        yield f"所引公文标注“{kept.validity}”，不能作为现行依据。"
    if kept.doc_kind == "draft":
        yield "所引是征求意见稿，未正式印发，不能作为依据。"
    elif word := KIND_WORDS.get(kept.doc_kind):
        yield f"所引是{word}，只能参考，不是公文本身。"
