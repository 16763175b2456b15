"""Archives are taken apart within limits; what lies in folders is found, and what is not read is named."""

import struct
import tracemalloc
import zipfile

import pytest

from corpus import Folders, FoundFile, PassedFile
from corpus.archive import unpack
from corpus.errors import DamagedFile, TooLarge

WORDS = "青石区财政局公开预算。".encode()


def make_zip(path, members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return path


def found_in(folder, **options):
    with Folders() as folders:
        return [
            (one.name, one.path.read_bytes() if isinstance(one, FoundFile) else one.error.kind)
            for one in folders.search(folder, **options)
        ]


def test_the_files_of_an_archive_are_found_under_its_name(tmp_path):
    make_zip(tmp_path / "包.zip", {"通知.txt": WORDS, "附件/任务表.docx": b"PK", "说明.ppt": b"x", "附件/": b""})
    assert found_in(tmp_path) == [
        ("包.zip/通知.txt", WORDS),
        ("包.zip/附件/任务表.docx", b"PK"),
        ("包.zip/说明.ppt", "unsupported"),
    ]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_in_the_encoding_of_a_chinese_system_are_read(tmp_path, encoding):
    name = "通知公告.txt"
    path = make_zip(tmp_path / "a.zip", {"X" * len(name.encode(encoding)): WORDS})
    path.write_bytes(path.read_bytes().replace(b"X" * len(name.encode(encoding)), name.encode(encoding)))
    assert found_in(tmp_path) == [("a.zip/通知公告.txt", WORDS)]


@pytest.mark.parametrize("name", ["../climbs.txt", "/etc/abs.txt", "C:/windows.txt", "甲/../../乙.txt"])
def test_a_name_that_leads_out_is_not_taken_out(tmp_path, name):
    make_zip(tmp_path / "包.zip", {name: WORDS, "好.txt": WORDS})
    (first, kind), second = found_in(tmp_path)
    assert (first, kind) == (f"包.zip/{name}", "damaged")
    assert second == ("包.zip/好.txt", WORDS)
    assert [path.name for path in tmp_path.rglob("*")] == ["包.zip"]


def test_an_archive_within_an_archive_is_named_and_left_shut(tmp_path):
    inner = make_zip(tmp_path / "内.zip", {"甲.txt": WORDS}).read_bytes()
    (tmp_path / "内.zip").unlink()
    make_zip(tmp_path / "外.zip", {"内.zip": inner})
    with Folders() as folders:
        (one,) = folders.search(tmp_path)
    assert isinstance(one, PassedFile)
    assert str(one.error) == "外.zip/内.zip：压缩包里又有压缩包，未打开，请解压后再放入"


def test_a_bomb_is_refused_by_the_size_that_it_states(tmp_path):
    with zipfile.ZipFile(tmp_path / "弹.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        for number in range(10):
            packed.writestr(f"{number}.txt", bytes(60 * 1024 * 1024))
    with pytest.raises(TooLarge, match=r"弹\.zip：解压后有 600 MB，超过上限 512 MB"):
        list(unpack(tmp_path / "弹.zip", "弹.zip", tmp_path / "x"))


def test_a_member_that_is_broken_is_named_and_the_rest_is_taken(tmp_path):
    path = make_zip(tmp_path / "包.zip", {"甲.txt": WORDS * 50, "乙.txt": WORDS})
    data = bytearray(path.read_bytes())
    data[45] ^= 0xFF
    path.write_bytes(data)
    assert found_in(tmp_path) == [("包.zip/甲.txt", "damaged"), ("包.zip/乙.txt", WORDS)]


def test_an_archive_cut_off_is_damaged(tmp_path):
    path = make_zip(tmp_path / "包.zip", {"甲.txt": WORDS * 50})
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(DamagedFile, match=r"包\.zip：压缩包不完整或已损坏"):
        list(unpack(path, "包.zip", tmp_path / "x"))


def test_a_member_with_a_password_is_named(tmp_path):
    path = make_zip(tmp_path / "包.zip", {"甲.txt": WORDS})
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert found_in(tmp_path) == [("包.zip/甲.txt", "password")]


def test_pictures_of_a_saved_page_libraries_and_hidden_files_are_passed_over(tmp_path):
    for name in (
        "通知.html",
        "通知_files/标志.png",
        "通知_files/a.js",
        ".藏/甲.txt",
        "库/catalogue.sqlite",
        "库/乙.txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(WORDS)
    (tmp_path / "单独_files").mkdir()
    (tmp_path / "单独_files" / "丙.txt").write_bytes(WORDS)
    assert found_in(tmp_path) == [("通知.html", WORDS), ("单独_files/丙.txt", WORDS)]


def test_a_document_under_a_strange_ending_is_found_by_its_first_bytes(tmp_path):
    (tmp_path / "通知.bak").write_bytes(b"%PDF-1.7")
    (tmp_path / "通知").write_bytes(b"%PDF-1.7")
    (tmp_path / "图.bin").write_bytes(b"abc")
    assert found_in(tmp_path) == [("图.bin", "unsupported"), ("通知", b"%PDF-1.7"), ("通知.bak", b"%PDF-1.7")]


def test_a_member_that_states_too_small_a_size_is_not_unpacked_beyond_it(tmp_path):
    """Sixty-four megabytes of zeros that claim to be a hundred bytes."""
    make_zip(tmp_path / "包.zip", {"通知.txt": bytes(64 * 1024 * 1024)})
    data = (tmp_path / "包.zip").read_bytes()
    (tmp_path / "包.zip").write_bytes(data.replace(struct.pack("<I", 64 * 1024 * 1024), struct.pack("<I", 100)))
    tracemalloc.start()
    found = found_in(tmp_path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == [("包.zip/通知.txt", "damaged")]
    assert peak < 8 * 1024 * 1024
