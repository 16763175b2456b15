"""Follow-ups: what a question takes from the turn before, and which entry of the answer before it means."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from assistant.kinds import Kind, kind_of_question, roles_of, topic_of
from assistant.limits import Limits
from assistant.query import Query, Window
from assistant.wants import OF_TIME
from corpus import parse_number

_FOLLOW = re.compile(r"^(?:那么?|它|他|这个?|该|其|上面|上述|刚才|还有|另外|以及|同样)|呢[？?]?$")


_ENTRY = re.compile(
    r"^(?:那么?|请|把|你?说的|上面的?|上述|刚才的?|其中的?|前面的?|列的)*第(?P<number>[一二三四五六七八九十\d]{1,3})(?:条|项|个|点|件)"
    r"(?P<rest>[^，,。]{0,14})$"
)
_FILLER = re.compile(
    r"任务|工作|内容|原文|全文|详细|详情|展开|细说|说说|讲讲|解释|看看|介绍|给我|帮我|再|出处|依据|完成|办|做|的|配合|协助|牵头|主办"
    r"|负责|承担|只看|只要|就看|其中|份|文件|公文|印发|成文|事|时限|期限|时间|单位|部门|比|去年|今年|前年|以前|那项|项|条|次|点名"
)
_OWN_WISH = re.compile(r"要求|规定|怎么|如何|内容")
"""Words by which even a short follow-up says itself what it wants."""
_UNITS = re.compile(r"(?:配合|牵头|责任|主办|承办)(?:单位|部门)")
_ONLY = re.compile(r"只|单独|就看|光")
_REST_OF_TIME = re.compile(r"[半第有]")
"""What the words of asking leave of 上半年 and 第三季度要完成的有."""
_SHORT = 16
"""A longer question with a topic of its own is a new one."""
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
    return replace(before, text=text, entry=number, more=0, asked_as=_asked_as(text), inherited=_whole(before))


def _asked_as(text: str) -> Kind | None:
    kind = kind_of_question(text, False, False)
    return kind if kind in ("who", "deadline") else None


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


def own_topic(query: Query) -> str:
    """What a question is about besides units, deadlines and the words of asking on."""
    topic = _REST_OF_TIME.sub("", OF_TIME.sub("", query.topic)) if query.due is not None else query.topic
    return topic_of(_FILLER.sub("", topic))


def inherit(query: Query, before: Query) -> Query:
    """A question with what it does not say taken from the turn before.

    Parameters
    ----------
    query
        The question, read alone.
    before
        The question before, with what that one took.

    Returns
    -------
    Query
        The district stays until another is named. Years, unit, kind and topic are taken only where the question has
        no topic of its own (去年的呢, 什么时候完成), or begins like a follow-up (那教育局呢). ``alone`` keeps the
        question as it was read, where a topic of its own came with a district that was only taken over.
    """
    has_place = bool(query.places or query.unknown_places or query.doc_numbers)
    follows = bool(_FOLLOW.search(query.text))
    has_topic = len(own_topic(query)) >= 2 or query.unit is not None
    if query.kind == "help" or (has_topic and has_place and not follows):
        return query
    if before.entry and not has_topic and not has_place and not query.years:  # 它什么时候完成, of an entry just shown
        return replace(before, text=query.text, asked_as=query.kind)
    before = replace(before, entry=0, more=0, others=())
    taken: list[str] = []
    changes: dict[str, object] = {}
    if not has_place and before.places:
        changes |= {"places": before.places, "place_words": before.place_words, "places_exact": before.places_exact}
        taken.append("、".join(before.place_words))
    elif not has_place and before.unknown_places:
        changes["unknown_places"] = before.unknown_places
        taken.append("、".join(before.unknown_places))
    is_new = has_topic and not follows and (bool(query.years) or len(query.text) > _SHORT)
    if not query.years and before.years and not is_new and not query.latest:
        changes |= {"years": before.years, "year_words": before.year_words}
        taken.append("、".join(f"{y}年" for y in before.years))
    if not has_place and before.doc_numbers and not is_new:
        changes["doc_numbers"] = before.doc_numbers
    if not has_place and before.limits.notices and not is_new and not query.years:
        changes["limits"] = Limits(notices=before.limits.notices)
        taken.append("设定的公文")
    if not is_new:
        changes |= _aim(query, before, follows, has_topic, taken)
    if not changes:
        return query
    alone = query if has_topic and not has_place and "places" in changes else None
    taken_over = tuple(t for t in taken if t)
    return replace(query, **changes, inherited=taken_over, alone=alone)  # type: ignore[arg-type]


def _aim(query: Query, before: Query, follows: bool, has_topic: bool, taken: list[str]) -> dict[str, object]:
    """What is asked, and of what: kind, unit, topic and conditions that a follow-up takes."""
    bare = re.sub(r"^(?:那么?|这个?|还有)|呢[？?]?$|[？?。\s]", "", query.text)
    lists_duties = before.kind in ("responsibility", "due")
    if not has_topic:
        taken.append(_said(before))
        taking: dict[str, object] = {"content": before.content, "topic": before.topic, "asks": query.text}
        if query.kind == "metadata":
            return {"asks": query.text, "content": before.content}
        if query.kind == "compare":
            years = query.years if len(query.years) > 1 else tuple(sorted({*query.years, *before.years}))
            return taking | {"unit": before.unit, "years": years, "year_words": query.year_words}
        if lists_duties:
            asks_units = query.kind == "who" or query.wants.units or bool(_UNITS.search(query.text))
            asked = () if asks_units else query.roles or roles_of(query.text)  # 配合单位是谁 limits no role
            roles = asked or before.roles
            return taking | {
                "unit": before.unit,
                "kind": before.kind,
                "roles": roles,
                "asked_as": "who" if asks_units else query.kind if query.kind == "deadline" else None,
                **_conditions(query, before),
            }
        narrows = before.kind == "compare" and query.kind in ("clause", "yesno") and _ONLY.search(query.text)
        if narrows:  # 只看今年的, after a comparison
            taking |= {"kind": "responsibility" if before.unit is not None else "clause"}
        elif query.kind in ("clause", "yesno") or (query.kind == "list" and not query.wants.units):
            taking |= {"kind": before.kind, "roles": before.roles, "asks": before.asks, **_conditions(query, before)}
        elif query.kind == "list":  # 配合单位有哪些, of what was just quoted
            taking |= {"kind": "who"}
        return taking | {"unit": before.unit}
    if query.unit is not None and before.kind == "compare" and before.unit is not None and len(bare) <= _SHORT:
        named = next((n for n in (before.unit.name, before.unit.organ) if n in before.content), "")
        content = before.content.replace(named, query.unit.name) if named else f"{query.unit.name}{before.content}"
        return {"kind": "compare", "content": content, "years": query.years or before.years}
    is_short = query.kind in ("clause", "yesno") and len(bare) <= _SHORT - 2 and not _OWN_WISH.search(query.text)
    if query.unit is not None and is_short and (lists_duties or (follows and before.kind == "who")):
        conditions = _conditions(query, before) if follows else {}
        return {"kind": "responsibility", "roles": query.roles or before.roles, **conditions}
    if follows and is_short:
        if before.kind not in ("responsibility", "due", "help"):
            return {"kind": before.kind, "asks": before.asks}
    elif not follows and len(query.topic) <= 6 and before.topic and query.unit is None:
        return {"content": f"{before.content} {query.content}", "new": query.content}
    return {}


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
    words = before.unit.name if before.unit is not None else own_topic(before)
    if before.kind == "due" and before.unit is None:
        return "到期的任务"
    return f"“{words}”" if 2 <= len(words) <= 20 else "问题内容"
