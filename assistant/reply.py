"""What the reply to one question is made into before it is checked and shown."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.answer import Citation
from assistant.compose import Draft
from assistant.find import Scored
from index import Held


@dataclass(slots=True)
class Reply:
    """A draft, or why there is none; ``asked`` are names in it that come from the question, not from a notice.

    ``nearest`` is the sentence to show as near, where it is not the best one found.
    """

    draft: Draft = field(default_factory=Draft)
    refused: str = ""
    near: tuple[Held, ...] = ()
    show_near: bool = False
    nearest: Scored | None = None
    asks_back: bool = False
    is_list: bool = False
    asked: tuple[str, ...] = ()
    passages: tuple[Citation, ...] = ()
    score: float = 0.0
