"""What the embedding model learns from: pairs of texts that belong together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from corpus import terms
from encoder.questions import HELD_OUT, QuestionSet, read_lines

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

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Source:
    """Pairs of one kind; a batch is drawn from one source, so that its wrong answers are of the right kind too."""

    name: str
    pairs: list[Pair]
    passes: float
    """How often an epoch goes through the pairs; below one, a random part of them."""
    batch: int


def read_sources(
    train: Path, words: Path, sets: Sequence[QuestionSet], without: Sequence[int], bulk: float, passes: int
) -> list[Source]:
    """Collect every pair that may be learned from; nothing of a part that is left out is among them.

    Parameters
    ----------
    train, words
        Folders of the public pairs and of the word lists.
    sets
        Questions with their texts.
    without
        Parts of the sets that are left out.
    bulk
        Part of the pairs from news, laws and encyclopaedia that an epoch sees.
    passes
        How often an epoch goes through the questions.
    """
    hidden = [start for questions in sets if questions.name == "gov_questions" for start in _hidden(questions)]
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
    for questions in sets:
        sources.append(Source(questions.name, list(_answers(questions, without)), passes=passes, batch=512))
        alike = list(_alike(questions, without))
        sources.append(Source(f"{questions.name} (two questions)", alike, passes=passes / 2, batch=512))
    wordings = [*_read_thesaurus(words / "thesaurus.tsv"), *_checked_thesaurus()]
    sources.append(Source("thesaurus", list(dict.fromkeys(wordings)), passes=passes / 2, batch=512))
    return [
        Source(
            source.name,
            [(anchor[:LONGEST_TEXT], positive[:LONGEST_TEXT]) for anchor, positive in source.pairs],
            source.passes,
            source.batch,
        )
        for source in sources
    ]


def _hidden(questions: QuestionSet) -> list[str]:
    """The beginnings of the clauses of held-out documents."""
    return [questions.texts[place][:40] for q in questions.of(HELD_OUT) for place in q.right]


def _answers(questions: QuestionSet, without: Sequence[int]) -> Iterator[Pair]:
    return ((q.text, questions.texts[place]) for q in questions.questions if q.part not in without for place in q.right)


def _alike(questions: QuestionSet, without: Sequence[int]) -> Iterator[Pair]:
    """Two questions about the same clause; there are too many about some articles of law to take those too."""
    about: dict[int, list[str]] = {}
    for q in questions.questions:
        if q.part not in without and len(q.right) == 1:
            about.setdefault(q.right[0], []).append(q.text)
    return (pair for texts in about.values() for pair in combinations(texts[:6], 2))


def _checked_thesaurus() -> list[Pair]:
    """Pairs of what the product takes for the same (wording, official term)."""
    return [(wording, term.official) for term in terms() for wording in (*term.others, *term.lay)]


def _read_thesaurus(path: Path) -> list[Pair]:
    """Read pairs of the longer list, near in meaning: (wording, official term), (lay wording, first other wording)."""
    pairs: list[Pair] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        term, official, lay, *_ = (*line.split("\t"), "", "", "")
        others, plain = (list(filter(None, cell.split("|"))) for cell in (official, lay))
        pairs += [(wording, term) for wording in others + plain]
        pairs += [(wording, others[0]) for wording in plain if others]
    return pairs
