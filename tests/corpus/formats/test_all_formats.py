"""Six invented notices as files of every format are read as the data say from which they were made."""

import sys
import time
from dataclasses import replace

import pytest
from conftest import ROOT

from corpus import read_bytes
from corpus.archive import unpack
from corpus.worker import ReadingRoom

NOTICES = ("key_points", "gazette", "annexes", "articles", "task_list", "block_text")
WITH_TEXT = (
    *("txt", "md", "html", "mhtml", "docx", "doc", "pdf LibreOffice", "pdf reportlab", "pdf reportlab CID"),
    *("pdf Chromium", "ofd", "xlsx", "xls", "csv"),
)
QUICK = ("docx", "html", "xlsx", "ofd", "pdf reportlab")

pytestmark = [
    pytest.mark.filterwarnings("ignore:.*:DeprecationWarning:reportlab"),
    pytest.mark.filterwarnings("ignore:.*:DeprecationWarning:docx"),
]


@pytest.fixture(scope="module", autouse=True)
def tools():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [str(ROOT / "tools"), *sys.path])
        yield


@pytest.fixture(scope="module")
def writers(tools):
    from formats.forms import load_notices
    from formats.write import Writer

    return {slug: Writer(sample) for slug, sample in load_notices().items()}


@pytest.fixture(scope="module")
def room():
    with ReadingRoom() as room:
        yield room


def kind_of(name):
    from formats.write import BY_NAME

    kind = BY_NAME[name]
    if kind.missing:
        pytest.skip(f"not installed: {', '.join(kind.missing)}")
    return kind


def figures_of(notice, writer, kind):
    from formats.compare import compare

    return compare(notice, writer.document, kind)


def as_read(writers, slug, name):
    """The figures of a notice as a file of a kind, read in this process."""
    kind, writer = kind_of(name), writers[slug]
    return figures_of(read_bytes(writer.write(name), f"{slug}{kind.ending}"), writer, kind)


def in_room(writers, slug, name, room, folder):
    """The figures of a notice as a file of a kind, read as the product reads it."""
    kind, writer = kind_of(name), writers[slug]
    path = folder / f"{slug}{kind.ending}"
    path.write_bytes(writer.write(name))
    return figures_of(room.read(path), writer, kind)


def least(figures):
    return min(v for v in (figures.sections, figures.rows, figures.units, figures.deadlines) if v is not None)


@pytest.mark.parametrize("name", QUICK)
def test_paths_headings_rows_units_and_deadlines_of_a_notice_are_read_exactly(writers, name):
    figures = as_read(writers, "key_points", name)
    assert (figures.wrong, least(figures), figures.duties, figures.extra) == ((), 1.0, 1.0, 0)


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in WITH_TEXT if name not in QUICK])
def test_a_notice_is_read_exactly_in_every_format(writers, room, tmp_path, name):
    figures = in_room(writers, "key_points", name, room, tmp_path)
    assert (figures.wrong, least(figures), figures.duties, figures.extra) == ((), 1.0, 1.0, 0)


@pytest.mark.slow
@pytest.mark.parametrize("name", WITH_TEXT)
@pytest.mark.parametrize("slug", NOTICES[1:])
def test_notices_of_other_layouts_lose_hardly_a_duty(writers, room, tmp_path, slug, name):
    figures = in_room(writers, slug, name, room, tmp_path)
    assert figures.duties >= 0.95, figures.wrong
    assert figures.extra == 0


@pytest.mark.slow
@pytest.mark.parametrize("name", ["scan pdf", "scan tif"])
@pytest.mark.parametrize("slug", NOTICES)
def test_scans_are_read_nearly_as_printed(writers, room, tmp_path, slug, name):
    pytest.importorskip("rapidocr")
    figures = in_room(writers, slug, name, room, tmp_path)
    assert figures.characters >= 0.98
    assert figures.duties >= 0.95, figures.wrong


def test_twenty_rows_stand_in_the_table_and_five_duties_in_the_text(writers):
    sample = writers["key_points"].document.sample
    assert len(sample.table.rows) == 20
    assert [section.path for section in sample.sections if section.duty] == [
        "三（一）",
        "三（二）",
        "三（三）",
        "四（一）",
        "四（二）",
    ]


def test_what_is_misread_is_told(writers):
    kind, writer = kind_of("html"), writers["gazette"]
    page = writer.write("html").decode().replace("市大数据局", "市数据局").replace("8月20日前", "8月21日前")
    figures = figures_of(read_bytes(page.encode(), "公报.html"), writer, kind)
    assert (figures.rows, figures.sections) == (1.0, 1.0)
    assert figures.units == figures.deadlines == pytest.approx(12 / 13)  # of 6 rows and 7 duties in the text, one
    assert len(figures.wrong) == 1
    assert "行5" in figures.wrong[0]


def test_a_duty_that_is_none_counts_as_extra(writers):
    kind, writer = kind_of("html"), writers["gazette"]
    notice = read_bytes(writer.write("html"), "公报.html")
    more = replace(notice, tasks=(*notice.tasks, replace(notice.tasks[0], ref="另加")))
    assert figures_of(more, writer, kind).extra == 1


def test_characters_are_counted_wherever_a_row_is_cut():
    from formats.compare import characters

    assert characters("甲乙丙丁戊己庚辛", "甲乙丙丁戊己庚辛") == 1.0
    assert characters("甲 乙丙（丁）", "甲乙丙(丁)") == 1.0  # neither blanks nor the form of brackets count
    assert characters("甲乙丙丁戊己庚申", "甲乙丙丁戊己庚辛") == pytest.approx(7 / 8)
    assert characters("区园林局牵头甲乙丙丁戊己", "甲乙丙丁戊己区园林局牵头") == 1.0
    assert characters("", "甲乙") == 0.0


def test_a_packed_file_has_its_names_in_gbk(tmp_path, tools):
    from formats.write import write_packed

    path = tmp_path / "公文.zip"
    path.write_bytes(write_packed({"通知/附件.txt": "一、总体要求".encode()}))
    assert "通知/附件.txt".encode("gbk") in path.read_bytes()
    assert [member.name for member in unpack(path, "公文.zip", tmp_path)] == ["公文.zip/通知/附件.txt"]


@pytest.mark.parametrize("name", ["docx", "xlsx", "ofd", "pdf reportlab", "mhtml"])
def test_the_files_are_the_same_on_another_day(writers, name, monkeypatch):
    from formats.write import Writer

    kind_of(name)
    first = writers["articles"].write(name)
    later = time.localtime(time.time() + 86_400)
    monkeypatch.setattr(time, "localtime", lambda *_: later)
    assert Writer(writers["articles"].document.sample).write(name) == first
