"""``zhengwen serve``: the page, as a process of its own."""

from __future__ import annotations

import datetime as dt
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import FrameType

from assistant.commands.build import build, failures, summary
from assistant.config import DEFAULT_PORT, FILE_NAME, Config
from assistant.errors import CommandError
from assistant.password import check
from assistant.terminal import note, say

APP = Path(__file__).resolve().parents[2] / "app.py"
LIVE = Path("index", "CURRENT")
"""Names the live generation of a library; without it nothing has been built."""
SAMPLE_FOLDER = "样例库"
PORTS_TRIED = 20
STOP_SECONDS = 10
SAMPLE_SETTINGS = """\
# 样例库的设置；公文是虚构的，年份从今年往前数。自己的公文请另放文件夹，另写一份 zhengwen.toml。
notices = ["notices"]
library = "library"
home_place = "云河市青石区"
"""
SAMPLE_YEARS_KEPT = 5
"""For how many years a sample is recognised as one, to be replaced by that of this year."""


def run(config: Config, port: int | None = None) -> int:
    """Serve the library of ``config`` until it is stopped; returns the exit code.

    A library that was never built is built first, where its folders are known. ``port`` is the one that the command
    line asks for.
    """
    check(config.host, config.password)
    if config.notices and not (config.library / LIVE).exists():
        prepare(config)
    with page(app_command(with_free_port(config, port))) as process:
        return process.wait()


def sample_config(folder: Path, today: dt.date) -> Config:
    """Write the sample notices and their settings into ``folder``, build the library, and return the settings.

    The years of the sample count back from ``today``: notices that an earlier year wrote are replaced. Settings that
    are there already are kept, and so are other notices in the folder.
    """
    from corpus.sample import write_sample

    folder.mkdir(parents=True, exist_ok=True)
    settings = folder / FILE_NAME
    if not settings.exists():
        settings.write_text(SAMPLE_SETTINGS, "utf-8")
    config = Config.find(folder, settings)
    written = write_sample(folder / "notices", today)
    for path in former_samples(folder / "notices", today) - set(written):
        path.unlink()
    prepare(config)
    return config


def former_samples(notices: Path, today: dt.date) -> set[Path]:
    """The files in ``notices`` that the sample of one of the last years wrote."""
    from corpus.sample import load_samples

    years = range(today.year - SAMPLE_YEARS_KEPT, today.year)
    names = {sample.file for year in years for sample in load_samples(dt.date(year, 12, 31))}
    return {path for path in notices.iterdir() if path.name in names}


def prepare(config: Config) -> None:
    """Build the library of ``config`` and say what it holds."""
    report = build(config.library, config.notices, config.model, config.query_instruction)
    say(summary(report)[0])
    for line in failures(report):
        note(line)
    sys.stdout.flush()


def with_free_port(config: Config, port: int | None = None) -> Config:
    """The settings with a port that can be had.

    A port that was chosen is not exchanged for another, as people have bookmarked it; the default one is.
    """
    first = port or config.port
    tried = PORTS_TRIED if port is None and first == DEFAULT_PORT else 1
    for candidate in range(first, first + tried):
        if is_free(config.host, candidate):
            if candidate != first:
                note(f"端口 {first} 已被占用，改用 {candidate}")
            return replace(config, port=candidate)
    raise CommandError(f"{config.host} 的端口 {first} 用不了（已被占用，或地址不是本机的），请用 --port 另选一个")


def is_free(host: str, port: int) -> bool:
    """Whether a server could listen there now."""
    try:
        family, kind, *_, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            if sys.platform != "win32":  # there it would allow to share a port that is in use
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except OSError:
        return False
    return True


def app_command(config: Config) -> list[str]:
    """The command line of the page's process, which says its address itself."""
    return [
        sys.executable,
        str(APP),
        *(("--config", str(config.source)) if config.source else ()),
        *("--index", str(config.library)),
        *("--host", config.host),
        *("--port", str(config.port)),
        *("--home-place", config.home_place),
        *("--home-unit", config.home_unit),
    ]


@contextmanager
def page(command: Sequence[str]) -> Iterator[subprocess.Popen[bytes]]:
    """The page's process, ended with the block, also when this process is asked to end."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    process = subprocess.Popen(command)
    try:
        yield process
    finally:
        signal.signal(signal.SIGTERM, before)
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
