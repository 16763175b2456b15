"""The names of notices in a question: what it shares with one, and whether that is a name or only a topic."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from assistant.place_names import parts_of
from index import Held

NAME_LEAST, NAME_LEAD = 4, 4
"""A notice is named when the question shares so many characters with its name, and so many more than with the next."""
DOCUMENT = re.compile(
    r"(?:要点|方案|措施|办法|通知|意见|细则|规定|规程|条例|计划|规划|[清名]单|[表书函]|公告|通告|决定|批复|报告|制度|任务|指引|预案)$"
)


def is_name(words: Sequence[str], held: Held) -> bool:
    """Whether words are a name and no topic: 适老化改造 names no 适老化改造和居家养老若干措施."""
    return any(DOCUMENT.search(w) for w in words) or 2 * sum(map(len, words)) >= len(core_of(held))


def core_of(held: Held) -> str:
    """A notice's name without place, year and kind."""
    name = re.sub(r"[（(][^（）()]{1,12}[）)]$", "", held.name)
    words = DOCUMENT.sub("", re.sub(r"^.*?关于|(?:19|20)\d\d年?度?|的?(?=通知$)", "", name))
    for part in parts_of(held.place):
        words = words.replace(part, "")
    return words


def shared_words(content: str, held: Held) -> list[str]:
    """The stretches of three characters or more that a question shares with a notice's name, longest first."""
    name = unicodedata.normalize("NFKC", f"{held.title or ''}\n{held.issued_title or ''}")
    out: list[str] = []
    at = 0
    while at < len(content) - 2:
        size = 0
        while at + size < len(content) and content[at : at + size + 1] in name:
            size += 1
        if size >= 3 and re.search(r"[一-鿿]{3}", content[at : at + size]):
            out.append(content[at : at + size])
            at += size
        else:
            at += 1
    return out


def sharing_most(content: str, held: Sequence[Held]) -> tuple[Held, ...]:
    """The notices whose names share most with a question; all of them where none shares a word."""
    shared = [sum(map(len, shared_words(content, h))) for h in held]
    return tuple(h for h, size in zip(held, shared, strict=True) if size == max(shared))
