"""A place below the issuer's that a question names (青山镇): the number of the whole county is not its number."""

from __future__ import annotations

import re
from collections.abc import Collection

from assistant.divisions import ends_word, is_word
from assistant.find import Scored
from assistant.invented import GENERIC, LEADING

_TOWN = re.compile(
    r"(?P<kind>民族乡|镇|乡|街道|苏木)(?:办事处|政府|人民政府)?(?![镇乡]|[一-鿿]?[区村])"
    r"|(?P<village>村(?![庄级民里镇组居落务口集容貌史干改小])|社区(?![里化]))"
)
_VERBS = (
    r"修复|改造|新建|新增|建设|建成|打造|创建|培育|整治|完成|提升|推进|开展|治理|维修|整修|翻修|拓宽|清扫|美化|亮化|绿化|扩建|涉及|惠及|覆盖"
    r"|实施|安排|拨付|补助|支持|奖励|投入|发展|评选|命名|认定|培训|走进|服务|支援|帮扶|保护|设立|选派|选聘|配备"
)
_BOUND = re.compile(
    rf"(?:^|[^一-鿿]|目前|截至|截止|现在|如今|当前|[半今去全\d]年|月份?|季度|其中|包括|位于|{_VERBS}|全[省市县区])$"
)
"""What stands before the name of a town: nothing, 目前, 上半年, 新建."""
_LOOSE = re.compile(r"[中里内在对的给为由于年日底、和与及跟同向从把是有除到至省市县区]$")
"""The same, where it makes no word with the first character of the name: 泊位中青山镇."""
_RARE = ("镇", "乡", "民族乡", "苏木")
"""Other than 街道 and 社区 they end little but names."""
_LONGEST = {"村": 4, "社区": 5}
_GENERIC = re.compile(
    rf"^(?:全|各|每|哪|几|本|我|咱|这|那|所有|多少|撤|{_VERBS})|[的了几多个哪什么]"
    r"|(?:[城乡街小各每强名古村区家故下返回离入进归设改并撤老新旧]|重点|中心|特色|示范|建制|试点|涉农|老旧|背街|城市|商业|美丽|民族|主干|主次|森林|卫生|文明|样板|标杆|平安|智慧|先进|精品|绿色|幸福|和谐|健康|最美|宜居|数字|典型|历史|繁华|主要|部分|狭窄|破损"
    r"|工业|农业|旅游|生态|文旅|康养|产业|文化"
    r"|[哪几两三四五六七八九十]个|全[省市县区])$"
)
"""What stands before 镇 or 街道 and names none: 城镇, 特色小镇, 各街道."""
_GENERIC_VILLAGE = re.compile(
    r"行政|自然|传统|智慧|完整|农村|空心|贫困|脱贫|城中|和美|幸福|平安|绿色|低碳|安置|搬迁|新型|城乡|撤并|民主|法治|共同|网络|试验|先进|先行"
    r"|集体|薄弱|边境|民居|旅游|生态|健康|和谐|未来|老年|儿童|儿女|友好|志愿|基层|街道|乡镇|无障碍|近郊|中国|移民|数字|学习|进|所辖|辖区|县城|市区"
)
"""智慧社区, 空心村."""
_DISTRICT = re.compile(r"^(?P<stem>[一-鿿]{2,3}?)(?P<kind>[区县])(?=[一-鿿])")
_NO_DISTRICT = re.compile(
    r"(?:[禁限适可宜]|非禁)[养建种牧渔猎采行航伐垦燃]|易[涝旱发燃堵灾]|[多易]发|低洼|[滞行蓄分]洪|采空|塌陷|沉陷|受[灾援]|连片|缓冲|试验|规划|建成|棚户|主城|[大强小]$"
)
"""禁养区, 易涝区, 产粮大县."""
_WHOLE = re.compile(r"全[国省市县区旗州镇]")
_ALIKE = {"全县": "全区", "全旗": "全区", "全州": "全市"}
_TOTAL = re.compile(r"共|合计|累计|总")
_EACH = re.compile(
    r"每(?:[人户名位亩月]|个?(?:行政)?(?:村|社区|镇|乡|街道))"
    r"|每[^，。；、]{1,8}(?:补贴|补助|奖励|奖补|收费|收取|给予|不超过|不低于|不少于)"
)
_FOR_ALL = re.compile(r"各(?:镇|乡|街道|街镇|县|区|市|地|村)|均(?:为|按|不)|一律")
_STANDARD = re.compile(r"(?<!高)标准(?![化地厂农])")
_OF_MONEY = re.compile(r"元|补[贴助]|收费")
_STEM_BEHIND = re.compile(r"$|[^一-鿿]|[和与及等新建达完有为是共各两三四五六七八九十]|片区")


