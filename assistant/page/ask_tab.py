"""问答: the conversation, its citations, and what may be asked next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gradio as gr

from assistant.page.answers import render
from assistant.page.desk import Exchange, History
from assistant.page.frame import QUIETLY, Frame, after_drawing
from assistant.page.front import welcome
from assistant.page.panel import empty_panel
from assistant.page.safe import plain_markdown

WAITING = '<div class="zw-waiting">正在查阅公文…</div>'


def messages(history: History) -> list[dict[str, str]]:
    """The conversation as gr.Chatbot takes it."""
    out: list[dict[str, str]] = []
    for exchange in history:
        reply = WAITING if exchange.answer is None else render(exchange.answer)
        out.append({"role": "user", "content": plain_markdown(exchange.question)})
        out.append({"role": "assistant", "content": reply})
    return out


def draw(frame: Frame) -> None:
    """Lay the tab out and wire it."""
    desk = frame.desk

    def send(question: str, history: History) -> Iterator[tuple[Any, ...]]:
        question = question.strip()
        if not question:
            yield gr.skip(), gr.skip(), gr.skip()
            return
        yield messages((*history, Exchange(question))), gr.skip(), ""
        history = (*history, desk.respond(question, history))
        yield messages(history), history, gr.skip()

    def send_example(history: History, event: gr.EventData) -> Iterator[tuple[Any, ...]]:
        yield from send(str(event._data.get("value", "")), history)

    def begin() -> tuple[Any, ...]:
        return [], (), "", empty_panel()

    chat, box, fresh = _parts(desk.assistant.examples())
    history = gr.State(())
    shown = [chat, history, box]
    for asked in (
        box.submit(send, [box, history], shown, **QUIETLY),
        frame.action("ask", send_example, [history], shown),
    ):
        asked.then(None, js=after_drawing("answered"), api_visibility="private")
    begun = fresh.click(begin, None, [*shown, frame.panel], **QUIETLY)
    begun.then(None, js=after_drawing("close"), api_visibility="private")


def _parts(examples: list[str]) -> tuple[gr.Chatbot, gr.Textbox, gr.Button]:
    with gr.Column(elem_id="zw-left"):
        chat = gr.Chatbot(
            elem_id="zw-chat",
            label="对话",
            show_label=False,
            container=False,
            height=None,
            autoscroll=False,
            placeholder=welcome(examples),
            buttons=[],
            feedback_options=None,
            latex_delimiters=[],
            allow_tags=False,
            layout="panel",
        )
        with gr.Row(elem_id="zw-under"):
            fresh = gr.Button("新对话", elem_id="zw-new", size="sm", scale=0, min_width=96)
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
    return chat, box, fresh
