"""The one front door: ``Assistant.ask`` turns a question into an answer with citations."""

from __future__ import annotations

import copy
import datetime as dt
import logging
import re
import time
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Self

from assistant.answer import Answer, Citation, Scope, Status, Turn
from assistant.assign import DutyLists, Order
from assistant.cite import Citer
from assistant.comparison import Comparison
from assistant.compose import MAX_LIST, MAX_TEXT, ROLE_WORDS, Draft, plain, quotation, title_of
from assistant.confidence import SURE, confidence, is_scoped, speaks_of
from assistant.dutylist import DutyList
from assistant.examples import make_examples
from assistant.explain import Watch, explain
from assistant.find import Finder, Found
from assistant.follow import own_topic
from assistant.followups import follow_ups
from assistant.guide import MAX_QUESTION, help_answer, too_long, whose
from assistant.home import Homes
from assistant.join import join_answers
from assistant.limiting import Limiter
from assistant.limits import Limits
from assistant.normalise import normalise
from assistant.parts import MOST
from assistant.places import Gazetteer
from assistant.question import Query, Reader
from assistant.ranked import ranked_passages
from assistant.repealed import told_repealed
from assistant.replies import Replies, Reply
from assistant.scope import Resolved, resolve
from assistant.scoped import inherited, scope_of
from assistant.settle import settled
from assistant.verify import founded, renumber, verified
from assistant.whole import compare_notices, find_held
from corpus import Role, Surroundings, bare, surroundings_of
from index import Held, Library

_LOG = logging.getLogger(__name__)
_SAYS_SOMETHING = re.compile(r"[^\W\d_].*[^\W\d_]", re.DOTALL)
_LISTS = ("responsibility", "due", "compare", "list", "metadata", "summary")
_OF_A_PLACE = ("clause", "number", "deadline", "who", "list", "yesno")
_FEW = 3
"""A place in a notice (第二条) that is not named is shown in so many."""
_ALL_TOLD = "上一答已经列全，范围内没有其他的了。"
_NO_LIMITS = Limits()
_HOMES = 64
"""So many other homes are kept ready."""


