"""What a comparing question is about: its topic without the words of asking, and the facts it wants of each side."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Fact = Literal["number", "when", "validity", "who", "form"]
"""How many, by when, until when a notice holds, who does it, in what form."""

_FACTS: dict[Fact, re.Pattern[str]] = {
    "validity": re.compile(
        r"(?:管|执行|有效|持续|适用|实施)到|到(?:什么时候|何时|哪天|几月)(?:为止|结束|失效)|有效期|执行期|为止|有效多久"
    ),
    "when": re.compile(
        r"什么时候|何时|啥时候?|几月|哪天|几号|截止|最晚|最迟|多久|多长时间|几个?(?:工作日|小时|天|日|月)|时间要求|时限|期限|频率|频次|周期"
        r"|(?<!长)(?<!段)时间"
    ),
    "number": re.compile(
        r"多少|几(?!个?(?:工作日|小时|月))[次户项件家台座所处个名人条场期部套张篇成元块万倍]|数量|户数|次数|人数|台数|个数|金额|比例|占比|比率|规模"
        r"|涨了|涨(?:到|多)|提高了|降(?:了|到|低了)|增加了多少|减少了多少|谁.{0,8}(?:多|少|高|低|大|小)(?:些|一些|一点)?[？?。]*$"
    ),
    "who": re.compile(
        r"谁(?:来)?(?:负责|牵头|管|主责|配合|办)|由谁|(?:牵头|责任|主管|配合|负责)(?:的)?(?:单位|部门)|哪个(?:单位|部门|局)|归谁"
    ),
    "form": re.compile(r"(?:什么|哪些|哪种|何种|啥)(?:样的?)?(?:形式|方式|途径|渠道|手段)"),
}
_MEASURE = r"[次户项件家台座所处个名人条场期部套张篇成元块万倍]"
_ASKED_FOR: dict[Fact, str] = {
    "validity": r"(?:各)?(?:自)?(?:管|执行|有效|持续|适用|实施)到(?:什么时候|何时|哪天|几月)?(?:为止|结束|失效)?"
    r"|(?:的)?(?:有效期|执行期)限?|到?(?:什么时候|何时)(?:为止|结束)|为止|有效多久",
    "when": r"(?:应当?|要|需要?)?(?:在|于)?(?:什么时候|何时|啥时候?|几月|哪天|几号)(?:之?前)?"
    r"(?:完成|截止|结束|办完|到期)?|截止|最晚|最迟|多久(?:一次)?|多长时间|(?:在)?几个?(?:工作日|小时|天|日|月)(?:之?[内前])?"
    r"|(?:的)?(?:完成)?(?:时间|时限|期限)(?:要求)?|(?:的)?(?:频率|频次|周期)",
    "number": rf"(?:是|有|要|为|达到?)?(?:多少)(?:{_MEASURE})?|几{_MEASURE}"
    r"|(?:的)?(?:数量|户数|次数|人数|台数|个数|金额|比例|占比|比率|规模)|涨(?:了|到|多)|提高了|降(?:了|到|低了)"
    r"|增加了|减少了|谁.{0,8}(?:多|少|高|低|大|小)(?:些|一些|一点)?(?=[？?。\s]*$)",
    "who": r"(?:由|是)?谁(?:来)?(?:负责|牵头|管|主责|配合|办)|由谁|归谁管?"
    r"|(?:的)?(?:牵头|责任|主管|配合|负责)(?:的)?(?:单位|部门)(?:是谁)?|哪个(?:单位|部门|局)(?:负责|牵头)?",
    "form": r"(?:用|以|通过|采取|采用)?(?:什么|哪些|哪种|何种|啥)(?:样的?)?(?:形式|方式|途径|渠道|手段)(?:来|去|进行)?",
}
_COMPARING = re.compile(
    r"(?:在)?(?:写的?|说的?|讲的?|做的?|搞的?|要求|规定|做法|搞法|提法|说法|写法|内容|安排|政策)?(?:上|方面)?(?:都|各)?"
    r"(?:有(?:没有)?|存在)?(?:什么|啥|哪些|何|多大|多少)?(?:新的?)?"
    r"(?:不同|区别|对比|比较|变化|变动|差别|差异|差距|异同|出入)(?:之处|的地方|了?(?:吗|没有))?(?:一下|是什么|在哪里?儿?)?"
    r"|(?:是否|是不是)?(?:不一样|一样|一致|相同)(?:吗|不|么)?|差在哪(?:里|儿)?|差(?:得|了)?多少|相比(?:较|于|之下)?|比一比|(?<![占对])比(?=[，,、\s]|$)"
    r"|(?:怎么|如何|怎样)(?:变化?|演变|调整)的?|变(?:了|化)(?:没有|吗|什么)?|之间"
)
_ASKING = re.compile(
    r"(?:这|近|最近|过去|前)?[两二三四五几]年(?:来|间|里)?|历年|逐年|各年度?|(?:[这那]|各)?[两二三四五六七八九十几]个?(?:家|份(?:要点|文件|通知|公文|方案)?)"
    r"|[两二三四五六七八九十几]个?(?:地方?|区县|区|县|市|者)(?=的|都|在|各|分别|对|[，,、\s]|$)"
    r"|(?:各个?|每个)(?:区县|区|县|市|地方?)(?=的|都|在|分别|对|[，,、\s]|$)"
    r"|分别|各自|各(?=[主有是怎要管定强])|主张|强调|都?说(?:是|要|了|到)|都?提(?:到|出)了?|都?写(?:着|到|了)"
    r"|(?:都|各)?(?:有(?:没有)?|是|作出|做出)?(?:怎么样?|如何|怎样|什么样?的?|啥|哪些|哪几[个项条种类处]?|哪[个项条种类处]|何种)(?:的)?(?:新)?(?:要求|规定|安排|说|做|写|定)?(?:的)?"
    r"|有(?:没有)?(?:相关)?(?:要求|规定)(?:吗|么|没有)?|(?:这|那)(?:件|一|个|项)?(?:条|块|项|方面|事情?|问题)(?:上)?|一事(?=[，,、\s]|$)"
    r"|都要?(?=[设做有在公])|请问|帮(?:我|忙)|麻烦|看看|列(?:出|一下)|吗(?=[？?。\s]|$)|呢(?=[？?。\s]|$)|看的(?:东西|内容)"
    r"|谁的(?=.{1,14}更)|更[短长早晚多少高低快慢严宽大小](?:些|一些|一点)?"
)
_PADDING = re.compile(
    r"^(?:关于|对于|针对|就|在|对|把|的|了|说|讲|里|中|上|都|要(?!点|求)|和|与|跟|同|及|或|比|到|至|vs\.?|VS|[，,、；;：:\s？?。])+"
    r"|(?:(?:的|在|上|方面)?(?:要求|规定|提法|做法|搞法|说法|写法|安排|内容|情况)|(?:新增|增加|取消|减少|多|少)了?|[的了上说讲都和与跟同及或到至是要写有]|(?<!占)比|在|[vV][sS]\.?|[，,、；;：:\s？?。])+$"
)
_CUT = re.compile(r"[，,；;：:？?。\s]+|、(?=$)|(?<=\s)(?:和|与|跟|同|及|到|至|比|vs|VS)(?=\s)")
_NAME = re.compile(
    r"^(?:两份|这份|那份|[一两二三四五]份)?(?P<what>[^，,的]{0,10}?)(?:[一二三四五六七八九十\d]+条|要点|方案|若干措施|措施|办法|意见|细则|通知|文件|公文|号文|政策|主要任务"
    r"|任务(?:分解|分工)?[表清]?单?|分[解工]表|清单|规划|计划)$"
)

_GENERIC = re.compile(
    r"[两二这近几]+年(?:来|间)?|前后|整体上?|总体上?|全文|主要|所有|全部|政策|工作|要点|任务|职责|事情?|事项|通知|文件|公文|方案|措施|内容|方面|要求|规定|条款"
    r"|负责|承担|牵头|配合|参与|落实|分工|职责|[做干管办]|一份|两份|有|新增|新|旧|增加|取消|减少|删去?|去掉|不再|列|比|较|多|少|了|上|中|里|这|那|哪些|什么|[，,、的和与跟对在年？?。\s]"
)
_DUE = re.compile(r"完成|办结|办完|到期|截止")
_COMMON = re.compile(r"^公开(?=.*信息$)|(?:的)?信息公开$|(?:的)?信息$|(?<!政务)(?<!申请)(?<!主动)(?<!网上)公开$")
"""What every clause of these notices says, and no topic: 就业信息公开 is looked for as 就业."""
_VALIDITY = "执行期 有效期"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question compares.

    ``topic`` is what a reader is told, empty when the notices are compared as wholes; ``search`` the same without the
    nouns of the fact wanted (数量, 牵头单位), which no notice writes beside the matter. ``facts`` are what each side
    must say first; ``is_due`` when the time asked is that of completion, which the deadline of a duty is.
    """

    topic: str
    search: str
    facts: tuple[Fact, ...] = ()
    is_due: bool = False


