"""The page in Debian's Chromium; without it these tests are skipped, and say so."""

import contextlib
import datetime as dt
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium")
PATIENCE = 90


@pytest.fixture(scope="session", autouse=True)
def chromium():
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine: the page was not tried in a browser")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": CHROMIUM}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "locale": "zh-CN", "viewport": {"width": 1440, "height": 900}}


@pytest.fixture(scope="session")
def screenshots():
    folder = ROOT / "screenshots"
    folder.mkdir(exist_ok=True)
    return folder


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def serving(arguments, port, log):
    """A server process, from its first answer to the end of the block; its output goes to ``log``."""
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests"), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = {**os.environ, "PYTHONPATH": paths, "PYTHONUTF8": "1"}
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, *map(str, arguments)], stdout=out, stderr=out, env=environment, cwd=log.parent
        )
        try:
            url = f"http://127.0.0.1:{port}"
            wait_for(url, process, log)
            yield url
        finally:
            process.terminate()
            process.wait(20)


def wait_for(url, process, log):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            pytest.fail(f"the server ended: {log.read_text('utf-8')}")
        with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            urllib.request.urlopen(url, timeout=5).close()
            return
        time.sleep(0.1)
    pytest.fail(f"no answer from {url} within {PATIENCE} s: {log.read_text('utf-8')}")


@pytest.fixture(scope="session")
def fake_url(tmp_path_factory):
    """The page over the fake assistant, which also says hostile things."""
    port = free_port()
    with serving(
        [ROOT / "tests" / "browser" / "fake_page.py", port], port, tmp_path_factory.mktemp("fake") / "log"
    ) as url:
        yield url


@pytest.fixture(scope="session")
def sample_url(tmp_path_factory):
    """The page as it is started by hand, over the sample library of this year."""
    from corpus.sample import write_sample
    from index import StaticEncoder, build_library

    folder = tmp_path_factory.mktemp("sample")
    write_sample(folder / "notices", dt.date.today())
    build_library(folder / "library", [folder / "notices"], StaticEncoder.load())
    port = free_port()
    arguments = [ROOT / "app.py", "--index", folder / "library", "--port", port, "--home-place", "云河市青石区"]
    with serving(arguments, port, folder / "log") as url:
        yield url
    assert f"政问已经打开，请在浏览器中访问：{url}" in (folder / "log").read_text("utf-8")


@pytest.fixture(scope="session")
def serve():
    """Start a server on a free port; see :func:`serving`."""

    def start(arguments, log):
        port = free_port()
        return serving([*arguments, "--port", port], port, log)

    return start


def is_late(message):
    """Whether Gradio failed to take back an event that had no number yet: on a busy machine, without effect."""
    return "422" in message.text and message.location["url"].endswith(("/gradio_api/cancel", "/gradio_api/reset"))


LEAVING = ("AbortError", "Unexpected error Connection errored out.")
"""How the messages begin that Gradio leaves when a page is left while it still hears of a handler: it hangs up."""
JUST_BEFORE = 5
"""Seconds."""


@pytest.fixture
def visit(new_context):
    """Open a page as a visitor; at the end nothing may have left the machine, and no script may have failed."""
    wrong = []
    left = []  # when a page was left

    def note(words):
        wrong.append((time.monotonic(), words))

    def open_page(url, viewport=None, **context):
        page = new_context(**context).new_page()
        if viewport:
            page.set_viewport_size(viewport)
        page.on(
            "console",
            lambda said: said.type == "error" and not is_late(said) and note(f"{said.text} {said.location['url']}"),
        )
        page.on("pageerror", lambda error: str(error).startswith("AbortError") or note(str(error)))
        page.on("framenavigated", lambda frame: left.append(time.monotonic()))
        own = (url.partition("/?")[0], "data:", "blob:")
        page.on("request", lambda request: request.url.startswith(own) or note(request.url))
        page.goto(url)
        page.wait_for_selector("#zw-ask textarea")
        return page

    yield open_page
    assert [
        words
        for when, words in wrong
        if not (words.startswith(LEAVING) and any(0 <= then - when < JUST_BEFORE for then in left))
    ] == []
