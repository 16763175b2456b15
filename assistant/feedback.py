"""What readers say of answers: useful or wrong, with what was asked and answered, kept in the library's folder.

One file, ``feedback.jsonl``: a line each, only ever added to, and on the disk before ``add`` returns.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import secrets
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal

from assistant.answer import Answer, Citation, Turn
from assistant.batch import parse_history
from assistant.errors import CommandError, reason_of
from assistant.limits import Limits
from assistant.lines import LineError, object_of, shown
from assistant.version import product_version

Verdict = Literal["useful", "wrong"]
VERDICT_WORDS: Mapping[str, str] = {"useful": "有用", "wrong": "有误"}
FILE_NAME = "feedback.jsonl"
MAX_REMARK, MAX_QUESTION, MAX_TEXT, MAX_QUOTE = 1_000, 1_000, 6_000, 120
"""Characters that are kept; of a quotation its beginning, by which it is found again."""
MAX_CITATIONS, MAX_TURNS, MAX_TURN = 50, 10, 600
MAX_LINE = 128 * 1024
"""Bytes of a line, whatever was written in it."""
_WAIT = 10.0
"""Seconds after which a lock counts as left behind, as writing a line takes none."""
_IN_PROCESS = threading.Lock()


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation of the answer: where it stands, and the beginning of its words."""

    n: int
    notice_id: str
    version: str
    ref: str
    label: str
    section: str
    row: str | None
    issuer: str | None
    year: int | None
    quote: str
    near: bool = False


@dataclass(frozen=True, slots=True)
class Feedback:
    """One reader's word on one answer.

    ``time`` is ISO with the zone; ``today`` what 今年 counted from; ``scope`` is that of the contract, ``limits`` what
    was set beside the question (None: nothing); ``generation`` and ``product`` are what answered. ``cut`` names the
    fields that were too long to be kept whole.
    """

    feedback_id: str
    time: str
    verdict: Verdict
    remark: str
    question: str
    history: tuple[Turn, ...]
    today: str
    status: str
    answer: str
    citations: tuple[Cited, ...]
    scope: dict[str, Any]
    limits: dict[str, Any] | None = None
    generation: str = ""
    product: str = ""
    cut: tuple[str, ...] = field(default=())

    def to_dict(self) -> dict[str, Any]:
        """The line as it is kept, and as ``zhengwen feedback --json`` prints it."""
        return asdict(self) | {"history": [{"role": turn.role, "content": turn.content} for turn in self.history]}


def feedback_of(
    answer: Answer,
    verdict: Verdict,
    remark: str = "",
    *,
    history: Sequence[Turn] = (),
    today: dt.date | None = None,
    limits: Limits | None = None,
    generation: str = "",
) -> Feedback:
    """A reader's word on an answer, fit to be kept.

    Parameters
    ----------
    answer
        The answer as it was shown.
    verdict
        Useful or wrong.
    remark
        What the reader wrote beside it.
    history, today, limits
        What the question was asked with.
    generation
        ``Library.generation`` of the library that answered.
    """
    now = dt.datetime.now().astimezone()
    whole = {"remark": remark, "question": answer.question, "answer": answer.text}
    kept = {
        name: _clean(text)[:most]
        for (name, text), most in zip(whole.items(), (MAX_REMARK, MAX_QUESTION, MAX_TEXT), strict=True)
    }
    cut = [name for name, text in whole.items() if len(text) > len(kept[name])]
    cut += ["citations"] if len(answer.citations) > MAX_CITATIONS else []
    cut += ["history"] if len(history) > MAX_TURNS or any(len(turn.content) > MAX_TURN for turn in history) else []
    return Feedback(
        feedback_id=f"fb-{now:%Y%m%d-%H%M%S}-{secrets.token_hex(3)}",
        time=now.isoformat(timespec="seconds"),
        verdict=verdict,
        **kept,
        history=tuple(Turn(turn.role, _clean(turn.content)[:MAX_TURN]) for turn in history[-MAX_TURNS:]),
        today=(today or now.date()).isoformat(),
        status=str(answer.status),
        citations=tuple(map(_cited, answer.citations[:MAX_CITATIONS])),
        scope=answer.scope.to_dict(),
        limits=_said(limits) if limits is not None and limits.is_set else None,
        generation=generation,
        product=product_version(),
        cut=tuple(cut),
    )


