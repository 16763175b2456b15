"""From a question and its history to a query: scope (places, years, unit, notice, deadline), kind, topic."""

from __future__ import annotations

import copy
import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.abbreviations import meant_by
from assistant.answer import Turn
from assistant.asked_places import PlaceMatch
from assistant.asked_years import RELATIVE, RELATIVE_WORD, years_asked
from assistant.divisions import is_word
from assistant.follow import asks_more, entry_asked, inherit, into_entry, with_more
from assistant.governments import governments_of, levels_of
from assistant.kinds import asks_outline, kind_of_question, roles_of, says_nothing, topic_of
from assistant.limits import Limits
from assistant.normalise import normalise
from assistant.numbers import find_numbers, printed_numbers
from assistant.part_place import part_asked, whole_asked
from assistant.parts import split_questions
from assistant.place_words import find_place
from assistant.places import Gazetteer
from assistant.query import AskedUnit as AskedUnit
from assistant.query import Query as Query
from assistant.typos import Speller, corrected, unspaced
from assistant.wants import asks_whether, wants_of, without_besides
from assistant.window import window_asked
from corpus import Registry, registry, split_level

_OURS = re.compile(r"我们(?:局|单位|委|办|部门|街道|镇)|本(?:局|单位|部门)|我局|咱们?(?:局|单位)")
_JOINER = re.compile(r"[、，,和与跟及]\u3000*|以及\u3000*")
_THIS_DOCUMENT = re.compile(
    r"(?:这|那|该|此|上述|刚才那?)(?:份|个|一份|篇|部)?(?:文件|公文|通知|文|要点|方案|办法|措施|意见|规定)"
)
_NO_NAME = re.compile(r"^[只单先光就再也还请查问找看说那这和与跟除让由给把]|[看说查问找下要想讲给让请呢吧]$")
"""Two characters that are no name, though the dictionary has no such word: 只看, 查下."""
_TURNS = 80
"""So many turns back a conversation is read again."""
_WHY = re.compile(r"为什么|为啥|为何|什么原因|怎么(?:会|就)?改")
_LEVELS = "省市区县州旗镇"
_UNIT_TAIL = re.compile(
    r"[一-鿿]{2,14}?(?:委员会|人民政府|管理局|办公室|分局|海关|街道办事处|街道|管委会|中心|公司|局|委(?!托|员|会)|厅|办(?=[负牵配承主要的呢和与、，,今去前明二\d\s\u3000]|$)|院|镇(?!区)|(?:宣传|组织|统战|武装|财政|教育|民政|公安|商务|运输|农村|环境|水利|科技|信息化|资源|建设|保障|旅游|司法)部(?!门|分|署|委))"
)

Limited = Callable[[list[Query], Limits], list[Query]]
_GOVERNMENT = re.compile(r"政府$|管(?:理)?委(?:员)?会$")
_DUTIES_BEFORE = re.compile(
    r"(?:哪些|哪几[项件个]|什么|几[项件个])(?:任务|工作|事项|事情?|活)(?:需要?|应当?|要)?(?:是|由|让|靠)?[\u3000\s]*$"
)
_DUTY_BEHIND = re.compile(r"(?:来|去)?(?:负责|牵头|配合|承担|参与|协助|落实|[做管办])(?:的|呢)?[？?。]?$")


