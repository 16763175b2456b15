"""Files of a retrieval test: texts and queries as lines of JSON, runs and judgments (qrels) as TREC has them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import CommandError
from assistant.lines import lines_of
from index import Text

TAG = "zhengwen"
SHOWN = 20
"""So many wrong lines of a file are named; the rest are counted."""

Run = dict[str, dict[str, float]]
"""Query id to text id to score."""
Qrels = dict[str, dict[str, int]]
"""Query id to text id to grade, 0 for not relevant."""


@dataclass(frozen=True, slots=True)
class AskedQuery:
    """One query of a test."""

    query_id: str
    text: str


def read_texts(path: Path) -> list[Text]:
    """Read a corpus: ``{"id", "text", "title"?}`` a line.

    Raises
    ------
    CommandError
        A line is no such object, its text is empty, or its id is there already; every such line is named. A figure over
        a corpus that lacks some of its texts would be of another corpus, so nothing of it is used.
    """
    return [Text(line_id, raw["text"], raw.get("title") or "") for line_id, raw in _read_lines(path)]


def read_queries(path: Path) -> list[AskedQuery]:
    """Read queries: ``{"id", "text"}`` a line; what is wrong with them is said as of a corpus."""
    return [AskedQuery(line_id, raw["text"]) for line_id, raw in _read_lines(path)]


def write_run(path: Path, lines: Iterable[tuple[str, str, int, float]]) -> None:
    """Write a run, ``query-id Q0 text-id rank score tag``; the file appears when it is whole.

    Raises
    ------
    CommandError
        The file cannot be written.
    """
    part = path.with_name(path.name + ".part")
    try:
        with part.open("w", encoding="utf-8") as out:
            out.writelines(f"{query} Q0 {text} {rank} {score:.6f} {TAG}\n" for query, text, rank, score in lines)
        part.replace(path)
    except OSError as exc:
        raise CommandError(f"{path}：写不进去（{exc.strerror}）") from exc
    finally:
        part.unlink(missing_ok=True)


def read_run(path: Path) -> Run:
    """Read a run in TREC form."""
    run: Run = {}
    for number, fields in _fields(path, 6, "query-id Q0 text-id rank score tag"):
        run.setdefault(fields[0], {})[fields[2]] = _number(path, number, fields[4])
    return run


def read_qrels(path: Path) -> Qrels:
    """Read judgments in TREC form, ``query-id 0 text-id grade``."""
    qrels: Qrels = {}
    for number, fields in _fields(path, 4, "query-id 0 text-id grade"):
        qrels.setdefault(fields[0], {})[fields[2]] = int(_number(path, number, fields[3]))
    return qrels


def _read_lines(path: Path) -> list[tuple[str, dict[str, str]]]:
    out: list[tuple[str, dict[str, str]]] = []
    first_at: dict[str, int] = {}
    faults: list[str] = []
    for number, line in lines_of(path):
        raw = _parse(line)
        if isinstance(raw, str):
            faults.append(f"第 {number} 行：{raw}")
            continue
        line_id = str(raw["id"])
        if line_id in first_at:
            faults.append(f"第 {number} 行：编号 {line_id} 与第 {first_at[line_id]} 行相同")
            continue
        first_at[line_id] = number
        out.append((line_id, raw))
    if faults:
        more = [f"……其余 {len(faults) - SHOWN} 行"] if len(faults) > SHOWN else []
        raise CommandError("\n".join([f"{path}：有 {len(faults)} 行不能用，什么也没有写", *faults[:SHOWN], *more]))
    if not out:
        raise CommandError(f"{path}：是空的")
    return out


def _parse(line: str) -> dict[str, str] | str:
    """The object of a line, or what is wrong with it."""
    try:
        raw = json.loads(line)
    except ValueError as exc:
        return f"不是正确的 JSON（{exc}）"
    if not isinstance(raw, dict):
        return '不是 JSON 对象，应为 {"id": …, "text": …}'
    line_id = raw.get("id")
    if isinstance(line_id, bool) or not isinstance(line_id, str | int) or not str(line_id):
        return "没有编号 id"
    if len(str(line_id).split()) != 1:
        return f"编号 {line_id!r} 含有空格，TREC 的文件里不能写"
    if not isinstance(raw.get("text"), str):
        return "没有文字的 text"
    if not raw["text"].strip():
        return "text 是空的"
    if not isinstance(raw.get("title"), str | None):
        return "title 应为文字"
    return raw


def _fields(path: Path, count: int, form: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in lines_of(path):
        fields = line.split()
        if len(fields) != count:
            raise CommandError(f"{path}：第 {number} 行应为“{form}”，现为“{line.strip()[:60]}”")
        yield number, fields


def _number(path: Path, line: int, text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise CommandError(f"{path}：第 {line} 行的“{text}”不是数字") from None
