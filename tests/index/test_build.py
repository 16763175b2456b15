from __future__ import annotations

import json
import os
import zipfile

import pytest
from factories import read_plain, write_plain

from corpus import ClassifiedFile
from index import DamagedIndex, Failure, LibraryBusy, NoNotices, build_library, generations
from index.files import Layout
from index.generations import KEPT, load_manifest
from index.lock import BuildLock
from index.segments import MOST_SEGMENTS


def files_under(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def three(folder):
    """Three notices: 甲 with two clauses and a duty, 乙 and 丙 with a clause each."""
    write_plain(folder / "甲.txt", "公开预算。", "公开决算，责任单位：市财政局", number="云政字〔2022〕3号")
    write_plain(folder / "乙.txt", "修建公路。", title="关于修路的通知", number="云政字〔2022〕4号")
    write_plain(folder / "下级" / "丙.md", "植树造林。", title="关于植树的通知", number="云政字〔2022〕5号")
    return folder


def test_a_build_says_what_it_holds(build, three):
    report = build()
    assert (report.notices, report.clauses, report.tasks, report.passages) == (3, 4, 1, 5)
    assert set(report.added) == {"关于做好甲事的通知", "关于修路的通知", "关于植树的通知"}
    assert (report.changed, report.withdrawn, report.failures) == ((), (), ())


def test_the_originals_are_kept_byte_for_byte(build, three, opened):
    build()
    original = opened().original("云政字2022-5")
    assert original.suffix == ".md"
    assert original.read_bytes() == (three / "下级" / "丙.md").read_bytes()


def test_a_build_with_nothing_to_do_reads_nothing_and_writes_no_generation(build, three, library, encoder):
    first = build()
    before = files_under(library / "index")
    encoder.seen.clear()
    second = build_library(library, [three], encoder, read=lambda path, name: pytest.fail(f"{name} was read"))
    assert second.generation == first.generation
    assert (second.unchanged, second.added) == (3, ())
    assert encoder.seen == []
    assert files_under(library / "index") == before


def test_adding_a_notice_writes_one_new_segment_and_embeds_that_notice_only(build, three, library, encoder):
    build()
    before = files_under(library / "index" / "segments")
    encoder.seen.clear()
    write_plain(three / "丁.txt", "清理河道。", title="关于清河的通知", number="云政字〔2022〕6号")
    report = build()
    assert report.added == ("关于清河的通知",)
    after = files_under(library / "index" / "segments")
    assert {name: after[name] for name in before} == before
    assert len({name.split("/")[0] for name in after.keys() - before.keys()}) == 1
    assert len(encoder.seen) == 1 and "清理河道" in encoder.seen[0]


def test_a_corrected_file_keeps_its_id_and_is_found_by_its_new_words_only(build, three, opened):
    build()
    old = opened()
    write_plain(three / "乙.txt", "修建桥梁。", title="关于修路的通知", number="云政字〔2022〕4号")
    report = build()
    new = opened()
    assert report.changed == ("关于修路的通知",)
    assert new.search("修建桥梁").hits[0].passage.text == "修建桥梁。"
    assert new.find("修建公路") == [] and len(new.find("修建桥梁")) == 1
    assert {held.notice_id for held in new.held} == {held.notice_id for held in old.held}
    version = {held.notice_id: held.version for held in new.held}
    assert version["云政字2022-4"] != {held.notice_id: held.version for held in old.held}["云政字2022-4"]


def test_who_opened_a_generation_keeps_it(build, three, opened):
    build()
    old = opened()
    (three / "乙.txt").unlink()
    for count in range(KEPT + 2):
        write_plain(three / f"新{count}.txt", f"第{count}事。", title=f"关于第{count}事的通知")
        build()
    assert old.search("公路").hits[0].passage.text == "修建公路。"
    assert old.notice("云政字2022-4").clauses[0].text == "修建公路。"


def test_a_file_that_is_gone_is_withdrawn_and_said(build, three, opened):
    build()
    (three / "乙.txt").unlink()
    report = build()
    assert report.withdrawn == ("关于修路的通知",)
    library = opened()
    assert len(library.held) == 2
    assert library.find("公路") == []
    assert all(hit.passage.notice_id != "云政字2022-4" for hit in library.search("修建公路").hits)


def test_a_withdrawn_notice_that_comes_back_has_its_old_id(build, three, opened):
    build()
    content = (three / "乙.txt").read_bytes()
    (three / "乙.txt").unlink()
    build()
    (three / "新名.txt").write_bytes(content)
    assert build().added == ("关于修路的通知",)
    assert opened().notice("云政字2022-4").file == "新名.txt"


def test_what_came_from_another_folder_stays(build, three, tmp_path):
    other = tmp_path / "另一处"
    write_plain(other / "戊.txt", "防汛。", title="关于防汛的通知", number="云政字〔2022〕8号")
    build(three, other)
    report = build(three)
    assert (report.notices, report.withdrawn) == (4, ())


def test_a_renamed_file_is_not_embedded_again(build, three, opened, encoder):
    build()
    encoder.seen.clear()
    (three / "乙.txt").rename(three / "改名.txt")
    report = build()
    assert (report.notices, report.added, report.changed, report.withdrawn) == (3, (), (), ())
    assert encoder.seen == []
    library = opened()
    assert library.notice("云政字2022-4").file == "改名.txt"
    assert library.search("公路").hits[0].passage.text == "修建公路。"


def test_one_notice_in_two_files_is_one_notice(build, three):
    write_plain(three / "副本.txt", "修建公路。", "", title="关于修路的通知", number="云政字〔2022〕4号")
    report = build()
    assert report.notices == 3
    (duplicate,) = report.duplicates
    assert (duplicate.notice_id, duplicate.same_words) == ("云政字2022-4", True)
    assert {duplicate.file, duplicate.kept} == {"乙.txt", "副本.txt"}
    assert build().generation == report.generation


def test_of_two_wordings_under_one_number_the_later_dated_is_held(build, folder, opened):
    new = write_plain(folder / "a新.txt", "新条文。", number="云政字〔2022〕3号", date="2022-05-01")
    old = write_plain(folder / "b旧.txt", "旧条文。", number="云政字〔2022〕3号", date="2022-03-01")
    os.utime(new, (1, 1))
    os.utime(old, (2, 2))
    (duplicate,) = build().duplicates
    assert (duplicate.file, duplicate.kept, duplicate.same_words) == ("b旧.txt", "a新.txt", False)
    assert opened().notice("云政字2022-3").clauses[0].text == "新条文。"


def test_without_a_date_the_later_file_is_held_and_the_older_comes_back_when_it_is_gone(build, folder, opened):
    new = write_plain(folder / "a新.txt", "新条文。", number="云政字〔2022〕3号")
    old = write_plain(folder / "b旧.txt", "旧条文。", number="云政字〔2022〕3号")
    os.utime(old, (1, 1))
    build()
    assert opened().notice("云政字2022-3").clauses[0].text == "新条文。"
    new.unlink()
    build()
    assert opened().notice("云政字2022-3").clauses[0].text == "旧条文。"


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(build, three):
    (three / "空.txt").write_text(" \n")
    (three / "讲稿.ppt").write_bytes(b"\xd0\xcf")
    report = build()
    assert report.notices == 3
    assert report.failures == (
        Failure("讲稿.ppt", "unsupported", "讲稿.ppt：暂不支持 .ppt 格式，未读取"),
        Failure("空.txt", "empty", "空.txt：文件是空的"),
    )
    assert build().failures == report.failures


def test_settings_hidden_files_and_the_library_itself_are_passed_over(build, three, library, encoder):
    for name in ("甲.meta.toml", "zhengwen.toml", "gold.jsonl", "make.py", ".藏.txt", "~$乙.txt", "README"):
        (three / name).write_text("x")
    inside = three / "公文库"
    report = build_library(inside, [three], encoder, read=read_plain)
    again = build_library(inside, [three], encoder, read=read_plain)
    assert (report.notices, report.failures) == (3, ())
    assert (again.notices, again.duplicates) == (3, ())


def test_a_file_that_broke_keeps_its_old_version_live(build, three, opened):
    build()
    (three / "乙.txt").write_text("")
    report = build()
    assert [failure.file for failure in report.failures] == ["乙.txt"]
    assert (report.notices, report.withdrawn) == (3, ())
    assert len(opened().find("修建公路")) == 1


def read_with_secrets(path, name):
    if "秘密" in path.read_text("utf-8"):
        raise ClassifiedFile(f"{name}：标有密级，不予收录")
    return read_plain(path, name)


def test_a_classified_file_is_only_named(three, library, encoder):
    secret = write_plain(three / "密.txt", "秘密★1年")
    report = build_library(library, [three], encoder, read=read_with_secrets)
    assert [(failure.file, failure.kind) for failure in report.failures] == [("密.txt", "classified")]
    assert all(secret.read_bytes() not in content for content in files_under(library).values())


def test_a_notice_that_has_become_classified_is_withdrawn(three, library, encoder):
    build_library(library, [three], encoder, read=read_with_secrets)
    write_plain(three / "乙.txt", "秘密★1年")
    report = build_library(library, [three], encoder, read=read_with_secrets)
    assert report.withdrawn == ("关于修路的通知",)


def test_a_folder_that_is_not_there_changes_nothing(build, three, tmp_path, library):
    build()
    before = files_under(library)
    with pytest.raises(NoNotices, match="找不到公文文件夹"):
        build(three, tmp_path / "没有")
    assert files_under(library) == before


def test_an_empty_folder_changes_nothing(build, three, opened):
    build()
    for path in three.rglob("*.*"):
        path.unlink()
    with pytest.raises(NoNotices, match="没有公文文件"):
        build()
    assert len(opened().held) == 3


def test_with_nothing_readable_there_is_no_generation(build, folder):
    (folder / "空.txt").write_text("")
    report = build()
    assert (report.notices, report.generation, len(report.failures)) == (0, "", 1)


def test_many_small_segments_are_merged_without_embedding_anything_again(build, folder, library, opened, encoder):
    for count in range(MOST_SEGMENTS + 4):
        write_plain(folder / f"{count}.txt", f"第{count}件事是甲{count}。", title=f"关于第{count}件事的通知")
        build()
        assert len(load_manifest(Layout(library)).segments) <= MOST_SEGMENTS
    assert len(encoder.seen) == MOST_SEGMENTS + 4
    lib = opened()
    assert len(lib.held) == MOST_SEGMENTS + 4
    assert lib.search("甲0").hits[0].passage.text == "第0件事是甲0。"
    assert lib.manifest.passages == MOST_SEGMENTS + 4


def test_old_generations_and_the_segments_that_only_they_name_are_deleted(build, folder, library):
    for count in range(KEPT + 3):
        write_plain(folder / "甲.txt", f"第{count}版。", number="云政字〔2022〕3号")
        build()
    names = sorted(path.stem for path in (library / "index" / "generations").iterdir())
    assert names == ["g000004", "g000005", "g000006"]
    assert len(list((library / "index" / "segments").iterdir())) == KEPT


def test_another_encoder_makes_the_whole_index_anew(build, three, library, encoder):
    build()
    encoder.seen.clear()
    encoder.fingerprint = "hash-64-other"
    report = build()
    assert (report.notices, report.added, report.unchanged) == (3, (), 3)
    assert len(encoder.seen) == 5
    assert load_manifest(Layout(library)).recipe.fingerprint == "hash-64-other"


def test_a_damaged_index_is_made_anew_with_the_same_ids(build, three, library, opened):
    build()
    ids = {held.notice_id for held in opened().held}
    next((library / "index" / "segments").glob("*/owners.npy")).write_bytes(b"torn")
    report = build()
    assert report.generation == "g000002"
    assert {held.notice_id for held in opened().held} == ids


def test_a_lost_catalogue_is_made_anew_with_the_same_ids(build, three, tmp_path, library, opened):
    other = tmp_path / "另一处"
    write_plain(other / "戊.txt", "防汛。", title="关于防汛的通知")
    build(three, other)
    ids = {held.notice_id for held in opened().held}
    (library / "catalogue.sqlite").unlink()
    report = build(three)
    assert {held.notice_id for held in opened().held} == ids
    assert (report.added, report.withdrawn, report.duplicates) == ((), (), ())


def test_a_catalogue_ahead_of_the_live_generation_is_caught_up(build, three, library, opened):
    build()
    live = (library / "index" / "CURRENT").read_bytes()
    write_plain(three / "丁.txt", "清理河道。", title="关于清河的通知", number="云政字〔2022〕6号")
    (three / "乙.txt").unlink()
    build()
    (library / "index" / "CURRENT").write_bytes(live)  # as if the last step had not happened
    report = build()
    assert (report.added, report.withdrawn) == (("关于清河的通知",), ("关于修路的通知",))
    assert {held.notice_id for held in opened().held} == {"云政字2022-3", "云政字2022-5", "云政字2022-6"}


def test_progress_counts_the_files(three, library, encoder):
    seen = []
    build_library(library, [three], encoder, lambda *step: seen.append(step), read=read_plain)
    assert (0, 3, "下级/丙.md") in seen or (2, 3, "下级/丙.md") in seen
    assert all(done <= total for done, total, _ in seen)


def test_the_lock_is_released_after_a_build_and_after_a_failed_one(build, three, library, encoder):
    build()
    assert not (library / "build.lock").exists()
    with pytest.raises(ZeroDivisionError):
        build_library(library, [three], encoder, lambda *step: 1 / 0, read=read_plain)
    assert not (library / "build.lock").exists()


def test_a_second_build_at_the_same_time_is_refused(build, three, library):
    with BuildLock(library / "build.lock"), pytest.raises(LibraryBusy, match="请等它结束后再试"):
        build()


def test_the_manifest_says_what_the_index_was_made_with(build, three, library):
    build()
    manifest = json.loads((library / "index" / "generations" / "g000001.json").read_text("utf-8"))
    assert manifest["format"] == 5
    assert manifest["recipe"]["encoder"] == "hash" and manifest["recipe"]["dim"] == 64
    assert (manifest["notices"], manifest["clauses"], manifest["tasks"], manifest["passages"]) == (3, 4, 1, 5)
    (segment,) = manifest["segments"]
    assert {"notices.sqlite", "owners.npy", "dense/vectors.npy"} < set(segment["files"])


def test_a_large_index_that_cannot_be_opened_is_made_anew(build, three, library, opened, monkeypatch):
    monkeypatch.setattr(generations, "HASHED_UP_TO", 0)  # as in a large index, only sizes are compared
    build()
    (path,) = (library / "index" / "segments").glob("*/notices.sqlite")
    path.write_bytes(b"x" * path.stat().st_size)
    with pytest.raises(DamagedIndex, match="打不开"):
        opened()
    assert build().generation == "g000002"
    assert len(opened().held) == 3


# Archives


def zipped(path, *files):
    with zipfile.ZipFile(path, "w") as packed:
        for file in files:
            packed.write(file, file.name)
            file.unlink()
    return path


def test_the_notices_of_an_archive_are_held_and_their_originals_kept(build, three, opened):
    words = (three / "乙.txt").read_bytes()
    zipped(three / "包.zip", three / "甲.txt", three / "乙.txt")
    report = build()
    assert report.notices == 3
    held = {held.notice_id: held.file for held in opened().held}
    assert held["云政字2022-4"] == "包.zip/乙.txt"
    assert opened().original("云政字2022-4").read_bytes() == words


def test_an_archive_that_did_not_change_is_not_read_again_and_one_that_is_gone_is_withdrawn(
    build, three, library, encoder
):
    archive = zipped(three / "包.zip", three / "甲.txt", three / "乙.txt")
    first = build()
    again = build_library(library, [three], encoder, read=lambda path, name: pytest.fail(f"{name} was read"))
    assert (again.unchanged, again.generation) == (3, first.generation)
    archive.unlink()
    assert set(build().withdrawn) == {"关于做好甲事的通知", "关于修路的通知"}


def test_what_an_archive_held_stays_when_the_archive_is_damaged(build, three):
    archive = zipped(three / "包.zip", three / "甲.txt", three / "乙.txt")
    build()
    archive.write_bytes(archive.read_bytes()[:-40])
    report = build()
    assert (report.notices, report.withdrawn) == (3, ())
    assert [(failure.file, failure.kind) for failure in report.failures] == [("包.zip", "damaged")]


def test_a_file_that_moves_into_an_archive_is_the_same_notice(build, three, opened):
    build()
    before = {held.notice_id for held in opened().held}
    zipped(three / "包.zip", three / "甲.txt")
    report = build()
    assert (report.withdrawn, report.duplicates) == ((), ())
    assert {held.notice_id for held in opened().held} == before
