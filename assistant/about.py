"""Replies about notices themselves: their particulars, what the library holds, which documents they rest on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.cite import Citer, Sentence, sentences_of
from assistant.compose import Draft, plain, quotation, title_of
from assistant.metadata import CONTACTS, NOT_PRINTED, Fact, facts_of, own_place, repealed_by
from assistant.query import Query
from assistant.reply import Reply
from assistant.scope import Resolved
from assistant.wanted import wanted_fields
from corpus import HEAD, Clause, squeeze
from index import Held, Library

_MOST_HELD, _MOST_LISTED = 30, 200
_CITES = re.compile(
    r"(?:《(?P<title>[^《》]{4,80}(?:〈[^〉]*〉[^《》]*)?)》)?\s*[（(]?(?P<number>[一-鿿]{1,12}[〔\[](?:19|20)\d\d[〕\]]第?\d{1,4}号)"
)
_NAMES = re.compile(r"《(?P<title>[^《》]{4,80})》")
_RESTS_ON = re.compile(r"根据|依据|按照|落实|贯彻|对照|参照|转发|遵照|依照|严格执行|精神")
_ASKING = re.compile(
    r"文号|发文字号|发文?号|是多少|多少|哪[个份些一]|什么|文件|公文|那份|这份|请问|是|的|对照|转发|依据|根据|按照|落实|贯彻|引用|参照|[，,？?。\s\u3000]"
)
_WHETHER = re.compile(r"吗|么[？?]?$|是不是|是否|能不能|能否|可不可以|有没有")
_OF_WHOM = re.compile(
    r"(?:抄送|主送|抄给|发给|包括|包含|有没有)(?:给|到|了)?(?:单位|机关)?(?:里|中)?(?:有|包括|包含)?(?P<who>[一-鿿、和]{2,24}?)(?:了)?(?:吗|么|没有|[？?]|$)"
)


class About:
    """Answers questions about notices themselves."""

    def __init__(self, library: Library, citer: Citer) -> None:
        self._library, self._citer = library, citer

    def reply(self, query: Query, resolved: Resolved) -> Reply:
        """The facts of each notice in scope that the question asks for; a list where it asks what is held."""
        fields = wanted_fields(query.text)
        if "held" in fields:
            return self._listed(resolved, newest="newest" in fields)
        if "cited" in fields:
            return self._cited(query, resolved)
        draft = Draft()
        held = list(resolved.held)[:_MOST_HELD]
        told_of: Mapping[str, Sequence[Fact]] = {h.notice_id: self._facts(query, h, fields) for h in held}
        if len(held) > 1 and set(fields) <= set(CONTACTS):
            told_of = _of_the_topic(told_of)
        for h in held:
            if not (facts := told_of.get(h.notice_id)):
                continue
            lacking = [NOT_PRINTED[f] for f in fields if f in NOT_PRINTED and not self._has(h, f, query)]
            if query.doc_numbers and facts and not {"doc_number", "what"} & set(fields):
                facts = [*facts_of(self._library, self._citer, h, ["doc_number"]), *facts]
            self._tell(draft, query, h, facts, alone=len(held) == 1)
            if facts and lacking:
                draft.lines.append(f"- {title_of(h)}：{'；'.join(f'原文{words}' for words in lacking)}")
        if not draft.citations:
            what = next((NOT_PRINTED[f] for f in fields if f in NOT_PRINTED), "没有写明这一项")
            titles = "、".join(title_of(h) for h in resolved.held[:3])
            return Reply(refused=f"{titles}{what}", near=resolved.held)
        return Reply(draft, is_list=True, passages=tuple(draft.citations))

    def _facts(self, query: Query, held: Held, fields: Sequence[str]) -> list[Fact]:
        """The facts asked for; with the validity its term and repeal, with who drafted it the issuer."""
        facts = facts_of(self._library, self._citer, held, fields, query.text)
        if "validity" in fields:
            facts += repealed_by(self._library, self._citer, held)
            facts += facts_of(self._library, self._citer, held, ["force"], query.text)
        if "drafter" in fields and "issuer" not in fields and not any(fact.quoted for fact in facts):
            facts += facts_of(self._library, self._citer, held, ["issuer"])
        return facts

    def _has(self, held: Held, field: str, query: Query) -> bool:
        return bool(facts_of(self._library, self._citer, held, [field], query.text))

    def _tell(self, draft: Draft, query: Query, held: Held, facts: Sequence[Fact], alone: bool) -> None:
        for fact in facts:
            citation = fact.citation
            if citation is None:
                if not alone:
                    continue
                citation = own_place(self._library, self._citer, held)
            mark = draft.cite(citation) if citation is not None else ""
            if fact.quoted and citation is not None:
                whose = title_of(self._citer.held(citation.notice_id))
                draft.lines += [f"{whose}{fact.said}：{mark}", "", *quotation(citation, mark)]
                continue
            yes = _yes_or_no(query.text, fact.said)
            draft.lines.append(f"- {yes}{title_of(held)}：{plain(fact.said)} {mark}".rstrip())

    # ---- what is held

    def _listed(self, resolved: Resolved, newest: bool) -> Reply:
        """The notices in scope, the newest first, each with 文号 and date."""
        held = sorted(resolved.held, key=_age)
        draft = Draft()
        if newest:
            held = [h for h in held if h.issued and h.issued == held[0].issued] or held[:1]
            draft.lines += ["文件库中最新的是：", ""]
        else:
            draft.lines += [f"文件库中有{len(held)}份公文，从新到旧：", ""]
        for h in held[:_MOST_LISTED]:
            place = own_place(self._library, self._citer, h)
            mark = draft.cite(place) if place is not None else ""
            date = f"{h.issued.year}年{h.issued.month}月{h.issued.day}日" if h.issued else "原文没有印日期"
            number = "" if h.doc_number else "原文没有印文号，"
            draft.lines.append(f"- {title_of(h)}：{number}{date} {mark}".rstrip())
        if len(held) > _MOST_LISTED:
            draft.lines.append(f"\n其余{len(held) - _MOST_LISTED}份未列出，请指明地区或年份。")
        if not held:
            return Reply(refused="文件库中没有这样的公文")
        return Reply(draft, is_list=True, passages=tuple(draft.citations))

    # ---- the documents that a notice rests on

    def _cited(self, query: Query, resolved: Resolved) -> Reply:
        """The sentence in which a notice cites the document that is asked about."""
        wants_number = bool(re.search(r"文号|字号|发文?号", query.text))
        words = _ASKING.sub("", query.content)
        best: list[tuple[float, Held, Clause, Sentence]] = []
        for h in resolved.held:
            notice = self._library.notice(h.notice_id)
            for clause in notice.clauses:
                if not (_CITES if wants_number else _NAMES).search("".join(clause.text.split())):
                    continue
                for sentence in sentences_of(notice.text, clause.spans):
                    if clause.path == HEAD or not self._documents(sentence.words, h):
                        continue
                    if wants_number and not _CITES.search(sentence.words):
                        continue
                    best.append((self._worth(words, sentence.words, clause), h, clause, sentence))
        best.sort(key=lambda entry: -entry[0])
        if not best or best[0][0] <= 0:
            titles = "、".join(title_of(h) for h in resolved.held[:3])
            return Reply(
                refused=f"{titles}没有写明所依据文件的{'文号' if wants_number else '名称'}", near=resolved.held
            )
        draft = Draft()
        least = max(0.7 * best[0][0], best[0][0] - 0.25)
        for _, h, clause, sentence in [entry for entry in best if entry[0] >= least][:3]:
            citation = self._citer.of_clause(h.notice_id, clause, sentence.spans)
            mark = draft.cite(citation)
            names = self._documents(sentence.words, h)
            draft.lines += [f"{title_of(h)}提到的是{'、'.join(plain(n) for n in names)}。{mark}", ""] if names else []
            draft.lines += quotation(citation, mark)
        return Reply(draft, is_list=True, passages=tuple(draft.citations))

    def _worth(self, words: str, sentence: str, clause: Clause) -> float:
        """How much of the question stands in a sentence that cites a document, its heading included."""
        pairs = {words[i : i + 2] for i in range(len(words) - 1)}
        heading = "".join(clause.trail)
        own = sum(1.0 if pair in sentence else 0.4 if pair in heading else 0.0 for pair in pairs)
        rests = 0.3 if _RESTS_ON.search(sentence) else 0.0
        return own / max(1, len(pairs)) + rests + (0.1 if not clause.trail else 0.0)

    def _documents(self, sentence: str, held: Held) -> list[str]:
        """The documents that a sentence cites, as it writes them, without the notice itself."""
        own = {squeeze(name) for name in (held.issued_title, held.title) if name}
        out = []
        for match in _CITES.finditer(sentence):
            title = f"《{match['title']}》" if match["title"] else ""
            if match["title"] not in own and match["number"] != held.doc_number:
                out.append(f"{title}（{match['number']}）" if title else match["number"])
        return out or [f"《{m['title']}》" for m in _NAMES.finditer(sentence) if m["title"] not in own]


def _of_the_topic(told_of: Mapping[str, Sequence[Fact]]) -> dict[str, Sequence[Fact]]:
    """Of the contacts of several notices those that stand beside most of what is asked; all where none does."""
    most = max((fact.shared for facts in told_of.values() for fact in facts), default=0)
    return {notice_id: [fact for fact in facts if fact.shared == most] for notice_id, facts in told_of.items()}


def _age(held: Held) -> tuple[int, int, str]:
    """Sorts the newest first; what has no date by its year, at the end of it."""
    if held.issued is not None:
        return -held.issued.year, -held.issued.timetuple().tm_yday, held.name
    return -(held.year or 0), 1, held.name


def _yes_or_no(question: str, said: str) -> str:
    """是 or 不是 before a fact that the question asks to confirm; nothing where the words alone do not decide it."""
    if not _WHETHER.search(question):
        return ""
    if said.startswith("公开属性："):
        public = "主动公开" in said
        asked_application = "依申请" in question
        if re.search(r"能不能|能否|可不可以|可以|能(?:对外)?公开", question):
            return "能。" if public else "不能主动公开。" if "不" in said else "要依申请。"
        return "是。" if public != asked_application or ("依申请" in said and asked_application) else "不是。"
    if said.startswith("原文标注的有效性是："):
        void = re.search(r"废止|失效", said)
        asks_void = bool(re.search(r"废止|失效|作废", question)) and "有效" not in question
        return ("是。" if asks_void else "不再有效。") if void else ("没有。" if asks_void else "有效。")
    if said.startswith(("抄送：", "主送：")) and (match := _OF_WHOM.search(question)):
        who = re.sub(r"^(?:单位|机关|包括|有)", "", match["who"])
        names = [name for name in re.split(r"[、和及]", who) if len(name) >= 2]
        if names and all(name in said for name in names):
            return "有。"
    return ""
