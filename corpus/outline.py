"""From paragraphs to sections: which marks of numbering are headings, and where each section begins and ends.

A mark counts when its number goes on from the one before at its level, or starts a level; within a paragraph it must
fit exactly. What looks like a mark and fits nowhere (cross-references, amounts, years) stays text. Numbering that
skips is taken as printed and reported, never repaired.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, zip_longest

from corpus.attachments import find_attachments, find_lists, find_remarks
from corpus.flow import Flow, Paragraph
from corpus.head_words import KINDS
from corpus.lists import end_lists
from corpus.outline_marks import Mark, find_bare_marks, find_marks
from corpus.questions import question_of, with_questions

_PART, _CHAPTER, _SECTION, _ARTICLE, _FIRST, _NAMED, _SECOND, _ASKED, _THIRD = range(9)
_DECIMALS = range(_THIRD + 1, _THIRD + 4)
_ITEM = _DECIMALS.stop
_TITLE_BEFORE = re.compile(rf"[一-鿿]{{4}}(?:{KINDS})(?:（[^（）]{{1,12}}）)?$")
_COLLAPSED = 300
_GLUED = 40
_LEAST_DECIMALS = 2
_SKIP = 3
_HEADING = 60


@dataclass(slots=True)
class Heading:
    """A section as found in the view: its mark, and the range of the view that it covers with its children.

    ``asked`` tells that its heading is a question (问：…), and its words the answer.
    """

    path: str
    level: int
    words: str
    start: int
    words_start: int
    words_end: int
    end: int = 0
    own_end: int = 0
    trail: tuple[str, ...] = ()
    attachment: str = ""
    asked: bool = False


@dataclass(slots=True)
class Outline:
    """The sections of a notice in order, where its attachments begin, gaps in the numbering, 章 between 条."""

    headings: list[Heading] = field(default_factory=list)
    attachments: list[tuple[int, str]] = field(default_factory=list)
    gaps: list[tuple[int, str]] = field(default_factory=list)
    dividers: list[int] = field(default_factory=list)
    resumed: list[Heading] = field(default_factory=list)

    @property
    def stretches(self) -> list[Heading]:
        """The sections, and the stretches in which one goes on behind a list of its items, in order."""
        return sorted([*self.headings, *self.resumed], key=lambda heading: heading.start)


def is_article(heading: Heading) -> bool:
    """Whether a section is a 条, whose further paragraphs (款) are all its own."""
    return heading.level == _ARTICLE


def parse_outline(flow: Flow, end: int, tail: int) -> Outline:
    """The sections of a notice.

    Parameters
    ----------
    flow
        Its paragraphs.
    end
        Where the numbered text ends in the view (a run-together table has numbers of its own).
    tail
        Where 抄送 and the imprint begin.

    Returns
    -------
    Outline
        Sections in order with paths as written (``二（一）2``), in attachments after the attachment's name.
    """
    outline = Outline(attachments=[a for a in find_attachments(flow) if a[0] < tail])
    starts = frozenset(p.start for p in flow.paragraphs)
    bounds = _Bounds(flow.paragraphs)
    marks = list(_allowed(flow.text, find_marks(flow.text[:end], starts), bounds))
    lists = sorted([*find_lists(flow), *find_remarks(flow)])
    if lists:
        at = [start for start, _ in lists]
        ends = [0, *(end for _, end in lists)]
        marks = [m for m in marks if m.start >= ends[bisect_right(at, m.start)]]
    edges = [(0, ""), *(a for a in outline.attachments if a[0] < end), (end, "")]
    places = [m.start for m in marks]
    for (start, name), (stop, _) in pairwise(edges):
        part = marks[bisect_left(places, start) : bisect_left(places, stop)]
        if sum(m.level in _DECIMALS for m in part) >= _LEAST_DECIMALS:
            part = _with_decimals(flow, start, stop, part)
        _Picker(flow, bounds, name, stop, outline).run(with_questions(flow, stop, part))
    return outline


def _with_decimals(flow: Flow, start: int, stop: int, marks: list[Mark]) -> list[Mark]:
    """The marks of a part that decimals number: with bare numbers above them (1总则), and （一） below them."""
    if any(m.level == _FIRST and m.line_start for m in marks):
        return marks
    inside = [p for p in flow.paragraphs if start <= p.start < stop]
    bare = find_bare_marks((p.start, flow.text[p.start : p.end]) for p in inside)
    items = [replace(m, level=_ITEM) if m.level == _SECOND else m for m in marks]
    return sorted([*items, *bare], key=lambda m: m.start)


def _allowed(text: str, marks: Iterable[Mark], bounds: _Bounds) -> Iterator[Mark]:
    """The marks that may be headings: also one that is glued to the title, or to the heading above it."""
    before: Mark | None = None
    for mark in marks:
        if mark.level == _FIRST and mark.number == 1:
            is_glued = bool(_TITLE_BEFORE.search(text[max(0, mark.start - 30) : mark.start]))
        else:
            is_glued = mark.level == _SECOND and before is not None and _follows_heading(text, before, mark)
        if is_glued or (
            bounds.allows(mark) and not (mark.level == _THIRD and text[mark.start - 1 : mark.start] == "，")
        ):
            yield mark
            before = mark


def _follows_heading(text: str, before: Mark, mark: Mark) -> bool:
    """Whether a few words without a stop stand between a mark and one above it."""
    is_near = before.level < mark.level and before.end < mark.start <= before.end + _GLUED
    return is_near and not re.search(r"[。；：，\n]", text[before.end : mark.start])


class _Bounds:
    """Which paragraph a position lies in."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self._starts = [p.start for p in paragraphs]
        self._paragraphs = paragraphs

    def of(self, position: int) -> Paragraph:
        return self._paragraphs[max(0, bisect_right(self._starts, position) - 1)]

    def allows(self, mark: Mark) -> bool:
        """Within a paragraph a mark must stand behind a full stop, but in a collapsed one."""
        if mark.line_start:
            return True
        paragraph = self.of(mark.start)
        if mark.level in (_PART, _CHAPTER, _SECTION, _FIRST, _SECOND):
            return mark.after_stop
        if mark.level == _ARTICLE:
            return False
        return mark.after_stop or (mark.level == _THIRD and paragraph.end - paragraph.start > _COLLAPSED)


