"""Rows for matching run by run (MaxSim), which the reranker reads: learned beside the rows whose sum is the vector.

A question is scored against a text by the nearest run of the text to each of its own, and must be nearer to its answer
than to the other texts of the batch, among them some that the vectors took for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn.functional import cross_entropy, normalize

from encoder.bags import Bags
from encoder.pairs import LONGEST_TEXT
from encoder.questions import QuestionSet
from index.encoder import StaticEncoder

_AT_ONCE = 500
_WARM_UP = 50
"""Batches until the full rate is reached; from there it falls in a straight line."""


@dataclass(frozen=True, slots=True)
class MatchingPlan:
    """How the training goes."""

    epochs: int = 1
    rate: float = 0.003
    emphasis_rate: float = 0.009
    """Rate of the emphasis, the logarithm of how much a run of a question counts."""
    sharpness: float = 40.0
    """Scores are multiplied by this before the softmax."""
    batch: int = 48
    near: int = 25
    """The nearest wrong texts by the vectors, of which ``wrong`` are drawn for each question of a batch."""
    wrong: int = 2
    dropped: float = 0.3
    longest: int = 90


@dataclass(frozen=True, slots=True)
class _Item:
    """Places in the bags of a question, of a text that answers it, and of texts that seem to."""

    question: int
    right: int
    wrong: NDArray[np.int64]


def train_matching(
    rows: NDArray[np.float32],
    bags: Bags,
    encoder: StaticEncoder,
    sets: Sequence[QuestionSet],
    without: Sequence[int],
    plan: MatchingPlan,
    rng: np.random.Generator,
    after_epoch: Callable[[int, float, NDArray[np.float32]], None],
) -> NDArray[np.float32]:
    """Return rows, shape (n_runs, dim): which way one points is what it is near to, its length how much it counts.

    Parameters
    ----------
    rows
        Where the training begins, shape (n_runs, dim).
    bags
        Holds every question and text of the sets, cut at ``LONGEST_TEXT``.
    encoder
        Whose vectors find the texts that seem to answer.
    sets, without
        Questions with their texts, and the parts that are left out.
    """
    ways = torch.nn.Parameter(torch.from_numpy(rows.copy()))
    emphasis = torch.nn.Parameter(torch.from_numpy(np.log(np.linalg.norm(rows, axis=1) + 1e-6)))
    rates = (plan.rate, plan.emphasis_rate)
    optimizer = torch.optim.Adam(
        [{"params": [values], "lr": rate} for values, rate in zip((ways, emphasis), rates, strict=True)],
        betas=(0.9, 0.99),
    )
    items = [item for questions in sets for item in _items(questions, bags, encoder, without, plan.near)]
    total, step = plan.epochs * (len(items) // plan.batch), 0
    for number in range(1, plan.epochs + 1):
        order = rng.permutation(len(items))
        losses = []
        for first in range(0, len(items) - plan.batch + 1, plan.batch):
            share = min(1.0, (step + 1) / _WARM_UP) * max(0.02, 1 - step / total)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * share
            batch = [items[place] for place in order[first : first + plan.batch]]
            loss = _loss(ways, emphasis, bags, batch, plan, rng)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            losses.append(loss.item())
            step += 1
        after_epoch(number, float(np.mean(losses)), _joined(ways, emphasis))
    return _joined(ways, emphasis)


def _joined(ways: torch.Tensor, emphasis: torch.Tensor) -> NDArray[np.float32]:
    joined: NDArray[np.float32] = (normalize(ways, dim=1) * emphasis.exp()[:, None]).detach().numpy()
    return joined


def _items(
    questions: QuestionSet, bags: Bags, encoder: StaticEncoder, without: Sequence[int], near: int
) -> Iterator[_Item]:
    """Yield the questions with a text that answers each, and the nearest of those that answer any question."""
    asked = [question for question in questions.questions if question.part not in without]
    pool = sorted({place for question in asked for place in question.right})
    vectors = encoder.encode([questions.texts[place] for place in pool])
    places = np.array([bags.place[questions.texts[place][:LONGEST_TEXT]] for place in pool])
    for first in range(0, len(asked), _AT_ONCE):
        chunk = asked[first : first + _AT_ONCE]
        likeness = encoder.encode([question.text for question in chunk]) @ vectors.T
        nearest = np.argsort(-likeness, axis=1)[:, :near]
        for question, found in zip(chunk, nearest, strict=True):
            right = [bags.place[questions.texts[place][:LONGEST_TEXT]] for place in question.right]
            wrong = np.setdiff1d(places[found], right)
            yield _Item(bags.place[question.text[:LONGEST_TEXT]], right[0], wrong)


def _loss(
    ways: torch.Tensor,
    emphasis: torch.Tensor,
    bags: Bags,
    batch: Sequence[_Item],
    plan: MatchingPlan,
    rng: np.random.Generator,
) -> torch.Tensor:
    seeming = [rng.choice(item.wrong, min(plan.wrong, len(item.wrong)), replace=False) for item in batch]
    texts = list(dict.fromkeys([item.right for item in batch] + np.concatenate(seeming).tolist()))
    place = {text: number for number, text in enumerate(texts)}
    asked = bags.take([item.question for item in batch], rng, plan.dropped, plan.longest)
    held = bags.take(texts, rng, plan.dropped, plan.longest)
    scores = max_sim(ways, emphasis, asked, held) * plan.sharpness
    return cross_entropy(scores, torch.tensor([place[item.right] for item in batch]))


def max_sim(
    ways: torch.Tensor,
    emphasis: torch.Tensor,
    asked: tuple[NDArray[np.int64], NDArray[np.int64]],
    held: tuple[NDArray[np.int64], NDArray[np.int64]],
) -> torch.Tensor:
    """Score each question against each text, shape (n_questions, n_texts); both as rows and where each text begins.

    References
    ----------
    Khattab and Zaharia, SIGIR 2020, doi:10.1145/3397271.3401075
    """
    (ids, starts), (others, begins) = asked, held
    runs, of_question = np.unique(ids, return_inverse=True)
    words, of_text = np.unique(others, return_inverse=True)
    cosines = normalize(ways[torch.from_numpy(runs)], dim=1) @ normalize(ways[torch.from_numpy(words)], dim=1).T
    with torch.no_grad():  # which run is the nearest is no matter of degree
        own = torch.from_numpy(of_text).tensor_split(begins[1:].tolist())
        columns = torch.stack([places[cosines[:, places].argmax(dim=1)] for places in own], dim=1)
    best = cosines.gather(1, columns).clamp(min=0)
    owners = np.searchsorted(starts, np.arange(len(ids)), side="right") - 1
    shares = torch.zeros(len(starts), len(runs)).index_put(
        (torch.from_numpy(owners), torch.from_numpy(of_question)),
        emphasis[torch.from_numpy(ids)].exp(),
        accumulate=True,
    )
    return shares / shares.sum(dim=1, keepdim=True) @ best
