"""A visitor's browser that times what it shows by itself, and notes what goes wrong."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

BOX = "#zw-ask textarea"
TALK = "#zw-chat"
OUTCOME = "#zw-chat .zw-status"
"""Each answer on the page has one of these."""
QUIET = 300
"""Milliseconds without a change after which an answer is whole."""
CALM = 1000
"""The same for all of the page, before it is scrolled."""

# The time runs from the event's own time stamp to the first moment after the frame that drew the last change.
_ARM = """([act, outcome, talk, quiet]) => {
  const before = document.querySelectorAll(outcome).length;
  window.zwShown = new Promise((resolve) => {
    let started = null, painted = null, timer = 0;
    addEventListener(act, (event) => { started ??= event.timeStamp; }, { capture: true, once: true });
    const watch = new MutationObserver(() => {
      if (started === null || document.querySelectorAll(outcome).length <= before) return;
      requestAnimationFrame(() => setTimeout(() => { painted = performance.now(); }));
      clearTimeout(timer);
      timer = setTimeout(() => { watch.disconnect(); resolve(painted - started); }, quiet);
    });
    watch.observe(document.querySelector(talk), { childList: true, characterData: true, subtree: true });
  });
}"""

_WATCH = """
window.zwTasks = [];
new PerformanceObserver((list) => window.zwTasks.push(...list.getEntries())).observe({ type: 'longtask' });
"""

# Once the page is calm, down and up again, a third of the window a frame. Browsers report no task below 50 ms.
_SCROLL = """async ([selector, calm]) => {
  const rows = document.querySelectorAll(selector);
  rows.forEach((row) => row.closest('details')?.setAttribute('open', ''));
  const frame = () => new Promise(requestAnimationFrame);
  const scrolls = (e) => e.scrollHeight > e.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(e).overflowY);
  let box = rows[0]?.parentElement;
  while (box && !scrolls(box)) box = box.parentElement;
  box ??= document.scrollingElement;
  box.scrollTop = 0;
  await new Promise((resolve) => {
    let timer = setTimeout(resolve, calm);
    const again = () => { clearTimeout(timer); timer = setTimeout(resolve, calm); };
    new MutationObserver(again).observe(document.body, { childList: true, characterData: true, subtree: true });
  });
  const longest = (tasks) => Math.max(0, ...tasks.map((task) => task.duration));
  const before = longest(window.zwTasks.splice(0));
  let moved = 0;
  for (const step of [1, -1]) {
    for (let last = -1; last !== box.scrollTop; await frame()) {
      last = box.scrollTop;
      moved = Math.max(moved, last);
      box.scrollTop += step * box.clientHeight / 3;
    }
  }
  await new Promise((done) => setTimeout(done, 300));
  return { rows: rows.length, moved, before, longest: longest(window.zwTasks) };
}"""


@dataclass(frozen=True, slots=True)
class Scrolled:
    """A list that was scrolled from end to end.

    ``rows`` are on the page, ``moved`` are pixels; ``before`` and ``longest`` are the milliseconds of the longest task
    from opening the page until it was calm, and while it was scrolled.
    """

    rows: int
    moved: float
    before: float
    longest: float


@dataclass(slots=True)
class Visitor:
    """A browser whose pages are watched; ``outside`` and ``errors`` fill while it is used."""

    browser: Browser
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def visit(self, url: str) -> Page:
        """Open the page at ``url`` as a new visitor."""
        page = self.browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900}).new_page()

        def heard(message: ConsoleMessage) -> None:
            if message.type == "error":
                self.errors.append(message.text)

        def requested(request: Request) -> None:
            if not request.url.startswith((url, "data:", "blob:")):
                self.outside.append(request.url)

        page.add_init_script(_WATCH)
        page.on("console", heard)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", requested)
        page.goto(url)
        page.wait_for_selector(BOX)
        return page

    def leave(self, page: Page) -> None:
        """Close a page and what belongs to its visitor."""
        page.context.close()


@contextlib.contextmanager
def visitor() -> Iterator[Visitor]:
    """Start Chromium: the machine's own, else Playwright's."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        try:
            yield Visitor(browser)
        finally:
            browser.close()


def milliseconds_to_answer(page: Page, question: str) -> float:
    """Type a question, press Enter, and return how long the whole answer took to be drawn."""
    page.fill(BOX, question)
    page.wait_for_timeout(100)
    page.evaluate(_ARM, ["keydown", OUTCOME, TALK, QUIET])
    page.press(BOX, "Enter")
    return float(page.evaluate("window.zwShown"))


def milliseconds_to_list(page: Page, rows: str, tab: str, button: str = "") -> float:
    """Open a tab and press a button, where one is named; returns how long the last of them took to draw the rows."""
    *before, last = [page.get_by_role("tab", name=tab), *([page.get_by_role("button", name=button)] if button else [])]
    for control in before:
        control.click()
    last.wait_for()
    page.evaluate(_ARM, ["click", rows, "body", QUIET])
    last.click()
    return float(page.evaluate("window.zwShown"))


def scroll(page: Page, rows: str) -> Scrolled:
    """Scroll the list whose rows the selector ``rows`` finds down and up."""
    return Scrolled(**page.evaluate(_SCROLL, [rows, CALM]))
