"""What only shows beside other notices: copies, versions, interpretations without their notice, units met once."""

from __future__ import annotations

import datetime as dt
import hashlib
import heapq
import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from corpus.findings import Remark, remarks_of_findings, sort_remarks
from corpus.model import Finding, Notice, Span, Task
from corpus.quote import bare

SHINGLE = 8
"""Characters of a shingle; white space is not counted."""
SKETCH = 32
"""Hashes of a sketch: the smallest ones among those of all shingles."""
ALIKE = 0.8
"""Two texts are nearly the same when they share so much of their shingles (Jaccard)."""
_MAYBE = SKETCH // 2
_READ = 200_000
_CROWD = 200
_BOOK = re.compile(r"《([^《》]{4,})》")
_EXPLAINS = re.compile(
    r"(?:的?(?:政策|图文|文字|图片|官方|权威|部门|专家)*解读.*|^(?:一图读懂|一图看懂|图解|政策解读)[:：|丨\s]*)"
)
_FRAME = re.compile(r"^.*?(?:关于印发|关于转发|印发)|的通知$|（.*?）$")
_PLACE_LIKE = re.compile(
    r"(?:[镇乡市县区旗村]|街道|社区|办事处|街道办|政府|管委会|公司|集团|学校|大学|学院|医院|银行|支行)$"
)
_AUTHORITY = ("notice", "regulation")


@dataclass(frozen=True, slots=True)
class Brief:
    """What is compared of a notice. ``key`` is unique among those compared; ``words`` may be empty (not known)."""

    key: str
    file: str
    title: str
    name: str
    doc_number: str | None
    issuer: str | None
    year: int | None
    issued: dt.date | None
    doc_kind: str
    sketch: tuple[int, ...]
    words: str = ""


def brief_of(notice: Notice, key: str) -> Brief:
    """What is compared of a notice just read."""
    return Brief(
        key=key,
        file=notice.file,
        title=notice.title or "",
        name=notice.name,
        doc_number=notice.doc_number,
        issuer=notice.issuer,
        year=notice.year,
        issued=notice.issued,
        doc_kind=notice.doc_kind,
        sketch=sketch_of(notice.text),
        words=hashlib.sha256(bare(notice.text).encode()).hexdigest(),
    )


def shingles_of(text: str) -> set[int]:
    """Hashes of all stretches of eight characters; of a text that is longer than 200,000, of its beginning."""
    words = bare(text[:_READ])
    return {zlib.crc32(words[at : at + SHINGLE].encode()) for at in range(max(1, len(words) - SHINGLE + 1))}


def sketch_of(text: str) -> tuple[int, ...]:
    """The smallest hashes of the shingles: two texts share as large a part of them as of their shingles, nearly."""
    return tuple(heapq.nsmallest(SKETCH, shingles_of(text)))


def cross_check(
    briefs: Sequence[Brief], text_of: Callable[[str], str], about: Collection[str] | None = None
) -> tuple[Remark, ...]:
    """What the notices of a set show beside each other.

    Parameters
    ----------
    briefs
        All notices of the set.
    text_of
        The text of a notice by its key; asked for few of them.
    about
        Keys of the notices that are looked at; the others are only compared with. None: all.

    Returns
    -------
    tuple of Remark
        The weightiest first.
    """
    wanted = {brief.key for brief in briefs} if about is None else set(about)
    pairs: set[frozenset[str]] = set()
    found = [*_copies(briefs, wanted, pairs), *_versions(briefs, wanted, pairs)]
    found += _near(briefs, text_of, wanted, pairs)
    found += _unheld(briefs, text_of, wanted)
    return sort_remarks(found)


def _copies(briefs: Sequence[Brief], wanted: set[str], pairs: set[frozenset[str]]) -> Iterator[Remark]:
    first: dict[str, Brief] = {}
    for brief in briefs:
        other = first.setdefault(brief.words, brief) if brief.words else brief
        if other is not brief and wanted & {brief.key, other.key}:
            pairs.add(frozenset((brief.key, other.key)))
            yield _about(brief, other, "same_text", f"与 {other.file} 文字完全相同")


def _versions(briefs: Sequence[Brief], wanted: set[str], pairs: set[frozenset[str]]) -> Iterator[Remark]:
    for group in _same_notice(briefs):
        newest = max(group, key=lambda brief: brief.issued or dt.date.min)
        for brief in group:
            pair = frozenset((brief.key, newest.key))
            if brief is newest or pair in pairs or not wanted & pair:
                continue
            pairs.add(pair)
            if newest.issued and newest.issued != brief.issued:
                message = f"有较新的版本 {newest.file}（{newest.issued.isoformat()}）"
            else:
                message = f"与 {newest.file} 是同一公文而文字不同，看不出哪个较新"
            yield _about(brief, newest, "newer", message)


def _same_notice(briefs: Iterable[Brief]) -> Iterator[list[Brief]]:
    """Notices with the same 文号; and with the same title, issuer and year where one of them has no 文号."""
    numbered: dict[tuple[str, str], list[Brief]] = {}
    titled: dict[tuple[str, str, int | None, str], list[Brief]] = {}
    for brief in briefs:
        if brief.doc_number:
            numbered.setdefault((_folded(brief.doc_number), brief.doc_kind), []).append(brief)
        if brief.title and brief.issuer:
            key = (_folded(brief.title), _folded(brief.issuer), brief.year, brief.doc_kind)
            titled.setdefault(key, []).append(brief)
    yield from (group for group in numbered.values() if len(group) > 1)
    for group in titled.values():
        if len(group) > 1 and len({brief.doc_number for brief in group if brief.doc_number}) < 2:
            yield group


