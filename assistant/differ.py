"""What differs between two wordings of one requirement: who, by when, how many, and word for word."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import Literal

from assistant.items import Item
from corpus import Deadline, Unit, find_deadlines, parse_number, registry
from index import Tokenizer

ChangeField = Literal["unit", "deadline", "number", "wording"]
EditKind = Literal["same", "dropped", "new"]

_DIGITS = r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百千]+)"
NUMBER = re.compile(
    rf"百分之{_DIGITS}|第?(?P<half>半)?(?P<digits>{_DIGITS})?(?(digits)|(?(half)|(?!)))(?P<scale>[万亿]*)"
    r"(?P<measure>个?工作日|个?小时|分钟|个?月(?=内|前|以|一|后|[，。、；])|(?:日|天)(?=内|以|前|后|[，。、；])|次|户|项|件|家|名|人次|人|"
    r"元|[%％]|成|倍|条|类|场|期|平方米|公里|公顷|张|篇|种|部|所|处|台|座|套|批次|张床位|个百分点|(?<=\d)个(?!月)|年(?=内|以|一))"
)
_EVERY = re.compile(r"每(?:半年|季度|[年月周日天])|按(?:季度?|月|周|年)")
_MEASURES = {"天": "日", "个工作日": "工作日", "％": "%", "个小时": "小时", "个月": "月"}
_NO_WORD = re.compile(r"[\W_]+")
_LATIN = re.compile(r"[0-9A-Za-z.]+")


@dataclass(frozen=True, slots=True)
class Change:
    """What differs in one respect, in the words of each side; ``wording`` has its words in the edits."""

    field: ChangeField
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of words that both have, that only the first has (dropped) or only the second (new)."""

    kind: EditKind
    words: str


def changes_between(first: Item, second: Item) -> tuple[Change, ...]:
    """In what two items of the same requirement differ; empty when they say the same.

    The year of each notice counts as the same (2025年6月底前, 2026年6月底前), and what one of them does not print is
    not compared: a blank cell is no change of the responsible unit.
    """
    out: list[Change] = []
    units = [item.task.units if item.task is not None else () for item in (first, second)]
    if all(units) and _who(units[0]) != _who(units[1]):
        out.append(Change("unit", tuple(u.name for u in units[0]), tuple(u.name for u in units[1])))
    due = [item.deadlines for item in (first, second)]
    if all(due) and _when(due[0], first.year) != _when(due[1], second.year):
        out.append(Change("deadline", tuple(d.text for d in due[0]), tuple(d.text for d in due[1])))
    numbers = number_change(first.words, second.words)
    if numbers is not None:
        out.append(numbers)
    if _wording(first) != _wording(second):
        out.append(Change("wording"))
    return tuple(out)


def number_change(first: str, second: str) -> Change | None:
    """The numbers with their measures and the intervals (每季度) that only one of two texts has."""
    sides = [[(m.group(), _value(m)) for m in NUMBER.finditer(text)] for text in (first, second)]
    for side, text in zip(sides, (first, second), strict=True):
        side += [
            (m.group(), (m.group().replace("按季", "每季").replace("按", "每"), "")) for m in _EVERY.finditer(text)
        ]
    counts = [Counter(value for _, value in side) for side in sides]
    if counts[0] == counts[1]:
        return None
    only = [_left(sides[0], counts[0] - counts[1]), _left(sides[1], counts[1] - counts[0])]
    return Change("number", *only)


def facts_that_differ(first: str, second: str, years: tuple[int | None, int | None]) -> tuple[Change, ...]:
    """Dates, and numbers of one measure, that differ between two quotations on one topic.

    What only one of the two says is left out, as quotations are chosen and do not hold all that their notices say.
    """
    out: list[Change] = []
    due = [[d for _, _, d in find_deadlines(text, year)] for text, year in zip((first, second), years, strict=True)]
    kinds = {d.kind for d in due[0]} & {d.kind for d in due[1]}
    due = [[d for d in own if d.kind in kinds] for own in due]
    if all(due) and _when(due[0], years[0]) != _when(due[1], years[1]):
        said = [{_when([d], year): d.text for d in own} for own, year in zip(due, years, strict=True)]
        only = [tuple(text for key, text in said[k].items() if key not in said[1 - k]) for k in (0, 1)]
        if all(only):
            out.append(Change("deadline", only[0], only[1]))
    told = "".join(word for change in out for word in (*change.before, *change.after))
    found = [{_value(m): m.group() for m in NUMBER.finditer(text)} for text in (first, second)]
    for measure in dict.fromkeys(measure for _, measure in found[0]):
        values = [{v: w for (v, m), w in side.items() if m == measure} for side in found]
        if values[1] and set(values[0]) != set(values[1]):
            only = [tuple(w for v, w in values[k].items() if v not in values[1 - k]) for k in (0, 1)]
            if all(only) and not all(w in told for w in (*only[0], *only[1])):
                out.append(Change("number", only[0], only[1]))
    return tuple(out)


