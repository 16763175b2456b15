"""Reads damaged and hostile files, and counts those that bring the reading down: ``python tools/try_damaged.py``.

The good files from which the damaged ones are made are those of ``formats.write`` that can be written here, of one
notice; or those of a folder (``--good FOLDER``). Ends with 1 where a file brings the process down, takes longer than
the limit, or is refused without its name and a reason. The package must be installed or on the path.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from formats.damaged import damaged_files
from formats.hostile import hostile_files
from formats.trial import GOOD, Trial, try_files

SLOW = (".doc", ".wps", ".rtf", ".odt", ".tif", ".png", ".jpg")


def parse_options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--good", type=Path, help="folder of good files")
    parser.add_argument("--count", type=int, default=2000, help="damaged files (default 2000)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=120.0, help="limit for each file (default 120)")
    parser.add_argument("--all", action="store_true", help="tell each file that is not read")
    return parser.parse_args()


def good_files(folder: Path | None) -> dict[str, bytes]:
    """Good files by name."""
    if folder is not None:
        return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}
    from formats.forms import load_notices
    from formats.write import KINDS, Writer

    writer = Writer(load_notices()["task_list"])
    here = [kind for kind in KINDS if not kind.missing]
    return {f"{kind.name.replace(' ', '-')}{kind.ending}": writer.write(kind.name) for kind in here}


def is_slow(name: str) -> bool:
    """Whether reading a file takes seconds: through LibreOffice or OCR."""
    return name.endswith(SLOW) or "scan" in name


def report(trials: Iterable[Trial], *, tells_all: bool) -> Counter[str]:
    """Print what is to be looked at; how many files had each result."""
    counts: Counter[str] = Counter()
    slowest = Trial("", "read", "", "", 0.0)
    kinds: Counter[str] = Counter()
    for trial in trials:
        counts[trial.result] += 1
        kinds[trial.kind] += trial.result == "named"
        slowest = max(slowest, trial, key=lambda one: one.seconds)
        if trial.result not in ("read", "named") or (tells_all and trial.result == "named"):
            print(f"{trial.result:10} {trial.seconds:6.2f} s  {trial.name}  {trial.kind}: {trial.message}", flush=True)
    print(f"results: {dict(counts)}")
    print(f"reasons: {dict(kinds)}")
    print(f"slowest: {slowest.name}, {slowest.seconds:.1f} s, {slowest.result}")
    return counts


def main() -> None:
    """Make, read, report."""
    options = parse_options()
    good = good_files(options.good)
    slow = frozenset(filter(is_slow, good))
    bad: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as place:
        for files in (hostile_files(good), damaged_files(good, options.count, options.seed, slow)):
            bad += report(try_files(files, Path(place), options.seconds), tells_all=options.all)
    sys.exit(1 if set(bad) - set(GOOD) else 0)


if __name__ == "__main__":
    main()