def _near(
    briefs: Sequence[Brief], text_of: Callable[[str], str], wanted: set[str], pairs: set[frozenset[str]]
) -> Iterator[Remark]:
    places: dict[int, list[int]] = {}
    for at, brief in enumerate(briefs):
        for value in brief.sketch:
            places.setdefault(value, []).append(at)
    for at, brief in enumerate(briefs):
        if brief.key not in wanted:
            continue
        shared = Counter(o for value in brief.sketch if len(places[value]) <= _CROWD for o in places[value] if o != at)
        for other in (briefs[o] for o, count in shared.most_common(3) if count >= min(_MAYBE, len(brief.sketch) // 2)):
            pair = frozenset((brief.key, other.key))
            if pair in pairs:
                continue
            pairs.add(pair)
            here, there = shingles_of(text_of(brief.key)), shingles_of(text_of(other.key))
            share = len(here & there) / len(here | there)
            if share >= ALIKE:
                yield _about(brief, other, "near_text", f"与 {other.file} 有 {share:.0%} 的文字相同")


def _unheld(briefs: Sequence[Brief], text_of: Callable[[str], str], wanted: set[str]) -> Iterator[Remark]:
    notices = [brief for brief in briefs if brief.doc_kind in _AUTHORITY]
    names = {_folded(name) for brief in notices for name in (brief.title, brief.name) if name}
    for brief in briefs:
        if brief.doc_kind != "interpretation" or brief.key not in wanted:
            continue
        titles = [_folded(_FRAME.sub("", title)) for title in _explained(brief)]
        if any(title in name or name in title for title in titles if len(title) >= 4 for name in names):
            continue
        words = _folded(text_of(brief.key))
        if any(number in words for notice in notices if (number := _folded(notice.doc_number))):
            continue
        what = "、".join(f"《{title}》" for title in _explained(brief)) or "的公文"
        yield Remark(brief.file, "unheld", f"这是解读，所解读的{what}不在其中")


def _explained(brief: Brief) -> list[str]:
    """What an interpretation explains: the title in its marks, else its own title without 解读."""
    if named := _BOOK.findall(f"{brief.title}{brief.name}"):
        return list(dict.fromkeys(named))
    rest = _EXPLAINS.sub("", brief.title).removeprefix("关于").strip()
    return [rest] if len(rest) >= 4 else []


def _about(brief: Brief, other: Brief, kind: str, message: str) -> Remark:
    return Remark(brief.file, kind, message, others=(other.file,))


def _folded(text: str | None) -> str:
    return re.sub(r"[^\w]+", "", unicodedata.normalize("NFKC", text or "")).lower()


@dataclass(slots=True)
class UnitCounter:
    """Counts in how many duties each organ is named, to tell those that are met only once."""

    counts: Counter[str] = field(default_factory=Counter)
    _first: dict[str, Remark] = field(default_factory=dict)

    def add(self, notice: Notice) -> None:
        """Count the units of a notice's duties."""
        fresh: dict[str, Finding] = {}
        for task in notice.tasks:
            for unit in task.units:
                if not unit.organ or _PLACE_LIKE.search(unit.organ):
                    continue
                self.counts[unit.organ] += 1
                if unit.organ not in self._first and unit.organ not in fresh and "units" not in task.corrected:
                    fresh[unit.organ] = Finding("unit_rare", unit.name, *(_span_of(notice.text, task, unit.name) or ()))
        self._first |= zip(fresh, remarks_of_findings(notice, list(fresh.values())), strict=True)

    def remarks(self, knows: Callable[[str], bool], names: Sequence[str] = ()) -> tuple[Remark, ...]:
        """The units that are named once and that nobody knows, with what they may be a slip of.

        Parameters
        ----------
        knows
            Whether an organ is known from elsewhere.
        names
            Names that a slip may be one of, besides those met more than once.
        """
        common = [organ for organ, count in self.counts.items() if count > 1]
        out = []
        for organ, count in self.counts.items():
            if count > 1 or knows(organ) or organ not in self._first:
                continue
            remark = self._first[organ]
            near = [
                name for name in get_close_matches(organ, [*common, *names], n=3, cutoff=0.6) if _is_slip(organ, name)
            ]
            hint = f"，是不是“{near[0]}”" if near else ""
            message = f"“{remark.message}”只出现一次，不在单位名录里{hint}"
            out.append(Remark(remark.file, remark.kind, message, remark.start, remark.end, remark.line, remark.words))
        return sort_remarks(out)


def _span_of(text: str, task: Task, name: str) -> Span | None:
    """Where a duty prints a unit."""
    spans = [*task.fields.get("units", ()), *task.spans]
    return next(
        (span for span in spans if bare(name) in bare(text[span.start : span.end])), spans[0] if spans else None
    )


def _is_slip(organ: str, name: str) -> bool:
    """Whether two names of one length differ in one character."""
    return len(organ) == len(name) and sum(a != b for a, b in zip(organ, name, strict=True)) == 1
