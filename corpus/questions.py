"""Questions that head the paragraphs below them (问：…？ 答：…), in a text without numbers."""

from __future__ import annotations

import re

from corpus.flow import Flow
from corpus.head_facts import Part

_ASKED = re.compile(r"(?:问题?|记者|[QqＱ])\s?[0-9０-９一二三四五六七八九十]{0,2}\s*[:：、.．]\s*(?P<words>.+)")
_PLAIN = re.compile(r"(?P<words>[^。；！？?]{4,60}[？?])")
_LEAST = 2
_LONGEST = 120


def find_questions(flow: Flow, parts: list[Part], stop: int) -> dict[int, str]:
    """Where paragraphs ask something, and what: each heads what stands below it.

    Parameters
    ----------
    flow, parts
        The paragraphs, and what they are in the head.
    stop
        Where the first section begins.

    Returns
    -------
    dict
        Start of the paragraph to the words of the question; empty unless there are two at least.
    """
    found: dict[int, str] = {}
    for part in parts:
        words = flow.text[part.start : part.end]
        if part.kind != "words" or part.start >= stop or len(words) > _LONGEST:
            continue
        if match := _ASKED.fullmatch(words) or _PLAIN.fullmatch(words):
            found[part.start] = match["words"]
    return found if len(found) >= _LEAST else {}
