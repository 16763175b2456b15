"""The best candidates of both legs -> their order: a small network over features, or a cross-encoder."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoder, StaticEncoder
from index.features import FEATURES, Candidates, features_of
from index.keyword import KeywordQuery
from index.weights import ModelError

SHIPPED = Path(__file__).parent / "data" / "reranker.json"
"""The network that ships, fitted by ``tools/fit_reranker.py``."""


class Reranker(Protocol):
    """What orders the best candidates.

    Attributes
    ----------
    depths
        How many of the first of each run it is given: ``bm25``, ``dense``, ``fused``.
    is_calibrated
        Whether its scores are probabilities by which a question may be refused.
    """

    @property
    def is_calibrated(self) -> bool:
        """Return whether its scores are probabilities by which a question may be refused."""

    @property
    def depths(self) -> Mapping[str, int]:
        """Return how many of the first of each run it is given."""

    def score(self, question: str, query: KeywordQuery, found: Candidates) -> NDArray[np.float32]:
        """Return a score for each candidate, 0 to 1, shape (n_candidates,)."""


@dataclass(frozen=True, slots=True)
class Network:
    """One hidden layer over centred and scaled features.

    Attributes
    ----------
    mean, scale : ndarray, shape (n_features,)
    inner : ndarray, shape (n_features, n_hidden)
    inner_bias, outer : ndarray, shape (n_hidden,)
    bias
        Added to the sum of the outer layer.
    """

    mean: NDArray[np.float32]
    scale: NDArray[np.float32]
    inner: NDArray[np.float32]
    inner_bias: NDArray[np.float32]
    outer: NDArray[np.float32]
    bias: float

    @classmethod
    def load(cls, path: Path = SHIPPED) -> Network:
        """Read a network.

        Raises
        ------
        ModelError
            The file is missing or damaged, or was fitted to other features.
        """
        try:
            raw = json.loads(path.read_text(encoding="utf-8"))
            names = tuple(raw.pop("features"))
            bias = float(raw.pop("bias"))
            parts = {name: np.asarray(raw[name], dtype=np.float32) for name in _PARTS}
        except (OSError, ValueError, KeyError, TypeError) as exc:
            raise ModelError(f"{path}：重排模型缺失或已损坏（{exc}），请重新安装") from exc
        if names != FEATURES:
            raise ModelError(f"{path}：重排模型是按另一组特征训练的，请重新安装")
        return cls(**parts, bias=bias)

    def score(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the probability of each row of features."""
        hidden = np.maximum((features - self.mean) / self.scale @ self.inner + self.inner_bias, 0.0)
        odds = np.clip(hidden @ self.outer + self.bias, -30.0, 30.0)  # beyond, a probability is 0 or 1
        probabilities: NDArray[np.float32] = 1.0 / (1.0 + np.exp(-odds))
        return probabilities


_PARTS = ("mean", "scale", "inner", "inner_bias", "outer")


class FeatureReranker:
    """The built-in reranker; it needs an encoder in the built-in model's format, whose runs it compares."""

    is_calibrated = True
    depths: Mapping[str, int] = {"dense": 40, "bm25": 20, "exact": 20}
    """Of the dense leg more: where people do not ask in the words of the notice, the right passage stands deeper."""

    def __init__(self, encoder: StaticEncoder, network: Network | None = None) -> None:
        self._encoder = encoder
        self._network = network or _shipped()

    def score(self, question: str, query: KeywordQuery, found: Candidates) -> NDArray[np.float32]:
        """Return how likely each candidate is an answer, 0 to 1."""
        return self._network.score(features_of(question, query, found, self._encoder))


def reranker_for(encoder: Encoder, model: str | None = None) -> Reranker | None:
    """The reranker that goes with an encoder, or the cross-encoder that a user named.

    The built-in one compares the runs of a model in the built-in format, so with any other encoder there is none: the
    two legs are fused and stay in that order.
    """
    if model:
        from index.foreign import CrossReranker

        return CrossReranker(model)
    return FeatureReranker(encoder) if isinstance(encoder, StaticEncoder) else None


@cache
def _shipped() -> Network:
    return Network.load()


def order_of(scores: NDArray[np.float32]) -> Sequence[int]:
    """Places of the candidates, best first; equal ones stay as they came."""
    return [int(place) for place in np.argsort(-scores, kind="stable")]
