"""What the model learns from: pairs of texts that belong together, and the questions that are held out."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

LONGEST_TEXT = 200
"""Characters of a text that are learned from; what a text is about stands at its beginning."""

BULK = (
    "crud_news_lead_body",
    "crud_news_title_body",
    "cmrc_trial",
    "drcd_dev_t2s",
    "gov_heading_section",
    "law_article_halves",
    "law_title_chapter_article",
)
QUESTIONS = {"gov_questions": "title", "invented_clauses": "id"}
"""Sets of questions written for this product, and what their held-out quarter is drawn by."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A clause with the questions that it answers, by kind: lay, staff, short."""

    text: str
    questions: dict[str, tuple[str, ...]]
    held_out: bool


@dataclass(frozen=True, slots=True)
class Source:
    """Pairs of one kind; a batch is drawn from one source, so that its wrong answers are of the right kind too."""

    name: str
    pairs: list[Pair]
    passes: float
    """How often an epoch goes through the pairs; below one, a random part of them."""
    batch: int


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a gzipped file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def is_held_out(key: str) -> bool:
    """Tell whether a document or clause belongs to the quarter that is never trained on."""
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % 4 == 0


def read_questions(train: Path) -> dict[str, list[Asked]]:
    """Read both sets of questions, each clause marked as held out or not."""
    return {
        name: [
            Asked(
                text=line["text"],
                questions={
                    "lay": tuple(line["lay"]),
                    "staff": (line["staff"],),
                    "short": (line["short"],) if line.get("short") else (),
                },
                held_out=is_held_out(line[drawn_by]),
            )
            for line in read_lines(train / "pairs" / f"{name}.jsonl.gz")
        ]
        for name, drawn_by in QUESTIONS.items()
    }


def read_own(path: Path) -> list[Asked]:
    """Read further questions, of the form of ``invented_clauses``; all of them are learned from."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [
        Asked(
            line["text"],
            {"lay": tuple(line["lay"]), "staff": (line["staff"],), "short": (line["short"],) if line["short"] else ()},
            held_out=False,
        )
        for line in map(json.loads, lines)
    ]


def read_thesaurus(path: Path) -> list[Pair]:
    """Read pairs (wording, official term), and (lay wording, first other official wording)."""
    pairs: list[Pair] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        term, official, lay, *_ = (*line.split("\t"), "", "", "")
        others, plain = (list(filter(None, cell.split("|"))) for cell in (official, lay))
        pairs += [(wording, term) for wording in others + plain]
        pairs += [(wording, others[0]) for wording in plain if others]
    return pairs


def read_sources(
    train: Path, words: Path, asked: dict[str, list[Asked]], bulk: float, passes: int, own: Path | None = None
) -> list[Source]:
    """Collect every pair that may be learned from; nothing of a held-out clause is among them.

    Parameters
    ----------
    train, words
        Folders of the public pairs and of the word lists.
    asked
        What ``read_questions`` returned.
    bulk
        Part of the pairs from news, laws and encyclopaedia that an epoch sees.
    passes
        How often an epoch goes through the questions written for this product.
    own
        A file of further questions.
    """
    hidden = [clause.text[:40] for clauses in asked.values() for clause in clauses if clause.held_out]
    sources = [
        Source(
            name,
            [
                (line["anchor"], line["positive"])
                for line in read_lines(train / "pairs" / f"{name}.jsonl.gz")
                if name != "gov_heading_section" or not any(start in line["positive"] for start in hidden)
            ],
            passes=bulk,
            batch=1024,
        )
        for name in BULK
    ]
    stard = [(line["anchor"], line["positive"]) for line in read_lines(train / "pairs" / "stard_train.jsonl.gz")]
    sources.append(Source("stard_train", stard, passes=passes, batch=512))
    for name, clauses in (asked | ({"questions": read_own(own)} if own else {})).items():
        known = [clause for clause in clauses if not clause.held_out]
        questions = [(sum(clause.questions.values(), ()), clause.text) for clause in known]
        answers = [(question, text) for several, text in questions for question in several]
        alike = [pair for several, _ in questions for pair in combinations(several, 2)]
        sources.append(Source(name, answers, passes=passes, batch=512))
        sources.append(Source(f"{name} (two questions)", alike, passes=passes / 2, batch=512))
    sources.append(Source("thesaurus", read_thesaurus(words / "thesaurus.tsv"), passes=passes / 2, batch=512))
    return [
        Source(
            source.name,
            [(anchor[:LONGEST_TEXT], positive[:LONGEST_TEXT]) for anchor, positive in source.pairs],
            source.passes,
            source.batch,
        )
        for source in sources
    ]
