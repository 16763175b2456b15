"""Pictures of pages, read by OCR (extra ``zhengwen[ocr]``); the only file that imports Pillow."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corpus.errors import DamagedFile, EmptyFile, TooLarge
from corpus.formats.layout import write_pages
from corpus.formats.ocr import page_of_picture, require_ocr
from corpus.formats.page import Page
from corpus.formats.probe import Probe
from corpus.formats.writer import SourceWriter
from corpus.limits import MAX_PIXELS, MAX_SCANNED_PAGES
from corpus.source import Source

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_LEAST_SIDE = 100
"""Pixels: what is smaller is a sign or a button."""
_SHOWN_WIDTH = 1_200


def is_this(probe: Probe) -> bool:
    """Whether a file is a picture of a kind that scanners write."""
    return probe.starts(b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*") or (
        probe.starts(b"BM") and probe.ending == ".bmp"
    )


def read(data: bytes, name: str, version: str) -> Source:
    """Read a picture, or the pictures of a TIFF, each as a page.

    Raises
    ------
    ScannedFile
        Nothing is installed that reads pictures.
    DamagedFile, TooLarge, EmptyFile
        The picture is cut off or no picture; it has too many pixels or pages; there are no words on it.
    """
    shown = Path(name).name
    with _opened(data, shown) as frames:
        sizes = [frame.size for frame in frames]
        if all(min(size) < _LEAST_SIDE for size in sizes):
            raise EmptyFile(f"{shown}：图片只有 {sizes[0][0]}×{sizes[0][1]} 像素，太小，不是扫描件")
        require_ocr(shown)
        pages = [page_of_picture(_pixels(frame), shown) for frame in frames]
    return _source(pages, name, version)


def picture(data: bytes, name: str, page: int) -> bytes:
    """A PNG of a page (from 1)."""
    with _opened(data, Path(name).name) as frames:
        for number, frame in enumerate(frames, 1):
            if number == page:
                shown = _upright(frame).convert("RGB")
                shown.thumbnail((_SHOWN_WIDTH, 4 * _SHOWN_WIDTH))
                out = io.BytesIO()
                shown.save(out, "PNG")
                return out.getvalue()
    raise DamagedFile(f"{Path(name).name}：没有第 {page} 页")


def pixels_of(data: bytes, name: str) -> NDArray[np.uint8]:
    """The first picture of a file, upright: shape (height, width, 3).

    Raises
    ------
    DamagedFile, TooLarge
        It is cut off or no picture; it has too many pixels.
    """
    with _opened(data, name) as frames:
        return _pixels(next(iter(frames)))


def _source(pages: list[Page], name: str, version: str) -> Source:
    for page in pages:
        page.is_scanned = True
    if not any(page.words for page in pages):
        raise EmptyFile(f"{Path(name).name}：图片里没有认出文字")
    writer = SourceWriter(name, version)
    write_pages(pages, writer)
    return writer.build()


class _Frames:
    """The pictures of a file, decoded one at a time."""

    def __init__(self, image: Picture, name: str) -> None:
        self._image = image
        self._count = int(getattr(image, "n_frames", 1))
        if self._count > MAX_SCANNED_PAGES:
            raise TooLarge(f"{name}：有 {self._count} 页，超过扫描件的上限 {MAX_SCANNED_PAGES} 页")
        self._name = name

    def __iter__(self) -> Iterator[Picture]:
        for number in range(self._count):
            self._image.seek(number)
            width, height = self._image.size
            if width * height > MAX_PIXELS:
                limit = f"{MAX_PIXELS:,}"
                raise TooLarge(f"{self._name}：图片有 {width:,}×{height:,} 像素，超过上限 {limit} 像素")
            yield self._image


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[_Frames]:
    from PIL import Image

    errors = (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError, ArithmeticError)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of sizes, which are looked at here, and of odd tags
        try:
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF", "BMP")) as image:
                yield _Frames(image, name)
        except Image.DecompressionBombError as exc:
            raise TooLarge(f"{name}：图片的像素超过上限 {MAX_PIXELS:,}") from exc
        except errors as exc:
            raise DamagedFile(f"{name}：图片不完整或已损坏（{exc}）") from exc


def _upright(frame: Picture) -> Picture:
    """The picture as the camera was held (EXIF)."""
    from PIL import ImageOps

    return ImageOps.exif_transpose(frame)


def _pixels(frame: Picture) -> NDArray[np.uint8]:
    """Shape (height, width, 3); what is transparent is white paper, sixteen bits become eight."""
    from PIL import Image

    upright = _upright(frame)
    if upright.mode.startswith("I"):
        values = np.asarray(upright, dtype=np.float64)
        most = 65535.0 if values.max(initial=0) > 255 else 255.0
        upright = Image.fromarray((values * 255.0 / most).astype(np.uint8))
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        paper = Image.new("RGBA", upright.size, "white")
        paper.alpha_composite(upright.convert("RGBA"))
        upright = paper
    return np.asarray(upright.convert("RGB"), dtype=np.uint8)
