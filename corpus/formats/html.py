"""Web pages: rendered to text with positions, tables kept as cells.

The page is decoded before the parser sees it: given bytes under ``<meta charset=gb2312>``, lxml cuts the page short
at the first character outside GB2312, without an error.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from corpus.decode import decode
from corpus.formats.html_links import attachments_of, refuse_empty
from corpus.formats.html_parts import Places, furniture_of
from corpus.formats.probe import Probe
from corpus.markup import Element, parse_html
from corpus.model import Span
from corpus.source import Cell, Source, Table

_BLOCKS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 li ul ol table thead tbody tfoot tr section article header footer nav aside main form dl "
    "dt dd blockquote pre center fieldset address figure title".split()
)
_SKIP = frozenset(
    "script style noscript noframes template head iframe object embed frame svg select button textarea".split()
)
_TAG = re.compile(r"<(?:!doctype|html|head|body|div|p|span|table|tbody|tr|td|br|meta|article)\b[^<>]*>", re.IGNORECASE)
_MOST_SLOTS = 4_000_000
"""How many columns the cells of one table may cover, each counted by itself."""
_CLOSED = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
"""What stands behind such a tag the parser drops without an error, and some pages go on behind it."""
_BEFORE = re.compile(r"\s*(?:<\?xml[^<>]*\?>\s*|<!--.*?-->\s*)*", re.DOTALL)
"""What may stand before the first tag: XHTML's declaration, where a browser saved the page from."""
_EMPTY_TAG = re.compile(
    r"<(script|style|title|iframe|textarea|noscript|div|span|p|a|b|i|td|th|li)\b([^<>]*)/>", re.IGNORECASE
)
"""An element without content as XHTML writes it: HTML would take it for an open one."""
_EMPTY = re.compile(r"[ \t\r\f\v\xa0\u3000]+")


def is_this(probe: Probe) -> bool:
    """Whether a file is a web page."""
    return probe.text is not None and is_page(probe.text)


def read(data: bytes, name: str, version: str) -> Source:
    """Read a web page, decoded by its bytes alone: what it says of its encoding is often wrong.

    Raises
    ------
    NoticeError
        Tags are nested too deep, or the page has no words of its own.
    """
    return read_page(decode(data, Path(name).name), name, version)


def is_page(text: str) -> bool:
    """Whether a text is a web page: tags from the start, and many of them."""
    text = _BEFORE.sub("", text, count=1)
    head = text[:2000].lower()
    if head.startswith(("<!doctype html", "<html")):
        return True
    if not head.startswith("<"):
        return False
    sample = text[:200_000]
    return sum(len(m.group()) for m in _TAG.finditer(sample)) > len(sample) * 0.1


def read_page(text: str, file: str, version: str) -> Source:
    """Render a web page to text.

    Parameters
    ----------
    text
        The decoded page.
    file, version
        The file's name and hash, handed on.

    Returns
    -------
    Source
        Block elements end a line; the cells of each table with their spans; ``<meta>`` fields by lower-case name;
        what stands around the notice as furniture, annexes as remarks.

    Raises
    ------
    DamagedFile
        Tags are nested so deep that the parser stops.
    EmptyFile
        It has no words of its own, but frames, pictures or a link to a document.
    """
    if text.lstrip().startswith("<?xml"):
        text = _EMPTY_TAG.sub(r"<\1\2></\1>", text)
    fragment = _CLOSED.sub("", re.sub(r"<\?xml[^<>]*\?>", "", text, count=1))
    root = parse_html(fragment, Path(file).name)
    if root is None:
        return Source(file, version, text)
    fields = {
        str(meta.get("name")).lower(): str(meta.get("content"))
        for meta in root.iter("meta")
        if meta.get("name") and meta.get("content")
    }
    renderer = _Renderer()
    renderer.walk(root)
    rendered, places, tables = renderer.text(), renderer.places, tuple(renderer.tables)
    titles = [fields.get("articletitle", ""), *_titles(root)]
    furniture = furniture_of(rendered, places, tables, titles)
    refuse_empty(file, rendered, places, furniture, titles)
    remarks = tuple(attachments_of(rendered, places, furniture))
    return Source(file, version, rendered, tables, fields, furniture=furniture, remarks=remarks)


