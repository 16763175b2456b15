"""The files of the sample library."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from corpus.sample.catalog import render
from corpus.sample.load import load_samples


def write_sample(folder: Path, today: dt.date) -> list[Path]:
    """Write the sample notices, their years counted back from a day.

    Parameters
    ----------
    folder
        Where the files go; made where it is missing. A file of the same name is replaced.
    today
        The day whose year the newest notices bear.

    Returns
    -------
    list of Path
        The files written, in the order of ``load_samples``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for sample in load_samples(today):
        path = folder / sample.file
        path.write_bytes(render(sample, sample.layout).encode(sample.encoding))
        written.append(path)
    return written
