"""Two notices compared as wholes: what stayed, changed, came and went; or where one implements the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from assistant.answer import Citation
from assistant.compose import plain, title_of
from assistant.differ import Change, ChangeField, Edit, EditKind
from assistant.items import ItemKind
from assistant.label import quoted
from assistant.scope import series
from corpus import bare
from index import Held

PairKind = Literal["same", "changed", "new", "dropped", "covered", "missing"]
FIELDS: dict[ChangeField, str] = {"unit": "责任单位", "deadline": "完成时限", "number": "数字和频次", "wording": "措辞"}
_SOURCES: dict[ItemKind, str] = {"task": "任务", "clause": "条文"}
_OWN: tuple[EditKind, EditKind] = ("dropped", "new")
"""The edits that only the first side has, and those of the second."""
_EDITS, _EDIT_WORDS = 8, 24
"""How many stretches of words a reader is shown, and how many characters of each."""
_REWRITTEN = 0.35
"""With less of the words in common a wording is called rewritten instead of shown piece by piece."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One requirement in both notices, or in one of them.

    ``source`` tells a duty from a sentence of a clause, by the first side that has it. ``is_part`` is set where the
    longer of the two holds the shorter one and more; then their words are not set against each other. ``near`` is, for
    what is missing, the nearest of the other side, which is too little alike to count.
    """

    kind: PairKind
    source: ItemKind
    first: Citation | None
    second: Citation | None
    changes: tuple[Change, ...] = ()
    edits: tuple[Edit, ...] = ()
    score: float = 0.0
    is_part: bool = False
    near: Citation | None = None

    @property
    def is_rewritten(self) -> bool:
        """Whether the two have so few words in common that they are not shown word by word."""
        return bool(self.edits) and _is_rewritten(self.edits)

    def to_dict(self) -> dict[str, Any]:
        """The pair as ``compare --json`` prints it."""
        return {
            "kind": self.kind,
            "source": self.source,
            "a": self.first.to_dict() if self.first else None,
            "b": self.second.to_dict() if self.second else None,
            "changes": [{"field": c.field, "a": list(c.before), "b": list(c.after)} for c in self.changes],
            "words": [{"kind": e.kind, "text": e.words} for e in self.edits],
            "part": self.is_part,
            "near": self.near.to_dict() if self.near else None,
            "score": round(self.score, 4),
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """The requirements of two notices side by side, in the order of the second one (when covering: of the first).

    The citations are numbered from 1 through all pairs; each was found to stand in its notice.
    """

    first: Held
    second: Held
    pairs: tuple[Pair, ...]
    is_cover: bool = False

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All that is cited, by number."""
        return tuple(c for pair in self.pairs for c in (pair.first, pair.second) if c is not None)

    @property
    def is_series(self) -> bool:
        """Whether the two are years of one series, so that what only one has came or went."""
        return series(self.first) == series(self.second)

    def of_kind(self, *kinds: PairKind) -> tuple[Pair, ...]:
        """The pairs of some kinds."""
        return tuple(pair for pair in self.pairs if pair.kind in kinds)

    def word_of(self, kind: PairKind) -> str:
        """What a reader calls a kind."""
        apart = {"new": "新增", "dropped": "未再列"} if self.is_series else {"new": "仅后者有", "dropped": "仅前者有"}
        words = {"same": "相同", "changed": "有变化", "covered": "本级有相应规定", "missing": "本级未见"}
        return (words | apart)[kind]

    def counts_line(self) -> str:
        """How many of each kind, duties and clauses told apart: 有变化12项（任务10、条文2）."""
        kinds: tuple[PairKind, ...] = ("covered", "missing") if self.is_cover else ("same", "changed", "new", "dropped")
        parts = []
        for kind in kinds:
            pairs = self.of_kind(kind)
            sources = Counter(pair.source for pair in pairs)
            split = "、".join(f"{name}{sources[source]}" for source, name in _SOURCES.items() if sources[source])
            parts.append(f"{self.word_of(kind)}{len(pairs)}项" + (f"（{split}）" if split else ""))
        return "，".join(parts)

    def to_markdown(self, only_changed: bool = False) -> str:
        """A table with both citations.

        Parameters
        ----------
        only_changed
            Leave out what is the same; when covering, what is covered.
        """
        names = [title_of(held) for held in (self.first, self.second)]
        lines = [f"{names[0]}（前者）与{names[1]}（后者）逐项对照：{self.counts_line()}。", ""]
        if self.is_cover:
            lines = [f"{names[0]}的各项要求在{names[1]}中的落实：{self.counts_line()}。", ""]
        lines += [f"| | 情况 | {' | '.join(self._heads())} |", "|---|---|---|---|---|"]
        for number, pair in self._shown(only_changed):
            other = _cell(pair.second)
            if pair.near is not None:
                other = f"—（相近，请核对：{plain(pair.near.words)}<br>——{plain(pair.near.label_short)}）"
            cells = [str(number), self.word_of(pair.kind), _cell(pair.first), other, plain(self._told(pair))]
            lines.append(f"| {' | '.join(cells)} |")
        return "\n".join(lines)

    def to_xlsx(self, only_changed: bool = False) -> bytes:
        """The same table as an Excel workbook."""
        from assistant.sheet import Sheet, workbook

        rows: list[list[str | int]] = [
            [number, self.word_of(pair.kind), *_sides(pair), _place(pair.first), _place(pair.second), self._told(pair)]
            for number, pair in self._shown(only_changed)
        ]
        heads = self._heads()
        headers = ("序号", "情况", *heads[:2], f"{heads[0]}出处", f"{heads[1]}出处", heads[2])
        return workbook([Sheet("逐项对照", headers, rows, (6, 12, 50, 50, 30, 30, 40))])

    def to_docx(self, only_changed: bool = False) -> bytes:
        """The same table as a Word document, landscape; words that only one side has are bold and underlined."""
        from assistant.word import Paragraph, Table, Words, document

        first, second = (title_of(held) for held in (self.first, self.second))
        title = f"{quoted(self.first.name)}与{quoted(self.second.name)}对照表"
        said = f"前者为{first}，后者为{second}。{self.counts_line()}。"
        if self.is_cover:
            title = f"{quoted(self.first.name)}落实情况对照表"
            said = f"{first}的各项要求在{second}中的落实：{self.counts_line()}。"
        is_marked = any(pair.edits for _, pair in self._shown(only_changed))
        said += "仅一方有的文字用加粗和下划线标出。" if is_marked else ""
        rows: list[list[str | list[Words]]] = []
        for number, pair in self._shown(only_changed):
            sides: list[list[Words]] = []
            for words, citation, only in zip(_sides(pair), (pair.first, pair.second), _OWN, strict=True):
                stretches = [Words(text, is_own) for text, is_own in marked(words, pair.edits, only)]
                sides.append([*stretches, Words(f"\n——{_place(citation)}")] if citation else stretches)
            rows.append([str(number), self.word_of(pair.kind), *sides, self._told(pair)])
        table = Table(("序号", "情况", *self._heads()), rows, (6, 10, 48, 48, 26))
        return document(title, [Paragraph("title", title), Paragraph("body", said), table], is_landscape=True)

    def _heads(self) -> tuple[str, str, str]:
        return ("上级要求", "本级落实", "相近程度") if self.is_cover else ("前者", "后者", "不同之处")

    def _told(self, pair: Pair) -> str:
        if self.is_cover:
            return f"{pair.score:.2f}" if pair.score else ""
        return "；".join(said_changes(pair))

    def _shown(self, only_changed: bool) -> list[tuple[int, Pair]]:
        hidden = ("same", "covered") if only_changed else ()
        return [(number, pair) for number, pair in enumerate(self.pairs, 1) if pair.kind not in hidden]

    def to_dict(self, only_changed: bool = False) -> dict[str, Any]:
        """The comparison as ``compare --json`` prints it: citations of the contract on both sides."""
        names = "notice_id version file title issued_title doc_number issuer year".split()
        return {
            "a": {name: getattr(self.first, name) for name in names},
            "b": {name: getattr(self.second, name) for name in names},
            "cover": self.is_cover,
            "counts": dict(Counter(pair.kind for pair in self.pairs)),
            "pairs": [pair.to_dict() for _, pair in self._shown(only_changed)],
        }


