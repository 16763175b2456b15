"""A file of questions: one JSON object a line, as the contract of the command line has it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from assistant.answer import Answer, Citation, Status, Turn
from assistant.lines import LineError, lines_of, object_of
from corpus import Surroundings

FORM = '{"id": …, "question": …}'
"""What a line looks like, for the user."""


class Asker(Protocol):
    """Who answers a question; `assistant.Assistant` in the product."""

    def ask(self, question: str, history: Sequence[Turn] = (), today: dt.date | None = None, top_k: int = 10) -> Answer:
        """Answer one question."""

    def around(self, citation: Citation) -> Surroundings:
        """Return what stands around a citation."""


@dataclass(frozen=True, slots=True)
class BatchQuestion:
    """One line that can be asked; ``given_id`` is the line's ``id`` as it came, None where there is none."""

    line: int
    given_id: Any
    question: str
    today: dt.date | None
    history: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class BadLine:
    """One line that is no question, and why."""

    line: int
    given_id: Any
    question: str
    reason: str


def read_batch(path: Path) -> list[BatchQuestion | BadLine]:
    """Read a file of questions; blank lines are skipped.

    Raises
    ------
    CommandError
        The file is not there or is not UTF-8.
    """
    return [parse_line(number, line) for number, line in lines_of(path)]


def parse_line(number: int, line: str) -> BatchQuestion | BadLine:
    """One line of the file as a question, or what is wrong with it."""
    try:
        raw = object_of(line, FORM)
    except LineError as exc:
        return BadLine(number, None, "", str(exc))
    return question_of(number, raw)


def question_of(number: int, raw: Mapping[str, Any]) -> BatchQuestion | BadLine:
    """The object of a line as a question, or what is wrong with it."""
    question = raw.get("question")
    if not isinstance(question, str):
        return BadLine(number, raw.get("id"), "", "没有文字的 question")
    try:
        today = None if raw.get("today") is None else dt.date.fromisoformat(raw["today"])
    except (TypeError, ValueError):
        return BadLine(number, raw.get("id"), question, f"today 应写作 2026-03-01，现为 {raw['today']}")
    history = parse_history(raw.get("history"))
    if history is None:
        return BadLine(number, raw.get("id"), question, 'history 应为 [{"role": "user", "content": "…"}]')
    return BatchQuestion(number, raw.get("id"), question, today, history)


def parse_history(raw: object) -> tuple[Turn, ...] | None:
    """The earlier turns; None where they are not in the form that the contract has."""
    turns = raw or []
    if not isinstance(turns, list):
        return None
    out = []
    for turn in turns:
        if not isinstance(turn, dict) or turn.get("role") not in ("user", "assistant"):
            return None
        if not isinstance(turn.get("content"), str):
            return None
        out.append(Turn(turn["role"], turn["content"]))
    return tuple(out)


def answer_item(assistant: Asker, item: BatchQuestion | BadLine, today: dt.date | None, top_k: int) -> dict[str, Any]:
    """The answer line of one item; whatever goes wrong is a line with status ``error``.

    Parameters
    ----------
    today
        The day for a line that fixes none.
    """
    if isinstance(item, BadLine):
        answer = Answer(item.question, Status.ERROR, item.reason)
    else:
        try:
            answer = assistant.ask(item.question, item.history, item.today or today, top_k)
        except Exception as exc:  # noqa: BLE001 - one question must not end the batch; the line says what happened
            answer = Answer(item.question, Status.ERROR, f"回答时出错：{type(exc).__name__}：{exc}")
    given = {} if item.given_id is None else {"id": item.given_id}
    return given | answer.to_dict()
