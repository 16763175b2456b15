"""Corrections beside a notice, and what a build tells a keeper."""

import sqlite3
from dataclasses import replace

import pytest
from factories import HashEncoder, make_notice, read_plain, write_plain

from corpus import Slip
from index import Library, build_library
from index.files import Layout
from index.passages import make_passages


@pytest.fixture
def one(folder):
    return write_plain(folder / "甲.txt", "公幵预算。", "公开决算，责任单位：市财政局", number="云政字〔2022〕3号")


def put_right(notice, toml):
    notice.with_name("甲.meta.toml").write_text(toml, "utf-8")


def test_what_a_keeper_entered_replaces_what_was_read(build, one, opened):
    put_right(one, 'doc_number = "云政字〔2022〕9号"\nvalidity = "废止"\n')
    build()
    (held,) = opened().held
    assert (held.doc_number, held.validity) == ("云政字〔2022〕9号", "废止")
    assert held.corrected == ("doc_number", "validity")


def test_a_new_correction_makes_the_notice_be_read_again_under_its_id(build, one, opened):
    build()
    put_right(one, 'validity = "废止"')
    report = build()
    assert report.changed == ("关于做好甲事的通知",)
    (held,) = opened().held
    assert (held.notice_id, held.validity) == ("云政字2022-3", "废止")


def test_an_unchanged_correction_is_not_read_again(build, one, library, folder, encoder):
    put_right(one, 'validity = "废止"')
    build()
    report = build_library(library, [folder], encoder, read=lambda path, name: pytest.fail(f"{name} was read"))
    assert (report.unchanged, report.changed, report.remarks) == (1, (), ())


def test_a_correction_that_is_taken_away_is_undone(build, one, opened):
    put_right(one, 'validity = "废止"')
    build()
    one.with_name("甲.meta.toml").unlink()
    assert build().changed == ("关于做好甲事的通知",)
    assert opened().held[0].validity is None


def test_corrections_outlive_the_file_when_all_is_made_anew(library, one, folder):
    class Other(HashEncoder):
        fingerprint = "other"

    put_right(one, 'validity = "废止"')
    build_library(library, [folder], HashEncoder(), read=read_plain)
    elsewhere = folder.with_name("别处")
    write_plain(elsewhere / "乙.txt", "修建公路。", title="关于修路的通知")
    one.unlink()
    one.with_name("甲.meta.toml").unlink()
    build_library(library, [elsewhere], Other(), read=read_plain)
    with Library.open(library, Other()) as opened:
        assert [held.validity for held in opened.held if held.title == "关于做好甲事的通知"] == ["废止"]


def test_a_number_put_right_parts_two_notices(build, one, folder, opened):
    write_plain(folder / "乙.txt", "修建公路。", title="关于修路的通知", number="云政字〔2022〕3号")
    assert build().notices == 1
    (folder / "乙.txt.meta.toml").write_text('doc_number = "云政字〔2022〕8号"', "utf-8")
    assert build().notices == 2
    assert {held.doc_number for held in opened().held} == {"云政字〔2022〕3号", "云政字〔2022〕8号"}


def test_the_number_that_was_wrong_is_free_for_its_own_notice(build, one, folder):
    build()
    put_right(one, 'doc_number = "云政字〔2022〕9号"')
    build()
    write_plain(folder / "乙.txt", "修建公路。", title="关于修路的通知", number="云政字〔2022〕3号")
    assert build().notices == 2


def test_what_is_wrong_in_a_correction_is_told_first(build, one):
    put_right(one, 'tilte = "甲"')
    remark = build().remarks[0]
    assert (remark.file, remark.kind) == ("甲.txt", "correction")
    assert remark.message.startswith("甲.meta.toml：没有“tilte”这个字段")


def test_a_copy_in_the_library_under_another_number_is_told(build, one, folder):
    words = [f"第{n}项工作由市财政局在{n % 12 + 1}月底以前完成并公开结果。" for n in range(40)]
    write_plain(folder / "乙.txt", *words, title="关于修路的通知", number="云政字〔2022〕4号")
    build()
    write_plain(folder / "丙.txt", *words, title="关于修桥的通知", number="云政字〔2022〕5号")
    near = [remark for remark in build().remarks if remark.kind == "near_text"]
    assert [(remark.file, remark.others) for remark in near] == [("丙.txt", ("乙.txt",))]


def test_a_slip_is_indexed_with_the_words_that_were_meant():
    notice = make_notice("做好信息公幵工作，按时报送。", "修建公路。")
    at = notice.text.index("公幵")
    notice = replace(notice, slips=(Slip(at, at + 2, "公幵", "公开"),))
    first, second = make_passages("甲", notice)
    assert first.task == "做好信息公开工作"
    assert "公幵" in first.passage.text
    assert second.task == ""


def test_a_search_in_the_right_words_finds_the_slip(build, one, opened):
    put_right(one, '[[text]]\nold = "公幵预算"\nnew = "公开预算"\n')
    build()
    best = opened().search("公开预算", legs=("bm25",)).hits[0]
    assert best.passage.text == "公幵预算。"


def test_a_catalogue_of_before_gets_the_new_column(build, one, library):
    build()
    with sqlite3.connect(Layout(library).catalogue) as base:
        base.execute("alter table files drop column meta")
    base.close()
    assert build().unchanged == 1
