"""What the objects of an OFD page show: glyphs, lines and pictures, drawn to a page of words and rules."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from corpus.errors import DamagedFile, TooLarge
from corpus.formats.ofd_parts import child, children, name_of
from corpus.formats.ofd_shapes import (
    BadNumber,
    Box,
    Matrix,
    box_of,
    deltas_of,
    matrix_of,
    number,
    numbers_of,
    rules_of,
    strokes_of,
)
from corpus.formats.page import Page, Rule, Word
from corpus.limits import MAX_PAGE_OBJECTS
from corpus.markup import Element

_PLACEHOLDER = "\xa4"
"""Stands in the text for a glyph that has no character (11.3 of the standard)."""
_INDENT = re.compile(r"^\s*[\r\n]\s*|\s*[\r\n]\s*$|[\r\n]")
"""Of programs that write each TextCode on lines of its own; DeltaX does not count it."""
_MOST_NESTED = 300
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{4})")
"""How the standard writes blanks and characters that XML does not hold."""
_ASCENT = 0.85
"""Share of the letters' height above the base line."""
_GAP = 0.3
_WHITE = 250
_TINY, _FAR = 1e-6, 1e9
"""Millimetres: letters smaller than that, or farther away, nobody sees."""
_LEAN = 3.0
"""Degrees by which text may lean and still be read as level."""
_CROWD = 0.02
_TWICE = 0.12
"""Share of the size within which the same words drawn again make them bold."""


class Glyph(NamedTuple):
    """A letter: where it begins on the base line, its advance and height in millimetres, and its quarter turns."""

    text: str
    x: float
    y: float
    width: float
    size: float
    turn: int
    run: int


class Picture(NamedTuple):
    """A picture: its resource, and the square millimetres that it covers."""

    resource: str
    area: float


@dataclass(slots=True)
class Drawing:
    """All that is drawn on one page, in its own coordinates.

    Attributes
    ----------
    glyphs, rules, pictures
        What is drawn.
    paths
        How many shapes are drawn.
    slanted, unknown, outside, unreadable
        How many letters lean, have no character, stand beside the sheet; how many paths could not be read.
    crowded
        Whether letters stand on each other.
    """

    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    paths: int = 0
    slanted: int = 0
    unknown: int = 0
    outside: int = 0
    crowded: bool = False
    unreadable: int = 0


