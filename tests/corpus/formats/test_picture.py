"""Ruled lines of a picture."""

import numpy as np
import pytest

from corpus.formats.picture import Box, find_rules

pytest.importorskip("cv2", reason="the extra ocr brings cv2, which finds rules")

LETTER = 30


def test_a_row_lower_than_its_neighbours_that_one_cell_fills_has_no_line_through_it():
    ink = np.zeros((600, 800), bool)
    for y in (50, 250, 290, 500):
        ink[y : y + 3, 50:750] = True
    for x in (50, 300, 747):
        ink[50:503, x : x + 3] = True
    ink[253:290, 300:303] = False  # the row between 250 and 290 is one cell
    ink[258:275, 301] = True  # where the stroke of a letter stands
    rules = find_rules(ink, [Box(280, 255, 330, 288)], LETTER)
    down = sorted((round(r.x0 / 10) * 10, round(r.y0 / 10) * 10, round(r.y1 / 10) * 10) for r in rules if r.x0 == r.x1)
    assert down == [(50, 50, 500), (300, 50, 250), (300, 290, 500), (750, 50, 500)]