def part_asked(content: str) -> str:
    """The town of a question without the words of its scope (青山镇), or its district that is no place held."""
    lead = LEADING.match(content)
    if lead and (lead.end() > 1 or not is_word(content[:2])):  # not 和 of 和平街道
        content = content[lead.end() :]
    for match in _TOWN.finditer(content):
        kind = match["kind"] or match["village"]
        for size in range(2, _LONGEST.get(kind, 3) + 1):
            start = match.start() - size
            if start >= 0 and _is_town(content, start, match.start(), kind):
                return content[start : match.start()] + kind
    if (district := _DISTRICT.match(content)) and _is_district(content, district):
        return district["stem"] + district["kind"]
    return ""


def whole_asked(content: str) -> str:
    """The level of which all is asked: 全市."""
    whole = _WHOLE.search(content)
    return whole.group() if whole else ""


def _is_town(content: str, start: int, end: int, kind: str) -> bool:
    """Whether the characters before 镇 or 村 are a name that begins behind a word."""
    stem = content[start:end]
    if not re.fullmatch("[一-鿿]+", stem) or _GENERIC.search(stem) or not _begins(content, start, kind in _RARE):
        return False
    return not (kind in _LONGEST and _GENERIC_VILLAGE.search(stem))


def _begins(text: str, start: int, after_any: bool = False) -> bool:
    """Whether a name may begin there, behind a word of those above, or ``after_any`` word, with none across."""
    before = text[:start]
    if _BOUND.search(before):
        return True
    follows = bool(_LOOSE.search(before)) or (after_any and is_word(before[-2:]))
    return follows and not is_word(text[start - 1 : start + 1])


def _is_district(content: str, match: re.Match[str]) -> bool:
    """Whether what has the form of a district is made of no word that ends or begins with 区 (学区, 区域, 建成区)."""
    if any(pattern.search(match["stem"]) for pattern in (_GENERIC, GENERIC, _NO_DISTRICT)):
        return False
    end = match.end()
    words = (match.group(), content[end - 2 : end], content[end - 1 : end + 1])
    return ends_word(content, end) and not any(map(is_word, words))


def tells_of(part: str, scored: Scored, places: Collection[str] = ()) -> bool:
    """Whether a sentence speaks of a place: by its name or under a heading of it, or sets a rule for all.

    ``places`` are those that the notice is from: one that bears the name is the place itself.
    """
    if _WHOLE.fullmatch(part):  # the number of 全区 is not that of 全市
        said = {_ALIKE.get(word, word) for word in _WHOLE.findall(scored.sentence.words)}
        return not said or _ALIKE.get(part, part) in said
    if not part or any(place.endswith(part) for place in places) or is_for_all(scored.sentence.words):
        return True
    trail = scored.clause.trail if scored.clause is not None else ()
    told = [scored.task.task, *(unit.name for unit in scored.task.units)] if scored.task is not None else []
    return any(names(part, words) for words in (scored.sentence.words, *trail, *told))


def is_for_all(words: str) -> bool:
    """Whether a sentence sets a rule for every place or person, which holds in a part as well; a total does not."""
    if _STANDARD.search(words) and _OF_MONEY.search(words):
        return True
    if _EACH.search(words) and not _WHOLE.search(words):
        return True
    return bool(_FOR_ALL.search(words)) and not (_WHOLE.search(words) and _TOTAL.search(words))


def names(part: str, words: str) -> bool:
    """Whether some words name a place in full, or by its stem where that stands alone (青山5处, not 绿水青山)."""
    if part in words:
        return True
    stem = re.sub(r"(?:民族乡|镇|乡|街道|苏木|村|社区|[区县市])$", "", part)
    return len(stem) > 1 and any(
        _begins(words, match.start()) and _STEM_BEHIND.match(words, match.end())
        for match in re.finditer(re.escape(stem), words)
    )
