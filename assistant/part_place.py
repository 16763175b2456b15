"""A place below the issuer's that a question names (青山镇): the number of the whole county is not its number."""

from __future__ import annotations

import re
from collections.abc import Collection

from assistant.divisions import is_word
from assistant.find import Scored
from assistant.invented import GENERIC, LEADING

_PART = re.compile(
    r"(?:^|(?<=[\s\u3000，,、的在对]))(?P<stem>[一-鿿]{2,3}?)(?P<kind>民族乡|镇|乡|街道|苏木)(?:办事处|政府|人民政府)?(?![镇乡]|[一-鿿]?[区村])"
)
_GENERIC = re.compile(
    r"^(?:全|各|每|哪|几|本|我|咱|这|那|所有|多少|新增|新建)|(?:[城乡街小各每强名古村]|重点|中心|特色|示范|建制|试点|涉农|老旧|背街|城市|商业|美丽|[哪几两三四五六七八九十]个|全[省市县区])$"
)
"""What stands before 镇 or 街道 and names none: 城镇, 特色小镇, 各街道."""
_DISTRICT = re.compile(r"^(?P<stem>[一-鿿]{2,3}?)(?P<kind>[区县])(?=[一-鿿])")
_FOR_ALL = re.compile(r"每|各(?:镇|乡|街道|街镇|县|区|市|地|村)|均(?:为|按|不)|标准|一律")
"""A rule for every place or person holds in a part as well; a total does not."""


def part_asked(content: str) -> str:
    """The town of a question without the words of its scope (青山镇), or its district that is no place held."""
    content = LEADING.sub("", content)
    found = next((m for m in _PART.finditer(content) if not _GENERIC.search(m["stem"])), None)
    if found is None and (district := _DISTRICT.match(content)) and _is_district(content, district):
        found = district
    return found["stem"] + found["kind"] if found else ""


def _is_district(content: str, match: re.Match[str]) -> bool:
    """Whether what has the form of a district is made of no word that ends or begins with 区 (学区, 区域)."""
    if _GENERIC.search(match["stem"]) or GENERIC.search(match["stem"]):
        return False
    end = match.end()
    return not any(is_word(words) for words in (content[end - 2 : end], content[end - 1 : end + 1]))


def tells_of(part: str, scored: Scored, places: Collection[str] = ()) -> bool:
    """Whether a sentence speaks of a place: by its name or under a heading of it, or sets a rule for all.

    ``places`` are those that the notice is from: one that bears the name is the place itself.
    """
    if not part or any(place.endswith(part) for place in places) or _FOR_ALL.search(scored.sentence.words):
        return True
    trail = scored.clause.trail if scored.clause is not None else ()
    told = [scored.task.task, *(unit.name for unit in scored.task.units)] if scored.task is not None else []
    stem = re.sub(r"(?:民族乡|镇|乡|街道|苏木|[区县市])$", "", part)
    return any((stem if len(stem) > 1 else part) in words for words in (scored.sentence.words, *trail, *told))
