"""Questions as people type them: traditional characters, full width, padding (only this file imports OpenCC)."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

_PADDING = re.compile(
    r"(?:请问一下|请问|麻烦(?:你|您)?(?:告诉我|查一下|帮我查(?:一下)?|问一下)?|帮(?:我|忙)(?:查|看|找)(?:一下|下|查|看|找)?|我想(?:知道|问|了解)(?:一下)?|想(?:问|了解)(?:一下|下)?|能不能告诉我|可以告诉我|告诉我"
    r"|(?:并|，|,)?(?:请)?(?:注明|告诉我|给出|附上)出处|谢谢(?:你|您)?|辛苦了|你好|您好)[，,。！!\s]*"
)


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


def normalise(question: str) -> str:
    """A question in simplified characters and half width, without padding.

    Parameters
    ----------
    question
        As typed.

    Returns
    -------
    str
        Line breaks and runs of blanks become one blank; empty when nothing but padding was there.
    """
    text = unicodedata.normalize("NFKC", question.encode("utf-8", "replace").decode("utf-8"))
    text = re.sub(r"[\s\u200b-\u200f\ufeff]+", " ", text).strip()
    if re.search(r"[\u4e00-\u9fff]", text):
        text = _converter().convert(text)
    bare = _PADDING.sub("", text).strip(" ，,。")
    return bare or text


def fold(text: str) -> str:
    """Text for comparing: NFKC, lower case, without white space, brackets in one shape."""
    text = unicodedata.normalize("NFKC", text).lower()
    return re.sub(r"\s", "", text).translate(_BRACKETS)


_BRACKETS = str.maketrans({"〔": "[", "〕": "]", "(": "[", ")": "]", "【": "[", "】": "]", "“": '"', "”": '"'})
