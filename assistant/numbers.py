"""Issuing numbers (文号) as people type them, and the notices that have them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.normalise import fold
from index import Held

_BRACKETED = re.compile(
    r"(?P<prefix>[一-鿿]{0,12})\s?[\[(〔【（［]\s?(?P<year>(?:19|20)\d\d)年?\s?[\])〕】）］]\s?第?(?P<number>\d{1,4})\s?号?"
)
_SPOKEN = re.compile(
    r"(?P<prefix>(?:[一-鿿]{1,11}[发字函办规文通令电])?)\s?(?<!\d)(?P<year>(?:19|20)\d\d)(?:年第?|第)(?P<number>\d{1,4})号(?:文件?)?"
)
"""岚综管办便函2018年75号, 2018年第75号文."""
_CODED_DASH = re.compile(
    r"(?P<prefix>[一-鿿]{1,11}[发字函办规文通令电])\s?(?P<year>(?:19|20)\d\d)-(?P<number>\d{1,4})(?![\d-])(?:号(?:文件?)?)?"
)
_DASHED = re.compile(
    r"(?P<prefix>)(?<![\d-])(?P<year>(?:19|20)\d\d)-(?!(?:19|20)\d\d)(?P<number>\d{1,4})"
    r"(?:号(?:文件?)?|(?=文件?|的|是|[？?]|$))"
)
_SHORT = re.compile(
    r"(?<![\d号月.-])第?(?P<number>\d{1,4})号(?!任务|事项|建议|提案|议案|楼|线|院|机|门|馆|店|库|车|以前|之前|前|前后|起|到)(?:文件?)?"
)
_NO_CODE = re.compile(r"[省市区县镇州旗的是年]$")
"""What stands before a year in brackets and is no 代字: 青石区〔2026〕4号."""
_PRINTED = re.compile(r"（([一-鿿]{1,12}〔\d{4}〕\d{1,4}号)）")
_BEFORE_CODE = re.compile(r"[在的和里对据按照见从与跟是把将以用]")
"""Words that a 代字 does not hold: 北京银保监局在京政办发〔2020〕5号."""
_OWN = re.compile(r"^(?P<code>.*?)\[(?P<year>\d{4})\](?P<number>\d+)号$")


def find_numbers(text: str) -> tuple[tuple[str, ...], str]:
    """The 文号 that a question names, and the question with blanks for them.

    Returns
    -------
    tuple
        Each as ``青石政办发[2026]4号``, without 代字 as ``[2026]4号``, without the year as ``]4号``; and the text.
    """
    numbers: list[str] = []

    def take(match: re.Match[str]) -> str:
        code = _BEFORE_CODE.split(match["prefix"])[-1]
        is_code = bool(code) and not _NO_CODE.search(code)
        numbers.append(f"{fold(code) if is_code else ''}[{match['year']}]{int(match['number'])}号")
        kept = match["prefix"] if not is_code else match["prefix"][: len(match["prefix"]) - len(code)]
        return kept + "\u3000" * (len(match.group()) - len(kept))

    for pattern in (_BRACKETED, _SPOKEN, _CODED_DASH, _DASHED):
        text = pattern.sub(take, text)
    numbers += [f"]{int(m['number'])}号" for m in _SHORT.finditer(text)]
    return tuple(numbers), _SHORT.sub(lambda m: "\u3000" * len(m.group()), text)


def printed_numbers(answer: str) -> tuple[str, ...]:
    """The 文号 in brackets in an answer (《题名》（青石政办发〔2026〕4号）), each once."""
    return tuple(dict.fromkeys(fold(number) for number in _PRINTED.findall(answer)))


def written(number: str) -> str:
    """A 文号 in its official form: 青石政办发〔2026〕4号."""
    return number.removeprefix("]").replace("[", "〔").replace("]", "〕")


def has_number(held: Held, numbers: Sequence[str]) -> bool:
    """Whether a notice has one of some 文号."""
    if not held.doc_number:
        return False
    own = fold(held.doc_number)
    ends = re.sub(r"^.*(?=\[)", "", own), re.sub(r"^.*(?:\]|第)", "]", own)
    return any(number.endswith(re.sub("第", "", own)) or own.endswith(number) or number in ends for number in numbers)


def nearest_numbers(held: Sequence[Held], numbers: Sequence[str], most: int = 3) -> list[Held]:
    """The notices whose 文号 is nearest: of the same 代字 first, then of the same year, then by the number."""
    asked = [m for m in map(_parts, numbers) if m]
    if not asked:
        return []
    code, year, number = asked[0]

    def distance(one: Held) -> tuple[int, int, int, int]:
        own = _parts(fold(one.doc_number or "")) or ("", 0, 0)
        same = 0 if code and (own[0] == code or code.endswith(own[0] or "?")) else 1
        return same, -_shared_start(own[0], code), abs(own[1] - year), abs(own[2] - number)

    ranked = sorted((h for h in held if h.doc_number), key=distance)
    related = [h for h in ranked if not code or distance(h)[:2] < (1, 0)]
    return (related or ranked)[:most]


def _parts(number: str) -> tuple[str, int, int] | None:
    match = _OWN.match(re.sub("第", "", number)) if not number.startswith("]") else None
    if match:
        return match["code"], int(match["year"]), int(match["number"])
    short = re.fullmatch(r"\](\d+)号", number)
    return ("", 0, int(short[1])) if short else None


def _shared_start(one: str, other: str) -> int:
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count]:
        count += 1
    return count
