"""From a question to the sentences that answer it: retrieval, then the best sentences of the best passages."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from assistant.answer import Citation
from assistant.cite import Citer, Sentence, join_spans, sentences_of
from assistant.kinds import Kind, topic_of
from corpus import HEAD, PREFACE, TAIL, Clause, Notice, Task, bare
from index import Hit, Library, Retrieved

_RANK = 0.10
_LEXICAL = (0.30, 0.60)
"""Weight of shared words when the best sentence shares none of the question's, and when it shares all: where people do
not ask in the words of the notice, likeness in meaning must decide."""
_DEPTH = 14
_WINDOW = 230
_NUMERAL = r"(?:\d+(?:\.\d+)?[百千万亿]*|[一二三四五六七八九十两][一二三四五六七八九十百千万亿零〇]*|百)(?:[—～~-]\d+)?"
_ANY_NUMBER = re.compile(rf"(?!一(?![个项类大家次名人天日元条件种份户处年月期倍成百千万])){_NUMERAL}")
"""A number, but no 一 of 一图读懂."""
_SHARE_ASKED = re.compile(r"比例|占比|比率|占多大?|率(?:是|为|达到?|要)?多少")
_SHARE = re.compile(
    r"百分之|\d\s*[%％]|[一二三四五六七八九]成|分之|[\d一二三四五六七八九十]\s*倍|[\d一二三四五六七八九十][:：比][\d一二三四五六七八九十]|一半|全部"
)
_ASKED_NUMBER = re.compile(
    r"(?:多少|几)(?:个)?(?P<unit>工作日|[次天日件项个元家名人块万分期条类种份月年]|小时|公里|平方|公顷)?"
)
_UNIT_ALIASES = {
    "天": "天|日|工作日",
    "日": "天|日",
    "块": "元",
    "人": "人|名",
    "个": "个|项|类|大|家",
    "项": "项|个|件",
    "件": "件|个|项",
    "万": "万",
}
_HOW_LONG = re.compile(r"多久|多长时间|最晚|最迟|几天|时限|期限")
_TIME = re.compile(
    r"\d+\s*(?:个?工作日|日|天|小时|个?月|年|分钟)|[一二两三四五六七八九十]+个?(?:工作日|日|天|小时|分钟|月|季度|年)|半个?(?:工作日|天|月|小时)|每(?:年|季度|月|周|半年)|年底|月底|前(?:完成|，)|上半年|下半年|季度|长期|全年|\d+月"
)
_QUOTED = re.compile(r"[“\"「]([^”\"」]{2,20})[”\"」]")


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence of a passage with its score; ``task`` when the passage is a duty."""

    notice_id: str
    passage_rank: int
    index: int
    sentence: Sentence
    score: float
    coverage: float
    likeness: float
    clause: Clause | None = None
    task: Task | None = None


@dataclass(slots=True)
class Found:
    """What a search gave: hits, sentences best first, and the passages as citations."""

    retrieved: Retrieved
    sentences: list[Scored] = field(default_factory=list)
    by_passage: dict[int, list[Scored]] = field(default_factory=dict)

    @property
    def best(self) -> Scored | None:
        """The best sentence."""
        return self.sentences[0] if self.sentences else None


