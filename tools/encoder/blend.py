"""Several models of the same runs -> one of the usual size: their rows side by side, then the directions that matter.

Models that began from other noise err in other places; the sum of their likenesses is better than each of them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

from encoder.bags import Bags

_TEXTS = 60_000


def blend(
    members: Sequence[NDArray[np.float32]], bags: Bags, dim: int, rng: np.random.Generator
) -> NDArray[np.float32]:
    """Return rows of shape (n_runs, dim) whose likenesses are, as near as may be, the mean of those of the members.

    Parameters
    ----------
    members
        Rows of each model, shape (n_runs, any dim).
    bags
        Texts of the kind that will be compared: the directions in which they differ most are kept.
    """
    rows = np.concatenate([member / np.linalg.norm(member, axis=1).mean() for member in members], axis=1)
    chosen = rng.choice(len(bags), min(_TEXTS, len(bags)), replace=False)
    parts = [bags.ids[bags.starts[place] : bags.starts[place + 1]] for place in chosen]
    starts = np.cumsum([0, *map(len, parts)])
    ones = np.ones(starts[-1], dtype=np.float32)
    vectors = csr_matrix((ones, np.concatenate(parts), starts), shape=(len(parts), len(rows))) @ rows
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-6
    _, directions = np.linalg.eigh(vectors.T @ vectors)
    blended: NDArray[np.float32] = (rows @ directions[:, ::-1][:, :dim]).astype(np.float32)
    return blended
