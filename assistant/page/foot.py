"""What stands beneath an answer: what may be asked next, whether it helped, and a link to the question."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.page.safe import inert


def answer_foot(question: str, turn: int, follow_ups: Sequence[str], verdict: str = "") -> str:
    """The foot of an answer as one line of HTML.

    Parameters
    ----------
    question
        The question that was answered.
    turn
        The number of the exchange in its conversation, from 0.
    follow_ups
        Questions that the library can answer next.
    verdict
        What the reader said of it: ``useful``, ``wrong``, or nothing yet.
    """
    offered = "".join(
        f'<button type="button" class="zw-example zw-next" value="{inert(text)}">{inert(text)}</button>'
        for text in follow_ups
    )
    next_ones = f'<div class="zw-nexts" role="group" aria-label="接着问">{offered}</div>' if offered else ""
    said = {"useful": "已记下：有用", "wrong": "已记下：有误"}.get(verdict)
    judged = (
        f'<span class="zw-judged" role="status">{said}，谢谢</span>'
        if said
        else f'<button type="button" class="zw-link zw-judge" value="{turn}:useful">有用</button>'
        f'<button type="button" class="zw-link zw-judge" value="{turn}:wrong">有误</button>'
    )
    link = f'<button type="button" class="zw-link zw-link-copy" value="{inert(question)}">复制提问链接</button>'
    return f'{next_ones}<div class="zw-foot-line">{judged}{link}</div>'
