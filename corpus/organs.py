"""Which names mean the same organ: the registry (``data/units.tsv``) of names, abbreviations and former names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources

OF_PEOPLE = r"政(?!府|协|法|务|研)|民(?!政|族|宗|防|营|兵)"
"""市政 and 市民 are words of their own, but in 市政府 and 市民政局 市 is the level."""
LEVEL = re.compile(
    rf"^(?P<level>省|自治区|市|区|县|州|盟|旗|镇|国家)(?!场|容|域|际|级|监(?!察|委)|{OF_PEOPLE}|委员会)"
    r"(?P<rest>[一-鿿（）()]{2,})$"
)


class Registry:
    """Which bare names mean the same organ, from rows of canonical name and aliases.

    A name belongs first to the row that it heads, else to the first row that lists it. Two names mean the same organ
    when they have the same row, or when one is listed in the other's row; rows are not chained.

    Parameters
    ----------
    rows
        Canonical name and aliases.
    until
        Former names and the last year in which each meant the organ; one that is not here means it in every year.
    collective
        Names that stand for many.
    """

    def __init__(
        self,
        rows: Sequence[tuple[str, tuple[str, ...]]],
        until: Mapping[str, int] | None = None,
        collective: Iterable[str] = (),
    ) -> None:
        self._rows = tuple(rows)
        self._until = dict(until or {})
        self._collective = frozenset(collective)
        self._row: dict[str, str] = {}
        self._names: dict[str, set[str]] = {}
        for canonical, aliases in rows:
            names = {canonical, *aliases}
            self._names.setdefault(canonical, set()).update(names)
        for canonical, _ in rows:
            self._row.setdefault(canonical, canonical)
        for canonical, aliases in rows:
            for alias in aliases:
                self._row.setdefault(alias, canonical)

    def names(self) -> tuple[str, ...]:
        """All names that the registry knows."""
        return tuple(sorted(self._row))

    def knows(self, organ: str) -> bool:
        """Whether the registry has the name."""
        return organ in self._row

    def is_collective(self, organ: str) -> bool:
        """Whether a library's own units say that the name stands for many."""
        return organ in self._collective

    def extended(
        self,
        rows: Iterable[tuple[str, tuple[str, ...]]],
        until: Mapping[str, int] | None = None,
        collective: Iterable[str] = (),
    ) -> Registry:
        """The registry with rows of its own before those that it has; a name that is known adds to its row."""
        own = [(self._row.get(name, name), (name, *aliases)) for name, aliases in rows]
        return Registry([*own, *self._rows], self._until | dict(until or {}), self._collective | set(collective))

    def equivalents(self, organ: str, year: int | None = None) -> frozenset[str]:
        """All bare names that mean the same organ as this one (itself included).

        Parameters
        ----------
        organ
            A bare name.
        year
            Of the notice in which the names stand: former names that ended before it are left out; None: all names.
        """
        row = self._row.get(organ)
        found = {organ}
        if row is not None:
            found |= self._names[row]
            found |= {name for name, of in self._row.items() if of == row}
        found |= {canonical for canonical, names in self._names.items() if organ in names}
        if year is not None:
            found -= {name for name in found if self._until.get(name, year) < year and name != organ}
        return frozenset(found)


@cache
def registry() -> Registry:
    """The registry that ships with the product."""
    rows: list[tuple[str, tuple[str, ...]]] = []
    lines = resources.files("corpus").joinpath("data/units.tsv").read_text("utf-8").splitlines()
    for line in lines:
        fields = line.split("\t")
        if line.startswith("#") or len(fields) < 2 or "集体" in fields[-1]:
            continue
        aliases = [re.sub(r"\((?:旧|俗)\)", "", alias) for alias in fields[1].split("|")]
        bare_names = dict.fromkeys(_without_level(alias) for alias in aliases if alias)
        rows.append((fields[0], tuple(name for name in bare_names if len(name) >= 2)))
    return Registry(rows)


def _without_level(name: str) -> str:
    match = LEVEL.match(name)
    return match["rest"] if match and not name.endswith("分局") else name


def unit_words() -> tuple[str, ...]:
    """Names and aliases of units, for the tokenizer's dictionary."""
    return registry().names()
