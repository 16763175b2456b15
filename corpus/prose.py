"""Sentences that say who does what without any label: 县林业局要抓好巡护, 由市财政局于3月底前拨付."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.model import Role
from corpus.organs import LEVEL, registry
from corpus.runs import NAMES
from corpus.units import Named, members_of, parse_unit_list

_SENTENCE = re.compile(r"[^。\n]+[。\n]?")
_PART = re.compile(r"[^；]+；?")
_OFFICE = re.compile(r"(?P<field>[一-鿿]{2,12}?)(?:主管)?(?:部门|机构|机关)")
_MODAL = (
    r"要(?!求|点|素|件)|应当|应(?!急|用|对)|须|需要|必须|负责(?!人|同志|解释)|会同|牵头|组织|统筹|指导|督促|安排|制定|开展"
    r"|[是为](?:牵头|主责|主管|责任)(?:单位|部门)|根据|按照|结合|于(?=[0-9一二三四五六七八九十每本今明次年])|每[年季月周半]|定期|及时"
)
_EACH = r"各[市县区州]{1,2}[一-鿿]{2,12}?[局委厅](?=会同|要|应|须|于|负责)"
_LOCAL = r"(?:各?[市县区]?（[市县区、旗]{1,6}）|县级以上(?:地方)?(?:各级)?)人民政府(?=应当|要|负责)"
_ONE = rf"(?>{NAMES}|{_EACH}|{_LOCAL}|[一-鿿]{{2,12}}?(?:部门|机构|机关)(?=负责))"
_MORE = r"(?:[、和及与][一-鿿]{2,8}(?:办事处|街道|[局委办厅]))*"
_WITH = rf"会同(?>{NAMES}{_MORE}|[一-鿿]{{2,10}}?[局委厅](?=于|在|开展|制定|组织))"
_SUBJECT = re.compile(
    rf"(?:[^，。；]{{2,16}}[前后时]，)?(?:(?P<joint>{_ONE}{_WITH})(?=，|{_MODAL}|对|在)|(?P<inner>{_ONE})(?={_MODAL}))"
)
_BY = re.compile(
    rf"(?:^|(?<=[，,]))由(?P<inner>[^，。；：由的]{{2,24}}?)(?={_MODAL}|责令|拨付|审核|按|在|对|统一|给予|依法)"
)
_LEADS = re.compile("[是为](?:牵头|主责)(?:单位|部门)")
_DONE = re.compile(
    r"已(?:经)?(?!建成的|有)|[一-鿿]了(?:[0-9一-鿿]{0,20}[，。；]|$)|近年来|取得|据悉|(?<![0-9一二三四五六七八九十])日前"
)
_NOT_THEIRS = re.compile(r"负责同志|负责人(?!员)|负责解释|解释。?$|参照执行")
_TASKED = re.compile(
    r"[ \u3000]*(?:[（(]?[0-9]{1,2}[）)、.．]|[①-⑳]|[-—–•·●])?[ \u3000]*"
    r"(?P<inner>(?:[^，。；：:\n（）]|（[^（）\n]{1,12}）){2,60})[：:]\s*"
    r"(?=(?:主要|具体|按照?职责|职责[是为])*(?P<role>负责(?!人(?!员)|同志)|承担|牵头|配合|协助|协调|统筹|组织|指导|监督|督促|参与|承办|会同"
    r"|做好|抓好|开展|加强|强化|推[进动]|落实|实施|执行|履行|贯彻|制[定订]|编制|拟[定订]|建立|完善|健全|提供|保障|发布"
    r"|收集|汇总|受理|审核|管理|维护|检查|排查|巡查|查处|打击|监测|预报|调度|安排|筹措|拨付|储备|调运|供应|抢修|救[援助治]"
    r"|转移|疏散|清[理运]|宣传|培训|设立|划定|公[布开]|报送|依法|及时|定期|根据|按照|结合|将|要|应|对|在|于))"
    r"(?P<words>[^\n]{4,})"
)
"""县水利局：承担日常工作，负责水情监测预报。A line that says what a body is to do behind its name; a name with other
words behind it is that of whom to call, or of who speaks."""
_ROLES: dict[str, Role] = {"牵头": "lead", "配合": "support", "协助": "support"}
_LONGEST_SUBJECT, _LONGEST = 200, 2_000
_ENDS = ("局", "委", "委员会", "厅", "办", "大队", "支队")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence, or a part of one up to a semicolon, and the units that it says do it."""

    start: int
    end: int
    named: list[Named]


def find_statements(text: str, start: int, end: int) -> Iterator[Statement]:
    """The statements of a stretch of text that name who does something.

    Parameters
    ----------
    text
        Clean text.
    start, end
        The words of one section.

    Yields
    ------
    Statement
        In order. A collective (各镇人民政府) counts only beside a statement on a single body, as sentences on
        everybody (各单位要高度重视) name nobody.
    """
    found: list[Statement] = []
    for sentence in _SENTENCE.finditer(text, start, end):
        if found and sentence.start() < found[-1].end:
            continue
        if (sentence.start() == start or text[sentence.start() - 1] == "\n") and (
            tasked := _tasked(text, sentence.start(), end)
        ):
            found.append(tasked)
            continue
        inside: list[Statement] = []
        for part in _PART.finditer(text, sentence.start(), sentence.end()):
            statement = _statement(text, part.start(), part.end())
            if statement is not None:
                inside.append(statement)
            elif inside and inside[-1].end == part.start():  # what follows says more of the same
                inside[-1] = replace(inside[-1], end=part.end())
        found += inside
    if any(not members_of(named.name) for statement in found for named in statement.named):
        yield from found


def _tasked(text: str, start: int, end: int) -> Statement | None:
    """A whole line that begins with the name of a body and a colon, and goes on with what it is to do."""
    match = _TASKED.match(text, start, end)
    if match is None or _DONE.search(match["words"]) or _NOT_THEIRS.search(match["words"]):
        return None
    named = parse_unit_list(match["inner"])
    if not named or not all(_is_named(n.name) for n in named):
        return None
    offset = match.start("inner")
    role = _ROLES.get(match["role"])
    moved = [Named(n.name, role or n.role, n.start + offset, n.end + offset) for n in named]
    return Statement(match.start("inner"), match.end(), moved)


def _statement(text: str, start: int, end: int) -> Statement | None:
    while start < end and text[start] in " 　\n“":
        start += 1
    words = text[start:end]
    match = _SUBJECT.match(words[:_LONGEST_SUBJECT]) or _BY.search(words[:_LONGEST])
    if match is None or _DONE.search(words) or _NOT_THEIRS.search(words):
        return None
    group = match.lastgroup or "inner"
    named = parse_unit_list(match[group])
    if not named or not all(_is_named(n.name) for n in named):
        return None
    offset = start + match.start(group)
    leads = _LEADS.match(words, match.end())
    moved = [Named(n.name, "lead" if leads else n.role, n.start + offset, n.end + offset) for n in named]
    return Statement(start, end, moved)


def _is_named(name: str) -> bool:
    """Whether a name says which body it is: 区财政局, 消防救援机构, 各镇政府; not 承办单位, 各级各部门."""
    if members_of(name):
        return not re.search("部门|单位|机关|机构", name)
    if office := _OFFICE.fullmatch(name):
        return any(registry().knows(office["field"] + end) for end in _ENDS)
    return bool(LEVEL.match(name)) or name.endswith("人民政府") or registry().knows(name)
