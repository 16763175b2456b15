"""Files that mean harm, made by program: bombs, entities, climbing names, macros, passwords, what no page needs."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping

_MEGABYTE = 1024 * 1024
_GIGABYTE = 1024 * _MEGABYTE
_MAIN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "ofd": "OFD.xml"}
"""The part by which each packed format is known."""
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_LAUGHS = '<!ENTITY a0 "哈">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
_ENTITIES = {
    "laughs": f"{_HEAD}<!DOCTYPE x [{_LAUGHS}]><x>&a9;</x>",
    "laughs-late": f"{_HEAD}<!--{' ' * 9000}--><!DOCTYPE x [{_LAUGHS}]><x y='&a9;'>&a9;</x>",
    "file": f'{_HEAD}<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
    "web": f'{_HEAD}<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><x>1</x>',
}


def hostile_files(good: Mapping[str, bytes], *, heavy: bool = True) -> Iterator[tuple[str, bytes]]:
    """Name and content of each; those that need a library are left out where it is not installed.

    Parameters
    ----------
    good
        Good files by name; a docx, an xlsx and an ofd among them are armed.
    heavy
        Whether to make those too that take seconds to make or to read.
    """
    yield from _xml_files(good)
    yield from _archives()
    yield from _locked()
    yield from _pages()
    for make in (_bombs, _heavy_pages, _many_objects, _wide_sheets) if heavy else ():
        try:
            yield from make()
        except ImportError:
            continue


def pack(parts: Mapping[str, bytes | str]) -> bytes:
    """A zip of some parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _zeros(size: int) -> bytes:
    """A deflate stream of zeros: one megabyte's, again and again."""
    one = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = one.compress(bytes(_MEGABYTE)) + one.flush(zlib.Z_FULL_FLUSH)
    return block * (size // _MEGABYTE) + b"\x03\x00"


def bomb(names: list[str], size: int, claimed: int) -> bytes:
    """A zip whose members unpack to zeros of a size and claim another; checksums are those of nothing."""
    stream = _zeros(size)
    out, directory = io.BytesIO(), b""
    for name in names:
        raw = name.encode()
        common = struct.pack("<HHHHHIIIHH", 20, 0x800, 8, 0, 0x21, 0, len(stream), claimed, len(raw), 0)
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + common
        directory += struct.pack("<HHHII", 0, 0, 0, 0, out.tell()) + raw
        out.write(b"PK\x03\x04" + common + raw + stream)
    at = out.tell()
    out.write(directory)
    out.write(struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, len(names), len(names), len(directory), at, 0))
    return out.getvalue()


def _bombs() -> Iterator[tuple[str, bytes]]:
    for kind, main in {**_MAIN, "zip": "通知.txt"}.items():
        yield f"bomb-10GB.{kind}", bomb([main, "1.xml", "2.xml", "3.xml"], 2560 * _MEGABYTE, 2560 * _MEGABYTE)
        yield f"bomb-lies.{kind}", bomb([main], _GIGABYTE, 1000)
    inner = bomb(["0.txt"], _GIGABYTE, _GIGABYTE)
    for _ in range(4):
        inner = pack({f"{n}.zip": inner for n in range(16)})
    yield "bomb-nested.zip", inner
    yield "members.docx", pack({"word/document.xml": "<x/>", **{f"{n}.xml": "" for n in range(20_000)}})


