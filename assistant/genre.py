"""Kinds of documents (要点, 方案, 措施, 解读) as a question names them, and the notices that are of one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from corpus import is_void
from index import Held

_WORDS = (
    r"要点|方案|措施|办法|意见|清单|通报|细则|规定|计划|规划|预案|条例|制度|公告|通告|决定|批复|纲要|指南|目录"
    r"|安排|解读|任务分解表|分解表|分工表|任务|通知"
)
_ENDING = re.compile(r"(?:[（(][^（）()]{1,14}[）)]|的?解读|的?通知|的?通报|版|》|[“”])+$")
_OPENING = re.compile(
    r"^[\s\u3000的,，]*(?:(?:这|那|该|本|此)[份个件]?|上面的|刚才的)?(?P<name>(?:[一-鿿“”、]{0,24}?)?"
    rf"(?P<genre>{_WORDS}))(?P<after>.{{0,8}})"
)
_BOUND = r"(?:工作|重点工作|主要|重点|若干|实施|政策|管理|专项|政务公开工作|政务公开|推广|年度|的)*"
_SHOWN = re.compile(rf"(?:这|那|该|此)(?:份|个|件|部)?(?P<genre>{_WORDS})|(?P<within>{_WORDS})(?:里|中|的文号|全文)")
_GENERAL_BEFORE = re.compile(
    r"(?:哪些|哪几[项个]|什么|啥|有何|按照|根据|依据|依照|采取|制定|出台|提出|听取|征求|反馈|收集|提|相关|有关|具体|配套|处理|解决|好|想|没)的?$"
)
_GENERAL_AFTER = re.compile(
    r"^(?:(?:应当?|要|需要?)?(?:在)?(?:什么时候|何时|哪天|多久)(?:之?前)?(?:报|提交|完成|制定|制订|公布一|公开|编制|上报|备案|更新)|怎么(?!说|规定|写)|如何|征集|建议|收集|采纳|反馈|时限|材料|质量|率|由谁|谁|公开|发布|公布|办理|要|应|落实)"
)
_LISTED_AFTER = re.compile(r"^(?:都)?(?:有哪些|有什么|有啥|包括|是什么)")
_PLAIN = frozenset(("要点", "方案", "细则", "条例", "通报"))
"""Words that mean a document even in 要点有哪些要求; 措施有哪些 asks for what is done."""
_WEAK = frozenset(
    (
        "任务",
        "规定",
        "意见",
        "制度",
        "计划",
        "安排",
        "目录",
        "决定",
        "公告",
        "通知",
        "解读",
        "清单",
        "规划",
        "预案",
        "指南",
        "纲要",
    )
)
"""Words that are more often a thing that a notice is about than a notice."""
_INTERPRETATION = re.compile(
    r"官方解读|解读(?:稿|文章|文件|文本)|解读(?=里|中|第|是(?:哪|谁|什么)|(?:是|都)?(?:怎么|咋|如何)?(?:说|讲|提到|写|称))"
    r"|[》点案施法则](?:的)?(?:官方|政策)?解读|(?:[见知]|的)(?:官方|政策)?解读(?=里|中|说|讲|是(?!否)|[，,？?]|$|文号|[哪什何谁]|有没有)"
)
_ABOUT_INTERPRETING = re.compile(
    r"解读(?:材料|方案|时限|率|形式|方式|质量|工作|制度|机制)|(?:政策|文件)解读(?!稿|文章|里|中)|解读稿?(?:要|应|须|必须|需)|(?:对|开展|加强|做好|组织)[^，。]{0,6}解读"
)
_DRAFT = re.compile(
    r"征求意见稿|草案|意见稿|征求意见(?=[^，。]{0,10}(?:截止|到(?:什么时候|哪|几)|期限|时间|反馈|稿))|公开征求意见"
)
_NEWS = re.compile(r"新闻|报道|消息")
_REPORT = re.compile(r"年报|年度报告|总结报告|工作报告|报告(?:里|中|说|称|显示)")
_VOID_ASKED = re.compile(r"废止|失效|作废|旧的|以前的|原来的|老办法|旧办法|旧版")
_KIND_ASKED = {"draft": _DRAFT, "news": _NEWS, "report": _REPORT}
KIND_WORDS = {"interpretation": "解读", "draft": "征求意见稿", "news": "新闻", "report": "报告"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A kind of document that a question names: the word, and the words of a name before it (优化营商环境工作)."""

    genre: str
    name: str = ""


