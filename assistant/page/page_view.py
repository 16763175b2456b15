"""A page of the file itself, with the cited words boxed: for files with fixed pages (PDF, scans)."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence

from corpus import Box, Notice


def page_html(notice: Notice, page: int, picture: bytes, spans: Sequence[tuple[int, int]]) -> str:
    """The picture of a page under boxes around words.

    Parameters
    ----------
    notice
        The notice; its ``boxes`` tell where lines stand.
    page
        The page, from 1.
    picture
        A PNG of it.
    spans
        Half-open ranges of ``notice.text``.

    Returns
    -------
    str
        HTML that loads nothing. The first box has the id ``zw-hit``.
    """
    data = base64.b64encode(picture).decode("ascii")
    marks = "".join(_mark(box, number) for number, box in enumerate(boxes_of(notice, page, spans)))
    return f'<div class="src-page"><img src="data:image/png;base64,{data}" alt="原件第{page}页">{marks}</div>'


def boxes_of(notice: Notice, page: int, spans: Sequence[tuple[int, int]]) -> Iterator[Box]:
    """Where the words of some spans stand on a page: a part of each line, all letters taken to be of one width."""
    for box in notice.boxes:
        if box.page != page:
            continue
        for start, end in spans:
            first, last = max(start, box.start), min(end, box.end)
            if first < last:
                width = (box.x1 - box.x0) / (box.end - box.start)
                left = box.x0 + width * (first - box.start)
                yield box._replace(start=first, end=last, x0=left, x1=box.x0 + width * (last - box.start))


def _mark(box: Box, number: int) -> str:
    place = {"left": box.x0, "top": box.y0, "width": box.x1 - box.x0, "height": box.y1 - box.y0}
    style = ";".join(f"{name}:{100 * value:.2f}%" for name, value in place.items())
    name = ' id="zw-hit"' if number == 0 else ""
    return f'<span{name} class="src-box" style="{style}"></span>'
