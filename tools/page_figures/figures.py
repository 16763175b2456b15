"""A figure of the page: what is needed, what was measured, and whether it is met."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure; the smaller, the better.

    ``value`` is None where it could not be measured, ``limit`` is None for a figure that is only told.
    """

    name: str
    value: float | None
    unit: str
    limit: float | None = None
    note: str = ""

    @property
    def is_met(self) -> bool:
        """Whether the limit is kept; a figure that is only told is met."""
        return self.limit is None or (self.value is not None and self.value <= self.limit)

    def to_dict(self) -> dict[str, object]:
        """Return what ``--json`` prints."""
        return {**asdict(self), "is_met": self.is_met}


def percentile(values: Sequence[float], share: float) -> float | None:
    """Return the smallest value that is not below ``share`` of them; None of none."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * round(share * 100) // 100) - 1)] if ordered else None


def table(figures: Sequence[Figure]) -> str:
    """Return the figures as a table of Chinese columns, aligned on a terminal."""
    head = ("指标", "需要", "测得", "结果", "说明")
    rows = [head, *map(_cells, figures)]
    widths = [max(_width(row[at]) for row in rows) for at in range(len(head))]
    return "\n".join("  ".join(map(_padded, row, widths)).rstrip() for row in rows)


def _cells(figure: Figure) -> tuple[str, str, str, str, str]:
    needed = "—" if figure.limit is None else f"≤ {_said(figure.limit)} {figure.unit}"
    measured = "没有测到" if figure.value is None else f"{_said(figure.value)} {figure.unit}"
    result = "—" if figure.limit is None else "达到" if figure.is_met else "未达到"
    return figure.name, needed, measured, result, figure.note


def _said(value: float) -> str:
    return f"{value:.0f}" if value >= 100 or value == int(value) else f"{value:.2f}"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
