"""``zhengwen ask``: one question, or a file of questions."""

from __future__ import annotations

import datetime as dt
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from assistant.answer import Answer, Citation, Status
from assistant.batch import Asker, BadLine, answer_item, read_batch
from assistant.config import Config
from assistant.errors import SOME_UNREAD, CommandError
from assistant.markdown import unmarked
from assistant.terminal import note, progress, say, say_json, to_json


@dataclass(frozen=True, slots=True)
class AskOptions:
    """How to ask: the day that 今年 counts from (None: today), how many passages, whether to say how it was found."""

    today: dt.date | None = None
    top_k: int = 10
    explain: bool = False
    as_json: bool = False


def open_assistant(config: Config) -> Asker:
    """The assistant over the library of ``config``."""
    from assistant.service import Assistant

    return Assistant.open(config.library, config.home_place, config.home_unit, config.unit_files, config.reranker)


def run(assistant: Asker, question: str, options: AskOptions) -> int:
    """Answer one question; returns the exit code."""
    answer = assistant.ask(question, today=options.today, top_k=options.top_k)
    if options.as_json:
        say_json(answer.to_dict())
    else:
        for line in answer_lines(answer):
            say(line)
    if options.explain:
        for line in answer.explain:
            note(line)
    return 1 if answer.status is Status.ERROR else 0


def answer_lines(answer: Answer) -> list[str]:
    """An answer for a reader: its words, then what it rests on."""
    lines = [unmarked(answer.text)]
    firm = [c for c in answer.citations if not c.near]
    near = [c for c in answer.citations if c.near]
    for heading, citations in (("依据：", firm), ("库中相近的内容：", near)):
        if citations:
            lines += ["", heading, *(line for c in citations for line in citation_lines(c))]
    return lines


def citation_lines(citation: Citation) -> list[str]:
    """Label, words and file of one citation."""
    words = "".join(citation.words.split("\n"))
    return [f"[{citation.n}] {citation.label}", f"    “{words}”", f"    {citation.file}"]


def run_batch(assistant: Asker, questions: Path, out: Path | None, options: AskOptions) -> int:
    """Answer each line of a file of questions; returns the exit code.

    A line that is no question is named on standard error and the rest goes on (exit code 3). A question that fails
    has its answer line, with status ``error``, and is counted.
    """
    items = read_batch(questions)
    failed = 0
    with ExitStack() as stack:
        target = sys.stdout if out is None else stack.enter_context(open_out(out))
        advance = stack.enter_context(progress("提问"))
        for done, item in enumerate(items, 1):
            line = answer_item(assistant, item, options.today, options.top_k)
            failed += line["status"] == Status.ERROR
            if isinstance(item, BadLine):
                note(f"{questions} 第 {item.line} 行：{item.reason}")
            if not isinstance(item, BadLine) or item.given_id is not None:
                target.write(to_json(line) + "\n")
            if advance:
                advance(done, len(items), "")
    note(f"共 {len(items)} 个问题，{failed} 个出错" + (f"，结果在 {out}" if out else ""))
    return SOME_UNREAD if failed else 0


def open_out(path: Path) -> TextIO:
    """The file for the answers, made anew."""
    try:
        return path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n")
    except OSError as exc:
        raise CommandError(f"{path}：写不进去（{exc.strerror}）") from exc
