"""One document of an OFD file: its pages in order, drawn with their templates and resources."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator

from corpus.errors import DamagedFile, EmptyFile, NoticeError, ScannedFile, TooLarge
from corpus.formats.ofd_page import Drawing, Pen, page_of
from corpus.formats.ofd_parts import Parts, child, children, name_of, words
from corpus.formats.ofd_shapes import BadNumber, Box, box_of
from corpus.formats.page import Page
from corpus.limits import MAX_CHARACTERS, MAX_PAGES, MAX_SCANNED_PAGES
from corpus.markup import Element

_A4 = (0.0, 0.0, 210.0, 297.0)
_LARGEST = 100_000.0
"""Millimetres that a sheet may measure."""
_PICTURE = 0.5
"""The part of a page that a scan covers at least."""
_FEW_LETTERS = 40
"""A page that is one picture with fewer letters on it than that (a page number, a stamp) is a scan."""
_NO_LETTERS = "各页只有图形，没有文字（文字可能已转成曲线），请用 OFD 阅读器另存为 PDF 或图片后再收入"
_MOST_NAMED = 10
"""Pages or files that a message names one by one."""

ReadPicture = Callable[[bytes, str], Page]


class Document:
    """A document, open for reading.

    Parameters
    ----------
    parts, member
        The package, and the part that is the root of the document.
    read_picture
        Reads the picture of a page.
    """

    def __init__(self, parts: Parts, member: str, read_picture: ReadPicture) -> None:
        self._parts = parts
        self._member = member
        self._read_picture = read_picture
        self._scans = 0
        self._why_not: NoticeError | None = None
        self._root = parts.root(member)
        self._box = self._box_of(child(self._root, "CommonData", "PageArea"), _A4, member)
        self._units: dict[str, Element] = {}
        self._media: dict[str, str] = {}
        self._templates: dict[str, Element] = {}
        self._notes: dict[str, list[int]] = {}
        for node in children(self._root, "CommonData"):
            for resource in node:
                if name_of(resource) in ("PublicRes", "DocumentRes"):
                    self._take_resources(member, resource.text, self._units)

    def pages(self) -> Iterator[Page]:
        """The pages in their order.

        Raises
        ------
        DamagedFile, EmptyFile, ScannedFile, TooLarge
            A page is missing or damaged; no page holds words, or none that can be read; there are too many.
        """
        name = self._parts.name
        nodes = list(children(self._root, "Pages", "Page"))
        if not nodes:
            raise DamagedFile(f"{name}：{self._member} 里没有页面，文件不完整")
        if len(nodes) > MAX_PAGES:
            raise TooLarge(f"{name}：有 {len(nodes)} 页，超过上限 {MAX_PAGES} 页")
        letters = 0
        for number, node in enumerate(nodes, 1):
            page = self._page(number, node)
            letters += sum(len(word.text) for word in page.words)
            if letters > MAX_CHARACTERS:
                raise TooLarge(f"{name}：文字超过上限 {MAX_CHARACTERS:,} 字")
            yield page
        if not letters and self._why_not is not None:
            raise self._why_not
        if not letters and not self._notes:
            raise EmptyFile(f"{name}：各页都是空白")
        if not letters:
            raise ScannedFile(f"{name}：{_NO_LETTERS}")

    def unread(self) -> Iterator[str]:
        """What is in the document and was not read, in words; known once the pages are read."""
        for note, numbers in self._notes.items():
            shown = "、".join(map(str, numbers[:_MOST_NAMED])) + ("等" if len(numbers) > _MOST_NAMED else "")
            yield f"第 {shown} 页{note}"
        if files := [
            one.get("Name") or words(one, "FileLoc") for one in children(self._other("Attachments"), "Attachment")
        ]:
            shown = "、".join(files[:_MOST_NAMED]) + ("等" if len(files) > _MOST_NAMED else "")
            yield f"OFD 里夹带 {len(files)} 个附件，没有读取：{shown}"
        if count := self._annotations():
            yield f"有 {count} 处批注带有文字，没有读取"

    def _other(self, kind: str) -> Element | None:
        return self._parts.root_if_any(self._member, words(self._root, kind))

    def _annotations(self) -> int:
        base = self._parts.find(self._member, words(self._root, "Annotations")) or self._member
        count = 0
        for page in children(self._other("Annotations"), "Page"):
            root = self._parts.root_if_any(base, words(page, "FileLoc"))
            for note in children(root, "Annot"):
                count += any(name_of(one) == "TextObject" for one in note.iter())
        return count

    def _page(self, number: int, node: Element) -> Page:
        member = self._parts.need(self._member, node.get("BaseLoc"), f"第 {number} 页")
        root = self._parts.root(member)
        units = dict(self._units)
        for resource in children(root, "PageRes"):
            self._take_resources(member, resource.text, units)
        pen = Pen(units, f"{self._parts.name}：第 {number} 页")
        for reference in children(root, "Template"):
            template = self._template((reference.get("TemplateID") or "").strip())
            if template is None:
                self._note("缺少模板页", number)
            else:
                pen.draw(child(template, "Content"))
        pen.draw(child(root, "Content"))
        page = page_of(pen.drawing, self._box_of(child(root, "Area"), self._box, member))
        scan = self._scanned(pen.drawing, page, number)
        if scan is None:
            self._note_faults(pen.drawing, page, number)
        return scan or page

    def _scanned(self, drawing: Drawing, page: Page, number: int) -> Page | None:
        """The page as OCR reads its picture; None where it is no scan, or cannot be read."""
        letters = sum(len(word.text) for word in page.words)
        picture = max(drawing.pictures, key=lambda one: one.area, default=None)
        if picture is None or letters >= _FEW_LETTERS or picture.area < _PICTURE * page.width * page.height:
            return None
        self._scans += 1
        if self._scans > MAX_SCANNED_PAGES:
            raise TooLarge(f"{self._parts.name}：扫描的页超过上限 {MAX_SCANNED_PAGES} 页")
        if picture.resource not in self._media:
            self._note(f"缺少图片（ResourceID={picture.resource}）", number)
            return None
        try:
            scan = self._read_picture(self._parts.read(self._media[picture.resource]), self._parts.name)
        except (ScannedFile, DamagedFile) as exc:
            self._why_not = self._why_not or exc
            self._note(f"是图片，没有读取：{str(exc).partition('：')[2]}", number)
            return None
        scan.is_scanned = True
        return scan if sum(len(word.text) for word in scan.words) > letters else None

    def _template(self, key: str) -> Element | None:
        if key not in self._templates:
            for node in children(self._root, "CommonData", "TemplatePage"):
                if (node.get("ID") or "").strip() == key and (
                    member := self._parts.find(self._member, node.get("BaseLoc"))
                ):
                    self._templates[key] = self._parts.root(member)
        return self._templates.get(key)

    def _take_resources(self, base: str, location: str | None, units: dict[str, Element]) -> None:
        """Take in pictures and composite units of a part of resources, where it is there."""
        member = self._parts.find(base, location)
        if member is None:
            return
        root = self._parts.root(member)
        for unit in children(root, "CompositeGraphicUnits", "CompositeGraphicUnit"):
            content = child(unit, "Content")
            if content is not None:
                units[(unit.get("ID") or "").strip()] = content
        folder = posixpath.join(posixpath.dirname(member), (root.get("BaseLoc") or "").strip(), "_")
        for medium in children(root, "MultiMedias", "MultiMedia"):
            location = words(medium, "MediaFile")
            found = self._parts.find(folder, location) or self._parts.find(member, location)
            if found is not None:
                self._media[(medium.get("ID") or "").strip()] = found

    def _box_of(self, area: Element | None, default: Box, member: str) -> Box:
        """The sheet that an area gives: left, top, width, height."""
        text = words(area, "PhysicalBox")
        if not text:
            return default
        try:
            box = box_of(text, "PhysicalBox")
        except BadNumber as exc:
            raise DamagedFile(f"{self._parts.name}：{member} 的页面大小 {exc} 不是有效的数字，文件可能已损坏") from exc
        if not 0 < min(box[2:]) <= max(map(abs, box)) <= _LARGEST:
            raise DamagedFile(f"{self._parts.name}：{member} 的页面大小“{text[:40]}”不对，文件可能已损坏")
        return box

    def _note_faults(self, drawing: Drawing, page: Page, number: int) -> None:
        if drawing.unreadable:
            self._note("有线条没有读出，表格可能没有分对", number)
        if drawing.slanted:
            self._note("有斜排的文字（多为水印），没有读取", number)
        if drawing.outside:
            self._note("有文字在页面之外，没有读取", number)
        if drawing.crowded:
            self._note("有文字互相重叠，读出的字序可能不对", number)
        if drawing.unknown:
            self._note("有的字只有字形，没有编码，没有读取", number)
        if not page.words and drawing.paths:
            self._note("只有图形，没有文字", number)

    def _note(self, note: str, number: int) -> None:
        numbers = self._notes.setdefault(note, [])
        if number not in numbers[-1:]:
            numbers.append(number)
