"""Units (责任单位): an open recogniser of names in lists, roles and collective units.

The recogniser works by the form of names (they end in 局, 委, 办, 镇 …), not by a list, so that organs that nobody
has met are read too. The registry only tells which names mean the same organ.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate

from corpus.model import Role, Unit
from corpus.organs import LEVEL, OF_PEOPLE, registry

_SUFFIX = (
    r"(?:局|委员会|委|办公室|办公厅|办事处|办|厅|部|署|院|中心|政府|街道|镇|乡|苏木|管委会|公司|集团|银行|分行|支行|队|海关"
    r"|监会|总会|工会|联合会|促进会|贸促会|协会|商会|联社|学校|大学|学院|馆|站|所|妇联|残联|科协|文联|侨联|工商联|团委|共青团"
    r"|园区|开发区|高新区|经开区|新区|示范区|试验区|单位|部门|机构|企业|机关|组|处|科|室|社|社区|村|街镇|镇街|乡镇|区县|县区|县市区|部委"
    r"|组织|媒体|电视台|报社|指挥部|联席会议|人行|院校|高校|医院|中小学|党工委|工委|党委|纪委|监委|人大|政协|法院|检察院|税务|公安|人武部"
    r"|主体|林场|农场|牧场|场站|景区|保护区|街办|派出机构|直属机构|港|机场|[剧舞乐术技艺曲]团|[市区县州]|政府部门|高等院校)"
)
_NAME = re.compile(
    rf"^(?:[一-鿿（）()〔〕“”·、]{{1,26}}{_SUFFIX}|人行|海关|工会|妇联|残联|科协|文联|侨联|团委|人大|政协|法院|检察院|纪委|监委)"
    r"(?:（[^（）]{1,20}）|\([^()]{1,20}\))?$"
)
_STOP = re.compile(
    r"会同|[。！？《》：:%0-9]|的|要|应当|推进|加强|开展|负责人|完成|做好|牵头|落实情况|建立|组织开展|提升"
)
_SEPARATOR = re.compile(r"\s*(?:、(?!单位|机构|企业(?:$|[、，,；;]))|[，,；;/]|以及|\n)\s*")
_GLUE = re.compile(
    r"(?:(?<=[局委办厅处院镇乡门位心部室司])|(?<=[镇乡]人民政府))(?=(?:各|相关|有关)[一-鿿]{2,}|[区市县省](?!分局|委员|场)[一-鿿]{2,})"
)
_AND = re.compile(
    r"^(?P<left>.*?(?:局|委|办|厅|部门|单位|政府|公司|街道|镇|乡|中心|院|会|区|部|机构))(?:和|及|与|、)(?P<right>.+)$"
)
_ETC = re.compile(
    r"等(?:相关|有关)?(?:市级|区级|县级|省级|直属)?(?:[一二三四五六七八九十\d]+个?)?(?:部门和单位|部门单位|部门|单位|机构|方面|企业)?$"
)
_LABEL = re.compile(r"(?:^|(?<=[\s；;，,、]))[^：:，,、；;\s]{2,18}[:：]")

_ROLE_LABEL = re.compile(
    r"(?:[省市县区州]级)?(?:(?P<lead>(?:牵头|主办|主责|第一责任|主要责任)(?:责任)?(?:单位|部门|处室|科室|领导)?)\s*[:：]"
    r"|(?P<support>(?:配合|协办|协助|协同|支撑|支持|参与|参加)(?:责任)?(?:单位|部门|处室|科室)?)\s*[:：]"
    r"|(?P<plain>(?:责任|承办|落实|实施|负责|主管|完成|指导)(?:单位|部门|处室|科室|主体|人)?)\s*[:：])"
)
_ROLE_VERB = re.compile(
    r"(?:按照?(?:各自)?(?:职责|职能)?分?工?)?(?P<verb>主办|牵头(?:负责|落实|实施|组织|办理|推进)?|(?:分别|共同|具体|按职责分工|分工|各自)?负责(?:落实|实施|组织实施|推进)?|(?:协同|共同|协助|积极)?配合|参与|协助|协办|"
    r"(?:具体|组织)?(?:落实|实施|承办))(?=$|[，,；;、。\s）)]|会同)"
    r"|(?P<joining>会同)|(?P<being>为(?:牵头|主办|配合|协办|责任)(?:单位|部门))"
)
_OWN_ROLE = re.compile(r"[（(](?P<verb>牵头|主办|配合|协办|参与)(?:单位|部门)?[）)]")
_IN_BRACKETS = re.compile(r"\s*[（(][^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*[）)]\s*")
_ROLE_OF_LABEL: dict[str, Role] = {"lead": "lead", "support": "support", "plain": "plain"}

_CITY = rf"(?<![省市区县旗州镇乡][城都])(?<!^[城都])市(?!场|容|{OF_PEOPLE})"
_HIGHER = rf"省|自治区|{_CITY}|自治州|州|盟|旗"
_GOVERNED = re.compile(
    rf"^(?:中共)?(?P<place>[一-鿿]{{1,24}}(?:{_HIGHER}|县|区|镇|乡|街道))"
    r"(?=人民政府|政府|委|管委会|管理委员会|党工委|$)"
)
_DEPARTMENT = re.compile(
    rf"^(?:中共)?(?P<place>[一-鿿]{{1,24}}(?:{_HIGHER}|县(?![域城])|(?<![小社园地城学校])区(?![域划块])"
    r"|(?<![小城])镇(?![街区])|(?<!城)乡(?![村镇贤土])|(?<!小)街道))(?=[一-鿿]{1,14}(?:局|厅|办公室|委员会|中心)$)"
)
"""Not the ends of words within an organ's name: 城乡建设局, 乡村振兴局, 社区矫正管理局."""
_EVERY_GOVERNMENT = re.compile(
    r"各(?:设区)?(?:市|州|县|区|盟|旗|地|镇|乡|街道)(?:[（(][^（）()]{1,8}[）)])?"
    r"(?:[、和及与](?:[一-鿿]{0,4}(?:市|州|县|区|盟|旗|镇|乡|街道|林区|地区)(?:[（(][^（）()]{1,8}[）)])?))+"
    r"(?:人民政府|政府|党委|管委会|办事处)"
)
"""各市、县（市、区）人民政府: one name, whose parts are no units."""
_PLACED = re.compile(
    rf"^(?P<place>[一-鿿]{{1,8}}?(?:省|自治区|{_CITY}|自治州|州|区|县|旗|开发区|新区))(?P<rest>[一-鿿（）()]{{2,}})$"
)
_BRANCH = re.compile(r"^(?P<level>[市省县]?)(?P<organ>[一-鿿]{2,14}局)(?P<place>[一-鿿]{2,4})分局$")
_COLLECTIVE = re.compile(
    r"^(?:全[省市区县]|[省市区县](?:直|级|政府|属|委)?|[一-鿿]{0,6}(?:政府|区直|市直))?(?:各|相关|有关|其他|所有|全体)"
    r"|^(?:[省市区县](?:直|级|属))(?:部门|单位|机关|有关|相关|各)|^(?:相关|有关|各)|各(?:部门|单位|镇|街|乡|区|县|市|有关|相关|级|直属|行业|园区|成员)"
    r"|^(?:[省市区县]政府|[省市区县]委)(?:部门|各部门)|成员单位$|^(?:街道|镇街|街镇|乡镇|区县|县区)$"
)
_MEMBERS = (
    ("towns", re.compile(r"镇|街|乡|办事处")),
    (
        "governments",
        re.compile(
            r"区县|县区|县（市|市、区|各区|各县|各市|设区市|人民政府|区政府|县政府|市政府(?!各?部门|有关|相关)|园区|管委会|开发区"
        ),
    ),
    ("departments", re.compile(r"部门|单位|机关|机构|成员|委、?办、?局|各委办")),
    ("companies", re.compile(r"企业|公司|银行|院校|学校|医院")),
)


