"""The place in a notice that a control of the page stands for, as the browser hands it back."""

from __future__ import annotations

import re
from typing import NamedTuple

from assistant.answer import Citation, Place

_SPAN = r"[0-9]{1,9}-[0-9]{1,9}"
_WRITTEN = re.compile(rf"(?P<id>[^|\s]{{1,80}})\|(?P<spans>(?:{_SPAN}(?:,{_SPAN}){{0,199}})?)\|(?P<page>[0-9]{{0,6}})")
"""A comma stands between any two spans: were it optional, a crafted text would be tried in endless ways."""


class Address(NamedTuple):
    """A notice, the words to be marked in it, and the page of its file to be shown.

    ``spans`` are half-open ranges of ``Notice.text``, empty for the notice as a whole; ``page`` is 0 for its text.
    """

    notice_id: str
    spans: tuple[tuple[int, int], ...] = ()
    page: int = 0

    def __str__(self) -> str:
        spans = ",".join(f"{start}-{end}" for start, end in self.spans)
        return f"{self.notice_id}|{spans}|{self.page or ''}"

    @classmethod
    def of(cls, citation: Citation) -> Address:
        """Where a citation stands."""
        spans = citation.spans or ((citation.start, citation.end),)
        return cls(citation.notice_id, tuple((start, end) for start, end in spans))

    @classmethod
    def of_place(cls, place: Place) -> Address:
        """A further place of a citation."""
        return cls(place.notice_id, ((place.start, place.end),))

    @classmethod
    def parse(cls, text: str) -> Address | None:
        """Read what the browser sent back; None if it is not an address."""
        found = _WRITTEN.fullmatch(text)
        if found is None:
            return None
        pairs = (part.split("-") for part in found["spans"].split(",") if part)
        return cls(found["id"], tuple((int(start), int(end)) for start, end in pairs), int(found["page"] or 0))

    @property
    def start(self) -> int:
        """Where the first of its words stands."""
        return min((start for start, _ in self.spans), default=0)


def where(place: Place | Citation) -> str:
    """The place within a notice in words: 附件1 序号12."""
    row = f" 序号{place.row}" if place.row else ""
    return f"{place.section or '正文'}{row}"
