"""What python-docx has no calls for: lists that count, footnotes, text boxes."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from formats.forms import Form, ListLevel

_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_FIRST_LIST = 50
"""Numbers of our lists begin above those of the library's template."""
_SECOND_LISTS = 100
"""From there on are the definitions of lists that begin anew."""


class Lists:
    """The lists that number the sections of a notice."""

    def __init__(self, file: Any, form: Form, styles: tuple[str, ...], has_overrides: bool) -> None:  # noqa: ANN401
        self.form, self.styles, self.has_overrides = form, styles, has_overrides
        self.numbering = file.part.numbering_part.element
        self.count = 0
        self.current: dict[int, int] = {}
        for at in sorted({level.list for level in form.lists if level}):
            self._define(at, at)
            self.current[at] = self._begin(at)
        if form.counts_by == "styles":
            self._into_styles(file)

    def number(self, paragraph: Any, depth: int) -> bool:  # noqa: ANN401
        """Let a list number a paragraph; False where the form has none for its depth."""
        level = self.form.lists[depth - 1] if depth <= len(self.form.lists) else None
        if depth == 1 and self.form.counts_by == "overrides":
            self.current = {at: self._begin_anew(at) for at in self.current}
        if level is None:
            return False
        if self.form.counts_by == "styles":
            paragraph.style = self.styles[depth - 1]
        else:
            paragraph._p.get_or_add_pPr().append(_num_pr(level.level, self.current[level.list]))
        return True

    def _define(self, at: int, name: int) -> None:
        """A definition of a list of the form; Word wants all of them before the first list."""
        levels = [level for level in self.form.lists if level and level.list == at]
        xml = "".join(
            f'<w:lvl w:ilvl="{level.level}"><w:start w:val="1"/><w:numFmt w:val="{level.number}"/>'
            f'{self._style(level)}<w:suff w:val="nothing"/><w:lvlText w:val="{level.mark}"/>'
            '<w:lvlJc w:val="left"/></w:lvl>'
            for level in levels
        )
        definition = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{_FIRST_LIST + name}">'
            f'<w:multiLevelType w:val="multilevel"/>{xml}</w:abstractNum>'
        )
        self.numbering.insert(self.numbering.index(self.numbering.find(qn("w:num"))), definition)

    def _style(self, level: ListLevel) -> str:
        if self.form.counts_by != "styles":
            return ""
        return f'<w:pStyle w:val="{self.styles[self.form.lists.index(level)]}"/>'

    def _begin_anew(self, at: int) -> int:
        if self.has_overrides:
            return self._begin(at, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')
        name = _SECOND_LISTS + self.count
        self._define(at, name)
        return self._begin(name)

    def _begin(self, name: int, override: str = "") -> int:
        self.count += 1
        number, of = _FIRST_LIST + self.count, _FIRST_LIST + name
        self.numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{of}"/>{override}</w:num>')
        )
        return number

    def _into_styles(self, file: Any) -> None:  # noqa: ANN401
        for name, level in zip(self.styles, self.form.lists, strict=True):
            if level:
                pr = file.styles[name].element.get_or_add_pPr()
                pr.append(_num_pr(level.level, self.current[level.list]))


def _num_pr(level: int, number: int) -> Any:  # noqa: ANN401
    return parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def add_footnotes(file: Any, notes: list[str]) -> None:  # noqa: ANN401
    """Add the part with the footnotes, numbered from 1, and the two separators that Word wants."""
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{at}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for at, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    words = "".join(
        f'<w:footnote w:id="{at}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {escape(note)}</w:t></w:r></w:p></w:footnote>'
        for at, note in enumerate(notes, 1)
    )
    xml = f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes {nsdecls("w")}>{separators}{words}</w:footnotes>'
    part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, xml.encode(), file.part.package)
    file.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def text_box(words: str) -> Any:  # noqa: ANN401
    """A text box as Word writes it: twice, for itself and for programs that do not know its own form."""
    content = f"<w:txbxContent><w:p><w:r><w:t>{escape(words)}</w:t></w:r></w:p></w:txbxContent>"
    drawing = (
        '<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0"'
        ' locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="page"><wp:posOffset>1008000</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="page"><wp:posOffset>720000</wp:posOffset></wp:positionV>'
        '<wp:extent cx="900000" cy="400000"/><wp:wrapNone/><wp:docPr id="7" name="文本框 7"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="400000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        f"<wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    shape = (
        '<w:pict><v:shape type="#_x0000_t202" style="position:absolute;margin-top:-40pt;width:70pt;height:32pt">'
        f"<v:textbox>{content}</v:textbox></v:shape></w:pict>"
    )
    spaces = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
        ' xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    return parse_xml(
        f'<mc:AlternateContent {nsdecls("w", "wp", "a")} {spaces}><mc:Choice Requires="wps">{drawing}</mc:Choice>'
        f"<mc:Fallback>{shape}</mc:Fallback></mc:AlternateContent>"
    )
