"""What stands beneath an answer: whether it helped, a link to the question; and what may be asked next."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Citation
from assistant.page.address import Address
from assistant.page.safe import inert


def answer_foot(question: str, turn: int, verdict: str = "", citations: Sequence[Citation] = ()) -> str:
    """The foot of an answer as one line of HTML.

    Parameters
    ----------
    question
        The question that was answered.
    turn
        The number of the exchange in its conversation, from 0.
    verdict
        What the reader said of it: ``useful``, ``wrong``, or nothing yet.
    citations
        What it rests on, all of which can go into the reply basket at once.
    """
    said = {"useful": "已记下：有用", "wrong": "已记下：有误"}.get(verdict)
    judged = (
        f'<span class="zw-judged">{said}，谢谢</span>'
        if said
        else f'<button type="button" class="zw-link zw-judge" value="{turn}:useful">有用</button>'
        f'<button type="button" class="zw-link zw-judge" value="{turn}:wrong">有误</button>'
    )
    link = f'<button type="button" class="zw-link zw-link-copy" value="{inert(question)}">复制提问链接</button>'
    places = inert(" ".join(str(Address.of(citation)) for citation in citations if not citation.near))
    keep = f'<button type="button" class="zw-link zw-keep" value="{places}">整条加入复函篮</button>' if places else ""
    return f'<div class="zw-foot-line">{judged}{link}{keep}</div>'


def next_html(follow_ups: Sequence[str]) -> str:
    """What may be asked next, as buttons above the input; nothing where nothing is offered."""
    offered = "".join(
        f'<button type="button" class="zw-example zw-next" value="{inert(text)}">{inert(text)}</button>'
        for text in follow_ups
    )
    name = '<span class="zw-chips-name">接着问</span>'
    return f'<div class="zw-nexts" role="group" aria-label="接着问">{name}{offered}</div>' if offered else ""
