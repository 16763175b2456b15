"""复函篮: quotations put aside, ordered, and handed out as a reply."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any

import gradio as gr

from assistant.basket import Basket
from assistant.dutylist import say_day
from assistant.keep import Checked, check, kept_from
from assistant.letter import Letter, to_docx, to_markdown, to_text
from assistant.page.address import Address
from assistant.page.basket_view import basket_html, letter_html, remarks_html
from assistant.page.desk import Desk, Home
from assistant.page.frame import AT_ONCE, QUIETLY, Frame, data
from corpus import parse_day, split_level
from index import Library

_LONGEST, _LONGEST_PRESS = 300, 100_000
_WRITTEN = 3
"""So many fields of the letter are kept in the browser; who signs and the day are those of today."""
_COUNT = """
const tell = () => {
  const tab = document.getElementById('zw-tab-basket-button');
  if (tab) tab.dataset.count = element.textContent.trim();
};
watch('value', tell);
tell();
"""
"""Shows on the tab how many quotations there are; the tab itself is not drawn before it is opened."""
_KEPT = "(now) => window.zhengwen.kept(now.length)"
_FILES: dict[str, tuple[str, Callable[[Basket, Library, Letter], bytes | str]]] = {
    "Word 复函": (".docx", to_docx),
    "Markdown": (".md", to_markdown),
    "纯文本": (".txt", to_text),
}
"""The words of a button, the ending of its file, and what makes it."""


def parse_letter(title: str, addressee: str, opening: str, sign: str, day: str) -> Letter:
    """What a clerk wrote around the quotations; a day that is none is left out."""
    date = parse_day((day or "")[:_LONGEST])
    title, addressee, sign = (" ".join((text or "").split())[:_LONGEST] for text in (title, addressee, sign))
    return Letter(title, addressee, sign, date, (opening or "")[: 10 * _LONGEST])


def sign_of(home: Home) -> str:
    """How a unit signs: 云河市青石区 and 区财政局 make 云河市青石区财政局."""
    level, name = split_level(home.unit)
    return f"{home.place}{name}" if level and home.place.endswith(level) else home.unit


def add(desk: Desk, value: object, addresses: str) -> tuple[Basket, str]:
    """A visitor's basket with the words at some places, and a sentence on what could not be added."""
    basket, _ = Basket.from_list(value)
    said = ""
    for text in addresses.split():
        address = Address.parse(text)
        kept = None if address is None else kept_from(desk.assistant.library, address.notice_id, address.spans)
        if kept is None:
            said = "这一处不是可以单独引用的条款或任务，没有加入。"
        elif basket.is_full and not basket.holds(kept):
            said = "复函篮已满，没有加入。"
        else:
            basket = basket.add(kept)
    if not said and basket == Basket.from_list(value)[0]:
        said = "已经在复函篮里了。"
    return basket, said


def change(value: object, told: dict[str, Any]) -> Basket:
    """A visitor's basket after a press of one of its controls, or with a note."""
    basket, _ = Basket.from_list(value)
    place, what = told.get("place"), told.get("do")
    if not isinstance(place, int):
        return basket
    if what == "remove":
        return basket.remove(place)
    if what in ("up", "down"):
        return basket.move(place, place + (1 if what == "down" else -1))
    if what == "note" and isinstance(words := told.get("words"), str):
        return basket.annotate(place, words)
    return basket


def written_before(value: object) -> tuple[Any, ...]:
    """The title, the addressee and the opening as the browser kept them; what it did not keep stays as it is."""
    if isinstance(value, list) and len(value) == _WRITTEN and all(isinstance(text, str) for text in value):
        return tuple(value)
    return (gr.skip(),) * _WRITTEN