class Assistant:
    """Answers questions from one library. Safe to use from many threads.

    Parameters
    ----------
    library
        An open library.
    home_place
        The district that a question without a place means; empty for none.
    home_unit
        What 我们局 means; empty for none.
    """

    def __init__(self, library: Library, home_place: str = "", home_unit: str = "") -> None:
        self.library = library
        self._home_place, self._home_unit = home_place, home_unit
        self._citer = Citer(library)
        self.finder = Finder(library, self._citer)
        units = library.unit_names()
        organs, names = sorted({organ for organ, _ in units}), sorted({name for _, name in units})
        self.reader = Reader(Gazetteer(library.held, home_place), organs, home_unit, names, library.units, self._holds)
        self._replies = Replies(library, self._citer, self.finder)
        self._duty_lists = DutyLists(library, self._citer, self.reader, home_place)
        self._limiter = Limiter(library, self.reader)
        self._homes = Homes(library, self.reader, names)
        self._elsewhere = lru_cache(maxsize=_HOMES)(self._moved)

    @classmethod
    def open(
        cls,
        library: Path | str,
        home_place: str = "",
        home_unit: str = "",
        unit_files: Sequence[Path] = (),
        reranker: str = "",
    ) -> Self:
        """Open a library's folder; raises ``index.LibraryError`` when it cannot be opened.

        ``unit_files`` are further ``units.toml`` besides the one in the folder; ``reranker`` is a cross-encoder by name
        or folder, empty for the built-in reranker.
        """
        held = Library.open(Path(library), unit_files=unit_files, reranker=reranker or None)
        return cls(held, home_place, home_unit)

    def at_home(self, place: str = "", unit: str = "") -> Assistant:
        """An assistant over the same library with another home, as a visitor chose it; made once for each home.

        Parameters
        ----------
        place
            One of ``home_places``, also without what it lies in (青石区); empty for none.
        unit
            What 我们局 means; empty for none.

        Raises
        ------
        ValueError
            No notice is from the place, or nobody knows the unit; in Chinese.
        """
        place, unit = place.strip(), unit.strip()
        self._homes.check(place, unit)
        return self._elsewhere(place, unit)

    def _moved(self, place: str, unit: str) -> Assistant:
        other = copy.copy(self)  # what depends on no home is shared
        other._home_place, other._home_unit = place, unit
        other.reader = self.reader.at(place, unit)
        other._duty_lists = DutyLists(self.library, self._citer, other.reader, place)
        return other

    @property
    def home(self) -> tuple[str, str]:
        """The home district and the own unit; empty where there is none."""
        return self._home_place, self._home_unit

    def home_places(self) -> list[str]:
        """The places that a visitor may choose as home."""
        return self._homes.places()

    def home_units(self, place: str = "") -> list[str]:
        """The units that a visitor may choose as the own one: those that the notices of the place name."""
        return self._homes.units(place)

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        today: dt.date | None = None,
        top_k: int = 10,
        limits: Limits = _NO_LIMITS,
    ) -> Answer:
        """Answer a question.

        Parameters
        ----------
        question
            As typed; anything a person may type.
        history
            Earlier turns of the conversation, with what was set beside each question.
        today
            What 今年 counts from; the clock's date when None.
        top_k
            How many ranked passages to return.
        limits
            What the reader set beside this question, instead of what it says itself.

        Returns
        -------
        Answer
            Answered with citations, or what is missing and what is held near it.
        """
        watch = Watch()
        started = time.perf_counter()
        # half a surrogate pair, as a broken client sends it, can be neither searched for nor written out
        question = question.encode("utf-8", "replace").decode("utf-8")
        answer = self._ask(question, history, today or dt.date.today(), top_k, watch, limits)
        return replace(answer, elapsed_ms=(time.perf_counter() - started) * 1000)

    def _ask(
        self, question: str, history: Sequence[Turn], today: dt.date, top_k: int, watch: Watch, limits: Limits
    ) -> Answer:
        if not normalise(question):
            return help_answer(question, "请输入问题。")
        if len(question) > MAX_QUESTION:
            return too_long(question)
        with watch.stage("读懂问题"):
            queries = self.reader.read(question, history, today, self._limiter.apply)
            queries = self._limiter.apply(queries, limits)
        if len(queries) == 1:
            return self._ask_one(question, queries[0], today, top_k, watch)
        # what stands in one message belongs together: a later part goes on from the one before
        parts = [queries[0], *(replace(query, new="") for query in queries[1:MOST])]
        answers = [self._ask_one(query.text, query, today, top_k, Watch()) for query in parts]
        headings = [
            query.unit.name if query.unit and (query.others or query.beside) else query.text for query in queries
        ]
        return join_answers(question, headings[:MOST], answers, top_k)

    def _ask_one(self, question: str, query: Query, today: dt.date, top_k: int, watch: Watch) -> Answer:
        if query.kind == "help":
            return help_answer(question)
        if not _SAYS_SOMETHING.search(query.text) and not query.inherited:
            return help_answer(question, "没有看懂这个问题。")
        if (query.ours and query.kind in ("responsibility", "due")) or (query.ours and len(query.topic) < 4):
            return whose(question, query)
        with watch.stage("定范围"):
            query, resolved = self._limiter.scoped(query, self._home_place)
            query = settled(query, resolved.held, self.knows)
        is_placed = bool(query.section or query.row) and not query.inherited
        if is_placed and not is_scoped(query) and len(resolved.held) > _FEW and len(own_topic(query)) < 2:
            text = f"“{plain(query.text)}”是哪份公文里的？请写出地区、年份或文号再问。"
            return Answer(question, Status.ASK_BACK, text, scope=Scope(kind=query.kind))
        if not query.limits.notices and (gone := told_repealed(self.library, self._citer, query)) is not None:
            resolved = Resolved(gone[1])
            scope = scope_of(self.library, query, resolved, "；".join(n for n in (*query.notes, inherited(query)) if n))
            found = self.finder.find(query.content, query.kind, resolved.ids, top_k, query.asks)
            return self._answer(question, query, scope, gone[0], found, top_k, watch)
        note = "；".join(n for n in (*query.notes, inherited(query), resolved.note) if n)
        scope = scope_of(self.library, query, resolved, note)
        if resolved.missing:
            told = self._told_by_others(question, query, top_k, watch)
            return told or self._refuse(question, query, scope, resolved.missing, resolved.near, watch)
        found, reply = self._reply(query, resolved, top_k, watch)
        if reply.refused and resolved.older:
            earlier = replace(resolved, held=resolved.older, older=())
            found_earlier, second = self._reply(query, earlier, top_k, watch)
            if not second.refused:
                years = "、".join(f"{y}年" for y in sorted({c.year for c in second.draft.citations if c.year}))
                note = "；".join(n for n in (note, f"最近一年的公文没有写到，以下出自{years}的公文") if n)
                scope = scope_of(self.library, query, earlier, note)
                return self._answer(question, query, scope, second, found_earlier, top_k, watch)
        if reply.refused and query.alone is not None:
            return self._ask_alone(question, query, today, top_k, watch)
        if reply.refused:
            near = (*resolved.near, *(reply.near or resolved.held))
            return self._refuse(question, query, scope, reply.refused, near, watch, found, top_k, reply)
        return self._answer(question, query, scope, reply, found, top_k, watch)

    def _told_by_others(self, question: str, query: Query, top_k: int, watch: Watch) -> Answer | None:
        """What another issuer's notice says of a place that issued none held: only in words that name the place."""
        is_set = query.limits.places is not None or bool(query.limits.notices)
        if is_set or query.places or len(query.unknown_places) != 1 or query.kind not in _OF_A_PLACE:
            return None
        name = query.unknown_places[0]
        holding = self.library.holding(name)
        chosen = resolve(replace(query, unknown_places=()), self.library.held, "")
        ids = holding & chosen.ids
        if not ids:
            return None
        asked = replace(query, unknown_places=(), content=f"{name}{query.content}", inherited=(name,), part=name)
        with watch.stage("查找"):
            found = self.finder.find(asked.content, query.kind, ids, top_k, query.asks)
        best = found.best
        if best is None or name not in best.sentence.words or confidence(asked, found, best) < SURE:
            return None
        held = tuple(h for h in chosen.held if h.notice_id == best.notice_id)
        reply = self._replies.make(asked, replace(chosen, held=held), found)
        if reply.refused or not any(name in bare(c.quote) for c in reply.draft.citations):
            return None
        note = f"文件库中没有{name}的公文，以下是{held[0].issuer or held[0].name}的公文里提到{name}的条文"
        own = scope_of(self.library, query, replace(chosen, held=held), note)
        return self._answer(question, query, own, reply, found, top_k, watch)

    def _ask_alone(self, question: str, query: Query, today: dt.date, top_k: int, watch: Watch) -> Answer:
        """A new topic of which the district talked about says nothing: asked of all, and said so."""
        assert query.alone is not None
        silent = "、".join(query.place_words)
        note = f"{silent}的公文没有写到，以下不限于{silent}"
        return self._ask_one(question, replace(query.alone, notes=(*query.alone.notes, note)), today, top_k, watch)

    def _reply(self, query: Query, resolved: Resolved, top_k: int, watch: Watch) -> tuple[Found, Reply]:
        with watch.stage("查找"):
            found = self.finder.find(query.content, query.kind, resolved.ids, top_k, query.asks)
            if query.new and found.best is not None and not speaks_of(own_topic(query), found, found.best):
                query = replace(query, content=query.new)  # a new topic, not a further question on the one before
                found = self.finder.find(query.content, query.kind, resolved.ids, top_k, query.asks)
        with watch.stage("写答案"):
            return found, self._replies.make(query, resolved, found)

    def _answer(
        self, question: str, query: Query, scope: Scope, reply: Reply, found: Found, top_k: int, watch: Watch
    ) -> Answer:
        draft = reply.draft
        page = query.more if reply.is_list else 0
        is_long = query.kind in _LISTS or (reply.is_list and query.kind != "count")
        limit = MAX_LIST if is_long else MAX_TEXT
        text = draft.text(limit - len(scope.note) - 10, page) or _ALL_TOLD
        if scope.note:
            text = f"（{plain(scope.note)}）\n\n{text}"
        with watch.stage("核对"):
            kept = verified(self.library, draft.citations)
            text, citations = renumber(founded(self.library, text, draft.citations, reply.asked), draft.citations, kept)
        if draft.citations and not citations:
            return Answer(question, Status.ERROR, "引文核对未通过，没有可以显示的依据。", scope=scope)
        passages = ranked_passages(self.library, self._citer, found, reply.passages, top_k)
        status = Status.ASK_BACK if reply.asks_back else Status.ANSWERED
        lines = explain(query, scope, "", found, reply, watch)
        return Answer(question, status, text, citations, passages, scope, explain=lines)

    def _refuse(
        self,
        question: str,
        query: Query,
        scope: Scope,
        why: str,
        near: Sequence[Held],
        watch: Watch,
        found: Found | None = None,
        top_k: int = 10,
        reply: Reply | None = None,
    ) -> Answer:
        """Say what is not held, and what is held near it; nothing near is passed off as the answer."""
        draft = Draft()
        draft.lines.append(f"{plain(why)}。")
        if scope.note:
            draft.lines[:0] = [f"（{plain(scope.note)}）", ""]
        names = [title_of(h) for h in near[:4]]
        if names and not all(n in why for n in names):
            draft.lines += ["", f"文件库中相近的公文：{'、'.join(names)}。可以换一种说法，或指明地区和年份再问。"]
        citations: list[Citation] = []
        if found is not None and found.best is not None and reply is not None and reply.show_near:
            citation = self.finder.cite(found, reply.nearest or found.best)
            draft.lines += ["", "相近的条文（不是对问题的答复）：", "", *quotation(replace(citation, n=1), "[1]")]
            citations = [replace(citation, n=1, near=True)]
        with watch.stage("核对"):
            kept = verified(self.library, citations)
            text, shown = renumber(draft.text(), citations, kept)
        passages = ranked_passages(self.library, self._citer, found, (), top_k) if found is not None else ()
        lines = explain(query, scope, why, found, reply, watch)
        return Answer(question, Status.NOT_HELD, text, shown, passages, scope, explain=lines)

    def compare(self, first: str, second: str, cover: bool = False) -> Comparison:
        """Compare two notices item by item.

        Parameters
        ----------
        first, second
            文号 or notice id of each.
        cover
            Take the first as the higher level's notice and look where the second implements each of its items.

        Raises
        ------
        NotHeld
            The library does not hold one of them.
        """
        held = [find_held(self.library.held, name) for name in (first, second)]
        return compare_notices(self.library, self._citer, held[0], held[1], cover)

    def duties(
        self,
        unit: str = "",
        *,
        issuer: str = "",
        year: int | Sequence[int] | None = None,
        role: Role | None = None,
        due_before: dt.date | None = None,
        due_after: dt.date | None = None,
        most: int | None = None,
    ) -> DutyList:
        """List every duty of a unit, complete, each with its citation.

        Parameters
        ----------
        unit
            As in a question: a name, an alias, with or without level and place (区人社局, 青石区财政局, 我们局); empty
            for the duties of all units.
        issuer
            A district or an issuer (青石区, 青石区人民政府办公室); empty for all, or for the home district.
        year
            One year or several; None for the latest notice of each series.
        role
            Only duties in which the unit leads, supports, or is named plainly.
        due_before, due_after
            Only duties with a deadline not after, not before this day; what is continuous or recurs has none.
        most
            No list is made where more notices would have to be read; None for any number.

        Returns
        -------
        DutyList
            With ``missing`` set when the year or the district is not held, no duty names the unit, or too much would
            have to be read.

        Raises
        ------
        ValueError
            A role without a unit, or days in the wrong order.
        """
        if role is not None and (role not in ROLE_WORDS or not unit.strip()):
            raise ValueError(f"role 应为 {'、'.join(ROLE_WORDS)} 之一，并与 unit 同用，现为 {role!r}")
        if due_before is not None and due_after is not None and due_before < due_after:
            raise ValueError(f"due_before 不能早于 due_after，现为 {due_before} 和 {due_after}")
        years = () if year is None else (year,) if isinstance(year, int) else tuple(year)
        order = Order(unit, issuer, years, role, (due_after, due_before), most)
        return self._duty_lists.make(order, dt.date.today())

    def duty_list(self, answer: Answer) -> DutyList | None:
        """The complete list of duties that an answer tells of; None where it tells no unit's duties."""
        return self._duty_lists.told_in(answer, dt.date.today())

    def follow_ups(self, answer: Answer, history: Sequence[Turn] = (), limits: Limits | None = None) -> tuple[str, ...]:
        """Questions that may follow an answer, each answered; ``history`` and ``limits`` are those of its question."""
        return follow_ups(self, answer, history, limits=limits)

    def around(self, citation: Citation) -> Surroundings:
        """What stands around a citation: the sections above it, and what comes before and after."""
        return surroundings_of(self.library.notice(citation.notice_id), citation.ref)

    def knows(self, words: str) -> bool:
        """Whether some notice has one of the words of a text."""
        return any(rarity > 0 for word, rarity in self.library.rarities(words).items() if len(word) > 1)

    def _holds(self, words: str) -> bool:
        """Whether some notice has these words."""
        return bool(self.library.holding(words))

    def examples(self, count: int = 4) -> list[str]:
        """Questions that this library can answer, for the page's start."""
        return make_examples(self.library, count, self._home_place)
