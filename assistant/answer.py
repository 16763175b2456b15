"""What comes back for a question: frozen values and their JSON, as the contract of the command line has it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal

from assistant.markdown import plain
from corpus import Deadline, Slip

if TYPE_CHECKING:
    from assistant.limits import Limits


class Status(StrEnum):
    """How a question ended. ``not_held`` is an answer; ``error`` is that something broke."""

    ANSWERED = "answered"
    NOT_HELD = "not_held"
    ASK_BACK = "ask_back"
    HELP = "help"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Place:
    """A further place of the same words or the same duty."""

    notice_id: str
    file: str
    section: str
    row: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Citation:
    """One quotation and where it stands. ``n`` is its number in the answer, 0 in a list of passages.

    ``spans`` are its places in ``Notice.text``; ``ref`` is the clause or task that it is taken from. ``corrected``
    names the fields here that a keeper entered and the notice does not print so; ``slips`` are places of the quotation
    where other words were meant. The quotation itself is what is printed; ``cells`` are its parts
    where it is a row of a table.
    """

    n: int
    notice_id: str
    version: str
    title: str | None
    issued_title: str | None
    issuer: str | None
    year: int | None
    doc_number: str | None
    issued: dt.date | None
    section: str
    heading: str
    quote: str
    pieces: tuple[str, ...] | None
    file: str
    start: int
    end: int
    label: str
    label_short: str
    doc_kind: str = "notice"
    validity: str | None = None
    disclosure: str | None = None
    source_url: str | None = None
    page: int | None = None
    row: str | None = None
    task: str | None = None
    requirement: str | None = None
    units: tuple[str, ...] | None = None
    lead: tuple[str, ...] | None = None
    support: tuple[str, ...] | None = None
    deadlines: tuple[Deadline, ...] | None = None
    cells: tuple[str, ...] = ()
    also: tuple[Place, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    ref: str = ""
    near: bool = False
    score: float | None = None
    corrected: tuple[str, ...] = ()
    slips: tuple[Slip, ...] = ()

    @property
    def words(self) -> str:
        """The quotation as it is shown: the cells of a row stand apart."""
        return "\u3000".join(self.cells) if self.cells else self.quote

    def to_dict(self) -> dict[str, Any]:
        """The citation as the contract writes it."""
        names = (
            "notice_id version title issued_title issuer year doc_number section heading row task requirement quote "
            "file start end page source_url doc_kind validity disclosure label label_short"
        ).split()
        out: dict[str, Any] = {"n": self.n} if self.n else {}
        out |= {name: getattr(self, name) for name in names}
        out["issued"] = self.issued.isoformat() if self.issued else None
        for name in ("units", "lead", "support", "pieces"):
            value = getattr(self, name)
            out[name] = None if value is None else list(value)
        out["deadlines"] = None if self.deadlines is None else [deadline_dict(d) for d in self.deadlines]
        out["also"] = [
            {
                "notice_id": p.notice_id,
                "file": p.file,
                "section": p.section,
                "row": p.row,
                "start": p.start,
                "end": p.end,
            }
            for p in self.also
        ]
        if self.near:
            out["near"] = True
        if self.score is not None:
            out["score"] = round(self.score, 4)
        if self.corrected:
            out["corrected"] = list(self.corrected)
        if self.slips:
            out["slips"] = [asdict(slip) for slip in self.slips]
        return out


def deadline_dict(deadline: Deadline) -> dict[str, Any]:
    """A deadline as the contract writes it."""
    return {
        "text": deadline.text,
        "kind": deadline.kind,
        "start": deadline.start.isoformat() if deadline.start else None,
        "end": deadline.end.isoformat() if deadline.end else None,
        "every": deadline.every,
        "base": deadline.base,
        "offset": deadline.offset,
    }


ChipKind = Literal["place", "year", "unit", "notice"]
Origin = Literal["typed", "assumed", "earlier", "set"]
"""Where a limit comes from: the question's words; the home district or unit, or 今年; the turn before; the reader, who
set it beside the question."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One limit that a question was understood to have; ``value`` is what `Limits` takes for it, ``label`` is shown."""

    kind: ChipKind
    label: str
    value: str | int
    origin: Origin = "typed"

    @property
    def is_assumed(self) -> bool:
        """Whether the question does not say it."""
        return self.origin == "assumed"


@dataclass(frozen=True, slots=True)
class Scope:
    """What was understood of the question; ``chips`` is the same for drawing, and no part of the contract."""

    issuers: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    notices: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    deadline: tuple[dt.date | None, dt.date | None] | None = None
    kind: str = "clause"
    note: str = ""
    chips: tuple[Chip, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The scope as the contract writes it."""
        due = None
        if self.deadline is not None:
            first, last = self.deadline
            due = {"from": first.isoformat() if first else None, "to": last.isoformat() if last else None}
        return {
            "issuers": list(self.issuers),
            "years": list(self.years),
            "notices": list(self.notices),
            "units": list(self.units),
            "roles": list(self.roles),
            "deadline": due,
            "kind": self.kind,
            "note": self.note,
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: its words (Markdown, ``[1]`` points at ``citations``), what it rests on, how it was found.

    ``explain`` holds lines in Chinese for ``--explain``: the scope and why, each leg's ranking, the times.
    """

    question: str
    status: Status
    text: str
    citations: tuple[Citation, ...] = ()
    passages: tuple[Citation, ...] = ()
    scope: Scope = field(default_factory=Scope)
    elapsed_ms: float = 0.0
    explain: tuple[str, ...] = ()

    @property
    def is_answered(self) -> bool:
        """Whether the question was answered from the library."""
        return self.status is Status.ANSWERED

    def to_markdown(self) -> str:
        """The words, and below them what they rest on: a numbered list of labels, fit to go into a reply."""
        parts = [self.text.strip()]
        firm, near = ([c for c in self.citations if c.near is is_near] for is_near in (False, True))
        for heading, citations in (("依据：", firm), ("库中相近的内容：", near)):
            if citations:
                parts += [heading, "\n".join(f"{c.n}. {plain(c.label)}" for c in citations)]
        return "\n\n".join(parts) + "\n"

    def to_dict(self, question_id: str | None = None) -> dict[str, Any]:
        """One answer line of the contract."""
        out: dict[str, Any] = {} if question_id is None else {"id": question_id}
        return out | {
            "question": self.question,
            "status": str(self.status),
            "answered": self.is_answered,
            "answer": self.text,
            "citations": [c.to_dict() for c in self.citations],
            "passages": [p.to_dict() for p in self.passages],
            "scope": self.scope.to_dict(),
            "elapsed_ms": round(self.elapsed_ms, 3),
        }


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier turn of the conversation; ``limits`` is what was set beside a question of it."""

    role: str
    content: str
    limits: Limits | None = None


History = Sequence[Turn]
