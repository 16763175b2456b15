"""What a keeper does on the page."""

from types import SimpleNamespace

import pytest
from factories import HashEncoder, read_plain, write_plain

from assistant.page.keeper import Keeper, Placed
from index import Library, LibraryError, NotInLibrary, build_library


@pytest.fixture
def keeper(tmp_path):
    write_plain(tmp_path / "公文" / "甲.txt", "公开预算。", number="云政字〔2022〕3号")
    build_library(tmp_path / "文库", [tmp_path / "公文"], HashEncoder(), read=read_plain)
    with Library.open(tmp_path / "文库", with_model=False) as library:
        yield Keeper(SimpleNamespace(current=SimpleNamespace(library=library)))


def test_of_an_upload_only_what_was_staged_stays(keeper, tmp_path):
    sent = tmp_path / "上传" / "乙.txt"
    write_plain(sent, "清理河道。", number="云政字〔2022〕6号")
    examination = keeper.examine([sent], lambda *_: None)
    assert [file.given for file in examination.files] == ["乙.txt"]
    assert not sent.exists()
    assert keeper.read(Placed(examination.batch_id, 0))[0].text.endswith("清理河道。\n")


def test_a_notice_that_has_gone_is_told_in_words(keeper):
    with pytest.raises(NotInLibrary, match="公文库里没有这份公文"):
        keeper.form(Placed.parse("没有的"))


def test_what_was_put_right_shows_when_the_file_is_opened_again(keeper, tmp_path):
    sent = tmp_path / "上传" / "乙.txt"
    write_plain(sent, "清理河道。", number="云政字〔2022〕6号")
    placed = Placed(keeper.examine([sent], lambda *_: None).batch_id, 0)
    before = keeper.form(placed)
    keeper.put_right(placed, before, {**before, "doc_number": "云政字〔2022〕7号"}, lambda *_: None)
    assert keeper.form(placed)["doc_number"] == "云政字〔2022〕7号"
    keeper.discard(placed.owner)
    with pytest.raises(LibraryError):
        keeper.form(placed)
