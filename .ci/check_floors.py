"""Hold figures against their floors: a fall below one fails, a rise above it asks to raise it.

python check_floors.py FLOORS.toml SECTION FIGURES.json

The figures of an answers' score are those of all questions together.
"""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path

SLACK = 0.01
"""A rise of no more than this does not ask for a new floor."""


def compare(floors: dict[str, float], figures: dict[str, float | None]) -> tuple[list[str], bool]:
    """One line for each floor, and whether all hold; a figure that is missing is a fall."""
    lines, holds = [], True
    for name, floor in floors.items():
        value = figures.get(name)
        if value is None or value < floor:
            holds = False
            lines.append(
                f"FELL   {name}: {value if value is None else format(value, '.4f')} is below the floor {floor}"
            )
        elif value > floor + SLACK:
            lines.append(f"raise  {name}: {value:.4f}, the floor {floor} should be raised")
        else:
            lines.append(f"holds  {name}: {value:.4f}, floor {floor}")
    return lines, holds


def main(floors_file: str, section: str, figures_file: str) -> int:
    """Compare and print; the exit code is 1 where a figure fell."""
    floors = tomllib.loads(Path(floors_file).read_text("utf-8"))[section]
    figures = json.loads(Path(figures_file).read_text("utf-8"))
    lines, holds = compare(floors, figures.get("all", figures))
    print("\n".join(lines))
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
