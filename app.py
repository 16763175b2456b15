"""The page: a chat, its citations, and the notice beside them. Rules live in the packages; here they are drawn."""

from __future__ import annotations

import argparse
import contextlib
import logging
import os
import re
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Protocol

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")  # read when gradio is imported

import gradio as gr
from gradio.events import api

from assistant import Answer, Citation, Config, Status, Turn, errors, guard
from assistant import render as drawing
from corpus import Notice

logger = logging.getLogger("zhengwen.page")

TITLE = "政问"
WAITING = '<div class="zw-waiting">正在查阅公文…</div>'
FAILED = "查找时出了问题，这个问题没有得到答复。请换个问法再试；如果仍然出错，请把所问的问题告诉管理员。"
GONE = "这份公文已经不在文库中，可能已被撤下。请重新提问。"
FONTS = ["system-ui", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif"]


class Library(Protocol):
    """What the page needs of a library."""

    @property
    def held(self) -> Sequence[drawing.Held]:
        """One light record for each notice."""

    def notice(self, notice_id: str) -> Notice:
        """A notice as it was read."""

    def picture(self, notice_id: str, page: int) -> bytes | None:
        """A PNG of a page of its file; None where its format has none."""


class Assistant(Protocol):
    """What the page needs of the assistant."""

    @property
    def library(self) -> Library:
        """The notices that answers come from."""

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Answer a question."""

    def examples(self, n: int = 4) -> list[str]:
        """Questions that this library can answer."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and its answer; the answer is None while it is being looked for."""

    question: str
    answer: Answer | None = None


History = tuple[Exchange, ...]


def respond(assistant: Assistant, message: str, history: History) -> Exchange:
    """Ask the assistant, with the earlier exchanges; what breaks becomes an answer of status error, and is logged."""
    turns = [
        turn
        for past in history
        if past.answer is not None
        for turn in (Turn("user", past.question), Turn("assistant", past.answer.text))
    ]
    try:
        return Exchange(message, assistant.ask(message, turns))
    except Exception:
        # The outermost layer: whatever failed, the user gets a sentence and the log gets the cause.
        logger.exception("question failed: %r", message[:200])
        return Exchange(message, Answer(question=message, status=Status.ERROR, text=FAILED))


def messages(history: History) -> list[dict[str, str]]:
    """The conversation as gr.Chatbot takes it."""
    out: list[dict[str, str]] = []
    for turn, exchange in enumerate(history):
        reply = WAITING if exchange.answer is None else drawing.render(exchange.answer, turn)
        out.append({"role": "user", "content": drawing.plain_markdown(exchange.question)})
        out.append({"role": "assistant", "content": reply})
    return out


def cited(history: History, address: drawing.Address | None) -> Citation | None:
    """The citation that a control of the page stands for; None when this conversation has none such."""
    if address is None or not address.turn < len(history):
        return None
    answer = history[address.turn].answer
    if answer is None or not 1 <= address.n <= len(answer.citations):
        return None
    citation = answer.citations[address.n - 1]
    return citation if address.also <= len(citation.also) else None


def source(assistant: Assistant, history: History, value: str) -> str:
    """The right panel for the control with this ``value``."""
    address = drawing.Address.parse(value)
    citation = cited(history, address)
    if citation is None or address is None:
        return drawing.empty_panel(GONE)
    notice_id = citation.also[address.also - 1].notice_id if address.also else citation.notice_id
    try:
        notice = assistant.library.notice(notice_id)
    except Exception:
        logger.exception("notice %s could not be opened", notice_id)
        return drawing.empty_panel(GONE)
    picture = _picture(assistant, notice_id, address.page) if address.page else None
    return drawing.source_panel(notice, citation, address, picture)


def _picture(assistant: Assistant, notice_id: str, page: int) -> bytes | None:
    """A page of the file; None, and the text is shown, where it cannot be drawn."""
    try:
        return assistant.library.picture(notice_id, page)
    except Exception:
        logger.exception("page %d of %s could not be drawn", page, notice_id)
        return None


def build_app(assistant: Assistant) -> gr.Blocks:
    """The page over one assistant, not yet launched; each visitor has a conversation of their own."""

    def send(question: str, history: History) -> Iterator[tuple[Any, ...]]:
        question = question.strip()
        if not question:
            yield gr.skip(), gr.skip(), gr.skip()
            return
        yield messages((*history, Exchange(question))), gr.skip(), ""
        history = (*history, respond(assistant, question, history))
        yield messages(history), history, gr.skip()

    def send_example(history: History, event: gr.EventData) -> Iterator[tuple[Any, ...]]:
        yield from send(str(event._data.get("question", "")), history)

    def open_source(history: History, event: gr.EventData) -> str:
        return source(assistant, history, str(event._data.get("address", "")))

    def begin() -> tuple[Any, ...]:
        return [], (), "", drawing.empty_panel()

    def ask(question: str) -> dict[str, Any]:
        """Answer a question from the notices, word for word, with citations."""
        answer = respond(assistant, question, ()).answer
        return answer.to_dict() if answer else {}

    page = gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True)
    with page:
        parts = draw(assistant.library.held, assistant.examples())
        history = gr.State(())
        shown = [parts.chat, history, parts.box]
        quietly: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        for asked in (
            parts.box.submit(send, [parts.box, history], shown, **quietly),
            parts.bridge.submit(send_example, [history], shown, **quietly),
        ):
            asked.then(None, js=_after_drawing("answered"), api_visibility="private")
        opened = parts.bridge.click(open_source, [history], [parts.panel], **quietly)
        opened.then(None, js=_after_drawing("opened"), api_visibility="private")
        begun = parts.fresh.click(begin, None, [*shown, parts.panel], **quietly)
        begun.then(None, js=_after_drawing("close"), api_visibility="private")
        api(ask, api_name="ask")
    page.queue(default_concurrency_limit=4)
    return page


