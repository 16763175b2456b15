"""Texts as the rows that they are made of, looked up once for all of the training."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from index.ngrams import look_up

_CHUNK = 5000


class Bags:
    """Every text that is learned from, once, with its rows.

    Parameters
    ----------
    table
        Sorted keys of the runs that the model knows.
    texts
        Texts; one that comes again is kept once.
    """

    def __init__(self, table: NDArray[np.uint32], texts: Iterable[str]) -> None:
        self.place = {text: number for number, text in enumerate(dict.fromkeys(texts))}
        ids, ends = [], [np.zeros(1, dtype=np.int64)]
        known = list(self.place)
        for first in range(0, len(known), _CHUNK):
            found, starts = look_up(table, known[first : first + _CHUNK])
            ids.append(found.astype(np.int32))
            ends.append(starts[1:] + ends[-1][-1])
        self.ids, self.starts = np.concatenate(ids), np.concatenate(ends)

    def __len__(self) -> int:
        return len(self.place)

    def rarity(self, size: int) -> NDArray[np.float32]:
        """Return for each row the logarithm of how seldom it occurs, one on average."""
        counts = np.minimum(np.bincount(self.ids, minlength=size), 0.9 * len(self))
        seldom = np.log((1 + len(self)) / (1 + counts))
        rarity: NDArray[np.float32] = (seldom / seldom.mean()).astype(np.float32)
        return rarity

    def take(
        self, places: Sequence[int], rng: np.random.Generator, dropped: float, longest: int
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the rows of some texts, some of them dropped by chance, and where each text begins.

        Dropping teaches the model not to lean on one word; ``longest`` bounds the work that a text makes.
        """
        bags = []
        for place in places:
            bag = self.ids[self.starts[place] : self.starts[place + 1]]
            kept = bag[rng.random(len(bag)) >= dropped]
            bag = kept if len(kept) else bag
            bags.append(rng.permutation(bag)[:longest] if len(bag) > longest else bag)
        starts = np.cumsum([0, *(len(bag) for bag in bags[:-1])])
        return np.concatenate(bags).astype(np.int64), starts