class Pen:
    """Draws the objects of one page and its templates.

    Parameters
    ----------
    units
        Content of the composite units (CompositeGraphicUnit) by their id.
    place
        File and page, for messages.
    """

    def __init__(self, units: Mapping[str, Element], place: str) -> None:
        self.drawing = Drawing()
        self._units = units
        self._place = place
        self._objects = 0
        self._run = 0
        self._drawn: dict[tuple[str, int, int], tuple[float, float]] = {}

    def draw(self, content: Element | None) -> None:
        """Draw the layers of a page.

        Raises
        ------
        DamagedFile
            A place or a size is no number, or units hold each other.
        TooLarge
            More is drawn than a page may hold.
        """
        stack = [(node, Matrix(), 0) for node in reversed([] if content is None else list(content))]
        while stack:
            node, matrix, depth = stack.pop()
            self._count(1)
            if depth > _MOST_NESTED:
                raise DamagedFile(f"{self._place}的图元嵌套过深或互相引用，无法读取")
            try:
                inner = self._draw_one(node, matrix)
            except BadNumber as exc:
                where = f"{name_of(node)}（ID={node.get('ID') or '无'}）"
                raise DamagedFile(f"{self._place}的 {where}里，{exc} 不是有效的数字，文件可能已损坏") from exc
            if inner is not None:
                stack += [(one, inner[1], depth + 1) for one in reversed(inner[0])]

    def _count(self, objects: int) -> None:
        self._objects += objects
        if self._objects > MAX_PAGE_OBJECTS:
            raise TooLarge(f"{self._place}的文字、线条和图片超过上限 {MAX_PAGE_OBJECTS:,} 个")

    def _draw_one(self, node: Element, matrix: Matrix) -> tuple[Sequence[Element], Matrix] | None:
        """Draw an object; what it holds, where it is one that holds others."""
        kind = name_of(node)
        if (node.get("Visible") or "").strip().lower() in ("false", "0"):
            return None
        if kind in ("Layer", "PageBlock"):
            return list(node), matrix
        if kind == "CompositeObject":
            unit = self._units.get((node.get("ResourceID") or "").strip())
            return None if unit is None else (list(unit), matrix_of(node, matrix))
        if kind == "TextObject":
            self._text(node, matrix_of(node, matrix))
        elif kind == "PathObject":
            self._path(node, matrix)
        elif kind == "ImageObject":
            self._picture(node, matrix_of(node, matrix))
        return None

    def _text(self, node: Element, matrix: Matrix) -> None:
        size = number(node, "Size", 0.0) or box_of(node.get("Boundary") or "0 0 0 0", "Boundary")[3]
        stretch = number(node, "HScale", 1.0)
        down = number(node, "ReadDirection", 0.0) % 180 == 90
        angle = math.degrees(math.atan2(matrix.b, matrix.a)) + number(node, "CharDirection", 0.0)
        turn = round(angle / 90)
        height = size * math.hypot(matrix.c, matrix.d)
        scale = math.hypot(matrix.a, matrix.b)
        x = y = 0.0
        for code in children(node, "TextCode"):
            x, y = number(code, "X", x), number(code, "Y", y)
            text = _letters(code.text or "")
            self._count(len(text))
            self._run += 1
            if abs(angle - 90 * turn) > _LEAN:
                self.drawing.slanted += len(text)
                continue
            if self._is_drawn(text, *matrix.at(x, y), _TWICE * height):
                continue
            for letter, left, base, width in _placed(code, text, x, y, size, stretch, down):
                if letter == _PLACEHOLDER:
                    self.drawing.unknown += 1
                elif height > _TINY and not letter.isspace():
                    glyph = Glyph(letter, *matrix.at(left, base), width * scale, height, turn % 4, self._run)
                    self.drawing.glyphs.append(glyph)

    def _is_drawn(self, text: str, x: float, y: float, reach: float) -> bool:
        """Whether a run was drawn already, so that it stands on itself: some programs make bold type so."""
        if reach < _TINY or not (abs(x) < _FAR and abs(y) < _FAR):
            return False
        column, row = int(x / reach), int(y / reach)
        for near in ((text, column + i, row + j) for i in (-1, 0, 1) for j in (-1, 0, 1)):
            other = self._drawn.get(near)
            if other is not None and abs(other[0] - x) < reach and abs(other[1] - y) < reach:
                return True
        self._drawn[text, column, row] = (x, y)
        return False

    def _picture(self, node: Element, matrix: Matrix) -> None:
        resource = (node.get("ResourceID") or "").strip()
        if not (node.get("CTM") or "").strip():  # it fills its boundary
            _, _, width, height = box_of(node.get("Boundary") or "0 0 0 0", "Boundary")
            matrix = Matrix(a=width, d=height).within(matrix)
        self.drawing.pictures.append(Picture(resource, abs(matrix.a * matrix.d - matrix.b * matrix.c)))

    def _path(self, node: Element, matrix: Matrix) -> None:
        self.drawing.paths += 1
        data = child(node, "AbbreviatedData")
        try:
            strokes = strokes_of("" if data is None else data.text or "", matrix_of(node, matrix))
        except BadNumber:  # a line may be wanting in a table, the words are all there
            self.drawing.unreadable += 1
            return
        self._count(sum(len(stroke.points) for stroke in strokes))
        is_stroked = (node.get("Stroke") or "true").strip().lower() != "false" and _is_inked(node, "StrokeColor")
        is_filled = (node.get("Fill") or "false").strip().lower() == "true" and _is_inked(node, "FillColor")
        self.drawing.rules += rules_of(strokes, is_stroked, is_filled)


def _is_inked(node: Element, kind: str) -> bool:
    """Whether a colour shows on white paper."""
    color = child(node, kind)
    values = numbers_of("" if color is None else color.get("Value") or "", kind)
    return len(values) != 3 or min(values) < _WHITE


def _letters(text: str) -> str:
    """The characters of a TextCode: escapes resolved, without the line ends and indents of the file itself."""
    return _ESCAPE.sub(lambda m: _unescaped(m.group(), int(m.group(1), 16)), _INDENT.sub("", text))


def _unescaped(written: str, code: int) -> str:
    """A blank for an escaped blank or control; any other escape is what the notice says itself."""
    return " " if code <= 0x20 or code in (0xA0, 0x3000) else written