class Finder:
    """Finds the sentences that answer a question."""

    def __init__(self, library: Library, citer: Citer) -> None:
        self._library = library
        self._citer = citer

    def find(self, content: str, kind: Kind, notice_ids: Collection[str], top_k: int = 10, asks: str = "") -> Found:
        """Search and score.

        Parameters
        ----------
        content
            The question without the words of its scope.
        kind
            What it wants; a number or a date must stand in the sentence.
        notice_ids
            The notices in scope.
        top_k
            How many passages to return at least.
        asks
            The words that say what number or term is wanted, where they are not in ``content``.

        Returns
        -------
        Found
            Passages ranked, and the sentences of the best of them.
        """
        retrieved = self._library.search(content, max(top_k, _DEPTH), notice_ids)
        found = Found(retrieved)
        rare = {w: r for w, r in self._library.rarities(content).items() if r > 0}
        candidates: list[tuple[int, Hit, Clause | None, Task | None, str, list[Sentence]]] = []
        for rank, hit in enumerate(retrieved.hits[:_DEPTH]):
            notice = self._library.notice(hit.passage.notice_id)
            clause, task = _origin(notice, hit)
            if clause is None and task is None:
                continue
            spans = task.fields.get("requirement", task.spans) if task else hit.passage.spans
            heading = _heading_words(clause, task)
            candidates.append(
                (rank, hit, clause, task, heading, sentences_of(notice.text, spans, clause.heading if clause else ""))
            )
        words = [s.words for *_, sentences in candidates for s in sentences]
        likeness = iter(self._library.likeness(content, words))
        top = retrieved.hits[0].score if retrieved.hits else 1.0
        covered = [[_coverage(rare, content, s.words, item[4]) for s in item[5]] for item in candidates]
        most = max((c for row in covered for c in row), default=0.0)
        lexical = _LEXICAL[0] + most * (_LEXICAL[1] - _LEXICAL[0])
        for (rank, hit, clause, task, _, sentences), coverages in zip(candidates, covered, strict=True):
            own: list[Scored] = []
            for index, (sentence, coverage) in enumerate(zip(sentences, coverages, strict=True)):
                alike = next(likeness)
                score = lexical * coverage + (0.9 - lexical) * alike + _RANK * _standing(hit.score, top)
                score *= _fits_kind(kind, asks or content, sentence.words, task) * _fits_place(clause, sentence.words)
                own.append(Scored(hit.passage.notice_id, rank, index, sentence, score, coverage, alike, clause, task))
            found.by_passage[rank] = own
            found.sentences += own
        found.sentences.sort(key=lambda s: (-s.score, s.passage_rank, s.index))
        return found

    def cite(self, found: Found, best: Scored) -> Citation:
        """The best sentence with those neighbours that belong to the answer, as a citation."""
        notice = self._library.notice(best.notice_id)
        chosen = _window(found.by_passage[best.passage_rank], best)
        if best.task is not None:
            if best.task.source == "table":
                return self._citer.of_task(best.notice_id, best.task, self._row_spans(notice, best.task, chosen))
            clause = next((c for c in notice.clauses if c.ref == best.task.clause), None)
            if clause is not None:
                return self._citer.of_clause(
                    best.notice_id, clause, join_spans([s.sentence.spans for s in chosen], notice.text)
                )
            return self._citer.of_task(best.notice_id, best.task)
        assert best.clause is not None
        spans = join_spans([s.sentence.spans for s in chosen], notice.text)
        return self._citer.of_clause(best.notice_id, best.clause, spans)

    def _row_spans(self, notice: Notice, task: Task, chosen: Sequence[Scored]) -> tuple[tuple[int, int], ...]:
        """A row whole when it is short; else the chosen sentences, with units and deadline when they stand near."""
        length = sum(len("".join(notice.text[a:b].split())) for a, b in task.spans)
        if length <= 420:
            return task.spans
        spans = join_spans([s.sentence.spans for s in chosen], notice.text)
        tail = [s for name in ("units", "deadlines") for s in task.fields.get(name, ())]
        near = [s for s in tail if 0 <= s.start - spans[-1].end < 200]
        return join_spans([spans, near], notice.text)


def _standing(score: float, top: float) -> float:
    """Where a passage stands below the best one, 0 to 1; probabilities fall fast, so their fourth root is taken."""
    return (max(score, 0.0) / top) ** 0.25 if top > 0 else 0.0


def _origin(notice: Notice, hit: Hit) -> tuple[Clause | None, Task | None]:
    ref = hit.passage.ref
    if hit.passage.kind == "task":
        return None, next((t for t in notice.tasks if t.ref == ref), None)
    return next((c for c in notice.clauses if c.ref == ref), None), None


def _heading_words(clause: Clause | None, task: Task | None) -> str:
    if task is not None:
        return task.task + "".join(u.name for u in task.units)
    return "".join(clause.trail[-2:]) if clause is not None else ""


