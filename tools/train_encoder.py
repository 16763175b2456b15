"""Train the built-in embedding model: the same weights for the same seed and machine.

    python tools/train_encoder.py --train ../shared/train --words ../shared/words --out index/data/encoder

Several members are trained from other first rows and in another order, and blended into one table; then the rows for
matching. About an hour on one core. The package must be installed or on the path. What is printed stands in
docs/retrieval.md.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from encoder.bags import Bags
from encoder.blend import blend
from encoder.figures import measure
from encoder.first_rows import first_rows
from encoder.matching import MatchingPlan, train_matching
from encoder.pairs import BULK, Source, read_sources
from encoder.questions import FOLD, HELD_OUT, QuestionSet, read_learned, read_measured
from encoder.training import Plan, train
from encoder.vocabulary import choose_runs
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize

from index.encoder import StaticEncoder
from index.static_words import StaticWords
from index.weights import Weights


def parse_options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", type=Path, required=True, help="folder with pairs/*.jsonl.gz")
    parser.add_argument("--words", type=Path, required=True, help="folder with thesaurus.tsv")
    parser.add_argument("--out", type=Path, required=True, help="folder of the model; what is in it is replaced")
    parser.add_argument("--runs", type=int, default=110_000, help="rows of the model")
    parser.add_argument("--dim", type=int, default=256, help="numbers in a row")
    parser.add_argument("--members", type=int, default=3, help="models that are blended into one")
    parser.add_argument("--epochs", type=int, default=2, help="of each member")
    parser.add_argument("--matching-epochs", type=int, default=1)
    parser.add_argument("--bulk", type=float, default=0.5, help="part of the bulk pairs that an epoch sees")
    parser.add_argument("--passes", type=int, default=4, help="passes of an epoch through our own questions")
    parser.add_argument("--own-weight", type=float, default=4.0, help="weight of our own texts when runs are chosen")
    parser.add_argument("--dropped", type=float, default=0.5, help="part of a text's runs left out each time")
    parser.add_argument("--without-fold", action="store_true", help="leave out the part that the reranker learns from")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=20261121)
    return parser.parse_args()


def choose_table(sources: Sequence[Source], size: int, own_weight: float) -> NDArray[np.uint32]:
    """Choose the runs from the texts that are learned from."""
    bulk, own = (
        sorted(
            {text for source in sources if (source.name in BULK) is of_bulk for pair in source.pairs for text in pair}
        )
        for of_bulk in (True, False)
    )
    return choose_runs(bulk, own, size, own_weight)


def print_figures(encoder: StaticEncoder, sets: Sequence[QuestionSet]) -> None:
    """Print nDCG@10 and recall@10 of the held-out questions."""
    for figure in measure(encoder, sets):
        name, kind = figure.name, figure.kind
        print(f"  {name:17} {kind:6} nDCG@10 {figure.ndcg:.3f}  recall@10 {figure.recall:.3f}  ({figure.questions})")


def main() -> None:
    """Read the pairs, choose the runs, train, measure, save."""
    options = parse_options()
    began = time.perf_counter()
    torch.set_num_threads(options.threads)

    def say(text: str) -> None:
        print(f"[{time.perf_counter() - began:4.0f} s] {text}", flush=True)

    def after_epoch(number: int, loss: float, rows: NDArray[np.float32]) -> None:
        say(f"epoch {number}: loss {loss:.3f}")

    measured = read_measured(options.train)
    sets = [*measured, *read_learned(options.train)]
    without = (HELD_OUT, FOLD) if options.without_fold else (HELD_OUT,)
    sources = read_sources(options.train, options.words, sets, without, options.bulk, options.passes)
    for source in sources:
        print(f"  {source.name:34} {len(source.pairs):6} pairs x {source.passes}")
    table = choose_table(sources, options.runs, options.own_weight)
    bags = Bags(table, (text for source in sources for pair in source.pairs for text in pair))
    say(f"{len(table)} runs, {len(bags)} texts of {len(bags.ids) / len(bags):.0f} runs")
    plan = Plan(epochs=options.epochs, dropped=options.dropped)
    members = []
    for seed in range(options.seed, options.seed + options.members):
        rng = np.random.default_rng(seed)
        members.append(train(first_rows(bags, len(table), options.dim, rng), bags, sources, plan, rng, after_epoch))
        say(f"member {len(members)}")
        print_figures(StaticEncoder(Weights.of(table, members[-1])), measured)
    rng = np.random.default_rng(options.seed)
    rows = blend(members, bags, options.dim, rng)
    encoder = StaticEncoder(Weights.of(table, rows))
    say("blended")
    print_figures(encoder, measured)
    matching_plan = MatchingPlan(epochs=options.matching_epochs)
    matching = train_matching(rows, bags, encoder, sets, without, matching_plan, rng, after_epoch)
    weights = Weights.of(table, rows, matching)
    model = SentenceTransformer(modules=[StaticWords(weights), Normalize()], device="cpu")
    model.save(str(options.out), create_model_card=False)
    say(f"{options.out}: fingerprint {StaticEncoder.load(options.out).fingerprint}")


if __name__ == "__main__":
    main()
