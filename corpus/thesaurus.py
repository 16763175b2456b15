"""Official terms with other wordings of the same thing, as people and notices write them (data/thesaurus.tsv)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Term:
    """One row: the official term, other official wordings, lay wordings, and the domain."""

    official: str
    others: tuple[str, ...]
    lay: tuple[str, ...]
    domain: str

    @property
    def wordings(self) -> tuple[str, ...]:
        """All of them, the official term first."""
        return (self.official, *self.others, *self.lay)


@cache
def terms() -> tuple[Term, ...]:
    """All rows, in the order of the file."""
    lines = files("corpus").joinpath("data/thesaurus.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple(Term(row[0], _split(row[1]), _split(row[2]), row[3]) for row in rows)


def terms_in(text: str) -> dict[str, tuple[Term, ...]]:
    """The wordings that stand in a text, the longest at each place, each with the rows that hold it."""
    by_wording = _by_wording()
    return {found: by_wording[found] for found in dict.fromkeys(_pattern().findall(text))}


@cache
def _by_wording() -> dict[str, tuple[Term, ...]]:
    out: dict[str, tuple[Term, ...]] = {}
    for term in terms():
        for wording in dict.fromkeys(term.wordings):
            out[wording] = (*out.get(wording, ()), term)
    return out


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_by_wording(), key=len, reverse=True))))


def _split(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(wording.strip() for wording in cell.split("|") if len(wording.strip()) >= 2))
