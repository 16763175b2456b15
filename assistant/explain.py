"""How an answer was found, in lines for ``--explain``: scope and kind and why, rankings, thresholds, times."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from assistant.answer import Scope
from assistant.confidence import ANSWERS
from assistant.find import Found
from assistant.kinds import words_for
from assistant.query import Query
from assistant.reply import Reply


class Watch:
    """Takes the time of each stage of one question."""

    def __init__(self) -> None:
        self._taken: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Add the time of a block to a stage."""
        started = time.perf_counter()
        try:
            yield
        finally:
            self._taken[name] = self._taken.get(name, 0.0) + (time.perf_counter() - started) * 1000

    def line(self) -> str:
        """The stages with their milliseconds, in the order in which they began."""
        return "用时：" + "，".join(f"{name} {taken:.1f} 毫秒" for name, taken in self._taken.items())


def explain(
    query: Query, scope: Scope, refused: str, found: Found | None, reply: Reply | None, watch: Watch
) -> tuple[str, ...]:
    """The lines of ``--explain`` for one question."""
    limits = f"地区：{'、'.join(query.place_words) or '未指明'}；年份：{'、'.join(map(str, query.years)) or '未指明'}"
    lines = [
        f"问题：{query.text}",
        f"检索用语：{query.content}；主题：{query.topic}",
        f"类型：{query.kind}（{_why(query)}）；单位：{_unit(query)}",
        f"{limits}；范围内公文：{len(scope.notices)} 份" + (f"（{scope.note}）" if scope.note else ""),
    ]
    if found is not None:
        for leg, run in found.retrieved.runs.items():
            best = "，".join(f"{passage_id}（{score:.3f}）" for passage_id, score in run[:5])
            lines.append(f"{leg}：{best}")
        for scored in found.sentences[:5]:
            parts = f"词 {scored.coverage:.2f}，义 {scored.likeness:.2f}"
            lines.append(f"句 {scored.score:.3f}（{parts}）{scored.sentence.words[:40]}")
    if reply is not None and reply.score:
        lines.append(f"得分 {reply.score:.3f}，门槛 {ANSWERS:.3f}")
    if refused:
        lines.append(f"拒答：{refused}")
    return (*lines, watch.line())


def _unit(query: Query) -> str:
    return query.unit.name if query.unit is not None else "无"


def _why(query: Query) -> str:
    """Why a question is taken to be of its kind."""
    words = words_for(query.kind, query.text)
    return query.why or (f"问法“{words}”" if words else "没有特别的问法")
