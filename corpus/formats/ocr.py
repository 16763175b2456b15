"""Pictures of pages read by OCR (the only file that imports rapidocr; extra ``zhengwen[ocr]``).

The models of PP-OCR come in the wheel: nothing is ever downloaded. A page is levelled and turned upright, lines of
letters are found, cut where a ruled line or a wide gap crosses them, and each piece is read by itself, so that no
word runs from one cell into the next.
"""

from __future__ import annotations

import importlib.util
import os
import statistics
import warnings
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache, partial
from itertools import pairwise
from typing import Any

import numpy as np

from corpus.errors import DamagedFile, ScannedFile
from corpus.formats.ocr_marks import has_high_letter, level_marks, outer_blanks, width_in_letters
from corpus.formats.page import Page, Rule, Word
from corpus.formats.picture import (
    Box,
    Pixels,
    Turn,
    error_of_pictures,
    find_rules,
    grey_of,
    ink_of,
    levelled,
    place_before,
    quartered,
    scaled,
    skew_of,
    unread_places,
    without_rules,
    working_picture,
)

_SIDE = 1_280
"""Pixels of the longer side in which lines are looked for: A4 at 110 dpi."""
_LARGEST_SIDE = 2_560
_LEAST_HEIGHT = 17.0
"""Pixels: where lines stand lower than that in the small picture, they are looked for in a larger one."""
_LETTER = 32.0
"""Pixels: the height of letters at which lines are looked for that were missed."""
_MOST_MISSED = 40
_WIDE_GAP, _NARROW_GAP = 0.8, 0.4
"""In heights of a line's box: a gap that parts a line; one that does so between columns, where it runs through the
lines above and below too."""
_INK, _NARROWEST = 0.95, 1.5
"""Of a letter's size: the height of the ink of high ones (0.89 to 1.01 in four fonts); the size, in widths of a letter,
above which the ink is not theirs alone."""
_AROUND = 2.2
_NEAR = 0.25
_LEAST_OTHERS = 2
_VOTERS = 24
_LEAST_SCORE = 0.3
"""What is read with less than that is no writing: a stain, part of a seal or of a drawing."""
_INSTALL = "pip install 'zhengwen[ocr]'"


def has_ocr() -> bool:
    """Whether the libraries that read pictures are installed."""
    return all(importlib.util.find_spec(module) is not None for module in ("rapidocr", "onnxruntime", "cv2"))


def require_ocr(name: str) -> None:
    """Stop where pictures cannot be read.

    Raises
    ------
    ScannedFile
        The libraries are not installed; the message names the command that installs them.
    """
    if not has_ocr():
        raise ScannedFile(f"{name}：是扫描件（只有图片，没有文字），需要先安装文字识别组件：{_INSTALL}")


def page_of_picture(pixels: Pixels, name: str) -> Page:
    """Read the picture of a page.

    Parameters
    ----------
    pixels
        Shape (height, width) or (height, width, 3), red, green, blue.
    name
        The file's name, for messages.

    Returns
    -------
    Page
        In pixels of the upright picture; ``as_shown`` leads back to the picture as it came. A page on which nothing
        is written has no words.

    Raises
    ------
    ScannedFile
        No OCR is installed.
    DamagedFile
        The reader itself fails.
    """
    require_ocr(name)
    picture = working_picture(pixels)
    height, width = picture.shape[:2]
    skew = skew_of(picture)
    picture = levelled(picture, skew)
    try:
        boxes = _find_lines(picture)
        quarters = _quarters(picture, boxes)
        picture = quartered(picture, quarters)
        if quarters:
            boxes = _find_lines(picture)
        page = _read_lines(picture, boxes)
    except _errors() as exc:
        raise DamagedFile(f"{name}：文字识别失败（{type(exc).__name__}）") from exc
    page.as_shown = partial(place_before, Turn(width, height, skew, quarters))
    return page


@lru_cache(maxsize=1)
def _engine() -> Any:  # noqa: ANN401 - the library has no types
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from rapidocr import RapidOCR

        return RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.max_side_len": _LARGEST_SIDE,
                "Det.limit_type": "max",
                "Det.limit_side_len": _LARGEST_SIDE,
                # a batch is as wide as its widest line, and one of its threads waits by spinning: lines one by one,
                # each in one thread, take half the time
                "EngineConfig.onnxruntime.intra_op_num_threads": 1,
                "Rec.rec_batch_num": 1,
                "Rec.rec_img_shape": [3, 48, 64],
            }
        )


@lru_cache(maxsize=1)
def _errors() -> tuple[type[Exception], ...]:
    from rapidocr.inference_engine.onnxruntime.main import ONNXRuntimeError
    from rapidocr.main import RapidOCRError

    return (ValueError, ArithmeticError, RuntimeError, RapidOCRError, ONNXRuntimeError, error_of_pictures())


