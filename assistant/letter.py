"""The reply basket as an official reply (复函): Word, Markdown, plain text. Each looks its quotations up again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from assistant.basket import Basket, Kept
from assistant.dutylist import say_day
from assistant.genre import KIND_WORDS
from assistant.keep import Checked, check
from assistant.markdown import plain
from corpus import HEAD, TAIL, is_void
from index import Library

if TYPE_CHECKING:
    from assistant.word import Look

Kind = Literal["title", "addressee", "body", "source", "quotation", "note", "closing", "signature", "heading", "remark"]

REMARKS = "核对提示（发文前请删去）"
_LOOKS: dict[Kind, Look] = {
    "title": "title",
    "addressee": "addressee",
    "quotation": "quotation",
    "closing": "closing",
    "heading": "heading",
}
"""The other kinds are set as body."""
_TITLE = "关于有关问题的复函"
_OPENING = "经查阅有关公文，现将相关内容函复如下："
_CLOSING = "特此函复。"
_NOTHING = "（没有可以引用的内容。）"


@dataclass(frozen=True, slots=True)
class Letter:
    """What a clerk writes around the quotations."""

    title: str = _TITLE
    addressee: str = ""
    sign: str = ""
    date: dt.date | None = None
    opening: str = _OPENING
    closing: str = _CLOSING


class Line(NamedTuple):
    """A paragraph of the reply; ``number`` is that of its quotation. A signature has two lines: the name, the day."""

    kind: Kind
    words: str
    number: int = 0


def lines_of(checked: Checked, letter: Letter) -> Iterator[Line]:
    """The reply from top to bottom, and below it what is to be looked at before it goes out."""
    yield Line("title", letter.title.strip() or _TITLE)
    if addressee := letter.addressee.strip():
        yield Line("addressee", addressee if addressee.endswith(("：", ":")) else f"{addressee}：")
    yield from (Line("body", words) for words in _paragraphs(letter.opening))
    if not checked.basket.kept:
        yield Line("body", _NOTHING)
    for number, kept in enumerate(checked.basket.kept, 1):
        yield Line("source", f"{number}.{source_of(kept)}", number)
        yield Line("quotation", kept.quote, number)
        yield from (Line("note", words, number) for words in _paragraphs(kept.note))
    yield from (Line("closing", words) for words in _paragraphs(letter.closing))
    name, day = letter.sign.strip(), say_day(letter.date) if letter.date else ""
    if name or day:
        yield Line("signature", f"{name}\n{day}")
    remarks = [*checked.left_out, *checked.warnings]
    if remarks:
        yield Line("heading", REMARKS)
        yield from (Line("remark", words) for words in remarks)


def source_of(kept: Kept) -> str:
    """The label with a verb: 《…》（…）第一部分第（一）项规定：; what is no authority is said to be none."""
    told = KIND_WORDS.get(kept.doc_kind, "")
    asides = [f"{told}，仅供参考"] if told else []
    asides += [f"原文标注：{kept.validity}"] if is_void(kept.validity) else []
    verb = "载明" if told or kept.ref.startswith((HEAD, TAIL)) else "规定"
    aside = f"（{'；'.join(asides)}）" if asides else ""
    return f"{kept.label_short}{aside}{verb}："


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def to_docx(basket: Basket, library: Library, letter: Letter) -> bytes:
    """The reply as a Word document laid out as an official paper; what is to be looked at is on a page of its own."""
    from assistant.word import Paragraph, document, signature

    parts: list[Paragraph] = []
    for line in lines_of(check(basket, library), letter):
        if line.kind == "signature":
            parts += signature(*line.words.split("\n"))
        else:
            parts.append(Paragraph(_LOOKS.get(line.kind, "body"), line.words, starts_page=line.kind == "heading"))
        if line.kind == "title":
            parts.append(Paragraph("addressee"))
    return document(letter.title.strip() or _TITLE, parts)


def to_markdown(basket: Basket, library: Library, letter: Letter) -> str:
    """The reply as Markdown; words of notices and of the clerk stay words."""
    out: list[str] = []
    for line in lines_of(check(basket, library), letter):
        words = plain(line.words)
        if line.kind == "title":
            out.append(f"# {words}")
        elif line.kind == "source":
            out.append(f"{line.number}\\.{words.removeprefix(f'{line.number}.')}")
        elif line.kind == "quotation":
            out.append(f"> {words}")
        elif line.kind == "signature":
            out.append("  \n".join(part for part in words.split("\n") if part))
        elif line.kind == "heading":
            out += ["---", f"**{words}**"]
        else:
            out.append(f"- {words}" if line.kind == "remark" else words)
    return "\n\n".join(out) + "\n"


def to_text(basket: Basket, library: Library, letter: Letter) -> str:
    """The reply as plain text, each paragraph indented by two characters."""
    out: list[str] = []
    for line in lines_of(check(basket, library), letter):
        if line.kind in ("title", "addressee"):
            out.append(line.words)
        elif line.kind == "signature":
            out += ["", *(part for part in line.words.split("\n") if part)]
        elif line.kind == "heading":
            out += ["", f"【{line.words}】"]
        else:
            words = f"“{line.words}”" if line.kind == "quotation" else line.words
            out.append(f"\u3000\u3000{words}")
        if line.kind == "title":
            out.append("")
    return "\n".join(out) + "\n"
