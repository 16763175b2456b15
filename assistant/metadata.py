"""Facts about a notice itself, each with the place that prints it: 文号, 日期, 发文机关, 抄送, 电话, 附件, 施行日期."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Citation
from assistant.cite import Citer, sentences_of
from corpus import HEAD, PREFACE, Clause, Notice, Span, squeeze
from index import Held, Library

_PHONE = re.compile(r"(?<!\d)(?:0\d{2,3}[-—－ ]?)?\d{7,8}(?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)|(?<=[电热][话线][:：])\d{5,8}")
_PUBLISHED = re.compile(r"发布(?:日期|时间)[:：]?(?P<day>(?:19|20)\d\d(?:年\d{1,2}月\d{1,2}日|-\d{1,2}-\d{1,2}))")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ADDRESS = re.compile(r"(?:地址|邮编)[:：]")
_FORCE = re.compile(
    r"自[^，。；]{0,24}(?:起|之日)(?:开始)?(?:正式)?(?:施行|实施|执行|生效)|有效期|执行期|试行期|(?:施行|执行|有效)(?:期限)?至|同时废止"
)
_OWN_FORCE = re.compile(
    r"(?:本|该|此)(?:通知|意见|办法|细则|措施|方案|规定|政策|文件|要点|实施细则|实施意见|若干措施|条例|制度)|^[^，。]{0,8}自"
)
_DRAFTED = re.compile(
    r"(?:制订|制定|起草|拟订|拟定)的|由[^，。；]{2,24}(?:负责)?(?:起草|制定|制订)|(?:会同|联合)[^，。；]{2,30}(?:起草|制定|制订)"
)
_ATTACHED = re.compile(r"附件\s*[:：]")


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a notice: what is said, and the place it rests on; no citation when it is not printed.

    ``quoted`` when the words of the place are the fact, to be shown as a quotation; ``shared`` is then how many pairs
    of characters of what is asked stand there.
    """

    said: str
    citation: Citation | None
    quoted: bool = False
    shared: int = 0


def facts_of(library: Library, citer: Citer, held: Held, fields: Sequence[str], question: str = "") -> list[Fact]:
    """The facts of one notice that are asked for, each resting on the place that prints it."""
    notice = library.notice(held.notice_id)
    out: list[Fact] = []
    for name in fields:
        if name in _SENTENCES:
            for found, spans in _sentences(notice, name, question):
                citation = citer.of_clause(held.notice_id, found, spans)
                shared = _shared(question, citation.quote)
                out.append(Fact(f"写明的{_SENTENCES[name]}", citation, quoted=True, shared=shared))
            continue
        fact = _FACTS[name](notice, held) if name in _FACTS else None
        if fact is None:
            continue
        said, clause = fact
        own = {"printed", "dated"} if name in ("printed", "dated") else {name}
        if own & set(notice.corrected):
            said = re.sub(r"^原文没有(?:印|标注)", "没有", said) + "（人工更正）"
        out.append(Fact(said, citer.of_clause(held.notice_id, clause) if clause is not None else None))
    return out


def own_place(library: Library, citer: Citer, held: Held) -> Citation | None:
    """The place that says which notice it is: its 文号, else its title."""
    notice = library.notice(held.notice_id)
    place = _doc_number(notice, held)[1] or _clause(notice, "标题") or next(iter(notice.clauses), None)
    return citer.of_clause(held.notice_id, place) if place is not None else None


def repealed_by(library: Library, citer: Citer, held: Held) -> list[Fact]:
    """Where another notice says that this one is repealed (原《…》同时废止)."""
    out: dict[str, Fact] = {}
    for words in [w for w in (held.doc_number, f"《{held.issued_title}》" if held.issued_title else "") if w]:
        for place in library.find(words):
            notice = library.notice(place.notice_id)
            if place.notice_id == held.notice_id or place.notice_id in out:
                continue
            for clause in notice.clauses:
                for sentence in sentences_of(notice.text, clause.spans):
                    if squeeze(words) in sentence.words and re.search("废止|停止执行|失效", sentence.words):
                        citation = citer.of_clause(place.notice_id, clause, sentence.spans)
                        out[place.notice_id] = Fact("写明了废止", citation, quoted=True)
    return list(out.values())


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
    source = "题名" if held.issuer and held.issuer in squeeze(held.title or "") else "网页来源"
    inferred = f"（由{source}推断）" if "issuer" in held.inferred else ""
    return (f"发文机关是{held.issuer}{inferred}" if held.issuer else "原文没有印发文机关"), place


def _printed(notice: Notice, held: Held) -> tuple[str, Clause | None]:
    if notice.printed:
        return f"印发日期是{_say(notice.printed)}", _clause(notice, "版记", containing="印发") or _clause(
            notice, "版记", "落款"
        )
    if notice.dated and "dated" in notice.inferred:
        return _posted(notice)
    if notice.dated:
        return f"成文日期是{_say(notice.dated)}（原文没有另印印发日期）", _clause(notice, "落款") or _dated_place(
            notice
        )
    return "原文没有印日期", None


def _posted(notice: Notice) -> tuple[str, Clause | None]:
    """The day on which the notice was put on the web, where it prints no other."""
    return f"原文没有印成文日期，网页的发布日期是{_say(notice.dated)}", _dated_place(notice)


