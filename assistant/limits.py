"""What a reader sets beside a question: places, years, units, notices, instead of what the question says of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.place_names import parts_of


@dataclass(frozen=True, slots=True)
class Limits:
    """What a reader set beside the question.

    Each is None where the question decides, empty for no limit (what the question says of it is left out, the home
    district too), or holds the values that count instead. ``places`` are names of places held (云河市青石区, 青石区),
    ``units`` names of units, ``notices`` notice ids; one that is not held is answered as not held.
    """

    places: tuple[str, ...] | None = None
    years: tuple[int, ...] | None = None
    units: tuple[str, ...] | None = None
    notices: tuple[str, ...] | None = None

    @property
    def is_set(self) -> bool:
        """Whether anything is set."""
        return any(value is not None for value in (self.places, self.years, self.units, self.notices))

    def said(self, name_of: Callable[[str], str], with_units: bool = True) -> str:
        """The assumption that it makes, in words: 按您设定的范围：白鹭区、2025年; empty where nothing is set.

        Parameters
        ----------
        name_of
            A notice's name by its id.
        with_units
            Whether units limit a question of this kind.
        """
        parts: list[str] = []
        if self.places is not None:
            parts += [short(place) for place in self.places] or ["不限地区"]
        if self.years is not None:
            parts += [f"{year}年" for year in self.years] or ["不限年份"]
        if self.units is not None and with_units:
            parts += self.units or ["不限单位"]
        if self.notices is not None:
            parts += [name_of(notice_id) for notice_id in self.notices] or ["不限公文"]
        return f"按您设定的范围：{'、'.join(parts)}" if parts else ""


def short(place: str) -> str:
    """A place without what it lies in: 青石区 of 云河市青石区."""
    return parts_of(place)[-1] if place else place
