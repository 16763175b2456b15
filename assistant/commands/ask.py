"""``zhengwen ask``: one question, or a file of questions."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from assistant.answer import Answer, Citation, Status
from assistant.batch import Asker, BadLine, answer_item, read_batch
from assistant.config import Config
from assistant.errors import SOME_UNREAD, CommandError, reason_of
from assistant.markdown import unmarked
from assistant.terminal import note, progress, say, say_json, to_json
from corpus import Clause, Surroundings, Task, bare

_BRIEF = 120
"""Characters of a neighbour that are shown."""


@dataclass(frozen=True, slots=True)
class AskOptions:
    """How to ask: the day that 今年 counts from (None: today), how many passages, whether to say how it was found.

    ``around`` shows beside each citation what stands around it.
    """

    today: dt.date | None = None
    top_k: int = 10
    explain: bool = False
    as_json: bool = False
    around: bool = False


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
        for line in answer_lines(answer, assistant.around if options.around else None):
            say(line)
    if options.explain:
        for line in answer.explain:
            note(line)
    return 1 if answer.status is Status.ERROR else 0


def answer_lines(answer: Answer, around: Callable[[Citation], Surroundings] | None = None) -> list[str]:
    """An answer for a reader: its words, then what it rests on; with ``around``, also what stands around that."""
    lines = [unmarked(answer.text)]
    firm = [c for c in answer.citations if not c.near]
    near = [c for c in answer.citations if c.near]
    for heading, citations in (("依据：", firm), ("库中相近的内容：", near)):
        if citations:
            lines += ["", heading, *(line for c in citations for line in citation_lines(c, around))]
    return lines


def citation_lines(citation: Citation, around: Callable[[Citation], Surroundings] | None = None) -> list[str]:
    """Label, words and file of one citation, and what stands around it."""
    page = f" 第{citation.page}页" if citation.page else ""
    lines = [f"[{citation.n}] {citation.label}", f"    “{_one_line(citation.words)}”", f"    {citation.file}{page}"]
    if around is not None:
        lines += _around_lines(citation, around(citation))
    return lines


def _around_lines(citation: Citation, found: Surroundings) -> list[str]:
    """The headings and clauses above a citation, then its neighbours, each with its headings where they are others."""
    headings = list(found.headings)
    if headings and bare(headings[-1]) in bare(citation.quote):
        headings.pop()  # the words cited begin with it
    lines = [f"    上级标题：{_path(headings)}"] if headings else []
    lines += [f"    上级：{_brief(clause)}" for clause in found.above]
    for name, item, under in (("上文", found.before, found.before_under), ("下文", found.after, found.after_under)):
        if item is not None:
            lines.append(f"    {name}{f'（在“{_path(under)}”之下）' if under else ''}：{_brief(item)}")
    return lines


def _path(headings: Sequence[str]) -> str:
    return _cut(" ＞ ".join(bare(heading) for heading in headings))


def _brief(item: Clause | Task) -> str:
    """A clause or a row in one line, cut where it is long."""
    return _cut(_one_line(item.text if isinstance(item, Clause) else f"{item.task} {item.requirement}").strip())


def _cut(line: str) -> str:
    return line if len(line) <= _BRIEF else f"{line[: _BRIEF - 1]}…"


def _one_line(words: str) -> str:
    return "".join(words.split("\n"))


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
        raise CommandError(f"{path}：写不进去（{reason_of(exc)}）") from exc