def _left(side: Iterable[tuple[str, object]], rest: Counter[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words for words, value in side if value in rest))


def _value(match: re.Match[str]) -> tuple[str, str]:
    """A number with its measure in one form: 四百户 and 400户 are the same."""
    words = match.group()
    if words.startswith("百分之"):
        return _digits(words[3:]), "%"
    measure = match["measure"]
    half = "半" if match["half"] else ""
    return half + _digits(match["digits"] or "") + match["scale"], _MEASURES.get(measure, measure)


def _digits(words: str) -> str:
    value = parse_number(words.replace("两", "二")) if words and not words[0].isdigit() else None
    return words if value is None else str(value)


def _who(units: Sequence[Unit]) -> frozenset[tuple[str, str]]:
    return frozenset((_body(u), "support" if u.role == "support" else "main") for u in units)


def _body(unit: Unit) -> str:
    """A body by what it is, so that a former name and a shorter one are no change."""
    return min(registry().equivalents(unit.organ)) if unit.organ else unit.name


def _when(deadlines: Iterable[Deadline], year: int | None) -> frozenset[tuple[object, ...]]:
    return frozenset(
        # what stands before 公布后 may be the whole sentence: the two last characters of the base tell it
        (d.kind, *(_in_year(day, year) for day in (d.start, d.end)), d.every, (d.base or "")[-2:], d.offset)
        if d.kind in ("date", "range", "recurring", "relative")
        else (d.kind, "" if d.kind == "continuous" else d.text)
        for d in deadlines
    )


def _in_year(day: dt.date | None, year: int | None) -> tuple[int, int, int] | None:
    return None if day is None else (day.year - (year or 0), day.month, day.day)


def _wording(item: Item) -> str:
    """The words with numbers, the notice's own year and punctuation taken out."""
    words = re.sub(rf"{item.year}年(?:年?度|(?=年底))?", "", item.words) if item.year else item.words
    return _NO_WORD.sub("", _EVERY.sub("", NUMBER.sub("", words)))


def edits_between(first: str, second: str) -> tuple[Edit, ...]:
    """The differences of two texts word by word (difflib over words): joined, they give either text back."""
    cut = (cut_words(first), cut_words(second))
    out: list[Edit] = []
    for tag, a, b, c, d in SequenceMatcher(None, cut[0], cut[1], autojunk=False).get_opcodes():
        if tag == "equal":
            out.append(Edit("same", "".join(cut[0][a:b])))
            continue
        if b > a:
            out.append(Edit("dropped", "".join(cut[0][a:b])))
        if d > c:
            out.append(Edit("new", "".join(cut[1][c:d])))
    return tuple(out)


def cut_words(text: str) -> list[str]:
    """A text as words whose sequence is the text: numbers with their measures whole, then the dictionary's words."""
    known = set(_tokenizer().words(text))
    longest = max((len(word) for word in known), default=1)
    numbers = {m.start(): m.end() for m in NUMBER.finditer(text)}
    out: list[str] = []
    at = 0
    while at < len(text):
        if (end := numbers.get(at)) is None:
            latin = _LATIN.match(text, at)
            sizes = range(min(longest, len(text) - at), 1, -1)
            size = next((n for n in sizes if text[at : at + n] in known), 1)
            end = latin.end() if latin else at + size
            end = min([end, *(start for start in numbers if at < start < end)])
        out.append(text[at:end])
        at = end
    return out


@cache
def _tokenizer() -> Tokenizer:
    return Tokenizer()
