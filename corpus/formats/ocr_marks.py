"""Marks that OCR takes for their likes: which are levelled, and how wide letters are."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

_HAN = r"[㐀-鿿\U00020000-\U0003ffff〇《》“”‘’、。，；：？！（）【】〔〕]"
_AFTER = re.compile(rf"(?<={_HAN})[,:;?!]|[,:;?!](?={_HAN})")
_OPENING = re.compile(rf"\((?={_HAN})|(?<={_HAN})\((?=[0-9A-Za-z]*$)")
_CLOSING = re.compile(rf"(?<={_HAN})\)")
_HIGH = re.compile(r"(?![一二三])[㐀-鿿\U00020000-\U0003ffff]")
_FULL = str.maketrans(",:;?!()", "，：；？！（）")
_OPEN_MARKS = "（《“‘〔【〈「『"
_END_MARKS = "，。、；：？！）》”’〕】〉」』．"


def level_marks(text: str) -> str:
    """What OCR read, marks of Chinese text as wide as they are printed.

    The reader sees the form of a mark but not its width. ``, : ; ? !`` beside a Chinese character or mark, and
    ``( )`` around such, become ``， ： ； ？ ！ （ ）``; nothing else is changed, neither letters and digits nor marks
    between them (``10:30``, ``1,200``).
    """
    for pattern in (_AFTER, _OPENING, _CLOSING):
        text = pattern.sub(lambda found: found[0].translate(_FULL), text)
    return text


def has_high_letter(text: str) -> bool:
    """Whether there is a Chinese character that is as high as characters are: not 一, 二, 三, nor marks and digits."""
    return bool(_HIGH.search(text))


def width_in_letters(text: str) -> float:
    """How wide a text is, in letters of full width; between those and Latin ones printers leave a little room."""
    wide = [unicodedata.east_asian_width(one) in "WFA" for one in text]
    changes = sum(one != other for one, other in pairwise(wide))
    return sum(1.0 if one else 0.55 for one in wide) + 0.2 * changes


def outer_blanks(text: str) -> tuple[float, float]:
    """How much of a text's first and last mark is blank on the outer side, in letters."""
    return (0.5 if text[0] in _OPEN_MARKS else 0.0), (0.5 if text[-1] in _END_MARKS else 0.0)
