"""Gold questions and the answers to them, checked before anything is asked or judged."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.batch import BadLine, BatchQuestion, question_of
from assistant.lines import Line, LineError, read_objects, shown

TYPES = (
    "clause",
    "number",
    "deadline",
    "responsibility",
    "who",
    "definition",
    "metadata",
    "compare",
    "list",
    "followup",
    "ambiguous",
    "unanswerable",
)

Answers = Mapping[str, Mapping[str, Any]]
"""Id as text to answer line."""
_Fields = Mapping[str, tuple[str, Callable[[object], bool]]]
"""Name of a field to what it should be and whether a value is that; every field may be null or missing."""


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold line: ``raw`` as it stands in the file, for the judge, and its question."""

    gold_id: str
    raw: Mapping[str, Any]
    question: BatchQuestion


def read_gold(path: Path) -> list[Gold]:
    """Read a gold file of the contract.

    Raises
    ------
    CommandError
        The file cannot be read, or lines are no gold lines; every such line is named, with the field.
    """
    return read_objects(path, '{"id": …, "type": …, "question": …}', _gold_of)


def read_answers(path: Path) -> Answers:
    """Read answers that were kept, from ``eval --out`` or ``ask --batch``.

    Raises
    ------
    CommandError
        The file cannot be read, or lines are no answer lines; every such line is named, with the field.
    """
    return {line.line_id: line.raw for line in read_objects(path, '{"id": …, "answer": …, "citations": …}', _answer_of)}


def earlier_of(gold: Gold, answers: Answers) -> Mapping[str, Any] | None:
    """The answer to a question among earlier ones; None where there is none, or its id stands for another question."""
    answer = answers.get(gold.gold_id)
    asked = gold.question.question
    return answer if answer is not None and answer.get("question", asked) == asked else None


def _gold_of(line: Line) -> Gold:
    if line.raw.get("type") not in TYPES:
        raise LineError(f"type 应为 {'、'.join(TYPES)} 之一，现为 {shown(line.raw.get('type'))}")
    question = question_of(line.number, line.raw)
    if isinstance(question, BadLine):
        raise LineError(question.reason)
    _check(line.raw, _GOLD)
    if line.raw["type"] == "ambiguous" and not line.raw.get("issuer"):
        raise LineError("type 是 ambiguous 的要有 issuer")
    return Gold(line.line_id, line.raw, question)


def _answer_of(line: Line) -> Line:
    _check(line.raw, _ANSWER)
    for name in ("citations", "passages"):
        for place, item in enumerate(line.raw.get(name) or [], 1):
            _check(item, _CITED, f"{name} 第 {place} 项的 ")
    return line


def _check(raw: Mapping[str, Any], fields: _Fields, where: str = "") -> None:
    for name, (expected, fits) in fields.items():
        value = raw.get(name)
        if value is not None and not fits(value):
            raise LineError(f"{where}{name} 应为{expected}，现为 {shown(value)}")


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _are(fits: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, list) and all(map(fits, value))


def _is_words(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())  # nothing would be found in every text


def _is_group(value: object) -> bool:
    return bool(value) and _are(_is_words)(value)


def _is_object(value: object) -> bool:
    return isinstance(value, dict)


_TEXT = ("文字", _is_text)
_WORDS = ('文字的列表，如 ["…"]', _are(_is_words))
_OBJECTS = ('对象的列表，如 [{"quote": "…"}]', _are(_is_object))
_GOLD: _Fields = {
    "evidence": ('引文分组的列表，如 [["…"], ["…", "…"]]', _are(_is_group)),
    "answer_contains": _WORDS,
    "section": _WORDS,
    "issuer": _WORDS,
    "year": ("年份的列表，如 [2022]", _are(_is_number)),
}
_ANSWER: _Fields = {
    "question": _TEXT,
    "status": _TEXT,
    "answer": _TEXT,
    "citations": _OBJECTS,
    "passages": _OBJECTS,
}
_CITED: _Fields = {
    "quote": _TEXT,
    "pieces": ('文字的列表，如 ["…"]', _are(_is_text)),
    "issuer": _TEXT,
    "year": ("整数", _is_number),
    "also": _OBJECTS,
}
