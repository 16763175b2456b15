"""Words of notices and questions made harmless for Markdown and HTML.

They are data. In HTML they pass through ``html.escape``; in Markdown every character that could start a tag, a link or
an image becomes an entity. The chat cleans the result once more.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

_MARKDOWN = re.compile(r"[\\`*_{}\[\]()#+\-.!|~:@<>&\"'=$^]")
_ACTIVE = re.compile(r"[\[\]`~@$]|(?<=:)//|(?<=www)\.", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BREAKS = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_MARK = re.compile(r"\[(\d{1,4})\]")


def entity(text: str) -> str:
    """Each character as a numeric entity."""
    return "".join(f"&#{ord(char)};" for char in text)


def plain_markdown(text: str) -> str:
    """Markdown that shows ``text`` as it was typed."""
    return _MARKDOWN.sub(lambda m: entity(m.group()), text.strip())


def inert(text: str) -> str:
    """``text`` for HTML inside Markdown, in an element or an attribute.

    Line breaks become entities as well: a blank line would end the block of HTML, and what follows would be Markdown.
    """
    return _BREAKS.sub(lambda m: entity(m.group()), _MARKDOWN.sub(lambda m: entity(m.group()), text))


def safe_markdown(text: str, control: Callable[[int], str] = lambda n: "") -> str:
    """The Markdown of an answer without links, images, code and HTML; headings, lists, tables, ``<br>`` remain.

    Parameters
    ----------
    text
        The answer's words.
    control
        The HTML that stands for the mark ``[n]``; empty to show the mark as it is.
    """
    kept: list[str] = []

    def keep(html: str) -> str:
        kept.append(html)
        return f"\x00{len(kept) - 1}\x00"

    def mark(found: re.Match[str]) -> str:
        html = control(int(found.group(1)))
        return keep(html) if html else found.group()

    text = _ESCAPED.sub(lambda m: keep(entity(m.group(1))), text.replace("\x00", ""))
    text = _MARK.sub(mark, text)
    text = escape(text, quote=False).replace("&lt;br&gt;", "<br>")
    text = re.sub(r"(?m)^[ \t]*(?:&gt;[ \t]?)+", lambda m: m.group().replace("&gt;", ">"), text)
    text = _ACTIVE.sub(lambda m: entity(m.group()), text)
    return re.sub(r"\x00(\d+)\x00", lambda m: kept[int(m.group(1))], text)


def unescaped(text: str) -> str:
    """Markdown without its backslashes."""
    return _ESCAPED.sub(r"\1", text).strip()


def lines(text: str) -> str:
    """Each line of a text for HTML, with breaks between them."""
    return "<br>".join(inert(line.strip()) for line in text.splitlines() if line.strip())


def one_line(text: str) -> str:
    """Text on one line, for the clipboard; a blank stands between the cells of a table."""
    return " ".join(text.split())
