"""An encoder that anyone can compute, and libraries built with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from factories import read_plain
from numpy.typing import NDArray

from index import BuildReport, Library, build_library


class HashEncoder:
    """Each character has a fixed dimension, so a person can work out every score."""

    name = "hash"
    fingerprint = "hash-64"
    dim = 64

    def __init__(self) -> None:
        self.seen: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.seen += texts
        out = np.zeros((len(texts), self.dim), dtype=np.float32)
        for row, text in enumerate(texts):
            for character in text:
                out[row, ord(character) % self.dim] += 1.0
        return out / np.linalg.norm(out, axis=1, keepdims=True).clip(min=1e-9)

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self.encode(texts)


@pytest.fixture
def encoder() -> HashEncoder:
    return HashEncoder()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder for notices."""
    path = tmp_path / "公文"
    path.mkdir()
    return path


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Where a library can be built."""
    return tmp_path / "公文库"


@pytest.fixture
def build(folder: Path, library: Path, encoder: HashEncoder) -> Callable[..., BuildReport]:
    """Builds the library from the folder, or from those given."""

    def run(*folders: Path, encoder: HashEncoder = encoder) -> BuildReport:
        return build_library(library, folders or (folder,), encoder, read=read_plain)

    return run


@pytest.fixture
def opened(library: Path, encoder: HashEncoder):
    """Opens the library; what was opened is closed after the test."""
    libraries: list[Library] = []

    def run() -> Library:
        libraries.append(Library.open(library, encoder))
        return libraries[-1]

    yield run
    for one in libraries:
        one.close()
