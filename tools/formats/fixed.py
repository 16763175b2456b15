"""A notice as an OFD file: the pages of its PDF, letter for letter, as programs that print to OFD make them.

Written by the layout of GB/T 33190-2016, since no program that writes OFD is in the registries.
"""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import c_double, c_float
from itertools import groupby, pairwise
from xml.sax.saxutils import escape

import pypdfium2
import pypdfium2.raw as pdfium

from formats.packing import pack

_POINT = 25.4 / 72
_GAP = 1.0
"""Letters further apart than that (in heights of a letter) belong to two objects."""
_SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'

Letter = tuple[str, float, float, float]
"""A letter with the left end of its base line and its size, in millimetres from the top left corner."""


def write_fixed(pdf: bytes) -> bytes:
    """An OFD file of the pages of a PDF: its letters and its straight lines."""
    parts = {"OFD.xml": _ROOT, "Doc_0/PublicRes.xml": _FONTS}
    with pypdfium2.PdfDocument(pdf) as file:
        sizes = [tuple(side * _POINT for side in page.get_size()) for page in file]
        for at, page in enumerate(file):
            parts[f"Doc_0/Pages/Page_{at}/Content.xml"] = _page(page, at)
    pages = "".join(f'<ofd:Page ID="{at + 1}" BaseLoc="Pages/Page_{at}/Content.xml"/>' for at in range(len(sizes)))
    parts["Doc_0/Document.xml"] = _xml(
        "Document",
        "<ofd:CommonData><ofd:MaxUnitID>999999</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
        "</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData>"
        f"<ofd:Pages>{pages}</ofd:Pages>",
    )
    return pack(parts)


def _xml(name: str, content: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<ofd:{name} {_SPACE}>{content}</ofd:{name}>'


_ROOT = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    f'<ofd:OFD {_SPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo>'
    "<ofd:DocID>00000000000000000000000000000001</ofd:DocID><ofd:CreationDate>2026-03-20</ofd:CreationDate>"
    "</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
)
_FONTS = _xml("Res", '<ofd:Fonts><ofd:Font ID="3" FontName="仿宋_GB2312" FamilyName="仿宋_GB2312"/></ofd:Fonts>')


def _page(page: pypdfium2.PdfPage, number: int) -> str:
    width, height = (side * _POINT for side in page.get_size())
    first = 1000 * (number + 1)
    objects = [*_lines(page, height), *map(_text_object, _stretches(page, height))]
    numbered = "".join(text.replace("ID=", f'ID="{first + at}"', 1) for at, text in enumerate(objects))
    return _xml(
        "Page",
        f"<ofd:Area><ofd:PhysicalBox>0 0 {width:.2f} {height:.2f}</ofd:PhysicalBox></ofd:Area>"
        f'<ofd:Content><ofd:Layer ID="{first + 999}" Type="Body">{numbered}</ofd:Layer></ofd:Content>',
    )


def _letters(page: pypdfium2.PdfPage, height: float) -> Iterator[Letter]:
    text = page.get_textpage()
    x, y = c_double(), c_double()
    for at in range(text.count_chars()):
        letter = chr(pdfium.FPDFText_GetUnicode(text.raw, at))
        if letter.isspace() or not letter.isprintable() or pdfium.FPDFText_IsGenerated(text.raw, at) == 1:
            continue
        pdfium.FPDFText_GetCharOrigin(text.raw, at, x, y)
        size = pdfium.FPDFText_GetFontSize(text.raw, at)
        yield letter, x.value * _POINT, height - y.value * _POINT, size * _POINT


def _stretches(page: pypdfium2.PdfPage, height: float) -> Iterator[list[Letter]]:
    """Letters of one line without a gap."""
    stretch: list[Letter] = []
    for letter in _letters(page, height):
        if stretch:
            _, x, y, size = stretch[-1]
            goes_on = abs(letter[2] - y) < 0.05 and 0 < letter[1] - x < (1 + _GAP) * size
            if not (goes_on and abs(letter[3] - size) < 0.01):
                yield stretch
                stretch = []
        stretch.append(letter)
    if stretch:
        yield stretch


def _text_object(letters: list[Letter]) -> str:
    """Letters as the standard has them: the first at X and Y in its boundary, the others by their distances."""
    words = "".join(letter for letter, *_ in letters)
    _, x, y, size = letters[0]
    width = letters[-1][1] - x + size
    distances = [f"{b[1] - a[1]:.3f}" for a, b in pairwise(letters)]
    runs = [(value, len(list(group))) for value, group in groupby(distances)]
    delta = " ".join(f"g {count} {value}" if count > 2 else " ".join([value] * count) for value, count in runs)
    delta = f' DeltaX="{delta}"' if delta else ""
    return (
        f'<ofd:TextObject ID= Boundary="{x:.3f} {y - 0.88 * size:.3f} {width:.3f} {1.2 * size:.3f}" Font="3" '
        f'Size="{size:.3f}"><ofd:TextCode X="0" Y="{0.88 * size:.3f}"{delta}>{escape(words)}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


def _lines(page: pypdfium2.PdfPage, height: float) -> Iterator[str]:
    """Straight lines, one object each."""
    box = [c_float() for _ in range(4)]
    for one in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH,)):
        pdfium.FPDFPageObj_GetBounds(one.raw, *box)
        left, bottom, right, top = (side.value * _POINT for side in box)
        y = height - top
        wide, high = right - left, top - bottom
        if min(wide, high) > 1 or max(wide, high) < 1:
            continue
        path = (
            f"M 0 {high / 2:.3f} L {wide:.3f} {high / 2:.3f}"
            if wide > high
            else f"M {wide / 2:.3f} 0 L {wide / 2:.3f} {high:.3f}"
        )
        yield (
            f'<ofd:PathObject ID= Boundary="{left:.3f} {y:.3f} {wide:.3f} {high:.3f}" '
            f'LineWidth="0.2"><ofd:AbbreviatedData>{path}</ofd:AbbreviatedData></ofd:PathObject>'
        )
