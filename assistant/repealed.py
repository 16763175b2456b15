"""Whether a document that is not held is still in force, where a notice held says that it is repealed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Citation
from assistant.cite import Citer, sentences_of
from assistant.compose import Draft, quotation, title_of
from assistant.genre import core
from assistant.invented import LEADING
from assistant.normalise import fold
from assistant.numbers import has_number
from assistant.query import Query
from assistant.reply import Reply
from assistant.wanted import asked_fields
from corpus import is_void
from index import Held, Library

_ASKS = re.compile(r"废止|失效|作废|停止执行")
_REPEALS = re.compile(r"(?<!不)(?:予以)?(?:废止|停止执行|失效)")
_ENDS = r"办法|规定|细则|意见|方案|措施|通知|条例|制度|规则|规程|要点|计划|公告|通告|决定|规划|标准"
_QUOTED = re.compile(r"《(?P<name>[^《》]{4,80})》")
_NAMED = re.compile(
    rf"(?P<name>[一-鿿“”]{{4,40}}?(?:{_ENDS}))(?:[（(][^（）()]{{1,14}}[）)])*"
    r"(?=[\s\u3000]*(?:[还仍已被]|现在|目前|如今|是否|是不是|有没有|什么时候|何时|哪[年天]|失效|废止|作废|停止|有效|的有效))"
)
_PRINTED = re.compile(r"《(?P<title>[^《》]{4,80}(?:〈[^〉]*〉[^《》]*)?)》")
_RESTS_ON = re.compile(r"(?:根据|按照|依据|依照|落实|贯彻|对照)(?:《[^》]*》(?:[（(][^（）()]*[）)])?[、和])*$")
_ISSUING = re.compile(r"^.*?关于(?:重新)?(?:印发|发布|公布|转发)?[〈“]?|[〉”]?的通知$")
_OF_PLACE = re.compile(r"(?:省|市|区|县|州|旗|政府|办公[室厅]|局|委|关于|印发|发布)$")
_NAME_LEAST = 4
_TAIL = 6
_MOST = 3


def told_repealed(library: Library, citer: Citer, query: Query) -> tuple[Reply, tuple[Held, ...]] | None:
    """The sentences that repeal the document that a question on validity names; None where it is held, or none does."""
    if not (_ASKS.search(query.text) or "validity" in asked_fields(query.text)):
        return None
    numbers = [number for number in query.doc_numbers if not number.startswith("]")]
    if numbers and any(has_number(h, numbers) for h in library.held):
        return None
    names = [] if numbers else _names(query.text)
    if any(_same(name, printed, h) for name in names for h in library.held for printed in (h.issued_title, h.title)):
        return None
    sought = [number.rsplit("]", 1)[-1] for number in numbers] or [_ISSUING.sub("", name) for name in names]
    ids: set[str] = set().union(*(library.holding(words[-_TAIL:]) for words in sought))
    ids &= set().union(*map(library.holding, ("废止", "停止执行", "失效"))) if ids else set()
    draft, held = Draft(), []
    for h in (h for h in library.held if h.notice_id in ids and not is_void(h.validity)):
        if query.places and not numbers and not any(h.place in places for places in query.places):
            continue
        if (citation := _repeal(library, citer, h, numbers, names)) is None:
            continue
        mark = draft.cite(citation)
        draft.lines += [f"文件库中没有这份公文；{title_of(h)}写明了废止：{mark}", "", *quotation(citation, mark), ""]
        held.append(h)
        if len(held) == _MOST:
            break
    return (Reply(draft, is_list=True, passages=tuple(draft.citations)), tuple(held)) if held else None


def _names(text: str) -> list[str]:
    """The name of a document that a question gives, in title marks or before the asking."""
    found = [m["name"] for m in _QUOTED.finditer(text)] or [m["name"] for m in _NAMED.finditer(text)]
    bare = [
        re.sub(r"^(?:(?:19|20)?\d\d)?(?:年(?!度))?(?:的|那[份个]|原来?的?)?", "", LEADING.sub("", name))
        for name in found
    ]
    return [name for name in bare if len(core(name)) >= _NAME_LEAST]


def _repeal(
    library: Library, citer: Citer, held: Held, numbers: Sequence[str], names: Sequence[str]
) -> Citation | None:
    """The sentence of a notice that repeals a document, by its 文号 or by its name."""
    notice = library.notice(held.notice_id)
    for clause in notice.clauses:
        if not _REPEALS.search("".join(clause.text.split())):
            continue
        for sentence in sentences_of(notice.text, clause.spans):
            if _repeals(sentence.words, held, numbers, names):
                return citer.of_clause(held.notice_id, clause, sentence.spans)
    return None


def _repeals(words: str, held: Held, numbers: Sequence[str], names: Sequence[str]) -> bool:
    if not _REPEALS.search(words):
        return False
    folded = re.sub("第", "", fold(words))
    for number in numbers:
        code = "" if number.startswith("[") else r"(?<![一-鿿])"
        match = re.search(f"{code}{re.escape(number)}", folded)
        if match and not _RESTS_ON.search(re.sub(r"(?:《[^》]*》)?\[?$", "", folded[: match.start()])):
            return True
    return any(
        not _RESTS_ON.search(words[: match.start()]) and any(_same(name, match["title"], held) for name in names)
        for match in _PRINTED.finditer(words)
    )


def _same(asked: str, printed: str | None, held: Held) -> bool:
    """Whether a name in a question is that which a notice prints, with or without the place or issuer before it."""
    own, name = fold(_ISSUING.sub("", printed or "")), fold(_ISSUING.sub("", asked))
    if not own or not name:
        return False
    if own.endswith(name):
        return own == name or bool(_OF_PLACE.search(own[: -len(name)]))
    before = name[: -len(own)] if name.endswith(own) else ""
    return bool(before) and before in f"{held.place}{held.issuer}"
