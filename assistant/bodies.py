"""Bodies: one organ of one place, whatever it is called in the notices that name it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from assistant.levels import at_home
from assistant.place_names import parts_of
from corpus import Registry, Unit, split_level
from index import Held


@dataclass(frozen=True, slots=True)
class Body:
    """What bears several names: a place, and the bare organs that mean the same.

    ``within`` is the place of the notices where only the level is known (市财政局 of a district whose city nobody
    names): two such are two bodies.
    """

    place: str
    organs: frozenset[str]
    within: str = ""

    def full_name(self, name: str) -> str:
        """A printed name with its place, where two bodies bear it."""
        level, organ = split_level(name)
        if self.within:
            return f"{name}（{self.within}）"
        return name if len(level) > 1 else f"{self.place}{organ if level else name}"


class Bodies:
    """Which body each unit of some duties is.

    Parameters
    ----------
    named
        Each notice with a single unit that a duty of it names.
    known
        Which bare names mean the same organ.
    """

    def __init__(self, named: Iterable[tuple[Held, Unit]], known: Registry) -> None:
        named = list(named)
        self._places = {unit.place for _, unit in named}
        organs: dict[tuple[str, str], dict[str, None]] = {}
        for held, unit in named:
            organs.setdefault(self._where(held, unit), {})[unit.organ] = None
        self._bodies = {
            (where, organ): Body(where[0], group, where[1])
            for where, present in organs.items()
            for group in _grouped(list(present), known)
            for organ in group
        }

    def of(self, held: Held, unit: Unit) -> Body | None:
        """The body that a notice means by a unit; None for a group, or where no duty names it."""
        return None if unit.is_collective else self._bodies.get((self._where(held, unit), unit.organ))

    def _where(self, held: Held, unit: Unit) -> tuple[str, str]:
        """The place of a unit in full, and, where only its level is known, that of the notice."""
        if len(unit.place) != 1:
            longer = [p for p in self._places if p != unit.place and p.endswith(unit.place)] if unit.place else []
            return (longer[0] if len(longer) == 1 else unit.place), ""
        outer = at_home(parts_of(held.place), unit.place) if held.place else ""
        return (outer, "") if outer else (unit.place, held.place)


def _grouped(organs: Sequence[str], known: Registry) -> list[frozenset[str]]:
    """Names that mean the same organ, each with all others of its group; in the order of the first."""
    groups: list[set[str]] = []
    for organ in organs:
        group = next((g for g in groups if _means_all(organ, g, known)), None)
        if group is None:
            groups.append({organ})
        else:
            group.add(organ)
    return [frozenset(group) for group in groups]


def _means_all(organ: str, group: Collection[str], known: Registry) -> bool:
    """Whether a name and each of a group mean the same, by the row of one or the other."""
    own = known.equivalents(organ)
    return all(other in own or organ in known.equivalents(other) for other in group)
