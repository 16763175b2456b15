"""What a keeper does on the page, in words: files are examined, put right, published and taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from assistant.genre import KIND_WORDS
from assistant.page.desk import Live
from corpus import Notice, Remark
from index import (
    Batch,
    Examination,
    NotInLibrary,
    Publication,
    correct_held,
    correct_staged,
    corrections_of,
    discard_batch,
    examine_batch,
    open_batch,
    publications,
    publish_batch,
    read_staged,
    stage_files,
    staged_batches,
    undo_publication,
)

FORM = {
    "title": "题名",
    "issued_title": "所印发文件的题名",
    "doc_number": "文号",
    "issuer": "发文机关",
    "year": "年份",
    "dated": "成文日期",
    "doc_kind": "类别",
    "validity": "效力",
    "disclosure": "公开属性",
}
"""What can be put right on the page, with its name."""
HINTS = {
    "year": "如 2026",
    "dated": "如 2026-03-18",
    "doc_kind": "通知、解读、征求意见稿、新闻、报告、法规",
    "validity": "如 已废止",
    "disclosure": "如 主动公开",
}
_KINDS = {"notice": "通知", "regulation": "法规", **KIND_WORDS}
_COUNTED = {"new": "新增", "newer": "更新", "older": "库里的较新，没有替换", "copy": "已有相同的"}
Progress = Callable[[int, int, str], None]


class Placed(NamedTuple):
    """A file of a batch: the batch, and its number there from 0; or a notice that is held, without a number."""

    owner: str
    number: int | None

    @classmethod
    def parse(cls, value: str) -> Placed:
        """What a control of the page stands for."""
        owner, _, number = value.partition("|")
        return cls(owner[:80], int(number) if number.isdigit() else None)


class Keeper:
    """The library as its keeper sees it.

    Errors of the library (`index.LibraryError`) and of what was read (`corpus.NoticeError`,
    `corpus.WrongCorrection`) pass through: their messages are for the reader.
    """

    def __init__(self, live: Live) -> None:
        self._live = live
        self._last: Examination | None = None  # what was found last, so that opening each file of it is quick

    @property
    def folder(self) -> Path:
        """The library's folder."""
        folder: Path = self._live.current.library.folder
        return folder

    def examine(self, files: list[Path], progress: Progress) -> Examination:
        """Stage files that were uploaded, and look at each; the uploads themselves are deleted."""
        try:
            batch = stage_files(self.folder, files)
        finally:  # what turns out to be secret must not stay
            for file in files:
                file.unlink(missing_ok=True)
        self._last = examine_batch(self.folder, batch, self._live.current.library, progress)
        return self._last

    def again(self, batch_id: str) -> Examination:
        """Look at a batch again; what was read is not read twice."""
        self._last = examine_batch(self.folder, open_batch(self.folder, batch_id), self._live.current.library)
        return self._last

    def read(self, placed: Placed) -> tuple[Notice, tuple[Remark, ...]]:
        """A staged file, and what needs a look in it."""
        name, remarks = self._file(placed)
        return read_staged(open_batch(self.folder, placed.owner), name), remarks

    def _file(self, placed: Placed) -> tuple[str, tuple[Remark, ...]]:
        last = self._last
        files = (last if last is not None and last.batch_id == placed.owner else self.again(placed.owner)).files
        if placed.number is None or placed.number >= len(files):
            raise ValueError("没有这个文件，请重新添加")
        return files[placed.number].name, files[placed.number].checked.remarks

    def form(self, placed: Placed) -> dict[str, str]:
        """What is known of a file or a notice now, for each field of ``FORM``."""
        try:
            is_held = placed.number is None
            notice = self._live.current.library.notice(placed.owner) if is_held else self.read(placed)[0]
        except KeyError:
            raise NotInLibrary("公文库里没有这份公文，可能已经撤下") from None
        return {name: _written(getattr(notice, name)) for name in FORM}

    def put_right(self, placed: Placed, before: Mapping[str, str], after: Mapping[str, str], progress: Progress) -> str:
        """Keep what a keeper changed in the form; returns what was done, in words."""
        changes = {name: _value(name, after[name]) for name in FORM if after[name].strip() != before.get(name, "")}
        if not changes:
            return "没有改动"
        if placed.number is None:
            entered = corrections_of(self.folder, placed.owner)
            kept = {name: value for name, value in changes.items() if value is not None or name in entered}
            if not kept:
                raise ValueError("原文里读到的内容不能删成空白，请写上正确的内容")
            correct_held(self.folder, placed.owner, kept, progress=progress)
            self._live.refresh()
        else:
            batch = open_batch(self.folder, placed.owner)
            correct_staged(batch, self._file(placed)[0], changes)
            self._last = None
        return f"已更正：{'、'.join(FORM[name] for name in changes)}"

    def publish(self, batch_id: str, progress: Progress) -> str:
        """Make a batch part of the library; returns what became of it, in words."""
        done = publish_batch(self.folder, batch_id, progress=progress)
        self._live.refresh()
        kinds = [one.what for one in done.notices]
        counts = [f"{words} {kinds.count(kind)} 份" for kind, words in _COUNTED.items() if kind in kinds]
        unread = f"；{len(done.failures)} 个文件没有收入" if done.failures else ""
        return f"已发布：{'，'.join(counts)}{unread}"

    def undo(self, batch_id: str, progress: Progress) -> str:
        """Take a publication back; returns what that did, in words."""
        undone = undo_publication(self.folder, batch_id, progress=progress)
        self._live.refresh()
        return undone.words

    def discard(self, batch_id: str) -> None:
        """Throw a staged batch away."""
        discard_batch(self.folder, batch_id)

    def waiting(self) -> tuple[Batch, ...]:
        """The batches that were sent and not published yet, the oldest first."""
        return staged_batches(self.folder)

    def publications(self) -> tuple[Publication, ...]:
        """All publications, the latest first."""
        return publications(self.folder)


def _written(value: object) -> str:
    return "" if value is None else _KINDS.get(str(value), str(value))


def _value(name: str, text: str) -> Any:  # noqa: ANN401 - as a file of corrections has it
    text = text.strip()
    if not text:
        return None
    return int(text) if name == "year" and text.isdigit() else text
