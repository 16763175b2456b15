"""Paragraphs and tables of a Word file in the order of the page, whatever they are wrapped in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from corpus.formats.docx_numbers import Numbers
from corpus.formats.docx_parts import MC, W, branch_of, is_on, number_of, value_of
from corpus.formats.docx_styles import Styles
from corpus.formats.docx_words import Tally, WordReader, Words
from corpus.formats.writer import Draft
from corpus.markup import Element

LineKind = Literal["words", "contents", "note"]
_WRAPPERS = {W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")}
_MOST_COLUMNS = 1_000


@dataclass(slots=True)
class Line:
    """A line; ``contents`` is one of a table of contents (目录), ``note`` a footnote or endnote."""

    words: str
    kind: LineKind = "words"
    has_changes: bool = False


@dataclass(slots=True)
class Row:
    """A row of a table."""

    cells: list[Draft]
    has_changes: bool = False


@dataclass(slots=True)
class Rows:
    """A table, and the notes that its cells refer to."""

    rows: list[Row] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)


Block = Line | Rows


@dataclass(slots=True)
class _Cell:
    draft: Draft
    blocks: list[Block]
    goes_on: bool


class BlockReader:
    """Reads what holds paragraphs and tables: the body, a header, a cell, a text box, a note.

    Parameters
    ----------
    styles, numbers
        Of the document.
    notes
        The element of a note by its kind (``footnote``, ``endnote``) and id.
    """

    def __init__(self, styles: Styles, numbers: Numbers, notes: Callable[[str, str], Element | None]) -> None:
        self.tally = Tally()
        self.unread = 0
        self.hidden_rows = 0
        self._styles = styles
        self._numbers = numbers
        self._notes = notes
        self._noted: dict[str, int] = {}
        self._words = WordReader(styles, self.tally)

    @property
    def noted(self) -> int:
        """Footnotes and endnotes so far."""
        return sum(self._noted.values())

    def blocks(self, parent: Element, in_cell: bool = False, in_contents: bool = False) -> Iterator[Block]:
        """The paragraphs and tables within an element.

        Parameters
        ----------
        parent
            What holds them.
        in_cell
            It is a cell, in which a number may stand alone (序号).
        in_contents
            It is a table of contents (目录).
        """
        pending: Words | None = None
        before = self.tally.changes()
        for child, is_contents in _unwrapped(parent, in_contents):
            if child.tag == W + "tbl":
                yield from self._table(child)
            elif child.tag == W + "altChunk":
                self.unread += 1
            if child.tag != W + "p":
                continue
            before = before if pending else self.tally.changes()
            words = self._words.read(child)
            properties = child.find(W + "pPr")
            if pending is not None:
                pending.goes_on(words)
                words, pending = pending, None
            if self._loses_mark(properties):
                pending = words
                continue
            contents = is_contents or self._is_contents(words, properties)
            yield from self._lines(words, properties, in_cell, contents, before)
        if pending is not None:
            yield from self._lines(pending, None, in_cell, False, before)

    def _lines(
        self, words: Words, properties: Element | None, in_cell: bool, in_contents: bool, before: int
    ) -> Iterator[Block]:
        """A paragraph with its number, the text boxes at it, and the notes that it refers to."""
        is_hidden = words.is_blank and properties is not None and is_on(properties.find(f"{W}rPr/{W}vanish"))
        number = "" if is_hidden else self._numbers.next(properties)
        yield from self._boxes(words.before)
        if not words.is_blank or in_cell:
            first = next((at for at, line in enumerate(words.lines) if line.strip()), 0)
            words.lines[first] = number + words.lines[first].lstrip()
        has_changes = self.tally.changes() > before
        for line in words.lines:
            if line.strip():
                yield Line(line, "contents" if in_contents else "words", has_changes)
        yield from self._boxes(words.after)
        for kind, number in words.notes:
            yield from self._note(kind, number)

    def _boxes(self, boxes: list[Element | str]) -> Iterator[Block]:
        for box in boxes:
            if isinstance(box, str):
                yield Line(box)
            else:
                yield from self.blocks(box)

    def _note(self, kind: str, number: str) -> Iterator[Line]:
        element = self._notes(kind, number)
        if element is None:
            return
        self._noted[kind] = self._noted.get(kind, 0) + 1
        words = flattened(self.blocks(element))
        if words:
            name = "注" if kind == "footnote" else "尾注"
            yield Line(f"[{name}{self._noted[kind]}] {' '.join(words)}", "note")

    def _loses_mark(self, properties: Element | None) -> bool:
        """Whether the end of a paragraph is deleted, so that the next one goes on with it."""
        mark = None if properties is None else properties.find(W + "rPr")
        if mark is None:
            return False
        if mark.find(W + "del") is not None:
            self.tally.deleted += 1
            return True
        return mark.find(W + "moveFrom") is not None

    def _is_contents(self, words: Words, properties: Element | None) -> bool:
        """Whether a paragraph is one of a table of contents, by its style or by the field that made it."""
        if properties is not None and self._styles.is_contents(value_of(properties.find(W + "pStyle"))):
            return True
        return self._words.in_contents and words.lines[-1].rstrip()[-1:].isdigit()

    def _table(self, table: Element) -> Iterator[Block]:
        rows: list[list[_Cell]] = []
        changed: list[bool] = []
        reach: dict[int, Draft] = {}
        for row in _children(table, W + "tr"):
            properties = row.find(W + "trPr")
            before = self.tally.changes()
            if properties is not None:
                if properties.find(W + "del") is not None:
                    self.tally.deleted += 1
                    continue
                self.tally.inserted += properties.find(W + "ins") is not None
                if is_on(properties.find(W + "hidden")):
                    self.hidden_rows += 1
                    continue
            rows.append(self._row(row, properties, reach))
            changed.append(self.tally.changes() > before)
        if _is_layout(rows):
            yield from (block for row in rows for cell in row if not cell.goes_on for block in cell.blocks)
            return
        out = Rows()
        for cells, has_changes in zip(rows, changed, strict=True):
            out.rows.append(Row([cell.draft for cell in cells if not cell.goes_on], has_changes))
            out.notes += (note for cell in cells for note in _notes_of(cell.blocks))
        if out.rows:
            yield out

    def _row(self, row: Element, properties: Element | None, reach: dict[int, Draft]) -> list[_Cell]:
        """The cells of a row; those that go on with the one above (``reach``, by column) lengthen it."""
        skipped = None if properties is None else number_of(properties.find(W + "gridBefore"))
        column = max(0, min(skipped or 0, _MOST_COLUMNS))
        out: list[_Cell] = []
        above = dict(reach)
        reach.clear()
        for cell in _children(row, W + "tc"):
            own = cell.find(W + "tcPr")
            if own is not None and own.find(W + "cellDel") is not None:
                self.tally.deleted += 1
                continue
            wide = number_of(own.find(W + "gridSpan")) if own is not None else None
            colspan = max(1, min(wide or 1, _MOST_COLUMNS))
            down = own.find(W + "vMerge") if own is not None else None
            across = own.find(W + "hMerge") if own is not None else None
            blocks = list(self.blocks(cell, in_cell=True))
            merged = (value_of(down) or "continue") == "continue" if down is not None else False
            if across is not None and value_of(across) != "restart" and out:
                out[-1].draft.colspan += colspan
            elif merged and column in above:
                draft = above[column]
                draft.rowspan += 1
                reach[column] = draft
                out.append(_Cell(draft, blocks, True))
            else:
                draft = Draft(column, flattened(blocks), colspan)
                out.append(_Cell(draft, blocks, False))
                if down is not None:
                    reach[column] = draft
            column += colspan
        return out


def _notes_of(blocks: list[Block]) -> Iterator[Line]:
    for block in blocks:
        if isinstance(block, Rows):
            yield from block.notes
        elif block.kind == "note":
            yield block


def flattened(blocks: Iterator[Block] | list[Block]) -> list[str]:
    """The words of paragraphs and nested tables, one string for each paragraph or row; notes apart."""
    out = []
    for block in blocks:
        if isinstance(block, Rows):
            out += [" ".join(words for cell in row.cells for words in map(str, cell.paragraphs)) for row in block.rows]
        elif block.kind != "note":
            out.append(block.words.strip())
    return out


def _is_layout(rows: list[list[_Cell]]) -> bool:
    """Whether a table only lays out the page: one cell in each row, paragraphs side by side, a table in a cell."""
    cells = [cell for row in rows for cell in row if not cell.goes_on]
    if all(len(row) <= 1 for row in rows):
        return True
    if len(rows) == 1 and any(len(cell.blocks) > 1 for cell in cells):
        return True
    nested = (block for cell in cells for block in cell.blocks if isinstance(block, Rows))
    return any(len(block.rows) > 1 and max(len(row.cells) for row in block.rows) > 1 for block in nested)


def _unwrapped(parent: Element, in_contents: bool) -> Iterator[tuple[Element, bool]]:
    """Children out of content controls and other wrappers, each with whether a table of contents holds it."""
    for child in parent:
        if child.tag in _WRAPPERS:
            gallery = value_of(child.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery"))
            yield from _unwrapped(child, in_contents or gallery == "Table of Contents")
        elif child.tag == MC + "AlternateContent":
            branch = branch_of(child)
            if branch is not None:
                yield from _unwrapped(branch, in_contents)
        else:
            yield child, in_contents


def _children(parent: Element, tag: str) -> Iterator[Element]:
    return (child for child, _ in _unwrapped(parent, False) if child.tag == tag)
