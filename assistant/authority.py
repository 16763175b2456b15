"""What is an authority, and what is not but may be asked for: repealed notices, drafts, news, interpretations."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.genre import KIND_WORDS, asks_kind, asks_void, core, genre_asked, likeness, mark_of
from assistant.label import quoted
from assistant.named import DOCUMENT, NAME_LEAD, NAME_LEAST, core_of, is_name, shared_words
from assistant.place_names import stem
from assistant.placed import by_place
from assistant.query import Query
from corpus import is_void
from index import Held

SAME = 0.8
"""So much of a name that a question gives stands in the name of the notice that is meant."""


def asked_outside(
    query: Query, held: Sequence[Held], pool: Sequence[Held]
) -> tuple[tuple[Held, ...], tuple[Held, ...]]:
    """What is no authority and is asked for, by name or kind (repealed, draft, news, 解读); and what is near."""
    weights: list[tuple[int, Held]] = []
    near: list[Held] = []
    for h in held:
        if (h.doc_kind in KIND_WORDS or is_void(h.validity)) and _is_near(query, h):
            shared = shared_words(query.content, h)
            weight = sum(map(len, shared))
            if _is_asked(query, h, shared, weight) and not _is_another(query, h):
                weights.append((weight, h))
            elif weight >= NAME_LEAST:
                near.append(h)
    most = max((weight for weight, _ in weights), default=0)
    chosen = tuple(h for weight, h in weights if weight == most)
    if any(h.doc_kind in KIND_WORDS and asks_kind(h.doc_kind, query.text) for h in chosen):
        return chosen, ()
    rivals = [h for h in by_place(query, list(pool)) if h.doc_kind not in KIND_WORDS and not is_void(h.validity)]
    rival = max((sum(map(len, shared_words(query.content, h))) for h in rivals), default=0) if chosen else 0
    return (chosen, ()) if most - rival >= NAME_LEAD else ((), (*chosen, *near))


def _is_near(query: Query, held: Held) -> bool:
    """Whether a notice is of the place and the years that a question names, as far as it prints them."""
    name = f"{held.title or ''}{held.issuer or ''}"
    if query.places:
        in_place = (
            any(held.place in places for places in query.places)
            if held.place
            else any(stem(word) in name for word in query.place_words)
        )
        if not in_place:
            return False
    return not query.years or held.year is None or held.year in query.years or query.year_words != ()


def _is_asked(query: Query, held: Held, shared: Sequence[str], weight: int) -> bool:
    """Whether a question asks for what is no authority: it says what it is, or gives its name."""
    if held.doc_kind == "interpretation":
        return asks_kind("interpretation", query.text)
    if held.doc_kind in KIND_WORDS:
        if asks_kind(held.doc_kind, query.text):
            return weight >= 3 or "稿" in query.text
        whole = any(DOCUMENT.search(words) and len(words) >= 6 for words in shared)
        return whole or (weight >= 6 and 3 * weight >= 2 * len(core_of(held)))
    if asks_void(query.text):
        return weight >= NAME_LEAST
    return weight >= NAME_LEAST and is_name(shared, held)


def _is_another(query: Query, held: Held) -> bool:
    """Whether the name that a question gives is that of another document (老年食堂补助办法, not 社区食堂补助办法)."""
    asked = genre_asked(query.text, query.content)
    if asked is None or asked.genre == "解读" or len(core(asked.name)) < NAME_LEAST:
        return False
    return likeness(asked.name, held) < SAME


def marks_of(held: Sequence[Held]) -> str:
    """What is said of notices that are no authority: 《…》原文标注：废止."""
    return "；".join(f"{quoted(h.name)}{mark}" for h in held if (mark := mark_of(h)))


def is_authority(held: Held, text: str) -> bool:
    """Whether a notice may be answered from: it is in force and no 解读, draft or news, unless such is asked for."""
    if is_void(held.validity) and not asks_void(text):
        return False
    return held.doc_kind not in KIND_WORDS or asks_kind(held.doc_kind, text)


def may_stand_in(held: Held) -> bool:
    """Whether a library that holds nothing better is answered from it: news and reports are, 解读 and drafts never."""
    return not is_void(held.validity) and held.doc_kind in ("news", "report")
