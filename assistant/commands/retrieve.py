"""``zhengwen retrieve``: retrieval alone, over a corpus of one's own, as a run in TREC form."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast, get_args

from assistant.errors import WrongUse
from assistant.output import new_file
from assistant.terminal import progress, say
from assistant.trec import AskedQuery, read_queries, read_texts, run_lines

if TYPE_CHECKING:
    from index import TextCollection

Leg = Literal["bm25", "dense"]
LEGS: tuple[Leg, ...] = get_args(Leg)


@dataclass(frozen=True, slots=True)
class RetrieveOptions:
    """What to search by, and how many texts for each query.

    Raises
    ------
    WrongUse
        Options that do not go together.
    """

    top_k: int
    legs: tuple[Leg, ...] = LEGS
    model: str | None = None
    query_instruction: str | None = None
    reranker: str | None = None

    def __post_init__(self) -> None:
        if self.model and "dense" not in self.legs:
            raise WrongUse("--model 是向量模型，不与 --legs bm25 同用")
        if self.query_instruction and not self.model:
            raise WrongUse("--query-instruction 要与 --model 同用")
        if self.reranker and set(self.legs) != set(LEGS):
            raise WrongUse("--reranker 重排词和向量两路的结果，要与 --legs bm25,dense 同用")


def parse_legs(text: str) -> tuple[Leg, ...]:
    """The legs that are named, with commas between them."""
    legs = tuple(dict.fromkeys(leg.strip() for leg in text.split(",")))
    if set(legs) - set(LEGS):
        raise WrongUse(f"--legs 应为 bm25、dense 或 bm25,dense，现为 {text}")
    return cast("tuple[Leg, ...]", legs)


def run(corpus: Path, queries: Path, out: Path, options: RetrieveOptions) -> int:
    """Index the corpus, ask every query and write the run; returns the exit code."""
    with new_file(out, (corpus, queries)) as write:
        texts, asked = read_texts(corpus), read_queries(queries)
        from index import TextCollection, load_encoder, reranker_for

        encoder = load_encoder(options.model, options.query_instruction)
        reranker = reranker_for(encoder, options.reranker)
        started = time.perf_counter()
        with progress("建索引") as advance:
            collection = TextCollection(
                texts, encoder, lambda done: advance(done, len(texts), "") if advance else None, reranker=reranker
            )
        built = time.perf_counter()
        with collection:
            _search(collection, asked, options, write)
        searched = time.perf_counter()
    say(f"{len(texts)} 段文字，建索引 {built - started:.1f} 秒，每秒 {len(texts) / (built - started):.0f} 段")
    say(f"{len(asked)} 个问题，每个 {1000 * (searched - built) / len(asked):.1f} 毫秒，结果在 {out}")
    return 0


def _search(
    collection: TextCollection, asked: Sequence[AskedQuery], options: RetrieveOptions, write: Callable[[str], None]
) -> None:
    with progress("检索") as advance:
        for done, query in enumerate(asked, 1):
            hits = collection.search(query.text, options.top_k, options.legs).hits
            for line in run_lines(query.query_id, ((hit.passage.passage_id, float(hit.score)) for hit in hits)):
                write(line)
            if advance:
                advance(done, len(asked), "")
