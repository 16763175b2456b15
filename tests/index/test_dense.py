from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index import dense
from index.dense import DenseIndex, write_dense


def axes(count: int, dim: int = 8) -> np.ndarray:
    """Row i points along axis i % dim, later rows a little off it."""
    out = np.zeros((count, dim), dtype=np.float32)
    for row in range(count):
        out[row, row % dim] = 1.0
        out[row, (row + 1) % dim] = row / count
    return out / np.linalg.norm(out, axis=1, keepdims=True)


@pytest.fixture(params=["compared in full", "scanned"])
def index(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DenseIndex:
    """200 rows, once below and once above the size from which they are scanned."""
    monkeypatch.setattr(dense, "SCAN_FROM", 100 if request.param == "scanned" else 1000)
    write_dense(tmp_path / "向量", axes(200).astype(np.float16))
    assert (tmp_path / "向量" / "scan.faiss").exists() == (request.param == "scanned")
    return DenseIndex(tmp_path / "向量")


def test_what_is_closed_is_not_read(tmp_path):
    write_dense(tmp_path / "向量", axes(200).astype(np.float16))
    closed = DenseIndex(tmp_path / "向量")
    closed.close()
    with pytest.raises(ValueError, match="closed"):
        closed.cosines([0], query(0))


def query(axis: int) -> np.ndarray:
    return np.eye(8, dtype=np.float32)[axis]


def test_the_nearest_rows_come_first_with_their_cosine(index):
    found = index.search(query(3), 5)
    assert [row for row, _ in found] == [3, 11, 19, 27, 35]
    assert found[0][1] == pytest.approx(1 / np.sqrt(1 + (3 / 200) ** 2), abs=1e-3)


def test_only_allowed_rows_are_found_however_far(index):
    allowed = np.zeros(200, dtype=np.bool_)
    allowed[[195, 187, 0]] = True
    assert [row for row, _ in index.search(query(3), 5, allowed)] == [187, 195]


def test_rows_without_likeness_and_an_empty_question_find_nothing(index):
    assert index.search(np.zeros(8, dtype=np.float32), 5) == []
    assert all(score > 0 for _, score in index.search(query(0), 200))


def test_an_index_without_rows_answers(tmp_path):
    write_dense(tmp_path / "empty", np.zeros((0, 8), dtype=np.float16))
    assert DenseIndex(tmp_path / "empty").search(query(0), 5) == []
