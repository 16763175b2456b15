"""Automatic numbers of Word (自动编号): 一、（一）1. that exist only as the format of a list."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from corpus.formats.docx_parts import MC, W, is_on, number_of, value_of
from corpus.formats.docx_styles import Styles
from corpus.markup import Element
from corpus.numerals import chinese_number

_MOST_LEVELS = 9
_CIRCLED = ((0x2460, 20), (0x3251, 15), (0x32B1, 15))
"""Where ① to ⑳, ㉑ to ㉟ and ㊱ to ㊿ begin, and how many they are."""
_ROMAN = list(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        "m cm d cd c xc l xl x ix v iv i".split(),
        strict=True,
    )
)
_FORMAL = dict(zip("零一二三四五六七八九十百", "零壹贰叁肆伍陆柒捌玖拾佰", strict=True))
_FORMAL_TRADITIONAL = _FORMAL | {"二": "貳", "三": "參", "六": "陸"}


def _letters(number: int) -> str:
    """A to z, then aa to zz, as Word counts."""
    repeat, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (repeat + 1) if 0 < number <= 26 * 30 else str(number)


def _roman(number: int) -> str:
    out = ""
    for worth, letters in _ROMAN if 0 < number < 4000 else ():
        out += letters * (number // worth)
        number %= worth
    return out or str(number)


def _circled(number: int) -> str:
    before = 0
    for start, many in _CIRCLED:
        if before < number <= before + many:
            return chr(start + number - before - 1)
        before += many
    return str(number)


def _one_of(characters: str) -> Callable[[int], str]:
    return lambda number: characters[number - 1] if 0 < number <= len(characters) else str(number)


def _from(first: str, many: int) -> Callable[[int], str]:
    return lambda number: chr(ord(first) + number - 1) if 0 < number <= many else str(number)


def _digits(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "〇一二三四五六七八九"))


def _formal(letters: dict[str, str]) -> Callable[[int], str]:
    def written(number: int) -> str:
        words = chinese_number(number)
        return "".join(letters.get(ch, ch) for ch in ("一" + words if words.startswith("十") else words))

    return written


_FORMATS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(("none", "bullet"), lambda number: ""),
    "decimalZero": lambda number: f"{number:02}",
    **dict.fromkeys(
        ("decimalFullWidth", "decimalFullWidth2"),
        lambda number: str(number).translate({ord("0") + n: ord("０") + n for n in range(10)}),
    ),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "numberInDash": lambda number: f"- {number} -",
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    **dict.fromkeys(
        (
            *("chineseCounting", "chineseCountingThousand", "japaneseCounting"),
            *("taiwaneseCounting", "taiwaneseCountingThousand", "koreanCounting"),
        ),
        chinese_number,
    ),
    **dict.fromkeys(("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital2"), _digits),
    "chineseLegalSimplified": _formal(_FORMAL),
    **dict.fromkeys(("ideographLegalTraditional", "japaneseLegal"), _formal(_FORMAL_TRADITIONAL)),
    "ideographTraditional": _one_of("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _one_of("子丑寅卯辰巳午未申酉戌亥"),
    "ideographEnclosedCircle": _from("㊀", 10),
}
"""How a number is written; decimal where a format is not among them."""


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: how its numbers look, where they begin, and after which level they begin anew."""

    start: int
    form: str
    text: str
    restart: int | None
    is_legal: bool
    suffix: str
    style: str | None


@dataclass(frozen=True, slots=True)
class _List:
    """A list (w:num): the scheme that it counts in, its levels, and where it begins anew on first use."""

    scheme: str
    levels: dict[int, _Level]
    overrides: dict[int, int]


