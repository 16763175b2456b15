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
_SURNAME = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖萧田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金"
    "石廖贾夏韦付傅方邹熊白孟秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章"
    "鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷曲盛冉翁蓝路游辛靳管柴蒙鲍华喻祁房滕屈饶解牟艾尤时穆"
    "农司车项简冷古佘甄卓"
)
_PERSON = rf"(?:[{_SURNAME}][一-鿿某×]{{1,2}}|(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|夏侯|令狐)[一-鿿某×]{{1,2}})"
_PERSONS = re.compile(
    rf"(?:^|[^一-鿿]|[为是由即系和及与有名奖者员人师长]|授予|表彰|奖励|任命|免去|聘任|推荐|给予|联系){_PERSON}(?:同志|先生|女士)?$"
    r"|(?:同志|先生|女士|教授|[^一-鿿]代表|个人|选手|专家|评委|嘉宾)$"
)
"""Behind a person's name it says where that person is."""
_BARS = re.compile(
    r"(?:》|[%％‰]|[0-9０-９]|[^一-鿿][一二三四五六七八九十百千万亿]+|[年月日号]|百分之[一二三四五六七八九十百]+"
    r"|电话|热线|邮箱|信箱|网址|网站|公众号|室|大厅|会场|[0-9０-９一二三四五六七八九十]+[楼层]"
    r"|咨询|投诉|举报|做法|经验|案例|模式|名单|数据|来源|资料|口径|材料)$"
    r"|已(?:经)?(?:建成|完成|实现|开展|投入|启动|达到)|近年来|去年|据悉"
    r"|^(?:参照|参见|详见|摘自|引自|转自|来源|供稿)"
    r"|(?:奖|名|组长|成员|主任|主席|指挥|人员|名单|案例|来源|供稿|作者|单位|个人|集体|代表|嘉宾|评委|专家|人)[^一-鿿：:]{0,3}[:：]"
    r"|[:：](?:[一-鿿]{2,4}(?:[（(][^（）()]*[）)])?[、，, ])*[一-鿿]{2,4}$"
)
"""What a bracket with one unit only explains, or gives the source of."""
_FORMER = re.compile(r"(?:^|[^一-鿿]|[即系为由])原")


def may_be_assigned(text: str, since: int, start: int, end: int, name: str, inner: str) -> bool:
    """Whether a bracket that holds one unit and nothing else can tell who does what stands before it.

    Parameters
    ----------
    text
        Clean text.
    since
        Where the words of its item begin.
    start, end, name
        As of :func:`is_assigned`.
    inner
        What stands in it.
    """
    words = text[max(since, start - _NEAR) : start].rstrip(" \n" + _STOPS)
    sentence = re.split(r"[。；\n]", words)[-1]
    if not sentence or _FORMER.search(inner) or _BARS.search(sentence) or _PERSONS.search(sentence):
        return False
    return is_assigned(text, start, end, name, False)


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
