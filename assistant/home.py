"""Whose home a visitor may choose: the districts that notices are from, and the units that these name."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.placed import same_place
from assistant.question import Reader
from index import Library

_NATIONAL = "国家"


class Homes:
    """The homes that a library can answer for; ``units`` are the names of all units that its duties print, sorted."""

    def __init__(self, library: Library, reader: Reader, units: Sequence[str]) -> None:
        self._library, self._reader, self._units = library, reader, units
        self._places = sorted({h.place for h in library.held if h.place and h.place != _NATIONAL})

    def places(self) -> list[str]:
        """The places that the notices are from, by name."""
        return list(self._places)

    def units(self, place: str) -> list[str]:
        """The units that duties of the notices of a place name, as printed; of all notices for an empty place."""
        if not place:
            return list(self._units)
        ids = {h.notice_id for h in self._library.held if same_place(h.place, place)}
        return sorted({name for _, name in self._library.unit_names(ids)})

    def check(self, place: str, unit: str) -> None:
        """Raise ValueError, in Chinese, for a place that no notice is from, or a unit that nobody knows."""
        if place and not any(same_place(held, place) for held in self._places):
            raise ValueError(f"文件库中没有“{place}”的公文，不能设为本地区")
        if unit and not self._reader.unit_named(unit).is_known:
            raise ValueError(f"不认识“{unit}”这个单位，不能设为本单位")
