"""What every tab of the page draws with: the panes, the visitor's settings, and the way from a control to a handler."""

from __future__ import annotations

import inspect
import logging
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial, wraps
from importlib.resources import files
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.page.desk import Desk
from index import safe_name

logger = logging.getLogger("zhengwen.page")

QUIETLY: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
"""How handlers that are nobody's API are wired."""
AT_ONCE: dict[str, Any] = {**QUIETLY, "trigger_mode": "multiple"}
"""How the several handlers of one change are wired. Gradio puts a change off while its handler runs, then tells all
handlers of the change again: of two that run, each puts the other's off, and the page asks without end."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The page that a tab is drawn into.

    ``panel`` is the right pane, ``foot`` the library at a glance; ``home`` is the visitor's district and unit,
    ``basket`` the reply basket and ``letter`` what was written around it, all kept in the browser. ``handout`` is the
    button, out of sight, through which files are handed out; ``opened`` wires what happens when a visitor opens the
    page.
    """

    desk: Desk
    panel: gr.HTML
    foot: gr.HTML
    home: gr.BrowserState
    basket: gr.BrowserState
    letter: gr.BrowserState
    handout: gr.DownloadButton
    hidden: gr.Row
    opened: Callable[..., Any]

    def wire(self, name: str) -> Callable[..., Any]:
        """The event of a control of that name being pressed in a piece of HTML, to be wired as ``button.click`` is.

        The last argument of a handler is a ``gr.EventData``, whose ``_data`` is what ``page.js`` sent.
        """
        keep = f"window.zhengwen.send[{name!r}] = (data) => trigger('click', data);"
        with self.hidden:
            wire = gr.HTML("", js_on_load=f"(window.zhengwen ??= {{}}).send ??= {{}}; {keep}")
        return partial(wire.click, **QUIETLY)

    def renew_at(self, tab: str, fill: Callable[..., tuple[Any, ...]], inputs: Any, outputs: Sequence[Any]) -> None:  # noqa: ANN401 - gradio's inputs
        """Fill fields anew when a tab is opened and the library is another than when it was opened last."""
        seen = gr.State("")

        def generation() -> str:
            return str(self.desk.assistant.library.generation)

        def renewed(before: str, *values: Any) -> tuple[Any, ...]:
            now = generation()
            return (gr.skip(),) * (len(outputs) + 1) if before == now else (now, *fill(*values))

        self.opened(generation, None, [seen])
        self.wire(f"tab-{tab}")(renewed, [seen, *inputs], [seen, *outputs])

    def hand_out(self, event: Any, make: Callable[..., tuple[str, bytes]], inputs: Sequence[Any]) -> None:  # noqa: ANN401 - gradio's listener, as button.click
        """Let the browser save the file that ``make`` makes (its name and its bytes) at an event.

        ``make`` raises ValueError, with words for the reader, where there is no such file.
        """

        @wraps(make)  # gradio looks at its arguments
        def save(*values: Any) -> Any:  # noqa: ANN401 - the values of the inputs
            try:
                return gr.DownloadButton(value=str(write(*make(*values))))
            except ValueError as exc:
                gr.Warning(str(exc), title="没有可以保存的文件")
            except Exception:
                # The outermost layer: whatever failed, the user gets a sentence and the log gets the cause.
                logger.exception("a file could not be made")
                gr.Warning("文件没有做成，请再试一次；如果仍然出错，请告诉管理员。", title="没有保存")
            return gr.skip()

        written = event(save, list(inputs), [self.handout], **QUIETLY)
        written.then(None, js=after_drawing("save"), api_visibility="private")


def spoken(fn: Callable[..., Any]) -> Callable[..., Any]:
    """A handler whose failure is logged, and said in Chinese; gradio's own words are English.

    What is said on purpose (``gr.Error``) passes.
    """

    def told(exc: Exception) -> gr.Error:
        logger.error("a handler of the page failed: %s", getattr(fn, "__qualname__", fn), exc_info=exc)
        return gr.Error(
            "这一步没有做成，请再试一次；如果仍然出错，请告诉管理员。", title="出错了", print_exception=False
        )

    @wraps(fn)  # gradio looks at its arguments
    def one(*values: Any, **named: Any) -> Any:  # noqa: ANN401 - the values of the inputs
        try:
            return fn(*values, **named)
        except gr.Error:
            raise
        except Exception as exc:
            raise told(exc) from exc

    @wraps(fn)
    def many(*values: Any, **named: Any) -> Iterator[Any]:
        try:
            yield from fn(*values, **named)
        except gr.Error:
            raise
        except Exception as exc:
            raise told(exc) from exc

    return many if inspect.isgeneratorfunction(fn) else one


def refilled(choices: Sequence[tuple[str, str]], chosen: str | None, none: str | None = None) -> gr.Dropdown:
    """A list to choose from with what the library holds now; what was chosen stays where it is still held."""
    return gr.Dropdown(choices=list(choices), value=chosen if chosen in {value for _, value in choices} else none)


_FOLDER = tempfile.TemporaryDirectory(prefix="zhengwen-", ignore_cleanup_errors=True)
"""Files on their way to the browser; gradio takes a copy, which it deletes after an hour."""
_STAYS = 600.0
"""Seconds that one stays, which is longer than gradio takes to copy it."""


def write(name: str, content: bytes) -> Path:
    """A file of that name, made safe, in a folder of its own; those of before are deleted."""
    for folder in Path(_FOLDER.name).iterdir():
        with suppress(FileNotFoundError):  # another visitor's file may have it deleted
            if time.time() - folder.stat().st_mtime > _STAYS:
                shutil.rmtree(folder, ignore_errors=True)
    path = Path(tempfile.mkdtemp(dir=_FOLDER.name)) / safe_name(name.replace("/", "_").replace("\\", "_"))
    path.write_bytes(content)
    return path


def after_drawing(function: str, argument: str = "") -> str:
    """JavaScript that calls a function of page.js once the browser has drawn what the handler returned."""
    return f"() => requestAnimationFrame(() => requestAnimationFrame(() => window.zhengwen.{function}({argument})))"


def data(name: str) -> str:
    """A style sheet or script of the page."""
    return files("assistant.page").joinpath("data", name).read_text("utf-8")