@lru_cache(maxsize=1)
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1), thread_name_prefix="ocr")


def _find_lines(picture: Pixels) -> list[Box]:
    """Where letters stand side by side."""
    scale = min(1.0, _SIDE / max(picture.shape[:2]))
    boxes = _detect(picture, scale)
    low = statistics.median(box.height for box in boxes) * scale if boxes else _LEAST_HEIGHT
    if low < _LEAST_HEIGHT:
        larger = min(scale * _LEAST_HEIGHT / low * 1.3, _LARGEST_SIDE / max(picture.shape[:2]))
        if larger > scale * 1.1:
            boxes = _detect(picture, larger)
    return boxes


def _detect(picture: Pixels, scale: float) -> list[Box]:
    seen = picture if scale == 1 else scaled(picture, scale)
    found = _engine()(np.ascontiguousarray(seen[:, :, ::-1]), use_det=True, use_cls=False, use_rec=False)
    boxes = []
    for corners in [] if found.boxes is None else np.asarray(found.boxes) / scale:
        x0, y0 = np.maximum(np.floor(corners.min(axis=0)), 0).astype(int).tolist()
        x1, y1 = np.ceil(corners.max(axis=0)).astype(int).tolist()
        box = Box(x0, y0, min(x1, picture.shape[1]), min(y1, picture.shape[0]))
        if box.width > 3 and box.height > 3:
            boxes.append(box)
    return boxes


def _find_missed(picture: Pixels, ink: np.ndarray, boxes: list[Box], letter: float) -> list[Box]:
    """Lines of letters that were not found at first: two that stand close may have been taken for a picture."""
    found: list[Box] = []
    for place in sorted(unread_places(ink, boxes, letter), key=lambda box: -box.width * box.height)[:_MOST_MISSED]:
        scale = min(_LETTER / letter, _LARGEST_SIDE / max(place.width, place.height))
        for box in _detect(_cut(picture, place), scale):
            moved = Box(box.x0 + place.x0, box.y0 + place.y0, box.x1 + place.x0, box.y1 + place.y0)
            x, y = (moved.x0 + moved.x1) / 2, (moved.y0 + moved.y1) / 2
            if not any(b.x0 <= x <= b.x1 and b.y0 <= y <= b.y1 for b in (*boxes, *found)):
                found.append(moved)
    return found


def _quarters(picture: Pixels, boxes: list[Box]) -> int:
    """By how many right angles, clockwise, the picture has to be turned to be upright."""
    wide = sum(box.width for box in boxes if box.width > 1.5 * box.height)
    tall = sum(box.height for box in boxes if box.height > 1.5 * box.width)
    quarters = 1 if tall > wide else 0
    longest = sorted(boxes, key=lambda box: -max(box.width, box.height))[:_VOTERS]
    lines = [quartered(_cut(picture, box), quarters) for box in longest]
    if not lines:
        return 0
    _, told = _engine().cls_and_rotate([np.ascontiguousarray(line[:, :, ::-1]) for line in lines])
    votes = sum(float(score) if label == "180" else -float(score) for label, score in told.cls_res)
    if abs(votes) < len(lines) * 0.7:  # not sure: read some lines both ways
        some = lines[:6]
        upright = sum(score for _, score in _recognise(some))
        votes = sum(score for _, score in _recognise([quartered(line, 2) for line in some])) - upright
    return quarters + 2 if votes > 0 else quarters


def _cut(picture: Pixels, box: Box) -> Pixels:
    return picture[box.y0 : box.y1, box.x0 : box.x1]


def _recognise(lines: list[Pixels]) -> list[tuple[str, float]]:
    """Read lines, in their order: the words and how sure the reader is."""

    def one(line: Pixels) -> tuple[str, float]:
        read = engine.recognize_txt([np.ascontiguousarray(line[:, :, ::-1])])
        return str(read.txts[0]), float(read.scores[0])

    engine = _engine()
    return list(_pool().map(one, lines))


def _read_lines(picture: Pixels, boxes: list[Box]) -> Page:
    page = Page(picture.shape[1], picture.shape[0], is_scanned=True)
    if not boxes:
        return page
    letter = statistics.median(box.height for box in boxes) * 0.7
    ink = ink_of(grey_of(picture))
    page.rules = find_rules(ink, boxes, letter)
    ink = without_rules(ink, page.rules, letter)
    boxes = [*boxes, *_find_missed(picture, ink, boxes, letter)]
    starts = np.array([columns[0] for box in boxes if len(columns := _inked_columns(box, ink))])
    pieces = [
        (around, inner)
        for box in boxes
        for around, inner in _pieces(box, page.rules, ink, starts)
        if not _is_of_other(inner, box, boxes)
    ]
    for (box, inner), (text, score) in zip(pieces, _recognise([_cut(picture, box) for box, _ in pieces]), strict=True):
        if text.strip() and score >= _LEAST_SCORE:
            page.words.append(_word(box, inner, text, score))
    return page


