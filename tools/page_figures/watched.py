"""Run a program and note each address of another machine that it turns to: ``python watched.py FILE PROGRAM ARG…``."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

HERE = ("127.", "localhost", "::1", "0.0.0.0")


def main() -> None:
    """Watch, then run the program as if it had been started itself."""
    outside, program = Path(sys.argv[1]), sys.argv[2]

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if event == "socket.connect" and isinstance(arguments[1], tuple):
            host = str(arguments[1][0])
        elif event == "socket.getaddrinfo" and arguments[0] is not None:
            host = arguments[0].decode() if isinstance(arguments[0], bytes) else str(arguments[0])
        else:
            return
        if not host.startswith(HERE):
            with outside.open("a", encoding="utf-8") as file:
                file.write(f"{event} {host}\n")

    sys.addaudithook(watch)
    sys.argv = sys.argv[2:]
    sys.path[0] = str(Path(program).parent)
    runpy.run_path(program, run_name="__main__")


if __name__ == "__main__":
    main()
