"""``zhengwen eval``: the figures of the contract over a library, or those of retrieval runs, with confidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.batch import answer_item
from assistant.commands.ask import open_assistant
from assistant.commands.build import check_folders
from assistant.config import Config
from assistant.errors import CommandError, WrongUse
from assistant.gold import TYPES, Answers, Gold, earlier_of, read_answers, read_gold
from assistant.judge import FIGURES, READ, Judged, Sources, figures_of, judge, read_sources, source_files
from assistant.measures import MEASURES, Difference, Mean, compare, mean_of, measure_run, paired
from assistant.output import new_file
from assistant.terminal import progress, say, say_json, to_json
from assistant.trec import Qrels, read_qrels, read_run

WITH_INTERVAL = ("correct", "recall@5", "recall@10")
DEPTH = 10
"""So many passages of each question are judged, as the contract has it."""
_WIDTH = 10

GoldFile = tuple[Path, Sequence[Gold]]


@dataclass(frozen=True, slots=True)
class EvalOptions:
    """What to print beside the figures: ``misses`` of the questions that fall short; ``against`` earlier answers."""

    as_json: bool = False
    misses: int = 0
    out: Path | None = None
    against: Path | None = None


def refuse(options: Mapping[str, object], beside: str) -> None:
    """Refuse options that say nothing beside what is measured."""
    if given := [name for name, value in options.items() if value]:
        raise WrongUse(f"{'、'.join(given)} 不与{beside}同用")


def run(config: Config, paths: Sequence[Path], options: EvalOptions) -> int:
    """Ask the questions of gold files over the library of ``config`` and print the figures; returns the exit code."""
    check_folders(config.notices)
    golds = [(path, read_gold(path)) for path in paths]
    earlier = None if options.against is None else _earlier(options.against, golds)
    sources = read_sources(config.notices)
    if not sources:
        folders = "、".join(map(str, config.notices))
        raise CommandError(f"{folders}：没有可以核对引文的公文（{'、'.join(sorted(READ))}）")
    for (path, lines), answers in zip(golds, _answers(config, golds, options), strict=True):
        rows = [judge(gold.raw, answer, sources) for gold, answer in zip(lines, answers, strict=True)]
        by_id = {answer["id"]: answer for answer in answers}
        report = {"gold": str(path), **figures_of(rows, by_id), **_intervals(rows)}
        if earlier is not None:
            report |= _changes(lines, rows, earlier, sources)
        show(report, lines, rows, options)
    return 0


def show(report: Mapping[str, Any], golds: Sequence[Gold], rows: Sequence[Judged], options: EvalOptions) -> None:
    """Print the figures of one gold file."""
    if options.as_json:
        say_json(report)
        return
    for line in report_lines(report, options.against):
        say(line)
    missed = [(gold, row) for gold, row in zip(golds, rows, strict=True) if not row["correct"]]
    for gold, row in missed[: options.misses]:
        figures = {name: value for name, value in row.items() if name not in ("id", "type")}
        say(f"{gold.gold_id} {row['type']} {gold.question.question} {figures}")


def report_lines(report: Mapping[str, Any], against: Path | None) -> Iterator[str]:
    """A report for a reader: a table by type, then times, intervals and what has changed."""
    yield report["gold"]
    yield f"{'type':15}{'n':>4}" + "".join(f"{name[:9]:>{_WIDTH}}" for name in FIGURES)
    for name in ("all", *sorted(TYPES)):
        if name in report:
            yield f"{name:15}{report[name]['n']:>4}" + "".join(_cell(report[name][figure]) for figure in FIGURES)
    yield f"没有答案的问题：{report['missing_answers']}"
    if elapsed := report.get("elapsed_ms"):
        yield f"毫秒：中位数 {elapsed['p50']:.1f}，95% {elapsed['p95']:.1f}"
    for name, interval in report["intervals"].items():
        yield f"{name}：{interval['mean']:.3f}，95% 置信区间 {interval['low']:.3f} 至 {interval['high']:.3f}"
    for name, change in report.get("changes", {}).items():
        yield f"{name} 比 {against}：{change['difference']:+.3f}（p = {change['p']:.3f}，{change['n']} 个问题）"
    if report.get("unpaired"):
        yield f"{against} 里没有其中 {report['unpaired']} 个问题的答案，这些不在比较之内"


def run_qrels(qrels_file: Path, runs: Sequence[Path], as_json: bool) -> int:
    """Print the measures of retrieval runs, and how each differs from the first; returns the exit code."""
    if not runs:
        raise WrongUse("--qrels 要与 --run 同用，写一个或几个检索结果文件")
    qrels = read_qrels(qrels_file)
    if not qrels:
        raise CommandError(f"{qrels_file}：是空的")
    base: Mapping[str, Mapping[str, float]] | None = None
    for path in runs:
        found, values = _measured(qrels_file, qrels, path)
        means = {name: mean_of(list(values[name].values())) for name in MEASURES}
        changes = {} if base is None else {name: compare(*paired(base[name], values[name])) for name in MEASURES}
        if as_json:
            figures = {name: _interval(mean) for name, mean in means.items()}
            said = {name: _change(change) for name, change in changes.items()}
            say_json({"run": str(path), "queries": len(qrels), "found": found, "figures": figures, "changes": said})
        else:
            say(f"{path}（{len(qrels)} 个问题，其中 {found} 个有结果）")
            for name, mean in means.items():
                change = changes.get(name)
                more = f"，比 {runs[0]}：{change.value:+.4f}（p = {change.p:.4f}）" if change else ""
                say(f"  {name:8}{mean.value:.4f}，95% 置信区间 {mean.low:.4f} 至 {mean.high:.4f}{more}")
        base = base or values
    return 0


def _measured(qrels_file: Path, qrels: Qrels, path: Path) -> tuple[int, Mapping[str, Mapping[str, float]]]:
    """How many of the judged queries a run has, and its measures."""
    results = read_run(path)
    if not results:
        raise CommandError(f"{path}：是空的")
    found = sum(query in results for query in qrels)
    if not found:
        raise CommandError(f"{path}：没有 {qrels_file} 里的任何一个问题（{len(qrels)} 个），问题编号对不上")
    return found, measure_run(qrels, results)


def _earlier(path: Path, golds: Sequence[GoldFile]) -> Answers:
    answers = read_answers(path)
    if not any(earlier_of(gold, answers) for _, lines in golds for gold in lines):
        raise CommandError(f"{path}：没有这些标准问题的答案，不能比较")
    return answers


def _check_ids(golds: Sequence[GoldFile]) -> None:
    """Refuse to keep answers in one file where an id would stand for two of them."""
    first_in: dict[str, Path] = {}
    for path, lines in golds:
        for gold in lines:
            if gold.gold_id in first_in:
                raise CommandError(
                    f"{path}：编号 {gold.gold_id} 在 {first_in[gold.gold_id]} 里也有，"
                    "答案存在一个文件里（--out）就分不开了，请分开评测"
                )
        first_in |= dict.fromkeys((gold.gold_id for gold in lines), path)


def _answers(config: Config, golds: Sequence[GoldFile], options: EvalOptions) -> list[list[dict[str, Any]]]:
    """The answer lines of each file, kept where the options say so."""
    if options.out is None:
        return _ask(config, golds)
    _check_ids(golds)
    inputs = [*(path for path, _ in golds), *source_files(config.notices)]
    with new_file(options.out, [*inputs, *([options.against] if options.against else [])]) as write:
        answers = _ask(config, golds)
        for of_file in answers:
            for answer in of_file:
                write(to_json(answer))
    return answers


def _ask(config: Config, golds: Sequence[GoldFile]) -> list[list[dict[str, Any]]]:
    """The answer lines of each file."""
    assistant = open_assistant(config)
    out = []
    for path, lines in golds:
        answers = []
        with progress(path.name) as advance:
            for gold in lines:
                answers.append(answer_item(assistant, gold.question, dt.date.today(), DEPTH))
                if advance:
                    advance(len(answers), len(lines), "")
        out.append(answers)
    return out


def _intervals(rows: Sequence[Judged]) -> dict[str, dict[str, dict[str, float]]]:
    values = {name: list(_values(rows, name).values()) for name in WITH_INTERVAL}
    return {"intervals": {name: _interval(mean_of(of_name)) for name, of_name in values.items() if of_name}}


def _changes(golds: Sequence[Gold], rows: Sequence[Judged], earlier: Answers, sources: Sources) -> dict[str, Any]:
    """How the figures differ from those of earlier answers, over the questions that have one."""
    pairs = [(gold.raw, answer) for gold in golds if (answer := earlier_of(gold, earlier)) is not None]
    before = [judge(raw, answer, sources) for raw, answer in pairs]
    changes = {}
    for name in WITH_INTERVAL:
        one, other = paired(_values(before, name), _values(rows, name))
        if one:
            changes[name] = _change(compare(one, other))
    return {"changes": changes, "unpaired": len(golds) - len(pairs)}


def _values(rows: Sequence[Judged], name: str) -> dict[Any, float]:
    return {row["id"]: float(row[name]) for row in rows if name in row}


def _interval(mean: Mean) -> dict[str, float]:
    return {"mean": mean.value, "low": mean.low, "high": mean.high, "n": mean.count}


def _change(difference: Difference) -> dict[str, float]:
    return {"difference": difference.value, "p": difference.p, "n": difference.count}


def _cell(value: float | None) -> str:
    return f"{'-' if value is None else format(value, '.3f'):>{_WIDTH}}"
