"""The words of a Word paragraph as the page shows them, tracked changes accepted.

Left out are deleted words, hidden ones, the codes of fields, marks of notes, and phonetic guides.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from corpus.formats.docx_parts import MATH, MC, VML, WP, A, R, W, branch_of, is_on, value_of
from corpus.formats.docx_styles import Styles
from corpus.markup import Element

_EMU_PER = {"pt": 12_700, "in": 914_400, "cm": 360_000, "mm": 36_000, "px": 9_525}
_LARGE = (8 * 360_000, 5 * 360_000)
"""Width and height from which a picture may hold words of the notice, not a seal or a line: 8 × 5 cm."""
_SIZE = re.compile(r"(?<![\w-])(width|height):\s*([0-9]+(?:\.[0-9]+)?)(pt|in|cm|mm|px)")
_SYMBOLS = {
    "wingdings": {
        **{0x80 + n: ch for n, ch in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿")},
        **dict(zip(b"\x6c\x6e\x6f\xa8\x71\x75\xa1\xfb\xfc\xfd\xfe\x52", "●■□□❑◆○✗✓☒☑☑", strict=True)),
        **dict(zip(b"\xdf\xe0\xe1\xe2\xd8\xab\xb5\x28\x2a", "←→↑↓➢★★☎✉", strict=True)),
    },
    "wingdings 2": {
        **{0x69 + n: ch for n, ch in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿")},
        **dict(zip(b"\x4f\x50\x51\x52\x53\x54\xa3", "✗✓☒☑☒☒□", strict=True)),
    },
    "symbol": dict(zip(b"\xb7\xb1\xb4\xb8\xa3\xb3\xb9\xbb\xb0\xd7\xae\xac", "•±×÷≤≥≠≈°·→←", strict=True)),
}
"""Characters of fonts that are not Unicode, as far as notices use them."""
_EQUATION = re.compile(r"\s*eq\b", re.IGNORECASE)
_CIRCLE = re.compile(r"\\o\s*\\ac\s*\(\s*[○◯〇Oo]\s*[,;，]\s*([^()]*)\)", re.IGNORECASE)
_GUIDE = re.compile(r"\\o\s*\\a[a-z]\s*\(\s*\\s\s*\\up\s*\d*\s*\([^()]*\)\s*[,;，]\s*([^()]*)\)", re.IGNORECASE)
_FRACTION = re.compile(r"\\f\s*\(([^(),;]*)[,;]([^(),;]*)\)", re.IGNORECASE)
_OBJECTS = ("/chart", "/diagram")


@dataclass(slots=True)
class Tally:
    """What a document holds beside the words that are read: counted over all of it."""

    inserted: int = 0
    deleted: int = 0
    moved: int = 0
    hidden: int = 0
    pictures: int = 0
    large: int = 0
    objects: int = 0

    def changes(self) -> int:
        """Tracked changes so far."""
        return self.inserted + self.deleted + self.moved


@dataclass(slots=True)
class Words:
    """A paragraph: its lines, and what is anchored to it.

    ``before`` and ``after`` hold text boxes (or the words of WordArt) by their place; ``notes`` the kind and id of
    the notes that it refers to.
    """

    lines: list[str] = field(default_factory=lambda: [""])
    before: list[Element | str] = field(default_factory=list)
    after: list[Element | str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Go on with the last line."""
        self.lines[-1] += text

    @property
    def is_blank(self) -> bool:
        """Whether there are no words."""
        return not any(line.strip() for line in self.lines)

    def goes_on(self, following: Words) -> None:
        """Take in the next paragraph: the mark between the two is deleted."""
        self.lines[-1] += following.lines[0]
        self.lines += following.lines[1:]
        self.before += following.before
        self.after += following.after
        self.notes += following.notes


@dataclass(slots=True)
class _Field:
    """A field whose end is still to come."""

    code: str = ""
    in_code: bool = True