def _coverage(rare: dict[str, float], content: str, words: str, heading: str) -> float:
    """How much of the question, by rarity of its words and by pairs of characters, stands in a sentence."""
    low, head = words.lower(), heading.lower()
    mass = sum(rare.values())
    share = 0.0
    if mass:
        share = sum(r if w in low else 0.5 * r if w in head else 0.0 for w, r in rare.items()) / mass
    grams = {content[i : i + 2] for i in range(len(content) - 1) if re.match(r"[一-鿿\w]{2}", content[i : i + 2])}
    if not grams:
        return share
    pairs = sum(1.0 if g in words else 0.4 if g in heading else 0.0 for g in grams) / len(grams)
    return 0.6 * share + 0.4 * math.sqrt(pairs) * 0.8


def _fits_kind(kind: Kind, content: str, words: str, task: Task | None) -> float:
    """Less for a sentence that lacks what is asked for: a number with its unit, a time, the defined term."""
    if kind == "number":
        return 1.0 if has_number(content, words, task) else 0.35
    if kind == "deadline":
        return 1.0 if _TIME.search(words) or (task is not None and task.deadlines) else 0.6
    if kind == "definition" and (terms := terms_asked(content)):
        if any(defines(t, words) for t in terms):
            return 1.5
        return 1.0 if any(t in words for t in terms) else 0.7
    if kind == "who":
        return 1.08 if task is not None and task.units else 1.0
    return 1.0


def _fits_place(clause: Clause | None, words: str) -> float:
    """Less for what is no requirement: titles, signatures, the list of attachments."""
    if clause is not None and (clause.path == HEAD or (clause.path == PREFACE and _ISSUING.search(words))):
        return 0.4
    if re.match(r"附件\d*[:：]|[（(][^（）()]{0,6}(?:单位|部门)[:：]", words) or (
        clause is not None and clause.path == TAIL
    ):
        return 0.4
    return 1.0


_HOW_OFTEN = re.compile(r"多久.{0,4}一次|几次|多少次|频率|多长时间.{0,4}一次")
_ISSUING = re.compile(
    r"现(?:予|将|就).{0,30}(?:印发|通知如下|通报如下|公布)|印发给你们|(?:已经?|业经).{0,24}(?:同意|审议通过)"
)
_HOW_MUCH = re.compile(r"多少|几[分元块]|多高")
_COMPLETION = re.compile(
    r"完成|做完|办完|办结|弄完|干完|建成|建完|结束|搞定|到位|落实|上线|截止|最晚|最迟|时限|期限|什么时候|何时|啥时"
)


_BEING_DONE = re.compile(f"{_COMPLETION.pattern}|整改完?|改完")
_LEAST_NAME, _MOST_LEFT = 4, 2


def asks_completion(content: str) -> bool:
    """Whether a question for a time means the completion of a duty, and not a period within it (几天内答复)."""
    return bool(_COMPLETION.search(content))


def amount_asked(content: str) -> tuple[str, ...]:
    """The words for the amount that a question asks for (稿费, 稿酬 of 一篇稿费多少); empty where it names none."""
    if not _HOW_MUCH.search(content):
        return ()
    named = [(content.find(word), words) for words in amounts() for word in words if word in content]
    return max(named)[1] if named else ()


@cache
def amounts() -> tuple[tuple[str, ...], ...]:
    """Groups of words that mean the same amount."""
    lines = files("assistant").joinpath("data/amounts.txt").read_text("utf-8").splitlines()
    return tuple(tuple(line.split()) for line in lines if line and not line.startswith("#"))


def has_number(content: str, words: str, task: Task | None) -> bool:
    """Whether a sentence, or the deadline of its duty, has the number that is asked for."""
    pattern = number_pattern(content)
    if pattern is None or pattern.search(words):
        return True
    if pattern is _TIME and task is not None and bool(task.deadlines) and asks_completion(content):
        return True
    recurs = task is not None and any(d.kind == "recurring" for d in task.deadlines)
    return recurs and bool(_HOW_OFTEN.search(content))


def number_pattern(content: str) -> re.Pattern[str] | None:
    """What the answer to 多少次, 几天, 多久 must contain; None when the question does not say."""
    if _HOW_LONG.search(content) or re.search(r"多久", content):
        return _TIME
    if _SHARE_ASKED.search(content):
        return _SHARE
    match = _ASKED_NUMBER.search(content)
    if match is None:
        return _ANY_NUMBER if re.search(r"多少|比例|占多|多大|至少|最少", content) else None
    unit = match["unit"]
    if unit is None and re.match(r"多少(?:钱|费)", content[match.start() :]):
        unit = "元"
    if unit is None:
        after = content[match.end() : match.end() + 2]
        return _ANY_NUMBER if not after else re.compile(rf"{_NUMERAL}\s*(?:{re.escape(after)}|[一-鿿%％])")
    if unit == "万" or "元" in content[match.start() : match.start() + 6]:
        return re.compile(rf"{_NUMERAL}\s*(?:万|亿)?元")
    return re.compile(rf"{_NUMERAL}\s*(?:个)?(?:{_UNIT_ALIASES.get(unit, unit)})")


