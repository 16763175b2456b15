"""Files on their way to the browser."""

import os
import time
from types import SimpleNamespace

import pytest

from assistant.page.frame import Frame, write


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("青石区2026年任务清单.xlsx", "青石区2026年任务清单.xlsx"),
        ("政务公开与/../../etc.docx", "政务公开与_.._.._etc.docx"),
        ("CON.csv", "_CON.csv"),
        ("", "文件"),
    ],
    ids=["as it is", "no way out", "a device", "nothing"],
)
def test_a_file_has_a_name_that_any_system_takes(name, written):
    path = write(name, b"x")
    assert (path.name, path.read_bytes()) == (written, b"x")


def test_the_names_of_two_notices_are_cut_and_the_ending_stays():
    name = f"{'关于印发二〇二六年政务公开工作要点的通知' * 3}与{'上年' * 30}对照.docx"  # 378 bytes
    path = write(name, b"")
    assert len(path.name.encode()) <= 180
    assert path.name.startswith("关于印发二〇二六年") and path.suffix == ".docx"


def test_files_of_before_are_deleted_when_another_is_made():
    old, new = write("旧.txt", b""), write("新.txt", b"")
    hour_ago = time.time() - 3600
    os.utime(old.parent, (hour_ago, hour_ago))
    write("又.txt", b"")
    assert (old.exists(), new.exists()) == (False, True)


@pytest.mark.parametrize(
    ("error", "told"), [(ValueError("请先选一个单位"), "请先选一个单位"), (OSError("disk full"), "文件没有做成")]
)
def test_a_file_that_cannot_be_made_is_told_in_words(error, told):
    handlers = []

    def event(handler, *_, **__):
        handlers.append(handler)
        return SimpleNamespace(then=lambda *_, **__: None)

    def make():
        raise error

    Frame.hand_out(SimpleNamespace(handout=None), event, make, ())
    with pytest.warns(UserWarning, match=told):  # what gr.Warning does outside of a page
        handlers[0]()
