"""What a question wants, by the form of its words. Each rule has the reason it stands where it does."""

from __future__ import annotations

import re
from typing import Literal

from assistant.divisions import words_in
from assistant.wanted import asked_fields

Kind = Literal[
    "clause",
    "number",
    "deadline",
    "responsibility",
    "who",
    "definition",
    "metadata",
    "compare",
    "list",
    "yesno",
    "count",
    "summary",
    "help",
    "due",
]
"""The contract's kinds, and ``due``: a list of duties by deadline (printed as deadline)."""

_THANKS = r"(?:(?:好的?|嗯|行|收到|明白了?|知道了?|ok)[，,、 ]*)?(?:谢谢|感谢|多谢|辛苦)(?:你|您|啦|了)*"
_UNDERSTOOD = r"(?:好的?|嗯|行|收到|明白了?|知道了?|ok)(?:了|吧)?"
_HELP = re.compile(
    rf"^(?:你好|您好|hi|hello|hey|在吗|在么|{_THANKS}|{_UNDERSTOOD}|早上好|下午好|再见|帮助|help|你是谁|你叫什么.*"
    r"|你(?:能|可以|会)(?:做|干|回答|帮).{0,8}|怎么用|如何使用|使用说明|有什么功能)[！!。？?~ 吗呢啊吧]*$",
    re.IGNORECASE,
)
_COMPARING = ("不同", "区别", "对比", "比较", "相比", "变化", "一样", "差别", "差异", "异同", "出入")
_COMPARING_TOO = re.compile(r"点|之处|于|之下|而言|情况|趋势|规律|很大")
"""What may follow a comparing word within a longer word of the dictionary that compares too: 不同点."""
_COMPARE = re.compile(
    r"比一比|差在哪|怎么变|如何变|变了|涨了|(?:提高|增加|减少|降低?)了多少"
    r"|(?:比|较|跟|和|同)(?:去年|上一?年|前年|(?:19|20)?\d\d年).{0,14}(?:新增|增加|多|少|高|低|取消|去掉|快|慢|早|晚)"
    r"|(?:新增|新加|增加|取消|去掉|删去?|减少|不再列)了?(?:去年|上一?年)?的?(?:哪些|哪几[项条件个]|什么)新?的?(?:任务|工作|要求|事项|内容|规定|条款)"
    r"|(?:分别|各自?)(?:是|都)?(?:怎么|如何|怎样)(?:要求|规定|安排|做|写|说|定|抓)|谁.{0,10}更[多少高低早晚快慢严宽长短]"
)
"""Comparing words win over all else: 时间要求一样吗 is no question for a date."""
_RULES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "summary",
        re.compile(
            r"(?<![度作会阶段])总结(?!报告|材料|大?会|经验|评估|验收|推广|上报|报送)|概括|概述|主要内容|讲了(?:些)?什么|说了(?:些)?什么|主要[讲说写]|^(?!.*(?:对|关于|有关|涉及)).*[讲写](?:的是)?(?:什么|啥)(?:内容)?[？?]?$|大意|摘要|提纲"
        ),
    ),
    # 由谁, 归谁: before the deadlines, as 谁来办、什么时候办 is answered with both
    (
        "who",
        re.compile(
            r"谁|(?:哪个|哪些|哪几个|哪几家|什么|哪一个|哪家|哪[两三])(?:部门|单位|局|机构|委办局|科室|委)"
            r"|哪(?:[一两三四几]?[个家]|些)(?:单位|部门)?(?:来|去|分别)?(?:负责|牵头|主办|配合|管|承办|协办|落实)"
            r"|哪[一几两]?[个家](?:厅|处|署|科|院)|[是由归]哪[一几两]?家(?!医院|学校|公司|企业|银行|店)|归.{0,6}管|归.{1,30}(?:局|部门|单位)$|由哪|责任单位(?:是|有)|牵头单位(?:是|有)|牵头(?:的)?是|哪儿管|哪里管|责任单位"
        ),
    ),
    (
        "deadline",
        re.compile(
            r"什么时候|何时|啥时候?|哪天|哪一天|几月|几号|多久之?内|最晚|最迟|截止|完成时限|时限(?:是|为|要求)|期限|什么时间|时间要求|到什么时候|多长时间内|啥时"
        ),
    ),
    (
        "definition",
        re.compile(
            r"是什么意思|什么意思|是指(?:什么|哪些|啥)|指的是|什么是|是(?:个)?(?:什么|啥)[？?]?$|到底是(?:哪|什么)|是哪[几三四五六七八九两二]|干什么用|干嘛用|是啥|含义|定义|到底包括|叫什么|怎么理解"
        ),
    ),
    ("list", re.compile(r"哪[几两三四五六七八九十](?:个|项|类|种|块|方面|条|件|处|点|大)?|列出")),
    (
        "number",
        re.compile(
            r"多少|(?<!哪)几(?:次|天|个|件|项|家|名|人|日|小时|分|元|块|万|公里|平方|条|类|种|份|年|月|倍|成)|多久|多长时间|比例|占多大|多大|最少|至少"
        ),
    ),
    (
        "list",
        re.compile(
            r"哪些|哪几|列出|列一下|都有(?:什么|谁|啥)|有什么(?:途径|方式|渠道|内容|措施)|有啥|什么(?:方式|形式|途径|渠道|材料|内容|要素)"
        ),
    ),
    (
        "yesno",
        re.compile(r"吗[？?]?$|能不能|可不可以|要不要|行不行|是不是|是否|有没有|允不允许|需不需要|能否|可否|不$"),
    ),
)
_NO_WORDS = re.compile(
    r"[\s\u3000，,。？?！!、《》（）()“”]|请问|查一?下|看一?下|查询|文件|公文|通知|这[份个]|那[份个]|该文?|此件|[它其]"
)
_OUTLINE = re.compile(
    r"(?:里面?|中|上面?)?(?:到底|主要|大概|具体|都)*是?(?:主要|大概)?(?:[讲说写][的了]?)?(?:都|主要|大概)?是?(?:些)?(?:什么|啥)"
    r"(?:内容|事情?|东西|意思)?的?(?:呢|啊|呀|来着)?"
)
"""是讲什么的, 说的啥, 是什么（文件）: what 讲了什么 asks."""
_DUE_LIST = re.compile(
    r"(?:前|底|内|到期|完成时限|时限|截止|过期|逾期).{0,12}(?:哪些|哪几|什么任务|什么工作|几项|几件|有什么|清单|列)|(?:哪些|哪几项|哪几件|什么任务).{0,14}(?:前|底|到期|时限|过期|逾期)"
)
_DUTY_ASKED = re.compile(
    r"什么|啥|哪些|哪几|多少|几[项件个条]|吗|清单|列|职责|任务|工作|干嘛|怎么分工|要做|要干|呢$|分工|都有|事"
)
_DUTY_VERB = re.compile(
    r"负责|付责|承担|牵头|配合|参与|协助|任务|职责|要?[做干管办]|分到|被派|分工|支撑|要公开|公开什么|公开哪|该(?:做|干)|责任|活|落实|推进|完成|抓"
)
_DUTIES_ARE = re.compile(r"(?:职责|任务|分工)(?:分别|都|各)?是")
_WHO_ELSE = re.compile(r"谁|哪[个些几](?:个)?(?:部门|单位|局|机构|科室)|归.{1,12}管|由哪")
_DUTY_NAMED = re.compile(r"负责|任务|牵头|配合|被派|分工|职责")
_LEAD = re.compile(r"牵头|主办|主责")
_DENIED = re.compile(
    r"(?:不是|不由|不用|不需要?|不|除了?|(?<!有)没有|并非|非)(?:它|其|由它|我们)?(?:来)?(?:牵头|主办|主责|配合|协助|协办)的?"
)
_SUPPORT = re.compile(r"打下手|帮忙|配合|协助|协同|协办|会办(?!公)|支撑")
_BOTH = r"(?:和|、|或者?|以及|还是|及|与|跟|，|,|还要?|又要?|也要?)+(?:者|需要|要)?"
_PLAIN_TOO = re.compile(
    rf"负责(?:的)?{_BOTH}(?:牵头|主办|配合|协助|协办)|(?:牵头|主办|主责|配合|协助|协办)(?:的)?{_BOTH}负责"
)
"""负责和配合 are two roles, 负责牵头 is one."""
_EITHER = re.compile(r"都算|算上|算在内|都要|不管|不论|无论|全部|一共|总共|所有")
"""牵头的、配合的都算: whatever role, that of a plain 责任单位 too."""


