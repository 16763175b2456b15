"""How fast questions are answered: ``python tools/bench_asking.py [--notices 1000] [--questions 50]``.

All text is invented: the sample library's notices, again and again under the names of other places, so that each dozen
is another city with its districts, its province and its towns. Prints how long building and opening take, then the
median and the 95th percentile of each kind of question, and the memory of the process.
"""

from __future__ import annotations

import argparse
import datetime as dt
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import chain, cycle, islice, permutations
from pathlib import Path

from assistant import Assistant, Turn
from corpus.sample import LAYOUTS, load_samples, render
from index import Held, StaticEncoder, build_library

_TODAY = dt.date(2026, 11, 21)
_NAMES = "东西南北上下大小新旧平长安永兴丰泰和顺金银松柏云石"
_PLACES = ("云河", "青石", "白鹭", "东岳", "柳溪", "望湖", "清泉")
"""Places of the sample: a city, its districts, its province, their towns."""
_SHAPES = ("plain", "markdown", "tabbed", "web")
_QUESTIONS = {
    "负责什么": "{place}财政局{year}年负责什么",
    "本级各科": "{place}教育局今年牵头哪些工作",
    "由谁负责": "{place}老旧小区改造信息公开由谁负责",
    "何时完成": "{place}适老化改造什么时候完成",
    "有何要求": "{place}{year}年对政策解读有什么要求",
    "多少": "{place}政务公开培训每年至少几次",
    "到期": "{place}{year}年6月底前要完成哪些任务",
    "文号": "{place}{year}年政务公开工作要点的文号是多少",
    "提纲": "{place}{year}年政务公开工作要点讲了什么",
    "两年对照": "{place}{year}年和{before}年对政策解读的要求有什么不同",
    "不指明地区": "{year}年对政策解读有什么要求",
    "地区年份都不指明": "老旧小区改造由谁负责",
    "不指明地区的单位": "财政局{year}年负责什么",
    "不指明地区的到期": "{year}年6月底前要完成哪些任务",
    "库中没有": "{place}{year}年对量子计算机采购有什么规定",
    "没有这个地区": "天目区{year}年对政策解读有什么要求",
}
_FOLLOWED = ("追问", "{place}{year}年对政策解读有什么要求", "那教育局呢")


def write_notices(folder: Path, count: int) -> None:
    """Write ``count`` invented notices."""
    samples = load_samples(_TODAY)
    names = map("".join, chain(permutations(_NAMES, 2), permutations(_NAMES, 3)))
    own: dict[str, str] = {}
    for number in range(count):
        at = number % len(samples)
        if at == 0:
            own = dict(zip(_PLACES, islice(names, len(_PLACES)), strict=True)) if number else {}
        shape = _SHAPES[number // len(samples) % len(_SHAPES)]
        text = render(samples[at], shape)
        for place, name in own.items():
            text = text.replace(place, name)
        (folder / f"{number:06d}{LAYOUTS[shape].suffix}").write_text(text, encoding="utf-8")


def ask_all(assistant: Assistant, count: int) -> dict[str, list[float]]:
    """Milliseconds of ``count`` questions of each kind, the kinds mixed, over places far apart."""
    held = [h for h in assistant.library.held if h.place and h.year]
    chosen = list(islice(cycle(held[at] for at in _spread(len(held))), count))
    times: dict[str, list[float]] = {}
    for about in chosen:
        for kind, form in _QUESTIONS.items():
            times.setdefault(kind, []).append(_milliseconds(assistant, _filled(form, about)))
        kind, first, second = _FOLLOWED
        history = (Turn("user", _filled(first, about)),)
        times.setdefault(kind, []).append(_milliseconds(assistant, second, history))
    return times


def _spread(size: int) -> Iterator[int]:
    """All numbers below ``size``, neighbours far apart."""
    step = next(step for step in (37, 41, 43, 47) if size % step)
    yield from ((at * step) % size for at in range(size))


def _filled(form: str, about: Held) -> str:
    year = about.year or _TODAY.year
    return form.format(place=about.place, year=year, before=year - 1)


def _milliseconds(assistant: Assistant, question: str, history: Sequence[Turn] = ()) -> float:
    started = time.perf_counter()
    assistant.ask(question, history, today=_TODAY)
    return (time.perf_counter() - started) * 1000


def _percentile(times: Sequence[float], share: float) -> float:
    return sorted(times)[min(int(len(times) * share), len(times) - 1)]


def _memory() -> int:
    """The most memory that the process has held, MiB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // (1024 * 1024 if sys.platform == "darwin" else 1024)


def main() -> None:
    """Build, open, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--notices", type=int, default=1000, help="how many notices")
    parser.add_argument("--questions", type=int, default=50, help="how many questions of each kind")
    parser.add_argument("--folder", type=Path, help="keep notices and library here; one that is there is asked again")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.folder or Path(scratch)
        if not (folder / "library").exists():
            (folder / "notices").mkdir(parents=True)
            write_notices(folder / "notices", options.notices)
            report = build_library(folder / "library", [folder / "notices"], StaticEncoder.load())
            built = f"{report.notices} notices, {report.tasks} tasks, {report.passages} passages"
            print(f"build: {report.seconds:.1f} s, {built}, {len(report.failures)} failures")
        started = time.perf_counter()
        assistant = Assistant.open(folder / "library")
        opened = time.perf_counter() - started
        started = time.perf_counter()
        assistant.ask("政策解读有什么要求", today=_TODAY)
        first = time.perf_counter() - started
        print(f"open: {opened:.2f} s, first answer after {first:.2f} s more, {_memory()} MiB")
        times = ask_all(assistant, options.questions)
        print("kind\tquestions\tp50 ms\tp95 ms\tmax ms")
        everything = sorted(t for of_kind in times.values() for t in of_kind)
        for kind, of_kind in [*times.items(), ("all", everything)]:
            figures = (_percentile(of_kind, 0.5), _percentile(of_kind, 0.95), max(of_kind))
            print(kind, len(of_kind), *(f"{figure:.1f}" for figure in figures), sep="\t")
        print(f"memory at the end: {_memory()} MiB")
        assistant.library.close()


if __name__ == "__main__":
    main()
