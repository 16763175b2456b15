"""How notices become something that can be searched, and how that is kept safe on disk.

The names below are the package's public face; each is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from index.build import build_library
    from index.collection import Text, TextCollection
    from index.encoder import Encoder, StaticEncoder, load_encoder
    from index.errors import DamagedIndex, LibraryBusy, LibraryError, NoLibrary, NoNotices, WrongVersion
    from index.foreign import SentenceEncoder
    from index.fusion import reciprocal_rank_fusion, weighted_sum
    from index.generations import recorded_model
    from index.library import Library, Occurrence
    from index.passages import Passage, make_passages
    from index.report import BuildReport, Duplicate, Failure
    from index.rerank import Reranker, reranker_for
    from index.retriever import Hit, Retrieved
    from index.store import Held
    from index.tokenizer import Tokenizer
    from index.weights import ModelError

_HOME = {
    "BuildReport": "report",
    "DamagedIndex": "errors",
    "Duplicate": "report",
    "Encoder": "encoder",
    "Failure": "report",
    "Held": "store",
    "Hit": "retriever",
    "Library": "library",
    "LibraryBusy": "errors",
    "LibraryError": "errors",
    "ModelError": "weights",
    "NoLibrary": "errors",
    "NoNotices": "errors",
    "Occurrence": "library",
    "Passage": "passages",
    "Reranker": "rerank",
    "Retrieved": "retriever",
    "SentenceEncoder": "foreign",
    "StaticEncoder": "encoder",
    "Text": "collection",
    "TextCollection": "collection",
    "Tokenizer": "tokenizer",
    "WrongVersion": "errors",
    "build_library": "build",
    "load_encoder": "encoder",
    "make_passages": "passages",
    "reciprocal_rank_fusion": "fusion",
    "recorded_model": "generations",
    "reranker_for": "rerank",
    "weighted_sum": "fusion",
}

__all__ = [
    "BuildReport",
    "DamagedIndex",
    "Duplicate",
    "Encoder",
    "Failure",
    "Held",
    "Hit",
    "Library",
    "LibraryBusy",
    "LibraryError",
    "ModelError",
    "NoLibrary",
    "NoNotices",
    "Occurrence",
    "Passage",
    "Reranker",
    "Retrieved",
    "SentenceEncoder",
    "StaticEncoder",
    "Text",
    "TextCollection",
    "Tokenizer",
    "WrongVersion",
    "build_library",
    "load_encoder",
    "make_passages",
    "reciprocal_rank_fusion",
    "recorded_model",
    "reranker_for",
    "weighted_sum",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the names have their own types above
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
