"""The place that a title begins with, where no issuer is named: 棠川市公共租赁住房管理实施细则 → 棠川市.

Names of places are told by their form, not by a list: two to four characters and 省, 市, 县 … What only looks like
one (老旧小区, 各乡镇, 宜居城市, 示范县) is told by the words in it, and by those that it runs on into (区域, 市场).
Of 区, 旗 and 盟 there are more kinds than names (棚户区, 黄河滩区): they count before a year (丹霞区2026年…) or behind
an outer place (云河市青石区); 镇 and 乡 behind one only. A wrong place is worse than none.
"""

from __future__ import annotations

import re

from corpus.head_words import NAME_LINE
from corpus.organs import OF_PEOPLE

_BEFORE = {
    "省": "全本各我该外跨邻节",
    "市": "全本各我该外跨邻城都超上股门夜菜早楼县级辖应入集列地",
    "州": "全本各我该",
    "盟": "全本各我该联加同结",
    "旗": "全本各我该国红党军锦",
    "县": "全本各我该外跨邻市区郡大族属辖管权困郊业援",
    "区": "全本各我该外跨邻小社园地景校片库灾疫牧辖市特厂营禁郊分街院湿县设户胜洪滞老滩置养速灌陷涝燃学控险冲渔迁热流保"
    "殖种居住工业作储车航泊务试验赏易融览憩猎伐采垦播治理管制救难害震毒染污飞鸣放停点级层型类性用闲共属圈带界线围矿控",
    "镇": "全本各我该外跨邻小乡城村重集古制强心辖属远族",
    "乡": "全本各我该外跨邻返下城家回侨故之水还入离兴辖属远族",
    "街道": "全本各我该镇乡条",
}
"""What stands before these in words that name no place (城市, 小区, 各镇)."""
_BEHIND = {
    "省": "[际内外]",
    "市": rf"[场容况值]|{OF_PEOPLE}",
    "州": "际",
    "盟": "[员友]",
    "旗": "[帜舰下]",
    "县": "[域区]|城(?![市乡管镇])|市(?![场政民容监])|乡(?!村)",
    "区": "[域块划位间县市]",
    "镇": "[街乡]",
    "乡": "[镇村土贤愁亲]",
    "街道": "办(?!事处)",
}
"""What makes another word of them (市场, 区域, 县城)."""
_NO_NAME = re.compile(
    "[的与及在对为等0-9]|从(?![江化])|将(?!乐)|^.和.|关于|印发|转发|推进|推动|加强|加快|支持|鼓励|促进|做好|开展|进一步|全面|深化|提升|优化|完善"
    "|规范|创建|建设|打造|实施|落实|组织|保障|改造|整治|治理|老旧|住宅|居民|示范|文明|试点|先进|重点|特色|中心|美丽|智慧"
    "|数字|宜居|绿色|平安|和谐|健康|卫生|历史|文化|旅游|农村|农业|城市|乡村|工业|产业|经济|科技|高新|经开|生态|自然|国家"
    "|国有|公共|集中|贫困|偏远|深山|高山|高校|学校|医院|部分|有关|相关|首批|试验|保护|功能|核心|合作|开发|自贸|保税|年度"
    "|新时代|现代|城乡|基层|所有|其他|百强|产粮|边境|模范|脱贫|海绵|低碳|节水|韧性|服务|儿童|老年|友好|清洁|无障碍|标准|风景|名胜|棚户|革命|移民|安置|涵养|水源|限速|水库|民族|少数|产油|产煤|制种|财政|沿海|对口|结对|秦巴|大别"
    "|太行|沂蒙|武陵|乌蒙|吕梁|六盘|丘陵|牧业|林业|渔业|国营|垦"
)
"""What stands in no name of a place."""
_END = re.compile("自治区|自治州|自治县|自治旗|街道|省|市|州|盟|旗|县|区|镇|乡")
_LONGEST_NAME, _LONGEST_COUNTY, _LONGEST_LEVEL = 4, 3, 16
_SHORT = re.compile(
    "[和歙黟泾寿萧砀沛滑浚淇杞睢郏嵩息范易献沧雄蔚涉磁邱魏威景赵隰岚兴临代应古吉沁绛夏祁盂义单莘冠曹莒费房随澧攸南道珙渠泸高荣青茂理岷康徽成礼文环"
    "宁漳忠勉洋佳富眉凤乾宾容藤蠡索朗唐温陇云叶新]县"
)
"""Names of counties that have one character: these are few, and told by a list."""
_BY_FORM = ("省", "市", "县", "州")
"""Kinds whose form tells a name; the others need a year behind them or an outer place before them."""
_ONLY_WITHIN = ("镇", "乡")
_STREET_OFFICE = re.compile("办事处|党工委")
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
    if _SHORT.match(words, start) and not re.match(_BEHIND["县"], words[start + 2 :]):
        return start + 2
    for match in _END.finditer(words, start + 2, start + _LONGEST_LEVEL):
        name, kind = words[start : match.start()], match.group()
        is_people = kind.startswith("自治")
        if _NO_NAME.search(name) or (len(name) > _LONGEST_NAME and not is_people):
            return None
        if is_people or _is_place(name, kind, words[match.end() : match.end() + 4]):
            is_borne = is_people or kind in _BY_FORM or start > 0 or _is_borne(kind, words, match.end())
            return match.end() if is_borne else None
    return None


def _is_borne(kind: str, words: str, end: int) -> bool:
    """Whether what stands behind a name says that it is a place, where its form does not."""
    if kind == "街道" and _STREET_OFFICE.match(words, end):
        return True
    return kind not in _ONLY_WITHIN and bool(_YEAR.match(words, end))


def _is_place(name: str, kind: str, after: str) -> bool:
    if name[-1] in _BEFORE[kind] or re.match(_BEHIND[kind], after):
        return False
    if (kind == "县" and len(name) > _LONGEST_COUNTY) or (len(name) > 2 and name.endswith("强")):
        return False
    return not (kind == "区" and name.endswith("城") and (len(name) > 2 or name[0] in "主新老旧建中县"))
