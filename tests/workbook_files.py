"""Workbooks for tests: by openpyxl, or written by hand, and what is read of them."""

import io
import zipfile

from openpyxl import Workbook

from corpus.formats import read_source_of

NAMES = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def book_of(*rows, title="Sheet1"):
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return book


def source_of(data, name="任务.xlsx"):
    return read_source_of(data, name, "0" * 64)


def text_of(book):
    return source_of(saved(book)).text


def remarks_of(source):
    return [(remark.kind, remark.message) for remark in source.remarks]


def cells_of(source):
    """Words, row, column, rowspan and colspan of each cell of the first table."""
    return [
        ("".join(source.text[a:b] for a, b in cell.spans), cell.row, cell.column, cell.rowspan, cell.colspan)
        for cell in source.tables[0].cells
    ]


def packed(sheet, workbook="", **parts):
    """A workbook of one sheet written by hand; ``parts`` are further members, or other ones."""
    members = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f'<workbook {NAMES} xmlns:r="{RELATION}">{workbook}<sheets><sheet name="表" sheetId="1" '
        'r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships><Relationship Id="rId1" Type="{RELATION}/worksheet" '
        f'Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{RELATION}/sharedStrings" '
        'Target="/xl/sharedStrings.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f"<worksheet {NAMES}>{sheet}</worksheet>",
    }
    members |= parts
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return out.getvalue()
