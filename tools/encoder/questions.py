"""The questions that models learn from and are measured by, and how they are split."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

Kind = Literal["lay", "staff", "short"]

HELD_OUT, FOLD = 0, 1
"""Parts of a set, of four: the first is never learned from; without the second the model is trained by whose vectors
the reranker learns, so that it sees scores as they are of questions that the model never saw."""
OWN = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the places of the texts that answer it, and the part of its set that it belongs to."""

    text: str
    kind: Kind
    right: tuple[int, ...]
    part: int


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions over one pool of texts; ``titles`` are those of the documents that they are from, where known."""

    name: str
    texts: tuple[str, ...]
    questions: tuple[Question, ...]
    titles: tuple[str, ...] = ()

    def of(self, *parts: int, kind: Kind | None = None) -> list[Question]:
        """The questions of some parts, of one kind or all."""
        return [q for q in self.questions if q.part in parts and kind in (None, q.kind)]


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a file of JSON lines, gzipped or not."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def part_of(key: str) -> int:
    """The part, 0 to 3, that a document, clause or question falls into."""
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % 4


def read_measured(train: Path) -> list[QuestionSet]:
    """The three sets with a held-out part: split by document, by clause and by question.

    The pool is the whole set; of ``stard_train``, all articles of it and of ``law_title_chapter_article``.
    """
    pairs = train / "pairs"
    return [
        _of_clauses("gov_questions", read_lines(pairs / "gov_questions.jsonl.gz"), "title"),
        _of_clauses("invented_clauses", read_lines(pairs / "invented_clauses.jsonl.gz"), "id"),
        _of_articles(pairs),
    ]


def read_learned(train: Path) -> list[QuestionSet]:
    """The sets written for training alone, of ``tools/encoder/data``; nothing of them is held out.

    ``questions*.jsonl`` holds invented clauses with their questions, ``public*.jsonl`` questions about clauses of
    public documents, which are not in the repository: each line names its text in ``train/text``.
    """
    own = [line for path in sorted(OWN.glob("questions*.jsonl")) for line in read_lines(path)]
    public = [
        line | {"text": _text_at(train, line)}
        for path in sorted(OWN.glob("public*.jsonl"))
        for line in read_lines(path)
    ]
    return [
        _learned_only(_of_clauses("our questions, invented clauses", own, "id")),
        _learned_only(_of_clauses("our questions, public clauses", public, "id")),
    ]


def _of_clauses(name: str, lines: Iterable[dict[str, Any]], drawn_by: str) -> QuestionSet:
    texts, titles, questions = [], [], []
    for place, line in enumerate(lines):
        texts.append(line["text"])
        titles.append(line.get("title", ""))
        part = part_of(line[drawn_by])
        asked: list[tuple[Kind, str | None]] = [("lay", text) for text in line["lay"]]
        asked += [("staff", line["staff"]), ("short", line.get("short"))]
        questions += [Question(text, kind, (place,), part) for kind, text in asked if text]
    return QuestionSet(name, tuple(texts), tuple(questions), tuple(titles) if any(titles) else ())


def _of_articles(pairs: Path) -> QuestionSet:
    asked = list(read_lines(pairs / "stard_train.jsonl.gz"))
    articles = [line["positive"] for line in read_lines(pairs / "law_title_chapter_article.jsonl.gz")]
    place = {text: number for number, text in enumerate(dict.fromkeys([*articles, *(a["positive"] for a in asked)]))}
    right: dict[str, list[int]] = {}
    for line in asked:
        right.setdefault(line["anchor"], []).append(place[line["positive"]])
    questions = tuple(Question(text, "lay", tuple(places), part_of(text)) for text, places in right.items())
    return QuestionSet("stard_train", tuple(place), questions)


def _learned_only(questions: QuestionSet) -> QuestionSet:
    moved = tuple(
        Question(q.text, q.kind, q.right, q.part if q.part != HELD_OUT else FOLD + 1) for q in questions.questions
    )
    return QuestionSet(questions.name, questions.texts, moved)


def _text_at(train: Path, line: dict[str, Any]) -> str:
    return _documents(train, line["source"])[line["doc"]][line["start"] : line["end"]]


@cache
def _documents(train: Path, source: str) -> dict[str, str]:
    lines = read_lines(train / "text" / f"{source}.jsonl.gz")
    return {line.get("id", line.get("path", "")): line["text"] for line in lines}
