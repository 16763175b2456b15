"""Several questions in one message: where it is cut, and which cuts are none."""

from __future__ import annotations

import re

from assistant.kinds import Kind, is_help, kind_of_question, topic_of

_STOP = re.compile(r"(?<=[？?；;。！!])\s*")
_COMMA = re.compile(r"[，,]\s*")
_LINK = re.compile(
    r"^(?:另外|还有|以及|并且|同时|顺便|再|然后|还想|另|其次|第[二三四]|[23二三][.、])[，,、]?"
    r"(?:请问|问一?下?|说说|看看)?"
)
_ASKS = re.compile(
    r"什么|啥|谁|哪|几(?!乎)|多少|多久|多大|吗|呢[？?]?$|如何|怎|何时|何日|有没有|有无|是否|是不是|能否|能不能|可否|要不要|可不可以"
    r"|文号|不同|区别|比较|列出|介绍|说明一?下|[？?]$"
)
_OF_ITS_OWN: frozenset[Kind] = frozenset(("responsibility", "metadata", "summary", "compare", "number", "definition"))
"""Kinds whose answer is no part of another's: 牵头哪些工作，文号是多少 are two questions, 有什么要求，怎么做 is one."""
_TOGETHER: frozenset[Kind] = frozenset(("who", "deadline"))
"""谁来办，什么时候办 is answered in one sentence."""
_DUTIES = re.compile(
    r"(?:负责|牵头|配合|承担)(?:的|了)?(?:什么|啥|哪|几|多少)|(?:任务|职责)(?:有|是)|(?:哪些|什么|几项)(?:任务|职责)"
)
MOST = 5
"""A message with more questions is no longer one that can be read."""


def split_questions(text: str) -> list[str]:
    """Cut a message into its questions.

    Parameters
    ----------
    text
        The normalised message.

    Returns
    -------
    list of str
        In order, one at least; words that ask nothing (我是新来的。) stay with a neighbour. A comma parts two
        questions only where they want answers of different kinds, or where the second begins with 另外, 还有.
    """
    asked: list[str] = []
    said = ""
    for sentence in _STOP.split(text):
        for piece in _by_commas(sentence):
            if _ASKS.search(piece) and not is_help(piece):
                asked.append(f"{said}{piece}")
                said = ""
            elif asked:
                asked[-1] = f"{asked[-1]}，{piece}" if piece.strip("。！!；; ") else asked[-1]
            elif piece.strip():
                said += f"{piece.rstrip('。；; ')}，"
    return [piece.strip("，,；; ") for piece in asked[:MOST]] or [text]


def _by_commas(sentence: str) -> list[str]:
    """The pieces of a sentence that are questions of their own."""
    out: list[str] = []
    for piece in _COMMA.split(sentence):
        linked = _LINK.match(piece)
        rest = piece[linked.end() :] if linked else piece
        if (
            out
            and _ASKS.search(out[-1])
            and _ASKS.search(rest)
            and len(rest) >= 2
            and (linked or _differ(out[-1], rest))
        ):
            out.append(rest)
        elif out:
            out[-1] = f"{out[-1]}，{piece}"
        else:
            out.append(piece)
    return out


def _differ(one: str, other: str) -> bool:
    """Whether the second of two clauses asks for something that the answer to the first does not say."""
    of_duties = [_DUTIES.search(words) for words in (one, other)]
    if all(of_duties):  # of another unit
        return bool(of_duties[1] and of_duties[1].start() >= 2)
    kinds = [kind_of_question(w, bool(found), False) for w, found in zip((one, other), of_duties, strict=True)]
    if kinds[1] in ("definition", "list", "compare") and not topic_of(
        other
    ):  # 被派了几项，都是什么; 几天内发布，一样吗
        return False
    return kinds[0] != kinds[1] and not set(kinds) <= _TOGETHER and bool(set(kinds) & _OF_ITS_OWN)
