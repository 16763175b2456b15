"""Answers, citations and notices as the page shows them: pure functions from values to Markdown and HTML.

The words of notices, file names and questions are data. In HTML they pass through ``html.escape``; in Markdown every
character that could start a tag, a link or an image becomes an entity. The chat cleans the result once more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import NamedTuple, Protocol

from assistant.answer import Answer, Citation, Place, Status
from assistant.label import say_corrected
from assistant.page_view import page_html
from assistant.source_view import source_html
from corpus import Notice

SHOWN = 5
"""How many citations are open beneath an answer; the others are folded."""


class Held(Protocol):
    """What the foot of the page needs of a notice that is held."""

    @property
    def place(self) -> str:
        """The place that the issuer governs."""

    @property
    def year(self) -> int | None:
        """The notice's year."""


class Address(NamedTuple):
    """Which citation of which answer a control on the page stands for.

    ``also`` is 0 for the citation itself, else the number of one of its further places; ``page`` is 0 for the text of
    the notice, else the page of the file that is to be shown.
    """

    turn: int
    n: int
    also: int = 0
    page: int = 0

    def __str__(self) -> str:
        return f"{self.turn}:{self.n}:{self.also}" + (f":{self.page}" if self.page else "")

    @classmethod
    def parse(cls, text: str) -> Address | None:
        """Read what the browser sent back; None if it is not an address."""
        found = re.fullmatch(r"(\d{1,6}):(\d{1,6}):(\d{1,6})(?::([1-9]\d{0,5}))?", text)
        return cls(*(int(group or 0) for group in found.groups())) if found else None


