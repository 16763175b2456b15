"""The place that a title begins with, where no issuer is named: 棠川市公共租赁住房管理实施细则 → 棠川市.

Names of places are told by their form, not by a list: two to four characters and 省, 市, 区, 县 … What only looks like
one (老旧小区, 各乡镇, 宜居城市, 示范县) is told by the words in it, and by those that it runs on into (区域, 市场).
"""

from __future__ import annotations

import re

from corpus.head_words import NAME_LINE
from corpus.organs import OF_PEOPLE

_BEFORE = {
    "省": "全本各我该外跨邻节",
    "市": "全本各我该外跨邻城都超上股门夜菜早楼县级辖应入集",
    "州": "全本各我该",
    "盟": "全本各我该联加同结",
    "旗": "全本各我该国红党军锦",
    "县": "全本各我该外跨邻市区强郡",
    "区": "全本各我该外跨邻小社园地景校片库灾疫牧辖市特厂营禁郊分街院湿县设",
    "镇": "全本各我该外跨邻小乡城村重集古制强心",
    "乡": "全本各我该外跨邻返下城家回侨故之水还入离兴",
    "街道": "全本各我该镇乡条",
}
"""What stands before these in words that name no place (城市, 小区, 各镇)."""
_BEHIND = {
    "省": "[际内外]",
    "市": rf"[场容况值]|{OF_PEOPLE}",
    "州": "际",
    "盟": "[员友]",
    "旗": "[帜舰下]",
    "县": "[域城区市]|乡(?!村)",
    "区": "[域块划位间县市]",
    "镇": "[街乡]",
    "乡": "[镇村土贤愁亲]",
    "街道": "办(?!事处)",
}
"""What makes another word of them (市场, 区域, 县城)."""
_NO_NAME = re.compile(
    "[的和与及在对为从将等0-9]|关于|印发|转发|推进|推动|加强|加快|支持|鼓励|促进|做好|开展|进一步|全面|深化|提升|优化|完善"
    "|规范|创建|建设|打造|实施|落实|组织|保障|改造|整治|治理|老旧|住宅|居民|示范|文明|试点|先进|重点|特色|中心|美丽|智慧"
    "|数字|宜居|绿色|平安|和谐|健康|卫生|历史|文化|旅游|农村|农业|城市|乡村|工业|产业|经济|科技|高新|经开|生态|自然|国家"
    "|国有|公共|集中|贫困|偏远|深山|高山|高校|学校|医院|部分|有关|相关|首批|试验|保护|功能|核心|合作|开发|自贸|保税|年度"
    "|新时代|现代|城乡|基层|所有|其他|百强|产粮|边境|模范|脱贫|海绵|低碳|节水|韧性|服务|儿童|老年|友好|清洁|无障碍|标准"
)
"""What stands in no name of a place."""
_END = re.compile("自治区|自治州|自治县|自治旗|街道|省|市|州|盟|旗|县|区|镇|乡")
_LONGEST_NAME, _LONGEST_LEVEL = 4, 16
_FURTHER_KINDS = re.compile("(?:规程|手册|流程|简章|公约|一览表|明细表|汇总表|台账|告知书|告知单|服务卡)$")
_YEAR = re.compile(r"(?:19|20)\d\d年")


def place_in_title(title: str | None) -> str:
    """The place that a title begins with, empty when it begins with none.

    Parameters
    ----------
    title
        A title in whose front the place stands before a year or before what the document is on.
    """
    words = (title or "").strip("《》")
    end = 0
    while (step := _level_end(words, end)) is not None:
        end = step
    is_title = _YEAR.match(words, end) or (
        (NAME_LINE.match(words) or _FURTHER_KINDS.search(words)) and len(words) - end > 2
    )
    return words[:end] if is_title else ""


def _level_end(words: str, start: int) -> int | None:
    """Where a name of one level ends that begins at a position: 云河市 of 云河市青石区."""
    for match in _END.finditer(words, start + 2, start + _LONGEST_LEVEL):
        name, kind = words[start : match.start()], match.group()
        is_people = kind.startswith("自治")
        if _NO_NAME.search(name) or (len(name) > _LONGEST_NAME and not is_people):
            return None
        if is_people or _is_place(name, kind, words[match.end() : match.end() + 4]):
            return match.end()
    return None


def _is_place(name: str, kind: str, after: str) -> bool:
    if name[-1] in _BEFORE[kind] or re.match(_BEHIND[kind], after):
        return False
    return not (kind == "区" and name.endswith("城") and (len(name) > 2 or name[0] in "主新老旧建中县"))
