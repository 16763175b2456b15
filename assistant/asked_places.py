"""The places that a question names, as they were found in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

TOWNS = ("镇", "乡", "街道")
DUTY = re.compile(
    r"自己|名下|主要负责|(?:要(?!点)|[都需应还也])?(?:负责|牵头|配合|承担|参与|落实|组织|协助)|要(?![点求])|[需应该]|都?[做干管办]|有(?:什么|哪些|几)|[和与、]|在.{0,10}(?:负责|[做干])"
    r"|(?:工作|主要)?(?:任务(?!分解|清单|表|里|中)|职责)|是(?!怎|什么时)|被(?:派|分)|分到|领[到了]"
)
"""What says behind a name that it is a unit, and no place: 流水镇负责什么."""


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """A place that a question names: the words, where they stand, and the places held that they mean.

    ``end`` is behind the issuer where the words name it (市中区人民政府办公室《…》). ``note`` says what was
    understood where the place is not literally named (市里).
    """

    words: str
    start: int
    end: int
    places: frozenset[str]
    exact: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Unheld:
    """A place that a question names and of which no notice is held."""

    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Places:
    """The places that a question is limited to, in order."""

    held: tuple[PlaceMatch, ...] = ()
    unheld: tuple[Unheld, ...] = ()

    def blank(self, text: str) -> str:
        """The text with blanks for its places; 生态环境市中分局 is one name and stays."""
        spans = [(m.start, m.end) for m in self.held] + [(u.start, u.end) for u in self.unheld]
        for start, end in spans:
            if not text.startswith("分局", end):
                text = text[:start] + "\u3000" * (end - start) + text[end:]
        return text

    def without(self, text: str, units: Sequence[tuple[int, int]]) -> Places:
        """The places but those not held that are units of the notices: 流水镇, where it has a duty, 南通海关."""

        def is_unit(item: Unheld) -> bool:
            return any(
                a <= item.start
                and item.end <= b
                and (b > item.end or item.words.endswith(TOWNS) or DUTY.match(text, b))
                for a, b in units
            )

        return replace(self, unheld=tuple(u for u in self.unheld if not is_unit(u)))
