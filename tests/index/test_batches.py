"""Files that a keeper adds, before they are published."""

from __future__ import annotations

import zipfile

import pytest
from factories import read_plain, write_plain

from corpus import ClassifiedFile, WrongCorrection
from index import (
    NoBatch,
    correct_staged,
    discard_batch,
    examine_batch,
    open_batch,
    publish_batch,
    read_staged,
    stage_files,
    staged_batches,
    staging,
)

NUMBER = "云政字〔2022〕3号"


@pytest.fixture
def sent(tmp_path):
    """A folder outside the library from which files are sent."""
    return tmp_path / "寄来"


@pytest.fixture
def examine(library, opened):
    """Examines a batch beside the library, where there is one."""

    def run(batch):
        there = opened() if (library / "index" / "CURRENT").exists() else None
        return examine_batch(library, batch, there, read=read_plain)

    return run


def names(batch):
    return [(file.name, file.given) for file in batch.files]


def test_staged_files_are_copies_under_safe_names(library, sent):
    one = write_plain(sent / "甲.txt", "公开预算。")
    batch = stage_files(library, [("../甲.txt", one), ("夹/甲.txt", one)])
    assert names(batch) == [("甲.txt", "../甲.txt"), ("甲（2）.txt", "夹/甲.txt")]
    assert batch.path("甲（2）.txt").read_bytes() == one.read_bytes()
    assert batch.folder == library / "staged" / batch.batch_id
    assert staged_batches(library) == (batch,)


def test_an_archive_is_taken_apart_and_what_is_no_notice_is_refused(library, sent):
    sent.mkdir()
    with zipfile.ZipFile(sent / "包.zip", "w") as packed:
        packed.writestr("下级/甲.txt", "关于甲事的通知\n公开预算。\n")
        packed.writestr("../乙.txt", "关于乙事的通知\n修建公路。\n")
    (sent / "设置.json").write_text("{}")
    (sent / "程序.exe").write_bytes(b"MZ")
    batch = stage_files(library, [sent / "包.zip", sent / "设置.json", sent / "程序.exe", sent / "没有.txt"])
    assert names(batch) == [("甲.txt", "包.zip/下级/甲.txt")]
    assert [(f.file, f.kind) for f in batch.refused] == [
        ("包.zip/../乙.txt", "damaged"),
        ("设置.json", "unsupported"),
        ("程序.exe", "unsupported"),
        ("没有.txt", "damaged"),
    ]
    left = sorted(path.name for path in batch.folder.iterdir())
    assert left == [".batch.json", "甲.txt"]


def test_files_above_a_limit_are_refused_and_the_others_staged(library, sent, monkeypatch):
    monkeypatch.setattr(staging, "MAX_BYTES", 100)
    monkeypatch.setattr(staging, "MAX_MEMBERS", 2)
    files = [write_plain(sent / f"{n}.txt", "一" * size) for n, size in enumerate((1, 60, 2, 3))]
    batch = stage_files(library, files)
    assert [file.name for file in batch.files] == ["0.txt", "2.txt"]
    assert [(f.file, f.kind) for f in batch.refused] == [("1.txt", "too_large"), ("3.txt", "too_large")]


def test_a_batch_that_is_thrown_away_is_gone(library, sent):
    batch = stage_files(library, [write_plain(sent / "甲.txt", "公开预算。")])
    discard_batch(library, batch.batch_id)
    assert staged_batches(library) == ()
    with pytest.raises(NoBatch, match="可能已经放弃了"):
        open_batch(library, batch.batch_id)


@pytest.mark.parametrize("batch_id", ["", "..", "../../公文", "20260101-000000-abcdef"])
def test_no_other_folder_is_a_batch(library, batch_id):
    with pytest.raises(NoBatch):
        open_batch(library, batch_id)
    with pytest.raises(NoBatch):
        discard_batch(library, batch_id)


def test_the_intake_says_what_is_new_newer_or_held_already(library, build, folder, sent, examine):
    write_plain(folder / "甲.txt", "公开预算。", number=NUMBER, date="2022-03-01")
    write_plain(folder / "乙.txt", "修建公路。", title="关于修路的通知", number="云政字〔2022〕4号", date="2022-03-01")
    build()
    batch = stage_files(
        library,
        [
            write_plain(sent / "新.txt", "清理河道。", title="关于清河的通知", number="云政字〔2022〕6号"),
            write_plain(sent / "改.txt", "公开预决算。", number=NUMBER, date="2022-05-01"),
            write_plain(sent / "旧.txt", "公开。", number=NUMBER, date="2022-01-01"),
            write_plain(
                sent / "乙.txt", "修建公路。", title="关于修路的通知", number="云政字〔2022〕4号", date="2022-03-01"
            ),
        ],
    )
    found = {one.name: (one.standing, one.held and one.held.notice_id) for one in examine(batch).files}
    assert found == {
        "新.txt": ("new", None),
        "改.txt": ("newer", "云政字2022-3"),
        "旧.txt": ("older", "云政字2022-3"),
        "乙.txt": ("copy", "云政字2022-4"),
    }


