"""What a keeper should look at in the notices that a build has read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from corpus import Brief, Notice, Remark, UnitCounter, cross_check, registry, remarks_of, sort_remarks
from index.segments import Segment
from index.store import Held


@dataclass(slots=True)
class Intake:
    """Collects the findings of notices as they are indexed; then those that show beside the rest of the library."""

    found: list[Remark] = field(default_factory=list)
    units: UnitCounter = field(default_factory=UnitCounter)
    taken: set[str] = field(default_factory=set)

    def take(self, notice_id: str, notice: Notice) -> None:
        """Note the findings of one notice."""
        self.found += remarks_of(notice)
        self.units.add(notice)
        self.taken.add(notice_id)

    def remarks(
        self, live: Mapping[str, Held], text_of: Callable[[str], str], segments: Iterable[Segment]
    ) -> tuple[Remark, ...]:
        """All remarks on the notices taken in, the weightiest first.

        Parameters
        ----------
        live
            All notices of the library by id.
        text_of
            The text of a notice by its id.
        segments
            Those of the generation before: a unit that one of them names is no new one.
        """
        if not self.taken:
            return ()
        known, stores = registry(), [segment.store for segment in segments]

        def knows(organ: str) -> bool:
            return known.knows(organ) or any(store.duties([organ]).keys() - self.taken for store in stores)

        rare = self.units.remarks(knows, known.names())
        beside = cross_check([brief_of_held(held) for held in live.values()], text_of, self.taken)
        return sort_remarks([*self.found, *beside, *rare])


def brief_of_held(held: Held) -> Brief:
    """What is compared of a notice that the library holds, without its text."""
    return Brief(
        key=held.notice_id,
        file=held.file,
        title=held.title or "",
        name=held.name,
        doc_number=held.doc_number,
        issuer=held.issuer,
        year=held.year,
        issued=held.issued,
        doc_kind=held.doc_kind,
        sketch=held.sketch,
    )
