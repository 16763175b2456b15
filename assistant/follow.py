"""Follow-ups: what a question takes from the turn before, and which entry of the answer before it means."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.query import Query

_FOLLOW = re.compile(r"^(?:那么?|它|他|这个?|该|其|上面|上述|刚才|还有|另外|以及|同样)|呢[？?]?$")


def inherit(query: Query, before: Query) -> Query:
    """What a follow-up does not say is taken from the turn before; a new topic with its own place takes nothing."""
    follows = bool(_FOLLOW.search(query.text))
    has_topic = len(query.topic) >= 2 or query.unit is not None
    has_scope = bool(query.places or query.years or query.unknown_places or query.doc_numbers)
    if query.kind == "help" or (has_topic and has_scope and not follows):
        return query
    if not follows and has_topic and len(query.text) > 16:
        return query
    taken: list[str] = []
    changes: dict[str, object] = {}
    if not query.places and not query.unknown_places and before.places:
        changes |= {"places": before.places, "place_words": before.place_words, "places_exact": before.places_exact}
        taken.append("、".join(before.place_words))
    if not query.years and before.years:
        changes |= {"years": before.years, "year_words": before.year_words}
        taken.append("、".join(f"{y}年" for y in before.years))
    if not query.doc_numbers and before.doc_numbers and not query.places:
        changes["doc_numbers"] = before.doc_numbers
    bare = re.sub(r"^(?:那么?|这个?|还有)|呢[？?]?$|[？?。\s]", "", query.text)
    if not has_topic:
        # only the scope or the way of asking is new: 高青县呢, 谁负责
        changes |= {"content": _joined(query, before), "topic": before.topic, "unit": before.unit}
        if query.kind in ("clause", "yesno"):
            changes |= {"kind": before.kind, "due": before.due, "due_exact": before.due_exact, "roles": before.roles}
        taken.append("问题内容")
    elif follows and query.kind in ("clause", "yesno") and len(bare) <= 14:
        if query.unit is not None and before.kind in ("responsibility", "who"):
            changes |= {"kind": "responsibility", "roles": query.roles or before.roles}
        elif before.kind not in ("responsibility", "due", "help"):
            changes["kind"] = before.kind
    elif (
        query.unit is not None
        and query.kind in ("clause", "yesno")
        and before.kind == "responsibility"
        and len(bare) <= 14
    ):
        changes |= {"kind": "responsibility", "roles": query.roles or before.roles}
    elif not follows and len(query.topic) <= 6 and before.topic and query.unit is None:
        changes["content"] = f"{before.content} {query.content}"
    if not changes:
        return query
    return replace(query, **changes, inherited=tuple(t for t in taken if t))  # type: ignore[arg-type]


def _joined(query: Query, before: Query) -> str:
    return before.content if query.kind in ("clause", "yesno") else f"{before.content} {query.content}"
