"""Text -> the rows of the built-in model: its characters and pairs of characters, looked up in a sorted table.

The whole of the built-in model's tokenizer is here; training, sentence-transformers and numpy all use it.
There is no dictionary of words in it on purpose: what a row means must not change when the dictionary of the
keyword search grows. Runs of three and four characters were tried and found nothing more (docs/retrieval.md).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

FOLDING = 1
"""Version of what is done to a text before it is looked up; weights are good for one version only."""

SEPARATOR = "\n"
"""Stands between two texts, and in none of them once it is folded; no table may hold it."""

_DIGITS = str.maketrans("123456789", "000000000")


def fold(text: str) -> str:
    """Return the text in the one form that is looked up: NFKC, lower case, no white space, every digit a 0."""
    return "".join(unicodedata.normalize("NFKC", text).lower().split()).translate(_DIGITS)


def runs_of(texts: Sequence[str]) -> tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.int64]]:
    """List the runs of several texts.

    Returns
    -------
    singles : ndarray, uint32, shape (n_units,)
        The UTF-16 units of all texts, one separator between two texts.
    pairs : ndarray, uint32, shape (n_units - 1,)
        Each unit with the one that follows it, the first in the upper sixteen bits.
    rows : ndarray, int64, shape (n_units,)
        Position in ``texts`` of the text in which the unit stands.
    """
    joined = SEPARATOR.join(fold(text) for text in texts).encode("utf-16-le", "surrogatepass")
    singles = np.frombuffer(joined, dtype="<u2").astype(np.uint32)
    pairs = (singles[:-1] << np.uint32(16)) | singles[1:]
    return singles, pairs, np.cumsum(singles == ord(SEPARATOR))


def look_up(table: NDArray[np.uint32], texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Find the rows of the table that each text is made of.

    Parameters
    ----------
    table
        Sorted keys of the runs that the model knows; the position of a key is its row.
    texts
        Texts as they came.

    Returns
    -------
    ids : ndarray, int64
        Rows of the table, text after text; within a text singles before pairs, each from left to right.
    starts : ndarray, int64, shape (n_texts + 1,)
        Where the rows of each text begin; the last is ``len(ids)``.
    """
    singles, pairs, rows = runs_of(texts)
    keys, owners = np.concatenate([singles, pairs]), np.concatenate([rows, rows[: len(pairs)]])
    places = np.searchsorted(table, keys)
    places[places == len(table)] = 0
    known = table[places] == keys
    ids, owners = places[known], owners[known]
    order = np.argsort(owners, kind="stable")
    return ids[order], np.searchsorted(owners[order], np.arange(len(texts) + 1))
