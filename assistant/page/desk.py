"""What the tabs of the page share: the assistant, for the home district and unit of whoever asks."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from assistant.answer import Answer, Status, Turn
from assistant.dutylist import DutyList
from assistant.feedback import FeedbackStore, Verdict, feedback_of
from assistant.limits import Limits
from assistant.page.address import Address
from assistant.page.front import Counted
from assistant.page.panel import GONE, Shown, empty_panel, source_panel
from assistant.page.scope import Change, changed
from corpus import Notice

logger = logging.getLogger("zhengwen.page")

FAILED = "查找时出了问题，这个问题没有得到答复。请换个问法再试；如果仍然出错，请把所问的问题告诉管理员。"
_LONGEST_NAME, _DIGITS = 60, 6


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
    def current(self) -> Any:  # noqa: ANN401 - each tab asks for the part that it needs
        """The assistant over the newest generation that is open."""

    def refresh(self) -> Any:  # noqa: ANN401
        """The same, opened now if it is not."""


class Home(NamedTuple):
    """The district and the unit of a visitor; empty where not set."""

    place: str = ""
    unit: str = ""

    @classmethod
    def parse(cls, value: object) -> Home | None:
        """What a browser kept; None where it kept nothing, or something odd."""
        if not isinstance(value, dict) or not value.keys() >= {"place", "unit"}:
            return None
        place, unit = value.get("place"), value.get("unit")
        return cls(*(text[:_LONGEST_NAME] if isinstance(text, str) else "" for text in (place, unit)))


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and its answer; the answer is None while it is being looked for.

    ``limits`` is what the reader set beside the question, ``duties`` the list of duties that the answer tells,
    ``verdict`` what the reader said of the answer; ``generation`` is that of the library that gave it, ``asked`` the
    day.
    """

    question: str
    answer: Answer | None = None
    limits: Limits = field(default_factory=Limits)
    duties: DutyList | None = None
    verdict: str = ""
    generation: str = ""
    asked: dt.date | None = None


History = tuple[Exchange, ...]


def turns_of(history: History) -> list[Turn]:
    """The conversation as the assistant reads it."""
    out: list[Turn] = []
    for past in history:
        if past.answer is not None:
            out += [Turn("user", past.question, past.limits), Turn("assistant", past.answer.text)]
    return out


class Desk:
    """What is done for the page; each method may be called from many threads.

    Parameters
    ----------
    live
        Where the assistant comes from.
    feedback
        Where verdicts on answers are kept.
    """

    def __init__(self, live: Live, feedback: FeedbackStore | None = None) -> None:
        self.live = live
        self._feedback = feedback

    @property
    def assistant(self) -> Any:  # noqa: ANN401 - each tab asks for the part that it needs
        """The assistant over the newest generation."""
        return self.live.current

    def home(self, kept: object) -> Home:
        """The home of a visitor: what the browser kept, else that of the settings."""
        return Home.parse(kept) or Home(*self.assistant.home)

    def at(self, kept: object) -> Any:  # noqa: ANN401 - as ``assistant``
        """The assistant for a visitor's home."""
        assistant = self.assistant
        home = Home.parse(kept)
        if home is None:
            return assistant
        try:
            return assistant.at_home(*home)
        except ValueError:  # a district that was held when the browser kept it
            logger.info("home %s is not in the library", home)
            return assistant

    def respond(self, message: str, history: History, kept: object = None, limits: Limits | None = None) -> Exchange:
        """Ask, with the earlier exchanges; what breaks becomes an answer of status error, and is logged.

        Parameters
        ----------
        message
            The question.
        history
            The exchanges before.
        kept
            The visitor's home, as the browser kept it.
        limits
            What the reader set beside the question.
        """
        limits, turns, asked = limits or Limits(), turns_of(history), dt.date.today()
        try:
            assistant = self.at(kept)
            answer: Answer = assistant.ask(message, turns, limits=limits)
            duties, generation = assistant.duty_list(answer), assistant.library.generation
            return Exchange(message, answer, limits, duties, generation=generation, asked=asked)
        except Exception:
            # The outermost layer: whatever failed, the user gets a sentence and the log gets the cause.
            logger.exception("question failed: %r", message[:200])
            failed = Answer(question=message, status=Status.ERROR, text=FAILED)
            return Exchange(message, failed, limits, asked=asked)

    def follow_ups(self, history: History, kept: object) -> tuple[str, ...]:
        """What may be asked after the last answer; each was tried, which takes a while."""
        last = history[-1] if history else None
        if last is None or last.answer is None or last.answer.status is Status.ERROR:
            return ()
        try:
            offered: tuple[str, ...] = self.at(kept).follow_ups(last.answer, turns_of(history[:-1]), last.limits)
        except Exception:
            logger.exception("no follow-ups for %r", last.question[:200])
            return ()
        return offered

    def limited(self, history: History, kept: object, change: Change) -> History:
        """The conversation with its last question asked again, its scope changed as a chip was."""
        last = history[-1] if history else None
        if last is None or last.answer is None:
            return history
        limits = changed(last.limits, last.answer, change)
        return (*history[:-1], self.respond(last.question, history[:-1], kept, limits))

    def judged(self, history: History, turn: str, verdict: str, remark: str) -> History:
        """The conversation with a verdict on one of its answers, which is kept; the first one counts.

        Raises
        ------
        assistant.errors.CommandError
            It cannot be written; the message is for the reader.
        """
        at = int(turn) if turn.isdecimal() and len(turn) < _DIGITS else len(history)
        if at >= len(history) or verdict not in ("useful", "wrong"):
            return history
        exchange = history[at]
        if exchange.answer is None or exchange.verdict or self._feedback is None:
            return history
        given: Verdict = "useful" if verdict == "useful" else "wrong"
        kept = feedback_of(
            exchange.answer,
            given,
            remark,
            history=turns_of(history[:at]),
            today=exchange.asked,
            limits=exchange.limits,
            generation=exchange.generation,
        )
        self._feedback.add(kept)
        return (*history[:at], replace(exchange, verdict=verdict), *history[at + 1 :])

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

    def original(self, notice_id: str) -> tuple[str, bytes]:
        """The file of a notice as it came: its name and its bytes.

        Raises
        ------
        ValueError
            It is not held any more, or cannot be read; the message is for the reader.
        """
        try:
            library = self.assistant.library
            return Path(library.held_as(notice_id).file).name, library.original(notice_id).read_bytes()
        except KeyError:
            raise ValueError(GONE) from None
        except OSError as exc:
            logger.exception("the original of %s could not be read", notice_id)
            raise ValueError("原件读不出来，请告诉管理员") from exc

    def _picture(self, library: Library, address: Address) -> bytes | None:
        """A page of the file; None, and the text is shown, where it cannot be drawn."""
        try:
            return library.picture(address.notice_id, address.page)
        except Exception:
            logger.exception("page %d of %s could not be drawn", address.page, address.notice_id)
            return None