def _dated(notice: Notice, held: Held) -> tuple[str, Clause | None]:
    if notice.dated and "dated" not in notice.inferred:
        return f"落款（成文）日期是{_say(notice.dated)}", _clause(notice, "落款") or _dated_place(notice)
    return _printed(notice, held)


def _published(notice: Notice, held: Held) -> tuple[str, Clause | None] | None:
    """The day on which it was put on the web, where a block of particulars prints one besides 成文日期."""
    for clause in notice.clauses:
        if not clause.trail and (match := _PUBLISHED.search("".join(clause.text.split()))):
            return f"发布日期是{match['day']}", clause
    return None


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


def _what(notice: Notice, held: Held) -> tuple[str, Clause | None]:
    parts = [f"是《{held.name}》"] if held.name else []
    parts += [f"{held.issuer}{'联合' if '、' in (held.issuer or '') else ''}发文"] if held.issuer else []
    parts += [f"{_say(held.issued)}"] if held.issued else []
    return "，".join(parts), _clause(notice, "标题")


def _sentences(notice: Notice, field: str, question: str) -> list[tuple[Clause, tuple[Span, ...]]]:
    """The sentences that say who to reach, from when a notice is in force, who drafted it, what is attached to it."""
    pattern = _PATTERNS[field]
    found: list[tuple[float, Clause, tuple[Span, ...]]] = []
    for clause in notice.clauses:
        if not pattern.search("".join(clause.text.split())):
            continue
        for sentence in sentences_of(notice.text, clause.spans):
            if not pattern.search(sentence.words):
                continue
            spans = sentence.spans
            if field == "attachments" and (match := pattern.search(sentence.words)):
                spans = _later(notice.text, spans, match.start())
            found.append((_worth(field, sentence.words, clause, question), clause, spans))
    found.sort(key=lambda entry: -entry[0])
    best = [entry for entry in found if entry[0] > 0 and entry[0] >= found[0][0] - 0.5]
    return [(clause, spans) for _, clause, spans in best[: _MOST.get(field, 2)]]


def _later(text: str, spans: tuple[Span, ...], skipped: int) -> tuple[Span, ...]:
    """Spans without their first characters, white space not counted."""
    for i, (start, end) in enumerate(spans):
        for at in range(start, end):
            if text[at].isspace():
                continue
            if not skipped:
                return (Span(at, end), *spans[i + 1 :])
            skipped -= 1
    return spans


def _shared(question: str, words: str) -> int:
    """How many pairs of characters of a question, besides the words of asking, stand in some words."""
    topics = [run for run in _ASKS_CONTACT.split(squeeze(question)) if len(run) > 1]
    return len({run[at : at + 2] for run in topics for at in range(len(run) - 1) if run[at : at + 2] in words})


def _worth(field: str, words: str, clause: Clause, question: str) -> float:
    """How likely a sentence says what is asked; 0 when it says it of something else."""
    if field in ("phone", "email", "address"):
        named = re.search(r"联系|电话|热线|邮箱|地址", words)
        topic = re.search(r"举报|投诉|监督|咨询|值班|报名|报送", question)
        return (1.0 if named else 0.2) + (1.0 if topic and topic.group() in words else 0.0)
    if field == "force":
        return 1.0 if _OWN_FORCE.search(words) else 0.0
    if field == "drafter":
        own = clause.path in (HEAD, PREFACE)
        return (1.2 if "起草" in words or "制订" in words else 1.0) if own else 0.0
    if field == "attachments":
        return 0.0 if clause.path.startswith("附件") else 1.0
    return 1.0


CONTACTS = ("phone", "email", "address")
_ASKS_CONTACT = re.compile(
    r"联系|电话|号码|传真|邮箱|地址|热线|多少|什么|哪个|哪里|几号|请问|[是的和打找问给在有]|[^一-鿿]"
)
_FACTS = {
    "doc_number": _doc_number,
    "issuer": _issuer,
    "printed": _printed,
    "dated": _dated,
    "published": _published,
    "copied_to": _copied,
    "addressees": _addressed,
    "title": _title,
    "validity": _validity,
    "disclosure": _disclosure,
    "what": _what,
}
_SENTENCES = {
    "phone": "联系电话",
    "email": "邮箱",
    "address": "地址",
    "force": "施行和有效期",
    "drafter": "起草单位",
    "attachments": "附件",
}
"""Facts that are told in the words of the notice, and what each is called."""
_PATTERNS = {
    "phone": _PHONE,
    "email": _EMAIL,
    "address": _ADDRESS,
    "force": _FORCE,
    "drafter": _DRAFTED,
    "attachments": _ATTACHED,
}
_MOST = {"phone": 3, "drafter": 1, "attachments": 1}
NOT_PRINTED = {
    **{name: f"没有写明{words}" for name, words in _SENTENCES.items()},
    "drafter": "没有另外写明起草单位",
    "attachments": "没有列出附件",
}
"""What is said of a notice that does not print such a fact."""


def _say(date: object) -> str:
    import datetime as dt

    assert isinstance(date, dt.date)
    return f"{date.year}年{date.month}月{date.day}日"
