"""The text of a notice as HTML for reading, with the cited words marked.

Only tags written here reach the page; every character of the notice goes through ``html.escape``. What a notice says
in markup is layout at most: a Markdown, HTML or tab-separated table becomes a table, ``<br>`` and ``<p>`` break the
line, any other tag is shown as the words that it is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise

from corpus import Block, Notice, Span

HIT_ID = "zw-hit"
"""The element id of the first marked words."""

_BREAKING = frozenset("p br div tr li ul ol center table thead tbody tfoot td th h1 h2 h3 h4 h5 h6".split())
_INLINE = frozenset("span b strong i em u font sub sup".split())
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>")
_TABLE = re.compile(r"<table\b[^<>]*>(?:(?!<table\b).)*?</table\s*>", re.IGNORECASE | re.DOTALL)
_MARKS = re.compile(r"(?m)^[ \t]*#{1,6}[ \t]+|\*\*")
_RULER = re.compile(r"\|?[\s:|-]*-[\s:|-]*")
_CELL_END = re.compile(r"(?<!\\)\|")
_SPANNING = re.compile(r"\b(rowspan|colspan)\s*=\s*[\"']?\s*(\d{1,3})", re.IGNORECASE)
_TABLE_BOX = '<div class="src-table" tabindex="0" role="group" aria-label="表格"><table>'
"""A wide table scrolls by itself, so the keyboard must reach it."""
_CLASSES = {
    "title": "src-title",
    "doc_number": "src-number",
    "heading": "src-heading",
    "signature": "src-right",
    "furniture": "src-faint",
}

Run = Span | None
"""A stretch of visible text; None is a line break."""
Row = list[tuple[str, list[Run]]]
"""The cells of one row: the opening tag, and what it holds."""


def source_html(notice: Notice, spans: Sequence[tuple[int, int]] = ()) -> str:
    """Render a notice with ``spans`` marked.

    Parameters
    ----------
    notice
        The notice; of its reading only ``text`` and ``blocks`` are used.
    spans
        Half-open ranges of ``notice.text``, in any order; what lies outside the text is left out.

    Returns
    -------
    str
        HTML. The marks, joined, hold the words at ``spans``; the first has the id ``zw-hit``.
    """
    return "".join(_View(notice, spans).parts())


class _View:
    def __init__(self, notice: Notice, spans: Sequence[tuple[int, int]]) -> None:
        self.text = notice.text
        size = len(self.text)
        clipped = (Span(max(0, start), min(size, end)) for start, end in spans)
        self.spans = sorted(span for span in clipped if span.start < span.end)
        self.blocks = sorted(notice.blocks, key=lambda block: block.start)
        self.block_starts = [block.start for block in self.blocks]
        self.is_marked = False

    def parts(self) -> Iterator[str]:
        done = 0
        for table in _TABLE.finditer(self.text):
            yield from self.lines(done, table.start())
            yield self.table(self.html_rows(table.start(), table.end()))
            done = table.end()
        yield from self.lines(done, len(self.text))

    def lines(self, start: int, end: int) -> Iterator[str]:
        """Paragraphs, and the tables that are drawn with ``|`` or with tabs."""
        rows: list[Span] = []
        kind = ""
        for line in _split(self.text, start, end):
            now = self.row_kind(line)
            if rows and now != kind:
                yield self.drawn_table(rows, kind)
                rows = []
            kind = now
            if now:
                rows.append(line)
            else:
                yield self.paragraph(line)
        if rows:
            yield self.drawn_table(rows, kind)

    def row_kind(self, line: Span) -> str:
        words = self.text[line.start : line.end].strip(" \u3000")
        if words.startswith("|") and words.count("|") > 1:
            return "|"
        return "\t" if "\t" in words.strip() else ""

    def drawn_table(self, lines: list[Span], mark: str) -> str:
        if mark == "\t" and len(lines) == 1:
            return self.paragraph(lines[0])
        ruler = 1 if mark == "|" and len(lines) > 1 and _RULER.fullmatch(self.words(lines[1])) else 0
        rows: list[Row] = []
        for number, line in enumerate(lines):
            if mark == "|" and _RULER.fullmatch(self.words(line)):
                continue
            tag = "<th>" if number < ruler else "<td>"
            rows.append([(tag, self.runs(*cell)) for cell in self.cells(line, mark)])
        return self.table(rows)

    def words(self, line: Span) -> str:
        return self.text[line.start : line.end].strip()

    def cells(self, line: Span, mark: str) -> list[Span]:
        ends = _CELL_END if mark == "|" else re.compile("\t")
        cuts = [m.start() for m in ends.finditer(self.text, line.start, line.end)]
        edges = [line.start - 1, *cuts, line.end]
        cells = [Span(left + 1, right) for left, right in pairwise(edges)]
        if mark == "|":
            cells = cells[1:] if not self.words(cells[0]) else cells
            cells = cells[:-1] if cells and not self.words(cells[-1]) else cells
        return cells

    def html_rows(self, start: int, end: int) -> list[Row]:
        rows: list[Row] = []
        done = start
        for tag in [*_TAG.finditer(self.text, start, end), None]:
            name = tag.group(1).lower() if tag else ""
            if tag and name not in ("tr", "td", "th", "table", "tbody", "thead", "tfoot"):
                continue
            inside = Span(done, tag.start() if tag else end)
            if self.words(inside):
                if not rows:
                    rows.append([])
                if not rows[-1]:
                    rows[-1].append(("<td>", []))
                rows[-1][-1][1].extend(self.runs(*inside))
            if tag and not tag.group().startswith("</"):
                if name == "tr":
                    rows.append([])
                elif name in ("td", "th"):
                    if not rows:
                        rows.append([])
                    rows[-1].append((_cell_tag(name, tag.group()), []))
            done = tag.end() if tag else end
        return rows

    def table(self, rows: list[Row]) -> str:
        out = [_TABLE_BOX]
        for row in rows:
            cells = (f"{tag}{self.inline(runs)}</{tag[1:3]}>" for tag, runs in row)
            out.append(f"<tr>{''.join(cells)}</tr>")
        out.append("</table></div>")
        return "".join(out)

    def paragraph(self, line: Span) -> str:
        runs = self.runs(*line)
        block = self.block_at(runs)
        last = line.start + len(self.text[line.start : line.end].rstrip())
        name = ""
        if block and block.end >= last:
            name = _CLASSES.get(block.kind, "")
            inner = self.inline(runs)
        elif block and block.kind == "heading":
            lead = self.inline(self.runs(line.start, block.end))
            inner = f"<b>{lead}</b>{self.inline(self.runs(block.end, line.end))}"
        else:
            inner = self.inline(runs)
        if not inner:
            return ""
        return f'<p class="{name}">{inner}</p>' if name else f"<p>{inner}</p>"

    def block_at(self, runs: list[Run]) -> Block | None:
        """The block of the first visible character."""
        for run in runs:
            words = self.text[run.start : run.end] if run else ""
            if run and words.strip():
                first = run.start + len(words) - len(words.lstrip())
                at = bisect_right(self.block_starts, first) - 1
                return self.blocks[at] if at >= 0 and first < self.blocks[at].end else None
        return None

    def runs(self, start: int, end: int) -> list[Run]:
        """The visible stretches: without tags and Markdown marks, unless these are themselves quoted."""
        hidden: list[tuple[int, int, bool]] = [
            (m.start(), m.end(), False) for m in _MARKS.finditer(self.text, start, end)
        ]
        for tag in _TAG.finditer(self.text, start, end):
            name = tag.group(1).lower()
            if name in _BREAKING or name in _INLINE:
                hidden.append((tag.start(), tag.end(), name in _BREAKING))
        runs: list[Run] = []
        done = start
        for left, right, breaks in sorted(hidden):
            if left < done or self.is_quoted(left, right):
                continue
            runs.append(Span(done, left))
            if breaks:
                runs.append(None)
            done = right
        runs.append(Span(done, end))
        return runs

    def is_quoted(self, start: int, end: int) -> bool:
        return any(span.start < end and start < span.end for span in self.spans)

    def inline(self, runs: list[Run]) -> str:
        """Runs as escaped text; line breaks only between words."""
        out: list[str] = []
        pending = False
        for run in runs:
            if run is None:
                pending = bool(out)
                continue
            words = self.marked(run)
            if not words.strip():
                continue
            out.append(f"<br>{words}" if pending else words)
            pending = False
        return "".join(out).strip()

    def marked(self, run: Span) -> str:
        out: list[str] = []
        done = run.start
        for span in self.spans:
            left, right = max(span.start, done), min(span.end, run.end)
            if left >= right:
                continue
            out.append(escape(self.text[done:left]))
            words = escape(self.text[left:right])
            if words.strip():
                attribute = "" if self.is_marked else f' id="{HIT_ID}"'
                words = f"<mark{attribute}>{words}</mark>"
                self.is_marked = True
            out.append(words)
            done = right
        out.append(escape(self.text[done : run.end]))
        return "".join(out)


def _cell_tag(name: str, written: str) -> str:
    spanning = {key.lower(): number for key, number in _SPANNING.findall(written)}
    return "<" + name + "".join(f' {key}="{int(number)}"' for key, number in sorted(spanning.items())) + ">"


def _split(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield Span(start, stop)
        start = stop + 1
