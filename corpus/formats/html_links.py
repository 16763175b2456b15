"""Files that a web page links to: annexes of the notice, or the notice itself where the page has no words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote

from corpus.errors import EmptyFile
from corpus.formats.html_parts import Places
from corpus.lines import split_lines
from corpus.model import Finding, Span
from corpus.quote import bare

_FILE = re.compile(
    r"([^/\\?&=#:*\"<>|]{1,200}\.(?:docx?|docm|wps|xlsx?|xlsm|et|pdf|ofd|pptx?|dps|csv|rtf|zip|rar|7z))(?=$|[?&#])",
    re.IGNORECASE,
)
"""The name of a file in an address: at its end, or as a value behind the question mark."""
_DOCUMENT = re.compile(r"\.(?:pdf|ofd|docx?|wps)$", re.IGNORECASE)
_LONGEST = 2_000
_SURELY = 3_000
"""A page with so many characters beside its furniture has a text."""
_LEAST_WORDS = 20
"""A page with fewer characters beside its title and its metadata has no text of a notice."""
_MOST_NAMED = 3


def file_of(target: str) -> str | None:
    """The name of the file that a link leads to; None for a page."""
    target = target.strip()[:_LONGEST]
    match = None if target.startswith("data:") else _FILE.search(_decoded(target))
    return match[1].strip() if match else None


def _decoded(target: str) -> str:
    """An address without its escapes, which stand for UTF-8 or GBK."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return unquote(target, encoding, "strict")
        except UnicodeDecodeError:
            continue
    return target


def attachments_of(text: str, places: Places, furniture: Sequence[Span]) -> Iterator[Finding]:
    """What a keeper should know of each file that the text links to, and that is no part of it."""
    outside = {span.start for span in furniture}
    seen: set[str] = set()
    for link in sorted(places.links, key=lambda one: one.span):
        file = file_of(link.target)
        line = text.rfind("\n", 0, link.span.start) + 1
        if file is None or link.target in seen or line in outside:
            continue
        seen.add(link.target)
        words = " ".join(text[link.span.start : link.span.end].split())
        message = f"附件“{words}”是另外的文件（{file}），内容不在文中；请一并收入"
        yield Finding("attachment", message, link.span.start, link.span.end)
    for target in places.frames:
        if (file := file_of(target)) and target not in seen:
            seen.add(target)
            yield Finding("attachment", f"网页里嵌有文件 {file}，内容不在文中；请一并收入")


def refuse_empty(name: str, text: str, places: Places, furniture: Sequence[Span], titles: Sequence[str]) -> None:
    """Stop at a page that only shows pictures, frames, or a link to the document.

    Raises
    ------
    EmptyFile
        It has no text of its own; the message names where the text is.
    """
    rest = len(text) - sum(end - start for start, end in furniture)
    if rest > _SURELY or _size(text, places, furniture, titles) >= _LEAST_WORDS:
        return
    file = Path(name).name
    links = [one.target for one in places.links if (found := file_of(one.target)) and _DOCUMENT.search(found)]
    documents = [found for target in [*places.frames, *links] if (found := file_of(target))]
    if documents:
        raise EmptyFile(f"{file}：网页里没有正文，正文在另外的文件里（{_named(documents)}），请下载该文件后收入")
    if pages := [target for target in places.frames if not target.lower().startswith(("javascript:", "about:"))]:
        raise EmptyFile(f"{file}：网页由框架组成，正文在框架的网页里（{_named(pages)}），请收入该网页")
    if places.pictures:
        what = "正文" if bare(text) else "文字"
        pictures = [re.split(r"[?#]", one)[0].rpartition("/")[2][:80] for one in places.pictures]
        raise EmptyFile(f"{file}：网页里没有{what}，只有图片（{_named(pictures)}），请收入图片的原件")
    if not bare(text):
        raise EmptyFile(f"{file}：网页里没有文字")


def _named(files: Sequence[str]) -> str:
    names = list(dict.fromkeys(files))
    return "、".join(names[:_MOST_NAMED]) + (f" 等 {len(names)} 个" if len(names) > _MOST_NAMED else "")


def _size(text: str, places: Places, furniture: Sequence[Span], titles: Sequence[str]) -> int:
    """How many characters of a page are words beside links to files, its title and its metadata."""
    known = {bare(title) for title in titles}
    headings = {(span.start, span.end) for span in places.headings}
    links = {text.rfind("\n", 0, one.span.start) + 1 for one in places.links if file_of(one.target)}
    size = 0
    for line in split_lines(text, furniture).lines:
        words = bare(text[line.start : line.end])
        is_title = words in known or any(a <= line.start and line.end <= b for a, b in headings)
        if line.kind not in ("blank", "furniture") and not is_title and line.start not in links:
            size += len(words)
            if size >= _LEAST_WORDS:
                break
    return size
