"""When a sentence is too far from a question to answer it: the thresholds of 库中没有."""

from __future__ import annotations

from assistant.find import Found, Scored, terms_asked
from assistant.question import Query

THRESHOLD, THRESHOLD_LIKE = 0.50, 0.44
"""A sentence answers when shared words and likeness (0 to 1 each) together, or likeness alone, reach this; with a
district, a notice or a unit named. Fitted on the development questions."""
OPEN_THRESHOLD, OPEN_THRESHOLD_LIKE = 0.72, 0.60
"""The same for a question that names none of them: it may be about anything."""
STRANGE, STRANGE_LIKE, FAINT = 0.5, 0.36, 0.2
"""Where most of a question's words stand nowhere in the library, likeness must carry; below ``FAINT`` a sentence only
shares words by chance."""


def needed_for(query: Query, best: Scored) -> tuple[float, float]:
    """The thresholds for a question: lower where it names its scope or just the words that the sentence has."""
    scoped = (
        bool(query.place_words and query.places_exact)
        or query.named
        or bool(query.doc_numbers)
        or bool(query.inherited)
    )
    term = query.kind == "definition" and any(t in best.sentence.words for t in terms_asked(query.content))
    return (THRESHOLD, THRESHOLD_LIKE) if scoped or term else (OPEN_THRESHOLD, OPEN_THRESHOLD_LIKE)


def falls_short(query: Query, found: Found, best: Scored, needed: tuple[float, float]) -> bool:
    """Whether the best sentence is too far from the question to answer it."""
    if query.kind == "definition" and any(t in best.sentence.words for t in terms_asked(query.content)):
        return False
    if best.coverage + best.likeness < needed[0] and best.likeness < needed[1]:
        return True
    like = STRANGE_LIKE if needed[0] == THRESHOLD else OPEN_THRESHOLD_LIKE
    return best.likeness < FAINT or (found.retrieved.coverage < STRANGE and best.likeness < like)
