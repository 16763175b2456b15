"""``units.toml``: the units that one library knows besides those that ship with the product."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.organs import Registry, registry
from corpus.toml import TomlError, as_list, as_words, as_written, parse_toml, unknown_key
from corpus.units import split_level

FILE_NAME = "units.toml"


@dataclass(frozen=True, slots=True)
class OwnUnits:
    """The registry with a library's own units, and what was wrong in their files, in Chinese."""

    registry: Registry
    problems: tuple[str, ...] = ()


def load_units(files: Iterable[Path]) -> OwnUnits:
    """The registry that ships with the product, extended by some files; one that is not there adds nothing.

    Parameters
    ----------
    files
        ``units.toml`` in the library's folder, and the one beside ``zhengwen.toml``. What is wrong in one is left
        out, and the rest counts.
    """
    desk = _Desk()
    for path in dict.fromkeys(path.resolve() for path in files):
        if path.is_file():
            desk.read(path)
    if not desk.rows:
        return OwnUnits(registry(), tuple(desk.problems))
    return OwnUnits(registry().extended(desk.rows, desk.until, desk.collective), tuple(desk.problems))


def _organ(value: object) -> str:
    """The bare name of a unit; raises ValueError."""
    words = as_words(value)
    organ = split_level(words)[1]
    if len(organ) < 2:
        raise ValueError
    return organ


def _organs(value: object) -> tuple[str, ...]:
    return tuple(map(_organ, as_list(value)))


def _former(value: object) -> tuple[tuple[str, int | None], ...]:
    if not isinstance(value, list):
        raise ValueError
    out = []
    for item in value:
        if not isinstance(item, dict) or not {"name"} <= item.keys() <= {"name", "until"}:
            raise ValueError
        year = item.get("until")
        if year is not None and (isinstance(year, bool) or not isinstance(year, int) or not 1900 <= year <= 2100):
            raise ValueError
        out.append((_organ(item["name"]), year))
    return tuple(out)


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


_FIELDS: dict[str, tuple[str, Callable[[object], Any]]] = {
    "name": ('单位名称，如 "市民服务中心"', _organ),
    "aliases": ('名称的列表，如 ["市民中心"]', _organs),
    "former": ('曾用名的列表，如 [{name = "行政服务中心", until = 2019}]', _former),
    "collective": ("true 或 false", _flag),
}


class _Desk:
    """Where the files are read."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, tuple[str, ...]]] = []
        self.until: dict[str, int] = {}
        self.collective: set[str] = set()
        self.problems: list[str] = []

    def read(self, path: Path) -> None:
        try:
            raw = parse_toml(path.read_bytes())
        except TomlError as exc:
            self.problems.append(f"{path}：{exc}，整个文件没有生效")
            return
        except OSError as exc:
            self.problems.append(f"{path}：读不出来（{exc.strerror or exc}）")
            return
        units = raw.pop("unit", [])
        self.problems += [f"{path}：{unknown_key(key, ('[[unit]]',))}" for key in raw]
        if not isinstance(units, list) or not all(isinstance(item, dict) for item in units):
            self.problems.append(f"{path}：unit 应写作 [[unit]]")
            return
        for number, item in enumerate(units, 1):
            self._take(f"{path}：[[unit]] 第 {number} 条：", item)

    def _take(self, where: str, item: dict[str, object]) -> None:
        values: dict[str, Any] = {}
        for key, value in item.items():
            if key not in _FIELDS:
                self.problems.append(f"{where}{unknown_key(key, _FIELDS)}")
                continue
            expected, convert = _FIELDS[key]
            try:
                values[key] = convert(value)
            except ValueError:
                self.problems.append(f"{where}{key} 应为{expected}，现为 {as_written(value)}")
        if "name" not in values:
            if "name" not in item:
                self.problems.append(f"{where}没有写 name（单位名称）")
            return
        former = values.get("former", ())
        self.rows.append((values["name"], (*values.get("aliases", ()), *(name for name, _ in former))))
        self.until |= {name: year for name, year in former if year is not None}
        if values.get("collective"):
            self.collective.add(values["name"])
