"""``zhengwen feedback``: what readers said of answers, as a list or as lines of a gold file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.commands.show import open_library
from assistant.config import Config
from assistant.errors import SOME_UNREAD
from assistant.feedback import VERDICT_WORDS, Feedback, FeedbackStore
from assistant.markdown import shortened, unmarked
from assistant.output import new_file
from assistant.terminal import note, say, say_json, to_json

_BRIEF = 80
_LABELS = 3


def run(config: Config, gold: Path | None, as_json: bool) -> int:
    """List what readers said, or write it as gold lines; returns the exit code, 3 where lines are damaged."""
    library = open_library(config)
    store = FeedbackStore(library.folder)
    kept, damaged = store.read()
    for sentence in damaged:
        note(sentence)
    if gold is not None:
        from assistant.feedback_gold import TODO, gold_lines

        lines = gold_lines(kept, library)
        with new_file(gold, inputs=[store.path]) as write:
            for gold_line in lines:
                write(to_json(gold_line))
        todo = sum(TODO in line for line in lines)
        note(f"写出 {len(lines)} 行：{len(lines) - todo} 行可用，{todo} 行待填写（有 todo），在 {gold}")
    elif as_json:
        for feedback in kept:
            say_json(feedback.to_dict())
    else:
        for words in list_lines(kept):
            say(words)
    return SOME_UNREAD if damaged else 0


def list_lines(kept: Sequence[Feedback]) -> list[str]:
    """Each for a reader, the oldest first; then how many there are."""
    lines = [line for feedback in kept for line in _lines(feedback)]
    counts = "，".join(
        f"{word} {sum(feedback.verdict == verdict for feedback in kept)} 条" for verdict, word in VERDICT_WORDS.items()
    )
    return [*lines, f"共 {len(kept)} 条：{counts}"]


def _lines(feedback: Feedback) -> list[str]:
    labels = [cited.label for cited in feedback.citations if not cited.near]
    more = f"等 {len(labels)} 条" if len(labels) > _LABELS else ""
    product = f"zhengwen {feedback.product}" if feedback.product else ""
    said = {
        "意见": feedback.remark,
        "答复": shortened(" ".join(unmarked(feedback.answer).split()), _BRIEF),
        "依据": "；".join(labels[:_LABELS]) + more,
        "版本": "，".join(part for part in (feedback.generation, product) if part),
    }
    head = f"{feedback.time[:16].replace('T', ' ')}  {VERDICT_WORDS[feedback.verdict]}  {_one_line(feedback.question)}"
    return [head, *(f"    {name}：{_one_line(words)}" for name, words in said.items() if words)]


def _one_line(words: str) -> str:
    return " ".join(words.split())