def asked_of(content: str, names: Iterable[str] = ()) -> Asked:
    """The topic of a comparing question and the facts that it wants.

    Parameters
    ----------
    content
        The question without the words of its scope.
    names
        Of the notices in scope: words that only name one of them (外贸十二条) are no topic.
    """
    facts: list[Fact] = [fact for fact, pattern in _FACTS.items() if pattern.search(content)]
    if "validity" in facts and "when" in facts:
        facts.remove("when")
    parts: list[str] = []
    searched: list[str] = []
    for chunk in _chunks(content):
        bare = chunk
        for fact in facts:
            bare = re.sub(_ASKED_FOR[fact], " ", bare)
        said, bare = (_trim(_ASKING.sub(" ", words)) for words in (_verbless(chunk, facts), bare))
        if not said or is_generic(said) or _is_name(said, names):
            continue
        if said not in parts:
            parts.append(said)
        bare = _COMMON.sub("", bare) if len(_COMMON.sub("", bare)) >= 2 else bare
        if len(bare) >= 2 and bare not in searched and not is_generic(bare):
            searched.append(bare)
    if "validity" in facts:
        parts = parts if searched else ["执行期限"]
        searched.append(_VALIDITY)
    return Asked("、".join(parts) if searched else "", " ".join(searched), tuple(facts), bool(_DUE.search(content)))


