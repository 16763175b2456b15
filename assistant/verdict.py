"""The first sentence to a question that is answered by yes or no: said only where the words cited bear it out."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.confidence import LIKELY
from assistant.divisions import words_in
from assistant.query import Query
from assistant.reply import Reply
from corpus import bare, find_amounts, terms_in

_PERMITTED = re.compile(r"能不能|可不可以|可以.{0,20}吗|能.{0,16}吗|允不允许|允许.{0,16}吗|准不准|可否|能否|行不行")
_PROHIBITS = re.compile(r"一律不[得准许]?|不得|不准|不允许|不许|禁止|严禁|不能|不应")
_OF_A_RULE = re.compile(
    r"有没有(?:规定|要求|写|提)(?:到|过|了)?(?!.*(?:什么|怎么|多少|哪|几))(?P<what>[一-鿿]{2,12}?)(?:的(?:规定|要求))?[吗呢？?。]*$"
)
"""A question for a rule that names its object in the words of an office: 有没有规定护理员工资."""


def verdict(query: Query, reply: Reply, stands_in: bool = False) -> str:
    """What stands first: 有。, 不是，原文是“3个工作日”。, or only that there are words on it.

    Parameters
    ----------
    query
        The question.
    reply
        Its reply, with citations.
    stands_in
        Whether notices of another year answer, as there are none of the year that is meant.
    """
    words = bare("".join(c.quote for c in reply.draft.citations[:2]))
    if said := _against_value(query.text, words):
        return said
    if _PERMITTED.search(query.text) and (found := _PROHIBITS.search(words)):
        return f"原文有“{found.group()}”的规定，请看原文："
    if query.whether and stands_in:
        return "库中没有该年的公文，往年的公文里有："
    if query.whether:
        return "有。"
    return "有相关规定："


def against(query: Query, reply: Reply) -> str:
    """What stands first where a question of another kind asks to confirm a number (时限是5个工作日吗); else empty."""
    return _against_value(query.text, bare("".join(c.quote for c in reply.draft.citations[:2])))


def lacks_object(query: Query, holds: Callable[[str], bool]) -> bool:
    """Whether a question for a rule names an object of which a word stands in no notice in scope, under any name.

    Parameters
    ----------
    query
        The question.
    holds
        Whether a notice in scope has some words.
    """
    asked = _OF_A_RULE.search(query.content)
    if asked is None:
        return False
    return not all(
        holds(word) or any(holds(other) for row in terms_in(word).get(word, ()) for other in row.wordings)
        for word in words_in(asked["what"])
        if len(word) > 1
    )


def is_sure(reply: Reply) -> bool:
    """Whether a reply bears out that there is such a rule or duty: 有。 is said only then."""
    return reply.is_list or reply.score >= LIKELY


def _against_value(question: str, words: str) -> str:
    """An amount that the question asks to confirm, against the one amount of that measure in the words cited."""
    asked = next((amount for amount in find_amounts(question) if amount.measure), None)
    if asked is None or not re.search(r"是不是|是否|吗|对不对|对吗", question):
        return ""
    told = [amount for amount in find_amounts(words) if amount.measure == asked.measure]
    values = {amount.value for amount in told}
    if not told:
        return ""
    if asked.value in values:
        return f"原文写的是“{asked.written}”：" if len(values) > 1 else f"是，原文写的是“{told[0].written}”："
    if len(values) > 1:
        return ""
    return f"不是“{asked.written}”，原文写的是“{told[0].written}”："