def _placed(
    code: Element, text: str, x: float, y: float, size: float, stretch: float, down: bool
) -> Iterator[tuple[str, float, float, float]]:
    """Each letter with its place in the object's space and its width."""
    across, along = deltas_of(code, "DeltaX", len(text) - 1), deltas_of(code, "DeltaY", len(text) - 1)
    level = not down and not (along and not across)
    for at, letter in enumerate(text):
        natural = size * stretch * (1.0 if unicodedata.east_asian_width(letter) in "WFA" else 0.5)
        step = across[at] if at < len(across) else natural if level else 0.0
        width = step if level and 0 < step <= 1.15 * size * stretch else natural
        yield letter, x, y, width
        x += step
        y += along[at] if at < len(along) else 0.0 if level else size


def page_of(drawing: Drawing, box: Box) -> Page:
    """The page that a drawing shows, upright as most of its letters stand.

    Parameters
    ----------
    drawing
        What is drawn on it.
    box
        The sheet: left, top, width, height in millimetres; what is drawn beside it is not seen.
    """
    _, _, width, height = box
    turns = Counter(glyph.turn for glyph in drawing.glyphs)
    turn = turns.most_common(1)[0][0] if turns else 0
    page = Page(*((height, width) if turn % 2 else (width, height)))
    glyphs = (_turned(glyph, box, turn) for glyph in drawing.glyphs)
    seen = [glyph for glyph in glyphs if _is_on(page, glyph.x, glyph.y - glyph.size / 2)]
    drawing.outside = len(drawing.glyphs) - len(seen)
    drawing.crowded = _is_crowded(seen)
    page.words = list(_words(seen))
    for rule in drawing.rules:
        x0, y0 = _point(rule.x0, rule.y0, box, turn)
        x1, y1 = _point(rule.x1, rule.y1, box, turn)
        if _is_on(page, (x0 + x1) / 2, (y0 + y1) / 2):
            page.rules.append(Rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    return page


def _is_on(page: Page, x: float, y: float) -> bool:
    return 0 <= x <= page.width and 0 <= y <= page.height


def _point(x: float, y: float, box: Box, turn: int) -> tuple[float, float]:
    """Where a point of the sheet stands once it is turned back by some quarters."""
    left, top, width, height = box
    x, y = x - left, y - top
    return ((x, y), (y, width - x), (width - x, height - y), (height - y, x))[turn]


def _turned(glyph: Glyph, box: Box, turn: int) -> Glyph:
    x, y = _point(glyph.x, glyph.y, box, turn)
    return glyph._replace(x=x, y=y, turn=(glyph.turn - turn) % 4)


def _is_crowded(glyphs: Sequence[Glyph]) -> bool:
    """Whether text stands on other text: where each letter belongs can then not be told from its place."""
    cells: dict[tuple[int, int], int] = {}
    crowded = 0
    for glyph in glyphs:
        side = 0.4 * glyph.size
        crowded += cells.setdefault((int(glyph.x / side), int(glyph.y / side)), glyph.run) != glyph.run
    return crowded > _CROWD * len(glyphs)


def _words(glyphs: Iterable[Glyph]) -> Iterator[Word]:
    """Glyphs of one run that stand side by side, as words."""
    held: list[Glyph] = []
    for glyph in glyphs:
        if held and not _follows(held[-1], glyph):
            yield _word(held)
            held = []
        held.append(glyph)
    if held:
        yield _word(held)


def _follows(before: Glyph, glyph: Glyph) -> bool:
    gap = glyph.x - before.x - before.width
    return (
        before.run == glyph.run
        and before.turn == glyph.turn == 0
        and abs(glyph.y - before.y) < 0.1 * glyph.size
        and -0.5 * glyph.size < gap <= _GAP * glyph.size
    )


def _word(glyphs: list[Glyph]) -> Word:
    first, last = glyphs[0], glyphs[-1]
    text = "".join(glyph.text for glyph in glyphs)
    if first.turn == 0:
        top = first.y - _ASCENT * first.size
        return Word(text, first.x, top, last.x + last.width, top + first.size, first.size)
    along = ((1, 0), (0, 1), (-1, 0), (0, -1))[first.turn]
    up = ((0, -1), (1, 0), (0, 1), (-1, 0))[first.turn]
    corners = [
        (first.x + along[0] * step + up[0] * rise, first.y + along[1] * step + up[1] * rise)
        for step in (0.0, first.width)
        for rise in ((_ASCENT - 1) * first.size, _ASCENT * first.size)
    ]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return Word(text, min(xs), min(ys), max(xs), max(ys), first.size)