def is_generic(words: str) -> bool:
    """Whether words name no topic: 要点, 主要任务, 新增了哪些."""
    return not _GENERIC.sub("", words)


def _chunks(content: str) -> list[str]:
    """A question in the pieces that its blanks, joiners and punctuation part, without the words of comparing."""
    return [chunk for chunk in _CUT.split(_COMPARING.sub(" ", content)) if chunk and chunk.strip()]


def _trim(words: str) -> str:
    before = None
    words = re.sub(r"\s+", "", words)
    while words != before:
        before, words = words, _PADDING.sub("", words)
    return words


def _verbless(words: str, facts: Iterable[Fact]) -> str:
    """Words without the asking for a fact, but with its noun: 停车位多少 → 停车位, 停车位数量 stays."""
    for fact in facts:
        words = re.sub(
            _ASKED_FOR[fact],
            lambda m: (
                m.group() if re.search(r"数|额|比例|占比|比率|规模|单位|部门|时间|时限|期限|频|周期", m.group()) else ""
            ),
            words,
        )
    return words


def _is_name(words: str, names: Iterable[str]) -> bool:
    """Whether words are but a kind of document, alone or with words of a notice's name before it (外贸十二条)."""
    match = _NAME.match(words)
    if match is None:
        return False
    what = match["what"]
    pairs = [what[at : at + 2] for at in range(max(1, len(what) - 1))] if what else []
    return not pairs or any(all(pair in name for pair in pairs) for name in names)
