"""What a keeper puts right on the page of a notice that the library holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from corpus import change_corrections, dump_toml, parse_toml
from index.build import Progress, Site
from index.catalogue import Catalogue
from index.encoder import Encoder, load_encoder
from index.errors import NotInLibrary
from index.files import Layout
from index.generations import recorded_model
from index.library import Library
from index.report import BuildReport
from index.survey import ON_THE_PAGE, Reader


def corrections_of(library: Path, notice_id: str) -> dict[str, Any]:
    """What was entered for a notice: field to value; what stands in a file beside it is not among it."""
    try:
        catalogue = Catalogue.look_at(Layout(library).catalogue)
    except FileNotFoundError:
        return {}
    try:
        return catalogue.entered().get(notice_id, {})
    finally:
        catalogue.close()


def correct_held(
    library: Path,
    notice_id: str,
    changes: Mapping[str, Any],
    encoder: Encoder | None = None,
    progress: Progress | None = None,
    read: Reader | None = None,
) -> BuildReport:
    """Put right what is said of a notice of the library; it wins over what stands beside its file.

    Parameters
    ----------
    library
        The library's folder.
    notice_id
        The notice; it keeps its id, and what was entered holds for its later versions too.
    changes
        Field to new value as in a file of corrections; None takes back what was entered.
    encoder, progress, read
        See :func:`index.publishing.publish_batch`.

    Returns
    -------
    BuildReport
        Of the build that published the correction.

    Raises
    ------
    corpus.WrongCorrection
        A value would not take effect; nothing was changed.
    NotInLibrary
        There is no such notice.
    LibraryBusy
        Another build is at work; nothing was changed.
    """
    with Library.open(library, with_model=False) as opened:
        if notice_id not in {held.notice_id for held in opened.held}:
            raise NotInLibrary("公文库里没有这份公文，可能已经撤下")
        notice = opened.notice(notice_id)

    def enter(catalogue: Catalogue) -> None:
        before = dump_toml(catalogue.entered().get(notice_id, {}))
        catalogue.enter(notice_id, parse_toml(change_corrections(before, changes, ON_THE_PAGE, notice)))

    return _build_with(library, enter, encoder, progress, read)


def undo_correction(
    library: Path,
    notice_id: str,
    encoder: Encoder | None = None,
    progress: Progress | None = None,
    read: Reader | None = None,
) -> BuildReport:
    """Put back what had been entered for a notice before the last correction.

    Raises
    ------
    NotInLibrary
        Nothing was entered for it.
    LibraryBusy
        Another build is at work; nothing was changed.
    """

    def go_back(catalogue: Catalogue) -> None:
        if not catalogue.go_back(notice_id):
            raise NotInLibrary("这份公文没有在网页上更正过，没有可以撤回的")

    return _build_with(library, go_back, encoder, progress, read)


def _build_with(
    library: Path,
    change: Callable[[Catalogue], None],
    encoder: Encoder | None,
    progress: Progress | None,
    read: Reader | None,
) -> BuildReport:
    encoder = encoder or load_encoder(*recorded_model(library))
    with Site.open(library, encoder, progress, read) as site:
        return site.build(change=change)
