"""A notice as a scan: the pages of its PDF as pictures, a little turned and with noise, the same each time."""

from __future__ import annotations

import io

import numpy as np
import pypdfium2
from PIL import Image

_DPI = 200
_SKEW = 0.5
"""Degrees."""
_NOISE = 8.0
"""Standard deviation of the grey values that are added, of 255."""


def scan(pdf: bytes, seed: int = 7) -> list[Image.Image]:
    """The pages of a PDF as a scanner at 200 dpi gives them: grey, noisy, half a degree askew."""
    random = np.random.default_rng(seed)
    pages = []
    with pypdfium2.PdfDocument(pdf) as file:
        for page in file:
            picture = page.render(scale=_DPI / 72, grayscale=True).to_pil().convert("L")
            turned = picture.rotate(_SKEW, Image.Resampling.BICUBIC, fillcolor=255)
            grey = np.asarray(turned, np.float32) * 0.92 + 12
            noisy = grey + random.normal(0, _NOISE, grey.shape)
            pages.append(Image.fromarray(noisy.clip(0, 255).astype(np.uint8)))
    return pages


def as_pictures(pages: list[Image.Image]) -> list[bytes]:
    """One PNG for each page."""
    return [_saved(page, "PNG", dpi=(_DPI, _DPI)) for page in pages]


def as_tiff(pages: list[Image.Image]) -> bytes:
    """One TIFF of all pages."""
    more = {"save_all": True, "append_images": [page.copy() for page in pages[1:]], "compression": "tiff_lzw"}
    return _saved(pages[0], "TIFF", dpi=(_DPI, _DPI), **more)


def as_pdf(pages: list[Image.Image]) -> bytes:
    """A PDF of pictures (JPEG) without text."""
    day = "D:20260320090000"
    more = {"save_all": True, "append_images": [page.copy() for page in pages[1:]], "resolution": _DPI, "quality": 85}
    return _saved(pages[0], "PDF", creationDate=day, modDate=day, **more)


def _saved(page: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    page.copy().save(out, kind, **options)  # a picture keeps the options of its last saving
    return out.getvalue()
