"""The page's figures: ``python tools/measure_page.py [--json] [--only start,answer,duties,load]``.

Measures, over libraries of invented notices: how long ``python app.py`` takes to a page that answers; how long from
Enter to the whole answer, timed within the browser; a list of 500 duties, shown and scrolled; users who ask through the
page's interface for programs while a build is published; requests to other machines, of the browser and of the server,
and errors in the browser's console. Prints needed and measured; the exit code is 1 where one is missed. Needs Chromium.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib.metadata
import json
import os
import platform
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from page_figures import library
from page_figures.browser import Visitor, milliseconds_to_answer, milliseconds_to_list, scroll, visitor
from page_figures.figures import Figure, percentile, table
from page_figures.load import Crowd, publish, seconds_to_new_notice
from page_figures.server import serving

PARTS = ("start", "answer", "duties", "load")
STARTS = 3
A_CONVERSATION = 10
"""Questions that are asked in one conversation before the next visitor comes."""
DUTIES = 500
ROWS = "#zw-chat .bot-row .zw-duty-table > tbody > tr"
"""An answer lists what fits into it and cites every duty."""
BEFORE_BUILD, AFTER_BUILD = 3.0, 5.0
"""Seconds for which users ask before a build begins and after it has ended."""
PATIENCE_NEW = 15.0


@dataclass(slots=True)
class Bench:
    """What all measurements share: where libraries lie, which day it is, who has strayed or failed."""

    folder: Path
    today: dt.date
    options: argparse.Namespace
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def questions(self) -> list[str]:
        """Thirty questions."""
        return library.questions(self.today)

    def start(self) -> Iterator[Figure]:
        """From the command to the first answer, index there."""
        place = library.sample(self.folder / "start", self.today)
        seconds, before = [], processor_seconds()
        for _ in range(STARTS):
            with serving(place, self.questions[0], watched=False) as server:
                seconds.append(server.seconds)
        processor = (processor_seconds() - before) / STARTS
        note = f"各次 {'、'.join(f'{s:.1f}' for s in seconds)} 秒，平均占用处理器 {processor:.1f} 秒"
        yield Figure("启动到能回答（三次取中）", statistics.median(seconds), "秒", 8, note)

    def answer(self) -> Iterator[Figure]:
        """From Enter to the whole answer."""
        times = []
        place = library.sample(self.folder / "answer", self.today)
        with serving(place, self.questions[0]) as server, visitor() as guest:
            for at in range(0, len(self.questions), A_CONVERSATION):
                page = guest.visit(server.url)
                times += [milliseconds_to_answer(page, q) for q in self.questions[at : at + A_CONVERSATION]]
                guest.leave(page)
            self._note(guest, server.strayed())
        yield Figure("回车到整条答复，中位", percentile(times, 0.5), "毫秒", 300, f"{len(times)} 个不同的问题")
        yield Figure("回车到整条答复，95%", percentile(times, 0.95), "毫秒", None, f"最长 {max(times):.0f} 毫秒")

    def duties(self) -> Iterator[Figure]:
        """A list of many duties: shown, scrolled."""
        place = library.many_duties(self.folder / "duties", self.today, DUTIES)
        asked = f"{library.BUSY_UNIT}负责什么"
        with serving(place, asked) as server, visitor() as guest:
            page = guest.visit(server.url)
            rows, tab, button = self.options.rows, self.options.tab, self.options.press
            shown = milliseconds_to_list(page, rows, tab, button) if tab else milliseconds_to_answer(page, asked)
            scrolled = scroll(page, rows)
            self._note(guest, server.strayed())
        missing = abs(DUTIES - scrolled.rows)
        yield Figure(f"{DUTIES} 行责任清单：没有列出的行", missing, "行", 0, f"页面上有 {scrolled.rows} 行")
        yield Figure(f"{DUTIES} 行责任清单：列出", shown / 1000, "秒", 1)
        yield Figure(f"{DUTIES} 行责任清单：列出和打开原文时最长任务", scrolled.before, "毫秒")
        note = f"上下滚动 {scrolled.moved:.0f} 像素；浏览器不报 50 毫秒以下的"
        yield Figure(f"{DUTIES} 行责任清单：滚动时最长任务", scrolled.longest, "毫秒", 100, note)

    def load(self) -> Iterator[Figure]:
        """Users who ask while a build is published."""
        place = library.sample(self.folder / "load", self.today)
        users, think = self.options.users, self.options.think
        with serving(place, self.questions[0]) as server:
            with Crowd(server.url, self.questions, users, think) as crowd:
                time.sleep(BEFORE_BUILD)
                library.add_later(place.parent / "notices", self.today)
                took = publish(place.parent)
                time.sleep(AFTER_BUILD)
            asked = crowd.asked
            new = seconds_to_new_notice(server.url, PATIENCE_NEW)
            self._note(None, server.strayed())
        self.errors += asked.errors[:5]
        who = f"{users} 人同时提问（各人隔 {think:g} 秒）"
        note = f"{len(asked.seconds)} 次提问；期间建库 {took:.1f} 秒"
        yield Figure(f"{who}：出错", len(asked.errors), "次", 0, note)
        middle = percentile(asked.seconds, 0.5)
        yield Figure(f"{who}：95%", percentile(asked.seconds, 0.95), "秒", 1, f"中位 {middle or 0:.2f} 秒")
        yield Figure(
            "发布后到能答新公文", new, "秒", None, "" if new else f"{PATIENCE_NEW:.0f} 秒内没有答出，页面未换用新的文库"
        )

    def _note(self, guest: Visitor | None, strayed: list[str]) -> None:
        self.outside += strayed
        if guest:
            self.outside += guest.outside
            self.errors += guest.errors


def processor_seconds() -> float:
    """Return the processor's seconds that processes which have ended took; on a busy machine the steadier figure."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def machine() -> str:
    """Return one line about where the figures come from."""
    load = f"，当前负载 {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    gradio = importlib.metadata.version("gradio")
    return f"{os.cpu_count()} 核{load}，Python {platform.python_version()}，Gradio {gradio}，{dt.date.today()}"


def parts(text: str) -> list[str]:
    """Read ``--only``."""
    chosen = text.split(",")
    if unknown := set(chosen) - set(PARTS):
        raise argparse.ArgumentTypeError(f"没有 {'、'.join(sorted(unknown))}，可选 {'、'.join(PARTS)}")
    return chosen


def main() -> int:
    """Measure, print, and return 1 where a figure is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--only", type=parts, default=list(PARTS), help=f"parts, of {','.join(PARTS)}")
    parser.add_argument("--users", type=int, default=20, help="how many ask at once")
    parser.add_argument("--think", type=float, default=2.0, help="seconds between an answer and the next question")
    parser.add_argument("--rows", default=ROWS, help="CSS selector of the rows of the list of duties")
    parser.add_argument("--tab", default="", help="the tab that holds the list; without it the list is an answer")
    parser.add_argument("--press", default="", help="the button in that tab that shows the list")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        bench = Bench(Path(folder), dt.date.today(), options)
        where = machine()
        figures = [figure for part in PARTS if part in options.only for figure in getattr(bench, part)()]
    figures.append(Figure("向其他机器的请求", len(bench.outside), "次", 0, "；".join(bench.outside[:3])))
    figures.append(Figure("浏览器和接口报错", len(bench.errors), "次", 0, "；".join(bench.errors[:3])))
    if options.json:
        print(json.dumps({"machine": where, "figures": [f.to_dict() for f in figures]}, ensure_ascii=False, indent=2))
    else:
        print(f"{table(figures)}\n{where}")
    return 0 if all(figure.is_met for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