def draw(frame: Frame) -> None:
    """Lay the tab out and wire it."""
    desk, kept = frame.desk, frame.basket

    def put(value: object, event: gr.EventData) -> list[dict[str, Any]]:
        basket, said = add(desk, value, str(event._data.get("value", ""))[:_LONGEST_PRESS])
        if said:
            gr.Warning(said, title="复函篮")
        return basket.to_list()

    def press(value: object, event: gr.EventData) -> list[dict[str, Any]]:
        return change(value, dict(event._data)).to_list()

    def show(value: object) -> tuple[Any, ...]:
        basket, dropped = Basket.from_list(value)
        checked = check(basket, desk.assistant.library)
        is_ready = bool(checked.basket.kept)
        return (
            basket_html(checked, dropped),
            gr.HTML(remarks_html(checked), visible=bool(checked.left_out or checked.warnings)),
            str(len(basket.kept)),
            *(gr.Button(interactive=is_ready) for _ in range(len(_FILES) + 1)),
        )

    def show_letter(value: object, *letter: str) -> str:
        return letter_html(check(Basket.from_list(value)[0], desk.assistant.library), parse_letter(*letter))

    with gr.Row(elem_id="zw-basket"):
        with gr.Column(elem_id="zw-basket-left"):
            listed = gr.HTML(
                basket_html(Checked()), elem_id="zw-basket-list", js_on_load=data("basket.js"), apply_default_css=False
            )
        with gr.Column(elem_id="zw-basket-right"):
            fields = _fields()
            with gr.Row(elem_id="zw-basket-files"):
                buttons = [gr.Button(words, size="sm", min_width=88, interactive=False) for words in _FILES]
                printed = gr.Button("打印", size="sm", min_width=64, interactive=False)
                cleared = gr.Button("清空", size="sm", min_width=64)
            remarks = gr.HTML("", visible=False, js_on_load=None, apply_default_css=False)
            sheet = gr.HTML("", elem_id="zw-letter", js_on_load=None, apply_default_css=False)
    with frame.hidden:
        count = gr.HTML("0", js_on_load=_COUNT)
    frame.wire("keep")(put, [kept], [kept]).then(None, [kept], None, js=_KEPT, api_visibility="private")
    pressed = listed.click(press, [kept], [kept], **QUIETLY)
    pressed.then(None, js="() => window.zhengwen.pressed()", api_visibility="private")
    shown = gr.on(None, show, [kept], [listed, remarks, count, *buttons, printed], **QUIETLY)
    shown.then(show_letter, [kept, *fields], [sheet], **QUIETLY)
    gr.on([field.change for field in fields], show_letter, [kept, *fields], [sheet], **AT_ONCE)
    _wire_letter(frame, fields[:_WRITTEN])
    frame.opened(lambda: say_day(dt.date.today()), None, [fields[4]])
    gr.on(None, lambda home: sign_of(desk.home(home)) or gr.skip(), [frame.home], [fields[3]], **AT_ONCE)
    printed.click(None, js="() => window.zhengwen.print()", api_visibility="private")
    cleared.click(None, js="() => window.zhengwen.emptied()", api_visibility="private")
    emptied = frame.wire("empty")(lambda: [], None, [kept])
    emptied.then(None, js="() => window.zhengwen.pressed()", api_visibility="private")
    for button, (ending, make) in zip(buttons, _FILES.values(), strict=True):
        settled = button.click(None, js="() => window.zhengwen.settled()", api_visibility="private")
        frame.hand_out(settled.then, partial(made, desk, ending, make), [kept, *fields])


def _wire_letter(frame: Frame, fields: list[gr.Textbox]) -> None:
    """Keep what is written around the quotations in the browser, and write it again when the page is opened."""
    begun = gr.State(False)

    def begin(value: object, is_begun: bool) -> tuple[Any, ...]:
        kept = (gr.skip(),) * len(fields) if is_begun else written_before(value)
        return *kept, is_begun or bool(value)  # the browser tells what it kept after the page is there

    def keep(is_begun: bool, *words: str) -> tuple[Any, ...]:
        if not is_begun and words == untouched:  # drawn, and nothing written yet
            return gr.skip(), False
        return [text[: 10 * _LONGEST] for text in words], True

    untouched = tuple(field.value or "" for field in fields)
    gr.on([frame.letter.change], begin, [frame.letter, begun], [*fields, begun], **AT_ONCE)
    # what an input method writes tells gradio's change, and not its input
    gr.on([field.change for field in fields], keep, [begun, *fields], [frame.letter, begun], **AT_ONCE)


def _fields() -> list[gr.Textbox]:
    """What a clerk writes around the quotations, in the order of ``parse_letter``."""
    with gr.Column(elem_id="zw-basket-fields"):
        with gr.Row():
            title = gr.Textbox(Letter().title, label="标题", max_lines=2, min_width=200)
            addressee = gr.Textbox(label="主送机关", placeholder="如 市审计局", min_width=200)
        opening = gr.Textbox(Letter().opening, label="开头", lines=2, max_lines=4)
        with gr.Row():
            sign = gr.Textbox(label="署名", min_width=120)
            day = gr.Textbox(label="日期", min_width=120)
    return [title, addressee, opening, sign, day]


def made(
    desk: Desk, ending: str, make: Callable[[Basket, Library, Letter], bytes | str], value: object, *fields: str
) -> tuple[str, bytes]:
    """The reply as a file: its name and its bytes; ValueError where nothing is in the basket, or a day is none."""
    basket, _ = Basket.from_list(value)
    if not basket.kept:
        raise ValueError("复函篮是空的。")
    letter = parse_letter(*fields)
    if letter.date is None and (day := (fields[-1] or "").strip()):
        raise ValueError(f"日期应写作 2026年3月18日，或者空着，现为 {day[:30]}")
    written = make(basket, desk.assistant.library, letter)
    content = written if isinstance(written, bytes) else written.encode("utf-8")
    return f"{letter.title or Letter().title}{ending}", content
