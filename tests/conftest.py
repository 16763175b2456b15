"""What tests of all packages share."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
"""The working tree."""

SHARED = ROOT.parent / "shared"
"""Real notices and the gold for them, beside the working tree; a stranger's clone has none."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the browser's tests last: Playwright leaves an event loop running, in which no other one can be started."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real notices and gold; the test is skipped where there is none."""
    if not SHARED.is_dir():
        pytest.skip("no real notices beside the working tree (../shared)")
    return SHARED


@pytest.fixture(scope="session")
def today() -> dt.date:
    """The day that tests call today."""
    return dt.date(2026, 3, 2)


@pytest.fixture(scope="session")
def sample_library(tmp_path_factory: pytest.TempPathFactory, today: dt.date) -> Path:
    """A library of the sample notices, as of the fixed day; tests only read it."""
    from corpus.sample import write_sample
    from index import StaticEncoder, build_library

    folder = tmp_path_factory.mktemp("sample")
    write_sample(folder / "notices", today)
    build_library(folder / "library", [folder / "notices"], StaticEncoder.load())
    return folder / "library"


@pytest.fixture
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def tiny_transformer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a transformer of random weights, two layers of 32, that knows the Chinese characters."""
    import torch
    from transformers import BertConfig, BertModel, BertTokenizerFast

    folder = tmp_path_factory.mktemp("tiny") / "transformer"
    folder.mkdir()
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *map(chr, range(0x4E00, 0x9FA6))]
    (folder / "vocab.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    torch.manual_seed(0)
    shape = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 64}
    BertModel(BertConfig(vocab_size=len(words), **shape)).save_pretrained(folder)
    vocab = {word: number for number, word in enumerate(words)}
    BertTokenizerFast(vocab=vocab, do_lower_case=True, model_max_length=128).save_pretrained(folder)
    return folder


@pytest.fixture(scope="session")
def tiny_model(tiny_transformer: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as a sentence-transformers model of dimension 32."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer

    folder = tmp_path_factory.mktemp("tiny") / "model"
    modules = [Transformer(str(tiny_transformer), max_seq_length=128), Pooling(32)]
    SentenceTransformer(modules=modules, device="cpu").save(str(folder), create_model_card=False)
    return folder


@pytest.fixture(scope="session")
def tiny_cross_encoder(tiny_transformer: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as a cross-encoder with one score."""
    from sentence_transformers import CrossEncoder

    folder = tmp_path_factory.mktemp("tiny") / "cross"
    CrossEncoder(str(tiny_transformer), num_labels=1, device="cpu").save_pretrained(str(folder))
    return folder
