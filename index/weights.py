"""The file of the built-in model: the keys of its runs, and one row for each (the only user of safetensors)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save_file

from index.errors import LibraryError
from index.ngrams import FOLDING

FILE = "model.safetensors"
_KEYS, _ROWS = "keys", "embedding.weight"


class ModelError(LibraryError):
    """An embedding model is missing, damaged or of another kind."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What the built-in model has learned.

    Attributes
    ----------
    keys : ndarray, uint32, shape (n_runs,)
        The runs of characters that it knows, sorted.
    rows : ndarray, float16, shape (n_runs, dim)
        One row for each; how long a row is says how much the run counts.
    fingerprint
        Hash of both and of the way that texts are folded.
    """

    keys: NDArray[np.uint32]
    rows: NDArray[np.float16]
    fingerprint: str

    @classmethod
    def of(cls, keys: NDArray[np.uint32], rows: NDArray[np.float16]) -> Weights:
        """Return weights with their fingerprint worked out."""
        digest = hashlib.sha256(f"{FOLDING} {rows.shape}".encode())
        digest.update(np.ascontiguousarray(keys, dtype="<u4").tobytes())
        digest.update(np.ascontiguousarray(rows, dtype="<f2").tobytes())
        return cls(keys, rows, digest.hexdigest()[:32])

    def save(self, folder: Path) -> None:
        """Write the file into a folder, which is made if need be."""
        folder.mkdir(parents=True, exist_ok=True)
        about = {"fingerprint": self.fingerprint, "folding": str(FOLDING)}
        save_file({_KEYS: self.keys, _ROWS: self.rows}, folder / FILE, metadata=about)

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
            raise ModelError(f"{path}：找不到内置模型的权重，安装不完整，请重新安装")
        try:
            with safe_open(path, framework="numpy") as file:
                about = file.metadata() or {}
                keys, rows = file.get_tensor(_KEYS), file.get_tensor(_ROWS)
        except (SafetensorError, OSError) as exc:
            raise ModelError(f"{path}：内置模型的权重已损坏（{exc}），请重新安装") from exc
        if about.get("folding") != str(FOLDING) or "fingerprint" not in about:
            raise ModelError(f"{path}：权重的版本是 {about.get('folding')}，程序需要 {FOLDING}，请重新安装")
        return cls(keys, rows, about["fingerprint"])
