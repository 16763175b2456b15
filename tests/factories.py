"""Notices, files and an encoder for tests, each small enough to be worked out by hand."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus import Clause, Deadline, EmptyFile, Notice, Section, Span, Task, Unit

DAY = dt.date(2022, 3, 1)


def make_notice(*clauses: str, **changes: object) -> Notice:
    """A notice whose clauses are 一, 二, …, one line each; fields as given."""
    numbers = "一二三四五六七八九十"
    lines = [f"{numbers[at]}、{words}" for at, words in enumerate(clauses)]
    text = "\n".join(["关于做好甲事的通知", *lines]) + "\n"
    parts, start = [], len("关于做好甲事的通知\n")
    for at, line in enumerate(lines):
        span = Span(start, start + len(line))
        heading = re.split("[。：]", line[2:])[0]
        parts.append((Clause(numbers[at], numbers[at], heading, (heading,), line, (span,)), span))
        start = span.end + 1
    notice = Notice(
        file="甲.txt",
        version=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        title="关于做好甲事的通知",
        issued_title=None,
        doc_number="云政字〔2022〕3号",
        issuer="云河市人民政府",
        place="云河市",
        year=2022,
        doc_kind="notice",
        validity=None,
        disclosure=None,
        source_url=None,
        dated=DAY,
        printed=None,
        inferred=(),
        addressees=(),
        copied_to=(),
        sections=tuple(Section(clause.path, clause.heading, *span) for clause, span in parts),
        clauses=tuple(clause for clause, _ in parts),
        tasks=(),
        blocks=(),
        findings=(),
    )
    return replace(notice, **changes)


def make_task(notice: Notice, words: str, *units: Unit, **changes: object) -> Task:
    """A row of a task table that stands where the words stand in the notice."""
    start = notice.text.index(words)
    task = Task(
        ref="附件/r1",
        source="table",
        section="附件",
        row="1",
        task="做好甲事",
        requirement=words,
        units=units or (make_unit("市财政局", "财政局"),),
        deadlines=(Deadline("2022年6月底前", "date", end=dt.date(2022, 6, 30)),),
        spans=(Span(start, start + len(words)),),
    )
    return replace(task, **changes)


def make_unit(name: str, organ: str, **changes: object) -> Unit:
    """A unit of 云河市."""
    return replace(Unit(name=name, role="plain", place="云河市", organ=organ), **changes)


def write_plain(path: Path, *clauses: str, title: str = "关于做好甲事的通知", number: str = "", date: str = "") -> Path:
    """Write a file that ``read_plain`` reads: title, 文号 and date on lines of their own, then the clauses."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [line for line in (title, number, date) if line]
    path.write_text("\n".join([*lines, *clauses]) + "\n", encoding="utf-8")
    return path


def read_plain(path: Path, name: str) -> Notice:
    """A reader that anyone can follow: every line after title, 文号 and date is a clause.

    ``责任单位：市财政局`` at the end of a clause makes it a task as well.
    """
    content = path.read_bytes()
    text = content.decode("utf-8")
    if not text.strip():
        raise EmptyFile(f"{name}：文件是空的")
    lines = [line for line in text.splitlines() if line.strip()]
    title, rest = lines[0], lines[1:]
    number = rest.pop(0) if rest and rest[0].endswith("号") else None
    date = dt.date.fromisoformat(rest.pop(0)) if rest and re.fullmatch(r"\d{4}-\d\d-\d\d", rest[0]) else None
    clauses, tasks, at = [], [], 0
    for count, line in enumerate(rest, 1):
        start = text.index(line, at)
        at = start + len(line)
        clauses.append(Clause(str(count), str(count), line[:4], (line[:4],), line, (Span(start, at),)))
        if "责任单位：" in line:
            name_of_unit = line.split("责任单位：")[1].rstrip("。）")
            unit = make_unit(name_of_unit, name_of_unit.removeprefix("市"))
            tasks.append(Task(f"{count}/t1", "text", str(count), None, line[:4], line, (unit,), (), (Span(start, at),)))
    return make_notice(
        file=name,
        version=hashlib.sha256(content).hexdigest(),
        text=text,
        title=title,
        doc_number=number,
        dated=date,
        year=date.year if date else None,
        sections=(),
        clauses=tuple(clauses),
        tasks=tuple(tasks),
    )


class HashEncoder:
    """Each character has a fixed dimension, so a person can work out every score."""

    name = "hash"
    fingerprint = "hash-64"
    query_instruction = ""
    dim = 64

    def __init__(self) -> None:
        self.seen: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.seen += texts
        out = np.zeros((len(texts), self.dim), dtype=np.float32)
        for row, text in enumerate(texts):
            for character in text:
                out[row, ord(character) % self.dim] += 1.0
        return out / np.linalg.norm(out, axis=1, keepdims=True).clip(min=1e-9)

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self.encode(texts)
