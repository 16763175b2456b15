"""The built-in model as a sentence-transformers module (the only user of torch; never loaded to answer a question).

``SentenceTransformer(folder, trust_remote_code=True)`` finds it by ``modules.json``. The library asks for that
consent for every module that is not its own; what is loaded is this file, not one of the model's folder.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Self

import torch

from index.ngrams import look_up
from index.weights import Rows, Weights


class StaticWords(torch.nn.Module):
    """The sum of one learned row for each known run of characters."""

    save_in_root = True

    def __init__(self, weights: Weights) -> None:
        super().__init__()
        self.weights = weights
        table = torch.from_numpy(weights.embedding[:])
        self.embedding = torch.nn.EmbeddingBag.from_pretrained(table, mode="sum", freeze=False)

    def preprocess(self, inputs: Sequence[str], prompt: str | None = None, **_: object) -> dict[str, torch.Tensor]:
        """Return ``input_ids`` (rows of all texts in turn) and ``offsets`` (where each text begins)."""
        ids, starts = look_up(self.weights.keys, [(prompt or "") + text for text in inputs])
        return {"input_ids": torch.from_numpy(ids), "offsets": torch.from_numpy(starts[:-1])}

    def forward(self, features: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
        """Add ``sentence_embedding``, shape (n_texts, dim), not yet of length 1."""
        features["sentence_embedding"] = self.embedding(features["input_ids"], features["offsets"])
        return features

    def get_embedding_dimension(self) -> int:
        """Return the length of a vector."""
        return self.embedding.embedding_dim

    def save(self, output_path: str, *_: object, **__: object) -> None:
        """Write the weights, rounded to eight bits, as they are now; the rows for matching stay."""
        rows = Rows.of(self.embedding.weight.detach().cpu().numpy())
        Weights.with_rows(self.weights.keys, rows, self.weights.matching).save(Path(output_path))

    @classmethod
    def load(cls, model_name_or_path: str, subfolder: str = "", **_: object) -> Self:
        """Read the weights of a folder."""
        return cls(Weights.load(Path(model_name_or_path) / subfolder))
