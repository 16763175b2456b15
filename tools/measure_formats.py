"""How much of six invented notices is read in each format: ``python tools/measure_formats.py [KIND…] [--notice SLUG]``.

Prints a line for each format and notice, with the processor's and the clock's seconds a page, and for each format the
most memory that the process that reads has taken (on Linux). With ``--keep FOLDER`` the files are kept, with
``--wrong`` what was misread is told. The package must be installed or on the path.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import tempfile
import time
from dataclasses import astuple, dataclass
from pathlib import Path

import pypdfium2
from formats.compare import Figures, compare
from formats.forms import FORMS, load_notices
from formats.write import BY_NAME, KINDS, Kind, Writer

from corpus import NoticeError
from corpus.worker import ReadingRoom

_HEAD = f"{'format':18} {'notice':11} {'sections':>8} {'rows':>6} {'units':>6} {'dates':>6} {'duties':>6} {'extra':>5}"


def parse_options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"kinds of files: {', '.join(BY_NAME)}")
    parser.add_argument("--notice", action="append", choices=tuple(FORMS), help="only this notice")
    parser.add_argument("--keep", type=Path, help="folder where the files are kept")
    parser.add_argument("--wrong", action="store_true", help="tell what was misread")
    return parser.parse_args()


@dataclass(frozen=True, slots=True)
class Cost:
    """What reading a file took: pages, seconds of the processor and of the clock."""

    pages: int
    processor: float
    clock: float


def measure(writer: Writer, kind: Kind, folder: Path, room: ReadingRoom) -> tuple[Figures | str, Cost]:
    """Write a notice as a file and read it: the figures, or why it was not read; and what it took."""
    slug = writer.document.sample.slug
    path = folder / f"{slug}-{kind.name.replace(' ', '-')}{kind.ending}"
    path.write_bytes(writer.write(kind.name))
    before, start = processor_seconds(), time.perf_counter()
    try:
        notice = room.read(path)
    except NoticeError as exc:
        return str(exc), Cost(1, 0, 0)
    processor, clock = processor_seconds() - before, time.perf_counter() - start
    return compare(notice, writer.document, kind), Cost(pages_of(writer), processor, clock)


def pages_of(writer: Writer) -> int:
    """Pages of the notice as LibreOffice prints it; 1 where it is not installed."""
    if BY_NAME["pdf LibreOffice"].missing:
        return 1
    with pypdfium2.PdfDocument(writer.write("pdf LibreOffice")) as file:
        return len(file)


def workers() -> list[Path]:
    """The processes that this one has started, where the system tells them."""
    children: list[str] = []
    for path in Path("/proc/self/task").glob("*/children"):
        with contextlib.suppress(FileNotFoundError):  # a thread that has just ended
            children += path.read_text().split()
    return [Path("/proc") / child for child in children]


def processor_seconds() -> float:
    """Seconds of the processor that this process and the one that reads have used."""
    ticks = 0
    for process in workers():
        fields = (process / "stat").read_text().rsplit(")", 1)[1].split()
        ticks += int(fields[11]) + int(fields[12])
    return time.process_time() + (ticks / os.sysconf("SC_CLK_TCK") if ticks else 0)


def peak_memory() -> float:
    """The most memory that a process that reads has taken, in MB; 0 where there is none."""
    sizes = [re.search(r"VmHWM:\s+(\d+) kB", (process / "status").read_text()) for process in workers()]
    return max((int(size[1]) / 1024 for size in sizes if size), default=0.0)


def figures_line(figures: Figures) -> str:
    """Figures as columns."""
    values = (figures.sections, figures.rows, figures.units, figures.deadlines, figures.duties)
    cells = [f"{value:.3f}" if value is not None else "-" for value in values]
    text = f"{figures.characters:.4f}" if figures.characters is not None else "-"
    return f"{cells[0]:>8} {' '.join(f'{cell:>6}' for cell in cells[1:])} {figures.extra:>5} {text:>7}"


def main() -> None:
    """Measure and print."""
    options = parse_options()
    wanted = [BY_NAME[name] for name in options.kinds] or list(KINDS)
    samples = {slug: sample for slug, sample in load_notices().items() if slug in (options.notice or FORMS)}
    writers = {slug: Writer(sample) for slug, sample in samples.items()}
    print(f"{_HEAD} {'chars':>7} {'cpu s/p':>7} {'s/page':>7}")
    with tempfile.TemporaryDirectory() as place:
        folder = options.keep or Path(place)
        folder.mkdir(parents=True, exist_ok=True)
        for kind in wanted:
            if kind.missing:
                print(f"{kind.name:18} not written: {', '.join(kind.missing)} is not installed")
                continue
            with ReadingRoom() as room:
                if not kind.is_scan:  # libraries are loaded with the first file
                    measure(next(iter(writers.values())), kind, folder, room)
                costs = []
                for slug, writer in writers.items():
                    figures, cost = measure(writer, kind, folder, room)
                    costs.append(cost)
                    _report(kind, slug, figures, cost, tells_wrong=options.wrong)
                _sum_up(kind, costs)


def _sum_up(kind: Kind, costs: list[Cost]) -> None:
    pages, processor, clock = (sum(values) for values in zip(*map(astuple, costs), strict=True))
    rate = pages / max(processor, 0.01)
    print(
        f"{kind.name:18} {pages} pages, {rate:.1f} a second of one core, {clock / pages:.3f} s a page by the clock,"
        f" {peak_memory():.0f} MB"
    )


def _report(kind: Kind, slug: str, figures: Figures | str, cost: Cost, *, tells_wrong: bool) -> None:
    if isinstance(figures, str):
        print(f"{kind.name:18} {slug:11} {figures}")
        return
    seconds = f"{cost.processor / cost.pages:7.3f} {cost.clock / cost.pages:7.3f}"
    print(f"{kind.name:18} {slug:11} {figures_line(figures)} {seconds}")
    for words in figures.wrong if tells_wrong else ():
        print(f"    {words}")


if __name__ == "__main__":
    main()
