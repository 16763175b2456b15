"""What stands around the conversation: its start, and the library at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Protocol

from assistant.page.safe import inert


class Counted(Protocol):
    """What the foot of the page needs of a notice that is held."""

    @property
    def place(self) -> str:
        """The place that the issuer governs."""

    @property
    def year(self) -> int | None:
        """The notice's year."""


def welcome(examples: Sequence[str]) -> str:
    """What an empty conversation shows: what this is for, and questions that the library can answer."""
    buttons = "".join(
        f'<button type="button" class="zw-example" value="{inert(text)}">{inert(text)}</button>' for text in examples
    )
    hint = '<p class="zw-hint">可以这样问：</p>' if buttons else ""
    return (
        '<div class="zw-welcome"><p class="zw-hello">用平常的话提问，答复逐字引自库中的公文，并注明出处。</p>'
        f'{hint}<div class="zw-examples">{buttons}</div></div>'
    )


def library_line(held: Sequence[Counted]) -> str:
    """The library at a glance: how many notices, of which places and years."""
    if not held:
        return '<div class="zw-foot">文库中还没有公文</div>'
    places = sorted({h.place for h in held if h.place})
    years = sorted({h.year for h in held if h.year})
    parts = [f"文库现有公文 <b>{len(held)}</b> 份"]
    if places:
        named = "、".join(places[:4])
        parts.append(escape(named if len(places) <= 4 else f"{named}等 {len(places)} 个地区"))
    if years:
        parts.append(f"{years[0]}年" if len(years) == 1 else f"{years[0]}—{years[-1]}年")
    return f'<div class="zw-foot">{" · ".join(parts)}</div>'
