"""Slips of the pen in names, by sound or by shape (only this file imports pypinyin and RapidFuzz)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from assistant.divisions import divisions
from assistant.place_names import stem
from index import Tokenizer

_SUFFIX = "区县市州镇旗省"
_BEFORE = re.compile(r"(?:^|[^一-鿿]|[在对和与跟及请])$")
_BEHIND = re.compile(
    r"20\d\d|\d\d年|[今去前明]年|近[两三]年|[的对在关有要和与跟]|政府|政务|公开|规定|怎|哪|什么|市|区|县|财政|教育|民政|人社|卫健|文旅"
    r"|发改|住建|城管|农业|交通|水务|应急|审计|统计|医保|司法|商务|[^一-鿿]|$"
)
_RELATIVE_YEAR = re.compile(r"[今去前明本]年")
_WHOLE = re.compile(r"[一-鿿]{4,14}?(?:委员会|管理局|办公室|中心|局|委|厅|院)")
_SPACED = re.compile(r"(?<![一-鿿])[一-鿿](?: [一-鿿]){2,}|(?<![一-鿿])[一-鿿] [一-鿿](?! ?[一-鿿])")
"""Single characters with blanks between; a word may follow the third."""
_FEWEST_UNIT = 3


@dataclass(frozen=True, slots=True)
class Slip:
    """A name as typed and as understood, of the same length, and where it stands."""

    typed: str
    meant: str
    start: int


class Speller:
    """Finds names that are but a slip away from one that is held.

    Parameters
    ----------
    places
        The forms in which a question may name the places held.
    units
        Names of units, without level.
    holds
        Whether some notice has these words: what is written there is no slip.
    """

    def __init__(self, places: Iterable[str], units: Iterable[str], holds: Callable[[str], bool]) -> None:
        self._places = frozenset(p for p in places if len(p) >= 2)
        self._units = frozenset(u for u in units if len(u) >= _FEWEST_UNIT)
        self._holds = holds

    def slips(self, text: str, known: Sequence[tuple[int, int]]) -> list[Slip]:
        """The slips in a text.

        Parameters
        ----------
        text
            The normalised question.
        known
            Where it names places and units that are held, as typed: nothing that touches these is a slip, but a stem
            with a slip in the suffix behind it (市中去 for 市中区).

        Returns
        -------
        list
            In order; a name that may be a slip of two is left alone.
        """
        found: list[Slip] = []
        for start, end, candidates in self._suspects(text, known):
            typed = text[start:end]
            if any(s.start < end and start < s.start + len(s.typed) for s in found):
                continue
            meant = [c for c in candidates if _alike(typed, c)]
            if len(meant) == 1 and not self._is_word(text, start, end):
                found.append(Slip(typed, meant[0], start))
        return sorted(found, key=lambda s: s.start)

    def _suspects(self, text: str, known: Sequence[tuple[int, int]]) -> list[tuple[int, int, list[str]]]:
        """Windows of a text that have all characters but one of a name held; the longest first. Loads no library."""
        out = []
        for size in sorted(self._lengths, reverse=True):
            for start in range(len(text) - size + 1):
                typed = text[start : start + size]
                if typed in self._places or typed in self._units:
                    continue
                near = {c for i in range(size) for c in self._patterns.get(_masked(typed, i), ())}
                end = start + size
                near = {c for c in near if self._may_stand(text, start, end, c, known)}
                if near:
                    out.append((start, end, sorted(near)))
        return out + self._far_suspects(text, known)

    def _far_suspects(self, text: str, known: Sequence[tuple[int, int]]) -> list[tuple[int, int, list[str]]]:
        """Unknown names of units with two characters other than in one that is known."""
        out = []
        for match in _WHOLE.finditer(text):
            for start in range(match.start(), match.end() - 4):
                typed = text[start : match.end()]
                if any(a < match.end() and start < b for a, b in known):
                    continue
                near = _near(typed, [u for u in self._units if len(u) == len(typed)])
                if near:
                    out.append((start, match.end(), near))
        return out

    def _may_stand(self, text: str, start: int, end: int, name: str, known: Sequence[tuple[int, int]]) -> bool:
        shared = end - 1 if text[end - 1] in _SUFFIX and len(name) > 2 else end  # 是中区财政局: 区 is the unit's too
        touching = [(a, b) for a, b in known if a < shared and start < b]
        if touching and not all(a >= start and b < end and name.startswith(text[a:b]) for a, b in touching):
            return False
        if _RELATIVE_YEAR.match(text, end - 1):
            return False
        if name in self._units or len(name) > 2:
            return True
        if name[0] in _SUFFIX or not _BEFORE.search(text[:start]) or not _BEHIND.match(text, end):
            return False
        suffix = text[end : end + 1]
        return suffix not in _SUFFIX or any(p.endswith(suffix) and stem(p).endswith(name) for p in self._places)

    def _is_word(self, text: str, start: int, end: int) -> bool:
        """Whether what was typed is a word, a place elsewhere, or words of a notice; or cuts through a word."""
        typed = text[start:end]
        if divisions().named(typed) or _is_one_word(typed):
            return True
        crossing = [text[end - 1 : end + 1] if end < len(text) else "", text[start - 1 : start + 1] if start else ""]
        return any(len(pair) == 2 and _is_one_word(pair) for pair in crossing) or self._holds(typed)

    @cached_property
    def _lengths(self) -> frozenset[int]:
        return frozenset(map(len, self._places | self._units))

    @cached_property
    def _patterns(self) -> dict[str, list[str]]:
        out: dict[str, list[str]] = {}
        for name in self._places | self._units:
            for i in range(len(name)):
                out.setdefault(_masked(name, i), []).append(name)
        return out


def unspaced(text: str) -> str:
    """A text without the blanks that part a word into its characters (财 政 局, 长 清 区财政局)."""
    return _SPACED.sub(lambda m: m.group().replace(" ", ""), text)


def corrected(text: str, slips: Sequence[Slip]) -> str:
    """A text with the names that were meant; of the same length."""
    for slip in slips:
        text = text[: slip.start] + slip.meant + text[slip.start + len(slip.typed) :]
    return text


def _masked(name: str, at: int) -> str:
    return f"{name[:at]}?{name[at + 1 :]}"


def _alike(typed: str, name: str) -> bool:
    """Whether each character that differs sounds or looks like the one that is meant."""
    return all(
        a == b or bool(_readings(a) & _readings(b)) or b in _shapes().get(a, "")
        for a, b in zip(typed, name, strict=True)
    )


def _near(typed: str, names: Sequence[str]) -> list[str]:
    from rapidfuzz import process
    from rapidfuzz.distance import Hamming

    found = process.extract(typed, names, scorer=Hamming.distance, score_cutoff=min(2, len(typed) // 2), limit=None)
    return sorted(name for name, distance, _ in found if distance)


@cache
def _readings(char: str) -> frozenset[str]:
    """All readings of a character without tones: pypinyin's first choice for 长清 is zhang qing."""
    from pypinyin import Style, pinyin

    return frozenset(
        r for readings in pinyin(char, style=Style.NORMAL, heteronym=True, errors="ignore") for r in readings
    )


@cache
def _shapes() -> dict[str, str]:
    return {char: line for line in _lines("lookalikes.txt") for char in line}


@cache
def _tokenizer() -> Tokenizer:
    return Tokenizer()


def _is_one_word(text: str) -> bool:
    return text in _tokenizer().words(text)


def _lines(name: str) -> list[str]:
    text = files("assistant").joinpath(f"data/{name}").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
