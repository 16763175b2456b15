"""本单位: the visitor's own district and unit, kept in the browser."""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.page.desk import Home
from assistant.page.frame import QUIETLY, Frame, after_drawing

_NOBODY = "本单位：未设置"


def label(home: Home) -> str:
    """What the button says."""
    said = " ".join(part for part in home if part)
    return f"本单位：{said}" if said else _NOBODY


def draw(frame: Frame) -> None:
    """Lay the button and its box out and wire them."""
    desk, home = frame.desk, frame.home

    def units(place: str | None) -> gr.Dropdown:
        return gr.Dropdown(choices=desk.assistant.home_units(place or ""), value=None)

    def show(kept: object) -> tuple[Any, ...]:
        now = desk.home(kept)
        assistant = desk.assistant
        return (
            label(now),
            gr.Dropdown(choices=assistant.home_places(), value=now.place or None),
            gr.Dropdown(choices=assistant.home_units(now.place), value=now.unit or None),
        )

    def keep(place: str | None, unit: str | None) -> tuple[Any, ...]:
        now = Home(place or "", unit or "")
        return now._asdict(), label(now)

    with gr.Column(elem_id="zw-home"):
        button = gr.Button(_NOBODY, elem_id="zw-home-button", size="sm")
        with gr.Column(elem_id="zw-home-box"):
            gr.HTML("没有写明地区时按本地区理解，问“我们”时指本单位。只记在这个浏览器里。", js_on_load=None)
            place = gr.Dropdown([], label="本地区", elem_id="zw-home-place")
            unit = gr.Dropdown([], label="本单位", elem_id="zw-home-unit")
            with gr.Row():
                save = gr.Button("保存", variant="primary", size="sm", min_width=80)
                clear = gr.Button("清除", size="sm", min_width=80)
    place.input(units, [place], [unit], **QUIETLY)
    button.click(show, [home], [button, place, unit], **QUIETLY).then(
        None, js=after_drawing("openHome"), api_visibility="private"
    )
    clear.click(lambda: (None, None), None, [place, unit], **QUIETLY)
    kept = save.click(keep, [place, unit], [home, button], **QUIETLY)
    kept.then(None, js=after_drawing("closeHome"), api_visibility="private")
    frame.opened(lambda value: label(desk.home(value)), [home], [button])