class Numbers:
    """Counts the numbered paragraphs of a document in order.

    Lists of one scheme (w:abstractNum) count on together; a list with ``w:startOverride`` begins anew when it is
    first used.

    Parameters
    ----------
    root
        The numbering part; None where the file has none.
    styles
        Paragraph styles, which may carry a list.
    """

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root)

    def next(self, properties: Element | None) -> str:
        """The number before a paragraph, with the blank that parts it from the words; empty where it has none.

        Parameters
        ----------
        properties
            The paragraph's own (w:pPr).
        """
        number, level = self._place(properties)
        a_list = self._lists.get(number or "")
        if a_list is None or level not in a_list.levels:
            return ""
        counts = self._count(number or "", a_list, level)
        return self._write(a_list, counts, level)

    def _place(self, properties: Element | None) -> tuple[str | None, int]:
        """The list and the level of a paragraph: its own, else those of its style or of one that it is based on."""
        own = None if properties is None else properties.find(W + "numPr")
        number = value_of(None if own is None else own.find(W + "numId"))
        level = number_of(None if own is None else own.find(W + "ilvl"))
        style = value_of(None if properties is None else properties.find(W + "pStyle"))
        if number is None:
            number, styled = self._of_style(style)
            level = styled if level is None else level
        return number, level or 0

    def _of_style(self, style: str | None) -> tuple[str | None, int]:
        number: str | None = None
        level: int | None = None
        chain = list(self._styles.chain(style))
        for _, element in chain:
            numbering = element.find(f"{W}pPr/{W}numPr")
            if numbering is not None:
                level = number_of(numbering.find(W + "ilvl")) if level is None else level
                number = value_of(numbering.find(W + "numId"))
            if number is not None:
                break
        levels = self._lists[number].levels if number in self._lists else {}
        linked = (at for name, _ in chain for at, one in levels.items() if one.style == name)
        return number, next(linked, level or 0)

    def _count(self, number: str, a_list: _List, level: int) -> dict[int, int]:
        counts = self._counts.setdefault(a_list.scheme, {})
        override = a_list.overrides.get(level)
        start = a_list.levels[level].start if override is None else override
        if override is not None and (number, level) not in self._begun:
            counts[level] = override
            self._begun.add((number, level))
        else:
            counts[level] = counts[level] + 1 if level in counts else start
        for deeper in [at for at in counts if at > level]:
            restart = a_list.levels[deeper].restart if deeper in a_list.levels else None
            if restart is None or level < restart:
                del counts[deeper]
        return counts

    def _write(self, a_list: _List, counts: dict[int, int], level: int) -> str:
        own = a_list.levels[level]
        if own.form == "bullet":
            return ""

        def written(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            one = a_list.levels.get(at)
            if one is None:
                return ""
            form = "decimal" if own.is_legal and one.form not in ("none", "bullet", "decimalZero") else one.form
            return _FORMATS.get(form, str)(counts.get(at, a_list.overrides.get(at, one.start)))

        words = re.sub(r"%([1-9])", written, own.text)
        parted = own.suffix != "nothing" and words[-1:].isalnum()
        return words + " " if parted else words

    def _read(self, root: Element) -> None:
        schemes = {value_of(one, "abstractNumId") or "": one for one in root.findall(W + "abstractNum")}
        numbers = {value_of(one, "numId") or "": one for one in root.findall(W + "num")}
        for number, one in numbers.items():
            scheme = self._scheme_of(one, numbers, schemes)
            if scheme not in schemes:
                continue
            levels = _levels(schemes[scheme])
            overrides: dict[int, int] = {}
            for override in one.findall(W + "lvlOverride"):
                at = number_of(override, "ilvl") or 0
                own = override.find(W + "lvl")
                if own is not None:
                    levels[at] = _level(own)
                start = number_of(override.find(W + "startOverride"))
                if start is not None:
                    overrides[at] = start
            self._lists[number] = _List(scheme, levels, overrides)

    def _scheme_of(self, one: Element, numbers: dict[str, Element], schemes: dict[str, Element]) -> str:
        """The scheme of a list; a scheme may only name a style (w:numStyleLink) whose list has it."""
        scheme = ""
        for _ in range(_MOST_LEVELS):  # styles may name each other in a circle
            scheme = value_of(one.find(W + "abstractNumId")) or ""
            link = value_of(schemes[scheme].find(W + "numStyleLink")) if scheme in schemes else None
            style = self._styles.get(link) if link else None
            linked = value_of(style.find(f"{W}pPr/{W}numPr/{W}numId")) if style is not None else None
            if linked not in numbers:
                break
            one = numbers[linked]
        return scheme


def _levels(parent: Element) -> dict[int, _Level]:
    """The levels of a scheme."""
    return {
        at if (told := number_of(one, "ilvl")) is None else told: _level(one)
        for at, one in zip(count(), parent.findall(W + "lvl"), strict=False)
    }


def _level(one: Element) -> _Level:
    # a custom format is a choice beside the nearest one of old
    form = one.find(W + "numFmt")
    form = one.find(f"{MC}AlternateContent/{MC}Fallback/{W}numFmt") if form is None else form
    start = number_of(one.find(W + "start"))
    return _Level(
        start=0 if start is None else start,
        form=value_of(form) or "decimal",
        text=value_of(one.find(W + "lvlText")) or "",
        restart=number_of(one.find(W + "lvlRestart")),
        is_legal=is_on(one.find(W + "isLgl")),
        suffix=value_of(one.find(W + "suff")) or "tab",
        style=value_of(one.find(W + "pStyle")),
    )
