"""Questions that may follow an answer, each tried first: it is answered in this conversation, from this library."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.answer import Answer, Citation, Status, Turn
from assistant.limits import Limits, short
from corpus import Notice, Task, due_on
from index import Held

if TYPE_CHECKING:
    from assistant.service import Assistant

MOST = 3
"""So many are offered."""
_TRIES = 7
"""So many candidates are asked at most, as each costs as much as an answer."""
_LISTS = ("responsibility", "deadline", "count")
_HEADING = range(4, 17)
"""Lengths of headings that make a question."""

Fits = Callable[[Answer], bool]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A question, and whether an answer to it is of what it means."""

    question: str
    fits: Fits


def follow_ups(
    assistant: Assistant,
    answer: Answer,
    history: Sequence[Turn] = (),
    today: dt.date | None = None,
    limits: Limits | None = None,
) -> tuple[str, ...]:
    """Questions to offer below an answer.

    Parameters
    ----------
    assistant
        Who gave the answer.
    answer
        The answer.
    history
        The turns before its question.
    today, limits
        What the question was asked with. A follow-up is to be asked without limits: the turn before it holds these.

    Returns
    -------
    tuple of str
        Three at most. Each was asked, after ``history`` and this answer, and was answered with something else than
        this answer says.
    """
    today = today or dt.date.today()
    turns = (*history, Turn("user", answer.question, limits), Turn("assistant", answer.text))
    out: list[str] = []
    told = {answer.text}
    for number, candidate in enumerate(_candidates(_Offer(assistant, answer, history, today))):
        if number == _TRIES or len(out) == MOST:
            break
        found = assistant.ask(candidate.question, turns, today)
        if found.status is Status.ANSWERED and found.text not in told and candidate.fits(found):
            out.append(candidate.question)
            told.add(found.text)
    return tuple(out)


def _candidates(offer: _Offer) -> Iterator[_Candidate]:
    """Questions that may follow, the most useful first, each once and none that was just asked."""
    asked = {offer.answer.question}
    for candidate in offer.candidates():
        if candidate.question not in asked:
            asked.add(candidate.question)
            yield candidate


