"""The rows before training: latent semantic analysis of the texts, and noise.

From here the contrastive training needs far fewer pairs than from noise alone (docs/retrieval.md).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags  # type: ignore[import-untyped]

from encoder.bags import Bags

_TEXTS = 90_000
_MORE = 16
"""Directions beyond those asked for, which make the approximate decomposition good."""
_PART = 0.7
"""Length of the learned part of a row, and of its noise, which keeps words that share all company apart."""


def first_rows(bags: Bags, size: int, dim: int, rng: np.random.Generator) -> NDArray[np.float32]:
    """Return rows of shape (size, dim), long for runs that are seldom.

    References
    ----------
    Deerwester et al., JASIS 1990; Halko, Martinsson and Tropp, SIAM Review 2011, doi:10.1137/090771806
    """
    rarity = bags.rarity(size)
    counts = _counts(bags, size, rarity, rng)
    across = counts.T.tocsr()
    basis = _orthonormal(counts @ rng.standard_normal((size, dim + _MORE)).astype(np.float32))
    basis = _orthonormal(counts @ _orthonormal(across @ basis))
    directions, strengths, _ = np.linalg.svd(across @ basis, full_matrices=False)
    company = directions[:, :dim] * np.sqrt(strengths[:dim])
    company /= np.linalg.norm(company, axis=1, keepdims=True) + 1e-6
    noise = rng.standard_normal((size, dim)) / np.sqrt(dim)
    rows: NDArray[np.float32] = (_PART * (company + noise) * rarity[:, None]).astype(np.float32)
    return rows


def _counts(bags: Bags, size: int, rarity: NDArray[np.float32], rng: np.random.Generator) -> csr_matrix:
    """Return texts by runs: root of the count times rarity, each text of length 1."""
    chosen = rng.choice(len(bags), min(_TEXTS, len(bags)), replace=False)
    parts = [bags.ids[bags.starts[place] : bags.starts[place + 1]] for place in chosen]
    starts = np.cumsum([0, *map(len, parts)])
    counts = csr_matrix((np.ones(starts[-1], np.float32), np.concatenate(parts), starts), shape=(len(parts), size))
    counts.sum_duplicates()
    counts.data = np.sqrt(counts.data) * rarity[counts.indices]
    lengths = np.sqrt(np.asarray(counts.multiply(counts).sum(axis=1)).ravel())
    return diags((1 / np.maximum(lengths, 1e-6)).astype(np.float32)) @ counts


def _orthonormal(columns: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.linalg.qr(columns)[0]
