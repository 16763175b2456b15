"""The product's retrieval beside BM25, on questions that were kept out of training (needs bm25s).

    python tools/measure_retrieval.py --train ../shared/train

The pool is the whole set; held out are a quarter of the documents of ``gov_questions``, of the clauses of
``invented_clauses`` and of the questions of ``stard_train`` (``encoder/questions.py`` has the split). Each system is
measured by nDCG@10 and recall@10 with 95 % intervals; ``x`` and ``p`` compare its nDCG@10 with that of BM25 over the
words of jieba, question by question (randomisation test), ``p2`` with that of BM25 over words and bigrams. Questions of
``gov_questions`` name the document that they are about; with titles, every system is also given that of each clause.
"""

from __future__ import annotations

import argparse
import logging
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import bm25s
import jieba
from encoder.questions import HELD_OUT, Question, QuestionSet, read_measured

from assistant.measures import compare, mean_of, measure_run
from assistant.trec import Qrels, Run
from index.collection import Text, TextCollection
from index.encoder import StaticEncoder
from index.rerank import reranker_for

_RUN = re.compile(r"\w+")
_DEPTH = 100
Search = Callable[[str], dict[str, float]]


def words(text: str) -> list[str]:
    """The words of jieba, with its own dictionary, without punctuation."""
    return [word.lower() for word in jieba.cut(text) if any(character.isalnum() for character in word)]


def words_and_pairs(text: str) -> list[str]:
    """The same and each pair of neighbouring characters."""
    runs = _RUN.findall(text.lower())
    return words(text) + [run[at : at + 2] for run in runs for at in range(max(len(run) - 1, 1))]


def bm25(texts: Sequence[str], cut: Callable[[str], list[str]]) -> Search:
    """BM25 with the usual constants."""
    index = bm25s.BM25()
    index.index([cut(text) for text in texts], show_progress=False)

    def search(question: str) -> dict[str, float]:
        known = [term for term in cut(question) if term in index.vocab_dict]
        if not known:
            return {}
        places, scores = index.retrieve([known], k=min(_DEPTH, len(texts)), show_progress=False)
        return {str(place): float(score) for place, score in zip(places[0], scores[0], strict=True) if score > 0}

    return search


def ours(collection: TextCollection, *legs: str) -> Search:
    """Legs of the product; both together are ranked anew."""

    def search(question: str) -> dict[str, float]:
        hits = collection.search(question, top_k=_DEPTH, legs=legs).hits
        return {hit.passage.passage_id: float(len(hits) - rank) for rank, hit in enumerate(hits)}

    return search


def run_of(search: Search, asked: Sequence[Question]) -> tuple[Run, float]:
    """The run of a system over some questions, and its milliseconds a question."""
    started = time.perf_counter()
    run = {str(number): search(question.text) for number, question in enumerate(asked)}
    return run, (time.perf_counter() - started) * 1000 / len(asked)


def measure(questions: QuestionSet, encoder: StaticEncoder, *, with_titles: bool = False) -> None:
    """Print the table of one set."""
    titles = questions.titles if with_titles else ("",) * len(questions.texts)
    pairs = list(zip(questions.texts, titles, strict=True))
    texts = [Text(str(place), text, title) for place, (text, title) in enumerate(pairs)]
    whole = [f"{title}\n{text}" for text, title in pairs]
    with TextCollection(texts, encoder, reranker=reranker_for(encoder)) as collection:
        systems = {
            "BM25, jieba's words": bm25(whole, words),
            "BM25, words and bigrams": bm25(whole, words_and_pairs),
            "keyword leg": ours(collection, "bm25"),
            "dense leg": ours(collection, "dense"),
            "both, ranked anew": ours(collection, "bm25", "dense"),
        }
        for kind in ("lay", "staff", "short"):
            asked = questions.of(HELD_OUT, kind=kind)
            if asked:
                name = f"{questions.name}{' with titles' if with_titles else ''}, {kind}"
                print(f"\n{name}: {len(asked)} questions, {len(questions.texts)} texts")
                _print(systems, asked)


def _print(systems: dict[str, Search], asked: Sequence[Question]) -> None:
    qrels: Qrels = {str(n): {str(place): 1 for place in question.right} for n, question in enumerate(asked)}
    bases: list[list[float]] = []
    for name, search in systems.items():
        run, milliseconds = run_of(search, asked)
        values = measure_run(qrels, run)
        gains = [values["nDCG@10"][query] for query in qrels]
        gain, recall = mean_of(gains), mean_of([values["R@10"][query] for query in qrels])
        bases = [*bases, gains][:2]
        first, second = (compare(base, gains) for base in (bases[0], bases[-1]))
        ratio = gain.value / max(sum(bases[0]) / len(gains), 1e-9)
        print(
            f"  {name:24} nDCG@10 {gain.value:.3f} [{gain.low:.3f}, {gain.high:.3f}]  recall@10 {recall.value:.3f} "
            f"[{recall.low:.3f}, {recall.high:.3f}]  x {ratio:.2f}  p {first.p:.4f}  p2 {second.p:.4f}  "
            f"{milliseconds:.1f} ms",
            flush=True,
        )


def main() -> None:
    """Measure each set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", type=Path, required=True, help="folder with pairs/")
    parser.add_argument("--encoder", type=Path, help="folder of another encoder in the built-in format")
    options = parser.parse_args()
    jieba.setLogLevel(logging.WARNING)
    encoder = StaticEncoder.load(options.encoder)
    for questions in read_measured(options.train):
        measure(questions, encoder)
        if questions.titles:
            measure(questions, encoder, with_titles=True)


if __name__ == "__main__":
    main()
