"""What a keeper should know of lines that OCR read: how many there are, and where the reader was not sure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from corpus.model import Finding

_SURE = 0.9
"""Of lines below, two of three have a wrong character; of those with one, three of four are below (pages rendered at
72 to 150 dpi in four fonts, clean, noisy, sealed and blurred)."""
_MOST_LINES = 100


class ReadLine(NamedTuple):
    """A line that OCR read: where it stands in the text, and how sure the reader was, 0 to 1."""

    start: int
    end: int
    score: float


def doubts_of(lines: Sequence[ReadLine]) -> list[Finding]:
    """One finding for the document, and one for each line that is doubtful; none where OCR read nothing."""
    if not lines:
        return []
    doubtful = [line for line in lines if line.score < _SURE]
    told = f"，其中 {len(doubtful)} 行把握不大" if doubtful else ""
    more = f"（只列出前 {_MOST_LINES} 行）" if len(doubtful) > _MOST_LINES else ""
    whole = Finding("ocr", f"有 {len(lines)} 行文字由图片识别（OCR）得到{told}，请对照原件{more}")
    return [
        whole,
        *(
            Finding("ocr", f"识别把握不大（{line.score:.0%}），请对照原件", line.start, line.end)
            for line in doubtful[:_MOST_LINES]
        ),
    ]
