"""Damaged and hostile files: each is named with its reason, none brings the reading down, and the next one is read."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT
from ofd_files import OfdFile

WORDS = "云河市青石区人民政府关于做好政务公开工作的通知"
PAGE = f"<html><body><h1>{WORDS}</h1><p>一、公开预算</p><p>区财政局负责，2023年6月底前完成。</p></body></html>"


@pytest.fixture(autouse=True)
def tools(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(ROOT / "tools"), *sys.path])


@pytest.fixture(scope="module")
def small() -> dict[str, bytes]:
    """Good files that need nothing but this package, one of each way of packing."""
    file = OfdFile()
    for at, words in enumerate((WORDS, "一、公开预算", "区财政局负责，2023年6月底前完成。")):
        file.pages or file.page()
        file.pages[0].text(30, 40 + 12 * at, words, 5)
    return {
        "通知.txt": f"{WORDS}\n一、公开预算\n区财政局负责，2023年6月底前完成。\n".encode(),
        "通知.html": PAGE.encode("gb18030"),
        "任务表.csv": "序号,任务,责任单位\n1,公开预算,区财政局\n2,公开决算,区财政局\n".encode(),
        "通知.ofd": file.bytes(),
    }


def faults(files: Iterator[tuple[str, bytes]], folder: Path, seconds: float) -> list[object]:
    """What is not read, and not refused as it should be."""
    from formats.trial import GOOD, try_files

    return [trial for trial in try_files(files, folder, seconds) if trial.result not in GOOD]


def test_the_same_seed_makes_the_same_files_and_more_of_them_go_on(small):
    from formats.damaged import damaged_files

    first = list(damaged_files(small, 40, seed=3))
    assert list(damaged_files(small, 60, seed=3))[:40] == first
    assert list(damaged_files(small, 40, seed=4)) != first
    assert len({name for name, _ in first}) == 40


def test_a_hundred_damaged_files_bring_nothing_down(small, tmp_path):
    from formats.damaged import damaged_files

    assert faults(damaged_files(small, 100, seed=1), tmp_path, 60) == []


def test_what_brings_the_process_down_is_counted_as_a_fault():
    from formats.trial import _judged

    assert _judged("夹/甲.pdf", "damaged", "甲.pdf：读取时程序意外中止（文件可能已损坏），其余文件不受影响") == "crash"
    assert _judged("夹/甲.pdf", "timeout", "甲.pdf：读取超过 60 秒，已停止") == "hang"
    assert _judged("夹/甲.pdf", "damaged", "文件已损坏") == "unnamed"
    assert _judged("夹/甲.pdf", "damaged", "甲.pdf：") == "unnamed"
    assert _judged("夹/甲.pdf", "damaged", "甲.pdf：文件可能已损坏（KeyError：'x'）") == "unforeseen"
    assert _judged("夹/甲.pdf", "password", "甲.pdf：文件设有密码") == "named"


REASONS = {
    "xml-laughs.docx": "damaged",
    "xml-laughs-late.xlsx": "damaged",
    "xml-file.ofd": "damaged",
    "xml-web.docx": "damaged",
    "xml-deep.ofd": "damaged",
    "climbing.zip/../../x.txt": "damaged",
    "climbing.zip//x.txt": "damaged",
    "climbing.zip/C:/x.txt": "damaged",
    "climbing.zip/好.txt": "",
    "nested.zip/内.zip": "unsupported",
    "nested.zip/好.txt": "",
    "password.zip/好.txt": "password",
    "password.ofd": "password",
    "encrypted.ofd": "password",
    "password.docx": "password",
    "password.xlsx": "password",
    "deep.html": "damaged",
    "open.html": "damaged",
    "nested.mhtml": "damaged",
    "pixels.png": "too_large",
    "pixels-claimed.png": "too_large",
    "loop.pdf": "too_large",
    "zip-in-it.ofd": "",
    "climbing-parts.ofd": "",
}
"""The word of the reason; empty for what is read."""


def test_hostile_files_are_refused_with_their_reason(small, tmp_path):
    from formats.hostile import hostile_files
    from formats.trial import GOOD, try_files

    trials = list(try_files(hostile_files(small, heavy=False), tmp_path, 60))
    kinds = {trial.name.removeprefix(f"{tmp_path}/"): trial.kind for trial in trials}
    assert {name: kinds[name] for name in REASONS} == REASONS
    assert [trial for trial in trials if trial.result not in GOOD] == []


@pytest.mark.slow
def test_all_hostile_files_are_refused_or_read(tmp_path):
    from formats.hostile import hostile_files
    from try_damaged import good_files

    assert faults(hostile_files(good_files(None)), tmp_path, 120) == []


@pytest.mark.slow
def test_two_thousand_damaged_files_of_all_formats_bring_nothing_down(tmp_path):
    from formats.damaged import damaged_files
    from try_damaged import good_files, is_slow

    good = good_files(None)
    files = damaged_files(good, 2000, seed=1, slow=frozenset(filter(is_slow, good)))
    assert faults(files, tmp_path, 120) == []
