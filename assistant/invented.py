"""Names in a question that have the form of a place and are in no list: 黑石区, 两江新区."""

from __future__ import annotations

import re
from collections.abc import Container

from assistant.divisions import divisions, ends_word, is_word

_UNKNOWN = re.compile(
    r"(?P<name>[一-鿿]{2,4}?)(?P<kind>区|县|市|省|州|镇)(?=20\d\d|\d\d年|[今去前明]年|的|对|在|关于|政府|财政|教育|民政|人社|卫|公安|文旅|发改|住建|城管|农业|市场|生态|自然|交通|水|应急|审计|统计|医保|司法|工信|商务|[，,：:？?\u3000]|$|呢|[和与跟、及]\u3000|有|要|怎|政务|公开|规定|里|通知)"
)
_AT_FIRST = re.compile(
    r"(?:^|(?<=[^一-鿿])|(?:[在对问跟按]|请问|关于|比较|那么?|今年|去年))(?P<whole>(?P<name>[一-鿿]{2})[市县区])(?=[一-鿿])"
)
_LANDSCAPE = "石山河江湖海溪泉岭峰坪桥塘岸湾浦潭川岛阳州"
"""What names of places end in, be they words or not (黑石)."""
GENERIC = re.compile(
    r"(?:综保|自贸|自创|农高|集聚|防御|危险|先行|贫困|名|强|隔壁|周边|兄弟|邻|穷|大城|小城|保税|地级|直辖|省辖|设区|试点|核心|服务|封控|管控|防范|功能|居民|商业|办公|中心|安置|旅游|重点|缓冲|生活|休息|办事|自助|等候|禁[停放燃]|地|社|园|小|老旧小|灾|库|林|牧|矿|厂|病|保护|生态|城|专|街|校|片|辖|各|全|本|我|我们|咱|咱们|该|哪个|哪|什么|某|每个|开发|高新|新|示范|实验|景|山|农村和社|政务公开专|公开专|市|自治|区|县|省|基层|乡|村|不同|其他|外|上级|下级|各级|郊|市辖|[两几这那每哪一二三四五六七八九十]个)$"
)
_NAMED = re.compile(
    r"[历增蕉荔鹿柯越襄樊谯东西上下]城区|[聊诸邹运晋盐宣韩禹丰项]城市|[唐佛鞍黄舟中乐眉保昆]山市|[房宝金南萧惠博岱香洪]山区"
    r"|[新萍]乡市|阜新市"
)
"""Districts whose names end like common words (城区, 山区)."""
LEADING = re.compile(
    r"^(?:请问|想问|问|那么?|关于|对于|对照|比较|查|看|找|按照?|根据|在|和|与|跟|及|同|知道|了解|我们|请)"
)
_NUMERALS = frozenset("0123456789一二三四五六七八九十两")
_COUNTED_TIME = re.compile(r"(?:月份?|年度?|[日号]|个?季度)(?:之前|以前|[底初前后内])?")
_TIME = re.compile(r"(?:[一二三四]季度|[上下]半年|[本上下这]个?月|年[底初])前?")
_WITHIN = re.compile(r".*(?:[的里在对由被是些到从把让给往]|[局委办厅院队府][和与跟同及])")
PARK = re.compile(
    r"综合实验区|经济技术开发区|高新技术产业开发区|高新技术开发区|经济开发区|开发区|高新区|经开区|示范区|新区|保税区"
)
PARK_BEHIND = re.compile(
    r"(?:20|19)\d\d|[今去前明]年|的|对|在|关于|怎|政务|公开|管委会|管理委员会|财政|[，,：:]|有|要|怎|$"
)
_TOWNS_OWN = ("新区", "开发区", "高新区", "经开区", "经济技术开发区", "高新技术产业开发区", "经济开发区")
_OTHER_PARK = re.compile(
    r"(?<![一-鿿])(?P<name>(?!国家|省|各|城市|文明|生态|工业|产业|经济|技术|旅游|农业|科技|城乡|老城|我|本|这|那|什么|哪)[一-鿿]{2,4}?)(?<![级类型个家])"
    rf"(?P<park>{PARK.pattern})(?={PARK_BEHIND.pattern})(?!管委会|管理委员会)"
)
"""The name of a park that no notice is from: 黑石经济技术开发区, 两江新区."""


def find_invented(text: str, forms: Container[str]) -> list[tuple[str, int, int]]:
    """The names in the form of a place that a text has, each with where it stands.

    Parameters
    ----------
    text
        A question with blanks for the places that are known and the words for a level.
    forms
        Names that are known.
    """
    out: list[tuple[str, int, int]] = []
    for match in _UNKNOWN.finditer(text):
        name, start = match["name"], match.start()
        is_counted = text[start - 1 : start] in _NUMERALS
        if time := (_COUNTED_TIME if is_counted else _TIME).match(name):  # 4月份县水利局, 三季度县水利局
            name, start = name[time.end() :], start + time.end()
        while (lead := LEADING.match(name)) and len(name) > lead.end():
            name, start = name[lead.end() :], start + lead.end()
        if words := _WITHIN.match(name):
            name, start = name[words.end() :], start + words.end()
        whole = name + match["kind"]
        if match["kind"] == "州" and divisions().named(whole[-2:]):  # 户口落到广州
            whole, start = whole[-2:], match.end() - 2
        elif (
            (GENERIC.search(name) and not _NAMED.fullmatch(whole))
            or whole in forms
            or len(whole) < 3
            or match.start() > 12
        ):
            continue
        out.append((whole, start, match.end()))
    for match in _AT_FIRST.finditer(text):
        if not any(a < match.end() and match.start() < b for _, a, b in out) and _is_name(text, match, forms):
            out.append((match["whole"], match.start("whole"), match.end()))
    for match in _OTHER_PARK.finditer(text):
        if divisions().named(match["name"]) or match["park"] in _TOWNS_OWN:
            out.append((match.group(), match.start(), match.end()))
    return out


def _is_name(text: str, match: re.Match[str], forms: Container[str]) -> bool:
    """Whether what stands where a place may, in the form of one (苏洲市, 黑石区), is made of no words (核心区)."""
    name, whole = match["name"], match["whole"]
    if _WITHIN.match(name) or GENERIC.search(name) or whole in forms or not ends_word(text, match.end()):
        return False
    name = name if name[-1] not in _LANDSCAPE else ""
    if whole.endswith("县"):  # no common word ends so; 陵县 is a name itself
        return not is_word(name) if name else True
    around = (name, whole, whole[-2:], text[match.end() - 1 : match.end() + 1])
    return not any(len(words) > 1 and is_word(words) for words in around)
