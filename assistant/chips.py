"""What a page draws as chips beside a question: what was understood, and what each limit can be changed to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.answer import Answer, Chip
from assistant.label import quoted

if TYPE_CHECKING:
    from assistant.service import Assistant


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that a limit can be changed to, and how it is shown."""

    label: str
    value: str | int


@dataclass(frozen=True, slots=True)
class Choices:
    """What each kind of limit can be changed to: places by name, years and notices the newest first, units by name."""

    places: tuple[Choice, ...]
    years: tuple[Choice, ...]
    units: tuple[Choice, ...]
    notices: tuple[Choice, ...]


def understood(answer: Answer) -> tuple[Chip, ...]:
    """The limits that the question of an answer was understood to have: places, years, units, then a notice."""
    order = ("place", "year", "unit", "notice")
    return tuple(sorted(answer.scope.chips, key=lambda chip: order.index(chip.kind)))


def choices(assistant: Assistant) -> Choices:
    """The values that the limits of a question can have in the library of an assistant."""
    held = assistant.library.held
    years = sorted({h.year for h in held if h.year}, reverse=True)
    newest = sorted(held, key=lambda h: (-(h.year or 0), h.place, h.name))
    return Choices(
        places=tuple(Choice(place, place) for place in sorted({h.place for h in held if h.place})),
        years=tuple(Choice(f"{year}年", year) for year in years),
        units=tuple(Choice(name, name) for name in assistant.home_units()),
        notices=tuple(
            Choice(quoted(h.name) + (f"（{h.doc_number}）" if h.doc_number else ""), h.notice_id) for h in newest
        ),
    )
