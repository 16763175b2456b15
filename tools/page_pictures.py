"""Pictures of the page for its documentation: ``python tools/page_pictures.py [FOLDER]``, by default docs/pictures.

Serves the sample library in a process of its own and takes each picture in Chromium, as small PNG files.
"""

from __future__ import annotations

import argparse
import datetime as dt
import io
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from page_figures.server import serving
from PIL import Image
from playwright.sync_api import Page, sync_playwright

from corpus.sample import write_sample
from index import StaticEncoder, build_library

ROOT = Path(__file__).resolve().parents[1]
DESK = (1440, 900)
PHONE = (390, 844)
COLOURS = 96
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")


def ask(page: Page, question: str) -> None:
    """Ask, and wait until the answer and what may follow it are there."""
    count = page.locator("#zw-chat .zw-status").count()
    page.fill("#zw-ask textarea", question)
    page.press("#zw-ask textarea", "Enter")
    page.locator("#zw-chat .zw-status").nth(count).wait_for()
    page.locator(".zw-nexts").wait_for()
    page.wait_for_timeout(1200)


def show_answer(page: Page) -> None:
    """A clause with the notice opened at it."""
    ask(page, "依申请公开有什么要求")


def show_duties(page: Page) -> None:
    """The duties of a unit as an answer."""
    ask(page, "区财政局今年负责什么")


def show_tab(name: str, *, press: str = "", until: str = "") -> Callable[[Page], None]:
    """A tab, a control pressed in it, and what is waited for."""

    def show(page: Page) -> None:
        page.get_by_role("tab", name=name).first.click()
        page.wait_for_timeout(1500)
        if press:
            page.locator(press).first.click()
        if until:
            page.locator(until).first.wait_for()
        page.wait_for_timeout(1000)

    return show


def show_basket(page: Page) -> None:
    """Two quotations and the reply made of them."""
    for question in ("依申请公开有什么要求", "对政策解读有什么要求"):
        ask(page, question)
        page.locator("#zw-chat .zw-actions .zw-keep").last.click()
        page.wait_for_timeout(600)
    show_tab("复函篮", until=".zw-letter")(page)


PICTURES: tuple[tuple[str, tuple[int, int], str, Callable[[Page], None]], ...] = (
    ("answer", DESK, "light", show_answer),
    ("duties-asked", DESK, "light", show_duties),
    ("today", DESK, "light", show_tab("今日")),
    ("duties", DESK, "light", show_tab("责任清单", press="#zw-duties-go", until="#zw-tab-duties table tr")),
    ("compare", DESK, "light", show_tab("对比", press="#zw-tab-compare button.primary", until="#zw-tab-compare ins")),
    ("library", DESK, "light", show_tab("文件库")),
    ("basket", DESK, "light", show_basket),
    ("answer-dark", DESK, "dark", show_answer),
    ("answer-phone", PHONE, "light", show_answer),
)
"""Name, size of the window, colours, and what is done before the picture is taken."""


def main() -> None:
    """Take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "docs" / "pictures")
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        write_sample(place / "notices", dt.date.today())
        build_library(place / "library", [place / "notices"], StaticEncoder.load())
        with serving(place / "library", "依申请公开有什么要求", watched=False) as server, sync_playwright() as play:
            browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
            for name, (width, height), colours, show in PICTURES:
                context = browser.new_context(
                    locale="zh-CN",
                    viewport={"width": width, "height": height},
                    color_scheme="dark" if colours == "dark" else "light",
                )
                page = context.new_page()
                page.goto(server.url)
                page.wait_for_selector("#zw-ask textarea")
                page.wait_for_timeout(800)
                show(page)
                save(page.screenshot(), folder / f"{name}.png")
                context.close()
            browser.close()


def save(picture: bytes, path: Path) -> None:
    """Keep a picture in few colours, which a page of text needs no more of."""
    with Image.open(io.BytesIO(picture)) as image:
        image.convert("RGB").quantize(COLOURS, method=Image.Quantize.MEDIANCUT).save(path, optimize=True)


if __name__ == "__main__":
    main()
