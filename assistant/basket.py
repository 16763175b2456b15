"""The reply basket (复函篮): quotations put aside for a reply. The browser keeps it; what comes back is distrusted."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from corpus import bare

MAX_KEPT = 200
MAX_NOTE = 2_000
_MAX_WORDS, _MAX_SPANS, _MAX_POSITION = 4_000, 200, 10**9
_MAX_JSON = 2_000_000
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Kept:
    """A quotation that was put aside, with what is needed to look it up again.

    ``ref`` is the clause or task of the notice that holds it, ``spans`` are its places in the version that it was taken
    from, ``quote`` its words as they are shown, ``pieces`` those of each span where there are several. ``before`` and
    ``after`` are the twenty characters around it; ``note`` is what the clerk wrote to it.
    """

    notice_id: str
    version: str
    ref: str
    quote: str
    label: str
    label_short: str
    spans: tuple[tuple[int, int], ...] = ()
    pieces: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    disclosure: str | None = None
    validity: str | None = None
    doc_kind: str = "notice"
    note: str = ""

    @property
    def identity(self) -> tuple[str, str, str]:
        """What makes two of them the same: the notice, the place, the words."""
        return self.notice_id, self.ref, bare(self.quote)

    def to_dict(self) -> dict[str, Any]:
        """All of it for JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, value: object) -> Kept | None:
        """What ``to_dict`` wrote; None if it is anything else, or larger than a quotation can be."""
        if not isinstance(value, Mapping) or set(value) - _FIELDS:
            return None
        spans, pieces = _spans(value.get("spans")), _texts(value.get("pieces"))
        if spans is None or pieces is None:
            return None
        told: dict[str, str | None] = {}
        for name in _WORDS:
            text = value.get(name)
            if text is None and name in ("disclosure", "validity"):
                told[name] = None
            elif isinstance(text, str) and len(text) <= _MAX_WORDS:
                told[name] = _CONTROL.sub("", text)
            else:
                return None
        if not (told["notice_id"] and told["ref"] and bare(told["quote"] or "")) or len(told["note"] or "") > MAX_NOTE:
            return None
        return cls(spans=spans, pieces=pieces, **told)  # type: ignore[arg-type]


_FIELDS = {field.name for field in fields(Kept)}
_WORDS = sorted(_FIELDS - {"spans", "pieces"})


@dataclass(frozen=True, slots=True)
class Basket:
    """Quotations in the order of the reply, each once."""

    kept: tuple[Kept, ...] = ()

    @property
    def is_full(self) -> bool:
        """Whether no more can be added."""
        return len(self.kept) >= MAX_KEPT

    def holds(self, kept: Kept) -> bool:
        """Whether the same words of the same place are in it."""
        return any(each.identity == kept.identity for each in self.kept)

    def add(self, *kept: Kept) -> Basket:
        """With more at the end; the same when they are in it already, or it is full."""
        out = self
        for each in kept:
            if not out.holds(each) and not out.is_full:
                out = Basket((*out.kept, each))
        return out

    def remove(self, number: int) -> Basket:
        """Without the one of a number, from 1; the same when there is none."""
        return Basket(tuple(each for n, each in enumerate(self.kept, 1) if n != number))

    def move(self, number: int, to: int) -> Basket:
        """With the one of a number at another, from 1; beyond the ends it goes to the end."""
        if not 1 <= number <= len(self.kept):
            return self
        rest = [each for n, each in enumerate(self.kept, 1) if n != number]
        rest.insert(max(0, to - 1), self.kept[number - 1])
        return Basket(tuple(rest))

    def annotate(self, number: int, note: str) -> Basket:
        """With a clerk's note at the one of a number, from 1; what is too long is cut."""
        note = _CONTROL.sub("", note)[:MAX_NOTE]
        return Basket(tuple(replace(each, note=note) if n == number else each for n, each in enumerate(self.kept, 1)))

    def to_list(self) -> list[dict[str, Any]]:
        """All of it for the browser to keep."""
        return [each.to_dict() for each in self.kept]

    def to_json(self) -> str:
        """The same as text."""
        return json.dumps(self.to_list(), ensure_ascii=False)

    @classmethod
    def from_list(cls, value: object) -> tuple[Basket, str]:
        """What the browser kept.

        Returns
        -------
        Basket
            What is well formed, each once, as many as it may hold.
        str
            A Chinese sentence on what was dropped; empty if nothing was.
        """
        if not isinstance(value, list):
            return cls(), "" if value in (None, "", {}, ()) else "复函篮里的内容无法识别，没有恢复。"
        read = [Kept.from_dict(each) for each in value[:MAX_KEPT]]
        basket = cls().add(*(each for each in read if each is not None))
        dropped = read.count(None) + max(0, len(value) - MAX_KEPT)
        return basket, f"复函篮里有{dropped}条内容已损坏或超出限度，没有恢复。" if dropped else ""

    @classmethod
    def from_json(cls, text: str) -> tuple[Basket, str]:
        """The same from text."""
        if not text.strip():
            return cls(), ""
        try:
            value = json.loads(text) if len(text) <= _MAX_JSON else 0
        except (ValueError, RecursionError):
            value = 0
        return cls.from_list(value)


def _spans(value: object) -> tuple[tuple[int, int], ...] | None:
    if not isinstance(value, list | tuple) or len(value) > _MAX_SPANS:
        return None
    out = []
    for pair in value:
        if not isinstance(pair, list | tuple) or len(pair) != 2 or not all(type(place) is int for place in pair):
            return None
        start, end = pair
        if not 0 <= start < end <= _MAX_POSITION:
            return None
        out.append((start, end))
    return tuple(out)


def _texts(value: object) -> tuple[str, ...] | None:
    if not isinstance(value, list | tuple) or len(value) > _MAX_SPANS:
        return None
    if not all(isinstance(text, str) and len(text) <= _MAX_WORDS for text in value):
        return None
    return tuple(_CONTROL.sub("", text) for text in value)
