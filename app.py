"""The page: its frame, its tabs, and the server. Rules live in the packages; the tabs draw what these tell."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import logging
import os
import re
import sys
import threading
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")  # read when gradio is imported

import gradio as gr
from gradio.events import api

from assistant import Config, FeedbackStore, errors, guard, password
from assistant.page import ask_tab, basket_tab, compare_tab, duties_tab, find_tab, home_box, library_tab, today_tab
from assistant.page.desk import Desk, Live
from assistant.page.frame import QUIETLY, Frame, after_drawing, data, spoken
from assistant.page.front import library_line
from assistant.page.panel import empty_panel
from corpus import MAX_BYTES, MAX_UNPACKED

logger = logging.getLogger("zhengwen.page")

TITLE = "政问"
FONTS = ["system-ui", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif"]
TABS: Sequence[tuple[str, str, Callable[[Frame], None]]] = (
    ("ask", "问答", ask_tab.draw),
    ("today", "今日", today_tab.draw),
    ("duties", "责任清单", duties_tab.draw),
    ("compare", "对比", compare_tab.draw),
    ("find", "查找", find_tab.draw),
    ("library", "文件库", library_tab.draw),
    ("basket", "复函篮", basket_tab.draw),
)
"""Of each tab its name in links, its heading, and what draws it."""


STYLES = ("page.css", "basket.css", "library.css")
"""Gradio puts its own class before each of their rules, so that they win over its own."""
PLAIN_STYLES = ("frame.css", "print.css", "duties.css", "views.css")
"""These it leaves as they are: they have rules for narrow screens and for paper."""
WRONG_PASSWORD = 1.0
"""Seconds that a wrong password takes, so that trying many takes long."""
TRIES = 4
"""So many are looked at at once; more wait."""


def build_app(live: Live, feedback: FeedbackStore | None = None) -> gr.Blocks:
    """The page over an assistant, not yet launched; each visitor has a conversation of their own.

    Parameters
    ----------
    live
        Where the assistant comes from.
    feedback
        Where readers' verdicts are kept; None to keep none.
    """
    desk = Desk(live, feedback)

    def ask(question: str) -> dict[str, Any]:
        """Answer a question from the notices, word for word, with citations."""
        answer = desk.respond(question, ()).answer
        return answer.to_dict() if answer else {}

    def open_source(event: gr.EventData) -> str:
        return desk.source(str(event._data.get("value", "")))

    def original(event: gr.EventData) -> tuple[str, bytes]:
        return desk.original(str(event._data.get("value", "")))

    page = gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True, delete_cache=(3600, 3600))
    with page:
        frame = draw(page, desk)
        opened = frame.wire("open")(open_source, None, [frame.panel])
        opened.then(None, js=after_drawing("opened"), api_visibility="private")
        frame.hand_out(frame.wire("original"), original, [])
        api(ask, api_name="ask")
    for handler in page.fns.values():
        if handler.fn is not None:
            handler.fn = spoken(handler.fn)
    page.queue(default_concurrency_limit=4)
    return page


def draw(page: gr.Blocks, desk: Desk) -> Frame:
    """Lay the page out: heading, tabs and the notice beside them, foot."""
    gr.HTML('<h1>政问</h1><span class="zw-motto">问公文，有出处</span>', elem_id="zw-brand", js_on_load=None)
    frame = Frame(
        desk=desk,
        panel=gr.HTML(empty_panel(), elem_id="zw-source", js_on_load=None, render=False),
        foot=gr.HTML(library_line(desk.assistant.library.held), elem_id="zw-library", js_on_load=None, render=False),
        home=gr.BrowserState({}, storage_key="zhengwen-home", secret=TITLE),
        basket=gr.BrowserState([], storage_key="zhengwen-basket", secret=TITLE),
        letter=gr.BrowserState([], storage_key="zhengwen-letter", secret=TITLE),
        handout=gr.DownloadButton("保存", elem_id="zw-handout", render=False),
        hidden=gr.Row(elem_id="zw-hidden", render=False),
        opened=partial(page.load, **QUIETLY),
    )
    home_box.draw(frame)
    with gr.Row(elem_id="zw-panes"):
        with gr.Tabs(elem_id="zw-tabs", overflow_behavior="wrap"):
            for name, heading, draw_tab in TABS:
                with gr.Tab(heading, id=name, elem_id=f"zw-tab-{name}"):
                    draw_tab(frame)
        with gr.Column(elem_id="zw-right"):
            frame.panel.render()
    frame.foot.render()
    frame.opened(lambda: library_line(desk.assistant.library.held), None, [frame.foot])
    frame.hidden.render()
    with frame.hidden:
        frame.handout.render()
        gr.HTML(
            data("bridge.html"),
            elem_id="zw-bridge",
            js_on_load=data("page.js") + data("tables.js") + data("compare.js"),
        )
    return frame


def _login(secret: str) -> Callable[[str, str], Awaitable[bool]]:
    """What asks a visitor for the password; the name is free."""
    tries = asyncio.Semaphore(TRIES)

    async def is_right(_name: str, given: str) -> bool:
        async with tries:
            if await asyncio.to_thread(password.is_right, given, secret):
                return True
            await asyncio.sleep(WRONG_PASSWORD)
            return False

    return is_right


def launch(page: gr.Blocks, host: str, port: int, secret: str = "") -> str:
    """Serve the page without blocking; nothing leaves this machine.

    Parameters
    ----------
    page
        The page.
    host, port
        Where to listen.
    secret
        The password that visitors give, hashed or as it is; empty to ask for none.

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
        auth=_login(secret) if secret else None,  # type: ignore[arg-type]  # it may be a coroutine too
        auth_message="请输入口令。用户名可以任意填写，如您的姓名。",
        mcp_server=False,
        max_file_size=MAX_BYTES,
        # as starlette unpacks its Middleware
        app_kwargs={
            "middleware": [
                (guard.Guard, (), {"offered": {"ask"}, "most_bytes": MAX_UNPACKED, "is_local": not secret}),
            ]
        },
        theme=gr.themes.Base(primary_hue="blue", neutral_hue="slate", font=FONTS, font_mono=["monospace"]),
        css="".join(data(name) for name in STYLES),
        head=f"<style>{''.join(data(name) for name in PLAIN_STYLES)}</style>",
    )
    return address


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
    from assistant import LiveAssistant
    from index import LibraryError

    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    options = vars(parse_arguments(argv))
    try:
        config = Config.find(Path.cwd(), options.pop("config")).with_options(**options)
        password.check(config.host, config.password)
        library = config.library, config.home_place, config.home_unit, config.unit_files, config.reranker
        page = build_app(LiveAssistant(*library), FeedbackStore(config.library))
        address = launch(page, config.host, config.port, config.password)
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
