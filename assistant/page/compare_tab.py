"""对比: two notices side by side, or whether this level's notice implements that of a higher one."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

import gradio as gr

from assistant.comparison import Comparison
from assistant.errors import NotHeld
from assistant.label import quoted
from assistant.page.compare_view import compare_html
from assistant.page.desk import Desk
from assistant.page.frame import AT_ONCE, QUIETLY, Frame, refilled
from assistant.page.safe import inert
from assistant.pairs import suggestions
from index import Held

logger = logging.getLogger("zhengwen.page")

START = '<div class="zw-view-start">选一组“常用对照”，或者自己选两份公文，再按“对照”。</div>'
READY = '<div class="zw-view-start">最近的一组已经选好，按“对照”就能看；也可以换一组，或者自己选两份公文。</div>'
FAILED = '<div class="zw-view-start">没有对照出来，请稍后再试；如果仍然出错，请告诉管理员。</div>'
_MODES = {"逐项对照": "", "后者是否落实前者（上级）": "cover"}
_NO_PLACE = "未写明地区"
_SIDES = ("前者", "后者")
_MOST_LISTED = 500
"""Of a place with more notices than that each year has a list of its own."""


class Pick(NamedTuple):
    """What a visitor set: two notice ids, whether the second is to implement the first, and whether only that differs.

    The ids are empty while nothing is chosen.
    """

    first: str = ""
    second: str = ""
    mode: str = ""
    only_changed: bool = False

    @classmethod
    def of(cls, values: Sequence[object]) -> Pick:
        """The values of the fields."""
        first, second, mode, only = values
        return cls(str(first or ""), str(second or ""), str(mode or ""), bool(only))


def compared(desk: Desk, pick: Pick) -> Comparison:
    """The comparison that a visitor wants.

    Raises
    ------
    ValueError
        Two notices are not chosen, or one of them is not held any more; the message is for the reader.
    """
    if not (pick.first and pick.second):
        raise ValueError("请选两份公文")
    if pick.first == pick.second:
        raise ValueError("两边选的是同一份公文")
    try:
        made: Comparison = desk.assistant.compare(pick.first, pick.second, cover=pick.mode == "cover")
    except NotHeld as exc:
        raise ValueError(str(exc)) from exc
    return made


def show(desk: Desk, *values: object) -> str:
    """The comparison as HTML; what cannot be compared is said in words, what breaks is logged."""
    pick = Pick.of(values)
    if not (pick.first and pick.second):
        return START
    try:
        return compare_html(compared(desk, pick), pick.only_changed)
    except ValueError as exc:
        return f'<div class="zw-view-start">{inert(str(exc))}。</div>'
    except Exception:
        # The outermost layer: whatever failed, the user gets a sentence and the log gets the cause.
        logger.exception("the comparison failed: %r", pick)
        return FAILED


def _markdown(comparison: Comparison, only_changed: bool) -> bytes:
    return comparison.to_markdown(only_changed).encode("utf-8")


FILES: dict[str, tuple[str, Callable[[Comparison, bool], bytes]]] = {
    "Excel": (".xlsx", Comparison.to_xlsx),
    "Word": (".docx", Comparison.to_docx),
    "Markdown": (".md", _markdown),
}
"""The words of a button, the ending of its file, and what makes it."""


def made(desk: Desk, ending: str, make: Callable[[Comparison, bool], bytes], *values: object) -> tuple[str, bytes]:
    """A comparison as a file: its name and its bytes; ValueError, in words for the reader, where there is none."""
    pick = Pick.of(values)
    comparison = compared(desk, pick)
    what = "落实情况" if comparison.is_cover else "对照"
    name = f"{comparison.second.name}与{comparison.first.name}{what}".replace("《", "").replace("》", "")
    return f"{name}{ending}", make(comparison, pick.only_changed)


def shelves(desk: Desk) -> dict[str, list[Held]]:
    """The notices by place, the newest first; a place with very many of them is parted by years."""
    held = list(reversed(desk.assistant.library.held))
    held.sort(key=lambda h: -(h.year or 0))
    by_place = _grouped(held, lambda h: h.place or _NO_PLACE)
    out: dict[str, list[Held]] = {}
    for place in sorted(by_place):
        own = by_place[place]
        is_long = len(own) > _MOST_LISTED
        out |= _grouped(own, lambda h: f"{place} {h.year or '未写明'}年") if is_long else {place: own}  # noqa: B023
    return out


def _grouped(held: Iterable[Held], name: Callable[[Held], str]) -> dict[str, list[Held]]:
    out: dict[str, list[Held]] = {}
    for each in held:
        out.setdefault(name(each), []).append(each)
    return out


def places_of(desk: Desk) -> list[str]:
    """The places that notices are from, by name."""
    return sorted({h.place or _NO_PLACE for h in desk.assistant.library.held})


def start_of(desk: Desk, own: str) -> str | None:
    """The place to begin with: one's own, else where the newest pair is from."""
    named = places_of(desk)
    if home := next((name for name in named if own and name.endswith(own)), None):
        return home
    newest = suggestions(desk.assistant.library.held, "")[:1]
    return next((pair.second.place for pair in newest), named[0] if named else None)


def offered(desk: Desk, place: str) -> list[tuple[str, str]]:
    """What is worth comparing at a place, with the value that stands for it."""
    return [
        (pair.label, f"{pair.first.notice_id}|{pair.second.notice_id}|{'cover' if pair.is_cover else ''}")
        for pair in suggestions(desk.assistant.library.held, place)[:_MOST_LISTED]
    ]


