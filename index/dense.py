"""The dense leg: the nearest vectors of a segment by FAISS."""

from __future__ import annotations

import os
import threading
import weakref
from collections.abc import Sequence
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

SCAN_FROM = 4096
"""With fewer rows every vector is compared in full precision; above, the quantised ones are scanned first."""
RESCORED = 2
"""So many times the wanted rows are taken from the scan and scored again in full precision."""

_VECTORS, _SCAN = "vectors.npy", "scan.faiss"
_BATCH = 65_536

faiss.omp_set_num_threads(1)  # a second thread brings a single scan nothing


def write_dense(folder: Path, vectors: NDArray[np.float16]) -> None:
    """Write the vectors of a segment.

    Parameters
    ----------
    folder
        A folder that is not there yet.
    vectors
        Shape (n_passages, dim), float16, rows of length 1.
    """
    folder.mkdir(parents=True)
    np.save(folder / _VECTORS, vectors)
    if len(vectors) < SCAN_FROM:
        return
    scan = faiss.IndexScalarQuantizer(vectors.shape[1], faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT)
    step = max(len(vectors) // _BATCH, 1)
    scan.train(vectors[::step].astype(np.float32))
    for start in range(0, len(vectors), _BATCH):
        scan.add(vectors[start : start + _BATCH].astype(np.float32))
    # Not faiss.write_index: it cannot open a path with Chinese characters on Windows.
    (folder / _SCAN).write_bytes(faiss.serialize_index(scan).data)


class VectorFile:
    """The rows of a ``.npy`` file of float16, read when they are wanted.

    Mapped, each row that is looked at would bring its neighbours into the memory of the process, in the end all of
    them. May be used by several threads.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            if (version := np.lib.format.read_magic(file)) != (1, 0):
                raise ValueError(f"{path}: .npy version {version}, expected (1, 0)")
            shape, is_fortran, dtype = np.lib.format.read_array_header_1_0(file)
            self._start = file.tell()
        if is_fortran or dtype != np.float16 or len(shape) != 2:
            raise ValueError(f"{path}: vectors must be rows of float16, got {dtype} of shape {shape}")
        self.shape: tuple[int, int] = shape
        self._width = 2 * shape[1]
        if path.stat().st_size < self._start + shape[0] * self._width:
            raise ValueError(f"{path}: {path.stat().st_size} bytes are too few for {shape[0]} rows")
        self._path = path
        self._lock = threading.Lock()
        self._file = path.open("rb", buffering=0)
        self._close = weakref.finalize(self, self._file.close)

    def __len__(self) -> int:
        return self.shape[0]

    def rows(self, rows: Sequence[int] | NDArray[np.int64]) -> NDArray[np.float32]:
        """The vectors of some rows, shape (n, dim), float32."""
        data = b"".join(self._read(int(row), 1) for row in rows)
        return np.frombuffer(data, dtype=np.float16).reshape(-1, self.shape[1]).astype(np.float32)

    def span(self, start: int, stop: int) -> NDArray[np.float16]:
        """The vectors of neighbouring rows, as they are stored."""
        data = self._read(start, max(stop - start, 0))
        return np.frombuffer(data, dtype=np.float16).reshape(-1, self.shape[1])

    def close(self) -> None:
        """Close the file; what is read afterwards raises ``ValueError``."""
        with self._lock:
            self._close()

    def _read(self, row: int, count: int) -> bytes:
        left = count * self._width
        parts = []
        with self._lock:
            self._file.seek(self._start + row * self._width)
            while left:
                part = self._file.read(left)
                if not part:
                    raise OSError(f"{self._path}: ended within row {row}")
                parts.append(part)
                left -= len(part)
        return b"".join(parts)


class DenseIndex:
    """The vectors of one segment, open for reading; the files stay on disk."""

    def __init__(self, folder: Path) -> None:
        self._vectors = VectorFile(folder / _VECTORS)
        self._full: NDArray[np.float32] | None = None
        self._scan = None
        if (folder / _SCAN).exists():
            self._scan = _open_scan(folder / _SCAN)
        else:
            self._full = self._vectors.span(0, len(self._vectors)).astype(np.float32)

    def search(
        self, query: NDArray[np.float32], limit: int, allowed: NDArray[np.bool_] | None = None
    ) -> list[tuple[int, float]]:
        """The passages nearest to a query.

        Parameters
        ----------
        query
            Shape (dim,), length 1.
        limit
            How many passages at most.
        allowed
            Shape (n_passages,): which rows may be found; None for all.

        Returns
        -------
        list of tuple
            Row and cosine, best first; only those above zero.
        """
        if self._full is not None:
            rows = np.arange(len(self._full)) if allowed is None else np.flatnonzero(allowed)
            scores = (self._full if allowed is None else self._full[rows]) @ query
        else:
            rows = np.sort(self._candidates(query, RESCORED * limit, allowed))
            scores = self._vectors.rows(rows) @ query
        order = np.argsort(-scores, kind="stable")[:limit]
        return [(int(rows[at]), float(scores[at])) for at in order if scores[at] > 0.0]

    def cosines(self, rows: Sequence[int], query: NDArray[np.float32]) -> NDArray[np.float32]:
        """How near some rows are to a query, in full precision."""
        near: NDArray[np.float32] = self._vectors.rows(rows) @ query
        return near

    def span(self, start: int, stop: int) -> NDArray[np.float16]:
        """The vectors of neighbouring rows, as they are stored."""
        return self._vectors.span(start, stop)

    def close(self) -> None:
        """Close the files."""
        self._vectors.close()
        self._scan = self._full = None

    def _candidates(
        self, query: NDArray[np.float32], count: int, allowed: NDArray[np.bool_] | None
    ) -> NDArray[np.int64]:
        parameters = None
        if allowed is not None:
            bits = np.packbits(allowed, bitorder="little")
            parameters = faiss.SearchParameters(sel=faiss.IDSelectorBitmap(bits))  # type: ignore[call-arg, arg-type]
        assert self._scan is not None
        _, found = self._scan.search(query[None, :], count, params=parameters)
        rows: NDArray[np.int64] = found[0]
        return rows[rows >= 0]


def _open_scan(path: Path) -> faiss.Index:
    if os.name == "nt" and not str(path).isascii():  # FAISS opens it by the code page, in which it is another name
        return faiss.deserialize_index(np.fromfile(path, dtype=np.uint8))
    return faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
