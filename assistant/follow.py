"""Follow-ups: what a question takes from the turn before, and which entry of the answer before it means."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from assistant.kinds import topic_of
from assistant.query import Query, Window
from corpus import parse_number

_FOLLOW = re.compile(r"^(?:那么?|它|他|这个?|该|其|上面|上述|刚才|还有|另外|以及|同样)|呢[？?]?$")


_ENTRY = re.compile(
    r"^(?:那么?|请|把|你?说的|上面的?|上述|刚才的?|其中的?|前面的?|列的)*第(?P<number>[一二三四五六七八九十\d]{1,3})(?:条|项|个|点|件)"
    r"(?P<rest>[^，,。]{0,14})$"
)
_FILLER = re.compile(
    r"任务|工作|内容|原文|全文|详细|详情|展开|细说|说说|讲讲|解释|看看|介绍|给我|帮我|再|出处|依据|完成|办|做|的"
)
_MORE = re.compile(
    r"^(?:那么?)?(?:还有(?:别的|其[他它]的?|更多的?)?(?:呢|吗|没有|么|哪些)*|其余的?(?:呢|是什么|有哪些)?|继续|接着说|(?:下面|后面)的?呢|然后呢)[？?。]*$"
)


def entry_asked(text: str) -> int:
    """The number of the entry of the answer before that a question means (第二条详细说说); 0 when it means none."""
    match = _ENTRY.match(text.rstrip("？?。！! "))
    if match is None or len(topic_of(_FILLER.sub("", match["rest"]))) > 1:
        return 0
    return parse_number(match["number"]) or 0


def asks_more(text: str) -> bool:
    """Whether a question wants what the answer before left out (还有呢)."""
    return bool(_MORE.match(text))


def into_entry(before: Query, text: str, number: int) -> Query:
    """The question before, of whose answer one entry is wanted in full."""
    return replace(before, text=text, entry=number, more=0, inherited=_whole(before))


def with_more(before: Query, text: str) -> Query:
    """The question before, of whose answer the rest is wanted."""
    return replace(before, text=text, entry=0, more=before.more + 1, inherited=_whole(before))


def _whole(before: Query) -> tuple[str, ...]:
    """All that a question was limited to, in words."""
    years = "、".join(f"{year}年" for year in before.years)
    return tuple(words for words in ("、".join(before.place_words), years, _said(before)) if words)


def moved(window: Window, years: int) -> Window:
    """A window of deadlines so many years later."""

    def shift(day: dt.date | None) -> dt.date | None:
        if day is None or not years:
            return day
        last = (day + dt.timedelta(days=1)).month != day.month  # the end of February stays the end
        if last:
            following = (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
            return following.replace(year=following.year + years) - dt.timedelta(days=1)
        return day.replace(year=day.year + years)

    return shift(window[0]), shift(window[1])


def inherit(query: Query, before: Query) -> Query:
    """What a follow-up does not say is taken from the turn before; a new topic with its own place takes nothing."""
    follows = bool(_FOLLOW.search(query.text))
    has_topic = len(query.topic) >= 2 or query.unit is not None
    has_scope = bool(query.places or query.years or query.unknown_places or query.doc_numbers)
    if query.kind == "help" or (has_topic and has_scope and not follows):
        return query
    if not follows and has_topic and len(query.text) > 16:
        return query
    if before.entry and not has_topic and not has_scope:  # 它什么时候完成, of an entry just shown
        return replace(before, text=query.text)
    before = replace(before, entry=0, more=0, others=())
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
            changes |= {"kind": before.kind, "roles": before.roles, **_conditions(query, before)}
        taken.append(_said(before))
    elif follows and query.kind in ("clause", "yesno") and len(bare) <= 14:
        if query.unit is not None and before.kind in ("responsibility", "who"):
            changes |= {
                "kind": "responsibility",
                "roles": query.roles or before.roles,
                **_conditions(query, before),
            }
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


def _conditions(query: Query, before: Query) -> dict[str, object]:
    """The deadlines and exclusions of the turn before, in the year that is asked now."""
    due = query.due or before.due
    if query.due is None and due is not None and len(query.years) == 1 and due[1] is not None:
        due = moved(due, query.years[0] - (before.years[0] if len(before.years) == 1 else due[1].year))
    return {
        "due": due,
        "due_exact": query.due_exact if query.due is not None else before.due_exact,
        "wants": before.wants,
        "besides": before.besides,
        "whether": before.whether,
    }


def _said(before: Query) -> str:
    """What the turn before asked about, in a few of its words."""
    words = before.unit.name if before.unit is not None else before.topic
    return f"“{words}”" if 2 <= len(words) <= 20 else "问题内容"
