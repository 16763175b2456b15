"""What a bracket behind a duty says: one unit alone (（县水利局）), labels without a colon (（牵头单位 县水利局）)."""

from __future__ import annotations

import re
from itertools import pairwise

from corpus.model import Role
from corpus.units import Named, knows, members_of, parse_unit_list, split_level

_STOPS = "。；;！!"
_ENDS = re.compile(r"\s*(?:[。；;]|\n|$)")
_BODY = re.compile(
    r"(?:局|委员会|办公室|办公厅|办事处|厅|公司|集团|大队|支队|管委会|中心|政府|领导小组|专班|海关|法院|检察院|指挥部)$"
)
_WEAK = re.compile(r"(?:[市区县州镇乡村]|社区|街道|园区|[景林牧农]区|单位|部门|机关|机构|企业)$")
"""Ends of names that are places, or say of nobody in particular who it is."""
_TOWN = re.compile(r"[一-鿿]{2,4}(?:镇|乡|街道|苏木)$")
_EXPLAINED = re.compile(
    r"(?:部门|单位|机关|机构|科室|窗口|政府|领导小组|办公室|领导|主任|书记|[局委厅署]"
    r"|[组会局县市区乡镇队院校所处科站]长|[0-9０-９A-Za-z@])$"
)
"""Words that a bracket behind them only names: 报牵头部门（县发改委）。"""
_CONTACT = re.compile(r"(?:地址|地点|电话|热线|邮箱|邮编|联系人|联系方式|传真|网址|咨询点)[^。；\n]{0,8}[:：]")
_LABEL = re.compile(
    r"(?:[省市县区州]级)?(?:(?P<lead>牵头|主办|主责)|(?P<support>配合|协办|协同|协助|支撑|参与)|(?P<plain>责任|承办|落实|实施|负责))"
    r"(?:责任)?(?:单位|部门|主体)\s*[:：]?"
)
_ROLES: dict[str, Role] = {"lead": "lead", "support": "support", "plain": "plain"}
_NEAR = 200


def is_assigned(text: str, start: int, end: int, name: str, has_deadline: bool) -> bool:
    """Whether a bracket that holds one name tells who does what stands before it.

    Parameters
    ----------
    text
        Clean text.
    start, end
        The bracket.
    name
        The unit in it.
    has_deadline
        Whether it says by when too: nothing that only explains a word does.

    Returns
    -------
    bool
        True behind a full stop, and at the end of a sentence whose last words are none that the name explains
        (向主管部门（县市场监管局）申请 goes on, 报主管部门（县市场监管局）。 says which).
    """
    before = text[max(0, start - _NEAR) : start]
    words = before.rstrip(" \n")
    sentence = re.split(r"[。；\n]", words.rstrip(_STOPS))[-1]
    if not words or _CONTACT.search(sentence):
        return False
    if words[-1] in _STOPS:
        return _names_somebody(name)
    if members_of(name) or not _is_body(name):
        return False
    if has_deadline:
        return True
    if not _is_known(name):
        return False
    explains = bool(_EXPLAINED.search(words)) or words[-1] == name[-1]
    return bool(_ENDS.match(text, end)) and not before.endswith("\n") and not explains


def _names_somebody(name: str) -> bool:
    return bool(members_of(name) or _TOWN.match(name) or _is_body(name))


def _is_body(name: str) -> bool:
    """Whether a name says which body it is: 县水利局, 青石街道办事处; not 社区, 县城, 牵头单位."""
    if _WEAK.search(name):
        return False
    return bool(_BODY.search(name)) or _is_known(name)


def _is_known(name: str) -> bool:
    return knows(name) or bool(split_level(name)[0])


def labelled_names(words: str) -> list[Named] | None:
    """The units of a bracket whose labels have no colon behind them (牵头单位 县水利局), or None.

    Blanks are no part of clean text: 牵头单位县水利局配合单位县农业农村局.
    """
    labels = list(_LABEL.finditer(words))
    if not labels or words[: labels[0].start()].strip() or all(m.group().endswith((":", "：")) for m in labels):
        return None
    out: list[Named] = []
    for label, stop in pairwise([*((m, m.start()) for m in labels), (None, len(words))]):
        mark = label[0]
        named = parse_unit_list(words[mark.end() : stop[1]], _ROLES[mark.lastgroup or "plain"]) if mark else None
        if (
            not mark
            or not named
            or not all(members_of(n.name) or _is_body(n.name) or _TOWN.match(n.name) for n in named)
        ):
            return None
        out += [Named(n.name, n.role, n.start + mark.end(), n.end + mark.end()) for n in named]
    return out