def _titles(root: Element) -> list[str]:
    """What a page is called, whole and without the names of the site behind it."""
    names = [name.strip() for title in root.iter("title") if (name := "".join(map(str, title.itertext())))]
    return [*names, *(re.split(r"[_|]|\s[-—–]+\s?|-(?=[^-]*$)", name)[0].strip() for name in names)]


class _Renderer:
    """Walks the tree without recursion and writes text; notes where each cell begins and ends."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.tables: list[Table] = []
        self.places = Places()
        self._grids: list[dict[str, Any]] = []

    def text(self) -> str:
        return "".join(self.parts)

    def write(self, text: str) -> None:
        text = _EMPTY.sub(" ", text.replace("\n", " "))
        if not text or (text == " " and self._at_line_start()):
            return
        self.parts.append(text)
        self.length += len(text)

    def break_line(self) -> None:
        if not self._at_line_start():
            self.parts.append("\n")
            self.length += 1

    def _at_line_start(self) -> bool:
        return not self.parts or self.parts[-1].endswith("\n")

    def walk(self, root: Element) -> None:
        stack: list[tuple[Element, int | None]] = [(root, None)]
        while stack:
            node, start = stack.pop()
            tag = node.tag if isinstance(node.tag, str) else None
            if start is not None and tag is not None:
                self._note(tag, node, start)
                self._close(tag)
                self.write(node.tail or "")
                continue
            if tag is None or tag in _SKIP or _is_hidden(node):
                if tag is not None and not _is_hidden(node):
                    self._note_shown(tag, node)
                self.write(node.tail or "")
                continue
            self._open(tag, node)
            stack.append((node, self.length))
            self._note_shown(tag, node)
            self.write(node.text or "")
            stack.extend((child, None) for child in reversed(node))

    def _note(self, tag: str, node: Element, start: int) -> None:
        names = f"{node.get('id') or ''} {node.get('class') or ''}"
        self.places.note(tag, names, node.get("href") or "", Span(start, self.length))

    def _note_shown(self, tag: str, node: Element) -> None:
        """Pictures, and what is shown in a frame."""
        if tag == "img" and node.get("src"):
            self.places.pictures.append(str(node.get("src")))
        elif tag in ("iframe", "frame", "embed", "object") and (target := node.get("src") or node.get("data")):
            self.places.frames.append(str(target))

    def _open(self, tag: str, node: Element) -> None:
        if tag == "br" or tag in _BLOCKS:
            self.break_line()
        if tag == "table":
            self._grids.append({"start": self.length, "cells": [], "row": -1, "taken": {}, "slots": 0, "open": []})
        elif self._grids and tag == "tr":
            self._grids[-1]["row"] += 1
            self._grids[-1]["column"] = 0
        elif self._grids and tag in ("td", "th"):
            self.break_line()
            grid = self._grids[-1]
            grid["row"] = max(grid["row"], 0)
            rows, columns = _number(node.get("rowspan")), _number(node.get("colspan"))
            column = grid.get("column", 0)
            while grid["taken"].get(column, 0) > grid["row"]:
                column += 1
            grid["slots"] += columns
            if grid["slots"] > _MOST_SLOTS:  # a page that asks for more has no table
                rows = columns = 1
            if rows > 1:
                for c in range(column, column + columns):
                    grid["taken"][c] = max(grid["taken"].get(c, 0), grid["row"] + rows)
            grid["column"] = column + columns
            grid["open"].append((self.length, grid["row"], column, rows, columns))

    def _close(self, tag: str) -> None:
        if tag in ("td", "th") and self._grids and self._grids[-1]["open"]:
            start, row, column, rows, columns = self._grids[-1]["open"].pop()
            self._grids[-1]["cells"].append(Cell((Span(start, self.length),), row, column, rows, columns))
            self.break_line()
        elif tag == "table" and self._grids:
            grid = self._grids.pop()
            self.tables.append(Table(grid["start"], self.length, tuple(grid["cells"])))
            self.break_line()
        elif tag in _BLOCKS:
            self.break_line()


def _number(value: str | None) -> int:
    return min(max(int(value), 1), 5_000) if value and value.isdigit() else 1


def _is_hidden(node: Element) -> bool:
    style = (node.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or node.get("hidden") is not None
