"""What a reader of a format hands on: the text that positions count in, and the cells that the format itself marks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.model import Span


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: where its words stand, and the rows and columns that it covers."""

    spans: tuple[Span, ...]
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table that the format marks as one (HTML, Word, Excel), with its place in the text."""

    start: int
    end: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A file, decoded.

    ``text`` is what all positions count in. ``fields`` holds what the format says about itself (``<meta>``).
    """

    file: str
    version: str
    text: str
    tables: tuple[Table, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
