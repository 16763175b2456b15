"""Districts and issuers in a question, by the places of the notices that the library holds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from index import Held

_SUFFIX = re.compile(
    r"(?:综合实验区|经济技术开发区|高新技术产业开发区|自治区|自治州|开发区|实验区|示范区|新区|街道|[省市州县区旗镇乡])$"
)
_PART = re.compile(
    r"[一-鿿]{1,10}?(?:综合实验区|经济技术开发区|自治区|自治州|开发区|新区|省|(?<!城)市(?![场容政民中北南])|州|县|旗|区|镇|乡|街道)"
)
_UNKNOWN = re.compile(
    r"(?P<name>[一-鿿]{2,4}?)(?P<kind>区|县|市|省|州|镇)(?=20\d\d|\d\d年|[今去前明]年|的|对|在|关于|政府|财政|教育|民政|人社|卫|公安|文旅|发改|住建|城管|农业|市场|生态|自然|交通|水|应急|审计|统计|医保|司法|工信|商务|[，,：:]|$|有|要|怎|政务|公开|规定|里|通知)"
)
_GENERIC = re.compile(
    r"(?:地|社|园|小|老旧小|城|专|街|校|片|辖|各|全|本|我|该|哪个|哪|什么|某|每个|开发|高新|新|示范|实验|景|山|农村和社|政务公开专|公开专|市|自治|区|县|省|基层|乡|村|不同|其他|外|上级|下级|各级|郊|市辖|[两几这那每哪一二三四五六七八九十]个)$"
)
_NAMED = re.compile(
    r"[历增蕉荔鹿柯越襄樊谯东西上下]城区|[聊诸邹运晋盐宣韩禹丰项]城市|[唐佛鞍黄舟中乐眉保昆]山市|[房宝金南萧惠博岱香洪]山区"
    r"|[新萍]乡市|阜新市"
)
"""Districts whose names end like common words (城区, 山区)."""
_PARKS = ("综合实验区", "经济技术开发区", "高新技术产业开发区", "开发区", "示范区", "新区")
"""People leave the city out: 经济技术开发区 for 云河经济技术开发区."""
_NATIONAL = ("国务院", "国办", "国家", "中央")


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """A place that a question names: the words, where they stand, and the places held that they mean."""

    words: str
    start: int
    end: int
    places: frozenset[str]
    exact: bool


def parts_of(place: str) -> list[str]:
    """The levels of a place, outermost first: 济南市长清区 → 济南市, 长清区."""
    out = []
    at = 0
    while at < len(place):
        match = _PART.match(place, at)
        if match is None or match.end() == at:
            out.append(place[at:])
            break
        out.append(match.group())
        at = match.end()
    return out


def stem(part: str) -> str:
    """长清区 → 长清; a name of one character keeps its suffix."""
    core = _SUFFIX.sub("", part)
    return core if len(core) >= 2 else part


class Gazetteer:
    """The places of the notices held, by every form in which a question may name them."""

    def __init__(self, held: Iterable[Held]) -> None:
        self.forms: dict[str, tuple[set[str], bool]] = {}
        self.places = sorted({h.place for h in held if h.place})
        for place in self.places:
            parts = parts_of(place)
            self._add(place, place, True)
            self._add(parts[-1], place, True)
            self._add(stem(parts[-1]), place, True)
            for park in _PARKS:
                if parts[-1].endswith(park) and parts[-1] != park:
                    self._add(park, place, False)
            for i in range(len(parts) - 1):
                self._add("".join(stem(p) for p in parts[i:]), place, True)
                self._add(stem(parts[i]) + parts[-1], place, True)
                self._add(parts[i], place, False)
                self._add(stem(parts[i]), place, False)
            if place == "国家":
                for form in _NATIONAL:
                    self._add(form, place, True)
        self._longest_first = sorted(self.forms, key=len, reverse=True)

    def _add(self, form: str, place: str, exact: bool) -> None:
        if len(form) < 2:
            return
        places, was_exact = self.forms.get(form, (set(), False))
        if exact and not was_exact:
            places = set()
        if exact or not was_exact:
            self.forms[form] = (places | {place}, exact)

    def find(self, text: str) -> list[PlaceMatch]:
        """Places in a text, the longest form at each position; forms that are part of a common word are passed over."""
        out: list[PlaceMatch] = []
        for form in self._longest_first:
            if form not in text:  # a pattern for each of thousands of forms costs more than all the rest of a question
                continue
            for match in re.finditer(re.escape(form), text):
                if any(m.start < match.end() and match.start() < m.end for m in out) or _inside_word(text, match):
                    continue
                places, exact = self.forms[form]
                out.append(PlaceMatch(form, match.start(), match.end(), frozenset(places), exact))
        return sorted(out, key=lambda m: m.start)

    def unknown(self, text: str) -> list[str]:
        """Names in the form of a district (历城区) that no notice held belongs to."""
        names = []
        for match in _UNKNOWN.finditer(text):
            name = match["name"]
            for cut in range(len(name)):
                core = name[cut:]
                if len(core) >= 2 or cut == 0:
                    break
            whole = core + match["kind"]
            if (
                (_GENERIC.search(core) and not _NAMED.fullmatch(whole))
                or whole in self.forms
                or core in self.forms
                or match.start() > 12
            ):
                continue
            names.append(whole)
        return names


def _inside_word(text: str, match: re.Match[str]) -> bool:
    """市中 within 城市中心 is no place."""
    before = text[match.start() - 1 : match.start()]
    form = match.group()
    if form[0] in "市区县省" and before in tuple("城都全本各我县"):
        return True
    after = text[match.end() : match.end() + 1]
    return len(form) == 2 and form[-1] == "中" and after in tuple("心小间央等型")
