"""A place in a notice as a question names it: 第三部分第（二）项第1条, 二（一）, 附件2第3行, 序号12, 第2.1条."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from corpus import chinese_number, parse_number

StepKind = Literal["attachment", "part", "item", "article", "row"]
_N = r"[一二三四五六七八九十百零〇]{1,4}|\d{1,3}"
_STEP = re.compile(
    rf"(?P<attachment>(?:附件|附表|(?:任务)?(?:分解|分工)表|任务表|任务清单|表格?(?=[里中]|第|序号))(?P<attachment_n>\d{{1,2}}(?!行|项|号|条|\d)|[一二三四五六七八九])?)"
    rf"|第(?P<part>{_N})大?(?:部分|章|节)"
    rf"|(?:序号(?:为|是)?|任务(?=\d+(?:号|的|是|由|谁|什么|[？?]|$)))(?P<row_number>\d{{1,3}})号?|第?(?P<numbered>\d{{1,3}})号(?:任务|事项)|第(?P<row>{_N})行"
    rf"|第?[(（](?P<item>{_N})[)）](?:[项条款点])?|第(?P<bare_item>{_N})大?[项款点]"
    r"|第?(?P<decimal>\d{1,2}(?:\.\d{1,2}){1,3})[条节款项]"
    rf"|第(?P<article>{_N})条(?!例)|(?<=[点施法见则号文定])(?P<loose>{_N})条(?=第|的|里|中|讲|说|是|规定|要求|谁|由|什么|怎|[，,？?\u3000]|$)"
    rf"|(?P<first>[一二三四五六七八九十]{{1,3}})、?(?=[(（](?:{_N})[)）])"
    rf"|(?<=[)）])(?P<point>\d{{1,2}})(?![\d年月日个号%])"
    rf"|(?:最后|倒数第)(?P<last>[一二三四五六七八九十\d]{{1,2}})个?(?P<last_kind>条|项|部分|行)"
)
_GAP = re.compile(r"[的里中之下、，,\s\u3000]*")
_TABLE_ROW = re.compile(r"[的里中\s]*(?:第|序号)?\s?(?P<row>\d{1,3})\s?(?:行|项|号|条|(?=$|的|是|由|谁|[，,？?]))")
_KINDS: dict[str, StepKind] = {
    "part": "part",
    "first": "part",
    "item": "item",
    "bare_item": "item",
    "article": "article",
    "loose": "article",
    "point": "article",
    "row": "row",
    "row_number": "row",
    "numbered": "row",
}
_LAST_KINDS: dict[str, StepKind] = {"条": "article", "项": "item", "部分": "part", "行": "row"}
_MOST_IN_CHINESE = 99
_SAID = {"part": "第{}部分", "item": "第（{}）项", "article": "第{}条", "row": "第{}行"}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a place: its kind and number; below 0 the number counts from the end, 0 is 附件 without one."""

    kind: StepKind
    number: int


def find_place(text: str) -> tuple[str, str, str]:
    """A place in a notice that a question names.

    Returns
    -------
    tuple
        The section's words, the row's number (the place is in a table), and the text with blanks for both; empty
        where the question names none. ``steps_of`` reads the words again.
    """
    found: list[re.Match[str]] = []
    for match in _STEP.finditer(text):
        if found and not _GAP.fullmatch(text, found[-1].end(), match.start()):
            if _is_place(found):
                break
            found = []
        found.append(match)
    if found and found[-1]["attachment"] and (row := _TABLE_ROW.match(text, found[-1].end())):
        words = "附件" + (found[-1]["attachment_n"] or "") if found[-1]["attachment"].startswith("附") else ""
        return words, row["row"], _blank(text, found[0].start(), row.end())
    if not _is_place(found):
        return "", "", text
    start, end = found[0].start(), found[-1].end()
    steps = steps_of(text[start:end], text[:start])
    rows = [step for step in steps if step.kind == "row"]
    attachment = next((step for step in steps if step.kind == "attachment"), None)
    if attachment is not None and not rows:
        rows = steps[1:] if len(steps) == 2 else []
    words = say_steps(steps)
    if rows:
        words = f"附件{attachment.number or ''}" if attachment is not None and found[0].group()[0] == "附" else ""
    return words, str(rows[-1].number) if rows else "", _blank(text, start, end)


def steps_of(words: str, before: str = "") -> list[Step]:
    """The steps of a place, outermost first; ``before`` is what stands before it in the question."""
    out: list[Step] = []
    for match in _STEP.finditer(f"{before[-1:]}{words}", len(before[-1:])):
        name = match.lastgroup or ""
        if match["attachment"]:
            out.append(Step("attachment", parse_number(match["attachment_n"] or "") or 0))
        elif match["last"]:
            number = parse_number(match["last"]) or 1
            out.append(Step(_LAST_KINDS[match["last_kind"]], -number))
        elif match["decimal"]:  # 2.1 stands below 2
            out += [Step("article", int(number)) for number in match["decimal"].split(".")]
        elif (kind := _KINDS.get(name)) is not None:
            out.append(Step(kind, parse_number(match[name]) or 0))
    return out


def say_steps(steps: list[Step]) -> str:
    """A place in words, as an official reply writes it."""
    out: list[str] = []
    numbers = [str(step.number) for step in steps if step.kind == "article" and step.number > 0]
    if len(numbers) > 1 and len(numbers) == len(steps):
        return f"第{'.'.join(numbers)}条"
    for step in steps:
        if step.kind == "attachment":
            out.append(f"附件{step.number or ''}")
        elif step.number < 0:
            out.append(f"倒数第{-step.number}{_SAID[step.kind][-1] if step.kind != 'part' else '部分'}")
        else:
            in_digits = step.kind == "row" or step.number > _MOST_IN_CHINESE
            out.append(_SAID[step.kind].format(step.number if in_digits else chinese_number(step.number)))
    return "".join(out)


def _is_place(found: list[re.Match[str]]) -> bool:
    """Whether the steps name a place: 附件 alone does not, nor does （一） before a heading."""
    steps = [match for match in found if not match["attachment"]]
    if len(steps) == 1 and steps[0]["item"]:
        return steps[0].group()[0] == "第" or len(found) > 1
    return bool(steps)


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + "\u3000" * (end - start) + text[end:]
