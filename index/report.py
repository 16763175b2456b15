"""What a build did: frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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


@dataclass(frozen=True, slots=True)
class Admitted:
    """What became of a file that was published.

    ``what``: a notice that was not held, a newer version of one that was (of the files ``replaces``), an older version
    than the one held, which stays, or one whose words were held already.
    """

    file: str
    notice_id: str
    title: str
    what: Literal["new", "newer", "older", "copy"]
    replaces: tuple[str, ...] = ()
