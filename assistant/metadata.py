"""Questions about a notice itself: 文号, 日期, 发文机关, 抄送, 联系电话, what is held."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Citation
from assistant.cite import Citer
from corpus import Clause, Notice
from index import Held, Library

_PHONE = re.compile(r"(?:电话|热线|联系)[^。\n]{0,30}?\d{3,4}-?\d{4,8}|\d{3,4}-\d{7,8}|(?<!\d)\d{7,8}(?!\d)")


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a notice: what is said, and the place it rests on; no citation when it is not printed."""

    said: str
    citation: Citation | None


def wanted_fields(text: str) -> list[str]:
    """Which facts a question asks for."""
    fields = []
    for name, pattern in (
        (
            "held",
            r"(?:收|存|有|录)(?:录)?了?(?:哪几|哪些|几|多少)(?:份|个|篇|件)?(?:通知|文件|公文)|(?:一共|总共|都有)(?:收录?了?)?(?:哪些|几份|多少份?)(?:通知|文件|公文)",
        ),
        ("phone", r"电话|联系人"),
        ("copied_to", r"抄送"),
        ("addressees", r"主送"),
        ("validity", r"有效|失效|废止"),
        ("disclosure", r"公开方式|公开属性"),
        ("dated", r"落款|成文日期|发文日期"),
        ("printed", r"印发|什么时候发|哪[天年日]|何时|几号|日期|时间"),
        ("issuer", r"(?:谁|哪个单位|哪个部门|哪里|什么单位)(?:印发|发布|发文|发)的|发文(?:机关|单位)"),
        ("title", r"关于什么"),
        ("doc_number", r"文号(?!为|是\S*号)|发文字号"),
    ):
        if re.search(pattern, text):
            fields.append(name)
    if "dated" in fields and "printed" in fields and not re.search("印发", text):
        fields.remove("printed")
    return fields or ["doc_number", "issuer", "printed"]


def facts_of(library: Library, citer: Citer, held: Held, fields: Sequence[str]) -> list[Fact]:
    """The facts of one notice that are asked for, each resting on the place that prints it."""
    notice = library.notice(held.notice_id)
    out = []
    for name in fields:
        fact = _FACTS[name](notice, held) if name in _FACTS else None
        if fact is None:
            continue
        said, clause = fact
        own = {"printed", "dated"} if name in ("printed", "dated") else {name}
        if own & set(notice.corrected):
            said = re.sub(r"^原文没有(?:印|标注)", "没有", said) + "（人工更正）"
        out.append(Fact(said, citer.of_clause(held.notice_id, clause) if clause is not None else None))
    return out


def _clause(notice: Notice, *headings: str, containing: str = "") -> Clause | None:
    for heading in headings:
        for clause in notice.clauses:
            if not clause.trail and clause.heading == heading and (not containing or containing in clause.text):
                return clause
    return None


def _doc_number(notice: Notice, held: Held) -> tuple[str, Clause | None]:
    if not held.doc_number:
        return "原文没有印文号", _clause(notice, "标题")
    place = _clause(notice, "发文字号") or next((c for c in notice.clauses if held.doc_number in c.text), None)
    return f"文号是 {held.doc_number}", place


def _issuer(notice: Notice, held: Held) -> tuple[str, Clause | None]:
    place = _clause(notice, "标题", containing=held.issuer or "") or _clause(notice, "落款", "标题")
    inferred = "（由题名推断）" if "issuer" in held.inferred else ""
    return (f"发文机关是{held.issuer}{inferred}" if held.issuer else "原文没有印发文机关"), place


def _printed(notice: Notice, held: Held) -> tuple[str, Clause | None]:
    if notice.printed:
        return f"印发日期是{_say(notice.printed)}", _clause(notice, "版记", containing="印发") or _clause(
            notice, "版记", "落款"
        )
    if notice.dated:
        return f"成文日期是{_say(notice.dated)}（原文没有另印印发日期）", _clause(notice, "落款") or _dated_place(
            notice
        )
    return "原文没有印日期", None


def _dated(notice: Notice, held: Held) -> tuple[str, Clause | None]:
    if notice.dated:
        return f"落款（成文）日期是{_say(notice.dated)}", _clause(notice, "落款") or _dated_place(notice)
    return _printed(notice, held)


def _dated_place(notice: Notice) -> Clause | None:
    if notice.dated is None:
        return None
    words = f"{notice.dated.year}年{notice.dated.month}月{notice.dated.day}日"
    return next((c for c in notice.clauses if words in c.text), None)


def _copied(notice: Notice, held: Held) -> tuple[str, Clause | None]:
    if not notice.copied_to:
        return "原文没有印抄送机关", None
    return f"抄送：{'、'.join(notice.copied_to)}", _clause(notice, "版记")


def _addressed(notice: Notice, held: Held) -> tuple[str, Clause | None]:
    if not notice.addressees:
        return "原文没有印主送机关", None
    return f"主送：{'、'.join(notice.addressees)}", _clause(notice, "主送机关")


def _title(notice: Notice, held: Held) -> tuple[str, Clause | None]:
    return f"题名是《{held.title}》", _clause(notice, "标题")


def _validity(notice: Notice, held: Held) -> tuple[str, Clause | None]:
    if held.validity:
        return f"原文标注的有效性是：{held.validity}", _clause(notice, "公文信息")
    return "原文没有标注有效性", None


def _disclosure(notice: Notice, held: Held) -> tuple[str, Clause | None]:
    if held.disclosure:
        return f"公开属性：{held.disclosure}", next(
            (c for c in notice.clauses if "公开" in c.text and not c.trail and c.heading == "附注"), None
        )
    return "原文没有标注公开属性", None


def _phone(notice: Notice, held: Held) -> tuple[str, Clause | None] | None:
    for clause in notice.clauses:
        if match := _PHONE.search(clause.text):
            return f"联系方式：{match.group()}", clause
    return None


_FACTS = {
    "doc_number": _doc_number,
    "issuer": _issuer,
    "printed": _printed,
    "dated": _dated,
    "copied_to": _copied,
    "addressees": _addressed,
    "title": _title,
    "validity": _validity,
    "disclosure": _disclosure,
    "phone": _phone,
}


def _say(date: object) -> str:
    import datetime as dt

    assert isinstance(date, dt.date)
    return f"{date.year}年{date.month}月{date.day}日"
