"""Aligning two notices: which item of one says what which item of the other says."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.items import Item, grams

Scores = NDArray[np.float64]
Likeness = Callable[[Sequence[str], Sequence[str]], Sequence[Sequence[float]]]

_WORDS, _MEANING, _HEADING = 0.55, 0.30, 0.15
"""Weights of shared pairs of characters, likeness in meaning and likeness of the headings."""
_BODY, _GROUP = 0.05, 0.02
"""What it adds that the same body must do both, or the same group (区政府各部门), which says less."""
LEAST = 0.276
"""Two items in the same order that score less are not the same requirement. Fitted on pairs judged by hand in the
sample library and in four notices of two years and levels."""
MOVED = 0.346
"""The same for two items out of order: without the order there is less to go by."""
CONTAINED = 0.72
"""An item left over is part of a longer one when so much of its words stands there."""


@dataclass(frozen=True, slots=True)
class Match:
    """Two items by their numbers; one is None where the other stands alone. ``is_part``: one holds the other."""

    first: int | None
    second: int | None
    score: float = 0.0
    is_part: bool = False


def align(first: Sequence[Item], second: Sequence[Item], scores: Scores, shares: Scores) -> list[Match]:
    """Pair the items of two notices.

    In order first (Needleman and Wunsch): what comes after stays after, which settles the many requirements of one
    wording. An assignment without order (Hungarian) crossed pairs of neighbouring clauses. What is left over is then
    paired out of order, as clauses move, and last as a part of a longer item, as clauses are joined and split.

    Parameters
    ----------
    first, second
        The items, in the order of their notices.
    scores : ndarray, shape (n_first, n_second)
        How alike they are, from ``likenesses``.
    shares : ndarray, shape (n_first, n_second)
        How much of the shorter one's words stands in the longer one, from ``shared_words``.

    Returns
    -------
    list of Match
        In the order of ``second``; what ``second`` lacks comes where ``first`` has it.
    """
    pairs = _in_order(scores)
    taken_first, taken_second = {i for i, _ in pairs}, {j for _, j in pairs}
    rest = [
        (float(scores[i, j]), i, j)
        for i in range(len(first))
        for j in range(len(second))
        if i not in taken_first and j not in taken_second and scores[i, j] >= MOVED
    ]
    for _, i, j in sorted(rest, key=lambda entry: (-entry[0], entry[1], entry[2])):
        if i not in taken_first and j not in taken_second:
            pairs.append((i, j))
            taken_first.add(i)
            taken_second.add(j)
    matches = [Match(i, j, float(scores[i, j])) for i, j in pairs]
    matches += _parts(first, second, scores, shares, taken_first, taken_second)
    return _ordered(matches, len(first))


def _in_order(scores: Scores) -> list[tuple[int, int]]:
    """The pairs that do not cross and whose scores over ``LEAST`` add up to most."""
    gains = np.maximum(scores - LEAST, 0.0)
    n, m = gains.shape
    best = np.zeros((n + 1, m + 1))
    for i in range(1, n + 1):
        paired = best[i - 1, :-1] + gains[i - 1]
        best[i, 1:] = np.maximum.accumulate(np.maximum(paired, best[i - 1, 1:]))
    pairs: list[tuple[int, int]] = []
    i, j = n, m
    while i and j:
        if best[i, j] == best[i - 1, j]:
            i -= 1
        elif best[i, j] == best[i, j - 1]:
            j -= 1
        else:
            pairs.append((i - 1, j - 1))
            i, j = i - 1, j - 1
    return pairs[::-1]


def _parts(
    first: Sequence[Item],
    second: Sequence[Item],
    scores: Scores,
    shares: Scores,
    taken_first: set[int],
    taken_second: set[int],
) -> list[Match]:
    """Items left over: each as a part of a longer item of the other side, or alone."""
    out = []
    for i in set(range(len(first))) - taken_first:
        j = _holder(first[i], second, shares[i])
        out.append(Match(i, None) if j is None else Match(i, j, float(scores[i, j]), True))
    for j in set(range(len(second))) - taken_second:
        holder = _holder(second[j], first, shares[:, j])
        out.append(Match(None, j) if holder is None else Match(holder, j, float(scores[holder, j]), True))
    return out


def _holder(item: Item, others: Sequence[Item], shares: Scores) -> int | None:
    """The longer one among others in which most of an item's words stand, if enough do."""
    longer = [k for k, other in enumerate(others) if len(other.words) > len(item.words)]
    best = max(longer, key=lambda k: (float(shares[k]), -k), default=None)
    return best if best is not None and shares[best] >= CONTAINED else None


