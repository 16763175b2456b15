"""Districts and issuers in a question: those held, by the places of the notices, and those that are not."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.asked_places import DUTY, TOWNS, PlaceMatch, Places, Unheld
from assistant.divisions import BEFORE, UNITS, divisions, ends_word
from assistant.divisions import Found as Named
from assistant.invented import LEADING, PARK, PARK_BEHIND, find_invented
from assistant.levels import LevelWord, at_home, find_levels, level_name, of_level
from assistant.place_names import parts_of, real_places, stem
from index import Held

_PARKS = ("综合实验区", "经济技术开发区", "高新技术产业开发区", "开发区", "示范区", "新区")
"""People leave the city out: 经济技术开发区 for 云河经济技术开发区."""
_MANAGED = re.compile("管委会|管理委员会|各")
_ISSUER = re.compile(r"(?:人民政府|政府|管理委员会|管委会)(?:办公[室厅])?|办公[室厅]")
_YEAR = re.compile(r"[\u3000\s]*(?:(?:(?:19|20)?\d\d年?|[今去前明]年)度?)?[\u3000\s的]*")
_ISSUED = re.compile(
    r"《|第|关于|印发|发布|发的|制定|出台|那份|这份|转发|[：:]|的|对|(?:19|20)\d\d|[今去前明]年|[，,]?怎么|[要点通知文件方案措施意见办法]{2}"
)
_JOINER = re.compile(r"(?:[今去前明]年|(?:19|20)\d\d年?|\s)*(?:[、和与跟同及比]|以及|还有|或者?|对比|相比)\s*")
_SUFFIXES, _DISTRICT = tuple("省市区县旗"), ("区", "县", "旗")
_PARTS_BEHIND = re.compile(r"[一-鿿]{0,4}[区县]")
_BY_ITS_RULES = re.compile(r"(?:按照?|根据|依据|依照|对照|落实|贯彻)$")
_NATIONAL = ("国务院", "国办", "国家", "中央")
_NATIONAL_ASKED = re.compile(r"办公厅|怎么|20\d\d|《|关于|说|要求|规定|印发|对|层面|第|的?(?:文件|要求|规定|通知|意见)")


class Gazetteer:
    """The places of the notices held, by every form in which a question may name them.

    Parameters
    ----------
    held
        All notices of the library.
    home_place
        The home district, by which 市里 and 我区 are understood; empty for none.
    """

    def __init__(self, held: Iterable[Held], home_place: str = "") -> None:
        self.forms: dict[str, tuple[set[str], bool]] = {}
        self.places = sorted({h.place for h in held if h.place})
        self._parts = {place: parts_of(place) for place in self.places}
        self._home = self._parts_of_home(home_place)
        self._by_stem: dict[str, list[str]] = {}
        for place, parts in self._parts.items():
            self._by_stem.setdefault(stem(parts[-1]), []).append(place)
        self._by_kind: dict[str, list[str]] = {}
        short: dict[str, set[str]] = {}
        for place in self.places:
            parts = self._parts[place]
            self._add(place, place, True)
            self._add(parts[-1], place, True)
            self._add(stem(parts[-1]), place, True)
            for park in _PARKS:
                if parts[-1].endswith(park) and parts[-1] != park:
                    short.setdefault(park, set()).add(place)
            for i in range(len(parts) - 1):
                self._add("".join(stem(p) for p in parts[i:]), place, True)
                self._add(stem(parts[i]) + parts[-1], place, True)
                self._add(parts[i], place, False)
                self._add(stem(parts[i]), place, False)
            if place == "国家":
                for form in _NATIONAL:
                    self._add(form, place, True)
        self._short_parks = {park for park, places in short.items() if len(places) == 1 and park not in self.forms}
        for park in self._short_parks:
            self._add(park, next(iter(short[park])), False)
        self._longest_first = sorted(self.forms, key=len, reverse=True)

    def _parts_of_home(self, home: str) -> tuple[str, ...]:
        whole = [p for p in self.places if home and p.endswith(home)]
        return parts_of(whole[0] if len(whole) == 1 else home)

    def _add(self, form: str, place: str, exact: bool) -> None:
        if len(form) < 2:
            return
        places, was_exact = self.forms.get(form, (set(), False))
        if exact and not was_exact:
            places = set()
        if exact or not was_exact:
            self.forms[form] = (places | {place}, exact)

    def at(self, home_place: str) -> Gazetteer:
        """The same places as seen from another home."""
        other = copy.copy(self)
        other._home = self._parts_of_home(home_place)
        return other

    def named(self, name: str) -> frozenset[str]:
        """The places held that a name by itself means: the place of this name, else those of a form of it."""
        return frozenset([name]) if name in self._parts else frozenset(self.forms.get(name, ((), False))[0])

    def read(self, text: str) -> Places:
        """The places that a text is limited to.

        The inner place counts where the outer stands before it (济南市历下区), and one that is not held is never
        replaced by what surrounds it. A place that is not held and stands apart from one that is, is no scope
        (市中区对口支援重庆市的工作), but where the two are joined (市中区和槐荫区).
        """
        matches, unheld = self._withreal_places(text, *self._literal(text))
        masked = Places(tuple(matches), tuple(unheld)).blank(text)
        named = [(m.start, m.end) for m in matches] + [(u.start, u.end) for u in unheld]
        levels = self._levels(masked, text, named)
        masked = Places(tuple(levels[0]), tuple(levels[1])).blank(masked)
        unheld += [Unheld(*found) for found in find_invented(masked, self.forms)]
        matches, unheld = _nest(self, text, sorted(matches, key=_start), sorted(unheld, key=_start))
        matches, unheld = [*matches, *levels[0]], [*unheld, *levels[1]]
        matches = sorted((self._with_issuer(text, m) for m in matches), key=_start)
        matches, unheld = _asked_about(text, matches, sorted(unheld, key=_start))
        return Places(tuple(self._with_note(text, m, matches) for m in matches), tuple(unheld))

    def find(self, text: str) -> list[PlaceMatch]:
        """The places held that a text names."""
        return list(self.read(text).held)

    def unknown(self, text: str) -> list[str]:
        """The places that a text is limited to and that no notice held belongs to."""
        return [u.words for u in self.read(text).unheld]

    def _literal(self, text: str) -> tuple[list[PlaceMatch], list[Unheld]]:
        """The places held that a text names, the longest form at each position, and others of the same stem.

        Forms within a common word are passed over. 青石县 is 青石区 under another name, which is said; 青石市 is not.
        """
        out: list[PlaceMatch] = []
        others: list[Unheld] = []
        for form in self._longest_first:
            if form not in text:  # a pattern for each of thousands of forms costs more than all the rest of a question
                continue
            for match in re.finditer(re.escape(form), text):
                if any(m.start < match.end() and match.start() < m.end for m in out) or _inside_word(text, match):
                    continue
                if form in _NATIONAL or (form in self._short_parks and not _begins_name(text, match.start())):
                    continue
                places, exact = self.forms[form]
                start, end = match.span()
                suffix = text[end : end + 1]
                if suffix in _SUFFIXES and form[-1] not in _SUFFIXES and ends_word(text, end + 1):
                    named = f"{form}{suffix}"
                    alike = self._alike(form, suffix) if exact else []
                    if not alike:
                        others.append(Unheld(named, start, end + 1))
                    else:
                        out.append(PlaceMatch(named, start, end + 1, frozenset(alike), True, _taken(named, alike)))
                    continue
                out.append(PlaceMatch(form, start, end, frozenset(places), exact))
        return out, others

    def _alike(self, core: str, suffix: str) -> list[str]:
        """The places of a stem whose suffix is of the same kind as another: 区 and 县."""
        return [
            p
            for p in self._by_stem.get(core, ())
            if p[-1] == suffix or (p[-1] in _DISTRICT and suffix in _DISTRICT) or (PARK.search(p) and suffix != "区")
        ]

    def _withreal_places(
        self, text: str, literal: list[PlaceMatch], unheld: list[Unheld]
    ) -> tuple[list[PlaceMatch], list[Unheld]]:
        """The matches, and the divisions of China that no notice is from; a longer name wins over a shorter."""
        matches = list(literal)
        for named in divisions().find(text):
            within = [m for m in matches if m.start < named.end and named.start < m.end]
            unheld = [u for u in unheld if u.end <= named.start or named.end <= u.start]
            if any(m.start <= named.start and named.end <= m.end and not m.note for m in within):
                continue
            same = self._same(named)
            if same:
                note = _taken(named.words, same)
                matches = [m for m in matches if m not in within]
                matches.append(PlaceMatch(named.words, named.start, named.end, frozenset(same), True, note))
            elif not any(m.end > named.end or m.start < named.start for m in within):
                matches = [m for m in matches if m not in within]
                unheld.append(Unheld(named.words, named.start, named.end))
        return matches, unheld

    def _same(self, named: Named) -> list[str]:
        """The places held that another name means: 章丘市 is 章丘区 of before, 平潭县 lies in 平潭综合实验区."""
        if not named.is_full:
            return []
        core, suffix = stem(named.words), named.words[-1]
        if not named.divisions:
            return self._alike(core, suffix)
        provinces = {d.province for d in named.divisions}
        out = []
        for place in self._by_stem.get(core, ()):
            last = self._parts[place][-1]
            real = divisions().full.get(last, ())
            former = any(d.is_former for d in (*named.divisions, *real))
            if (former and provinces & {d.province for d in real}) or (
                not real and PARK.search(last) and suffix in "市县"
            ):
                out.append(place)
        return out

    def _levels(
        self, masked: str, text: str, named: Sequence[tuple[int, int]]
    ) -> tuple[list[PlaceMatch], list[Unheld]]:
        """What words for a level mean; besides a place that is named only at the beginning or joined to another."""
        matches: list[PlaceMatch] = []
        unheld: list[Unheld] = []
        words = find_levels(masked)
        spans = [*named, *((w.start, w.end) for w in words)]
        for word in words:
            others = [s for s in spans if s != (word.start, word.end)]
            joined = any(_joined(text, (word.start, word.end), s) for s in others)
            begins = not re.search(r"[一-鿿]", LEADING.sub("", masked[: word.start]))
            if others and not joined and (word.own in ("本", "全") or not begins):
                continue
            if others and not joined and _BY_ITS_RULES.search(masked[: word.start]):
                continue  # 按照国务院要求，市中区…
            if others and not joined and begins and any(s[0] < word.start for s in others):
                continue  # 济南市…市里
            if word.office:
                end = _issuer_end(text, word.end, False)
                if end == word.end:
                    continue  # 区政府办公室负责什么 is the unit's question
                word = replace(word, words=text[word.start : end], end=end)
            match = self._of_level(word, text)
            if isinstance(match, PlaceMatch):
                matches.append(match)
            elif match is not None:
                unheld.append(match)
        return matches, unheld

    def _of_level(self, word: LevelWord, text: str) -> PlaceMatch | Unheld | None:
        if word.kind == "国":
            if "国家" in self.places:
                return PlaceMatch(word.words, word.start, word.end, frozenset(["国家"]), True)
            first = word.words not in ("国家", "中央") or not re.search("[一-鿿]", text[: word.start])
            begins = first and _begins_name(text, word.start) and _NATIONAL_ASKED.match(text, word.end)
            end = _issuer_end(text, word.end, True)
            return Unheld(text[word.start : end], word.start, end) if begins else None
        if word.kind not in self._by_kind:
            self._by_kind[word.kind] = of_level(self.places, word.kind, self._parts)
        held = self._by_kind[word.kind]
        home = at_home(self._home, word.kind) if self._home else ""
        if home:
            inner = self._home[: self._home.index(home) + 1] if home in self._home else [home]
            held = [p for p in held if self._parts[p][-1] == home and (len(inner) < 2 or inner[-2] in self._parts[p])]
        elif len(self._home) > 1 and word.kind not in "省市州":
            held = [p for p in held if self._home[0] in self._parts[p]]
        if not held:
            if word.own == "本":
                return None
            said = f"{level_name(word.kind)}（{home}）" if home else level_name(word.kind)
            return Unheld(said, word.start, word.end)
        note = f"“{word.words}”指{_shown(held)}"
        return PlaceMatch(word.words, word.start, word.end, frozenset(held), len(held) == 1, note)

    def _with_issuer(self, text: str, match: PlaceMatch) -> PlaceMatch:
        """The match with the issuer's name behind it, unless that is asked as a unit (区政府办公室负责什么)."""
        if match.words in _PARKS:
            return match
        return replace(match, end=_issuer_end(text, match.end, match.places == {"国家"}))

    def _with_note(self, text: str, match: PlaceMatch, matches: Sequence[PlaceMatch]) -> PlaceMatch:
        """The match, which says so where a city stands for districts of which notices are held."""
        narrower = any(m is not match and m.places & match.places for m in matches)
        if match.exact or match.note or narrower or match.words in _PARKS or _PARTS_BEHIND.match(text, match.end):
            return match
        return replace(match, note=f"文件库中没有{match.words}本级的公文，按{_shown(sorted(match.places))}理解")

    def provinces(self, place: str) -> set[str]:
        """The provinces that a place held may lie in, as far as is known."""
        parts = self._parts[place]
        if parts[0].endswith("省") or parts[0].endswith("自治区"):
            return {parts[0]}
        return {d.province or d.name for d in real_places(parts)}

    def cities(self, place: str) -> set[str]:
        """The cities that a place held may lie in, as far as is known."""
        parts = self._parts[place]
        named = {p for p in parts if p.endswith(("市", "州", "盟")) and p != parts[-1]}
        return named or ({d.city for d in real_places(parts) if d.city} if len(parts) == 1 else set())

    def is_park(self, place: str) -> bool:
        """Whether a place held is a park with a name of its own (东营经济技术开发区)."""
        return bool(PARK.search(self._parts[place][-1]))


