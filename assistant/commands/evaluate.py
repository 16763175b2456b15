"""``zhengwen eval``: the figures of the contract over a library, or those of retrieval runs, with confidence."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.batch import answer_item, read_batch
from assistant.commands.ask import open_assistant
from assistant.config import Config
from assistant.errors import CommandError, WrongUse
from assistant.judge import FIGURES, Judged, Sources, judge, read_sources
from assistant.lines import lines_of
from assistant.measures import MEASURES, Difference, Mean, compare, mean_of, measure_run, paired
from assistant.terminal import progress, say, say_json, to_json
from assistant.trec import read_qrels, read_run

WITH_INTERVAL = ("correct", "recall@5", "recall@10")
_WIDTH = 10


@dataclass(frozen=True, slots=True)
class EvalOptions:
    """What to print beside the figures: ``misses`` of the questions that fall short; ``against`` earlier answers."""

    as_json: bool = False
    misses: int = 0
    out: Path | None = None
    against: Path | None = None
    top_k: int = 10


def run(config: Config, golds: Sequence[Path], options: EvalOptions) -> int:
    """Ask the questions of gold files over the library of ``config`` and print the figures; returns the exit code."""
    if not config.notices:
        raise WrongUse("没有指定公文文件夹：引文要与原文核对，请用 --notices 文件夹")
    asked = {path: read_gold(path) for path in golds}
    assistant = open_assistant(config)
    sources = read_sources(config.notices)
    earlier = _read_answers(options.against) if options.against else None
    out = []
    for path, lines in asked.items():
        with progress(path.name) as advance:
            answers = []
            for done, item in enumerate(read_batch(path), 1):
                answers.append(answer_item(assistant, item, dt.date.today(), options.top_k))
                if advance:
                    advance(done, len(lines), "")
        out += answers
        show(path, lines, {answer.get("id"): answer for answer in answers}, sources, earlier, options)
    if options.out is not None:
        _write(options.out, out)
    return 0


def show(
    path: Path,
    golds: Sequence[Mapping[str, Any]],
    answers: Mapping[Any, Mapping[str, Any]],
    sources: Sources,
    earlier: Mapping[Any, Mapping[str, Any]] | None,
    options: EvalOptions,
) -> None:
    """Print the figures of one gold file."""
    rows = [judge(gold, answers.get(gold["id"], {}), sources) for gold in golds]
    before = None
    if earlier is not None:
        before = [judge(gold, earlier.get(gold["id"], {}), sources) for gold in golds]
    if options.as_json:
        say_json({"gold": str(path), **_figures(rows), **_intervals(rows), **_changes(before, rows)})
        return
    say(f"{path}")
    say(f"{'type':15}{'n':>4}" + "".join(f"{name[:9]:>{_WIDTH}}" for name in FIGURES))
    for name, figures in _figures(rows).items():
        say(f"{name:15}{figures['n']:>4}" + "".join(_cell(figures[figure]) for figure in FIGURES))
    elapsed = sorted(answer["elapsed_ms"] for answer in answers.values() if "elapsed_ms" in answer)
    if elapsed:
        say(f"毫秒：中位数 {elapsed[len(elapsed) // 2]:.1f}，95% {elapsed[int(len(elapsed) * 0.95)]:.1f}")
    for name, interval in _intervals(rows)["intervals"].items():
        say(f"{name}：{interval['mean']:.3f}，95% 置信区间 {interval['low']:.3f} 至 {interval['high']:.3f}")
    for name, change in _changes(before, rows).get("changes", {}).items():
        say(f"{name} 比 {options.against}：{change['difference']:+.3f}（p = {change['p']:.3f}，{change['n']} 个问题）")
    questions = {gold["id"]: gold["question"] for gold in golds}
    for row in [row for row in rows if not row["correct"]][: options.misses]:
        say(f"{row['id']} {row['type']} {questions[row['id']]} {_rest(row)}")


def run_qrels(qrels_file: Path, runs: Sequence[Path], as_json: bool) -> int:
    """Print the measures of retrieval runs, and how each differs from the first; returns the exit code."""
    if not runs:
        raise WrongUse("--qrels 要与 --run 同用，写一个或几个检索结果文件")
    qrels = read_qrels(qrels_file)
    if not qrels:
        raise CommandError(f"{qrels_file}：是空的")
    base: Mapping[str, Mapping[str, float]] | None = None
    for path in runs:
        values = measure_run(qrels, read_run(path))
        means = {name: mean_of(list(values[name].values())) for name in MEASURES}
        changes = {} if base is None else {name: compare(*paired(base[name], values[name])) for name in MEASURES}
        if as_json:
            figures = {name: _interval(mean) for name, mean in means.items()}
            say_json({"run": str(path), "figures": figures, "changes": {n: _change(c) for n, c in changes.items()}})
        else:
            say(f"{path}（{len(qrels)} 个问题）")
            for name, mean in means.items():
                change = changes.get(name)
                said = f"，比 {runs[0]}：{change.value:+.4f}（p = {change.p:.4f}）" if change else ""
                say(f"  {name:8}{mean.value:.4f}，95% 置信区间 {mean.low:.4f} 至 {mean.high:.4f}{said}")
        base = base or values
    return 0


def read_gold(path: Path) -> list[dict[str, Any]]:
    """The lines of a gold file.

    Raises
    ------
    CommandError
        The file cannot be read, or a line is no gold line: each has id, type and question.
    """
    golds = []
    seen: dict[str, int] = {}
    for number, raw in _objects(path):
        missing = [name for name in ("id", "type", "question") if not isinstance(raw.get(name), str)]
        if missing:
            raise CommandError(f"{path}：第 {number} 行没有 {'、'.join(missing)}")
        if raw["id"] in seen:
            raise CommandError(f"{path}：第 {number} 行的编号 {raw['id']} 与第 {seen[raw['id']]} 行相同")
        seen[raw["id"]] = number
        golds.append(raw)
    if not golds:
        raise CommandError(f"{path}：是空的")
    return golds


def _read_answers(path: Path) -> dict[Any, dict[str, Any]]:
    return {raw.get("id"): raw for _, raw in _objects(path)}


def _objects(path: Path) -> Iterable[tuple[int, dict[str, Any]]]:
    for number, line in lines_of(path):
        try:
            raw = json.loads(line)
        except ValueError as exc:
            raise CommandError(f"{path}：第 {number} 行不是正确的 JSON（{exc}）") from exc
        if not isinstance(raw, dict):
            raise CommandError(f"{path}：第 {number} 行不是 JSON 对象")
        yield number, raw


def _write(path: Path, answers: Sequence[Mapping[str, Any]]) -> None:
    try:
        path.write_text("".join(to_json(answer) + "\n" for answer in answers), encoding="utf-8")
    except OSError as exc:
        raise CommandError(f"{path}：写不进去（{exc.strerror}）") from exc


def _figures(rows: Sequence[Judged]) -> dict[str, dict[str, Any]]:
    by_type: dict[str, list[Judged]] = defaultdict(list)
    for row in rows:
        by_type[row["type"]].append(row)
    return {
        name: {"n": len(of_type), **{figure: _mean(of_type, figure) for figure in FIGURES}}
        for name, of_type in {"all": rows, **dict(sorted(by_type.items()))}.items()
    }


def _mean(rows: Sequence[Judged], figure: str) -> float | None:
    values = [float(row[figure]) for row in rows if figure in row]
    return sum(values) / len(values) if values else None


def _intervals(rows: Sequence[Judged]) -> dict[str, dict[str, dict[str, float]]]:
    values = {name: [float(row[name]) for row in rows if name in row] for name in WITH_INTERVAL}
    return {"intervals": {name: _interval(mean_of(of_name)) for name, of_name in values.items() if of_name}}


def _changes(before: Sequence[Judged] | None, rows: Sequence[Judged]) -> dict[str, dict[str, dict[str, float]]]:
    if before is None:
        return {}
    out = {}
    for name in WITH_INTERVAL:
        one, other = ({row["id"]: float(row[name]) for row in judged if name in row} for judged in (before, rows))
        out[name] = _change(compare(*paired(one, other)))
    return {"changes": out}


def _interval(mean: Mean) -> dict[str, float]:
    return {"mean": mean.value, "low": mean.low, "high": mean.high, "n": mean.count}


def _change(difference: Difference) -> dict[str, float]:
    return {"difference": difference.value, "p": difference.p, "n": difference.count}


def _rest(row: Judged) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in ("id", "type")}


def _cell(value: float | None) -> str:
    return f"{'-' if value is None else format(value, '.3f'):>{_WIDTH}}"
