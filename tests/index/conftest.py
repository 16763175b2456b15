"""Libraries built with an encoder and a reader that anyone can compute."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from factories import HashEncoder, read_plain

from index import BuildReport, Library, build_library


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
