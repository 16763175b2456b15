"""Signs that the words of a file are not those of the paper: a wrong decoding, or the noise of OCR."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from corpus.model import Finding
from corpus.quote import bare

_LOST = re.compile("[\ufffd\ue000-\uf8ff\x80-\x9f]")
"""Characters that no notice prints: replaced ones, those of private fonts, control characters."""
_MOJIBAKE = re.compile(
    r"锟斤拷|烫烫|屯屯|[ÃÂåæçèéä][\x80-\xbf¡-¿]{1,2}|[锛銆鈥鐨涓浜鍏][€\x80-\xff一-鿿]?(?=[锛銆鈥鐨涓浜鍏])"
)
_HAN = re.compile("[一-鿿]")
_FREQUENT = frozenset(
    "的一是在和工作公开政府市区部门有关于发行为人单位实施加强管理国民务信息产业项目建设责任年月日通知办局会"
)
_ENOUGH_HAN, _LEAST_FREQUENT = 300, 0.06
"""A text of so many Chinese characters has at least this share of the most frequent ones; notices have 0.2 to 0.4."""

_SPACED = re.compile(r"(?:(?<=\s)|^)[一-鿿，。、；：](?:[ \t\u3000]+[一-鿿，。、；：]){5,}(?=\s|$)")
_IN_NUMBER = re.compile(
    r"(?<=[0-9])[lIoOSB](?=[0-9年月日])|(?<=[年月〔\[第])[lIoO](?=[0-9年月日号])|[〔\[(（]\s?[2l][0-9OoIl]{3}\s?[0-9]"
)
_STRAY = re.compile(r"(?<=[一-鿿])[■□◆▲△●◇¤§¢£¥¦©®¬±µ¶^~`|\\{}_](?=[一-鿿])|(?<=[一-鿿])[b-zB-Z](?=[一-鿿])")
_NOISY_LINES, _NOISY_SHARE = 2, 0.01


@dataclass(frozen=True, slots=True)
class Noise:
    """The lines of a text that look like slips of OCR: how many, their share of the words, where the first stands."""

    lines: int
    share: float
    start: int
    end: int


def find_damage(text: str) -> Iterator[Finding]:
    """What makes the words of a text doubtful.

    Parameters
    ----------
    text
        The decoded text.

    Yields
    ------
    Finding
        Of kind ``decoding`` and ``damage``, each at its first place.
    """
    if lost := list(_LOST.finditer(text)):
        count = f"有 {len(lost)} 个字符没有正确解码或不是通用字符"
        yield Finding("decoding", count, lost[0].start(), lost[0].end())
    han = _HAN.findall(text)
    if found := _MOJIBAKE.search(text):
        yield Finding("decoding", "像是按错误的编码存过的乱码", found.start(), found.end())
    elif len(han) >= _ENOUGH_HAN and lacks_frequent(han):
        yield Finding("decoding", "常用字很少，像是用错误的编码打开的")
    noise = measure_noise(text)
    if noise is not None:
        message = f"有 {noise.lines} 行（约占全文 {noise.share:.0%}）像是识别（OCR）错误"
        yield Finding("damage", message, noise.start, noise.end)


def lacks_frequent(han: Collection[str]) -> bool:
    """Whether Chinese characters are others than those that notices are written in; they have to be many."""
    return sum(c in _FREQUENT for c in han) < len(han) * _LEAST_FREQUENT


def measure_noise(text: str) -> Noise | None:
    """The noise of OCR in a text; None where there is next to none."""
    lines = words = noisy = at = 0
    first: tuple[int, int] | None = None
    for line in text.split("\n"):
        size = len(bare(line))
        words += size
        sign = _SPACED.search(line) or _IN_NUMBER.search(line) or _STRAY.search(line)
        if sign is not None and not line.lstrip().startswith("|"):
            lines, noisy = lines + 1, noisy + size
            first = first or (at + sign.start(), at + sign.end())
        at += len(line) + 1
    if first is None or lines < _NOISY_LINES or noisy < words * _NOISY_SHARE:
        return None
    return Noise(lines, noisy / words, *first)
