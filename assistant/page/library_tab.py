"""文件库: what is held; files are added after a look at each, published, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.page.frame import QUIETLY, Frame, after_drawing
from assistant.page.front import library_line
from assistant.page.keeper import FORM, HINTS, Keeper, Placed, Progress
from assistant.page.library_view import examination_html, library_html, publications_html, staged_html, waiting_html
from corpus import NoticeError, WrongCorrection
from index import Examination, LibraryError

_NOTHING = (
    '<p class="zw-library-empty">把公文拖到上面，或点击选择。'
    "读出了什么、哪里要看，都列在这里；点“发布”以后才能查到。</p>"
)
_LOUDLY: dict[str, Any] = {"show_progress": "full", "api_visibility": "private"}
_REFUSED = (LibraryError, NoticeError, WrongCorrection, ValueError)
"""Errors whose words are for the reader."""


@dataclass(frozen=True, slots=True)
class _Parts:
    """The components of the tab that act."""

    words: gr.Textbox
    listed: gr.HTML
    files: gr.File
    intake: gr.HTML
    publish: gr.Button
    discard: gr.Button
    waiting: gr.HTML
    beside: gr.HTML
    box: gr.Column
    fields: list[gr.Textbox]
    save: gr.Button
    cancel: gr.Button
    records: gr.HTML


def draw(frame: Frame) -> None:
    """Lay the tab out and wire it."""
    keeper, parts = Keeper(frame.desk.live), _laid_out()

    def show(words: str) -> str:
        return library_html(frame.desk.assistant.library.held, words or "")

    def records() -> str:
        return publications_html(keeper.publications())

    def renew(event: Any) -> None:  # noqa: ANN401 - gradio's event
        event.then(show, [parts.words], [parts.listed], **QUIETLY)
        event.then(records, None, [parts.records], **QUIETLY)
        event.then(lambda: library_line(frame.desk.assistant.library.held), None, [frame.foot], **QUIETLY)

    frame.opened(show, [parts.words], [parts.listed])
    frame.opened(records, None, [parts.records])
    parts.words.change(show, [parts.words], [parts.listed], trigger_mode="always_last", **QUIETLY)
    _wire_adding(frame, keeper, parts, renew)
    _wire_form(frame, keeper, parts, renew)
    _wire_records(frame, keeper, parts, renew)


def _wire_adding(frame: Frame, keeper: Keeper, parts: _Parts, renew: Callable[[Any], None]) -> None:
    batch = gr.State("")

    def drawn(found: Examination) -> tuple[Any, ...]:
        can = gr.Button(interactive=found.readable > 0)
        return examination_html(found), found.batch_id, can, gr.Button(interactive=True)

    def examine(files: list[str] | None, progress: gr.Progress = gr.Progress()) -> tuple[Any, ...]:  # noqa: B008
        if not files:
            return (gr.skip(),) * 5
        try:
            return *drawn(keeper.examine([Path(file) for file in files], _step(progress, "正在读取"))), None
        except _REFUSED as exc:
            gr.Warning(str(exc), title="没有添加")
            return (*(gr.skip(),) * 4, None)

    def resume(event: gr.EventData) -> tuple[Any, ...]:
        try:
            return (*drawn(keeper.again(str(event._data.get("value", "")))), "")
        except _REFUSED as exc:
            gr.Warning(str(exc), title="打不开")
            return (gr.skip(),) * 5

    def look(event: gr.EventData) -> str:
        value, _, chosen = str(event._data.get("value", "")).partition("#")
        try:
            notice, remarks = keeper.read(Placed.parse(value))
        except _REFUSED as exc:
            gr.Warning(str(exc), title="打不开")
            return ""
        return staged_html(notice, remarks, int(chosen) if chosen.isdigit() else None, value)

    def publish(batch_id: str, progress: gr.Progress = gr.Progress()) -> tuple[Any, ...]:  # noqa: B008
        try:
            said = keeper.publish(batch_id, _step(progress, "正在发布"))
        except _REFUSED as exc:
            gr.Warning(str(exc), title="没有发布")
            return (gr.skip(),) * 5
        gr.Success(said, title="文件库已更新")
        off = gr.Button(interactive=False)
        return f'<p class="zw-library-empty" role="status">{said}。</p>', "", off, off, ""

    def discard(shown: str, event: gr.EventData) -> tuple[Any, ...]:
        batch_id = str(event._data.get("value", "")) or shown
        try:
            keeper.discard(batch_id)
        except _REFUSED as exc:
            gr.Warning(str(exc), title="没有放弃")
        if batch_id != shown:
            return (gr.skip(),) * 5
        off = gr.Button(interactive=False)
        return _NOTHING, "", off, off, ""

    def remind(shown: str) -> str:
        return waiting_html(keeper.waiting(), shown)

    outputs = [parts.intake, batch, parts.publish, parts.discard]
    examined = parts.files.upload(examine, [parts.files], [*outputs, parts.files], **_LOUDLY)
    examined.then(None, js=after_drawing("tidy"), api_visibility="private")
    resumed = frame.wire("resume")(resume, None, [*outputs, parts.beside])
    frame.wire("look")(look, None, [parts.beside]).then(
        None, js=after_drawing("revealBeside"), api_visibility="private"
    )
    published = parts.publish.click(publish, [batch], [*outputs, parts.beside], **_LOUDLY)
    renew(published)
    parts.discard.click(None, js="() => window.zhengwen.discard('')", api_visibility="private")
    discarded = frame.wire("discard")(discard, [batch], [*outputs, parts.beside])
    frame.opened(remind, [batch], [parts.waiting])
    for event in (examined, resumed, published, discarded):
        event.then(remind, [batch], [parts.waiting], **QUIETLY)


def _wire_form(frame: Frame, keeper: Keeper, parts: _Parts, renew: Callable[[Any], None]) -> None:
    before, placed = gr.State({}), gr.State("")

    def open_form(event: gr.EventData) -> tuple[Any, ...]:
        value = str(event._data.get("value", ""))
        try:
            known = keeper.form(Placed.parse(value))
        except _REFUSED as exc:
            gr.Warning(str(exc), title="不能更正")
            return (gr.skip(),) * (len(FORM) + 3)
        return gr.Column(visible=True), known, value, *(known[name] for name in FORM)

    def keep(
        value: str,
        known: dict[str, str],
        *given: str,
        progress: gr.Progress = gr.Progress(),  # noqa: B008
    ) -> tuple[Any, ...]:
        at = Placed.parse(value)
        after = dict(zip(FORM, (text or "" for text in given), strict=True))
        try:
            said = keeper.put_right(at, known, after, _step(progress, "正在更正"))
        except _REFUSED as exc:
            gr.Warning(str(exc), title="没有更正")
            return gr.skip(), gr.skip()
        gr.Success(said, title="更正")
        report = gr.skip() if at.number is None else examination_html(keeper.again(at.owner))
        return gr.Column(visible=False), report

    outputs = [parts.box, before, placed, *parts.fields]
    for name in ("correct", "putRight"):
        opened = frame.wire(name)(open_form, None, outputs)
        opened.then(None, js=after_drawing("revealForm"), api_visibility="private")
    renew(parts.save.click(keep, [placed, before, *parts.fields], [parts.box, parts.intake], **_LOUDLY))
    parts.cancel.click(lambda: gr.Column(visible=False), None, [parts.box], **QUIETLY)


def _wire_records(frame: Frame, keeper: Keeper, parts: _Parts, renew: Callable[[Any], None]) -> None:
    def undo(event: gr.EventData, progress: gr.Progress = gr.Progress()) -> Any:  # noqa: B008, ANN401
        return act(keeper.undo, event, _step(progress, "正在撤回"))

    def publish_again(event: gr.EventData, progress: gr.Progress = gr.Progress()) -> Any:  # noqa: B008, ANN401
        return act(keeper.publish, event, _step(progress, "正在发布"))

    def act(do: Callable[[str, Progress], str], event: gr.EventData, step: Progress) -> Any:  # noqa: ANN401
        try:
            said = do(str(event._data.get("value", "")), step)
        except _REFUSED as exc:
            gr.Warning(str(exc), title="没有做成")
            return gr.skip()
        gr.Success(said, title="文件库已更新")
        return publications_html(keeper.publications())

    renew(frame.wire("undo")(undo, None, [parts.records], **_LOUDLY))
    renew(frame.wire("again")(publish_again, None, [parts.records], **_LOUDLY))


def _step(progress: gr.Progress, what: str) -> Progress:
    """What shows the steps of a build on the page."""

    def step(done: int, total: int, name: str) -> None:
        progress((done, max(total, 1)), desc=f"{what} {name}".strip(), unit="个")

    return step


def _laid_out() -> _Parts:
    with gr.Tabs(elem_id="zw-library-tabs"):
        with gr.Tab("库里的公文", id="held", elem_id="zw-library-held"):
            words = gr.Textbox(
                label="筛选",
                placeholder="筛选：题名、文号、机关、年份里的字",
                show_label=False,
                container=False,
                elem_id="zw-library-words",
            )
            listed = gr.HTML("", elem_id="zw-library-list", js_on_load=None, apply_default_css=False)
        with gr.Tab("添加公文", id="add", elem_id="zw-library-add"):
            files = gr.File(file_count="multiple", label="要添加的公文", elem_id="zw-library-files", height=150)
            with gr.Row(elem_id="zw-library-buttons"):
                publish = gr.Button("发布", variant="primary", interactive=False, size="sm", min_width=120, scale=0)
                discard = gr.Button("放弃这一批", interactive=False, size="sm", min_width=120, scale=0)
            waiting = gr.HTML("", elem_id="zw-library-waiting", js_on_load=None, apply_default_css=False)
            intake = gr.HTML(_NOTHING, elem_id="zw-library-intake", js_on_load=None, apply_default_css=False)
            beside = gr.HTML("", elem_id="zw-library-beside", js_on_load=None, apply_default_css=False)
        with gr.Tab("发布记录", id="published", elem_id="zw-library-published"):
            records = gr.HTML("", elem_id="zw-library-records", js_on_load=None, apply_default_css=False)
    with gr.Column(visible=False, elem_id="zw-correct-box") as box:
        gr.HTML(
            "<h2>更正</h2><p>改动的各项以这里写的为准，原文不变；引用时注明“人工更正”。清空一项，撤回对它的更正。</p>",
            js_on_load=None,
            apply_default_css=False,
        )
        with gr.Row():
            fields = [
                gr.Textbox(label=name, placeholder=HINTS.get(key, ""), max_lines=4, min_width=300)
                for key, name in FORM.items()
            ]
        with gr.Row():
            save = gr.Button("保存更正", variant="primary", size="sm", scale=0, min_width=120)
            cancel = gr.Button("取消", size="sm", scale=0, min_width=96)
    return _Parts(words, listed, files, intake, publish, discard, waiting, beside, box, fields, save, cancel, records)
