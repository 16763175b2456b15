"""What a question wants when nothing but a unit or a deadline is left of it: 要落实哪几条 names no topic."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.kinds import Kind, roles_of, topic_of
from assistant.named import is_name, shared_words
from assistant.query import Query
from assistant.wants import OF_TIME
from index import Held

_MAY_LIST_DUTIES: frozenset[Kind] = frozenset(("clause", "list", "definition", "number", "count", "yesno", "who"))
_COUNTED: frozenset[Kind] = frozenset(("clause", "list", "number", "definition"))
_MAY_LIST_DUE: frozenset[Kind] = _MAY_LIST_DUTIES | {"deadline"}
_OF_DUTIES = re.compile(
    r"落实|执行|实施|推进|推动|承担|分管|主管|摊上|揽|参与|指导|协助|协同|协办|配合|牵头|主办|会办|承办|主责|出力|负责|分到|分给|派"
    r"|任务|工作|职责|建议|提案|项目|事项|办结|交办|事情?|活儿?|差事|分工|措施|举措|考核|要点|清单|表|内容|部分|条款|条|项|件|点|名|里|列|共[有计列]"
    r"|一条条|一项项|逐条|出来|写着|手头|手上|名下|头上|占|行|桩|领过?|帮忙|打下手|算上|这几年|几年|找|挂|摊|轮到|归|交给|安排|干过|那?张|分解|附表|里头|有份|担了?"
    r"|单位|部门|谁|责任|全部|所有|一共|总共|分别|各自|各|具体|详细|相关|有关|涉及|还|干嘛|做|干|办|搞|弄|管|写|给|我|看|活|单独"
)
_MARKS = re.compile(r"[\s\u3000，。？?、：:；;！!“”\"（）()《》〈〉·]+")


def settled(query: Query, held: Sequence[Held], knows: Callable[[str], bool]) -> Query:
    """A question as one for a list of duties, where it names no topic besides a unit or a deadline.

    Parameters
    ----------
    query
        The question, understood.
    held
        The notices in scope: the words of their names are no topic.
    knows
        Whether the library has some word of a text: 手头, 名下 are no topic either.

    Returns
    -------
    Query
        With kind ``responsibility`` or ``due`` where that is all that can be meant.
    """
    if query.section or query.row or query.entry:
        return query
    if query.wants.units and (query.unit is not None or query.asks or _rest(query, held, knows)):
        query = replace(query, wants=replace(query.wants, units=False))
    if query.wants.all_tasks:  # a question that goes on (里面有几项任务) counts by its own words
        is_free = query.unit is None and query.besides is None and not (query.due or query.wants.periods)
        is_free = is_free and any(h.tasks for h in held)
        if is_free and query.kind in _COUNTED and not _rest(query, held, knows, query.asks or query.content):
            kind: Kind = "count" if query.kind == "number" else "list"
            return replace(query, kind=kind, why="问全部任务，没有别的事项")
        query = replace(query, wants=replace(query.wants, all_tasks=False))
    is_unit = query.unit is not None and query.unit.is_known
    if is_unit and query.kind in _MAY_LIST_DUTIES and not _asks_who(query) and not _rest(query, held, knows):
        why = "只写了单位，没有别的事项"
        return replace(query, kind="responsibility", roles=roles_of(query.text), why=why)
    is_timed = query.due is not None or bool(query.wants.periods)
    if query.unit is None and is_timed and query.kind in _MAY_LIST_DUE and not _rest(query, held, knows):
        return replace(query, kind="due", why="只写了时限，没有别的事项")
    return query


def _asks_who(query: Query) -> bool:
    """Whether other units are asked for: 谁和区财政局一起."""
    return query.kind == "who" or query.besides is not None


def _rest(query: Query, held: Sequence[Held], knows: Callable[[str], bool], alone: str = "") -> str:
    """What is left of a question without unit, names of notices, time and the words of asking for duties.

    ``alone``: these words, of which what they share with a notice's name is a topic unless it names that notice;
    适老化改造有哪些任务 asks for more than those of 适老化改造和居家养老若干措施.
    """
    words = alone or query.content
    for unit in (query.unit, *query.others):
        if unit is not None and (name := unit.within(words)):
            words = words.replace(name, "\u3000")
    for h in held:
        names = shared_words(words, h)
        for shared in names if not alone or is_name(names, h) else ():
            words = words.replace(shared, "\u3000")
    words = topic_of(_OF_DUTIES.sub("", words))
    if query.due is not None or query.wants.periods:
        words = OF_TIME.sub("", words)
    rest = _MARKS.sub("", words)
    return rest if len(rest) > 1 and knows(rest) else ""
