"""What search alone costs: ``python tools/bench_retrieval.py --passages 1000 10000 100000 1000000 [--plot FILE.svg]``.

The passages are spliced from the phrases of the invented clauses in ``tools/encoder/data`` with other numbers, some 85
characters each, 35 to a notice, and the questions are those that were written for these clauses. For each size a
segment is built, then opened in a fresh process, which prints its times and its memory. The plot needs matplotlib.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from corpus import Span
from index.encoder import StaticEncoder
from index.passages import Entry, Passage
from index.rerank import reranker_for
from index.retriever import Retriever
from index.segments import Segment, SegmentWriter
from index.store import Held, Record
from index.tokenizer import Tokenizer

_DATA = Path(__file__).parent / "encoder" / "data"
_IN_A_NOTICE = 35
_LENGTH = 80
_ASKED = 200
_NUMBER = re.compile(r"\d+")
_PHRASE = re.compile(r"[^，。；｜]+")


def read_clauses() -> list[dict[str, object]]:
    """The invented clauses with their questions."""
    paths = sorted(_DATA.glob("questions*.jsonl"))
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]


def make_texts(count: int) -> Iterator[str]:
    """Yield ``count`` passages, the same for the same count."""
    phrases = [phrase for clause in read_clauses() for phrase in _PHRASE.findall(str(clause["text"]))]
    rng = random.Random(count)
    for _ in range(count):
        text = ""
        while len(text) < _LENGTH:
            phrase = rng.choice(phrases)
            text += _NUMBER.sub(lambda found: str(rng.randint(1, 10 ** len(found.group()))), phrase) + "，"
        yield text[:-1] + "。"


def make_records(count: int) -> Iterator[Record]:
    """Yield notices that hold ``count`` passages in all."""
    texts = make_texts(count)
    for number in range((count + _IN_A_NOTICE - 1) // _IN_A_NOTICE):
        notice_id = f"n{number:06d}"
        size = min(_IN_A_NOTICE, count - number * _IN_A_NOTICE)
        title = f"第{number}号工作要点"
        entries = tuple(Entry(_passage(notice_id, place, next(texts), title), title, task="") for place in range(size))
        yield Record(_held(notice_id, title, size), body="", words="", duties=(), entries=entries)


def _passage(notice_id: str, place: int, text: str, title: str) -> Passage:
    spans = (Span(0, len(text)),)
    return Passage(f"{notice_id}#{place}", notice_id, "clause", str(place), text, spans, context=title)


def _held(notice_id: str, title: str, clauses: int) -> Held:
    return Held(
        notice_id=notice_id,
        version=notice_id,
        file=f"{notice_id}.txt",
        title=title,
        issued_title=None,
        doc_number=None,
        issuer="青石区人民政府办公室",
        place="青石区",
        year=2026,
        doc_kind="notice",
        validity=None,
        disclosure=None,
        source_url=None,
        issued=None,
        inferred=(),
        clauses=clauses,
        tasks=0,
    )


def build(folder: Path, count: int) -> dict[str, float]:
    """Build a segment; returns passages a second and the size on disk, MiB."""
    started = time.perf_counter()
    writer = SegmentWriter(folder, Tokenizer(), StaticEncoder.load())
    for record in make_records(count):
        writer.add(record)
    paths = writer.finish()
    seconds = time.perf_counter() - started
    return {"passages_per_s": count / seconds, "disk_mb": sum(path.stat().st_size for path in paths) / 2**20}


def measure(folder: Path) -> dict[str, float]:
    """Open a segment and ask; returns milliseconds and the most memory that the process has held, MiB."""
    started = time.perf_counter()
    encoder = StaticEncoder.load()
    retriever = Retriever([Segment(folder)], Tokenizer(), encoder, reranker_for(encoder))
    opened = time.perf_counter() - started
    clauses = random.Random(0).sample(read_clauses(), _ASKED)
    questions = [str(clause["lay"][0] if place % 2 else clause["staff"]) for place, clause in enumerate(clauses)]  # type: ignore[index]
    started = time.perf_counter()
    retriever.search(questions[0])
    first = time.perf_counter() - started
    times = []
    for question in questions:
        started = time.perf_counter()
        retriever.search(question)
        times.append((time.perf_counter() - started) * 1000)
    peak = _peak()
    return {
        "open_s": opened,
        "first_ms": first * 1000,
        "p50_ms": statistics.median(times),
        "p95_ms": sorted(times)[int(len(times) * 0.95)],
        "memory_mb": peak,
    }


def _peak() -> float:
    """The most memory of this process, MiB; ``ru_maxrss`` of Linux would count that of the process that started it."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) / 1024 for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 1024)


def plot(rows: list[dict[str, float]], path: Path) -> None:
    """Draw time, memory and disk over the number of passages, both axes logarithmic."""
    import matplotlib

    matplotlib.use("svg")
    import matplotlib.pyplot as plt

    sizes = [row["passages"] for row in rows]
    figure, axes = plt.subplots(1, 3, figsize=(11, 3.2))
    for axis, names, title in (
        (axes[0], ("p50_ms", "p95_ms"), "search, ms"),
        (axes[1], ("memory_mb",), "memory of the process, MiB"),
        (axes[2], ("disk_mb",), "index on disk, MiB"),
    ):
        for name in names:
            axis.loglog(sizes, [row[name] for row in rows], marker="o", label=name.split("_")[0])
        axis.set(title=title, xlabel="passages")
        axis.grid(visible=True, which="both", alpha=0.3)
    axes[0].legend()
    figure.tight_layout()
    figure.savefig(path)


def main() -> None:
    """Build and measure each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--plot", type=Path, help="write a plot to this file (SVG)")
    parser.add_argument("--measure", type=Path, help="only measure the segment in this folder")
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.measure)))
        return
    rows = []
    for count in options.passages:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / "segment"
            row = {"passages": float(count), **build(folder, count)}
            command = [sys.executable, __file__, "--measure", str(folder)]
            row |= json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        rows.append(row)
        print(json.dumps({name: round(value, 2) for name, value in row.items()}), flush=True)
    if options.plot:
        plot(rows, options.plot)


if __name__ == "__main__":
    main()