def test_the_intake_counts_what_was_read_and_says_why_a_file_cannot_be(library, sent, examine):
    one = write_plain(sent / "甲.txt", "公开预算。", "公开决算，责任单位：市财政局", number=NUMBER)
    (sent / "空.txt").write_text("\n")
    examination = examine(stage_files(library, [one, sent / "空.txt"]))
    first, second = examination.files
    assert [first.checked.facts[name] for name in ("title", "doc_number", "clauses", "tasks")] == [
        "关于做好甲事的通知",
        NUMBER,
        2,
        1,
    ]
    assert second.checked.error == {"kind": "empty", "message": "空.txt：文件是空的"}
    assert (second.standing, examination.readable) == (None, 1)


def test_a_remark_compares_with_the_library_and_has_its_place(library, build, folder, sent, examine):
    words = [f"第{n}项工作由市财政局在{n % 12 + 1}月底以前完成并公开结果。" for n in range(40)]
    write_plain(folder / "甲.txt", *words, number=NUMBER)
    build()
    one = write_plain(sent / "甲.txt", *words, "责任单位：市财攻局", title="关于修桥的通知", number="云政字〔2022〕5号")
    batch = stage_files(library, [one])
    (found,) = examine(batch).files
    (near,) = [r for r in found.checked.remarks if r.kind == "near_text"]
    assert near.others == ("库中的 甲.txt",)
    (rare,) = [r for r in found.checked.remarks if r.kind == "unit_rare"]
    assert "市财攻局" in read_staged(batch, "甲.txt").text[rare.start : rare.end]


def test_a_classified_file_does_not_stay(library, sent):
    def read(path, name):
        raise ClassifiedFile(f"{name}：标有秘密")

    batch = stage_files(library, [write_plain(sent / "甲.txt", "公开预算。")])
    (one,) = examine_batch(library, batch, read=read).files
    assert one.checked.error == {"kind": "classified", "message": "甲.txt：标有秘密"}
    assert not batch.path("甲.txt").exists()


def test_a_correction_is_checked_then_shown_and_published(library, sent, examine, encoder, opened):
    batch = stage_files(library, [write_plain(sent / "甲.txt", "公开预算。", number=NUMBER)])
    examine(batch)
    changes = {"doc_number": "云政字〔2022〕9号", "dated": "2022年5月1日", "year": "2022", "title": '关于"乙"事的通知'}
    correct_staged(batch, "甲.txt", changes)
    (one,) = examine(batch).files
    facts = one.checked.facts
    assert (facts["doc_number"], facts["dated"], facts["title"]) == (
        "云政字〔2022〕9号",
        "2022-05-01",
        '关于"乙"事的通知',
    )
    correct_staged(batch, "甲.txt", {"title": None})
    publish_batch(library, batch.batch_id, encoder, read=read_plain)
    (held,) = opened().held
    assert (held.notice_id, held.title) == ("云政字2022-9", "关于做好甲事的通知")
    assert held.corrected == ("doc_number", "dated", "year")


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"tilte": "甲"}, "甲.txt：没有“tilte”这个字段"),
        ({"year": "去年"}, "甲.txt：year 应为四位整数"),
        ({"task": [{"row": "7", "units": ["区财政局"]}]}, "没有序号“7”的任务"),
        ({"text": [{"old": "没有的字", "new": "有的字"}]}, "“没有的字”在公文里找不到"),
    ],
)
def test_a_correction_that_would_not_take_effect_is_not_written(library, sent, examine, changes, complaint):
    batch = stage_files(library, [write_plain(sent / "甲.txt", "公开预算。", number=NUMBER)])
    examine(batch)
    correct_staged(batch, "甲.txt", {"validity": "废止"})
    with pytest.raises(WrongCorrection, match=complaint):
        correct_staged(batch, "甲.txt", changes)
    assert batch.corrections("甲.txt") == {"validity": "废止"}


def test_corrections_that_were_sent_stay_with_their_file(library, sent):
    write_plain(sent / "甲.txt", "公开预算。")
    (sent / "甲.meta.toml").write_text('validity = "废止"', "utf-8")
    (sent / "丙.meta.toml").write_text('validity = "废止"', "utf-8")
    batch = stage_files(library, [sent / "甲.meta.toml", sent / "甲.txt", sent / "丙.meta.toml"])
    assert batch.corrections("甲.txt") == {"validity": "废止"}
    assert [refused.file for refused in batch.refused] == ["丙.meta.toml"]


def test_what_was_examined_is_published_without_being_read_again(library, sent, examine, encoder):
    batch = stage_files(library, [write_plain(sent / "甲.txt", "公开预算。", number=NUMBER)])
    examine(batch)
    done = publish_batch(
        library, batch.batch_id, encoder, read=lambda path, name: pytest.fail(f"{name} was read again")
    )
    assert [notice.title for notice in done.notices] == ["关于做好甲事的通知"]
