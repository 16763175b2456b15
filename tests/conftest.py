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