class WordReader:
    """Reads the paragraphs of a document in order; a field may reach over several.

    Parameters
    ----------
    styles
        Styles, which may hide text.
    tally
        What is counted on the way.
    """

    def __init__(self, styles: Styles, tally: Tally) -> None:
        self._styles = styles
        self._tally = tally
        self._fields: list[_Field] = []
        self._words = Words()
        self._style: str | None = None
        self._handlers: dict[str, Callable[[Element], None]] = {
            **dict.fromkeys(
                (*(W + name for name in ("hyperlink", "smartTag", "customXml", "fldSimple", "dir", "bdo")),),
                self._inside,
            ),
            W + "r": self._run,
            W + "t": self._text,
            MATH + "oMath": self._formula,
            MATH + "oMathPara": self._formula,
            W + "sdt": self._control,
            W + "ins": self._inserted,
            W + "moveTo": self._moved,
            W + "del": self._deleted,
            W + "moveFrom": lambda element: None,
            W + "tab": lambda element: self._show("\t"),
            W + "ptab": lambda element: self._show("\t"),
            W + "br": lambda element: self._words.lines.append(""),
            W + "cr": lambda element: self._words.lines.append(""),
            W + "noBreakHyphen": lambda element: self._show("-"),
            W + "sym": self._symbol,
            W + "instrText": self._code,
            W + "fldChar": self._field,
            W + "ruby": self._ruby,
            W + "footnoteReference": self._note,
            W + "endnoteReference": self._note,
            W + "drawing": self._drawing,
            W + "pict": self._drawing,
            W + "object": self._drawing,
            MC + "AlternateContent": self._alternate,
        }

    @property
    def in_contents(self) -> bool:
        """Whether the next words belong to a table of contents (目录) that a field makes."""
        return any(not one.in_code and re.match(r"\s*TOC\b", one.code) for one in self._fields)

    def read(self, paragraph: Element) -> Words:
        """The words of a paragraph (w:p)."""
        outer = (self._words, self._style)
        self._words = words = Words()
        self._style = value_of(paragraph.find(f"{W}pPr/{W}pStyle"))
        self._inside(paragraph)
        for one in self._fields:
            one.in_code = False  # a code ends with its paragraph, or the file is damaged and its words would be lost
        self._words, self._style = outer
        return words

    def _inside(self, element: Element) -> None:
        handlers = self._handlers
        for child in element:
            handler = handlers.get(child.tag)
            if handler is not None:
                handler(child)

    def _show(self, text: str) -> None:
        if not any(one.in_code for one in self._fields):
            self._words.lines[-1] += text

    def _run(self, run: Element) -> None:
        properties = run.find(W + "rPr")
        if properties is not None and self._is_hidden(properties):
            self._tally.hidden += sum(len(text.text or "") for text in run.iter(W + "t"))
            for child in run.iter(W + "fldChar", W + "instrText"):  # a field whose code is hidden is one all the same
                self._handlers[child.tag](child)
            return
        if properties is None and self._styles.is_hidden(self._style):
            self._tally.hidden += sum(len(text.text or "") for text in run.iter(W + "t"))
            return
        for child in run:
            if child.tag == W + "t":
                self._text(child)
            elif (handler := self._handlers.get(child.tag)) is not None:
                handler(child)
                if child.tag.endswith("noteReference") and value_of(child, "customMarkFollows") in ("1", "true", "on"):
                    break  # what follows is the mark of the note

    def _is_hidden(self, properties: Element) -> bool:
        switch = properties.find(W + "vanish")
        if switch is not None:
            return is_on(switch)
        style = value_of(properties.find(W + "rStyle"))
        return self._styles.is_hidden(style) or self._styles.is_hidden(self._style)

    def _text(self, element: Element) -> None:
        text = element.text or ""
        if any("\uf020" <= ch <= "\uf0ff" for ch in text):
            fonts = element.find(f"../{W}rPr/{W}rFonts")
            text = "".join(_symbol(value_of(fonts, "ascii"), ord(ch)) for ch in text)
        self._show(text)

    def _symbol(self, element: Element) -> None:
        code = value_of(element, "char") or ""
        if re.fullmatch(r"[0-9A-Fa-f]{1,4}", code):
            self._show(_symbol(value_of(element, "font"), int(code, 16)))

    def _formula(self, element: Element) -> None:
        self._show("".join(text.text or "" for text in element.iter(MATH + "t")))

    def _control(self, element: Element) -> None:
        content = element.find(W + "sdtContent")
        if content is not None:
            self._inside(content)

    def _inserted(self, element: Element) -> None:
        self._tally.inserted += not _goes_on(element)
        self._inside(element)

    def _moved(self, element: Element) -> None:
        self._tally.moved += not _goes_on(element)
        self._inside(element)

    def _deleted(self, element: Element) -> None:
        self._tally.deleted += not _goes_on(element)

    def _code(self, element: Element) -> None:
        if self._fields and self._fields[-1].in_code:
            self._fields[-1].code += element.text or ""

    def _field(self, element: Element) -> None:
        kind = value_of(element, "fldCharType")
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].in_code = False
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            if ended.in_code and _EQUATION.match(ended.code):
                self._show(_equation(ended.code))

    def _ruby(self, element: Element) -> None:
        base = element.find(W + "rubyBase")
        if base is not None:
            self._inside(base)

    def _note(self, element: Element) -> None:
        kind = element.tag[len(W) :].removesuffix("Reference")
        self._words.notes.append((kind, value_of(element, "id") or ""))

    def _alternate(self, element: Element) -> None:
        branch = branch_of(element)
        if branch is not None:
            self._inside(branch)

    def _drawing(self, element: Element) -> None:
        """Text boxes of a drawing, pictures counted; a box before the first word of the paragraph comes before it."""
        extent = next(element.iter(WP + "extent"), None)
        size = (0, 0) if extent is None else (_whole(extent.get("cx")), _whole(extent.get("cy")))
        boxes = self._words.before if self._words.is_blank else self._words.after
        is_object = element.tag == W + "object"
        self._tally.objects += is_object
        self._look_into(element, size, boxes, is_object)

    def _look_into(self, element: Element, size: tuple[int, int], boxes: list[Element | str], is_object: bool) -> None:
        for child in element:
            tag = child.tag
            if tag == W + "txbxContent":
                boxes.append(child)
                continue
            if tag == MC + "AlternateContent":
                branch = branch_of(child)
                if branch is not None:
                    self._look_into(branch, size, boxes, is_object)
                continue
            if tag == VML + "textpath":
                boxes.append(child.get("string") or "")
            elif tag == A + "graphicData" and str(child.get("uri")).endswith(_OBJECTS):
                self._tally.objects += 1
            elif (tag == A + "blip" and (child.get(R + "embed") or child.get(R + "link"))) or tag == VML + "imagedata":
                self._picture(size if tag == A + "blip" else _drawn_size(child), is_object)
            self._look_into(child, size, boxes, is_object)

    def _picture(self, size: tuple[int, int], is_object: bool) -> None:
        self._tally.pictures += 1
        self._tally.large += not is_object and size[0] >= _LARGE[0] and size[1] >= _LARGE[1]