_STATUS = {
    Status.ANSWERED: ("answered", "✓", "已回答"),
    Status.NOT_HELD: ("not-held", "∅", "库中没有"),
    Status.ASK_BACK: ("ask-back", "?", "请补充"),
    Status.HELP: ("help", "i", "使用说明"),
    Status.ERROR: ("error", "!", "出错"),
}
_KINDS = {
    "interpretation": ("参考 · 解读", "aside"),
    "draft": ("草案 · 征求意见稿", "warn"),
    "news": ("参考 · 新闻", "aside"),
    "report": ("参考 · 报告", "aside"),
}
_MARKDOWN = re.compile(r"[\\`*_{}\[\]()#+\-.!|~:@<>&\"'=$^]")
_ACTIVE = re.compile(r"[\[\]`~@$]|(?<=:)//|(?<=www)\.", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BREAKS = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_LABELLED = re.compile(r"\n\n——(?P<label>[^\n]+) \[(?P<n>\d+)\](?=\n|$)")
_MARK = re.compile(r"\[(\d{1,4})\]")


def entity(text: str) -> str:
    """Each character as a numeric entity."""
    return "".join(f"&#{ord(char)};" for char in text)


def plain_markdown(text: str) -> str:
    """Markdown that shows ``text`` as it was typed."""
    return _MARKDOWN.sub(lambda m: entity(m.group()), text.strip())


def inert(text: str) -> str:
    """``text`` for HTML inside Markdown, in an element or an attribute.

    Line breaks become entities as well: a blank line would end the block of HTML, and what follows would be Markdown.
    """
    return _BREAKS.sub(lambda m: entity(m.group()), _MARKDOWN.sub(lambda m: entity(m.group()), text))


def safe_markdown(text: str, turn: int = 0, citations: int = 0) -> str:
    """The Markdown of an answer without links, images, code and HTML, its ``[1]`` marks made into controls.

    Headings, lists, tables, emphasis, quotations and ``<br>`` remain.
    """
    kept: list[str] = []

    def keep(html: str) -> str:
        kept.append(html)
        return f"\x00{len(kept) - 1}\x00"

    def control(found: re.Match[str]) -> str:
        n = int(found.group(1))
        return keep(_reference(Address(turn, n))) if 1 <= n <= citations else found.group()

    text = _ESCAPED.sub(lambda m: keep(entity(m.group(1))), text.replace("\x00", ""))
    text = _MARK.sub(control, text)
    text = escape(text, quote=False).replace("&lt;br&gt;", "<br>")
    text = re.sub(r"(?m)^[ \t]*(?:&gt;[ \t]?)+", lambda m: m.group().replace("&gt;", ">"), text)
    text = _ACTIVE.sub(lambda m: entity(m.group()), text)
    return re.sub(r"\x00(\d+)\x00", lambda m: kept[int(m.group(1))], text)


def _reference(address: Address) -> str:
    title = f"在原文中查看出处{address.n}"
    return f'<button type="button" class="zw-ref zw-open" value="{address}" title="{title}">{address.n}</button>'


def render(answer: Answer, turn: int = 0) -> str:
    """An answer as one chat message: status, assumption, the words, the citations as cards.

    Parameters
    ----------
    answer
        What the assistant said.
    turn
        The number of the exchange in this conversation; the controls carry it.

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
        parts.append(f'<div class="zw-note"><b>前提</b>{_lines(note)}</div>')
    parts.append(safe_markdown(body, turn, len(answer.citations)))
    if answer.citations:
        parts.append(_cards(answer, turn))
    return "\n\n".join(parts)


def _without_note(text: str, note: str) -> str:
    """The words without their first line, if that is the assumption, which is shown apart."""
    first, _, rest = text.partition("\n")
    return rest.lstrip("\n") if note and _unescaped(first).strip("（）") == note else text


def _without_labels(text: str, citations: Sequence[Citation]) -> str:
    """The words without the labels under quotations, which stand on the cards; the marks remain."""

    def shorten(found: re.Match[str]) -> str:
        n = int(found["n"])
        known = 1 <= n <= len(citations) and _unescaped(found["label"]) == citations[n - 1].label_short
        return f" [{n}]" if known else found.group()

    return _LABELLED.sub(shorten, text)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(r"\1", text).strip()


def _cards(answer: Answer, turn: int) -> str:
    """The citations that the answer rests on, then those that are only near; each keeps its number."""
    said = _unescaped(answer.text)
    firm: list[str] = []
    near: list[str] = []
    for n, citation in enumerate(answer.citations, 1):
        card = _card(citation, Address(turn, n), citation.words in said)
        (near if citation.near else firm).append(card)
    groups = (("出处", firm), ("库中相近的内容（仅供查找，不是答复依据）", near))
    return "".join(_group(title, cards) for title, cards in groups if cards)


def _group(title: str, cards: Sequence[str]) -> str:
    out = f'<div class="zw-cards"><div class="zw-cards-title">{title} · {len(cards)} 条</div>{"".join(cards[:SHOWN])}'
    if len(cards) > SHOWN:
        folded = "".join(cards[SHOWN:])
        out += f'<details class="zw-more"><summary>其余 {len(cards) - SHOWN} 条出处</summary>{folded}</details>'
    return out + "</div>"


def _card(citation: Citation, address: Address, is_said: bool) -> str:
    """One citation; a quotation that the answer says already takes little room."""
    label = inert(citation.label_short)
    look = "zw-quote zw-said" if is_said else "zw-quote"
    cells = citation.cells or (citation.pieces if citation.row and citation.pieces else (citation.quote,))
    quote = "".join(f'<span class="zw-cell">{_lines(cell)}</span>' for cell in cells)
    both = inert(f"“{one_line(' '.join(cells))}”（{citation.label_short}）")
    return (
        f'<div class="zw-card"><div class="zw-card-top"><span class="zw-n">{address.n}</span>'
        f'<span class="zw-label">{label}</span>{badges(citation)}</div>'
        f'<blockquote class="{look}">{quote}</blockquote>{_facts(citation)}'
        f'{_also(citation.also, address)}<div class="zw-actions">'
        f'<button type="button" class="zw-button zw-open" value="{address}">在原文中查看</button>'
        f'<button type="button" class="zw-button zw-copy" value="{label}">复制出处</button>'
        f'<button type="button" class="zw-button zw-copy" value="{both}">复制引文和出处</button></div></div>'
    )


def badges(citation: Citation) -> str:
    """The marks that a reader must see before relying on a citation: kind, validity, disclosure."""
    out: list[tuple[str, str]] = []
    if citation.doc_kind in _KINDS:
        out.append(_KINDS[citation.doc_kind])
    if said := say_corrected(citation.corrected, citation.slips):
        out.append((said, "aside"))
    validity = citation.validity or ""
    if any(word in validity for word in ("废", "失效", "停止")):
        out.append((f"废止 · {validity}" if "废止" not in validity else validity, "stop"))
    if citation.disclosure and citation.disclosure != "主动公开":
        out.append((citation.disclosure, "warn"))
    return "".join(f'<span class="zw-badge zw-badge-{look}">{inert(words)}</span>' for words, look in out)


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
    items = "".join(f"<span><b>{name}</b>{_lines(value)}</span>" for name, value in facts)
    return f'<div class="zw-facts">{items}</div>'


def _also(places: Sequence[Place], address: Address) -> str:
    if not places:
        return ""
    links = []
    for number, place in enumerate(places[:SHOWN], 1):
        value = address._replace(also=number)
        links.append(f'<button type="button" class="zw-link zw-open" value="{value}">{inert(where(place))}</button>')
    return f'<div class="zw-also">同样内容另见 {"".join(links)}</div>'


def where(place: Place | Citation) -> str:
    """The place within a notice in words: 附件1 序号12."""
    row = f" 序号{place.row}" if place.row else ""
    return f"{place.section or '正文'}{row}"


def _lines(text: str) -> str:
    return "<br>".join(inert(line.strip()) for line in text.splitlines() if line.strip())


def one_line(text: str) -> str:
    """Text on one line, for the clipboard; a blank stands between the cells of a table."""
    return " ".join(text.split())


def source_panel(notice: Notice, citation: Citation, address: Address, picture: bytes | None = None) -> str:
    """The notice of a citation with the cited words marked.

    Parameters
    ----------
    notice
        The notice that holds the words.
    citation
        The citation.
    address
        Which control was pressed, whether it stands for a further place of the citation, and which page it asks for.
    picture
        A PNG of that page; without one the text is shown.
    """
    also = address.also
    place: Place | Citation = citation.also[also - 1] if also else citation
    spans = ((place.start, place.end),) if also else citation.spans or ((citation.start, citation.end),)
    page = notice.page_at(place.start) if notice.boxes else None
    shown = page_html(notice, address.page, picture, spans) if picture else source_html(notice, spans)
    facts = [notice.doc_number, notice.issuer, notice.issued.isoformat() if notice.issued else None]
    mark = badges(citation) if not also else ""
    return (
        f'<div class="zw-source-head" tabindex="-1" data-address="{address}">'
        f'<div class="zw-source-title">{escape(notice.name)}{mark}</div>'
        f'<div class="zw-source-facts">{" · ".join(escape(fact) for fact in facts if fact)}</div>'
        f'<div class="zw-trail">{_trail(notice, place)}</div>'
        f'<div class="zw-source-actions">{_page_button(address, page, is_shown=bool(picture))}'
        '<button type="button" class="zw-button zw-reveal">回到引文</button>'
        '<button type="button" class="zw-button zw-close">返回对话</button></div></div>'
        '<div class="zw-source-text" tabindex="0" role="region" aria-label="公文原文">'
        f"{shown}</div>"
    )


def _page_button(address: Address, page: int | None, is_shown: bool) -> str:
    """What changes between the text and the page of the file that holds the words."""
    if page is None:
        return ""
    value, words = (
        (address._replace(page=0), "看文字") if is_shown else (address._replace(page=page), f"看原件第{page}页")
    )
    return f'<button type="button" class="zw-button zw-open" value="{value}">{words}</button>'


def _trail(notice: Notice, place: Place | Citation) -> str:
    inside = [s for s in notice.sections if s.start <= place.start < s.end]
    steps = [_step(s.path, inside[i - 1].path if i else "", s.heading) for i, s in enumerate(inside)]
    if not steps or place.row:
        steps.append(where(place))
    if page := notice.page_at(place.start):
        steps.append(f"第{page}页")
    return "位置：" + " › ".join(f"<span>{escape(step)}</span>" for step in dict.fromkeys(steps))


def _step(path: str, parent: str, heading: str) -> str:
    number = path.removeprefix(parent)
    words = heading.strip()
    words = words if len(words) <= 28 else words[:27] + "…"
    if not words or words.startswith(number):
        return words or number
    return f"{number}{words}" if number.endswith(("）", ")")) or not number else f"{number}、{words}"


def empty_panel(message: str = "") -> str:
    """The right panel while no notice is open, or the reason why one could not be opened."""
    words = escape(message) if message else "答复所引的公文会在这里打开，并标出所引的文字。"
    return f'<div class="zw-empty"><div class="zw-empty-sign">文</div><p>{words}</p></div>'


def welcome(examples: Sequence[str]) -> str:
    """What an empty conversation shows: what this is for, and questions that the library can answer."""
    buttons = "".join(
        f'<button type="button" class="zw-example" value="{inert(text)}">{inert(text)}</button>' for text in examples
    )
    hint = '<p class="zw-hint">可以这样问：</p>' if buttons else ""
    return (
        '<div class="zw-welcome"><p class="zw-hello">用平常的话提问，答复逐字引自库中的公文，并注明出处。</p>'
        f'{hint}<div class="zw-examples">{buttons}</div></div>'
    )


def library_line(held: Sequence[Held]) -> str:
    """The library at a glance: how many notices, of which places and years."""
    if not held:
        return '<div class="zw-foot">文库中还没有公文</div>'
    places = sorted({h.place for h in held if h.place})
    years = sorted({h.year for h in held if h.year})
    parts = [f"文库现有公文 <b>{len(held)}</b> 份"]
    if places:
        named = "、".join(places[:4])
        parts.append(escape(named if len(places) <= 4 else f"{named}等 {len(places)} 个地区"))
    if years:
        parts.append(f"{years[0]}年" if len(years) == 1 else f"{years[0]}—{years[-1]}年")
    return f'<div class="zw-foot">{" · ".join(parts)}</div>'
