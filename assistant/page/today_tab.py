"""今日: what is due, over and new for the home unit; without one, the library at a glance."""

from __future__ import annotations

import datetime as dt
import logging

import gradio as gr

from assistant.morning import Mornings
from assistant.page.desk import Desk
from assistant.page.frame import AT_ONCE, Frame
from assistant.page.today_view import today_html

logger = logging.getLogger("zhengwen.page")

FAILED = '<div class="zw-note">今日的内容没有取出来，请稍后再试；如果仍然出错，请告诉管理员。</div>'


def today(desk: Desk, mornings: Mornings, home: object) -> str:
    """The view of this day for a visitor's home; what breaks becomes a sentence, and is logged."""
    try:
        return today_html(mornings.of(desk.at(home), dt.date.today()))
    except Exception:
        # The outermost layer: whatever failed, the user gets a sentence and the log gets the cause.
        logger.exception("the view of the day failed")
        return FAILED


def draw(frame: Frame) -> None:
    """Lay the tab out and wire it: it is drawn when the page or the tab is opened, and when the home changes."""
    mornings = Mornings()

    def show(home: object) -> str:
        return today(frame.desk, mornings, home)

    shown = gr.HTML("", elem_id="zw-today", js_on_load=None, apply_default_css=False)
    gr.on(None, show, [frame.home], [shown], **AT_ONCE)
    frame.wire("tab-today")(show, [frame.home], [shown])