def _clean(text: str) -> str:
    """A text without halves of surrogate pairs, which cannot be written."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _said(limits: Limits) -> dict[str, Any]:
    """What was set, the first few of each."""
    return {name: None if values is None else list(values)[:MAX_CITATIONS] for name, values in asdict(limits).items()}


def _cited(citation: Citation) -> Cited:
    values = {f.name: getattr(citation, f.name) for f in fields(Cited)}
    return Cited(**values | {"quote": citation.quote[:MAX_QUOTE]})


class FeedbackStore:
    """The feedback of one library; may be used by several threads and processes.

    Parameters
    ----------
    folder
        The library's folder.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE_NAME

    def add(self, feedback: Feedback) -> None:
        """Keep one, on the disk before this returns.

        Raises
        ------
        CommandError
            It cannot be written; the message is in Chinese and fit for the reader.
        """
        line = _fitted(feedback)
        try:
            with _IN_PROCESS, _alone(self.path.with_name(f"{FILE_NAME}.lock")), self.path.open("ab+", 0) as file:
                if file.tell():  # what a crash left without its end stays a line of its own
                    file.seek(-1, os.SEEK_END)
                    line = line if file.read(1) == b"\n" else b"\n" + line
                if file.write(line) != len(line):
                    raise CommandError(f"{FILE_NAME}：没有写完整（磁盘满了）")
                os.fsync(file.fileno())
        except FileExistsError as exc:
            raise CommandError(f"{FILE_NAME}：别的程序一直在写，请稍后再试") from exc
        except OSError as exc:
            raise CommandError(f"{FILE_NAME}：写不进去（{reason_of(exc)}）") from exc

    def read(self) -> tuple[list[Feedback], list[str]]:
        """All that is kept, the oldest first, and a sentence for each line that cannot be read.

        Raises
        ------
        CommandError
            The file is there and cannot be opened.
        """
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return [], []
        except OSError as exc:
            raise CommandError(f"{self.path}：读不出来（{reason_of(exc)}）") from exc
        kept: list[Feedback] = []
        damaged: list[str] = []
        for number, raw in enumerate(content.split(b"\n"), 1):
            if not raw.strip():
                continue
            try:
                kept.append(parse_feedback(raw))
            except LineError as exc:
                damaged.append(f"{self.path} 第 {number} 行：{exc}")
        return kept, damaged


def parse_feedback(raw: bytes) -> Feedback:
    """One line of the file.

    Raises
    ------
    LineError
        It is damaged; the message says how.
    """
    try:
        values = object_of(raw.decode("utf-8"), '{"verdict": …, "question": …}')
    except UnicodeDecodeError as exc:
        raise LineError("不是 UTF-8 文字") from exc
    if values.get("verdict") not in VERDICT_WORDS:
        raise LineError(f"verdict 应为 useful 或 wrong，现为 {shown(values.get('verdict'))}")
    history = parse_history(values.get("history"))
    citations = values.get("citations")
    if history is None or not isinstance(citations, list) or not isinstance(values.get("scope"), dict):
        raise LineError("history、citations 或 scope 的格式不对")
    for name in ("feedback_id", "time", "remark", "question", "today", "status", "answer", "generation", "product"):
        if not isinstance(values.get(name), str):
            raise LineError(f"{name} 应为文字，现为 {shown(values.get(name))}")
    known = {f.name for f in fields(Feedback)}
    try:
        cited = tuple(map(_cited_of, citations))
        given = {name: value for name, value in values.items() if name in known}
        return Feedback(**given | {"history": history, "citations": cited, "cut": tuple(values.get("cut") or ())})
    except TypeError as exc:
        raise LineError("缺少字段，或一条依据的字段不对") from exc


def _cited_of(item: dict[str, Any]) -> Cited:
    cited = Cited(**item)
    words = (cited.notice_id, cited.version, cited.ref, cited.label, cited.section, cited.row or "", cited.quote)
    if not all(isinstance(value, str) for value in (*words, cited.issuer or "")):
        raise TypeError("fields of a citation must be text")
    return cited


def _fitted(feedback: Feedback) -> bytes:
    """The line in bytes, its longest parts cut further where it is longer than a line may be."""
    while len(line := json.dumps(feedback.to_dict(), ensure_ascii=False).encode("utf-8") + b"\n") > MAX_LINE:
        cut = tuple(dict.fromkeys((*feedback.cut, "answer", "citations", "history", "scope")))
        few = feedback.citations[: len(feedback.citations) // 2]
        answer = feedback.answer[: len(feedback.answer) // 2]
        scope = {"kind": feedback.scope.get("kind"), "note": str(feedback.scope.get("note"))[:MAX_TURN]}
        feedback = replace(feedback, answer=answer, citations=few, history=(), scope=scope, cut=cut)
    return line


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Hold a file that only one process can make: not every system adds to a file in one step."""
    deadline = time.monotonic() + 2 * _WAIT
    while True:
        try:
            handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
            break
        except (FileExistsError, PermissionError) as exc:
            if isinstance(exc, PermissionError) and os.name != "nt":  # Windows says so of a file that is being removed
                raise
            with suppress(OSError):
                if time.time() - lock.stat().st_mtime > _WAIT:
                    lock.unlink()
            if time.monotonic() > deadline:
                raise
        time.sleep(0.005)
    try:
        yield
    finally:
        os.close(handle)
        with suppress(OSError):
            lock.unlink()
