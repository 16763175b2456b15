"""Styles of a Word file: what a paragraph or a stretch of it takes from its style, and from those it is based on."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.formats.docx_parts import W, is_on, value_of
from corpus.markup import Element

_LONGEST_CHAIN = 20


class Styles:
    """The styles of a document.

    Parameters
    ----------
    root
        The styles part; None where the file has none (some files of WPS).
    """

    def __init__(self, root: Element | None) -> None:
        found = [] if root is None else root.findall(W + "style")
        self._styles = {value_of(one, "styleId") or "": one for one in found}
        self._default = next((value_of(one, "styleId") for one in found if _is_default(one)), None)
        self._hidden: dict[str, bool] = {}

    def get(self, style: str) -> Element | None:
        """A style by its id."""
        return self._styles.get(style)

    def chain(self, style: str | None) -> Iterator[tuple[str, Element]]:
        """A paragraph style (the usual one when None) and those it is based on, with their ids, nearest first."""
        style = self._default if style is None else style
        for _ in range(_LONGEST_CHAIN):  # styles may be based on each other in a circle
            element = self._styles.get(style or "")
            if element is None:
                return
            yield style or "", element
            style = value_of(element.find(W + "basedOn"))

    def is_hidden(self, style: str | None) -> bool:
        """Whether text of a style is hidden (隐藏文字)."""
        if style is None:
            return False
        if style not in self._hidden:
            switches = (element.find(f"{W}rPr/{W}vanish") for _, element in self.chain(style))
            self._hidden[style] = is_on(next((one for one in switches if one is not None), None))
        return self._hidden[style]

    def is_contents(self, style: str | None) -> bool:
        """Whether a paragraph style is one of a table of contents (目录)."""
        element = self._styles.get(style or "")
        name = value_of(None if element is None else element.find(W + "name")) or ""
        return name.lower().startswith("toc ") and name[4:5].isdigit()


def _is_default(style: Element) -> bool:
    return value_of(style, "type") == "paragraph" and value_of(style, "default") in ("1", "true", "on")
