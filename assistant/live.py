"""The assistant of a program that stays open: it follows the library from one generation to the next."""

from __future__ import annotations

import gc
import logging
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from assistant.service import Assistant
from index import current_generation

_logger = logging.getLogger(__name__)
EVERY = 1.0
"""Seconds between two looks at which generation is live."""
AGAIN = 60.0
"""Seconds after which a generation that could not be opened is tried again."""


class LiveAssistant:
    """Holds the assistant of the live generation; safe to use from many threads.

    A generation that was published is opened in a thread of its own while the old one goes on answering. Who still
    holds the old assistant, or its library, can go on using it; its files are closed when nobody does.

    Parameters
    ----------
    library, home_place, home_unit, unit_files, reranker
        Those of :meth:`assistant.Assistant.open`, which raises when there is no library.
    """

    def __init__(
        self,
        library: Path | str,
        home_place: str = "",
        home_unit: str = "",
        unit_files: Sequence[Path] = (),
        reranker: str = "",
    ) -> None:
        self._library = Path(library)
        self._settings = (home_place, home_unit, tuple(unit_files), reranker)
        self._opening = threading.Lock()
        self._thread: threading.Thread | None = None
        self._failed = ("", 0.0)
        self._looked = time.monotonic()
        self._assistant = self._open()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def current(self) -> Assistant:
        """The newest assistant that is open; one that is newer is opened in the background."""
        now = time.monotonic()
        if now - self._looked >= EVERY:
            self._looked = now
            if self._is_behind() and not self._opening.locked():
                self._thread = threading.Thread(target=self._follow, name="zhengwen-reopen", daemon=True)
                self._thread.start()
        return self._assistant

    def refresh(self) -> Assistant:
        """The assistant of the live generation, waited for; the one before where that cannot be opened."""
        self._failed = ("", 0.0)
        self._follow()
        return self._assistant

    def close(self) -> None:
        """Wait for what is being opened; the files are closed with the last use."""
        thread = self._thread
        if thread is not None:
            thread.join()

    def _open(self) -> Assistant:
        assistant = Assistant.open(self._library, *self._settings)
        assistant.library.close_when_unused()
        return assistant

    def _is_behind(self) -> bool:
        live = current_generation(self._library)
        if live in ("", self._assistant.library.generation):
            return False
        failed, when = self._failed
        return live != failed or time.monotonic() - when >= AGAIN

    def _follow(self) -> None:
        """Open the live generation, unless it is open."""
        with self._opening:
            while self._is_behind():
                live = current_generation(self._library)
                try:
                    self._assistant = self._open()
                    gc.collect()  # parts of an assistant know each other: else the old one would stay for long
                except Exception:  # the outermost layer of a thread: whatever fails, the old library goes on
                    self._failed = (live, time.monotonic())
                    _logger.exception(
                        "generation %s could not be opened, %s stays", live, self._assistant.library.generation
                    )
