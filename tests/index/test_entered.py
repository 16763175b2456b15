"""Corrections of held notices that a keeper enters on the page."""

from __future__ import annotations

import shutil

import pytest
from factories import HashEncoder, read_plain, write_plain

from corpus import WrongCorrection
from index import (
    LibraryBusy,
    NotInLibrary,
    build_library,
    correct_held,
    corrections_of,
    publish_batch,
    stage_files,
    undo_correction,
)
from index.files import Layout
from index.lock import BuildLock

NOTICE = "云政字2022-3"


@pytest.fixture
def one(folder, build):
    path = write_plain(folder / "甲.txt", "公幵预算。", "公开决算，责任单位：市财政局", number="云政字〔2022〕3号")
    path.with_name("甲.meta.toml").write_text('validity = "有效"\ndisclosure = "主动公开"\n', "utf-8")
    build()
    return path


@pytest.fixture
def correct(library):
    def run(notice_id=NOTICE, **changes):
        return correct_held(library, notice_id, changes, HashEncoder(), read=read_plain)

    return run


@pytest.fixture
def take_back(library):
    def run():
        return undo_correction(library, NOTICE, HashEncoder(), read=read_plain)

    return run


def test_what_is_entered_wins_over_the_file_beside_which_wins_over_what_was_read(one, correct, library, opened):
    report = correct(validity="废止", title="关于乙事的通知")
    assert report.changed == ("关于乙事的通知",)
    (held,) = opened().held
    assert (held.notice_id, held.validity, held.disclosure, held.title) == (
        NOTICE,
        "废止",
        "主动公开",
        "关于乙事的通知",
    )
    assert set(held.corrected) == {"validity", "disclosure", "title"}
    assert corrections_of(library, NOTICE) == {"validity": "废止", "title": "关于乙事的通知"}


def test_it_stays_through_builds_and_a_new_version_of_the_file(one, correct, build, opened):
    correct(validity="废止")
    assert build().unchanged == 1
    write_plain(one, "公开决算。", number="云政字〔2022〕3号")
    build()
    assert opened().held[0].validity == "废止"
    assert opened().notice(NOTICE).clauses[0].text == "公开决算。"


def test_corrections_are_taken_back_one_after_the_other(one, correct, take_back, opened):
    correct(validity="废止")
    correct(validity=None, title="关于乙事的通知")
    take_back()
    assert (opened().held[0].validity, opened().held[0].title) == ("废止", "关于做好甲事的通知")
    take_back()
    assert opened().held[0].validity == "有效"
    with pytest.raises(NotInLibrary, match="没有可以撤回的"):
        take_back()


def test_a_number_that_was_entered_frees_the_wrong_one(one, correct, take_back, build, folder, opened):
    correct(doc_number="云政字〔2022〕9号")
    write_plain(folder / "乙.txt", "修建公路。", title="关于修路的通知", number="云政字〔2022〕3号")
    assert build().notices == 2
    (folder / "乙.txt").unlink()
    build()
    take_back()
    assert [(held.notice_id, held.doc_number) for held in opened().held] == [(NOTICE, "云政字〔2022〕3号")]


def test_a_slip_put_right_is_found_by_the_right_words(one, correct, opened):
    correct(text=[{"old": "公幵", "new": "公开"}])
    assert opened().search("公开预算", legs=("bm25",)).hits[0].passage.text == "公幵预算。"


def test_what_would_not_take_effect_changes_nothing(one, correct, library):
    with pytest.raises(WrongCorrection, match="网页上的更正：year 应为四位整数"):
        correct(year="今年")
    with pytest.raises(NotInLibrary):
        correct("没有", title="甲")
    assert corrections_of(library, NOTICE) == {}


def test_nothing_is_entered_while_a_build_is_at_work(one, correct, library):
    with BuildLock(Layout(library).lock), pytest.raises(LibraryBusy):
        correct(validity="废止")
    assert corrections_of(library, NOTICE) == {}


def test_what_was_entered_outlives_a_lost_catalogue(one, correct, library, folder, opened):
    correct(validity="废止")
    Layout(library).catalogue.unlink()
    build_library(library, [folder], HashEncoder(), read=read_plain)
    assert opened().held[0].validity == "废止"
    assert corrections_of(library, NOTICE) == {"validity": "废止"}


def test_it_holds_for_an_uploaded_version_and_when_all_is_made_anew(one, correct, library, folder, tmp_path):
    class Other(HashEncoder):
        fingerprint = "other"

    correct(validity="废止")
    new = write_plain(tmp_path / "新.txt", "公开预决算。", number="云政字〔2022〕3号")
    publish_batch(library, stage_files(library, [new]).batch_id, HashEncoder(), read=read_plain)
    shutil.rmtree(folder)
    folder.mkdir()
    write_plain(folder / "乙.txt", "修建公路。", title="关于修路的通知")
    build_library(library, [folder], Other(), read=read_plain)
    from index import Library

    with Library.open(library, Other()) as opened:
        assert opened.held_as(NOTICE).validity == "废止"
        assert opened.notice(NOTICE).clauses[0].text == "公开预决算。"
