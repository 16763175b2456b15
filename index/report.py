"""What a build did: frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from corpus import Remark


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that did not become a notice: the contract's ``kind`` and a Chinese message."""

    file: str
    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A second file of one notice.

    ``same_words`` is true for a copy; otherwise ``file`` is an older version, which ``kept`` replaces.
    """

    notice_id: str
    file: str
    kept: str
    same_words: bool


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What the library holds after a build, and what the build changed.

    ``notices``, ``clauses``, ``tasks``, ``passages`` and ``unchanged`` (notices) are counts; ``added``, ``changed``
    and ``withdrawn`` name the notices. ``generation`` is empty where nothing could be held. ``remarks`` are what a
    keeper should look at in the notices that were read, the weightiest first.
    """

    notices: int
    clauses: int
    tasks: int
    passages: int
    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: int
    withdrawn: tuple[str, ...]
    failures: tuple[Failure, ...]
    duplicates: tuple[Duplicate, ...]
    seconds: float
    generation: str
    remarks: tuple[Remark, ...] = ()
