"""Models of sentence-transformers: an encoder and a cross-encoder (the only user of that library)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.encoder import to_length_one
from index.features import Candidates
from index.keyword import KeywordQuery
from index.weights import ModelError

INSTRUCTIONS = {r"bge-(small|base|large)-zh": "为这个句子生成表示以用于检索相关文章："}
"""What a family of models wants before a question where its folder does not say so (the models' own cards)."""


class SentenceEncoder:
    """Any sentence-transformers model, by name or folder.

    Parameters
    ----------
    model
        Name of a model that is already on this machine, or its folder.
    query_instruction
        Words that the model wants before a question; None for those that it is known to want.

    Raises
    ------
    ModelError
        The model is not there or cannot be loaded.
    """

    def __init__(self, model: str | Path, query_instruction: str | None = None) -> None:
        from sentence_transformers import SentenceTransformer

        self.name = str(model)
        try:
            self._model = SentenceTransformer(self.name, device="cpu", local_files_only=True)
        except Exception as exc:  # what a broken model raises is up to its library; the cause is kept
            raise ModelError(f"{self.name}：不能载入这个向量模型（{_one_line(exc)}），请检查名称或文件夹") from exc
        dim = self._model.get_embedding_dimension()
        if dim is None:
            raise ModelError(f"{self.name}：模型没有说明向量维数，请换用别的模型")
        self.dim: int = dim
        known = (self._model.prompts or {}).get("query") or _known_instruction(self.name)
        self.query_instruction = known if query_instruction is None else query_instruction
        self.fingerprint = self._hash()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row for each passage, shape (n_texts, dim), of length 1; of an empty text, zeros."""
        return self._encode(texts, prompt=None)

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row for each question, encoded behind the model's instruction."""
        return self._encode(texts, prompt=self.query_instruction or None)

    def _encode(self, texts: Sequence[str], prompt: str | None) -> NDArray[np.float32]:
        vectors = np.zeros((len(texts), self.dim), dtype=np.float32)
        filled = [place for place, text in enumerate(texts) if text.strip()]
        if filled:
            vectors[filled] = self._model.encode(
                [texts[place] for place in filled], prompt=prompt, show_progress_bar=False
            )
        return to_length_one(vectors)

    def _hash(self) -> str:
        digest = hashlib.sha256(self.query_instruction.encode())
        for name, tensor in self._model.state_dict().items():
            digest.update(f"{name} {tuple(tensor.shape)} {tensor.dtype}".encode())
            digest.update(tensor.detach().cpu().float().numpy().tobytes())
        return digest.hexdigest()[:32]


class CrossReranker:
    """Any sentence-transformers CrossEncoder, by name or folder.

    Raises
    ------
    ModelError
        The model is not there, cannot be loaded, or does not give one score for a pair.
    """

    depths: Mapping[str, int] = {"fused": 20}
    is_calibrated = False
    """Each model has a scale of its own."""

    def __init__(self, model: str | Path) -> None:
        from sentence_transformers import CrossEncoder

        self.name = str(model)
        try:
            self._model = CrossEncoder(self.name, device="cpu", local_files_only=True)
        except Exception as exc:  # what a broken model raises is up to its library; the cause is kept
            raise ModelError(f"{self.name}：不能载入这个重排模型（{_one_line(exc)}），请检查名称或文件夹") from exc
        self._is_bounded = type(self._model.activation_fn).__name__ == "Sigmoid"
        if self._model.num_labels != 1:
            raise ModelError(f"{self.name}：重排模型应当只给一个分数，它给 {self._model.num_labels} 个")

    def score(self, question: str, query: KeywordQuery, found: Candidates) -> NDArray[np.float32]:
        """Return a score for each candidate, 0 to 1, whatever the model ends with of its own."""
        pairs = [(question, text) for text in found.texts]
        scores = np.asarray(self._model.predict(pairs, show_progress_bar=False), dtype=np.float32)
        return scores if self._is_bounded else 1.0 / (1.0 + np.exp(-scores.clip(-30.0, 30.0)))


def _known_instruction(model: str) -> str:
    return next((words for pattern, words in INSTRUCTIONS.items() if re.search(pattern, model.lower())), "")


def _one_line(exc: Exception) -> str:
    lines = str(exc).strip().splitlines()
    return f"{type(exc).__name__}：{lines[0][:200]}" if lines else type(exc).__name__
