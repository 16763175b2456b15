"""The marks that a reader must see before relying on a notice: its kind, validity, disclosure, corrections."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Protocol

from assistant.label import say_corrected
from assistant.page.safe import inert
from corpus import Slip, is_void

_KINDS = {
    "interpretation": ("参考 · 解读", "aside"),
    "draft": ("草案 · 征求意见稿", "warn"),
    "news": ("参考 · 新闻", "aside"),
    "report": ("参考 · 报告", "aside"),
}


class Marked(Protocol):
    """What the marks are taken from: a citation, or the record of a notice."""

    @property
    def doc_kind(self) -> str:
        """The kind of document."""

    @property
    def validity(self) -> str | None:
        """Whether it is in force, as printed."""

    @property
    def disclosure(self) -> str | None:
        """To whom it may be shown, as printed."""

    @property
    def corrected(self) -> Collection[str]:
        """The fields that a keeper entered."""


def badges(marked: Marked, slips: Iterable[Slip] = ()) -> str:
    """The marks of a notice or a citation as HTML; ``slips`` are those within the words shown."""
    out: list[tuple[str, str]] = []
    if marked.doc_kind in _KINDS:
        out.append(_KINDS[marked.doc_kind])
    if said := say_corrected(marked.corrected, slips):
        out.append((said, "aside"))
    validity = marked.validity or ""
    if is_void(validity):
        out.append((f"废止 · {validity}" if "废止" not in validity else validity, "stop"))
    elif "部分" in validity:  # 部分废止, 部分条款失效
        out.append((validity, "warn"))
    if marked.disclosure and marked.disclosure != "主动公开":
        out.append((marked.disclosure, "warn"))
    return "".join(f'<span class="zw-badge zw-badge-{look}">{inert(words)}</span>' for words, look in out)