def quoted_terms(content: str) -> list[str]:
    """The words of a question that stand in quotation marks."""
    return list(_QUOTED.findall(content))


def terms_asked(content: str) -> list[str]:
    """The terms that a question asks the meaning of: in quotation marks, else what stands before 是什么意思."""
    if quoted := quoted_terms(content):
        return quoted
    head = re.split(r"是什么|是指|指的是|是啥|什么意思|是个?(?:啥|什么)|到底|是哪|是干|干什么", content)[0].strip(" 的")
    head = re.sub(r"^.*[的里中]", "", head)
    return [head] if 2 <= len(head) <= 12 else []


def defines(term: str, words: str) -> bool:
    """Whether a sentence defines a term (本意见所称政务新媒体，是指…)."""
    name = re.escape(term)
    return bool(
        re.search(rf"所称的?[“]?{name}|{name}[”]?(?:（[^）]*）)?[，,]?(?:主要)?(?:是指|系指|指的?是|包括)", words)
    )


def _window(passage: Sequence[Scored], best: Scored) -> list[Scored]:
    """The best sentence and neighbours that score nearly as well, up to a length."""
    chosen = [best]
    length = len(best.sentence.words)
    for step in (1, -1):
        at = best.index + step
        while 0 <= at < len(passage):
            following = passage[at]
            is_worse = following.score < 0.58 * best.score or length + len(following.sentence.words) > _WINDOW
            if is_worse and not (at == best.index + 1 and _is_heading(best)):
                break
            chosen.append(following)
            length += len(following.sentence.words)
            at += step
    return sorted(chosen, key=lambda s: s.index)


def _is_heading(scored: Scored) -> bool:
    """Whether a sentence is but the heading of its clause or duty, which says nothing without the next."""
    name = scored.clause.heading if scored.clause else scored.task.task if scored.task else ""
    words = scored.sentence.words.rstrip("。")
    return bool(name) and scored.index == 0 and words.endswith(name) and len(words) <= len(name) + 6


def rows_named(content: str, found: Found) -> list[Scored]:
    """Rows whose 工作任务 is all that a question names besides being done; their other words may say nothing of it."""
    content = bare(content)

    def is_named(scored: Scored) -> bool:
        name = bare(scored.task.task) if scored.task is not None and scored.task.source == "table" else ""
        if len(name) < _LEAST_NAME or name not in content:
            return False
        return len(bare(topic_of(_BEING_DONE.sub("", content.replace(name, "\u3000"))))) <= _MOST_LEFT

    named = [scored for scored in found.sentences if is_named(scored)]
    return distinct(named, named[0], 0.0, len(named)) if named else []


def distinct(sentences: Sequence[Scored], best: Scored, least: float, most: int) -> list[Scored]:
    """Further sentences of other passages that do not repeat the best one, by score, at least ``least`` of it."""
    out = [best]
    for scored in sentences:
        if len(out) >= most or scored.score < least * best.score:
            break
        if any(_same(scored, other) for other in out):
            continue
        out.append(scored)
    return out


def _same(a: Scored, b: Scored) -> bool:
    if a.notice_id == b.notice_id and a.passage_rank == b.passage_rank:
        return True
    if a.notice_id != b.notice_id:
        return False
    if a.clause is not None and b.clause is not None and a.clause.ref == b.clause.ref and abs(a.index - b.index) <= 1:
        return True
    grams = {a.sentence.words[i : i + 4] for i in range(len(a.sentence.words) - 3)}
    other = [b.sentence.words[i : i + 4] for i in range(len(b.sentence.words) - 3)]
    return bool(other) and sum(g in grams for g in other) >= 0.6 * min(len(other), len(grams) or 1)