def _xml_files(good: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    deep = _HEAD + "<x>" * 100_000 + "</x>" * 100_000
    for kind, main in _MAIN.items():
        for name, text in {**_ENTITIES, "deep": deep}.items():
            yield f"xml-{name}.{kind}", pack({"[Content_Types].xml": _HEAD + "<Types/>", main: text})
        armed = next((data for name, data in good.items() if name.endswith(f".{kind}")), None)
        if armed is None:
            continue
        with zipfile.ZipFile(io.BytesIO(armed)) as packed:
            parts: dict[str, bytes | str] = {name: packed.read(name) for name in packed.namelist()}
        yield f"zip-in-it.{kind}", pack({**parts, "x/inner.zip": pack({"a.zip": pack({"b.txt": "1"})})})
        yield f"climbing-parts.{kind}", pack({**parts, "../../x.xml": "<x/>", "/x.xml": "<x/>", "C:\\x.xml": "<x/>"})
        if kind != "ofd":
            folder = main.partition("/")[0]
            yield (
                f"macros.{kind[:-1]}m",
                pack({**parts, f"{folder}/vbaProject.bin": b"\xd0\xcf\x11\xe0 Sub AutoOpen()"}),
            )


def _archives() -> Iterator[tuple[str, bytes]]:
    words = "云河市人民政府关于做好政务公开工作的通知"
    yield "climbing.zip", pack({"../../x.txt": words, "/x.txt": words, "C:\\x.txt": words, "好.txt": words})
    yield "nested.zip", pack({"内.zip": pack({"再内.zip": pack({"好.txt": words})}), "好.txt": words})
    yield "password.zip", _flagged(pack({"好.txt": words}))
    yield "password.ofd", _flagged(pack({"OFD.xml": "<OFD/>"}))
    yield "encrypted.ofd", pack({"OFD.xml": "<OFD/>", "Encryptions.xml": "<Encryptions/>"})


def _flagged(data: bytes) -> bytes:
    """A zip whose members are marked as encrypted."""
    out = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(mark)
        while start >= 0:
            out[start + at] |= 1
            start = data.find(mark, start + 4)
    return bytes(out)


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file (MS-CFB, version 3) with some streams, each of 4,096 bytes at least."""
    fat, sectors = [0xFFFFFFFD], [b""]
    entries = [_entry("Root Entry", 5, 1, 0xFFFFFFFE, 0)]
    for number, (name, data) in enumerate(streams.items(), 1):
        data = data.ljust(4096, b"\0")
        right = number + 1 if number < len(streams) else 0xFFFFFFFF
        entries.append(_entry(name, 2, 0xFFFFFFFF, len(sectors), len(data), right))
        count = -(-len(data) // 512)
        fat += [*range(len(sectors) + 1, len(sectors) + count), 0xFFFFFFFE]
        sectors += [data[at : at + 512].ljust(512, b"\0") for at in range(0, len(data), 512)]
    first = len(sectors)
    directory = b"".join(entries)
    blocks = [directory[at : at + 512].ljust(512, b"\0") for at in range(0, len(directory), 512)]
    fat += [*range(first + 1, first + len(blocks)), 0xFFFFFFFE]
    sectors[0] = struct.pack("<128I", *fat, *[0xFFFFFFFF] * (128 - len(fat)))
    free, end = 0xFFFFFFFF, 0xFFFFFFFE
    head = struct.pack("<8s16s5H6x", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, 1, first, 0, 4096, end, 0, end, 0)
    return head + struct.pack("<109I", 0, *[free] * 108) + b"".join([*sectors, *blocks])


def _entry(name: str, kind: int, child: int, start: int, size: int, right: int = 0xFFFFFFFF) -> bytes:
    raw = name.encode("utf-16-le")
    head = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw) + 2, kind, 1)
    return head + struct.pack("<III", 0xFFFFFFFF, right, child) + bytes(36) + struct.pack("<IQ", start, size)


def _locked() -> Iterator[tuple[str, bytes]]:
    locked = compound({"EncryptionInfo": b"\x04\x00\x04\x00", "EncryptedPackage": b"\x00" * 9000})
    yield "password.docx", locked
    yield "password.xlsx", locked
    try:
        yield "password.pdf", _pdf(lambda canvas: canvas.drawString(72, 720, "secret"), password="secret")
    except ImportError:
        return


def _pages() -> Iterator[tuple[str, bytes]]:
    yield "deep.html", b"<html><body>" + b"<div>" * 100_000 + "通知".encode() + b"</div>" * 100_000
    yield "wide.html", "<table><tr><td colspan=1000000000 rowspan=1000000000>通知<td>乙</table>".encode() * 9
    yield "open.html", b"<table><tr><td>" * 50_000
    nested = b"".join(b'Content-Type: multipart/related; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(5_000))
    yield "nested.mhtml", b"MIME-Version: 1.0\r\n" + nested + b"Content-Type: text/html\r\n\r\n<p>1</p>"
    yield "pixels.png", _picture(30_000, 30_000)
    yield "pixels-claimed.png", _picture(2_000_000_000, 2_000_000_000, rows=10)
    yield "loop.pdf", _loop()


def _heavy_pages() -> Iterator[tuple[str, bytes]]:
    yield "line.csv", b"1," * 3_000_000


def _picture(width: int, height: int, rows: int | None = None) -> bytes:
    """A black picture of one bit a pixel; ``rows`` of it are there."""
    squeeze = zlib.compressobj(9)
    line = bytes(1 + (width + 7) // 8) if rows is None else bytes(9)
    body = b"".join(squeeze.compress(line) for _ in range(rows or height)) + squeeze.flush()

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def _loop() -> bytes:
    """A PDF whose pages hold each other."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1000000/Kids[3 0 R]>>",
        b"<</Type/Pages/Count 1000000/Kids[2 0 R 3 0 R]>>",
    ]
    body = b"%PDF-1.4\n" + b"".join(b"%d 0 obj%bendobj\n" % (n, data) for n, data in enumerate(objects, 1))
    return body + b"trailer<</Root 1 0 R/Size 4>>\n%%EOF"


def _pdf(draw: Callable[..., object], pages: int = 1, password: str | None = None) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, encrypt=password)
    for _ in range(pages):
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _many_objects() -> Iterator[tuple[str, bytes]]:
    def grid(count: int) -> Callable[..., None]:
        def draw(canvas) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
            for n in range(count):
                canvas.rect(n % 100 * 5, n // 100 % 160 * 5, 4, 4)
                canvas.drawString(n % 100 * 5, n // 100 % 160 * 5, "1")

        return draw

    yield "objects-10000.pdf", _pdf(grid(5_000), 3)
    yield "objects-220000.pdf", _pdf(grid(110_000))


def _wide_sheets() -> Iterator[tuple[str, bytes]]:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet["A1"], sheet["XFD1048576"] = "通知", "末"
    out = io.BytesIO()
    book.save(out)
    yield "far.xlsx", out.getvalue()
    with zipfile.ZipFile(out) as packed:
        parts: dict[str, bytes | str] = {name: packed.read(name) for name in packed.namelist()}
        words = packed.read("xl/worksheets/sheet1.xml").decode()
    merged = '</sheetData><mergeCells count="1"><mergeCell ref="A2:XFD1048575"/></mergeCells>'
    yield "merged.xlsx", pack({**parts, "xl/worksheets/sheet1.xml": words.replace("</sheetData>", merged)})
