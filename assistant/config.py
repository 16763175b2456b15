"""The settings of one installation: ``zhengwen.toml``, found upwards from the working folder."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from assistant.errors import ConfigError, reason_of
from assistant.password import LEAST
from corpus import TomlError, as_written, parse_toml

FILE_NAME = "zhengwen.toml"
DEFAULT_LIBRARY = "公文库"
DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 7860


@dataclass(frozen=True, slots=True)
class Config:
    """The settings, paths made absolute.

    ``notices`` are the folders that ``build`` reads, ``library`` the folder of originals, catalogue and index.
    ``home_place`` (the district of this office) and ``home_unit`` (its unit) are empty where not set; so are ``model``
    and ``reranker``, which name another embedding model and a cross-encoder; ``query_instruction`` is then None.
    ``password`` is that of the page, hashed or as it is; without one only this machine may open it.
    ``source`` is the file that the settings came from.
    """

    notices: tuple[Path, ...] = ()
    library: Path = Path(DEFAULT_LIBRARY)
    home_place: str = ""
    home_unit: str = ""
    host: str = DEFAULT_HOST
    port: int = DEFAULT_PORT
    password: str = field(default="", repr=False)
    model: str = ""
    query_instruction: str | None = None
    reranker: str = ""
    source: Path | None = None

    @classmethod
    def find(cls, start: Path, explicit: Path | None = None) -> Config:
        """Settings for a command that runs in ``start``.

        Parameters
        ----------
        start
            The working folder; the file is looked for here and in the folders above.
        explicit
            A file (or its folder) that the user named; it must be there.

        Raises
        ------
        ConfigError
            The named file is missing, or the file holds something that is no setting.
        """
        start = start.resolve()
        path = find_file(start) if explicit is None else named_file(start / explicit)
        if path is None:
            return cls(library=start / DEFAULT_LIBRARY)
        return cls(**{"library": path.parent / DEFAULT_LIBRARY, **read_settings(path)}, source=path)

    @property
    def unit_files(self) -> tuple[Path, ...]:
        """The ``units.toml`` beside the settings; the one in the library's folder is found there."""
        return (self.source.parent / "units.toml",) if self.source else ()

    def with_options(self, **options: Any) -> Config:
        """The settings with those options of the command line that were given (None: not given)."""
        return replace(self, **{key: value for key, value in options.items() if value is not None})


def find_file(start: Path) -> Path | None:
    """The nearest ``zhengwen.toml`` in ``start`` or above it."""
    return next((p for folder in (start, *start.parents) if (p := folder / FILE_NAME).is_file()), None)


def named_file(path: Path) -> Path:
    """The settings file that the user named, or that lies in the folder named."""
    path = path.resolve()
    if path.is_dir():
        path /= FILE_NAME
    if not path.is_file():
        raise ConfigError(f"找不到配置文件 {path}")
    return path


def read_settings(path: Path) -> dict[str, Any]:
    """Read and check a settings file.

    Returns
    -------
    dict
        Field of `Config` to value, for the keys that the file holds; relative paths are relative to the file.
    """
    try:
        raw = parse_toml(path.read_bytes())
    except TomlError as exc:
        raise ConfigError(f"{path}：{exc}") from exc
    except OSError as exc:
        raise ConfigError(f"{path}：读不出来（{reason_of(exc)}）") from exc
    return {key: checked(path, key, value) for key, value in raw.items()}


def checked(path: Path, key: str, value: object) -> object:
    """The value of one setting as its field wants it, or a `ConfigError` that names what was expected."""
    if key not in SETTINGS:
        near = difflib.get_close_matches(key, SETTINGS, n=1)
        hint = f"是不是“{near[0]}”" if near else "可用的有 " + "、".join(SETTINGS)
        raise ConfigError(f"{path}：没有“{key}”这个设置，{hint}")
    expected, convert = SETTINGS[key]
    try:
        return convert(path.parent, value)
    except ValueError:
        given = "" if key == "password" else f"，现为 {as_written(value)}"
        raise ConfigError(f"{path}：{key} 应为{expected}{given}") from None


def _folders(base: Path, value: object) -> tuple[Path, ...]:
    if not isinstance(value, list):
        raise ValueError
    return tuple(_folder(base, item) for item in value)


def _folder(base: Path, value: object) -> Path:
    return (base / _words(base, value)).resolve()


def _words(base: Path, value: object) -> str:
    if text := _text(base, value):
        return text
    raise ValueError


def _text(_base: Path, value: object) -> str:
    # A control character is what "C:\temp" becomes, as \t is a tab to TOML.
    if not isinstance(value, str) or any(ord(ch) < 32 for ch in value):
        raise ValueError
    return value.strip()


def _password(base: Path, value: object) -> str:
    text = _text(base, value)
    if 0 < len(text) < LEAST:
        raise ValueError
    return text


def _model(base: Path, value: object) -> str:
    """A name as it is; a folder, which lies beside the file, as its whole path; empty for the built-in model."""
    text = _text(base, value)
    return str((base / text).resolve()) if text and (base / text).is_dir() else text


def _port(_base: Path, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 65535:
        raise ValueError
    return value


SETTINGS: dict[str, tuple[str, Callable[[Path, object], object]]] = {
    "notices": ('文件夹的列表，如 ["公文"]', _folders),
    "library": ("一个文件夹", _folder),
    "home_place": ('文字，如 "青石区"', _text),
    "home_unit": ('文字，如 "区财政局"', _text),
    "host": ('地址，如 "127.0.0.1"', _words),
    "port": ("1 到 65535 的整数", _port),
    "password": ("至少 8 个字符的文字，或 zhengwen password 印出的一行", _password),
    "model": ("向量模型的名称或文件夹", _model),
    "query_instruction": ("问题前要加的文字", lambda base, value: _text(base, value) or None),
    "reranker": ("重排模型的名称或文件夹", _model),
}
"""Key of the file, which is the field of `Config`, to what is expected and how it is checked."""
