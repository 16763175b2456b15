"""The answers to several questions of one message as one answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from assistant.answer import Answer, Citation, Scope, Status
from assistant.compose import MAX_LIST, MAX_TEXT, plain

_MARK = re.compile(r"(?<!\\)\[(\d{1,3})\]")
_NUMBERED = re.compile(r"^[\s:：，,、.]*(?:[（(]?\d+[）).、．])?[\s:：，,、.]*")
_CUT = "\n\n……（余下请单独提问）"


def join_answers(question: str, asked: Sequence[str], answers: Sequence[Answer], top_k: int) -> Answer:
    """One answer made of several.

    Parameters
    ----------
    question
        The message.
    asked
        The questions in it, as headings.
    answers
        Their answers, in order.
    top_k
        How many ranked passages to return.

    Returns
    -------
    Answer
        Each part under its question, citations numbered through. Answered when some part is; a part that is not
        answered says so in its place. The scope's kind is that of the first part.
    """
    is_answered = any(a.status is Status.ANSWERED for a in answers)
    limit = (MAX_LIST if any(len(a.text) > MAX_TEXT // len(answers) for a in answers) else MAX_TEXT) // len(answers)
    parts: list[str] = []
    citations: list[Citation] = []
    for number, (words, answer) in enumerate(zip(asked, answers, strict=True), 1):
        offset = len(citations)
        text = _MARK.sub(lambda m, offset=offset: f"[{int(m[1]) + offset}]", answer.text)  # type: ignore[misc]
        head = f"**（{number}）{plain(_NUMBERED.sub('', words))}**\n\n"
        parts.append(head + _within(text, limit - len(head) - 2))
        citations += [replace(c, n=c.n + offset) for c in answer.citations]
    return Answer(
        question,
        Status.ANSWERED if is_answered else answers[0].status,
        "\n\n".join(parts),
        tuple(citations),
        _dealt([a.passages for a in answers], top_k),
        _one_scope([a.scope for a in answers]),
        explain=tuple(line for a in answers for line in a.explain),
    )


def _within(text: str, limit: int) -> str:
    """A text cut at a whole line."""
    if len(text) <= limit:
        return text
    room = limit - len(_CUT)
    line_end = text.rfind("\n", 0, room)
    return text[: line_end if line_end > 0 else room].rstrip() + _CUT


def _dealt(runs: Sequence[Sequence[Citation]], top_k: int) -> tuple[Citation, ...]:
    """The best of each run, then the second of each, each passage once."""
    dealt = {(c.notice_id, c.ref): c for row in reversed(list(zip_longest(*runs))) for c in reversed(row) if c}
    return tuple(reversed(dealt.values()))[:top_k]


def _one_scope(scopes: Sequence[Scope]) -> Scope:
    def union(name: str) -> tuple[object, ...]:
        return tuple(dict.fromkeys(value for scope in scopes for value in getattr(scope, name)))

    first = scopes[0]
    names = ("issuers", "years", "notices", "units", "roles", "chips")
    note = "；".join(dict.fromkeys(s.note for s in scopes if s.note))
    return replace(first, **{name: union(name) for name in names}, note=note)  # type: ignore[arg-type]