class Reader:
    """Reads questions against one library.

    Parameters
    ----------
    gazetteer
        The places held.
    organs
        Bare names of the units that the library's duties name, known besides the registry.
    home_unit
        What 我们局 means; empty when not set.
    printed
        Names of units as the library's duties print them, which may hold a place (南通海关).
    units
        The registry, with the library's own units; None: the one that ships with the product.
    holds
        Whether some notice has these words; None: none has.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        organs: Sequence[str] = (),
        home_unit: str = "",
        printed: Sequence[str] = (),
        units: Registry | None = None,
        holds: Callable[[str], bool] | None = None,
    ) -> None:
        self._gazetteer = gazetteer
        self._home_unit = home_unit
        names = {n for n in (*(units or registry()).names(), *organs) if len(n) >= 2}
        self._speller = Speller(gazetteer.forms, names, holds or (lambda words: False))
        longest = sorted(names, key=len, reverse=True)
        whole = sorted((n for n in printed if len(n) >= 3), key=len, reverse=True)
        self._printed = re.compile("|".join(map(re.escape, whole))) if whole else re.compile("(?!)")
        self._governing = levels_of(printed)
        self._organs = tuple(organs)
        self._known = frozenset(names)
        forms = sorted(gazetteer.forms, key=len, reverse=True)
        self._forms = re.compile("|".join(map(re.escape, forms))) if forms else re.compile("(?!)")
        self._names = re.compile("|".join(map(re.escape, longest))) if longest else re.compile("(?!)")

    def at(self, home_place: str, home_unit: str) -> Reader:
        """The same reader at another home; what does not depend on the home is shared."""
        other = copy.copy(self)
        other._gazetteer, other._home_unit = self._gazetteer.at(home_place), home_unit
        return other

    def places_named(self, name: str) -> frozenset[str]:
        """The places held that a name by itself means: the place of this name, else those of a form of it."""
        return self._gazetteer.named(name)

    def unit_named(self, name: str) -> AskedUnit:
        """The unit that a name by itself means; ``is_known`` tells whether the registry or some duty has it."""
        name = normalise(name).strip()
        unit = self._whole_name(name, ()) or self._unit(name)
        if unit is not None and unit.name == name:
            return unit
        level, organ = split_level(name)
        return AskedUnit(name, level, organ or name, 0, len(name), is_known=bool({name, organ} & self._known))

    def read(
        self, question: str, history: Sequence[Turn], today: dt.date, limited: Limited = lambda queries, _: queries
    ) -> list[Query]:
        """Understand a message in its conversation.

        Parameters
        ----------
        question
            As typed.
        history
            Earlier turns; what the user asked there is read again, in order.
        today
            What 今年 counts from.
        limited
            Applies what was set beside an earlier question.

        Returns
        -------
        list of Query
            One for each question in the message, and for each unit whose duties it asks; one at least.
        """
        before: Query | None = None
        for turn in history[-_TURNS:]:
            if turn.role == "user" and turn.content.strip():
                queries = self._read_message(turn.content, before, today)
                queries = limited(queries, turn.limits) if turn.limits is not None else queries
                before = before if queries[-1].kind == "help" else queries[-1]
            elif turn.role == "assistant" and before is not None:
                before = replace(before, cited=printed_numbers(turn.content))
        return self._read_message(question, before, today)

    def _read_message(self, message: str, before: Query | None, today: dt.date) -> list[Query]:
        queries: list[Query] = []
        for text in split_questions(normalise(message)):
            query = self._read_one(text, queries[-1] if queries else before, today)
            queries.append(query)
            if query.kind == "responsibility" and not query.wants.together:
                queries += [replace(query, unit=unit, others=(), beside=True) for unit in query.others]
        return queries

    def _read_one(self, text: str, before: Query | None, today: dt.date) -> Query:
        if before is not None and (number := entry_asked(text)):
            return into_entry(before, text, number)
        if before is not None and asks_more(text):
            return with_more(before, text)
        query = self._read_alone(text, today)
        if before is not None and before.cited and _THIS_DOCUMENT.search(text) and not query.doc_numbers:
            query = replace(query, doc_numbers=before.cited, inherited=("上一答的公文",))
        if before is not None:
            return inherit(query, before)
        is_number_alone = query.doc_numbers and (query.content == query.text or says_nothing(query.content))
        return replace(query, kind="summary") if is_number_alone and not (query.section or query.row) else query

    def _read_alone(self, question: str, today: dt.date) -> Query:
        text, notes = self._spelled(question)
        wants = wants_of(text)
        masked = without_besides(text) if wants.besides else text
        numbers, masked = find_numbers(masked)
        section, row, masked = find_place(masked)
        places, unknown, masked = self._places(masked)
        if wants.besides and not places and self._unit(self._unplaced(wants.besides)) is not None:
            places, unknown, _ = self._places(wants.besides)  # 青石区教育局以外的单位: the district is no exception
        place_notes = tuple(m.note for m in places if m.note)
        relative = RELATIVE_WORD.search(masked)
        due = window_asked(masked, today, RELATIVE[relative.group()] if relative else 0)
        years, words, latest, masked = years_asked(masked, today, due.years_at if due is not None else ())
        unit = self._whole_name(text, places) if not wants.besides else None
        governments = (
            ()
            if wants.besides or (unit is not None and not _is_government(unit))
            else governments_of(text, places, self._governing)
        )
        unit = min((u for u in (unit, *governments) if u is not None), key=lambda u: u.start, default=None)
        if unit is not None:  # a place within its name is no district asked about, where another is named
            within = [p for p in places if _is_within(p, unit)]
            within += [p for p in places if any(_is_within(p, other) for other in governments)]
            elsewhere = [p for p in places if p not in within]
            places = elsewhere or ([] if _is_government(unit) else places)
        unit = unit or self._unit(masked)
        if unit is not None and not places and not unknown and (stranger := _stranger_before(masked, unit)):
            unknown = (stranger,)  # 平坛财政局: neither a place held nor a word
        others = self._joined_units(masked, unit, governments) if unit is not None else ()
        unit_notes: list[str] = []
        is_own = False
        if unit is None and self._home_unit and (ours := _OURS.search(masked)):
            level, organ = split_level(self._home_unit)
            unit = AskedUnit(self._home_unit, level, organ, ours.start(), ours.end())
            is_own = True
            unit_notes.append(f"“{ours.group()}”按“{self._home_unit}”理解")
        if unit is not None and split_level(unit.name)[1] and meant_by(split_level(unit.name)[1], [unit.organ]):
            unit_notes.append(f"“{unit.name}”按“{unit.level}{unit.organ}”理解")
        first = unit is not None and _is_subject(masked, unit)
        kind = kind_of_question(text, first, due is not None)
        if numbers and unit is None and not (section or row) and asks_outline(masked):
            kind = "summary"
        if kind in ("list", "number", "clause", "yesno", "who", "responsibility") and (
            (wants.periods and not _WHY.search(text)) or wants.without
        ):
            kind = "responsibility" if first and not wants.without else "due"
        if kind not in ("metadata", "help") and len({m.places for m in places}) >= 2 and not _nested(places):
            kind = "compare"
        roles = roles_of(text) if kind == "responsibility" or (unit is not None and due is not None) else ()
        content = re.sub(r"[\u3000\s]+", " ", masked).strip()
        topic = topic_of(content if unit is None else content.replace(unit.name, ""))
        return Query(
            text=text,
            content=content or text,
            topic=topic,
            kind=kind,
            places=tuple(m.places for m in places),
            place_words=tuple(m.words for m in places),
            places_exact=any(m.exact for m in places),
            unknown_places=unknown,
            years=years,
            year_words=words,
            latest=latest,
            doc_numbers=numbers,
            unit=unit,
            others=others,
            roles=roles,
            due=due.window if due is not None else None,
            due_exact=due is not None and due.is_exact,
            due_year=due.year if due is not None else None,
            section=section,
            ours=ours.group() if unit is None and (ours := _OURS.search(masked)) else "",
            row=row,
            notes=(*notes, *place_notes, *unit_notes),
            place_notes=place_notes,
            unit_notes=tuple(unit_notes),
            is_own=is_own,
            wants=wants,
            besides=self._unit(self._unplaced(wants.besides or wants.without)),
            whether=asks_whether(text),
            part=(part_asked(content) or whole_asked(content)) if kind == "number" else "",
        )

    def _spelled(self, text: str) -> tuple[str, list[str]]:
        """A question with the names that were meant, and what was understood otherwise than typed."""
        text = unspaced(text)
        known = [(m.start, m.end) for m in self._gazetteer.find(text)]
        known += [m.span() for pattern in (self._names, self._printed) for m in pattern.finditer(text)]
        slips = self._speller.slips(text, known)
        return corrected(text, slips), [f"“{s.typed}”按“{s.meant}”理解" for s in slips]

    def _places(self, text: str) -> tuple[list[PlaceMatch], tuple[str, ...], str]:
        """The places held and not held that a question is limited to, and the text with blanks for them."""
        units = [(self._with_outer(text, m.start()), m.end()) for m in self._printed.finditer(text)]
        found = self._gazetteer.read(text).without(text, units)
        return list(found.held), tuple(u.words for u in found.unheld), found.blank(text)

    def _with_outer(self, text: str, start: int) -> int:
        """Where a unit begins with the place held that stands right before it: 云河市 of 云河市青岩区政府."""
        outer = [m for m in self._forms.finditer(text[:start]) if m.end() == start]
        return outer[-1].start() if outer else start

    def _unplaced(self, text: str) -> str:
        """A text with blanks for its places."""
        return self._gazetteer.read(text).blank(text)

    def _whole_name(self, text: str, places: Sequence[PlaceMatch]) -> AskedUnit | None:
        """A unit as some duty prints it, where a place is part of its name."""
        for match in self._printed.finditer(text):
            inside = [p for p in places if p.start < match.end() and match.start() < p.end]
            if any(p.start <= match.start() and match.end() <= p.end for p in inside):
                continue  # the issuer: 市政府办公室2026年要点
            if text.startswith(("办公室", "办公厅"), match.end()):
                continue  # 管委会办公室 is another body than the 管委会
            level, organ = split_level(match.group())
            if (inside or (len(level) > 1 and organ)) and match.group() not in self._gazetteer.forms:
                if begun := [p for p in inside if p.start < match.start() < p.end and len(level) == 1]:
                    level = _own_level(begun[0], level)  # 县 of 白鹭县财政局 is that of the place itself
                return AskedUnit(match.group(), level, organ, match.start(), match.end())
        return None

    def _joined_units(self, text: str, unit: AskedUnit, placed: Sequence[AskedUnit]) -> tuple[AskedUnit, ...]:
        """The units that stand beside the first one: 区财政局、区教育局和区民政局分别负责什么."""
        out: list[AskedUnit] = []
        end = unit.end
        while joiner := _JOINER.match(text, end):
            blank = "\u3000" * joiner.end()
            rest = blank + text[joiner.end() :]
            following = next((u for u in placed if u.start == joiner.end()), None)
            following = following or self._whole_name(rest, ()) or self._unit(rest)
            if following is None or following.start > joiner.end():
                break
            out.append(following)
            end = following.end
        return tuple(out)

    def _unit(self, text: str) -> AskedUnit | None:
        """The first unit that a question names, with the level or place before it."""
        for match in self._names.finditer(text):
            start = match.start()
            if len(match.group()) < 3 and not _is_short_unit(text, start, match.end()):
                continue
            level = text[start - 1] if start and text[start - 1] in _LEVELS else ""
            start -= len(level)
            name = text[start : match.end()]
            if branch := re.match(r"[一-鿿]{0,4}分局", text[match.end() :]):
                # 市生态环境局白鹭分局 is the district's, whatever level stands before it
                name, level = name + branch.group(), ""
            return AskedUnit(
                name.strip("\u3000"), level, split_level(name)[1] or match.group(), start, start + len(name)
            )
        if tail := _UNIT_TAIL.search(text):
            level, organ = split_level(tail.group())
            if len(organ) >= 2 and not re.search(r"什么|哪|负责|要|的|多少|每部|^(?:我|咱|本)", organ):
                full = meant_by(organ, self._organs)
                return AskedUnit(tail.group(), level, full or organ, tail.start(), tail.end(), is_known=bool(full))
        return None


def _is_government(unit: AskedUnit) -> bool:
    """Whether a unit is a government named with its place, which notices of other places give duties too."""
    return len(unit.level) > 1 and bool(_GOVERNMENT.search(unit.organ))


def _is_within(place: PlaceMatch, unit: AskedUnit) -> bool:
    """Whether a place stands within the name of a unit; 云河市青石区 of 云河市青石区政府 may begin before it."""
    if _is_government(unit):
        return place.start < unit.end and unit.start < place.end
    return unit.start <= place.start and place.end <= unit.end


def _own_level(place: PlaceMatch, level: str) -> str:
    """The level of a place that is held under another name than the one typed: 县 of 白鹭区, which means 白鹭县."""
    ends = {held[-1] for held in place.places if place.note}
    return ends.pop() if len(ends) == 1 else level


def _is_short_unit(text: str, start: int, end: int) -> bool:
    """Whether a name of two characters is a unit, and no part of a word: 残联 and 市残联, not 平台联动."""
    if re.search(r"[局委办厅院行]$", text[start:end]):
        return True
    stands_alone = (
        start == 0 or not re.match(r"[一-鿿]", text[start - 1]) or text[start - 1] in _LEVELS + "和与跟及由让"
    )
    return text[end - 1] in "联协" and stands_alone and not re.match("[动合系网通盟]", text[end:])


def _stranger_before(masked: str, unit: AskedUnit) -> str:
    """Two characters before a unit, at the beginning of a question, that are no word: the name of a place not held."""
    before = masked[: unit.start].strip()
    is_name = bool(re.fullmatch(r"[一-鿿]{2}", before)) and before[-1] not in "区县市省州镇局的在和与各本我该"
    is_name = is_name and not _NO_NAME.search(before)
    return before if is_name and not is_word(before) else ""


def _nested(places: Sequence[PlaceMatch]) -> bool:
    """Whether the places named are the levels of one (济南市长清区)."""
    common = frozenset.intersection(*(m.places for m in places))
    return bool(common)


def _is_subject(masked: str, unit: AskedUnit) -> bool:
    """Whether the unit comes before the asking: 区财政局负责什么, not 谁和区财政局一起; or does what is asked."""
    before = masked[: unit.start]
    if _DUTIES_BEFORE.search(before) and _DUTY_BEHIND.match(masked[unit.end :]):
        return True
    before = re.sub(
        r"[\u3000\s，,的在里面]|文件|通知|要点|任务(?:分解)?表|政务公开|工作|中|关于|十二条|政策|计划|方案|任务",
        "",
        before,
    )
    return len(before) <= 8 and not re.search(r"谁|哪个|哪些|什么|多少|怎么|几", before)
