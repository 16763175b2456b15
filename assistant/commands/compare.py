"""``zhengwen compare``: two notices item by item, or where one implements the other."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.config import Config
from assistant.terminal import say, say_json


@dataclass(frozen=True, slots=True)
class CompareOptions:
    """How to compare and print: ``cover`` looks where the second implements the first."""

    cover: bool = False
    only_changed: bool = False
    as_json: bool = False


def run(config: Config, first: str, second: str, options: CompareOptions) -> int:
    """Compare two notices, by 文号 or notice id; returns the exit code.

    Raises
    ------
    NotHeld
        The library does not hold one of them.
    """
    from assistant.service import Assistant

    comparison = Assistant.open(config.library).compare(first, second, options.cover)
    if options.as_json:
        say_json(comparison.to_dict(options.only_changed))
    else:
        say(comparison.to_markdown(options.only_changed))
    return 0
