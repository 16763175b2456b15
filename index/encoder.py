"""Text -> vectors: the built-in model in numpy, or any model that a user named."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.ngrams import look_up
from index.weights import Rows, Weights

SHIPPED = Path(__file__).parent / "data" / "encoder"
"""Folder of the built-in model, in sentence-transformers' format."""

_CHUNK = 2048
"""Texts that are looked up at once; bounds the memory of a build."""
_FEW = 64
"""Up to so many texts the rows are summed one text after the other, and the table need not become float32."""


class Encoder(Protocol):
    """What turns texts into vectors.

    Attributes
    ----------
    name
        What a user calls the model.
    fingerprint
        Hash of the model: vectors of two fingerprints cannot be compared.
    dim
        Length of a vector.
    query_instruction
        Words that are put before a question.
    """

    @property
    def query_instruction(self) -> str:
        """Return what is put before a question."""

    @property
    def name(self) -> str:
        """Return what a user calls the model."""

    @property
    def fingerprint(self) -> str:
        """Return the hash of the model."""

    @property
    def dim(self) -> int:
        """Return the length of a vector."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row for each passage, shape (n_texts, dim), of length 1; of an empty text, zeros."""

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row for each question, likewise."""


class StaticEncoder:
    """The built-in model: the sum of the rows of a text's runs of characters, brought to length 1.

    It needs neither torch nor sentence-transformers and gives the vectors that sentence-transformers gives with
    the same folder. The vector of a text does not depend on what else is encoded with it.
    """

    name: str = "内置静态模型"
    query_instruction = ""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self.fingerprint = weights.fingerprint
        self.dim = weights.embedding.dim

    @classmethod
    def load(cls, folder: Path | None = None) -> StaticEncoder:
        """Read a model from its folder, or the one that ships with the program.

        Raises
        ------
        ModelError
            The weights are missing or damaged.
        """
        return cls(Weights.load(folder or SHIPPED))

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row for each text, shape (n_texts, dim), of length 1; zeros where no run is known."""
        vectors = np.zeros((len(texts), self.dim), dtype=np.float32)
        for first in range(0, len(texts), _CHUNK):
            chunk = texts[first : first + _CHUNK]
            ids, starts = look_up(self._weights.keys, chunk)
            add_up = self._add_few if len(texts) <= _FEW else self._add_many
            vectors[first : first + len(chunk)] = add_up(ids, starts)
        return to_length_one(vectors)

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row for each question; questions and passages are treated alike."""
        return self.encode(texts)

    def align(self, question: str, texts: Sequence[str]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """How well each run of a question has a like run in each text, by the length of its row (MaxSim).

        Parameters
        ----------
        question
            What is asked.
        texts
            Texts that may answer it.

        Returns
        -------
        by_embedding, by_matching : ndarray, shape (2, n_texts)
            By the rows of each kind: the mean of the greatest cosines, and of their squares; zeros where nothing is
            known of either side.

        References
        ----------
        Khattab and Zaharia, SIGIR 2020, doi:10.1145/3397271.3401075
        """
        asked, _ = look_up(self._weights.keys, [question])
        ids, starts = look_up(self._weights.keys, texts)
        runs, places = np.unique(ids, return_inverse=True)
        by_embedding, by_matching = (
            _means(rows, asked, runs, places, starts) for rows in (self._weights.embedding, self._weights.matching)
        )
        return by_embedding, by_matching

    @cached_property
    def _table(self) -> NDArray[np.float32]:
        return self._weights.embedding[:]

    def _add_few(self, ids: NDArray[np.int64], starts: NDArray[np.int64]) -> NDArray[np.float32]:
        rows = self._weights.embedding
        return np.stack([rows[ids[start:end]].sum(axis=0) for start, end in pairwise(starts)])

    def _add_many(self, ids: NDArray[np.int64], starts: NDArray[np.int64]) -> NDArray[np.float32]:
        """Sum by a sparse product, three times as fast as numpy's ``add.reduceat``, in the same order of addition."""
        from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

        ones = np.ones(len(ids), dtype=np.float32)
        sums = csr_matrix((ones, ids, starts), shape=(len(starts) - 1, len(self._table))) @ self._table
        return np.asarray(sums, dtype=np.float32)


def _means(
    rows: Rows, asked: NDArray[np.int64], runs: NDArray[np.int64], places: NDArray[np.int64], starts: NDArray[np.int64]
) -> NDArray[np.float32]:
    """The two means of ``align`` for each text, whose runs are at ``places`` from its start on."""
    means = np.zeros((2, len(starts) - 1), dtype=np.float32)
    filled = np.flatnonzero(np.diff(starts))
    if not len(asked) or not len(filled):
        return means
    directions, lengths = rows.polar(asked)
    cosines = rows.polar(runs)[0] @ directions.T
    nearest = np.maximum.reduceat(cosines[places], starts[filled], axis=0).clip(min=0.0)
    shares = lengths / (lengths.sum() or 1.0)
    means[:, filled] = nearest @ shares, np.square(nearest) @ shares
    return means


def load_encoder(model: str | None = None, query_instruction: str | None = None) -> Encoder:
    """The encoder that a user named.

    Parameters
    ----------
    model
        None or the name of the built-in model for that; else a name or a folder: one in the built-in model's format
        (weights trained anew) needs no sentence-transformers, any other is loaded by it.
    query_instruction
        Words before a question; None for those that the model is known to want.

    Raises
    ------
    ModelError
        There is no such model, or it is damaged.
    """
    if model in (None, "", StaticEncoder.name):
        return StaticEncoder.load()
    from index.foreign import SentenceEncoder

    folder = Path(str(model))
    if not folder.is_dir():
        return SentenceEncoder(str(model), query_instruction)
    folder = folder.resolve()
    if not _is_static(folder):
        return SentenceEncoder(folder, query_instruction)
    encoder = StaticEncoder.load(folder)
    encoder.name = str(folder)
    return encoder


def _is_static(folder: Path) -> bool:
    """Whether a folder holds a model in the format of the built-in one."""
    try:
        modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
        return any(str(module.get("type", "")).startswith("index.") for module in modules)
    except (OSError, ValueError, AttributeError, TypeError):
        return False


def to_length_one(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """The rows at length 1; a row of zeros stays."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    filled: NDArray[np.float32] = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return filled
