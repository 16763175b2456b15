"""How notices become something that can be searched, and how that is kept safe on disk.

The names below are the package's public face; each is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from index.batches import (
        Batch,
        StagedFile,
        correct_staged,
        discard_batch,
        open_batch,
        read_staged,
        staged_batches,
    )
    from index.build import build_library
    from index.collection import Text, TextCollection
    from index.encoder import Encoder, StaticEncoder, load_encoder
    from index.entered import correct_held, corrections_of, undo_correction
    from index.entries import entry_days
    from index.errors import (
        DamagedIndex,
        LibraryBusy,
        LibraryError,
        NoBatch,
        NoLibrary,
        NoNotices,
        NotInLibrary,
        WrongVersion,
    )
    from index.examine import Examination, Examined, examine_batch
    from index.foreign import SentenceEncoder
    from index.fusion import reciprocal_rank_fusion, weighted_sum
    from index.generations import current_generation, recorded_model
    from index.library import Library, Occurrence
    from index.passages import Passage, make_passages
    from index.publishing import Publication, Undone, publications, publish_batch, undo_publication
    from index.report import Admitted, BuildReport, Duplicate, Failure
    from index.rerank import Reranker, reranker_for
    from index.retriever import Hit, Retrieved
    from index.safe_names import safe_name
    from index.staging import stage_files
    from index.store import Held
    from index.tokenizer import Tokenizer
    from index.weights import ModelError

_HOME = {
    "Admitted": "report",
    "Batch": "batches",
    "BuildReport": "report",
    "DamagedIndex": "errors",
    "Duplicate": "report",
    "Encoder": "encoder",
    "Examination": "examine",
    "Examined": "examine",
    "Failure": "report",
    "Held": "store",
    "Hit": "retriever",
    "Library": "library",
    "LibraryBusy": "errors",
    "LibraryError": "errors",
    "ModelError": "weights",
    "NoBatch": "errors",
    "NoLibrary": "errors",
    "NoNotices": "errors",
    "NotInLibrary": "errors",
    "Occurrence": "library",
    "Passage": "passages",
    "Publication": "publishing",
    "Reranker": "rerank",
    "Retrieved": "retriever",
    "SentenceEncoder": "foreign",
    "StagedFile": "batches",
    "StaticEncoder": "encoder",
    "Text": "collection",
    "TextCollection": "collection",
    "Tokenizer": "tokenizer",
    "Undone": "publishing",
    "WrongVersion": "errors",
    "build_library": "build",
    "correct_held": "entered",
    "correct_staged": "batches",
    "corrections_of": "entered",
    "current_generation": "generations",
    "discard_batch": "batches",
    "entry_days": "entries",
    "examine_batch": "examine",
    "load_encoder": "encoder",
    "make_passages": "passages",
    "open_batch": "batches",
    "publications": "publishing",
    "publish_batch": "publishing",
    "read_staged": "batches",
    "reciprocal_rank_fusion": "fusion",
    "recorded_model": "generations",
    "reranker_for": "rerank",
    "safe_name": "safe_names",
    "stage_files": "staging",
    "staged_batches": "batches",
    "undo_correction": "entered",
    "undo_publication": "publishing",
    "weighted_sum": "fusion",
}

__all__ = [
    "Admitted",
    "Batch",
    "BuildReport",
    "DamagedIndex",
    "Duplicate",
    "Encoder",
    "Examination",
    "Examined",
    "Failure",
    "Held",
    "Hit",
    "Library",
    "LibraryBusy",
    "LibraryError",
    "ModelError",
    "NoBatch",
    "NoLibrary",
    "NoNotices",
    "NotInLibrary",
    "Occurrence",
    "Passage",
    "Publication",
    "Reranker",
    "Retrieved",
    "SentenceEncoder",
    "StagedFile",
    "StaticEncoder",
    "Text",
    "TextCollection",
    "Tokenizer",
    "Undone",
    "WrongVersion",
    "build_library",
    "correct_held",
    "correct_staged",
    "corrections_of",
    "current_generation",
    "discard_batch",
    "entry_days",
    "examine_batch",
    "load_encoder",
    "make_passages",
    "open_batch",
    "publications",
    "publish_batch",
    "read_staged",
    "reciprocal_rank_fusion",
    "recorded_model",
    "reranker_for",
    "safe_name",
    "stage_files",
    "staged_batches",
    "undo_correction",
    "undo_publication",
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