def _shown(places: Sequence[str]) -> str:
    return "、".join(places) if len(places) <= 3 else f"{places[0]}等{len(places)}个地区"


def _taken(named: str, places: Sequence[str]) -> str:
    return f"“{named}”按“{'、'.join(places)}”理解"


def _start(item: PlaceMatch | Unheld) -> int:
    return item.start


def _begins_name(text: str, start: int) -> bool:
    before = text[:start]
    return bool(BEFORE.search(before)) or before.endswith(("的", "年"))


def _issuer_end(text: str, at: int, is_national: bool) -> int:
    """Where the name of an issuer behind its place ends (人民政府办公室《…》); ``at`` where a unit is asked about."""
    issuer = _ISSUER.match(text, at)
    if issuer is None:
        return at
    rest = text[issuer.end() :]
    if DUTY.match(_YEAR.sub("", rest, count=1)) or not (is_national or _ISSUED.match(rest)):
        return at
    return issuer.end()


def _joined(text: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    first, second = sorted((one, other))
    return bool(_JOINER.fullmatch(text[first[1] : second[0]]))


def _nest(
    gazetteer: Gazetteer, text: str, matches: list[PlaceMatch], unheld: list[Unheld]
) -> tuple[list[PlaceMatch], list[Unheld]]:
    """Outer and inner places that stand together made one: 济南市历下区, 山东省淄博市, 济南高新区."""
    items: list[PlaceMatch | Unheld] = sorted([*matches, *unheld], key=_start)
    out: list[PlaceMatch | Unheld] = []
    for item in items:
        before = out[-1] if out else None
        if before is None or text[before.end : item.start].strip() or not _may_hold(before):
            out.append(item)
            continue
        if isinstance(item, Unheld):
            out[-1] = Unheld(text[before.start : item.end], before.start, item.end)
        elif isinstance(before, PlaceMatch) and before.places & item.places:
            out.append(item)
        elif _lies_in(gazetteer, item, before.words):
            out[-1] = item
        else:
            out[-1] = Unheld(text[before.start : item.end], before.start, item.end)
    done: list[PlaceMatch | Unheld] = []
    for item in out:
        park = PARK.match(text, item.end)
        if park and PARK_BEHIND.match(text, park.end()) and not _MANAGED.match(text, park.end()):
            own = {p for p in item.places if gazetteer.is_park(p)} if isinstance(item, PlaceMatch) else set()
            if isinstance(item, PlaceMatch) and own:
                item = replace(item, end=park.end(), places=frozenset(own))
            else:
                item = Unheld(text[item.start : park.end()], item.start, park.end())
        done.append(item)
    return [i for i in done if isinstance(i, PlaceMatch)], [i for i in done if isinstance(i, Unheld)]


def _may_hold(item: PlaceMatch | Unheld) -> bool:
    """Whether a place may have others within it: no district, no name of a level."""
    known = divisions().named(item.words)
    return any(d.level != "县" for d in known) if known else not item.words.endswith(("区", "县", "旗", *TOWNS))


def _lies_in(gazetteer: Gazetteer, inner: PlaceMatch, outer: str) -> bool:
    """Whether a place held may lie in another, as far as is known."""
    known = divisions().named(outer)
    for place in inner.places:
        provinces, cities = gazetteer.provinces(place), gazetteer.cities(place)
        if known:
            if any(
                (d.level == "省" and (not provinces or d.name in provinces))
                or (d.level == "市" and (not cities or d.name in cities))
                for d in known
            ):
                return True
        elif outer.endswith("省") or not cities or any(stem(outer) == stem(c) for c in cities):
            return True
    return False


def _asked_about(text: str, matches: list[PlaceMatch], unheld: list[Unheld]) -> tuple[list[PlaceMatch], list[Unheld]]:
    """The places held, and those of the others that are a scope: alone, joined to one held, or within a city."""
    if not matches:
        return matches, unheld
    out: list[Unheld] = []
    named = [(m.start, m.end) for m in matches]
    others = named + [(u.start, u.end) for u in unheld]
    for item in unheld:
        span = (item.start, item.end)
        joined = any(_joined(text, span, o) for o in others if o != span)
        cities = {d.city for d in divisions().named(item.words)}
        around = [m for m in matches if not m.exact and m.words in cities | {stem(c) for c in cities}]
        if around and not joined:  # 济南市2022年历下区: of 济南市 others are held
            matches = [m for m in matches if m not in around]
            out.append(replace(item, words=f"{around[0].words}{item.words}"))
        elif joined or (item.start < named[0][0] and not re.search("[一-鿿]", text[: item.start])):
            out.append(item)
    return matches, out


def _inside_word(text: str, match: re.Match[str]) -> bool:
    """市中 within 城市中心 is no place, nor is 和平 in 和平的环境."""
    before = text[match.start() - 1 : match.start()]
    form = match.group()
    if form[0] in "市区县省" and before in tuple("城都全本各我县"):
        return True
    after = text[match.end() : match.end() + 1]
    if form.endswith("市") and re.match("场|民(?![政族宗])|容|价", text[match.end() :]):
        return True
    if form in divisions().words:
        said = BEFORE.search(text[: match.start()]) or re.match(rf"\d|的|{UNITS}|[今去前明]年", text[match.end() :])
        return not said
    return len(form) == 2 and form[-1] == "中" and after in tuple("心小间央等型")
