"""Conditions on the duties or rules that a question wants: kinds of deadline, exclusion, negation, all of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corpus import Deadline, Task

Negation = Literal["", "free", "forbidden"]
"""What a negated list asks for: what need not be done (free), or must not be (forbidden)."""

_PERIODS = {
    "year": r"每年度?|按年度?|年度性",
    "half-year": r"每半年|按半年",
    "quarter": r"每个?季度?|按季度?",
    "month": r"每个?月度?|按月度?",
    "week": r"每个?周|每个?星期|按周",
    "whole-year": r"全年",
    "continuous": r"长期|持续|常态化?|常年",
}
_DUTY_WORDS = r"(?:性|坚持|都|还|的|要|需要?|应当?|做|完成|开展|推进|落实|办理?|干|报送?)*(?:任务|工作|事项|事情?|活)?"
_ASKING = (
    r"(?:都|又)?(?:分别)?(?:有|是|包括)?(?:哪些|哪几[项件个]|什么|啥|多少[项件个]?|几[项件个])?"
    r"(?:任务|工作|事项|事情?|活)?(?:呢|啊)?"
)
_PERIOD = {
    name: re.compile(rf"(?<![半前])(?:{words}){_DUTY_WORDS}{_ASKING}[？?。]*$") for name, words in _PERIODS.items()
}
_LONG_TERM = re.compile(r"长期|持续|常态|常年|经常|始终")
_BESIDES = re.compile(
    r"除(?:了|去|开)?(?P<what>[^，,。？?]{2,20}?)(?:以外|之外|外)?[，,]?(?:还|另外|其[他它余])(?:有|需要?|要|的)?"
    r"|(?P<beyond>[^，,。？?的除]{2,16}?)(?:以外|之外)的(?:其[他它余])?"
)
_NOT_THIS = re.compile(
    r"(?:不需要|不用|无需|没有|未)(?:由|让|靠|是)?(?P<what>[^，,。？?的]{2,16}?)(?:来)?(?:牵头|负责|配合|参与|承担|落实|做|办)的"
)
_FREE = r"不需要?|不用|不必|无需|无须|免于|免予|可以不|不要求"
_FORBIDDEN = r"不得|不能|不可以?|不准|不允许|不许|禁止|严禁|不应当?"
_LISTED = r"哪些|哪几|什么(?:情形|情况|内容|信息|事项|材料)|有啥"
_FREE_ASKED = re.compile(
    rf"(?:{_FREE})[^，,。？?]{{0,20}}的?(?:有|是)?(?:{_LISTED})|(?:{_LISTED})[^，,。？?]{{0,14}}(?:{_FREE})"
)
_FORBIDDEN_ASKED = re.compile(
    rf"(?:{_FORBIDDEN})[^，,。？?]{{0,20}}的?(?:有|是)?(?:{_LISTED})|(?:{_LISTED})[^，,。？?]{{0,14}}(?:{_FORBIDDEN})"
)
_SAYS_FREE = re.compile(
    r"不需|不再|不必|不用|无需|无须|免于|免予|免[收交缴除费]|可以?不|不要求|不予|不纳入|不列入|不适用|除外|的除外|不作(?:为)?"
)
_SAYS_FORBIDDEN = re.compile(r"不得|不能|不可|不准|不允许|不许|禁止|严禁|不应|不予|一律不|不再")
_ALL_TASKS = re.compile(
    r"(?:有|共|总共|一共|列了|排了|安排了|部署了|分了)?(?:多少|几)(?:项|个|条|件)(?:重点|工作)?(?:任务|工作|事项|要点)?(?:呢)?[？?。]*$"
)
_TASKS_LISTED = re.compile(
    r"(?:任务|实事|项目|事项|举措)(?:安排|清单|分解表)?(?:都|分别|主要|具体|一共|总共|里|中|上)*(?:有|是|包括|包含)(?:哪些|哪几[项件个条]|什么|啥)(?:内容|方面)?[？?。]*$"
    r"|(?:哪些|哪几[项件个条]|什么|啥|所有|全部|每一?项|全部的|所有的)(?:重点|主要|具体|工作|年度|目标|民生)*(?:任务|实事)(?:要|需要?|得|应当?)*(?:做|完成|落实|推进|办)?的?[？?。]*$"
    r"|(?:列出|列一?下|看一?下|查一?下|给出)(?:[^，,。？?]{0,20}的)?(?:重点|主要|具体|工作|年度|目标)*任务(?:清单|分解表)?[？?。]*$"
    r"|任务(?:清单|分解表)[？?。]*$"
)
"""青石区2026年的任务有哪些, 今年有哪些重点任务, 列出2026年的任务清单: all of them, where nothing else is named."""
_HAS_TASKS = re.compile(r"任务|工作|事项|要点")
_UNITS_LISTED = re.compile(
    r"(?:责任|牵头|配合|主办|承办|承担任务的?|有任务的?|涉及的?|点名的?)(?:单位|部门)(?:都)?(?:有|是|包括)?(?:哪些|哪几|谁|多少)"
    r"|(?:任务|活儿?|事情?|工作|牵头|负责)(?:的)?(?:数量)?最[多少]|最忙|(?:涉及|点名|点到|包括)(?:了|到)?(?:哪些|哪几个?|多少个?)(?:单位|部门)|(?:哪些|哪几个)(?:单位|部门)(?:都)?(?:有任务|被点名|有份)"
)
_UNASSIGNED = re.compile(
    r"(?:没有?|未|无)(?:写明?|写|明确|注明|标明?|列出?|指定|落实|安排)?(?:牵头|责任|承办|负责)?的?(?:单位|部门)的|(?:责任|牵头)单位(?:一栏)?(?:为|是)?(?:空|没写|未写)"
)
_TOGETHER = re.compile(r"共同|一起|联合|都(?:有|要)?(?:参与|涉及|参加)|同时")
_BY_DATE = re.compile(r"按(?:照)?(?:完成)?(?:时间|时限|日期|期限|先后)(?:顺序)?(?:排|列|来)|最早到期|从早到晚|先后顺序")
OF_TIME = re.compile(
    r"(?:[\d一二三四五六七八九十]+个?月份?|上半年|下半年|[一二三四1-4]季度|年底|月底|本月|这个月|下个?月|到期|截止|过期|逾期|超期|时限|期限|时间"
    r"|完成|已经?|还没|没有?|一个?|两个?|长期|持续|常态化?|全年|每(?:年|季度?|月|周|半年)|底|前|后|之|以|内|日|号|[\d一二三四五六七八九十]+|早|晚|排|按|先)"
)
"""Words of a deadline: what is left without them says whether a question names a topic."""
_WHEN = re.compile(r"什么时候|何时|啥时|哪天|几月|最晚|最迟|截止|时限|期限|什么时间")
_EXISTS = re.compile(
    r"有没有|有无|是否有|有(?:.{0,24})(?:吗|(?<!什)么|没有|没)[？?。]*$|是否(?:要求|规定|提到|明确|安排|写)|(?:要求|规定|提到?|写|明确|安排)(?:了|过)?(?:.{0,20})(?:吗|没有|没)[？?。]*$"
)


@dataclass(frozen=True, slots=True)
class Wants:
    """What a question's duties or rules must meet besides scope, unit and role.

    ``periods`` are kinds of deadline asked for; ``besides`` is the words of who is left out (除了区财政局还有),
    ``without`` of whose duties are not wanted (不需要区财政局配合的); ``all_tasks`` when all duties are to be counted
    or listed. ``units`` when the units themselves are to be listed, ``unassigned`` the duties without one;
    ``together`` when several units must share a duty; ``by_date`` when the list goes by deadline.
    """

    periods: tuple[str, ...] = ()
    besides: str = ""
    without: str = ""
    negation: Negation = ""
    all_tasks: bool = False
    units: bool = False
    unassigned: bool = False
    together: bool = False
    by_date: bool = False


def wants_of(text: str) -> Wants:
    """The conditions of a question."""
    besides, without = _BESIDES.search(text), _NOT_THIS.search(text)
    negation: Negation = "free" if _FREE_ASKED.search(text) else "forbidden" if _FORBIDDEN_ASKED.search(text) else ""
    return Wants(
        periods=tuple(name for name, pattern in _PERIOD.items() if pattern.search(text)),
        besides=(besides["what"] or besides["beyond"]) if besides else "",
        without=without["what"] if without else "",
        negation=negation,
        all_tasks=bool((_ALL_TASKS.search(text) and _HAS_TASKS.search(text)) or _TASKS_LISTED.search(text)),
        units=bool(_UNITS_LISTED.search(text)),
        unassigned=bool(_UNASSIGNED.search(text)),
        together=bool(_TOGETHER.search(text)),
        by_date=bool(_BY_DATE.search(text)),
    )


def without_besides(text: str) -> str:
    """A question without its exclusion: 除了区财政局还有哪些单位负责公开 → 哪些单位负责公开."""
    return _BESIDES.sub(lambda m: "\u3000" * len(m.group()), text)


def without_listing(text: str) -> str:
    """A question without the words that ask for all duties: 政务公开的任务有哪些 → 政务公开的."""
    return _TASKS_LISTED.sub("", _ALL_TASKS.sub("", text))


def asks_whether(text: str) -> bool:
    """Whether a question asks if there is such a rule or duty at all (有没有要求…)."""
    return bool(_EXISTS.search(text))


def asks_when(text: str) -> bool:
    """Whether a question asks for a time, maybe besides something else (谁来办、什么时候办)."""
    return bool(_WHEN.search(text))


def says_so(negation: Negation, words: str) -> bool:
    """Whether a sentence frees from something, or forbids it."""
    pattern = _SAYS_FREE if negation == "free" else _SAYS_FORBIDDEN
    return not negation or bool(pattern.search(words))


def fits_period(task: Task, periods: Sequence[str]) -> bool:
    """Whether a duty has a deadline of one of the kinds asked for."""
    return not periods or any(_is_of(deadline, period) for deadline in task.deadlines for period in periods)


def _is_of(deadline: Deadline, period: str) -> bool:
    if period == "whole-year":
        return deadline.kind == "continuous" and "全年" in deadline.text
    if period == "continuous":
        return deadline.kind == "continuous" and bool(_LONG_TERM.search(deadline.text))
    return deadline.kind == "recurring" and deadline.every == period


def say_periods(periods: Sequence[str]) -> str:
    """Kinds of deadline in words: 每季度."""
    words = {
        "year": "每年",
        "half-year": "每半年",
        "quarter": "每季度",
        "month": "每月",
        "week": "每周",
        "whole-year": "全年",
        "continuous": "长期",
    }
    return "、".join(words[period] for period in periods)
