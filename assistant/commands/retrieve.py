"""``zhengwen retrieve``: retrieval alone, over a corpus of one's own, as a run in TREC form."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import WrongUse
from assistant.terminal import progress, say
from assistant.trec import AskedQuery, read_queries, read_texts, write_run

if TYPE_CHECKING:
    from index import TextCollection


@dataclass(frozen=True, slots=True)
class RetrieveOptions:
    """What to search by, and how many texts for each query."""

    top_k: int
    legs: tuple[str, ...]
    model: str | None = None
    query_instruction: str | None = None
    reranker: str | None = None


def run(corpus: Path, queries: Path, out: Path, options: RetrieveOptions) -> int:
    """Index the corpus, ask every query and write the run; returns the exit code."""
    if not out.parent.is_dir():
        raise WrongUse(f"{out.parent}：没有这个文件夹")
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
        write_run(out, _ranked(collection, asked, options))
    searched = time.perf_counter()
    say(f"{len(texts)} 段文字，建索引 {built - started:.1f} 秒，每秒 {len(texts) / (built - started):.0f} 段")
    say(f"{len(asked)} 个问题，每个 {1000 * (searched - built) / len(asked):.1f} 毫秒，结果在 {out}")
    return 0


def _ranked(
    collection: TextCollection, asked: Sequence[AskedQuery], options: RetrieveOptions
) -> Iterator[tuple[str, str, int, float]]:
    with progress("检索") as advance:
        for done, query in enumerate(asked, 1):
            hits = collection.search(query.text, options.top_k, options.legs).hits
            for rank, hit in enumerate(hits, 1):
                yield query.query_id, hit.passage.passage_id, rank, hit.score
            if advance:
                advance(done, len(asked), "")
