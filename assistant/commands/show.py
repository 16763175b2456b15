"""``zhengwen list`` and ``zhengwen find``: what the library holds, and where some words stand in it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from assistant.config import Config
from assistant.errors import WrongUse
from assistant.terminal import say, say_json

if TYPE_CHECKING:
    from index import Held, Library, Occurrence


def open_library(config: Config) -> Library:
    """The library of ``config``, without its model: nothing is searched by meaning here."""
    from index import Library

    return Library.open(config.library, with_model=False)


def run_list(library: Library, as_json: bool) -> int:
    """Print each notice that the library holds; returns the exit code."""
    for held in library.held:
        if as_json:
            say_json(held_dict(held))
        else:
            say(held_line(held))
    if not as_json:
        say(f"共 {len(library.held)} 份公文")
    return 0


def held_dict(held: Held) -> dict[str, Any]:
    """One notice of the library as ``list --json`` prints it."""
    names = (
        "notice_id version file title issued_title doc_number issuer year doc_kind validity disclosure source_url "
        "clauses tasks"
    ).split()
    out: dict[str, Any] = {name: getattr(held, name) for name in names}
    out |= {"issued": held.issued.isoformat() if held.issued else None, "inferred": list(held.inferred)}
    return out | {"corrected": list(held.corrected)}


def held_line(held: Held) -> str:
    """One notice of the library for a reader."""
    parts = [
        f"《{held.name}》",
        held.doc_number or "原文未载文号",
        held.issuer or "机关不详",
        held.issued.isoformat() if held.issued else str(held.year or "日期不详"),
        f"{held.clauses} 个条款、{held.tasks} 项任务",
        held.validity if held.validity and held.validity != "有效" else "",
        held.file,
    ]
    return "  ".join(part for part in parts if part)


def run_find(library: Library, words: str, as_json: bool) -> int:
    """Print every place where ``words`` stand, white space ignored; returns the exit code."""
    if not words.strip():
        raise WrongUse("要找的文字是空的")
    places = library.find(words)
    if as_json:
        for place in places:
            say_json(occurrence_dict(place))
        return 0
    if not places:
        say(f"库中没有“{words.strip()}”")
        return 0
    titles = {held.notice_id: held.name for held in library.held}
    for notice_id, group in groupby(places, key=lambda place: place.notice_id):
        say(f"《{titles[notice_id]}》")
        for place in group:
            say(f"  {place.section or '正文'}  {place.line.strip()}")
    say(f"共 {len(places)} 处")
    return 0


def occurrence_dict(place: Occurrence) -> dict[str, Any]:
    """One place as ``find --json`` prints it."""
    return {name: getattr(place, name) for name in ("notice_id", "file", "section", "start", "end", "line")}
