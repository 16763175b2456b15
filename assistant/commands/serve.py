"""``zhengwen serve``: the page, as a process of its own."""

from __future__ import annotations

import datetime as dt
import http.client
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import FrameType

from assistant.commands.build import build, failures, summary
from assistant.config import DEFAULT_PORT, Config
from assistant.errors import CommandError
from assistant.terminal import note, say

APP = Path(__file__).resolve().parents[2] / "app.py"
SAMPLE_FOLDER = "样例库"
PORTS_TRIED = 20
START_SECONDS = 120


def run(config: Config) -> int:
    """Serve the library of ``config`` until it is stopped; returns the exit code.

    A library that was never built is built first, where its folders are known.
    """
    if config.notices and not (config.library / "index" / "CURRENT").exists():
        prepare(config)
    config = with_free_port(config)
    with page(config) as process:
        wait_until_answering(process, config)
        say(f"政问已启动，请用浏览器打开：{address(config)}")
        say("停止请按 Ctrl+C")
        sys.stdout.flush()
        return 1 if process.wait() else 0


def sample_config(config: Config, folder: Path, today: dt.date) -> Config:
    """Write the sample notices into ``folder``, bring its library in step, and return the settings for it.

    The years of the sample count back from ``today``; what an earlier year or version wrote is replaced.
    """
    from corpus.sample import HOME_PLACE, write_sample

    notices = folder / "notices"
    write_sample(notices, today)
    sample = replace(config, notices=(notices,), library=folder / "library", home_place=HOME_PLACE, home_unit="")
    prepare(sample)
    return sample


def prepare(config: Config) -> None:
    """Build the library of ``config`` and say what it holds."""
    report = build(config.library, config.notices)
    for line in summary(report)[:1]:
        say(line)
    for line in failures(report):
        note(line)
    sys.stdout.flush()


def with_free_port(config: Config) -> Config:
    """The settings with a port that can be had.

    A port that was chosen is not exchanged for another: people have bookmarked it. The default one is.
    """
    tried = PORTS_TRIED if config.port == DEFAULT_PORT else 1
    for port in range(config.port, config.port + tried):
        if is_free(config.host, port):
            if port != config.port:
                note(f"端口 {config.port} 已被占用，改用 {port}")
            return replace(config, port=port)
    raise CommandError(f"{config.host} 的端口 {config.port} 用不了（已被占用，或地址不是本机的），请用 --port 另选一个")


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
    """The command line of the page's process."""
    return [
        sys.executable,
        str(APP),
        *("--index", str(config.library)),
        *("--host", config.host),
        *("--port", str(config.port)),
        *("--home-place", config.home_place),
        *("--home-unit", config.home_unit),
    ]


@contextmanager
def page(config: Config) -> Iterator[subprocess.Popen[bytes]]:
    """The page's process, ended with the block, also when this process is asked to end."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    process = subprocess.Popen(app_command(config))
    try:
        yield process
    finally:
        signal.signal(signal.SIGTERM, before)
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_until_answering(process: subprocess.Popen[bytes], config: Config, seconds: float = START_SECONDS) -> None:
    """Wait until the page answers over HTTP."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise CommandError("页面没有启动，原因见上")
        if is_answering(config):
            return
        time.sleep(0.1)
    raise CommandError(f"页面在 {seconds:.0f} 秒内没有启动")


def is_answering(config: Config) -> bool:
    """Whether the page answers a request."""
    # http.client knows of no proxy: an office's proxy must not be asked for a page on this machine.
    connection = http.client.HTTPConnection(reachable(config.host), config.port, timeout=5)
    try:
        connection.request("HEAD", "/")
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def reachable(host: str) -> str:
    """The host name for a browser on this machine."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(host, host)


def address(config: Config) -> str:
    """The address of the page, for a browser on this machine."""
    host = reachable(config.host)
    return f"http://[{host}]:{config.port}" if ":" in host else f"http://{host}:{config.port}"