def genre_asked(text: str, content: str) -> Asked | None:
    """The kind of document that a question asks about, or None where the word is used in general.

    Parameters
    ----------
    text
        The question.
    content
        The question with blanks for place, year, 文号 and place in the notice: the kind of a document stands first in
        what remains (要点有几项任务), or is shown (这份办法, 要点里).
    """
    content = content.strip()
    if asks_interpretation(text):
        return Asked("解读")
    if shown := _SHOWN.search(content):
        genre = shown["genre"] or shown["within"]
        if not _GENERAL_BEFORE.search(content[: shown.start("genre") if shown["genre"] else shown.start("within")]):
            name = _name_before(content, shown.end("genre" if shown["genre"] else "within"), genre)
            return Asked(genre, name) if core(name) or genre not in _WEAK else None
    opening = _OPENING.match(content)
    if opening is None:
        return None
    name, genre, after = opening["name"], opening["genre"], opening["after"]
    rest = content[opening.end("genre") :]
    if longer := re.match(rf"(?:{_WORDS})", rest):  # 意见征求办法: the last word tells
        name, genre, after = name + longer.group(), longer.group(), rest[longer.end() :][:8]
    before = name[: -len(genre)]
    if (
        _GENERAL_AFTER.match(after)
        or _GENERAL_BEFORE.search(before)
        or (genre == "任务" and not re.search("(?:主要|重点|目标|工作|年度)$", before))
    ):
        return None
    if _LISTED_AFTER.match(after) and genre not in _PLAIN and not re.search(r"(?:若干|实施|工作|管理)$", before):
        return None
    if re.search(r"什么|哪|谁|多少|怎么|如何|几[项个次天]|吗|对|由|要求", before):
        return None
    bare = re.sub(rf"{_BOUND}$", "", before)
    if genre in _WEAK and not bare and not re.match(r"$|[里中第，,？?\s]", after):
        return None
    return Asked(genre, re.sub(r"^[的\s]+", "", before))


def _name_before(content: str, end: int, genre: str) -> str:
    words = re.search(r"[一-鿿]{0,16}$", content[: end - len(genre)])
    return re.sub(r"^.*(?:对|的|在|这份|那份|该|这个|那个|此)", "", words.group()) if words else ""


_LISTED = re.compile(
    rf"(?:几|哪几|多少)份(?:[^，。]{{0,10}}的)?(?P<genre>{_WORDS})|最新的?(?P<newest>{_WORDS})|(?P<first>{_WORDS})最新"
)
_ISSUED = frozenset(("要点", "方案", "措施", "办法", "细则", "条例", "规划", "通报"))
"""Kinds that are documents of their own; a 清单 or 分解表 is mostly a part of one."""


def genre_listed(text: str) -> Asked | None:
    """The kind of document that an inventory is asked of: 有几份方案, 最新的要点."""
    match = _LISTED.search(text)
    return Asked(match["genre"] or match["newest"] or match["first"]) if match else None


def is_document(genre: str) -> bool:
    """Whether a kind is that of documents of their own."""
    return genre in _ISSUED


def asks_interpretation(text: str) -> bool:
    """Whether a question is about an interpretation (解读) of a document, and not about interpreting."""
    return bool(_INTERPRETATION.search(text)) and not _ABOUT_INTERPRETING.search(text)


def asks_kind(doc_kind: str, text: str) -> bool:
    """Whether a question asks for what is no authority of itself: drafts, news, reports, interpretations."""
    if doc_kind == "interpretation":
        return asks_interpretation(text)
    pattern = _KIND_ASKED.get(doc_kind)
    return pattern is None or bool(pattern.search(text))


def without_kind(content: str) -> str:
    """A question to an interpretation or a draft without the words that name it: 解读里怎么说补贴 → 补贴."""
    bare = re.sub(
        r"(?:官方)?解读(?:稿|文章|文件|文本)?(?:里|中)?(?:是|都)?(?:怎么|如何)?(?:说|讲|写|提到)?的?|征求意见稿?(?:里|中)?|草案(?:里|中)?",
        " ",
        content,
    ).strip(" 的，,")
    return bare if len(bare) >= 2 else content


def asks_void(text: str) -> bool:
    """Whether a question asks for what is no longer in force."""
    return bool(_VOID_ASKED.search(text))


def is_of(held: Held, genre: str) -> bool:
    """Whether a notice, or the document that it issues, is of a kind."""
    if genre == "解读":
        return held.doc_kind == "interpretation"
    if held.doc_kind == "interpretation":
        return False
    return any(_kind_of(name, genre) for name in (held.issued_title, held.title) if name)


def of_genre(held: Sequence[Held], asked: Asked) -> list[Held]:
    """The notices of a kind; those whose name has the words before it, where some do."""
    found = [h for h in held if is_of(h, asked.genre)]
    exact = [h for h in found if asked.name and core(asked.name) and core(asked.name) in core(h.name)]
    return exact or found


def likeness(name: str, held: Held) -> float:
    """How much of the words of a name stands in the name of a notice, 0 to 1; 1 where there are none."""
    words = core(name)
    pairs = {words[i : i + 2] for i in range(len(words) - 1)}
    own = core(held.name) + core(held.title or "")
    return sum(pair in own for pair in pairs) / len(pairs) if pairs else 1.0


def core(name: str) -> str:
    """A name without what names of that kind share: 2025年优化营商环境工作要点 → 优化营商环境."""
    name = unicodedata.normalize("NFKC", name)
    return re.sub(rf"[\s《》“”\"'、，,]|(?:19|20)\d\d年?度?|工作|重点|主要|若干|实施|关于|印发|的|{_WORDS}", "", name)


def _kind_of(name: str, genre: str) -> bool:
    name = re.sub(r"[\s]", "", name)
    while True:
        if name.endswith(genre):
            return True
        shorter = _ENDING.sub("", name)
        if shorter == name:
            return False
        name = shorter if genre != "通知" else name[: len(name) - 1]
        if genre == "通知":
            return False


def mark_of(held: Held) -> str:
    """What is said beside an answer from what is no authority: 原文标注：废止, 参考：解读; empty for others."""
    if is_void(held.validity):
        return f"原文标注：{held.validity}"
    word = KIND_WORDS.get(held.doc_kind, "")
    return f"参考：{word}，不是公文本身" if word else ""