def _ordered(matches: Sequence[Match], count: int) -> list[Match]:
    """Matches in the order of the second side; what stands in the first only follows the pair before it."""
    place: dict[int, int] = {}
    last = -1
    partner = {m.first: m.second for m in matches if m.first is not None and m.second is not None}
    for i in range(count):
        last = partner.get(i, last)
        place[i] = last
    return sorted(
        matches,
        key=lambda m: (m.second, 0, 0) if m.second is not None else (place[m.first or 0], 1, m.first or 0),
    )


def likenesses(first: Sequence[Item], second: Sequence[Item], likeness: Likeness) -> Scores:
    """How alike the items of two notices are, 0 to 1: by shared words, by meaning, by their headings and who does it.

    Parameters
    ----------
    first, second
        The items.
    likeness
        ``likeness(texts, others)``: one row of likenesses in meaning for each text, from one batch.
    """
    words = shared_words([x.words for x in first], [x.words for x in second], longer=0.35)
    heads = shared_words([x.heading for x in first], [x.heading for x in second], longer=0.5)
    meaning = np.asarray(likeness([x.words for x in first], [x.words for x in second]), dtype=np.float64)
    meaning = meaning.reshape(len(first), len(second)).clip(0.0, 1.0)
    scores: Scores = _WORDS * words + _MEANING * meaning + _HEADING * heads + _same_body(first, second)
    return scores


def cover_scores(first: Sequence[Item], second: Sequence[Item], scores: Scores, likeness: Likeness) -> Scores:
    """How far each item of one notice implements each of a higher level's, which says the same in other words.

    Parameters
    ----------
    first, second
        The items of the higher level's notice and of this level's.
    scores : ndarray, shape (n_first, n_second)
        How alike they are, from ``likenesses``.
    likeness
        As for ``likenesses``.

    Returns
    -------
    ndarray, shape (n_first, n_second)
        The mean of ``scores`` and of the likeness in meaning of the words under their headings, less half of how alike
        the second's item is to all other items of the first: what is like everything (财税、金融等政策按上级文件执行)
        implements nothing in particular.
    """
    if not first or not second:
        return scores
    texts = [[_under_heading(item) for item in side] for side in (first, second)]
    meaning = np.asarray(likeness(texts[0], texts[1]), dtype=np.float64).reshape(scores.shape).clip(0.0, 1.0)
    others = (meaning.sum(axis=0, keepdims=True) - meaning) / max(1, len(first) - 1)
    out: Scores = (scores + meaning - others) / 2
    return out


def _under_heading(item: Item) -> str:
    return item.words if not item.heading or item.heading in item.words else f"{item.heading}。{item.words}"


def _same_body(first: Sequence[Item], second: Sequence[Item]) -> Scores:
    out = np.zeros((len(first), len(second)))
    sides = [[item.mains for item in side] for side in (first, second)]
    for i, own in enumerate(sides[0]):
        for j, other in enumerate(sides[1]):
            if common := own & other:
                out[i, j] = _BODY if any(key[0] for key in common) else _GROUP
    return out


def shared_words(first: Sequence[str], second: Sequence[str], longer: float = 0.0) -> Scores:
    """How much of their pairs of characters texts share, the rarer the pair among them all the more it counts.

    Parameters
    ----------
    first, second
        The texts.
    longer
        What the longer text's length counts, 0 to 1: at 0 a text that stands whole in a longer one shares all.

    Returns
    -------
    ndarray, shape (n_first, n_second)
        Each 0 to 1.
    """
    sides = [[grams(text, 2) for text in side] for side in (first, second)]
    seen = Counter(gram for side in sides for own in side for gram in own)
    total = len(first) + len(second)
    weight = {gram: math.log(1 + total / count) for gram, count in seen.items()}
    holders: dict[str, list[int]] = defaultdict(list)
    for j, own in enumerate(sides[1]):
        for gram in own:
            holders[gram].append(j)
    shared = np.zeros((len(first), len(second)))
    for i, own in enumerate(sides[0]):
        for gram in own:
            shared[i, holders[gram]] += weight[gram]
    sums = [np.array([sum(weight[g] for g in own) for own in side]) for side in sides]
    low = np.minimum(sums[0][:, None], sums[1][None, :])
    high = np.maximum(sums[0][:, None], sums[1][None, :])
    out: Scores = shared / np.maximum((1 - longer) * low + longer * high, 1e-9)
    return out
