"""Amounts in running text, in whatever digits: 500户 is 五百户, 60% is 百分之六十."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from unicodedata import normalize

_MEASURES = (
    "个工作日|个自然日|工作日|个百分点|百分点|平方公里|平方米|立方米|千米|公里|千瓦时|千瓦|兆瓦|公顷|公斤|千克"
    "|个小时|小时|分钟|个月|人次|户次|车次|架次|批次|课时|标段|亩|米|吨|克|升"
    "|户|个|件|项|次|天|日|名|人|家|元|分(?![之别类局工管层级批步期享散解析配布公])|处|所|台|套|辆|座|条|批|场|期|份|张|篇|部|幅|间|床|届|轮|类|种|栋|幢|片|村|倍|年|周|季|岁|级|支|艘|盏|棵|株|％|%"
)
_DIGITS = r"[0-9０-９]+(?:[,，][0-9０-９]{3})*(?:[.．][0-9０-９]+)?"
_CHINESE = r"[一二三四五六七八九十百千零〇两]"
_AMOUNT = re.compile(
    rf"百分之(?P<percent>{_CHINESE}+(?:点{_CHINESE}+)?|{_DIGITS})"
    rf"|(?P<digits>{_DIGITS})\s?(?P<scale>千万|百万|万亿|[亿万千百]?)(?:余|多)?\s?(?P<measure>{_MEASURES})?"
    rf"|(?<![第每统同唯单专万之其初高星])(?P<chinese>{_CHINESE}(?:{_CHINESE}|[万亿])*(?:点{_CHINESE}+)?)(?:余|多)?(?P<unit>{_MEASURES})"
)
_DAY = re.compile(
    r"(?:[0-9０-９]{4}\s?年度?)?\s?[0-9０-９]{1,2}\s?月(?:份|底|末)?(?:\s?[0-9０-９]{1,2}\s?[日号])?|[0-9０-９]{4}\s?年度?"
    r"|[一二三四五六七八九十]{1,2}月份?(?:底|末|[一二三四五六七八九十]{1,3}[日号])?|[〔\[（(][0-9]{4}[〕\]）)]\s?第?[0-9]+号"
)
_MARK = re.compile(
    r"^\s*(?:[0-9０-９]{1,3}(?:[.．][0-9０-９]{1,2})*[.．、](?![0-9])|[（(]?[0-9０-９一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、)"
)
_VALUES = {ch: n for n, ch in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1_000}
_SCALES = {"": 1, "百": 100, "千": 1_000, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as written with its measure, its value, and the measure in one way of writing."""

    written: str
    value: Fraction
    measure: str


def find_amounts(text: str) -> list[Amount]:
    """The amounts of a text, without dates, numbers of documents and the number of its own section.

    Parameters
    ----------
    text
        Clean text. Chinese numerals count where a measure follows; 一 alone is an article (一个, 一次) and does not.
    """
    text = _DAY.sub(lambda m: "\n" * len(m.group()), text)
    if mark := _MARK.match(text):
        text = "\n" * mark.end() + text[mark.end() :]
    out = []
    for match in _AMOUNT.finditer(text):
        written = match.group().strip()
        if match["percent"]:
            value, measure = _value(match["percent"]), "%"
        elif match["digits"]:
            value, measure = _scaled(match["digits"], match["scale"]), match["measure"] or ""
        elif match["chinese"] == "一":
            continue
        else:
            value, measure = _value(match["chinese"]), match["unit"]
        if value is not None:
            out.append(Amount(written, value, _one_way(measure)))
    return out


def _one_way(measure: str) -> str:
    measure = {"％": "%", "日": "天"}.get(measure, measure)
    return measure.removeprefix("个") or measure


def _scaled(digits: str, scale: str) -> Fraction | None:
    plain = re.sub("[,，]", "", normalize("NFKC", digits)).replace("．", ".")
    return Fraction(plain) * _SCALES[scale] if scale in _SCALES else None


def _value(text: str) -> Fraction | None:
    """The value of Chinese numerals (一万八千, 三点五) or of digits."""
    if re.fullmatch(_DIGITS, text):
        return _scaled(text, "")
    whole, _, part = text.partition("点")
    total = section = digit = 0
    for ch in whole:
        if ch in _VALUES:
            digit = _VALUES[ch]
        elif ch in _POWERS:
            section, digit = section + (digit or 1) * _POWERS[ch], 0
        else:
            total, section, digit = (total + section + digit) * _SCALES[ch], 0, 0
    if not re.search("[十百千万亿]", whole) and len(whole) > 1:
        total, section, digit = int("".join(str(_VALUES[ch]) for ch in whole)), 0, 0
    elif len(whole) > 1 and digit and whole[-2] in "百千万" and whole[-1] in _VALUES:
        digit *= _SCALES.get(whole[-2], _POWERS.get(whole[-2], 10)) // 10  # 一万八, 三百五
    decimals = Fraction(int("".join(str(_VALUES.get(ch, 0)) for ch in part)), 10 ** len(part)) if part else Fraction(0)
    return total + section + digit + decimals