_LONGEST_LIST = 4_000
"""No cell or bracket that lists units is longer."""


@dataclass(frozen=True, slots=True)
class Named:
    """A unit as a text names it, with its place in that text."""

    name: str
    role: Role
    start: int
    end: int


def parse_unit_list(text: str, role: Role = "plain", strict: bool = True) -> list[Named] | None:
    """The units that a cell or a bracket names.

    Parameters
    ----------
    text
        The whole cell: names between 、，；和 or nothing, with 牵头/配合 behind or 牵头单位： before them.
    role
        The role where the text names none (the column's).
    strict
        Refuse a text of which any part does not look like a unit; else keep such a part as written.

    Returns
    -------
    list or None
        The units in order; None when this is no list of units.
    """
    if not text.strip():
        return []
    if len(text) > _LONGEST_LIST:
        return None
    if _IN_BRACKETS.fullmatch(text):
        text = re.sub(r"[（(](.*)[）)]", r" \1 ", text, flags=re.DOTALL)
    own: dict[int, Role] = {}
    for mark in _OWN_ROLE.finditer(text):
        own[mark.start()] = "lead" if mark["verb"] in ("牵头", "主办") else "support"
        text = text[: mark.start()] + " " * len(mark.group()) + text[mark.end() :]
    named: list[Named] = []
    for start, end, group_role in _groups(text, role):
        for a, b in _pieces(text, start, end):
            name = text[a:b]
            if not name:
                continue
            if not looks_like_unit(name):
                if strict:
                    return None
                if len(name) > 80:
                    continue
            named.append(Named(name, own.get(b, group_role), a, b))
    if not named and strict:
        return None
    # the first of several names without level hands its role on; the same name twice is one
    seen: set[tuple[str, Role]] = set()
    return [n for n in named if (n.name, n.role) not in seen and not seen.add((n.name, n.role))]  # type: ignore[func-returns-value]


