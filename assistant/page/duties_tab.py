"""责任清单: the duties of a unit or a place, limited by year, role and deadline; handed out in several formats."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

import gradio as gr

from assistant.chips import choices
from assistant.dutylist import DutyList
from assistant.handout import handout_zip
from assistant.options import ROLES
from assistant.page.desk import Desk
from assistant.page.duty_table import duty_table
from assistant.page.frame import AT_ONCE, QUIETLY, Frame, refilled
from assistant.page.safe import inert
from corpus import parse_day

logger = logging.getLogger("zhengwen.page")

MOST = 1000
"""So many duties are shown; the files hold all."""
MOST_READ = 400
"""Of more notices no list is made: a place or a year is asked for."""
START = '<div class="zw-duties-missing">选好地区或单位，再按“列出”。</div>'
FAILED = '<div class="zw-duties-missing">清单没有取出来，请稍后再试；如果仍然出错，请告诉管理员。</div>'
_LATEST = "最新的"
_ANY = "不限"


class Order(NamedTuple):
    """What a visitor set: words as they stand in the fields, empty for no limit."""

    place: str = ""
    year: str = ""
    unit: str = ""
    role: str = ""
    first: str = ""
    last: str = ""

    @classmethod
    def of(cls, values: Sequence[object]) -> Order:
        """The values of the fields."""
        return cls(*(str(value or "").strip() for value in values))

    @property
    def is_empty(self) -> bool:
        """Whether it would list every duty of a library, however large."""
        return not (self.place or self.unit)


def duties_for(desk: Desk, home: object, order: Order) -> DutyList:
    """The list that a visitor wants.

    Raises
    ------
    ValueError
        A day that is none, days in the wrong order, or a role without a unit; the message is for the reader.
    """
    first, last = _day(order.first, "时限起"), _day(order.last, "时限止")
    if first and last and last < first:
        raise ValueError(f"时限止（{order.last}）早于时限起（{order.first}）")
    if order.role and not order.unit:
        raise ValueError("选了承担方式，请同时选一个单位")
    wanted: DutyList = desk.at(home).duties(
        order.unit,
        issuer=order.place,
        year=int(order.year) if order.year else None,
        role=order.role or None,
        due_after=first,
        due_before=last,
        most=MOST_READ,
    )
    return wanted


def _day(words: str, name: str) -> dt.date | None:
    if not words:
        return None
    if (day := parse_day(words)) is None:
        raise ValueError(f"{name}应写作 2026-06-30，现为 {words[:30]}")
    return day


def show(desk: Desk, home: object, *values: object) -> str:
    """The list as HTML; what cannot be understood is said in words, what breaks is logged."""
    order = Order.of(values)
    if order.is_empty:
        return START
    try:
        return duty_table(duties_for(desk, home, order), dt.date.today(), most=MOST)
    except ValueError as exc:
        gr.Warning(str(exc), title="没有列出清单")
        return f'<div class="zw-duties-missing">{inert(str(exc))}。</div>'
    except Exception:
        # The outermost layer: whatever failed, the user gets a sentence and the log gets the cause.
        logger.exception("the list of duties failed: %r", order)
        return FAILED


def _excel(duties: DutyList) -> bytes:
    return duties.to_xlsx()


def _word(duties: DutyList) -> bytes:
    return duties.to_docx()


def _csv(duties: DutyList) -> bytes:
    return duties.to_csv().encode("utf-8-sig")


def _calendar(duties: DutyList) -> bytes:
    if duties.undated == len(duties.duties):
        raise ValueError("清单里的任务都没有截止日期，做不成日历")
    return duties.to_ics()


FILES: dict[str, tuple[str, Callable[[DutyList], bytes]]] = {
    "Excel": (".xlsx", _excel),
    "Word": (".docx", _word),
    "CSV": (".csv", _csv),
    "日历": (".ics", _calendar),
}
"""The words of a button, the ending of its file, and what makes it."""


def made(
    desk: Desk, ending: str, make: Callable[[DutyList], bytes], home: object, *values: object
) -> tuple[str, bytes]:
    """A list as a file: its name and its bytes; ValueError, in words for the reader, where there is none."""
    order = Order.of(values)
    if order.is_empty:
        raise ValueError("请先选一个地区或单位")
    duties = duties_for(desk, home, order)
    if duties.missing or not duties.duties:
        raise ValueError(duties.missing or "清单里没有任务")
    year = f"{order.year}年" if order.year else ""
    return f"{order.place}{year}{duties.unit or '全部'}任务清单{ending}", make(duties)


def handed_out(desk: Desk, home: object, *values: object) -> tuple[str, bytes]:
    """A file for every unit of the place, in one archive; ValueError where there is nothing to hand out."""
    order = Order.of(values)
    if not order.place:
        raise ValueError("请先选一个地区：每个单位一份，按该地区的公文分")
    name, content = made(desk, ".zip", handout_zip, home, *order._replace(unit="", role=""))
    return name.replace("全部任务清单", "各单位任务清单"), content


def draw(frame: Frame) -> None:
    """Lay the tab out and wire it."""
    desk = frame.desk
    fields, listed, button, files, handed = _parts()
    place, _, unit, *_ = fields
    list_now = partial(show, desk)

    def offer(home: object, before: object) -> tuple[Any, ...]:
        now = desk.home(home)
        if now == before:  # told once when the page is opened, and again when the browser tells its home
            return (gr.skip(),) * 5
        order = Order(_held_place(desk, now.place), "", now.unit)
        is_one = order.place and order.unit in desk.assistant.home_units(order.place)
        drawn = list_now(home, *order) if is_one else gr.skip()  # not more than a unit's, unasked
        return *_offered(desk, *order[:3]), drawn, now

    def renew(*chosen: str | None) -> tuple[Any, ...]:
        return _offered(desk, *(value or "" for value in chosen))

    def units(place: str | None, unit: str | None) -> gr.Dropdown:
        return _units(desk, place or "", unit or "")

    def follow(home: object, event: gr.EventData) -> tuple[Any, ...]:
        told = [*str(event._data.get("value", ""))[:500].split("|"), "", "", "", ""]
        own = _held_place(desk, told[0])
        order = Order(own, "", told[1], "", told[2], told[3])
        return own, "", _units(desk, own, told[1]), "", told[2], told[3], list_now(home, *order)

    inputs = [frame.home, *fields]
    begun = gr.State(None)
    outputs = [*fields[:3], listed, begun]
    for when in (frame.opened, partial(gr.on, frame.home.change, **AT_ONCE)):
        when(fn=offer, inputs=[frame.home, begun], outputs=outputs, concurrency_limit=1)
    frame.renew_at("duties", renew, fields[:3], fields[:3])
    place.input(units, [place, unit], [unit], **QUIETLY).then(list_now, inputs, [listed], **QUIETLY)
    for field in fields[1:4]:
        field.input(list_now, inputs, [listed], **QUIETLY)
    for field in fields[4:]:
        field.submit(list_now, inputs, [listed], **QUIETLY)
    button.click(list_now, inputs, [listed], **QUIETLY)
    frame.wire("duties")(follow, [frame.home], [*fields, listed])
    for each, (ending, make) in zip(files, FILES.values(), strict=True):
        frame.hand_out(each.click, partial(made, desk, ending, make), inputs)
    frame.hand_out(handed.click, partial(handed_out, desk), inputs)


def _held_place(desk: Desk, place: str) -> str:
    """The place as the notices have it: 青石区 is 云河市青石区; empty where none is from it."""
    places: list[str] = desk.assistant.home_places()
    return place if place in places else next((held for held in places if place and held.endswith(place)), "")


def _offered(desk: Desk, place: str, year: str, unit: str) -> tuple[Any, ...]:
    """The fields of place, year and unit with what the library holds; what is chosen stays where it is held."""
    now = choices(desk.assistant)
    places, years = ([(c.label, str(c.value)) for c in of] for of in (now.places, now.years))
    units = _units(desk, place if place in dict(places) else "", unit)
    return refilled([(_ANY, ""), *places], place, ""), refilled([(_LATEST, ""), *years], year, ""), units


def _units(desk: Desk, place: str, unit: str) -> gr.Dropdown:
    """The units that the notices of a place name; the one chosen stays where it is among them."""
    names: list[str] = desk.assistant.home_units(place)
    return refilled([(_ANY, ""), *((name, name) for name in names)], unit, "")


def _parts() -> tuple[list[Any], gr.HTML, gr.Button, list[gr.Button], gr.Button]:
    """The fields in the order of ``Order``, the list, and the buttons."""
    with gr.Column(elem_id="zw-duties"):
        with gr.Row(elem_id="zw-duties-fields"):
            fields: list[Any] = [
                gr.Dropdown([(_ANY, "")], value="", label="地区", min_width=140, elem_id="zw-duties-place"),
                gr.Dropdown([(_LATEST, "")], value="", label="年份", min_width=140),
                gr.Dropdown([(_ANY, "")], value="", label="单位", min_width=140, elem_id="zw-duties-unit"),
                gr.Dropdown(
                    [(_ANY, ""), *((word, role) for role, word in ROLES.items())],
                    value="",
                    label="承担方式",
                    min_width=140,
                    elem_id="zw-duties-role",
                ),
                gr.Textbox(label="时限起", placeholder="如 2026-01-01", min_width=140, max_lines=1),
                gr.Textbox(label="时限止", placeholder="如 2026-06-30", min_width=140, max_lines=1),
            ]
            button = gr.Button("列出", variant="primary", min_width=76, scale=0, elem_id="zw-duties-go")
        with gr.Row(elem_id="zw-duties-files"):
            gr.HTML('<span class="zw-duties-save">导出</span>', js_on_load=None, apply_default_css=False)
            files = [gr.Button(words, size="sm", min_width=64, scale=0) for words in FILES]
            handed = gr.Button("每个单位一份（zip）", size="sm", min_width=120, scale=0)
        listed = gr.HTML(START, elem_id="zw-duties-list", js_on_load=None, apply_default_css=False)
    return fields, listed, button, files, handed
