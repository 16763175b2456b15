"""Names in a head: a title within a collapsed text, the kind that it names, joint organs, lists of names."""

from __future__ import annotations

import re

from corpus.head_words import DOC_NUMBER, KINDS, TITLE_IN_TEXT
from corpus.model import DocKind


def title_within(words: str) -> str | None:
    """A title that begins with its issuer, in the first words of a collapsed paragraph."""
    match = TITLE_IN_TEXT.search(DOC_NUMBER.sub("\n", words[:400], count=1))
    return match["title"] if match else None


def are_alike(a: str, b: str) -> bool:
    """Whether two titles name the same document (they differ in a word or in the order of place and year)."""
    if a == b:
        return True
    pairs_a, pairs_b = ({t[i : i + 2] for i in range(len(t) - 1)} for t in (a, b))
    return len(pairs_a & pairs_b) >= 0.7 * min(len(pairs_a), len(pairs_b))


def kind_of(title: str) -> DocKind:
    """What kind of document a title names."""
    if re.search(r"征求意见稿|草案|公开征求.*意见", title):
        return "draft"
    if re.search(r"解读|图解|一图读懂|政策问答|答记者问", title):
        return "interpretation"
    if re.search(r"(?:工作报告|年度报告|情况报告|年报|总结)$", title):
        return "report"
    if re.search(r"条例$|法$|(?:省|市|国务院)令", title) and not re.search(r"通知|办法$|方法$", title):
        return "regulation"
    if re.search(r"(?:召开|举行|举办|调研|出席|走进|动员会|推进会)", title) and not re.search(rf"(?:{KINDS})$", title):
        return "news"
    return "notice"


def join_organs(head: str, signed: list[str]) -> str:
    """Joint issuers as the title runs them together, divided as the signatures divide them."""
    if len(signed) > 1 and re.sub(r"[\s、]", "", head) == "".join(signed):
        return "、".join(signed)
    place = re.match(r"(?:中共)?([一-鿿]{2,8}?[省市区县])", head)
    again = rf"|(?<=[局委厅办院会府室部署])(?={place[1]})" if place else ""
    return "、".join(part for part in re.split(rf"[\s、]+{again}", head) if part)


def split_names(text: str) -> tuple[str, ...]:
    """Addressees or recipients of a copy, divided at commas outside brackets."""
    out, depth, last = [], 0, 0
    for i, ch in enumerate(text):
        depth += ch in "（("
        depth -= ch in "）)"
        if ch in "，,、；;" and depth <= 0:
            out.append(text[last:i])
            last = i + 1
    out.append(text[last:])
    names: list[str] = []
    for part in out:
        name = part.strip(" 。：:\n")
        if len(name) == 1 and names:
            names[-1] += f"、{name}"  # 市政府各委、办、局
        elif name:
            names.append(name)
    return tuple(names)
