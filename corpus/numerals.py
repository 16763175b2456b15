"""Chinese numerals (一, 十二, 二〇二二) and full-width digits."""

from __future__ import annotations

import re
import unicodedata

_DIGITS = {ch: n for n, ch in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "O": 0, "0": 0, "两": 2}
CHINESE = "零〇○一二三四五六七八九十百两"


def parse_number(text: str) -> int | None:
    """The value of 12, １２, 十二, 二十一, 一百零三, or None."""
    text = unicodedata.normalize("NFKC", text)
    if text.isdigit():
        return int(text)
    if not text or any(ch not in _DIGITS and ch not in "十百" for ch in text):
        return None
    if not re.search("[十百]", text):
        return int("".join(str(_DIGITS[ch]) for ch in text))
    total, digit = 0, 0
    for ch in text:
        if ch == "百":
            total, digit = total + (digit or 1) * 100, 0
        elif ch == "十":
            total, digit = total + (digit or 1) * 10, 0
        else:
            digit = _DIGITS[ch]
    return total + digit


def parse_year(text: str) -> int | None:
    """The year that 2022, ２０２２ or 二〇二二 means."""
    number = parse_number(text.replace(" ", ""))
    return number if number is not None and 1949 <= number <= 2100 else None


def chinese_number(number: int) -> str:
    """1 to 999 in Chinese: 十二, 二十一, 一百零三, 一百一十; a greater one in digits."""
    digits = "零一二三四五六七八九"
    if number > 999:
        return str(number)
    if number < 10:
        return digits[number]
    hundreds, rest = divmod(number, 100)
    if hundreds:
        tens = f"零{digits[rest]}" if rest < 10 else f"{digits[rest // 10]}十{digits[rest % 10] if rest % 10 else ''}"
        return f"{digits[hundreds]}百{tens if rest else ''}"
    tens_digit, ones = divmod(rest, 10)
    return ("" if tens_digit == 1 else digits[tens_digit]) + "十" + (digits[ones] if ones else "")
