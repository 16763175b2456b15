"""Every place of some words, by notice and section."""

from __future__ import annotations

import re

from assistant.everywhere import Everywhere, InNotice, InSection, Spot
from assistant.page.address import Address
from assistant.page.badges import badges
from assistant.page.controls import open_button
from assistant.page.safe import inert

_NUMERALS = re.compile(r"[一二三四五六七八九十百]+")
_FURNITURE = re.compile(r"<br\s*/?>|[|\t#*]+")
"""What stands around words in a table or in Markdown, and is no word."""


def find_html(found: Everywhere) -> str:
    """What was found: how many places there are, then each notice with its sections; nothing found is said."""
    words = inert(found.words)
    if not found.total:
        said = f"文库里没有一字不差的“{words}”。可以换个写法，或者到“问答”里用平常的话提问。"
        return f'<div class="zw-note" role="status">{said}</div>'
    shown = f"，先列出 {found.shown} 处" if found.rest else ""
    said = f"“{words}”在 {found.notices} 份公文里共有 <b>{found.total}</b> 处{shown}。"
    head = f'<p class="zw-count" role="status">{said}</p>'
    rest = ""
    if found.rest:
        told = f"其余 {found.rest} 处"
        if left := found.notices - len(found.found):
            told += f"（另有 {left} 份公文没有列出）"
        rest = f'<p class="zw-rest">{told}，可以按地区、年份缩小范围，或继续列出。</p>'
    return f'<div class="zw-found">{head}{"".join(map(_notice, found.found))}{rest}</div>'


def _notice(each: InNotice) -> str:
    held = each.held
    facts = " · ".join(inert(fact) for fact in (held.doc_number, held.issuer) if fact)
    more = (
        f'<p class="zw-rest">这份公文里其余 {each.count - each.shown} 处没有列出。</p>'
        if each.count > each.shown
        else ""
    )
    return (
        f'<section class="zw-found-notice"><h3>{inert(held.name)}{badges(held)}'
        f'<span class="zw-tally">{each.count} 处</span></h3><p class="zw-facts">{facts}</p>'
        f"{''.join(_section(held.notice_id, section) for section in each.sections)}{more}</section>"
    )


def _section(notice_id: str, section: InSection) -> str:
    name = _name(section)
    spots = "".join(_spot(notice_id, spot, name) for spot in section.spots)
    return f'<div class="zw-found-section"><h4>{inert(name)}</h4><ul>{spots}</ul></div>'


def _name(section: InSection) -> str:
    """Where it is: 二、提高水平; 二（一）改进解读; 附件."""
    path, heading = section.path or "正文", section.heading
    if not heading or heading.startswith(path):
        return heading or path
    return f"{path}{'' if path.endswith(('）', ')')) else '、' if _NUMERALS.fullmatch(path) else '：'}{heading}"


def _spot(notice_id: str, spot: Spot, name: str) -> str:
    button = open_button(Address(notice_id, ((spot.start, spot.end),)), "原文", f"在原文中查看：{name}")
    before, after = (_FURNITURE.sub(" ", part) for part in (spot.before, spot.after))
    words = " ".join(_FURNITURE.sub(" ", spot.words).split())
    return f"<li><span>{inert(before)}<mark>{inert(words)}</mark>{inert(after)}</span>{button}</li>"
