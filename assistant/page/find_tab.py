"""查找: words exactly as they are, every place, by notice and section."""

from __future__ import annotations

import logging
from typing import Any

import gradio as gr

from assistant.chips import choices
from assistant.everywhere import MOST, Everywhere, find_everywhere
from assistant.normalise import normalise
from assistant.page.desk import Desk
from assistant.page.find_view import find_html
from assistant.page.frame import QUIETLY, Frame, refilled

logger = logging.getLogger("zhengwen.page")

START = '<div class="zw-view-start">输入要找的原文，如“政府信息公开申请”，按回车。一字不差才算，空格和换行不计。</div>'
EMPTY = '<div class="zw-view-start" role="status">还没有写要找的字。输入要找的原文，再按回车。</div>'
SHORT = '<div class="zw-view-start">只有一个字，范围太大，请多写几个字。</div>'
FAILED = '<div class="zw-view-start">没有找成，请稍后再试；如果仍然出错，请告诉管理员。</div>'
_ANY = "不限"
_LONGEST = 200


def found(desk: Desk, words: str, place: str, year: str, most: int) -> Everywhere:
    """Where words stand, of a place and a year where these are set."""
    library = desk.assistant.library
    return find_everywhere(library, words, (place,) if place else (), (int(year),) if year else (), most=most)


def show(desk: Desk, words: str, place: str | None, year: str | None, most: int) -> tuple[str, bool]:
    """What was found as HTML, and whether more can be shown; what breaks is logged."""
    words = " ".join((words or "").split())[:_LONGEST]
    if not words:
        return EMPTY, False
    if len(normalise(words)) < 2:
        return SHORT, False
    try:
        everywhere = found(desk, words, place or "", year or "", most)
        return find_html(everywhere), everywhere.rest > 0
    except Exception:
        # The outermost layer: whatever failed, the user gets a sentence and the log gets the cause.
        logger.exception("words could not be found: %r", words)
        return FAILED, False


def draw(frame: Frame) -> None:
    """Lay the tab out and wire it."""
    desk = frame.desk

    def begin(words: str, place: str | None, year: str | None) -> tuple[Any, ...]:
        html, is_more = show(desk, words, place, year, MOST)
        return html, gr.Button(visible=is_more), MOST

    def go_on(words: str, place: str | None, year: str | None, most: int) -> tuple[Any, ...]:
        html, is_more = show(desk, words, place, year, most + MOST)
        return html, gr.Button(visible=is_more), most + MOST

    def offer(place: str | None = "", year: str | None = "") -> tuple[Any, ...]:
        now = choices(desk.assistant)
        places, years = ([(_ANY, ""), *((c.label, str(c.value)) for c in of)] for of in (now.places, now.years))
        return refilled(places, place, ""), refilled(years, year, "")

    with gr.Column(elem_id="zw-find"):
        with gr.Row(elem_classes="zw-fields"):
            words = gr.Textbox(
                label="原文", placeholder="一字不差地查找", max_lines=1, scale=3, elem_id="zw-find-words"
            )
            place = gr.Dropdown([(_ANY, "")], value="", label="地区", min_width=150, scale=1)
            year = gr.Dropdown([(_ANY, "")], value="", label="年份", min_width=110, scale=1)
            button = gr.Button("查找", variant="primary", min_width=76, scale=0, elem_id="zw-find-go")
        shown = gr.HTML(START, elem_id="zw-find-shown", js_on_load=None, apply_default_css=False, padding=False)
        more = gr.Button("继续列出", visible=False, size="sm", scale=0, elem_id="zw-find-more")
    most = gr.State(MOST)
    fields = [words, place, year]
    frame.opened(offer, None, [place, year])
    frame.renew_at("find", offer, [place, year], [place, year])
    gr.on([words.submit, button.click, place.input, year.input], begin, fields, [shown, more, most], **QUIETLY)
    more.click(go_on, [*fields, most], [shown, more, most], **QUIETLY)
