"""Pictures: told by their bytes, refused by name within limits, read where OCR is installed."""

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from corpus import DamagedFile, EmptyFile, NoticeError, ScannedFile, TooLarge
from corpus.formats import format_of, image
from corpus.formats.ocr import has_ocr

needs_ocr = pytest.mark.skipif(not has_ocr(), reason="zhengwen[ocr] is not installed")


def saved(picture, kind="PNG", **options):
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def blank(width=400, height=300, mode="RGB"):
    return Image.new(mode, (width, height), "white")


def declared(width, height):
    """A PNG whose head claims a size, of which a few bytes follow."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    body = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_a_picture_is_told_by_its_bytes(kind):
    assert format_of(saved(blank(), kind), "通知.txt").kind == "image"


def test_a_picture_of_thirty_thousand_pixels_a_side_is_refused_before_it_is_drawn():
    with pytest.raises(TooLarge, match="像素"):
        image.read(declared(30_000, 30_000), "下级/大.png", "0" * 64)


def test_a_sign_is_no_scan():
    with pytest.raises(EmptyFile, match=r"标志\.png：图片只有 32×32 像素"):
        image.read(saved(blank(32, 32)), "标志.png", "0" * 64)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_a_picture_cut_anywhere_has_a_named_reason(kind):
    data = saved(Image.fromarray(np.arange(120_000, dtype=np.uint32).astype(np.uint8).reshape(200, 200, 3)), kind)
    for end in range(8, len(data), max(1, len(data) // 20)):
        with pytest.raises(NoticeError, match=r"甲\.img："):
            image.read(data[:end], "甲.img", "0" * 64)


@pytest.mark.skipif(has_ocr(), reason="zhengwen[ocr] is installed")
def test_without_ocr_the_command_that_helps_is_named():
    with pytest.raises(ScannedFile, match=r"pip install 'zhengwen\[ocr\]'"):
        image.read(saved(blank()), "扫描.png", "0" * 64)


def test_a_page_is_drawn_as_png_and_one_that_is_not_there_is_named():
    pages = saved(blank(), "TIFF", save_all=True, append_images=[blank(600, 200)])
    assert Image.open(io.BytesIO(image.picture(pages, "甲.tif", 2))).size == (600, 200)
    with pytest.raises(DamagedFile, match="没有第 3 页"):
        image.picture(pages, "甲.tif", 3)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "CMYK", "I;16"])
def test_every_mode_becomes_eight_bits_in_three_colours(mode):
    picture = Image.new(mode, (3, 2), 0)
    assert image._pixels(picture).shape == (2, 3, 3)
    assert image._pixels(picture).dtype == np.uint8


@needs_ocr
@pytest.mark.slow
def test_a_picture_without_words_is_no_notice():
    with pytest.raises(EmptyFile, match="没有认出文字"):
        image.read(saved(blank()), "白.png", "0" * 64)


def font_of(size):
    try:
        return ImageFont.truetype("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", size)
    except OSError:
        pytest.skip("no Chinese font")


@needs_ocr
@pytest.mark.slow
def test_a_paragraph_is_one_whether_its_lines_are_stretched_or_have_digits():
    lines = ("对辖区内健身步道和球场开展检查", "（责任单位：市体育局；完成", "时限：2026年3月底前）")
    measure = 15 * 44  # of the first line; the second is set over it, its thirteen letters far from each other
    picture = blank(measure + 160, 420)
    draw, font = ImageDraw.Draw(picture), font_of(44)
    draw.text((80, 80), lines[0], "black", font)
    for place, letter in enumerate(lines[1]):
        draw.text((80 + place * measure / 13, 155), letter, "black", font)
    draw.text((80, 230), lines[2], "black", font)
    source = image.read(saved(picture), "扫描.png", "0" * 64)
    assert source.text.strip() == "".join(lines)


@needs_ocr
@pytest.mark.slow
def test_words_are_read_with_page_and_place():
    picture = blank(900, 300)
    ImageDraw.Draw(picture).text((80, 100), "区财政局负责公开预算", "black", font_of(40))
    source = image.read(saved(picture), "扫描.png", "0" * 64)
    assert source.text.strip() == "区财政局负责公开预算"
    assert source.pages == (0,)
    (box,) = source.boxes
    assert box.page == 1
    assert box.x0 == pytest.approx(80 / 900, abs=0.02)
    assert 100 / 300 - 0.02 < box.y0 < box.y1 < 150 / 300 + 0.02
