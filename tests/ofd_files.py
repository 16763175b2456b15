"""OFD files for tests, written by the layout of GB/T 33190-2016: packages, pages, text with a place for each letter."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from corpus.formats.ofd import read
from corpus.source import Source

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
A4 = (210.0, 297.0)


@dataclass
class OfdPage:
    """One page that is drawn on, in millimetres from its top left corner."""

    width: float = A4[0]
    height: float = A4[1]
    objects: list[str] = field(default_factory=list)
    templates: list[str] = field(default_factory=list)
    ids: int = 100

    def add(self, xml: str) -> None:
        """Add an object as it is written; ``{id}`` is replaced by an id of its own."""
        self.ids += 1
        self.objects.append(xml.replace("{id}", str(self.ids)))

    def text(self, x: float, y: float, words: str, size: float = 5.6, step: float | None = None, **more: str) -> None:
        """Draw one line of text whose base line begins at a point; letters stand a step apart."""
        steps = [step if step is not None else size * (0.5 if letter.isascii() else 1.0) for letter in words][:-1]
        delta = f' DeltaX="{" ".join(f"{one:g}" for one in steps)}"' if steps else ""
        attributes = "".join(f" {key}={quoteattr(value)}" for key, value in more.items())
        self.add(
            f'<ofd:TextObject ID="{{id}}" Boundary="{x:g} {y - size:g} {size * len(words):g} {size * 1.2:g}" Font="1" '
            f'Size="{size:g}"{attributes}><ofd:TextCode X="0" Y="{size:g}"{delta}>{escape(words)}</ofd:TextCode>'
            "</ofd:TextObject>"
        )

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a straight line."""
        self.add(
            f'<ofd:PathObject ID="{{id}}" Boundary="{x0:g} {y0:g} {x1 - x0:g} {y1 - y0:g}" LineWidth="0.25">'
            f"<ofd:AbbreviatedData>M 0 0 L {x1 - x0:g} {y1 - y0:g}</ofd:AbbreviatedData></ofd:PathObject>"
        )

    def picture(self, resource: str, x: float, y: float, width: float, height: float) -> None:
        """Show a picture of the resources."""
        self.add(
            f'<ofd:ImageObject ID="{{id}}" Boundary="{x:g} {y:g} {width:g} {height:g}" ResourceID="{resource}" '
            f'CTM="{width:g} 0 0 {height:g} 0 0"/>'
        )

    def table(self, left: float, top: float, widths: list[float], rows: list[list[str]], size: float = 4.2) -> float:
        """Draw a ruled table whose cells wrap; where it ends."""
        edges = [left]
        for width in widths:
            edges.append(edges[-1] + width)
        y = top
        self.line(left, y, edges[-1], y)
        for row in rows:
            lines = [wrap(words, width - 2, size) for words, width in zip(row, widths, strict=True)]
            height = max(len(cell) for cell in lines) * size * 1.4 + 2
            for x, cell in zip(edges, lines, strict=False):
                for at, words in enumerate(cell):
                    self.text(x + 1, y + 1 + size * (1 + 1.4 * at), words, size)
            for x in edges:
                self.line(x, y, x, y + height)
            y += height
            self.line(left, y, edges[-1], y)
        return y

    def xml(self) -> str:
        """The part of the page."""
        templates = "".join(f'<ofd:Template TemplateID="{one}" ZOrder="Background"/>' for one in self.templates)
        return (
            f"{HEAD}<ofd:Page {SPACE}>{templates}"
            f"<ofd:Area><ofd:PhysicalBox>0 0 {self.width:g} {self.height:g}</ofd:PhysicalBox></ofd:Area>"
            f'<ofd:Content><ofd:Layer ID="2" Type="Body">{"".join(self.objects)}</ofd:Layer></ofd:Content></ofd:Page>'
        )


def wrap(words: str, width: float, size: float) -> list[str]:
    """Words cut into lines of a width."""
    out, line, filled = [], "", 0.0
    for letter in words:
        step = size * (0.5 if letter.isascii() else 1.0)
        if filled + step > width:
            out.append(line)
            line, filled = "", 0.0
        line, filled = line + letter, filled + step
    return [*out, line]


@dataclass
class OfdFile:
    """A package; ``parts`` are written over those that are made."""

    pages: list[OfdPage] = field(default_factory=list)
    templates: dict[str, OfdPage] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)
    units: str = ""
    body: str = ""
    document: str = ""
    parts: dict[str, str | bytes | None] = field(default_factory=dict)

    def page(self, width: float = A4[0], height: float = A4[1]) -> OfdPage:
        """A further page."""
        self.pages.append(OfdPage(width, height))
        return self.pages[-1]

    def members(self) -> dict[str, str | bytes]:
        """All parts by their names."""
        made: dict[str, str | bytes | None] = {
            "OFD.xml": f'{HEAD}<ofd:OFD {SPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo>'
            "<ofd:DocID>0123456789abcdef0123456789abcdef</ofd:DocID></ofd:DocInfo>"
            f"<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>{self.body}</ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": self._document(),
            "Doc_0/DocumentRes.xml": self._resources(),
        }
        for number, page in enumerate(self.pages):
            made[f"Doc_0/Pages/Page_{number}/Content.xml"] = page.xml()
        for key, page in self.templates.items():
            made[f"Doc_0/Tpls/Tpl_{key}/Content.xml"] = page.xml()
        for key, data in self.pictures.items():
            made[f"Doc_0/Res/image_{key}.png"] = data
        return {name: part for name, part in {**made, **self.parts}.items() if part is not None}

    def bytes(self) -> bytes:
        """The package."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, part in self.members().items():
                packed.writestr(name, part)
        return out.getvalue()

    def _document(self) -> str:
        pages = "".join(
            f'<ofd:Page ID="{number + 1}" BaseLoc="Pages/Page_{number}/Content.xml"/>'
            for number in range(len(self.pages))
        )
        templates = "".join(
            f'<ofd:TemplatePage ID="{key}" BaseLoc="Tpls/Tpl_{key}/Content.xml"/>' for key in self.templates
        )
        return (
            f"{HEAD}<ofd:Document {SPACE}><ofd:CommonData><ofd:MaxUnitID>9999</ofd:MaxUnitID><ofd:PageArea>"
            "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
            f"<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>{templates}</ofd:CommonData>"
            f"<ofd:Pages>{pages}</ofd:Pages>{self.document}</ofd:Document>"
        )

    def _resources(self) -> str:
        media = "".join(
            f'<ofd:MultiMedia ID="{key}" Type="Image" Format="PNG"><ofd:MediaFile>image_{key}.png</ofd:MediaFile>'
            "</ofd:MultiMedia>"
            for key in self.pictures
        )
        return (
            f'{HEAD}<ofd:Res {SPACE} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="1" FontName="仿宋"/></ofd:Fonts>'
            f"<ofd:CompositeGraphicUnits>{self.units}</ofd:CompositeGraphicUnits>"
            f"<ofd:MultiMedias>{media}</ofd:MultiMedias></ofd:Res>"
        )


def small_file(words: str = "云河市人民政府关于做好政务公开工作的通知") -> OfdFile:
    file = OfdFile()
    file.page().text(30, 40, words)
    return file


def read_file(file: OfdFile) -> Source:
    return read(file.bytes(), "夹/通知.ofd", "0" * 64)


def remarks(file: OfdFile) -> list[tuple[str, str]]:
    return [(one.kind, one.message) for one in read_file(file).remarks]
