"""Text -> terms: words by jieba with the dictionary of units, and pairs of characters."""

from __future__ import annotations

import hashlib
import logging
import re
import threading
import unicodedata
from collections.abc import Iterable
from functools import cached_property, lru_cache
from importlib.resources import files
from pathlib import Path

import jieba

from corpus import unit_words

RULES = 1
"""Goes up when the same text would be cut into other terms."""
LEAST_FREQUENCY = 4
"""Words of jieba's dictionary that are rarer than this are left out.

More than half of its words have frequency 3; without them it is ready in a third of the time, and what is lost are
mostly compounds whose parts stay.
"""
UNIT_FREQUENCY = 2000
"""High enough for a unit's name to win over its parts (区财政局 over 区 / 财政局)."""

_LOADING = threading.Lock()
_RUN = re.compile(r"[^\W_]+")
_LATIN = re.compile(r"[0-9a-z.]+|[^0-9a-z.]+")


class Tokenizer:
    """Cuts text into the terms of the keyword search; the dictionary is loaded once, when the first text is cut.

    Parameters
    ----------
    words
        Names that must stay whole; by default those of all known units.
    """

    def __init__(self, words: Iterable[str] | None = None) -> None:
        self._names = tuple(sorted({fold(word) for word in (unit_words() if words is None else words)} - {""}))

    @cached_property
    def fingerprint(self) -> str:
        """A hash of everything that decides how a text is cut."""
        parts = [f"{RULES} {LEAST_FREQUENCY} {UNIT_FREQUENCY} {jieba.__version__}", *self._names]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]

    def words(self, text: str) -> list[str]:
        """The words of a text in order, and the words within long words (search mode), without punctuation."""
        with _LOADING:
            cutter = _load_jieba(self._names)
        cut = cutter.cut_for_search(fold(text), HMM=False)
        return [word for word in cut if _RUN.search(word)]

    def query_words(self, text: str) -> list[str]:
        """The words of a question, each once, without those that say nothing (什么, 怎么)."""
        words = dict.fromkeys(self.words(text))
        return [word for word in words if word not in self._stopwords] or list(words)

    def grams(self, text: str) -> list[str]:
        """The pairs of neighbouring characters; numbers and Latin words stay whole."""
        out: list[str] = []
        for run in _RUN.findall(fold(text)):
            for part in _LATIN.findall(run):
                if part[0].isascii() or len(part) == 1:
                    out.append(part)
                else:
                    out.extend(part[at : at + 2] for at in range(len(part) - 1))
        return out

    @cached_property
    def _stopwords(self) -> frozenset[str]:
        lines = files("index").joinpath("data/stopwords.txt").read_text(encoding="utf-8").splitlines()
        return frozenset(line for line in lines if line and not line.startswith("#"))


def fold(text: str) -> str:
    """The text in the one form that is cut: NFKC, lower case."""
    return unicodedata.normalize("NFKC", text).lower()


@lru_cache(maxsize=2)
def _load_jieba(names: tuple[str, ...]) -> jieba.Tokenizer:
    """A jieba tokenizer with a cut-down dictionary, filled here: jieba's own loading takes three times as long."""
    jieba.setLogLevel(logging.WARNING)
    digits = "".join(str(digit) for digit in range(LEAST_FREQUENCY, 10))
    lines = Path(jieba.__file__).with_name("dict.txt").read_text(encoding="utf-8")
    frequencies: dict[str, int] = {}
    total = 0
    for word, count in re.findall(rf"^(\S+) (\d\d+|[{digits}]) ", lines, re.MULTILINE):
        frequencies[word] = int(count)
        total += int(count)
    for name in names:
        total += max(UNIT_FREQUENCY - frequencies.get(name, 0), 0)
        frequencies[name] = max(UNIT_FREQUENCY, frequencies.get(name, 0))
    # jieba wants every beginning of a word in the table, with frequency 0 where it is no word itself.
    for word in list(frequencies):
        for end in range(1, len(word)):
            if (beginning := word[:end]) not in frequencies:
                frequencies[beginning] = 0
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = frequencies, total, True
    return tokenizer
