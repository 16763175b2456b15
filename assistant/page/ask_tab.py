"""问答: the conversation, its citations, the scope of the last question, and what may be asked next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gradio as gr

from assistant.chips import choices, understood
from assistant.errors import CommandError
from assistant.page.answers import render
from assistant.page.chips import chips_html, choices_html
from assistant.page.desk import Desk, Exchange, History
from assistant.page.foot import answer_foot, next_html
from assistant.page.frame import QUIETLY, Frame, after_drawing
from assistant.page.front import welcome
from assistant.page.panel import empty_panel
from assistant.page.safe import plain_markdown
from assistant.page.scope import Change

WAITING = '<div class="zw-waiting">正在查阅公文…</div>'
_LONGEST_REMARK = 500


def messages(history: History) -> list[dict[str, str]]:
    """The conversation as gr.Chatbot takes it."""
    out: list[dict[str, str]] = []
    for turn, exchange in enumerate(history):
        reply = WAITING
        if exchange.answer is not None:
            foot = answer_foot(exchange.question, turn, exchange.verdict, exchange.answer.citations)
            reply = f"{render(exchange.answer, exchange.duties)}\n\n{foot}"
        out.append({"role": "user", "content": plain_markdown(exchange.question)})
        out.append({"role": "assistant", "content": reply})
    return out


def scope_html(history: History) -> str:
    """The scope of the last question that has its answer."""
    last = next((exchange for exchange in reversed(history) if exchange.answer is not None), None)
    return chips_html(understood(last.answer) if last and last.answer else (), is_asked=last is not None)


class Turns:
    """Counts what a visitor began in the conversation: what belongs to an earlier turn comes too late to be shown."""

    def __init__(self) -> None:
        self.now = 0

    def begin(self) -> int:
        """The number of a new turn."""
        self.now += 1
        return self.now


def draw(frame: Frame) -> None:
    """Lay the tab out and wire it."""
    desk = frame.desk

    def send(question: str, history: History, home: object, turns: Turns) -> Iterator[tuple[Any, ...]]:
        question = question.strip()
        if not question:
            yield gr.skip(), gr.skip(), gr.skip(), gr.skip(), gr.skip()
            return
        turn = turns.begin()
        yield messages((*history, Exchange(question))), gr.skip(), "", gr.skip(), ""
        history = (*history, desk.respond(question, history, home))
        if turn == turns.now:
            yield messages(history), history, gr.skip(), scope_html(history), ""
        else:  # what was yielded last is sent once more at the end
            yield (gr.skip(),) * 5

    def send_pressed(history: History, home: object, turns: Turns, event: gr.EventData) -> Iterator[tuple[Any, ...]]:
        yield from send(_told(event, "value"), history, home, turns)

    def send_linked(history: History, home: object, turns: Turns, request: gr.Request) -> Iterator[tuple[Any, ...]]:
        question = str(request.query_params.get("q", "")) if not history else ""
        yield from send(question, history, home, turns)

    def offer(history: History, home: object, turns: Turns) -> Any:  # noqa: ANN401 - HTML, or gradio's skip
        turn = turns.now
        offered = next_html(desk.follow_ups(history, home))
        return offered if turn == turns.now else gr.skip()

    def limit(history: History, home: object, turns: Turns, event: gr.EventData) -> tuple[Any, ...]:
        try:
            change = Change.parse(*(_told(event, name) for name in ("kind", "old", "value")))
        except ValueError as exc:
            gr.Warning(str(exc), title="范围没有改")
            return gr.skip(), gr.skip(), gr.skip(), gr.skip(), gr.skip()
        turn = turns.begin()
        history = desk.limited(history, home, change)
        if turn != turns.now:
            return (gr.skip(),) * 5
        return messages(history), history, gr.skip(), scope_html(history), ""

    def judge(history: History, event: gr.EventData) -> tuple[Any, ...]:
        remark = _told(event, "remark")[:_LONGEST_REMARK]
        try:
            history = desk.judged(history, _told(event, "turn"), _told(event, "verdict"), remark)
        except CommandError as exc:
            gr.Warning(str(exc), title="没有记下来")
        return messages(history), history

    def begin(home: object, turns: Turns) -> tuple[Any, ...]:
        turns.begin()
        return gr.Chatbot([], placeholder=_welcome(desk, home)), (), "", scope_html(()), "", empty_panel()

    def greet(home: object) -> tuple[Any, ...]:
        return gr.Chatbot(placeholder=_welcome(desk, home)), choices_html(choices(desk.assistant))

    chat, scope, following, offered, fresh, box = _parts(_welcome(desk, None))
    history = gr.State(())
    shown = [chat, history, box, scope, following]
    at = [history, frame.home, gr.State(Turns())]
    for asked in (
        box.submit(send, [box, *at], shown, **QUIETLY),
        frame.wire("ask")(send_pressed, at, shown),
        frame.wire("chip")(limit, at, shown),
        frame.opened(greet, [frame.home], [chat, offered]).then(send_linked, at, shown, **QUIETLY),
    ):
        asked.then(None, js=after_drawing("answered"), api_visibility="private")
        asked.then(offer, at, [following], **QUIETLY)
    judged = frame.wire("judge")(judge, [history], [chat, history])
    judged.then(None, js=after_drawing("judged"), api_visibility="private")
    begun = fresh.click(begin, at[1:], [*shown, frame.panel], **QUIETLY)
    begun.then(None, js=after_drawing("begun"), api_visibility="private")


def _told(event: gr.EventData, name: str) -> str:
    """What the browser sent under a name."""
    return str(event._data.get(name, ""))


def _welcome(desk: Desk, home: object) -> str:
    return welcome(desk.at(home).examples())


def _parts(greeting: str) -> tuple[gr.Chatbot, gr.HTML, gr.HTML, gr.HTML, gr.Button, gr.Textbox]:
    with gr.Column(elem_id="zw-left"):
        chat = gr.Chatbot(
            elem_id="zw-chat",
            label="对话",
            show_label=False,
            container=False,
            height=None,
            autoscroll=False,
            placeholder=greeting,
            buttons=[],
            feedback_options=None,
            latex_delimiters=[],
            allow_tags=False,
            layout="panel",
        )
        following = gr.HTML("", elem_id="zw-following", js_on_load=None)
        with gr.Row(elem_id="zw-under"):
            fresh = gr.Button("新对话", elem_id="zw-new", size="sm", scale=0, min_width=96)
            scope = gr.HTML(scope_html(()), elem_id="zw-scope", js_on_load=None)
        offered = gr.HTML("", elem_id="zw-choices", js_on_load=None)
        box = gr.Textbox(
            elem_id="zw-ask",
            label="问题",
            show_label=False,
            container=False,
            lines=1,
            max_lines=6,
            placeholder="输入问题，按回车提问",
            submit_btn="提问",
            autofocus=True,
        )
    return chat, scope, following, offered, fresh, box