def is_help(text: str) -> bool:
    """Whether a question is a greeting or asks what can be asked."""
    return bool(_HELP.match(text))


def kind_of_question(text: str, unit_first: bool, has_deadline: bool) -> Kind:
    """The kind of a question.

    Parameters
    ----------
    text
        The normalised question.
    unit_first
        Whether a unit is its subject (区财政局负责什么), which makes it a question for duties.
    has_deadline
        Whether it names a date (6月底前).
    """
    if is_help(text):
        return "help"
    if _COMPARE.search(text) or _compares(text):
        return "compare"
    if asked_fields(text):
        return "metadata"
    kind: Kind = next((name for name, pattern in _RULES if pattern.search(text)), "clause")
    if kind == "summary":
        return kind
    if has_deadline and _DUE_LIST.search(text) and not unit_first:
        return "due"
    if unit_first and kind == "definition" and _DUTIES_ARE.search(text):
        return "responsibility"
    if unit_first and _DUTY_ASKED.search(text) and _DUTY_VERB.search(text):
        if kind == "who" and _WHO_ELSE.search(text):
            return kind
        if kind == "definition" and not _DUTY_NAMED.search(text):
            return kind
        return "responsibility"
    return kind


def _compares(text: str) -> bool:
    """Whether a question has a comparing word that is a word by itself: 不同, not that in 不同意 or 出入境."""
    if not any(word in text for word in _COMPARING):
        return False
    words = words_in(text)
    for comparing in (word for word in _COMPARING if word in words):
        longer = [w[len(comparing) :] for w in words if w.startswith(comparing) and w != comparing]
        if all(_COMPARING_TOO.fullmatch(rest) for rest in longer):
            return True
    return False


