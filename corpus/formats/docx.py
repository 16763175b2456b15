"""Word documents: text and tables in order, automatic numbers, tracked changes as accepted.

A footnote stands as a line of its own, ``[注1] …``, behind the paragraph that refers to it, and is furniture: it is
shown there, but no duty or date is read out of it, and a quotation goes on behind it. Its mark in the sentence is left
out. Headers, footers and a table of contents are furniture too.
There are no pages: where they break depends on the printer, so none is cited.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from corpus.errors import EmptyFile, ScannedFile
from corpus.formats.docx_blocks import Block, BlockReader, Rows, flattened
from corpus.formats.docx_numbers import Numbers
from corpus.formats.docx_parts import Parts, R, W, is_on, main_part, value_of
from corpus.formats.docx_styles import Styles
from corpus.formats.probe import Probe
from corpus.formats.writer import SourceWriter
from corpus.markup import Element
from corpus.model import Span
from corpus.source import Source

_LEAST_WORDS = 30
"""With fewer characters beside large pictures, the pictures are the notice."""


def is_this(probe: Probe) -> bool:
    """Whether a file is a Word document."""
    return main_part(probe.members) is not None


def read(data: bytes, name: str, version: str) -> Source:
    """Read a Word document.

    Raises
    ------
    NoticeError
        It is damaged, locked or too large, or holds no text.
    """
    return _Reader(Parts(data, Path(name).name), SourceWriter(name, version)).read()


class _Reader:
    """Reads one document.

    Parameters
    ----------
    parts
        The file.
    writer
        What the text is written to.
    """

    def __init__(self, parts: Parts, writer: SourceWriter) -> None:
        self._parts = parts
        self._writer = writer
        styles = Styles(parts.part("styles"))
        self._notes = {kind: _notes_of(parts.part(f"{kind}s"), kind) for kind in ("footnote", "endnote")}
        numbers = Numbers(parts.part("numbering"), styles)
        self._blocks = BlockReader(styles, numbers, lambda kind, number: self._notes[kind].pop(number, None))
        self._changed: Span | None = None
        self._characters = 0

    def read(self) -> Source:
        """The document as a source."""
        body = self._parts.body()
        self._furniture(body, "header")
        pictures = self._blocks.tally.pictures  # those of headers are emblems
        for block in self._blocks.blocks(body):
            self._write(block)
        tally = self._blocks.tally
        pictures = tally.pictures - pictures
        if (not self._characters and pictures) or (tally.large and self._characters < _LEAST_WORDS):
            raise ScannedFile(
                f"{self._parts.name}：文件里只有图片，没有文字（扫描件粘贴在 Word 里）。"
                "请收入原来的扫描件（PDF 或图片），或把图片另存后收入；识别图片需要安装 zhengwen[ocr]"
            )
        if not self._characters:
            raise EmptyFile(f"{self._parts.name}：文件里没有文字")
        self._furniture(body, "footer")
        self._remark()
        return self._writer.build()

    def _write(self, block: Block) -> None:
        if isinstance(block, Rows):
            table = self._writer.table()
            for row in block.rows:
                self._characters += sum(len(str(words)) for cell in row.cells for words in cell.paragraphs)
                self._note(table.row(row.cells), row.has_changes)
            table.close()
            for note in block.notes:
                self._write(note)
        else:
            span = self._writer.line(block.words, furniture=block.kind != "words")
            self._characters += span.end - span.start
            self._note(span, block.has_changes)

    def _note(self, span: Span, has_changes: bool) -> None:
        if has_changes and self._changed is None:
            self._changed = span

    def _furniture(self, body: Element, kind: str) -> None:
        """Write the headers or footers that are shown, each once."""
        seen: set[str] = set()
        for root in self._shown(body, kind):
            for words in flattened(self._blocks.blocks(root)):
                if words not in seen:
                    seen.add(words)
                    self._writer.line(words, furniture=True)

    def _shown(self, body: Element, kind: str) -> Iterator[Element]:
        settings = self._parts.part("settings")
        has_even = settings is not None and is_on(settings.find(W + "evenAndOddHeaders"))
        for section in body.iter(W + "sectPr"):
            for reference in section.findall(f"{W}{kind}Reference"):
                place = value_of(reference, "type")
                if (place == "first" and not is_on(section.find(W + "titlePg"))) or (place == "even" and not has_even):
                    continue
                root = self._parts.part(kind, reference.get(R + "id"))
                if root is not None:
                    yield root

    def _remark(self) -> None:
        tally = self._blocks.tally
        counted = (("插入", tally.inserted), ("删除", tally.deleted), ("移动", tally.moved))
        if tally.changes():
            told = "、".join(f"{name} {many} 处" for name, many in counted if many)
            self._writer.remark("revised", f"文件里有尚未接受的修订（{told}），已按全部接受后的文字读取", self._changed)
        if tally.hidden:
            self._writer.remark("hidden", f"有 {tally.hidden} 个字设为隐藏文字，没有读取")
        if self._blocks.hidden_rows:
            self._writer.remark("hidden", f"表格有 {self._blocks.hidden_rows} 行设为隐藏，没有读取")
        if tally.large:
            self._writer.remark("unread", f"有 {tally.large} 张较大的图片，图片里的文字没有读取")
        if tally.objects or self._blocks.unread:
            many = tally.objects + self._blocks.unread
            self._writer.remark("unread", f"有 {many} 个嵌入的对象（图表、Excel 表格等），其中的文字没有读取")
        if self._blocks.noted:
            self._writer.remark("notes", f"有 {self._blocks.noted} 条脚注或尾注，显示在原处，但不归入条款")
        if self._parts.has_macros:
            self._writer.remark("macros", "文件里有宏程序，没有运行")


def _notes_of(root: Element | None, kind: str) -> dict[str, Element]:
    """The notes of a part by their ids, without the lines that part them from the text."""
    found = [] if root is None else root.findall(W + kind)
    return {value_of(one, "id") or "": one for one in found if value_of(one, "type") in (None, "normal")}
