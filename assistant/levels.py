"""Words for a level of government in a question (市里, 省级, 我区, 国务院办公厅): whose notices they mean."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.divisions import BEFORE, divisions

_IN = re.compile(r"(?P<kind>[省市区县州旗镇乡])里(?:面|头)?(?![程弄])")
_OWN = re.compile(
    r"(?P<own>我们?|咱们?)(?P<kind>[省市区县州旗镇乡])(?!级|里)"
    r"|(?P<all>本|全)(?P<level>[省市区县州旗镇乡])(?=[今去前明]年|20\d\d|[的对有在要怎应是共呢，,？?]|一共|总共|什么|哪|多少|$)"
)
"""全市中小学, 本市户籍 are what a notice speaks of; 全市今年 is a scope."""
_RANK = re.compile(
    r"(?P<kind>[省市区县镇])级(?:层面|政府(?!部门|采购)|(?=的?[一-鿿]{0,8}(?:要点|文件|公文|通知|方案|措施|规定)|[和与、跟，]|[今去前明]年|20\d\d|对))"
)
_OFFICE = re.compile(r"^(?P<kind>[省市区县])(?=(?:人民)?政府(?!部门|采购|网))")
_NATIONAL = re.compile(
    r"国务院|国办(?!发|函|明|公开办)|(?:国家|中央)(?=层面|[对在是怎和与跟、，呢]|20\d\d|[今去前明]年|的?(?:要求|规定|文件|通知|意见))"
)
_LEVELS = {"省": "省", "市": "市", "州": "市", "区": "县", "县": "县", "旗": "县", "镇": "镇", "乡": "镇"}
_ENDS = {
    "省": ("省", "自治区", "行政区"),
    "市": ("市", "自治州", "州", "盟"),
    "州": ("自治州", "州"),
    "区": ("区",),
    "县": ("县",),
    "旗": ("旗",),
    "镇": ("镇", "街道"),
    "乡": ("乡", "苏木"),
}
_LEVEL_WORDS = {
    "省": "省级",
    "市": "市级",
    "区": "区级",
    "县": "县级",
    "镇": "乡镇",
    "州": "州级",
    "旗": "旗级",
    "乡": "乡级",
}
_DIRECT = ("北京市", "天津市", "上海市", "重庆市")
_YEAR_BEFORE = re.compile(r"(?:[年月日里\u3000]|这|请|看|下|听|由|让|跟|是|由|个)$")


@dataclass(frozen=True, slots=True)
class LevelWord:
    """A word for a level: 市里 of kind 市; ``own`` where the asker's own is meant (我市), or all of it (全市).

    ``office`` is set where the issuer is named (省政府办公厅).
    """

    words: str
    start: int
    end: int
    kind: str
    own: str = ""
    office: bool = False


def find_levels(text: str) -> list[LevelWord]:
    """The words for a level in a text, from left to right; 城市里, 社区里 and 省级示范点 are none."""
    out: list[LevelWord] = []
    for pattern in (_OWN, _IN, _RANK, _OFFICE):
        for match in pattern.finditer(text):
            before = text[: match.start()]
            groups = match.groupdict()
            own = groups.get("own") or groups.get("all") or ""
            if own[:1] not in ("我", "咱") and not (BEFORE.search(before) or _YEAR_BEFORE.search(before)):
                continue
            if not any(w.start < match.end() and match.start() < w.end for w in out):
                out.append(
                    LevelWord(
                        match.group(),
                        match.start(),
                        match.end(),
                        groups["kind"] or groups["level"],
                        own,
                        pattern is _OFFICE,
                    )
                )
    out += [LevelWord(m.group(), m.start(), m.end(), "国") for m in _NATIONAL.finditer(text)]
    return sorted(out, key=lambda w: w.start)


def level_name(kind: str) -> str:
    """What the notices of a level are called where none is held: 省级."""
    return _LEVEL_WORDS[kind]


def of_level(places: Sequence[str], kind: str, parts: Mapping[str, Sequence[str]]) -> list[str]:
    """The places of a level among those held: of 市 the cities, but no city that is a county (章丘市)."""
    return [p for p in places if p and _is_of(p, kind, parts[p])]


def _is_of(place: str, kind: str, parts: Sequence[str]) -> bool:
    last = parts[-1]
    if place == "国家" or not last.endswith(_ENDS[kind]):
        return False
    if kind == "市":
        outer = any(p.endswith(("市", "州", "盟")) for p in parts[:-1])
        known = divisions().full.get(last, ())
        return not outer and (not known or any(d.level == "市" or d.name in _DIRECT for d in known))
    return kind != "省" or last not in _DIRECT


def at_home(home: Sequence[str], kind: str) -> str:
    """The part of the home district that a level word means: of 云河市, 青石区 the first for 市里.

    Where the home is a division of China its city and province are known without being named; empty where not.
    """
    for part in reversed(home):
        if part.endswith(_ENDS[kind]) and (kind != "省" or part not in _DIRECT):
            return part
    known = divisions().full.get(home[-1], ())
    outer = {p for d in known for p in ((d.province,) if kind == "省" else (d.city,) if kind in "市州" else ())}
    if kind == "省" and len(home) > 1:
        outer = {d.province for d in divisions().full.get(home[0], ())}
    return outer.pop() if len(outer) == 1 else ""
