"""What the tabs of the page share: the assistant, for the home district and unit of whoever asks."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from assistant.answer import Answer, Status, Turn
from assistant.page.address import Address
from assistant.page.front import Counted
from assistant.page.panel import GONE, Shown, empty_panel, source_panel
from corpus import Notice

logger = logging.getLogger("zhengwen.page")

FAILED = "查找时出了问题，这个问题没有得到答复。请换个问法再试；如果仍然出错，请把所问的问题告诉管理员。"
_LONGEST_NAME = 60


class Record(Shown, Counted, Protocol):
    """What the page needs of the record of a notice."""


class Library(Protocol):
    """What the page needs of a library."""

    @property
    def held(self) -> Sequence[Record]:
        """One light record for each notice."""

    def held_as(self, notice_id: str) -> Record:
        """The record of a notice."""

    def notice(self, notice_id: str) -> Notice:
        """A notice as it was read."""

    def picture(self, notice_id: str, page: int) -> bytes | None:
        """A PNG of a page of its file; None where its format has none."""


class Assistant(Protocol):
    """What the page needs of the assistant."""

    @property
    def library(self) -> Library:
        """The notices that answers come from."""

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Answer a question."""

    def examples(self, n: int = 4) -> list[str]:
        """Questions that this library can answer."""


class Live(Protocol):
    """What keeps the assistant in step with the library on the disk."""

    @property
    def current(self) -> Assistant:
        """The assistant over the newest generation that is open."""


class Home(NamedTuple):
    """The district and the unit of a visitor; empty where not set."""

    place: str = ""
    unit: str = ""

    @classmethod
    def parse(cls, value: object) -> Home:
        """What a browser kept; anything odd is no home."""
        if not isinstance(value, dict):
            return cls()
        place, unit = value.get("place"), value.get("unit")
        return cls(*(text[:_LONGEST_NAME] if isinstance(text, str) else "" for text in (place, unit)))


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and its answer; the answer is None while it is being looked for."""

    question: str
    answer: Answer | None = None


History = tuple[Exchange, ...]


class Desk:
    """What is done for the page; each method may be called from many threads.

    Parameters
    ----------
    live
        Where the assistant comes from.
    """

    def __init__(self, live: Live) -> None:
        self._live = live

    @property
    def assistant(self) -> Any:  # noqa: ANN401 - each tab asks for the part that it needs
        """The assistant over the newest generation."""
        return self._live.current

    def respond(self, message: str, history: History) -> Exchange:
        """Ask, with the earlier exchanges; what breaks becomes an answer of status error, and is logged."""
        turns = [
            turn
            for past in history
            if past.answer is not None
            for turn in (Turn("user", past.question), Turn("assistant", past.answer.text))
        ]
        try:
            return Exchange(message, self.assistant.ask(message, turns))
        except Exception:
            # The outermost layer: whatever failed, the user gets a sentence and the log gets the cause.
            logger.exception("question failed: %r", message[:200])
            return Exchange(message, Answer(question=message, status=Status.ERROR, text=FAILED))

    def source(self, value: str) -> str:
        """The right pane for the control with this ``value``."""
        address = Address.parse(value)
        if address is None:
            return empty_panel(GONE)
        library: Library = self.assistant.library
        try:
            held, notice = library.held_as(address.notice_id), library.notice(address.notice_id)
        except Exception:
            logger.exception("notice %s could not be opened", address.notice_id)
            return empty_panel(GONE)
        return source_panel(held, notice, address, self._picture(library, address) if address.page else None)

    def _picture(self, library: Library, address: Address) -> bytes | None:
        """A page of the file; None, and the text is shown, where it cannot be drawn."""
        try:
            return library.picture(address.notice_id, address.page)
        except Exception:
            logger.exception("page %d of %s could not be drawn", address.page, address.notice_id)
            return None