def _pieces(box: Box, rules: list[Rule], ink: np.ndarray, starts: np.ndarray) -> list[tuple[Box, Box]]:
    """The pieces of a line between ruled lines and wide gaps: each with some paper around it, and its ink alone."""
    middle = (box.y0 + box.y1) / 2
    cuts = sorted(
        rule.x0 for rule in rules if rule.x0 == rule.x1 and rule.y0 <= middle <= rule.y1 and box.x0 < rule.x0 < box.x1
    )
    pieces = []
    edges = [box.x0, *(round(cut) for cut in cuts), box.x1]
    for x0, x1 in pairwise(edges):
        for start, end in _stretches(Box(x0, box.y0, x1, box.y1), ink, starts):
            inner = _inked(Box(start, box.y0, end, box.y1), ink)
            slack = round(box.height * 0.15)
            pieces.append((Box(max(x0, inner.x0 - slack), box.y0, min(x1, inner.x1 + slack), box.y1), inner))
    return pieces


def _is_of_other(inner: Box, box: Box, boxes: list[Box]) -> bool:
    """Whether a narrow stretch at the side of a line is the edge of a letter of the line beside it."""
    x, y = (inner.x0 + inner.x1) / 2, (inner.y0 + inner.y1) / 2
    return inner.width < box.height / 2 and any(
        other is not box and other.x0 <= x <= other.x1 and other.y0 <= y <= other.y1 for other in boxes
    )


def _stretches(box: Box, ink: np.ndarray, starts: np.ndarray) -> list[tuple[int, int]]:
    """Ranges of columns with ink, parted at wide gaps, and at narrow ones behind which other lines begin."""
    columns = _inked_columns(box, ink)
    if not len(columns):
        return []
    ends = []
    for at in np.nonzero(np.diff(columns) > box.height * _NARROW_GAP)[0].tolist():
        start, end = int(columns[at]) + 1, int(columns[at + 1])
        is_wide = end - start > box.height * _WIDE_GAP
        others = int((np.abs(starts - end) < box.height * _NEAR).sum())
        if is_wide or (others >= _LEAST_OTHERS and _is_between_columns(start, end, box, ink)):
            ends.append(at + 1)
    return [(int(part[0]), int(part[-1]) + 1) for part in np.split(columns, ends)]


def _inked_columns(box: Box, ink: np.ndarray) -> np.ndarray:
    return np.asarray(np.nonzero(ink[box.y0 : box.y1, box.x0 : box.x1].sum(axis=0) >= 2)[0] + box.x0)


def _is_between_columns(start: int, end: int, box: Box, ink: np.ndarray) -> bool:
    """Whether a gap goes on above or below the line, through one line more at least."""
    third = (end - start) // 3
    reach = round(box.height * _AROUND)
    strip = ink[:, start + third : end - third].sum(axis=1) >= 2
    above, below = strip[max(0, box.y0 - reach) : box.y0][::-1], strip[box.y1 : box.y1 + reach]
    free = max(int(np.argmax(side)) if side.any() else len(side) for side in (above, below))
    return free >= min(box.height, reach)


def _inked(box: Box, ink: np.ndarray) -> Box:
    """A box without the paper above and below."""
    rows = np.nonzero(ink[box.y0 : box.y1, box.x0 : box.x1].sum(axis=1) >= 2)[0]
    if not len(rows):
        return box
    return Box(box.x0, box.y0 + int(rows[0]), box.x1, box.y0 + int(rows[-1]) + 1)


def _word(box: Box, inner: Box, text: str, score: float) -> Word:
    """A word as a page has it: as wide and high as its letters with the blanks that belong to them."""
    text = level_marks(text)
    before, after = outer_blanks(text)
    size = _size(box, inner, text)
    middle = (box.y0 + box.y1) / 2
    x0, x1 = inner.x0 - before * size, inner.x1 + after * size
    return Word(text, max(0.0, x0), middle - size / 2, x1, middle + size / 2, size, score)


def _size(box: Box, inner: Box, text: str) -> float:
    """The size of letters: by the height of their ink, where they are high; else by their width and their box.

    A full line is stretched over its measure, and marks and digits are narrower or wider than one thinks: sizes by
    width differ by a quarter in one paragraph. The box of a line is as loose as it happens to be found.
    """
    letters = width_in_letters(text)
    width = inner.width / max(letters - sum(outer_blanks(text)), 0.5)
    if has_high_letter(text):
        return min(inner.height / _INK, width * _NARROWEST)
    guess = box.height * 0.7
    return guess if letters < 2 else min(max(width, guess * 0.7), guess * 1.3)
