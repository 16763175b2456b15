"""Which characters and pairs of characters get a row."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.ngrams import runs_of

_CHUNK = 40_000

Counts = tuple[NDArray[np.uint32], NDArray[np.float64]]


def choose_runs(bulk: Sequence[str], own: Sequence[str], size: int, own_weight: float) -> NDArray[np.uint32]:
    """Choose the runs that the model will know.

    Parameters
    ----------
    bulk
        Texts of news, laws and encyclopaedia.
    own
        Questions, clauses and wordings of the field, which are few and count more.
    size
        How many runs, singles included.
    own_weight
        How much the share of own texts that hold a run counts beside the share of bulk texts.

    Returns
    -------
    ndarray, uint32, sorted
        Every single that occurs, and the most widespread pairs. Neither holds punctuation.
    """
    singles, pairs = _share_of_texts(bulk, own, own_weight)
    best = np.argsort(-pairs[1], kind="stable")[: size - len(singles[0])]
    chosen: NDArray[np.uint32] = np.sort(np.concatenate([singles[0], pairs[0][best]]))
    return chosen


def _share_of_texts(bulk: Sequence[str], own: Sequence[str], own_weight: float) -> tuple[Counts, Counts]:
    weighed = [(texts, weight / len(texts)) for texts, weight in ((bulk, 1.0), (own, own_weight))]
    parts = [
        [(keys, counts * weight) for keys, counts in _count(texts[first : first + _CHUNK])]
        for texts, weight in weighed
        for first in range(0, len(texts), _CHUNK)
    ]
    singles, pairs = zip(*parts, strict=True)
    return _merge(singles), _merge(pairs)


def _merge(counts: Sequence[Counts]) -> Counts:
    keys, places = np.unique(np.concatenate([keys for keys, _ in counts]), return_inverse=True)
    values = np.concatenate([values for _, values in counts])
    return keys.astype(np.uint32), np.bincount(places, weights=values).astype(np.float64)


def _count(texts: Sequence[str]) -> tuple[Counts, Counts]:
    """Count in how many texts each single and each pair stands."""
    singles, pairs, rows = runs_of(texts)
    good = _WORDLIKE[singles]
    both = good[:-1] & good[1:]
    return _texts_with(singles[good], rows[good]), _texts_with(pairs[both], rows[:-1][both])


def _texts_with(keys: NDArray[np.uint32], rows: NDArray[np.int64]) -> Counts:
    once = np.unique((keys.astype(np.uint64) << np.uint64(32)) | rows.astype(np.uint64))
    found, counts = np.unique((once >> np.uint64(32)).astype(np.uint32), return_counts=True)
    return found.astype(np.uint32), counts.astype(np.float64)


def _is_wordlike(unit: int) -> bool:
    return unicodedata.category(chr(unit))[0] in "LN"


_WORDLIKE = np.array([_is_wordlike(unit) for unit in range(1 << 16)])