def _cell(citation: Citation | None) -> str:
    if citation is None:
        return "—"
    return f"{plain(citation.words)} [{citation.n}]<br>——{plain(citation.label_short)}"


def _sides(pair: Pair) -> tuple[str, str]:
    """The words on both sides; where the second is missing, what is nearest to it."""
    second = pair.second.words if pair.second else "—"
    if pair.near is not None:
        second = f"—（相近，请核对：{pair.near.words}——{pair.near.label_short}）"
    return pair.first.words if pair.first else "—", second


def _place(citation: Citation | None) -> str:
    return citation.label_short if citation else ""


def marked(words: str, edits: Sequence[Edit], only: EditKind) -> list[tuple[str, bool]]:
    """Words cut where what only this side has begins and ends; that is told by True.

    Parameters
    ----------
    words
        A quotation; white space, numbers and headings around the words that were compared stay unmarked.
    edits
        How both sides differ.
    only
        Which edits are this side's own: ``dropped`` for the first, ``new`` for the second.
    """
    own = [edit for edit in edits if edit.kind in ("same", only)]
    places = [at for at, char in enumerate(words) if bare(char)]
    start = "".join(words[at] for at in places).find(bare("".join(edit.words for edit in own)))
    if start < 0 or not own:
        return [(words, False)]
    out: list[tuple[str, bool]] = []
    last = 0
    for edit in own:
        start += len(bare(edit.words))
        end = places[start - 1] + 1
        if edit.kind == only:
            first = places[start - len(bare(edit.words))]
            out += [(words[last:first], False), (words[first:end], True)]
            last = end
    return [(text, is_own) for text, is_own in [*out, (words[last:], False)] if text]


