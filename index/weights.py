"""The file of the built-in model: the keys of its runs, and two rows for each (the only user of safetensors)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save_file

from index.errors import LibraryError
from index.ngrams import FOLDING

FILE = "model.safetensors"
_KEYS = "keys"
_LARGEST = 127
_REMEDY = "内置模型请重新安装程序，自己的模型请检查文件夹"


class ModelError(LibraryError):
    """An embedding model is missing, damaged or of another kind."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows in eight bits, each with a scale of its own: half the size of float16, and nothing is lost by it.

    Attributes
    ----------
    values : ndarray, int8, shape (n_runs, dim)
    scales : ndarray, float16, shape (n_runs,)
        What the values of each row are multiplied by.
    """

    values: NDArray[np.int8]
    scales: NDArray[np.float16]

    @classmethod
    def of(cls, rows: NDArray[np.floating]) -> Rows:
        """Return rows rounded to eight bits."""
        scales = (np.abs(rows).max(axis=1, initial=0.0) / _LARGEST).astype(np.float16)
        divisors = np.where(scales > 0, scales, 1.0).astype(np.float32)[:, None]
        return cls(np.clip(np.rint(rows / divisors), -_LARGEST, _LARGEST).astype(np.int8), scales)

    def __getitem__(self, ids: NDArray[np.int64] | slice) -> NDArray[np.float32]:
        """Return some rows, shape (n, dim), float32."""
        rows: NDArray[np.float32] = self.values[ids] * self.scales[ids].astype(np.float32)[:, None]
        return rows

    def polar(self, ids: NDArray[np.int64]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return the directions of some rows, shape (n, dim), of length 1 or 0, and the lengths of the rows."""
        rows = self.values[ids].astype(np.float32)
        lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows))
        rows /= np.where(lengths > 0, lengths, 1.0)[:, None]
        return rows, lengths * self.scales[ids].astype(np.float32)

    @property
    def dim(self) -> int:
        """Return the length of a row."""
        return int(self.values.shape[1])


@dataclass(frozen=True, slots=True)
class Weights:
    """What the built-in model has learned.

    Attributes
    ----------
    keys : ndarray, uint32, shape (n_runs,)
        The runs of characters that it knows, sorted.
    embedding : Rows
        One row for each, whose sum is the vector of a text; how long a row is says how much the run counts.
    matching : Rows
        One row for each, by which runs are compared one by one; likewise.
    fingerprint
        Hash of the keys, the embedding and the way that texts are folded: of all that a vector depends on.
    """

    keys: NDArray[np.uint32]
    embedding: Rows
    matching: Rows
    fingerprint: str

    @classmethod
    def of(
        cls, keys: NDArray[np.uint32], embedding: NDArray[np.floating], matching: NDArray[np.floating] | None = None
    ) -> Weights:
        """Return weights with their fingerprint worked out; without rows for matching, those of the embedding match."""
        rows = Rows.of(embedding)
        return cls.with_rows(keys, rows, rows if matching is None else Rows.of(matching))

    @classmethod
    def with_rows(cls, keys: NDArray[np.uint32], embedding: Rows, matching: Rows) -> Weights:
        """Return weights of rows that are in eight bits already."""
        return cls(keys, embedding, matching, _fingerprint(keys, embedding))

    def save(self, folder: Path) -> None:
        """Write the file into a folder, which is made if need be."""
        folder.mkdir(parents=True, exist_ok=True)
        about = {"fingerprint": self.fingerprint, "folding": str(FOLDING)}
        tensors: dict[str, NDArray[Any]] = {_KEYS: self.keys}
        for name, rows in (("embedding", self.embedding), ("matching", self.matching)):
            tensors |= {f"{name}.values": rows.values, f"{name}.scales": rows.scales}
        save_file(tensors, folder / FILE, metadata=about)

    @classmethod
    def load(cls, folder: Path) -> Weights:
        """Read the file of a folder.

        The fingerprint is taken from the file's head: to hash all of it would take longer than to answer a question.

        Raises
        ------
        ModelError
            The file is missing or damaged, or was made for another way of folding texts.
        """
        path = folder / FILE
        if not path.is_file():
            raise ModelError(f"{path}：找不到模型的权重，{_REMEDY}")
        try:
            with safe_open(path, framework="numpy") as file:
                about = file.metadata() or {}
                keys = file.get_tensor(_KEYS)
                embedding, matching = (
                    Rows(file.get_tensor(f"{name}.values"), file.get_tensor(f"{name}.scales"))
                    for name in ("embedding", "matching")
                )
        except (SafetensorError, OSError) as exc:
            raise ModelError(f"{path}：模型的权重已损坏（{exc}），{_REMEDY}") from exc
        if about.get("folding") != str(FOLDING) or "fingerprint" not in about:
            raise ModelError(f"{path}：权重的版本是 {about.get('folding')}，程序需要 {FOLDING}，{_REMEDY}")
        weights = cls(keys, embedding, matching, about["fingerprint"])
        if fault := _fault(weights):
            raise ModelError(f"{path}：模型的权重已损坏（{fault}），{_REMEDY}")
        return weights


def _fingerprint(keys: NDArray[np.uint32], rows: Rows) -> str:
    digest = hashlib.sha256(f"{FOLDING} {rows.values.shape}".encode())
    digest.update(np.ascontiguousarray(keys, dtype="<u4").tobytes())
    digest.update(np.ascontiguousarray(rows.values).tobytes())
    digest.update(np.ascontiguousarray(rows.scales, dtype="<f2").tobytes())
    return digest.hexdigest()[:32]


def _fault(weights: Weights) -> str:
    """What does not fit together in weights that were read."""
    if weights.keys.dtype != np.uint32 or weights.keys.ndim != 1 or (np.diff(weights.keys.astype(np.int64)) <= 0).any():
        return "字组的表没有排好序"
    for rows in (weights.embedding, weights.matching):
        if rows.values.dtype != np.int8 or rows.values.ndim != 2 or rows.scales.shape != rows.values.shape[:1]:
            return "各行不是八位整数的表"
        if len(rows.values) != len(weights.keys):
            return f"有 {len(weights.keys)} 个字组，却有 {len(rows.values)} 行"
    return ""
