"""Contrastive training: a text must be nearer to its partner than to the partners of all others in the batch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn.functional import cross_entropy, embedding_bag, normalize

from encoder.bags import Bags
from encoder.pairs import Source

_SMALLEST_BATCH = 64
_WARM_UP = 30
"""Batches until the full rate is reached; from there it falls in a straight line."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How the training goes."""

    epochs: int = 2
    rate: float = 0.01
    sharpness: float = 30.0
    """Cosines are multiplied by this before the softmax."""
    dropped: float = 0.5
    """Part of the runs of a text that is left out each time."""
    longest: int = 128
    """Runs of a text that are looked at each time."""


def train(
    rows: NDArray[np.float32],
    bags: Bags,
    sources: Sequence[Source],
    plan: Plan,
    rng: np.random.Generator,
    after_epoch: Callable[[int, float, NDArray[np.float32]], None],
) -> NDArray[np.float32]:
    """Return the trained rows; ``after_epoch`` is told its number, the mean loss and the rows."""
    weight = torch.nn.Parameter(torch.from_numpy(rows))
    optimizer = torch.optim.Adam([weight], lr=plan.rate, betas=(0.9, 0.99), fused=True)
    epochs = [_batches(sources, bags, rng) for _ in range(plan.epochs)]
    total, step = sum(map(len, epochs)), 0
    for number, batches in enumerate(epochs, start=1):
        losses = []
        for batch in batches:
            for group in optimizer.param_groups:
                group["lr"] = plan.rate * min(1.0, (step + 1) / _WARM_UP) * max(0.02, 1 - step / total)
            loss = _loss(weight, bags, batch, plan, rng)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            losses.append(loss.item())
            step += 1
        after_epoch(number, float(np.mean(losses)), weight.detach().numpy())
    return weight.detach().numpy()


def _batches(sources: Sequence[Source], bags: Bags, rng: np.random.Generator) -> list[NDArray[np.int64]]:
    """Return the batches of one epoch in random order; a batch is an array of pairs of text numbers."""
    batches = []
    for source in sources:
        pairs = np.array([(bags.place[anchor], bags.place[positive]) for anchor, positive in source.pairs])
        whole, part = divmod(source.passes, 1)
        rounds = [rng.permutation(pairs) for _ in range(int(whole))]
        rounds.append(rng.permutation(pairs)[: round(part * len(pairs))])
        order = np.concatenate(rounds)
        cut = [order[first : first + source.batch] for first in range(0, len(order), source.batch)]
        batches += [batch for batch in cut if len(batch) >= _SMALLEST_BATCH]
    return [batches[place] for place in rng.permutation(len(batches))]


def _loss(
    weight: torch.Tensor, bags: Bags, batch: NDArray[np.int64], plan: Plan, rng: np.random.Generator
) -> torch.Tensor:
    """Return the mean of both directions' cross entropy.

    Two pairs of a batch with the same text on one side are no wrong answers to each other.
    """
    left, right = (_vectors(weight, bags, batch[:, side], plan, rng) for side in (0, 1))
    scores = left @ right.T * plan.sharpness
    anchors, positives = torch.from_numpy(batch).T
    same = (anchors[:, None] == anchors) | (positives[:, None] == positives)
    same.fill_diagonal_(False)
    scores = scores.masked_fill(same, -1e4)
    right_answers = torch.arange(len(batch))
    return (cross_entropy(scores, right_answers) + cross_entropy(scores.T, right_answers)) / 2


def _vectors(
    weight: torch.Tensor, bags: Bags, places: NDArray[np.int64], plan: Plan, rng: np.random.Generator
) -> torch.Tensor:
    ids, starts = bags.take(places.tolist(), rng, plan.dropped, plan.longest)
    sums = embedding_bag(torch.from_numpy(ids), weight, torch.from_numpy(starts), mode="sum")
    return normalize(sums, dim=1)