def said_changes(pair: Pair) -> list[str]:
    """What differs in a pair, for a reader: 完成时限：12月底前 → 10月底前."""
    out = []
    for change in pair.changes:
        if change.field == "wording":
            numbers = {word for other in pair.changes for word in (*other.before, *other.after)}
            out += [f"措辞：{said}" for said in _said_edits(pair.edits, numbers)]
            continue
        before, after = "、".join(change.before), "、".join(change.after)
        if change.field == "unit" and pair.first is not None and pair.second is not None:
            before, after = _said_units(pair.first), _said_units(pair.second)
        out.append(f"{FIELDS[change.field]}：{before or '未写'} → {after or '未写'}")
    if pair.is_part:
        out.append("一方的内容并在另一方较长的一项里")
    return out


def _said_units(citation: Citation) -> str:
    lead, support = citation.lead or (), citation.support or ()
    rest = [name for name in citation.units or () if name not in lead and name not in support]
    groups = (("、".join(lead), "牵头"), ("、".join(rest), ""), ("、".join(support), "配合"))
    return "，".join(f"{names}{verb}" for names, verb in groups if names)


def _is_rewritten(edits: Sequence[Edit]) -> bool:
    total = sum(len(e.words) for e in edits if e.kind != "new")
    same = sum(len(e.words) for e in edits if e.kind == "same")
    return same < _REWRITTEN * total


def _said_edits(edits: Sequence[Edit], told_apart: Collection[str]) -> Iterator[str]:
    if not edits or _is_rewritten(edits):
        yield "改写"
        return
    told = [e for e in edits if e.kind != "same" and e.words not in told_apart and any(ch.isalnum() for ch in e.words)]
    verbs = {"dropped": "删", "new": "增"}
    parts = []
    for edit in told[:_EDITS]:
        words = edit.words if len(edit.words) <= _EDIT_WORDS else f"{edit.words[: _EDIT_WORDS - 2]}……"
        parts.append(f"{verbs[edit.kind]}“{words}”")
    if parts:
        yield "，".join(parts) + ("等" if len(told) > _EDITS else "")
