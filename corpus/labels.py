"""Labelled fields of metadata on a line: where each begins when there are several, and what one says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from corpus.head_words import FIELD_NAMES

_LONG_NAMES = "|".join(sorted((name for name in FIELD_NAMES if len(name) >= 4), key=len, reverse=True))
_LABEL = re.compile(
    rf"(?:(?:^|(?<=[\s|｜/;；)）\]】]))[\[【（(]?(?P<name>[一-鿿]{{2,6}})|(?P<glued>{_LONG_NAMES}))\s?[：:]"
)
"""Behind a blank or a bar any name, without one (发布单位：某区教育局发布时间：…) a name that is known."""
_FIELD = re.compile(r"^[\[【（(]?(?P<name>[一-鿿]{2,6})\s?[：:]\s*(?P<value>[^\]】）)|｜]{1,80})[\]】）)|｜\s]*$")
_LABELLED = re.compile(r"[一-鿿]{2,10}(?:[（(][^（）()：:]{1,12}[）)])?[：:]")
_VALUE_ENDS = re.compile(r"[。；！？：，、:;,][”）)]*$")
_BOLD_LABEL = re.compile(r"\s*(?:[-*+]\s+)?(?:\*\*|__)[^*_\n：:]{2,20}(?:[：:]\s*(?:\*\*|__)|(?:\*\*|__)\s*[：:])")
_LONGEST_LINE, _LONGEST_VALUE = 300, 80


def cut_fields(words: str) -> list[tuple[int, int]]:
    """Where the fields of a line stand, when it holds several and nothing else.

    Parameters
    ----------
    words
        A line as printed.

    Returns
    -------
    list
        Start and end of each, empty when the line is no such line. The first has a name that is known.
    """
    found = list(_LABEL.finditer(words)) if len(words) <= _LONGEST_LINE else []
    if len(found) < 2 or found[0].start() or (found[0]["name"] or found[0]["glued"]) not in FIELD_NAMES:
        return []
    edges = [match.start() for match in found] + [len(words)]
    if any(stop - match.end() > _LONGEST_VALUE for match, stop in zip(found, edges[1:], strict=True)):
        return []
    return [(start, start + len(words[start:stop].rstrip(" \t\u3000\xa0|｜/;；"))) for start, stop in pairwise(edges)]


def field_of(words: str) -> tuple[str, str] | None:
    """Name and value of a line that is one field whose name is known, else None."""
    match = _FIELD.match(words)
    return (match["name"], match["value"].strip()) if match and match["name"] in FIELD_NAMES else None


def is_labelled(words: str) -> bool:
    """Whether a paragraph begins with a label: 办理对象：四层以上住宅的业主."""
    return bool(_LABELLED.match(words))


def is_bold_label(line: str) -> bool:
    """Whether a line of Markdown begins with a label in bold: ``**办理对象**：…``."""
    return bool(_BOLD_LABEL.match(line))


def parted_at(paragraphs: Iterable[tuple[int, str]]) -> frozenset[int]:
    """Where paragraphs begin that stand apart from the one before: labelled ones, and what follows such a line.

    Parameters
    ----------
    paragraphs
        Where each begins, and its words. What stands below a label alone, or goes on from its value, stays with it.
    """
    out: set[int] = set()
    is_line = False
    for start, words in paragraphs:
        labelled = is_labelled(words)
        if labelled or is_line:
            out.add(start)
        is_line = labelled and not _VALUE_ENDS.search(words)
    return frozenset(out)
