"""Files of a retrieval test: texts and queries as lines of JSON, runs and judgments (qrels) as TREC has them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from assistant.errors import CommandError
from assistant.lines import Line, LineError, lines_of, read_objects
from index import Text

TAG = "zhengwen"
HIGHEST_GRADE = 1000
STEP = 1e-6
"""A score is lower than the one before by at least this part of it, which float32, as evaluators use it, can tell."""
LEAST_STEP = 1e-9

Run = dict[str, dict[str, float]]
"""Query id to text id to score."""
Qrels = dict[str, dict[str, int]]
"""Query id to text id to grade, 0 or less for not relevant."""

_Value = TypeVar("_Value", int, float)


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
        A line is no such object, its text is empty, or its id is there already; every such line is named.
    """
    return read_objects(path, '{"id": …, "text": …}', _text_of)


def read_queries(path: Path) -> list[AskedQuery]:
    """Read queries: ``{"id", "text"}`` a line; what is wrong with them is said as of a corpus."""
    return [AskedQuery(query.text_id, query.text) for query in read_texts(path)]


def run_lines(query_id: str, ranked: Iterable[tuple[str, float]]) -> Iterator[str]:
    """The lines of a run for one query, ``query-id Q0 text-id rank score tag``.

    Parameters
    ----------
    ranked
        Text ids with their scores, best first. Evaluators order by the score alone, and equal ones by id; so a score
        that is equal to the one before, or too near to be told apart, is written a step lower.
    """
    highest = math.inf
    for rank, (text_id, score) in enumerate(ranked, 1):
        written = min(score, highest)
        yield f"{query_id} Q0 {text_id} {rank} {written:.9g} {TAG}"
        highest = written - max(abs(written) * STEP, LEAST_STEP)


def read_run(path: Path) -> Run:
    """Read a run in TREC form.

    Raises
    ------
    CommandError
        A line has another form, a score is no finite number, or a text comes twice for one query.
    """
    run: Run = {}
    for number, fields in _fields(path, 6, "query-id Q0 text-id rank score tag"):
        _add(run, path, number, fields, _score(path, number, fields[4]))
    return run


def read_qrels(path: Path) -> Qrels:
    """Read judgments in TREC form, ``query-id 0 text-id grade``.

    Raises
    ------
    CommandError
        A line has another form, a grade is no integer up to ``HIGHEST_GRADE``, or a text is judged twice for one query.
    """
    qrels: Qrels = {}
    for number, fields in _fields(path, 4, "query-id 0 text-id grade"):
        _add(qrels, path, number, fields, _grade(path, number, fields[3]))
    return qrels


def _text_of(line: Line) -> Text:
    if line.line_id.split() != [line.line_id]:
        raise LineError(f"编号 {line.line_id!r} 含有空格，TREC 的文件里不能写")
    text, title = line.raw.get("text"), line.raw.get("title")
    if not isinstance(text, str):
        raise LineError("没有文字的 text")
    if not text.strip():
        raise LineError("text 是空的")
    if not isinstance(title, str | None):
        raise LineError("title 应为文字")
    for name, words in (("编号", line.line_id), ("text ", text), ("title ", title or "")):
        if re.search("[\ud800-\udfff]", words):
            raise LineError(f"{name}里有不完整的字符（半个代理对）")
    return Text(line.line_id, text, title or "")


def _fields(path: Path, count: int, form: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in lines_of(path):
        fields = line.split()
        if len(fields) != count:
            raise CommandError(f"{path}：第 {number} 行应为“{form}”，现为“{line.strip()[:60]}”")
        yield number, fields


def _add(values: dict[str, dict[str, _Value]], path: Path, line: int, fields: list[str], value: _Value) -> None:
    of_query = values.setdefault(fields[0], {})
    if fields[2] in of_query:
        raise CommandError(f"{path}：第 {line} 行的“{fields[0]} {fields[2]}”前面已经有了")
    of_query[fields[2]] = value


def _score(path: Path, line: int, text: str) -> float:
    try:
        score = float(text)
    except ValueError:
        raise CommandError(f"{path}：第 {line} 行的分数“{text}”不是数字") from None
    if not math.isfinite(score):
        raise CommandError(f"{path}：第 {line} 行的分数“{text}”不是有限的数")
    return score


def _grade(path: Path, line: int, text: str) -> int:
    if not re.fullmatch(r"[+-]?[0-9]{1,4}", text) or abs(int(text)) > HIGHEST_GRADE:
        raise CommandError(f"{path}：第 {line} 行的等级“{text}”应为 {-HIGHEST_GRADE} 到 {HIGHEST_GRADE} 的整数")
    return int(text)