@dataclass(frozen=True, slots=True)
class Parts:
    """The components of the page that act."""

    fresh: gr.Button
    chat: gr.Chatbot
    box: gr.Textbox
    panel: gr.HTML
    bridge: gr.HTML


def draw(held: Sequence[drawing.Held], examples: Sequence[str]) -> Parts:
    """Lay the components out: heading, conversation and notice side by side, foot."""
    with gr.Row(elem_id="zw-top"):
        gr.HTML('<h1>政问</h1><span class="zw-motto">问公文，有出处</span>', elem_id="zw-brand", js_on_load=None)
        fresh = gr.Button("新对话", elem_id="zw-new", size="sm", scale=0, min_width=96)
    with gr.Row(elem_id="zw-panes"):
        with gr.Column(elem_id="zw-left", scale=6, min_width=320):
            chat = gr.Chatbot(
                elem_id="zw-chat",
                label="对话",
                show_label=False,
                container=False,
                height=None,
                autoscroll=False,
                placeholder=drawing.welcome(examples),
                buttons=[],
                feedback_options=None,
                latex_delimiters=[],
                allow_tags=False,
                layout="panel",
            )
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
        with gr.Column(elem_id="zw-right", scale=5, min_width=320):
            panel = gr.HTML(drawing.empty_panel(), elem_id="zw-source", js_on_load=None)
    gr.HTML(drawing.library_line(held), elem_id="zw-library", js_on_load=None)
    say = '<span id="zw-say" aria-live="polite"></span>'
    bridge = gr.HTML(say, elem_id="zw-bridge", js_on_load=_data("page.js"))
    return Parts(fresh, chat, box, panel, bridge)


def launch(page: gr.Blocks, host: str, port: int) -> str:
    """Serve the page without blocking; nothing leaves this machine.

    Returns
    -------
    str
        The address to open.

    Raises
    ------
    OSError
        The address is taken, or is none of this machine.
    """
    _, address, _ = page.launch(
        server_name=host,
        server_port=port,
        prevent_thread_lock=True,
        share=False,
        quiet=True,
        show_error=False,
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        max_file_size="1mb",
        app_kwargs={"middleware": [(guard.Guard, (), {"offered": {"ask"}})]},  # as starlette unpacks its Middleware
        theme=gr.themes.Base(primary_hue="blue", neutral_hue="slate", font=FONTS, font_mono=["monospace"]),
        css=_data("page.css"),
    )
    return address


def _after_drawing(function: str) -> str:
    """JavaScript that calls a function of page.js once the browser has drawn what the handler returned."""
    return f"() => requestAnimationFrame(() => requestAnimationFrame(() => window.zhengwen.{function}()))"


def _data(name: str) -> str:
    return files("assistant").joinpath("data", name).read_text("utf-8")


def port(text: str) -> int:
    """A port as the command line gives it."""
    if not re.fullmatch(r"[0-9]{1,5}", text) or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"端口应为 1 到 65535 的整数，现为 {text}")
    return int(text)


def parse_arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    """The command line of ``python app.py``; what is not given comes from ``zhengwen.toml``."""
    parser = argparse.ArgumentParser(prog="app.py", description="打开政问的网页")
    parser.add_argument("--config", type=Path, metavar="文件", help="配置文件 zhengwen.toml，默认从当前文件夹向上找")
    parser.add_argument("--index", dest="library", type=Path, metavar="文件夹", help="文库所在的文件夹")
    parser.add_argument("--host", metavar="地址", help="监听的地址，默认 127.0.0.1，只有本机能打开")
    parser.add_argument("--port", type=port, metavar="端口", help="监听的端口，默认 7860")
    parser.add_argument("--home-place", metavar="地区", help="本单位所在的地区，如 青石区")
    parser.add_argument("--home-unit", metavar="单位", help="本单位，如 区财政局")
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> int:
    """Open the library, serve the page, and stay until Ctrl+C.

    Returns
    -------
    int
        0 after Ctrl+C; 1 if the library or the address cannot be opened, with a sentence on stderr.
    """
    from assistant import Assistant as LocalAssistant
    from index import LibraryError

    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    options = vars(parse_arguments(argv))
    try:
        config = Config.find(Path.cwd(), options.pop("config")).with_options(**options)
        library = config.library, config.home_place, config.home_unit, config.unit_files, config.reranker
        page = build_app(LocalAssistant.open(*library))
        address = launch(page, config.host, config.port)
    except (LibraryError, errors.CommandError) as exc:
        return _fail(str(exc), getattr(exc, "exit_code", 1))
    except OSError:
        logger.debug("address refused", exc_info=True)
        return _fail(f"打不开 {config.host}:{config.port}，端口可能已被占用。请用 --port 换一个端口。", 1)
    sys.stdout.write(f"政问已经打开，请在浏览器中访问：{address}\n按 Ctrl+C 结束。\n")
    sys.stdout.flush()
    with contextlib.suppress(KeyboardInterrupt):
        threading.Event().wait()
    page.close(verbose=False)
    return 0


def _fail(sentence: str, code: int) -> int:
    sys.stderr.write(f"{sentence}\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
