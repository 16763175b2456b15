"""Bytes become text strictly, or a failure that names the file."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import BinaryFile, EmptyFile, EncodingError
from corpus.decode import decode

WORDS = "关于做好政务公开工作的通知\n一、公开𠮷野村和上㙍村的信息。\n"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(WORDS.encode("utf-8"), id="utf-8"),
        pytest.param(WORDS.encode("utf-8-sig"), id="utf-8 with BOM"),
        pytest.param(WORDS.encode("gb18030"), id="gb18030"),
        pytest.param(codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"), id="utf-16-le with BOM"),
        pytest.param(codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"), id="utf-16-be with BOM"),
        pytest.param(WORDS.encode("utf-16-le"), id="utf-16-le without BOM"),
        pytest.param(WORDS.encode("utf-16-be"), id="utf-16-be without BOM"),
        pytest.param(WORDS.replace("\n", "\r\n").encode("utf-8"), id="crlf"),
        pytest.param(WORDS.replace("\n", "\r").encode("utf-8"), id="cr"),
    ],
)
def test_the_same_words_come_out_of_every_encoding(data):
    assert decode(data, "通知.txt") == WORDS


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_latin_words_in_utf_16_do_not_turn_into_chinese_ones(encoding):
    assert decode("annual plan 2024".encode(encoding), "plan.txt") == "annual plan 2024"


def test_gb2312_that_never_leaves_two_bytes_a_character_is_read():
    assert decode(b"\xb9\xd8\xd3\xda\xb9\xab\xbf\xaa", "通知.txt") == "关于公开"


def test_a_rare_character_takes_four_bytes_of_gb18030():
    assert decode("上㙍村".encode("gb18030"), "村名.txt") == "上㙍村"
    assert decode(b"\x95\x34\xb2\x35", "村名.txt") == "𠮷"


@pytest.mark.parametrize("data", [b"", b" \r\n\t", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, "\u3000\n".encode()])
def test_a_file_without_words_is_empty(data):
    with pytest.raises(EmptyFile, match=r"空白\.txt：文件"):
        decode(data, "空白.txt")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", id="pdf"),
        pytest.param(b"PK\x03\x04\x14\x00\x06\x00", id="docx"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", id="doc"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", id="png"),
    ],
)
def test_a_known_format_under_a_wrong_name_is_said_to_be_no_text(data):
    with pytest.raises(BinaryFile, match=r"要点\.txt：不是公文文件"):
        decode(data, "要点.txt")


def test_control_characters_make_a_file_binary():
    with pytest.raises(BinaryFile, match="控制字符"):
        decode("公开".encode() + b"\x01\x02\x03\x04\x05" * 20, "数据.txt")


def test_a_zero_byte_in_chinese_text_makes_a_file_binary():
    with pytest.raises(BinaryFile, match="零字节"):
        decode("公开\x00信息".encode() + b"\x00", "数据.txt")


def test_bytes_that_no_encoding_fits_are_refused_with_the_place():
    with pytest.raises(EncodingError, match=r"坏\.txt：既不是 UTF-8 也不是 GB18030（第 6 字节"):
        decode("公开".encode() + b"\xff\xff", "坏.txt")


def test_a_file_that_breaks_the_encoding_of_its_bom_is_refused():
    with pytest.raises(EncodingError, match="第 6 字节处不合该编码"):
        decode(codecs.BOM_UTF8 + "公".encode() + b"\xff\xb9", "坏.txt")


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1).filter(str.strip))
def test_any_text_in_utf8_with_bom_comes_back(text):
    text = text.removeprefix("\ufeff")
    if text.strip():
        assert decode(codecs.BOM_UTF8 + text.encode(), "甲.txt") == text