class _Picker:
    """Chooses the marks of one part (the notice, or an attachment) that are headings."""

    def __init__(self, flow: Flow, bounds: _Bounds, name: str, stop: int, outline: Outline) -> None:
        self.flow, self.bounds, self.name, self.stop, self.outline = flow, bounds, name, stop, outline
        self.stack: list[tuple[int, int, Heading]] = []
        self.last: dict[int, int] = {}

    def run(self, marks: list[Mark]) -> None:
        has_articles = sum(m.level == _ARTICLE and m.line_start for m in marks) >= 2
        chosen: list[Heading] = []
        dividers: list[int] = []
        for i, mark in enumerate(marks):
            if has_articles and mark.level <= _SECTION:
                if mark.line_start:
                    dividers.append(mark.start)
                continue
            if self._fits(mark, marks[i + 1 : i + 400]):
                chosen.append(self._take(mark))
        for heading, following in zip_longest(chosen, chosen[1:]):
            heading.own_end = self._before(heading, following.start if following else self.stop, dividers)
            self._word(heading)
        self._close(chosen)
        for heading in chosen:
            heading.end = self._before(heading, heading.end, dividers)
        for above, start, stop in end_lists(self.flow, chosen):
            self.outline.resumed.append(
                replace(above, start=start, words_start=start, words_end=start, own_end=stop, end=stop, asked=False)
            )
        self.outline.headings.extend(chosen)
        self.outline.dividers += dividers

    @staticmethod
    def _before(heading: Heading, end: int, dividers: list[int]) -> int:
        """Where a heading ends: a 章 above the next 条 is no part of the 条 before it."""
        at = bisect_right(dividers, heading.start)
        return min(end, dividers[at]) if at < len(dividers) else end

    def _fits(self, mark: Mark, ahead: list[Mark]) -> bool:
        if mark.above is not None and not (self._is_below(mark) or self._is_followed(mark, ahead)):
            return False
        if mark.level == _ASKED:
            return True
        if mark.level == _NAMED and mark.number == 1 and not self._is_followed(mark, ahead):
            return False
        open_levels = {level: number for level, number, _ in self.stack}
        previous = open_levels.get(mark.level)
        if previous is None:
            if mark.number == 1:
                return mark.line_start or self._is_followed(mark, ahead)
            running = self.last.get(mark.level)
            if running is None:
                lone = not self.last and not any(m.level == mark.level for m in ahead)  # a fragment
                return mark.line_start and mark.number <= 2 + _SKIP and (lone or self._is_followed(mark, ahead))
            return mark.number == running + 1 or (mark.line_start and running < mark.number <= running + _SKIP)
        if mark.number == previous + 1:
            return True
        if mark.line_start and previous < mark.number <= previous + _SKIP:
            # a number that the next mark of this level takes up again is a slip of the eye, not a gap
            self.outline.gaps.append((mark.start, f"“{mark.written}”之前缺少序号"))
            return True
        if mark.line_start and mark.number == previous > 1 and self._is_followed(mark, ahead):
            self.outline.gaps.append((mark.start, f"“{mark.written}”这个序号重复"))
            return True
        if mark.number == 1 and mark.line_start:
            return mark.level <= _FIRST or self._is_followed(mark, ahead)
        return False

    def _is_below(self, mark: Mark) -> bool:
        """Whether the heading above a decimal has the number that the decimal says (2.1 below 2.)."""
        above = [number for level, number, _ in self.stack if level < mark.level]
        return not above or above[-1] == mark.above

    @staticmethod
    def _is_followed(mark: Mark, ahead: list[Mark]) -> bool:
        """Whether the next number of the same level comes before the level starts again."""
        for later in ahead:
            if later.level == mark.level:
                if later.number == mark.number + 1:
                    return True
                if later.number <= mark.number and later.line_start:
                    return False
        return False

    def _take(self, mark: Mark) -> Heading:
        if mark.number == 1 and mark.level <= _FIRST and any(level == mark.level for level, _, _ in self.stack):
            self.stack, self.last = [], {}  # the issued document begins to count anew
        while self.stack and self.stack[-1][0] >= mark.level:
            self.stack.pop()
        while mark.above is not None and self.stack and self.stack[-1][0] >= _THIRD and not self._is_below(mark):
            self.stack.pop()
        parents = self._path_above(mark)
        heading = Heading(self.name + parents + mark.written, mark.level, "", mark.start, mark.end, mark.end)
        heading.attachment = self.name
        self.stack.append((mark.level, mark.number, heading))
        self.last[mark.level] = mark.number
        return heading

    def _path_above(self, mark: Mark) -> str:
        """The path that a mark's number is joined to: none for 条, and a decimal says the numbers above it itself."""
        if mark.level == _ARTICLE:
            return ""
        above = [h for level, _, h in self.stack if mark.above is None or level < _THIRD]
        return above[-1].path.removeprefix(self.name) if above else ""

    def _word(self, heading: Heading) -> None:
        """The words of a heading: the paragraph when it is short, else up to its first full stop; a whole question."""
        paragraph = self.bounds.of(heading.start)
        end = min(paragraph.end, heading.own_end)
        words = self.flow.text[heading.words_start : end]
        behind = self.flow.text[end : heading.own_end].lstrip()[:_HEADING]
        if question := question_of(words, heading.level == _ASKED, behind):
            start, cut = question
            heading.words_end = heading.words_start + cut
            heading.words, heading.asked = words[start:cut].strip(), True
            return
        cut = len(words)
        if stop := re.search(r"[。；]", words):
            cut = stop.start()
        if cut > _HEADING and (colon := re.search(r"[：:，]", words[6:_HEADING])):
            cut = 6 + colon.start()
        cut = min(cut, _HEADING)
        heading.words_end = heading.words_start + cut
        heading.words = words[:cut].strip(" 。；：:，、")

    def _close(self, chosen: list[Heading]) -> None:
        """Where each section ends with its children, and the headings that it stands under."""
        open_headings: list[Heading] = []
        for heading in chosen:
            while open_headings and open_headings[-1].level >= heading.level:
                open_headings.pop().end = heading.start
            open_headings.append(heading)
            heading.trail = tuple(h.words for h in open_headings)
        for heading in open_headings:
            heading.end = self.stop
