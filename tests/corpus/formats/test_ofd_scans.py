"""Pages of OFD files that are pictures, read by OCR."""

from __future__ import annotations

from pathlib import Path

import pytest
from ofd_files import OfdFile, read_file, remarks, small_file

from corpus.errors import DamagedFile, ScannedFile
from corpus.formats.ocr import has_ocr
from corpus.formats.ofd import read, read_ofd
from corpus.formats.page import Page, Word

SAMPLES = Path(__file__).parents[2] / "data" / "ofd"


def scan_file(*texts: str) -> OfdFile:
    """Pages that are one picture each, with some words of their own."""
    file = OfdFile(pictures={"9": b"picture"})
    for words in texts:
        page = file.page()
        page.picture("9", 0, 0, 210, 297)
        if words:
            page.text(30, 60, words, 4)
    return file


def scanned(data: bytes, name: str) -> Page:
    assert data == b"picture"
    return Page(2100, 2970, [Word("识别出的文字在这里", 300, 400, 900, 460, 60, 0.9)])


def test_a_page_that_is_a_picture_is_read_as_one():
    source = read_ofd(scan_file("", "— 2 —").bytes(), "通知.ofd", "0", scanned)
    assert source.text.split() == ["识别出的文字在这里"] * 2
    assert source.remarks == ()


def test_a_picture_behind_words_of_the_page_is_no_scan():
    words = "云河市人民政府关于做好二〇二三年全市政务公开和政府信息公开各项重点工作任务落实的通知"
    assert read_ofd(scan_file(words).bytes(), "通知.ofd", "0", scanned).text.replace("\n", "") == words


def test_a_small_picture_is_no_scan():
    file = small_file()
    file.pictures["9"] = b"picture"
    file.pages[0].picture("9", 100, 200, 40, 40)
    assert "识别" not in read_ofd(file.bytes(), "通知.ofd", "0", scanned).text


def without_ocr(data: bytes, name: str) -> Page:
    raise ScannedFile(f"{name}：是扫描件，需要先安装文字识别组件")


def test_a_scan_that_nothing_can_read_is_refused():
    with pytest.raises(ScannedFile, match=r"通知\.ofd：是扫描件，需要先安装"):
        read_ofd(scan_file("").bytes(), "通知.ofd", "0", without_ocr)


def test_a_scanned_page_among_others_is_told():
    file = scan_file("", "")
    file.page().text(30, 40, "云河市人民政府关于做好政务公开工作的通知")
    source = read_ofd(file.bytes(), "通知.ofd", "0", without_ocr)
    assert [one.message for one in source.remarks] == ["第 1、2 页是图片，没有读取：是扫描件，需要先安装文字识别组件"]


def test_a_scan_whose_picture_is_missing_is_told():
    file = scan_file("")
    file.pictures.clear()
    file.page().text(30, 40, "云河市人民政府关于做好政务公开工作的通知")
    assert remarks(file) == [("unread", "第 1 页缺少图片（ResourceID=9）")]


def test_a_scan_whose_picture_is_damaged_is_refused():
    if not has_ocr():
        pytest.skip("no OCR is installed")
    with pytest.raises(DamagedFile, match=r"通知\.ofd：图片不完整或已损坏"):
        read_file(scan_file(""))


@pytest.mark.slow
def test_a_scan_by_another_program_is_read():
    """Made from the picture of a page (90 dpi, black and white) by easyofd 20260427, which calls the PNG .jpg."""
    if not has_ocr():
        pytest.skip("no OCR is installed")
    source = read((SAMPLES / "easyofd_picture.ofd").read_bytes(), "easyofd_picture.ofd", "0")
    assert "政务公开工作要点" in source.text
    assert "区发展改革局负责公开" in source.text.replace("\n", "")
