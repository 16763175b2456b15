"""An answer as the chat shows it: status, assumption, the words, the citations as cards."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from assistant.answer import Answer, Citation, Place, Status
from assistant.dutylist import DutyList
from assistant.page.address import Address, where
from assistant.page.badges import badges
from assistant.page.duty_table import duty_table
from assistant.page.safe import inert, lines, one_line, safe_markdown, unescaped
from assistant.punctuation import standard_punctuation

SHOWN = 5
"""How many citations are open beneath an answer; the others are folded."""
FOLDED = 100
"""How many citations are folded beneath a table of duties, each row of which opens its own."""
_STATUS = {
    Status.ANSWERED: ("answered", "✓", "已回答"),
    Status.NOT_HELD: ("not-held", "∅", "库中没有"),
    Status.ASK_BACK: ("ask-back", "?", "请补充"),
    Status.HELP: ("help", "i", "使用说明"),
    Status.ERROR: ("error", "!", "出错"),
}
_MENTIONED = re.compile(r"^正文里另有\d+处提到它：\n\n(?:- .*(?:\n|$))+", re.MULTILINE)
"""What an answer tells besides the duties themselves."""
_LABELLED = re.compile(r"\n\n——(?P<label>[^\n]+) \[(?P<n>\d+)\](?=\n|$)")


def render(answer: Answer, duties: DutyList | None = None, today: dt.date | None = None) -> str:
    """An answer as one chat message: status, assumption, the words, the citations as cards.

    Parameters
    ----------
    answer
        What the assistant said.
    duties
        The list of duties that it tells, which is then shown as a table, its citations folded.
    today
        What its deadlines are measured against; the clock's date when None.

    Returns
    -------
    str
        Markdown with blocks of HTML, safe for a renderer that lets HTML pass.
    """
    name, sign, words = _STATUS[answer.status]
    note = answer.scope.note.strip()
    body = _without_labels(_without_note(answer.text.strip(), note), answer.citations)
    parts = [f'<div class="zw-status zw-{name}"><span class="zw-sign">{sign}</span>{words}</div>']
    if note:
        parts.append(f'<div class="zw-note"><b>前提</b>{lines(note)}</div>')
    is_listed = duties is not None and bool(duties.duties)
    if duties is not None and is_listed:
        parts.append(duty_table(duties, today or dt.date.today(), is_noted=False))
        body = "\n\n".join(_MENTIONED.findall(body))
    parts.append(safe_markdown(body, lambda n: _reference(answer.citations, n)))
    if answer.citations:
        parts.append(_folded(answer) if is_listed else _cards(answer))
    return "\n\n".join(parts)


def _without_note(text: str, note: str) -> str:
    """The words without their first line, if that is the assumption, which is shown apart."""
    first, _, rest = text.partition("\n")
    return rest.lstrip("\n") if note and unescaped(first).strip("（）") == note else text


def _without_labels(text: str, citations: Sequence[Citation]) -> str:
    """The words without the labels under quotations, which stand on the cards; the marks remain."""

    def shorten(found: re.Match[str]) -> str:
        n = int(found["n"])
        known = 1 <= n <= len(citations) and unescaped(found["label"]) == citations[n - 1].label_short
        return f" [{n}]" if known else found.group()

    return _LABELLED.sub(shorten, text)


def _cards(answer: Answer) -> str:
    """The citations that the answer rests on, then those that are only near; each keeps its number."""
    said = unescaped(answer.text)
    firm: list[str] = []
    near: list[str] = []
    for n, citation in enumerate(answer.citations, 1):
        card = _card(n, citation, citation.words in said)
        (near if citation.near else firm).append(card)
    groups = (("出处", firm), ("库中相近的内容（仅供查找，不是答复依据）", near))
    return "".join(_group(title, cards) for title, cards in groups if cards)


def _folded(answer: Answer) -> str:
    """The cards beneath a table whose every row opens its source already; of many only the first ones."""
    count = len(answer.citations)
    said = unescaped(answer.text)
    shown = answer.citations[:FOLDED]
    cards = "".join(_card(n, citation, citation.words in said) for n, citation in enumerate(shown, 1))
    rest = f'<p class="zw-rest">其余 {count - FOLDED} 条请在表里打开原文。</p>' if count > FOLDED else ""
    return f'<details class="zw-more zw-sources"><summary>出处 · {count} 条</summary>{cards}{rest}</details>'


def _group(title: str, cards: Sequence[str]) -> str:
    out = f'<div class="zw-cards"><div class="zw-cards-title">{title} · {len(cards)} 条</div>{"".join(cards[:SHOWN])}'
    if len(cards) > SHOWN:
        folded = "".join(cards[SHOWN:])
        out += f'<details class="zw-more"><summary>其余 {len(cards) - SHOWN} 条出处</summary>{folded}</details>'
    return out + "</div>"


def _card(n: int, citation: Citation, is_said: bool) -> str:
    """One citation; a quotation that the answer says already takes little room."""
    address, label = inert(str(Address.of(citation))), inert(citation.label_short)
    look = "zw-quote zw-said" if is_said else "zw-quote"
    cells = citation.cells or (citation.pieces if citation.row and citation.pieces else (citation.quote,))
    quote = "".join(f'<span class="zw-cell">{lines(cell)}</span>' for cell in cells)
    said = one_line(" ".join(cells))
    both = inert(_with_label(said, citation))
    return (
        f'<div class="zw-card"><div class="zw-card-top"><span class="zw-n">{n}</span>'
        f'<span class="zw-label">{label}</span>{badges(citation, citation.slips)}</div>'
        f'<blockquote class="{look}">{quote}</blockquote>{_facts(citation)}'
        f'{_also(citation.also)}<div class="zw-actions">'
        f'<button type="button" class="zw-button zw-open" value="{address}">在原文中查看</button>'
        f'<button type="button" class="zw-button zw-copy" value="{label}">复制出处</button>'
        f'<button type="button" class="zw-button zw-copy" value="{both}">复制引文和出处</button>'
        f"{_standard(said, citation)}"
        f'<button type="button" class="zw-button zw-keep" value="{address}">加入复函篮</button></div></div>'
    )


def _with_label(words: str, citation: Citation) -> str:
    return f"“{words}”（{citation.label_short}）"


def _standard(words: str, citation: Citation) -> str:
    """What copies the quotation with standard punctuation, and says so; nothing where that changes nothing."""
    standard = standard_punctuation(words)
    if standard == words:
        return ""
    value = inert(_with_label(standard, citation))
    hint = "原文的标点不规范，此按规范改过，文字不变"
    return f'<button type="button" class="zw-button zw-copy" value="{value}" title="{hint}">复制（标点已规范）</button>'


def _facts(citation: Citation) -> str:
    facts: list[tuple[str, str]] = []
    if citation.lead:
        facts.append(("牵头", "、".join(citation.lead)))
    if citation.support:
        facts.append(("配合", "、".join(citation.support)))
    if citation.units and not (citation.lead or citation.support):
        facts.append(("责任单位", "、".join(citation.units)))
    if citation.deadlines:
        facts.append(("时限", "；".join(deadline.text for deadline in citation.deadlines)))
    if not facts:
        return ""
    items = "".join(f"<span><b>{name}</b>{lines(value)}</span>" for name, value in facts)
    return f'<div class="zw-facts">{items}</div>'


def _also(places: Sequence[Place]) -> str:
    if not places:
        return ""
    links = []
    for place in places[:SHOWN]:
        value = inert(str(Address.of_place(place)))
        links.append(f'<button type="button" class="zw-link zw-open" value="{value}">{inert(where(place))}</button>')
    return f'<div class="zw-also">同样内容另见 {"".join(links)}</div>'


def _reference(citations: Sequence[Citation], n: int) -> str:
    """The control for a mark ``[n]``; empty where there is no such citation."""
    if not 1 <= n <= len(citations):
        return ""
    address = inert(str(Address.of(citations[n - 1])))
    return f'<button type="button" class="zw-ref zw-open" value="{address}" title="在原文中查看出处{n}">{n}</button>'