class _Offer:
    """What may follow one answer."""

    def __init__(self, assistant: Assistant, answer: Answer, history: Sequence[Turn], today: dt.date) -> None:
        self._assistant, self.answer, self._history, self._today = assistant, answer, history, today
        self._held = {h.notice_id: h for h in assistant.library.held}
        self._firm = [c for c in answer.citations if not c.near and c.notice_id in self._held]

    def candidates(self) -> Iterator[_Candidate]:
        status, kind = self.answer.status, self.answer.scope.kind
        if status is Status.ANSWERED and self._firm:
            if kind in _LISTS and self.answer.scope.units:
                yield from self._of_duties()
            elif kind == "count" or self.answer.scope.deadline is not None:
                yield from self._of_units()
            elif kind in ("metadata", "summary"):
                yield from self._of_a_notice(kind)
            elif kind != "compare":
                yield from self._of_a_clause(kind)
            if kind != "metadata":  # the facts of one notice are not those of another
                yield from self._of_years()
                yield from self._of_places(self._other_places())
        elif status in (Status.NOT_HELD, Status.ASK_BACK):
            yield from self._of_years_held()
            yield from self._of_places(self._near_places())
        yield from self._of_headings()
        if status is not Status.ANSWERED:
            yield from (_Candidate(words, lambda found: bool(found.citations)) for words in self._assistant.examples(4))

    def _of_duties(self) -> Iterator[_Candidate]:
        """After the list of a unit: those that it leads, those of half a year."""
        scope, count = self.answer.scope, len(self._firm)
        same: Fits = lambda found: found.scope.units == scope.units and len(found.citations) < count  # noqa: E731
        if not scope.roles and any(c.lead for c in self._firm):
            yield _Candidate("其中哪些由它牵头", lambda found: found.scope.roles == ("lead",) and same(found))
        if scope.deadline is None:
            days = [day for _, task in self._duties(self._firm) for day in due_on(task)]
            for half, months in (("上", range(1, 7)), ("下", range(7, 13))):
                if any(day.month in months for day in days):
                    question = f"其中{half}半年要完成的有哪些"
                    yield _Candidate(question, lambda found: found.scope.deadline is not None and same(found))
                    break
        if scope.roles == ("lead",):
            yield _Candidate("它配合的有哪些", lambda found: found.scope.roles == ("support",))

    def _of_units(self) -> Iterator[_Candidate]:
        """After a list of duties of all units: those of the units that it names most."""
        count, due = len(self._firm), self.answer.scope.deadline
        named = Counter(u.name for _, t in self._duties(self._firm) for u in t.units if not u.is_collective)
        for name, _ in named.most_common(2):

            def fits(found: Answer, name: str = name) -> bool:
                is_same = found.scope.units == (name,) and found.scope.deadline == due
                return is_same and len(found.citations) < count

            yield _Candidate(f"{name}呢", fits)

    def _of_a_clause(self, kind: str) -> Iterator[_Candidate]:
        """After a quotation: who does it and by when, where it or the row that says the same tells."""
        duties = self._duties(self._firm[:1])
        refs = {(notice_id, ref) for notice_id, task in duties for ref in (task.ref, task.clause)}
        of_it: Fits = lambda found: any((c.notice_id, c.ref) in refs for c in found.citations)  # noqa: E731
        if kind != "who" and any(task.units for _, task in duties):
            yield _Candidate("由谁负责", lambda found: found.scope.kind == "who" and of_it(found))
        if kind != "deadline" and any(task.deadlines for _, task in duties):
            yield _Candidate("什么时候完成", lambda found: found.scope.kind == "deadline" and of_it(found))

    def _of_a_notice(self, kind: str) -> Iterator[_Candidate]:
        """After the facts or the outline of a notice: what it says, how many duties it has."""
        notices = {c.notice_id for c in self._firm}
        if len(notices) != 1:
            return
        same: Fits = lambda found: {c.notice_id for c in found.citations} == notices  # noqa: E731
        if kind == "metadata":
            yield _Candidate("主要内容是什么", lambda found: found.scope.kind == "summary" and same(found))
        if self._held[next(iter(notices))].tasks:
            yield _Candidate("里面有几项任务", lambda found: found.scope.kind == "count" and same(found))

    def _of_years(self) -> Iterator[_Candidate]:
        """The same of the year before, or else of the year after, where notices of the same issuer are held."""
        years = {c.year for c in self._firm if c.year}
        if len(years) != 1 or self.answer.scope.kind == "compare":
            return
        issuers = {c.issuer for c in self._firm}
        held = {h.year for h in self._held.values() if h.issuer in issuers}
        year = years.pop()
        for other in (year - 1, year + 1):
            if other in held:
                yield _Candidate(f"{self._year_word(other)}呢", _of_year(other))
                return

    def _of_years_held(self) -> Iterator[_Candidate]:
        """The same of the nearest year that is held, where the year asked is not."""
        scope = self.answer.scope
        places = {str(chip.value) for chip in scope.chips if chip.kind == "place"}
        if not scope.years or scope.notices:
            return
        own = [h for h in self._held.values() if h.year and (not places or h.place in places)]
        for year in sorted({h.year for h in own if h.year}, key=lambda year: abs(year - scope.years[0]))[:2]:
            yield _Candidate(f"{self._year_word(year)}呢", _of_year(year))

    def _of_places(self, places: Sequence[str]) -> Iterator[_Candidate]:
        for place in places[:2]:
            yield _Candidate(f"{short(place)}呢", self._of_place(place))

    def _of_place(self, place: str) -> Fits:
        return lambda found: {self._held[c.notice_id].place for c in found.citations} == {place}

    def _other_places(self) -> list[str]:
        """Places of the same level as that of the answer, where it is from one."""
        own = {self._held[c.notice_id].place for c in self._firm}
        if len(own) != 1:
            return []
        place = own.pop()
        alike = {h.place for h in self._held.values() if h.place and h.place != place and h.place[-1] == place[-1:]}
        return sorted(alike, key=lambda other: (other[:2] != place[:2], other))  # of the same city first

    def _near_places(self) -> list[str]:
        """Places held, where the one asked is not, or where it is asked which one of those cited is meant."""
        chips = [chip for chip in self.answer.scope.chips if chip.kind == "place"]
        if self.answer.status is Status.NOT_HELD and chips and all(chip.is_assumed for chip in chips):
            return self._places_that_tell()
        places = {str(chip.value) for chip in chips}
        is_absent = bool(places) and not (self.answer.scope.notices or places & set(self._assistant.home_places()))
        asks_which = self.answer.status is Status.ASK_BACK and bool(self.answer.citations)
        if not (is_absent or asks_which):
            return []
        cited = [self._held[c.notice_id].place for c in self.answer.citations if c.notice_id in self._held]
        ranked = sorted(self._held.values(), key=lambda h: -h.tasks)
        return list(dict.fromkeys(place for place in (*cited, *(h.place for h in ranked)) if place))

    def _places_that_tell(self) -> list[str]:
        """Where it is told of what the home district, which was assumed, has nothing on."""
        found = self._assistant.ask(self.answer.question, self._history, self._today, limits=Limits(places=()))
        cited = [self._held[c.notice_id].place for c in found.citations if found.is_answered]
        return list(dict.fromkeys(place for place in cited if place))

    def _of_headings(self) -> Iterator[_Candidate]:
        """Other headings of the notices cited, or of those near: what else they say."""
        for held in self._near_notices()[:2]:
            notice = self._assistant.library.notice(held.notice_id)
            place, year = short(held.place), f"{held.year}年" if held.year else ""
            for heading in _headings(notice, [c.heading for c in self.answer.citations])[:2]:
                yield _Candidate(f"{place}{year}对{heading}有什么要求", _cites(held.notice_id))

    def _near_notices(self) -> list[Held]:
        """The notices that the answer cites, else those in its scope, else those of the passages found."""
        answer = self.answer
        ids = [c.notice_id for c in answer.citations] or answer.scope.notices or [c.notice_id for c in answer.passages]
        return [self._held[n] for n in dict.fromkeys(ids) if n in self._held]

    def _duties(self, citations: Sequence[Citation]) -> list[tuple[str, Task]]:
        """The duties that some citations are of, or that say the same as a clause cited."""
        out: list[tuple[str, Task]] = []
        for citation in citations:
            tasks = self._assistant.library.notice(citation.notice_id).tasks
            out += [(citation.notice_id, t) for t in tasks if citation.ref in (t.ref, t.clause, t.section)]
        return out

    def _year_word(self, year: int) -> str:
        """What people call a year: 去年."""
        return {0: "今年", -1: "去年"}.get(year - self._today.year, f"{year}年")


def _of_year(year: int) -> Fits:
    return lambda found: {c.year for c in found.citations} == {year}


def _cites(notice_id: str) -> Fits:
    return lambda found: any(c.notice_id == notice_id for c in found.citations)


def _headings(notice: Notice, but: Sequence[str]) -> list[str]:
    """Headings that make a question, those after the one cited first."""
    found = [s.heading for s in notice.sections if len(s.heading) in _HEADING and "要求" not in s.heading]
    at = next((i + 1 for i, heading in enumerate(found) if heading in but), 0)
    return [heading for heading in (*found[at:], *found[:at]) if heading not in but]
