"""The right pane: a notice with the words marked, and where in it they stand."""

from __future__ import annotations

import datetime as dt
from html import escape
from typing import Protocol

from assistant.page.address import Address
from assistant.page.badges import Marked, badges
from assistant.page.page_view import page_html
from assistant.page.safe import inert
from assistant.page.source_view import source_html
from corpus import Notice, Task

GONE = "这份公文已经不在文库中，可能已被撤下。请重新提问。"


class Shown(Marked, Protocol):
    """What the pane needs of the record of a notice."""

    @property
    def name(self) -> str:
        """What people call the notice."""

    @property
    def doc_number(self) -> str | None:
        """发文字号."""

    @property
    def issuer(self) -> str | None:
        """发文机关."""

    @property
    def issued(self) -> dt.date | None:
        """成文日期."""


def source_panel(held: Shown, notice: Notice, address: Address, picture: bytes | None = None) -> str:
    """A notice with the words of an address marked.

    Parameters
    ----------
    held, notice
        The record of the notice, and the notice.
    address
        Which words, and which page is asked for.
    picture
        A PNG of that page; without one the text is shown.
    """
    spans = address.spans
    page = notice.page_at(address.start) if notice.boxes and spans else None
    shown = page_html(notice, address.page, picture, spans) if picture else source_html(notice, spans)
    facts = [held.doc_number, held.issuer, held.issued.isoformat() if held.issued else None]
    mark = badges(held, [s for s in notice.slips if any(a < s.end and s.start < b for a, b in spans)])
    back = '<button type="button" class="zw-button zw-reveal">回到引文</button>' if spans else ""
    keep = f'<button type="button" class="zw-button zw-keep" value="{inert(str(address))}">加入复函篮</button>'
    return (
        f'<div class="zw-source-head" tabindex="-1" data-address="{inert(str(address))}">'
        f'<div class="zw-source-title">{escape(held.name)}{mark}</div>'
        f'<div class="zw-source-facts">{" · ".join(escape(fact) for fact in facts if fact)}</div>'
        f'<div class="zw-trail">{_trail(notice, address)}</div>'
        f'<div class="zw-source-actions">{_page_button(address, page, is_shown=bool(picture))}'
        f"{back}{keep if spans else ''}"
        f'<button type="button" class="zw-button zw-original" value="{inert(address.notice_id)}">下载原件</button>'
        '<button type="button" class="zw-button zw-close">关闭</button></div></div>'
        '<div class="zw-source-text" tabindex="0" role="region" aria-label="公文原文">'
        f"{shown}</div>"
    )


def _trail(notice: Notice, address: Address) -> str:
    if not address.spans:
        return "全文"
    start = address.start
    inside = [s for s in notice.sections if s.start <= start < s.end]
    steps = [_step(s.path, inside[i - 1].path if i else "", s.heading) for i, s in enumerate(inside)]
    row = _row_at(notice, start)
    if row is not None:
        steps.append(f"{row.section or '正文'}{f' 序号{row.row}' if row.row else ''}")
    if not steps:
        steps.append("正文")
    if page := notice.page_at(start):
        steps.append(f"第{page}页")
    return "位置：" + " › ".join(f"<span>{escape(step)}</span>" for step in dict.fromkeys(steps))


def _row_at(notice: Notice, position: int) -> Task | None:
    """The row of a table that holds a position."""
    rows = (task for task in notice.tasks if task.source == "table")
    return next((row for row in rows if any(a <= position < b for a, b in row.spans)), None)


def _page_button(address: Address, page: int | None, is_shown: bool) -> str:
    """What changes between the text and the page of the file that holds the words."""
    if page is None:
        return ""
    value, words = (
        (address._replace(page=0), "看文字") if is_shown else (address._replace(page=page), f"看原件第{page}页")
    )
    return f'<button type="button" class="zw-button zw-open" value="{inert(str(value))}">{words}</button>'


def _step(path: str, parent: str, heading: str) -> str:
    number = path.removeprefix(parent)
    words = heading.strip()
    words = words if len(words) <= 28 else words[:27] + "…"
    if not words or words.startswith(number):
        return words or number
    return f"{number}{words}" if number.endswith(("）", ")")) or not number else f"{number}、{words}"


def empty_panel(message: str = "") -> str:
    """The right panel while no notice is open, or the reason why one could not be opened."""
    words = escape(message) if message else "答复所引的公文会在这里打开，并标出所引的文字。"
    return f'<div class="zw-empty"><div class="zw-empty-sign">文</div><p>{words}</p></div>'