def asks_outline(rest: str) -> bool:
    """Whether a question asks no more of a document than what it is about.

    ``rest`` is the question without the document's number, places and years.
    """
    return bool(_OUTLINE.fullmatch(_NO_WORDS.sub("", rest)))


def says_nothing(rest: str) -> bool:
    """Whether no words are left of a question besides a document, places and years."""
    return not _NO_WORDS.sub("", rest)


def words_for(kind: Kind, text: str) -> str:
    """The words by which a question is of its kind, for ``--explain``; empty where no word tells it."""
    patterns = {**dict(reversed(_RULES)), "responsibility": _DUTY_VERB, "due": _DUE_LIST}
    found = patterns[kind].search(text) if kind in patterns else None
    return found.group() if found else ""


def roles_of(text: str) -> tuple[str, ...]:
    """Roles that a question for duties limits itself to."""
    if denied := _DENIED.search(text):
        rest = text[: denied.start()] + text[denied.end() :]
        if positive := roles_of(rest):  # 只配合不牵头
            return positive
        return ("plain", "support") if _LEAD.search(denied.group()) else ("lead", "plain")
    lead, support = bool(_LEAD.search(text)), bool(_SUPPORT.search(text))
    if _EITHER.search(text):
        return ()
    if _PLAIN_TOO.search(text):
        return ("lead", "plain") if lead else ()
    return tuple(role for role, named in (("lead", lead), ("support", support)) if named)


SCOPE_WORDS = re.compile(
    r"分别|各自|什么时候|何时|啥时候?|最晚|最迟|最少|至少|多少|多久|多长时间|由谁|是谁|谁|哪个|哪些|哪几个?|哪里|哪儿|怎么样?|如何|什么|有啥|啥|请问|要求|规定|关于|对于|有没有|是不是|是否|能不能|可不可以|要不要|可以|应该|需要|"
    r"文件|通知|要点|公文|里面?|方面|这块|部门|单位|负责|牵头|归|管|的话|多大|包括|东西|几[个次天项件]|吗|呢|吧|啊|呀|了|说的?|讲的?|到底|具体|一下|对比|比较|区别|不同|一样|变化|差别|提法|做法|有什么|如果|还是|和|跟|与|都|要|得|的|地|在|让|把|被|按|来|去|上|下|会|就|也|还|再|这|那|它|是|为|年"
)
"""Words that a topic is not made of; what remains says whether a follow-up names a topic of its own."""


def topic_of(text: str) -> str:
    """What remains of a question without the words of asking."""
    return re.sub(r"[\s，。？！?!,、：:“”\"《》]", "", SCOPE_WORDS.sub("", text))