def draw(frame: Frame) -> None:
    """Lay the tab out and wire it."""
    desk = frame.desk
    fields, shown, button, files = _parts()
    place, common, places, notices, mode, only = fields
    inputs = [*notices, mode, only]
    show_now = partial(show, desk)

    def offer(home: object, before: str | None) -> tuple[Any, ...]:
        own = desk.home(home).place
        if own == before:  # what was chosen meanwhile stays
            return (gr.skip(),) * 9
        here = start_of(desk, own)
        pairs = offered(desk, here or "")
        first = pairs[0][1] if pairs else None
        lists = _filled(desk, first or "||", here)
        head = (gr.Dropdown(choices=places_of(desk), value=here), gr.Dropdown(choices=pairs, value=first))
        return *head, *lists, READY if first else START, own

    def choose(value: str | None, only_changed: bool) -> tuple[Any, ...]:
        ids, library = (value or "").split("|"), desk.assistant.library
        known = {h.notice_id for h in library.held}
        if len(ids) != 3 or not {ids[0], ids[1]} <= known:
            return (gr.skip(),) * 6
        return *_filled(desk, value or ""), show_now(*ids, only_changed)

    def renew(own: str | None, pair: str | None, *chosen: str | None) -> tuple[Any, ...]:
        listed = shelves(desk)
        where = [refilled([(name, name) for name in listed], name) for name in chosen[:2]]
        lists = [_listed(listed.get(name or "", ()), one) for name, one in zip(chosen[:2], chosen[2:], strict=True)]
        named = refilled([(name, name) for name in places_of(desk)], own)
        return named, refilled(offered(desk, own or ""), pair), *where, *lists

    sides = [*places, *notices, mode, shown]
    begun = gr.State(None)
    for when in (frame.opened, partial(gr.on, frame.home.change, **AT_ONCE)):
        when(fn=offer, inputs=[frame.home, begun], outputs=[place, common, *sides, begun], concurrency_limit=1)
    lists = [place, common, *places, *notices]
    frame.renew_at("compare", renew, lists, lists)
    place.input(lambda own: _common(desk, own), [place], [common], **QUIETLY)
    common.input(choose, [common, only], sides, **QUIETLY)
    for own, notice in zip(places, notices, strict=True):
        own.input(lambda name: _listed(shelves(desk).get(name or "", ())), [own], [notice], **QUIETLY)
        notice.input(show_now, inputs, [shown], **QUIETLY)
    for field in (mode, only):
        field.input(show_now, inputs, [shown], **QUIETLY)
    button.click(show_now, inputs, [shown], **QUIETLY)
    for each, (ending, make) in zip(files, FILES.values(), strict=True):
        frame.hand_out(each.click, partial(made, desk, ending, make), inputs)


def _filled(desk: Desk, value: str, here: str | None = None) -> tuple[Any, ...]:
    """The fields as what is offered fills them: both places, both notices, how to compare.

    ``here`` is the place where nothing is offered.
    """
    listed = shelves(desk)
    *ids, mode = value.split("|")
    names = [_shelf_of(listed, one, here or "") for one in ids]
    where = [gr.Dropdown(choices=list(listed), value=name) for name in names]
    lists = [_listed(listed.get(name or "", ()), one) for name, one in zip(names, ids, strict=True)]
    return *where, *lists, mode


def _shelf_of(listed: Mapping[str, Sequence[Held]], notice_id: str, here: str) -> str | None:
    holding = (name for name, held in listed.items() if any(h.notice_id == notice_id for h in held))
    return next(holding, next((name for name in listed if here and name.startswith(here)), None))


def _listed(held: Iterable[Held], chosen: str | None = None) -> gr.Dropdown:
    choices = [(f"{quoted(h.name)}{f'（{h.doc_number}）' if h.doc_number else ''}", h.notice_id) for h in held]
    return refilled(choices, chosen)


def _common(desk: Desk, place: str | None) -> gr.Dropdown:
    return gr.Dropdown(choices=offered(desk, place or ""), value=None)


def _parts() -> tuple[tuple[Any, ...], gr.HTML, gr.Button, list[gr.Button]]:
    """The fields, what is shown, and the buttons."""
    with gr.Column(elem_id="zw-compare"):
        with gr.Row(elem_classes="zw-fields"):
            place = gr.Dropdown([], label="地区", min_width=160, scale=1)
            common = gr.Dropdown([], label="常用对照", min_width=240, scale=3, elem_id="zw-compare-common")
        with gr.Row(elem_classes="zw-fields"):
            places, notices = [], []
            for number, side in enumerate(_SIDES, 1):
                with gr.Row(elem_classes="zw-fields zw-compare-side"):
                    places.append(gr.Dropdown([], label=f"{side}的地区", min_width=130, scale=1))
                    notices.append(
                        gr.Dropdown([], label=f"{side}", min_width=200, scale=3, elem_id=f"zw-compare-notice-{number}")
                    )
        with gr.Row(elem_classes="zw-fields zw-compare-how"):
            mode = gr.Radio(
                list(_MODES.items()), value="", label="怎样对照", show_label=False, container=False, scale=0
            )
            only = gr.Checkbox(False, label="只看不同", container=False, min_width=110, scale=0)
            button = gr.Button("对照", variant="primary", min_width=76, scale=0, elem_id="zw-compare-go")
            gr.HTML('<span class="zw-duties-save">导出</span>', js_on_load=None, apply_default_css=False)
            files = [gr.Button(words, size="sm", min_width=64, scale=0, elem_classes="zw-file") for words in FILES]
        shown = gr.HTML(START, elem_id="zw-compare-shown", js_on_load=None, apply_default_css=False, padding=False)
    return (place, common, places, notices, mode, only), shown, button, files
