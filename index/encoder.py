"""Text -> vectors: the built-in model in numpy, or any sentence-transformers model."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.ngrams import look_up
from index.weights import ModelError, Weights

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
    """

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

    name = "内置静态模型"

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self.fingerprint = weights.fingerprint
        self.dim = int(weights.rows.shape[1])

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
        return _to_length_one(vectors)

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row for each question; questions and passages are treated alike."""
        return self.encode(texts)

    @cached_property
    def _table(self) -> NDArray[np.float32]:
        return self._weights.rows.astype(np.float32)

    def _add_few(self, ids: NDArray[np.int64], starts: NDArray[np.int64]) -> NDArray[np.float32]:
        rows = self._weights.rows
        return np.stack([rows[ids[start:end]].astype(np.float32).sum(axis=0) for start, end in pairwise(starts)])

    def _add_many(self, ids: NDArray[np.int64], starts: NDArray[np.int64]) -> NDArray[np.float32]:
        """Sum by a sparse product, three times as fast as numpy's ``add.reduceat``, in the same order of addition."""
        from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

        ones = np.ones(len(ids), dtype=np.float32)
        sums = csr_matrix((ones, ids, starts), shape=(len(starts) - 1, len(self._table))) @ self._table
        return np.asarray(sums, dtype=np.float32)


class SentenceEncoder:
    """Any sentence-transformers model, by name or folder.

    Parameters
    ----------
    model
        Name of a model that is already on this machine, or its folder.
    query_instruction
        Words that the model wants before a question.

    Raises
    ------
    ModelError
        The model is not there or cannot be loaded.
    """

    def __init__(self, model: str | Path, query_instruction: str = "") -> None:
        from sentence_transformers import SentenceTransformer

        self.name = str(model)
        try:
            self._model = SentenceTransformer(self.name, device="cpu", local_files_only=True)
        except (OSError, ValueError) as exc:
            raise ModelError(f"{self.name}：不能载入这个向量模型（{exc}），请检查名称或文件夹") from exc
        self._query_instruction = query_instruction
        dim = self._model.get_embedding_dimension()
        if dim is None:
            raise ModelError(f"{self.name}：模型没有说明向量维数，请换用别的模型")
        self.dim: int = dim
        self.fingerprint = self._hash()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row for each passage, shape (n_texts, dim), of length 1; of an empty text, zeros."""
        return self._encode(texts, prompt=None)

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row for each question, encoded behind the model's instruction."""
        return self._encode(texts, prompt=self._query_instruction or None)

    def _encode(self, texts: Sequence[str], prompt: str | None) -> NDArray[np.float32]:
        vectors = np.zeros((len(texts), self.dim), dtype=np.float32)
        filled = [place for place, text in enumerate(texts) if text.strip()]
        if filled:
            vectors[filled] = self._model.encode([texts[place] for place in filled], prompt=prompt)
        return _to_length_one(vectors)

    def _hash(self) -> str:
        digest = hashlib.sha256(self._query_instruction.encode())
        for name, tensor in self._model.state_dict().items():
            digest.update(f"{name} {tuple(tensor.shape)} {tensor.dtype}".encode())
            digest.update(tensor.detach().cpu().float().numpy().tobytes())
        return digest.hexdigest()[:32]


def _to_length_one(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    filled: NDArray[np.float32] = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return filled
