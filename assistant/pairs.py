"""Which two notices are worth comparing: two years of one series, or this level's notice and that of a higher one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.authority import is_authority
from assistant.placed import concerns
from assistant.scope import series, short_place
from assistant.sides import series_name
from index import Held


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two notices to compare; with ``is_cover`` the first is the higher level's."""

    first: Held
    second: Held
    is_cover: bool = False

    @property
    def label(self) -> str:
        """For a reader: 政务公开工作要点：2025年 → 2026年."""
        name = series_name(self.second) or self.second.name
        if self.is_cover:
            return f"{name}：{short_place(self.first)} → {short_place(self.second)}（{self.second.year}年，是否落实）"
        return f"{name}：{self.first.year}年 → {self.second.year}年"


def suggestions(held: Iterable[Held], place: str) -> list[Suggestion]:
    """What may be compared of the notices of a place, the latest first.

    Parameters
    ----------
    held
        All notices of the library.
    place
        The place, in full; empty for all places, where only years are compared.
    """
    pool = [h for h in held if h.year and is_authority(h, "")]
    own = [h for h in pool if not place or h.place == place]
    by_series: dict[tuple[str, str], dict[int, Held]] = {}
    for h in own:
        by_series.setdefault(series(h), {})[h.year or 0] = h
    found = [
        Suggestion(years[first], years[second])
        for years in by_series.values()
        for first, second in pairwise(sorted(years))
    ]
    if place:
        found += _over(own, [h for h in pool if h.place != place and concerns(h.place, place)])
    return sorted(found, key=lambda pair: (-(pair.second.year or 0), pair.is_cover, pair.label))


def _over(own: Sequence[Held], upper: Sequence[Held]) -> list[Suggestion]:
    """The notices of a higher level that one of the same year and the same name stands below."""
    named = {(h.year, series_name(h)): h for h in own}
    return [Suggestion(h, lower, True) for h in upper if (lower := named.get((h.year, series_name(h)))) is not None]