def looks_like_unit(name: str) -> bool:
    """Whether a text has the form of a unit's name."""
    return bool(_NAME.match(name)) and not _STOP.search(name) and len(name) >= 2


_TOWN = re.compile(r"^[一-鿿]{2,4}(?:镇|乡|街道(?:办事处)?|苏木|社区)$")


def parts_names(before: str, after: str) -> bool:
    """Whether a line break between two texts stands between two names: 区财政局 / 各镇街, not 区委 / 宣传部."""
    left, right = parse_unit_list(before), parse_unit_list(after)
    if not left or not right or re.search(r"[、，,；;和及与]$", before):
        return False
    if before.rstrip().endswith(("牵头", "负责", "配合")):
        return True
    first, last = right[0].name, left[-1].name
    if members_of(first):
        return not re.search(r"(?:政府|委|直|属)$", last)
    if LEVEL.match(first) or (_TOWN.match(first) and (_TOWN.match(last) or knows(last))):
        return True
    return knows(last) and knows(first) and not knows(last + first)


def knows(name: str) -> bool:
    """Whether the registry has the organ of a name."""
    return registry().knows(name) or registry().knows(split_level(name)[1])


def _groups(text: str, role: Role) -> list[tuple[int, int, Role]]:
    """Stretches of one role each: ``牵头单位：A；配合单位：B`` or ``A、B牵头，C配合``."""
    labels = list(_ROLE_LABEL.finditer(text))
    if labels:
        groups: list[tuple[int, int, Role]] = []
        if text[: labels[0].start()].strip("（( ，,；;"):
            groups.append((0, labels[0].start(), role))
        for i, label in enumerate(labels):
            end = labels[i + 1].start() if i + 1 < len(labels) else len(text)
            groups.append((label.end(), end, _ROLE_OF_LABEL[label.lastgroup or "plain"]))
        return [part for group in groups for part in _verb_groups(text, *group)]
    return _verb_groups(text, 0, len(text), role)


