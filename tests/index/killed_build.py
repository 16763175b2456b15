"""A build that kills itself at its n-th step on the disk: python killed_build.py LIBRARY FOLDER N."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from factories import HashEncoder, read_plain

from index import build_library

STEPS = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "sqlite3.connect", "sqlite3.connect/handle"}


def kill_at(last: int) -> None:
    """End the process, as a power cut would, before the step with that number."""
    count = 0

    def watch(event: str, args: tuple[object, ...]) -> None:
        nonlocal count
        writes = event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR)
        if event in STEPS or writes:
            count += 1
            if count == last:
                os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

    sys.addaudithook(watch)


if __name__ == "__main__":
    library, folder, last = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    encoder = HashEncoder()
    kill_at(last)
    build_library(library, [folder], encoder, read=read_plain)
