"""Batches go live and are taken back: each as a new generation, whole or not at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.batches import batch_folders, change_state, open_batch, read_state, take_up_unread, write_state
from index.build import Progress, Site
from index.encoder import Encoder, load_encoder
from index.errors import LibraryError, NoBatch, NoNotices
from index.files import Layout, sync_folder
from index.generations import current_generation, recorded_model
from index.report import Admitted, BuildReport, Failure
from index.survey import Reader

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Publication:
    """A batch that was published: when, which files became which notices, in which generation.

    ``generation`` is empty while a publication that was cut short waits for the next build. ``undone`` is the time at
    which it was taken back, None while it counts.
    """

    batch_id: str
    published: dt.datetime
    files: tuple[str, ...]
    notices: tuple[Admitted, ...] = ()
    failures: tuple[Failure, ...] = ()
    generation: str = ""
    undone: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Undone:
    """A publication that was taken back, what the build did, and both in words."""

    publication: Publication
    report: BuildReport
    words: str


def publish_batch(
    library: Path,
    batch_id: str,
    encoder: Encoder | None = None,
    progress: Progress | None = None,
    read: Reader | None = None,
) -> Publication:
    """Make a batch part of the library, one that was staged or one that was taken back.

    Parameters
    ----------
    library
        The library's folder.
    batch_id
        The batch; where its publication was cut short, that is completed.
    encoder
        What makes vectors of texts; None: what the library was built with.
    progress, read
        See :func:`index.build.build_library`.

    Returns
    -------
    Publication
        What became of each file.

    Raises
    ------
    LibraryBusy
        Another build is at work; the batch stays where it is.
    NoBatch
        There is no such batch, or it is published already.
    NoNotices
        None of its files can be read; nothing was published.
    """
    layout = Layout(library)
    encoder = encoder or load_encoder(*recorded_model(library))
    with Site.open(library, encoder, progress, read) as site:
        folder = open_batch(library, batch_id).folder
        home = folder.parent
        if home == layout.uploads and read_state(folder).get("outcome") is not None:
            raise NoBatch("这一批文件已经发布了")
        changes = {} if home == layout.uploads else {"published": _now(), "outcome": None, "undone": None}
        with _moved(folder, layout.uploads, library, changes) as put_back:
            site.build()
            publication = _publication(layout, layout.uploads / batch_id)
            if not publication.notices:
                home = layout.staged if home == layout.uploads else home
                put_back(home)
                take_up_unread(home / batch_id)
                told = "；".join(failure.message for failure in publication.failures[:_SHOWN])
                raise NoNotices(f"这一批里没有能收入的公文，没有发布；{told}")
    return publication


def undo_publication(
    library: Path,
    batch_id: str | None = None,
    encoder: Encoder | None = None,
    progress: Progress | None = None,
    read: Reader | None = None,
) -> Undone:
    """Take a publication back: what it brought leaves the library, what it replaced comes back.

    Builds and publications since then stay as they are. The files are kept, so that the batch can be published again.

    Parameters
    ----------
    library
        The library's folder.
    batch_id
        The publication; None: the last one.
    encoder, progress, read
        See :func:`publish_batch`.

    Raises
    ------
    LibraryBusy
        Another build is at work; nothing was undone.
    NoBatch
        There is nothing to take back.
    """
    layout = Layout(library)
    encoder = encoder or load_encoder(*recorded_model(library))
    with Site.open(library, encoder, progress, read) as site:
        publication = _to_undo(library, batch_id)
        folder = layout.uploads / publication.batch_id
        with _moved(folder, layout.withdrawn, library, {"undone": _now()}):
            report = site.build()
        publication = _publication(layout, layout.withdrawn / publication.batch_id)
    return Undone(publication, report, _words(publication, report))


def publications(library: Path) -> tuple[Publication, ...]:
    """All publications, those taken back as well, the latest first."""
    layout = Layout(library)
    folders = [*batch_folders(layout.uploads), *batch_folders(layout.withdrawn)]
    found = []
    for folder in folders:
        with suppress(FileNotFoundError):  # it was moved in this moment
            found.append(_publication(layout, folder))
    return tuple(sorted(found, key=lambda one: (one.published, one.batch_id), reverse=True))


@contextmanager
def _moved(folder: Path, home: Path, library: Path, changes: Mapping[str, object]) -> Iterator[Callable[[Path], None]]:
    """Move a batch with changes of its state; back again, as it was, where no new generation comes of the build within.

    Yields what moves it elsewhere, as it was.
    """
    before, state, target = current_generation(library), read_state(folder), home / folder.name
    if changes:
        change_state(folder, **changes)

    def put(elsewhere: Path) -> None:
        _move(target, elsewhere / folder.name)
        write_state(elsewhere / folder.name, state)

    ended = False
    try:
        _move(folder, target)
        yield put
        ended = True
    finally:
        if not ended and current_generation(library) == before:
            if target.is_dir() and target != folder:
                _move(target, folder)
            if folder.is_dir():
                write_state(folder, state)


def _move(folder: Path, target: Path) -> None:
    if folder == target:
        return
    try:
        target.parent.mkdir(exist_ok=True)
        folder.rename(target)
    except OSError as exc:
        raise LibraryError(f"{folder.name} 这一批文件移不动（{exc.strerror or exc}），公文库没有改动，请再试") from exc
    sync_folder(target.parent)
    sync_folder(folder.parent)


def _to_undo(library: Path, batch_id: str | None) -> Publication:
    standing = [one for one in publications(library) if one.undone is None]
    chosen = next((one for one in standing if batch_id in (None, one.batch_id)), None)
    if chosen is None:
        raise NoBatch("没有可以撤回的发布" if batch_id is None else "这一批文件没有发布，或已经撤回")
    return chosen


def _publication(layout: Layout, folder: Path) -> Publication:
    state = read_state(folder)
    outcome: dict[str, Any] = state.get("outcome") or {}
    is_undone = folder.parent == layout.withdrawn
    return Publication(
        batch_id=folder.name,
        published=dt.datetime.fromisoformat(state["published"]),
        files=tuple(state["files"]),
        notices=tuple(Admitted(**one | {"replaces": tuple(one["replaces"])}) for one in outcome.get("notices", ())),
        failures=tuple(Failure(**one) for one in outcome.get("failures", ())),
        generation=outcome.get("generation", ""),
        undone=dt.datetime.fromisoformat(state["undone"] or state["published"]) if is_undone else None,
    )


def _words(publication: Publication, report: BuildReport) -> str:
    """What was undone, for a reader."""
    when = publication.published.astimezone().strftime("%Y-%m-%d %H:%M")
    told = [f"已撤回 {when} 发布的 {len(publication.files)} 个文件（{_listed(publication.files)}）"]
    gone, back = ([f"《{name}》" for name in names] for names in (report.withdrawn, report.changed))
    if gone:
        told.append(f"不再收录{_listed(gone)}")
    if back:
        told.append(f"{_listed(back)}恢复为原来的版本")
    if not gone and not back:
        told.append("收录的公文没有变化")
    return "；".join(told) + "。"


def _listed(names: Sequence[str]) -> str:
    shown = "、".join(names[:_SHOWN])
    return shown if len(names) <= _SHOWN else f"{shown}等 {len(names)} 个"


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat()
