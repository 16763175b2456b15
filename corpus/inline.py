"""Duties in the text: （责任单位：…）, （区财政局、区教育局负责）, 责任单位：… on a line, 由X牵头、Y配合."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from heapq import merge
from itertools import accumulate

from corpus.brackets import is_assigned, labelled_names, may_be_assigned
from corpus.dates import find_deadlines, parse_deadline_cell
from corpus.flow import Flow
from corpus.lone import Bracket, assigned_alone
from corpus.model import Deadline, Span, Task, Unit
from corpus.outline import Heading
from corpus.plans import Part, parts_of, times_of
from corpus.prose import find_statements
from corpus.runs import NAMES
from corpus.units import Named, make_units, members_of, parse_unit_list
from corpus.view import View

_LABEL = (
    r"(?:[省市县区州]级)?(?:牵头|责任|主办|承办|配合|协办|落实|实施|支撑|主责|负责|指导)(?:责任)?(?:单位|部门|主体)"
)
_BRACKET = re.compile(
    r"[（(](?P<inner>[^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*)[）)]"
    r"|(?:[【\[［](?P<square>[^【】\[\]［］]*)[】\]］]|〔(?P<shell>[^〔〕]*)〕)"
)
_BULLET = r"[—–\-·•●○◆■▪*＊ ]*"
"""What stands before a line of units or of a deadline: ——责任单位：…"""
_LINE = re.compile(
    rf"(?:^|(?<=[。；\n])){_BULLET}(?P<inner>{_LABEL}\s*(?P<colon>[:：]\n?)?[^。\n]{{2,500}})(?:。|$|(?=\n))",
    re.MULTILINE,
)
_LABELLED = re.compile(rf"^\s*(?:{_LABEL}|牵头|主办|配合|责任)\s*[:：]")
_DONE_BY = re.compile(
    r"(?:为(?:牵头|配合|责任|协办)(?:单位|部门)|负责|牵头|配合|落实|实施|承办|办理)(?:落实|实施)?\s*$"
)
_DOES = re.compile("负责|承担|做好|组织|开展|加强|推进|落实|按照|根据")
"""How what a body does begins, where a label (主办部门：负责日常工作) has no names behind it."""
_TIME_LABEL = re.compile(
    r"[；;，,。]?\s*(?:完成|办理|整改)?(?:时限|时间|期限|时间节点)\s*[:：](?P<value>[^；;，,）)]+"
    r"(?:[，,][^；;，,）)：:]*\d{4}年[^；;，,）)：:]*(?=[；;，,）)]|$))*)"
)
_TIME_LINE = re.compile(
    rf"[。；;，,]?\s*{_BULLET}(?:完成|办理|整改)?(?:时限|时间|期限|时间节点)\s*[:：]\s*(?P<value>[^。\n]{{2,40}})(?:。|$|(?=\n))"
)
_STOP = re.compile(r"[。；\n]")
_DONE = re.compile(r"^(?:力争|确保|须|应)|(?:全部|基本)?(?:完成|办结|建成|到位|落实|实施)(?:任务|到位)?$")
"""What stands around a deadline that is a sentence: 力争6月20日前全部完成。"""
_LIABLE = re.compile(
    r"(?:出现|发生|造成|存在|违反|导致|引起|引发|产生|逾期|拒不|损坏|丢失|延误)[^。；\n]*的[，,]$"
    r"|(?:因|由于)[^。；\n]*(?:造成|导致|引起|引发|产生)|(?:造成|导致|引起|引发)[^。；\n]*(?:损失|损害|损坏|伤亡|后果|纠纷)"
)
"""Before 施工企业负责 it tells what that one answers for, and not what it is to do."""
_ANY_YEAR = 2000
_TAIL = 14
_LEAST_WORDS = 6
_LONGEST_SHARED = 2_000
"""Brackets that follow each other share what stands before them, up to this length."""
_LONGEST_CASE = 200
_FIRST_LEADS = re.compile(
    r"(?:责任(?:单位|部门))?(?:列|排|排名)(?:在)?(?:首位|第一位?|最?前面?|首)的?(?:(?:责任)?(?:单位|部门))?为牵头(?:单位|部门)"
)
_HERE_ONLY = re.compile(rf"[，,；;]\s*{_FIRST_LEADS.pattern}\s*$")
"""Said in a bracket and without 下同 it holds for that bracket."""
_FIRST_PART = re.compile(r"^\s*(?P<value>[^，,；;：:]{2,20})[，,；;]")
_LAST_PART = re.compile(r"(?<=[，,；;])[^，,；;：:]{2,20}$")
_BY = re.compile(
    r"由(?P<inner>[^，。；：由]{2,80}?(?:牵头|负责|承办|主办)(?:组织)?(?:实施|落实)?(?:[、，]?会同[^，。；]{2,60})?(?:[、，][^，。；]{2,60}?配合)?)(?=[，。；]|$)"
)
_LAST_SAID = re.compile(
    r"(?<=[，,；;。：:\n])(?P<inner>[^，。；：:由\n]{2,60}?(?:牵头|负责|承办|主办)(?:组织)?(?:实施|落实)?(?:[、，][^，。；：\n]{2,60}?(?:配合|协办))?)"
    r"(?=(?:[，,](?:于|在|力争)?[^，。；：\n]{2,16}?[前底内](?:全部|基本)?(?:完成|办结|建成|到位|落实|实施))?(?:[。；\n]|$))"
)
"""The last words of a sentence, when they tell who does it, and by when: 开展灯会，县城管局负责，2月底前完成。"""
_TOGETHER = re.compile(rf"由(?P<inner>[^，。；：由、]{{2,20}}?会同{NAMES})(?![和及与、])")
"""由市财政局会同市审计局定期检查: who it is said with, up to the last name."""


@dataclass(frozen=True, slots=True)
class _Found:
    """Units at a range; ``begin`` is where the words that they do begin, ``said`` where the sentence names them.

    ``lone``: nothing but one name, which may explain a word.
    """

    start: int
    end: int
    named: list[Named]
    due: tuple[int, int] | None
    first_leads: bool = False
    begin: int | None = None
    said: int | None = None
    lone: bool = False


def tasks_of_text(
    flow: Flow, headings: list[Heading], place: str, year: int | None, stop: int, prose: bool = True, lone: bool = True
) -> list[Task]:
    """The duties that the words of a notice name.

    Parameters
    ----------
    flow, headings
        The words and the sections.
    place, year
        Of the issuer and of the notice.
    stop
        Where the numbered text ends in the view.
    prose
        Whether sentences without a label are read too, and brackets with one unit alone: those of an interpretation or
        a report lay no duty on anybody, and name the source of the words.
    lone
        Whether brackets with one unit and nothing else are read where they are the notice's way to assign.

    Returns
    -------
    list
        One task for each bracket or line of units; a bracket belongs to what it stands after.
    """
    tasks: list[Task] = []
    first_leads = bool(_FIRST_LEADS.search(_BRACKET.sub(_unless_here_only, flow.text)))
    following = [*(heading.start for heading in headings[1:]), stop]
    stretches = [(h, min(h.own_end, begun)) for h, begun in zip(headings, following, strict=False)]
    alone = _assigned_alone(flow.text, stretches) if prose and lone else frozenset[int]()
    for heading, end in stretches:
        count = 0
        for part, found in _parts(flow.text, heading, end, prose, alone):
            for body, item in _with_bodies(flow.text, heading, part, found):
                count += 1
                units = make_units(item.named, place)
                if (first_leads or item.first_leads) and units and all(u.role == "plain" for u in units):
                    units = (replace(units[0], role="lead"), *units[1:])
                tasks.append(_make(flow, heading, part, body, item, units, year, count))
    return tasks


def _assigned_alone(text: str, stretches: list[tuple[Heading, int]]) -> frozenset[int]:
    """Where the brackets with one unit alone begin that assign."""
    brackets: list[list[Bracket]] = []
    for heading, stop in stretches:
        brackets.append([])
        for match in _BRACKET.finditer(text, heading.words_start, stop):
            name = match.lastgroup or "inner"
            item = _read(match[name], *match.span(), match.start(name))
            if item is None:
                continue
            alone = item.lone and item.due is None
            fits = alone and may_be_assigned(
                text, heading.words_start, *match.span(), item.named[0].name, match[name].strip()
            )
            brackets[-1].append(Bracket(*match.span(), assigns=not alone, fits=fits))
    return assigned_alone(text, stretches, brackets)


def _parts(
    text: str, heading: Heading, end: int, prose: bool, alone: frozenset[int]
) -> list[tuple[Part, list[_Found]]]:
    """The items of the plan that a section holds, or the section itself, with the units that each names.

    A bracket or line of units behind the last item alone is about all of them. A stretch outside the sections counts
    for its plan only.
    """
    parts = [(part, _named_in(text, part, prose, alone)) for part in parts_of(text, heading, end)]
    items = [found for part, found in parts if part.when is not None]
    if len(items) > 1 and not any(items[:-1]) and all(found.said is None for found in items[-1]):
        whole = Part(heading.start, heading.words_start, end)
        parts = [(whole, _named_in(text, whole, prose, alone))]
    return parts if heading.words_start > heading.start else [p for p in parts if p[0].when is not None]


def _named_in(text: str, part: Part, prose: bool, alone: frozenset[int]) -> list[_Found]:
    labelled = list(_joined(_find(text, part.start, part.end, prose, alone), text))
    unlabelled = _unlabelled(text, part, labelled) if prose else ()
    return sorted([*labelled, *unlabelled], key=lambda f: f.start)


def _with_bodies(
    text: str, heading: Heading, part: Part, named: list[_Found]
) -> Iterator[tuple[tuple[int, int], _Found]]:
    """What each statement of units of a part is about: the range of its words."""
    at = part.words
    for found in named:
        if found.start < at:
            continue
        body = (at if found.begin is None else max(at, found.begin), found.start)
        is_only = found.begin is None and all(other.start < found.end for other in named if other.begin is None)
        if is_only and _stands_first(text, heading, found, part.end):
            stop = _end_of_line(text, found.end, part.end)
            body, found = (found.end, stop), replace(found, start=stop, end=stop)
        if not text[slice(*body)].strip(" 。，；\n"):
            near = found.start - heading.start <= _LONGEST_SHARED
            first = part.start if part.when is None else part.words
            body = (first, found.start if near else max(heading.words_start, heading.words_end))
        if not text[slice(*body)].strip(" 。，；、）)\n"):
            continue
        yield body, found
        at = found.end


def _stands_first(text: str, heading: Heading, found: _Found, end: int) -> bool:
    """Whether a bracket stands before the words that it is about: （一）燃气。（责任单位：…）对餐饮场所开展检查。"""
    before = text[heading.words_start : found.start].strip(" 。：:\n")
    behind = text[found.end : _end_of_line(text, found.end, end)]
    return found.said is None and before == heading.words and len(behind.strip(" 。，；")) >= _LEAST_WORDS


def _end_of_line(text: str, at: int, end: int) -> int:
    stop = text.find("\n", at, end)
    return end if stop < 0 else stop


def _unlabelled(text: str, part: Part, labelled: list[_Found]) -> Iterator[_Found]:
    """Sentences of a part that say who does what; none where a label stands, which tells it for all of them."""
    if any(found.said is None for found in labelled):
        return
    told = [found.said for found in labelled if found.said is not None]
    for item in find_statements(text, part.words, part.end):
        if not any(item.start <= at < item.end for at in told):
            stop = min(_with_deadline(text, item.end), part.end)
            yield _Found(stop, stop, item.named, None, begin=item.start, said=item.start)


def _joined(items: Iterable[_Found], text: str) -> Iterator[_Found]:
    """Statements of units that stand together (牵头单位：… and 配合单位：… on two lines) are one."""
    group: list[_Found] = []
    for item in items:
        if group and not _goes_on(group, item, text):
            yield _as_one(group)
            group = []
        group.append(item)
    if group:
        yield _as_one(group)


def _goes_on(group: list[_Found], item: _Found, text: str) -> bool:
    end = group[-1].end
    return group[0].start < end <= item.start and not text[end : item.start].strip(" \n；;，,。")


def _as_one(group: list[_Found]) -> _Found:
    named = [name for item in group for name in item.named]
    due = next((item.due for item in group if item.due), None)
    return replace(group[0], end=group[-1].end, named=named, due=due)


def _find(text: str, start: int, end: int, prose: bool, alone: frozenset[int]) -> Iterator[_Found]:
    chunk = text[start:end]
    found: list[_Found] = []
    for match in _BRACKET.finditer(chunk):
        name = match.lastgroup or "inner"
        at = (start + match.start(), start + match.end())
        item = _read(match[name], *at, start + match.start(name))
        if item and (not item.lone or at[0] in alone or (prose and _is_due(text, item))):
            found.append(_with_time_line(item, text, end))
    for match in _LINE.finditer(chunk):
        if not match["colon"] and labelled_names(match["inner"]) is None:
            continue
        if item := _read(match["inner"], start + match.start(), start + match.end(), start + match.start("inner")):
            found.append(_with_time_line(item, text, end))
    found.sort(key=lambda f: f.start)
    begun, reach = [f.start for f in found], list(accumulate((f.end for f in found), max))
    last = 0
    for match in merge(*(p.finditer(chunk) for p in (_BY, _TOGETHER, _LAST_SAID)), key=re.Match.start):
        before = bisect_right(begun, start + match.start())
        if before and start + match.start() < reach[before - 1]:
            continue
        named = parse_unit_list(match["inner"])
        if match.re is _LAST_SAID and (_answers(chunk, match.start()) or all(members_of(n.name) for n in named or ())):
            continue
        if named and not re.search("负责同志|负责人|负责解释", chunk[match.start() : match.end() + _TAIL]):
            if last < match.end():
                stop = _STOP.search(chunk, match.end())
                last = _with_deadline(chunk, stop.end()) if stop else len(chunk)
            moved = _moved(named, start + match.start("inner"))
            found.append(_Found(start + last, start + last, moved, None, said=start + match.start()))
    yield from sorted(found, key=lambda f: f.start)


def _answers(text: str, at: int) -> bool:
    """Whether a sentence says until there what somebody answers for: 出现质量问题的，施工企业负责。"""
    return bool(_LIABLE.search(_STOP.split(text[max(0, at - _LONGEST_CASE) : at])[-1]))


def _is_due(text: str, item: _Found) -> bool:
    """Whether a bracket with one unit and a deadline tells who does what stands before it."""
    return item.due is not None and is_assigned(text, item.start, item.end, item.named[0].name, True)


def _with_deadline(text: str, at: int) -> int:
    """Where a sentence ends, with the next one where that is a deadline and nothing else (6月20日前完成。)."""
    stop = _STOP.search(text, at)
    end = stop.start() if stop else len(text)
    if not 0 < end - at <= _TAIL or re.search("[由，,]", text[at:end]):
        return at
    words = _DONE.sub("", text[at:end])
    said = parse_deadline_cell(words, _ANY_YEAR)
    is_all = said and "".join(d.text for d in said) == re.sub(r"[、\s]", "", words)
    return end + bool(stop) if is_all else at


def _with_time_line(item: _Found, text: str, end: int) -> _Found:
    """The duty with the deadline that the line below it gives."""
    time = _TIME_LINE.match(text, item.end, end)
    if item.due is not None or time is None:
        return item
    return replace(item, end=time.end(), due=time.span("value"))


def _read(inner: str, start: int, end: int, offset: int) -> _Found | None:
    due: tuple[int, int] | None = None
    body = inner
    if time := _TIME_LABEL.search(inner):
        due = (offset + time.start("value"), offset + time.end("value"))
        body = inner[: time.start()] + " " * (time.end() - time.start()) + inner[time.end() :]
    if (rest := re.search(r"。", body)) and re.search(r"以下|下同|不再", body[rest.end() :]):
        body = body[: rest.start()]  # （…负责。以下均需…，不再列出）
    first_leads = bool(here := _HERE_ONLY.search(body))
    body = body[: here.start()] if here else body
    if due is None and (last := _LAST_PART.search(body)) and parse_deadline_cell(last.group(), _ANY_YEAR):
        due = (offset + last.start(), offset + last.end())
        body = body[: last.start() - 1]
    if due is None and (first := _FIRST_PART.search(body)) and parse_deadline_cell(first["value"], _ANY_YEAR):
        due = (offset + first.start("value"), offset + first.end("value"))
        body = " " * first.end() + body[first.end() :]
    is_labelled = bool(_LABELLED.match(body))
    if glued := labelled_names(body):
        return _Found(start, end, _moved(glued, offset), due, first_leads)
    body = re.sub(r"[，,；;]\s*(?:责任单位)?(?=列首|排在|列在|列第|排第|排名).*$", "", body)
    named = parse_unit_list(body) or (parse_unit_list(body, strict=False) if is_labelled else None)
    if not named or _DOES.match(named[0].name):
        return None
    is_lone = not (is_labelled or _DONE_BY.search(body) or (len(named) >= 2 and "、" in body))
    if is_lone and len(named) > 1:
        return None
    return _Found(start, end, _moved(named, offset), due, first_leads, lone=is_lone)


def _unless_here_only(bracket: re.Match[str]) -> str:
    return "" if _HERE_ONLY.search(bracket[bracket.lastgroup or 0]) else bracket.group()


def _moved(named: list[Named], offset: int) -> list[Named]:
    return [replace(n, start=n.start + offset, end=n.end + offset) for n in named]


def _make(
    flow: Flow,
    heading: Heading,
    part: Part,
    body: tuple[int, int],
    found: _Found,
    units: tuple[Unit, ...],
    year: int | None,
    count: int,
) -> Task:
    view, text = flow.view, flow.text
    start, end = body
    while start < end and text[start] in " \n。，；、）":
        start += 1
    requirement = text[start:end].strip(" \n")
    is_rest = body[0] > part.words and found.named[0].start >= start
    deadlines: tuple[Deadline, ...]
    if found.due:
        deadlines = parse_deadline_cell(text[slice(*found.due)], year) or (
            Deadline(text[slice(*found.due)], "unknown"),
        )
    else:
        deadlines = _deadlines_in(text[found.said : end], year) if found.said is not None else ()
        deadlines = deadlines or tuple(d for _, _, d in find_deadlines(requirement, year)) or times_of(text, part, year)
    fields: dict[str, tuple[Span, ...]] = {
        "requirement": view.spans(start, end),
        "units": tuple(s for n in found.named for s in view.spans(n.start, n.end)),
    }
    if found.due:
        fields["deadlines"] = view.spans(*found.due)
    elif part.when and deadlines == times_of(text, part, year):
        fields["deadlines"] = view.spans(*part.when)
    return Task(
        ref=f"{heading.path}/t{count}",
        source="text",
        section=heading.path,
        row=None,
        task=heading.words,
        requirement=requirement,
        units=units,
        deadlines=deadlines,
        spans=_quoted(view, start if is_rest else part.start, end, found),
        fields=fields,
        clause=heading.path,
    )


def _deadlines_in(sentence: str, year: int | None) -> tuple[Deadline, ...]:
    """The deadlines of the sentence that names the units; a phrase of it may be one as a whole (长期坚持)."""
    found = tuple(d for _, _, d in find_deadlines(sentence, year))
    if found:
        return found
    phrases = (parse_deadline_cell(phrase, year) for phrase in re.split("[，,。；]", sentence) if phrase.strip())
    return tuple(d for some in phrases for d in some or () if d.kind == "continuous")


def _quoted(view: View, start: int, end: int, found: _Found) -> tuple[Span, ...]:
    """From the requirement to its units; where they stand far behind what they share, without what lies between."""
    if found.start - end <= _LONGEST_SHARED:
        return view.spans(start, found.end)
    first, last = found.named[0], found.named[-1]
    return view.spans(start, end) + view.spans(first.start, last.end)