def _verb_groups(text: str, start: int, end: int, role: Role) -> list[tuple[int, int, Role]]:
    out: list[tuple[int, int, Role]] = []
    at = start
    for verb in _ROLE_VERB.finditer(text, start, end):
        word = verb["verb"] or verb["being"] or verb["joining"]
        if re.search("牵头|主办", word) or verb["joining"]:
            kind: Role = "lead"
        elif re.search("配合|参与|协助|协办", word):
            kind = "support"
        else:
            kind = role
        if verb.start() > at:
            out.append((at, verb.start(), kind))
        at = verb.end()
    if at < end and text[at:end].strip(" \n，,；;。、）)"):
        out.append((at, end, role))
    return out


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Single names of a group, without 等, labels and punctuation."""
    chunk = text[start:end]
    chunk = _LABEL.sub(lambda m: " " * len(m.group()), chunk)
    out: list[tuple[int, int]] = []
    depths = _depths(chunk)
    cuts = [m.span() for m in _SEPARATOR.finditer(chunk) if depths[m.start()] <= 0]
    cuts += [m.span() for m in re.finditer(r"\s+", chunk) if depths[m.start()] <= 0]
    whole = [m.span() for m in _EVERY_GOVERNMENT.finditer(chunk)]
    cuts = [cut for cut in cuts if not any(a < cut[0] < b for a, b in whole)]
    at = 0
    for a, b in [*sorted(cuts), (len(chunk), len(chunk))]:
        if a > at:
            out += _split_name(chunk, at, a)
        at = max(at, b)
    return [(start + a, start + b) for a, b in out]


def _depths(text: str) -> list[int]:
    """How many brackets are open before each position."""
    return list(accumulate(((ch in "（(") - (ch in "）)") for ch in text), initial=0))


def _split_name(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """One piece between separators: several names that only 和 or nothing divides."""
    out: list[tuple[int, int]] = []
    left_over = [(start, end)]  # the next to divide last
    while left_over:
        start, end = _trim(text, *left_over.pop())
        if start >= end:
            continue
        name = text[start:end]
        if _EVERY_GOVERNMENT.fullmatch(name):
            out.append((start, end))
            continue
        if (cut := _glued(name)) is not None:
            left_over += [(start + cut, end), (start, start + cut)]
        elif (joint := _AND.match(name)) and _are_units(joint["left"], joint["right"]):
            out.append((start, start + joint.end("left")))
            left_over.append((start + joint.start("right"), end))
        else:
            out.append((start, end))
    return out


def _glued(name: str) -> int | None:
    """Where a second name begins that nothing parts from the first."""
    for cut in _GLUE.finditer(name):
        left = name[: cut.start()]
        if len(left) >= 3 and looks_like_unit(left) and not name.endswith("分局"):
            return cut.start()
    return None


def _are_units(left: str, right: str) -> bool:
    return (looks_like_unit(left) or left.endswith("政府")) and looks_like_unit(right)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    edge = " \n\t，,；;。、:：和及与"
    while start < end and text[start] in edge:
        start += 1
    while end > start and text[end - 1] in edge:
        end -= 1
    if text.startswith("由", start) and end - start > 3:
        start += 1
    while start < end and text[start] in "（(" and not re.search("[）)]", text[start:end]):
        start += 1
    while end > start and text[end - 1] in "）)" and not re.search("[（(]", text[start:end]):
        end -= 1
    if etc := _ETC.search(text[start:end]):
        end = start + etc.start()
    return start, end


def make_units(named: list[Named], place: str) -> tuple[Unit, ...]:
    """Give each name its body: place and organ. A level named once holds for those after it (省发改委、司法厅)."""
    out: list[Unit] = []
    carried = ""
    for item in named:
        if members := members_of(item.name):
            out.append(Unit(item.name, item.role, place, "", members))
            continue
        level, organ = split_level(item.name)
        if level:
            carried = level
        out.append(Unit(item.name, item.role, resolve_place(level or carried, place), organ))
    return tuple(out)


def members_of(name: str) -> tuple[str, ...]:
    """What a collective unit stands for; empty for a single body."""
    core = re.sub(r"（[^（）]*）|\([^()]*\)$", "", name)
    if not (_COLLECTIVE.search(core) or _COLLECTIVE.search(name)):
        return ()
    found = tuple(kind for kind, pattern in _MEMBERS if pattern.search(core))
    if "departments" in found and re.search(r"部门|单位|机关|机构", core):
        return tuple(k for k in found if k != "governments") if "区政府" in core or "县政府" in core else found
    if "towns" in found:
        return tuple(k for k in found if k != "departments")
    return found or ("others",)


def split_level(name: str) -> tuple[str, str]:
    """Level or place, and the organ's bare name: 区财政局 → (区, 财政局), 济南市财政局 → (济南市, 财政局).

    A branch is its organ: 市生态环境局长清分局 and 生态环境市中分局 → 生态环境局.
    """
    name = re.sub(r"^中共", "", name)
    if organ := _branch(name):
        head = LEVEL.match(organ)
        return "", head["rest"] if head else organ
    level = ""
    if match := LEVEL.match(name):
        level, name = match["level"], match["rest"]
    elif (
        (match := _PLACED.match(name))
        and re.search(_SUFFIX + "$", match["rest"])
        and not match["place"].endswith(("高新区", "经开区"))
    ):
        level, name = match["place"], match["rest"]
    return level, name


def _branch(name: str) -> str | None:
    """The organ of which a name is a branch: 生态环境局长清分局, 生态环境市中分局, 长清生态环境分局 → 生态环境局."""
    if not name.endswith("分局") or len(name) < 4:
        return None
    if match := _BRANCH.match(name):
        return match["organ"]
    core = name[:-2]
    for cut in range(len(core), 1, -1):
        if len(core) - cut != 1 and registry().knows(f"{core[:cut]}局"):
            return f"{core[:cut]}局"
    for cut in range(2, len(core) - 1):
        if registry().knows(f"{core[cut:]}局"):
            return f"{core[cut:]}局"
    return f"{core}局"


_ENDS = {"省": ("省",), "自治区": ("自治区",), "市": ("市",), "州": ("州",), "盟": ("盟",)}
_DISTRICT = ("区", "县", "旗")


def resolve_place(level: str, place: str) -> str:
    """The place that a bare level means for an issuer: 区 of 济南市长清区 is 济南市长清区, 市 of it 济南市."""
    if not level or level in _DISTRICT:
        return place
    if len(level) > 2:
        return place if place.endswith(level) else level
    for end in _ENDS.get(level, ()):
        if place.endswith(end):
            return place
        cut = place.find(end, 1)
        if cut > 0:
            return place[: cut + 1]
    return level


def place_of(issuer: str | None) -> str:
    """The place that an issuer governs: 济南市长清区人民政府办公室 → 济南市长清区."""
    if not issuer:
        return ""
    head = issuer.split("、")[0]
    if match := _GOVERNED.match(head) or _DEPARTMENT.match(head):
        return match["place"]
    return "国家" if head.startswith(("国务院", "国家", "中共中央", "中央")) else ""
