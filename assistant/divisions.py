"""The administrative divisions of China (行政区划) in a text, by full name or as people say them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Literal

from index import Tokenizer

Level = Literal["省", "市", "县"]
_SUFFIX = re.compile(r"(?:特别行政区|自治区|地区|林区|矿区|新区|盟|[省市县区旗])$")
_NOT_BEHIND = {
    "市": re.compile(r"[场容价值井县]|民(?![政族宗])|面(?!向)"),
    "区": re.compile(r"[域别间块划位县]|分(?!局)"),
    "县": re.compile(r"[域级区]"),
}
"""What makes another word of the last character: 三明市|场监管局, 和平区|域, 淄博区|县."""
BEFORE = re.compile(
    r"(?:^|[^一-鿿]|[在对问和与跟同及比按查看给]|关于|比较|对照|那么?|今年|去年|前年|请问|知道|了解|告诉我|我们|根据)$"
)
"""What may stand before the bare name of a place that is asked about."""
UNITS = (
    r"政府|财政|教育|民政|人社|卫[健计生]|公安|文旅|文化和|发改|发展和?改革|住建|住房|城管|农业|市场监|生态环|自然资|交通|水[务利]"
    r"|应急|审计|统计|医保|司法|工信|商务|管委会|政务公?开?"
)
"""How the names of units begin."""
_YEAR = r"(?:19|20)\d\d|\d\d年|[今去前明]年"
_BEHIND = re.compile(rf"{_YEAR}|的|{UNITS}|[市区县](?![场民级长])")
_BEHIND_WORD = re.compile(rf"{_YEAR}|(?:市|区|县)?(?:{UNITS})|的?(?:要点|通知|公文|文件|方案)")
_COMMON = frozenset("老城区 新城区 港口区 海港区 站前区 城中区 城东区 城西区 城北区".split())
"""Full names that any town may use of a part of its own."""
_NO_ISSUERS = ("台湾", "香港", "澳门")
"""Whose people and firms notices speak of (台湾同胞); by full name they count."""
_PASSING = re.compile(r"[来返籍回]|人员|口味|时间")
"""湖北返乡人员, 北京时间: no place is asked about."""
_LOCAL = re.compile("片区|社区|小区|校区|景区|公园|广场|大道|大桥|水库|湿地|商圈|车站|路(?!桥)|街(?!道)")
"""南湖片区, 中山路: a part of some town that bears the name, and no division."""
_VERBS = re.compile(r"(?:支援|帮扶|协作|援助|援|往返|来自|前往|赴|返回|返|往|离开|抵达|进入|对口)$")
"""What is done with places that are no scope: 对口支援重庆市."""
_LONGEST_WINDOW = 4


@dataclass(frozen=True, slots=True)
class Division:
    """One division: its name and the province and city that it lies in; of a province both are empty."""

    name: str
    province: str
    city: str
    level: Level
    is_former: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A division's name in a text; ``divisions`` are all that bear it, none where only the stem is known (东湖县)."""

    words: str
    start: int
    end: int
    divisions: tuple[Division, ...]
    is_full: bool


