"""The data of the sample notices, their years counted back from a day."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from corpus.model import Deadline, DocKind, Role

NUMBER = re.compile(r"（[一二三四五六七八九十]+）|[一二三四五六七八九十]+|\d+")


@dataclass(frozen=True, slots=True)
class SampleDuty:
    """Who does what by when; ``is_shared`` when the units' cell is merged with the one of the row above."""

    section: str
    requirement: str
    units: tuple[tuple[str, Role], ...]
    deadlines: tuple[Deadline, ...]
    is_shared: bool = False
    has_due_in_text: bool = False

    def printed_units(self, has_columns: bool = False) -> tuple[tuple[str, Role], ...]:
        """The units in the order of print, each with the role that the print gives it.

        Parameters
        ----------
        has_columns
            Whether 牵头单位 and 配合单位 are columns of their own; then who is no supporter stands under 牵头单位.
            Without columns nobody leads where nobody supports: the cell is a bare name.

        Returns
        -------
        tuple
            Pairs of name and role.
        """
        if has_columns:
            return tuple((name, "support" if role == "support" else "lead") for name, role in self.units)
        if any(role == "support" for _, role in self.units):
            return self.units
        return tuple((name, "plain") for name, _ in self.units)


@dataclass(frozen=True, slots=True)
class SampleSection:
    """One numbered part: its path, its heading and the words under it; ``duty`` is one printed in the text."""

    path: str
    heading: str
    text: str
    duty: SampleDuty | None

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of the path, outermost first."""
        return tuple(NUMBER.findall(self.path))


@dataclass(frozen=True, slots=True)
class SampleTable:
    """The table of tasks (任务分解表): ``levels`` is how many headings the column 工作任务 shows."""

    caption: str
    levels: int
    is_numbered: bool
    rows: tuple[SampleDuty, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """One notice as data, with its years and dates filled in."""

    slug: str
    file: str
    layout: str
    encoding: str
    place: str
    issuer: str
    year: int
    doc_kind: DocKind
    title_lines: tuple[str, ...]
    issued_title: str | None
    doc_number: str | None
    dated: dt.date
    printed: dt.date | None
    addressees: tuple[str, ...]
    preface: str
    opening: str
    copied_to: tuple[str, ...]
    collective: frozenset[str]
    sections: tuple[SampleSection, ...]
    table: SampleTable | None

    @property
    def title(self) -> str:
        """The title in one line."""
        return "".join(self.title_lines)

    def trail(self, path: str) -> tuple[str, ...]:
        """Headings from the outermost section down to ``path``."""
        numbers = NUMBER.findall(path)
        headings = {section.path: section.heading for section in self.sections}
        return tuple(headings["".join(numbers[:depth])] for depth in range(1, len(numbers) + 1))


def load_samples(today: dt.date, folder: Traversable | None = None) -> tuple[Sample, ...]:
    """Every sample notice, the newest of the year of ``today``.

    Parameters
    ----------
    today
        The day from which years are counted back; no notice is dated after it.
    folder
        Where the data are; those of the sample library when None. Deadlines mean what they mean there.

    Returns
    -------
    tuple of Sample
        In the order of their names.
    """
    own = resources.files(__package__) / "data"
    entries = sorted((entry for entry in (folder or own).iterdir() if entry.name.endswith(".toml")), key=_name)
    sources = {entry.name.removesuffix(".toml"): entry.read_text("utf-8") for entry in entries}
    sources.pop("deadlines", None)
    meanings = (own / "deadlines.toml").read_text("utf-8")
    return tuple(_sample(slug, source, meanings, today) for slug, source in sources.items())


def _name(entry: Traversable) -> str:
    return entry.name


def _sample(slug: str, source: str, meanings: str, today: dt.date) -> Sample:
    year = today.year + tomllib.loads(source)["year"]
    filled = _filled(source, year)
    deadlines = {entry["text"]: _deadline(entry) for entry in _filled(meanings, year)["deadline"]}
    return Sample(
        slug=slug,
        file=filled["file"],
        layout=filled["layout"],
        encoding=filled.get("encoding", "utf-8"),
        place=filled["place"],
        issuer=filled["issuer"],
        year=year,
        doc_kind=filled.get("kind", "notice"),
        title_lines=tuple(filled["title"]),
        issued_title=filled.get("issued_title"),
        doc_number=filled.get("doc_number"),
        dated=_day(filled["dated"], year, today),
        printed=_day(filled["printed"], year, today) if "printed" in filled else None,
        addressees=tuple(filled.get("addressees", ())),
        preface=filled.get("preface", ""),
        opening=filled.get("opening", ""),
        copied_to=tuple(filled.get("copied_to", ())),
        collective=frozenset(filled.get("collective", ())),
        sections=tuple(_section(entry, deadlines) for entry in filled["sections"]),
        table=_table(filled, deadlines) if "table" in filled else None,
    )


def _filled(source: str, year: int) -> dict[str, Any]:
    """The data with years for ``{year}`` and ``{next_year}``; inline tables keep their braces."""
    return tomllib.loads(source.replace("{year}", str(year)).replace("{next_year}", str(year + 1)))


def _day(month_day: str, year: int, today: dt.date) -> dt.date:
    return min(dt.date.fromisoformat(f"{year}-{month_day}"), today)


def _deadline(entry: Mapping[str, Any]) -> Deadline:
    start, end = (dt.date.fromisoformat(entry[name]) if name in entry else None for name in ("start", "end"))
    every, base, offset = (entry.get(name) for name in ("every", "base", "offset"))
    return Deadline(entry["text"], entry["kind"], start, end, every, base, offset)


def _section(entry: Mapping[str, Any], deadlines: Mapping[str, Deadline]) -> SampleSection:
    text = entry.get("text") or "".join(sentence["text"] for sentence in entry.get("sentences", ()))
    duty = _duty(entry["path"], text, entry["duty"], deadlines) if "duty" in entry else None
    return SampleSection(path=entry["path"], heading=entry["heading"], text=text, duty=duty)


def _duty(path: str, text: str, entry: Mapping[str, Any], deadlines: Mapping[str, Deadline]) -> SampleDuty:
    roles: tuple[tuple[str, Role], ...] = (("lead", "lead"), ("units", "plain"), ("support", "support"))
    return SampleDuty(
        section=path,
        requirement=entry.get("table", text),
        units=tuple((name, role) for key, role in roles for name in entry.get(key, ())),
        deadlines=tuple(deadlines[words] for words in entry.get("due", ())),
        is_shared=entry.get("same", False),
        has_due_in_text=entry.get("due_in_text", False),
    )


def _table(filled: Mapping[str, Any], deadlines: Mapping[str, Deadline]) -> SampleTable:
    rows: list[SampleDuty] = []
    for section in filled["sections"]:
        for entry in section.get("sentences", ()):
            if "due" in entry:
                duty = _duty(section["path"], entry["text"], entry, deadlines)
                rows.append(replace(duty, units=rows[-1].units) if duty.is_shared else duty)
    table = filled["table"]
    return SampleTable(table["caption"], table["levels"], table.get("numbered", True), tuple(rows))
