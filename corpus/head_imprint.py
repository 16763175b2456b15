"""A line under the title that says who issued the notice, when and under what number, mostly in brackets."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from corpus.dates import find_days, parse_day
from corpus.head_words import DOC_NUMBER, ORDER, ORGAN_LINE

_VERBS = "印发|发布|公布|颁布|下发|公告|通过|批准|修订|修正|施行|实施"
_ISSUES = re.compile("(?:印发|发布|公布|颁布|下发|公告)$")
_LATER = re.compile("(?:批准|修订|修正|施行|实施)$")
_ADOPTED = re.compile("通过$")
_BETWEEN = re.compile(rf"[\s，,；;、|｜]+|(?<={_VERBS})")
_NUMERAL = "[0-9〇一二三四五六七八九十]"
_WITHIN_DATE = re.compile(rf"(?<={_NUMERAL})\s+(?=[年月日])|(?<=[年月])\s+(?={_NUMERAL})")
_DROP = re.compile(r"\*\*|<[^<>]*>|&nbsp;|[\u200b-\u200f\u2060\ufeff]")
_BRACKETS = re.compile(r"^[（(【\[](?P<inner>.*)[）)】\]]$", re.DOTALL)
_LONGEST = 200


@dataclass(slots=True)
class Imprint:
    """What a line says; ``complete`` when it says nothing else, ``bracketed`` when brackets stand around it."""

    organ: str | None = None
    day: dt.date | None = None
    number: str | None = None
    adopted: dt.date | None = None
    complete: bool = True
    bracketed: bool = False

    @property
    def dated(self) -> dt.date | None:
        """The day of issue, else that on which it was adopted (通过)."""
        return self.day or self.adopted

    @property
    def tells(self) -> bool:
        """Whether it is a line on the issue: of two such facts and nothing else; in brackets one is enough."""
        facts = sum(map(bool, (self.organ, self.dated, self.number)))
        if self.bracketed:
            return bool(self.dated) or (self.complete and facts > 0)
        return self.complete and facts > 1


def read_imprint(printed: str) -> Imprint:
    """What a line under the title says of the issue of the notice.

    Parameters
    ----------
    printed
        The line as it stands in the source: its blanks tell organ, date and number apart.
    """
    found = Imprint(complete=len(printed) <= _LONGEST)
    if not found.complete:
        return found
    line = _WITHIN_DATE.sub("", _DROP.sub("", printed)).strip()
    if match := _BRACKETS.match(line):
        found.bracketed, line = True, match["inner"]
    for piece in filter(None, _BETWEEN.split(line)):
        found.complete = _take(found, piece) and found.complete
    return found


def _take(found: Imprint, piece: str) -> bool:
    """Note what one piece says; whether it is organ, date or number and nothing else."""
    if _LATER.search(piece):
        return False
    words = _ISSUES.sub("", piece)
    day, rest = _day_of(words)
    if day and _ADOPTED.search(piece):
        found.adopted = found.adopted or day
        return False
    rest = re.sub("^(?:以|由)|以$", "", rest)
    if order := ORDER.fullmatch(rest):
        found.number, found.organ = found.number or rest, found.organ or order["organ"]
    elif DOC_NUMBER.fullmatch(rest):
        found.number = found.number or rest
    elif ORGAN_LINE.match(rest) and not found.organ:  # joint issuers are read elsewhere
        found.organ = rest
    elif rest:
        return False
    found.day = found.day or day
    return True


def _day_of(words: str) -> tuple[dt.date | None, str]:
    """The date in a piece and the rest of it."""
    if re.fullmatch(r"(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}", words):
        return parse_day(words), ""
    days = find_days(words)
    if len(days) != 1:
        return None, words
    start, end, day = days[0]
    return day, words[:start] + words[end:]