@dataclass(frozen=True)
class Divisions:
    """All divisions, by full name and by stem; ``words`` are the stems that are ordinary words too."""

    full: dict[str, tuple[Division, ...]] = field(default_factory=dict)
    stems: dict[str, tuple[Division, ...]] = field(default_factory=dict)
    words: frozenset[str] = frozenset()

    def named(self, name: str) -> tuple[Division, ...]:
        """The divisions of a full name or a stem."""
        return self.full.get(name) or self.stems.get(name, ())

    def beginning(self, text: str, at: int) -> str:
        """The longest full name that begins at a position of a text; empty where none does."""
        sizes = _sizes().get(text[at : at + 2], ())
        return next((text[at : at + n] for n in sizes if n > 2 and text[at : at + n] in self.full), "")

    def within(self, words: str) -> tuple[Division, ...]:
        """The divisions that the end of a text names: of 济南市历下区 the last, where it lies in the first."""
        found = self.find(words)
        if not found or found[-1].end != len(words):
            return ()
        outer = {d.name for f in found[:-1] for d in f.divisions}
        return tuple(d for d in found[-1].divisions if not outer or outer & {d.city, d.province})

    def find(self, text: str) -> list[Found]:
        """The divisions that a text names, from left to right, the longest name at each place.

        Full names count anywhere, where the last character is not the first of another word; names of two characters
        and bare stems where the name of a place may stand; stems that are words at the beginning only, before a year
        or a unit.
        """
        out: list[Found] = []
        at = 0
        while at < len(text) - 1:
            found = self._at(text, at, out[-1].end if out else -1)
            if found is not None:
                out.append(found)
            at = found.end if found is not None else at + 1
        return out

    def _at(self, text: str, start: int, last: int) -> Found | None:
        sizes = _sizes().get(text[start : start + 2])
        for size in sizes or ():
            words = text[start : start + size]
            if len(words) < size:
                continue
            end = start + size
            behind_place = last >= 0 and not text[last:start].strip()
            if words in self.full and self._is_named(text, start, end, behind_place):
                return Found(words, start, end, self.full[words], True)
            if words in self.stems and self._is_said(text, start, end, behind_place):
                longer = text[start : end + 1]
                if longer[-1] not in "市区县" or not ends_word(text, end + 1):
                    return Found(words, start, end, self.stems[words], False)
                if not is_word(longer):  # 东湖县: the name of none, but a name; 大城市 is none
                    return Found(longer, start, end + 1, (), True)
        return None

    def _is_named(self, text: str, start: int, end: int, behind_place: bool) -> bool:
        if not ends_word(text, end) or _PASSING.match(text, end) or _VERBS.search(text[:start]):
            return False
        may_stand = behind_place or bool(BEFORE.search(text[:start]))
        if text[start:end] in _COMMON:
            return behind_place or (may_stand and bool(_BEHIND_WORD.match(text, end)))
        return may_stand or (end - start > 2 and text[start - 1] not in "城都全本各我某")

    def _is_said(self, text: str, start: int, end: int, behind_place: bool) -> bool:
        if _PASSING.match(text, end) or _LOCAL.match(text, end) or _VERBS.search(text[:start]):
            return False
        before = behind_place or bool(BEFORE.search(text[:start]))
        if text[start:end] in self.words:
            begins = behind_place or not re.search("[一-鿿]", text[:start]) or bool(BEFORE.search(text[:start]))
            return begins and bool(_BEHIND_WORD.match(text, end))
        return (before or bool(_BEHIND.match(text, end))) and not _cuts_word(text, start, end)


@cache
def divisions() -> Divisions:
    """The list that ships with the product; read once."""
    full: dict[str, list[Division]] = defaultdict(list)
    stems: dict[str, list[Division]] = defaultdict(list)
    words: frozenset[str] = frozenset()

    def add(entry: str, province: str, city: str, level: Level) -> str:
        name, _, said = entry.removeprefix("-").partition("=")
        division = Division(name, province, city, level, entry.startswith("-"))
        if division not in full[name]:
            full[name].append(division)
            core = said or _SUFFIX.sub("", name)
            if len(core) >= 2 and core not in (name, *_NO_ISSUERS):
                stems[core].append(division)
        return name

    for line in files("assistant").joinpath("data/divisions.txt").read_text(encoding="utf-8").splitlines():
        head, *rest = line.split(" ")
        if head == "words":
            words = frozenset(rest)
        elif head != "#":
            province = add(head, "", "", "省")
            city = add(rest[0], province, "", "市") if rest[0] != "." else ""
            for county in rest[1:]:
                add(county, province, city, "县")
    return Divisions({n: tuple(d) for n, d in full.items()}, {n: tuple(d) for n, d in stems.items()}, words)


def ends_word(text: str, end: int) -> bool:
    """Whether the suffix of a division that ends there begins no other word (三明市|场监管局)."""
    follows = _NOT_BEHIND.get(text[end - 1])
    return follows is None or not follows.match(text, end)


@cache
def _sizes() -> dict[str, list[int]]:
    """The lengths of the names that begin with two characters, the longest first."""
    sizes: dict[str, set[int]] = defaultdict(set)
    for name in (*divisions().full, *divisions().stems):
        sizes[name[:2]].add(len(name))
    return {begin: sorted(of, reverse=True) for begin, of in sizes.items()}


@cache
def _tokenizer() -> Tokenizer:
    return Tokenizer()


def words_in(text: str) -> list[str]:
    """The words of a text as the tokenizer's dictionary parts them."""
    return _tokenizer().words(text)


def is_word(text: str) -> bool:
    """Whether the tokenizer's dictionary has a text as one word."""
    return text in _tokenizer().words(text)


def _cuts_word(text: str, start: int, end: int) -> bool:
    """Whether a stem begins or ends within a word: 和政 in 和政务公开."""
    stem = text[start:end]
    window = text[max(start - 2, 0) : end + _LONGEST_WINDOW]
    if stem in _tokenizer().words(window):
        return False
    if stem in _tokenizer().words(stem):
        return True
    pairs = [text[end - 1 : end + 1], text[start - 1 : start + 1] if start else ""]
    return any(len(pair) == 2 and _tokenizer().words(pair) == [pair] for pair in pairs)