def _goes_on(element: Element) -> bool:
    """Whether a tracked change is part of the one before it: Word cuts them where the format changes."""
    before = element.getprevious()
    return before is not None and before.tag == element.tag


def _whole(text: str | None) -> int:
    return int(text) if text and re.fullmatch(r"[0-9]{1,12}", text) else 0


def _drawn_size(picture: Element) -> tuple[int, int]:
    """Width and height of the shape around a picture of VML."""
    shape = picture.getparent()
    style = shape.get("style") or "" if shape is not None else ""
    told = {name: float(amount) * _EMU_PER[unit] for name, amount, unit in _SIZE.findall(style)}
    return int(told.get("width", 0)), int(told.get("height", 0))


def _symbol(font: str | None, code: int) -> str:
    """A character of a symbol font; nothing for one that has no name in Unicode that we know."""
    if not 0xF020 <= code <= 0xF0FF and (font or "").lower() not in _SYMBOLS:
        return chr(code) if code > 0x1F and not 0xD800 <= code <= 0xDFFF else ""
    byte = code & 0xFF
    known = _SYMBOLS.get((font or "wingdings").lower())
    if known is not None and byte in known:
        return known[byte]
    return chr(byte) if known is None and 0x20 <= byte < 0x7F and code >= 0xF020 else ""


def _equation(code: str) -> str:
    """What a field of overlapping characters shows: ① out of a ring and 1, a character without its phonetic guide."""
    if ringed := _CIRCLE.search(code):
        inner = ringed[1].strip()
        if inner.isdecimal() and 1 <= int(inner) <= 20:
            return chr(0x2460 + int(inner) - 1)
        return inner
    if guided := _GUIDE.search(code):
        return guided[1].strip()
    if fraction := _FRACTION.search(code):
        return f"{fraction[1].strip()}/{fraction[2].strip()}"
    return ""
